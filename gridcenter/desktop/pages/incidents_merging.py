"""How the incidents page merges and takes apart, and comes to the reports behind an incident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from itertools import chain

from PySide6.QtCore import QObject, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.merging_ports import MergingPorts, Seen
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_merge_dialog import MergeDialog
from gridcenter.desktop.pages.incidents_reports_dialog import ReportsDialog
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unsent import UnsentTexts
from gridcenter.desktop.widgets.speaking_button import SpeakingButton
from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.merging import MERGE, UNMERGE
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.language import pick, tr

KEY = "Ctrl+B"


def add_merging(
    page: IncidentsPage, ports: MergingPorts, background: Background, theme: Theme, zone: tzinfo
) -> IncidentMerging:
    """Give the page merging and reports: its moves come here first."""
    made = IncidentMerging(page, ports, background, theme, zone)
    page.moves.pressed.disconnect(page.start_move)
    page.moves.pressed.connect(made.start)
    page.trace.header_right.addWidget(ReportsButton(made.open_reports))
    others = page.commands
    page.commands = lambda: chain(others(), made.commands())
    return made


class ReportsButton(SpeakingButton):
    """Opens the list of reports."""

    def word(self) -> str:
        return tr("Reports")

    def tooltip(self) -> str:
        return tr("Every report behind the incident, and who told of it: {key}").format(key=KEY)


class IncidentMerging(QObject):
    """Made on the GUI thread; one window of it is open at a time."""

    urgency_wanted = Signal(int, object)
    """The kept incident, and what its urgency would have to be for the report that went into it, by input."""

    def __init__(
        self,
        page: IncidentsPage,
        ports: MergingPorts,
        background: Background,
        theme: Theme,
        zone: tzinfo,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self._theme = theme
        self._zone = zone
        self.merging: MergeDialog | None = None
        self.parting: MoveDialog | None = None
        self._unsent = UnsentTexts()
        self.reports: ReportsDialog | None = None
        bind_key(page, KEY, self.open_reports)

    def commands(self) -> Iterator[Command]:
        """Yield the commands of the incident on show."""
        detail = self._page.detail
        if detail is None or not self._page.isVisible():
            return
        number = detail.row.number
        title = tr("Reports of {number}").format(number=number)
        yield Command(title, tr("Reports"), self.open_reports, "reports reporter caller 诉求 来电人", KEY)
        for choice in self._page.moves.choices:
            if choice.action in (MERGE, UNMERGE) and not choice.refusal:
                words = f"{pick(choice.name)} · {number}"
                yield Command(
                    words,
                    tr("Incident"),
                    partial(self.start, choice),
                    "merge unmerge 并案 拆分",
                    choice.letter,
                )

    def start(self, choice: MoveChoice) -> None:
        """Open the window of merging or taking apart; every other move is the page's own."""
        detail = self._page.detail
        if detail is None or choice.action not in (MERGE, UNMERGE):
            self._page.start_move(choice)
        elif self.merging is None and self.parting is None and self._page.dialog is None:
            if choice.action == MERGE:
                self._open_merging(detail)
            else:
                self._open_parting(detail, choice)

    def open_reports(self) -> None:
        detail = self._page.detail
        if detail is None:
            self._page.notice.emit(tr("No incident is open: choose one, then its reports."))
        elif self.reports is None:
            self.reports = ReportsDialog(*self._parts(detail), parent=self._page)
            self.reports.finished.connect(self._closed)
            self.reports.open()

    def _parts(self, detail: IncidentDetail) -> tuple[Theme, Background, MergingPorts, int, str, tzinfo]:
        row = detail.row
        return self._theme, self._background, self._ports, row.id, row.number, self._zone

    # Merging

    def _open_merging(self, detail: IncidentDetail) -> None:
        self.merging = MergeDialog(*self._parts(detail), parent=self._page)
        self.merging.sent.connect(self._merge)
        self.merging.finished.connect(self._closed)
        self.merging.open()

    def _merge(self, stays: Seen, goes: Seen, reason: str) -> None:
        work = partial(self._ports.merge, stays, goes, reason)
        raised = {} if self.merging is None else self.merging.raised()
        self._background.write(self, work, partial(self._merged, stays[0], raised), self._not_merged)

    def _merged(self, kept: int, raised: dict[str, str], _version: int) -> None:
        if self.merging is not None:
            self.merging.accept()
        self._page.notice.emit(tr("The two are one incident now"))
        if raised:
            self.urgency_wanted.emit(kept, raised)
        self._page.show_incident(kept)

    def _not_merged(self, refusal: Refusal) -> None:
        if self.merging is not None:
            self.merging.refused(str(refusal))
        else:
            self._page.notice.emit(str(refusal))

    # Taking apart

    def _open_parting(self, detail: IncidentDetail, choice: MoveChoice) -> None:
        row = detail.row
        about = f"{row.number} · {pick(row.category)} · {pick(detail.state_name)}"
        self.parting = MoveDialog(self._theme, choice, about, version=row.version, parent=self._page)
        self._unsent.follow((row.id, choice.action), self.parting)
        self.parting.sent.connect(partial(self._part, row.id))
        self.parting.finished.connect(self._closed)
        self.parting.open()

    def _part(self, incident_id: int, _choice: MoveChoice, inputs: dict[str, str]) -> None:
        if self.parting is None:
            return
        said = inputs["reason"], inputs.get(DESPITE, "")
        work = partial(self._ports.unmerge, incident_id, self._seen(incident_id), *said)
        self._background.write(self, work, partial(self._parted, incident_id), self._not_parted)

    def _seen(self, incident_id: int) -> int:
        """Return the version the operator has seen: after a refusal the newest one was shown."""
        detail, dialog = self._page.detail, self.parting
        if dialog is not None and not (
            dialog.refused and detail is not None and detail.row.id == incident_id
        ):
            return dialog.version
        return detail.row.version if detail is not None else 0

    def _parted(self, incident_id: int, _version: int) -> None:
        if self.parting is not None:
            self.parting.accept()
        self._page.notice.emit(tr("The incident stands on its own again"))
        self._page.show_incident(incident_id)

    def _not_parted(self, refusal: Refusal) -> None:
        if self.parting is None:
            self._page.notice.emit(str(refusal))
            return
        self.parting.show_refusal(str(refusal))
        if self._page.detail is not None:
            self._page.show_incident(self._page.detail.row.id)

    def _closed(self, _result: int) -> None:
        self.merging = self.parting = self.reports = None
