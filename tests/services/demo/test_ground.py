"""The ground of the demo: tiles without gap or overlap, in the counts that were asked for."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
import shapely

from gridcenter.services.demo.buildings import HYDRANT, place_buildings, place_components
from gridcenter.services.demo.geometry import Ground, lay_ground
from gridcenter.services.demo.naming import DISTRICT_CODE, NamedGround, name_ground, romanised
from gridcenter.services.demo.scenery import draw_scenery
from gridcenter.services.demo.sizes import PLANS, DemoPlan, DemoSize

SEED = 7


@pytest.fixture(scope="module", params=[DemoSize.STREET, DemoSize.DISTRICT])
def plan(request: pytest.FixtureRequest) -> DemoPlan:
    return PLANS[request.param]


@pytest.fixture(scope="module")
def ground(plan: DemoPlan) -> Ground:
    return lay_ground(plan, SEED)


@pytest.fixture(scope="module")
def named(ground: Ground, plan: DemoPlan) -> NamedGround:
    return name_ground(ground, plan, SEED)


def edges(ground: Ground) -> Counter[frozenset[tuple[float, float]]]:
    return Counter(frozenset(edge) for plot in ground.grids for edge in pairwise(plot.ground.exterior.coords))


def test_a_grid_is_one_valid_polygon(ground: Ground) -> None:
    assert all(plot.ground.is_valid and not plot.ground.interiors for plot in ground.grids)


def test_grids_leave_no_gap_and_do_not_overlap(ground: Ground) -> None:
    shapes = [plot.ground for plot in ground.grids]
    whole = shapely.unary_union(shapes)
    assert whole.geom_type == "Polygon"
    assert not whole.interiors
    assert whole.area == pytest.approx(sum(shape.area for shape in shapes), rel=1e-12)


def test_neighbours_share_their_border_corner_by_corner(ground: Ground) -> None:
    counted = edges(ground)
    assert set(counted.values()) <= {1, 2}
    outline = shapely.unary_union([plot.ground for plot in ground.grids]).exterior
    single = sum(shapely.LineString(list(edge)).length for edge, times in counted.items() if times == 1)
    assert single == pytest.approx(outline.length, rel=1e-9)


def test_counts_are_those_of_the_plan(ground: Ground, plan: DemoPlan) -> None:
    per_community = Counter(plot.community for plot in ground.grids)
    assert len(ground.grids) == plan.grids
    assert len(per_community) == plan.communities
    assert len({plot.street for plot in ground.grids}) == plan.streets
    assert 2 <= min(per_community.values()) <= max(per_community.values()) <= plan.most_grids


@pytest.mark.parametrize("level", ["community", "street"])
def test_communities_and_streets_hang_together(ground: Ground, level: str) -> None:
    groups: dict[int, list[shapely.Polygon]] = {}
    for plot in ground.grids:
        groups.setdefault(getattr(plot, level), []).append(plot.ground)
    assert {shapely.unary_union(shapes).geom_type for shapes in groups.values()} == {"Polygon"}


def test_a_community_lies_in_one_street(ground: Ground) -> None:
    pairs = {(plot.community, plot.street) for plot in ground.grids}
    assert len(pairs) == len({community for community, _ in pairs})


def test_no_grid_crosses_the_river(ground: Ground) -> None:
    crossing = [plot for plot in ground.grids if ground.network.river.crosses(plot.drawn.buffer(-1))]
    assert crossing == []


def test_the_same_seed_draws_the_same_ground(plan: DemoPlan, ground: Ground) -> None:
    again = lay_ground(plan, SEED)
    assert [plot.ground.wkb for plot in again.grids] == [plot.ground.wkb for plot in ground.grids]
    assert lay_ground(plan, SEED + 1).grids[0].ground != ground.grids[0].ground


def test_every_place_has_a_name_of_its_own_in_both_languages(named: NamedGround) -> None:
    for areas in (named.divisions, named.grids):
        assert len({area.name.zh for area in areas}) == len(areas)
        assert len({area.name.en for area in areas}) == len(areas)
        assert all(area.name.en.isascii() for area in areas)


def test_codes_nest_under_a_district_that_was_never_assigned(named: NamedGround) -> None:
    known = {area.code for area in named.divisions}
    assert DISTRICT_CODE in known
    assert DISTRICT_CODE.startswith("70")
    assert {len(area.code) for area in named.divisions} == {6, 9, 12}
    assert all(area.parent_code in known for area in named.divisions if area.parent_code)
    assert all(len(grid.code) == 15 and grid.code[:12] in known for grid in named.grids)


def test_labels_stand_inside_their_place(named: NamedGround) -> None:
    places = (*named.divisions, *named.grids)
    assert all(area.shape.contains(shapely.Point(area.longitude, area.latitude)) for area in places)


def test_pinyin_reads_as_on_a_road_sign() -> None:
    assert romanised("望江") == "Wangjiang"
    assert romanised("长堤") == "Changdi"
    assert romanised("永安") == "Yong'an"
    assert romanised("绿洲") == "Lyuzhou"


def test_houses_stand_in_their_grid_and_on_dry_land(named: NamedGround, plan: DemoPlan) -> None:
    scenery = draw_scenery(named.ground, SEED)
    houses = place_buildings(named, scenery, plan, SEED)
    water = shapely.unary_union([scene.shape for scene in scenery.scenes if scene.kind == "water"])
    assert len(houses) > 5 * len(named.grids)
    assert all(named.grids[house.grid].shape.covers(house.footprint) for house in houses)
    assert not any(house.footprint.intersects(water) for house in houses)
    assert len({(house.address, house.grid) for house in houses}) == len(houses)


def test_hydrants_and_other_components_stand_in_every_grid(named: NamedGround, plan: DemoPlan) -> None:
    placed = place_components(named, plan, SEED)
    assert {one.grid for one in placed if one.kind == HYDRANT} == set(range(len(named.grids)))
    assert len({one.kind for one in placed}) > 20


def test_only_bridges_cross_the_river(ground: Ground) -> None:
    scenery = draw_scenery(ground, SEED)
    kinds = {scene.kind for scene in scenery.scenes}
    assert kinds == {"water", "park", "road_major", "road_minor"}
    water = next(scene.shape for scene in scenery.scenes if scene.kind == "water")
    lanes = [
        scene for scene in scenery.scenes if scene.road is not None and not ground.roads[scene.road].bridges
    ]
    assert not any(scene.shape.intersects(water.buffer(-1e-5)) for scene in lanes)
