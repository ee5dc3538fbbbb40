"""Taking a step (环节): the one way in which an incident moves from state to state."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import HOLDER, NEW_DEADLINE, PLAN_DATE
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.corrections import correct
from gridcenter.services.flows import own_flow
from gridcenter.services.joint import Calls, record_calls, settle_calls
from gridcenter.services.lapsing import end_lapsed, lapsing
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_incident, locked_incident, refuse_stale
from gridcenter.services.recording import Recorded, record_step
from gridcenter.services.routing import Offer, keep_return, keep_routing, offer
from gridcenter.services.step_hands import hands_off, may_act, past_refusal, returned_by
from gridcenter.services.step_inputs import (
    Asked,
    apply_inputs,
    check_inputs,
    check_proof,
    moment_of,
    note_review,
    said_with,
)
from gridcenter.store.models import Incident


def take_step(
    session: Session,
    incident_id: int,
    *,
    version: int,
    action: str,
    inputs: Mapping[str, str],
    by: Actor,
    now: datetime,
) -> int:
    """Take one move of the flow, or make a correction (`services.corrections`), and return the incident's new version;
    the caller owns the transaction.

    Locks the incident, then checks area, version, state, role, who took the steps before, and required inputs.
    `now` is the store's time. `unit` is a unit's id, `new_deadline` local time such as 2026-11-19 18:00.

    Raises:
        RuleBroken: Not allowed now, for this actor, or somebody else was faster; the sentence says which.
        BadInput: An input is missing, unknown or too long.
    """
    if action in CORRECTION_NAMES:
        return correct(session, incident_id, version=version, action=action, inputs=inputs, by=by, now=now)
    incident = locked_incident(session, incident_id, by)
    template = own_flow(session, incident)
    refuse_stale(session, incident, version, template)
    asked = asked_move(session, incident, action=action, inputs=inputs, by=by, now=now)
    if asked.move.approval is not None:
        raise RuleBroken(tr("“{move}” needs an approval: apply for it").format(move=pick(asked.move.name)))
    carry_out(session, incident, asked)
    return incident.version


def asked_move(
    session: Session, incident: Incident, *, action: str, inputs: Mapping[str, str], by: Actor, now: datetime
) -> Asked:
    """Return the move with what it needs; the incident is locked and its version checked.

    Raises:
        RuleBroken: It does not start here, or not for this actor.
        BadInput: An input is missing, unknown or too long.
    """
    template = own_flow(session, incident)
    move = template.find_move(action, incident.state, by.role)
    cleaned = {code: value.strip() for code, value in inputs.items()}
    asked = Asked(move, template, cleaned, by, now)
    _check_hands(session, incident, asked)
    check_inputs(incident, asked)
    check_proof(session, incident, asked)
    return asked


def _check_hands(session: Session, incident: Incident, asked: Asked) -> None:
    """Refuse the wrong unit, and what the incident's own past forbids."""
    move, by = asked.move, asked.by
    if not may_act(session, incident, move, by):
        raise RuleBroken(hands_off(move))
    refusal = past_refusal(session, incident, asked.flow, move, by)
    if refusal:
        raise RuleBroken(refusal)


def carry_out(session: Session, incident: Incident, asked: Asked) -> Recorded:
    """Take a move that was found allowed: incident, clocks, applications that lapse with it, and the trace."""
    before, holder, standard = incident.state, incident.unit_id, incident.standard_id
    ledger = Ledger(session, incident, flow=asked.flow)
    named, remark = apply_inputs(session, incident, asked)
    calls = _move_on(incident, asked, ledger, named)
    if incident.standard_id != standard:
        ledger.restate()
    _set_deadlines(session, asked, ledger)
    note_review(session, incident, asked)
    lapsed = lapsing(session, incident, asked.flow, but=asked.application) if incident.applications else ()
    given = keep_incident(
        session, incident, now=asked.now, despite=asked.inputs.get(DESPITE, ""), asked=named
    )
    ledger.write()
    if asked.move.counts == "return":
        keep_return(session, incident, holder, now=asked.now)
    step = _record(session, incident, asked, before, named, (remark, given), calls)
    end_lapsed(session, incident, lapsed, by=asked.by, now=asked.now)
    return step


