"""Population changes at the desk: what changed, who has to do what about it, and how much is done.

Everything goes by one key: F finds what changed, B the board or the changes, M a month, N masked names, T try rules,
D complete a task, P let its clock stand or run, 1 to 5 the rows behind a number of the board, Enter looks the
resident up, L or scrolling to the last reads further ones, / searches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.models.population import BoardModel
from gridcenter.desktop.pages.list_tab import ListTab, TabGround, under_strip
from gridcenter.desktop.pages.registers_changes_finding import FILL, ChangeFinding
from gridcenter.desktop.pages.registers_changes_forms import (
    LOOK_UP,
    MONTH,
    ChangesForms,
)
from gridcenter.desktop.pages.registers_changes_lists import ChangesLists
from gridcenter.desktop.population_ports import PAGE, PopulationPorts
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.population_tasks import (
    FIGURE_NAMES,
    BoardLine,
    ChangeRow,
    ChangesPage,
    Figure,
    MaskedChange,
    TaskRow,
    Trial,
    change_text,
)
from gridcenter.language import pick, tr
from gridcenter.services.population_lists import TasksWanted

_NAMES = "names"
"""Topic of whom the changes are about."""
_UPPER, _LOWER = "FBMTL", "DPN"
_READ_AGAIN = 10_000
"""Changes at most that are read again after an act, so that nobody loses the place in a long list."""


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
        self._changes: tuple[ChangeRow, ...] = ()
        self._total = 0
        self._answered: set[str] = set()
        """Of changes and board those that were read: nothing is said of the other one before its answer."""
        self._board: Sequence[BoardLine] = ()
        self._tasks_of: TasksWanted | None = None
        """The number of the board whose tasks are on show or on their way."""
        self.lists = ChangesLists(ground.theme, ground.zone, ground.now, self)
        self.asking = ChangesForms(ports, self.forms)
        self.strip = WorkStrip(ground.theme, ground.background)
        self.finding = ChangeFinding(ports, self.strip, self.forms, ground.background, self)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        self.buttons["F"].setVisible(self._ports.detect is not None)
        upper.set_body(under_strip(self.strip, self.lists.upper))
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
        lists.changes.table.opened.connect(self.asking.look_up)
        lists.board.table.opened.connect(lambda _key: lists.tasks.table.setFocus())
        lists.tasks.table.opened.connect(
            lambda _key: self._with_task(lambda row: self.asking.look_up(row.change_id))
        )
        lists.tasks.table.chosen.connect(lambda _key: self._say_pause())
        lists.changes.read_on(self.read_further)
        lists.tasks.read_on(self.read_further_tasks)
        self.finding.found.connect(self.ask)
        self.finding.notice.connect(self.notice)
        self.bind(self._acts())
        self.leave_out(self._ports.left_out)

    def _acts(self) -> dict[str, Callable[[], object]]:
        figures = {str(place): partial(self._choose, one) for place, one in enumerate(Figure, start=1)}
        return {
            "F": lambda: self.finding.find(),
            "L": self._read_on,
            "B": self._turn_over,
            "M": self.asking.month,
            "T": self.asking.trial,
            "D": partial(self._with_task, self.asking.complete),
            "P": partial(self._with_task, self.asking.pause_or_resume),
            "N": self._tell_names,
            "/": self.search.setFocus,
            **figures,
        }

    def _command_words(self) -> Mapping[str, str]:
        return {
            "F": tr("Find what changed in the registers"),
            "B": tr("Completion board of population tasks"),
            "M": tr("Choose a month of population changes"),
            "L": tr("Further population changes"),
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
        self._background.forget(self, _NAMES)
        return self.lists.forget_names()

    def tick(self, now: datetime) -> None:
        """Let time pass: lights are written anew each minute."""
        if self.isVisible() and now.second == 0:
            self.lists.repaint_lights()

    def ask(self) -> None:
        self.lists.loading()
        self._answered.clear()
        month, shown = self._month, min(max(PAGE, len(self._changes)), _READ_AGAIN)
        work = partial(self._ports.changes, month, None, shown)
        self._background.read(self, work, self._take, self._failed, topic="changes")
        self._background.read(
            self, partial(self._ports.board, month), self._take_board, self._failed, topic="board"
        )
        self.finding.count(self._name_find)

    def _take(self, found: ChangesPage) -> None:
        self._changes, self._total, self._stale = found.rows, found.total, False
        self._answered.add("changes")
        self._show()

    def read_further(self) -> None:
        """Read the page behind the last change that was read."""
        if self._changes and len(self._changes) < self._total:
            last = self._changes[-1]
            work = partial(self._ports.changes, self._month, (last.day, last.id), PAGE)
            self._background.read(self, work, partial(self._add, last), self._further_failed, topic="changes")

    def _add(self, last: ChangeRow, found: ChangesPage) -> None:
        if self._changes and self._changes[-1] is last:
            self._changes, self._total = (*self._changes, *found.rows), found.total
            self.lists.changes.add([row for row in found.rows if self._wanted(row)], more=self._unread)
            self._name_panels()

    def _further_failed(self, refusal: Refusal) -> None:
        self.lists.changes.more = self._unread
        self.notice.emit(str(refusal))

    @property
    def _unread(self) -> bool:
        return len(self._changes) < self._total

    def read_further_tasks(self) -> None:
        """Read the page of tasks behind those on show, where a number of the board has more of them."""
        line, rows = self.lists.board.marked, self.lists.tasks.rows
        if self._on_board and line is not None and rows:
            wanted = self._behind(line)
            work = partial(self._ports.tasks, wanted, len(rows))
            self._background.read(self, work, partial(self._add_tasks, rows[-1]), self._told, topic="tasks")

    def _add_tasks(self, last: TaskRow, found: Sequence[TaskRow]) -> None:
        rows = self.lists.tasks.rows
        if rows and rows[-1] is last:
            known = {row.id for row in rows}
            self.lists.tasks.add([row for row in found if row.id not in known], more=len(found) == PAGE)
            self._count_tasks()

    def _read_on(self) -> None:
        if self._on_board:
            self.read_further_tasks()
        else:
            self.read_further()

    def _told(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _take_board(self, found: Sequence[BoardLine]) -> None:
        self._board = found
        self._answered.add("board")
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.lists.broken(refusal, self.ask)

    def _tell_tasks(self) -> None:
        """Show the tasks of the change, or read those behind the number of the board that is chosen."""
        if not self._on_board:
            self._background.forget(self, "tasks")
            self._tasks_of, row = None, self.lists.changes.marked
            self._show_tasks(row.tasks if row is not None else ())
            return
        line = self.lists.board.marked
        if line is None:
            self._background.forget(self, "tasks")
            self._tasks_of = None
            self._show_tasks(())
            return
        wanted = self._behind(line)
        if wanted != self._tasks_of:
            self.lists.tasks.show(())  # those of another number: no key acts on them meanwhile
            self._say_pause()
        self._tasks_of = wanted
        self.lists.tasks.states.loading()
        work = partial(self._ports.tasks, wanted, 0)
        self._background.read(self, work, self._show_tasks, self._failed, topic="tasks")

    def _behind(self, line: BoardLine) -> TasksWanted:
        """Return what the chosen number of a line of the board counts."""
        return TasksWanted(line.unit_id, line.rule, self._month, self._figure)

    # Showing

    def _show(self) -> None:
        changes = [row for row in self._changes if self._wanted(row)]
        board = [line for line in self._board if self.searched(*line.unit, *line.rule_name)]
        if "changes" in self._answered:
            self.lists.show_changes(
                changes, known=bool(self._changes), month=self._month, find=self._offered()
            )
            self.lists.changes.more = self._unread
        if "board" in self._answered:
            self.lists.show_board(board, known=bool(self._board))
        self.lists.turn(board=self._on_board)
        self._name_panels()
        self._tell_tasks()

    def _wanted(self, row: ChangeRow) -> bool:
        return self.searched(change_text(row.kind, row.ref), *row.place)

    def _offered(self) -> Callable[[], None] | None:
        return None if self._ports.detect is None else self.finding.find

    def _name_find(self) -> None:
        """Offer a pass on its button, where the rules say so: how many rows wait for it."""
        new = tr("Find · {n} new rows").format(n=thousands(self.finding.waiting))
        self.name_buttons({"F": new if self.finding.waiting else tr("Find")})

    def _name_panels(self) -> None:
        upper = self.panels[0]
        self.buttons["L"].setEnabled(self._unread and not self._on_board)
        month = self._month or tr("all months")
        if self._on_board:
            upper.set_title(tr("Completion board"), month)
        else:
            upper.set_title(tr("Population changes"), f"{self._counted()} · {month}".removeprefix(" · "))

    def _counted(self) -> str:
        """Say how many changes are listed; nothing before they were read."""
        if "changes" not in self._answered and not self._changes:
            return ""
        shown, read, total = len(self.lists.changes.rows), len(self._changes), self._total
        counts = {"n": thousands(shown), "read": thousands(read), "all": thousands(total)}
        if shown < read < total:
            return tr("{n} found in the {read} read of {all}").format(**counts)
        return tr("{n} of {all}").format(**counts)

    def _show_tasks(self, rows: Sequence[TaskRow]) -> None:
        self.lists.show_tasks(rows)
        self.lists.tasks.more = self._on_board and len(rows) == PAGE
        self._count_tasks()
        self._say_pause()

    def _count_tasks(self) -> None:
        shown, line = len(self.lists.tasks.rows), self.lists.board.marked
        counted = thousands(shown)
        if self._on_board and line is not None and line.count(self._figure) > shown:
            counted = tr("{n} of {all}").format(n=counted, all=thousands(line.count(self._figure)))
        figure = pick(FIGURE_NAMES[self._figure]) if self._on_board else ""
        self.panels[1].set_title(tr("Unit tasks"), " · ".join(part for part in (figure, counted) if part))

    def _say_pause(self) -> None:
        row = self.lists.tasks.marked
        for key in "DP":
            self.buttons[key].setEnabled(row is not None and row.ended_at is None)
        self.name_buttons({"P": tr("Resume") if row is not None and row.paused else tr("Pause")})

    # Acting

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

    def _tell_names(self) -> None:
        rows: Sequence[ChangeRow | TaskRow] = self.lists.rows_on_show()
        if rows:
            work = partial(self._ports.names, rows)
            self._background.write(self, work, self._show_names, self._not_told, topic=_NAMES)

    def _show_names(self, masked: Mapping[int, MaskedChange]) -> None:
        if self.isVisible():
            self.lists.show_more_masked(masked)
            told = tr(
                "Masked names of {n} rows from the top of the view are shown: the audit keeps that you asked."
            )
            self.notice.emit(told.format(n=thousands(len(masked))))

    def _not_told(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _done(self, choice: MoveChoice, answer: object) -> None:
        if choice.action == LOOK_UP and isinstance(answer, tuple):
            change_id, request = answer
            self.resident_wanted.emit(request, partial(self._ports.look_up, change_id))
        elif choice.action == MONTH:
            self._month, self._changes, self._total = str(answer), (), 0
            self.lists.changes.show(())
            self.ask()
            self._name_panels()
        elif choice.action == FILL:
            self.finding.find(str(answer))
        elif isinstance(answer, Trial):
            self.lists.show_trial(answer if self.isVisible() else replace(answer, sample=()))
            told = tr("{month}: changes {changes}, tasks {tasks}. Nothing was written.")
            self.panels[1].set_title(
                tr("Trial"), told.format(month=answer.month, changes=answer.changes, tasks=answer.tasks)
            )
        else:
            super()._done(choice, answer)

    # Look and language

    def title(self) -> str:
        return tr("Changes")

    def keys(self) -> str:
        return tr("J K rows · Enter looks the resident up · 1–5 numbers of the board · / search · Esc back")

    def take_keyboard(self) -> None:
        self.lists.on_show.take_keyboard(self)

    def retranslate(self) -> None:
        self.name_search(tr("Search the changes"))
        self._name_find()
        self.strip.retranslate()
        words = {"L": tr("Further"), "M": tr("Month"), "T": tr("Try"), "D": tr("Complete"), "N": tr("Names")}
        self.name_buttons({**words, "B": self._board_word()})
        self.lists.retranslate()
        self._show()
