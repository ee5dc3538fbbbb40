"""What every chart shares: a pyqtgraph plot without mouse or menu, own grid lines, labels at pixel positions.

The plot never sees the mouse or the keyboard: the frame around it does. Colours and fonts are looked up while
drawing, so a change of theme or language is one redraw.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGraphicsRectItem, QGraphicsScene, QGraphicsSimpleTextItem, QWidget
from shiboken6 import delete

from gridcenter.desktop.taking_apart import take_apart
from gridcenter.desktop.theme import Theme

LABEL_GAP = 18.0
"""Labels at line ends keep this distance, in pixels."""
TICK_OVERHANG = 40
"""How far a tick's text may reach beyond its axis before pyqtgraph leaves it out, in px at 100 %."""
ROOMY = 400.0
"""From this width on, in px at 100 %, a chart has room for everything; below it says less rather than smaller."""
NOTHING = "—"
BEHIND = -10
"""Stacking of what lies behind the marks; labels use the default above them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the panel around a chart says: title, what is counted and in which unit, and a note at the right."""

    title: str
    sub: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    text: str


class ChartFrame(QWidget):
    """A chart: subclasses implement `draw`, `heading` and `describe`, and call `redraw` when told new figures."""

    heading_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pg.setConfigOptions(antialias=True, background=None)
        self._theme = theme
        self._plot: Any = pg.PlotWidget(self, background=None, enableMenu=False)
        self._marks: list[Any] = []
        self._scene_marks: list[Any] = []
        self._quiet_plot()

    def _quiet_plot(self) -> None:
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setFrameShape(self._plot.Shape.NoFrame)
        self._plot.setStyleSheet("background: transparent")
        self._plot.viewport().setAutoFillBackground(False)
        # Qt's index of a scene may keep pointing to marks that were removed, and a paint then ends the program.
        self._plot.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        item = self._plot.getPlotItem()
        item.hideButtons()
        # Never shown; without a parent it and its six submenus would outlive the chart.
        take_apart(item.ctrlMenu)
        item.ctrlMenu = None
        item.setMouseEnabled(False, False)
        item.layout.setContentsMargins(0, 0, 0, 0)
        box = item.getViewBox()
        box.setDefaultPadding(0)
        box.disableAutoRange()
        box.setFlag(box.GraphicsItemFlag.ItemClipsChildrenToShape, False)
        for side in ("left", "bottom"):
            axis = item.getAxis(side)
            axis.setStyle(tickLength=0, autoExpandTextSpace=False)
            axis.enableAutoSIPrefix(False)

    # What a subclass says

    def draw(self) -> None:
        """Put the marks in place for the present size; everything earlier has been taken away."""
        raise NotImplementedError

    def heading(self) -> Heading:
        raise NotImplementedError

    def describe(self) -> str:
        """Return the chart's content in words, for screen readers."""
        raise NotImplementedError

    # What the page calls

    def apply_theme(self) -> None:
        self.redraw()

    def retranslate(self) -> None:
        self.redraw()
        self.heading_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(560, 246)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._plot.setGeometry(self.rect())
        self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt tells a hidden plot its new size only now, after the frame was told."""
        super().showEvent(event)
        self.redraw()

    def redraw(self) -> None:
        self._wipe()
        self.draw()
        self.setAccessibleName(self.heading().title)
        self.setAccessibleDescription(self.describe())

    def _wipe(self) -> None:
        """Take everything away and destroy it here.

        Marks refer to each other in circles. Left to the garbage collector they could be destroyed on whichever
        thread it happens to run, while this one paints.
        """
        for mark in self._marks:
            self._plot.removeItem(mark)
        scene = self._plot.scene()
        for mark in self._scene_marks:
            scene.removeItem(mark)
        for mark in (*self._marks, *self._scene_marks):
            delete(mark)
        self._marks.clear()
        self._scene_marks.clear()

    # Measures, inks and fonts

    def px(self, length: float) -> float:
        """Scale a length given in px at 100 %."""
        return length * self._theme.px(100) / 100

    @property
    def roomy(self) -> bool:
        return self.width() >= self.px(ROOMY)

    def ink(self, name: str) -> QColor:
        return QColor(self._theme.color(name))

    def caption(self, *, bold: bool = False) -> QFont:
        font = QFont(self._theme.font("caption"))
        font.setBold(bold)
        return font

    def body(self, *, bold: bool = False) -> QFont:
        font = QFont(self._theme.font("body"))
        font.setBold(bold)
        return font

    def text_width(self, texts: Sequence[str], *, bold: bool = False) -> float:
        """Return the widest of the texts in caption type, in pixels."""
        metrics = QFontMetricsF(self.caption(bold=bold))
        return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)

    # Marks

    def mark(self, item: Any) -> Any:
        """Add a pyqtgraph item that the next redraw takes away."""
        self._plot.addItem(item, ignoreBounds=True)
        self._marks.append(item)
        return item

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        color: QColor,
        width: float,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:
        pen = pg.mkPen(color, width=self.px(width), style=style, cosmetic=True)
        if style is Qt.PenStyle.DashLine:
            pen.setDashPattern([2.5, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self.mark(pg.PlotCurveItem(list(xs), list(ys), pen=pen, antialias=True))

    def dots(self, xs: Sequence[float], ys: Sequence[float], *, color: QColor, size: float = 7) -> None:
        self.mark(
            pg.ScatterPlotItem(
                list(xs),
                list(ys),
                size=self.px(size),
                brush=color,
                pen=pg.mkPen(self.ink("surface.panel"), width=1),
            )
        )

    def text(
        self,
        words: str,
        x: float,
        y: float,
        *,
        color: QColor,
        font: QFont | None = None,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        width: float = 0.0,
    ) -> QRectF:
        """Write plain text with its left, right or middle at x and its vertical middle at y, in widget pixels.

        With `width` the text is shortened in the middle to fit. Returns the rectangle it covers.
        """
        used = font or self.caption()
        metrics = QFontMetricsF(used)
        if width:
            words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, width)
        advance = metrics.horizontalAdvance(words)
        shift = {Qt.AlignmentFlag.AlignRight: advance, Qt.AlignmentFlag.AlignHCenter: advance / 2}.get(
            align, 0.0
        )
        item = QGraphicsSimpleTextItem(words)
        item.setFont(used)
        item.setBrush(QBrush(color))
        item.setPos(round(x - shift), round(y - metrics.height() / 2))
        self._put(item)
        return QRectF(x - shift, y - metrics.height() / 2, advance, metrics.height())

    def box(
        self, area: QRectF, *, fill: QColor | None = None, line: QColor | None = None, above: bool = False
    ) -> None:
        """Paint a rectangle in widget pixels, behind the marks unless `above`."""
        item = QGraphicsRectItem(area)
        item.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
        item.setPen(QPen(line) if line is not None else QPen(Qt.PenStyle.NoPen))
        item.setZValue(0 if above else BEHIND)
        self._put(item)

    def rule(self, y: float, left: float, right: float) -> None:
        """Draw a hair line across, in widget pixels."""
        self.box(QRectF(left, round(y), right - left, 1), fill=self.ink("line.hair"))

    def _put(self, item: Any) -> None:
        self._plot.scene().addItem(item)
        self._scene_marks.append(item)

    def empty(self, words: str) -> None:
        """Show that there is nothing to show: a dash and one sentence, left-aligned, no drawing."""
        self.hide_axes()
        self.text(NOTHING, self.px(16), self.px(28), color=self.ink("text.primary"), font=self.body())
        self.text(words, self.px(16), self.px(52), color=self.ink("text.tertiary"))

    # Coordinates

    def hide_axes(self) -> None:
        item = self._plot.getPlotItem()
        item.hideAxis("left")
        item.hideAxis("bottom")

    def in_pixels(self) -> None:
        """Make data coordinates equal to widget pixels, y downwards: for charts that are laid out in rows."""
        self.hide_axes()
        box = self._plot.getPlotItem().getViewBox()
        self._plot.getPlotItem().layout.setContentsMargins(0, 0, 0, 0)
        box.invertY(True)
        box.setRange(xRange=(0, max(self.width(), 1)), yRange=(0, max(self.height(), 1)), padding=0)

    def in_axes(
        self,
        *,
        x: tuple[float, float],
        y: tuple[float, float],
        across: Sequence[Tick],
        up: Sequence[Tick],
        right: float,
    ) -> None:
        """Show the two axes with these ticks; `right` pixels stay free for labels at line ends."""
        item = self._plot.getPlotItem()
        item.layout.setContentsMargins(self.px(16), self.px(16), right, self.px(4))
        self._show_axis(
            "left", up, thickness=self.text_width([tick.text for tick in up]) + self.px(8) if up else 0
        )
        self._show_axis("bottom", across, thickness=QFontMetricsF(self.caption()).height() + self.px(6))
        item.getViewBox().setRange(xRange=_a_hair_wider(x), yRange=_a_hair_wider(y), padding=0)
        item.layout.activate()
        for tick in up:
            pen = pg.mkPen(self.ink("chart_grid"), width=1)
            self.mark(pg.InfiniteLine(tick.value, angle=0, pen=pen)).setZValue(BEHIND)

    def _show_axis(self, side: str, ticks: Sequence[Tick], *, thickness: float) -> None:
        item = self._plot.getPlotItem()
        item.showAxis(side)
        axis = item.getAxis(side)
        axis.setTickFont(self.caption())
        axis.setStyle(tickTextOffset=round(self.px(6)), tickAlpha=0)
        axis.setStyle(hideOverlappingLabels=round(self.px(TICK_OVERHANG)))
        axis.setPen(pg.mkPen(None))
        axis.setTickPen(pg.mkPen(None))
        axis.setTextPen(pg.mkPen(self.ink("chart_axis")))
        axis.setTicks([[(tick.value, tick.text) for tick in ticks]])
        if side == "left":
            axis.setWidth(thickness)
        else:
            axis.setHeight(thickness)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the data lies, in widget pixels."""
        box = self._plot.getPlotItem().getViewBox()
        found = box.mapViewToScene(pg.Point(x, y))
        return found.x(), found.y()


def _a_hair_wider(span: tuple[float, float]) -> tuple[float, float]:
    """Keep ticks at the very ends: the axis leaves out what rounding puts beyond them."""
    hair = (span[1] - span[0]) * 1e-6
    return span[0] - hair, span[1] + hair


def moved_apart(wanted: Sequence[float], *, gap: float = LABEL_GAP, low: float, high: float) -> list[float]:
    """Return positions near the wanted ones, in their order, none nearer than `gap`, inside low..high if possible."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = list(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed


def round_steps(top: float, *, lines: int = 4) -> list[float]:
    """Return three to five tick values from zero that reach `top`, at steps of 1, 2 or 5 times a power of ten."""
    return steps_between(0.0, max(top, 1.0), lines=lines, whole=True)


def steps_between(low: float, high: float, *, lines: int = 4, whole: bool = False) -> list[float]:
    """Return tick values at round steps that enclose low..high; with `whole` never between two integers."""
    rough = max(high - low, 1e-9) / lines
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 5.0, 10.0) if factor * power >= rough - 1e-12)
    if whole:
        step = max(step, 1.0)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(step * index, 10) for index in range(first, max(last, first + 1) + 1)]
