"""From the number that a person types to the incident it means."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.models import Incident


def incident_with_number(session: Session, number: str, *, by: Actor) -> int:
    """Return the id of an incident of the actor's area, closed or not; letters may be typed small.

    Raises:
        BadInput: There is none.
    """
    typed = number.strip()
    found = session.scalar(
        select(Incident.id)
        .where(Incident.number.in_((typed, typed.upper())))
        .order_by(Incident.number != typed)
        .limit(1)
    )
    if found is None or not incidents_by_id(session, [found], area=by.area):
        raise BadInput(
            tr("There is no incident {number} in your area. Check the number.").format(number=number)
        )
    return found
