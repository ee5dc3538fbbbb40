"""Which unit would be proposed for a report that is still being written. Nothing is named or kept here.

What the dispatcher is offered later is asked anew then, by the same queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.flow import HOLDER, FlowTemplate
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.routing import Matter, Precedent, Routing
from gridcenter.services.flows import flow_for, flow_in_force
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.store.calendars import working_calendar
from gridcenter.store.categories import CategoryNode, categories_above, category_coded
from gridcenter.store.routing import any_rules, fitting_rule, precedents_of, rule_rows


@dataclass(frozen=True, slots=True)
class UnitPreview:
    """What a dispatcher would be offered; `listed` tells whether there is a responsibility list at all."""

    routing: Routing
    zone: ZoneInfo
    listed: bool

    @property
    def others(self) -> tuple[Precedent, ...]:
        """The newest ruling for each unit that the list does not propose."""
        rule = self.routing.rule
        found: dict[int, Precedent] = {}
        for one in self.routing.precedents:
            if rule is None or one.unit_id != rule.unit_id:
                found.setdefault(one.unit_id, one)
        return tuple(found.values())


def unit_preview(session: Session, draft: IncidentDraft, *, by: Actor, now: datetime) -> UnitPreview | None:
    """Return what would be proposed; None while the draft names no known category or no place of the actor's area."""
    category = category_coded(session, draft.category_code, set_key=draft.category_set)
    if category is None or not draft.community_code or not within(draft.community_code, by.area):
        return None
    above = categories_above(session, category)
    zone = ZoneInfo(working_calendar(session).zone)
    matter = Matter(
        category.set_key,
        tuple(node.code for node in (category, *above)),
        draft.grid_code,
        draft.community_code,
        draft.source_code,
    )
    rule_id = fitting_rule(session, matter, day=now.astimezone(zone).date())
    rows = rule_rows(session, ids=[rule_id]) if rule_id is not None else ()
    ruled = precedents_of(session, category.id, community_code=draft.community_code)
    routing = Routing(next(iter(rows), None), ruled)
    return UnitPreview(
        admitted(routing, _flow(session, draft, (category, *above))),
        zone,
        rule_id is not None or any_rules(session),
    )


def _flow(session: Session, draft: IncidentDraft, nodes: tuple[CategoryNode, ...]) -> FlowTemplate:
    if draft.flow:
        return flow_in_force(session, draft.flow)
    major = next((node.code for node in nodes if node.id == nodes[0].major_id), "")
    return flow_for(session, nodes[0].set_key, major)


def admitted(routing: Routing, flow: FlowTemplate) -> Routing:
    """Leave out units that no move of the flow could name; nothing is left where none names one."""
    kinds = [move.unit_kinds for move in flow.moves if HOLDER in move.requires and not move.rules]
    if not kinds:
        return Routing()
    return routing.only_to(frozenset().union(*kinds) if all(kinds) else frozenset())
