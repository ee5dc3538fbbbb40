"""Queries about attachments, with the incident each belongs to."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from gridcenter.domain.attachments import AttachmentRow
from gridcenter.store.models import Attachment, Incident
from gridcenter.store.types import inside


def attachments_of(session: Session, incident_id: int, *, area: str) -> tuple[AttachmentRow, ...]:
    """Return every attachment of an incident, removed ones too, oldest first; none outside the area."""
    statement = _rows().where(Attachment.incident_id == incident_id, inside(Incident.community_code, area))
    return tuple(_row(*row) for row in session.execute(statement.order_by(Attachment.id)))


def attachment(session: Session, attachment_id: int, *, area: str) -> AttachmentRow | None:
    """Return one attachment; None when there is none or its incident lies outside the area."""
    statement = _rows().where(Attachment.id == attachment_id, inside(Incident.community_code, area))
    found = session.execute(statement).first()
    return None if found is None else _row(*found)


def attachment_total(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Attachment)) or 0


def contents_with_prefix(session: Session, prefix: str) -> list[tuple[str, int, int, str]]:
    """Return hash, size, id and incident's number of the attachments whose hash begins so, in order of hash."""
    statement = (
        select(Attachment.sha256, Attachment.size, Attachment.id, Incident.number)
        .join(Incident, Incident.id == Attachment.incident_id)
        .where(inside(Attachment.sha256, prefix))
        .order_by(Attachment.sha256, Attachment.id)
    )
    return [(sha256, size, key, number) for sha256, size, key, number in session.execute(statement)]


def known_contents(session: Session, hashes: Iterable[str]) -> set[str]:
    """Return those of the hashes that an attachment names."""
    return set(session.scalars(select(Attachment.sha256).where(Attachment.sha256.in_(list(hashes)))))


def _rows() -> Select[Attachment, str]:
    return select(Attachment, Incident.number).join(Incident, Incident.id == Attachment.incident_id)


def _row(found: Attachment, number: str) -> AttachmentRow:
    return AttachmentRow(
        id=found.id,
        version=found.version,
        incident_id=found.incident_id,
        incident_number=number,
        kind=found.kind,
        name=found.name,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        added_at=found.added_at,
        adder=found.adder,
        adder_role=found.adder_role,
        adder_id=found.adder_id,
        step_sequence=found.step_sequence,
        removal=found.removal,
        remover=found.remover,
        removed_at=found.removed_at,
    )
