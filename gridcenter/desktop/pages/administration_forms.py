"""The small windows of Administration: one at a time, and what was typed stays until it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

Work = Callable[[dict[str, str]], object]
"""What a worker does with the inputs by code."""


class OneForm(QObject):
    """`done` tells what was done, after which the page is to be read again; `notice` what went wrong before."""

    done = Signal(str)
    notice = Signal(str)

    def __init__(self, page: QWidget, background: Background, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._background, self._theme = page, background, theme
        self.dialog: MoveDialog | None = None

    def open(self, choice: MoveChoice, about: str, work: Work) -> MoveDialog | None:
        """Ask for the fields of the choice and write on a worker; None while another window is open."""
        if self.dialog is not None:
            return None
        self.dialog = dialog = MoveDialog(self._theme, choice, about, version=0, parent=self._page)
        dialog.sent.connect(partial(self._send, work))
        dialog.finished.connect(self._closed)
        dialog.open()
        return dialog

    def _send(self, work: Work, choice: MoveChoice, said: dict[str, str]) -> None:
        taken = partial(self._taken, choice)
        self._background.write(self._page, partial(work, said), taken, self.refused)

    def _taken(self, choice: MoveChoice, _answer: object) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.done.emit(tr("“{move}” is done").format(move=pick(choice.name)))

    def refused(self, refusal: Refusal) -> None:
        """Show the sentence where it is looked for: in the window, or in the status bar while none is open."""
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def form_choice(action: str, name: Name, fields: Sequence[MoveField]) -> MoveChoice:
    return MoveChoice(action, name, tuple(fields), "", usual=True, letter="", opinion=False)


def reason_field() -> MoveField:
    return MoveField("reason", Name("理由", "reason"), "text")
