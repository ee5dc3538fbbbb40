"""The unit that would be proposed for a report in hand: the same that the dispatcher is offered afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.unit_preview import UnitPreview, unit_preview
from gridcenter.store.engine import Store
from gridcenter.store.models import Unit
from tests.services.matters import COMMUNITY, DRAFT, GRID, OTHER_COMMUNITY, actor, settle
from tests.services.routing_samples import START, add_rule, offered_units, ruled_once

WRITTEN = replace(DRAFT, community_code=COMMUNITY)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)


def previewed(store: Store, draft: IncidentDraft = WRITTEN, *, area: str = "") -> UnitPreview | None:
    with store.read() as session:
        return unit_preview(session, draft, by=actor("acceptor", area=area), now=START)


def test_a_report_without_category_or_place_has_no_unit_yet(store: Store) -> None:
    add_rule(store, 2)
    assert previewed(store, replace(WRITTEN, category_code="")) is None
    assert previewed(store, replace(WRITTEN, category_code="no such")) is None
    assert previewed(store, replace(WRITTEN, grid_code="", community_code="")) is None
    assert previewed(store, area=OTHER_COMMUNITY) is None


def test_the_closest_line_of_the_list_is_told_with_its_hits(store: Store) -> None:
    add_rule(store, 2)
    nearer = add_rule(store, 3, place=GRID)
    found = previewed(store)
    assert found is not None
    assert found.routing.rule is not None
    assert (found.routing.rule.id, found.routing.rule.unit_id) == (nearer, 3)
    assert found.routing.rule.hits.proposed == 0
    elsewhere = previewed(store, replace(WRITTEN, grid_code=""))
    assert elsewhere is not None
    assert elsewhere.routing.rule is not None
    assert elsewhere.routing.rule.unit_id == 2


def test_without_a_fitting_line_it_says_whether_there_is_a_list(store: Store) -> None:
    empty = previewed(store)
    assert empty is not None
    assert (empty.routing.rule, empty.others, empty.listed) == (None, (), False)
    add_rule(store, 2, place=OTHER_COMMUNITY)
    found = previewed(store)
    assert found is not None
    assert (found.routing.rule, found.listed) == (None, True)


def test_what_is_previewed_is_what_the_dispatcher_is_offered(store: Store) -> None:
    add_rule(store, 2)
    second = ruled_once(store)
    found = previewed(store)
    assert found is not None
    assert found.routing.rule is not None
    offered = offered_units(store, second)
    assert [choice.proposed for choice in offered] == [True, False, False]
    assert int(offered[0].value) == found.routing.rule.unit_id
    assert [one.unit_id for one in found.others] == [3]
    assert [one.reason for one in found.others] == ["their road"]
    assert offered[1].value == "3"
    assert found.others[0].ground(found.zone) in offered[1].ground
    assert found.routing.rule.ground in offered[0].ground


def test_a_unit_of_a_kind_that_the_flow_cannot_name_is_not_told(store: Store) -> None:
    add_rule(store, 2)
    ladder = previewed(store, replace(WRITTEN, flow="escalation"))
    assert ladder is not None
    assert ladder.routing.rule is not None
    with store.begin() as session:
        session.get_one(Unit, 2).kind = "team"
    ladder = previewed(store, replace(WRITTEN, flow="escalation"))
    assert ladder is not None
    assert ladder.routing.rule is None
    matter = previewed(store)
    assert matter is not None
    assert matter.routing.rule is not None
