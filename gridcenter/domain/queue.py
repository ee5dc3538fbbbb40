"""The order of the queue (事件排序), the reason for each place in it, and the signed time: one rule for list, map
and wall.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import IntEnum

from gridcenter.domain.calendars import MICROSECOND, MINUTE, Calendar
from gridcenter.domain.clocks import ClockMode, calendar_for
from gridcenter.domain.incidents import QueueRow, Severity
from gridcenter.domain.lights import Light
from gridcenter.language import pick, tr

MINUS = "\u2212"
_NEVER = datetime.max.replace(tzinfo=UTC)

Rank = tuple[int, int, datetime, datetime, int]
"""Smaller is more pressing."""


class Band(IntEnum):
    """Most pressing first; a row belongs to the first band that fits, parked rows to the last.

    A parked row whose review date has come is in the band `REVIEW` although its clocks stand still.
    """

    RED = 0
    YELLOW = 1
    REVIEW = 2
    SEVERE = 3
    VULNERABLE = 4
    REPEATED = 5
    ORDINARY = 6
    PARKED = 7


def band(row: QueueRow, now: datetime) -> Band:
    light = row.light(now)
    if light is Light.GREY:
        return Band.REVIEW if row.review_due(now) else Band.PARKED
    if light is Light.RED:
        return Band.RED
    if light is Light.YELLOW:
        return Band.YELLOW
    if _weight(row):
        return Band.SEVERE
    if row.vulnerable:
        return Band.VULNERABLE
    return Band.REPEATED if row.recurrence or row.report_count > 1 else Band.ORDINARY


def rank(row: QueueRow, now: datetime) -> Rank:
    """Return the sort key: band, urgent and grave ones first, then remaining time, then age, then id.

    On one calendar the deadline orders rows exactly as the remaining working minutes do, and does not change while
    time goes by, so that a store can keep it. Whatever waits grows older than what comes: nothing starves.
    """
    return band(row, now), -_weight(row), row.due_at or _NEVER, row.reported_at, row.id


def in_order(rows: Iterable[QueueRow], now: datetime) -> list[QueueRow]:
    """Return the rows, most pressing first."""
    return sorted(rows, key=lambda row: rank(row, now))


def reason(row: QueueRow, now: datetime, *, overdue_place: int = 0, with_light: bool = True) -> str:
    """Say in a few words why the row is where it is.

    `overdue_place` is the board's; `with_light` puts the light's word first, for lists without groups. The light is
    that of the most pressing clock alive, whosesoever it is: where that is the answer of a unit called in, the words
    name the unit. Whatever awaits a decision says so.
    """
    words = _reason(row, now, overdue_place, with_light=with_light)
    return tr("{words} · to decide").format(words=words) if row.applications else words


def _reason(row: QueueRow, now: datetime, overdue_place: int, *, with_light: bool) -> str:
    light = row.light(now)
    if light is Light.GREY:
        return tr("parked · review due") if row.review_due(now) else tr("parked")
    if light is Light.RED:
        words = _mark(row) or _owed_words(row) or _overdue_words(overdue_place)
        return tr("red · {words}").format(words=words) if with_light else words
    if light is Light.YELLOW:
        words = _mark(row) or _owed_words(row)
        if words and not with_light:
            return words
        return tr("about to turn red · {words}").format(words=words) if words else tr("about to turn red")
    return _mark(row) or (tr("no limit") if row.due_at is None else tr("on time"))


def _weight(row: QueueRow) -> int:
    """An urgent mark outweighs every grade; grades below serious weigh nothing."""
    if row.urgent:
        return int(Severity.EXTRAORDINARY) + 1
    return int(row.severity) if row.severity >= Severity.SERIOUS else 0


def _mark(row: QueueRow) -> str:
    if row.urgent:
        return tr("urgent")
    if row.severity >= Severity.SERIOUS:
        grave = row.severity is Severity.EXTRAORDINARY
        return tr("extraordinarily serious") if grave else tr("serious")
    if row.vulnerable:
        return tr("person in need")
    if row.recurrence:
        return tr("recurrence no. {n}").format(n=row.recurrence)
    return tr("report no. {n}").format(n=row.report_count) if row.report_count > 1 else ""


def _owed_words(row: QueueRow) -> str:
    """Say that the clock which presses is not the holder's but that of a unit called in."""
    return tr("answer of {unit}").format(unit=pick(row.due_unit)) if row.due_unit_id is not None else ""


def _overdue_words(place: int) -> str:
    if place == 1:
        return tr("overdue longest")
    return tr("overdue no. {n}").format(n=place) if place else tr("overdue")


class Remaining:
    """The minutes that many rows have left at one moment, which is looked up once in each calendar."""

    def __init__(self, now: datetime, calendar: Calendar) -> None:
        self._now = now
        self._calendar = calendar
        self._at: dict[ClockMode, int] = {}

    def minutes(self, row: QueueRow) -> int | None:
        """Return minutes left in the clock's own mode, negative when overdue; None without a deadline or when parked.

        A begun minute still counts as left, and as not yet overdue.
        """
        if row.due_at is None or row.paused:
            return None
        mode = row.clock_mode
        counting = calendar_for(mode, self._calendar)
        if mode not in self._at:
            self._at[mode] = counting.position(self._now)
        return -(-(counting.position(row.due_at) - self._at[mode]) * MICROSECOND // MINUTE)


def remaining_minutes(row: QueueRow, now: datetime, calendar: Calendar) -> int | None:
    """Return what `Remaining` says of one row."""
    return Remaining(now, calendar).minutes(row)


def signed_time(row: QueueRow, now: datetime, calendar: Calendar) -> str:
    """Return the remaining or overdue time as the queue shows it; empty without a deadline."""
    if row.paused:
        return tr("review due") if row.review_due(now) else tr("parked")
    left = remaining_minutes(row, now, calendar)
    if left is None:
        return ""
    words = duration(abs(left), row.clock_mode, calendar)
    return MINUS + words if left < 0 else words


def duration(minutes: int, mode: ClockMode, calendar: Calendar, *, days_from: int = 1) -> str:
    """Return minutes in words: days (working days of the calendar) and hours from `days_from` days on, else hours."""
    per_day = calendar_for(mode, calendar).minutes_per_day
    days, rest = divmod(minutes, per_day)
    if days >= days_from:
        return _days(days, rest // 60, mode)
    hours, left = divmod(minutes, 60)
    if hours:
        return tr("{h} h {m:02} min").format(h=hours, m=left)
    return tr("{m} min").format(m=left)


def _days(days: int, hours: int, mode: ClockMode) -> str:
    if mode is ClockMode.WORKING:
        full = tr("{d} work day") if days == 1 else tr("{d} work days")
    else:
        full = tr("{d} day") if days == 1 else tr("{d} days")
    words = full.format(d=days)
    return tr("{days} {h} h").format(days=words, h=hours) if hours else words
