"""Which moves an operator may take now, which are refused and why, and what each of them asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.adjustments import APPLIED, STEP_WORDS, in_words
from gridcenter.domain.duty import DESPITE, DESPITE_NAME, UnitLoad, busy_sentence, load_text
from gridcenter.domain.flow import (
    HOLDER,
    NEW_DEADLINE,
    PROOF,
    REVIEW_DATE,
    WORKER,
    FlowTemplate,
    InputField,
    Move,
)
from gridcenter.domain.joint import Joint, called_units
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.adjustments import application_refusal, moment_note
from gridcenter.services.flows import own_flow
from gridcenter.services.place_workers import worker_choices
from gridcenter.services.proofs import proof_of, unproved
from gridcenter.services.routing import offer
from gridcenter.services.situations import STANDARD, situation_choices
from gridcenter.services.step_hands import hands_off, may_act, past_refusal, returned_by
from gridcenter.services.step_inputs import held_inputs
from gridcenter.services.unit_load import despite_field, loads
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import store_time
from gridcenter.store.models import Incident

ASKED_MOMENTS = frozenset({NEW_DEADLINE, REVIEW_DATE})
NOT_STATED = Name("未注明", "not stated")


def move_choices(session: Session, incident_id: int, *, by: Actor) -> list[MoveChoice]:
    """Return every move out of the incident's state, allowed ones first and among them the usual one.

    A move that needs an approval is offered as an application for it.
    """
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    template, now = own_flow(session, incident), store_time(session)
    known = cache(lambda: loads(session))
    choices = [
        MoveChoice(
            action=move.action,
            name=in_words(STEP_WORDS[APPLIED], move.name) if move.approval else move.name,
            fields=tuple(_fields(session, incident, template, move, by, now, known)),
            refusal=_refusal(session, incident, template, move, by),
            usual=move.usual,
            letter=move.letter,
            applied_for=move.approval is not None,
        )
        for move in template.moves_from(incident.state)
    ]
    return sorted(choices, key=lambda choice: bool(choice.refusal))


def _refusal(session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor) -> str:
    sentence = template.refusal(move, by.role)
    if sentence:
        return sentence
    if not may_act(session, incident, move, by):
        return hands_off(move) if move.joint is Joint.ANSWER else tr("another unit holds this task")
    refusal = past_refusal(session, incident, template, move, by)
    if refusal or move.approval is None:
        return refusal
    return application_refusal(session, incident, move)


def _fields(
    session: Session,
    incident: Incident,
    template: FlowTemplate,
    move: Move,
    by: Actor,
    now: datetime,
    known: Callable[[], list[UnitLoad]],
) -> Iterator[MoveField]:
    held = held_inputs(incident)
    asked, missing = _proof(session, incident, template, move, by)
    for code in (*move.requires, *move.optional):
        if code == STANDARD and _is_for(template, move, by):
            yield from _situation(session, incident, template.inputs[code], now)
        if code in held:
            continue
        field = template.inputs[code]
        if field.kind == PROOF:
            if field in asked:
                yield _proof_field(field, proved=field not in missing)
            continue
        required = code in move.requires
        yield MoveField(
            code,
            field.name,
            field.kind,
            _answers(session, incident, template, move, field, by, now, known),
            required=required,
            note=_note(session, incident, template, move, by, now) if code in ASKED_MOMENTS else "",
            open=required and field.kind == "choice",
        )
        if field.kind == "unit" and move.joint is not Joint.RELEASE:
            yield MoveField(DESPITE, DESPITE_NAME, "line", warns=code)
    if _gives_back(template, incident, move):
        yield despite_field(session, [incident.unit_id or 0], now=now)


def _proof_field(field: InputField, *, proved: bool) -> MoveField:
    attachment = next(iter(field.attachments)) if len(field.attachments) == 1 else ""
    return MoveField(field.code, field.name, PROOF, proved=proved, when=field.when, attachment=attachment)


def _answers(
    session: Session,
    incident: Incident,
    template: FlowTemplate,
    move: Move,
    field: InputField,
    by: Actor,
    now: datetime,
    known: Callable[[], list[UnitLoad]],
) -> tuple[FieldChoice, ...]:
    """Return what may be chosen; nothing where it is typed."""
    if field.kind == "unit":
        units = _units(incident, move, known(), now=now, zone=ZoneInfo(working_calendar(session).zone))
        offers = field.code == HOLDER and _is_for(template, move, by)
        return _offered(session, incident, template, move, units) if offers else units
    if field.kind == WORKER:
        return worker_choices(session, incident) if _is_for(template, move, by) else ()
    return _listed(template, move, field)


def _listed(template: FlowTemplate, move: Move, field: InputField) -> tuple[FieldChoice, ...]:
    """Return the answers that the flow itself lists."""
    if field.code == "reason" and move.counts == "return":
        return tuple(FieldChoice(key, name) for key, name in template.return_reasons.items())
    choices = tuple(FieldChoice(key, name) for key, name in field.choices.items())
    return (FieldChoice("", NOT_STATED), *choices) if choices and field.code in move.optional else choices


def _note(
    session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor, now: datetime
) -> str:
    """Nothing where the move is refused anyway: there may be no clock to tell of."""
    if _refusal(session, incident, template, move, by):
        return ""
    return moment_note(session, incident, template, move, now=now)


def _situation(session: Session, incident: Incident, field: InputField, now: datetime) -> Iterator[MoveField]:
    """Ask for the situation where the category has several; the incident's own stands chosen."""
    situations = situation_choices(session, incident, now=now)
    if situations:
        yield MoveField(field.code, field.name, "choice", situations, required=False)


def _gives_back(template: FlowTemplate, incident: Incident, move: Move) -> bool:
    """Tell whether whoever handled the incident has it to handle again after this move."""
    if incident.unit_id is None or incident.handled_at is None or move.frees or HOLDER in move.requires:
        return False
    return template.takes_up_again(move, incident.outcome)


def _proof(
    session: Session, incident: Incident, template: FlowTemplate, move: Move, by: Actor
) -> tuple[list[InputField], list[InputField]]:
    """Return the proof that may be asked for, and what of it is not there, whatever the other fields will say."""
    asked = proof_of(session, incident, template, move) if _is_for(template, move, by) else []
    return asked, unproved(session, incident, template, asked, by=by)


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


def _units(
    incident: Incident, move: Move, known: list[UnitLoad], *, now: datetime, zone: tzinfo
) -> tuple[FieldChoice, ...]:
    """Return the units that the move may name: the present holder first, then those of the incident's own place, and
    among equally near ones those with room, the one with the fewest tasks first."""
    owing = called_units(incident.called_in)

    def fits(load: UnitLoad) -> bool:
        if move.joint is Joint.RELEASE:
            return load.unit_id in owing
        if move.joint is Joint.CALL and (load.unit_id == incident.unit_id or load.unit_id in owing):
            return False
        return not move.unit_kinds or load.kind in move.unit_kinds

    def nearness(load: UnitLoad) -> tuple[bool, int, bool, int, str]:
        code = load.division_code
        near = len(code) if code and incident.community_code.startswith(code) else 0
        return load.unit_id != incident.unit_id, -near, load.engaged(now), load.tasks, load.unit.zh

    ordered = sorted((load for load in known if fits(load)), key=nearness)
    if move.joint is Joint.RELEASE:
        return tuple(FieldChoice(str(load.unit_id), load.unit) for load in ordered)
    return tuple(
        FieldChoice(
            str(load.unit_id), load.unit, note=load_text(load, now), warning=busy_sentence(load, now, zone)
        )
        for load in ordered
    )
