"""Whether an incident may be the one that is being reported: distance, age and kind, and in which order."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.duplicates import (
    Draft,
    DuplicateRule,
    Likeness,
    Reported,
    Spot,
    alike,
    box_around,
    likeness_reason,
    metres_between,
)
from gridcenter.domain.names import Name
from gridcenter.language import use_language

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
HERE = (111.05, 30.05)
RULE = DuplicateRule(radius=50, open_hours=240, closed_hours=24)
DRAFT = Draft(category_id=7, major_id=6, spot=Spot(*HERE, "G1"))
PLAIN = Reported(
    id=1,
    number="SJ20261118-0001",
    flow="city_matter",
    flow_version=1,
    state="handling",
    category_id=7,
    major_id=6,
    category=Name("暴露垃圾", "Exposed rubbish"),
    spot=Spot(*HERE, "G1"),
    address="",
    reported_at=NOW - timedelta(hours=1),
    closed_at=None,
)


def reported(number: int, *, east: float = 0.0, hours: float = 1.0, **changed: Any) -> Reported:
    """Return an incident `east` metres to the east, reported `hours` ago."""
    degrees = math.degrees(east / 6_371_008.8) / math.cos(math.radians(HERE[1]))
    spot = Spot(HERE[0] + degrees, HERE[1], "G1")
    moment = NOW - timedelta(hours=hours)
    return replace(PLAIN, **{"id": number, "spot": spot, "reported_at": moment} | changed)


def found(*incidents: Reported, draft: Draft = DRAFT) -> list[Likeness]:
    return alike(draft, incidents, RULE, now=NOW)


def ids(likely: list[Likeness]) -> list[int]:
    return [one.incident.id for one in likely]


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((116.391, 39.907), (116.391, 39.907), 0),
        ((116.0, 39.0), (116.0, 40.0), 111_195),
        ((116.0, 40.0), (117.0, 40.0), 85_180),
        ((179.9995, 0.0), (-179.9995, 0.0), 111),
        ((0.0, 90.0), (120.0, 90.0), 0),
        ((0.0, 90.0), (0.0, -90.0), 20_015_115),
    ],
)
def test_distances_are_metres_along_the_ground(
    one: tuple[float, float], other: tuple[float, float], metres: float
) -> None:
    assert metres_between(one, other) == pytest.approx(metres, abs=1)


@given(
    st.floats(-179, 179),
    st.floats(-85, 85),
    st.floats(1, 5000),
    st.floats(0, 2 * math.pi),
    st.floats(0, 0.999),
)
def test_the_box_holds_the_whole_circle(
    lon: float, lat: float, radius: float, turn: float, share: float
) -> None:
    box = box_around(lon, lat, radius)
    north = math.degrees(radius * share * math.sin(turn) / 6_371_008.8)
    east = math.degrees(radius * share * math.cos(turn) / 6_371_008.8) / math.cos(math.radians(lat + north))
    point = (lon + east, lat + north)
    if metres_between((lon, lat), point) <= radius:
        assert box.west <= point[0] <= box.east
        assert box.south <= point[1] <= box.north


def test_a_box_at_the_pole_stays_a_box() -> None:
    box = box_around(0.0, 90.0, 50)
    assert -1 < box.west < box.east < 1


def test_what_is_near_recent_and_of_the_same_kind_is_suggested_with_its_distance() -> None:
    (one,) = found(reported(1, east=12))
    assert (one.metres, one.same_category, one.age) == (12, True, timedelta(hours=1))
    assert found(reported(1, east=51)) == []
    assert found(reported(1, hours=241)) == []
    assert found(reported(1, category_id=8, major_id=9)) == []


def test_a_corner_of_the_box_is_outside_the_circle() -> None:
    box = box_around(*HERE, RULE.radius)
    assert found(reported(1, spot=Spot(box.east, box.north, "G2"))) == []


def test_another_category_of_the_same_major_counts_less_at_any_distance_and_age() -> None:
    other = reported(1, east=0, hours=0, category_id=8)
    same = reported(2, east=49, hours=239)
    assert ids(found(other, same)) == [2, 1]
    assert [one.same_category for one in found(other, same)] == [True, False]


def test_open_ones_come_first_and_closed_ones_count_for_their_own_time() -> None:
    closed = reported(1, hours=200, closed_at=NOW - timedelta(hours=2))
    long_closed = reported(2, hours=30, closed_at=NOW - timedelta(hours=25))
    still_open = reported(3, east=45, hours=200, category_id=8)
    assert ids(found(closed, long_closed, still_open)) == [3, 1]


def test_nearer_then_newer_then_older_number_decide_among_the_likest() -> None:
    assert ids(found(reported(1, east=30), reported(2, east=5), reported(3, east=30, hours=2))) == [2, 1, 3]
    assert ids(found(reported(9), reported(4))) == [4, 9]


def test_where_one_is_known_by_its_grid_only_the_same_category_in_that_grid_is_enough() -> None:
    somewhere = reported(1, spot=Spot(None, None, "G1"))
    elsewhere = reported(2, spot=Spot(None, None, "G2"))
    unknown = reported(3, spot=Spot(None, None, ""))
    kin = reported(4, spot=Spot(None, None, "G1"), category_id=8)
    (one,) = found(somewhere, elsewhere, unknown, kin)
    assert (one.incident.id, one.metres) == (1, None)
    in_grid = replace(DRAFT, spot=Spot(None, None, "G1"))
    assert ids(found(reported(5, east=4000), somewhere, elsewhere, draft=in_grid)) == [1, 5]
    assert found(reported(5), draft=replace(DRAFT, spot=Spot(None, None, ""))) == []


def test_a_point_near_by_is_likelier_than_somewhere_in_the_grid() -> None:
    assert ids(found(reported(1, spot=Spot(None, None, "G1")), reported(2, east=30))) == [2, 1]


def test_a_desk_whose_clock_is_behind_still_finds_what_is_newer_than_its_now() -> None:
    (one,) = found(reported(1, hours=-1))
    assert (one.age, one.score) == (timedelta(), 100)


def test_the_reason_names_kind_distance_and_age() -> None:
    use_language("en")
    near = reported(1, east=12, hours=0.5)
    closed = reported(2, category_id=8, hours=26, closed_at=NOW - timedelta(hours=2))
    somewhere = reported(3, spot=Spot(None, None, "G1"), hours=-1)
    assert [likeness_reason(one, now=NOW) for one in found(near, closed, somewhere)] == [
        "same category · 12 m away · reported 30 min ago",
        "same category · somewhere in the same grid · reported 0 min ago",
        "same major category · 0 m away · reported 1 day 2 h ago · closed 2 h 00 min ago",
    ]


@given(
    st.lists(
        st.builds(
            reported,
            st.integers(1, 10**6),
            east=st.floats(0, 80),
            hours=st.floats(-1, 300),
            category_id=st.sampled_from([7, 8]),
            closed_at=st.sampled_from([None, NOW - timedelta(hours=3), NOW]),
        ),
        max_size=30,
        unique_by=lambda one: one.id,
    ),
    st.randoms(),
)
def test_the_order_does_not_depend_on_where_they_came_from(incidents: list[Reported], chance: Any) -> None:
    mixed = list(incidents)
    chance.shuffle(mixed)
    likely = found(*incidents)
    assert likely == found(*mixed)
    assert all(0 <= one.score <= 100 for one in likely)
    assert [one.incident.closed_at is not None for one in likely] == sorted(
        one.incident.closed_at is not None for one in likely
    )
