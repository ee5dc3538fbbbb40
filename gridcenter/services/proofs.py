"""Which proof a move of an incident needs, and what of it is missing; asked only by moves whose flow names a proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.flow import PROOF, FlowTemplate, InputField, Move
from gridcenter.domain.people import Actor
from gridcenter.domain.proofs import KeptProof, proves
from gridcenter.services.proof_rules import proof_rules
from gridcenter.store.models import Attachment, Category, Incident, Step
from gridcenter.store.prepared import Prepared

_Major = aliased(Category)
_CATEGORY = Prepared(
    select(Category.set_key, _Major.code)
    .join(_Major, _Major.id == Category.major_id, isouter=True)
    .where(Category.id == bindparam("category_id"))
)


def proof_of(session: Session, incident: Incident, template: FlowTemplate, move: Move) -> list[InputField]:
    """Return the proof that the incident's category asks for with this move."""
    fields = [template.inputs[code] for code in move.requires if template.inputs[code].kind == PROOF]
    if not fields:
        return []
    asked = proof_asked(session, incident.category_id)
    return [field for field in fields if field.code in asked]


def proof_asked(session: Session, category_id: int) -> frozenset[str]:
    """Return the inputs that a category asks for."""
    ((set_key, major_code),) = _CATEGORY.rows(session, category_id=category_id)
    return proof_rules().asked(set_key, major_code or "")


def missing_proof(
    session: Session,
    incident: Incident,
    template: FlowTemplate,
    move: Move,
    *,
    inputs: Mapping[str, str],
    by: Actor,
) -> list[InputField]:
    """Return the proof that is not there now; the incident must be locked, so that none is removed meanwhile."""
    needed = [field for field in proof_of(session, incident, template, move) if field.is_asked(inputs)]
    return unproved(session, incident, template, needed, by=by)


def unproved(
    session: Session, incident: Incident, template: FlowTemplate, needed: Sequence[InputField], *, by: Actor
) -> list[InputField]:
    """Return those of the fields that no attachment answers now."""
    if not needed:
        return []
    kept = _kept(session, incident.id)
    rework = _last_rework(session, incident.id, template)
    return [field for field in needed if not proves(field, kept, by=by.account_id, rework=rework)]


def _kept(session: Session, incident_id: int) -> list[KeptProof]:
    statement = select(Attachment.kind, Attachment.adder_id, Attachment.step_sequence).where(
        Attachment.incident_id == incident_id, Attachment.removed_at.is_(None)
    )
    return [KeptProof(kind, adder, since or 0) for kind, adder, since in session.execute(statement)]


def _last_rework(session: Session, incident_id: int, template: FlowTemplate) -> int:
    actions = {move.action for move in template.moves if move.counts == "rework"}
    newest = select(func.max(Step.sequence)).where(Step.incident_id == incident_id, Step.action.in_(actions))
    return session.scalar(newest) or 0
