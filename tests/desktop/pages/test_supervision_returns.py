"""The board of returns on Supervision: chain, idle time, who must rule; keys open the incident."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.pages.supervision_returns import ReturnsList
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.names import Name
from gridcenter.domain.returns import PassedIncident, Passing
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, sample_ports, sample_row, sample_rows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
A, B = Name("区城管局", "City management"), Name("区住建局", "Housing bureau")
CHAIN = (
    Passing(2, A, NOW - 3 * DAY, "周航", NOW - 2 * DAY),
    Passing(3, B, NOW - 2 * DAY, "周航", NOW - DAY),
    Passing(2, A, NOW - DAY, "周航", NOW - timedelta(hours=30)),
)
RULED = PassedIncident(
    sample_row(1), 3, CHAIN, NOW - timedelta(hours=30), (Name("值班长", "shift supervisor"),), must_rule=True
)
HELD = PassedIncident(sample_row(2), 2, CHAIN[:2], None, (Name("派遣员", "dispatcher"),), must_rule=False)


class Answers:
    def __init__(self) -> None:
        self.found: Sequence[PassedIncident] = (RULED, HELD)
        self.refusal: StoreUnavailable | None = None

    def __call__(self) -> Sequence[PassedIncident]:
        if self.refusal is not None:
            raise self.refusal
        return self.found


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, background: Background, answers: Answers) -> SupervisionPage:
    use_language("en")
    asks = SupervisionPorts(
        red_days=lambda _area: (),
        incidents=lambda _ids: (),
        returns=answers,
        handovers=tuple,
        write_handover=lambda _draft, _key: 1,
        sign_handover=lambda _id, _version, _remarks: 1,
        print_handover=lambda _id, out: out,
    )
    ports = replace(sample_ports(), supervision=asks)
    made = SupervisionPage(ports, background, theme, filters=FilterState(), zone=ZONE, now=NOW)
    qtbot.addWidget(made)
    made.resize(1856, 1000)
    board = Board()
    board.apply(sample_rows())
    made.apply_board(board, None, Filter(), NOW)
    made.show()
    return made


def listed(page: SupervisionPage) -> ReturnsList:
    assert page.returns is not None
    return page.returns


def shown(qtbot: QtBot, page: SupervisionPage, *ids: int) -> None:
    qtbot.waitUntil(lambda: [one.row.id for one in listed(page).model.rows] == list(ids))


def test_the_row_tells_the_chain_the_idle_time_and_who_must_rule(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2)
    model = listed(page).model
    words = [[model.index(row, column).data() for column in range(1, 5)] for row in range(2)]
    assert words[0] == [
        "3",
        "City management 11-15 → Housing bureau 11-16 → City management 11-17",
        "1 d 6 h",
        "shift supervisor must rule",
    ]
    assert words[1] == ["2", "City management 11-15 → Housing bureau 11-16", "in hand", "dispatcher"]
    assert page.deck.chip("returns").text() == "Passed around 2"


def test_keys_turn_to_the_board_and_enter_opens_the_incident(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.deck.current == "returns"
    assert page.deck.sub.text() == "2 in all · 1 to be ruled by the centre"
    listed(page).table.choose(2)
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(listed(page).table, Qt.Key.Key_Return)
    assert wanted.args == [2]


def test_the_filter_of_the_desk_narrows_it_too(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2)
    page.filters.toggle_unit(RULED.row.unit_id)
    shown(qtbot, page, 1)


def test_what_cannot_be_read_says_so_and_nothing_is_said_to_be_nothing(
    qtbot: QtBot, theme: Theme, background: Background, answers: Answers, page: SupervisionPage
) -> None:
    shown(qtbot, page, 1, 2)
    answers.found = ()
    page.tick(NOW + timedelta(minutes=1))
    qtbot.waitUntil(lambda: listed(page).states.state.headline.text() == "Nothing is passed back and forth")
    answers.refusal = StoreUnavailable("the server went away")
    fresh = ReturnsList(listed(page)._ports, background, theme, zone=ZONE, now=NOW)
    qtbot.addWidget(fresh)
    fresh.ask(seen=True)
    qtbot.waitUntil(lambda: fresh.states.state.headline.text() == "The returns could not be read")


def test_the_board_is_a_proper_model(qtbot: QtBot, page: SupervisionPage) -> None:
    shown(qtbot, page, 1, 2)
    QAbstractItemModelTester(listed(page).model, QAbstractItemModelTester.FailureReportingMode.Fatal)
