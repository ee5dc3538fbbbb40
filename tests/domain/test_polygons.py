"""Points in polygons: inside, in a hole, on a shared border, in one of several parts."""

from __future__ import annotations

import json

import pytest

from gridcenter.domain.polygons import holds_point

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
BESIDE = [[4, 0], [8, 0], [8, 4], [4, 4], [4, 0]]


def polygon(*rings: object) -> str:
    return json.dumps({"type": "Polygon", "coordinates": rings})


@pytest.mark.parametrize(
    ("point", "inside"),
    [
        ((3, 3), True),
        ((0.5, 1.5), True),
        ((1.5, 1.5), False),
        ((5, 2), False),
        ((-1, 2), False),
        ((2, 9), False),
    ],
)
def test_a_point_lies_in_a_polygon_and_not_in_its_hole(point: tuple[float, float], inside: bool) -> None:
    assert holds_point(polygon(SQUARE, HOLE), *point) is inside


def test_a_point_on_a_shared_border_lies_in_one_of_the_two() -> None:
    assert [holds_point(polygon(ring), 4, 2) for ring in (SQUARE, BESIDE)].count(True) == 1


def test_any_part_of_a_multipolygon_holds_a_point_and_a_third_coordinate_is_passed_over() -> None:
    parts = [[[[*point, 7.5] for point in SQUARE]], [BESIDE]]
    text = json.dumps({"type": "MultiPolygon", "coordinates": parts})
    assert [holds_point(text, lon, 2) for lon in (2, 6, 9)] == [True, True, False]


def test_a_line_holds_no_point() -> None:
    assert not holds_point('{"type": "LineString", "coordinates": [[0, 0], [4, 4]]}', 2, 2)
