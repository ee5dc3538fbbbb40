"""What stands still: parked incidents by their review date, and incidents with an application to decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from gridcenter.desktop.models.columns import CellStyle
from gridcenter.desktop.models.queue import Entry, QueueColumn, QueueModel
from gridcenter.desktop.pages.supervision_lists import NEAREST, PARKED, fill, queue_table, say
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel_deck import PanelDeck
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.language import tr

_NEVER = datetime.max.replace(tzinfo=UTC)
_WIDTHS = {"review": 152, "waiting": 116}


class ParkedDeck(PanelDeck):
    """Two lists: what is parked comes back on its review date, what is applied for waits for somebody's decision."""

    incident_wanted = Signal(object)

    def __init__(self, theme: Theme, calendar: Calendar, *, zone: ZoneInfo, now: datetime) -> None:
        super().__init__(theme)
        review = QueueColumn(
            "review",
            lambda: tr("Review date"),
            partial(_review_words, zone=zone),
            lambda entry: entry.row.review_at or _NEVER,
            width=_WIDTHS["review"],
            style=CellStyle("body", "text.primary", right=True),
        )
        waiting = QueueColumn(
            "waiting",
            lambda: tr("Applications"),
            lambda entry: tr("{n} applied for").format(n=entry.row.applications),
            lambda entry: entry.row.applications,
            width=_WIDTHS["waiting"],
            style=CellStyle("caption", "text.secondary", right=True),
        )
        light, category, *rest = PARKED
        self.parked = QueueModel(
            calendar, now, (light, category, review, *rest), parent=self, order=by_review
        )
        decided = tuple(replace(column, yields=column.yields and column.yields + 1) for column in NEAREST)
        self.deciding = QueueModel(calendar, now, (*decided, waiting), parent=self)
        self.states: dict[str, StateStack] = {}
        for key, model, title in (
            ("parked", self.parked, lambda: tr("Parked")),
            ("deciding", self.deciding, lambda: tr("Awaits a decision")),
        ):
            model.hold_arrivals = False
            table = queue_table(theme, model, _WIDTHS)
            table.opened.connect(self.incident_wanted)
            self.states[key] = StateStack(theme, table)
            self.add(key, self.states[key], title)

    def show_rows(self, rows: Sequence[QueueRow], now: datetime) -> int:
        """Show what of these stands still and return how many are parked."""
        parked = [row for row in rows if row.light(now) is Light.GREY]
        due = sum(row.review_due(now) for row in parked)
        say(self.states["parked"], parked, tr("Nothing is parked"), tr("All clocks are running."))
        fill(self.parked, parked, now)
        sub = tr("{n} in all").format(n=thousands(len(parked)))
        if due:
            sub = tr("{n} in all · review due {due}").format(n=thousands(len(parked)), due=thousands(due))
        self.show_count("parked", len(parked), sub)
        waiting = [row for row in rows if row.applications]
        nothing = tr("Applications to extend, park or void stand here until somebody decides.")
        say(self.states["deciding"], waiting, tr("Nothing awaits a decision"), nothing)
        fill(self.deciding, waiting, now)
        self.show_count("deciding", len(waiting), tr("Enter opens the incident, where it is decided"))
        return len(parked)

    def retranslate(self) -> None:
        self.write()
        for model in (self.parked, self.deciding):
            model.retranslate()


def by_review(row: QueueRow, _now: datetime) -> tuple[datetime, int]:
    """Return the sort key of what is parked: the review date, so that overdue reviews stand at the top."""
    return row.review_at or _NEVER, row.id


def _review_words(entry: Entry, *, zone: ZoneInfo) -> str:
    at = entry.row.review_at
    if at is None:
        return tr("no review date")
    day = f"{at.astimezone(zone):%m-%d}"
    return tr("review due {day}").format(day=day) if entry.row.review_due(entry.now) else day
