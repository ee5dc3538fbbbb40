"""How many communities and grids an area holds, whatever the codes look like."""

from __future__ import annotations

from dataclasses import replace

from gridcenter.desktop.widgets.place_names import PlaceNames
from gridcenter.domain.board import Filter
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap, Division, GridShape
from gridcenter.language import use_language

COMMUNITY = "330108001001"
OWN_CODE = "HZ-XH-17"


def grid(code: str, community: str) -> GridShape:
    return GridShape(code, Name("一", "one"), community, "", "", "{}", 120.0, 30.0)


def named(*grids: GridShape) -> PlaceNames:
    divisions = (Division(COMMUNITY, Name("甲社区"), None), Division(OWN_CODE, Name("乙社区"), None))
    return PlaceNames(DistrictMap(divisions, grids, ()))


def test_communities_with_codes_of_their_own_are_counted_too() -> None:
    names = named(grid(f"{COMMUNITY}001", COMMUNITY), grid("X1", OWN_CODE), grid("X2", OWN_CODE))
    assert (names.communities_within(""), names.grids_within("")) == (2, 3)
    assert (names.communities_within(OWN_CODE), names.grids_within(OWN_CODE)) == (1, 2)


def test_a_grid_lies_in_one_community() -> None:
    names = named(grid(f"{COMMUNITY}001", COMMUNITY), grid("X1", OWN_CODE))
    assert (names.communities_within("X1"), names.grids_within("X1")) == (1, 1)
    assert names.is_grid("X1")
    assert not names.is_grid(COMMUNITY)


def test_without_grids_the_divisions_are_counted() -> None:
    assert named().communities_within("") == 1


def test_a_unit_that_is_only_called_in_has_its_name_in_the_filter() -> None:
    district = replace(DistrictMap((), (), ()), units=((7, Name("区司法局", "Justice bureau")),))
    use_language("en")
    assert PlaceNames(district).words(Filter(unit_id=7), []).unit_id == "Justice bureau"
    assert PlaceNames(district).words(Filter(unit_id=8), []).unit_id == ""
