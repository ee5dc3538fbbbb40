"""Clocks (时限钟): a ledger of running and paused segments under a calendar; the deadline is recomputed from it.

Pure functions: the same ledger, limit and calendar always give the same deadline, used minutes and working lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from gridcenter.domain.calendars import CONTINUOUS, MICROSECOND, MINUTE, Calendar, Ground, advance
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.names import Name
from gridcenter.language import pick, tr

YELLOW_PERCENT = 70
"""Share of the limit after which a clock turns yellow where a template says nothing."""

UNSAID = Name("")
_PER_MINUTE = MINUTE // MICROSECOND


class ClockKind(StrEnum):
    ACCEPT = "accept"
    STEP = "step"
    WHOLE = "whole"
    CO = "co"
    """One for every unit that was called in, beside those of the incident itself."""


class ClockMode(StrEnum):
    """What a clock counts: working minutes of the calendar, or every minute."""

    WORKING = "working"
    CONTINUOUS = "continuous"


class Unit(StrEnum):
    """Units in which limits are stated; the minute is the unit of a flow's own stage limits."""

    URGENT_HOUR = "urgent_hour"
    URGENT_DAY = "urgent_day"
    NATURAL_DAY = "natural_day"
    WORK_HOUR = "work_hour"
    WORK_DAY = "work_day"
    MINUTE = "minute"


