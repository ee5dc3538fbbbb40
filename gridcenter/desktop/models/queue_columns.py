"""The columns of the queue as data: one line per incident on the overview, two elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.open_cards import CardMark, OpenCard, card_words, mark_of
from gridcenter.domain.queue import rank, reason, remaining_minutes, signed_time
from gridcenter.language import pick, tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with what its words depend on: the moment, the calendar, its place among the overdue, its cards."""

    row: QueueRow
    now: datetime
    calendar: Calendar
    place: int
    cards: tuple[OpenCard, ...] = ()
    leaving: bool = False
    """It has left the board or the filter, and stands only while somebody's mouse is among the rows."""

    def time(self) -> str:
        return signed_time(self.row, self.now, self.calendar)

    def minutes_left(self) -> int:
        """Return remaining minutes; without a deadline or while parked more than any deadline."""
        left = remaining_minutes(self.row, self.now, self.calendar)
        return left if left is not None else 1 << 40

    def why(self, *, with_light: bool = True) -> str:
        if self.leaving:
            return tr("no longer in this list")
        return reason(self.row, self.now, overdue_place=self.place, with_light=with_light)

    def ground(self) -> str:
        """Return the same without the word of the light, for rows that stand beside it."""
        return self.why(with_light=False)

    def card_mark(self) -> CardMark | None:
        return mark_of(self.cards, self.now)

    def card_words(self) -> str:
        return card_words(self.cards, self.now)

    def where(self) -> str:
        return pick(self.row.grid) or pick(self.row.community)


QueueColumn = Column[Entry]

OVERVIEW_COLUMNS: tuple[QueueColumn, ...] = (
    QueueColumn(
        key="light",
        title=lambda: tr("Light"),
        text=lambda entry: pick(LIGHT_NAMES[entry.row.light(entry.now)]),
        sort=lambda entry: rank(entry.row, entry.now),
        width=36,
        style=CellStyle(glyph=True),
    ),
    QueueColumn(
        key="category",
        title=lambda: tr("Category"),
        text=lambda entry: pick(entry.row.category),
        sort=lambda entry: entry.row.category_code,
        width=0,
        style=CellStyle("body_strong", wraps=True),
        carries_card=True,
    ),
    QueueColumn(
        key="time",
        title=lambda: tr("Time left"),
        text=Entry.time,
        sort=Entry.minutes_left,
        width=128,
        style=CellStyle("body_strong", "light", right=True),
    ),
    QueueColumn(
        key="grid",
        title=lambda: tr("Grid"),
        text=Entry.where,
        sort=lambda entry: entry.row.grid_code or entry.row.community_code,
        width=132,
        style=CellStyle(color="text.secondary", middle=True),
        yields=3,
    ),
    QueueColumn(
        key="unit",
        title=lambda: tr("Unit"),
        text=lambda entry: pick(entry.row.unit),
        sort=lambda entry: entry.row.unit_id or 0,
        width=148,
        style=CellStyle(color="text.secondary", wraps=True),
        yields=2,
        names_unit=True,
    ),
    QueueColumn(
        key="reason",
        title=lambda: tr("Why here"),
        text=Entry.why,
        sort=lambda entry: rank(entry.row, entry.now),
        width=140,
        style=CellStyle("caption", "text.tertiary"),
        yields=1,
    ),
)

TWO_LINE_COLUMNS: tuple[QueueColumn, ...] = (
    OVERVIEW_COLUMNS[0],
    QueueColumn(
        key="category",
        title=lambda: tr("Category"),
        text=lambda entry: pick(entry.row.category),
        sort=lambda entry: entry.row.category_code,
        width=0,
        style=CellStyle("body_strong", wraps=True),
        second=lambda entry: " · ".join(part for part in (entry.where(), pick(entry.row.unit)) if part),
        names_unit=True,
        carries_card=True,
    ),
    QueueColumn(
        key="time",
        title=lambda: tr("Time left"),
        text=Entry.time,
        sort=Entry.minutes_left,
        width=160,
        style=CellStyle("body_strong", "light", right=True),
        second=Entry.ground,
    ),
)
