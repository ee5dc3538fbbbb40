"""The table of a live list: rows come, go and move by themselves while somebody reads, aims and chooses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable

Index = QModelIndex | QPersistentModelIndex

_BY_HAND = frozenset({QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class LiveTable(RowTable):
    """Keeps the mark on the chosen record, and says while somebody aims at a row.

    A row that leaves hands its mark to no neighbour, which nobody chose; one that comes back, or comes at last, has it
    without pulling the view there.
    """

    def __init__(self, theme: Theme, *, row_height: str = "row.queue", parent: QWidget | None = None) -> None:
        super().__init__(theme, row_height=row_height, parent=parent)
        self._record: object = None
        self._gap = 0
        self.hold = QTimer(self, singleShot=True, interval=int(theme.token("duration_ms.order_hold")))
        """Runs from the last touch of mouse or keys on; when it ends, a mouse over the rows is nobody's."""

    def hovering(self) -> bool:
        """Whether somebody has a row under the mouse: nothing may jump then."""
        return self.rows.hovered >= 0 and self.hold.isActive()

    # The record

    def choose(self, key: object) -> bool:
        """Mark the row with this id and scroll to it; while there is none no other one is marked."""
        self._record = key
        found = super().choose(key)
        if not found:
            self.setCurrentIndex(QModelIndex())
        return found

    def _remember(self) -> None:
        self._kept = (self._record, self.verticalScrollBar().value())

    def _tell_chosen(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self._record = current.data(Role.ID)
        super()._tell_chosen(current, previous)

    def rowsAboutToBeRemoved(self, parent: Index, first: int, last: int) -> None:  # noqa: N802 - Qt names it
        current = self.currentIndex()
        if current.isValid() and first <= current.row() <= last:
            self._gap = current.row()
            self.setCurrentIndex(QModelIndex())
        super().rowsAboutToBeRemoved(parent, first, last)

    def rowsInserted(self, parent: Index, first: int, last: int) -> None:  # noqa: N802 - Qt names it
        super().rowsInserted(parent, first, last)
        if self._record is None or self.currentIndex().isValid():
            return
        come = (self.model().index(row, 0) for row in range(first, last + 1))
        found = next((index for index in come if index.data(Role.ID) == self._record), None)
        if found is not None:
            scroll = self.verticalScrollBar().value()
            self.setCurrentIndex(found)
            self.verticalScrollBar().setValue(scroll)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.hold.start()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps and not event.modifiers() and not self.currentIndex().isValid():
            self._step(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Go one row on; where the marked one has left, from the gap between its neighbours."""
        model = self.model()
        if self.currentIndex().isValid() or not model.rowCount():
            super()._step(by)
        else:
            place = min(max(self._gap + min(by, 0), 0), model.rowCount() - 1)
            self.setCurrentIndex(model.index(place, 0))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() in _BY_HAND:
            self.hold.start()
        return super().viewportEvent(event)
