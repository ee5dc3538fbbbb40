"""The scene Grid situation: the map, three large figures and the most pressing red incidents, painted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.wall_canvas import WIDE, WallCanvas
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.domain.open_cards import CardMark, mark_of
from gridcenter.domain.places import DistrictMap
from gridcenter.domain.queue import signed_time
from gridcenter.language import by_count, pick, tr

COLUMN, COLUMN_SHARE, GAP = 632, 0.36, 32
"""The figures and rows beside the map: so wide, and on a wider wall at least this share of it."""
ROWS, LEAST_ROW, MOST_ROW = 6, 88, 120
HEAD = 188
"""Where the rows begin, under the figures."""


class SituationScene(QWidget):
    """Lives on the GUI thread. Its canvas begins at its own upper left corner."""

    def __init__(
        self, theme: Theme, *, calendar: Calendar, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._canvas = WallCanvas(theme)
        self._theme = theme
        self._calendar = calendar
        self._now = now
        self._board = Board()
        self.rows: list[QueueRow] = []
        self.counts: Mapping[Light, int] = {}
        self.map = MapView(theme, self)
        self.map.set_wall(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lay_out()

    def show_district(self, district: DistrictMap) -> None:
        self.map.show_district(district)

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self._board = board
        self.map.apply_board(board, change, chosen, now)
        self._count(now)

    def tick(self, now: datetime) -> None:
        """Let a second pass: overdue times grow, and when a light has turned the map is told."""
        before = self.counts
        self._count(now)
        if before != self.counts:
            self.map.apply_board(self._board, BoardChange(), Filter(), now)

    def show_stale(self, since: str) -> None:
        """The frame's banner says since when the picture stands."""

    def apply_theme(self) -> None:
        self.map.apply_theme()
        self._lay_out()
        self.update()

    def _count(self, now: datetime) -> None:
        self._now = now
        self.counts = dict(self._board.lights(now))
        self.rows = [row for row in self._board.foremost(now, ROWS) if row.light(now) is Light.RED]
        self.update()

    # Layout and painting, in px of the canvas

    def _lay_out(self) -> None:
        self.map.set_scale(self._theme.look.scale)
        length = self._canvas.length
        width = length(self.width())
        self._column = max(COLUMN, width * COLUMN_SHARE) if width > WIDE else COLUMN
        self._map_box = QRectF(0, 0, max(width - self._column - GAP, 200), length(self.height()))
        self.map.setGeometry(self._canvas.px(self._map_box.adjusted(1, 1, -1, -1)))

    def _left(self) -> float:
        return self._map_box.right() + GAP

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("line.normal")))
        radius = 6 * self._theme.look.scale
        painter.drawRoundedRect(self._canvas.px(self._map_box), radius, radius)
        self._paint_figures(painter)
        self._paint_head(painter)
        self._paint_rows(painter)
        painter.end()

    def _paint_figures(self, painter: QPainter) -> None:
        figures = (
            (tr("Red"), Light.RED, self.counts.get(Light.RED, 0)),
            (tr("Yellow"), Light.YELLOW, self.counts.get(Light.YELLOW, 0)),
            (tr("Open"), None, sum(self.counts.values())),
        )
        for place, (word, light, count) in enumerate(figures):
            x = self._left() + place * self._column / 3
            if light is not None:
                self._canvas.glyph(painter, light, QRectF(x, 10, 22, 22))
            beside = QRectF(x + (36 if light else 0), 0, 170, 42)
            self._canvas.write(painter, beside, word, "caption", "text.secondary")
            color = "lights.red.text" if light is Light.RED else "text.primary"
            below = QRectF(x, 44, self._column / 3, 100)
            self._canvas.write(painter, below, thousands(count), "display", color)

    def _paint_head(self, painter: QPainter) -> None:
        head = QRectF(self._left(), HEAD - 36, self._column, 36)
        shown = min(self._fitting(), len(self.rows))
        words = (
            by_count(shown, tr("{n} red one"), tr("first {n} red ones")).format(n=shown)
            if shown
            else tr("No red incidents")
        )
        self._canvas.write(painter, head, words, "caption", "text.tertiary")
        if self.rows:
            self._canvas.write(painter, head, tr("overdue"), "caption", "text.tertiary", right=True)

    def _room(self) -> float:
        return self._map_box.bottom() - HEAD - 4

    def _fitting(self) -> int:
        return max(min(int(self._room() // LEAST_ROW), ROWS), 1)

    def _paint_rows(self, painter: QPainter) -> None:
        fitting = self._fitting()
        step = min(MOST_ROW, self._room() / fitting)
        for place, row in enumerate(self.rows[:fitting]):
            self._paint_row(painter, QRectF(self._left(), HEAD + 4 + place * step, self._column, step), row)

    def _paint_row(self, painter: QPainter, box: QRectF, row: QueueRow) -> None:
        canvas, middle = self._canvas, box.center().y()
        line = QRectF(box.left(), box.top(), box.width(), 1.5)
        painter.fillRect(canvas.px(line), self._theme.color("line.normal"))
        canvas.glyph(painter, Light.RED, QRectF(box.left() + 4, middle - 30, 24, 24))
        late, category = signed_time(row, self._now, self._calendar), pick(row.category)
        above = QRectF(box.left() + 50, middle - 40, box.width() - 50, 42)
        below = QRectF(box.left() + 50, middle, box.width() - 50, 38)
        taken, mark = canvas.advance(late, "body_strong") + 24, self._mark(row)
        marked = canvas.card_width(mark) + 16 if mark else 0.0
        crowded = canvas.advance(category, "body_strong") + marked + taken > above.width()
        first, second = (0.0, taken) if crowded else (taken, 0.0)
        if mark:
            canvas.card(painter, mark, above.adjusted(above.width() - first - marked, 0, 0, 0))
        title = above.adjusted(0, 0, -first - marked, 0)
        canvas.write(painter, title, category, "body_strong", "text.primary")
        where, room = where_words(row), below.adjusted(0, 0, -second, 0)
        if canvas.advance(where, "caption") > room.width():
            where = place_words(row)
        canvas.write(painter, room, where, "caption", "text.secondary")
        beside = below if crowded else above
        canvas.write(painter, beside, late, "body_strong", "lights.red.text", right=True)

    def _mark(self, row: QueueRow) -> CardMark | None:
        return mark_of(self._board.cards.get(row.id, ()), self._now)

    # What Qt tells

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.map.retranslate()
            self.update()


def place_words(row: QueueRow) -> str:
    """Return grid or community: never an address."""
    return pick(row.grid) or pick(row.community)


def where_words(row: QueueRow) -> str:
    """Return the place and the unit that holds the incident: never a person."""
    return " · ".join(part for part in (place_words(row), pick(row.unit)) if part)
