"""The charts say what they count, answer to mouse and keyboard, and follow theme and language."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QGraphicsSimpleTextItem
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gridcenter.desktop.charts.distribution import DistributionChart
from gridcenter.desktop.charts.frame import ChartFrame, moved_apart, steps_between
from gridcenter.desktop.charts.pareto import ParetoChart
from gridcenter.desktop.charts.red_board import RedBoardChart
from gridcenter.desktop.charts.trend import TrendChart
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import MajorCount, UnitRed
from gridcenter.domain.indicators import NO_SPREAD, HourCount, TodayFigures, spread_of
from gridcenter.domain.names import Name
from gridcenter.language import use_language

NOW = datetime(2026, 11, 18, 14, 32, tzinfo=ZoneInfo("Asia/Shanghai"))
MAJORS = [
    MajorCount(f"M{nth}", Name(f"类别{nth}", f"kind {nth}"), count)
    for nth, count in enumerate([118, 87, 71, 54, 38, 29, 20, 9])
]
UNITS = [
    UnitRed(nth, Name(f"单位{nth}"), count, NOW - timedelta(minutes=100 * count))
    for nth, count in enumerate([12, 4, 1])
]


def late(unit: UnitRed) -> str:
    return f"{unit.count} h"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme("light")
    theme.dress(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture(autouse=True)
def in_english(english: None) -> None:
    """Sentences below are the sources, whatever the state of the translation."""


def shown(qtbot: QtBot, chart: Any, *, width: int = 600, height: int = 246) -> Any:
    qtbot.addWidget(chart)
    chart.resize(width, height)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


def texts(chart: ChartFrame) -> list[str]:
    return [item.text() for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]


def figures(*, hour: int = 14, closed: int = 5) -> TodayFigures:
    hours = tuple(
        HourCount(nth, 10 if nth <= hour else 0, closed if nth <= hour else 0, 8.0) for nth in range(24)
    )
    until = NOW.replace(hour=hour)
    return TodayFigures(until, 173, 160, 132, 13, 171, 158, 310, 1140, 414, 91.8, 3, hours)


def test_the_trend_names_its_lines_at_their_ends(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, TrendChart(theme))
    chart.set_today(figures())

    assert {"reported 173", "closed 132", "4-week median"} <= set(texts(chart))
    assert chart.heading().note == "until 14:32"
    assert "173 reported" in chart.accessibleDescription()


@pytest.mark.parametrize("hour", [0, 1, 12, 22, 23])
def test_the_labels_of_the_trend_stay_inside_at_any_hour(qtbot: QtBot, theme: Theme, hour: int) -> None:
    chart = shown(qtbot, TrendChart(theme), width=420)
    chart.set_today(figures(hour=hour))

    labels = [item for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]
    boxes = [item.sceneBoundingRect() for item in labels]
    assert all(box.left() >= 0 and box.right() <= 420 and box.bottom() <= 246 for box in boxes)
    assert not any(one.intersects(other) for nth, one in enumerate(boxes) for other in boxes[nth + 1 :])


@pytest.mark.parametrize("closed", [5, 9, 10])
@pytest.mark.parametrize("hour", [0, 1, 8, 12, 18, 22, 23])
def test_without_room_beside_the_lines_the_labels_of_the_trend_stand_over_them_and_apart(
    qtbot: QtBot, theme: Theme, hour: int, closed: int
) -> None:
    chart = shown(qtbot, TrendChart(theme), width=220, height=110)
    chart.set_today(figures(hour=hour, closed=closed))

    labels = [item for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]
    boxes = [item.sceneBoundingRect().adjusted(0, 2, 0, -2) for item in labels]
    assert all(box.left() >= 0 and box.right() <= 220 and box.top() >= 0 for box in boxes)
    assert not any(one.intersects(other) for nth, one in enumerate(boxes) for other in boxes[nth + 1 :])


@pytest.mark.parametrize("hour", [18, 22, 23])
def test_no_label_of_a_narrow_trend_hides_what_has_been_counted(
    qtbot: QtBot, theme: Theme, hour: int
) -> None:
    chart = shown(qtbot, TrendChart(theme), width=330, height=110)
    chart.set_today(figures(hour=hour))

    labels = [item for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]
    assert {label.text() for label in labels} >= {"reported 173", "closed 132"}
    ends = [item for item in labels if not item.text().endswith(":00")]
    assert min(item.sceneBoundingRect().left() for item in ends) > chart.pixel(hour, 10)[0]


def test_counts_that_are_wider_than_their_bars_stand_over_them(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, DistributionChart(theme), width=210, height=115)
    chart.set_spread(spread_of([40.0] * 1234 + [900.0] * 600))

    counts = [item for item in chart._scene_marks if isinstance(item, QGraphicsSimpleTextItem)]
    highest = next(item for item in counts if item.text().replace("\u2009", "") in {"1234", "1,234"})
    place = chart.describe().split("; ").index(next(b for b in chart.describe().split("; ") if "234" in b))
    x, top = chart.pixel(place, 1234)
    assert highest.sceneBoundingRect().bottom() <= top + 2
    assert highest.sceneBoundingRect().top() >= 0
    assert highest.sceneBoundingRect().center().x() == pytest.approx(x, abs=2)


def test_a_narrow_chart_says_less_and_nothing_smaller(qtbot: QtBot, theme: Theme) -> None:
    pareto, board = ParetoChart(theme), RedBoardChart(theme)
    closing = shown(qtbot, DistributionChart(theme), width=200, height=115)
    pareto.set_majors(MAJORS)
    board.set_units(UNITS, late)
    closing.set_spread(spread_of([40.0 + n * 11.5 for n in range(132)]))
    for chart in (pareto, board):
        shown(qtbot, chart, width=225, height=115)
    assert "118" in texts(pareto)
    assert "others" in texts(pareto)
    assert "running" not in texts(pareto)
    assert "12" in texts(board)
    assert "12 h" not in texts(board)
    assert not any("mean" in words for words in texts(closing))
    sizes = {
        item.font().pixelSize()
        for chart in (pareto, board, closing)
        for item in chart._scene_marks
        if isinstance(item, QGraphicsSimpleTextItem)
    }
    assert sizes == {13}


@pytest.mark.parametrize("make", [TrendChart, ParetoChart, RedBoardChart, DistributionChart])
def test_a_chart_without_figures_shows_a_dash_and_says_why(
    qtbot: QtBot, theme: Theme, make: type[ChartFrame]
) -> None:
    chart = shown(qtbot, make(theme))

    assert "—" in texts(chart)
    assert chart.accessibleName() == chart.heading().title
    assert chart.describe() in texts(chart)


def test_the_pareto_gathers_what_comes_after_the_sixth(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)

    written = texts(chart)
    assert written.count("29") == 2
    assert written[-3:] == ["others", "29", "100%"]
    assert "28%" in written
    assert chart.heading().sub == "426 in all, most first"


@pytest.mark.parametrize("height", [100, 120, 150])
def test_the_pareto_of_a_small_window_shows_fewer_and_overlaps_none(
    qtbot: QtBot, theme: Theme, height: int
) -> None:
    chart = shown(qtbot, ParetoChart(theme), width=460, height=height)
    chart.set_majors(MAJORS)

    assert texts(chart)[-1] == "100%"
    assert chart.row_area(0).height() >= 17


def test_a_click_on_a_bar_names_its_category(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)
    second = chart.row_area(1).center().toPoint()

    with qtbot.waitSignal(chart.major_clicked) as clicked:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=second)

    assert clicked.args == ["M1"]


def test_the_line_of_others_cannot_be_clicked(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)

    with qtbot.assertNotEmitted(chart.major_clicked):
        qtbot.mouseClick(
            chart, Qt.MouseButton.LeftButton, pos=QPoint(300, round(chart.row_area(5).bottom()) + 10)
        )


def test_the_red_board_is_walked_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units(UNITS, late)

    with qtbot.waitSignal(chart.unit_clicked) as clicked:
        qtbot.keyClick(chart, Qt.Key.Key_Down)
        qtbot.keyClick(chart, Qt.Key.Key_Return)

    assert clicked.args == [1]


def test_the_row_under_the_mouse_is_lit_and_dark_again_when_it_leaves(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)
    plain = chart.grab().toImage()
    qtbot.mouseMove(chart, chart.row_area(2).center().toPoint())
    qtbot.waitUntil(lambda: chart.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    assert chart.grab().toImage() != plain

    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.grab().toImage() == plain


def test_the_chosen_category_is_marked(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)
    plain = chart.grab().toImage()
    chart.set_majors(MAJORS, chosen="M1")

    assert chart.grab().toImage() != plain


def test_a_row_reached_by_tab_has_a_frame(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)
    chart.activateWindow()
    plain = chart.grab().toImage()
    QApplication.sendEvent(chart, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    framed = chart.grab().toImage()
    QApplication.sendEvent(chart, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))

    assert framed != plain
    assert chart.grab().toImage() == plain


def test_eight_red_incidents_stand_as_eight_diamonds(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units([UnitRed(1, Name("单位"), 8, NOW)], late)

    assert len(chart._marks[-1].getData()[0]) == 8
    assert "8 h" in texts(chart)


def test_more_than_eight_red_incidents_stand_as_one_diamond_with_their_number(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units(UNITS, late)

    assert "×12" in texts(chart)
    assert len(chart._marks[-1].getData()[0]) == 1 + 4 + 1


def test_units_without_room_are_summed_in_the_last_line(qtbot: QtBot, theme: Theme) -> None:
    units = [UnitRed(nth, Name(f"单位{nth}"), 1, NOW) for nth in range(20)]
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units(units, late)

    assert "14 more units" in texts(chart)
    assert texts(chart)[-1] == "14"


def test_mean_median_and_nine_tenths_stand_together(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, DistributionChart(theme))
    chart.set_spread(spread_of([30.0, 60, 200, 500, 1000, 3000]))

    assert {"median 5.8 h", "mean 13.3 h", "90% 2.1 d"} <= set(texts(chart))
    assert texts(chart).count("3") == 1


def test_a_chart_follows_theme_and_language(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, ParetoChart(theme))
    chart.set_majors(MAJORS)
    light = chart.grab().toImage()

    theme.use(scheme="dark")
    chart.apply_theme()
    use_language("zh")
    chart.retranslate()

    assert chart.grab().toImage() != light
    assert "类别0" in texts(chart)


def test_redrawing_leaves_nothing_behind(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units(UNITS, late)
    before = len(chart._plot.scene().items())

    for _ in range(50):
        chart.redraw()

    assert len(chart._plot.scene().items()) == before


def test_a_garbage_collector_on_another_thread_finds_no_mark_to_destroy(qtbot: QtBot, theme: Theme) -> None:
    chart = shown(qtbot, RedBoardChart(theme))
    chart.set_units(UNITS, late)
    over = threading.Event()

    def collect() -> None:
        while not over.is_set():
            gc.collect()

    collector = threading.Thread(target=collect)
    collector.start()
    for _ in range(20):
        taken_away = [*chart._marks, *chart._scene_marks]
        chart.redraw()
        qtbot.wait(1)
        assert not any(isValid(mark) for mark in taken_away)
    over.set()
    collector.join()


def test_labels_nearer_than_the_gap_are_moved_apart_in_their_order() -> None:
    assert moved_apart([50.0, 52.0, 10.0], gap=18, low=0, high=100) == [50.0, 68.0, 10.0]
    assert moved_apart([95.0, 96.0], gap=18, low=0, high=100) == [82.0, 100.0]


def test_ticks_are_round_and_enclose_the_values() -> None:
    assert steps_between(0, 27, whole=True) == [0, 10, 20, 30]
    assert steps_between(0, 1, whole=True) == [0, 1]
    assert steps_between(88.9, 94.8) == [88, 90, 92, 94, 96]


def test_a_chart_that_was_told_nothing_yet_does_not_claim_that_nothing_happened(
    qtbot: QtBot, theme: Theme
) -> None:
    chart = shown(qtbot, DistributionChart(theme))
    assert "No figures yet" in texts(chart)
    chart.set_spread(NO_SPREAD)
    assert "Nothing closed in this period" in texts(chart)
