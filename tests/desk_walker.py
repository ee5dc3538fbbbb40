"""Somebody at a desk who presses anything: a random walk over the pages Residents and Administration.

    python -m tests.desk_walker STORE LOGIN LANGUAGE SCHEME SEED SECONDS OUT

It writes to OUT, as JSON, what went wrong: errors that nobody caught, log records from WARNING on, and turns of the
event loop that took too much of the machine, each with what was done last. What is done depends on the seed and on
when answers come.
"""

from __future__ import annotations

import json
import logging
import random
import sys
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid
from sqlalchemy import select

from gridcenter.app import Desk, open_desk
from gridcenter.desktop.desk_lock import DeskLock
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.lookup_ground import GroundFields
from gridcenter.desktop.widgets.page_tabs import TabbedPage
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.language import use_language
from gridcenter.opening import make_application
from gridcenter.services import asking_again
from gridcenter.store.models import Person

ZONE = "Asia/Shanghai"
HUNG_S = 1.0
REMEMBERED = 12
NONE, CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
MOVES = [
    *((getattr(Qt.Key, f"Key_{name}"), NONE) for name in (
        "Tab", "Backtab", "Return", "Return", "Escape", "Up", "Down", "Down", "Home", "End", "PageUp", "PageDown",
        "Space", "Backspace", "Delete", "Left", "Right", "F1", "F2", "F3", "F5",
    )),
    (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_L, CTRL), (Qt.Key.Key_L, CTRL | SHIFT), (Qt.Key.Key_A, CTRL),
    (Qt.Key.Key_C, CTRL), (Qt.Key.Key_V, CTRL), (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Left, ALT), (Qt.Key.Key_Right, ALT), (Qt.Key.Key_O, CTRL), (Qt.Key.Key_F2, SHIFT),
    (Qt.Key.Key_F3, SHIFT), (Qt.Key.Key_P, CTRL),
    *((getattr(Qt.Key, f"Key_{letter}"), CTRL | SHIFT) for letter in "VWDMIOU"),
    (Qt.Key.Key_L, CTRL | ALT),
]  # fmt: skip
LETTERS = "NADSOURTSMCFVUWXHGEIPBLDNKJ12345/"
TEXTS = (
    "",
    " ",
    "%",
    "'",
    '"',
    "_",
    "\\",
    "a\0b",
    "\u202eabc",
    "\u200f",
    "😀👩‍👩‍👧‍👦",
    "𠮷𡈽𪚥",
    "欧阳",
    "单",
    "zhang",
    "zs",
    "1380013",
    "709901199001010016",
    "11010519491231002X",
    "１１０１０５",
    "2026-02-31",
    "9999999999999999999",
    "-1",
    "=cmd|'/c calc'!A0",
    "<b>x</b>",
    "{n}",
    "%s %d",
    "核实登记情况是否属实",
    "按计划逐户核对台账情况",
    "一" * 500,
    "\n\n\t",
    "NaN",
    "\ud800",
    "supervisor",
    "dispatcher",
)
_PASTE = "长文本😀%'" * 1_700_000


