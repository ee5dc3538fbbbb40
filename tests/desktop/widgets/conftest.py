"""The queue of the sample desk, shown alone."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.queue_view import FilterWords, QueuePanel
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.calendars import WorkingCalendar
from tests.desktop.sample_desk import NOW, sample_rows


@pytest.fixture
def board() -> Board:
    board = Board()
    board.apply(sample_rows())
    return board


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, board: Board) -> QueuePanel:
    panel = QueuePanel(theme, WorkingCalendar(), NOW)
    qtbot.addWidget(panel)
    panel.resize(784, 554)
    panel.show()
    panel.apply_board(board, None, Filter(), NOW)
    panel.show_counts(board, Filter(), NOW, FilterWords())
    return panel
