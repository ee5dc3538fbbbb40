"""Checking stored clocks: each value that does not follow from the ledger is named, with what may explain it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gridcenter.domain.calendars import CONTINUOUS, Calendar, WorkingCalendar
from gridcenter.domain.clock_check import (
    Difference,
    Rules,
    StoredClock,
    StoredIncident,
    Why,
    differences,
    field_text,
    why_text,
)
from gridcenter.domain.clocks import ClockKind, ClockMode, Segment, standing_deadline

START = datetime(2026, 11, 18, 0, 0, tzinfo=UTC)
"""Eight o'clock in Shanghai."""
RULES = Rules(yellow_percent=70, handling=frozenset({"handling"}))
HOUR = timedelta(hours=1)


def calendar(key: str) -> Calendar:
    return CONTINUOUS if key == "continuous" else WorkingCalendar()


def clock(
    kind: ClockKind,
    period: str,
    *segments: Segment,
    minutes: int = 240,
    mode: ClockMode = ClockMode.WORKING,
    sequence: int = 1,
) -> StoredClock:
    """Return a clock that agrees with its ledger."""
    key = "office" if mode is ClockMode.WORKING else "continuous"
    found = standing_deadline(calendar(key), minutes, segments)
    return StoredClock(
        kind=kind,
        sequence=sequence,
        period=period,
        mode=mode,
        calendar_key=key,
        limit_minutes=minutes,
        started_at=segments[0].start,
        due_at=found.due_at,
        yellow_at=found.yellow_at,
        paused=found.paused,
        ended_at=segments[-1].end,
        segments=segments,
    )


HANDLING = clock(ClockKind.STEP, "handling", Segment(START, None, True))
WHOLE = clock(ClockKind.WHOLE, "whole", Segment(START, None, True), minutes=960)
OPEN = StoredIncident(
    id=1,
    number="SJ-1",
    flow="city_matter",
    flow_version=1,
    due_at=HANDLING.due_at,
    yellow_at=HANDLING.yellow_at,
    mode=ClockMode.WORKING,
    paused=False,
    handle_due_at=HANDLING.due_at,
    whole_due_at=WHOLE.due_at,
    clocks=(HANDLING, WHOLE),
)


def found(incident: StoredIncident) -> list[Difference]:
    return list(differences(incident, rules=RULES, calendar=calendar))


def with_clock(**changes: Any) -> StoredIncident:
    return replace(OPEN, clocks=(replace(HANDLING, **changes), WHOLE))


def test_what_follows_from_the_ledger_is_no_difference() -> None:
    assert found(OPEN) == []
    assert found(replace(OPEN, clocks=())) == []


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"due_at": HANDLING.due_at + HOUR}, "due_at", Why.CALENDAR),
        ({"yellow_at": HANDLING.yellow_at + HOUR}, "yellow_at", Why.YELLOW_SHARE),
        ({"paused": True}, "paused", Why.UNKNOWN),
        ({"started_at": START - HOUR}, "started_at", Why.UNKNOWN),
    ],
)
def test_a_value_of_a_clock_that_its_ledger_does_not_give(
    changes: dict[str, Any], field: str, why: Why
) -> None:
    (one,) = found(with_clock(**changes))
    assert (one.number, one.kind, one.sequence, one.period) == ("SJ-1", ClockKind.STEP, 1, "handling")
    assert (one.field, one.stored, one.why) == (field, changes[field], why)
    assert one.recomputed == getattr(HANDLING, field)


def test_a_clock_said_to_have_ended_while_its_ledger_runs() -> None:
    told = {one.field: one for one in found(with_clock(ended_at=START + HOUR))}
    assert told["ended_at"].recomputed is None
    assert told["due_at"].kind is None, "nothing but the whole case would press now"


