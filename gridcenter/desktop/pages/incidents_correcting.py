"""How the incidents page corrects: its commands, and the form that stands ready after an urgent report was merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_correction_dialog import CorrectionDialog
from gridcenter.domain.corrections import CORRECT_URGENCY, CORRECTION_NAMES
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import pick, tr


def add_correcting(page: IncidentsPage) -> IncidentCorrecting:
    """Give the page the commands of corrections."""
    made = IncidentCorrecting(page)
    others = page.commands
    page.commands = lambda: chain(others(), made.commands())
    return made


class IncidentCorrecting(QObject):
    """Made on the GUI thread."""

    def __init__(self, page: IncidentsPage) -> None:
        super().__init__(page)
        self._page = page
        self._awaited: tuple[int, Mapping[str, str]] | None = None
        page.shown.connect(self._open_awaited)

    def commands(self) -> Iterator[Command]:
        """Yield the corrections of the incident on show."""
        detail = self._page.detail
        if detail is None or not self._page.isVisible():
            return
        for choice in self._choices():
            yield Command(
                f"{pick(choice.name)} · {detail.row.number}",
                tr("Incident"),
                partial(self._page.start_move, choice),
                "correct category urgency priority 更正 类别 紧急 等级",
                choice.letter,
            )

    def offer_urgency(self, incident_id: int, said: Mapping[str, str]) -> None:
        """Open the form of the urgency with these values as soon as the incident is on show."""
        self._awaited = (incident_id, said)

    def _choices(self) -> Iterator[MoveChoice]:
        known = self._page.moves.choices
        yield from (one for one in known if one.action in CORRECTION_NAMES and not one.refusal)

    def _open_awaited(self, incident_id: int) -> None:
        if self._awaited is None or self._awaited[0] != incident_id:
            return
        said, self._awaited = self._awaited[1], None
        choice = next((one for one in self._choices() if one.action == CORRECT_URGENCY), None)
        if choice is None:
            self._page.notice.emit(tr("The urgency is not yours to adjust: ask the shift supervisor"))
            return
        self._page.start_move(choice)
        dialog = self._page.dialog
        if isinstance(dialog, CorrectionDialog):
            dialog.propose(said)
