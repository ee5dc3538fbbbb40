"""A list of a tab: its model, the table that shows it, and the state that stands in for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

Row = TypeVar("Row")


class ShownList(Generic[Row]):
    """Whoever made it says what it shows. GUI thread only."""

    def __init__(
        self,
        theme: Theme,
        model: FigureLinesModel[Row],
        *,
        least: int,
        make: Callable[[Theme], RowTable] = RowTable,
    ) -> None:
        """`least` is what a yielding column needs, in px at 100 %; `make` builds the table."""
        self.model = model
        self.table = make(theme)
        self.table.setModel(model)
        self.table.set_widths(model.widths, model.yields, least=least)
        self.table.show_header()
        self.states = StateStack(theme, self.table)
        self._awaited_by: QWidget | None = None
        self.more = False
        """Whether there are rows behind the last that were not read yet."""

    def read_on(self, further: Callable[[], object]) -> None:
        """Ask for further rows as soon as the last one that is there is marked or comes into view.

        Nothing is asked for twice: who answers says with `add` or `more` whether there are others still.
        """

        def look() -> None:
            if self.more and self._at_end():
                self.more = False
                further()

        self.table.seen_changed.connect(look)
        self.table.chosen.connect(lambda _key: look())

    def _at_end(self) -> bool:
        last = len(self.model.rows) - 1
        return last >= 0 and (self.table.currentIndex().row() == last or self.table.visible_rows()[1] == last)

    def add(self, rows: Sequence[Row], *, more: bool) -> None:
        """Put the next page behind the last row; mark, focus and view stay where they are."""
        self.model.add_rows(rows)
        self.more = more

    def change_marked(self, row: Row | None) -> None:
        """Show the marked row as it is now, or take it out and mark the one that follows it."""
        place = self.table.currentIndex().row()
        if not 0 <= place < len(self.model.rows):
            return
        if row is not None:
            self.model.change_row(place, row)
            return
        self.model.remove_row(place)
        if self.model.rows:
            self.mark(min(place, len(self.model.rows) - 1))

    @property
    def rows(self) -> Sequence[Row]:
        return self.model.rows

    @property
    def marked(self) -> Row | None:
        """Return the row that the keys act on: none while a state stands in for the rows."""
        place = self.table.currentIndex().row()
        return self.model.rows[place] if self.filled and 0 <= place < len(self.model.rows) else None

    @property
    def filled(self) -> bool:
        return self.states.showing_content()

    def show(self, rows: Sequence[Row]) -> bool:
        """Show the rows with one of them marked; False where there are none: the tab says why with `states`."""
        self.more = False
        self.model.show_rows(rows)
        if rows:
            self.states.show_content()
            if not self.table.currentIndex().isValid():
                self.mark(0)
            self._give_keyboard()
        return bool(rows)

    def _give_keyboard(self) -> None:
        """Let who waited for the rows act on them, unless the keyboard went elsewhere meanwhile."""
        waiting, self._awaited_by = self._awaited_by, None
        if waiting is not None and waiting.window().focusWidget() is waiting:
            self.table.setFocus()

    def mark(self, place: int) -> None:
        self.table.setCurrentIndex(self.model.index(place, 0))

    def loading(self) -> None:
        """Announce reading; rows that stand go on standing meanwhile."""
        if not self.model.rows:
            self.states.loading()

    def broken(self, refusal: Refusal, again: Callable[[], None]) -> None:
        self.states.broken(tr("The store did not answer"), str(refusal), again)

    def take_keyboard(self, otherwise: QWidget) -> None:
        """Put the keyboard into the list; while there is none to show, where its keys work, until rows come."""
        self._awaited_by = None if self.filled else otherwise
        (self.table if self.filled else otherwise).setFocus()

    def name(self, words: str) -> None:
        self.table.setAccessibleName(words)
        self.model.retranslate()
