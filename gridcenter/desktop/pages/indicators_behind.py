"""The incidents behind a number of the Indicators page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.pages.indicators_areas import header_side, show_titles
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import NO_VALUE, thousands
from gridcenter.domain.lights import Light
from gridcenter.language import by_count, current_language, pick, tr

Index = QModelIndex | QPersistentModelIndex
_YIELDS = (0, 3, 0, 2, 1, 0)
"""In a narrow panel first the limit goes, then the grid, then the number."""
_LEAST = {"zh": 112, "en": 144}


class BehindModel(LinesModel[QueueRow]):
    """The incidents behind a number; `now` decides their lights, its zone the times shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_behind_columns(self), key=lambda row: row.id, parent=parent)
        self.now: datetime | None = None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.LIGHT and index.isValid() and self.now is not None:
            return self._rows[index.row()].light(self.now)
        return super().data(index, role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return header_side(self._columns, super().headerData(section, orientation, role), section, role)

    def due(self, row: QueueRow) -> str:
        if row.due_at is None or self.now is None:
            return NO_VALUE
        return f"{row.due_at.astimezone(self.now.tzinfo):%m-%d %H:%M}"


def _result(row: QueueRow) -> str:
    if row.closed_at is None:
        return tr("open")
    late = row.light(row.closed_at) is Light.BLACK
    return tr("closed late") if late else tr("closed")


def _behind_columns(model: BehindModel) -> tuple[Column[QueueRow], ...]:
    caption = CellStyle("caption", "text.secondary")
    right = CellStyle("caption", "text.secondary", right=True)
    return (
        Column("light", lambda: "", lambda _row: "", lambda row: row.id, 40, CellStyle(glyph=True)),
        Column(
            "number",
            lambda: tr("number"),
            lambda row: row.number,
            lambda row: row.number,
            128,
            CellStyle("caption", "text.link"),
        ),
        Column(
            "category",
            lambda: tr("category"),
            lambda row: pick(row.category),
            lambda row: row.category_code,
            0,
            CellStyle(wraps=True),
        ),
        Column(
            "grid",
            lambda: tr("grid"),
            _place,
            lambda row: row.grid_code or "",
            96,
            replace(caption, middle=True),
        ),
        Column("due", lambda: tr("limit"), model.due, lambda row: row.due_at or row.reported_at, 100, right),
        Column("result", lambda: tr("result"), _result, _result, 68, right),
    )


def _place(row: QueueRow) -> str:
    return pick(row.grid) or pick(row.community)


class BehindPanel(Panel):
    """The rows that made a number; `opened` gives the id of an incident to show."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.model = BehindModel(self)
        self.table = RowTable(theme)
        self.table.setModel(self.model)
        show_titles(self.table, theme)
        self.note = label("", "caption", tone="tertiary")
        self.note.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.stack = StateStack(theme, self.table)
        self.table.opened.connect(self.opened)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(self.note)
        self.set_body(body)
        self._total: int | None = None
        self.retranslate()

    def show_rows(self, rows: Sequence[QueueRow], *, now: datetime) -> None:
        """Show rows at `now`, whose zone the times are shown in."""
        self.model.now = now
        self.model.show_rows(rows)
        if rows:
            self.stack.show_content()
        else:
            self.stack.empty(tr("No rows"), tr("Nothing in this area and period is counted here."))

    def tell_what(self, what: str, total: int | None) -> None:
        """Say which number the rows belong to and how many there are in all, as far as that is known."""
        self.set_sub(what)
        self._total = total
        self._write_note()

    def retranslate(self) -> None:
        self.table.set_widths(self.model.widths, _YIELDS, least=_LEAST[current_language()])
        self.title.setText(tr("Rows behind the number"))
        self.table.setAccessibleName(tr("Rows behind the number"))
        self.model.retranslate()
        self._write_note()

    def _write_note(self) -> None:
        shown = len(self.model.rows)
        total = shown if self._total is None else self._total
        self.note.setText(
            by_count(total, tr("{shown} of {total} row"), tr("{shown} of {total} rows")).format(
                shown=thousands(shown), total=thousands(total)
            )
        )
