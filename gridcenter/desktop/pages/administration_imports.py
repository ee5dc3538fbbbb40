"""The imports at the desk: batches that were brought in, and the rows of one that waits beside the registers.

N brings a file in, Enter looks a staged batch through, A applies it, D drops it, S says of a row in conflict that it
is the same person and O that it is another one, U undoes a batch. Rows are shown masked, and looking at them stands
in the audit first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.import_ports import BatchPorts, ImportPorts, Watch
from gridcenter.desktop.models.import_batches import BatchesModel, StagedModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.administration_import import ImportAssistant
from gridcenter.desktop.pages.administration_imports_words import about, documents, searched, told
from gridcenter.desktop.pages.administration_two_lists import TwoLists, table_of
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.import_batches import (
    OUTCOME_NAMES,
    Batch,
    BatchState,
    RowOutcome,
    StagedLine,
)
from gridcenter.domain.indicators import thousands
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr

_LEAST = 200
_UNDO, _APART = "undo", "apart"

Rows = tuple[tuple[StagedLine, ...], int | None]


class ImportsTab(TwoLists):
    """Without `batches` the role brings files in at once and stages none."""

    search_words = "imports batches file csv excel 导入 批次 文件"

    def __init__(
        self, ports: tuple[ImportPorts, BatchPorts | None], _actor: Actor, background: Background, theme: Theme,
        zone: ZoneInfo, _now: Callable[[], datetime], parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(theme, "NADSOU", parent)
        self._ports, self._batches = ports
        self._background = background
        self._folder = documents()
        self._known: Sequence[Batch] = ()
        self._lines: tuple[StagedLine, ...] = ()
        self._opened: int | None = None
        self._more: int | None = None
        self._newest_wanted = False
        self.dialog: ImportAssistant | None = None
        self.batches, self.staged = BatchesModel(zone, self), StagedModel(self)
        self.batches_table, self.staged_table = (
            table_of(theme, model, least=_LEAST) for model in (self.batches, self.staged)
        )
        self.batches_states, self.staged_states = (
            StateStack(theme, table) for table in (self.batches_table, self.staged_table)
        )
        self.forms = OneForm(self, background, theme)
        self.strip = WorkStrip(theme, background)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.batches_states)
        lower.set_body(self.staged_states)
        self._column.addWidget(self.strip)
        upper.header_right.addWidget(self.search)
        for key in "NADU":
            upper.header_right.addWidget(self.buttons[key])
        for key in "SO":
            lower.header_right.addWidget(self.buttons[key])

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.batches_table.setFocus)
        self.batches_table.chosen.connect(lambda _key: self._weigh())
        self.batches_table.opened.connect(lambda _key: self.look_through())
        self.staged_table.chosen.connect(lambda _key: self._weigh())
        self.staged_table.seen_changed.connect(self._read_on)
        self.forms.taken.connect(self._taken)
        self.forms.notice.connect(self.notice)
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "N": self.bring,
            "A": partial(self._with_batch, BatchState.STAGED, self._apply),
            "D": partial(self._with_batch, BatchState.STAGED, self._drop),
            "U": partial(self._with_batch, BatchState.APPLIED, self._undo),
            "S": self._settle,
            "O": self._tell_apart,
            "/": self.search.setFocus,
        }

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        words = self._button_words()
        for key, act in self._acts().items():
            if key in words and self.buttons[key].isEnabled():
                yield Command(words[key], tr("Imports"), act, self.search_words, key)

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        if kind == anything:
            self.ask_when_shown()

    def ask_when_shown(self) -> None:
        self._stale = True
        if self.isVisible():
            self.ask()

    def ask(self) -> None:
        if self._batches is None:
            self._stale = False
            self.batches_states.empty(tr("Bring a file in with N"), tr("Your role stages no files."))
            return
        if not self._known:
            self.batches_states.loading()
        self._background.read(self, self._batches.read, self._take, self._failed, topic="batches")

    def _take(self, found: Sequence[Batch]) -> None:
        self._known, self._stale = found, False
        self._show()
        if self.window().focusWidget() is self:
            self.take_keyboard()  # the list was not there yet when the tab was shown
        if self._newest_wanted and self.batches.rows:
            self._newest_wanted = False
            self.batches_table.choose(self.batches.rows[0].id)

    def _failed(self, refusal: Refusal) -> None:
        self.batches_states.broken(tr("The store did not answer"), str(refusal), self.ask)

    def look_through(self) -> None:
        """Show the rows of the marked batch; the audit of it is a write, and it comes first."""
        batch = self._current()
        if batch is None or batch.state is not BatchState.STAGED or self._batches is None:
            return
        self._opened, self._more, self._lines = batch.id, None, ()
        self.staged_states.loading()
        self._read_rows(batch.id, -1)

    def _read_rows(self, batch_id: int, after: int) -> None:
        if self._batches is not None:
            work = partial(self._batches.rows, batch_id, after)
            self._background.write(self, work, partial(self._take_rows, batch_id), self._rows_refused)

    def _take_rows(self, batch_id: int, found: Rows) -> None:
        if batch_id != self._opened:
            return
        first = not self._lines
        self._lines, self._more = (*self._lines, *found[0]), found[1]
        self._show_rows()
        if first and self._lines:
            self.staged_table.choose(self._lines[0].line)
            self.staged_table.setFocus()

    def _rows_refused(self, refusal: Refusal) -> None:
        self._opened = None
        self.staged_states.broken(tr("Nothing is shown"), str(refusal), self.look_through)

    def _read_on(self) -> None:
        """Read the next rows when the last ones are seen."""
        after, batch_id = self._more, self._opened
        if after is None or batch_id is None or self.staged_table.visible_rows()[1] < len(self._lines) - 1:
            return
        self._more = None
        self._read_rows(batch_id, after)

    # Showing

    def _show(self) -> None:
        words = self.search.text().casefold().split()
        rows = [row for row in self._known if all(word in searched(row) for word in words)]
        self.batches.show_rows(rows)
        if rows:
            self.batches_states.show_content()
        elif self._known:
            self.batches_states.empty(tr("No import fits"), tr("Search for something else."))
        elif not self._stale and self._batches is not None:
            self.batches_states.empty(tr("Nothing was brought in yet"), tr("Press N to bring a file in."))
        if rows and not self.batches_table.currentIndex().isValid():
            self.batches_table.choose(rows[0].id)
        if self._opened is not None and not self._is_staged(self._opened):
            self._opened, self._lines, self._more = None, (), None
        self._show_rows()
        self._weigh()

    def _show_rows(self) -> None:
        self.staged.show_rows(self._lines)
        batch = next((row for row in self._known if row.id == self._opened), None)
        if batch is None:
            self.staged_states.empty(
                tr("No staged import is open"), tr("Enter on a staged import shows its rows, each matched.")
            )
            self.panels[1].set_sub("")
            return
        self.staged_states.show_content()
        counts = [f"{pick(OUTCOME_NAMES[one])} {thousands(n)}" for one, n in batch.outcomes.items()]
        self.panels[1].set_sub(" · ".join((batch.file_name, *counts)))

    def _weigh(self) -> None:
        batch, idle = self._current(), not self.strip.running
        state = batch.state if batch is not None else None
        self.buttons["N"].setEnabled(idle)
        for key in "AD":
            self.buttons[key].setEnabled(idle and state is BatchState.STAGED)
        self.buttons["U"].setEnabled(idle and state is BatchState.APPLIED)
        line = self._line()
        unsettled = idle and line is not None and line.outcome is RowOutcome.CONFLICT
        self.buttons["S"].setEnabled(unsettled and line is not None and not line.same)
        self.buttons["O"].setEnabled(unsettled and line is not None and not line.other)

    def _current(self) -> Batch | None:
        key = self.batches_table.current_id()
        return next((row for row in self.batches.rows if row.id == key), None)

    def _line(self) -> StagedLine | None:
        key = self.staged_table.current_id()
        return next((row for row in self._lines if row.line == key), None)

    def _is_staged(self, batch_id: int) -> bool:
        return any(row.id == batch_id and row.state is BatchState.STAGED for row in self._known)

    # Acting

    def bring(self) -> None:
        """Open the assistant."""
        if self.dialog is not None or self.strip.running:
            return
        made = ImportAssistant(self._ports, self._background, self._theme, self._folder, parent=self)
        made.finished.connect(self._forget)
        made.brought.connect(self._show_newest)
        self.dialog = made
        made.open()

    def _show_newest(self) -> None:
        """What was just brought in is the marked batch when the list has been read again."""
        self._newest_wanted = True
        self.ask_when_shown()

    def _forget(self) -> None:
        if self.dialog is not None:
            self._folder = self.dialog.file.folder
        self.dialog = None

    def _with_batch(self, state: BatchState, act: Callable[[Batch, BatchPorts], object]) -> None:
        batch = self._current()
        if (
            batch is not None
            and batch.state is state
            and self._batches is not None
            and not self.strip.running
        ):
            act(batch, self._batches)

    def _apply(self, batch: Batch, ports: BatchPorts) -> None:
        self._start(
            tr("{file} is being stored…").format(file=batch.file_name), partial(ports.apply, batch.id)
        )

    def _drop(self, batch: Batch, ports: BatchPorts) -> None:
        self.forms.open(
            form_choice("drop", Name("放弃", "Drop"), [reason_field()]),
            about(batch),
            sending(lambda said: ports.drop(batch.id, said["reason"])),
        )

    def _undo(self, batch: Batch, _ports: BatchPorts) -> None:
        """Ask for the reason in a form; the work itself shows how far it is and can be stopped."""
        self.forms.open(
            form_choice(_UNDO, Name("撤销", "Undo"), [reason_field()]),
            about(batch),
            sending(lambda said: (batch.id, said["reason"])),
        )

    def _tell_apart(self) -> None:
        """Ask why the marked row is about another person than the one who holds its number."""
        line, batch_id, ports = self._line(), self._opened, self._batches
        if line is None or batch_id is None or ports is None or not self.buttons["O"].isEnabled():
            return
        self.forms.open(
            form_choice(_APART, Name("另一人", "Another person"), [reason_field()]),
            tr("line {line}, {whose}").format(line=line.line, whose=line.key),
            sending(lambda said: ports.tell_apart(batch_id, line.line, said["reason"])),
        )

    def _taken(self, choice: MoveChoice, answer: object) -> None:
        if choice.action == _APART:
            self.notice.emit(done_sentence(choice))
            self.look_through()
            return
        if choice.action == _UNDO and isinstance(answer, tuple) and self._batches is not None:
            batch_id, reason = answer
            self._start(tr("The import is being undone…"), partial(self._batches.undo, batch_id, reason))
            return
        self.notice.emit(done_sentence(choice))
        self.ask()

    def _settle(self) -> None:
        line, batch_id, ports = self._line(), self._opened, self._batches
        if line is None or batch_id is None or ports is None or not self.buttons["S"].isEnabled():
            return
        work = partial(ports.settle, batch_id, line.line)
        self._background.write(self, work, lambda _none: self.look_through(), self._not_settled)

    def _not_settled(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _start(self, words: str, work: Callable[[Watch], object]) -> None:
        if self.strip.running:
            return
        self.strip.begin(words)
        watched = partial(work, partial(self.strip.watch, words))
        self._background.write(self, watched, self._worked, self._not_worked)
        self._weigh()

    def _worked(self, answer: object) -> None:
        self.strip.end()
        self.notice.emit(tr("Stopped. Nothing was stored.") if answer is None else told(answer))
        self.ask()

    def _not_worked(self, refusal: Refusal) -> None:
        self.strip.end()
        self.notice.emit(str(refusal))
        self.ask()

    # Look and language

    def title(self) -> str:
        return tr("Imports")

    def take_keyboard(self) -> None:
        """Put the keyboard into the list, or where its keys work when there is none to show."""
        (self.batches_table if self.batches_states.showing_content() else self).setFocus()

    def retranslate(self) -> None:
        self.panels[0].title.setText(tr("Imports"))
        self.panels[1].title.setText(tr("Rows that wait"))
        self.search.setPlaceholderText(tr("Search (/)"))
        self.search.setAccessibleName(tr("Search the imports"))
        self.batches_table.setAccessibleName(tr("Imports"))
        self.staged_table.setAccessibleName(tr("Rows that wait"))
        self.name_buttons(self._button_words())
        self.strip.retranslate()
        self.batches.retranslate()
        self.staged.retranslate()
        self._show()

    def _button_words(self) -> dict[str, str]:
        return {
            "N": tr("Bring a file in"),
            "A": tr("Apply"),
            "D": tr("Drop"),
            "S": tr("The same person"),
            "O": tr("Another person"),
            "U": tr("Undo"),
        }
