"""Working calendars (工作日历: 法定节假日, 调休, 午休): which minutes count against a limit.

Every moment has a *position*: the working time that lies before it, in microseconds since the year 1. Working time
between two moments is a difference of positions and a deadline is a position turned back into a moment, so both
take a few binary searches however far apart the moments are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from zoneinfo import ZoneInfo

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr

MICROSECOND = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_LAST_ORDINAL = date.max.toordinal()


class Ground(StrEnum):
    """Why a piece of time counts or does not; pauses belong to the ledger of a clock, not to the calendar."""

    WORKING_HOURS = "working_hours"
    CONTINUOUS = "continuous"
    LUNCH = "lunch"
    OFF_HOURS = "off_hours"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of time, half-open, that counts as a whole or not at all."""

    start: datetime
    end: datetime
    counted: bool
    ground: Ground


class Calendar(Protocol):
    """What clocks ask of a calendar; moments go in and come out aware, in UTC."""

    @property
    def minutes_per_day(self) -> int: ...

    def position(self, moment: datetime) -> int:
        """Return the working time before `moment` in microseconds; never falls as time goes on."""
        ...

    def moment_at(self, position: int) -> datetime:
        """Return the earliest moment with this position: a limit used up at 18:00 ends at 18:00."""
        ...

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Return whole working minutes in [start, end); negative when `end` lies before `start`."""
        ...

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """Return the earliest moment, never before `start`, by which `minutes` have been worked since."""
        ...

    def pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        """Cut [start, end) where counting starts or stops, oldest first."""
        ...

    def missing_years(self, start: datetime, end: datetime) -> tuple[int, ...]:
        """Return local years touched by [start, end) for which no holiday notice has been entered."""
        ...


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Working hours of one day, half-open, in minutes after local midnight."""

    start: int
    end: int


def span(text: str) -> DaySpan:
    """Read "08:00-12:00"; "24:00" is the end of the day.

    Raises:
        BadInput: The text is no such pair.
    """
    try:
        (h1, m1), (h2, m2) = (part.split(":") for part in text.replace("–", "-").split("-"))
        found = DaySpan(int(h1) * 60 + int(m1), int(h2) * 60 + int(m2))
    except ValueError:
        raise BadInput(_bad_span(text)) from None
    if not 0 <= found.start < found.end <= 24 * 60:
        raise BadInput(_bad_span(text))
    return found


def _bad_span(text: str) -> str:
    return tr("working hours “{text}” cannot be read: write them as 08:00-12:00").format(text=text)


OFFICE = "office"
"""The family of the working calendar, and the key of its first edition."""
OFFICE_SPANS = (DaySpan(8 * 60, 12 * 60), DaySpan(14 * 60, 18 * 60))
OFFICE_WEEKDAYS = frozenset({1, 2, 3, 4, 5})


