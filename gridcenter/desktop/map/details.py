"""What stands to the right of the map page: the chosen grid, and the incidents that the filter leaves."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import TWO_LINE_COLUMNS
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.live_table import LiveTable
from gridcenter.desktop.widgets.panel import Panel, hair
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import ElidedLabel, label
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.places import GridDetail
from gridcenter.language import pick, tr


class GridPanel(Panel):
    """One grid: where it belongs, what kind it is, who holds its posts, how much stands in it."""

    retry_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._detail: GridDetail | None = None
        self._facts = QGridLayout()
        body = QWidget()
        column = QVBoxLayout(body)
        px = theme.px
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.addLayout(self._facts)
        column.addStretch(1)
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(px(12))
        self._facts.setVerticalSpacing(px(6))
        self.states = StateStack(theme, body)
        self.set_body(self.states)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._detail = None
        self.set_title(tr("Grid"))
        self.states.empty(tr("No grid chosen"), tr("Click a grid on the map, or find one by its code."))

    def wait(self) -> None:
        self.states.loading()

    def show_detail(self, detail: GridDetail | None) -> None:
        if detail is None:
            self.show_nothing()
            return
        self._detail = detail
        self.set_title(pick(detail.name), detail.code)
        self._write(detail)
        self.states.show_content()

    def show_refusal(self, refusal: Refusal) -> None:
        self.states.broken(tr("Could not read the grid"), str(refusal), self.retry_wanted.emit)

    def retranslate(self) -> None:
        self.show_detail(self._detail)

    def facts(self) -> list[tuple[str, str]]:
        """Return what the panel says, line by line."""
        if self._detail is None:
            return []
        detail = self._detail
        places = [
            (tr("Community"), pick(detail.community)),
            (tr("Street"), pick(detail.street)),
            (tr("Type"), pick(detail.kind)),
            (tr("Level"), pick(detail.level)),
        ]
        posts = [(pick(role), holder or tr("vacant")) for role, holder in detail.posts]
        counts = [
            (tr("Households"), str(detail.households)),
            (tr("Components"), str(detail.components)),
            (tr("Open incidents"), str(detail.open_incidents)),
        ]
        return [*places, ("", ""), *posts, ("", ""), *counts]

    def _write(self, detail: GridDetail) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        vacant = {pick(role) for role, holder in detail.posts if not holder}
        for row, (word, value) in enumerate(self.facts()):
            if not word:
                self._facts.addWidget(hair(), row, 0, 1, 2)
                continue
            self._facts.addWidget(label(word, "caption", tone="tertiary"), row, 0)
            tone = "tertiary" if word in vacant else ""
            self._facts.addWidget(ElidedLabel(value, tone=tone), row, 1, Qt.AlignmentFlag.AlignVCenter)


class IncidentsHere(Panel):
    """The incidents that the filter leaves, in the queue's order; arrivals enter at once, nobody is reading on."""

    opened = Signal(object)
    chosen = Signal(object)
    clear_wanted = Signal()

    def __init__(
        self, theme: Theme, calendar: Calendar, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent=parent)
        self.model = QueueModel(calendar, now, TWO_LINE_COLUMNS, parent=self)
        self.model.hold_arrivals = False
        self.table = LiveTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in TWO_LINE_COLUMNS])
        self.states = StateStack(theme, self.table)
        self.set_body(self.states)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        self.retranslate()

    def apply_board(self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime) -> None:
        self.model.apply_board(board, change, chosen, now, settle=not self.table.hovering())
        self._show_state(chosen)

    def retranslate(self) -> None:
        self.model.retranslate()
        self.set_title(tr("Incidents here"), str(self.model.rowCount()))

    def _show_state(self, chosen: Filter) -> None:
        count = self.model.rowCount()
        self.set_title(tr("Incidents here"), str(count))
        if count:
            self.states.show_content()
        elif chosen.active:
            self.states.empty(tr("No incidents here"), "", (tr("Clear filter"), self.clear_wanted.emit))
        else:
            self.states.empty(tr("No open incidents"), tr("Everything reported has been dealt with."))
