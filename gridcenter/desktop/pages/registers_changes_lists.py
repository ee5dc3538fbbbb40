"""The lists of population changes: changes or board above, tasks or a trial below; nothing here asks the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from gridcenter.desktop.models.population import BoardModel, ChangesModel, LoadsModel, SampleModel, TasksModel
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.domain.errors import Refusal
from gridcenter.domain.population_tasks import BoardLine, ChangeRow, MaskedChange, TaskRow, Trial, UnitLoad
from gridcenter.language import tr

_LEAST = 200
"""px at 100 % below which a yielding column has too little room."""


class ChangesLists:
    """Holds models, tables and their states; whoever made it says what they show. GUI thread only."""

    def __init__(self, theme: Theme, zone: tzinfo, now: Callable[[], datetime], owner: QWidget) -> None:
        made = partial(ShownList[Any], theme, least=_LEAST, make=UncopiedTable)
        self._changes_model, self._tasks_model = ChangesModel(now, zone, owner), TasksModel(now, zone, owner)
        self._loads_model = LoadsModel(owner)
        self.changes: ShownList[ChangeRow] = made(self._changes_model)
        self.tasks: ShownList[TaskRow] = made(self._tasks_model)
        self.board: ShownList[BoardLine] = made(BoardModel(owner))
        self.loads: ShownList[UnitLoad] = made(self._loads_model)
        self.sample: ShownList[MaskedChange] = made(SampleModel(owner))
        self.upper, self.lower = QStackedWidget(), QStackedWidget()
        for stack, shown in ((self.upper, self.changes), (self.upper, self.board), (self.lower, self.tasks)):
            stack.addWidget(shown.states)
        self._add_sample()

    def _add_sample(self) -> None:
        """Let some of the changes of a trial stand beside what it would have given to units."""
        self.sample.table.set_widths(self.sample.model.widths, least=100)
        self.trial = QSplitter()
        self.trial.setChildrenCollapsible(False)
        self.trial.addWidget(self.loads.states)
        self.trial.addWidget(self.sample.states)
        self.trial.setSizes([6800, 3200])
        self.lower.addWidget(self.trial)

    # What is on show

    @property
    def on_show(self) -> ShownList[Any]:
        """Return the upper list on show."""
        return self.board if self.upper.currentIndex() else self.changes

    def rows_on_show(self) -> Sequence[ChangeRow | TaskRow]:
        """Return the rows about residents from the top of the view: changes, or the tasks behind the board."""
        shown: ShownList[Any] = self.tasks if self.upper.currentIndex() else self.changes
        return shown.rows[max(shown.table.visible_rows()[0], 0) :]

    # Showing

    def turn(self, *, board: bool) -> None:
        self.upper.setCurrentIndex(int(board))

    def loading(self) -> None:
        for shown in (self.changes, self.board):
            shown.loading()

    def broken(self, refusal: Refusal, again: Callable[[], None]) -> None:
        for shown in (self.changes, self.board):
            shown.broken(refusal, again)

    def show_changes(
        self, rows: Sequence[ChangeRow], *, known: bool, month: str, find: Callable[[], None] | None
    ) -> None:
        """Show them, or why there are none; `find` looks for them, where the role does."""
        if self.changes.show(rows):
            return
        if known:
            self.changes.states.empty(tr("No change fits"), tr("Search for something else."))
        elif month:
            self.changes.states.empty(
                tr("No changes in {month}").format(month=month), tr("M chooses another month, or all.")
            )
        else:
            offered = () if find is None else ((tr("Find what changed (F)"), find),)
            self.changes.states.empty(
                tr("No changes yet"), tr("A pass over the registers finds what changed in them."), *offered
            )

    def show_board(self, lines: Sequence[BoardLine], *, known: bool) -> None:
        if not self.board.show(lines):
            told = tr("No unit fits") if known else tr("No tasks yet")
            self.board.states.empty(told, tr("Changes that are found make the tasks; B shows them."))

    def show_tasks(self, rows: Sequence[TaskRow]) -> None:
        if not self.tasks.show(rows):
            self.tasks.states.empty(
                tr("No tasks here"), tr("No rule made one, or another number of the board has them (1 to 5).")
            )
        self.lower.setCurrentIndex(0)

    def show_trial(self, trial: Trial) -> None:
        self._loads_model.days = trial.days
        self.sample.states.setVisible(self.sample.show(trial.sample))
        if not self.loads.show(trial.loads):
            self.loads.states.empty(tr("The rules would have made no task"))
        self.lower.setCurrentIndex(1)

    def show_masked(self, masked: Mapping[int, MaskedChange]) -> None:
        for model in (self._changes_model, self._tasks_model):
            model.show_masked(masked)

    def show_more_masked(self, masked: Mapping[int, MaskedChange]) -> None:
        """Show these besides those that are shown already."""
        self.show_masked({**self._changes_model.masked, **masked})

    def forget_names(self) -> bool:
        """Hide who the changes are about; tell whether anybody was shown."""
        shown = bool(self._changes_model.masked or self.sample.rows)
        if shown:
            self.show_masked({})
            self.sample.show(())
        return shown

    def repaint_lights(self) -> None:
        for shown in (self.changes, self.tasks):
            shown.table.viewport().update()

    def retranslate(self) -> None:
        self.changes.name(tr("Population changes"))
        self.board.name(tr("Completion board"))
        self.tasks.name(tr("Unit tasks"))
        self.loads.name(tr("Trial"))
        self.sample.name(tr("Some of the changes, masked"))
