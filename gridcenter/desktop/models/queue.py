"""The queue as an item model: rows in the centre's order, changed in place, arrivals kept back until asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gridcenter.desktop.models.columns import CellStyle, Column, Role
from gridcenter.desktop.models.glow import Glow
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.queue import rank, reason, remaining_minutes, signed_time
from gridcenter.domain.queue_order import Order, QueueOrder
from gridcenter.language import listed, pick, tr

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_NEVER = datetime.max.replace(tzinfo=UTC)
_MANY = 100
"""From so many rows at once a fresh start is cheaper than one move after the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with what its words depend on: the moment, the calendar, its place among the overdue."""

    row: QueueRow
    now: datetime
    calendar: Calendar
    place: int

    def time(self) -> str:
        return signed_time(self.row, self.now, self.calendar)

    def minutes_left(self) -> int:
        """Return remaining minutes; without a deadline or while parked more than any deadline."""
        left = remaining_minutes(self.row, self.now, self.calendar)
        return left if left is not None else 1 << 40

    def why(self) -> str:
        return reason(self.row, self.now, overdue_place=self.place)

    def ground(self) -> str:
        """Return the same without the word of the light, for rows that stand beside it."""
        return reason(self.row, self.now, overdue_place=self.place, with_light=False)

    def where(self) -> str:
        return pick(self.row.grid) or pick(self.row.community)


QueueColumn = Column[Entry]

OVERVIEW_COLUMNS: tuple[QueueColumn, ...] = (
    QueueColumn(
        key="light",
        title=lambda: tr("Light"),
        text=lambda entry: pick(LIGHT_NAMES[entry.row.light(entry.now)]),
        sort=lambda entry: rank(entry.row, entry.now),
        width=36,
        style=CellStyle(glyph=True),
    ),
    QueueColumn(
        key="category",
        title=lambda: tr("Category"),
        text=lambda entry: pick(entry.row.category),
        sort=lambda entry: entry.row.category_code,
        width=0,
        style=CellStyle("body_strong", wraps=True),
    ),
    QueueColumn(
        key="time",
        title=lambda: tr("Time left"),
        text=Entry.time,
        sort=Entry.minutes_left,
        width=128,
        style=CellStyle("body_strong", "light", right=True),
    ),
    QueueColumn(
        key="grid",
        title=lambda: tr("Grid"),
        text=Entry.where,
        sort=lambda entry: entry.row.grid_code or entry.row.community_code,
        width=132,
        style=CellStyle(color="text.secondary", middle=True),
        yields=3,
    ),
    QueueColumn(
        key="unit",
        title=lambda: tr("Unit"),
        text=lambda entry: pick(entry.row.unit),
        sort=lambda entry: entry.row.unit_id or 0,
        width=148,
        style=CellStyle(color="text.secondary", wraps=True),
        yields=2,
        names_unit=True,
    ),
    QueueColumn(
        key="reason",
        title=lambda: tr("Why here"),
        text=Entry.why,
        sort=lambda entry: rank(entry.row, entry.now),
        width=140,
        style=CellStyle("caption", "text.tertiary"),
        yields=1,
    ),
)

TWO_LINE_COLUMNS: tuple[QueueColumn, ...] = (
    OVERVIEW_COLUMNS[0],
    QueueColumn(
        key="category",
        title=lambda: tr("Category"),
        text=lambda entry: pick(entry.row.category),
        sort=lambda entry: entry.row.category_code,
        width=0,
        style=CellStyle("body_strong", wraps=True),
        second=lambda entry: " · ".join(part for part in (entry.where(), pick(entry.row.unit)) if part),
        names_unit=True,
    ),
    QueueColumn(
        key="time",
        title=lambda: tr("Time left"),
        text=Entry.time,
        sort=Entry.minutes_left,
        width=160,
        style=CellStyle("body_strong", "light", right=True),
        second=Entry.ground,
    ),
)


class QueueModel(QAbstractTableModel):
    """Open incidents that the filter admits. Lives on the GUI thread.

    Changes and removals are taken at once and in place, so that selection and scroll stay. What arrives waits in
    `pending` until `take_pending`, unless `hold_arrivals` is off (nobody clicks on a wall).
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
        self._list = QueueOrder(order)
        self._admits_until = _NEVER
        self._board = Board()
        self._glow = Glow(self, self._glow_ended)

    @property
    def now(self) -> datetime:
        return self._now

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
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return column.text(self.entry(row))
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
            case Role.MORE:
                return self._called_in(row) if column.names_unit else None
        return None

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
        return Entry(row, self._now, self._calendar, self._board.overdue_place(row.id, self._now))

    # What the page tells

    def apply_board(
        self, board: Board, change: BoardChange | None, chosen: Filter, now: datetime, *, settle: bool = False
    ) -> None:
        """Show the board under a filter; with `change` only what it names is touched.

        With `settle` a changed row moves to where it belongs now, otherwise at the next settling `tick`.
        """
        self._board, self._now = board, now
        if change is None or chosen != self._filter or _size(change) > _MANY:
            self._filter = chosen
            self._admits_until = self._next_admission(board.rows.values())
            self._start_over(board.select(chosen, now))
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
            self._start_over([*self._list.rows, *waiting])
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

    def _next_admission(self, rows: Iterable[QueueRow]) -> datetime:
        """Return until when the filter admits the same of these rows if nothing is committed."""
        by_light = self._filter is not None and self._filter.lights
        return _next_turn(rows, self._now) if by_light else _NEVER

    def _admit_again(self) -> None:
        """Let lights that have turned by themselves bring rows under the filter and take others out of it."""
        chosen = self._filter or Filter()
        self._admits_until = self._next_admission(self._board.rows.values())
        admitted = {row.id: row for row in self._board.select(chosen, self._now)}
        known = {row.id for row in self._list.rows} | self.pending.keys()
        self._remove(known - admitted.keys())
        self._let_wait(row for row in admitted.values() if row.id not in known)

    def _take(self, change: BoardChange, chosen: Filter) -> None:
        touched = (*change.arrived, *change.changed)
        self._admits_until = min(self._admits_until, self._next_admission(touched))
        admitted = {row.id for row in touched if chosen.admits(row, self._now)}
        leaving = {row.id for row in change.changed if row.id not in admitted} | set(change.removed)
        self._remove(leaving)
        arriving = [row for row in touched if row.id in admitted and row.id not in self._list]
        for row in touched:
            if row.id in self._list:
                self._replace(row)
        self._let_wait(arriving)

    def _let_wait(self, arriving: Iterable[QueueRow]) -> None:
        self.pending.update((row.id, row) for row in arriving)
        self.pending_changed.emit(len(self.pending))
        if self.pending and not self.hold_arrivals:
            self.take_pending()

    def _replace(self, row: QueueRow) -> None:
        place = self._list.replace(row, self._now)
        self._glow.add([row.id])
        self._rows_changed(place, place)

    def _remove(self, leaving: set[int]) -> None:
        for key in leaving:
            self.pending.pop(key, None)
            if key in self._list:
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
        """Move rows to where they belong now; persistent indexes, and with them the selection, move along."""
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

    def _start_over(self, rows: Iterable[QueueRow]) -> None:
        self.beginResetModel()
        self._list.start(rows, self._now)
        self.pending = {}
        self.endResetModel()
        self.pending_changed.emit(0)

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


def _next_turn(rows: Iterable[QueueRow], now: datetime) -> datetime:
    """Return when the next light of these rows turns by itself."""
    turns = (moment for row in rows for moment in (row.due_at, row.yellow_at) if moment is not None)
    return min((moment for moment in turns if moment > now), default=_NEVER)


def _size(change: BoardChange) -> int:
    return len(change.arrived) + len(change.changed) + len(change.removed)
