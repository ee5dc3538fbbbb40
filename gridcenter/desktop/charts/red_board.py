"""The red board (红灯榜): units that hold overdue incidents, one diamond for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.charts.frame import Heading
from gridcenter.desktop.charts.rows import RowChart
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import UnitRed
from gridcenter.domain.indicators import thousands
from gridcenter.language import by_count, pick, tr

HEAD, NO_HEAD = 28.0, 6.0
"""The height of the column titles; where only units and counts have room they need none."""
ROW, NARROW_ROW = 30.0, 18.0
APART = 24.0
MOST_DIAMONDS = 8
GLYPH = 13.0
NO_UNIT = 0
"""What `unit_clicked` gives for incidents that no unit holds yet."""
Right = Qt.AlignmentFlag.AlignRight


def diamond() -> QPainterPath:
    """Return the red light's shape in a box of one, centred, as pyqtgraph wants its symbols."""
    path = QPainterPath(QPointF(0.0, -0.4875))
    for x, y in ((0.4875, 0.0), (0.0, 0.4875), (-0.4875, 0.0)):
        path.lineTo(x, y)
    path.closeSubpath()
    return path


class RedBoardChart(RowChart):
    """Unit, diamonds (eight at most, then ◆ ×n), count and the longest overdue; the rest in one line."""

    unit_clicked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._units: tuple[UnitRed, ...] = ()
        self._overdue: tuple[str, ...] = ()

    def set_units(self, units: Sequence[UnitRed], overdue: Callable[[UnitRed], str]) -> None:
        """Show the units, given most red first; `overdue` words how long a unit's worst incident is late."""
        words = tuple(overdue(unit) for unit in units)
        if (tuple(units), words) != (self._units, self._overdue):
            self._units, self._overdue = tuple(units), words
            self.redraw()
            self.heading_changed.emit()

    @property
    def total(self) -> int:
        return sum(unit.count for unit in self._units)

    def heading(self) -> Heading:
        sub = tr("by responsible unit, {n} in all").format(n=thousands(self.total))
        return Heading(tr("Red board"), sub, tr("open Supervision"))

    def describe(self) -> str:
        if not self._units:
            return tr("No red incidents")
        pairs = zip(self._units, self._overdue, strict=True)
        return "; ".join(f"{self._name(unit)} {unit.count}, {late}" for unit, late in pairs)

    def activate(self, row: int) -> None:
        unit = self._units[row].unit_id
        self.unit_clicked.emit(NO_UNIT if unit is None else unit)

    def draw(self) -> None:
        self.in_pixels()
        if not self._units:
            self.lay_rows(top=self._top(), height=1, count=0)
            self.empty(tr("No red incidents"))
            return
        space = self.height() - self._top() - self.px(8)
        fitting = max(int(space // self.px(ROW if self.roomy else NARROW_ROW)), 1)
        single = len(self._units) if len(self._units) <= fitting else max(fitting - 1, 1)
        lines = max(single + (single < len(self._units)), 7 if self.roomy else fitting)
        height = min(space / lines, self.px(40))
        if self.roomy:
            self._write_head()
        self.lay_rows(top=self._top(), height=height, count=single)
        self._draw_units(single, height)
        if single < len(self._units):
            self._write_rest(single, self._top() + height * (single + 0.5))

    def _top(self) -> float:
        return self.px(HEAD if self.roomy else NO_HEAD)

    def _columns(self) -> tuple[float, float, float]:
        """Return the left of the diamonds, the right of the counts and the right of the times.

        Without much room there are no times, and one diamond before each count.
        """
        right = self.width() - self._edge()
        if not self.roomy:
            counts = self.text_width([thousands(unit.count) for unit in self._units], bold=True)
            return right - max(counts, self.px(16)) - self.px(8 + GLYPH), right, right
        late = max(self.text_width([*self._overdue, tr("longest overdue")]), self.px(72))
        count = right - late - min(self.width() * 0.1, self.px(64))
        most = min(max((unit.count for unit in self._units), default=1), MOST_DIAMONDS)
        room = self.px((max(most, 3) - 1) * APART + GLYPH)
        return max(count - self.px(48) - room, self._edge() + self.px(96)), count, right

    def _write_head(self) -> None:
        color = self.ink("text.tertiary")
        _, count, right = self._columns()
        self.text(tr("responsible unit"), self._edge(), self.px(HEAD) / 2, color=color)
        self.text(tr("count"), count, self.px(HEAD) / 2, color=color, align=Right)
        self.text(tr("longest overdue"), right, self.px(HEAD) / 2, color=color, align=Right)

    def _draw_units(self, single: int, height: float) -> None:
        left, count, right = self._columns()
        places: list[tuple[float, float]] = []
        for row, (unit, late) in enumerate(list(zip(self._units, self._overdue, strict=True))[:single]):
            middle = self._top() + height * (row + 0.5)
            if row:
                self.rule(self._top() + height * row, self._edge(), right)
            name = self._name(unit)
            self.text(
                name,
                self._edge(),
                middle,
                color=self.ink("text.primary"),
                font=self.body() if self.roomy else self.caption(),
                width=left - self._edge() - self.px(16 if self.roomy else 4),
            )
            places += self._diamonds(unit.count, left, count, middle)
            self.text(
                thousands(unit.count),
                count,
                middle,
                color=self.ink("text.primary"),
                font=self.body(bold=True) if self.roomy else self.caption(bold=True),
                align=Right,
            )
            if self.roomy:
                self.text(late, right, middle, color=self.ink("text.secondary"), align=Right)
        self.mark(
            pg.ScatterPlotItem(
                pos=places,
                symbol=diamond(),
                size=self.px(GLYPH),
                brush=self.ink("lights.red.fill"),
                pen=pg.mkPen(None),
            )
        )

    def _diamonds(self, count: int, left: float, counts: float, middle: float) -> list[tuple[float, float]]:
        """Return where the diamonds of one unit go; above eight, or without room, one with the number beside it."""
        if not self.roomy:
            return [(left + self.px(GLYPH) / 2, middle)]
        fitting = min(int((counts - self.px(40 + GLYPH) - left) // self.px(APART)) + 1, MOST_DIAMONDS)
        first = left + self.px(GLYPH) / 2
        if count <= fitting:
            return [(first + self.px(APART) * nth, middle) for nth in range(count)]
        self.text(f"×{thousands(count)}", left + self.px(APART), middle, color=self.ink("lights.red.text"))
        return [(first, middle)]

    def _write_rest(self, single: int, middle: float) -> None:
        rest = self._units[single:]
        color = self.ink("text.tertiary")
        _, count, right = self._columns()
        self.rule(self.row_area(single - 1).bottom() if single else self._top(), self._edge(), right)
        self.text(
            by_count(len(rest), tr("{n} more unit"), tr("{n} more units")).format(n=len(rest)),
            self._edge(),
            middle,
            color=color,
        )
        self.text(thousands(sum(unit.count for unit in rest)), count, middle, color=color, align=Right)

    @staticmethod
    def _name(unit: UnitRed) -> str:
        return pick(unit.unit) or tr("not assigned yet")
