"""Taking a step: the one way in which an incident moves from state to state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import HOLDER, NEW_DEADLINE, PROOF, REVIEW_DATE, FlowTemplate, InputField, Move
from gridcenter.domain.joint import Joint, called_units
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import listed, pick, tr
from gridcenter.services.flows import own_flow
from gridcenter.services.joint import record_calls, refuse_call, settle_calls
from gridcenter.services.lapsing import end_lapsed, lapsing
from gridcenter.services.ledger import FARTHEST_EXTENSION, Ledger
from gridcenter.services.proofs import missing_proof
from gridcenter.services.recording import (
    LONGEST_REASON,
    LONGEST_TEXT,
    Recorded,
    Said,
    check_length,
    record_step,
)
from gridcenter.services.routing import Offer, keep_return, keep_routing, offer, ruled
from gridcenter.services.unit_load import nameable
from gridcenter.store.calendars import working_calendar
from gridcenter.store.copies import Copies
from gridcenter.store.joint import was_released
from gridcenter.store.models import Grid, Incident, Standard, Step
from gridcenter.store.prepared import Prepared, Row

OPINION = "opinion"
"""Input that every move takes and none requires."""

_LONGEST_KEY = 9
INCIDENTS = Copies(Incident)
"""How a locked incident is written back."""
_LOCKED = Prepared(
    select(*INCIDENTS.columns).where(Incident.id == bindparam("incident_id")).with_for_update()
)
_TAKEN = Prepared(
    select(Step.action, Step.actor_id, Step.unit_id).where(Step.incident_id == bindparam("incident_id"))
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A move that has been found allowed, with everything needed to carry it out.

    `application` is the one that was approved with it.
    """

    move: Move
    flow: FlowTemplate
    inputs: Mapping[str, str]
    by: Actor
    now: datetime
    application: int | None = None


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
    """Take one move of the flow and return the incident's new version; the caller owns the transaction.

    Locks the incident, then checks area, version, state, role, who took the steps before, and required inputs.
    `now` is the store's time. `unit` is a unit's id, `new_deadline` local time such as 2026-11-19 18:00.

    Raises:
        RuleBroken: Not allowed now, for this actor, or somebody else was faster; the sentence says which.
        BadInput: An input is missing, unknown or too long.
    """
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
    _check_inputs(incident, asked)
    _check_proof(session, incident, asked)
    return asked


def locked_incident(session: Session, incident_id: int, by: Actor) -> Incident:
    """Return a copy of the incident and keep other writers of it waiting until the transaction ends."""
    session.flush()
    found = _LOCKED.first(session, incident_id=incident_id)
    incident = None if found is None else INCIDENTS.copy(found)
    if incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such incident in your area"))
    return incident


def refuse_stale(session: Session, incident: Incident, version: int, template: FlowTemplate) -> None:
    if incident.version == version:
        return
    last = session.scalar(
        select(Step).where(Step.incident_id == incident.id).order_by(Step.sequence.desc()).limit(1)
    )
    state = pick(template.state(incident.state).name)
    if last is None:
        raise RuleBroken(
            tr("this incident changed meanwhile and is now {state}: check and send again").format(state=state)
        )
    raise RuleBroken(
        tr(
            "{who} took “{move}” at {time}, the incident is now {state}. Your text is kept: check and send again"
        ).format(
            who=last.actor,
            move=pick(template.step_name(last.action, last.from_state)),
            time=f"{last.at.astimezone(ZoneInfo(working_calendar(session).zone)):%H:%M:%S}",
            state=state,
        )
    )


def _check_hands(session: Session, incident: Incident, asked: Asked) -> None:
    """Refuse the wrong unit, and what the incident's own past forbids."""
    move, by = asked.move, asked.by
    if not may_act(session, incident, move, by):
        raise RuleBroken(hands_off(move))
    refusal = past_refusal(session, incident, asked.flow, move, by)
    if refusal:
        raise RuleBroken(refusal)


def hands_off(move: Move) -> str:
    """Say whose move it is, for a unit that may not take it."""
    if move.joint is Joint.ANSWER:
        return tr("“{move}” is for a unit that was called in and owes its answer").format(
            move=pick(move.name)
        )
    return tr("another unit holds this task: “{move}” is theirs").format(move=pick(move.name))


