"""Checking stored clocks (时限钟核验) against their ledgers: what is kept must follow from the segments, and from
nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.clocks import (
    ClockKind,
    ClockMode,
    Segment,
    Standing,
    standing_deadline,
)
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.joint import called_text
from gridcenter.language import tr

Value = datetime | bool | str | int | None
_NOBODY: dict[str, Value] = {"due_unit_id": None, "called_in": ""}


@dataclass(frozen=True, slots=True)
class StoredClock:
    """One clock as the store has it; `period` is the code of its period in the flow."""

    kind: ClockKind
    sequence: int
    period: str
    mode: ClockMode
    calendar_key: str
    limit_minutes: int
    started_at: datetime
    due_at: datetime
    yellow_at: datetime
    paused: bool
    ended_at: datetime | None
    segments: tuple[Segment, ...]
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class StoredIncident:
    """One incident with its clocks, by kind and sequence, and with what it repeats of them for lists without a join."""

    id: int
    number: str
    flow: str
    flow_version: int
    due_at: datetime | None
    yellow_at: datetime | None
    mode: ClockMode
    paused: bool
    handle_due_at: datetime | None
    whole_due_at: datetime | None
    clocks: tuple[StoredClock, ...]
    due_unit_id: int | None = None
    called_in: str = ""


class Why(StrEnum):
    """What may have made the difference.

    The store does not keep what a calendar or a flow was on an earlier day, and deadlines already set do not move
    when one is edited: such an edit cannot be told from a slip, so it is named as the possible reason.
    """

    CALENDAR = "calendar"
    YELLOW_SHARE = "yellow_share"
    CARD_SHARE = "card_share"
    COPIED = "copied"
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what the ledger gives; `kind` is None for a value of the incident itself or of a card.

    With `of_card` the `sequence` is the card's id and the `period` its kind; with `of_task` they are the id and the
    rule of a population task, which has no number.
    """

    number: str
    kind: ClockKind | None
    sequence: int
    period: str
    field: str
    stored: Value
    recomputed: Value
    why: Why
    of_card: bool = False
    of_task: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """What a flow gives to the clocks of its incidents; `handling` are codes of periods with a handling standard."""

    yellow_percent: int
    handling: frozenset[str]


def differences(
    incident: StoredIncident, *, rules: Rules, calendar: Callable[[str], Calendar]
) -> Iterator[Difference]:
    """Yield every value of the incident and its clocks that its ledgers do not give.

    `calendar` finds a calendar by its key. An incident without clocks (imported) has nothing to be checked.
    """
    standing: dict[tuple[ClockKind, int], Standing] = {}
    for clock in incident.clocks:
        try:
            found = standing_deadline(
                calendar(clock.calendar_key),
                clock.limit_minutes,
                clock.segments,
                yellow_percent=rules.yellow_percent,
            )
        except RuleBroken as broken:
            yield _of_clock(incident, clock, "ledger", str(broken), None, Why.BROKEN)
            found = Standing(clock.due_at, clock.yellow_at, clock.paused)
        else:
            yield from _clock_differences(incident, clock, found)
        standing[clock.kind, clock.sequence] = found
    if incident.clocks:
        yield from _copy_differences(incident, standing, rules)


def _clock_differences(incident: StoredIncident, clock: StoredClock, found: Standing) -> Iterator[Difference]:
    edited = Why.CALENDAR if clock.mode is ClockMode.WORKING else Why.UNKNOWN
    if clock.due_at != found.due_at:
        yield _of_clock(incident, clock, "due_at", clock.due_at, found.due_at, edited)
    if clock.yellow_at != found.yellow_at:
        why = Why.YELLOW_SHARE if clock.due_at == found.due_at else edited
        yield _of_clock(incident, clock, "yellow_at", clock.yellow_at, found.yellow_at, why)
    if clock.paused != found.paused:
        yield _of_clock(incident, clock, "paused", clock.paused, found.paused, Why.UNKNOWN)
    ended = clock.segments[-1].end
    if clock.ended_at != ended:
        yield _of_clock(incident, clock, "ended_at", clock.ended_at, ended, Why.UNKNOWN)
    if clock.started_at != clock.segments[0].start:
        begun = clock.segments[0].start
        yield _of_clock(incident, clock, "started_at", clock.started_at, begun, Why.UNKNOWN)


