from __future__ import annotations

import math
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.datum import (
    Datum,
    gcj02_to_bd09,
    parse_datum,
    to_wgs84,
    wgs84_to_bd09,
    wgs84_to_gcj02,
)
from gridcenter.domain.errors import BadInput

CODES = Path(__file__).resolve().parents[3] / "shared" / "codes" / "coordinate_systems.yaml"
WITHIN = 2e-6
"""Degrees: the vectors are rounded to six decimals in both systems."""
VECTORS = {
    "Tiananmen": ((116.391349, 39.907375), (116.397590, 39.908776), (116.403963, 39.915120)),
    "Huairou": ((116.637122, 40.324272), (116.643010, 40.325387), (116.649396, 40.331734)),
    "Yichang": ((111.286451, 30.691967), (111.292112, 30.689528), (111.298676, 30.695217)),
}


@pytest.mark.parametrize("place", VECTORS)
def test_the_published_vectors_hold_within_a_quarter_metre_in_both_directions(place: str) -> None:
    wgs84, gcj02, bd09 = VECTORS[place]
    assert wgs84_to_gcj02(*wgs84) == pytest.approx(gcj02, abs=WITHIN)
    assert wgs84_to_bd09(*wgs84) == pytest.approx(bd09, abs=WITHIN)
    assert to_wgs84(*gcj02, Datum.GCJ02) == pytest.approx(wgs84, abs=WITHIN)
    assert to_wgs84(*bd09, "BD-09") == pytest.approx(wgs84, abs=WITHIN)


def test_the_vectors_here_are_those_of_the_code_tables() -> None:
    if not CODES.is_file():
        pytest.skip("the code tables beside the repository are not here")
    listed = yaml.safe_load(CODES.read_text(encoding="utf-8"))["test_vectors"]
    assert {
        row["place"]: tuple(tuple(row[d]) for d in ("wgs84", "gcj02", "bd09")) for row in listed
    } == VECTORS


@given(st.floats(74, 135), st.floats(3, 53))
def test_there_and_back_again_is_where_we_were(lon: float, lat: float) -> None:
    there = wgs84_to_gcj02(lon, lat)
    assert to_wgs84(*there, Datum.GCJ02) == pytest.approx((lon, lat), abs=1e-7)
    assert to_wgs84(*gcj02_to_bd09(*there), Datum.BD09) == pytest.approx((lon, lat), abs=1e-7)


@given(st.floats(74, 135), st.floats(3, 53))
def test_gcj02_moves_a_point_by_no_more_than_a_kilometre(lon: float, lat: float) -> None:
    east, north = wgs84_to_gcj02(lon, lat)
    assert math.hypot((east - lon) * 111320 * math.cos(math.radians(lat)), (north - lat) * 110540) < 1500


def test_outside_china_and_in_cgcs2000_nothing_moves() -> None:
    assert to_wgs84(-87.65, 41.85, Datum.GCJ02) == (-87.65, 41.85)
    assert to_wgs84(116.4, 39.9, "cgcs2000") == (116.4, 39.9)
    assert to_wgs84(116.4, 39.9, Datum.WGS84) == (116.4, 39.9)


def test_an_unknown_datum_is_refused_with_the_list_of_known_ones() -> None:
    with pytest.raises(BadInput, match="wgs84, cgcs2000, gcj02, bd09"):
        parse_datum("mars")
