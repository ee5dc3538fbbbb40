"""Rows kept as pictures: never different from rows written anew, and not written where nothing is different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QImage, QPaintDevice, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.queue_view import QueuePanel
from gridcenter.desktop.widgets.row_delegate import Index, RowDelegate
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.open_cards import OpenCard
from gridcenter.language import use_language
from gridcenter.services.card_rules import card_rules
from tests.desktop.sample_desk import NOW, sample_rows

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


class Desk:
    """A queue panel on a board, and what a person may do to it."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.theme = theme
        self.board = Board()
        self.board.apply(sample_rows())
        self.panel = QueuePanel(theme, WorkingCalendar(), NOW)
        qtbot.addWidget(self.panel)
        self.panel.resize(1200, 554)
        self.panel.show()
        self.panel.apply_board(self.board, None, Filter(), NOW)
        self.panel.table._set_hovered(-1)

    def change_first(self) -> None:
        first = self.panel.model.rows()[0]
        change = self.board.apply([replace(first, version=first.version + 1)])
        self.panel.apply_board(self.board, change, Filter(), NOW)

    def scroll(self, to: int) -> None:
        self.panel.table.verticalScrollBar().setValue(to)

    def lose_focus(self) -> None:
        self.panel.table.selectRow(2)
        self.panel.table._set_active(True)
        self.painted()
        self.panel.table._set_active(False)

    def issue_cards(self) -> None:
        """A card on the first row, and one whose reply is late on the second."""
        first, second = self.panel.model.rows()[:2]
        rules = card_rules()
        cards = [
            OpenCard(row.id, kind, rules.name(kind), rules.mark(kind), rules.weight(kind), due)
            for row, kind, due in ((first, "red_card", NOW + timedelta(hours=1)), (second, "reminder", NOW))
        ]
        self.panel.apply_board(self.board, self.board.put_cards(cards), Filter(), NOW)

    def let_time_pass(self) -> None:
        self.panel.tick(self.board, NOW + timedelta(minutes=7))

    def speak_english(self) -> None:
        use_language("en")
        self.panel.retranslate()

    def painted(self, ratio: float = 1.0) -> QImage:
        viewport = self.panel.table.viewport()
        image = QImage(viewport.size() * ratio, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        viewport.render(image)
        return image

    def written_anew(self) -> QImage:
        """Paint the same rows by Qt's own walk over the cells."""
        table = self.panel.table
        kept, table._pictures = table._pictures, None
        try:
            return self.painted()
        finally:
            table._pictures = kept


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    return Desk(qtbot, theme)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the cells that were written, in their order."""
    rows: list[int] = []
    paint: Callable[..., None] = RowDelegate.paint

    def note(self: RowDelegate, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rows.append(index.row())
        paint(self, painter, option, index)

    monkeypatch.setattr(RowDelegate, "paint", note)
    return rows


STEPS: dict[str, Callable[[Desk], None]] = {
    "nothing": lambda _desk: None,
    "a change": Desk.change_first,
    "the mouse over a row": lambda desk: desk.panel.table._set_hovered(3),
    "a selection": lambda desk: desk.panel.table.selectRow(2),
    "a selection that loses the focus": Desk.lose_focus,
    "scrolled by a part of a row": lambda desk: desk.scroll(17),
    "scrolled to the end": lambda desk: desk.scroll(1 << 20),
    "cards that are issued": Desk.issue_cards,
    "time": Desk.let_time_pass,
    "narrower": lambda desk: desk.panel.resize(480, 554),
    "narrower by one point": lambda desk: desk.panel.resize(1199, 554),
    "another language": Desk.speak_english,
    "another scheme": lambda desk: desk.theme.use(scheme="dark"),
    "another size": lambda desk: desk.theme.use(scale=1.5),
    "fewer rows than room": lambda desk: desk.panel.apply_board(
        desk.board, None, Filter(text=desk.panel.model.rows()[0].number), NOW
    ),
}


@pytest.mark.parametrize("step", STEPS)
def test_rows_from_pictures_look_as_rows_written_anew(desk: Desk, step: str) -> None:
    before = desk.painted()
    STEPS[step](desk)
    desk.panel.grab()
    assert desk.painted() == desk.written_anew()
    assert (desk.painted() == before) is (step == "nothing")


def test_what_looks_as_before_is_not_written_again(desk: Desk, written: list[int]) -> None:
    desk.painted()
    assert len(set(written)) > 5
    written.clear()
    desk.painted()
    assert written == []


def test_a_change_writes_the_changed_row_alone(desk: Desk, written: list[int]) -> None:
    desk.painted()
    written.clear()
    desk.change_first()
    desk.painted()
    assert set(written) == {0}


def test_no_more_pictures_are_kept_than_a_screen_and_some(desk: Desk) -> None:
    scroll = desk.panel.table.verticalScrollBar()
    for place in range(0, scroll.maximum(), 400):
        desk.scroll(place)
        desk.painted()
    pictures = desk.panel.table._pictures
    assert pictures is not None
    assert len(pictures._kept) <= 64 + 2 * 20


def test_a_screen_between_two_whole_sizes_is_painted_cell_by_cell(
    desk: Desk, written: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPaintDevice, "devicePixelRatioF", lambda _device: 1.25)
    desk.painted()
    written.clear()
    desk.painted()
    assert len(set(written)) > 5
