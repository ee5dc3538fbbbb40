"""The trace (痕迹) of an incident as a timeline: who did what, when, where, and what was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import clock_title
from gridcenter.domain.incidents import IncidentDetail, StepRow
from gridcenter.domain.lights import Light
from gridcenter.language import pick, tr

_TIME = 96
_NODE = 116
_WORDS = 136
_WHO = 152
_ROW = 30
_TEXT = 18
_WIDE_FROM = 520


class Node(StrEnum):
    STEP = "step"
    RED = "red"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One entry, ready to be shown."""

    at: datetime
    node: Node
    action: str
    who: str
    where: str
    text: str


def trace_lines(detail: IncidentDetail, now: datetime) -> list[TraceLine]:
    """Return the steps and the moments at which a clock turned red, oldest first."""
    lines = [_line(step) for step in detail.steps]
    for clock in detail.clocks:
        if not clock.paused and clock.due_at <= min(now, clock.ended_at or now):
            limit = tr("{clock}: limit of {n} min").format(
                clock=clock_title(clock.kind), n=clock.limit_minutes
            )
            lines.append(TraceLine(clock.due_at, Node.RED, tr("turned red"), tr("system"), limit, ""))
    return sorted(lines, key=lambda line: line.at)


def _line(step: StepRow) -> TraceLine:
    said = [pick(step.reason), step.opinion]
    return TraceLine(
        at=step.at,
        node=Node.PARKED if step.to_state == "suspended" else Node.STEP,
        action=pick(step.action_name),
        who=" ".join(part for part in (pick(step.actor_role), step.actor) if part),
        where=pick(step.unit),
        text="\n".join(part for part in said if part),
    )


