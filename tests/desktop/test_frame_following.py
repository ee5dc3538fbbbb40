"""A page behind another one hears nothing, and when it comes to the front all it has missed as one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_following import BoardFollowing, Missed
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.queue import in_order
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_row, sample_rows

Told = tuple[BoardChange | None, Filter]


class Page(QWidget):
    """A page that notes what it is told and keeps a list as real ones do."""

    shows_first_rows = True

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Told] = []
        self.ticks: list[datetime] = []
        self.model = QueueModel(WorkingCalendar(), NOW)

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self.told.append((change, chosen))
        self.model.apply_board(board, change, chosen, now, settle=True)

    def tick(self, now: datetime) -> None:
        self.ticks.append(now)


class Counting(QWidget):
    """A page that counts, and so wants the whole board."""

    told = 0

    def apply_board(
        self, _board: Board, _change: BoardChange | None, _chosen: Filter, _now: datetime
    ) -> None:
        self.told += 1


class Frame:
    """Two pages over a board that is changed by hand."""

    def __init__(self, qtbot: QtBot) -> None:
        self.live: LiveFeed = SampleStore().feed()
        self.live.board.apply(sample_rows())
        self.live.board.whole = True
        self.filters = FilterState()
        self.clock = StoreClock(NOW, ZoneInfo("Asia/Shanghai"))
        self.following = BoardFollowing(self.live, self.filters, self.clock)
        self.front, self.behind = Page(), Page()
        for page in (self.front, self.behind):
            qtbot.addWidget(page)
            self.following.brief(page)
            page.told.clear()

    def commit(self, *rows: object, gone: tuple[int, ...] = ()) -> None:
        change = self.live.board.apply(rows, gone=gone)  # type: ignore[arg-type]
        self.following.tell((self.front, self.behind), (self.front,), change)


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    return Frame(qtbot)


def test_only_the_page_in_front_hears_of_a_change(frame: Frame) -> None:
    frame.commit(red_row(900))
    assert [change.arrived[0].id for change, _ in frame.front.told if change] == [900]
    assert frame.behind.told == []


def test_a_page_that_comes_to_the_front_is_told_once_what_it_has_missed(frame: Frame) -> None:
    frame.commit(red_row(900))
    frame.commit(replace(frame.live.board.rows[5], version=2), gone=(7,))
    frame.commit(replace(frame.live.board.rows[900], version=2, report_count=3))
    frame.filters.toggle_unit(2)
    frame.following.catch_up(frame.behind)
    ((change, chosen),) = frame.behind.told
    assert change is not None
    assert [(row.id, row.version) for row in change.arrived] == [(900, 2)]
    assert [row.id for row in change.changed] == [5]
    assert change.removed == (7,)
    assert chosen == frame.filters.current
    assert len(frame.behind.ticks) == 1
    frame.following.catch_up(frame.behind)
    assert frame.behind.told[1][0] == BoardChange()


def test_what_came_and_went_meanwhile_is_not_told_and_what_came_back_has_changed() -> None:
    missed, row = Missed(), sample_row(1)
    missed.add(BoardChange(arrived=(row,)))
    missed.add(BoardChange(removed=(1,)))
    assert missed.change() == BoardChange()
    missed.add(BoardChange(removed=(2,)))
    back = sample_row(2, version=5)
    missed.add(BoardChange(arrived=(back,)))
    assert missed.change() == BoardChange(changed=(back,))


def test_who_has_missed_very_much_or_a_new_board_starts_over() -> None:
    missed = Missed()
    missed.add(BoardChange(arrived=tuple(sample_row(key) for key in range(3_000))))
    missed.add(BoardChange(removed=(1,)))
    assert missed.change() is None
    other = Missed()
    other.add(BoardChange(removed=(1,)))
    other.add(None)
    other.add(BoardChange(removed=(2,)))
    assert other.change() is None
    assert not other.removed


def test_a_part_of_the_board_is_told_only_to_pages_that_show_parts(frame: Frame, qtbot: QtBot) -> None:
    counting = Counting()
    qtbot.addWidget(counting)
    frame.live.board.whole = False
    for page in (frame.front, counting):
        frame.following.tell((page,), (page,), None)
    assert (len(frame.front.told), counting.told) == (1, 0)
    frame.live.board.whole = True
    frame.following.tell((counting,), (counting,), None)
    assert counting.told == 1


def test_after_many_changes_the_list_of_a_page_behind_is_that_of_the_page_in_front(frame: Frame) -> None:
    dice, board = Random(8), frame.live.board
    frame.front.model.hold_arrivals = frame.behind.model.hold_arrivals = False
    for number in range(600):
        key = dice.choice(list(board.rows))
        due = NOW + timedelta(minutes=dice.randrange(-900, 900))
        known = board.rows[key]
        rows = [replace(known, version=known.version + 1, due_at=due, yellow_at=due - timedelta(minutes=60))]
        if dice.random() < 0.3:
            rows.append(sample_row(10_000 + number))
        gone = (dice.choice(list(board.rows)),) if dice.random() < 0.3 else ()
        frame.commit(*(row for row in rows if row.id not in gone), gone=gone)
        if dice.random() < 0.1:
            frame.following.catch_up(frame.behind)
    frame.following.catch_up(frame.behind)
    now = frame.behind.model.now
    assert [row.id for row in frame.behind.model.rows()] == [
        row.id for row in in_order(board.rows.values(), now)
    ]
    assert frame.behind.model.rows() == frame.front.model.rows()
