"""Whose a move is: the unit that holds the task or was called in, and what the incident's own past forbids."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.flow_refusals import hands_refusal
from gridcenter.domain.joint import Joint, called_units
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.routing import ruled
from gridcenter.store.joint import was_released
from gridcenter.store.models import Incident, Step
from gridcenter.store.prepared import Prepared, Row

_TAKEN = Prepared(
    select(Step.action, Step.actor_id, Step.unit_id).where(Step.incident_id == bindparam("incident_id"))
)


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


def hands_off(move: Move) -> str:
    """Say whose move it is, for a unit that may not take it."""
    if move.joint is Joint.ANSWER:
        return tr("“{move}” is for a unit that was called in and owes its answer").format(
            move=pick(move.name)
        )
    return tr("another unit holds this task: “{move}” is theirs").format(move=pick(move.name))


def past_refusal(session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor) -> str:
    """Return why the incident's past forbids the move; the trace is asked only where the move says so."""
    barred = bool(move.barred) and by.account_id in hands(session, incident.id, move.barred)
    again = move.once and was_taken(session, incident.id, move.action)
    return hands_refusal(
        template,
        move,
        mine=move.barred if barred else (),
        done=(move.action,) if again else (),
        returns=incident.return_count,
        ruled=ruled(session, incident.id) if move.passes_on else "",
        owing=len(called_units(incident.called_in)),
        filed=incident.filed_at is not None,
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


def times_taken(session: Session, incident_id: int, action: str) -> int:
    """Return how often a move was taken on the incident."""
    return len(_takers(session, incident_id, frozenset({action})))


def _takers(session: Session, incident_id: int, actions: frozenset[str]) -> list[Row]:
    """Return account and unit of every step of these moves."""
    taken = _TAKEN.rows(session, incident_id=incident_id) if actions else []
    return [(account, unit) for action, account, unit in taken if action in actions]
