"""What a person may do about merging one incident, and two incidents side by side before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.corrections import CORRECTION_NAMES
from gridcenter.domain.duty import working_units
from gridcenter.domain.errors import BadInput
from gridcenter.domain.incidents import Severity
from gridcenter.domain.merging import MERGE, MERGE_LETTERS, MERGED, OWN_STEPS, UNMERGE, Comparison, MergeSide
from gridcenter.domain.move_choices import MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.language import listed, pick, tr
from gridcenter.services.duplicates import apart, likeness_of, state_name
from gridcenter.services.incident_numbers import incident_with_number
from gridcenter.services.merging import why_not_fold, why_not_keep, why_not_merge, why_not_split
from gridcenter.services.reports import report_lines
from gridcenter.services.unit_load import despite_field
from gridcenter.store.engine import store_time
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.models import Attachment, Incident, IncidentMerge, Step
from gridcenter.store.reports import merge_in_force

REASON = MoveField("reason", Name("拆分理由", "reason for taking apart"), "text")


def merge_choices(session: Session, incident_id: int, *, by: Actor) -> list[MoveChoice]:
    """Return the merging of an open incident or the taking apart of a merged one; nothing for other closed ones."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, by.area):
        return []
    if incident.state == MERGED:
        merge = merge_in_force(session, incident_id)
        kept = session.get(Incident, merge.kept_id) if merge is not None else None
        if merge is None or kept is None:
            return []
        units = working_units(
            holder=incident.unit_id,
            called_in=incident.called_in,
            closed=False,
            handled=incident.handled_at is not None,
        )
        reason = replace(REASON, note=_corrected_since(session, kept, merge))
        fields = (reason, despite_field(session, units, now=store_time(session)))
        return [_choice(UNMERGE, why_not_split(session, kept, merge, incident, by), fields)]
    if incident.closed_at is not None:
        return []
    return [_choice(MERGE, why_not_merge(session, incident, by))]


def _choice(action: str, refusal: str, fields: tuple[MoveField, ...] = ()) -> MoveChoice:
    return MoveChoice(
        action, OWN_STEPS[action], fields, refusal, usual=False, letter=MERGE_LETTERS[action], opinion=False
    )


def _corrected_since(session: Session, kept: Incident, merge: IncidentMerge) -> str:
    """Say that the kept incident was corrected while this one was merged into it: taking apart undoes none of that."""
    made = select(Step.action).where(
        Step.incident_id == kept.id, Step.action.in_(list(CORRECTION_NAMES)), Step.at >= merge.at
    )
    names = dict.fromkeys(pick(CORRECTION_NAMES[action]) for action in session.scalars(made))
    if not names:
        return ""
    return tr("{number} was corrected since ({what}) and stays so: check whether that still holds").format(
        number=kept.number, what=listed(names)
    )


def compared(session: Session, incident_id: int, number: str, *, by: Actor, now: datetime) -> Comparison:
    """Return an incident and the one with this number side by side.

    Raises:
        BadInput: One of them is not in the actor's area, or both are the same.
    """
    other_id = incident_with_number(session, number, by=by)
    if other_id == incident_id:
        raise BadInput(tr("this is the incident itself: choose another one"))
    one, other = _side(session, incident_id, by), _side(session, other_id, by)
    both = (session.get_one(Incident, incident_id), session.get_one(Incident, other_id))
    likeness = likeness_of(session, *both, now=now)
    return Comparison(one, other, apart(*both), None if likeness is None else likeness.score)


def _side(session: Session, incident_id: int, by: Actor) -> MergeSide:
    rows = incidents_by_id(session, [incident_id], area=by.area)
    if not rows:
        raise BadInput(tr("there is no such incident in your area"))
    row, incident = rows[0], session.get_one(Incident, incident_id)
    return MergeSide(
        id=incident_id,
        version=incident.version,
        number=incident.number,
        category=row.category,
        state=state_name(session, incident),
        unit=row.unit,
        grid=row.grid if row.grid.zh else row.community,
        address=incident.address,
        description=incident.description,
        reported_at=incident.reported_at,
        due_at=incident.due_at,
        paused=incident.paused,
        urgent=incident.urgent,
        severity=Severity(incident.severity),
        report_count=incident.report_count,
        photos=_photos(session, incident_id),
        reporters=_reporters(session, incident_id, by),
        why_not_kept=why_not_keep(session, incident),
        why_not_merged=why_not_fold(session, incident),
    )


def _reporters(session: Session, incident_id: int, by: Actor) -> tuple[str, ...]:
    """Return who told of it, masked; those without a name by their masked number."""
    lines = report_lines(session, incident_id, area=by.area)
    return tuple(" ".join(part for part in (one.reporter, one.phone) if part) for one in lines if one.id)


def _photos(session: Session, incident_id: int) -> int:
    pictures = Attachment.content_type.startswith("image/")
    kept = (Attachment.incident_id == incident_id, Attachment.removed_at.is_(None), pictures)
    return session.scalar(select(func.count()).select_from(Attachment).where(*kept)) or 0
