"""Whole rows kept as pictures: a row that looks as it did when it was last painted is copied, not written again.

Every change of a live list, every move of the mouse over it and every scrolled line paints all rows in view, and
writing the texts of a row takes many times as long as copying it.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.widgets.row_delegate import RowDelegate

_READ = (Qt.ItemDataRole.DisplayRole, Role.SECOND, Role.LIGHT, Role.CHANGED, Role.STYLE, Role.CARD)
"""Everything a `RowDelegate` asks of a cell."""
_SPARE = 64
"""So many pictures may be kept beside those in view; a row of a wide queue takes about 0.3 MB."""


@dataclass(frozen=True, slots=True)
class _Row:
    box: QRect
    cells: list[tuple[QModelIndex, QRect]]
    selected: bool


class RowPictures:
    """The pictures of the rows of one table, each under everything its row is painted from. For the GUI thread.

    What is alike for all rows (widths, colours, fonts) is not among that: `forget` when it changes.
    """

    def __init__(self, table: QTableView, delegate: RowDelegate) -> None:
        self._table = table
        self._delegate = delegate
        self._kept: dict[Hashable, QPixmap] = {}

    def forget(self) -> None:
        self._kept.clear()

    def paint(self, wanted: QRect) -> None:
        """Paint the rows that touch this part of the viewport; called within its paint event."""
        painter = QPainter(self._table.viewport())
        used: dict[Hashable, QPixmap] = {}
        for row in self._rows(wanted):
            key = self._looks(row)
            picture = self._kept.get(key)
            used[key] = self._pictured(row) if picture is None else picture
            painter.drawPixmap(row.box.topLeft(), used[key])
        painter.end()
        if len(self._kept) > len(used) + _SPARE:
            self._kept = {}
        self._kept.update(used)

    def _rows(self, wanted: QRect) -> list[_Row]:
        table, model = self._table, self._table.model()
        first = table.rowAt(max(wanted.top(), 0))
        if model is None or first < 0:
            return []
        last = table.rowAt(wanted.bottom())
        return [self._row(place) for place in range(first, (model.rowCount() - 1 if last < 0 else last) + 1)]

    def _row(self, place: int) -> _Row:
        table, model = self._table, self._table.model()
        shown = [column for column in range(model.columnCount()) if not table.isColumnHidden(column)]
        indexes = [model.index(place, column) for column in shown]
        cells = [(index, table.visualRect(index)) for index in indexes]
        box = QRect(cells[0][1].topLeft(), cells[-1][1].bottomRight())
        return _Row(box, cells, table.selectionModel().isSelected(indexes[0]))

    def _looks(self, row: _Row) -> Hashable:
        hovered = row.cells[0][0].row() == self._delegate.hovered
        ratio = self._table.viewport().devicePixelRatioF()
        standing = (ratio, row.box.width(), row.box.height(), row.selected, hovered, self._delegate.active)
        return standing, tuple(index.data(role) for index, _ in row.cells for role in _READ)

    def _pictured(self, row: _Row) -> QPixmap:
        ratio = self._table.viewport().devicePixelRatioF()
        picture = QPixmap(row.box.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.translate(-row.box.topLeft())
        option = QStyleOptionViewItem()
        if row.selected:
            option.state |= QStyle.StateFlag.State_Selected
        for index, place in row.cells:
            option.rect = place
            self._delegate.paint(painter, option, index)
        painter.end()
        return picture
