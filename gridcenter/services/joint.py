"""What a step does to joint handling (协办): units are called in, answer, are released, or lose the incident
with its end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.joint import Ending, Joint, called_text, called_units
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.ledger import Ledger
from gridcenter.store.joint import CALLS, end_call
from gridcenter.store.models import Incident, IncidentClock


@dataclass
class Calls:
    """The calls that one step begins and ends: settled before the incident is written, recorded after its step."""

    begun: list[tuple[int, IncidentClock]] = field(default_factory=list)
    ended: list[tuple[int, Ending]] = field(default_factory=list)


def refuse_call(incident: Incident, move: Move, named: int) -> None:
    """Refuse to call in who is there already, and to release who is not.

    Raises:
        RuleBroken: The unit leads, owes an answer already, or owes none.
    """
    owing = named in called_units(incident.called_in)
    if move.joint is Joint.CALL and named == incident.unit_id:
        raise RuleBroken(tr("this unit leads the incident: call in another one"))
    if move.joint is Joint.CALL and owing:
        raise RuleBroken(tr("this unit was called in already and still owes its answer"))
    if move.joint is Joint.RELEASE and not owing:
        raise RuleBroken(tr("this unit owes no answer here: choose one that was called in"))


def settle_calls(
    incident: Incident,
    ledger: Ledger,
    move: Move,
    *,
    flow: FlowTemplate,
    named: int | None,
    by: Actor,
    now: datetime,
) -> Calls:
    """Begin and end clocks of units called in, and note on the incident who owes an answer now.

    State and unit of the incident must be the new ones already.
    """
    calls = Calls()
    owing = list(called_units(incident.called_in))
    if move.joint is Joint.CALL and named is not None:
        calls.begun.append((named, ledger.call_in(named, move.action, now=now)))
    if flow.states[incident.state].final:
        calls.ended += [(unit, Ending.INCIDENT_ENDED) for unit in owing]
    elif move.joint is Joint.ANSWER and by.unit_id in owing:
        calls.ended.append((by.unit_id, Ending.ANSWERED))
    elif move.joint is Joint.RELEASE and named is not None:
        calls.ended.append((named, Ending.RELEASED))
    elif incident.unit_id in owing:
        calls.ended.append((incident.unit_id, Ending.RELEASED))
    for unit, _ in calls.ended:
        ledger.end_call(unit, now=now)
        owing.remove(unit)
    if calls.begun or calls.ended:
        incident.called_in = called_text([*owing, *(unit for unit, _ in calls.begun)])
    return calls


def record_calls(
    session: Session,
    incident: Incident,
    calls: Calls,
    *,
    asked: str,
    said: str,
    by: tuple[int | None, str, str],
    now: datetime,
) -> None:
    """Write the calls; `asked` is what is wanted of a unit called in, `said` the answer or the reason of an end."""
    account, name, role = by
    for unit, clock in calls.begun:
        CALLS.add(
            session,
            incident_id=incident.id,
            unit_id=unit,
            clock_id=clock.id,
            called_at=now,
            caller_id=account,
            caller=name,
            caller_role=role,
            asked=asked,
        )
    for unit, ending in calls.ended:
        end_call(session, incident.id, unit, ending=ending, said=said, by=by, now=now)
