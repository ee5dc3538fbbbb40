"""The GeoJSON document of a district: dissolved outlines, label points, names that stay text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import shapely

from gridcenter.desktop.map.bridge import dense_json
from gridcenter.desktop.map.district import district_document, inner_point, short_name
from gridcenter.domain.names import Name
from gridcenter.domain.places import Backdrop, DistrictMap, Division
from tests.desktop.map.warped_district import warped_district

DISTRICT = warped_district(steps=4)


def features(district: DistrictMap, role: str) -> list[dict[str, Any]]:
    content = json.loads(district_document(district))
    return [feature for feature in content["features"] if feature["properties"]["role"] == role]


def shape_of(feature: dict[str, Any]) -> Any:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def test_communities_streets_and_the_district_are_dissolved_from_the_grids() -> None:
    whole = shapely.union_all([shapely.from_geojson(grid.geometry) for grid in DISTRICT.grids])
    assert len(features(DISTRICT, "community")) == 25
    assert len(features(DISTRICT, "street")) == 3
    (outline,) = features(DISTRICT, "district")
    assert shape_of(outline).area == pytest.approx(whole.area, rel=1e-6)
    assert len(shape_of(outline).interiors) == 0


def test_a_boundary_that_is_given_wins_over_the_dissolved_one() -> None:
    own = '{"type":"Polygon","coordinates":[[[119,30],[121,30],[121,31],[119,31],[119,30]]]}'
    divisions = tuple(
        replace(division, geometry=own) if division.code == "709901" else division
        for division in DISTRICT.divisions
    )
    (outline,) = features(replace(DISTRICT, divisions=divisions), "district")
    assert shape_of(outline).bounds == (119, 30, 121, 31)


def test_label_points_lie_inside_and_off_the_water() -> None:
    (water,) = features(DISTRICT, "water")
    for community in features(DISTRICT, "community"):
        point = shapely.Point(community["properties"]["point"])
        assert shape_of(community).contains(point)
        assert not shape_of(water).contains(point)


def test_the_inner_point_of_a_bent_shape_lies_in_its_thick_part() -> None:
    bent = shapely.union_all([shapely.box(0, 0, 10, 1), shapely.box(0, 0, 4, 10)])
    lon, lat = inner_point(bent)
    assert 1 < lon < 3
    assert 1 < lat < 9


def test_grids_that_do_not_meet_exactly_are_still_dissolved() -> None:
    first, second = DISTRICT.grids[:2]
    shifted = shapely.transform(shapely.from_geojson(second.geometry), lambda points: points + 2e-8)
    grids = (first, replace(second, geometry=shapely.to_geojson(shifted)))
    (community,) = features(DistrictMap((), grids, ()), "community")
    assert shape_of(community).geom_type == "Polygon"


def test_shapes_that_are_no_areas_are_left_out() -> None:
    first, second = DISTRICT.grids[:2]
    odd = ('{"type":"Point","coordinates":[1,2]}', "not json", '{"type":"Polygon","coordinates":[]}')
    grids = (first, *(replace(second, geometry=text) for text in odd))
    assert len(features(DistrictMap((), grids, ()), "grid")) == 1


def test_a_bow_tie_is_mended() -> None:
    tie = '{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}'
    (grid,) = features(DistrictMap((), (replace(DISTRICT.grids[0], geometry=tie),), ()), "grid")
    assert shape_of(grid).area == pytest.approx(0.5)


def test_rivers_and_roads_may_be_lines() -> None:
    line = '{"type":"LineString","coordinates":[[119.9,30.1],[120.1,30.2]]}'
    document = DistrictMap((), DISTRICT.grids, (Backdrop("water", Name("细江", "Xi"), line),))
    (river,) = features(document, "water")
    assert river["geometry"]["type"] == "LineString"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (Name("桥头社区", "Qiaotou Community"), Name("桥头", "Qiaotou")),
        (Name("石桥街道", "Shiqiao Sub-district"), Name("石桥", "Shiqiao")),
        (Name("社区", "Village"), Name("社区", "Village")),
    ],
)
def test_map_names_are_short(name: Name, short: Name) -> None:
    assert short_name(name) == short


def test_json_holds_no_mark_up_and_no_nan() -> None:
    assert "<" not in dense_json({"name": "<script>"})
    assert json.loads(dense_json({"name": "<script>"})) == {"name": "<script>"}
    with pytest.raises(ValueError, match="JSON compliant"):
        dense_json(float("nan"))


def test_codes_of_a_districts_own_are_dissolved_by_the_tree_of_divisions() -> None:
    grids = tuple(replace(grid, community_code=f"C{grid.community_code[-2:]}") for grid in DISTRICT.grids)
    codes = sorted({grid.community_code for grid in grids})
    divisions = [Division("S1", Name("甲街道"), None), Division("S2", Name("乙街道"), None)]
    divisions += [Division(code, Name(code), f"S{1 + place % 2}") for place, code in enumerate(codes)]
    own = DistrictMap(tuple(divisions), grids, ())
    assert [feature["properties"]["code"] for feature in features(own, "community")] == codes
    assert [feature["properties"]["name"][0] for feature in features(own, "street")] == ["甲街道", "乙街道"]
    assert len(features(own, "district")) == 1
