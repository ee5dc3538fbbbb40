"""Rows of a resident's card that are made once and filled anew for each card: making them is what took longest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QBoxLayout, QWidget


@dataclass(frozen=True, slots=True)
class Widths:
    """Columns of the card in px at 100 %; the value takes what is left.

    Without a column of its own (`date` 0) the date stands under the source, and a note under the value.
    """

    group: int
    item: int
    source: int
    date: int
    action: int


WIDE = Widths(group=136, item=168, source=104, date=100, action=104)
NARROW = Widths(group=110, item=124, source=84, date=0, action=90)


class CardRow(QWidget):
    """A row that is filled for a card and emptied after it."""

    def empty(self) -> None:
        """Forget what is shown: nothing of a person stays in words, tooltips or names for screen readers."""
        raise NotImplementedError

    def set_widths(self, widths: Widths) -> None:
        raise NotImplementedError


Row = TypeVar("Row", bound=CardRow)


class RowStock(Generic[Row]):
    """The rows of one column: `rows` are in use, in their order; those left over are hidden and empty. GUI thread."""

    def __init__(self, column: QBoxLayout, make: Callable[[], Row]) -> None:
        """`make` gives an empty row, which is put at the end of the column."""
        self._column = column
        self._make = make
        self._made: list[Row] = []
        self._widths: Widths | None = None
        self.rows: list[Row] = []

    def take(self, count: int) -> list[Row]:
        """Return so many rows to be filled and shown."""
        while len(self._made) < count:
            self._add()
        for row in self.rows[count:]:
            row.empty()
        for row in self._made[count:]:
            row.hide()
        self.rows = self._made[:count]
        return self.rows

    def empty(self) -> None:
        """Empty the rows in use; they stay where they are, blank, until the next card."""
        for row in self.rows:
            row.empty()
        self.rows = []

    def reserve(self, count: int) -> Iterator[Row]:
        """Make rows until there are so many and yield each, blank and in its place."""
        while len(self._made) < count:
            yield self._add()

    def set_widths(self, widths: Widths) -> None:
        self._widths = widths
        for row in self._made:
            row.set_widths(widths)

    def _add(self) -> Row:
        row = self._make()
        self._column.addWidget(row)
        if self._widths is not None:
            row.set_widths(self._widths)
        self._made.append(row)
        return row
