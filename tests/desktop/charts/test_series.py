"""The course of an indicator: gaps stay gaps, the running half month is marked, the axis says where it starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import pyqtgraph as pg
import pytest
from PySide6.QtWidgets import QApplication, QGraphicsSimpleTextItem
from pytestqt.qtbot import QtBot

from gridcenter.desktop.charts.series import SeriesChart
from gridcenter.desktop.theme import Theme
from gridcenter.domain.indicators import Indicator, IndicatorPoint, IndicatorValue, half_months
from gridcenter.domain.names import Name

RATE = Indicator("archive_rate", "rate", Name("结案率", "closing rate"), "archive", "need_archive")
COUNT = Indicator("archive", "count", Name("结案数", "closed"))


@pytest.fixture
def chart(qtbot: QtBot, qapp: QApplication, english: None) -> Iterator[SeriesChart]:
    theme = Theme("light")
    theme.dress(qapp)
    made = SeriesChart(theme)
    qtbot.addWidget(made)
    made.resize(860, 310)
    made.show()
    yield made
    qapp.setStyleSheet("")


def points(
    numbers: Sequence[int | None], *, year: int = 2026, indicator: Indicator = RATE
) -> list[IndicatorPoint]:
    """One point per half month from 1 June; rates are of 1,000, None has no denominator."""
    starts = [start for start, _ in half_months(date(year, 6, 1), date(year, 12, 31))]
    return [
        IndicatorPoint(
            start,
            IndicatorValue(
                indicator, number or 0, (1000 if number is not None else 0) if indicator.is_rate else None
            ),
        )
        for start, number in zip(starts, numbers, strict=False)
    ]


def texts(chart: SeriesChart) -> list[str]:
    return [item.text() for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]


def curves(chart: SeriesChart) -> list[list[float]]:
    return [list(mark.getData()[0]) for mark in chart._marks if isinstance(mark, pg.PlotCurveItem)]


def test_both_years_are_named_at_their_ends(chart: SeriesChart) -> None:
    chart.set_series(points([908, 916, 902, 937]), points([899, 904, 901, 910], year=2025))

    assert texts(chart) == ["now 93.70", "a year ago 91.00"]
    assert chart.heading().sub.endswith("the axis does not start at zero")
    assert "6/16 91.60" in chart.accessibleDescription()


def test_a_chart_without_room_for_a_name_still_ends_drawing(chart: SeriesChart) -> None:
    chart.set_series(points([908, 916, 902, 937]), points([899, 904, 901, 910], year=2025))
    for width in (160, 120, 40, 1):
        chart.setMinimumSize(1, 1)
        chart.resize(width, 100)
        chart.redraw()
        assert len(chart._across()) == 1


def test_a_half_month_without_a_value_is_a_gap(chart: SeriesChart) -> None:
    chart.set_series(points([908, 916, None, 937, 920]))

    assert curves(chart) == [[0, 1], [3, 4]]


def test_the_half_month_that_is_running_is_marked(chart: SeriesChart) -> None:
    chart.set_series(points([908, 916]), until=date(2026, 6, 20))
    assert chart.heading().note == "* 06-16 to 06-20"

    chart.set_series(points([908, 916]), until=date(2026, 6, 30))
    assert chart.heading().note == ""


def test_counts_start_at_zero(chart: SeriesChart) -> None:
    chart.set_series(points([1200, 1250, 1190], indicator=COUNT))

    assert chart._axis()[0] == 0
    assert chart.heading().sub == "half months, incidents"
    assert texts(chart) == ["now 1\u2009190"]


def test_a_rate_never_has_an_axis_above_a_hundred(chart: SeriesChart) -> None:
    chart.set_series(points([998, 1000, 1000]))

    assert chart._axis()[-1] == 100


def test_without_any_value_the_reason_is_shown(chart: SeriesChart) -> None:
    chart.set_series([IndicatorPoint(date(2026, 6, 1), IndicatorValue(RATE, None, None, "not kept"))])

    assert texts(chart) == ["—", "not kept"]
