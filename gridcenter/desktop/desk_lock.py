"""Locking the desk: when nobody touches it for a while, or by key. The feed goes on, reminders sound, drafts stay.

Windows that are open are put away as they are and come back: what was typed into them is still there.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from shiboken6 import isValid

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.idle_closing import IdleClosing
from gridcenter.desktop.lock_ports import LockPorts
from gridcenter.desktop.lock_sheet import Cover, LockSheet, PinDialog
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

KEY = "Ctrl+Alt+L"


class DeskLock(QObject):
    """A part of the frame without a strip."""

    notice = Signal(str)
    strip: QWidget | None = None

    def __init__(
        self,
        window: QWidget,
        ports: LockPorts,
        background: Background,
        theme: Theme,
        idle: IdleClosing,
        *,
        who: str,
    ) -> None:
        super().__init__(window)
        self._window, self._ports = window, ports
        self._background, self._theme, self._idle, self._who = background, theme, idle, who
        self._put_away: list[QWidget] = []
        self.sheet: LockSheet | None = None
        self.cover: Cover | None = None
        self.pin_dialog: PinDialog | None = None
        idle.idled.connect(self.lock)
        bind_key(window, KEY, self.lock_by_hand)

    @property
    def locked(self) -> bool:
        return self.sheet is not None

    def lock_by_hand(self) -> None:
        """Lock; what is shown about people is closed for good."""
        if self.sheet is None:
            self._idle.close_now(tr("The desk was locked. Look up again."))
            self.lock()

    def lock(self) -> None:
        """Cover everything that has been left open."""
        if self.sheet is not None:
            return
        self._close_popups()
        self.cover = Cover(self._window, self._theme)
        self._put_windows_away()
        self.sheet = LockSheet(self._theme, self._who, parent=self._window)
        self.sheet.unlock_wanted.connect(self._try)
        self.sheet.close_wanted.connect(self._end)
        self.sheet.show()
        self._background.read(self, self._ports.has_pin, self.sheet.ask, self._unknown, topic="pin")

    def set_pin(self) -> None:
        self._background.read(self, self._ports.has_pin, self._choose, self._tell, topic="pin")

    def commands(self) -> list[Command]:
        group, found_by = tr("Window"), "lock 锁定 锁屏 suoping pin 口令"
        return [
            Command(tr("Lock the desk"), group, self.lock_by_hand, found_by, KEY),
            Command(tr("Set the PIN…"), group, self.set_pin, found_by),
        ]

    def dress_page(self, page: QWidget) -> None: ...

    def start(self) -> None: ...

    def tick(self) -> None:
        """Put away what an answer has opened meanwhile."""
        if self.sheet is not None and self._put_windows_away():
            self.sheet.raise_()
            self.sheet.activateWindow()

    def retranslate(self) -> None: ...

    def stop(self) -> None:
        """Let nothing of the lock outlive the window."""
        self._leave()

    def _put_windows_away(self) -> bool:
        found = [one for one in QApplication.topLevelWidgets() if self._stands_open(one)]
        for one in found:
            one.hide()
        self._put_away += found
        return bool(found)

    def _stands_open(self, one: QWidget) -> bool:
        """A window of ours beside the main one; questions that wait in a loop of their own are answered with no."""
        if one is self.sheet:
            return False
        if isinstance(one, QMessageBox):
            one.reject()
            return False
        return one.isVisible() and one is not self._window and one.parent() is not None

    def _close_popups(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QGuiApplication.inputMethod().reset()

    def _try(self, pin: str) -> None:
        self._background.write(
            self, partial(self._ports.unlock, pin), lambda _done: self._open(), self._refuse
        )

    def _open(self) -> None:
        self._leave()
        self._window.activateWindow()

    def _leave(self) -> None:
        sheet, cover = self.sheet, self.cover
        self.sheet = self.cover = None
        if sheet is None or cover is None:
            return
        self._window.removeEventFilter(cover)
        for made in (sheet, cover):
            made.hide()
            made.deleteLater()
        for one in self._put_away:
            if isValid(one):
                one.show()
        self._put_away = []

    def _refuse(self, refusal: Refusal) -> None:
        if self.sheet is not None:
            self.sheet.refuse(str(refusal))

    def _unknown(self, refusal: Refusal) -> None:
        """Without the store nobody knows whether there is a PIN: it is asked for, and the try tells."""
        if self.sheet is not None:
            self.sheet.ask(True)
            self.sheet.refuse(str(refusal))

    def _end(self) -> None:
        self._leave()
        self._window.close()

    def _choose(self, has_pin: bool) -> None:
        self.pin_dialog = PinDialog(self._theme, has_pin=has_pin, parent=self._window)
        self.pin_dialog.chosen.connect(self._store)
        self.pin_dialog.finished.connect(self._chosen)
        self.pin_dialog.open()

    def _store(self, old: str, new: str) -> None:
        work = partial(self._ports.set_pin, old, new)
        self._background.write(self, work, lambda _done: self._stored(bool(new)), self._not_stored)

    def _stored(self, there: bool) -> None:
        if self.pin_dialog is not None:
            self.pin_dialog.accept()
        self.notice.emit(tr("The PIN is set.") if there else tr("The PIN is gone."))

    def _not_stored(self, refusal: Refusal) -> None:
        if self.pin_dialog is not None:
            self.pin_dialog.refuse(str(refusal))

    def _chosen(self, _result: int) -> None:
        self.pin_dialog = None

    def _tell(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