def test_no_edit_of_a_calendar_explains_a_clock_that_runs_day_and_night() -> None:
    urgent = clock(ClockKind.STEP, "checking", Segment(START, None, True), mode=ClockMode.CONTINUOUS)
    wrong = replace(urgent, due_at=urgent.due_at + HOUR, yellow_at=urgent.yellow_at + HOUR)
    incident = replace(
        OPEN,
        due_at=wrong.due_at,
        yellow_at=wrong.yellow_at,
        mode=ClockMode.CONTINUOUS,
        handle_due_at=None,
        clocks=(wrong, WHOLE),
    )
    assert [(one.kind, one.field, one.why) for one in found(incident)] == [
        (ClockKind.STEP, "due_at", Why.UNKNOWN),
        (ClockKind.STEP, "yellow_at", Why.UNKNOWN),
        (None, "due_at", Why.COPIED),
        (None, "yellow_at", Why.COPIED),
    ]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"due_at": WHOLE.due_at}, {"due_at"}),
        ({"due_at": None, "yellow_at": None}, {"due_at", "yellow_at"}),
        ({"paused": True}, {"paused"}),
        ({"mode": ClockMode.CONTINUOUS}, {"mode"}),
        ({"handle_due_at": None}, {"handle_due_at"}),
        ({"whole_due_at": HANDLING.due_at}, {"whole_due_at"}),
    ],
)
def test_a_copy_on_the_incident_that_no_clock_explains(changes: dict[str, Any], fields: set[str]) -> None:
    told = found(replace(OPEN, **changes))
    assert {one.field for one in told} == fields
    assert {(one.kind, one.why) for one in told} == {(None, Why.UNKNOWN)}


def test_a_running_clock_presses_before_a_paused_one_and_a_paused_one_only_alone() -> None:
    parked = (Segment(START, START + HOUR, True), Segment(START + HOUR, None, False))
    handling, whole = (
        clock(ClockKind.STEP, "handling", *parked),
        clock(ClockKind.WHOLE, "whole", *parked, minutes=960),
    )
    incident = replace(OPEN, paused=True, clocks=(handling, whole))
    assert found(incident) == []
    one_runs = replace(incident, paused=False, clocks=(handling, WHOLE))
    assert {one.field for one in found(one_runs)} == {"due_at", "yellow_at"}
    assert found(replace(one_runs, due_at=WHOLE.due_at, yellow_at=WHOLE.yellow_at)) == []


def test_an_ended_incident_repeats_the_deadline_it_ended_under() -> None:
    ended = Segment(START, START + HOUR, True)
    filing = clock(ClockKind.STEP, "filing", ended, minutes=15, mode=ClockMode.CONTINUOUS)
    bare = replace(OPEN, handle_due_at=None, whole_due_at=None, due_at=filing.due_at, clocks=(filing,))
    assert found(bare) == []
    assert [one.field for one in found(replace(bare, due_at=None))] == ["due_at"]
    whole = clock(ClockKind.WHOLE, "whole", ended, minutes=960)
    closed = replace(bare, due_at=whole.due_at, whole_due_at=whole.due_at, clocks=(filing, whole))
    assert found(closed) == []
    assert [one.field for one in found(replace(closed, paused=True))] == ["paused"]


@pytest.mark.parametrize("segments", [(), (Segment(START, None, True), Segment(START, None, True))])
def test_a_broken_ledger_is_told_once_and_what_stands_beside_it_is_checked_on(
    segments: tuple[Segment, ...],
) -> None:
    told = found(replace(with_clock(segments=segments), whole_due_at=None))
    assert [(one.field, one.why) for one in told] == [
        ("ledger", Why.BROKEN),
        ("whole_due_at", Why.UNKNOWN),
    ]


def test_every_field_and_every_reason_has_words() -> None:
    assert len({why_text(why) for why in Why}) == len(Why)
    fields = ("due_at", "yellow_at", "paused", "started_at", "ended_at", "mode", "handle_due_at", "ledger")
    assert len({field_text(one) for one in fields}) == len(fields)