def may_act(session: Session, incident: Incident, move: Move, by: Actor) -> bool:
    """Tell whether the actor's unit may take the move: it holds the task, or was called in by a move of `joined`."""
    owing = called_units(incident.called_in)
    if move.joint is Joint.ANSWER:
        return by.unit_id in owing
    if move.role != "handler" or holds(incident.unit_id, by):
        return True
    if not move.joined or by.unit_id is None:
        return False
    called = by.unit_id in {unit_id for _, unit_id in _takers(session, incident.id, move.joined)}
    return called and (by.unit_id in owing or not was_released(session, incident.id, by.unit_id))


def past_refusal(session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor) -> str:
    """Return why the incident's past forbids the move; the trace is asked only where the move says so."""
    barred = bool(move.barred) and by.account_id in hands(session, incident.id, move.barred)
    again = move.once and was_taken(session, incident.id, move.action)
    return template.hands_refusal(
        move,
        mine=move.barred if barred else (),
        done=(move.action,) if again else (),
        returns=incident.return_count,
        ruled=ruled(session, incident.id) if move.counts == "return" else "",
        owing=len(called_units(incident.called_in)),
    )


def returned_by(session: Session, incident: Incident, template: FlowTemplate) -> frozenset[int]:
    """Return the units that returned the incident; the trace is asked only where it was returned at all."""
    if not incident.return_count:
        return frozenset()
    actions = frozenset(move.action for move in template.moves if move.counts == "return")
    return frozenset(unit for _, unit in _takers(session, incident.id, actions) if unit is not None)


def holds(unit_id: int | None, by: Actor) -> bool:
    """Tell whether the actor may act for the unit that holds the task; accounts without a unit may for any."""
    return unit_id is None or by.unit_id is None or by.unit_id == unit_id


def hands(session: Session, incident_id: int, actions: frozenset[str]) -> set[int | None]:
    """Return accounts that took one of these moves on the incident."""
    return {actor_id for actor_id, _ in _takers(session, incident_id, actions) if actor_id is not None}


def was_taken(session: Session, incident_id: int, action: str) -> bool:
    return bool(_takers(session, incident_id, frozenset({action})))


def _takers(session: Session, incident_id: int, actions: frozenset[str]) -> list[Row]:
    """Return account and unit of every step of these moves."""
    taken = _TAKEN.rows(session, incident_id=incident_id) if actions else []
    return [(account, unit) for action, account, unit in taken if action in actions]


def times_taken(session: Session, incident_id: int, action: str) -> int:
    """Return how often a move was taken on the incident."""
    return len(_takers(session, incident_id, frozenset({action})))


def held_inputs(incident: Incident) -> frozenset[str]:
    """Return what a move need not ask for: limits follow from the category, and the place is often known."""
    held = {"category", "standard", "deadline"}
    return frozenset(held | {"grid"} if incident.grid_code or incident.community_code else held)


def _check_inputs(incident: Incident, asked: Asked) -> None:
    for code, value in asked.inputs.items():
        check_length(value, longest=LONGEST_REASON if code == "reason" else LONGEST_TEXT)
    held = held_inputs(incident)
    missing = [
        pick(asked.flow.inputs[code].name)
        for code in asked.move.requires
        if code not in held and not asked.inputs.get(code) and asked.flow.inputs[code].kind != PROOF
    ]
    if missing:
        raise BadInput(
            tr("“{move}” needs: {what}").format(move=pick(asked.move.name), what=tr(", ").join(missing))
        )
    for code in asked.move.requires:
        field = asked.flow.inputs[code]
        if field.kind == "choice" and asked.inputs[code] not in field.choices:
            raise BadInput(
                tr("“{value}” is no answer to “{field}”: choose {choices}").format(
                    value=asked.inputs[code],
                    field=pick(field.name),
                    choices=listed(pick(name) for name in field.choices.values()),
                )
            )


def _check_proof(session: Session, incident: Incident, asked: Asked) -> None:
    """Refuse a move whose proof is not among the attachments; the lock keeps them from being removed meanwhile."""
    missing = missing_proof(session, incident, asked.flow, asked.move, inputs=asked.inputs, by=asked.by)
    if missing:
        raise BadInput(
            tr("“{move}” needs an attachment: {what}. Add it (Ctrl+E) and send again").format(
                move=pick(asked.move.name), what=listed(pick(field.name) for field in missing)
            )
        )


