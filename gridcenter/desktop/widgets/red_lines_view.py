"""The red board as painted rows: unit, ◆ count, age bands on the ramp, trend, longest, yellow, cards; a total row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.models.red_lines import RedLine, overdue_words, total
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.red_trend import RedTrend, paint_trend
from gridcenter.desktop.widgets.text import in_two_lines, plain_tooltip
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.lights import Light
from gridcenter.language import pick, tr

HEAD = 40
"""How high the headings are, px at 100 %; they stand above the view."""
_ROW = 41
_BANDS, _BANDS_NARROW = (0.25, 0.074), (0.245, 0.082)
"""Where the age bands begin and how far they are apart, as shares of the width."""
_RED = (0.172, 0.065)
_TREND, _TREND_SHORT, _TREND_NARROW = (0.628, 0.112), (0.628, 0.078), (0.662, 0.1)
_UNIT, _UNIT_NARROW = 0.19, 0.165
"""A name may reach under the head of the red counts, which stand at the right of their column."""
_LONGEST, _LONGEST_SHORT = (0.742, 0.123), (0.704, 0.138)
_YELLOW, _YELLOW_SHORT = (0.862, 0.056), (0.852, 0.056)
_CARDS, _CARDS_SHORT = (0.918, 0.082), (0.908, 0.092)
_NARROW_BELOW, _SHORT_BELOW = 680, 900
_STEPS = (0, 1, 2, 4, 7)
"""From which count on a cell takes the next class of the ramp."""


def band_titles() -> tuple[str, ...]:
    return (tr("≤30 min"), tr("30–60 min"), tr("1–4 h"), tr("4–8 h"), tr(">1 work day"))


def short_band_titles() -> tuple[str, ...]:
    """Return the same for a narrow board."""
    return (tr("≤½ h"), tr("½–1 h"), tr("1–4 h"), tr("4–8 h"), tr(">1 wd"))


class RedLinesView(QWidget):
    """Rows of 41; a click, or Enter on the marked row, gives the unit."""

    unit_pressed = Signal(object)
    """A unit id, None for incidents that no unit holds yet."""
    band_pressed = Signal(object, int)
    """A unit id and the place of an age band whose count was pressed."""
    trend_pressed = Signal(object, bool)
    """A unit id, and whether the trend of all units was pressed."""
    widened = Signal()
    """The columns stand elsewhere than before."""
    line_marked = Signal(int, int)
    """Top and bottom of the line that the keyboard has come to, px of the view."""
    card_wanted = Signal(object)
    """A unit id: somebody wants to issue a card to it."""

    def __init__(self, theme: Theme, calendar: Calendar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._calendar = calendar
        self._lines: tuple[RedLine, ...] = ()
        self._marked = -1
        self._trend = RedTrend({}, ())
        self.chosen: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        theme.changed.connect(self.update)

    def show_lines(self, lines: Sequence[RedLine], chosen: int | None) -> None:
        self._lines, self.chosen = tuple(lines), chosen
        self.setMinimumHeight(self.sizeHint().height())
        self.setAccessibleDescription("; ".join(f"{pick(line.unit)} {line.red}" for line in lines))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.widened.emit()

    def show_trend(self, trend: RedTrend) -> None:
        self._trend = trend
        self.update()

    def marked(self) -> RedLine | None:
        """Return the line that the keyboard or the mouse is on; else that of the chosen unit."""
        if 0 <= self._marked < len(self._lines):
            return self._lines[self._marked]
        return next((line for line in self._lines if self.chosen and line.unit_id == self.chosen), None)

    def sizeHint(self) -> QSize:
        rows = len(self._lines) + 1
        return QSize(self._theme.px(640), self._theme.px(rows * _ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines in view: a full district has seventy and more, of which a page shows a dozen."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        seen = QRectF(event.rect())
        for place, line in enumerate(self._lines):
            if seen.intersects(self._box(place)):
                self._paint_line(painter, self._box(place), line, place)
        if self._lines and seen.intersects(self._box(len(self._lines))):
            self._paint_total(painter, self._box(len(self._lines)))
        if self.hasFocus() and self.marked() is None:
            self._paint_frame(painter)
        painter.end()

    def _paint_frame(self, painter: QPainter) -> None:
        """Show that the keyboard is here although no line is marked: the next arrow marks the first."""
        painter.setPen(QPen(self._theme.color("line.focus"), 2))
        painter.drawRect(self.visibleRegion().boundingRect().adjusted(1, 1, -1, -1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _box(self, place: int) -> QRectF:
        px = self._theme.px
        return QRectF(0, place * px(_ROW), self.width(), px(_ROW))

    def paint_head(self, painter: QPainter, head: QRectF) -> None:
        """Write the headings into a strip as wide as the view."""
        for cell, title, side in self._titles(head):
            self._say(painter, cell, title, "caption", "text.tertiary", side)
        self._hair(painter, head)

    def _titles(self, head: QRectF) -> Iterator[tuple[QRectF, str, str]]:
        """Yield the heading of each column with its room and the side it stands at."""
        yield self._cell(head, 0.0, 0.18), tr("Unit") if self._narrow() else tr("Responsible unit"), "left"
        yield self._cell(head, *_RED), tr("Red"), "right"
        over = self._theme.px(12)
        for place, title in enumerate(short_band_titles() if self._short() else band_titles()):
            yield self._band_cell(head, place).adjusted(-over, 0, over, 0), title, "middle"
        yield self._cell(head, *self._trend_at()), _trend_title(self._short()), "left"
        longest = tr("Longest") if self._short() else tr("Longest overdue")
        yield self._cell(head, *self._longest()), longest, "right"
        if not self._narrow():
            yield self._cell(head, *self._yellow()), tr("Yellow"), "right"
            yield self._cell(head, *self._cards()), tr("Cards due"), "right"

    def _paint_line(self, painter: QPainter, box: QRectF, line: RedLine, place: int) -> None:
        if line.unit_id is not None and line.unit_id == self.chosen:
            painter.fillRect(box, self._theme.color("surface.selected"))
        elif place == self._marked:
            painter.fillRect(box, self._theme.color("surface.hover"))
        unit = pick(line.unit) or tr("not assigned yet")
        self._say_name(painter, self._cell(box, 0.0, _UNIT_NARROW if self._narrow() else _UNIT), unit)
        self._counts(painter, box, line)
        for band, count in enumerate(line.bands):
            self._paint_band(painter, self._band_cell(box, band), count)
        paint_trend(
            painter,
            self._theme,
            self._cell(box, *self._trend_at()),
            self._trend.before(line.unit_id),
            line.red,
            highest=self._highest(),
        )
        self._hair(painter, box)

    def _highest(self) -> int:
        return max((count for counts in self._trend.units.values() for count in counts), default=0)

    def _counts(self, painter: QPainter, box: QRectF, line: RedLine) -> None:
        red = self._cell(box, *_RED)
        count = str(line.red) if line.red else "—"
        self._say(painter, red, count, "body_strong" if line.red else "body", "text.primary", "right")
        if line.red:
            width = self._theme.metrics("body_strong").horizontalAdvance(count)
            self._light(painter, Light.RED, red.right() - width - self._theme.px(22), box)
        words = overdue_words(line, self._calendar) if line.red else "—"
        self._say(painter, self._cell(box, *self._longest()), words, "body", "text.primary", "right")
        if not self._narrow():
            self._yellow_count(painter, box, line)
            owed = str(line.cards) if line.cards else "—"
            self._say(painter, self._cell(box, *self._cards()), owed, "body", "text.primary", "right")

    def _yellow_count(self, painter: QPainter, box: QRectF, line: RedLine) -> None:
        yellow = self._cell(box, *self._yellow())
        self._say(painter, yellow, str(line.yellow) if line.yellow else "—", "body", "text.primary", "right")
        if line.yellow:
            width = self._theme.metrics("body").horizontalAdvance(str(line.yellow))
            self._light(painter, Light.YELLOW, yellow.right() - width - self._theme.px(20), box)

    def _narrow(self) -> bool:
        """Whether yellow counts and cards have to go, because times and heads need their room."""
        return self.width() < self._theme.px(_NARROW_BELOW)

    def _short(self) -> bool:
        """Whether the heads of bands and times have to be written short."""
        return self.width() < self._theme.px(_SHORT_BELOW)

    def _trend_at(self) -> tuple[float, float]:
        if self._narrow():
            return _TREND_NARROW
        return _TREND_SHORT if self._short() else _TREND

    def _longest(self) -> tuple[float, float]:
        """Return where the longest overdue times stand, as shares of the width."""
        if self._narrow():
            start = _LONGEST[0] + 0.03
            return start, 1 - start
        return _LONGEST_SHORT if self._short() else _LONGEST

    def _yellow(self) -> tuple[float, float]:
        return _YELLOW_SHORT if self._short() else _YELLOW

    def _cards(self) -> tuple[float, float]:
        return _CARDS_SHORT if self._short() else _CARDS

    def _light(self, painter: QPainter, light: Light, left: float, box: QRectF) -> None:
        side = self._theme.px(11)
        paint_light(painter, light, QRectF(left, box.center().y() - side / 2, side, side), self._theme)

    def _paint_band(self, painter: QPainter, cell: QRectF, count: int) -> None:
        if not count:
            self._say(painter, cell, "·", "body", "text.tertiary", "middle")
            return
        ramp = self._theme.ramp()
        step = max(place for place, least in enumerate(_STEPS) if count >= least)
        painter.setPen(QPen(ramp[3]))
        painter.setBrush(ramp[step])
        painter.drawRoundedRect(cell, self._theme.px(4), self._theme.px(4))
        bright = step >= 3 and not self._theme.dark
        self._say(
            painter, cell, str(count), "body_strong", "text.on_accent" if bright else "text.primary", "middle"
        )

    def _paint_total(self, painter: QPainter, box: QRectF) -> None:
        line = total(self._lines)
        painter.fillRect(box, self._theme.color("surface.sunken"))
        self._say(painter, self._cell(box, 0.0, 0.18), tr("Total"), "body_strong", "text.primary")
        sums = [(_RED, str(line.red)), (self._longest(), overdue_words(line, self._calendar))]
        if not self._narrow():
            sums += [(self._yellow(), str(line.yellow)), (self._cards(), str(line.cards))]
        for place, text in sums:
            self._say(painter, self._cell(box, *place), text, "body_strong", "text.primary", "right")
        for band, count in enumerate(line.bands):
            self._say(
                painter, self._band_cell(box, band), str(count), "body_strong", "text.primary", "middle"
            )
        paint_trend(painter, self._theme, self._cell(box, *self._trend_at()), self._trend.whole, line.red)

    def _cell(self, box: QRectF, start: float, share: float) -> QRectF:
        """Return a part of a row between the edges of 16, by shares of the room between them."""
        edge = self._theme.px(16)
        room = box.width() - 2 * edge
        return QRectF(edge + room * start, box.top(), room * share, box.height())

    def _band_cell(self, box: QRectF, band: int) -> QRectF:
        px = self._theme.px
        start, step = _BANDS_NARROW if self._narrow() else _BANDS
        cell = self._cell(box, start + band * step, step)
        width, height = min(px(64), int(cell.width()) - 4), px(28)
        return QRectF(cell.center().x() - width / 2, cell.center().y() - height / 2, width, height)

    def _hair(self, painter: QPainter, box: QRectF) -> None:
        painter.fillRect(QRectF(0, box.bottom() - 1, box.width(), 1), self._theme.color("line.hair"))

    def _say_name(self, painter: QPainter, box: QRectF, name: str) -> None:
        """Write the name of a unit, on two small lines where it is too long for one."""
        if self._theme.metrics("body").horizontalAdvance(name) <= box.width():
            self._say(painter, box, name, "body", "text.primary")
            return
        height = self._theme.line_height("caption")
        parts = [
            part for part in in_two_lines(name, self._theme.metrics("caption"), int(box.width())) if part
        ]
        top = box.center().y() - height * len(parts) / 2
        for place, part in enumerate(parts):
            line = QRectF(box.left(), top + height * place, box.width(), height)
            self._say(painter, line, part, "caption", "text.primary")

    def _say(
        self, painter: QPainter, box: QRectF, text: str, role: str, color: str, side: str = "left"
    ) -> None:
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "middle": Qt.AlignmentFlag.AlignHCenter,
        }
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        painter.drawText(box, sides[side] | Qt.AlignmentFlag.AlignVCenter, shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._mark(int(event.position().y() // self._theme.px(_ROW)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what stands behind a count or a trend; anywhere else on a line the desk is narrowed to the unit."""
        self.mouseMoveEvent(event)
        place = int(event.position().y() // self._theme.px(_ROW))
        if not 0 <= place <= len(self._lines):
            return
        whole = place == len(self._lines)
        box = self._box(place)
        line = None if whole else self._lines[place]
        if self._trend.whole and self._cell(box, *self._trend_at()).contains(event.position()):
            self.trend_pressed.emit(line.unit_id if line else None, whole)
            return
        for band, count in enumerate(line.bands if line else ()):
            if count and line and self._band_cell(box, band).contains(event.position()):
                self.band_pressed.emit(line.unit_id, band)
                return
        self._press()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tooltip(self.explained(event.pos())), self)
            return True
        return super().event(event)

    def explained(self, spot: QPoint) -> str:
        """Say how the column under the mouse is counted."""
        head = QRectF(0, 0, self.width(), max(self.height(), self._theme.px(HEAD)))
        if self._cell(head, *self._trend_at()).contains(spot):
            return trend_explained()
        bands = self._band_cell(head, 0).united(self._band_cell(head, 4))
        return bands_explained() if bands.contains(spot) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._mark_line(self._marked + 1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._mark_line(self._marked - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._press()
            case Qt.Key.Key_L:
                self._open_trend()
            case Qt.Key.Key_C if not event.modifiers():
                self.want_card()
            case _:
                super().keyPressEvent(event)

    def _mark_line(self, place: int) -> None:
        """Mark the line with this place, or the nearest there is, and tell where it stands."""
        self._mark(min(max(place, 0), len(self._lines) - 1))
        if self._marked >= 0:
            box = self._box(self._marked)
            self.line_marked.emit(int(box.top()), int(box.bottom()))

    def _mark(self, place: int) -> None:
        self._marked = place if 0 <= place < len(self._lines) else -1
        self.update()

    def _open_trend(self) -> None:
        line = self.marked()
        self.trend_pressed.emit(line.unit_id if line else None, line is None)

    def want_card(self) -> None:
        line = self.marked()
        if line is not None:
            self.card_wanted.emit(line.unit_id)

    def _press(self) -> None:
        if 0 <= self._marked < len(self._lines):
            self.unit_pressed.emit(self._lines[self._marked].unit_id)


def _trend_title(short: bool) -> str:
    return tr("14 days") if short else tr("14 days, same hour")


def trend_explained() -> str:
    return tr(
        "Red incidents at this time of day on each of the last 14 days, today in ink, and the difference to "
        "yesterday. An incident counts as red at a moment when the clock that pressed it then had passed its "
        "deadline, ran and had not ended. Deadlines count as they stand now. The area is respected, other filters "
        "are not. A press opens the incidents."
    )


def bands_explained() -> str:
    return tr(
        "How long incidents are overdue, each counted by its own clock: working time where its limit is one of "
        "working time, all hours where it is not. A limit belongs to the band it ends. A press opens the incidents."
    )
