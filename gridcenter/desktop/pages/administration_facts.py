"""Rows of word and value on Administration, and the words of what is counted and of the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.text import label
from gridcenter.language import tr

_LOW_ROW, _HIGH_ROW = 36, 48


class FactList(QWidget):
    """Rows of word and value with a hair line under each; values can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, across: int = 1) -> None:
        """With `across` the facts stand in so many columns beside each other, read from top to bottom."""
        super().__init__(parent)
        self._theme = theme
        self._across = across
        self._high = False
        self._column = QVBoxLayout(self)
        self._grid = QGridLayout()
        for place in range(across):
            self._grid.setColumnStretch(3 * place + 1, 1)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._values: list[tuple[QLabel, QLabel]] = []
        self._lines: list[QFrame] = []
        theme.changed.connect(self._fit)
        self._fit()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if len(self._values) < len(facts):
            self._make_room(len(facts))
        for (word, value), (left, right) in zip(facts, self._values, strict=False):
            left.setText(word)
            right.setText(value)

    def _make_room(self, count: int) -> None:
        rows = -(-count // self._across)
        while len(self._lines) < rows:
            self._lines.append(hair())
            self._grid.addWidget(self._lines[-1], 2 * len(self._lines) - 1, 0, 1, 3 * self._across - 1)
        while len(self._values) < count:
            self._values.append(
                (label("", "caption", tone="secondary"), label("", "body", selectable=True, wrap=True))
            )
        for place, (word, value) in enumerate(self._values):
            self._grid.addWidget(word, 2 * (place % rows), 3 * (place // rows))
            self._grid.addWidget(value, 2 * (place % rows), 3 * (place // rows) + 1)
        self._fit()

    def set_high(self, high: bool) -> None:
        """Give the rows more height, where the page has it."""
        if high != self._high:
            self._high = high
            self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(16), 0, px(16), px(8))
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(0)
        for _, value in self._values:
            value.setMinimumHeight(px(_HIGH_ROW if self._high else _LOW_ROW))


def databases() -> dict[str, str]:
    return {"sqlite": tr("SQLite file"), "postgresql": tr("PostgreSQL server")}


def counted_tables() -> tuple[tuple[str, str], ...]:
    """Return what is counted of the district and its people, then of the incidents; each with its word."""
    return (
        ("division", tr("Divisions")),
        ("grid", tr("Grids")),
        ("premises", tr("Premises")),
        ("component", tr("Components")),
        ("household", tr("Households")),
        ("person", tr("Persons")),
        ("unit", tr("Responsible units")),
        ("account", tr("Accounts")),
        ("category", tr("Incident categories")),
        ("standard", tr("Handling standards")),
        ("responsibility_rule", tr("Lines of duties")),
        ("incident", tr("Incidents")),
        ("step", tr("Steps in traces")),
        ("report", tr("Reports")),
        ("incident_merge", tr("Merges")),
        ("attachment", tr("Attachments")),
        ("adjustment", tr("Applications")),
        ("co_handling", tr("Units called in")),
        ("card", tr("Cards")),
        ("acknowledgement", tr("Reminders noted")),
        ("handover", tr("Handovers")),
        ("recheck_draw", tr("Re-check draws")),
        ("audit", tr("Audit lines")),
    )
