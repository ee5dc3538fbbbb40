"""One delegate for all tables: ground, selection bar, light, texts. Nothing else lives in a cell."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from gridcenter.desktop.card_marks import card_width, paint_card, paint_mark
from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.models.columns import CellStyle, Role
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import in_two_lines, plain_tooltip
from gridcenter.domain.lights import Light
from gridcenter.domain.open_cards import CardMark

Index = QModelIndex | QPersistentModelIndex

_PLAIN = CellStyle()
_CAPTION = CellStyle("caption")
_EDGE = 16
_GAP = 8
_BREATH = 12
_DOT = " · "


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The columns whose words stand under those of `column`, because they have no room of their own."""

    column: int
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    place: QRect
    text: str
    style: CellStyle
    color: QColor


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
        self.take_in: TakenIn | None = None
        """Which columns are left out; the view says so."""
        self._words_under: dict[int, bool] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(64), self.row_height())

    def row_height(self) -> int:
        """Return the height of a row in px; words that stand under others get room to breathe."""
        usual = self._theme.size(self._row_height)
        if self.take_in is None:
            return usual
        lines = self._theme.line_height("body") + self._theme.line_height("caption")
        return max(usual, lines + self._theme.px(_BREATH))

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
        elif style.mark:
            words, room = self.words(index)[0], QRectF(self._first_line(box, index))
            paint_mark(painter, str(index.data(Role.MARK) or ""), words, room, self._theme)
        else:
            self._paint_text(painter, self._room(box, index), index, style)
        if style.lit:
            self._paint_light_before(painter, self._first_line(box, index), index, style)
        if style.right:
            self._paint_reaching_in(painter, box, index)
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
        above_middle = self._theme.px(21) if self._row_has_two(index.model().index(index.row(), 1)) else 0
        top = box.top() + (box.height() - side - above_middle) / 2
        paint_light(painter, light, QRectF(left, top, side, side), self._theme)

    def _first_line(self, box: QRect, index: Index) -> QRect:
        """Return where the first line of a cell stands: in the middle unless the row has a second one."""
        room = self._room(box, index)
        return self._two_lines(room)[0] if self._row_has_two(index) else room

    def _paint_light_before(self, painter: QPainter, room: QRect, index: Index, style: CellStyle) -> None:
        light = light_at(index)
        side = self._theme.size("glyph.inline")
        left = room.right() - self._width(self.words(index)[0], style) - side - self._theme.px(_GAP)
        if light is not None and left >= room.left():
            paint_light(
                painter, light, QRectF(left, room.center().y() - side / 2 + 1, side, side), self._theme
            )

    def _taken_by(self, card: CardMark | None) -> int:
        return card_width(self._theme, card) + self._theme.px(_GAP) if card is not None else 0

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
        card: CardMark | None = index.data(Role.CARD)
        for line in self._lines(room, index, style, card):
            self._write(painter, line)
        if card is not None:
            first = self._places(room, index, style, self.words(index), self._taken_by(card))[0]
            width = card_width(self._theme, card)
            place = QRectF(first.right() - width, first.top(), width, first.height())
            paint_card(painter, card, place, self._theme)

    def _lines(self, room: QRect, index: Index, style: CellStyle, card: CardMark | None) -> list[_Line]:
        """Return one or two lines; what is written at the left may reach into the room a neighbour leaves free."""
        first, second = words = self.words(index)
        taken = self._taken_by(card)
        upper, lower = self._places(room, index, style, words, taken)
        upper = upper.adjusted(0, 0, -taken, 0)
        color = self._ink(index, style)
        lines = [_Line(upper, first, style, color)]
        if self._may_wrap(room, style, second) and self._width(first, style) > upper.width():
            lines = self._wrapped(upper, first, style, color)
        if second:
            caption = CellStyle("caption", right=style.right, middle=style.middle)
            lines.append(_Line(lower, second, caption, self._theme.color("text.secondary")))
        return self._stacked(room, lines) if len(lines) > 1 + bool(second) else lines

    def _places(
        self, room: QRect, index: Index, style: CellStyle, words: tuple[str, str], taken: int
    ) -> tuple[QRect, QRect]:
        """Return where both lines may be written, the mark of a card, `taken` px wide, at the end of the first."""
        upper, lower = self._two_lines(room) if self._row_has_two(index) else (room, room)
        if style.right or not self._reaches_out(room, style, words, taken):
            return upper, lower
        beside = self._neighbour(index, 1, right=True)
        if beside is None:
            return upper, lower
        return self._lengthened(upper, beside, 0), self._lengthened(lower, beside, 1)

    def _reaches_out(self, room: QRect, style: CellStyle, words: tuple[str, str], taken: int) -> bool:
        first, second = words
        if self._width(first, style) + taken > room.width():
            return True
        return bool(second) and self._width(second, _CAPTION) > room.width()

    def _width(self, text: str, style: CellStyle) -> int:
        return self._theme.metrics(style.role).horizontalAdvance(text)

    def words(self, index: Index) -> tuple[str, str]:
        """Return the lines of a cell; the second holds what has no column of its own where space is short."""
        first = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        second = str(index.data(Role.SECOND) or "")
        taken = self.take_in
        if taken is not None and taken.column == index.column():
            model, row = index.model(), index.row()
            others = [model.index(row, place).data(Qt.ItemDataRole.DisplayRole) for place in taken.others]
            second = _DOT.join(str(words) for words in (second, *others) if words)
        return first, second

    def _row_has_two(self, index: Index) -> bool:
        """Say whether this very row has a second line: a row without one stands in its middle."""
        return bool(index.data(Role.SECOND)) or (self.take_in is not None and self._has_words_under(index))

    def _has_words_under(self, index: Index) -> bool:
        assert self.take_in is not None
        row = index.row()
        if row not in self._words_under:
            under = index.model().index(row, self.take_in.column)
            self._words_under[row] = bool(self.words(under)[1])
        return self._words_under[row]

    def begin(self) -> None:
        """Forget what was found out of single rows: the view is about to ask anew."""
        self._words_under.clear()

    def _two_lines(self, room: QRect) -> tuple[QRect, QRect]:
        """Return the places of both lines, a little apart where the row is high enough."""
        high, low = self._theme.line_height("body"), self._theme.line_height("caption")
        gap = min(max(room.height() - high - low, 0), self._theme.px(3))
        top = room.top() + (room.height() - high - low - gap) // 2
        upper = QRect(room.left(), top, room.width(), high)
        return upper, QRect(room.left(), top + high + gap, room.width(), low)

    def _lengthened(self, line: QRect, beside: Index, which: int) -> QRect:
        """Return a line that ends where the words of the same line in the cell at its right begin."""
        view = self._view()
        style: CellStyle = beside.data(Role.STYLE) or _PLAIN
        words = self.words(beside)[which]
        cell = self._room(view.visualRect(beside), beside)
        used = self._width(words, _CAPTION if which else style)
        taken = used + 2 * self._theme.px(_GAP) if words else 0
        return line.adjusted(0, 0, max(cell.right() - taken, line.right()) - line.right(), 0)

    def _neighbour(self, index: Index, step: int, *, right: bool) -> Index | None:
        view = self.parent()
        if not isinstance(view, QTableView):
            return None
        place = index.column() + step
        while 0 <= place < index.model().columnCount() and view.isColumnHidden(place):
            place += step
        found = index.model().index(index.row(), place)
        style: CellStyle = (found.data(Role.STYLE) if found.isValid() else None) or _PLAIN
        return found if found.isValid() and style.right is right and not style.glyph else None

    def _view(self) -> QTableView:
        view = self.parent()
        assert isinstance(view, QTableView)
        return view

    def _paint_reaching_in(self, painter: QPainter, box: QRect, index: Index) -> None:
        """Write again what reaches into this cell from the left, since its ground was painted over it."""
        before = self._neighbour(index, -1, right=False)
        if before is None:
            return
        style: CellStyle = before.data(Role.STYLE) or _PLAIN
        room = self._room(self._view().visualRect(before), before)
        card: CardMark | None = before.data(Role.CARD)
        if not self._reaches_out(room, style, self.words(before), self._taken_by(card)):
            return
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        self._paint_text(painter, room, before, style)
        painter.restore()

    def _may_wrap(self, room: QRect, style: CellStyle, second: str) -> bool:
        return style.wraps and room.height() >= (2 + bool(second)) * self._theme.line_height("caption")

    def _wrapped(self, place: QRect, text: str, style: CellStyle, color: QColor) -> list[_Line]:
        """Return a name that is too long as two small lines, broken between words."""
        small = replace(style, role="caption_strong" if style.role == "body_strong" else "caption")
        parts = in_two_lines(text, self._theme.metrics(small.role), place.width())
        return [_Line(place, part, small, color) for part in parts if part]

    def _stacked(self, room: QRect, lines: list[_Line]) -> list[_Line]:
        """Return small lines one under the other, in the middle of the row."""
        height = self._theme.line_height("caption")
        top = room.top() + (room.height() - height * len(lines)) // 2
        return [
            replace(line, place=QRect(line.place.left(), top + height * place, line.place.width(), height))
            for place, line in enumerate(lines)
        ]

    def _ink(self, index: Index, style: CellStyle) -> QColor:
        if style.color != "light":
            return self._theme.color(style.color)
        light = light_at(index)
        return self._theme.color("text.primary") if light is None else self._theme.light(light, "text")

    def _write(self, painter: QPainter, line: _Line) -> None:
        painter.setFont(self._theme.font(line.style.role))
        painter.setPen(QPen(line.color))
        mode = Qt.TextElideMode.ElideMiddle if line.style.middle else Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(line.text, mode, line.place.width() + 1)
        side = Qt.AlignmentFlag.AlignRight if line.style.right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(line.place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, shown)

    def cut_words(self, index: Index) -> str:
        """Return the whole words of a cell that is too narrow for them, for its tooltip; else nothing."""
        style: CellStyle = index.data(Role.STYLE) or _PLAIN
        if style.glyph:
            return ""
        self.begin()
        room = self._room(self._view().visualRect(index), index)
        lines = self._lines(room, index, style, index.data(Role.CARD))
        cut = any(self._width(line.text, line.style) > line.place.width() for line in lines)
        return "\n".join(words for words in self.words(index) if words) if cut else ""

    def told_words(self, index: Index) -> str:
        """Return what the tooltip of a cell says: its words where they are cut, and what there is beside them."""
        return "\n".join(part for part in (self.cut_words(index), index.data(Role.MORE)) if part)

    def helpEvent(  # noqa: N802 - Qt names it
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        words = self.told_words(index) if event.type() == QEvent.Type.ToolTip and index.isValid() else ""
        if not words:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tooltip(words), view)
        return True