def _move_on(incident: Incident, asked: Asked, ledger: Ledger, named: int | None) -> Calls:
    """Bring incident and clocks to where the move leads; return what becomes of the units called in."""
    before = incident.state
    _stamp(incident, asked)
    incident.state = asked.move.to
    ledger.move(before, incident.state, action=asked.move.action, now=asked.now)
    return settle_calls(
        incident, ledger, asked.move, flow=asked.flow, named=named, by=asked.by, now=asked.now
    )


def _set_deadlines(session: Session, asked: Asked, ledger: Ledger) -> None:
    if NEW_DEADLINE in asked.move.requires:
        ledger.extend(moment_of(session, asked.inputs[NEW_DEADLINE], now=asked.now), now=asked.now)
    if PLAN_DATE in asked.move.requires:
        ledger.plan(moment_of(session, asked.inputs[PLAN_DATE], now=asked.now), now=asked.now)


def _record(
    session: Session,
    incident: Incident,
    asked: Asked,
    before: str,
    named: int | None,
    remarks: tuple[str, ...],
    calls: Calls,
) -> Recorded:
    """Write the step with the ground of the unit it names, and what was offered and asked of units with it."""
    move, by, now = asked.move, asked.by, asked.now
    found = _offer(session, incident, asked)
    grounds = [found.ground(named)] if found is not None and named is not None else []
    said = said_with(asked, *grounds, *remarks)
    step = record_step(
        session,
        incident,
        action=move.action,
        from_state=before,
        unit_id=by.unit_id if named is None else named,
        said=said,
        by=by,
        now=now,
    )
    if found is not None:
        keep_routing(session, incident, move, found, step_id=step.id, said=asked.inputs, by=by, now=now)
    who = (step.account_id, by.name, by.role)
    record_calls(
        session, incident, calls, asked=said.reason, said=said.reason or said.opinion, by=who, now=now
    )
    return step


def _offer(session: Session, incident: Incident, asked: Asked) -> Offer | None:
    """Return what was offered beside the unit that the move names; None where it names no holder."""
    if HOLDER not in asked.move.requires:
        return None
    back = returned_by(session, incident, asked.flow)
    return offer(session, incident, asked.move, returned_by=back, now=asked.now)


def _stamp(incident: Incident, asked: Asked) -> None:
    """Keep the moments, tallies and outcome that indicators count by."""
    state, move, now = asked.flow.states[asked.move.to], asked.move, asked.now
    if "filed" in state.stamps:
        incident.filed_at = incident.filed_at or now
    if "dispatched" in state.stamps:
        incident.dispatched_at = incident.dispatched_at or now
    if "handled" in state.stamps:
        incident.handled_at = now
    elif asked.flow.takes_up_again(move, incident.outcome):
        incident.handled_at, incident.outcome, incident.self_handled = None, "", False
    if move.on_spot:
        incident.self_handled = True
    incident.outcome = move.outcome or incident.outcome
    if state.final and incident.closed_at is None:
        incident.closed_at = now
    if move.counts:
        tally = f"{move.counts}_count"
        setattr(incident, tally, getattr(incident, tally) + 1)
    _note_answers(incident, asked)


def _note_answers(incident: Incident, asked: Asked) -> None:
    """Keep whether the person served is content, and the grade, where the move asks for them."""
    for code in asked.move.requires:
        field = asked.flow.inputs[code]
        if field.content:
            incident.satisfied = field.content.get(asked.inputs[code])
        if field.severity:
            incident.severity = int(field.severity.get(asked.inputs[code], incident.severity))
