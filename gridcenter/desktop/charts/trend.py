"""Today's reports and closings by hour, beside what the last four weeks had in the same hours."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.charts.frame import LABEL_GAP, ChartFrame, Heading, Tick, moved_apart, round_steps
from gridcenter.desktop.theme import Theme
from gridcenter.domain.indicators import TodayFigures, thousands
from gridcenter.language import tr

LAST_HOUR = 23
TICKS_EVERY = (4, 6, 8, 12)
MOST_LINES, LEAST_STEP = 4, 20.0


@dataclass(frozen=True, slots=True)
class _End:
    """A label at a line's end: its words, the point it belongs to, and how it is written."""

    words: str
    hour: int
    value: float
    color: QColor
    bold: bool


class TrendChart(ChartFrame):
    """Lines by hour: whole hours solid, the hour that is still running dotted, the usual course dashed grey."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._figures: TodayFigures | None = None

    def set_today(self, figures: TodayFigures) -> None:
        if figures != self._figures:
            self._figures = figures
            self.redraw()
            self.heading_changed.emit()

    def heading(self) -> Heading:
        note = ""
        if self._figures is not None:
            note = tr("until {time}").format(time=f"{self._figures.until:%H:%M}")
        return Heading(tr("Reported and closed today"), tr("by hour, incidents"), note)

    def describe(self) -> str:
        if self._figures is None:
            return tr("No figures yet")
        return tr("Until {time}: {reported} reported, usually {usual} by now; {closed} closed").format(
            time=f"{self._figures.until:%H:%M}",
            reported=self._figures.reported,
            usual=f"{self._figures.usual_reported:g}",
            closed=self._figures.closed,
        )

    def draw(self) -> None:
        if self._figures is None:
            self.empty(tr("No figures yet"))
            return
        ends = self._ends(self._figures)
        self._lay_out(self._figures, ends)
        self._draw_usual(self._figures)
        self._draw_line(self._figures, "reported", self.ink("chart.0"), width=2.5)
        self._draw_line(self._figures, "closed", self.ink("chart.1"), width=2)
        self._write_ends(ends)

    def _ends(self, figures: TodayFigures) -> list[_End]:
        """Return the labels; a narrow chart leaves the dashed line unnamed rather than write over the others."""
        hour = min(figures.until.hour, LAST_HOUR)
        strong = self.ink("text.primary")
        running = figures.hours[hour]
        last = figures.hours[LAST_HOUR]
        reported = tr("reported {n}").format(n=thousands(figures.reported))
        closed = tr("closed {n}").format(n=thousands(figures.closed))
        ends = [
            _End(reported, hour, running.reported, strong, True),
            _End(closed, hour, running.closed, strong, True),
        ]
        if self.roomy:
            usual = tr("4-week median")
            ends.append(_End(usual, LAST_HOUR, last.usual_reported, self.ink("text.tertiary"), False))
        return ends

    def _lay_out(self, figures: TodayFigures, ends: list[_End]) -> None:
        highest = max(max(hour.reported, hour.closed, hour.usual_reported) for hour in figures.hours)
        up = [Tick(value, thousands(round(value))) for value in round_steps(highest, lines=self._lines())]
        right = self._right(ends)
        across = self._across(
            self.width() - right - self.px(16) - self.text_width([tick.text for tick in up])
        )
        self.in_axes(x=(0, LAST_HOUR), y=(0, up[-1].value), across=across, up=up, right=right)

    def _right(self, ends: list[_End]) -> float:
        """Return how much stays free beside the lines: the hours to come are room for labels, too."""
        last_tick = self.text_width([_hour_name(LAST_HOUR)]) / 2 + self.px(8)
        plain = self.text_width([end.words for end in ends if not end.bold])
        strong = self.text_width([end.words for end in ends if end.bold], bold=True)
        free = self.width() * (0.85 if self.roomy else 0.5) * (1 - ends[0].hour / LAST_HOUR)
        return max(plain + self.px(24) if plain else 0.0, strong + self.px(24) - free, last_tick)

    def _lines(self) -> int:
        """Return how many grid lines stand clear of each other."""
        return max(min(int((self.height() - self.px(40)) // self.px(LEAST_STEP)), MOST_LINES), 1)

    def _across(self, width: float) -> list[Tick]:
        """Return the hours to name on an axis that wide, as many as stand clear of each other."""
        widest = self.text_width([_hour_name(LAST_HOUR)]) + self.px(12)
        each = width / LAST_HOUR
        every = next((step for step in TICKS_EVERY if step * each >= widest), TICKS_EVERY[-1])
        hours = [hour for hour in range(0, LAST_HOUR, every) if (LAST_HOUR - hour) * each >= widest]
        return [Tick(hour, _hour_name(hour)) for hour in [*hours, LAST_HOUR]]

    def _draw_usual(self, figures: TodayFigures) -> None:
        hours = [hour.hour for hour in figures.hours]
        usual = [hour.usual_reported for hour in figures.hours]
        self.line(hours, usual, color=self.ink("chart_ref"), width=1.5, style=Qt.PenStyle.DashLine)

    def _draw_line(self, figures: TodayFigures, what: str, color: QColor, *, width: float) -> None:
        running = min(figures.until.hour, LAST_HOUR)
        values = [float(getattr(hour, what)) for hour in figures.hours[: running + 1]]
        hours = list(range(running + 1))
        if running:
            self.line(hours[:-1], values[:-1], color=color, width=width)
            self.line(hours[-2:], values[-2:], color=color, width=2, style=Qt.PenStyle.DotLine)
        self.dots(hours[-1:], values[-1:], color=color)

    def _write_ends(self, ends: list[_End]) -> None:
        points = [self._end_point(end) for end in ends]
        bottom = self.pixel(0, 0)[1]
        groups: dict[int, list[int]] = {}
        for index, end in enumerate(ends):
            apart = self._covered(end)[1] < self._covered(ends[-1])[0]
            groups.setdefault(end.hour if apart else LAST_HOUR, []).append(index)
        for members in groups.values():
            heights = moved_apart(
                [points[index][1] for index in members],
                gap=self.px(LABEL_GAP),
                low=self.px(10),
                high=bottom - self.px(4),
            )
            for index, height in zip(members, heights, strict=True):
                self._write_end(ends[index], height)

    def _covered(self, end: _End) -> tuple[float, float]:
        """Return from where to where a label goes: beside its line's end, but inside the chart."""
        width = self.text_width([end.words], bold=end.bold)
        start = min(self.pixel(end.hour, end.value)[0] + self.px(8), self.width() - width - self.px(4))
        return start, start + width

    def _end_point(self, end: _End) -> tuple[float, float]:
        """Return the point a label stands at; one that has to lie over the usual course is lifted above it."""
        x, y = self.pixel(end.hour, end.value)
        start = self._covered(end)[0]
        if start > x or self._figures is None:
            return x, y
        passed = [self.pixel(hour.hour, hour.usual_reported) for hour in self._figures.hours]
        highest = min((top for at, top in passed if at >= start), default=y)
        return x, highest - self.px(LABEL_GAP) / 2 - self.px(2)

    def _write_end(self, end: _End, y: float) -> None:
        start, stop = self._covered(end)
        box = QRectF(start - 2, y - self.px(9), stop - start + 4, self.px(18))
        self.box(box, fill=self.veil(), above=True)
        self.text(end.words, start, y, color=end.color, font=self.caption(bold=end.bold))

    def veil(self) -> QColor:
        """Return the panel's colour, a little transparent, to lay behind words that cross a line."""
        color = self.ink("surface.panel")
        color.setAlpha(210)
        return color


def _hour_name(hour: int) -> str:
    return tr("{h}:00").format(h=hour)
