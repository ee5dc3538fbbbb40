"""Indicator values, their texts, and the measures of a distribution."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.indicators import (
    DAY,
    Indicator,
    IndicatorValue,
    difference_text,
    half_months,
    median_of,
    month_of,
    percent_text,
    percentile_of,
    period_before,
    rate_of,
    spread_of,
    thousands,
    value_text,
)
from gridcenter.domain.names import Name

RATE = Indicator("archive_rate", "rate", Name("结案率", "closing rate"), "archive", "need_archive")
COUNT = Indicator("archive", "count", Name("结案数", "closed"))


def no_reason(key: str) -> str:
    return f"no {key}"


def test_911_of_972_is_93_72_percent() -> None:
    value = rate_of(RATE, {"archive": 911, "need_archive": 972}, why_not=no_reason)

    assert percent_text(value.percent) == "93.72"
    assert value_text(value) == "93.72\u2009%"


def test_a_zero_denominator_shows_a_dash() -> None:
    value = rate_of(RATE, {"archive": 0, "need_archive": 0}, why_not=no_reason)

    assert value.percent is None
    assert value_text(value) == "—"


def test_a_count_that_cannot_be_had_is_a_dash_with_its_reason() -> None:
    value = rate_of(RATE, {"archive": 5, "need_archive": None}, why_not=no_reason)

    assert (value_text(value), value.reason) == ("—", "no need_archive")
    assert value_text(rate_of(COUNT, {}, why_not=no_reason)) == "—"


def test_counts_are_grouped_by_thousands_with_a_thin_space() -> None:
    assert value_text(IndicatorValue(COUNT, 1284907)) == "1\u2009284\u2009907"
    assert thousands(-1200) == "−1\u2009200"


@pytest.mark.parametrize(
    ("now", "before", "shown"),
    [
        (93.72, 92.36, "+1.36"),
        (92.36, 93.72, "−1.36"),
        (50.0, 50.0, "+0.00"),
        (None, 1.0, "—"),
        (1.0, None, "—"),
    ],
)
def test_a_difference_has_a_true_sign(now: float | None, before: float | None, shown: str) -> None:
    assert difference_text(now, before) == shown


def test_median_and_percentile_by_nearest_rank() -> None:
    assert median_of([]) is None
    assert median_of([3, 1, 2]) == 2
    assert median_of([4, 1, 2, 3]) == 2.5
    assert percentile_of([], 90) is None
    assert percentile_of([7], 90) == 7
    assert percentile_of(list(range(1, 11)), 90) == 9
    assert percentile_of(list(range(1, 12)), 90) == 10


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_at_least_nine_tenths_do_not_exceed_the_ninetieth_percentile(values: list[float]) -> None:
    found = percentile_of(values, 90)

    assert found in values
    assert sum(value <= found for value in values) >= 0.9 * len(values)


def test_a_duration_equal_to_a_limit_belongs_to_the_next_bin() -> None:
    spread = spread_of([239.9, 240, DAY, 5 * DAY])

    assert spread.counts == (1, 1, 0, 1, 0, 0, 1)
    assert spread.total == 4


def test_nothing_closed_has_no_measures() -> None:
    spread = spread_of([])

    assert (spread.total, spread.mean, spread.median, spread.p90) == (0, None, None, None)


def test_half_months_end_on_the_15th_and_the_last_day_and_are_cut_to_the_period() -> None:
    assert list(half_months(date(2026, 2, 10), date(2026, 3, 17))) == [
        (date(2026, 2, 10), date(2026, 2, 15)),
        (date(2026, 2, 16), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 15)),
        (date(2026, 3, 16), date(2026, 3, 17)),
    ]


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ((date(2026, 11, 1), date(2026, 11, 30)), (date(2026, 10, 1), date(2026, 10, 31))),
        ((date(2026, 3, 1), date(2026, 3, 31)), (date(2026, 2, 1), date(2026, 2, 28))),
        ((date(2026, 11, 1), date(2026, 11, 17)), (date(2026, 10, 1), date(2026, 10, 17))),
        ((date(2026, 3, 1), date(2026, 3, 30)), (date(2026, 2, 1), date(2026, 2, 28))),
        ((date(2026, 1, 1), date(2026, 11, 17)), (date(2025, 1, 1), date(2025, 11, 17))),
        ((date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))),
        ((date(2026, 11, 3), date(2026, 11, 9)), (date(2026, 10, 27), date(2026, 11, 2))),
    ],
)
def test_a_period_is_compared_with_the_one_before_it(
    period: tuple[date, date], before: tuple[date, date]
) -> None:
    assert period_before(*period) == before


def test_a_month_ends_on_its_last_day() -> None:
    assert month_of(date(2028, 2, 29)) == (date(2028, 2, 1), date(2028, 2, 29))
    assert month_of(date(2026, 12, 5)) == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_rate_on_fewer_than_five_incidents_is_small() -> None:
    assert IndicatorValue(RATE, 1, 4).small
    assert not IndicatorValue(RATE, 0, 0).small
    assert not IndicatorValue(RATE, 1, 5).small
    assert not IndicatorValue(COUNT, 1).small