class TraceView(QWidget):
    """Paints the lines; give it to a `TraceArea` to scroll."""

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._lines: tuple[TraceLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._measure)

    @property
    def lines(self) -> tuple[TraceLine, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[TraceLine]) -> None:
        self._lines = tuple(lines)
        told = [
            f"{self._stamp(line.at, None)} {line.action} {line.who} {line.where} {line.text}"
            for line in lines
        ]
        self.setAccessibleName(tr("Trace"))
        self.setAccessibleDescription("\n".join(told))
        self._measure()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def _measure(self) -> None:
        pad = self._theme.px(8)
        self.setFixedHeight(2 * pad + sum(self._height(line) for line in self._lines))
        self.update()

    def _height(self, line: TraceLine) -> int:
        text = self._text_height(line) + self._theme.px(_TEXT) * len(self._below(line))
        return self._theme.px(_ROW) + (text - self._theme.px(2) if text else 0)

    def _text_height(self, line: TraceLine) -> int:
        if not line.text:
            return 0
        width = max(self.width() - self._theme.px(_WORDS + 16), 80)
        box = self._theme.metrics("caption").boundingRect(
            0, 0, width, 10_000, int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), line.text
        )
        return max(box.height(), self._theme.px(_TEXT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, before = self._theme.px(8), None
        for place, line in enumerate(self._lines):
            height = self._height(line)
            if event.rect().intersects(QRect(0, top, self.width(), height)):
                self._paint_rail(painter, top, height, first=place == 0, last=place == len(self._lines) - 1)
                self._paint_line(painter, line, top, before)
            before = line.at
            top += height
        painter.end()

    def _paint_rail(self, painter: QPainter, top: int, height: int, *, first: bool, last: bool) -> None:
        middle = self._theme.px(_ROW) / 2
        x = float(self._theme.px(_NODE))
        start = top + (middle if first else 0)
        end = top + (middle if last else height)
        painter.setPen(QPen(self._theme.color("line.normal"), 2))
        painter.drawLine(QPointF(x, start), QPointF(x, end))

    def _paint_line(self, painter: QPainter, line: TraceLine, top: int, before: datetime | None) -> None:
        px, row = self._theme.px, self._theme.px(_ROW)
        self._paint_node(painter, line.node, QPointF(px(_NODE), top + row / 2))
        time = QRect(0, top, px(_TIME), row)
        self._write(painter, time, self._stamp(line.at, before), "caption", "text.tertiary", right=True)
        left, (action, who, room) = px(_WORDS), self._widths(line)
        self._write(painter, QRect(left, top, action, row), line.action, "body_strong", "text.primary")
        if not self._who_below(line):
            self._write(painter, QRect(left + action, top, who, row), line.who, "caption", "text.secondary")
        if not self._where_below(line):
            beside = left + action + who + px(8)
            where = QRect(beside, top, max(left + room - beside, 0), row)
            self._write(painter, where, line.where, "caption", "text.tertiary")
        below = top + row - px(4)
        for words in self._below(line):
            self._write(painter, QRect(left, below, room, px(_TEXT)), words, "caption", "text.tertiary")
            below += px(_TEXT)
        if line.text:
            painter.setFont(self._theme.font("caption"))
            painter.setPen(self._theme.color("text.primary"))
            box = QRect(left, below, room, self._text_height(line))
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), line.text)

    def _widths(self, line: TraceLine) -> tuple[int, int, int]:
        """Return the room of the action, of the names behind it, and of the whole line."""
        room = self.width() - self._theme.px(_WORDS + 16)
        action = self._action_width(line, room)
        beside = bool(line.where) and not self._where_below(line)
        return action, min(self._who_width() if beside else room, max(room - action, 0)), room

    def _below(self, line: TraceLine) -> list[str]:
        """Return what stands on lines of its own in a narrow panel: names, then the place."""
        names = [line.who] if self._who_below(line) else []
        return names + ([line.where] if self._where_below(line) else [])

    def _where_below(self, line: TraceLine) -> bool:
        """Whether the place has to stand on a line of its own, because action and names leave it no room."""
        room = self.width() - self._theme.px(_WORDS + 16)
        left = room - self._action_width(line, room) - self._who_width() - self._theme.px(8)
        whole = bool(line.where) and self._theme.metrics("caption").horizontalAdvance(line.where) <= left
        return bool(line.where) and (self._who_below(line) or not whole)

    def _who_below(self, line: TraceLine) -> bool:
        room = self.width() - self._theme.px(_WORDS + 16)
        return self._theme.metrics("caption").horizontalAdvance(line.who) > room - self._action_width(
            line, room
        )

    def _action_width(self, line: TraceLine, room: int) -> int:
        """Return the room of the action: one column for all lines, or its own where the panel is narrow."""
        px, metrics = self._theme.px, self._theme.metrics("body_strong")
        wide = self.width() >= px(_WIDE_FROM)
        measured = self._lines if wide else (line,)
        longest = max(metrics.horizontalAdvance(one.action) for one in measured) + px(16)
        return max(min(longest, room // 3) if wide else longest, min(px(88), room // 4))

    def _who_width(self) -> int:
        """Return the room for names: what the longest needs, in a wide panel the usual column at least."""
        metrics = self._theme.metrics("caption")
        longest = max((metrics.horizontalAdvance(line.who) for line in self._lines), default=0)
        usual = self._theme.px(_WHO)
        return max(longest + self._theme.px(8), usual if self.width() >= self._theme.px(_WIDE_FROM) else 0)

    def _paint_node(self, painter: QPainter, node: Node, centre: QPointF) -> None:
        if node is Node.STEP:
            painter.setPen(QPen(self._theme.color("text.tertiary"), 2))
            painter.setBrush(self._theme.color("surface.panel"))
            radius = self._theme.px(10) / 2
            painter.drawEllipse(centre, radius, radius)
            return
        side = self._theme.px(13)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.fillRect(box, self._theme.color("surface.panel"))
        paint_light(painter, Light.RED if node is Node.RED else Light.GREY, box, self._theme)

    def _write(
        self, painter: QPainter, room: QRect, text: str, role: str, color: str, *, right: bool = False
    ) -> None:
        painter.setFont(self._theme.font(role))
        painter.setPen(self._theme.color(color))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room.width(), 0))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)

    def _stamp(self, at: datetime, before: datetime | None) -> str:
        """Return the time, with the date where the day is another than on the line before."""
        local = at.astimezone(self._zone)
        if before is not None and before.astimezone(self._zone).date() == local.date():
            return f"{local:%H:%M}"
        return f"{local:%m-%d %H:%M}"


class TraceArea(QScrollArea):
    """Scrolls a trace; a new trace opens at its end, the same one keeps its place."""

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TraceView(theme, zone)
        self.view.setObjectName("scrolled")
        self.setWidget(self.view)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._remember)

    def show_lines(self, lines: Sequence[TraceLine], *, fresh: bool) -> None:
        """Show lines; `fresh` when they belong to another incident than before."""
        self._at_end = self._at_end or fresh
        self.view.show_lines(lines)
        if fresh:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _follow(self, _least: int, most: int) -> None:
        if self._at_end:
            self.verticalScrollBar().setValue(most)

    def _remember(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - 4
