"""Which moves an operator may take now, which are refused and why, and what each of them asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.flow import HOLDER, FieldChoice, FlowTemplate, Move, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.flows import own_flow
from gridcenter.services.routing import offer
from gridcenter.services.steps import held_inputs, may_act, past_refusal, returned_by
from gridcenter.store.engine import store_time
from gridcenter.store.models import Incident, Unit


def move_choices(session: Session, incident_id: int, *, by: Actor) -> list[MoveChoice]:
    """Return every move out of the incident's state, allowed ones first and among them the usual one."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    template = own_flow(session, incident)
    choices = [
        MoveChoice(
            action=move.action,
            name=move.name,
            fields=tuple(_fields(session, incident, template, move, by)),
            refusal=_refusal(session, incident, template, move, by),
            usual=move.usual,
            letter=move.letter,
        )
        for move in template.moves_from(incident.state)
    ]
    return sorted(choices, key=lambda choice: bool(choice.refusal))


def _refusal(session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor) -> str:
    sentence = template.refusal(move, by.role)
    if sentence:
        return sentence
    if not may_act(session, incident, move, by):
        return tr("another unit holds this task")
    return past_refusal(session, incident, template, move, by)


def _fields(
    session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor
) -> Iterator[MoveField]:
    held = held_inputs(incident)
    for code in (*move.requires, *move.optional):
        if code in held:
            continue
        field = template.inputs[code]
        choices = tuple(FieldChoice(key, name) for key, name in field.choices.items())
        if field.kind == "unit":
            choices = _units(session, incident, move.unit_kinds)
            if code == HOLDER and _is_for(template, move, by):
                choices = _offered(session, incident, template, move, choices)
        elif code == "reason" and move.counts == "return":
            choices = tuple(FieldChoice(key, name) for key, name in template.return_reasons.items())
        yield MoveField(code, field.name, field.kind, choices, required=code in move.requires)


def _is_for(template: FlowTemplate, move: Move, by: Actor) -> bool:
    """What nobody here may press needs no proposal: it would be read for nothing."""
    return not template.refusal(move, by.role)


def _offered(
    session: Session,
    incident: Incident,
    template: FlowTemplate,
    move: Move,
    units: tuple[FieldChoice, ...],
) -> tuple[FieldChoice, ...]:
    """Put first what the responsibility list proposes, then what the centre ruled before, each with its ground."""
    back = returned_by(session, incident, template)
    found = offer(session, incident, move, returned_by=back, now=store_time(session))
    told = [
        replace(choice, ground=found.ground(int(choice.value)), proposed=found.order(int(choice.value)) == 0)
        for choice in units
    ]
    return tuple(sorted(told, key=lambda choice: found.order(int(choice.value))))


def _units(session: Session, incident: Incident, kinds: frozenset[str]) -> tuple[FieldChoice, ...]:
    """Return units of these kinds (empty: all): the present holder first, then those of the incident's own place."""
    wanted = select(Unit.id, Unit.name, Unit.name_en, Unit.division_code)
    rows = session.execute(wanted.where(Unit.kind.in_(kinds)) if kinds else wanted)
    units = [(key, name, name_en, code) for key, name, name_en, code in rows]
    community = incident.community_code

    def nearness(row: tuple[int, str, str, str]) -> tuple[bool, int, str]:
        key, name, _, code = row
        near = len(code) if code and community.startswith(code) else 0
        return key != incident.unit_id, -near, name

    ordered = sorted(units, key=nearness)
    return tuple(FieldChoice(str(key), Name(name, name_en)) for key, name, name_en, _ in ordered)
