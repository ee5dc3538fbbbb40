"""Acting on one incident from Supervision: the same form as on the page of the incident, and the same refusals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_moves import detail_and_moves
from gridcenter.desktop.pages.one_form import OneForm, about_incident
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.domain.cards import ISSUE
from gridcenter.domain.errors import Refusal
from gridcenter.domain.flow import REOPEN
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import tr

Found = tuple[IncidentDetail | None, Sequence[MoveChoice]]


class OneAct(QObject):
    """Reads the incident, asks what the act says, and sends it; made on the GUI thread."""

    notice = Signal(str)
    issued = Signal()
    """It was done."""

    def __init__(
        self,
        page: QWidget,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        *,
        action: str,
        done: Callable[[], str],
    ) -> None:
        """`done` is the sentence for the status bar."""
        super().__init__(page)
        self._action = action
        self._words = done
        self._offered = ""
        self._ports = ports
        self._background = background
        self._form = OneForm(page, background, theme)
        self._form.notice.connect(self.notice)
        self._form.taken.connect(self._done)
        self._incident: int | None = None
        self._form.refused.connect(self._read)

    @property
    def dialog(self) -> MoveDialog | None:
        return self._form.dialog

    def start(self, incident_id: object, reason: str = "") -> None:
        """Ask what the act on this incident shall say; `reason` stands there to be changed."""
        if isinstance(incident_id, int) and self.dialog is None:
            self._offered, self._incident = reason, incident_id
            self._read()

    def _read(self) -> None:
        if self._incident is None:
            return
        asked = self._ports.questions
        work = partial(detail_and_moves, asked.incident, asked.moves, self._incident)
        self._background.read(self, work, self._take, self._not_read, topic=self._action)

    def _take(self, found: Found) -> None:
        detail, choices = found
        choice = next((one for one in choices if one.action == self._action), None)
        if detail is None or choice is None:
            self.notice.emit(tr("This incident is not in your area"))
        elif self.dialog is not None:
            self._form.follow(detail.row.version)
        elif choice.refusal:
            self.notice.emit(choice.refusal)
        else:
            self._open(detail, choice)

    def _open(self, detail: IncidentDetail, choice: MoveChoice) -> None:
        row, actions = detail.row, self._ports.actions
        dialog = self._form.open(
            choice,
            about_incident(detail),
            lambda form, inputs: form.work(actions, row.id, inputs),
            version=row.version,
        )
        editor = dialog.fields.get("reason") if dialog is not None else None
        if self._offered and isinstance(editor, QPlainTextEdit) and not editor.toPlainText():
            editor.setPlainText(self._offered)

    def _done(self, _choice: MoveChoice, _key: object) -> None:
        self.notice.emit(self._words())
        self.issued.emit()

    def _not_read(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))


class CardIssuing(OneAct):
    """Issues a card about an incident."""

    def __init__(self, page: QWidget, ports: DeskPorts, background: Background, theme: Theme) -> None:
        super().__init__(page, ports, background, theme, action=ISSUE, done=lambda: tr("The card is issued"))


class Reopening(OneAct):
    """Takes a closed incident up again."""

    def __init__(self, page: QWidget, ports: DeskPorts, background: Background, theme: Theme) -> None:
        super().__init__(
            page,
            ports,
            background,
            theme,
            action=REOPEN,
            done=lambda: tr("The incident is taken up again as a new one"),
        )
