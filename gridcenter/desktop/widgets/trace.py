"""The trace (痕迹) of an incident as a timeline: who did what, when, where, and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from gridcenter.desktop.card_marks import paint_small_mark
from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.models.cards import clock_words
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import clock_title
from gridcenter.domain.cards import CardRow
from gridcenter.domain.incidents import IncidentDetail, NotedRow, StepRow
from gridcenter.domain.lights import Light
from gridcenter.language import pick, tr

_TIME = 96
_NODE = 116
_WORDS = 136
_WHO = 152
_ROW = 30
_TEXT = 18
_WIDE_FROM = 520
_LIGHT = 12


class Node(StrEnum):
    STEP = "step"
    RED = "red"
    PARKED = "parked"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One entry, ready to be shown.

    The line that issues a card carries its kind, its reply clock in words and, while a reply is owed, its light.
    """

    at: datetime
    node: Node
    action: str
    who: str
    where: str
    text: str
    card: str = ""
    clock: str = ""
    light: Light | None = None


def trace_lines(detail: IncidentDetail, now: datetime) -> list[TraceLine]:
    """Return the steps, the moments at which a clock turned red, what was said about cards, and who took note of what
    happened, oldest first."""
    lines = [_line(step) for step in detail.steps]
    lines += [_noted_line(one) for one in detail.noted]
    lines += [line for card in detail.cards for line in _card_lines(card, now)]
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


def _noted_line(one: NotedRow) -> TraceLine:
    action = tr("noted: {event}").format(event=pick(one.event))
    return TraceLine(one.at, Node.STEP, action, _person(one.role, one.who), "", "")


def _card_lines(card: CardRow, now: datetime) -> Iterator[TraceLine]:
    """Yield the issuing of a card and, where it has ended, its reply or its withdrawal."""
    word, unit = pick(card.name), pick(card.unit)
    clock = clock_words(card, now)
    yield TraceLine(
        at=card.issued_at,
        node=Node.CARD,
        action=word,
        who=_person(card.issuer_role, card.issuer),
        where=unit,
        text=card.text,
        card=card.kind,
        clock=tr("reply: {clock}").format(clock=clock) if card.awaited else clock,
        light=card.light(now) if card.withdrawn_at is None else None,
    )
    if card.replied_at is not None:
        who = _person(card.replier_role, card.replier)
        action = tr("{card}: reply").format(card=word)
        yield TraceLine(card.replied_at, Node.CARD, action, who, unit, card.reply, card.kind)
    if card.withdrawn_at is not None:
        who = _person(card.withdrawer_role, card.withdrawer)
        action = tr("{card}: withdrawn").format(card=word)
        yield TraceLine(card.withdrawn_at, Node.CARD, action, who, unit, card.withdrawal, card.kind)


def _person(role: str, name: str) -> str:
    return " ".join(part for part in (role_word(role), name) if part)


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
            f"{self._stamp(line.at, None)} {line.action} {line.who} {line.where} {line.text} {line.clock}".rstrip()
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
        self._paint_node(painter, line, QPointF(px(_NODE), top + row / 2))
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
        self._paint_clock(painter, line, top)
        below = top + row - px(4)
        for words in self._below(line):
            whole = self.width() - px(_WORDS + 16)
            self._write(painter, QRect(left, below, whole, px(_TEXT)), words, "caption", "text.tertiary")
            below += px(_TEXT)
        if line.text:
            painter.setFont(self._theme.font("caption"))
            painter.setPen(self._theme.color("text.primary"))
            box = QRect(left, below, self.width() - px(_WORDS + 16), self._text_height(line))
            painter.drawText(box, int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere), line.text)

    def _widths(self, line: TraceLine) -> tuple[int, int, int]:
        """Return the room of the action, of the names behind it, and of the whole line."""
        room = self._room(line)
        action = self._action_width(line, room)
        beside = bool(line.where) and not self._where_below(line)
        return action, min(self._who_width() if beside else room, max(room - action, 0)), room

    def _room(self, line: TraceLine) -> int:
        """Return the room of a line's words: what a reply clock at its right leaves."""
        room = self.width() - self._theme.px(_WORDS + 16)
        return max(room - self._clock_width(line), 0) if line.clock else room

    def _clock_width(self, line: TraceLine) -> int:
        words = self._theme.metrics("caption_strong").horizontalAdvance(line.clock)
        return words + self._theme.px(_LIGHT + 4 + 12)

    def _paint_clock(self, painter: QPainter, line: TraceLine, top: int) -> None:
        """Write the reply clock of a card at the right; only the clock has a light, the card has none."""
        if not line.clock:
            return
        px = self._theme.px
        box = QRect(self.width() - px(16) - self._clock_width(line), top, self._clock_width(line), px(_ROW))
        ink = self._theme.light(line.light, "text") if line.light else self._theme.color("text.tertiary")
        painter.setFont(self._theme.font("caption_strong"))
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.clock)
        if line.light:
            side = px(_LIGHT)
            paint_light(
                painter,
                line.light,
                QRectF(box.left() + px(12), box.center().y() - side / 2 + 1, side, side),
                self._theme,
            )

    def _below(self, line: TraceLine) -> list[str]:
        """Return what stands on lines of its own in a narrow panel: names, then the place."""
        names = [line.who] if self._who_below(line) else []
        return names + ([line.where] if self._where_below(line) else [])

    def _where_below(self, line: TraceLine) -> bool:
        """Whether the place has to stand on a line of its own, because action and names leave it no room."""
        room = self._room(line)
        left = room - self._action_width(line, room) - self._who_width() - self._theme.px(8)
        whole = bool(line.where) and self._theme.metrics("caption").horizontalAdvance(line.where) <= left
        return bool(line.where) and (self._who_below(line) or not whole)

    def _who_below(self, line: TraceLine) -> bool:
        room = self._room(line)
        return self._theme.metrics("caption").horizontalAdvance(line.who) > room - self._action_width(
            line, room
        )

    def _action_width(self, line: TraceLine, room: int) -> int:
        """Return the room of the action: one column for all lines; its own where it is longer, or the panel narrow."""
        px, metrics = self._theme.px, self._theme.metrics("body_strong")
        wide = self.width() >= px(_WIDE_FROM)
        room = self.width() - px(_WORDS + 16) if wide else room
        measured = self._lines if wide else (line,)
        longest = max(metrics.horizontalAdvance(one.action) for one in measured) + px(16)
        own = metrics.horizontalAdvance(line.action) + px(16)
        return max(min(longest, room // 3) if wide else longest, own, min(px(88), room // 4))

    def _who_width(self) -> int:
        """Return the room for names: what the longest needs, in a wide panel the usual column at least."""
        metrics = self._theme.metrics("caption")
        longest = max((metrics.horizontalAdvance(line.who) for line in self._lines), default=0)
        usual = self._theme.px(_WHO)
        return max(longest + self._theme.px(8), usual if self.width() >= self._theme.px(_WIDE_FROM) else 0)

    def _paint_node(self, painter: QPainter, line: TraceLine, centre: QPointF) -> None:
        if line.node is Node.STEP:
            painter.setPen(QPen(self._theme.color("text.tertiary"), 2))
            painter.setBrush(self._theme.color("surface.panel"))
            radius = self._theme.px(10) / 2
            painter.drawEllipse(centre, radius, radius)
            return
        side = self._theme.px(13)
        box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        painter.fillRect(box, self._theme.color("surface.panel"))
        if line.node is Node.CARD:
            paint_small_mark(painter, line.card, box, self._theme)
        else:
            paint_light(painter, Light.RED if line.node is Node.RED else Light.GREY, box, self._theme)

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
