"""Open incidents that were returned (退回), with the steps that passed them on; an index over these few finds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name
from gridcenter.domain.returns import PassedStep
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.models import Incident, Step, Unit
from gridcenter.store.types import HIGHEST_CHARACTER

MOST = 500
"""So many incidents are looked at, those returned most often first."""
_PORTION = 500


def returned_incidents(session: Session, *, area: str) -> list[tuple[QueueRow, str, int]]:
    """Return open incidents that came back at least once: row, key of the flow, how often; most returns first.

    The area is a range even where it is everything, so that both stores take the index of returned incidents.
    """
    statement = (
        select(Incident.id, Incident.flow, Incident.return_count)
        .where(
            Incident.closed_at.is_(None),
            Incident.return_count > 0,
            Incident.community_code >= area,
            Incident.community_code < area + HIGHEST_CHARACTER,
        )
        .order_by(Incident.return_count.desc(), Incident.id)
        .limit(MOST)
    )
    found = session.execute(statement).all()
    rows = {row.id: row for row in incidents_by_id(session, [one.id for one in found], area=area)}
    return [(rows[one.id], one.flow, one.return_count) for one in found if one.id in rows]


def passing_steps(session: Session, incident_ids: Sequence[int]) -> dict[int, list[PassedStep]]:
    """Return the steps of incidents in the order of their traces."""
    found: dict[int, list[PassedStep]] = defaultdict(list)
    for start in range(0, len(incident_ids), _PORTION):
        statement = (
            select(
                Step.incident_id,
                Step.at,
                Step.action,
                Step.from_state,
                Step.unit_id,
                Unit.name,
                Unit.name_en,
                Step.actor,
            )
            .join(Unit, Unit.id == Step.unit_id, isouter=True)
            .where(Step.incident_id.in_(incident_ids[start : start + _PORTION]))
            .order_by(Step.incident_id, Step.sequence)
        )
        for key, at, action, before, unit, name, english, actor in session.execute(statement):
            named = Name(name, english or "") if name else Name("")
            found[key].append(PassedStep(at, action, before, unit, named, actor))
    return found
