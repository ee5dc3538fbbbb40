"""Acting on one incident from Supervision: the same form as on the page of the incident, and the same refusals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_moves import detail_and_moves
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.domain.cards import ISSUE
from gridcenter.domain.errors import Refusal
from gridcenter.domain.flow import REOPEN
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import pick, tr

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
        self._page = page
        self._ports = ports
        self._background = background
        self._theme = theme
        self.dialog: MoveDialog | None = None

    def start(self, incident_id: object, reason: str = "") -> None:
        """Ask what the act on this incident shall say; `reason` stands there to be changed."""
        if isinstance(incident_id, int) and self.dialog is None:
            self._offered = reason
            self._read(incident_id)

    def _read(self, incident_id: int) -> None:
        asked = self._ports.questions
        work = partial(detail_and_moves, asked.incident, asked.moves, incident_id)
        self._background.read(self, work, self._take, self._not_read, topic=self._action)

    def _take(self, found: Found) -> None:
        detail, choices = found
        choice = next((one for one in choices if one.action == self._action), None)
        if detail is None or choice is None:
            self.notice.emit(tr("This incident is not in your area"))
        elif self.dialog is not None:
            self.dialog.version = detail.row.version  # it was refused, and the newest is on show now
        elif choice.refusal:
            self.notice.emit(choice.refusal)
        else:
            self._open(detail, choice)

    def _open(self, detail: IncidentDetail, choice: MoveChoice) -> None:
        row = detail.row
        about = tr("{number} · {category} · {state}").format(
            number=row.number, category=pick(row.category), state=pick(detail.state_name)
        )
        self.dialog = MoveDialog(self._theme, choice, about, version=row.version, parent=self._page)
        editor = self.dialog.fields.get("reason")
        if self._offered and isinstance(editor, QPlainTextEdit):
            editor.setPlainText(self._offered)
        self.dialog.sent.connect(partial(self._send, row.id))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _send(self, incident_id: int, _choice: MoveChoice, inputs: dict[str, str]) -> None:
        if self.dialog is not None:
            work = self.dialog.work(self._ports.actions, incident_id, inputs)
            self._background.write(self, work, self._done, partial(self._refused, incident_id))

    def _done(self, _key: int) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.notice.emit(self._words())
        self.issued.emit()

    def _refused(self, incident_id: int, refusal: Refusal) -> None:
        """Keep the window and the text; the next sending carries the version that is read now."""
        if self.dialog is None:
            self.notice.emit(str(refusal))
            return
        self.dialog.show_refusal(str(refusal))
        self._read(incident_id)

    def _not_read(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None


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