def carry_out(session: Session, incident: Incident, asked: Asked) -> Recorded:
    """Take a move that was found allowed: incident, clocks, applications that lapse with it, and the trace."""
    before, after = incident.state, asked.move.to
    standard, holder = incident.standard_id, incident.unit_id
    ledger = Ledger(session, incident, flow=asked.flow)
    named, remark = _apply_inputs(session, incident, asked)
    _stamp(incident, asked)
    incident.state = after
    ledger.move(before, after, action=asked.move.action, now=asked.now)
    calls = settle_calls(
        incident, ledger, asked.move, flow=asked.flow, named=named, by=asked.by, now=asked.now
    )
    if incident.standard_id != standard:
        ledger.restate()
    if NEW_DEADLINE in asked.move.requires:
        ledger.extend(moment_of(session, asked.inputs[NEW_DEADLINE]), now=asked.now)
    _note_review(session, incident, asked)
    lapsed = lapsing(session, incident, asked.flow, but=asked.application) if incident.applications else ()
    INCIDENTS.write(session, incident)
    ledger.write()
    if asked.move.counts == "return":
        keep_return(session, incident, holder, now=asked.now)
    found = _offer(session, incident, asked)
    grounds = [found.ground(named)] if found is not None and named is not None else []
    said = said_with(asked, *grounds, remark)
    step = record_step(
        session,
        incident,
        action=asked.move.action,
        from_state=before,
        unit_id=asked.by.unit_id if named is None else named,
        said=said,
        by=asked.by,
        now=asked.now,
    )
    if found is not None:
        keep_routing(
            session,
            incident,
            asked.move,
            found,
            step_id=step.id,
            said=asked.inputs,
            by=asked.by,
            now=asked.now,
        )
    by = (step.account_id, asked.by.name, asked.by.role)
    record_calls(
        session, incident, calls, asked=said.reason, said=said.reason or said.opinion, by=by, now=asked.now
    )
    end_lapsed(session, incident, lapsed, by=asked.by, now=asked.now)
    return step


def _offer(session: Session, incident: Incident, asked: Asked) -> Offer | None:
    """Return what was offered beside the unit that the move names; None where it names no holder."""
    if HOLDER not in asked.move.requires:
        return None
    back = returned_by(session, incident, asked.flow)
    return offer(session, incident, asked.move, returned_by=back, now=asked.now)


def keep_applications(session: Session, incident: Incident, *, change: int) -> None:
    """Count one application more or less on a locked incident, which gets its next version."""
    incident.applications += change
    INCIDENTS.write(session, incident)


def said_with(asked: Asked, *remarks: str) -> Said:
    """Return what stands in the trace with the move, with remarks on the unit that it names."""
    return Said(opinion=_opinion(asked, *remarks), reason=asked.inputs.get("reason", ""))


def _apply_inputs(session: Session, incident: Incident, asked: Asked) -> tuple[int | None, str]:
    """Keep what the incident keeps of the inputs; return the unit that the move names, if it names one, and what the
    step must say about naming it."""
    code = next((one for one in asked.move.requires if asked.flow.inputs[one].kind == "unit"), "")
    named, remark = _unit(session, incident, asked, asked.inputs[code]) if code else (None, "")
    if asked.move.frees:
        incident.unit_id = None
    if code == HOLDER:
        incident.unit_id = named
        incident.first_unit_id = incident.first_unit_id or named
    _apply_grid(session, incident, asked)
    if "standard" in asked.move.requires and asked.inputs.get("standard"):
        incident.standard_id = _standard(session, incident, asked.inputs["standard"])
    return named, remark


def _standard(session: Session, incident: Incident, text: str) -> int:
    """Return the standard with this id: it must be one of the incident's category, for another situation."""
    standard = session.get(Standard, int(text)) if text.isdecimal() else None
    if standard is None or standard.category_id != incident.category_id:
        raise BadInput(tr("there is no standard “{text}” for this category").format(text=text))
    return standard.id


def _apply_grid(session: Session, incident: Incident, asked: Asked) -> None:
    if asked.inputs.get("grid"):
        grid = session.scalar(
            select(Grid).where(Grid.code == asked.inputs["grid"], Grid.valid_until.is_(None))
        )
        if grid is None:
            raise BadInput(tr("there is no grid “{code}”").format(code=asked.inputs["grid"]))
        incident.grid_code, incident.community_code = grid.code, grid.community_code


