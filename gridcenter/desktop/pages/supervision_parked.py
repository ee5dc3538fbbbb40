"""What stands still: parked incidents by their review date, and incidents with an application to decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.columns import CellStyle
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import Entry, QueueColumn
from gridcenter.desktop.pages.supervision_lists import NEAREST, PARKED, follow, queue_table, say
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel_deck import PanelDeck
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.language import listed, pick, tr

_NEVER = datetime.max.replace(tzinfo=UTC)
_WIDTHS = {"review": 152, "waiting": 184}


class ParkedDeck(PanelDeck):
    """Two lists: what is parked comes back on its review date, what is applied for waits for somebody's decision."""

    incident_wanted = Signal(object)

    def __init__(
        self,
        ask: Callable[[], Sequence[AdjustmentRow]],
        background: Background,
        theme: Theme,
        calendar: Calendar,
        *,
        zone: ZoneInfo,
        now: datetime,
    ) -> None:
        """`ask` reads the applications of the area that await a decision."""
        super().__init__(theme)
        self._ask_store = ask
        self._background = background
        self._zone = zone
        self._due = True
        self._asked: Mapping[int, Sequence[AdjustmentRow]] = {}
        """What is applied for about each incident, as far as it was read."""
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
            self._asked_words,
            lambda entry: entry.row.applications,
            width=_WIDTHS["waiting"],
            style=CellStyle("caption", "text.primary", right=True, wraps=True),
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

    def ask(self, *, seen: bool) -> None:
        """Read what is applied for now, or when the page is next seen."""
        self._due = not seen
        if seen:
            self._background.read(self, self._ask_store, self._take, self._unread, topic="applications")

    def ask_if_due(self) -> None:
        if self._due:
            self.ask(seen=True)

    def _take(self, applications: Sequence[AdjustmentRow]) -> None:
        by_incident: dict[int, list[AdjustmentRow]] = {}
        for one in applications:
            by_incident.setdefault(one.incident_id, []).append(one)
        self._asked = by_incident
        self.deciding.retranslate()

    def _unread(self, _refusal: Refusal) -> None:
        """The list stands all the same and counts them; the next change asks again."""
        self._due = True

    def _asked_words(self, entry: Entry) -> str:
        """Say what is asked for, and until when; how many where it was not read yet."""
        asked = self._asked.get(entry.row.id, ())
        if not asked:
            return tr("{n} applied for").format(n=entry.row.applications)
        return listed(_asked_for(one, self._zone) for one in asked)

    def show_rows(self, parked: Sequence[QueueRow], waiting: Sequence[QueueRow], now: datetime) -> None:
        """Show what is parked, and what awaits a decision."""
        due = sum(row.review_due(now) for row in parked)
        say(self.states["parked"], parked, tr("Nothing is parked"), tr("All clocks are running."))
        follow(self.parked, parked, now)
        sub = tr("{n} in all").format(n=thousands(len(parked)))
        if due:
            sub = tr("{n} in all · review due {due}").format(n=thousands(len(parked)), due=thousands(due))
        self.show_count("parked", len(parked), sub)
        nothing = tr("Applications to extend, park or void stand here until somebody decides.")
        say(self.states["deciding"], waiting, tr("Nothing awaits a decision"), nothing)
        follow(self.deciding, waiting, now)
        self.show_count("deciding", len(waiting), tr("Enter opens the incident, where it is decided"))

    def retranslate(self) -> None:
        self.write()
        for model in (self.parked, self.deciding):
            model.retranslate()


def _asked_for(one: AdjustmentRow, zone: ZoneInfo) -> str:
    if one.until is None:
        return pick(one.move)
    until = f"{one.until.astimezone(zone):%m-%d %H:%M}"
    return tr("{move} until {time}").format(move=pick(one.move), time=until)


def by_review(row: QueueRow, _now: datetime) -> tuple[datetime, int]:
    """Return the sort key of what is parked: the review date, so that overdue reviews stand at the top."""
    return row.review_at or _NEVER, row.id


def _review_words(entry: Entry, *, zone: ZoneInfo) -> str:
    at = entry.row.review_at
    if at is None:
        return tr("no review date")
    day = f"{at.astimezone(zone):%m-%d}"
    return tr("review due {day}").format(day=day) if entry.row.review_due(entry.now) else day
