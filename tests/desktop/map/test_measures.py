"""Class limits suit the district: a usual day spreads over the classes, whether a grid holds one incident or fifty."""

from __future__ import annotations

import pytest

from gridcenter.desktop.map.measures import KEYS, measures_for


@pytest.mark.parametrize(
    ("per_grid", "first", "last"), [(1.3, "0", "≥5"), (5.3, "0–2", "≥10"), (50, "<10", "≥80")]
)
def test_the_limits_follow_how_much_a_grid_usually_holds(per_grid: float, first: str, last: str) -> None:
    ranges = measures_for(per_grid)["open"].ranges
    assert (ranges[0], ranges[-1]) == (first, last)


@pytest.mark.parametrize("per_grid", [0.1, 1.3, 5.3, 50])
def test_every_scale_has_every_measure_with_rising_limits(per_grid: float) -> None:
    measures = measures_for(per_grid)
    assert tuple(measures) == KEYS == tuple(measure.key for measure in measures.values())
    assert all(list(measure.limits) == sorted(set(measure.limits)) for measure in measures.values())


def test_red_incidents_are_fewer_and_so_are_their_limits() -> None:
    measures = measures_for(5.3)
    assert measures["red"].limits < measures["open"].limits