UNIT_NAMES: dict[Unit, Name] = {
    Unit.URGENT_HOUR: Name("紧急工作时", "urgent hours"),
    Unit.URGENT_DAY: Name("紧急工作日", "urgent days"),
    Unit.NATURAL_DAY: Name("自然日", "days"),
    Unit.WORK_HOUR: Name("工作时", "working hours"),
    Unit.WORK_DAY: Name("工作日", "working days"),
    Unit.MINUTE: Name("分", "min"),
}
UNIT_BRIEFS: dict[Unit, Name] = UNIT_NAMES | {
    Unit.URGENT_HOUR: Name("紧急工作时", "urgent h"),
    Unit.URGENT_DAY: Name("紧急工作日", "urgent d"),
    Unit.NATURAL_DAY: Name("自然日", "d"),
    Unit.WORK_HOUR: Name("工作时", "wh"),
    Unit.WORK_DAY: Name("工作日", "wd"),
}
"""For places where the whole name has no room."""
UNIT_MINUTES: dict[Unit, int] = {
    Unit.URGENT_HOUR: 60,
    Unit.URGENT_DAY: 1440,
    Unit.NATURAL_DAY: 1440,
    Unit.WORK_HOUR: 60,
    Unit.WORK_DAY: 480,
    Unit.MINUTE: 1,
}
_WORKING_UNITS = frozenset({Unit.WORK_HOUR, Unit.WORK_DAY})


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit as the standard states it: 4 working hours, 2 working days, 2 urgent hours …"""

    value: Decimal
    unit: Unit

    @property
    def minutes(self) -> int:
        return int(self.value * UNIT_MINUTES[self.unit])

    @property
    def mode(self) -> ClockMode:
        return ClockMode.WORKING if self.unit in _WORKING_UNITS else ClockMode.CONTINUOUS

    @property
    def name(self) -> Name:
        """The limit in both languages, for records that must not depend on who reads them."""
        value, unit = f"{self.value.normalize():f}", UNIT_NAMES[self.unit]
        return Name(
            f"{value} {unit.zh}", f"{value} {unit.en.removesuffix('s') if self.value == 1 else unit.en}"
        )

    @property
    def text(self) -> str:
        return pick(self.name)

    @property
    def brief(self) -> str:
        return f"{self.value.normalize():f} {pick(UNIT_BRIEFS[self.unit])}"


def calendar_for(mode: ClockMode, working: Calendar) -> Calendar:
    """Return the calendar a clock of this mode counts with, given the centre's working calendar."""
    return working if mode is ClockMode.WORKING else CONTINUOUS


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of the ledger, half-open; `end` None is the open stretch, which can only be the last.

    `ground` says what began it ("dispatched to Jiangnan community", "parked, approved by Li Min").
    """

    start: datetime
    end: datetime | None
    running: bool
    ground: Name = UNSAID


@dataclass(frozen=True, slots=True)
class Deadline:
    """What a ledger says at one moment. For a paused clock the times assume that it resumes then.

    `used_minutes` are whole minutes of the clock's own mode.
    """

    due_at: datetime
    yellow_at: datetime
    used_minutes: int
    paused: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """What a store keeps of a clock until its next turn."""

    due_at: datetime
    yellow_at: datetime
    paused: bool


def deadline(
    calendar: Calendar,
    limit_minutes: int,
    segments: Sequence[Segment],
    *,
    now: datetime,
    yellow_percent: int = YELLOW_PERCENT,
) -> Deadline:
    """Recompute a clock from its ledger.

    A closed ledger is projected as if it had gone on running, so that a clock which ended in time keeps its deadline;
    one that ended while paused is projected from its end, because nobody is late while the clock stands.

    Raises:
        RuleBroken: The ledger is empty, overlaps, or goes on after an open segment.
    """
    check_ledger(segments)
    limit = limit_minutes * _PER_MINUTE
    return Deadline(
        due_at=_reached(calendar, limit, segments, now),
        yellow_at=_reached(calendar, limit * yellow_percent // 100, segments, now),
        used_minutes=_worked(calendar, segments, now) // _PER_MINUTE,
        paused=_is_paused(segments[-1]),
    )


def _is_paused(last: Segment) -> bool:
    return last.end is None and not last.running


def standing_deadline(
    calendar: Calendar,
    limit_minutes: int,
    segments: Sequence[Segment],
    *,
    yellow_percent: int = YELLOW_PERCENT,
) -> Standing:
    """Return what follows from the ledger alone, whenever asked: a pause still open is taken at its start.

    Raises:
        RuleBroken: The ledger is empty, overlaps, or goes on after an open segment.
    """
    check_ledger(segments)
    limit, last = limit_minutes * _PER_MINUTE, segments[-1]
    return Standing(
        due_at=_reached(calendar, limit, segments, last.start),
        yellow_at=_reached(calendar, limit * yellow_percent // 100, segments, last.start),
        paused=_is_paused(last),
    )


def lengthened(calendar: Calendar, segments: Sequence[Segment], *, until: datetime, now: datetime) -> int:
    """Return the limit, in whole minutes, with which a clock lasts until `until` and less than a minute longer.

    Where that minute would begin with the next working time only, the clock ends less than a minute earlier instead:
    what was approved until the evening must not be due on another day.
    """
    exact = _worked(calendar, segments, now) + calendar.position(until) - calendar.position(now)
    minutes = -(-exact // _PER_MINUTE)
    ends = _reached(calendar, minutes * _PER_MINUTE, segments, now)
    return minutes if ends - until < MINUTE else exact // _PER_MINUTE


def used_minutes(calendar: Calendar, segments: Sequence[Segment], now: datetime) -> int:
    """Return whole minutes counted in running segments up to `now`."""
    return _worked(calendar, segments, now) // _PER_MINUTE


def check_ledger(segments: Sequence[Segment]) -> None:
    """Refuse a ledger that could not have been lived through."""
    if not segments:
        raise RuleBroken(tr("the clock has no segment: it cannot have a deadline"))
    for one in segments:
        if one.end is not None and one.end < one.start:
            raise RuleBroken(tr("a segment of the clock ends before it starts: check this machine's time"))
    for earlier, later in pairwise(segments):
        if earlier.end is None or earlier.end > later.start:
            raise RuleBroken(tr("two segments of the clock overlap: its ledger must be repaired"))


def pause(segments: Sequence[Segment], *, at: datetime, ground: Name) -> tuple[Segment, ...]:
    """Close the running segment and open a paused one; a clock already paused stays as it is."""
    return _turn(segments, at=at, running=False, ground=ground)


def resume(segments: Sequence[Segment], *, at: datetime, ground: Name) -> tuple[Segment, ...]:
    """Close the pause and run again; a clock already running stays as it is."""
    return _turn(segments, at=at, running=True, ground=ground)


def stop(segments: Sequence[Segment], *, at: datetime) -> tuple[Segment, ...]:
    """Close the ledger for good."""
    last = segments[-1]
    if last.end is not None:
        return tuple(segments)
    return (*segments[:-1], Segment(last.start, max(at, last.start), last.running, last.ground))


def continued(segments: Sequence[Segment], *, at: datetime, ground: Name) -> tuple[Segment, ...]:
    """Close the open segment and go on in the same way, running or paused, because something else changed then."""
    last = segments[-1]
    if last.end is not None:
        return tuple(segments)
    return (*stop(segments, at=at), Segment(max(at, last.start), None, last.running, ground))


def _turn(segments: Sequence[Segment], *, at: datetime, running: bool, ground: Name) -> tuple[Segment, ...]:
    last = segments[-1]
    if last.end is not None or last.running is running:
        return tuple(segments)
    closed = stop(segments, at=at)
    return (*closed, Segment(max(at, last.start), None, running, ground))


def _spans(segments: Iterable[Segment], now: datetime) -> Iterator[tuple[datetime, datetime]]:
    for one in segments:
        if one.running:
            end = now if one.end is None else one.end
            yield one.start, max(one.start, min(end, now))


def _worked(calendar: Calendar, segments: Iterable[Segment], now: datetime) -> int:
    return sum(calendar.position(end) - calendar.position(start) for start, end in _spans(segments, now))


def _reached(calendar: Calendar, worked: int, segments: Sequence[Segment], now: datetime) -> datetime:
    """Return when this much of the ledger has been (or would be) used."""
    left = worked
    for one in segments[:-1]:
        if not one.running or one.end is None:
            continue
        length = calendar.position(one.end) - calendar.position(one.start)
        if length >= left:
            return advance(calendar, one.start, left)
        left -= length
    return advance(calendar, _resumed(segments[-1], now), left)


def _resumed(last: Segment, now: datetime) -> datetime:
    """Return from when the rest of the limit runs: a pause is thought to end now, or ended for good at its end."""
    if last.running:
        return last.start
    return max(now, last.start) if last.end is None else last.end


class LineState(StrEnum):
    RUN = "run"
    PAUSED = "paused"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line of the show-working table; minutes add up exactly to the running total.

    `note` is the ground of the segment on its first line, else empty; `to_now` marks the line that is still growing.
    """

    start: datetime
    end: datetime
    state: LineState
    ground: Ground
    note: Name
    minutes: int
    total: int
    to_now: bool


