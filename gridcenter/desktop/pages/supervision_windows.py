"""The windows of Supervision: the incidents behind a count or a trend, and the card somebody issues about one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.red_lines import RedLine, band_of
from gridcenter.desktop.pages.incidents_papers import LETTER, Printable
from gridcenter.desktop.pages.supervision_behind import BehindDialog
from gridcenter.desktop.pages.supervision_board import RedBoardPanel
from gridcenter.desktop.pages.supervision_issuing import CardIssuing
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.red_lines_view import band_titles
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.queue import remaining_minutes
from gridcenter.language import by_count, pick, tr


class SupervisionWindows(QObject):
    """Opens one window at a time; the page tells which rows it shows with `follow`."""

    incident_wanted = Signal(object)
    paper_wanted = Signal(object)
    """The `Printable` about which a paper is wanted."""

    def __init__(
        self,
        page: QWidget,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        calendar: Calendar,
        board: RedBoardPanel,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self._theme = theme
        self._calendar = calendar
        self._board = board
        self._rows: tuple[QueueRow, ...] = ()
        self._units: Mapping[int | None, Name] = {}
        self._now: datetime | None = None
        self.behind: BehindDialog | None = None
        self.issuing = CardIssuing(page, ports, background, theme)
        board.lines.band_pressed.connect(self._show_band)
        board.lines.trend_pressed.connect(self.show_trend)
        board.lines.card_wanted.connect(self.issue_to)

    def follow(self, rows: Sequence[QueueRow], lines: Sequence[RedLine], now: datetime) -> None:
        """Take the rows among which the red ones are, and the lines of the red board."""
        self._rows, self._now = tuple(rows), now
        self._units = {line.unit_id: line.unit for line in lines}

    def _show_band(self, unit_id: int | None, band: int) -> None:
        rows = [row for row in self._red(unit_id) if band_of(self._late(row)) == band]
        heading = tr("{unit} · overdue {band}").format(unit=self._unit(unit_id), band=band_titles()[band])
        self.show_rows(
            heading,
            by_count(
                len(rows), tr("{n} incident overdue"), tr("{n} incidents, longest overdue first")
            ).format(n=len(rows)),
            rows,
        )

    def show_trend(self, unit_id: int | None, whole: bool) -> None:
        """Show the red incidents of a unit, now or at this hour of an earlier day."""
        supervision = self._ports.supervision
        days = self._board.day_words(unit_id, whole=whole)
        dialog = self._opened()
        if supervision is None or not days or dialog is None:
            return
        who = tr("All units") if whole else self._unit(unit_id)
        about = tr("As they are now, with the lights of now. Deadlines count as they stand now.")
        dialog.show_days(
            tr("{unit} · red at this hour").format(unit=who), about, days, supervision.incidents, chosen=0
        )
        dialog.open()

    def show_rows(self, heading: str, about: str, rows: Sequence[QueueRow]) -> None:
        dialog = self._opened()
        if dialog is not None:
            dialog.show_rows(heading, about, rows)
            dialog.open()

    def show_ids(self, heading: str, about: str, ids: Sequence[int], parent: QWidget | None = None) -> None:
        """Show incidents by their ids, over `parent` where another window asks for them."""
        supervision = self._ports.supervision
        dialog = self._opened(parent)
        if supervision is not None and dialog is not None:
            dialog.show_days(heading, about, [("", ids)], supervision.incidents, chosen=0)
            dialog.open()

    def issue_to(self, unit_id: int | None) -> None:
        """Issue a card to a unit: about its only red incident, else about one that is chosen from the list."""
        red = self._red(unit_id)
        if len(red) == 1:
            self.issuing.start(red[0].id)
        elif red:
            heading = tr("Issue a card to {unit}").format(unit=self._unit(unit_id))
            self.show_rows(heading, tr("Choose the incident that the card is about, then C."), red)
        else:
            self.issuing.notice.emit(
                tr("This unit has no red incident: issue the card on the incident's page.")
            )

    def print_to(self, unit_id: int | None) -> None:
        """Print the letter to a unit: about its only red incident, else about one that is chosen from the list."""
        red = self._red(unit_id)
        if len(red) == 1:
            self.paper_wanted.emit(Printable(red[0].id, red[0].number, LETTER))
        elif red:
            heading = tr("Print a letter to {unit}").format(unit=self._unit(unit_id))
            self.show_rows(heading, tr("Choose the incident that the letter is about, then Ctrl+P."), red)
        else:
            self.issuing.notice.emit(
                tr("This unit has no red incident: open an incident, then Ctrl+P prints its papers.")
            )

    def _opened(self, parent: QWidget | None = None) -> BehindDialog | None:
        if self.behind is not None or self._now is None:
            return None
        self.behind = BehindDialog(
            self._theme, self._background, self._calendar, self._now, parent=parent or self._page
        )
        self.behind.incident_wanted.connect(self.incident_wanted)
        self.behind.card_wanted.connect(self.issuing.start)
        self.behind.paper_wanted.connect(self.paper_wanted)
        self.behind.finished.connect(self._closed)
        return self.behind

    def _closed(self, _result: int) -> None:
        self.behind = None

    def _red(self, unit_id: int | None) -> list[QueueRow]:
        now = self._now
        if now is None:
            return []
        red = (row for row in self._rows if row.behind_id == unit_id and row.light(now) is Light.RED)
        return sorted(red, key=self._late, reverse=True)

    def _late(self, row: QueueRow) -> int:
        return -(remaining_minutes(row, self._now, self._calendar) or 0) if self._now else 0

    def _unit(self, unit_id: int | None) -> str:
        return pick(self._units.get(unit_id, Name(""))) or tr("not assigned yet")
