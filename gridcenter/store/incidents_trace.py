"""Queries about one incident: its trace (痕迹) and its clocks with their ledgers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.adjustments import Ending
from gridcenter.domain.calendars import CONTINUOUS
from gridcenter.domain.clocks import ClockKind, ClockMode, Limit, Segment, Unit
from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.flow import HOLDER, FlowTemplate
from gridcenter.domain.incidents import ClockView, IncidentDetail, StepRow
from gridcenter.domain.joint import CoHandler, newest_calls
from gridcenter.domain.names import Name
from gridcenter.store import models
from gridcenter.store.calendars import calendar_edition
from gridcenter.store.codes import code_names
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.joint import co_handlers_of
from gridcenter.store.models import Adjustment, ClockSegment, Incident, IncidentClock, Standard, Step
from gridcenter.store.units import unit_names

SOURCES = "case_source"


def flow_version_of(session: Session, incident_id: int) -> tuple[str, int] | None:
    """Return key and version of the incident's own flow; None where there is no such incident."""
    wanted = select(Incident.flow, Incident.flow_version).where(Incident.id == incident_id)
    row = session.execute(wanted).one_or_none()
    return None if row is None else (row[0], row[1])


def incident_detail(
    session: Session, incident_id: int, *, area: str, flow: FlowTemplate, now: datetime
) -> IncidentDetail | None:
    """Return one incident as the desk shows it; None when it does not exist or lies outside the area.

    `flow` is the incident's own (see `flow_version_of`): it names states, roles and steps. `now` becomes `as_of`.
    """
    rows = incidents_by_id(session, [incident_id], area=area)
    if not rows:
        return None
    incident = session.get_one(Incident, incident_id)
    steps = steps_of(session, incident_id, flow=flow)
    calls = newest_calls(co_handlers_of(session, incident_id))
    return IncidentDetail(
        row=rows[0],
        description=incident.description,
        address=incident.address,
        source=code_names(session, SOURCES).get(incident.source_code, Name(incident.source_code)),
        state_name=flow.state(incident.state).name,
        standard=_standard_name(session, incident),
        clocks=clocks_of(session, incident_id, flow=flow, steps=steps),
        steps=steps,
        as_of=now,
        self_handled=incident.self_handled,
        co_handlers=tuple(calls),
        co_clocks=_joint_clocks(session, calls, flow, steps) if calls else (),
        held_since=_held_since(flow, steps) if incident.unit_id is not None else None,
    )


def _held_since(flow: FlowTemplate, steps: Sequence[StepRow]) -> datetime | None:
    """Return when the task was last given to a unit."""
    gives = {
        (move.action, origin) for move in flow.moves if HOLDER in move.requires for origin in move.origins
    }
    given = (step.at for step in reversed(steps) if (step.action, step.from_state) in gives)
    return next(given, None)


def _joint_clocks(
    session: Session, calls: Sequence[CoHandler], flow: FlowTemplate, steps: Sequence[StepRow]
) -> tuple[ClockView, ...]:
    """Return the clocks of these calls in their order."""
    wanted = select(IncidentClock).where(IncidentClock.id.in_([call.clock_id for call in calls]))
    found = {one.id: one for one in _clock_views(session, session.scalars(wanted).all(), flow, steps)}
    return tuple(found[call.clock_id] for call in calls if call.clock_id in found)


def steps_of(session: Session, incident_id: int, *, flow: FlowTemplate) -> tuple[StepRow, ...]:
    """Return the trace, oldest step first; a step that carried out an approved application says so."""
    approved = set(
        session.scalars(
            select(Adjustment.ended_step).where(
                Adjustment.incident_id == incident_id, Adjustment.outcome == Ending.APPROVED.value
            )
        )
    )
    found = session.execute(
        select(Step, models.Unit.name, models.Unit.name_en)
        .join(models.Unit, models.Unit.id == Step.unit_id, isouter=True)
        .where(Step.incident_id == incident_id)
        .order_by(Step.sequence)
    )
    return tuple(
        StepRow(
            sequence=step.sequence,
            at=step.at,
            action=step.action,
            action_name=flow.step_name(step.action, step.from_state, approved=step.sequence in approved),
            from_state=step.from_state,
            to_state=step.to_state,
            actor=step.actor,
            actor_role=flow.roles.get(step.role, Name(step.role)),
            unit=Name(unit, unit_en) if unit else Name(""),
            opinion=step.opinion,
            reason=flow.return_reasons.get(step.reason, Name(step.reason)),
        )
        for step, unit, unit_en in found
    )


