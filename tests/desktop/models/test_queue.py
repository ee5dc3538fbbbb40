"""The queue's model: the centre's order, changes in place, arrivals behind a button."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from gridcenter.desktop.models.columns import Role, tab_separated
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS, TWO_LINE_COLUMNS, QueueColumn
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.open_cards import CardMark, OpenCard
from gridcenter.domain.queue import in_order
from gridcenter.language import use_language
from gridcenter.services.card_rules import card_rules
from tests.desktop.sample_desk import NOW, red_row, sample_row, sample_rows, yellow_row


class Desk:
    """A model with its board; `commit` does what the live feed does."""

    def __init__(self, rows: list[QueueRow], chosen: Filter = Filter()) -> None:  # noqa: B008 - frozen
        self.board = Board()
        self.board.apply(rows)
        self.chosen = chosen
        self.model = QueueModel(WorkingCalendar(), NOW)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.model.apply_board(self.board, None, chosen, NOW)

    def commit(self, *rows: QueueRow, gone: tuple[int, ...] = (), settle: bool = False) -> BoardChange:
        change = self.board.apply(rows, gone=gone)
        self.model.apply_board(self.board, change, self.chosen, NOW, settle=settle)
        return change

    def ids(self) -> list[int]:
        return [row.id for row in self.model.rows()]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(sample_rows())


@pytest.mark.parametrize("columns", [OVERVIEW_COLUMNS, TWO_LINE_COLUMNS])
def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester, columns: tuple[object, ...]) -> None:
    board = Board()
    board.apply(sample_rows()[:40])
    model = QueueModel(WorkingCalendar(), NOW, columns)  # type: ignore[arg-type]
    model.apply_board(board, None, Filter(), NOW)
    qtmodeltester.check(model, force_py=True)


def test_rows_stand_in_the_order_of_the_centre(desk: Desk) -> None:
    assert desk.ids() == [row.id for row in in_order(sample_rows(), NOW)]
    assert desk.model.index(0, 0).data(Role.LIGHT) == Light.RED


def test_an_arrival_waits_until_it_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    before = desk.ids()
    with qtbot.waitSignal(desk.model.pending_changed, check_params_cb=lambda count: count == 1):
        desk.commit(red_row(900, urgent=True))
    assert desk.ids() == before
    with qtbot.waitSignal(desk.model.pending_changed, check_params_cb=lambda count: count == 0):
        desk.model.take_pending()
    assert desk.ids() == [row.id for row in in_order(desk.board.rows.values(), NOW)]
    assert 900 in desk.ids()


def test_a_wall_takes_arrivals_at_once(desk: Desk) -> None:
    desk.model.hold_arrivals = False
    desk.commit(red_row(900))
    assert 900 in desk.ids()
    assert not desk.model.pending


def test_a_change_is_taken_in_place_and_glows_for_two_seconds(desk: Desk, qtbot: QtBot) -> None:
    place = desk.ids().index(100)
    desk.commit(replace(desk.board.rows[100], version=2, report_count=4))
    index = desk.model.index(place, 0)
    assert desk.ids().index(100) == place
    assert index.data(Role.CHANGED) is True
    qtbot.waitUntil(lambda: index.data(Role.CHANGED) is False, timeout=4000)


def test_what_leaves_board_or_filter_leaves_the_list_and_the_waiting(qtbot: QtBot) -> None:
    desk = Desk(sample_rows(), Filter(lights=frozenset({Light.RED})))
    assert len(desk.ids()) == 23
    desk.commit(replace(desk.board.rows[1], version=2, closed_at=NOW), settle=True)
    desk.commit(replace(desk.board.rows[2], version=2, paused=True), settle=True)
    assert not {1, 2} & set(desk.ids())
    desk.commit(red_row(900))
    desk.commit(replace(desk.board.rows[900], version=2, paused=True))
    assert not desk.model.pending


def test_what_leaves_while_nothing_may_jump_stays_says_so_and_goes_with_the_next_settling(
    qtbot: QtBot, english: None
) -> None:
    desk = Desk(sample_rows(), Filter(lights=frozenset({Light.RED})))
    before = desk.ids()
    closed, parked, removed = before[0], before[1], before[2]
    why = len(OVERVIEW_COLUMNS) - 1
    desk.commit(replace(desk.board.rows[closed], version=2, closed_at=NOW))
    desk.commit(replace(desk.board.rows[parked], version=2, paused=True), gone=(removed,))
    assert desk.ids() == before
    assert [desk.model.index(place, why).data() for place in range(3)] == ["no longer in this list"] * 3
    desk.commit(replace(desk.board.rows[parked], version=3, paused=False))
    assert desk.model.index(1, why).data() != "no longer in this list", "it came back and stays"
    desk.model.tick(desk.board, NOW, settle=True)
    assert desk.ids() == [key for key in before if key not in (closed, removed)]


def test_a_light_that_turns_under_a_resting_list_takes_nothing_away_yet(qtbot: QtBot) -> None:
    yellow = Desk(sample_rows(), Filter(lights=frozenset({Light.YELLOW})))
    before, later = yellow.ids(), NOW + timedelta(hours=20)
    yellow.model.tick(yellow.board, later, settle=False)
    assert yellow.ids() == before
    yellow.model.tick(yellow.board, later, settle=True)
    assert set(yellow.ids()) < set(before)


def test_a_row_that_comes_under_the_filter_waits_like_an_arrival(qtbot: QtBot) -> None:
    desk = Desk(sample_rows(), Filter(lights=frozenset({Light.RED})))
    desk.commit(yellow_row(30, version=2, due_at=NOW - timedelta(minutes=1)))
    assert 30 in desk.model.pending
    assert 30 not in desk.ids()


def test_persistent_indexes_follow_their_record_when_rows_are_put_in_order(desk: Desk) -> None:
    kept = QPersistentModelIndex(desk.model.index(desk.ids().index(200), 2))
    desk.commit(replace(desk.board.rows[200], version=2, due_at=NOW - timedelta(days=3)))
    desk.model.tick(desk.board, NOW, settle=True)
    assert desk.ids().index(200) < 30
    assert kept.data(Role.ID) == 200


def test_a_light_that_turns_by_itself_brings_rows_under_the_filter_and_takes_them_out(qtbot: QtBot) -> None:
    red, yellow = (
        Desk(sample_rows(), Filter(lights=frozenset({light}))) for light in (Light.RED, Light.YELLOW)
    )
    later = NOW + timedelta(hours=20)
    turned = {row.id for row in red.board.select(red.chosen, later)} - set(red.ids())
    assert turned
    for desk in (red, yellow):
        desk.model.tick(desk.board, later, settle=True)
    assert set(red.model.pending) == turned
    assert not turned & set(yellow.ids())
    red.model.hold_arrivals = False
    red.model.tick(red.board, NOW + timedelta(days=60), settle=True)
    assert red.ids() == [
        row.id for row in in_order(red.board.select(red.chosen, red.model.now), red.model.now)
    ]


def test_a_change_keeps_in_mind_when_its_own_light_will_turn(qtbot: QtBot) -> None:
    desk = Desk([], Filter(lights=frozenset({Light.RED})))
    desk.commit(sample_row(900, due_at=NOW + timedelta(minutes=9), yellow_at=NOW + timedelta(minutes=5)))
    desk.model.tick(desk.board, NOW + timedelta(minutes=8), settle=True)
    assert not desk.model.pending
    desk.model.tick(desk.board, NOW + timedelta(minutes=9), settle=True)
    assert list(desk.model.pending) == [900]


def test_time_turns_lights_and_moves_rows_only_when_settled(desk: Desk) -> None:
    later = NOW + timedelta(hours=20)
    before = desk.ids()
    desk.model.tick(desk.board, later, settle=False)
    assert desk.ids() == before
    yellow = before.index(24)
    assert desk.model.index(yellow, 0).data(Role.LIGHT) == Light.RED
    desk.model.tick(desk.board, later, settle=True)
    assert desk.ids() == [row.id for row in in_order(desk.board.rows.values(), later)]


@pytest.mark.parametrize("settle", [True, False])
def test_of_many_changes_at_once_the_new_rows_wait_all_the_same(desk: Desk, settle: bool) -> None:
    before = desk.ids()
    desk.commit(red_row(900))
    marked = [replace(desk.board.rows[key], version=2, urgent=True) for key in (200, 201)]
    closed = replace(desk.board.rows[100], version=2, closed_at=NOW)
    desk.commit(*[sample_row(number) for number in range(1000, 1200)], *marked, closed, settle=settle)
    assert set(desk.model.pending) == {900, *range(1000, 1200)}
    assert set(before) - set(desk.ids()) == ({100} if settle else set())
    desk.model.take_pending()
    assert desk.ids() == [row.id for row in in_order(desk.board.rows.values(), NOW)]


def test_a_wall_takes_many_at_once(desk: Desk) -> None:
    desk.model.hold_arrivals = False
    desk.commit(*[sample_row(number) for number in range(1000, 1200)], settle=True)
    assert desk.ids() == [row.id for row in in_order(desk.board.rows.values(), NOW)]
    assert not desk.model.pending


def test_many_waiting_rows_are_let_in_together(desk: Desk) -> None:
    for number in range(1000, 1150):
        desk.commit(sample_row(number))
    assert len(desk.model.pending) == 150
    desk.model.take_pending()
    assert desk.ids() == [row.id for row in in_order(desk.board.rows.values(), NOW)]


def test_cells_say_what_the_queue_says(desk: Desk, english: None) -> None:
    first = desk.ids().index(11)
    texts = [desk.model.index(first, column).data() for column in range(desk.model.columnCount())]
    assert texts[0] == "overdue"
    assert texts[2] == "−3 h 19 min" or texts[2].startswith("−")
    assert texts[5] == "red · person in need"
    titles = [desk.model.headerData(column, Qt.Orientation.Horizontal) for column in range(6)]
    assert titles == ["Light", "Category", "Time left", "Grid", "Unit", "Why here"]
    assert desk.model.headerData(0, Qt.Orientation.Vertical) is None


def test_the_sort_role_sorts_by_value_not_by_words(desk: Desk) -> None:
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(desk.model)
    proxy.setSortRole(Role.SORT)
    proxy.sort(2)
    left = [proxy.index(row, 2).data(Role.SORT) for row in range(proxy.rowCount())]
    assert left == sorted(left)
    assert left[0] < 0 < left[-1]


def test_copied_cells_paste_as_columns(desk: Desk) -> None:
    indexes = [desk.model.index(row, column) for row in (0, 1) for column in (1, 2)]
    lines = tab_separated(indexes).split("\n")
    assert [len(line.split("\t")) for line in lines] == [2, 2]
    assert tab_separated([]) == ""


def test_two_line_cells_carry_place_and_reason_below(qtbot: QtBot) -> None:
    board = Board()
    board.apply([red_row(1, urgent=True)])
    model = QueueModel(WorkingCalendar(), NOW, TWO_LINE_COLUMNS)
    model.apply_board(board, None, Filter(), NOW)
    assert "·" in model.index(0, 1).data(Role.SECOND)
    assert model.index(0, 2).data(Role.SECOND)
    assert model.index(0, 0).data(Role.SECOND) is None


def test_a_copied_cell_is_never_a_formula(desk: Desk) -> None:
    first = desk.model.rows()[0]
    desk.board.apply([replace(first, version=first.version + 1, category=Name("=cmd|' /C calc'!A0"))])
    desk.model.apply_board(desk.board, None, Filter(), desk.model.now)
    cells = tab_separated([desk.model.index(0, column) for column in range(desk.model.columnCount())]).split(
        "\t"
    )
    assert "'=cmd|' /C calc'!A0" in cells


@pytest.mark.parametrize("columns", [OVERVIEW_COLUMNS, TWO_LINE_COLUMNS])
def test_the_cell_that_names_the_unit_tells_of_those_called_in(
    columns: tuple[QueueColumn, ...], qapp: QApplication
) -> None:
    use_language("en")
    rows = [
        replace(red_row(1), unit_id=1, unit=Name("甲局", "First bureau"), called_in=frozenset({2, 77})),
        replace(red_row(2), unit_id=2, unit=Name("乙局", "Second bureau"), called_in=frozenset({77, 78})),
        replace(red_row(3), unit_id=1, unit=Name("甲局", "First bureau")),
    ]
    board = Board()
    board.apply(rows)
    model = QueueModel(WorkingCalendar(), NOW, columns)
    model.apply_board(board, None, Filter(), NOW)
    place = next(number for number, column in enumerate(columns) if column.names_unit)
    told = {row.id: model.index(at, place).data(Role.MORE) for at, row in enumerate(model.rows())}
    assert told == {1: "Called in: Second bureau, 1 more", 2: "Called in: 2 units", 3: ""}
    assert model.index(0, 0).data(Role.MORE) is None
    use_language("zh")
    assert {model.index(at, place).data(Role.MORE) for at in range(3)} == {
        "会办：乙局、另有 1 个",
        "会办：2 个单位",
        "",
    }


def open_card(incident_id: int, kind: str, due_at: datetime) -> OpenCard:
    rules = card_rules()
    return OpenCard(incident_id, kind, rules.name(kind), rules.mark(kind), rules.weight(kind), due_at)


def test_an_open_card_stands_in_its_row_and_is_spoken_and_copied_in_words(desk: Desk) -> None:
    first, second = desk.ids()[:2]
    due = NOW + timedelta(minutes=5)
    change = desk.board.put_cards([open_card(first, "reminder", due), open_card(first, "red_card", due)])
    desk.model.apply_board(desk.board, change, desk.chosen, NOW)
    cell, beside = desk.model.index(0, 1), desk.model.index(0, 2)
    assert (cell.data(Role.CARD), beside.data(Role.CARD)) == (CardMark("red_card", "红", overdue=False), None)
    assert desk.model.index(1, 1).data(Role.CARD) is None
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).endswith("、红牌：待复；催办：待复")
    assert cell.data(Role.MORE) == "红牌：待复；催办：待复"
    copied = tab_separated([desk.model.index(row, column) for row in (0, 1) for column in range(6)]).split(
        "\n"
    )
    assert [len(line.split("\t")) for line in copied] == [7, 6]
    assert copied[0].endswith("\t红牌：待复；催办：待复")
    assert cell.data(Role.CHANGED)
    assert not desk.model.index(1, 1).data(Role.CHANGED)
    assert desk.ids()[:2] == [first, second]


def test_a_reply_becomes_late_while_nothing_is_committed(desk: Desk) -> None:
    first, due = desk.ids()[0], NOW + timedelta(minutes=5)
    change = desk.board.put_cards([open_card(first, "reminder", due)])
    desk.model.apply_board(desk.board, change, desk.chosen, NOW)
    desk.model.tick(desk.board, due - timedelta(seconds=1), settle=True)
    assert desk.model.index(0, 1).data(Role.CARD) == CardMark("reminder", "催", overdue=False)
    desk.model.tick(desk.board, due, settle=True)
    assert desk.model.index(0, 1).data(Role.CARD) == CardMark("reminder", "催!", overdue=True)
    assert "催办：逾期未复" in desk.model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    gone = desk.board.put_cards([])
    desk.model.apply_board(desk.board, gone, desk.chosen, due)
    assert desk.model.index(0, 1).data(Role.CARD) is None


def test_both_lines_of_a_row_are_spoken(desk: Desk) -> None:
    model = QueueModel(WorkingCalendar(), NOW, TWO_LINE_COLUMNS)
    model.apply_board(desk.board, None, Filter(), NOW)
    cell = model.index(0, 2)
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{cell.data(Qt.ItemDataRole.DisplayRole)}、{cell.data(Role.SECOND)}"
