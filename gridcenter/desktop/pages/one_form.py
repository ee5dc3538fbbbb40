"""The form of a move, one at a time over a page: it is sent on a worker, and what was typed stays until it is taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unsent import UnsentTexts
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import pick, tr

Sending = Callable[[MoveDialog, dict[str, str]], Callable[[], object]]
"""The form and its inputs by code -> what a worker has to do. Called on the GUI thread, at every sending."""


class OneForm(QObject):
    """Made by the page that it stands over, on the GUI thread."""

    taken = Signal(object, object)
    """The `MoveChoice`, and what the worker returned; the form is closed."""
    refused = Signal()
    """The form tells why and stays: what is on show is to be read again."""
    notice = Signal(str)
    """A sentence for the status bar: a refusal while no form is open."""

    def __init__(self, page: QWidget, background: Background, theme: Theme) -> None:
        super().__init__(page)
        self._page, self._background, self._theme = page, background, theme
        self.dialog: MoveDialog | None = None
        self._unsent = UnsentTexts()

    def open(
        self,
        choice: MoveChoice,
        about: str,
        sending: Sending,
        *,
        version: int = 0,
        example: str = "",
        make: Callable[..., MoveDialog] = MoveDialog,
    ) -> MoveDialog | None:
        """Ask what the choice requires, or for a confirming word where it requires nothing; None while one is open.

        `version` is the revision that the operator has seen, `example` a moment as it may be typed,
        and `make` builds the form. What was typed into the same form when it was left stands there again.
        """
        if self.dialog is not None:
            return None
        self.dialog = dialog = make(
            self._theme, choice, about, version=version, parent=self._page, example=example
        )
        self._unsent.follow((choice.action, about), dialog)
        dialog.sent.connect(partial(self._send, dialog, sending))
        dialog.finished.connect(self._closed)
        dialog.open()
        return dialog

    def follow(self, version: int) -> None:
        """After a refusal the newest revision was shown: the next sending carries it."""
        if self.dialog is not None and self.dialog.refused:
            self.dialog.version = version

    def refuse(self, refusal: Refusal) -> None:
        """Show the sentence where it is looked for: in the form, or in the status bar while none is open."""
        if self.dialog is None:
            self.notice.emit(str(refusal))
            return
        self.dialog.show_refusal(str(refusal))
        self.refused.emit()

    def _send(self, dialog: MoveDialog, sending: Sending, choice: MoveChoice, inputs: dict[str, str]) -> None:
        taken, refused = partial(self._taken, dialog, choice), partial(self._refused, dialog)
        self._background.write(self, sending(dialog, inputs), taken, refused)

    def _refused(self, dialog: MoveDialog, refusal: Refusal) -> None:
        """Tell it in the form that was sent; while another one is open it is no business of that one."""
        if self.dialog is None or self.dialog is dialog:
            self.refuse(refusal)
        else:
            self.notice.emit(str(refusal))

    def _taken(self, dialog: MoveDialog, choice: MoveChoice, answer: object) -> None:
        if self.dialog is dialog:
            dialog.accept()
        self.taken.emit(choice, answer)

    def _closed(self, _result: int) -> None:
        self.dialog = None


def about_incident(detail: IncidentDetail) -> str:
    """Return which incident a form is about: number, category and state."""
    row = detail.row
    return tr("{number} · {category} · {state}").format(
        number=row.number, category=pick(row.category), state=pick(detail.state_name)
    )


def done_sentence(choice: MoveChoice) -> str:
    return tr("“{move}” is done").format(move=pick(choice.name))
