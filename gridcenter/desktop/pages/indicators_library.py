"""The library of indicators: all definitions with their values, found by name or by pinyin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Role
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.row_delegate import RowDelegate
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import plain_tooltip
from gridcenter.domain.indicators import Indicator, IndicatorValue, value_text
from gridcenter.language import by_count, pick, tr
from gridcenter.services.readings import sounds

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_VALUE_WIDTH = 96
_NAME = CellStyle(wraps=True)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the library: a section's head, or an indicator with its value where it is known."""

    section: str = ""
    indicator: Indicator | None = None
    value: IndicatorValue | None = None


class LibraryModel(QAbstractTableModel):
    """Counts first, then rates, in published order; section heads cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._indicators: tuple[Indicator, ...] = ()
        self._values: dict[str, IndicatorValue] = {}
        self._sought = ""
        self._lines: list[_Line] = []

    def show_indicators(self, indicators: Sequence[Indicator]) -> None:
        self._indicators = tuple(indicators)
        self._lay()

    def show_values(self, values: Sequence[IndicatorValue]) -> None:
        self._values = {value.indicator.key: value for value in values}
        self._lines = [self._filled(line) for line in self._lines]
        if self._lines:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self._lines) - 1, 1))

    def seek(self, words: str) -> None:
        """Keep what contains the words in its name, its pinyin or its initials."""
        self._sought = words.strip().lower()
        self._lay()

    def retranslate(self) -> None:
        self._lay()

    def _lay(self) -> None:
        self.beginResetModel()
        self._lines = []
        for rate, word in ((False, tr("counts {n}")), (True, tr("rates {n}"))):
            found = [one for one in self._indicators if one.is_rate is rate and self._matches(one)]
            if found:
                self._lines.append(_Line(section=word.format(n=len(found))))
                self._lines += [self._filled(_Line(indicator=one)) for one in found]
        self.endResetModel()

    def _filled(self, line: _Line) -> _Line:
        if line.indicator is None:
            return line
        return _Line(indicator=line.indicator, value=self._values.get(line.indicator.key))

    def _matches(self, indicator: Indicator) -> bool:
        if not self._sought:
            return True
        spoken = sounds(indicator.name.zh) if self._sought.isascii() else ()
        return any(self._sought in text for text in (indicator.name.zh, indicator.name.en.lower(), *spoken))

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._lines[index.row()].indicator is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if line.indicator is None:
            return self._section_data(line, index.column(), role)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return pick(line.indicator.name) if index.column() == 0 else self._value_text(line)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(line.value.reason) if line.value is not None else None
            case Role.ID:
                return line.indicator.key
            case Role.SORT:
                return line.value.figure if line.value is not None and index.column() else line.indicator.key
            case Role.STYLE:
                return _NAME if index.column() == 0 else CellStyle(color="text.secondary", right=True)
        return None

    @staticmethod
    def _section_data(line: _Line, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return line.section if column == 0 else ""
        return CellStyle("caption", "text.tertiary") if role == Role.STYLE else None

    @staticmethod
    def _value_text(line: _Line) -> str:
        return value_text(line.value) if line.value is not None else ""


class _LibraryDelegate(RowDelegate):
    """Rows as everywhere; section heads on the sunken ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(Role.ID) is not None:
            super().paint(painter, option, index)
            return
        painter.save()
        painter.fillRect(option.rect, self._theme.color("surface.sunken"))
        style = index.data(Role.STYLE)
        self._paint_text(painter, self._room(option.rect, index), index, style)
        painter.restore()


class LibraryPanel(Panel):
    """Search box over the list; `chosen` tells the key of the indicator to show."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._count = 0
        self.model = LibraryModel(self)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.table = RowTable(theme)
        self.table.rows = _LibraryDelegate(theme, parent=self.table)
        self.table.setItemDelegate(self.table.rows)
        self.table.setModel(self.model)
        self.table.set_widths([0, _VALUE_WIDTH])
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._build()
        self.search.textChanged.connect(self._seek)
        self.search.installEventFilter(self)
        self.table.chosen.connect(self._tell)
        self.retranslate()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        edge = self.theme.px(16)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        box = QVBoxLayout()
        box.setContentsMargins(edge, self.theme.px(8), edge, self.theme.px(8))
        box.addWidget(self.search)
        column.addLayout(box)
        column.addWidget(hair())
        column.addWidget(self.table, 1)
        self.set_body(body)

    def show_indicators(self, indicators: Sequence[Indicator]) -> None:
        self.model.show_indicators(indicators)
        self._count = len(indicators)
        self.retranslate()

    def show_values(self, values: Sequence[IndicatorValue]) -> None:
        self.model.show_values(values)

    def choose(self, key: str) -> bool:
        """Make this the current indicator, in the middle of the list where it had to be scrolled to."""
        found = self.table.choose(key)
        self.table.scrollTo(self.table.currentIndex(), RowTable.ScrollHint.PositionAtCenter)
        return found

    def retranslate(self) -> None:
        counted = (
            by_count(self._count, tr("{n} item"), tr("{n} items")).format(n=self._count)
            if self._count
            else ""
        )
        self.set_title(tr("Indicator library"), counted)
        self.search.setPlaceholderText(tr("Name or pinyin"))
        self.search.setAccessibleName(tr("Name or pinyin"))
        self.table.setAccessibleName(tr("Indicator library"))
        current = self.table.current_id()
        self.model.retranslate()
        if current is not None:
            self.table.choose(current)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and event.type() == QEvent.Type.KeyPress and event.key() in _INTO_LIST:  # type: ignore[attr-defined]
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
            if self.table.current_id() is None:
                self.table.setCurrentIndex(self.model.index(1, 0))
            return True
        return super().eventFilter(watched, event)

    def _seek(self, words: str) -> None:
        self.model.seek(words)

    def _tell(self, key: object) -> None:
        if isinstance(key, str):
            self.chosen.emit(key)


_INTO_LIST = {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
