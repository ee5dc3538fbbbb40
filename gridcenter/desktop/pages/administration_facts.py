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


def key_facts() -> list[tuple[str, str]]:
    return [
        ("Ctrl+K", tr("find and do anything")),
        ("Ctrl+1 … Ctrl+7", tr("the pages of the rail")),
        ("Ctrl+I", tr("look up a resident")),
        ("Ctrl+N", tr("report a new incident")),
        ("Ctrl+P  Ctrl+E", tr("papers and attachments of the incident")),
        ("Ctrl+B  M  U", tr("reports behind the incident; merge it, take it apart")),
        ("Ctrl+G  Ctrl+T", tr("in a new report: the place on the map; the phone")),
        ("Ctrl+M", tr("in a new report: add it to the incident at the right")),
        ("Ctrl+Shift+A  1  2  3", tr("what awaits your decision; approve, refuse, withdraw an application")),
        ("Alt+←  Alt+→", tr("the incident before and after a reopening")),
        ("L  C  Ctrl+L", tr("on Supervision: the trend of a unit, a card to it, the next list")),
        ("Ctrl+H", tr("write a shift handover; with Shift read and sign one")),
        ("J  K  Enter", tr("move in a list, open")),
        ("Alt+1  2  3", tr("facts, the responsibility list and the units, on this page")),
        ("N  E  D  R  X", tr("in the list: new, change, end; of a ruling: make a rule, do not follow")),
        ("B  O  F  C  U", tr("of a unit: busy, off duty, free, capacity; those without room")),
        ("Ctrl+C", tr("copy rows, they paste as columns")),
        ("S  O  X", tr("in the flows: play through, switch on, go back")),
        ("Esc", tr("take back the newest filter")),
        ("Alt+1 … Alt+9", tr("the saved filters, where there are some")),
        ("Ctrl+S  Ctrl+Shift+S", tr("save the present filter; all of them")),
        ("F5", tr("reconnect to the store now")),
        ("F7  F8  F9", tr("open a reminder, take note of it, silence the desk")),
        ("F11", tr("full screen")),
        ("Ctrl+Q", tr("close the window")),
    ]
