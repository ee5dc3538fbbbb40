"""The working of a clock: every stretch that counted or did not, adding up to what is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import Index, LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import limit_words
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import ElidedLabel, label, set_tone
from gridcenter.domain.clock_words import clock_title, missing_years_text, state_text
from gridcenter.domain.clocks import ClockKind, LineState, WorkingLine, ground_text
from gridcenter.domain.incidents import ClockView, IncidentDetail
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import MINUS
from gridcenter.language import pick, tr

_COUNTED = CellStyle()
_GROUND = CellStyle(wraps=True)
_UNCOUNTED = CellStyle(color="text.tertiary")


def _state(line: WorkingLine) -> str:
    return state_text(line.state)


def _minutes(line: WorkingLine) -> str:
    return f"+{line.minutes}" if line.minutes else "0"


def working_columns(zone: tzinfo) -> tuple[Column[WorkingLine], ...]:
    """Return the columns; times are written in `zone`."""

    def when(pattern: str, moment: Callable[[WorkingLine], datetime]) -> Callable[[WorkingLine], str]:
        return lambda line: format(moment(line).astimezone(zone), pattern)

    def start(line: WorkingLine) -> datetime:
        return line.start

    def end(line: WorkingLine) -> datetime:
        return line.end

    right = CellStyle(right=True)
    return (
        Column("from", lambda: tr("From"), when("%m-%d %H:%M", start), start, 0, _COUNTED),
        Column("to", lambda: tr("To"), when("%H:%M", end), end, 0, _UNCOUNTED),
        Column("mark", lambda: "", lambda _line: "", _state, 0, CellStyle(glyph=True)),
        Column("state", lambda: tr("State"), _state, _state, 0, _COUNTED),
        Column("ground", lambda: tr("Ground"), ground_text, ground_text, 0, _GROUND),
        Column("minutes", lambda: tr("Counted"), _minutes, lambda line: line.minutes, 0, right),
        Column(
            "total",
            lambda: tr("Sum"),
            lambda line: str(line.total),
            lambda line: line.total,
            0,
            CellStyle("body_strong", right=True),
        ),
    )


_ROOMY = (112, 60, 28, 108, 0, 76, 68)
_TIGHT = (104, 56, 32, 80, 0, 76, 64)
_ROOMY_FROM = 560
_LEAST = 112
_YIELDS = (0, 2, 0, 1, 0, 0, 3)
"""State goes first from a narrow panel, because the ground says the same; then the end; then the sum."""


class WorkingModel(LinesModel[WorkingLine]):
    """Stretches that count nothing are written paler; a pause carries the parked sign."""

    def __init__(self, zone: tzinfo, parent: QObject | None = None) -> None:
        self._columns_of_zone = working_columns(zone)
        super().__init__(self._columns_of_zone, parent=parent)
        self.tight = False
        """Write smaller, for a narrow panel."""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return _alignment(self._columns_of_zone[section].style)
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        line, column = self.rows[index.row()], self._columns_of_zone[index.column()]
        if role == Role.LIGHT:
            return Light.GREY if line.state is LineState.PAUSED and column.style.glyph else None
        if role == Role.STYLE:
            return self._style(line, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column.style)
        return super().data(index, role)

    def _style(self, line: WorkingLine, column: Column[WorkingLine]) -> CellStyle:
        style = column.style
        if self.tight and style.role == "body":
            style = replace(style, role="caption")
        if line.state is not LineState.RUN and column.key != "total":
            style = replace(style, color="text.tertiary")
        return style


def _alignment(style: CellStyle) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if style.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class WorkingPanel(Panel):
    """Shows the working of one clock of the incident: the one asked for, else the one that presses."""

    def __init__(self, theme: Theme, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._zone = zone
        self._detail: IncidentDetail | None = None
        self._asked: ClockKind | int | None = None
        self._used = 0
        self.standard = ElidedLabel("", "caption", tone="tertiary")
        self.model = WorkingModel(zone, parent=self)
        self.table = RowTable(theme, row_height="row.comfortable")
        self.table.setModel(self.model)
        self.table.set_widths(_ROOMY, _YIELDS, least=_LEAST)
        self.table.show_header()
        edge = theme.px(16)
        self.table.horizontalHeader().setStyleSheet(
            f"QHeaderView::section:first {{ padding-left: {edge}px; }}"
            f"QHeaderView::section:last {{ padding-right: {edge}px; }}"
        )
        self.sum = ElidedLabel("", "caption")
        self.verdict = label("", "caption")
        self.foot = QFrame()
        self._build()
        theme.changed.connect(self._dress)

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        row = QHBoxLayout(self.foot)
        edge = self.theme.px(16)
        row.setContentsMargins(edge, 0, edge, 0)
        row.addWidget(self.sum, 1)
        row.addWidget(self.verdict)
        self.header_right.addWidget(self.standard)
        self.set_body(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.model.tight = self.width() < self.theme.px(_ROOMY_FROM)
        self.table.set_widths(_TIGHT if self.model.tight else _ROOMY, _YIELDS, least=_LEAST)

    def show_incident(self, detail: IncidentDetail, now: datetime) -> None:
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._asked = None
        self._detail = detail
        self.tick(now)

    def ask(self, wanted: ClockKind | ClockView, now: datetime) -> None:
        """Show the working of the incident's own clock of a kind, or of one of a unit called in."""
        kind = wanted.kind if isinstance(wanted, ClockView) else wanted
        self._asked = wanted.id if isinstance(wanted, ClockView) and kind is ClockKind.CO else kind
        self.tick(now)

    def clock(self) -> ClockView | None:
        """Return the clock on show: the one asked for, else the step clock, else whichever there is."""
        if self._detail is None or not self._detail.clocks:
            return None
        joint = next((clock for clock in self._detail.co_clocks if clock.id == self._asked), None)
        if joint is not None:
            return joint
        found = {clock.kind: clock for clock in self._detail.clocks}
        wanted = self._asked if isinstance(self._asked, ClockKind) else ClockKind.STEP
        return found.get(wanted) or found.get(ClockKind.STEP) or self._detail.clocks[0]

    def behind(self, now: datetime) -> bool:
        """Say whether the clock on show has counted on: its minutes do not begin with those of the day."""
        clock = self.clock()
        return clock is not None and clock.used(clock.ended_at or now) != self._used

    def tick(self, now: datetime) -> None:
        clock = self.clock()
        if self._detail is None or clock is None:
            self.model.show_rows(())
            self.set_title(tr("Working"), tr("no clock has started"))
            self.foot.hide()
            return
        self.set_title(
            tr("Working"),
            tr("{clock} · recomputed from the ledger").format(
                clock=" · ".join(part for part in (clock_title(clock.kind), pick(clock.unit)) if part)
            ),
        )
        self.standard.setText(self._standard_words(clock))
        lines = clock.lines(clock.ended_at or now)
        if tuple(lines) != self.model.rows:
            self._show_lines(lines)
        self._show_sum(clock, now)

    def _show_lines(self, lines: list[WorkingLine]) -> None:
        bar = self.table.verticalScrollBar()
        at_end = bar.value() >= bar.maximum()
        self.model.show_rows(lines)
        if at_end:
            self.table.scrollToBottom()

    def _standard_words(self, clock: ClockView) -> str:
        missing = missing_years_text(clock.missing_years())
        if missing:
            return missing
        assert self._detail is not None
        name = pick(self._detail.standard)
        return tr("standard {name}").format(name=name) if name else ""

    def _show_sum(self, clock: ClockView, now: datetime) -> None:
        light = clock.light(now)
        used = self._used = clock.used(clock.ended_at or now)
        self.foot.show()
        words = (
            tr("limit {n} min · yellow {yellow} min")
            if self.model.tight
            else tr("limit {limit} = {n} min · yellow from {yellow} min ({time})")
        )
        self.sum.setText(
            words.format(
                limit=limit_words(clock),
                n=clock.limit_minutes,
                yellow=clock.yellow_minutes,
                time=f"{clock.yellow_at.astimezone(self._zone):%m-%d %H:%M}",
            )
        )
        over = used - clock.limit_minutes
        self.verdict.setText(
            tr("{used} {minus} {limit} = {n} min overdue").format(
                used=used, minus=MINUS, limit=clock.limit_minutes, n=over
            )
            if over >= 0
            else tr("{limit} {minus} {used} = {n} min left").format(
                used=used, minus=MINUS, limit=clock.limit_minutes, n=-over
            )
        )
        set_tone(self.verdict, light.value)
        self._tint(light)

    def _tint(self, light: Light) -> None:
        tint = self.theme.light(light, "tint").name()
        self.foot.setObjectName("workingFoot")
        self.foot.setStyleSheet(f"QFrame#workingFoot {{ background: {tint}; border: 0; }}")
        self.foot.setFixedHeight(self.theme.size("row.comfortable"))

    def _dress(self) -> None:
        clock = self.clock()
        if clock is not None and self._detail is not None:
            self._tint(clock.light(self._detail.as_of))

    def retranslate(self, now: datetime) -> None:
        self.model.retranslate()
        self.tick(now)
