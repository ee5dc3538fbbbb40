"""Open incidents by category, most first, with the running share: where most of the work comes from."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.charts.frame import Heading
from gridcenter.desktop.charts.rows import RowChart
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import MajorCount
from gridcenter.domain.indicators import thousands
from gridcenter.language import pick, tr

SHOWN, FEWEST = 6, 2
LEAST_LINE = 17.0
"""A line lower than this (px at 100 %) would touch its neighbours: fewer are shown."""
HEAD, NO_HEAD = 28.0, 6.0
"""The height of the column titles; where only names, bars and counts have room they need none."""
COUNT_COLUMN = 66.0
SHARE_COLUMN = 78.0
NARROW_COUNT = 36.0
NAMES, NARROW_NAMES = 0.3, 0.54
"""The largest share of the width that names may take."""
BAR = 0.6
Right = Qt.AlignmentFlag.AlignRight


class ParetoChart(RowChart):
    """A bar per major category; those after the sixth, or without room, stand together and cannot be clicked."""

    major_clicked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._majors: tuple[MajorCount, ...] = ()
        self._chosen = ""

    def set_majors(self, majors: Sequence[MajorCount], *, chosen: str = "") -> None:
        """Show the majors, given from most to fewest; `chosen` is the code the desk has narrowed to."""
        if (tuple(majors), chosen) != (self._majors, self._chosen):
            self._majors, self._chosen = tuple(majors), chosen
            self.redraw()
            self.heading_changed.emit()

    @property
    def total(self) -> int:
        return sum(major.count for major in self._majors)

    def heading(self) -> Heading:
        sub = tr("{n} in all, most first").format(n=thousands(self.total))
        return Heading(tr("Open by category"), sub)

    def describe(self) -> str:
        if not self._majors:
            return tr("No open incidents")
        return "; ".join(f"{pick(major.name)} {major.count}" for major in self._majors)

    def activate(self, row: int) -> None:
        self.major_clicked.emit(self._majors[row].code)

    def draw(self) -> None:
        self.in_pixels()
        if not self._majors:
            self.lay_rows(top=self._top(), height=1, count=0)
            self.empty(tr("No open incidents"))
            return
        if self.roomy:
            self._write_head()
        space = self.height() - self._top() - self.px(8)
        shown = max(min(int(space / self.px(LEAST_LINE)) - 1, SHOWN), FEWEST)
        single = self._majors if len(self._majors) <= shown + 1 else self._majors[:shown]
        lines = [(pick(major.name), major.count, major.code) for major in single]
        if len(single) < len(self._majors):
            lines.append((tr("others"), sum(major.count for major in self._majors[shown:]), ""))
        height = min(space / max(len(lines), shown + 1), self.px(40))
        self.lay_rows(top=self._top(), height=height, count=len(single))
        self._draw_lines(lines, height)

    def _top(self) -> float:
        return self.px(HEAD if self.roomy else NO_HEAD)

    def _counts_right(self) -> float:
        """Return where the counts end."""
        return self.width() - self._edge() - self.px(SHARE_COLUMN if self.roomy else 0)

    def _write_head(self) -> None:
        color = self.ink("text.tertiary")
        right = self.width() - self._edge()
        self.text(tr("open"), right - self.px(SHARE_COLUMN), self.px(HEAD) / 2, color=color, align=Right)
        self.text(tr("running"), right, self.px(HEAD) / 2, color=color, align=Right)

    def _draw_lines(self, lines: Sequence[tuple[str, int, str]], height: float) -> None:
        names = min(
            self.text_width([name for name, _, _ in lines]),
            self.width() * (NAMES if self.roomy else NARROW_NAMES),
        )
        start = self._edge() + self.px(10) + names
        room = self._counts_right() - self.px(COUNT_COLUMN if self.roomy else NARROW_COUNT) - start
        most = max(count for _, count, _ in lines)
        self._draw_bars(lines, height, start=start, scale=max(room, 1) / most)
        running = 0
        for row, (name, count, code) in enumerate(lines):
            running += count
            middle = self._top() + height * (row + 0.5)
            self._write_line(
                name, count, running, middle, start=start, names=names, chosen=code == self._chosen != ""
            )

    def _draw_bars(
        self, lines: Sequence[tuple[str, int, str]], height: float, *, start: float, scale: float
    ) -> None:
        for code_given, color in ((True, "chart_bar"), (False, "chart_no_data")):
            rows = [(row, line[1]) for row, line in enumerate(lines) if bool(line[2]) == code_given]
            if not rows:
                continue
            tops = [self._top() + height * (row + 0.5 - BAR / 2) for row, _ in rows]
            self.mark(
                pg.BarGraphItem(
                    x0=start,
                    y0=[round(top) for top in tops],
                    width=[max(count * scale, 2) for _, count in rows],
                    height=round(height * BAR),
                    brush=self.ink(color),
                    pen=pg.mkPen(None),
                )
            )

    def _write_line(
        self, name: str, count: int, running: int, middle: float, *, start: float, names: float, chosen: bool
    ) -> None:
        right = self.width() - self._edge()
        strong = self.ink("text.primary")
        if chosen:
            self.box(QRectF(0, middle - self.px(10), self.px(3), self.px(20)), fill=self.ink("accent.base"))
        font = self.caption(bold=chosen)
        self.text(name, start - self.px(10), middle, color=strong, font=font, align=Right, width=names)
        self.text(
            thousands(count),
            self._counts_right(),
            middle,
            color=strong,
            font=self.caption(bold=True),
            align=Right,
        )
        if not self.roomy:
            return
        share = f"{100 * running / self.total:.0f}%"
        self.text(share, right, middle, color=self.ink("text.tertiary"), align=Right)
