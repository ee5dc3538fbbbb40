"""The queue as an item model: rows in the centre's order, changed in place, arrivals kept back until asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.models.glow import Glow
from gridcenter.desktop.models.queue_columns import OVERVIEW_COLUMNS, Entry, QueueColumn
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import rank
from gridcenter.domain.queue_order import Order, QueueOrder
from gridcenter.language import listed, pick, tr

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_NOTHING: Mapping[int, QueueRow] = MappingProxyType({})
_NEVER = datetime.max.replace(tzinfo=UTC)
_MANY = 100
"""From so many rows at once a fresh start is cheaper than one move after the other."""


class QueueModel(QAbstractTableModel):
    """Open incidents that the filter admits. Lives on the GUI thread.

    Changes are taken at once and in place, so that selection and scroll stay; rows move and go only when the list is
    settled, because somebody may be about to click. What arrives waits in `pending` until `take_pending`, unless
    `hold_arrivals` is off (nobody clicks on a wall).
    """

    pending_changed = Signal(int)

    def __init__(
        self,
        calendar: Calendar,
        now: datetime,
        columns: Sequence[QueueColumn] = OVERVIEW_COLUMNS,
        parent: QObject | None = None,
        *,
        order: Order = rank,
    ) -> None:
        """`order` gives the sort key of a row at a moment; the centre's own unless a list says otherwise."""
        super().__init__(parent)
        self.columns = tuple(columns)
        self.pending: dict[int, QueueRow] = {}
        self.hold_arrivals = True
        self._calendar = calendar
        self._now = now
        self._filter: Filter | None = None
        self._order = order
        self._list = QueueOrder(order)
        self._leaving: set[int] = set()
        self._admits_until = _NEVER
        self._board = Board()
        self._glow = Glow(self, self._glow_ended)

    @property
    def now(self) -> datetime:
        return self._now

    @property
    def board(self) -> Board:
        """The board that was applied last; an empty one of its own before that."""
        return self._board

    def rows(self) -> tuple[QueueRow, ...]:
        """Return the rows as they are shown."""
        return tuple(self._list.rows)

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._list.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title()
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._list.rows):
            return None
        row, column = self._list.rows[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(self.entry(row))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(self.entry(row), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.style.right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            case Role.SORT:
                return column.sort(self.entry(row))
            case Role.ID:
                return row.id
            case Role.CHANGED:
                return row.id in self._glow
            case Role.LIGHT:
                return row.light(self._now)
            case Role.STYLE:
                return column.style
            case Role.SECOND:
                return column.second(self.entry(row)) if column.second else None
            case Role.CARD:
                return self.entry(row).card_mark() if column.carries_card else None
            case Role.BESIDE:
                return self.entry(row).card_words() if column.carries_card else None
            case Role.MORE:
                return self._more(row, column)
        return None

    def _spoken(self, entry: Entry, column: QueueColumn) -> str:
        """Return everything that stands in a cell, painted or written."""
        second = column.second(entry) if column.second else ""
        cards = entry.card_words() if column.carries_card else ""
        return listed([part for part in (column.text(entry), second, cards) if part])

    def _more(self, row: QueueRow, column: QueueColumn) -> str | None:
        if not (column.carries_card or column.names_unit):
            return None
        cards = self.entry(row).card_words() if column.carries_card else ""
        units = self._called_in(row) if column.names_unit else ""
        return "\n".join(part for part in (cards, units) if part)

    def _called_in(self, row: QueueRow) -> str:
        """Name the units that owe an answer, as far as they hold something on the board, and count the others."""
        if not row.called_in:
            return ""
        held = self._board.rows.values()
        known = {one.unit_id: pick(one.unit) for one in held if one.unit_id in row.called_in}
        others = len(row.called_in) - len(known)
        some = tr("one unit") if others == 1 else tr("{n} units").format(n=others)
        counted = [tr("{n} more").format(n=others) if known else some]
        return tr("Called in: {units}").format(
            units=listed([*sorted(known.values()), *counted[: others > 0]])
        )

    def entry(self, row: QueueRow) -> Entry:
        red = row.light(self._now) is Light.RED
        place = self._board.overdue_place(row.id, self._now) if red else 0
        cards = self._board.cards.get(row.id, ())
        return Entry(row, self._now, self._calendar, place, cards, row.id in self._leaving)

    def place_of(self, key: object) -> int | None:
        """Return where the row with this id stands, None when it does not; the others are not looked through."""
        return self._list.place(key) if isinstance(key, int) and key in self._list else None

    # What the page tells

    def apply_board(
        self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime, *, settle: bool = False
    ) -> None:
        """Show the board under a filter; with `change` only what it names is touched.

        With `settle` a changed row moves to where it belongs now and what has left goes, otherwise at the next settling
        `tick`.
        """
        self._board, self._now = board, now
        if change is None or chosen != self._filter:
            self._filter = chosen
            self._admits_until = self._next_admission()
            self._start_over(self._ordered(chosen))
        elif settle and _size(change) > _MANY:
            self._admits_until = self._next_admission()
            self._take_many(change, chosen)
        elif change != BoardChange():
            self._take(change, chosen)
            if settle:
                self._settle()

    def tick(self, board: Board, now: datetime, *, settle: bool) -> None:
        """Let time pass: words and lights change in place; with `settle` rows also move to where they belong now."""
        self._board, self._now = board, now
        if now >= self._admits_until:
            self._admit_again()
        if settle:
            self._settle()
        self._all_changed()

    def take_pending(self) -> None:
        """Let in what waited: everything is put in order, what is new glows."""
        waiting, self.pending = list(self.pending.values()), {}
        if len(waiting) > _MANY:
            self._start_over(self._ordered(self._filter or Filter()))
        else:
            self._settle()
            for row in waiting:
                self._insert(row)
        self._glow.add(row.id for row in waiting)
        self.pending_changed.emit(0)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._all_changed()

    # How rows move

    def _next_admission(self) -> datetime:
        """Return until when the filter admits the same rows of the board if nothing is committed."""
        by_light = self._filter is not None and self._filter.lights
        return (self._board.next_turn(self._now) if by_light else None) or _NEVER

    def _admit_again(self) -> None:
        """Let lights that have turned by themselves bring rows under the filter and take others out of it."""
        chosen = self._filter or Filter()
        self._admits_until = self._next_admission()
        admitted = {row.id: row for row in self._board.select(chosen, self._now)}
        known = {row.id for row in self._list.rows} | self.pending.keys()
        self._let_go(known - admitted.keys())
        self._let_wait(row for row in admitted.values() if row.id not in known)

    def _take(self, change: BoardChange, chosen: Filter) -> None:
        touched = (*change.arrived, *change.changed)
        self._admits_until = min(self._admits_until, self._next_admission())
        admitted = {row.id for row in touched if chosen.admits(row, self._now)}
        leaving = {row.id for row in change.changed if row.id not in admitted} | set(change.removed)
        self._leaving -= admitted
        self._let_go(leaving)
        arriving = [row for row in touched if row.id in admitted and row.id not in self._list]
        for row in touched:
            if row.id in self._list:
                self._replace(row)
        self._let_wait(arriving)

    def _take_many(self, change: BoardChange, chosen: Filter) -> None:
        """Start anew, which is cheaper than one move after the other; what arrives waits all the same."""
        found = self._ordered(chosen)
        waiting: dict[int, QueueRow] = {}
        if self.hold_arrivals:
            waiting = {row.id: row for row in found.rows if row.id not in self._list}
        shown = found.narrowed({row.id for row in found.rows} - waiting.keys()) if waiting else found
        self._start_over(shown, waiting)
        self._glow.add(row.id for row in change.changed if row.id in self._list)

    def _let_wait(self, arriving: Iterable[QueueRow]) -> None:
        self.pending.update((row.id, row) for row in arriving)
        self.pending_changed.emit(len(self.pending))
        if self.pending and not self.hold_arrivals:
            self.take_pending()

    def _replace(self, row: QueueRow) -> None:
        place = self._list.replace(row)
        self._glow.add([row.id])
        self._rows_changed(place, place)

    def _let_go(self, leaving: set[int]) -> None:
        """Let rows go at the next settling; what only waited goes at once."""
        for key in leaving:
            self.pending.pop(key, None)
            if key in self._list:
                self._leaving.add(key)
                place = self._list.place(key)
                self._rows_changed(place, place)

    def _remove_leaving(self) -> None:
        leaving, self._leaving = self._leaving, set()
        for key in leaving:
            place = self._list.place(key)
            self.beginRemoveRows(_ROOT, place, place)
            self._list.remove(key)
            self.endRemoveRows()

    def _insert(self, row: QueueRow) -> None:
        place = self._list.where_to(row, self._now)
        self.beginInsertRows(_ROOT, place, place)
        self._list.insert(row, self._now)
        self.endInsertRows()

    def _settle(self) -> None:
        """Let go what has left and move rows to where they belong now; the selection moves along."""
        self._remove_leaving()
        misplaced = self._list.misplaced(self._now)
        if len(misplaced) > _MANY:
            self._sort()
            return
        for key in misplaced:
            old, new = self._list.way(key, self._now)
            if old == new:
                self._list.settle(key, self._now)
                continue
            self.beginMoveRows(_ROOT, old, old, _ROOT, new + (new > old))
            self._list.settle(key, self._now)
            self.endMoveRows()

    def _sort(self) -> None:
        """Put all rows in order at once."""
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self._list.rows[index.row()].id for index in old]
        self._list.start(self._list.rows, self._now)
        new = [
            self.index(self._list.place(key), index.column()) for key, index in zip(keys, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def _ordered(self, chosen: Filter) -> QueueOrder:
        """Return what the filter admits; the centre's own order is kept by the board and not reckoned here."""
        if self._order is rank:
            return self._board.order(chosen, self._now)
        made = QueueOrder(self._order)
        made.start(self._board.select(chosen, self._now), self._now)
        return made

    def _start_over(self, rows: QueueOrder, waiting: Mapping[int, QueueRow] = _NOTHING) -> None:
        self.beginResetModel()
        self._list = rows
        self._leaving = set()
        self.pending = dict(waiting)
        self.endResetModel()
        self.pending_changed.emit(len(self.pending))

    def _glow_ended(self, keys: set[int]) -> None:
        for key in keys:
            if key in self._list:
                place = self._list.place(key)
                self._rows_changed(place, place, Role.CHANGED)

    def _all_changed(self) -> None:
        if self._list.rows:
            self._rows_changed(0, len(self._list.rows) - 1)

    def _rows_changed(self, first: int, last: int, *roles: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), list(roles))


def _size(change: BoardChange) -> int:
    return len(change.arrived) + len(change.changed) + len(change.removed)
