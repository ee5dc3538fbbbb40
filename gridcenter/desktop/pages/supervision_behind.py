"""The incidents behind a figure of Supervision: a list in a window of its own, with a choice of days for a trend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS
from gridcenter.desktop.pages.incidents_papers import KEY as PRINT_KEY
from gridcenter.desktop.pages.incidents_papers import LETTER, Printable
from gridcenter.desktop.pages.supervision_lists import fill, queue_table, say
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.language import tr

Ask = Callable[[Sequence[int]], Sequence[QueueRow]]


class BehindDialog(QDialog):
    """Up to some hundred incidents: Enter opens one, C issues a card about it, Ctrl+P prints the letter, Esc leaves."""

    incident_wanted = Signal(object)
    card_wanted = Signal(object)
    paper_wanted = Signal(object)
    """A `Printable`."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        calendar: Calendar,
        now: datetime,
        *,
        parent: QWidget,
        cards: bool = True,
    ) -> None:
        """With `cards` a card can be issued about the incident that is chosen, and its letter printed."""
        super().__init__(parent)
        self._theme = theme
        self._background = background
        self._now = now
        self._ask: Ask | None = None
        self.heading = label("", "title", wrap=True)
        self.about = label("", "caption", tone="tertiary", wrap=True)
        self.days = QComboBox()
        self.model = QueueModel(calendar, now, OVERVIEW_COLUMNS, parent=self)
        self.model.hold_arrivals = False
        self.table = queue_table(theme, self.model, {"time": 156})
        self.states = StateStack(theme, self.table)
        self.card = button(tr("Issue a card (C)"))
        self.print = button(tr("Print (Ctrl+P)"))
        self.leave = button(tr("Close"))
        self._build()
        self.days.currentIndexChanged.connect(self._choose_day)
        self.table.opened.connect(self._open)
        self.card.clicked.connect(self._want_card)
        self.print.clicked.connect(self._want_paper)
        self.leave.clicked.connect(self.reject)
        self.card.setVisible(cards)
        self.print.setVisible(cards)
        if cards:
            bind_key(self, PRINT_KEY, self._want_paper)
            bind_key(self, "C", self._want_card)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.heading)
        column.addWidget(self.about)
        column.addWidget(self.days)
        column.addWidget(self.states, 1)
        row = QHBoxLayout()
        row.addWidget(self.card)
        row.addWidget(self.print)
        row.addStretch(1)
        row.addWidget(self.leave)
        column.addLayout(row)
        self.days.hide()
        self.days.setAccessibleName(tr("Day"))
        self.card.setAutoDefault(False)
        self.print.setAutoDefault(False)
        self.leave.setAutoDefault(False)
        self.resize(px(820), px(520))

    def show_rows(self, heading: str, about: str, rows: Sequence[QueueRow]) -> None:
        """Show incidents that are at hand."""
        self._head(heading, about)
        self._take(rows)

    def show_days(
        self, heading: str, about: str, days: Sequence[tuple[str, Sequence[int]]], ask: Ask, *, chosen: int
    ) -> None:
        """Show the incidents of one of the days, each with its words and the ids behind its count."""
        self._head(heading, about)
        self._ask = ask
        self.days.blockSignals(True)
        for words, ids in days:
            self.days.addItem(words, tuple(ids))
        self.days.setCurrentIndex(chosen)
        self.days.blockSignals(False)
        self.days.setVisible(len(days) > 1)
        self._choose_day()

    def _head(self, heading: str, about: str) -> None:
        self.setWindowTitle(heading)
        self.heading.setText(heading)
        self.table.setAccessibleName(heading)
        self.about.setText(about)

    def _choose_day(self, _place: int = 0) -> None:
        if self._ask is None:
            return
        self.states.loading()
        work = partial(self._ask, tuple(self.days.currentData() or ()))
        self._background.read(self, work, self._take, self._failed, topic="behind")

    def _take(self, rows: Sequence[QueueRow]) -> None:
        fill(self.model, rows, self._now)
        say(self.states, rows, tr("No incidents"), tr("Nothing stands behind this figure."))
        self.card.setEnabled(bool(rows))
        self.print.setEnabled(bool(rows))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self.table.setFocus()

    def _failed(self, refusal: Refusal) -> None:
        self.states.broken(tr("The incidents could not be read"), str(refusal), self._choose_day)

    def _open(self, key: object) -> None:
        self.accept()
        self.incident_wanted.emit(key)

    def _want_card(self) -> None:
        key = self.table.current_id()
        if key is not None:
            self.accept()
            self.card_wanted.emit(key)

    def _want_paper(self) -> None:
        key = self.table.current_id()
        row = self.model.board.rows.get(key) if isinstance(key, int) else None
        if row is not None:
            self.accept()
            self.paper_wanted.emit(Printable(row.id, row.number, LETTER))
