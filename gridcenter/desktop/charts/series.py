"""The course of an indicator by half months, this year beside the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.charts.frame import LABEL_GAP, ChartFrame, Heading, Tick, moved_apart, steps_between
from gridcenter.desktop.theme import Theme
from gridcenter.domain.indicators import (
    IndicatorPoint,
    IndicatorValue,
    half_months,
    months_earlier,
    percent_text,
    thousands,
)
from gridcenter.language import pick, tr

MARGIN = 0.08
"""Free room above and below the lines, as a share of the axis."""


def half_month_name(start: date) -> str:
    if start.day <= 15:
        return tr("{m}/1").format(m=start.month)
    return tr("{m}/16").format(m=start.month)


def figure_text(figure: float, *, rate: bool) -> str:
    return percent_text(figure) if rate else thousands(round(figure))


class SeriesChart(ChartFrame):
    """This period's line with a dot per half month; the line of a year earlier thin; gaps where there is no value."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._told = False
        self._points: tuple[IndicatorPoint, ...] = ()
        self._earlier: tuple[float | None, ...] = ()
        self._running: date | None = None

    def set_series(
        self,
        points: Sequence[IndicatorPoint],
        earlier: Sequence[IndicatorPoint] = (),
        *,
        until: date | None = None,
    ) -> None:
        """Show `points`; `earlier` are those of the year before. `until` is the last day counted so far."""
        by_start = {point.start: point.value.figure for point in earlier}
        before = tuple(by_start.get(months_earlier(point.start, 12)) for point in points)
        last_day = None
        if points and until is not None:
            end = next(half_months(points[-1].start, points[-1].start + timedelta(days=16)))[1]
            last_day = until if until < end else None
        if (tuple(points), before, last_day) != (
            self._points,
            self._earlier,
            self._running,
        ) or not self._told:
            self._told = True
            self._points, self._earlier, self._running = tuple(points), before, last_day
            self.redraw()
            self.heading_changed.emit()

    @property
    def _rate(self) -> bool:
        return bool(self._points) and self._points[0].value.indicator.is_rate

    def heading(self) -> Heading:
        unit = "%" if self._rate else tr("incidents")
        sub = tr("half months, {unit}").format(unit=unit)
        if self._has_values() and self._axis()[0] > 0:
            sub = tr("{unit}; the axis does not start at zero").format(unit=sub)
        note = ""
        if self._running is not None:
            first = self._points[-1].start
            note = tr("* {first} to {last}").format(first=f"{first:%m-%d}", last=f"{self._running:%m-%d}")
        return Heading(tr("Course"), sub, note)

    def describe(self) -> str:
        if not self._has_values():
            return self._reason()
        name = pick(self._points[0].value.indicator.name)
        return f"{name}: " + "; ".join(
            f"{half_month_name(point.start)} {figure_text(figure, rate=self._rate)}"
            for point in self._points
            if (figure := point.value.figure) is not None
        )

    def _reason(self) -> str:
        if not self._told:
            return tr("No figures yet")
        reasons: list[IndicatorValue] = [point.value for point in self._points if point.value.reason]
        return reasons[0].reason if reasons else tr("No figures in this period")

    def _has_values(self) -> bool:
        return any(point.value.figure is not None for point in self._points)

    def draw(self) -> None:
        if not self._has_values():
            self.empty(self._reason())
            return
        steps = self._axis()
        ends = self._ends()
        last = len(self._points) - 1
        self.in_axes(
            x=(0, max(last, 1)),
            y=(steps[0], steps[-1]),
            across=self._across(),
            up=[Tick(step, f"{step:g}" if self._rate else thousands(round(step))) for step in steps],
            right=self.text_width([words for words, *_ in ends], bold=True) + self.px(28),
        )
        self._draw_course(self._earlier, self.ink("chart.4"), width=2, dots=False)
        self._draw_course(
            [point.value.figure for point in self._points], self.ink("chart.0"), width=2.5, dots=True
        )
        self._write_ends(ends)

    def _axis(self) -> list[float]:
        known = [point.value.figure for point in self._points] + list(self._earlier)
        figures = [figure for figure in known if figure is not None]
        low, high = min(figures), max(figures)
        if not self._rate:
            return steps_between(0, max(high, 1), whole=True)
        room = max(high - low, 1.0) * MARGIN
        return [step for step in steps_between(max(low - room, 0), min(high + room, 100)) if step <= 100]

    def _across(self) -> list[Tick]:
        names = [half_month_name(point.start) for point in self._points]
        if self._running is not None:
            names[-1] += "*"
        room = (self.width() - self.px(160)) / max(len(names), 1)
        every = 1
        while every < len(names) and room * every < self.text_width(names) + self.px(8):
            every += 1
        last = len(names) - 1
        return [Tick(place, name) for place, name in enumerate(names) if (last - place) % every == 0]

    def _draw_course(
        self, figures: Sequence[float | None], color: QColor, *, width: float, dots: bool
    ) -> None:
        for run in _runs(figures):
            xs, ys = [place for place, _ in run], [figure for _, figure in run]
            self.line(xs, ys, color=color, width=width)
            if dots or len(run) == 1:
                self.dots(xs, ys, color=color, size=6)

    def _ends(self) -> list[tuple[str, int, float, QColor, bool]]:
        """Return words, place, figure, colour and weight of the label at each line's end."""
        now = [point.value.figure for point in self._points]
        ends = []
        for figures, words, color, bold in (
            (now, tr("now {figure}"), "text.primary", True),
            (self._earlier, tr("a year ago {figure}"), "text.tertiary", False),
        ):
            known = [(place, figure) for place, figure in enumerate(figures) if figure is not None]
            if known:
                place, figure = known[-1]
                text = words.format(figure=figure_text(figure, rate=self._rate))
                ends.append((text, place, figure, self.ink(color), bold))
        return ends

    def _write_ends(self, ends: Sequence[tuple[str, int, float, QColor, bool]]) -> None:
        points = [self.pixel(place, figure) for _, place, figure, _, _ in ends]
        bottom = self.pixel(0, self._axis()[0])[1]
        heights = moved_apart([y for _, y in points], gap=self.px(LABEL_GAP), low=self.px(10), high=bottom)
        for (words, _, _, color, bold), (x, _), height in zip(ends, points, heights, strict=True):
            self.text(words, x + self.px(9), height, color=color, font=self.caption(bold=bold))


def _runs(figures: Sequence[float | None]) -> list[list[tuple[float, float]]]:
    """Cut a course where values are missing."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, figure in enumerate(figures):
        if figure is None:
            runs.append([])
        else:
            runs[-1].append((float(place), figure))
    return [run for run in runs if run]