def working(calendar: Calendar, segments: Sequence[Segment], *, now: datetime) -> list[WorkingLine]:
    """Return every stretch of the ledger up to `now`, cut where the calendar starts or stops counting."""
    check_ledger(segments)
    lines: list[WorkingLine] = []
    worked = 0
    for segment in segments:
        for start, end, state, ground in _stretches(calendar, segment, now):
            before = worked
            if state is LineState.RUN:
                worked += calendar.position(end) - calendar.position(start)
            lines.append(
                WorkingLine(
                    start=start,
                    end=end,
                    state=state,
                    ground=ground,
                    note=segment.ground if start == segment.start else UNSAID,
                    minutes=worked // _PER_MINUTE - before // _PER_MINUTE,
                    total=worked // _PER_MINUTE,
                    to_now=segment.end is None and end == now.astimezone(UTC),
                )
            )
    return lines


def _stretches(
    calendar: Calendar, segment: Segment, now: datetime
) -> Iterator[tuple[datetime, datetime, LineState, Ground]]:
    start = segment.start.astimezone(UTC)
    end = min(segment.end or now, now).astimezone(UTC)
    if end <= start:
        return
    if not segment.running:
        yield start, end, LineState.PAUSED, Ground.OFF_HOURS
        return
    for piece in calendar.pieces(start, end):
        state = LineState.RUN if piece.counted else LineState.NOT_COUNTED
        yield piece.start, piece.end, state, piece.ground


def ground_text(line: WorkingLine) -> str:
    """Say in a few words why a line counts or not."""
    note = pick(line.note)
    if note and line.state is not LineState.NOT_COUNTED:
        return note
    if note:
        return f"{note} · {_ground_words()[line.ground]}"
    if line.state is LineState.PAUSED:
        return tr("parked")
    if line.to_now and line.state is LineState.RUN:
        return tr("until now")
    return _ground_words()[line.ground]


def _ground_words() -> dict[Ground, str]:
    return {
        Ground.WORKING_HOURS: tr("working hours"),
        Ground.CONTINUOUS: tr("day and night"),
        Ground.LUNCH: tr("lunch break"),
        Ground.OFF_HOURS: tr("outside working hours"),
        Ground.WEEKEND: tr("weekend"),
        Ground.HOLIDAY: tr("public holiday"),
    }
