"""Who holds an incident: the unit that leads and those called in, each with its light and what it has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from gridcenter.desktop.glyphs import paint_light
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import clock_words
from gridcenter.desktop.widgets.text import label, set_tooltip
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.incidents import ClockView, IncidentDetail
from gridcenter.domain.joint import CoHandler, ending_text
from gridcenter.domain.lights import LIGHT_NAMES, Light
from gridcenter.language import pick, tr

_HEIGHT, _EDGE, _LEAST, _MOST = 28, 8, 190, 360
_NAME = 72
"""Width in px at 100 % that a unit's name has before anything else is left out."""


class HolderChip(QAbstractButton):
    """One unit: light, name, and what it has left or how its call ended. Enter or a click shows its working."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._light: Light | None = None
        self._role = self._unit = self._state = ""
        self.clock: ClockView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_unit(self, role: str, unit: str, state: str, light: Light | None, *, more: str) -> None:
        """`more` is told to screen readers and by the tooltip: it repeats and completes what is painted."""
        said = (role, unit, state, light)
        if (
            said == (self._role, self._unit, self._state, self._light)
            and more == self.accessibleDescription()
        ):
            return
        self._role, self._unit, self._state, self._light = said
        name = " · ".join(part for part in (role, unit, state) if part)
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(more)
        set_tooltip(self, "\n".join((name, more)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        across = self._theme.metrics("caption").horizontalAdvance
        words = sum(across(part) for part in (self._role, self._unit, self._state) if part)
        parts = sum(1 for part in (self._role, self._unit, self._state) if part)
        light = self._theme.size("glyph.inline") + self._theme.px(6) if self._light else 0
        gaps = self._theme.px(6) * max(parts - 1, 0) + 2 * self._theme.px(_EDGE) + 4
        return QSize(min(words + light + gaps, self._theme.px(_MOST)), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(_LEAST), self.sizeHint().width()), self._theme.px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setPen(QPen(theme.color("line.focus" if focus else "line.normal"), 2 if focus else 1))
        painter.setBrush(theme.color("surface.hover") if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, px(4), px(4))
        left, right = px(_EDGE), self.width() - px(_EDGE)
        if self._light is not None:
            side = theme.size("glyph.inline")
            paint_light(painter, self._light, QRectF(left, (self.height() - side) / 2, side, side), theme)
            left += side + px(6)
        painter.setFont(theme.font("caption"))
        across = painter.fontMetrics().horizontalAdvance
        role, state = self.parts(right - left)
        state_ink = theme.light(self._light, "text") if self._light else theme.color("text.secondary")
        right -= self._write(painter, state, state_ink, right - across(state), across(state))
        if role:
            self._write(painter, role, theme.color("text.tertiary"), left, across(role))
            left += across(role) + px(6)
        room = right - left - (px(6) if state else 0)
        unit = painter.fontMetrics().elidedText(self._unit, Qt.TextElideMode.ElideRight, max(room, 0))
        self._write(painter, unit, theme.color("text.primary"), left, room)
        painter.end()

    def parts(self, room: int) -> tuple[str, str]:
        """Return role and state as far as they leave the unit's name its room: the role goes first, then the state."""
        across, gap = self._theme.metrics("caption").horizontalAdvance, self._theme.px(6)
        name = min(across(self._unit), self._theme.px(_NAME))
        for role, state in ((self._role, self._state), ("", self._state)):
            taken = sum(across(part) + gap for part in (role, state) if part)
            if taken + name <= room:
                return role, state
        return "", ""

    def _write(self, painter: QPainter, text: str, ink: QColor, left: int, width: int) -> int:
        painter.setPen(QPen(ink))
        painter.drawText(
            QRectF(left, 0, max(width, 0) + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        return width


class HoldersStrip(QWidget):
    """The lead and the units called in, side by side. Those that have no room are counted behind and told there."""

    pressed = Signal(object)
    """The `ClockView` whose working is wanted."""

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zone = zone
        self._detail: IncidentDetail | None = None
        self.chips: list[HolderChip] = []
        self.rest = label("", "caption", tone="secondary")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(8))
        self._row.addWidget(self.rest)
        self._row.addStretch(1)
        self.hide()

    def show_incident(self, detail: IncidentDetail, now: datetime) -> None:
        self._detail = detail
        wanted = 1 + len(detail.co_handlers) if detail.co_handlers else 0
        while len(self.chips) > wanted:
            chip = self.chips.pop()
            self._row.removeWidget(chip)
            chip.deleteLater()
        while len(self.chips) < wanted:
            chip = HolderChip(self._theme, self)
            chip.clicked.connect(self._press)
            self._row.insertWidget(len(self.chips), chip)
            self.chips.append(chip)
        self.setVisible(bool(wanted))
        self.tick(now)
        self._fit()

    def tick(self, now: datetime) -> None:
        if self._detail is None or not self.chips:
            return
        self._show_lead(self.chips[0], self._detail, now)
        clocks = {clock.id: clock for clock in self._detail.co_clocks}
        for chip, call in zip(self.chips[1:], self._detail.co_handlers, strict=True):
            self._show_call(chip, call, clocks.get(call.clock_id), now)

    def _show_lead(self, chip: HolderChip, detail: IncidentDetail, now: datetime) -> None:
        chip.clock = next((clock for clock in detail.clocks if clock.kind is ClockKind.STEP), None)
        left, light, more = self._left(chip.clock, now)
        since = self._since(detail.held_since)
        chip.show_unit(
            tr("lead"),
            pick(detail.row.unit) or tr("nobody yet"),
            left,
            light,
            more=", ".join(part for part in (since, more) if part),
        )

    def _show_call(self, chip: HolderChip, call: CoHandler, clock: ClockView | None, now: datetime) -> None:
        chip.clock = clock
        left, light, more = self._left(clock, now)
        told = [self._since(call.called_at), tr("asked: {text}").format(text=call.asked), more]
        if call.said:
            told.append(f"{ending_text(call.ending)}: {call.said}")
        chip.show_unit(
            tr("co-handler"),
            pick(call.unit),
            left if call.owes else ending_text(call.ending),
            light,
            more="\n".join(part for part in told if part),
        )

    def _left(self, clock: ClockView | None, now: datetime) -> tuple[str, Light | None, str]:
        """Return what a clock has left, its light, and both in more words."""
        if clock is None:
            return "", None, ""
        words, light = clock_words(clock, now, self._zone), clock.light(now)
        more = [pick(clock.name), words.figure, words.due, pick(LIGHT_NAMES[light])]
        return words.figure, light, ", ".join(part for part in more if part)

    def _since(self, moment: datetime | None) -> str:
        return (
            tr("since {time}").format(time=f"{moment.astimezone(self._zone):%m-%d %H:%M}") if moment else ""
        )

    def _press(self) -> None:
        chip = self.sender()
        if isinstance(chip, HolderChip) and chip.clock is not None:
            self.pressed.emit(chip.clock)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide from behind what has no room even when shortened; the lead always stands."""
        room = self.width() - self._theme.px(64)
        shown, taken = 0, 0
        for chip in self.chips:
            taken += chip.minimumSizeHint().width() + self._theme.px(8)
            shown += taken <= room or not shown
        hidden = self.chips[shown:]
        for place, chip in enumerate(self.chips):
            chip.setVisible(place < shown)
        self.rest.setText(tr("{n} more").format(n=len(hidden)) if hidden else "")
        self.rest.setVisible(bool(hidden))
        set_tooltip(self.rest, "\n".join(_names(hidden)))


def _names(chips: Sequence[HolderChip]) -> Iterator[str]:
    return (chip.text() for chip in chips)
