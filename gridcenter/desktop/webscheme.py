"""The `gc:` scheme: pages, scripts and documents of embedded pages come from this program and nowhere else.

One `LocalSite` belongs to one embedded page. It owns an off-the-record profile, a handler that answers
`gc://app/…`, and an interceptor that refuses and remembers every other address.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from gridcenter.paths import asset

SCHEME = b"gc"
ORIGIN = "gc://app/"
OWN_SCHEMES = frozenset({"gc", "data", "blob"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
CONTENT_TYPES = {
    ".css": b"text/css",
    ".html": b"text/html",
    ".js": b"text/javascript",
    ".json": b"application/json",
    ".mjs": b"text/javascript",
    ".png": b"image/png",
    ".svg": b"image/svg+xml",
}
CHANNEL_SCRIPT = "qwebchannel.js"
_CHANNEL_RESOURCE = ":/qtwebchannel/qwebchannel.js"
_NOTHING = b'{"error":"unknown address"}'

log = logging.getLogger(__name__)

_ENGINE_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
"""Read once, when the engine starts; what the person has set there stays."""

Document = Callable[[], bytes]


def register_scheme() -> None:
    """Make `gc:` known to the browser engine; must run before the QApplication exists, may run twice."""
    _let_pages_collect()
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME)).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(QByteArray(SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.Flag.SecureScheme
        | QWebEngineUrlScheme.Flag.CorsEnabled
        | QWebEngineUrlScheme.Flag.FetchApiAllowed
    )
    QWebEngineUrlScheme.registerScheme(scheme)


def _let_pages_collect() -> None:
    """Give pages `gc()`: since Qt 6.10 the engine collects no garbage by itself (QTBUG-150562)."""
    flags = os.environ.get(_ENGINE_FLAGS, "")
    if "--js-flags" not in flags:
        os.environ[_ENGINE_FLAGS] = f"{flags} --js-flags=--expose-gc".strip()


def leaflet_folder() -> Path:
    """Return the folder of Leaflet's own files; they come with the XStatic wheel, also in a bundle."""
    return Path(str(resources.files("xstatic.pkg.leaflet").joinpath("data")))


@dataclass(slots=True)
class Documents:
    """What a site serves: whole folders by their first path part, and documents made when asked for."""

    folders: Mapping[str, Path] = field(default_factory=dict)
    made: dict[str, Document] = field(default_factory=dict)

    def find(self, path: str) -> bytes | None:
        """Return the bytes at `path` (no leading slash), or None; never reads outside the folders."""
        if path in self.made:
            return self.made[path]()
        if path == CHANNEL_SCRIPT:
            return _channel_script()
        head, _, rest = path.partition("/")
        folder = self.folders.get(head)
        return None if folder is None or not rest else _read_inside(folder, rest)


def map_documents() -> Documents:
    """Return the fixed part of the map's site; shell page and data are added by the view."""
    return Documents({"ui": asset("ui/map"), "leaflet": leaflet_folder()})


def _read_inside(folder: Path, name: str) -> bytes | None:
    root = folder.resolve()
    wanted = (root / name).resolve()
    return wanted.read_bytes() if wanted.is_relative_to(root) and wanted.is_file() else None


def _channel_script() -> bytes | None:
    script = QFile(_CHANNEL_RESOURCE)
    if not script.open(QIODevice.OpenModeFlag.ReadOnly):
        return None
    text = bytes(script.readAll().data())
    script.close()
    return text


class SiteHandler(QWebEngineUrlSchemeHandler):
    """Answers `gc://app/…` on the GUI thread.

    Every request gets a body: after `job.fail` a script's `fetch()` would wait for ever.
    """

    def __init__(self, documents: Documents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self.unknown: list[str] = []

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        path = job.requestUrl().path().lstrip("/")
        body = self._documents.find(path)
        if body is None:
            self.unknown.append(path)
            log.warning("a page asked for an address that does not exist: %s", path)
        buffer = QBuffer(job)
        buffer.setData(QByteArray(_NOTHING if body is None else body))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.setAdditionalResponseHeaders(_headers())
        job.reply(QByteArray(_content_type(path)), buffer)


def _headers() -> Any:
    """Values stand in lists: PySide sends a bare value as one header per character, reversed."""
    return {b"Content-Security-Policy": [POLICY.encode()], b"X-Content-Type-Options": [b"nosniff"]}


def _content_type(path: str) -> bytes:
    return CONTENT_TYPES.get(PurePosixPath(path).suffix, b"application/octet-stream")


class OnlyOwnAddresses(QWebEngineUrlRequestInterceptor):
    """Refuses and remembers every request that does not stay inside the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.blocked: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        url = info.requestUrl()
        if url.scheme() in OWN_SCHEMES:
            return
        info.block(True)
        self.blocked.append(url.toString())
        log.warning("a page asked for an outside address, refused: scheme %s", url.scheme())


class LocalPage(QWebEnginePage):
    """A page that stays where it is: no navigation, no windows; script messages go to the log."""

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self.complaints: list[str] = []

    def acceptNavigationRequest(
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, _main_frame: bool
    ) -> bool:
        return QUrl(url).scheme() == SCHEME.decode()

    def createWindow(self, _kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        return None  # type: ignore[return-value]  # Qt's own way to say that no window opens

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        if level is QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
            log.debug("page: %s", message)
            return
        self.complaints.append(message)
        log.warning("page %s:%d: %s", source, line, message)


class LocalSite(QObject):
    """Profile, handler and interceptor of one embedded page.

    The page must die before the profile: make the site, then the page, and call `release` last
    (or give the site the same parent as the view, after the view).
    """

    def __init__(self, documents: Documents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.documents = documents
        self.profile = QWebEngineProfile(self)
        self.handler = SiteHandler(documents, self.profile)
        self.gate = OnlyOwnAddresses(self.profile)
        self.profile.setUrlRequestInterceptor(self.gate)
        self.profile.installUrlSchemeHandler(QByteArray(SCHEME), self.handler)
        self.profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
        close_openings(self.profile.settings())

    @property
    def blocked(self) -> list[str]:
        return self.gate.blocked


def close_openings(settings: QWebEngineSettings) -> None:
    """Switch off whatever lets a page reach files, windows, the network or the screen."""
    off = QWebEngineSettings.WebAttribute
    for attribute in (
        off.LocalContentCanAccessRemoteUrls,
        off.LocalContentCanAccessFileUrls,
        off.JavascriptCanOpenWindows,
        off.JavascriptCanAccessClipboard,
        off.PluginsEnabled,
        off.PdfViewerEnabled,
        off.DnsPrefetchEnabled,
        off.HyperlinkAuditingEnabled,
        off.ScreenCaptureEnabled,
        off.NavigateOnDropEnabled,
        off.ErrorPageEnabled,
        off.AutoLoadIconsForPage,
        off.LocalStorageEnabled,
        off.ShowScrollBars,
    ):
        settings.setAttribute(attribute, False)
    settings.setUnknownUrlSchemePolicy(QWebEngineSettings.UnknownUrlSchemePolicy.DisallowUnknownUrlSchemes)