def _unit(session: Session, incident: Incident, asked: Asked, text: str) -> tuple[int, str]:
    """Return the unit that a move names: every way of giving somebody something to do leads through here."""
    move = asked.move
    if not text.isdecimal() or len(text) > _LONGEST_KEY:
        raise BadInput(tr("there is no unit “{text}”: choose one from the list").format(text=text))
    if move.joint is not None:
        refuse_call(incident, move, int(text))
        if move.joint is Joint.RELEASE:
            return int(text), ""
    despite = asked.inputs.get(DESPITE, "")
    unit, remark = nameable(session, int(text), incident_id=incident.id, despite=despite, now=asked.now)
    if move.unit_kinds and unit.kind not in move.unit_kinds:
        raise BadInput(
            tr("“{move}” does not go to {unit}: choose one from the list").format(
                move=pick(move.name), unit=pick(unit.unit)
            )
        )
    return unit.unit_id, remark


def moment_of(session: Session, text: str) -> datetime:
    """Return the moment that was typed, in the district's zone where it names none.

    Raises:
        BadInput: It is no time.
    """
    try:
        local = datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(tr("“{text}” is not a time: write it as 2026-11-19 18:00").format(text=text)) from None
    return local if local.tzinfo else local.replace(tzinfo=ZoneInfo(working_calendar(session).zone))


def _note_review(session: Session, incident: Incident, asked: Asked) -> None:
    """Keep when a parked incident comes back; one that is parked no longer has no such day."""
    if REVIEW_DATE in asked.move.requires:
        incident.review_at = coming_review(session, asked)
    elif incident.review_at is not None and asked.move.to not in asked.flow.paused_states:
        incident.review_at = None


def coming_review(session: Session, asked: Asked) -> datetime:
    """Return the review date that was typed.

    Raises:
        RuleBroken: It has passed already, or lies more than ten years ahead.
        BadInput: It is no time.
    """
    at = moment_of(session, asked.inputs[REVIEW_DATE])
    if at <= asked.now:
        raise RuleBroken(tr("the review date must lie in the future"))
    if at - asked.now > FARTHEST_EXTENSION:
        raise RuleBroken(tr("the review date lies more than ten years ahead: check the year"))
    return at


def _stamp(incident: Incident, asked: Asked) -> None:
    """Keep the moments, tallies and outcome that indicators count by."""
    state, move, now = asked.flow.states[asked.move.to], asked.move, asked.now
    if "filed" in state.stamps:
        incident.filed_at = incident.filed_at or now
    if "dispatched" in state.stamps:
        incident.dispatched_at = incident.dispatched_at or now
    if "handled" in state.stamps:
        incident.handled_at = now
    elif "dispatched" in state.stamps or move.counts == "rework":
        incident.handled_at, incident.outcome, incident.self_handled = None, "", False
    if move.on_spot:
        incident.self_handled = True
    incident.outcome = move.outcome or incident.outcome
    if state.final and incident.closed_at is None:
        incident.closed_at = now
    if move.counts:
        tally = f"{move.counts}_count"
        setattr(incident, tally, getattr(incident, tally) + 1)
    _note_content(incident, asked)


def _note_content(incident: Incident, asked: Asked) -> None:
    """Keep whether the person served is content, where the move asks for it."""
    for code in asked.move.requires:
        told = asked.flow.inputs[code].content
        if told:
            incident.satisfied = told.get(asked.inputs[code])


def _opinion(asked: Asked, *remarks: str) -> str:
    """Return the opinion, followed by what else the move asked for in words, and by remarks on the unit named."""
    told = {"reason", "grid", OPINION}
    stated = (*asked.move.requires, *asked.move.optional)
    fields = [asked.flow.inputs[code] for code in stated if code not in told]
    parts = [
        tr("{what}: {value}").format(what=pick(field.name), value=_said(field, asked.inputs[field.code]))
        for field in fields
        if field.kind != "unit" and asked.inputs.get(field.code)
    ]
    opinion = asked.inputs.get(OPINION, "")
    return check_length(
        "\n".join(part for part in (opinion, *parts, *remarks) if part), longest=2 * LONGEST_TEXT
    )


def _said(field: InputField, value: str) -> str:
    return pick(field.choices[value]) if value in field.choices else value
