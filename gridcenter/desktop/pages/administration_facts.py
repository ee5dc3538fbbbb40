"""Rows of word and value on Administration, and the words of what is counted and of the keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import hair
from gridcenter.desktop.widgets.text import label
from gridcenter.language import tr

_LOW_ROW, _HIGH_ROW = 36, 48


class FactList(QWidget):
    """Rows of word and value with a hair line under each; values can be selected and copied."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._high = False
        self._column = QVBoxLayout(self)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        self._column.addStretch(1)
        self._values: list[tuple[QLabel, QLabel]] = []
        theme.changed.connect(self._fit)
        self._fit()

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._values) < len(facts):
            self._add()
        for (word, value), (left, right) in zip(facts, self._values, strict=False):
            left.setText(word)
            right.setText(value)

    def _add(self) -> None:
        pair = label("", "caption", tone="secondary"), label("", "body", selectable=True, wrap=True)
        row = 2 * len(self._values)
        self._values.append(pair)
        for column, part in enumerate(pair):
            self._grid.addWidget(part, row, column)
        self._grid.addWidget(hair(), row + 1, 0, 1, 2)
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
    return (
        ("division", tr("Divisions")),
        ("grid", tr("Grids")),
        ("premises", tr("Premises")),
        ("component", tr("Components")),
        ("household", tr("Households")),
        ("person", tr("Persons")),
        ("incident", tr("Incidents")),
        ("step", tr("Steps in traces")),
        ("unit", tr("Responsible units")),
        ("account", tr("Accounts")),
        ("category", tr("Incident categories")),
        ("standard", tr("Handling standards")),
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
        ("Alt+1 … Alt+9  Ctrl+S  Ctrl+Shift+S", tr("saved filters, save the present one, all of them")),
        ("F5", tr("reconnect to the store now")),
        ("F7  F8  F9", tr("open a reminder, take note of it, silence the desk")),
        ("F11", tr("full screen")),
        ("Ctrl+Q", tr("close the window")),
    ]