class Walk:
    """One desk and everything that goes wrong at it."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, random.Random(seed)
        self.done: deque[str] = deque(maxlen=REMEMBERED)
        self.faults: list[dict[str, Any]] = []
        self.known = _known(desk)
        self.slowest = 0.0
        self.counts: Counter[str] = Counter()

    def fault(self, kind: str, what: str) -> None:
        self.faults.append({"kind": kind, "what": what, "after": [*self.done]})

    def turn(self) -> None:
        """Let the window live for a moment; a turn that takes long is a window that hangs."""
        for _ in range(self.random.choice((1, 1, 2, 3, 12))):
            begun = time.thread_time()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            took = time.thread_time() - begun
            self.slowest = max(self.slowest, took)
            if took > HUNG_S:
                self.fault("hung", f"{took:.1f} s")
            time.sleep(self.random.choice((0, 0.002, 0.02)))

    def step(self) -> None:
        act = self.random.choices(
            (
                self.press,
                self.letter,
                self.type,
                self.show_tab,
                self.paste,
                self.input_method,
                self.look,
                self.choose,
                self.say_why,
            ),
            (40, 35, 15, 8, 0.15, 1, 0.3, 6, 5),
        )[0]
        begun = time.thread_time()
        self.counts[act.__name__] += 1
        act()
        self._unlock()
        took = time.thread_time() - begun
        self.slowest = max(self.slowest, took)
        if took > HUNG_S:
            self.fault("hung", f"{took:.1f} s in {act.__name__}")
        self.turn()

    def focused(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        popup = popup if popup is not None and _lives(popup) else None
        modal = QApplication.activeModalWidget()
        top = popup or modal or self.desk.window
        if not top.isActiveWindow() and popup is None:
            top.activateWindow()
        focus = top.focusWidget()
        return focus if focus is not None and _lives(focus) else top

    def note(self, what: str, widget: QWidget) -> None:
        self.done.append(f"{what} @ {type(widget).__name__} {widget.accessibleName()[:20]}")

    def press(self) -> None:
        key, modifiers = self.random.choice(MOVES)
        widget = self.focused()
        if isinstance(QApplication.activeModalWidget(), QFileDialog) and key == Qt.Key.Key_Delete:
            return
        self.note(f"{key.name} {modifiers.name}", widget)
        QTest.keyClick(widget, key, modifiers)

    def letter(self) -> None:
        widget = self.focused()
        letter = self.random.choice(LETTERS)
        self.note(letter, widget)
        QTest.keyClick(widget, Qt.Key(ord(letter)))

    def type(self) -> None:
        widget, text = self.focused(), self.random.choice((*TEXTS, *self.known * 3))
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            self.note(f"type {text[:12]!r}", widget)
            widget.selectAll()
            widget.insert(text) if isinstance(widget, QLineEdit) else widget.insertPlainText(text)

    def paste(self) -> None:
        widget = self.focused()
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            self.note("paste 10 MB", widget)
            QGuiApplication.clipboard().setText(_PASTE)
            QTest.keyClick(widget, Qt.Key.Key_V, CTRL)
            QGuiApplication.clipboard().setText("x")

    def input_method(self) -> None:
        widget = self.focused()
        self.note("input method", widget)
        composed = QInputMethodEvent("zhang", [])
        composed.setCommitString(self.random.choice(("张", "𠮷", "")))
        QApplication.sendEvent(widget, composed)

    def choose(self) -> None:
        widget = self.focused()
        if isinstance(widget, QComboBox) and widget.count():
            place = self.random.randrange(widget.count())
            self.note(f"choose {place}", widget)
            widget.setCurrentIndex(place)
            widget.activated.emit(place)

    def say_why(self) -> None:
        """Give the reason without which nothing about residents is shown."""
        top = QApplication.activeModalWidget() or self.desk.window
        for fields in top.findChildren(GroundFields):
            if fields.isVisible():
                self.note("say why", fields)
                fields.show_request(LookupRequest("", Purpose.VISIT, reason="按计划逐户核对台账情况"))

    def look(self) -> None:
        if QApplication.activeModalWidget() is None:
            self.done.append("look")
            self.random.choice((self._speak, self._dress))()

    def _speak(self) -> None:
        self.desk.window.look.speak(self.random.choice(("zh", "en")))

    def _dress(self) -> None:
        self.desk.window.look.use_scheme(self.random.choice(("light", "dark")))

    def show_tab(self) -> None:
        if QApplication.activeModalWidget() is not None or self.lock().locked:
            return
        page = self.random.choice(("residents", "residents", "administration"))
        self.desk.window.show_page(page)
        shown = self.desk.window.pages[page]
        if isinstance(shown, TabbedPage):
            place = self.random.randrange(shown.tabs.count())
            self.done.append(f"tab {page} {place}")
            shown.show_tab(place)

    def lock(self) -> DeskLock:
        found = self.desk.window.findChild(DeskLock)
        assert isinstance(found, DeskLock)
        return found

    def _unlock(self) -> None:
        """A locked desk offers to be closed, which ends the walk."""
        lock = self.lock()
        if lock.locked and lock.sheet is not None:
            lock.sheet.unlock_wanted.emit("")

    def leave_dialogs(self) -> None:
        """Nobody stays in a form for ever."""
        modal = QApplication.activeModalWidget()
        if modal is not None and self.random.random() < 0.5:
            self.note("leave", modal)
            modal.close()


def _lives(widget: QWidget) -> bool:
    """Tell a widget from what Python kept of one that stood at the same address and is gone."""
    try:
        return isValid(widget) and bool(widget.objectName() or True)
    except RuntimeError:
        return False


def _known(desk: Desk) -> list[str]:
    with desk.store.read() as session:
        rows = session.execute(select(Person.id_number, Person.name).limit(5)).all()
    return [str(part) for row in rows for part in row if part]


class _Heard(logging.Handler):
    def __init__(self, tell: Callable[[str, str], None]) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            words += "\n" + "".join(traceback.format_exception(record.exc_info[1]))
        self._tell("log", words)


def walk(url: str, login: str, language: str, scheme: str, seed: int, seconds: float) -> dict[str, Any]:
    asking_again.one_in = lambda: 10
    application = make_application()
    use_language("zh" if language == "zh" else "en")
    with open_desk(application, url, Theme(scheme, "desk"), account=login, time_zone=ZONE) as desk:  # type: ignore[arg-type]
        walker = Walk(desk, seed)
        logging.getLogger().addHandler(_Heard(walker.fault))
        sys.excepthook = lambda kind, error, trace: walker.fault(
            "error", "".join(traceback.format_exception(kind, error, trace))
        )
        desk.window.resize(1366, 768)
        desk.window.show()
        desk.window.activateWindow()
        ends, steps = time.monotonic() + seconds, 0
        while time.monotonic() < ends and desk.window.isVisible():
            try:
                walker.step()
            except Exception:  # noqa: BLE001 - what a key raises here it raises at a desk
                walker.fault("step", traceback.format_exc())
            steps += 1
            if steps % 60 == 0:
                walker.leave_dialogs()
        sys.excepthook = sys.__excepthook__
        told = {"steps": steps, "slowest": round(walker.slowest, 2), "open": desk.window.isVisible()}
        for one in QApplication.topLevelWidgets():
            if one is not desk.window and one.isVisible():
                one.close()
        desk.window.close()
    return {**told, "counts": walker.counts, "faults": walker.faults}


def main(url: str, login: str, language: str, scheme: str, seed: str, seconds: str, out: str) -> None:
    found = walk(url, login, language, scheme, int(seed), float(seconds))
    Path(out).write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8", "backslashreplace")


if __name__ == "__main__":
    main(*sys.argv[1:])