@dataclass(frozen=True)
class WorkingCalendar:
    """Working hours with a lunch break, weekends, public holidays and make-up workdays (调休).

    `weekdays` are ISO numbers (Monday is 1). A date in `makeup` is worked even on a weekend; a date in `holidays`
    is not worked unless it is also in `makeup`. `years` are those whose holiday notice has been entered: other
    years are computed from weekdays alone and reported by `missing_years`, never guessed.
    The zone's wall clock must not jump (Asia/Shanghai has not since 1991). `key` names the edition that a clock was
    counted with.
    """

    key: str = OFFICE
    zone: str = "Asia/Shanghai"
    spans: tuple[DaySpan, ...] = OFFICE_SPANS
    weekdays: frozenset[int] = OFFICE_WEEKDAYS
    holidays: frozenset[date] = frozenset()
    makeup: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        edges = [edge for one in self.spans for edge in (one.start, one.end)]
        if not edges or edges != sorted(set(edges)):
            raise BadInput(tr("the calendar's working hours are empty or overlap: give them in order"))
        if not self.weekdays or not self.weekdays <= set(range(1, 8)):
            raise BadInput(tr("the calendar has no working weekday: give numbers from 1 (Monday) to 7"))

    @property
    def minutes_per_day(self) -> int:
        return self._minutes_per_day

    def position(self, moment: datetime) -> int:
        local = moment.astimezone(self._zone)
        day = local.toordinal()
        worked = self._days_before(day) * self._day_length
        return worked + self._worked_since_midnight(local) if self._is_workday(day) else worked

    def moment_at(self, position: int) -> datetime:
        full_days, rest = divmod(position - 1, self._day_length)
        midnight = datetime.fromordinal(self._workday(full_days)).replace(tzinfo=self._zone)
        return (midnight + self._offset_of(rest + 1)).astimezone(UTC)

    def minutes_between(self, start: datetime, end: datetime) -> int:
        return (self.position(end) - self.position(start)) * MICROSECOND // MINUTE

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        return advance(self, start, minutes * MINUTE // MICROSECOND)

    def pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        held: Piece | None = None
        for piece in self._raw_pieces(start, end):
            if held is not None and not held.counted and not piece.counted:
                held = Piece(
                    held.start, piece.end, counted=False, ground=_stronger(held.ground, piece.ground)
                )
                continue
            if held is not None:
                yield held
            held = piece
        if held is not None:
            yield held

    def missing_years(self, start: datetime, end: datetime) -> tuple[int, ...]:
        first, last = start.astimezone(self._zone), (end - MICROSECOND).astimezone(self._zone)
        return tuple(year for year in range(first.year, last.year + 1) if year not in self.years)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def _minutes_per_day(self) -> int:
        return sum(one.end - one.start for one in self.spans)

    @cached_property
    def _day_length(self) -> int:
        return self.minutes_per_day * MINUTE // MICROSECOND

    @cached_property
    def _days_off(self) -> list[int]:
        """Ordinals of dates that the weekday rule calls worked and a notice calls free."""
        return sorted(
            day.toordinal() for day in self.holidays - self.makeup if day.isoweekday() in self.weekdays
        )

    @cached_property
    def _days_added(self) -> list[int]:
        return sorted(day.toordinal() for day in self.makeup if day.isoweekday() not in self.weekdays)

    @cached_property
    def _worked_before_weekday(self) -> tuple[int, ...]:
        """How many working weekdays a week has before its n-th day (index 0 is Monday)."""
        return tuple(sum(day <= done for day in self.weekdays) for done in range(7))

    def _days_before(self, ordinal: int) -> int:
        weeks, rest = divmod(ordinal - 1, 7)
        by_week = weeks * len(self.weekdays) + self._worked_before_weekday[rest]
        return by_week - bisect_left(self._days_off, ordinal) + bisect_left(self._days_added, ordinal)

    def _is_workday(self, ordinal: int) -> bool:
        return self._days_before(ordinal + 1) > self._days_before(ordinal)

    def _workday(self, number: int) -> int:
        """Return the ordinal of the working day with this number, counted from 0."""
        about = number // len(self.weekdays) * 7
        slack = (len(self._days_off) + len(self._days_added) + 2) * 7
        low, high = max(1, about - slack), min(_LAST_ORDINAL, about + slack)
        return low + bisect_left(range(low, high), number + 1, key=lambda day: self._days_before(day + 1))

    def _worked_since_midnight(self, local: datetime) -> int:
        passed = timedelta(
            hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
        )
        worked = sum(
            (max(timedelta(), min(passed, one.end * MINUTE) - one.start * MINUTE) for one in self.spans),
            timedelta(),
        )
        return worked // MICROSECOND

    def _offset_of(self, worked: int) -> timedelta:
        """Return the time after midnight at which this much of the day has just been worked."""
        left = worked * MICROSECOND
        for one in self.spans[:-1]:
            length = (one.end - one.start) * MINUTE
            if left <= length:
                return one.start * MINUTE + left
            left -= length
        return self.spans[-1].start * MINUTE + left

    def _raw_pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        day = start.astimezone(self._zone).date()
        while (midnight := datetime.combine(day, time(), self._zone).astimezone(UTC)) < end:
            for piece in self._day_pieces(day, midnight):
                clipped = Piece(max(piece.start, start), min(piece.end, end), piece.counted, piece.ground)
                if clipped.start < clipped.end:
                    yield clipped
            day += DAY

    def _day_pieces(self, day: date, midnight: datetime) -> Iterator[Piece]:
        if not self._is_workday(day.toordinal()):
            free = Ground.HOLIDAY if day in self.holidays else Ground.WEEKEND
            yield Piece(midnight, midnight + DAY, counted=False, ground=free)
            return
        at = 0
        for one in self.spans:
            ground = Ground.LUNCH if at else Ground.OFF_HOURS
            if at < one.start:
                yield Piece(
                    midnight + at * MINUTE, midnight + one.start * MINUTE, counted=False, ground=ground
                )
            yield Piece(
                midnight + one.start * MINUTE,
                midnight + one.end * MINUTE,
                counted=True,
                ground=Ground.WORKING_HOURS,
            )
            at = one.end
        if at < 24 * 60:
            yield Piece(midnight + at * MINUTE, midnight + DAY, counted=False, ground=Ground.OFF_HOURS)


@dataclass(frozen=True)
class ContinuousCalendar:
    """24×7: every minute counts, midnight included."""

    @property
    def minutes_per_day(self) -> int:
        return 24 * 60

    def position(self, moment: datetime) -> int:
        return (moment - _EPOCH) // MICROSECOND

    def moment_at(self, position: int) -> datetime:
        return _EPOCH + position * MICROSECOND

    def minutes_between(self, start: datetime, end: datetime) -> int:
        return (end - start) // MINUTE

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        return advance(self, start, minutes * MINUTE // MICROSECOND)

    def pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        if start < end:
            yield Piece(start, end, counted=True, ground=Ground.CONTINUOUS)

    def missing_years(self, start: datetime, end: datetime) -> tuple[int, ...]:  # noqa: ARG002 - same interface
        return ()


CONTINUOUS = ContinuousCalendar()


def advance(calendar: Calendar, start: datetime, worked: int) -> datetime:
    """Return the earliest moment, never before `start`, with `worked` microseconds of working time in between."""
    if worked <= 0:
        return start.astimezone(UTC)
    return calendar.moment_at(calendar.position(start) + worked)


_STRENGTH = (Ground.LUNCH, Ground.OFF_HOURS, Ground.WEEKEND, Ground.HOLIDAY)


def _stronger(one: Ground, other: Ground) -> Ground:
    """Of two reasons for a free stretch name the rarer: a night inside a holiday is the holiday."""
    return max(one, other, key=_STRENGTH.index)
