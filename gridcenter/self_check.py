"""Does this installation hold everything it needs? Asked of a checkout, a wheel and a frozen program alike.

Qt is loaded by name while checking, so that a machine without its libraries gets an answer and no crash.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree as ET

from sqlcipher3 import dbapi2 as sqlcipher

from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import Paper
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.new_store import prepare_store
from gridcenter.store.engine import OLDEST_SAFE_SQLITE, open_store
from gridcenter.store.keys import (
    KEY_BYTES,
    SALT_BYTES,
    FileKind,
    StoreKey,
    file_kind,
    key_file,
    known_keys,
)
from gridcenter.store.revisions import newest_revision, require_current
from gridcenter.store.schema import upgrade
from gridcenter.store.sealed import opens, use_key
from gridcenter.store.sealed_content import SealBroken, SealedReader, SealingWriter, seal_of

NEEDED_ASSETS = (
    "ui/tokens.yaml",
    "ui/styles",
    "ui/map/map.js",
    "ui/i18n/gridcenter_zh_CN.ts",
    "db/migrations/env.py",
    "db/migrations/versions",
    "db/codes",
    "db/flows",
    "db/presets",
    "db/reminders.yaml",
    "db/people_access.yaml",
    "db/freshness.yaml",
    "db/visits.yaml",
    "resources/sounds/reminder.wav",
    "ui/papers/sheet.typ",
)
_SOUND = "PySide6.QtMultimedia"
_OUTSIDE = re.compile(r"""(?:src|href)\s*=\s*["']https?:|@import|url\(\s*["']?https?:""", re.IGNORECASE)


class Fault(Exception):  # noqa: N818 - a finding of the check
    """One part is not as it must be; `str()` says how."""


@dataclass(frozen=True, slots=True)
class Finding:
    part: str
    good: bool
    detail: str


def run_checks() -> list[Finding]:
    """Check every part, whatever became of the ones before."""
    checks: list[tuple[str, Callable[[], str]]] = [
        (tr("files of the program"), check_assets),
        (tr("Chinese and English"), check_languages),
        (tr("SQLite"), check_sqlite),
        (tr("a new store"), check_new_store),
        (tr("encryption"), check_encryption),
        (tr("Qt and its web engine"), check_qt),
        (tr("the map's page"), check_map_page),
        (tr("a Chinese font"), check_font),
        (tr("printed papers"), check_papers),
        (tr("the sound of reminders"), check_sound),
    ]
    return [_finding(part, check) for part, check in checks]


def _finding(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, check())
    except (Fault, Refusal, ImportError, OSError) as fault:
        return Finding(part, False, str(fault))


def check_assets() -> str:
    missing = [name for name in NEEDED_ASSETS if not _is_there(asset(name))]
    if missing:
        raise Fault(tr("missing: {names}").format(names=", ".join(missing)))
    return str(asset("ui").parent)


def _is_there(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.is_file()


def check_languages() -> str:
    messages = list(ET.parse(asset("ui/i18n/gridcenter_zh_CN.ts")).getroot().iter("message"))
    without = [
        message.findtext("source") or "" for message in messages if not message.findtext("translation")
    ]
    if without or not messages:
        raise Fault(tr("{n} sentences have no Chinese").format(n=len(without)))
    return tr("{n} sentences").format(n=len(messages))


def check_sqlite() -> str:
    if sqlcipher.sqlite_version_info < OLDEST_SAFE_SQLITE:
        needed = ".".join(str(number) for number in OLDEST_SAFE_SQLITE)
        raise Fault(
            tr("{found} is older than {needed}").format(found=sqlcipher.sqlite_version, needed=needed)
        )
    return str(sqlcipher.sqlite_version)


def check_encryption() -> str:
    """Write an encrypted file and read it with its key; then say which key file there is, and for how many stores."""
    with tempfile.TemporaryDirectory(prefix="gc-check-") as folder:
        path, key = Path(folder) / "check.db", StoreKey("5a" * SALT_BYTES, "a5" * KEY_BYTES)
        _write_sealed(path, key)
        if file_kind(path) is not FileKind.SEALED or b"CREATE TABLE" in path.read_bytes():
            raise Fault(tr("what was written can be read without its key"))
        wrong = StoreKey(key.salt, "0" * 2 * KEY_BYTES)
        if not opens(path, key) or opens(path, wrong):
            raise Fault(tr("a key does not open what it should, or opens what it should not"))
        _check_sealed_content(Path(folder) / "content", key, wrong)
    told = (
        tr("works; key file {file} with {n} keys")
        if key_file().is_file()
        else tr("works; no key file {file}")
    )
    return told.format(file=key_file(), n=len(known_keys()))


def _check_sealed_content(path: Path, key: StoreKey, wrong: StoreKey) -> None:
    """Write content as attachments of an encrypted store are written, and read it with its key."""
    content = b"content " * 200_000
    with path.open("xb") as out:
        writer = SealingWriter(out, seal_of(key))
        writer.write(content)
        writer.finish()
    if content[:64] in path.read_bytes():
        raise Fault(tr("what was written can be read without its key"))
    with SealedReader(path.open("rb"), seal_of(key)) as reader:
        if reader.read() != content:
            raise Fault(tr("a key does not open what it should, or opens what it should not"))
    with suppress(SealBroken):
        SealedReader(path.open("rb"), seal_of(wrong))
        raise Fault(tr("a key does not open what it should, or opens what it should not"))


def _write_sealed(path: Path, key: StoreKey) -> None:
    with closing(sqlcipher.connect(str(path), isolation_level=None)) as connection:
        use_key(connection, key)
        connection.execute("CREATE TABLE one (value)")


def check_new_store() -> str:
    with tempfile.TemporaryDirectory(prefix="gc-check-") as folder:
        store = open_store(str(Path(folder) / "check.db"), create=True, encrypt=False)
        try:
            upgrade(store)
            with store.begin() as session:
                prepare_store(session)
            require_current(store)
        finally:
            store.dispose()
    return tr("schema {revision}").format(revision=newest_revision())


def check_qt() -> str:
    core = import_module("PySide6.QtCore")
    for module in ("PySide6.QtWidgets", "PySide6.QtWebEngineWidgets", "PySide6.QtWebChannel", "pyqtgraph"):
        import_module(module)
    return str(core.qVersion())


def check_map_page() -> str:
    page = import_module("gridcenter.desktop.map.shell_page").shell_page()
    outside = _OUTSIDE.search(page.html.decode()) or _OUTSIDE.search(page.style.decode())
    if outside:
        raise Fault(tr("it asks for an outside address: {text}").format(text=outside.group()))
    leaflet = import_module("gridcenter.desktop.webscheme").leaflet_folder() / "leaflet.js"
    if not leaflet.is_file():
        raise Fault(tr("missing: {names}").format(names=leaflet))
    return tr("{n} bytes, nothing from outside").format(n=len(page.html) + len(page.script))


def check_font() -> str:
    """Ask Qt for a font that can write Chinese; off-screen on Linux, where there may be no display."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    gui = import_module("PySide6.QtGui")
    app = gui.QGuiApplication.instance() or gui.QGuiApplication([])
    families = gui.QFontDatabase.families(gui.QFontDatabase.WritingSystem.SimplifiedChinese)
    del app
    if not families:
        raise Fault(tr("none is installed: install for example fonts-noto-cjk"))
    return str(families[0])


def check_papers() -> str:
    """Read the templates and set an empty sheet."""
    templates = import_module("gridcenter.services.papers").paper_templates()
    sheet = Paper("", tr("printed papers"), "", "", "{n}/{m}", "", "zh", ())
    made = import_module("gridcenter.services.paper_pdf").as_pdf(sheet, at=datetime(2026, 1, 1, tzinfo=UTC))
    if not made.startswith(b"%PDF-"):
        raise Fault(tr("what was set is no PDF file"))
    return tr("{n} papers").format(n=len(templates))


def check_sound() -> str:
    """A machine without sound is no fault: the strip tells the same; what is missing is said here.

    A frozen program that came without Qt's sound library is one: no machine could make it sound.
    """
    if getattr(sys, "frozen", False) and find_spec(_SOUND) is None:
        raise Fault(tr("missing: {names}").format(names=_SOUND))
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tone = import_module("gridcenter.desktop.tone")
    gui = import_module("PySide6.QtGui")
    app = gui.QGuiApplication.instance() or gui.QGuiApplication([])
    why = tone.why_no_sound()
    del app
    if why:
        return tr("none, reminders are shown only: {why}").format(why=why)
    return tr("one tone, {n} bytes").format(n=tone.tone_file().stat().st_size)
