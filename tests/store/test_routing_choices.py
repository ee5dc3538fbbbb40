"""What a line of the responsibility list may name."""

from __future__ import annotations

from gridcenter.store.engine import Store
from gridcenter.store.routing_choices import rule_choices
from tests.services.matters import CATEGORY, COMMUNITY, GRID, OTHER_COMMUNITY, settle


def test_a_line_may_name_what_the_store_has_inside_the_area(store: Store) -> None:
    settle(store)
    with store.read() as session:
        sets, categories, places, sources, units = rule_choices(session, area="709901001")
    assert "matters" in dict(sets)
    assert dict(categories)[f"matters/{CATEGORY}"].en == "blocked fire lane"
    assert {"709901", "709901001", COMMUNITY, GRID} == dict(places).keys()
    assert OTHER_COMMUNITY not in dict(places)
    assert sources
    assert dict(units)["U2"].zh == "区城管局"
