"""The wall: one picture for people ten metres away. Nobody touches it, nothing on it names a person.

Everything is laid out on a canvas of 1920×1080 and scaled as a whole, from a small monitor to 8K.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QCursor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.ports import DeskPorts, StoreFacts
from gridcenter.desktop.theme import Theme, wall_scale
from gridcenter.domain.board import BoardChange, Filter, count_by_light
from gridcenter.domain.calendars import Calendar, WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap
from gridcenter.domain.queue import in_order, signed_time
from gridcenter.language import pick, tr

EDGE, BAND, GAP = 48, 96, 20
MAP_WIDTH, COLUMN = 1160, 632
FOOT, BANNER, STALE = 48, 128, 64
ROWS, ROW = 6, 92
PINNED_FOR = timedelta(minutes=10)
"""How long a newly red incident keeps the banner."""
_STALE_AFTER_SECONDS = 5.0
_AGAIN_MS = 15_000
_SECOND_MS = 1000


class WallWindow(QWidget):
    """Follows the live feed like a desk. A late store leaves the last picture with a banner, never a blank wall."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        *,
        zone: ZoneInfo,
        now: datetime,
        calendar: Calendar | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._live = live
        self._calendar = calendar or WorkingCalendar()
        self._title = Name("")
        self._synthetic = False
        self._rows: list[QueueRow] = []
        self.counts: dict[Light, int] = {}
        self.stale = False
        self.pinned: QueueRow | None = None
        self.store_clock = StoreClock(now, zone)
        self.map = MapView(theme, self)
        self.map.set_wall(True)
        self._cursor_at = QCursor.pos()
        self._cursor_rested = 0
        self._cursor_limit = int(theme.token("duration_ms.cursor_hide_wall"))
        self._second = self._timer(_SECOND_MS, self._tick)
        self._again = self._timer(_AGAIN_MS, self._ask)
        self._listen()

    def _timer(self, interval: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _listen(self) -> None:
        self._live.board_replaced.connect(lambda: self._follow(None))
        self._live.board_changed.connect(self._follow)
        self._live.state_changed.connect(self._take_state)
        self._theme.changed.connect(self._restyle)

    def start(self) -> None:
        """Ask the store for title and district, again and again until it answers, and begin to tick."""
        self._theme.use(scheme="dark", profile="wall")
        self._ask()
        self._second.start()
        self._lay_out()

    def _ask(self) -> None:
        questions = self._ports.questions
        self._background.read(self, questions.facts, self._take_facts, self._ask_later, topic="facts")
        self._background.read(
            self, questions.district, self._take_district, self._ask_later, topic="district"
        )

    def _ask_later(self, _refusal: Refusal) -> None:
        self._again.start()

    def _take_facts(self, facts: StoreFacts) -> None:
        self._title, self._synthetic = facts.title, facts.synthetic
        self.setWindowTitle(pick(facts.title))
        self.update()

    def _take_district(self, district: DistrictMap) -> None:
        self._again.stop()
        self.map.show_district(district)

    # Following

    def _follow(self, change: BoardChange | None) -> None:
        now = self.store_clock.now()
        self.map.apply_board(self._live.board, change, Filter(), now)
        self._count(now)

    def _count(self, now: datetime) -> None:
        rows = list(self._live.board.rows.values())
        self.counts = dict(count_by_light(rows, now))
        red = [row for row in rows if row.light(now) is Light.RED]
        self._rows = in_order(red, now)[:ROWS]
        fresh = [row for row in red if row.due_at is not None and now - row.due_at <= PINNED_FOR]
        self.pinned = max(fresh, key=lambda row: (row.due_at or now, row.id), default=None)
        self._lay_out()
        self.update()

    def _take_state(self, state: FeedState) -> None:
        if state.connected and state.as_of is not None:
            self.store_clock.set(state.as_of)
        self._check_age()

    def _tick(self) -> None:
        self._watch_cursor()
        self._check_age()
        if not self.stale:
            before = self.counts
            self._count(self.store_clock.now())
            if before != self.counts:
                self.map.apply_board(self._live.board, None, Filter(), self.store_clock.now())

    def _check_age(self) -> None:
        stale = self.store_clock.age_seconds() > _STALE_AFTER_SECONDS
        if stale != self.stale:
            self.stale = stale
            self._lay_out()
        self.update()

    # Layout and painting, in px of the canvas

    def _lay_out(self) -> None:
        scale = wall_scale(max(self.width(), 320), max(self.height(), 180))
        self._theme.use(scale=scale)
        self.map.set_scale(scale)
        top = EDGE / 2 + BAND + (STALE if self.stale else 0)
        bottom = 1080 - FOOT - (BANNER + GAP if self.pinned is not None else 0)
        self._map_box = QRectF(EDGE, top, MAP_WIDTH, bottom - top)
        self.map.setGeometry(self._px(self._map_box.adjusted(1, 1, -1, -1)))

    def _px(self, box: QRectF) -> QRect:
        return self._scaled(box).toRect()

    def _scaled(self, box: QRectF) -> QRectF:
        """Turn a box of the canvas into px of this window; the canvas stands in its middle."""
        scale = self._theme.look.scale
        left = (self.width() - 1920 * scale) / 2
        top = (self.height() - 1080 * scale) / 2
        return QRectF(
            left + box.x() * scale, top + box.y() * scale, box.width() * scale, box.height() * scale
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("surface.canvas"))
        painter.setPen(QPen(self._theme.color("line.normal")))
        painter.drawRoundedRect(self._px(self._map_box), self._theme.px(6), self._theme.px(6))
        self._paint_head(painter)
        self._paint_figures(painter)
        self._paint_rows(painter)
        if self.pinned is not None:
            self._paint_banner(painter, self.pinned)
        if self.stale:
            self._paint_stale(painter)
        self._paint_foot(painter)
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        shift = STALE if self.stale else 0
        local = self.store_clock.local(self._shown_time())
        title = " · ".join(part for part in (pick(self._title), tr("Grid situation")) if part)
        self._write(painter, QRectF(EDGE, 20 + shift, 1200, 92), title, "title", "text.primary")
        clock = QRectF(1920 - EDGE - 240, 20 + shift, 240, 92)
        self._write(painter, clock, f"{local:%H:%M}", "figure", "text.primary", right=True)
        words = (
            tr("standing still")
            if self.stale
            else tr("live · {s} s ago").format(s=f"{self.store_clock.age_seconds():.1f}")
        )
        box = QRectF(1920 - EDGE - 190 - 420, 20 + shift, 420, 92)
        self._write(painter, box, words, "caption", "text.secondary", right=True)
        width = self._theme.metrics("caption").horizontalAdvance(words) / self._theme.look.scale
        light = Light.GREY if self.stale else Light.GREEN
        self._glyph(painter, light, QRectF(box.right() - width - 36, box.center().y() - 9, 18, 18))

    def _shown_time(self) -> datetime:
        """Return now, or the time of the data while they stand still."""
        as_of = self._live.state.as_of
        return as_of if self.stale and as_of is not None else self.store_clock.now()

    def _paint_figures(self, painter: QPainter) -> None:
        left, top = self._column_at()
        figures = (
            (tr("Red"), Light.RED, self.counts.get(Light.RED, 0)),
            (tr("Yellow"), Light.YELLOW, self.counts.get(Light.YELLOW, 0)),
            (tr("Open"), None, sum(self.counts.values())),
        )
        for place, (word, light, count) in enumerate(figures):
            x = left + place * COLUMN / 3
            if light is not None:
                self._glyph(painter, light, QRectF(x, top + 10, 22, 22))
            self._write(
                painter, QRectF(x + (36 if light else 0), top, 200, 42), word, "caption", "text.secondary"
            )
            color = "lights.red.text" if light is Light.RED else "text.primary"
            self._write(painter, QRectF(x, top + 44, 230, 100), thousands(count), "display", color)

    def _column_at(self) -> tuple[float, float]:
        return EDGE + MAP_WIDTH + 1920 - 2 * EDGE - MAP_WIDTH - COLUMN, self._map_box.top()

    def _paint_rows(self, painter: QPainter) -> None:
        left, top = self._column_at()
        head = QRectF(left, top + 152, COLUMN, 36)
        shown = tr("first {n} red ones").format(n=len(self._rows)) if self._rows else tr("No red incidents")
        self._write(painter, head, shown, "caption", "text.tertiary")
        self._write(
            painter, head, tr("overdue") if self._rows else "", "caption", "text.tertiary", right=True
        )
        room = self._map_box.bottom() - head.bottom() - 4
        step = min(ROW, room / ROWS) if self.pinned is not None else min(ROW * 1.2, room / ROWS)
        for place, row in enumerate(self._rows):
            self._paint_row(painter, QRectF(left, head.bottom() + 4 + place * step, COLUMN, step), row)

    def _paint_row(self, painter: QPainter, box: QRectF, row: QueueRow) -> None:
        painter.fillRect(
            self._px(QRectF(box.left(), box.top(), box.width(), 1.5)), self._theme.color("line.normal")
        )
        middle = box.center().y()
        self._glyph(painter, Light.RED, QRectF(box.left() + 4, middle - 30, 24, 24))
        late = signed_time(row, self.store_clock.now(), self._calendar)
        taken = self._theme.metrics("body_strong").horizontalAdvance(late) / self._theme.look.scale
        words = QRectF(box.left() + 50, middle - 40, box.width() - 50 - taken - 24, 42)
        self._write(painter, words, pick(row.category), "body_strong", "text.primary")
        where = " · ".join(part for part in (pick(row.grid) or pick(row.community), pick(row.unit)) if part)
        below = QRectF(box.left() + 50, middle, box.width() - 50, 38)
        self._write(painter, below, where, "caption", "text.secondary")
        right = QRectF(box.right() - 300, middle - 40, 300, 42)
        self._write(painter, right, late, "body_strong", "lights.red.text", right=True)

    def _paint_banner(self, painter: QPainter, row: QueueRow) -> None:
        box = QRectF(EDGE, 1080 - FOOT - BANNER, 1920 - 2 * EDGE, BANNER)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.light(Light.RED, "tint"))
        painter.drawRoundedRect(self._px(box), self._theme.px(6), self._theme.px(6))
        painter.fillRect(self._px(QRectF(box.left(), box.top(), 12, BANNER)), self._theme.light(Light.RED))
        self._glyph(painter, Light.RED, QRectF(box.left() + 54, box.center().y() - 24, 48, 48))
        title = tr("New red light · {what}").format(what=pick(row.category))
        self._write(
            painter, QRectF(box.left() + 148, box.top() + 14, 1200, 60), title, "title", "text.primary"
        )
        where = " · ".join(part for part in (pick(row.grid) or pick(row.community), pick(row.unit)) if part)
        self._write(
            painter, QRectF(box.left() + 148, box.top() + 72, 1200, 40), where, "caption", "text.secondary"
        )
        late = signed_time(row, self.store_clock.now(), self._calendar)
        right = QRectF(box.right() - 540, box.top() + 24, 500, 80)
        self._write(painter, right, late, "figure", "lights.red.text", right=True)

    def _paint_stale(self, painter: QPainter) -> None:
        box = QRectF(0, 0, 1920, STALE)
        painter.fillRect(self._px(box), self._theme.color("surface.stale"))
        self._glyph(painter, Light.GREY, QRectF(EDGE, 17, 30, 30))
        local = self.store_clock.local(self._shown_time())
        words = tr("Data stopped at {time}, {s} s ago").format(
            time=f"{local:%H:%M:%S}", s=int(self.store_clock.age_seconds())
        )
        self._write(painter, QRectF(EDGE + 48, 0, 1700, STALE), words, "body_strong", "text.on_stale")

    def _paint_foot(self, painter: QPainter) -> None:
        box = QRectF(EDGE, 1080 - FOOT + 4, 1920 - 2 * EDGE, 38)
        self._write(painter, box, tr("Colours: open incidents per grid"), "caption", "text.tertiary")
        if self._synthetic:
            self._write(painter, box, tr("Demo data, all synthetic"), "caption", "text.tertiary", right=True)

    def _glyph(self, painter: QPainter, light: Light, box: QRectF) -> None:
        paint_light(painter, light, self._scaled(box), self._theme)

    def _write(
        self, painter: QPainter, box: QRectF, text: str, role: str, color: str, *, right: bool = False
    ) -> None:
        font: QFont = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        room = self._px(box)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    # What Qt tells

    def _restyle(self) -> None:
        self.map.apply_theme()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.map.retranslate()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 leaves and enters full screen; Ctrl+Q closes. Esc does nothing: a wall is not closed by accident."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Q and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def _watch_cursor(self) -> None:
        """Hide a cursor that has rested for three seconds, show one that moves."""
        place = QCursor.pos()
        if place != self._cursor_at:
            self._cursor_at, self._cursor_rested = place, 0
        else:
            self._cursor_rested += _SECOND_MS
        hidden = QApplication.overrideCursor() is not None
        if self._cursor_rested >= self._cursor_limit and not hidden:
            QApplication.setOverrideCursor(QCursor(Qt.CursorShape.BlankCursor))
        elif not self._cursor_rested and hidden:
            QApplication.restoreOverrideCursor()

    def closeEvent(self, event: QCloseEvent) -> None:
        for timer in (self._second, self._again):
            timer.stop()
        if QApplication.overrideCursor() is not None:
            QApplication.restoreOverrideCursor()
        self.map.release()
        super().closeEvent(event)
