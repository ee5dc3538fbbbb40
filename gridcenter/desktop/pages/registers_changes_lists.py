"""The lists of population changes: changes or board above, tasks or a trial below; nothing here asks the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.models.population import BoardModel, ChangesModel, LoadsModel, SampleModel, TasksModel
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.population_tasks import BoardLine, ChangeRow, MaskedChange, TaskRow, Trial
from gridcenter.language import tr

_LEAST = 200
"""px at 100 % below which a yielding column has too little room."""


class ChangesLists:
    """Holds models, tables and their states; whoever made it says what they show. GUI thread only."""

    def __init__(self, theme: Theme, zone: tzinfo, now: Callable[[], datetime], owner: QWidget) -> None:
        self.changes, self.tasks = ChangesModel(now, zone, owner), TasksModel(now, zone, owner)
        self.board, self.loads, self.sample = BoardModel(owner), LoadsModel(owner), SampleModel(owner)
        self.changes_table, self.board_table, self.tasks_table, self.loads_table = (
            _table(theme, model) for model in (self.changes, self.board, self.tasks, self.loads)
        )
        self._states = {
            table: StateStack(theme, table)
            for table in (self.changes_table, self.board_table, self.tasks_table, self.loads_table)
        }
        self.upper, self.lower = QStackedWidget(), QStackedWidget()
        for stack, tables in (
            (self.upper, (self.changes_table, self.board_table)),
            (self.lower, (self.tasks_table,)),
        ):
            for table in tables:
                stack.addWidget(self._states[table])
        self._add_sample(theme)

    def _add_sample(self, theme: Theme) -> None:
        """Let some of the changes of a trial stand beside what it would have given to units."""
        self.sample_table = _table(theme, self.sample)
        self.sample_table.set_widths(self.sample.widths, least=100)
        self.trial = QSplitter()
        self.trial.setChildrenCollapsible(False)
        self.trial.addWidget(self._states[self.loads_table])
        self.trial.addWidget(self.sample_table)
        self.trial.setSizes([6800, 3200])
        self.lower.addWidget(self.trial)

    # What is chosen

    def change(self) -> ChangeRow | None:
        found: ChangeRow | None = _current(self.changes_table, self.changes)
        return found

    def task(self) -> TaskRow | None:
        found: TaskRow | None = _current(self.tasks_table, self.tasks)
        return found

    def board_line(self) -> BoardLine | None:
        key = self.board_table.current_id()
        return next((line for line in self.board.rows if (line.unit_id, line.rule) == _pair(key)), None)

    def shown_table(self) -> RowTable | None:
        """Return the upper table on show; None while there is nothing in it."""
        table = self.board_table if self.upper.currentIndex() else self.changes_table
        return table if self._states[table].showing_content() else None

    def rows_on_show(self) -> Sequence[ChangeRow | TaskRow]:
        """Return the rows about residents: the changes, or the tasks behind the board."""
        rows: Sequence[ChangeRow | TaskRow] = (
            self.tasks.rows if self.upper.currentIndex() else self.changes.rows
        )
        return rows

    # Showing

    def turn(self, *, board: bool) -> None:
        self.upper.setCurrentIndex(int(board))

    def loading(self) -> None:
        for table, model in ((self.changes_table, self.changes), (self.board_table, self.board)):
            if not model.rows:
                self._states[table].loading()

    def broken(self, sentence: str, again: Callable[[], None]) -> None:
        for table in (self.changes_table, self.board_table):
            self._states[table].broken(tr("The store did not answer"), sentence, again)

    def show_changes(self, rows: Sequence[ChangeRow], *, known: bool, month: str) -> None:
        self._show(self.changes_table, self.changes, rows)
        if rows:
            return
        if known:
            self._states[self.changes_table].empty(tr("No change fits"), tr("Search for something else."))
        elif month:
            self._states[self.changes_table].empty(tr("No changes in {month}").format(month=month))
        else:
            self._states[self.changes_table].empty(
                tr("No changes yet"), tr("“gridcenter changes detect” finds them in the registers.")
            )

    def show_board(self, lines: Sequence[BoardLine], *, known: bool) -> None:
        self._show(self.board_table, self.board, lines)
        if not lines:
            told = tr("No unit fits") if known else tr("No tasks yet")
            self._states[self.board_table].empty(told)

    def show_tasks(self, rows: Sequence[TaskRow]) -> None:
        self._show(self.tasks_table, self.tasks, rows)
        if not rows:
            self._states[self.tasks_table].empty(tr("No tasks here"))
        self.lower.setCurrentIndex(0)

    def show_trial(self, trial: Trial) -> None:
        self.loads.days = trial.days
        self.sample.show_rows(trial.sample)
        self.sample_table.setVisible(bool(trial.sample))
        self._show(self.loads_table, self.loads, trial.loads)
        if not trial.loads:
            self._states[self.loads_table].empty(tr("The rules would have made no task"))
        self.lower.setCurrentIndex(1)

    def _show(self, table: RowTable, model: FigureLinesModel[Any], rows: Sequence[Any]) -> None:
        model.show_rows(rows)
        if rows:
            self._states[table].show_content()
            if not table.currentIndex().isValid():
                table.setCurrentIndex(model.index(0, 0))

    def show_masked(self, masked: Mapping[int, MaskedChange]) -> None:
        for model in (self.changes, self.tasks):
            model.show_masked(masked)

    def forget_names(self) -> bool:
        """Hide who the changes are about; tell whether anybody was shown."""
        shown = bool(self.changes.masked or self.sample.rows)
        if shown:
            self.show_masked({})
            self.sample.show_rows(())
        return shown

    def repaint_lights(self) -> None:
        for table in (self.changes_table, self.tasks_table):
            table.viewport().update()

    def retranslate(self) -> None:
        for table, name in (
            (self.changes_table, tr("Population changes")),
            (self.board_table, tr("Completion board")),
            (self.tasks_table, tr("Unit tasks")),
            (self.loads_table, tr("Trial")),
            (self.sample_table, tr("Some of the changes, masked")),
        ):
            table.setAccessibleName(name)
        for model in (self.changes, self.board, self.tasks, self.loads, self.sample):
            model.retranslate()


def _table(theme: Theme, model: FigureLinesModel[Any]) -> RowTable:
    """Return a table from which nothing is copied: its rows are about residents."""
    table = UncopiedTable(theme)
    table.setModel(model)
    table.set_widths(model.widths, model.yields, least=_LEAST)
    table.show_header()
    return table


def _current(table: RowTable, model: FigureLinesModel[Any]) -> Any:
    key = table.current_id()
    return next((row for row in model.rows if row.id == key), None)


def _pair(key: object) -> object:
    """Qt hands a tuple back as a list."""
    return tuple(key) if isinstance(key, list) else key
