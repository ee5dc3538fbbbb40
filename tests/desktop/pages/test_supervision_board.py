"""The red board with its trend, the groups of the forecast, and cards issued from the board: by keys and by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.pages.supervision_behind import BehindDialog
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.red_trend import RedTrend, difference
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.cards import ISSUE
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.incidents import IncidentDetail, QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.names import Name
from gridcenter.domain.red_history import RedDay, same_hour
from gridcenter.domain.turning import Turn
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, sample_ports, sample_rows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")


class History:
    """Answers for the past: on every day the first so many of unit 2's incidents were red."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.refusal: StoreUnavailable | None = None

    def red_days(self, area: str) -> Sequence[RedDay]:
        self.asked.append(area)
        if self.refusal is not None:
            raise self.refusal
        moments = same_hour(NOW, ZONE)
        return [RedDay(at, {2: tuple(range(1, place + 2))}) for place, at in enumerate(moments)]

    def incidents(self, ids: Sequence[int]) -> Sequence[QueueRow]:
        return [row for row in sample_rows() if row.id in set(ids)]


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, history: History) -> SupervisionPage:
    asks = SupervisionPorts(
        red_days=history.red_days,
        incidents=history.incidents,
        returns=tuple,
        handovers=tuple,
        write_handover=lambda _draft, _key: 1,
        sign_handover=lambda _id, _version, _remarks: 1,
        print_handover=lambda _id, out: out,
    )
    ports = replace(sample_ports(incident=detail_of, moves=lambda _id: [CHOICE]), supervision=asks)
    made = SupervisionPage(ports, background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(made)
    made.resize(1856, 1000)
    board = Board()
    board.apply(sample_rows())
    made.apply_board(board, None, Filter(), NOW)
    made.show()
    qtbot.waitUntil(lambda: bool(made.board.days))
    return made


CHOICE = MoveChoice(
    action=ISSUE,
    name=Name("签发卡", "issue a card"),
    fields=(),
    refusal="",
    usual=False,
    letter="C",
    opinion=False,
)


def detail_of(incident_id: int) -> IncidentDetail:
    row = next(row for row in sample_rows() if row.id == incident_id)
    nothing = Name("")
    return IncidentDetail(row, "", "", nothing, nothing, nothing, (), (), NOW)


def behind(qtbot: QtBot, page: SupervisionPage) -> BehindDialog:
    qtbot.waitUntil(lambda: page.windows.behind is not None)
    assert page.windows.behind is not None
    page.windows.behind.activateWindow()
    qtbot.waitUntil(page.windows.behind.isActiveWindow)
    return page.windows.behind


def test_the_difference_to_yesterday_is_a_sign_and_a_number() -> None:
    assert [difference((3, 2), now) for now in (5, 2, 0)] == ["+3", "=", "−2"]
    assert difference((), 4) == ""


def test_the_trend_counts_what_each_day_holds() -> None:
    days = [RedDay(NOW, {2: (1, 2), None: (9,)}), RedDay(NOW, {3: (4,)}), RedDay(NOW, {2: (1,)})]
    trend = RedTrend.of(days)
    assert trend.before(2) == (2, 0)
    assert trend.before(77) == (0, 0)
    assert trend.whole == (3, 1)


def test_the_past_is_asked_for_again_after_ten_minutes_and_for_another_area_at_once(
    qtbot: QtBot, page: SupervisionPage, history: History
) -> None:
    page.tick(NOW + timedelta(minutes=9))
    assert history.asked == [""]
    page.tick(NOW + timedelta(minutes=10))
    qtbot.waitUntil(lambda: history.asked == ["", ""])
    page.filters.narrow_to("330108")
    qtbot.waitUntil(lambda: history.asked == ["", "", "330108"])


def test_a_past_that_cannot_be_read_is_told_and_asked_for_again(
    qtbot: QtBot, page: SupervisionPage, history: History
) -> None:
    history.refusal = StoreUnavailable("the server went away")
    with qtbot.waitSignal(page.notice) as told:
        page.tick(NOW + timedelta(minutes=10))
    assert told.args == ["the server went away"]
    assert len(page.board.days) == 14
    history.refusal = None
    page.tick(NOW + timedelta(minutes=10, seconds=1))
    qtbot.waitUntil(lambda: len(history.asked) == 3)


def test_while_the_store_is_away_the_past_is_asked_for_ever_more_rarely_and_told_once(
    qtbot: QtBot, page: SupervisionPage, history: History
) -> None:
    asked_at, told = away(qtbot, page, history, seconds=60)
    gaps = [later - sooner for sooner, later in pairwise(asked_at)]
    assert gaps == sorted(gaps)
    assert gaps[0] < gaps[-1] == 15
    assert len(asked_at) < 10
    assert told == ["the server went away"]


def test_when_the_store_is_back_the_past_is_asked_for_at_once(
    qtbot: QtBot, page: SupervisionPage, history: History
) -> None:
    away(qtbot, page, history, seconds=30)
    asked, history.refusal = len(history.asked), None
    page.apply_subject(ANYTHING)
    qtbot.waitUntil(lambda: len(history.asked) == asked + 1)
    qtbot.waitUntil(lambda: not page.board._refusals)
    page.apply_subject(ANYTHING)
    page.tick(NOW + timedelta(minutes=11))
    assert len(history.asked) == asked + 1, "what was answered keeps for ten minutes"


def away(
    qtbot: QtBot, page: SupervisionPage, history: History, *, seconds: int
) -> tuple[list[int], list[str]]:
    """Let seconds pass without a store; return those at which the past was asked for, and what was told."""
    told: list[str] = []
    page.notice.connect(told.append)
    history.refusal = StoreUnavailable("the server went away")
    asked_at = []
    for second in range(seconds):
        before = len(history.asked)
        page.tick(NOW + timedelta(minutes=10, seconds=second))
        qtbot.waitUntil(lambda: not page.board._background.busy)
        if len(history.asked) > before:
            asked_at.append(second)
    return asked_at, told


def test_l_opens_the_red_incidents_of_the_marked_unit_and_of_every_day_before(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    use_language("en")
    place = next(at for at, line in enumerate(page.lines._lines) if line.unit_id == 2)
    for _ in range(place + 1):
        qtbot.keyClick(page.lines, Qt.Key.Key_J)
    qtbot.keyClick(page.lines, Qt.Key.Key_L)
    dialog = behind(qtbot, page)
    assert dialog.days.count() == 14
    assert dialog.days.itemText(0) == "now · 14 red"
    assert dialog.days.itemText(1) == "11-17 14:32 · 13 red"
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 14)
    dialog.days.setFocus()
    qtbot.keyClick(dialog.days, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 13)
    dialog.table.choose(3)
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted.args == [3]


def test_a_press_on_a_band_opens_exactly_the_incidents_of_that_cell(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    line = page.lines._lines[0]
    band = next(place for place, count in enumerate(line.bands) if count)
    middle = page.lines._band_cell(page.lines._box(0), band).center().toPoint()
    qtbot.mouseClick(page.lines, Qt.MouseButton.LeftButton, pos=middle)
    dialog = behind(qtbot, page)
    assert dialog.model.rowCount() == line.bands[band]
    assert all(row.unit_id == line.unit_id for row in dialog.model.rows())
    assert page.filters.current.unit_id is None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.windows.behind is None)


def test_a_press_on_the_trend_of_all_units_opens_them_all(qtbot: QtBot, page: SupervisionPage) -> None:
    row = page.lines._box(len(page.lines._lines))
    spot = QPoint(int(row.width() * 0.68), int(row.center().y()))
    qtbot.mouseClick(page.lines, Qt.MouseButton.LeftButton, pos=spot)
    dialog = behind(qtbot, page)
    assert dialog.heading.text().startswith("全部单位")


def test_c_on_a_unit_with_several_red_incidents_asks_which_and_then_opens_the_form_of_the_incident(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    qtbot.keyClick(page.lines, Qt.Key.Key_J)
    qtbot.keyClick(page.lines, Qt.Key.Key_C)
    dialog = behind(qtbot, page)
    line = page.lines._lines[0]
    assert dialog.model.rowCount() == line.red > 1
    chosen = dialog.table.current_id()
    qtbot.keyClick(dialog.table, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: page.windows.issuing.dialog is not None)
    form = page.windows.issuing.dialog
    assert form is not None
    assert form.choice.action == ISSUE
    row = next(row for row in sample_rows() if row.id == chosen)
    assert form.version == row.version
    with qtbot.waitSignal(page.windows.issuing.issued):
        qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.windows.issuing.dialog is None)


def test_a_unit_without_red_incidents_gets_no_card_from_here_and_the_reason_is_said(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    with qtbot.waitSignal(page.notice) as told:
        page.windows.issue_to(999)
    assert "没有红灯事件" in told.args[0]


def test_a_group_of_the_forecast_lists_what_it_counts_and_gives_way_when_pressed_again(
    qtbot: QtBot, page: SupervisionPage
) -> None:
    rows = sample_rows()
    midnight = NOW.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    wanted = {row.id for row in rows if row.due_at and not row.paused and NOW < row.due_at <= midnight}
    four_hours = page.forecast.model.rowCount()
    qtbot.mouseClick(page.forecast.chips[Turn.TODAY], Qt.MouseButton.LeftButton)
    assert {row.id for row in page.forecast.model.rows()} == wanted
    assert page.forecast.chips[Turn.TODAY].text() == f"今天 {len(wanted)}"
    assert page.forecast.chips[Turn.TODAY].isChecked()
    assert all(row.light(NOW) is not Light.RED for row in page.forecast.model.rows())
    qtbot.mouseClick(page.forecast.chips[Turn.TODAY], Qt.MouseButton.LeftButton)
    assert page.forecast.model.rowCount() == four_hours


def test_the_last_group_names_the_day_where_tomorrow_is_a_day_off(page: SupervisionPage) -> None:
    friday = NOW + timedelta(days=2)
    page.tick(friday)
    assert page.forecast.chips[Turn.NEXT].text().startswith("至周一")
