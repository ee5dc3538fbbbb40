"""The forecast (预警): what turns red when if nobody does anything: within two hours, today, and until the end
of the next working day.

Deadlines of the store are moments that respect the calendar already, so a limit of working time never ends on a
day off; only limits that run around the clock do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow

SOON = timedelta(hours=2)
_FARTHEST = 14
"""Days that are looked through for the next working day."""


class Turn(StrEnum):
    SOON = "soon"
    TODAY = "today"
    NEXT = "next"


@dataclass(frozen=True, slots=True)
class TurnSpan:
    """A span of the forecast, half-open; `day` is its last day in the district's zone."""

    turn: Turn
    start: datetime
    end: datetime
    day: date

    def holds(self, row: QueueRow) -> bool:
        """Tell whether the incident turns red within the span; a parked one does not turn."""
        return row.due_at is not None and not row.paused and self.start < row.due_at <= self.end


def turn_spans(now: datetime, zone: ZoneInfo, calendar: Calendar) -> tuple[TurnSpan, ...]:
    """Return the spans from `now`. The last one begins tonight and reaches to the end of the next working day.

    On a Friday it holds the weekend and Monday, so that nothing falls between two groups.
    """
    today = now.astimezone(zone).date()
    tonight = _midnight(today + timedelta(days=1), zone)
    following = next_working_day(today, zone, calendar)
    return (
        TurnSpan(Turn.SOON, now, now + SOON, (now + SOON).astimezone(zone).date()),
        TurnSpan(Turn.TODAY, now, tonight, today),
        TurnSpan(Turn.NEXT, tonight, _midnight(following + timedelta(days=1), zone), following),
    )


def forecast_end(now: datetime, zone: ZoneInfo, calendar: Calendar) -> datetime:
    """Return the moment up to which the spans from `now` reach."""
    return max(span.end for span in turn_spans(now, zone, calendar))


def next_working_day(today: date, zone: ZoneInfo, calendar: Calendar) -> date:
    """Return the first day after `today` with working time; tomorrow where a fortnight has none."""
    for ahead in range(1, _FARTHEST + 1):
        day = today + timedelta(days=ahead)
        if calendar.minutes_between(_midnight(day, zone), _midnight(day + timedelta(days=1), zone)) > 0:
            return day
    return today + timedelta(days=1)


def turning_until(rows: Iterable[QueueRow], now: datetime, end: datetime) -> list[QueueRow]:
    """Return what turns red until `end`, in no order: the few that the spans are then taken from."""
    return [row for row in rows if row.due_at is not None and now < row.due_at <= end and not row.paused]


def turning_within(rows: Iterable[QueueRow], span: TurnSpan) -> list[QueueRow]:
    """Return what turns red in the span, the nearest first."""
    coming = [row for row in rows if span.holds(row)]
    return sorted(coming, key=lambda row: (row.due_at or span.end, row.id))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC, as deadlines are: comparing across zones takes ten times as long."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
