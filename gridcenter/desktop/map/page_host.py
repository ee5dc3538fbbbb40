"""One page in one web view, kept alive: started, spoken to, watched, started again when it dies or hangs."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from shiboken6 import delete, isValid

from gridcenter.desktop.map.bridge import MapBridge, dense_json
from gridcenter.desktop.map.kept_shell import kept_shell
from gridcenter.desktop.webscheme import ORIGIN, LocalPage, LocalSite, map_documents

PING_MS = 5_000
MISSED_PINGS = 4
SILENT_PINGS = 8
RESTART_MS = (100, 1_000, 5_000, 30_000)
BULK = 2_000
"""Marks and counts above which a message is fetched by the page instead of travelling through the channel."""
_END_AT_ONCE = getattr(signal, "SIGKILL", signal.SIGTERM)
"""A process that stands still does not hear SIGTERM; Windows has no other signal and ends at once by that one."""

log = logging.getLogger(__name__)


class PageHost(QObject):
    """Owns site, page and channel of a map view, and the web view they are seen in; lives on the GUI thread.

    `load` may come long before `start`: the engine's processes begin while the program is still being loaded.
    `started` means: a fresh page listens and knows nothing yet; it is said after `start` only.
    """

    started = Signal()
    drawn = Signal(int)
    painted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.view = QWebEngineView()
        self.bridge = MapBridge(self)
        self.site = LocalSite(map_documents(), self)
        self.listening = False
        self._loaded, self._speaking, self._awaited = False, False, False
        self.expected: list[str] = []
        """Names of documents that the page was let read before anybody knew whether they are wanted."""
        self._number = 0
        self._bulk: dict[int, str] = {}
        self._restarts = 0
        self._ping, self._answered, self._silent_pings = 0, 0, 0
        self._serve_shell()
        self._page = self._make_page()
        self._watchdog = QTimer(self, interval=PING_MS)
        self._watchdog.timeout.connect(self._watch)
        self.bridge.page_started.connect(self._on_started)
        self.bridge.page_answered.connect(self._on_answer)
        self.bridge.page_drawn.connect(self.drawn)
        self.bridge.page_painted.connect(self._on_painted)

    @property
    def page(self) -> LocalPage:
        return self._page

    @property
    def last_number(self) -> int:
        """The number of the last message sent; `painted` acknowledges it."""
        return self._number

    def load(self) -> None:
        """Let the engine start and load the page; nobody needs to see it yet."""
        self._loaded = True
        self._page.load(QUrl(f"{ORIGIN}index.html"))

    def expect(self, name: str, document: bytes) -> None:
        """Let the page read a district as soon as it speaks; it is shown when it is told, and not before."""
        self.expected.append(name)
        self.publish(name, lambda: document)

    def start(self) -> None:
        """Load the page where that has not happened, watch over it, and tell when it listens."""
        self._awaited = True
        self._watchdog.start()
        if not self._loaded:
            self.load()
        elif self._speaking:
            QTimer.singleShot(0, self, self._listen)

    def release(self) -> None:
        """Let page, channel and profile die in the order the engine wants; may be called twice.

        The view is hidden first and stays so: hidden later, together with its window, it would make itself a new
        page, which the engine does not survive when it is destroyed at once or at the end of the program.
        """
        self.listening = False
        self._watchdog.stop()
        if isValid(self._page):
            self.view.hide()
            self._page.renderProcessTerminated.disconnect(self._on_terminated)
            delete(self._page)
        if isValid(self.site):
            delete(self.site)

    def tell(self, *messages: dict[str, Any]) -> int:
        """Send messages to be taken in this order; return their number. Nothing is sent to a page not listening."""
        if not self.listening or not messages:
            return self._number
        self._number += 1
        self.bridge.told.emit(
            dense_json({"number": self._number, "messages": [self._lighten(m) for m in messages]})
        )
        return self._number

    def publish(self, name: str, make: Callable[[], bytes]) -> str:
        """Serve a document under a name of its own and return its address."""
        self.site.documents.made[name] = make
        return ORIGIN + name

    def withdraw(self, name: str) -> None:
        """Serve a document no longer."""
        self.site.documents.made.pop(name, None)

    def _lighten(self, message: dict[str, Any]) -> dict[str, Any]:
        if len(message.get("marks", ())) + len(message.get("counts", ())) < BULK:
            return message
        text, name = dense_json(message).encode(), f"{message['kind']}-{self._number}.json"
        self._bulk[self._number] = name
        return {"kind": message["kind"], "address": self.publish(name, lambda: text)}

    def _on_painted(self, number: int) -> None:
        for taken in [told for told in self._bulk if told <= number]:
            self.withdraw(self._bulk.pop(taken))
        self.painted.emit(number)

    def _serve_shell(self) -> None:
        shell = kept_shell()
        self.site.documents.made.update(
            {
                "index.html": lambda: shell.html,
                "map.js": lambda: shell.script,
                "folium.css": lambda: shell.style,
            }
        )

    def _make_page(self) -> LocalPage:
        page = LocalPage(self.site.profile, self.view)  # dies with the view, before its profile
        channel = QWebChannel(page)
        channel.registerObject("desk", self.bridge)
        page.setWebChannel(channel)
        page.renderProcessTerminated.connect(self._on_terminated)
        self.view.setPage(page)
        return page

    def _on_started(self) -> None:
        self._speaking = True
        if self._awaited:
            self._listen()
        elif self.expected:
            expected = [{"kind": "expect", "address": ORIGIN + name} for name in self.expected]
            self.bridge.told.emit(dense_json({"number": 0, "messages": expected}))

    def _listen(self) -> None:
        self.listening = True
        self._answered, self._silent_pings = self._ping, 0
        self.started.emit()

    def _on_answer(self, number: int) -> None:
        self._answered = number
        self._restarts = 0

    def _watch(self) -> None:
        if not self.listening:
            self._await_start()
            return
        if self._ping - self._answered >= MISSED_PINGS:
            self._end_hung_page()
            return
        self._ping += 1
        self.tell({"kind": "ping", "number": self._ping})

    def _await_start(self) -> None:
        """Load again when a page has not spoken up for long: a load that failed tells nobody."""
        self._silent_pings += 1
        if self._silent_pings >= SILENT_PINGS:
            self._silent_pings = 0
            log.error("the map page has not started, it is loaded again")
            self._reload()

    def _end_hung_page(self) -> None:
        log.error("the map page does not answer, it is started again")
        self._answered = self._ping
        process = self._page.renderProcessPid()
        if process > 0:
            os.kill(process, _END_AT_ONCE)

    def _on_terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self.listening = self._speaking = False
        wait = RESTART_MS[min(self._restarts, len(RESTART_MS) - 1)]
        self._restarts += 1
        log.error("the map page ended (%s, %d), it is loaded again in %d ms", status.name, code, wait)
        QTimer.singleShot(wait, self, self._reload)

    def _reload(self) -> None:
        if isValid(self._page):
            self.load()
