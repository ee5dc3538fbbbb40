"""Whoever knows seed and population draws the same sample, on any machine."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput
from gridcenter.domain.rechecks import check_rate, population_hash, read_month, sample, sample_size


@pytest.mark.parametrize(
    ("population", "percent", "drawn"),
    [(0, 5, 0), (1, 5, 1), (20, 5, 1), (21, 5, 2), (972, 5, 49), (3, 100, 3)],
)
def test_the_rate_is_rounded_up_so_that_something_is_always_drawn(
    population: int, percent: float, drawn: int
) -> None:
    assert sample_size(population, percent) == drawn


def test_the_sample_of_a_seed_is_written_down_here_and_stays_so() -> None:
    assert sample(range(1, 101), seed="2026-10", percent=5) == [59, 32, 35, 76, 46]
    assert population_hash([3, 1, 2]) == population_hash([1, 2, 3])


@given(st.sets(st.integers(1, 10_000), max_size=200), st.text(max_size=20), st.floats(0.1, 100))
def test_a_sample_holds_what_was_there_once_each_whatever_the_order_of_rows(
    ids: set[int], seed: str, percent: float
) -> None:
    drawn = sample(sorted(ids), seed=seed, percent=percent)
    assert drawn == sample(sorted(ids, reverse=True), seed=seed, percent=percent)
    assert len(drawn) == len(set(drawn)) == min(len(ids), sample_size(len(ids), percent))
    assert set(drawn) <= ids


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "October", "26-10", "", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        read_month(text)


def test_a_month_is_cut_in_the_zone_of_the_district() -> None:
    start, end = read_month("2026-12").span(ZoneInfo("Asia/Shanghai"))
    assert (start.isoformat(), end.isoformat()) == ("2026-12-01T00:00:00+08:00", "2027-01-01T00:00:00+08:00")


@pytest.mark.parametrize("percent", [0, -1, 100.5, float("nan")])
def test_a_rate_outside_0_to_100_is_refused(percent: float) -> None:
    with pytest.raises(BadInput):
        check_rate(percent)
