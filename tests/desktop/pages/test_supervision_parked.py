"""The parked list by review date, and the list of what awaits a decision."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, sample_ports, sample_row, yellow_row

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)


def parked(number: int, review: timedelta | None) -> QueueRow:
    at = None if review is None else NOW + review
    return sample_row(number, paused=True, due_at=None, yellow_at=None, review_at=at)


def application(number: int, move: Name, until: timedelta | None, *, incident_id: int = 5) -> AdjustmentRow:
    return AdjustmentRow(
        id=number,
        version=1,
        incident_id=incident_id,
        incident_number="SJ1",
        category=Name("井盖缺失"),
        place=Name("江南社区 03"),
        community_code="330108001001",
        action="suspend",
        move=move,
        reason="等待配件",
        until=None if until is None else NOW + until,
        applied_at=NOW,
        applicant_id=1,
        applicant="李敏",
        applicant_role="supervisor",
        unit=Name(""),
        approvers=frozenset({"leader"}),
        ending=None,
        remark="",
        ended_at=None,
        ender="",
        ender_role="",
    )


@pytest.fixture
def applications() -> list[AdjustmentRow]:
    """What the store holds of applications; empty at first."""
    return []


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, background: Background, applications: list[AdjustmentRow]
) -> SupervisionPage:
    use_language("en")
    ports = sample_ports(applications=lambda: list(applications))
    made = SupervisionPage(ports, background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(made)
    made.resize(1856, 1000)
    made.show()
    board = Board()
    board.apply(
        [
            parked(1, None),
            parked(2, 3 * DAY),
            parked(3, -DAY),
            parked(4, timedelta(0)),
            yellow_row(5, applications=2),
            yellow_row(6),
        ]
    )
    made.apply_board(board, None, Filter(), NOW)
    return made


def column(page: SupervisionPage, key: str) -> list[str]:
    place = next(at for at, one in enumerate(page.parked.columns) if one.key == key)
    return [page.parked.index(row, place).data() for row in range(page.parked.rowCount())]


def test_overdue_reviews_stand_at_the_top_and_what_has_no_date_at_the_end(page: SupervisionPage) -> None:
    assert [row.id for row in page.parked.rows()] == [3, 4, 2, 1]
    assert column(page, "review") == ["review due 11-17", "review due 11-18", "11-21", "no review date"]
    assert page.still.sub.text() == "4 in all · review due 2"


def test_a_review_becomes_due_while_the_page_stands_open(page: SupervisionPage) -> None:
    page.tick(NOW + 3 * DAY)
    assert column(page, "review")[2] == "review due 11-21"
    assert page.still.sub.text() == "4 in all · review due 3"


def test_keys_turn_to_what_awaits_a_decision_and_enter_opens_it(qtbot: QtBot, page: SupervisionPage) -> None:
    assert page.still.chip("deciding").text() == "Awaits a decision 1"
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(page, Qt.Key.Key_L, held)
    assert page.still.current == "deciding"
    assert page.still.title.text() == "Awaits a decision"
    table = page.still.states["deciding"].findChild(RowTable)
    assert table is not None
    table.choose(5)
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [5]
    qtbot.mouseClick(page.still.chip("parked"), Qt.MouseButton.LeftButton)
    assert page.still.current == "parked"


def test_nothing_to_decide_is_said(page: SupervisionPage) -> None:
    page.apply_board(Board(), None, Filter(), NOW)
    assert page.still.states["deciding"].state.headline.text() == "Nothing awaits a decision"
    assert page.still.states["parked"].state.headline.text() == "Nothing is parked"


def test_both_lists_are_proper_models(page: SupervisionPage) -> None:
    for model in (page.still.parked, page.still.deciding):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def asked(page: SupervisionPage) -> list[str]:
    model = page.still.deciding
    place = next(at for at, one in enumerate(model.columns) if one.key == "waiting")
    return [model.index(row, place).data() for row in range(model.rowCount())]


def test_what_awaits_a_decision_says_until_when_it_is_asked(
    qtbot: QtBot, page: SupervisionPage, applications: list[AdjustmentRow]
) -> None:
    assert asked(page) == ["2 applied for"]
    applications += [
        application(1, Name("延期", "extend"), DAY),
        application(2, Name("作废", "make void"), None),
        application(3, Name("挂账", "park"), 2 * DAY, incident_id=77),
    ]
    page.apply_subject("adjustment")
    qtbot.waitUntil(lambda: asked(page) == ["extend until 11-19 14:32, make void"])
    use_language("zh")
    page.retranslate()
    assert asked(page) == ["延期至 11-19 14:32、作废"]
