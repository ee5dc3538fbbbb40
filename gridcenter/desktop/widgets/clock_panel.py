"""One clock of an incident: limit, deadline, what is left or overrun, and a bar with its yellow and red marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.domain.clock_words import clock_title as clock_title
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.incidents import ClockView
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import MINUS, duration
from gridcenter.language import pick, tr

_HEIGHT = 118
_EDGE = 16
_BAR = 8
_DAYS_FROM = 3
"""Below so many days a clock is read in hours and minutes."""


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What the panel says about a clock at one moment."""

    title: str
    title_short: str
    title_brief: str
    due: str
    due_short: str
    figure: str
    short: str
    """The figure where space is short."""
    used: str
    used_brief: str = ""

    def headings(self) -> list[tuple[str, str]]:
        """Return title and deadline, the fullest form first."""
        return [
            (self.title, self.due),
            (self.title, self.due_short),
            (self.title_short, self.due_short),
            (self.title_brief, self.due_short),
            (self.title_brief.partition(" · ")[0], self.due_short),
        ]

    def figures(self) -> list[tuple[str, str, str]]:
        """Return type role and words of the figure and what is used, the fullest form first."""
        return [
            ("figure", self.figure, self.used),
            ("title", self.figure, self.used),
            ("title", self.short, self.used),
            ("title", self.figure, self.used_brief),
            ("title", self.short, self.used_brief),
            ("title", self.short, ""),
        ]


def limit_words(clock: ClockView, *, brief: bool = False) -> str:
    """Return the limit as the standard states it, or in hours and minutes once it was extended."""
    if clock.limit_minutes == clock.limit.minutes:
        return clock.limit.brief if brief else clock.limit.text
    return duration(clock.limit_minutes, clock.mode, clock.calendar)


def clock_words(clock: ClockView, now: datetime, zone: tzinfo) -> ClockWords:
    used = clock.used(now)
    due = f"{clock.due_at.astimezone(zone):%m-%d %H:%M}"
    step = pick(clock.name) if clock.kind is ClockKind.STEP else ""
    short = tr("Whole") if clock.kind is ClockKind.WHOLE else step or clock_title(clock.kind)
    parts = [clock_title(clock.kind), step, limit_words(clock)]
    return ClockWords(
        title=" · ".join(part for part in parts if part),
        title_short=f"{short} · {limit_words(clock)}",
        title_brief=f"{short} · {limit_words(clock, brief=True)}",
        due=tr("due {time}").format(time=due),
        due_short=due,
        figure=_figure(clock, used, now),
        short=_bare_figure(clock, used, now),
        used=_used(clock, used),
        used_brief="" if clock.ended_at is not None else f"{used} / {clock.limit_minutes}",
    )


def _figure(clock: ClockView, used: int, now: datetime) -> str:
    if clock.ended_at is not None:
        return tr("took {time}").format(time=_hours(clock, used))
    left = clock.limit_minutes - used
    if clock.light(now) is Light.RED:
        return MINUS + _hours(clock, max(-left, 0))
    return tr("{time} left").format(time=_hours(clock, max(left, 0)))


def _bare_figure(clock: ClockView, used: int, now: datetime) -> str:
    """Return the figure without its word; a sign stays, because an overrun must not read as time left."""
    left = used if clock.ended_at is not None else clock.limit_minutes - used
    overrun = clock.ended_at is None and clock.light(now) is Light.RED
    return (MINUS if overrun else "") + _hours(clock, abs(left))


def _hours(clock: ClockView, minutes: int) -> str:
    return duration(minutes, clock.mode, clock.calendar, days_from=_DAYS_FROM)


def _used(clock: ClockView, used: int) -> str:
    if clock.ended_at is not None:
        return tr("in time") if clock.ended_at < clock.due_at else tr("late")
    if clock.paused:
        return tr("parked · used {used} / {limit} min").format(used=used, limit=clock.limit_minutes)
    return tr("used {used} / {limit} min").format(used=used, limit=clock.limit_minutes)


