"""The corrections that a desk offers beside the moves of an open incident, and what each asks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.corrections import (
    CATEGORY,
    CORRECT_URGENCY,
    CORRECTION_LETTERS,
    CORRECTION_NAMES,
    GRADE,
    GRADE_NAMES,
    NO,
    REASON,
    SITUATION,
    URGENT,
    YES,
    YES_OR_NO,
)
from gridcenter.domain.incidents import Severity
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.services.corrections import why_not_correct
from gridcenter.services.flows import own_flow
from gridcenter.services.situations import situations_of
from gridcenter.store.models import Incident

FINDER = "category"
"""Kind of field: a category is found as in the form of a new incident."""
_SITUATION = Name("立案情形", "situation")
_WHY = MoveField(REASON, Name("理由", "reason"), "text")


def correction_choices(session: Session, incident_id: int, *, by: Actor, now: datetime) -> list[MoveChoice]:
    """Return the corrections that the incident's flow knows; nothing for one that has ended."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    template = own_flow(session, incident)
    if template.state(incident.state).final:
        return []
    choices = []
    for action in template.corrections:
        refusal = why_not_correct(template, incident.state, action, by)
        fields = () if refusal else _fields(session, incident, action, now)
        letter = CORRECTION_LETTERS[action]
        choices.append(
            MoveChoice(
                action, CORRECTION_NAMES[action], fields, refusal, usual=False, letter=letter, opinion=False
            )
        )
    return choices


def _fields(session: Session, incident: Incident, action: str, now: datetime) -> tuple[MoveField, ...]:
    situations = situations_of(session, incident, now=now)
    if action != CORRECT_URGENCY:
        return (
            MoveField(CATEGORY, Name("类别", "category"), FINDER),
            MoveField(SITUATION, _SITUATION, "choice", situations, required=False),
            _WHY,
        )
    marks = (YES, NO) if incident.urgent else (NO, YES)
    present = Severity(incident.severity)
    grades = sorted(Severity, key=lambda one: one is not present)
    fields = [
        MoveField(
            URGENT,
            Name("急要件", "urgent"),
            "choice",
            tuple(FieldChoice(one, YES_OR_NO[one]) for one in marks),
            required=False,
        ),
        MoveField(
            GRADE,
            Name("等级", "grade"),
            "choice",
            tuple(FieldChoice(str(int(one)), GRADE_NAMES[one]) for one in grades),
            required=False,
        ),
    ]
    if len(situations) > 1:
        fields.append(MoveField(SITUATION, _SITUATION, "choice", situations, required=False))
    return (*fields, _WHY)
