"""Closing what is shown about people when nobody touches the window for a while.

What comes back comes back by another look-up, with its purpose and its line in the audit. The desk locks itself then
as well (see `desk_lock`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.language import by_count, tr

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    )
)


@runtime_checkable
class ClosesIdle(Protocol):
    """A page that shows people."""

    def close_idle(self, why: str, /) -> bool:
        """Close what is shown about people and say why; tell whether there was anything."""


@runtime_checkable
class NamesDialogs(Protocol):
    """A page of whose dialogs only some show people, or may be closed at any time."""

    def dialogs_about_people(self) -> Iterable[QDialog]: ...


class IdleClosing(QObject):
    """A part of the frame without a strip. It watches the window's own events, not those of every widget."""

    notice = Signal(str)
    idled = Signal()
    """Nobody has touched the window for so long; what was shown about people is closed."""
    strip: QWidget | None = None

    def __init__(self, window: QWidget, clock: Callable[[], datetime], *, minutes: int) -> None:
        """`minutes` without a touch close what is shown; 0 never does."""
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._minutes = minutes
        self._touched = clock()
        self._watched: QWindow | None = None
        self._pages: list[QWidget] = []
        self._copied = ""
        QGuiApplication.clipboard().dataChanged.connect(self._take_copy)

    def dress_page(self, page: QWidget) -> None:
        if isinstance(page, ClosesIdle):
            self._pages.append(page)

    def tick(self) -> None:
        """Close when nobody has touched the window for so long; the time the machine slept counts."""
        self._watch()
        if not self._minutes or self._clock() - self._touched < timedelta(minutes=self._minutes):
            return
        self._touched = self._clock()
        self.close_now()
        self.idled.emit()

    def close_now(self, why: str = "") -> None:
        """Close what is shown about people, and empty the clipboard where what was copied there is still ours."""
        why = why or self._nobody_here()
        for page in self._pages:
            for dialog in _dialogs(page):
                dialog.reject()
        closed = [page.close_idle(why) for page in self._pages if isinstance(page, ClosesIdle)]
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""
        if any(closed):
            self.notice.emit(why)

    def _nobody_here(self) -> str:
        return by_count(
            self._minutes,
            tr("Nobody touched the program for a minute. Look up again."),
            tr("Nobody touched the program for {n} minutes. Look up again."),
        ).format(n=self._minutes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched = self._clock()
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        """Listen at the window of the system, which exists only once it is shown."""
        found = self._window.windowHandle()
        if found is not None and found is not self._watched:
            self._watched = found
            found.installEventFilter(self)
            self._touched = self._clock()

    def _take_copy(self) -> None:
        """Remember what was copied on a page that shows people."""
        focused = QApplication.focusWidget()
        on_page = focused is not None and any(page.isAncestorOf(focused) for page in self._pages)
        self._copied = QGuiApplication.clipboard().text() if on_page else ""

    def commands(self) -> list[Command]:
        return []

    def start(self) -> None: ...

    def retranslate(self) -> None: ...

    def stop(self) -> None:
        QGuiApplication.clipboard().dataChanged.disconnect(self._take_copy)


def _dialogs(page: QWidget) -> Iterable[QDialog]:
    return [*page.dialogs_about_people()] if isinstance(page, NamesDialogs) else page.findChildren(QDialog)
