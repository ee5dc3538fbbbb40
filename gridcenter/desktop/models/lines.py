"""A short table whose rows are replaced as a whole; columns are data."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gridcenter.desktop.models.columns import Column, Role

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LinesModel(QAbstractTableModel, Generic[Row]):
    """Rows in the order given; `key` is the id of a row, its place when there is none."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key: Callable[[Row], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return self._rows

    @property
    def widths(self) -> tuple[int, ...]:
        return tuple(column.width for column in self._columns)

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Put further rows behind the last; what is marked and in view stays."""
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows += tuple(rows)
            self.endInsertRows()

    def change_row(self, place: int, row: Row) -> None:
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))

    def remove_row(self, place: int) -> None:
        self.beginRemoveRows(QModelIndex(), place, place)
        self._rows = (*self._rows[:place], *self._rows[place + 1 :])
        self.endRemoveRows()

    def retranslate(self) -> None:
        self.show_rows(self._rows)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        return self._columns[section].title() if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        column, row = self._columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Role.STYLE:
            return column.style
        if role == Role.SORT:
            return column.sort(row)
        if role == Role.SECOND:
            return column.second(row) if column.second is not None else None
        if role == Role.ID:
            return index.row() if self._key is None else self._key(row)
        return None


class FigureLinesModel(LinesModel[Row]):
    """Titles of figures stand at the right, above them; where room is short columns yield in their order."""

    @property
    def columns(self) -> tuple[Column[Row], ...]:
        return self._columns

    @property
    def yields(self) -> tuple[int, ...]:
        return tuple(column.yields for column in self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        along = orientation == Qt.Orientation.Horizontal and 0 <= section < len(self._columns)
        if role == Qt.ItemDataRole.TextAlignmentRole and along and self._columns[section].style.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return super().headerData(section, orientation, role)
