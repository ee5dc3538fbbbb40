"""The table of every page: no grid, no vertical header, one delegate, J/K to move, Enter to open, Ctrl+C to copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from gridcenter.desktop.models.columns import KnowsPlaces, Role, tab_separated
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_delegate import RowDelegate, TakenIn
from gridcenter.desktop.widgets.row_pictures import RowPictures
from gridcenter.language import current_language

_LEAST = {"zh": 160, "en": 220}
"""The least width of a column that takes what is left, px at 100 %: names are longer in English."""


class RowTable(QTableView):
    """Shows a model whose rows have ids (`Role.ID`). Widths come from `set_widths`, in px at 100 %."""

    opened = Signal(object)
    """The id of a row: Enter or a double click."""
    chosen = Signal(object)
    """The id of the current row, None when there is none."""
    seen_changed = Signal()
    """Other rows are visible than before: scrolled or resized."""

    def __init__(self, theme: Theme, *, row_height: str = "row.queue", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widths: tuple[int, ...] = ()
        self._yields: tuple[int, ...] = ()
        self._keeps = False
        self._least = 0
        self._spread_over = 0
        self._kept: tuple[object, int] = (None, 0)
        self._whole_rows = False
        self._pictures: RowPictures | None = None
        self.rows = RowDelegate(theme, row_height=row_height, parent=self)
        self.setItemDelegate(self.rows)
        self._behave()
        self.horizontalHeader().hide()
        self.doubleClicked.connect(self._open)
        self.entered.connect(self._hover)
        self.verticalScrollBar().valueChanged.connect(self.seen_changed)
        theme.changed.connect(self.apply_theme)
        self.apply_theme()

    def _behave(self) -> None:
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(1)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt names it
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentRowChanged.connect(self._tell_chosen)
            model.modelAboutToBeReset.connect(self._remember)
            model.modelReset.connect(self._recall)
        self._spread()

    def _remember(self) -> None:
        self._kept = (self.current_id(), self.verticalScrollBar().value())

    def _recall(self) -> None:
        """After a fresh start the same record is current and the same part in view, as far as they are still there."""
        key, scroll = self._kept
        if key is not None:
            self.choose(key)
        self.verticalScrollBar().setValue(scroll)

    def set_widths(
        self,
        widths: Sequence[int],
        yields: Sequence[int] = (),
        *,
        keeps_words: bool = False,
        least: int = 0,
    ) -> None:
        """Set the column widths at 100 %; a column of width 0 takes what is left.

        `yields` says in which order columns are left out when a column of width 0 would get too narrow; with
        `keeps_words` their words stand as a second line under the first column of width 0. `least` is the width
        below which a column of width 0 is too narrow; the usual one for names when left out.
        """
        self._least = least
        self._widths = tuple(widths)
        self._yields = tuple(yields) or (0,) * len(self._widths)
        self._keeps = keeps_words
        self._spread()

    def keep_pictures(self) -> None:
        """Copy rows that look as before instead of writing them again; for a live list under its `RowDelegate`."""
        self._pictures = RowPictures(self, self.rows)

    def show_whole_rows(self) -> None:
        """Share the height among as many rows as have room: none is cut, and nobody needs to scroll."""
        self._whole_rows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit_rows()

    def _fit_rows(self) -> None:
        height = self.rows.row_height()
        if self._whole_rows:
            room = self.viewport().height()
            height = room // max(room // height, 1)
        if self.verticalHeader().defaultSectionSize() != max(height, 1):
            self.verticalHeader().setDefaultSectionSize(max(height, 1))

    def _whole_height(self, room: int) -> int:
        """Return how much of the room whole rows take; what is left shows the edge of the next one."""
        height = self.verticalHeader().defaultSectionSize()
        return room // height * height or room

    def show_header(self, height: str = "table_header.normal") -> None:
        """Show the column titles, `height` being a size token."""
        self.horizontalHeader().show()
        self.horizontalHeader().setFixedHeight(self._theme.size(height))

    def apply_theme(self) -> None:
        if self._pictures is not None:
            self._pictures.forget()
        self._fit_rows()
        self._spread()
        self.viewport().update()

    def current_id(self) -> object:
        index = self.currentIndex()
        return index.data(Role.ID) if index.isValid() else None

    def choose(self, key: object) -> bool:
        """Make the row with this id the current one and scroll to it; False when it is not shown."""
        model = self.model()
        if model is None:
            return False
        place = _place_of(model, key)
        if place is None:
            return False
        index = model.index(place, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def selectionCommand(  # noqa: N802 - Qt names it
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Let keys that are held count where a person chooses, not where the program does."""
        if event is None:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)

    def visible_rows(self) -> tuple[int, int]:
        """Return the first and the last row that can be seen, (-1, -1) for an empty table."""
        self.executeDelayedItemsLayout()
        first = self.rowAt(0)
        room = self.viewport().height()
        last = self.rowAt((self._whole_height(room) if self._whole_rows else room) - 1)
        model = self.model()
        if first < 0 or model is None:
            return -1, -1
        return first, last if last >= 0 else model.rowCount() - 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            self._step(1 if event.key() == Qt.Key.Key_J else -1)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self._step(self.model().rowCount() if event.key() == Qt.Key.Key_End else -self.model().rowCount())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape or (event.text().isprintable() and event.text().strip()):
            event.ignore()  # a letter is a key of the page or the form, and no search in the first column
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard as lines and tabs.

        As text, not as a `QMimeData` of ours: the clipboard would destroy that after Python has ended.
        """
        indexes = sorted(self.selectedIndexes(), key=lambda index: (index.row(), index.column()))
        if indexes:
            QGuiApplication.clipboard().setText(tab_separated(indexes))

    def _step(self, by: int) -> None:
        model = self.model()
        if model is None or model.rowCount() == 0:
            return
        here = self.currentIndex()
        row = min(max(here.row() + by, 0), model.rowCount() - 1) if here.isValid() else 0
        self.setCurrentIndex(model.index(row, 0))

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.data(Role.ID))

    def _tell_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.chosen.emit(current.data(Role.ID) if current.isValid() else None)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def _hover(self, index: QModelIndex) -> None:
        self._set_hovered(index.row())

    def _set_hovered(self, row: int) -> None:
        if row != self.rows.hovered:
            self.rows.hovered = row
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        if event.type() == QEvent.Type.Leave:
            self._set_hovered(-1)
        elif event.type() == QEvent.Type.Paint:
            self.rows.begin()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint from pictures where one point of them is a whole number of the screen's; else between two."""
        if self._pictures is None or not self.viewport().devicePixelRatioF().is_integer():
            super().paintEvent(event)
        else:
            self._pictures.paint(event.rect())
        if self.hasFocus() and not self.currentIndex().isValid():
            self._paint_frame()

    def _paint_frame(self) -> None:
        """Show that the keyboard is here although no row is the current one: the next arrow takes the first."""
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.color("line.focus"), 2))
        painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._set_active(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._set_active(False)

    def _set_active(self, active: bool) -> None:
        self.rows.active = active
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current row in view where it was."""
        seen = self._seen_of_current(event.oldSize().height())
        super().resizeEvent(event)
        self._fit_rows()
        self._spread()
        if self._seen_of_current(self.viewport().height()) < seen:
            self.scrollTo(self.currentIndex())
        self.seen_changed.emit()

    def _seen_of_current(self, room: int) -> int:
        """Return how much of the current row is seen in a view of this height, in px; 0 where none is."""
        current = self.currentIndex()
        if not current.isValid():
            return 0
        top = self.rowViewportPosition(current.row())
        return max(min(top + self.rowHeight(current.row()), room) - max(top, 0), 0)

    def updateGeometries(self) -> None:  # noqa: N802 - Qt names it
        """Spread anew when a scroll bar came or went: inside a resize Qt sends no second event for it."""
        super().updateGeometries()
        if self.viewport().width() != self._spread_over:
            self._spread()

    def _spread(self) -> None:
        """Give every column its width; what is left is shared by the columns of width 0."""
        self._spread_over = self.viewport().width()
        model = self.model()
        if model is None or not self._widths:
            return
        hidden = self._left_out()
        self.rows.take_in = self._taken_in(hidden)
        self._fit_rows()
        for place in range(min(model.columnCount(), len(self._widths))):
            self.setColumnHidden(place, place in hidden)
        shown = [place for place in range(len(self._widths)) if place not in hidden]
        free = [place for place in shown if self._widths[place] == 0]
        left = max(self.viewport().width() - sum(self._theme.px(self._widths[place]) for place in shown), 0)
        for place in shown[: model.columnCount()]:
            width = self._theme.px(self._widths[place])
            self.setColumnWidth(place, width or left // max(len(free), 1))
        if self._pictures is not None:
            self._pictures.forget()

    def _taken_in(self, hidden: set[int]) -> TakenIn | None:
        if not hidden or not self._keeps or 0 not in self._widths:
            return None
        return TakenIn(self._widths.index(0), tuple(sorted(hidden, key=self._yields.__getitem__)))

    def _left_out(self) -> set[int]:
        """Return the columns that have to go so that those of width 0 keep their least width."""
        hidden: set[int] = set()
        order = sorted((rank, place) for place, rank in enumerate(self._yields) if rank)
        least = (self._least or _LEAST[current_language()]) * sum(1 for width in self._widths if width == 0)
        for _, place in order:
            used = sum(width for at, width in enumerate(self._widths) if at not in hidden)
            if self._theme.px(used + least) <= self.viewport().width():
                break
            hidden.add(place)
        return hidden


def _place_of(model: QAbstractItemModel, key: object) -> int | None:
    if isinstance(model, KnowsPlaces):
        return model.place_of(key)
    rows = range(model.rowCount())
    return next((row for row in rows if model.index(row, 0).data(Role.ID) == key), None)