def clocks_of(
    session: Session, incident_id: int, *, flow: FlowTemplate, steps: Sequence[StepRow] = ()
) -> tuple[ClockView, ...]:
    """Return the newest of the incident's own clocks of each kind in the order accept, step, whole."""
    own = (clock for clock in _clocks(session, incident_id) if clock.kind != ClockKind.CO)
    by_number = sorted(own, key=lambda clock: clock.sequence)
    newest = {clock.kind: clock for clock in by_number}
    return _clock_views(session, [newest[kind] for kind in ClockKind if kind in newest], flow, steps)


def every_clock_of(
    session: Session, incident_id: int, *, flow: FlowTemplate, steps: Sequence[StepRow] = ()
) -> tuple[ClockView, ...]:
    """Return all clocks the incident has had, in the order in which they began."""
    return _clock_views(session, _clocks(session, incident_id), flow, steps)


def _clocks(session: Session, incident_id: int) -> Sequence[IncidentClock]:
    of_incident = select(IncidentClock).where(IncidentClock.incident_id == incident_id)
    order = (IncidentClock.started_at, IncidentClock.sequence, IncidentClock.id)
    return session.scalars(of_incident.order_by(*order)).all()


def _clock_views(
    session: Session, clocks: Sequence[IncidentClock], flow: FlowTemplate, steps: Sequence[StepRow]
) -> tuple[ClockView, ...]:
    segments = _segments(session, [clock.id for clock in clocks], flow, steps)
    joint = any(clock.kind == ClockKind.CO for clock in clocks)
    units = unit_names(session) if joint else {}
    return tuple(
        _clock_view(session, clock, segments[clock.id], flow, units) for clock in clocks if segments[clock.id]
    )


def _segments(
    session: Session, clock_ids: Sequence[int], flow: FlowTemplate, steps: Sequence[StepRow]
) -> dict[int, list[Segment]]:
    found: dict[int, list[Segment]] = defaultdict(list)
    for row in session.scalars(
        select(ClockSegment)
        .where(ClockSegment.clock_id.in_(clock_ids))
        .order_by(ClockSegment.clock_id, ClockSegment.sequence)
    ):
        ground = _ground(row, flow, steps)
        found[row.clock_id].append(Segment(row.started_at, row.ended_at, row.running, ground))
    return found


def _ground(row: ClockSegment, flow: FlowTemplate, steps: Sequence[StepRow]) -> Name:
    """Name the step that began a segment, with the unit it went to or the person who took it."""
    step = next((one for one in steps if one.at == row.started_at and one.action == row.ground), None)
    if step is None:
        return flow.step_name(row.ground, "")
    to_unit = row.running and step.unit.zh and step.action not in CORRECTION_NAMES
    who = step.unit if to_unit else Name(step.actor, step.actor)
    if not who.zh:
        return step.action_name
    return Name(
        f"{step.action_name.zh}，{who.zh}",
        f"{step.action_name.en or step.action_name.zh}, {who.en or who.zh}",
    )


def _clock_view(
    session: Session,
    clock: IncidentClock,
    segments: Sequence[Segment],
    flow: FlowTemplate,
    units: Mapping[int, Name],
) -> ClockView:
    mode = ClockMode(clock.mode)
    return ClockView(
        kind=ClockKind(clock.kind),
        name=flow.clock_name(clock.kind, clock.state),
        limit=Limit(Decimal(str(clock.limit_value)), Unit(clock.limit_unit)),
        limit_minutes=clock.limit_minutes,
        yellow_percent=flow.yellow_percent,
        calendar=CONTINUOUS
        if mode is ClockMode.CONTINUOUS
        else calendar_edition(session, clock.calendar_key),
        segments=tuple(segments),
        started_at=clock.started_at,
        due_at=clock.due_at,
        yellow_at=clock.yellow_at,
        ended_at=clock.ended_at,
        paused=clock.paused,
        id=clock.id,
        unit=units.get(clock.unit_id or 0, Name("")) if clock.kind == ClockKind.CO else Name(""),
    )


def _standard_name(session: Session, incident: Incident) -> Name:
    """Return situation and source of the standard; what follows a source's colon is its own Chinese wording."""
    standard = session.get(Standard, incident.standard_id) if incident.standard_id is not None else None
    if standard is None:
        return Name("")
    kind = standard.source.partition("：")[0]
    english = (
        _english(session, "standard_situation", standard.situation) or standard.situation,
        _english(session, "standard_source", kind) or standard.source,
    )
    chinese = (standard.situation, standard.source)
    return Name(*(" · ".join(part for part in parts if part) for parts in (chinese, english)))


def _english(session: Session, set_key: str, chinese: str) -> str:
    """Return the English of a word of a code set; empty where the set does not know it."""
    known = code_names(session, set_key).values()
    return next((name.en for name in known if name.zh == chinese), "")
