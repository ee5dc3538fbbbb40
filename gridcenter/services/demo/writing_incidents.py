"""Writing the half year: incidents in the order of their reports, with numbers, steps, clocks and segments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.calendars import OFFICE
from gridcenter.domain.flow import NEW_DEADLINE, REVIEW_DATE
from gridcenter.domain.incidents import ClockMode
from gridcenter.language import tr
from gridcenter.services.demo.cases import Case
from gridcenter.services.demo.half_year import HalfYear
from gridcenter.services.demo.tracing import TracedApplication, TracedClock, TracedStep
from gridcenter.services.intake import PREFIX
from gridcenter.services.ledger import CONTINUOUS_KEY
from gridcenter.services.progress import OnProgress, Progress
from gridcenter.store.bulk import insert_rows, take_ids
from gridcenter.store.models import Adjustment, ClockSegment, Incident, IncidentClock, Step
from gridcenter.store.numbers import SERIAL_DIGITS

INCIDENT_COLUMNS = (
    "id",
    "number",
    "state",
    "category_id",
    "standard_id",
    "severity",
    "urgent",
    "vulnerable",
    "source_code",
    "description",
    "address",
    "longitude",
    "latitude",
    "grid_code",
    "community_code",
    "unit_id",
    "first_unit_id",
    "reported_at",
    "filed_at",
    "dispatched_at",
    "handled_at",
    "closed_at",
    "handle_due_at",
    "whole_due_at",
    "due_at",
    "yellow_at",
    "clock_mode",
    "paused",
    "report_count",
    "return_count",
    "rework_count",
    "extend_count",
    "suspend_count",
    "outcome",
    "satisfied",
    "self_handled",
    "review_at",
    "applications",
    "version",
)
STEP_COLUMNS = (
    "incident_id",
    "sequence",
    "at",
    "action",
    "from_state",
    "to_state",
    "actor_id",
    "actor",
    "role",
    "unit_id",
    "opinion",
    "reason",
)
CLOCK_COLUMNS = (
    "id",
    "incident_id",
    "kind",
    "sequence",
    "state",
    "unit_id",
    "calendar_key",
    "mode",
    "limit_value",
    "limit_unit",
    "limit_minutes",
    "started_at",
    "due_at",
    "yellow_at",
    "ended_at",
    "paused",
)
SEGMENT_COLUMNS = (
    "clock_id",
    "sequence",
    "started_at",
    "ended_at",
    "running",
    "ground",
)
ADJUSTMENT_COLUMNS = (
    "incident_id",
    "action",
    "inputs",
    "reason",
    "until",
    "applied_at",
    "applied_step",
    "applicant_id",
    "applicant",
    "applicant_role",
    "unit_id",
    "outcome",
    "ended_at",
    "ended_step",
    "ender_id",
    "ender",
    "ender_role",
    "version",
)
TALLIES = {"return": 0, "rework": 1, "apply_extend": 2, "suspend": 3}
ON_THE_SPOT = "self_handle"
HANDLED = frozenset({"handle_finish", "self_handled"})
FINAL = frozenset({"closed", "not_accepted", "cancelled", "forced_close"})
CASES_AT_ONCE = 2000

Row = list[Any]


@dataclass
class _Portion:
    """Rows that wait for their numbers: until then incidents and clocks go by their place in here."""

    incidents: list[Row] = field(default_factory=list)
    steps: list[Row] = field(default_factory=list)
    clocks: list[Row] = field(default_factory=list)
    segments: list[Row] = field(default_factory=list)
    adjustments: list[Row] = field(default_factory=list)


def write_half_year(session: Session, half_year: HalfYear, progress: OnProgress) -> int:
    """Write the open cases and, day by day, the closed ones; return how many incidents there are."""
    waiting = _by_day(half_year, half_year.open_cases())
    days = list(half_year.days())
    oldest = days[0][0]
    days = [(day, 0) for day in sorted(waiting) if day < oldest] + days
    total = sum(count for _, count in days)
    portion, written = _Portion(), 0
    for day, count in days:
        open_here = waiting.get(day, [])
        cases = open_here + half_year.closed_cases(day, max(0, count - len(open_here)))
        cases.sort(key=lambda case: case.reported_at)
        for serial, case in enumerate(cases, start=1):
            _add(portion, case, f"{PREFIX}{day:%Y%m%d}-{serial:0{SERIAL_DIGITS}}")
        if len(portion.incidents) >= CASES_AT_ONCE or day == days[-1][0]:
            written += len(portion.incidents)
            _flush(session, portion)
            portion = _Portion()
            progress(Progress(tr("half a year of incidents"), written, max(total, written)))
    return written


def _by_day(half_year: HalfYear, cases: Iterable[Case]) -> dict[date, list[Case]]:
    def local_day(case: Case) -> date:
        return case.reported_at.astimezone(half_year.zone).date()

    return {day: list(own) for day, own in groupby(sorted(cases, key=local_day), key=local_day)}


def _flush(session: Session, portion: _Portion) -> None:
    incidents = take_ids(session, Incident, len(portion.incidents))
    clocks = take_ids(session, IncidentClock, len(portion.clocks))
    for number, incident in zip(incidents, portion.incidents, strict=True):
        incident[0] = number
    for step in portion.steps:
        step[0] = incidents[step[0]]
    for number, clock in zip(clocks, portion.clocks, strict=True):
        clock[:2] = number, incidents[clock[1]]
    for segment in portion.segments:
        segment[0] = clocks[segment[0]]
    for adjustment in portion.adjustments:
        adjustment[0] = incidents[adjustment[0]]
    insert_rows(session, Incident, INCIDENT_COLUMNS, portion.incidents)
    insert_rows(session, Step, STEP_COLUMNS, portion.steps)
    insert_rows(session, IncidentClock, CLOCK_COLUMNS, portion.clocks)
    insert_rows(session, ClockSegment, SEGMENT_COLUMNS, portion.segments)
    insert_rows(session, Adjustment, ADJUSTMENT_COLUMNS, portion.adjustments)


def _add(portion: _Portion, case: Case, number: str) -> None:
    here = len(portion.incidents)
    portion.incidents.append(_incident_row(case, number))
    for sequence, step in enumerate(case.trace.steps, start=1):
        portion.steps.append([here, sequence, *_step_values(step)])
    portion.adjustments += [_adjustment_row(here, one) for one in case.trace.applications]
    for clock in case.trace.clocks:
        for sequence, one in enumerate(clock.segments, start=1):
            place = len(portion.clocks)
            portion.segments.append([place, sequence, one.start, one.end, one.running, one.ground.zh])
        portion.clocks.append(_clock_row(clock, here))


def _step_values(step: TracedStep) -> tuple[Any, ...]:
    return (
        step.at,
        step.action,
        step.from_state,
        step.to_state,
        step.by.id,
        step.by.name,
        step.by.role,
        step.unit_id,
        step.opinion,
        step.reason,
    )


def _adjustment_row(incident: int, one: TracedApplication) -> Row:
    """Return an application as `services.adjustments` keeps it; one that has ended was written twice."""
    asked = REVIEW_DATE if one.action == "suspend" else NEW_DEADLINE
    return [
        incident,
        one.action,
        json.dumps({"reason": one.reason, asked: one.until.isoformat()}, ensure_ascii=False),
        one.reason,
        one.until,
        one.at,
        one.step,
        *(one.by.id, one.by.name, one.by.role, one.by.unit_id),
        one.outcome,
        one.ended_at,
        one.ended_step,
        *((one.ender.id, one.ender.name, one.ender.role) if one.ender else (None, "", "")),
        2 if one.ender else 1,
    ]


def _clock_row(clock: TracedClock, incident: int) -> Row:
    working = clock.limit.mode is ClockMode.WORKING
    return [
        None,
        incident,
        clock.period.kind.value,
        clock.sequence,
        clock.period.code,
        clock.unit_id,
        OFFICE if working else CONTINUOUS_KEY,
        clock.limit.mode.value,
        float(clock.limit.value),
        clock.limit.unit.value,
        clock.limit_minutes,
        clock.started_at,
        clock.due_at,
        clock.yellow_at,
        clock.ended_at,
        clock.paused,
    ]


def _incident_row(case: Case, number: str) -> Row:
    trace, kind, spot = case.trace, case.kind, case.spot
    moments, first_unit, tallies = _told_by_steps(case)
    closed_at = trace.steps[-1].at if trace.state in FINAL else None
    return [
        None,
        number,
        trace.state,
        kind.category_id,
        case.limits.standard_id,
        case.severity,
        case.urgent,
        case.vulnerable,
        case.source,
        case.description,
        f"{spot.address}{case.side}",
        spot.longitude,
        spot.latitude,
        spot.grid_code,
        spot.community_code,
        trace.unit_id,
        first_unit,
        case.reported_at,
        *(moments.get(state) for state in ("accepted", "dispatched", "handle_finish")),
        closed_at,
        *(trace.handle_due_at, trace.whole_due_at, trace.due_at, trace.yellow_at),
        trace.clock_mode.value,
        trace.paused,
        case.report_count,
        *tallies,
        "resolved" if trace.state == "closed" else "",
        case.satisfied,
        any(step.action == ON_THE_SPOT for step in trace.steps),
        trace.review_at,
        sum(one.ended_at is None for one in trace.applications),
        len(trace.steps),
    ]


def _told_by_steps(case: Case) -> tuple[dict[str, datetime], int | None, list[int]]:
    """Return when the case came to the states that indicators ask for, its first unit, and the tallies.

    Filing and dispatch count once; handling counts as of the last time.
    """
    moments: dict[str, datetime] = {}
    first_unit = None
    tallies = [0] * len(TALLIES)
    for step in case.trace.steps:
        if step.to_state in HANDLED:
            moments["handle_finish"] = step.at
        elif step.to_state in ("accepted", "dispatched"):
            moments.setdefault(step.to_state, step.at)
        if step.to_state == "dispatched":
            moments.pop("handle_finish", None)
            first_unit = first_unit or step.unit_id
        if step.action in TALLIES:
            tallies[TALLIES[step.action]] += 1
    return moments, first_unit, tallies
