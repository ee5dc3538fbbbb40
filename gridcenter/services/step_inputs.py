"""What a move asks for: whether it is all there, what the incident keeps of it, and how it stands in the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import DESPITE
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import HOLDER, PROOF, REVIEW_DATE, FlowTemplate, InputField, Move
from gridcenter.domain.joint import Joint
from gridcenter.domain.people import Actor
from gridcenter.domain.typed_times import read_moment
from gridcenter.language import listed, pick, tr
from gridcenter.services.joint import refuse_call
from gridcenter.services.ledger import FARTHEST_EXTENSION
from gridcenter.services.proofs import missing_proof
from gridcenter.services.recording import LONGEST_REASON, LONGEST_TEXT, Said, check_length
from gridcenter.services.situations import STANDARD, chosen_standard
from gridcenter.services.unit_load import nameable
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Grid, Incident

OPINION = "opinion"
"""Input that every move takes and none requires."""

_LONGEST_KEY = 9


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


def held_inputs(incident: Incident) -> frozenset[str]:
    """Return what a move need not ask for: limits follow from the category, and the place is often known."""
    held = {"category", "standard", "deadline"}
    return frozenset(held | {"grid"} if incident.grid_code or incident.community_code else held)


def check_inputs(incident: Incident, asked: Asked) -> None:
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
    stated = [*asked.move.requires, *(code for code in asked.move.optional if asked.inputs.get(code))]
    for code in stated:
        field = asked.flow.inputs[code]
        if field.kind == "choice" and asked.inputs[code] not in field.choices:
            raise BadInput(
                tr("“{value}” is no answer to “{field}”: choose {choices}").format(
                    value=asked.inputs[code],
                    field=pick(field.name),
                    choices=listed(pick(name) for name in field.choices.values()),
                )
            )


def check_proof(session: Session, incident: Incident, asked: Asked) -> None:
    """Refuse a move whose proof is not among the attachments; the lock keeps them from being removed meanwhile."""
    missing = missing_proof(session, incident, asked.flow, asked.move, inputs=asked.inputs, by=asked.by)
    if missing:
        raise BadInput(
            tr("“{move}” needs an attachment: {what}. Add it (Ctrl+E) and send again").format(
                move=pick(asked.move.name), what=listed(pick(field.name) for field in missing)
            )
        )


def apply_inputs(session: Session, incident: Incident, asked: Asked) -> tuple[int | None, str]:
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
    if STANDARD in asked.move.requires and asked.inputs.get(STANDARD):
        incident.standard_id = chosen_standard(session, incident, asked.inputs[STANDARD], now=asked.now)
    return named, remark


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


def note_review(session: Session, incident: Incident, asked: Asked) -> None:
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
    at = moment_of(session, asked.inputs[REVIEW_DATE], now=asked.now)
    if at <= asked.now:
        raise RuleBroken(tr("the review date must lie in the future"))
    if at - asked.now > FARTHEST_EXTENSION:
        raise RuleBroken(tr("the review date lies more than ten years ahead: check the year"))
    return at


def moment_of(session: Session, text: str, *, now: datetime) -> datetime:
    """Return the moment that was typed, in the district's zone where it names none.

    Raises:
        BadInput: It is no time.
    """
    return read_moment(text, zone=ZoneInfo(working_calendar(session).zone), now=now)


def said_with(asked: Asked, *remarks: str) -> Said:
    """Return what stands in the trace with the move, with remarks on the unit that it names."""
    return Said(opinion=_opinion(asked, *remarks), reason=asked.inputs.get("reason", ""))


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
