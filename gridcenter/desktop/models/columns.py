"""How a table says what it shows: columns as data, and the roles that delegate, sorting and copying read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from gridcenter.services.cell_safety import as_text_cell

_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
"""Signs at which another program begins a new cell or line, and with it perhaps a formula."""
Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """Roles beside Qt's own."""

    SORT = Qt.ItemDataRole.UserRole + 1
    """The raw value of a cell, comparable within its column."""
    ID = Qt.ItemDataRole.UserRole + 2
    """The id of the record in the row, the same in every column."""
    CHANGED = Qt.ItemDataRole.UserRole + 3
    """True for 2 s after the record was changed by somebody."""
    LIGHT = Qt.ItemDataRole.UserRole + 4
    """The `Light` of the row, None where it has none."""
    STYLE = Qt.ItemDataRole.UserRole + 5
    """The `CellStyle` of the cell."""
    SECOND = Qt.ItemDataRole.UserRole + 6
    """The second line of a two-line cell, tertiary 13."""
    MARK = Qt.ItemDataRole.UserRole + 7
    """The kind of the card in the row."""
    MORE = Qt.ItemDataRole.UserRole + 8
    """What the tooltip of a cell says beside its words; asked only for a tooltip."""
    CARD = Qt.ItemDataRole.UserRole + 9
    """The `CardMark` at the end of a cell, None where the incident has no open card."""
    BESIDE = Qt.ItemDataRole.UserRole + 10
    """What a mark in the cell says in words; copied as a column of its own behind the others."""


@runtime_checkable
class KnowsPlaces(Protocol):
    """A model of very many rows that finds one by its id without looking through the others."""

    def place_of(self, key: object) -> int | None: ...


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a delegate writes a cell: type role, colour token or "light" for the text colour of the row's light."""

    role: str = "body"
    color: str = "text.primary"
    right: bool = False
    middle: bool = False
    """Shorten in the middle (places) rather than at the end."""
    glyph: bool = False
    """The cell holds the light of the row instead of text."""
    wraps: bool = False
    """What is too long stands on two small lines; for names, which must not be cut."""
    mark: bool = False
    """The text is the word of a card and stands in the card's box."""
    lit: bool = False
    """The light of the row stands before the text, which is at the right."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `text` is shown and copied, `sort` is the raw value; widths in px at 100 %.

    A `width` of 0 takes what is left.
    """

    key: str
    title: Callable[[], str]
    text: Callable[[Row], str]
    sort: Callable[[Row], Any]
    width: int = 0
    style: CellStyle = CellStyle()
    second: Callable[[Row], str] | None = None
    yields: int = 0
    """In which order columns are left out where room is short; 0 stays."""
    names_unit: bool = False
    """The cell names the unit that holds an incident: its tooltip names those called in."""
    carries_card: bool = False
    """The mark of an open card stands at the end of the cell."""


def tab_separated(indexes: Sequence[Index]) -> str:
    """Return the cells as lines and tabs, so that a copied table pastes as columns and no cell as a formula."""
    lines: dict[int, dict[int, str]] = {}
    for index in indexes:
        cells = lines.setdefault(index.row(), {})
        cells[index.column()] = _cell(index.data(Qt.ItemDataRole.DisplayRole))
        if beside := index.data(Role.BESIDE):
            cells[index.model().columnCount()] = _cell(beside)
    return "\n".join("\t".join(cells[key] for key in sorted(cells)) for _, cells in sorted(lines.items()))


def _cell(value: Any) -> str:
    return as_text_cell(_BREAKS.sub(" ", str(value or "")))
