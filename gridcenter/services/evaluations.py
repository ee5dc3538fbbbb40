"""Which closed incidents await their evaluation by this person's role: the flows say who evaluates, and once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.evaluations import Awaited, evaluators, ways_for
from gridcenter.domain.people import Actor
from gridcenter.services.flows import known_flows
from gridcenter.services.supervision_rules import supervision_rules
from gridcenter.store.evaluations import unevaluated, unevaluated_count

MOST_COUNTED = 1_000
"""Beyond that the list says that there are more: nobody calls them all back today."""


def awaiting_evaluation(session: Session, *, by: Actor, now: datetime, limit: int) -> Awaited:
    """Return at most `limit` incidents of the actor's area; none for a role that no flow lets evaluate."""
    flows, days = known_flows(session), supervision_rules().evaluation_days
    ways, since = ways_for(flows, by.role), now - timedelta(days=days)
    if not ways:
        return Awaited((), 0, False, days, evaluators(flows))
    rows = unevaluated(session, ways, area=by.area, since=since, limit=limit)
    count = len(rows)
    if count == limit:
        count = unevaluated_count(session, ways, area=by.area, since=since, most=MOST_COUNTED + 1)
    return Awaited(tuple(rows), min(count, MOST_COUNTED), count > MOST_COUNTED, days, evaluators(flows))
