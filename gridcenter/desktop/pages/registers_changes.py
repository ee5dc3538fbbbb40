"""Population changes at the desk: what changed, who has to do what about it, and how much is done.

Everything goes by one key: F finds what changed, B the board or the changes, M a month, N masked names, T try rules,
D complete a task, P let its clock stand or run, 1 to 5 the rows behind a number of the board, Enter looks the
resident up, / searches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.population import BoardModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.list_tab import ListTab, TabGround
from gridcenter.desktop.pages.registers_changes_forms import (
    COMPLETE,
    LOOK_UP,
    MONTH,
    TRY,
    about_task,
    completion_fields,
    look_up_fields,
    month_field,
    month_of,
    request_of,
    trial_fields,
)
from gridcenter.desktop.pages.registers_changes_lists import ChangesLists
from gridcenter.desktop.population_ports import PopulationPorts
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.names import Name
from gridcenter.domain.population_tasks import (
    FIGURE_NAMES,
    BoardLine,
    ChangeRow,
    Detected,
    Figure,
    MaskedChange,
    TaskRow,
    Trial,
    change_text,
)
from gridcenter.language import pick, tr
from gridcenter.services.population_lists import TasksWanted

_UPPER, _LOWER = "FBMT", "DPN"


class ChangesTab(ListTab):
    """Reads when it is shown and when somebody changed something. Names stay only while the tab is on show."""

    resident_wanted = Signal(object, object)
    """A look-up request, and what audits it and gives the card, on a worker."""
    search_words = "population changes newborn moved death board 人口变动 新生儿 迁入 迁出 死亡 一对接两跟进"
    kinds = frozenset({"population_change", "population_task"})

    def __init__(self, ports: PopulationPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, _UPPER + _LOWER, parent)
        self._ports = ports
        self._month = ""
        self._on_board = False
        self._figure = Figure.DUE
        self._changes: Sequence[ChangeRow] = ()
        self._answered: set[str] = set()
        """Of changes and board those that were read: nothing is said of the other one before its answer."""
        self._board: Sequence[BoardLine] = ()
        self.lists = ChangesLists(ground.theme, ground.zone, ground.now, self)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        self.buttons["F"].setVisible(self._ports.detect is not None)
        upper.set_body(self.lists.upper)
        lower.set_body(self.lists.lower)
        upper.header_right.addWidget(self.search)
        for panel, keys in ((upper, _UPPER), (lower, _LOWER)):
            for key in keys:
                panel.header_right.addWidget(self.buttons[key])

    def _listen(self) -> None:
        lists = self.lists
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.take_keyboard)
        lists.changes.table.chosen.connect(lambda _key: self._tell_tasks())
        lists.board.table.chosen.connect(lambda _key: self._tell_tasks())
        lists.board.table.clicked.connect(self._clicked)
        lists.changes.table.opened.connect(lambda key: self._look_up(key))
        lists.board.table.opened.connect(lambda _key: lists.tasks.table.setFocus())
        lists.tasks.table.opened.connect(
            lambda _key: self._with_task(lambda row: self._look_up(row.change_id))
        )
        lists.tasks.table.chosen.connect(lambda _key: self._say_pause())
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        figures = {str(place): partial(self._choose, one) for place, one in enumerate(Figure, start=1)}
        return {
            "F": self._detect,
            "B": self._turn_over,
            "M": self._ask_month,
            "T": self._ask_trial,
            "D": partial(self._with_task, self._complete),
            "P": partial(self._with_task, self._pause_or_resume),
            "N": self._tell_names,
            "/": self.search.setFocus,
            **figures,
        }

    def _command_words(self) -> Mapping[str, str]:
        return {
            "F": tr("Find what changed in the registers"),
            "B": tr("Completion board of population tasks"),
            "M": tr("Choose a month of population changes"),
            "T": tr("Try rules on the changes of a month"),
            "D": tr("Complete the population task"),
            "P": tr("Let the clock of the population task stand or run"),
            "N": tr("Show whom the changes are about, masked"),
        }

    # Reading

    def hideEvent(self, event: QHideEvent) -> None:
        """What was shown about people does not wait behind another tab."""
        super().hideEvent(event)
        self.lists.forget_names()

    def close_idle(self, _why: str) -> bool:
        return self.lists.forget_names()

    def tick(self, now: datetime) -> None:
        """Let time pass: lights are written anew each minute."""
        if self.isVisible() and now.second == 0:
            self.lists.repaint_lights()

    def ask(self) -> None:
        self.lists.loading()
        self._answered.clear()
        month = self._month
        self._background.read(
            self, partial(self._ports.changes, month), self._take, self._failed, topic="changes"
        )
        self._background.read(
            self, partial(self._ports.board, month), self._take_board, self._failed, topic="board"
        )

    def _take(self, found: Sequence[ChangeRow]) -> None:
        self._changes, self._stale = found, False
        self._answered.add("changes")
        self._show()

    def _take_board(self, found: Sequence[BoardLine]) -> None:
        self._board = found
        self._answered.add("board")
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.lists.broken(refusal, self.ask)

    def _tell_tasks(self) -> None:
        """Show the tasks of the change, or read those behind the number of the board that is chosen."""
        if not self._on_board:
            row = self.lists.changes.marked
            self._show_tasks(row.tasks if row is not None else ())
            return
        line = self.lists.board.marked
        if line is None:
            self._show_tasks(())
            return
        wanted = TasksWanted(line.unit_id, line.rule, self._month, self._figure)
        self._background.read(
            self, partial(self._ports.tasks, wanted), self._show_tasks, self._failed, topic="tasks"
        )

    # Showing

    def _show(self) -> None:
        changes = [row for row in self._changes if self.searched(change_text(row.kind, row.ref), *row.place)]
        board = [line for line in self._board if self.searched(*line.unit, *line.rule_name)]
        if "changes" in self._answered:
            self.lists.show_changes(changes, known=bool(self._changes), month=self._month)
        if "board" in self._answered:
            self.lists.show_board(board, known=bool(self._board))
        self.lists.turn(board=self._on_board)
        self._name_panels()
        self._tell_tasks()

    def _name_panels(self) -> None:
        upper = self.panels[0]
        month = self._month or tr("all months")
        if self._on_board:
            upper.set_title(tr("Completion board"), month)
        else:
            counted = tr("{n} of {all} · {month}")
            shown, known = len(self.lists.changes.rows), len(self._changes)
            upper.set_title(tr("Population changes"), counted.format(n=shown, all=known, month=month))

    def _show_tasks(self, rows: Sequence[TaskRow]) -> None:
        figure = pick(FIGURE_NAMES[self._figure]) if self._on_board else ""
        self.panels[1].set_title(
            tr("Unit tasks"), " · ".join(part for part in (figure, f"{len(rows)}") if part)
        )
        self.lists.show_tasks(rows)
        self._say_pause()

    def _say_pause(self) -> None:
        row = self.lists.tasks.marked
        for key in "DP":
            self.buttons[key].setEnabled(row is not None and row.ended_at is None)
        self.name_buttons({"P": tr("Resume") if row is not None and row.paused else tr("Pause")})

    # Acting

    def _detect(self) -> None:
        """Look through the registers; with very many residents it takes some seconds, on the writer's lane."""
        if self._ports.detect is None:
            self.notice.emit(tr("your role does not detect population changes"))
        elif self.buttons["F"].isEnabled():
            self.buttons["F"].setEnabled(False)
            self.notice.emit(tr("Looking through the registers …"))
            self._background.write(self, self._ports.detect, self._detected, self._not_detected)

    def _detected(self, made: Detected) -> None:
        self.buttons["F"].setEnabled(True)
        told = tr("Changes found: {found}, withdrawn: {withdrawn}, tasks made: {tasks}.")
        self.notice.emit(told.format(found=made.found, withdrawn=made.withdrawn, tasks=made.tasks))
        self.ask()

    def _not_detected(self, refusal: Refusal) -> None:
        self.buttons["F"].setEnabled(True)
        self.notice.emit(str(refusal))

    def _turn_over(self) -> None:
        self._on_board = not self._on_board
        self._show()
        self.name_buttons({"B": self._board_word()})
        self.take_keyboard()

    def _board_word(self) -> str:
        return tr("Changes") if self._on_board else tr("Board")

    def _choose(self, figure: Figure) -> None:
        if self._on_board:
            self._figure = figure
            self._tell_tasks()

    def _clicked(self, index: QModelIndex) -> None:
        place = index.column() - BoardModel.FIRST
        if 0 <= place < len(Figure):
            self._choose(list(Figure)[place])

    def _with_task(self, act: Callable[[TaskRow], object]) -> None:
        row = self.lists.tasks.marked
        if row is not None:
            act(row)

    def _ask_month(self) -> None:
        name = Name("月份", "Month")
        about = tr("Nothing written: all months.")
        self.forms.open(form_choice(MONTH, name, [month_field(required=False)]), about, sending(month_of))

    def _ask_trial(self) -> None:
        name = Name("试算规则", "Try rules")
        about = tr("What the rules would have made of the changes of a month. Nothing is written.")
        self.forms.open(
            form_choice(TRY, name, trial_fields(self._ports)),
            about,
            sending(lambda said: self._ports.try_rules(said["month"], said.get("rule", ""))),
        )

    def _complete(self, row: TaskRow) -> None:
        if row.ended_at is not None:
            return
        name = Name("办结任务", "Complete the task")
        self.forms.open(
            form_choice(COMPLETE, name, completion_fields(self._ports)),
            about_task(row),
            sending(
                lambda said: self._ports.complete(
                    row.id, row.version, said.get("outcome", ""), said.get("reason", "")
                )
            ),
        )

    def _pause_or_resume(self, row: TaskRow) -> None:
        if row.ended_at is not None:
            return
        if row.paused:
            choice = form_choice("resume_task", Name("恢复时限", "Let the clock run"), [])
            work: Callable[[dict[str, str]], object] = lambda _said: self._ports.resume(row.id, row.version)  # noqa: E731
        else:
            choice = form_choice("pause_task", Name("暂停时限", "Let the clock stand"), [reason_field()])
            work = lambda said: self._ports.pause(row.id, row.version, said["reason"])  # noqa: E731
        self.forms.open(choice, about_task(row), sending(work))

    def _look_up(self, change_id: object) -> None:
        if not isinstance(change_id, int):
            return
        choice = form_choice(LOOK_UP, Name("查询居民", "Look the resident up"), look_up_fields())
        about = tr("Change no. {id}: audited as every look-up is.").format(id=change_id)
        self.forms.open(choice, about, sending(lambda said: (change_id, request_of(said))))

    def _tell_names(self) -> None:
        rows: Sequence[ChangeRow | TaskRow] = self.lists.rows_on_show()
        if rows:
            work = partial(self._ports.names, rows)
            self._background.write(self, work, self._show_names, self._not_told)

    def _show_names(self, masked: Mapping[int, MaskedChange]) -> None:
        if self.isVisible():
            self.lists.show_masked(masked)
            self.notice.emit(tr("Masked names are shown: the audit keeps that you asked."))

    def _not_told(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _done(self, choice: MoveChoice, answer: object) -> None:
        if choice.action == LOOK_UP and isinstance(answer, tuple):
            change_id, request = answer
            self.resident_wanted.emit(request, partial(self._ports.look_up, change_id))
        elif choice.action == MONTH:
            self._month = str(answer)
            self.ask()
        elif isinstance(answer, Trial):
            self.lists.show_trial(answer)
            told = tr("{month}: changes {changes}, tasks {tasks}. Nothing was written.")
            self.panels[1].set_title(
                tr("Trial"), told.format(month=answer.month, changes=answer.changes, tasks=answer.tasks)
            )
        else:
            super()._done(choice, answer)

    # Look and language

    def title(self) -> str:
        return tr("Changes")

    def take_keyboard(self) -> None:
        self.lists.on_show.take_keyboard(self)

    def retranslate(self) -> None:
        self.name_search(tr("Search the changes"))
        words = {"F": tr("Find"), "M": tr("Month"), "T": tr("Try"), "D": tr("Complete"), "N": tr("Names")}
        self.name_buttons({**words, "B": self._board_word()})
        self.lists.retranslate()
        self._show()
