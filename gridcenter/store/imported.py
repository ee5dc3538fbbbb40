"""Which imported incidents have been taken further in this program."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.store.bulk import PORTION
from gridcenter.store.models import Incident, Step

IMPORT = "import"
"""The only step that a file takes."""


def taken_further(session: Session, incident_ids: Sequence[int]) -> frozenset[int]:
    """Return those of the incidents that have a step of this program, and keep other writers of all of them waiting."""
    found: set[int] = set()
    ordered = sorted(incident_ids)
    for start in range(0, len(ordered), PORTION):
        portion = ordered[start : start + PORTION]
        locked = select(Incident.id).where(Incident.id.in_(portion)).order_by(Incident.id)
        session.execute(locked.with_for_update()).all()
        steps = select(Step.incident_id).where(Step.incident_id.in_(portion), Step.action != IMPORT)
        found.update(session.scalars(steps.distinct()))
    return frozenset(found)
