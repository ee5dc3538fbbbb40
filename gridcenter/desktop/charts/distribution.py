"""How long closing took: counts per bin, with mean, median and nine tenths side by side."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGraphicsLineItem, QWidget

from gridcenter.desktop.charts.frame import ChartFrame, Heading, Tick
from gridcenter.desktop.charts.wording import one_unit
from gridcenter.desktop.theme import Theme
from gridcenter.domain.indicators import DAY, HOUR, NO_SPREAD, Spread, thousands
from gridcenter.language import by_count, tr

BAR = 0.78
HEADROOM, LOW_HEADROOM = 1.5, 1.15
LEAST_HEIGHT = 90
"""Below this height, in px at 100 %, a narrow chart says no measures over its bars."""
NARROW = 440
"""Below this width, in px at 100 %, the note in the header gives way to what is counted."""
Middle = Qt.AlignmentFlag.AlignHCenter


class DistributionChart(ChartFrame):
    """Bars over uneven bins of time; a mean never stands without median and 90th percentile, and goes first."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._spread: Spread = NO_SPREAD
        self._told = False

    def set_spread(self, spread: Spread) -> None:
        if spread != self._spread or not self._told:
            self._spread, self._told = spread, True
            self.redraw()
            self.heading_changed.emit()

    def heading(self) -> Heading:
        if not self._told:
            return Heading(tr("Time to close"))
        sub = by_count(
            self._spread.total, tr("{n} incident, report to closing"), tr("{n} incidents, report to closing")
        ).format(n=thousands(self._spread.total))
        note = tr("mean, median, 90%") if self.width() >= self._theme.px(NARROW) else ""
        return Heading(tr("Time to close"), sub, note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.heading_changed.emit()

    def describe(self) -> str:
        if not self._spread.total:
            return self._reason()
        bins = "; ".join(
            f"{name} {count}" for name, count in zip(self._names(), self._spread.counts, strict=True)
        )
        return f"{', '.join(words for _, words in self._markers())}. {bins}"

    def _reason(self) -> str:
        return tr("Nothing closed in this period") if self._told else tr("No figures yet")

    def draw(self) -> None:
        if not self._spread.total:
            self.empty(self._reason())
            return
        names = self._names()
        top = max(self._spread.counts) * self._headroom()
        every = 1
        while every < len(names) and self._slot() * every < self.text_width(names) + self.px(6):
            every += 1
        across = [Tick(place, name) for place, name in enumerate(names) if place % every == 0]
        self.in_axes(x=(-0.5, len(names) - 0.5), y=(0, top), across=across, up=[], right=self.px(16))
        self._draw_bars()
        self._write_counts()
        self._draw_markers()

    def _headroom(self) -> float:
        """Return how much higher than its highest bar the plot is, so that the markers' words stand above."""
        axis = self.caption().pixelSize() + self.px(12)
        plot = self.height() - self.px(16) - axis
        if self.roomy:
            return HEADROOM
        counts = 0.0 if self._wide_bars else self.caption().pixelSize()
        words = counts + (self.px(10) if self._tall else 0.0)
        return max(HEADROOM if self._tall else LOW_HEADROOM, plot / max(plot - words, plot / 3))

    @property
    def _wide_bars(self) -> bool:
        """Whether each count has room inside its bar."""
        counts = [thousands(count) for count in self._spread.counts]
        return self.text_width(counts, bold=True) + self.px(6) <= self._slot() * BAR

    def _slot(self) -> float:
        return (self.width() - self.px(32)) / len(self._spread.counts)

    def _names(self) -> list[str]:
        limits = self._spread.limits
        return [_bin_name(limits[nth - 1] if nth else None, limits[nth]) for nth in range(len(limits))]

    def _draw_bars(self) -> None:
        places = list(range(len(self._spread.counts)))
        counts = list(self._spread.counts)
        self.mark(
            pg.BarGraphItem(
                x=places, height=counts, width=BAR, brush=self.ink("chart_bar"), pen=pg.mkPen(None)
            )
        )
        self.mark(pg.InfiniteLine(0, angle=0, pen=pg.mkPen(self.ink("line.control"), width=1)))

    def _write_counts(self) -> None:
        floor, wide = self.pixel(0, 0)[1], self._wide_bars
        for place, count in enumerate(self._spread.counts):
            x, y = self.pixel(place, count)
            inside = wide and floor - y > self.px(26)
            color = self.ink("surface.panel" if inside else "text.primary")
            self.text(
                thousands(count),
                x,
                y + self.px(13) if inside else y - self.px(11),
                color=color,
                font=self.caption(bold=True),
                align=Middle,
            )

    def _markers(self) -> list[tuple[float, str]]:
        """Return the three measures, smallest first: where on the axis of bins, and their words."""
        named = [(self._spread.median, tr("median {time}")), (self._spread.p90, tr("90% {time}"))]
        if self.roomy:
            named.append((self._spread.mean, tr("mean {time}")))
        return sorted(
            (self._place(minutes), words.format(time=one_unit(minutes)))
            for minutes, words in named
            if minutes is not None
        )

    def _place(self, minutes: float) -> float:
        """Return where a duration lies on the axis of bins, going evenly through each bin."""
        lower = 0.0
        for nth, limit in enumerate(self._spread.limits):
            upper = limit if limit is not None else max(lower * 2, minutes)
            if minutes < upper or limit is None:
                return nth - 0.5 + min((minutes - lower) / (upper - lower), 1.0)
            lower = upper
        return len(self._spread.limits) - 0.5

    def _draw_markers(self) -> None:
        if self.roomy:
            self._draw_lines()
        else:
            self._write_markers()

    def _write_markers(self) -> None:
        """Say the measures in one line, the first ones if not all have room, none over bars that are low."""
        if not self._tall:
            return
        words = [words for _, words in self._markers()]
        while self.text_width([" · ".join(words)]) > self.width() - self.px(20) and len(words) > 1:
            words.pop()
        self.text(" · ".join(words), self.px(10), self.px(13), color=self.ink("text.secondary"))

    @property
    def _tall(self) -> bool:
        return self.height() >= self.px(LEAST_HEIGHT)

    def _draw_lines(self) -> None:
        height = self.caption().pixelSize() + self.px(6)
        taken = [-1.0, -1.0, -1.0]
        for place, words in self._markers():
            x = self.pixel(place, 0)[0]
            width = self.text_width([words])
            gap = self.px(5)
            start = x + gap if x + gap + width <= self.width() - gap else x - gap - width
            line = next((nth for nth, end in enumerate(taken) if start > end), len(taken) - 1)
            taken[line] = start + width + 2 * gap
            y = self.px(12) + line * height
            self.text(words, start, y, color=self.ink("text.secondary"))
            self._dashed(x, y - self.px(8))

    def _dashed(self, x: float, top: float) -> None:
        """Draw a marker's line from its words down to the bar, or to the axis where there is none."""
        left, right = self.pixel(0, 0)[0], self.pixel(1, 0)[0]
        place = min(max(round((x - left) / (right - left)), 0), len(self._spread.counts) - 1)
        bottom = self.pixel(place, self._spread.counts[place])[1] - 2
        item = QGraphicsLineItem(QLineF(round(x) + 0.5, top, round(x) + 0.5, max(bottom, top)))
        item.setPen(pg.mkPen(self.ink("text.tertiary"), width=self.px(1.5), style=Qt.PenStyle.DotLine))
        self._put(item)


def _bin_name(lower: float | None, upper: float | None) -> str:
    if lower is None and upper is not None:
        return tr("<{n} h").format(n=f"{upper / HOUR:g}")
    if upper is None and lower is not None:
        return tr("≥{n} d").format(n=f"{lower / DAY:g}")
    low, high = lower or 0.0, upper or 0.0
    if high <= DAY:
        return tr("{a}–{b} h").format(a=f"{low / HOUR:g}", b=f"{high / HOUR:g}")
    return tr("{a}–{b} d").format(a=f"{low / DAY:g}", b=f"{high / DAY:g}")
