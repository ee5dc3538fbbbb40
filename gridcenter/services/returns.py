"""The board of returns: open incidents that are passed back and forth, longest without a worker first."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from gridcenter.domain.returns import PassedIncident, passed_incident
from gridcenter.services.flows import flow
from gridcenter.services.supervision_rules import supervision_rules
from gridcenter.store.returns import passing_steps, returned_incidents

_NEVER = datetime.max.replace(tzinfo=UTC)


def passed_around(session: Session, *, area: str) -> tuple[PassedIncident, ...]:
    """Return what was returned as often as the rules say, or came again to a unit that had it before.

    What the centre must rule stands first, then what has been without a worker longest.
    """
    found = returned_incidents(session, area=area)
    steps = passing_steps(session, [row.id for row, _, _ in found])
    least = supervision_rules().returns
    made = (
        passed_incident(flow(key), row, returns, steps.get(row.id, []), least=least)
        for row, key, returns in found
    )
    kept = [one for one in made if one is not None]
    return tuple(sorted(kept, key=lambda one: (not one.must_rule, one.idle_since or _NEVER, one.row.id)))