class ClockPanel(QWidget):
    """Paints one clock; a click or Enter asks for its working."""

    pressed = Signal(object)
    """The `ClockKind` whose working is wanted."""

    def __init__(self, kind: ClockKind, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = theme
        self._zone = zone
        self._clock: ClockView | None = None
        self._now: datetime | None = None
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def clock(self) -> ClockView | None:
        return self._clock

    def show_clock(self, clock: ClockView | None, now: datetime) -> None:
        self._clock, self._now = clock, now
        self.setEnabled(clock is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if clock else Qt.CursorShape.ArrowCursor)
        words = self.words()
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(
            ", ".join(part for part in (words.figure, words.used, words.due) if part)
        )
        self.update()

    def set_chosen(self, chosen: bool) -> None:
        """Mark the clock whose working is shown."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def words(self) -> ClockWords:
        if self._clock is None or self._now is None:
            title = clock_title(self.kind)
            return ClockWords(title, title, title, "", "", "—", "—", tr("not started"))
        return clock_words(self._clock, self._now, self._zone)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._clock is not None and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.kind)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.kind)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words, px = self.words(), self._theme.px
        edge = px(_EDGE)
        room = self.rect().adjusted(edge, px(12), -edge, -px(12))
        self._paint_title(painter, QRect(room.left(), room.top(), room.width(), px(20)), words)
        self._paint_figure(painter, QRect(room.left(), room.top() + px(24), room.width(), px(40)), words)
        bar = QRectF(room.left(), room.bottom() - px(14), room.width(), px(_BAR))
        self._paint_bar(painter, bar)
        self._paint_marks(painter)
        painter.end()

    def _light(self) -> Light | None:
        if self._clock is None or self._now is None:
            return None
        return self._clock.light(self._now)

    def _paint_title(self, painter: QPainter, line: QRect, words: ClockWords) -> None:
        light, px = self._light(), self._theme.px
        left = line.left()
        if light is not None:
            side = self._theme.size("glyph.inline")
            paint_light(
                painter, light, QRectF(left, line.top() + (line.height() - side) / 2, side, side), self._theme
            )
            left += side + px(8)
        painter.setFont(self._theme.font("caption"))
        gap, width = px(12), painter.fontMetrics().horizontalAdvance
        across = line.right() - left
        fitting = (words for words in words.headings() if width(words[0]) + gap + width(words[1]) <= across)
        title, due = next(fitting, words.headings()[-1])
        self._write(painter, line, due, "text.secondary", Qt.AlignmentFlag.AlignRight)
        room = QRect(left, line.top(), across - width(due) - gap, line.height())
        self._write(painter, room, title, "text.secondary", Qt.AlignmentFlag.AlignLeft)

    def _paint_figure(self, painter: QPainter, line: QRect, words: ClockWords) -> None:
        light = self._light()
        role, figure, used = next(
            (form for form in words.figures() if self.across(*form) <= line.width()), words.figures()[-1]
        )
        painter.setFont(self._theme.font("caption"))
        self._write(painter, line, used, "text.secondary", Qt.AlignmentFlag.AlignRight)
        painter.setFont(self._theme.font(role))
        room = line.adjusted(0, 0, -self._theme.metrics("caption").horizontalAdvance(used), 0)
        color = self._theme.light(light, "text") if light is not None else self._theme.color("text.tertiary")
        self._write(painter, room, figure, color, Qt.AlignmentFlag.AlignLeft)

    def across(self, role: str, figure: str, used: str) -> int:
        """Return the width that a figure in this type and what is used take together."""
        beside = self._theme.metrics("caption").horizontalAdvance(used) + self._theme.px(8) if used else 0
        return self._theme.metrics(role).horizontalAdvance(figure) + beside

    def _write(
        self, painter: QPainter, room: QRect, text: str, color: str | QColor, side: Qt.AlignmentFlag
    ) -> None:
        painter.setPen(QPen(self._theme.color(color) if isinstance(color, str) else color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        """Fill what is used; once overrun the bar spans what was used, and the limit is a heavy tick inside it."""
        radius = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("line.hair"))
        painter.drawRoundedRect(bar, radius, radius)
        clock, now, light = self._clock, self._now, self._light()
        if clock is None or now is None or light is None or clock.limit_minutes <= 0:
            return
        used = clock.used(now)
        span = max(used, clock.limit_minutes)
        filled = QRectF(bar.left(), bar.top(), max(bar.width() * used / span, 0.0), bar.height())
        if used:
            painter.setBrush(self._theme.light(light))
            painter.drawRoundedRect(filled, radius, radius)
        self._tick(painter, bar, clock.yellow_minutes / span, 1.5)
        if used > clock.limit_minutes:
            self._tick(painter, bar, clock.limit_minutes / span, 3)

    def _tick(self, painter: QPainter, bar: QRectF, share: float, width: float) -> None:
        over = self._theme.px(4)
        at = bar.left() + bar.width() * share
        painter.setPen(QPen(self._theme.color("text.primary"), width))
        painter.drawLine(QPointF(at, bar.top() - over), QPointF(at, bar.bottom() + over))

    def _paint_marks(self, painter: QPainter) -> None:
        if self._chosen:
            line = QRect(0, self.height() - self._theme.px(2), self.width(), self._theme.px(2))
            painter.fillRect(line, self._theme.color("accent.base"))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("line.focus"), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(_HEIGHT))
        self.updateGeometry()
        self.update()
