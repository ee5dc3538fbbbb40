"""One delegate for all tables: ground, selection bar, light, texts. Nothing else lives in a cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.models.columns import CellStyle, Role
from gridcenter.desktop.theme import Theme
from gridcenter.domain.lights import Light

Index = QModelIndex | QPersistentModelIndex

_PLAIN = CellStyle()
_EDGE = 16
_GAP = 8


def light_at(index: Index) -> Light | None:
    """Return the light of a row; Qt hands the enumeration back as bare text."""
    value = index.data(Role.LIGHT)
    return Light(value) if value else None


class RowDelegate(QStyledItemDelegate):
    """Paints whole rows alike: selection wins over change, change over hover.

    `row_height` is a size token (`row.queue`, `row.compact`, `row.two_line`).
    """

    def __init__(self, theme: Theme, *, row_height: str = "row.queue", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row_height = row_height
        self.hovered = -1
        """The row under the mouse; the view keeps it."""
        self.active = True
        """Whether the view has the focus: a selection elsewhere is paler."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(64), self.row_height())

    def row_height(self) -> int:
        return self._theme.size(self._row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, self._ground(index, selected))
        hair = QRect(box.left(), box.bottom(), box.width(), 1)
        painter.fillRect(hair, self._theme.color("line.hair"))
        self._paint_marks(painter, box, index, selected)
        style: CellStyle = index.data(Role.STYLE) or _PLAIN
        if style.glyph:
            self._paint_glyph(painter, box, index)
        else:
            self._paint_text(painter, self._room(box, index), index, style)
        painter.restore()

    def _ground(self, index: Index, selected: bool) -> QColor:
        if selected:
            return self._theme.color("surface.selected" if self.active else "surface.hover")
        light = light_at(index)
        if light is not None and index.data(Role.CHANGED):
            return self._theme.light(light, "tint")
        return self._theme.color("surface.hover" if index.row() == self.hovered else "surface.panel")

    def _paint_marks(self, painter: QPainter, box: QRect, index: Index, selected: bool) -> None:
        if not selected:
            return
        if index.column() == 0:
            bar = self._theme.color("accent.base" if self.active else "line.control")
            painter.fillRect(QRect(box.left(), box.top(), self._theme.px(3), box.height()), bar)

    def _paint_glyph(self, painter: QPainter, box: QRect, index: Index) -> None:
        light = light_at(index)
        if light is None:
            return
        side = self._theme.size("glyph.inline")
        left = box.left() + self._theme.px(_EDGE)
        above_middle = self._theme.px(21) if self._row_height == "row.two_line" else 0
        top = box.top() + (box.height() - side - above_middle) / 2
        paint_light(painter, light, QRectF(left, top, side, side), self._theme)

    def _room(self, box: QRect, index: Index) -> QRect:
        """Return the part of a cell that text may use: 16 at the edges of the table, 8 inside."""
        last = self._last_column(index)
        left = self._theme.px(_EDGE if index.column() == 0 else _GAP)
        right = self._theme.px(_EDGE if index.column() == last else _GAP)
        return box.adjusted(left, 0, -right, -1)

    def _last_column(self, index: Index) -> int:
        view = self.parent()
        last = index.model().columnCount() - 1
        while isinstance(view, QTableView) and last > 0 and view.isColumnHidden(last):
            last -= 1
        return last

    def _paint_text(self, painter: QPainter, room: QRect, index: Index, style: CellStyle) -> None:
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        second = index.data(Role.SECOND)
        color = self._ink(index, style)
        if not second:
            self._write(painter, room, text, style, color)
            return
        middle = room.center().y()
        upper = QRect(room.left(), middle - self._theme.px(23), room.width(), self._theme.px(24))
        lower = QRect(room.left(), middle + self._theme.px(1), room.width(), self._theme.px(20))
        self._write(painter, upper, text, style, color)
        caption = CellStyle("caption", "text.tertiary", right=style.right, middle=style.middle)
        self._write(painter, lower, str(second), caption, self._theme.color("text.secondary"))

    def _ink(self, index: Index, style: CellStyle) -> QColor:
        if style.color != "light":
            return self._theme.color(style.color)
        light = light_at(index)
        return self._theme.color("text.primary") if light is None else self._theme.light(light, "text")

    def _write(self, painter: QPainter, room: QRect, text: str, style: CellStyle, color: QColor) -> None:
        painter.setFont(self._theme.font(style.role))
        painter.setPen(QPen(color))
        mode = Qt.TextElideMode.ElideMiddle if style.middle else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(text, mode, room.width())
        side = Qt.AlignmentFlag.AlignRight if style.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