def _of_clock(
    incident: StoredIncident,
    clock: StoredClock,
    field: str,
    stored: Value,
    recomputed: Value,
    why: Why,
) -> Difference:
    return Difference(
        incident.number, clock.kind, clock.sequence, clock.period, field, stored, recomputed, why
    )


def _copy_differences(
    incident: StoredIncident, standing: Mapping[tuple[ClockKind, int], Standing], rules: Rules
) -> Iterator[Difference]:
    kept = {
        (clock.kind, clock.sequence): Standing(clock.due_at, clock.yellow_at, clock.paused)
        for clock in incident.clocks
    }
    by_ledger, by_clock = _copied(incident, standing, rules), _copied(incident, kept, rules)
    for field, recomputed in by_ledger.items():
        stored = getattr(incident, field)
        if stored != recomputed:
            why = Why.COPIED if stored == by_clock.get(field) else Why.UNKNOWN
            yield Difference(incident.number, None, 0, "", field, stored, recomputed, why)


def _copied(
    incident: StoredIncident, standing: Mapping[tuple[ClockKind, int], Standing], rules: Rules
) -> dict[str, Value]:
    """Return what the incident must repeat, by the rules of `services.ledger`; what no clock decides is left out."""
    found: dict[str, Value] = {}
    for clock in incident.clocks:
        due = standing[clock.kind, clock.sequence].due_at
        if clock.kind is ClockKind.WHOLE:
            found["whole_due_at"] = due
        elif clock.kind is ClockKind.STEP and clock.period in rules.handling:
            found["handle_due_at"] = due
    living = [clock for clock in incident.clocks if clock.ended_at is None]
    if living:
        return found | _pressing(living, standing) | {"called_in": _called_in(living)}
    whole = found.get("whole_due_at", incident.whole_due_at)
    return found | {"due_at": whole or _last_due(incident, standing), "paused": False, **_NOBODY}


def _pressing(
    living: Sequence[StoredClock], standing: Mapping[tuple[ClockKind, int], Standing]
) -> dict[str, Value]:
    by_clock = [(clock, standing[clock.kind, clock.sequence]) for clock in living]
    running = [(clock, found) for clock, found in by_clock if not found.paused]
    pressing, found = min(
        running or by_clock,
        key=lambda pair: (pair[1].due_at, pair[0].kind is ClockKind.CO, pair[0].kind),
    )
    return {
        "due_at": found.due_at,
        "yellow_at": found.yellow_at,
        "mode": pressing.mode,
        "paused": not running,
        "due_unit_id": pressing.unit_id if pressing.kind is ClockKind.CO else None,
    }


def _called_in(living: Sequence[StoredClock]) -> str:
    return called_text(one.unit_id for one in living if one.kind is ClockKind.CO and one.unit_id is not None)


def _last_due(incident: StoredIncident, standing: Mapping[tuple[ClockKind, int], Standing]) -> datetime:
    """Return the next deadline of the clocks that lived until the incident ended, the newest of each kind."""
    own = [clock for clock in incident.clocks if clock.kind is not ClockKind.CO]
    ends = [clock.ended_at for clock in own if clock.ended_at is not None]
    newest = {clock.kind: clock for clock in own if clock.ended_at == max(ends)}
    return min(standing[clock.kind, clock.sequence].due_at for clock in newest.values())


def why_text(why: Why) -> str:
    return {
        Why.CALENDAR: tr(
            "the calendar or its holidays may have been edited since: deadlines already set do not move"
        ),
        Why.YELLOW_SHARE: tr("the flow's share for yellow may have been edited since"),
        Why.CARD_SHARE: tr("the share for yellow of cards may have been edited since"),
        Why.COPIED: tr("repeats the clock, which differs itself"),
        Why.BROKEN: tr("the ledger could not have been lived through"),
        Why.UNKNOWN: tr("nothing in the store explains it"),
    }[why]


def field_text(field: str) -> str:
    return {
        "due_at": tr("deadline"),
        "yellow_at": tr("yellow from"),
        "paused": tr("paused"),
        "started_at": tr("start"),
        "ended_at": tr("end"),
        "mode": tr("kind of time"),
        "limit_minutes": tr("minutes of the limit"),
        "handle_due_at": tr("deadline of handling"),
        "whole_due_at": tr("deadline of the whole case"),
        "due_unit_id": tr("unit whose clock presses"),
        "called_in": tr("units that owe an answer"),
    }.get(field, tr("ledger"))
