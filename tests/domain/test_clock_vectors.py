"""The golden vectors of `clock_vectors.yaml`: deadlines that were worked out by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from gridcenter.domain.calendars import Calendar, DaySpan, WorkingCalendar
from gridcenter.domain.clocks import (
    ClockMode,
    Limit,
    Segment,
    Standing,
    Unit,
    calendar_for,
    check_ledger,
    lengthened,
    pause,
    resume,
    standing_deadline,
    stop,
    used_minutes,
    working,
)
from gridcenter.domain.lights import light_of
from gridcenter.domain.names import Name
from gridcenter.paths import asset

SHANGHAI = ZoneInfo("Asia/Shanghai")
VECTORS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "clock_vectors.yaml").read_text("utf-8")
)["vectors"]
STEP = Name("x")


def office() -> WorkingCalendar:
    """Return the working calendar that the program ships, read without the program."""
    raw = yaml.safe_load(asset("db/codes/calendars.yaml").read_text("utf-8"))["calendars"][0]
    return WorkingCalendar(
        holidays=frozenset(
            one["from"] + timedelta(days=day)
            for one in raw["holidays"]
            for day in range((one["to"] - one["from"]).days + 1)
        ),
        makeup=frozenset(day for one in raw["holidays"] for day in one.get("makeup", ())),
        years=frozenset(raw["years"]),
    )


CALENDARS = {
    "office": office(),
    "night": WorkingCalendar(
        spans=(DaySpan(0, 1440),), weekdays=frozenset(range(1, 8)), years=frozenset({2026, 2027})
    ),
}


def moment(written: Any) -> datetime:
    """Read local time; YAML has made a naive moment of what has seconds."""
    naive = written if isinstance(written, datetime) else datetime.fromisoformat(written)
    return naive.replace(tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class Replayed:
    """One clock under way, and the deadline of the one before it."""

    working_calendar: Calendar
    mode: ClockMode
    limit_minutes: int
    segments: tuple[Segment, ...] = ()
    first: Standing | None = None

    @property
    def calendar(self) -> Calendar:
        assert isinstance(self.working_calendar, WorkingCalendar)
        return calendar_for(self.mode, self.working_calendar)

    @property
    def standing(self) -> Standing:
        return standing_deadline(self.calendar, self.limit_minutes, self.segments)

    def state_limit(self, raw: dict[str, Any]) -> None:
        if raw["unit"] == "minute_of_work":
            self.mode, self.limit_minutes = ClockMode.WORKING, raw["value"]
        else:
            limit = Limit(Decimal(str(raw["value"])), Unit(raw["unit"]))
            self.mode, self.limit_minutes = limit.mode, limit.minutes

    def happen(self, event: dict[str, Any]) -> None:
        at = moment(event["at"])
        match event["do"]:
            case "start":
                self.begin(at)
            case "pause":
                self.segments = pause(self.segments, at=at, ground=STEP)
            case "resume":
                self.segments = resume(self.segments, at=at, ground=STEP)
            case "stop":
                self.segments = stop(self.segments, at=at)
            case "transfer":
                self.segments = stop(self.segments, at=at)
                self.begin(at)
            case "limit":
                self.state_limit(event)
            case "extend":
                until = moment(event["until"])
                self.limit_minutes = lengthened(self.calendar, self.segments, until=until, now=at)

    def begin(self, at: datetime) -> None:
        if self.segments:
            self.first = self.standing
        self.segments = (Segment(at, None, True, STEP),)


def replay(vector: dict[str, Any]) -> Replayed:
    clock = Replayed(CALENDARS[vector.get("calendar", "office")], ClockMode.WORKING, 0)
    clock.state_limit(vector["limit"])
    for event in vector["events"]:
        clock.happen(event)
    return clock


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_golden_vector(vector: dict[str, Any]) -> None:
    clock, now = replay(vector), moment(vector["now"])
    found = clock.standing
    check_ledger(clock.segments)
    local = [at.astimezone(SHANGHAI) for at in (found.due_at, found.yellow_at)]
    assert local == [moment(vector["due"]), moment(vector["yellow"])], vector["because"]
    assert found.paused is vector.get("paused", False)
    ended = clock.segments[-1].end
    assert used_minutes(clock.calendar, clock.segments, ended or now) == vector["used"]
    light = light_of(
        due_at=found.due_at, yellow_at=found.yellow_at, paused=found.paused, ended_at=ended, now=now
    )
    assert light.value == vector["light"]
    start = clock.segments[0].start
    assert list(clock.calendar.missing_years(start, found.due_at)) == vector.get("missing_years", [])
    if "first_due" in vector:
        assert clock.first is not None
        assert clock.first.due_at == moment(vector["first_due"])


@pytest.mark.parametrize("vector", VECTORS, ids=[one["name"] for one in VECTORS])
def test_the_working_of_a_vector_adds_up_to_what_is_used(vector: dict[str, Any]) -> None:
    clock, now = replay(vector), moment(vector["now"])
    lines = working(clock.calendar, clock.segments, now=now)
    assert sum(line.minutes for line in lines) == vector["used"]


def test_every_unit_of_the_standards_has_a_vector() -> None:
    told = {one["limit"]["unit"] for one in VECTORS}
    assert told >= {unit.value for unit in Unit if unit is not Unit.MINUTE}


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=-10)), ZoneInfo("Europe/Paris")])
@pytest.mark.parametrize("vector", VECTORS[::5], ids=[one["name"] for one in VECTORS[::5]])
def test_the_zone_in_which_a_moment_is_written_changes_nothing(vector: dict[str, Any], zone: Any) -> None:
    clock = replay(vector)
    before = clock.standing
    clock.segments = _written_in(zone, clock.segments)
    assert clock.standing == before


def _written_in(zone: Any, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    return tuple(
        Segment(
            one.start.astimezone(zone), one.end.astimezone(zone) if one.end else None, one.running, one.ground
        )
        for one in segments
    )
