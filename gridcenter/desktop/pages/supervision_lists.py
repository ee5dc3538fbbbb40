"""What the lists of Supervision share: a table of queue rows, filling it, and saying why there is nothing to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.incidents import QueueRow

NEAREST = tuple(column for column in OVERVIEW_COLUMNS if column.key != "reason")
PARKED = tuple(column for column in OVERVIEW_COLUMNS if column.key not in ("reason", "time"))


def queue_table(theme: Theme, model: QueueModel, more: Mapping[str, int] | None = None) -> RowTable:
    """Return the table of a list; `more` are widths of columns of its own, px at 100 %."""
    table = RowTable(theme, row_height="row.queue")
    table.setModel(model)
    widths = {"time": 110, "grid": 124, "unit": 152, **(more or {})}
    table.set_widths(
        [widths.get(column.key, column.width) for column in model.columns],
        [column.yields for column in model.columns],
        keeps_words=True,
    )
    return table


def say(states: StateStack, shown: Sequence[object], headline: str, sentence: str = "") -> None:
    """Show the content, or why there is none."""
    if shown:
        states.show_content()
    else:
        states.empty(headline, sentence)


def fill(model: QueueModel, rows: Sequence[QueueRow], now: datetime) -> None:
    """Show exactly these rows; a model that shows them already only lets time pass."""
    board = Board({row.id: row for row in rows})
    same = {row.id: row.version for row in model.rows()} == {row.id: row.version for row in rows}
    if same:
        model.tick(board, now, settle=True)
    else:
        model.apply_board(board, None, Filter(), now)


def follow(model: QueueModel, rows: Sequence[QueueRow], now: datetime) -> None:
    """Show exactly these open incidents; what differs from those shown is taken in place, and nothing else."""
    board, present = model.board, {row.id for row in rows}
    change = board.apply(rows, gone=[key for key in board.rows if key not in present])
    model.apply_board(board, change, Filter(), now, settle=True)
    model.tick(board, now, settle=True)
