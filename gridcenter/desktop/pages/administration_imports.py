"""The imports at the desk: batches that were brought in, and the rows of one that waits beside the registers.

N brings a file in, Enter looks a staged batch through, A applies it, D drops it, S says of a row in conflict that it
is the same person and O that it is another one, U undoes a batch. Rows are shown masked, and looking at them stands
in the audit first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from gridcenter.desktop.import_ports import BatchPorts, ImportPorts, Watch
from gridcenter.desktop.models.import_batches import BatchesModel, StagedModel
from gridcenter.desktop.pages.administration_forms import form_choice, reason_field, sending
from gridcenter.desktop.pages.administration_import import ImportAssistant
from gridcenter.desktop.pages.administration_imports_words import (
    about,
    button_words,
    documents,
    searched_text,
    told,
)
from gridcenter.desktop.pages.list_tab import ListTab, TabGround
from gridcenter.desktop.pages.one_form import done_sentence
from gridcenter.desktop.widgets.shown_list import ShownList
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
from gridcenter.language import pick, tr

_LEAST = 200
_UNDO, _APART = "undo", "apart"
_ROWS = "rows"
"""Topic of the rows that wait."""

Rows = tuple[tuple[StagedLine, ...], int | None]


class ImportsTab(ListTab):
    """Without `batches` the role brings files in at once and stages none."""

    search_words = "imports batches file csv excel 导入 批次 文件"

    def __init__(
        self, ports: tuple[ImportPorts, BatchPorts | None], ground: TabGround, parent: QWidget | None = None
    ) -> None:
        super().__init__(ground, "NADSOU", parent)
        theme = ground.theme
        self._ports, self._batches = ports
        self._folder = documents()
        self._known: Sequence[Batch] = ()
        self._opened: int | None = None
        self._after: int | None = None
        self._line_wanted: int | None = None
        self._newest_wanted = False
        self.dialog: ImportAssistant | None = None
        self.batches = ShownList(theme, BatchesModel(ground.zone, self), least=_LEAST)
        self.staged = ShownList(theme, StagedModel(self), least=_LEAST)
        self.strip = WorkStrip(theme, ground.background)
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.batches.states)
        lower.set_body(self.staged.states)
        self._column.addWidget(self.strip)
        upper.header_right.addWidget(self.search)
        for key in "NADU":
            upper.header_right.addWidget(self.buttons[key])
        for key in "SO":
            lower.header_right.addWidget(self.buttons[key])

    def _listen(self) -> None:
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.batches.table.setFocus)
        self.batches.table.chosen.connect(lambda _key: self._weigh())
        self.batches.table.opened.connect(lambda _key: self.look_through())
        self.staged.table.chosen.connect(lambda _key: self._weigh())
        self.staged.read_on(self._read_further)
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

    def _command_words(self) -> Mapping[str, str]:
        """Offer only what can be done now."""
        return {key: word for key, word in button_words().items() if self.buttons[key].isEnabled()}

    # Reading

    def ask_when_shown(self) -> None:
        self._stale = True
        if self.isVisible():
            self.ask()

    def ask(self) -> None:
        if self._batches is None:
            self._stale = False
            self.batches.states.empty(tr("Bring a file in with N"), tr("Your role stages no files."))
            return
        self.batches.loading()
        self._background.read(self, self._batches.read, self._take, self._failed, topic="batches")

    def _take(self, found: Sequence[Batch]) -> None:
        self._known, self._stale = found, False
        self._show()
        if self._newest_wanted and self.batches.rows:
            self._newest_wanted = False
            self.batches.table.choose(self.batches.rows[0].id)

    def _failed(self, refusal: Refusal) -> None:
        self.batches.broken(refusal, self.ask)
        self._weigh()

    def look_through(self) -> None:
        """Show the rows of the marked batch; the audit of it is a write, and it comes first."""
        batch = self.batches.marked
        if batch is not None and batch.state is BatchState.STAGED:
            self._open(batch.id, None)

    def _open(self, batch_id: int, line: int | None) -> None:
        """Read the rows of a staged batch from the first on, and mark `line` or the first one."""
        self._opened, self._after, self._line_wanted = batch_id, None, line
        self.staged.show(())
        self.staged.states.loading()
        self._read_rows(batch_id, -1, partial(self._take_rows, batch_id))
        self._weigh()

    def _read_rows(self, batch_id: int, after: int, done: Callable[[Rows], None]) -> None:
        if self._batches is not None:
            work = partial(self._batches.rows, batch_id, after)
            self._background.write(self, work, done, self._rows_refused, topic=_ROWS)

    def _take_rows(self, batch_id: int, found: Rows) -> None:
        if batch_id != self._opened:
            return
        lines, self._after = found
        if self.staged.show(lines):
            self.staged.table.choose(lines[0].line)
            self.staged.table.choose(self._line_wanted)
            self.staged.table.setFocus()
        else:
            self.staged.states.empty(tr("No rows wait"), tr("The file had none."))
        self.staged.more = self._after is not None
        self._tell_staged()
        self._weigh()

    def _read_further(self) -> None:
        """Read the next rows when the last ones are seen."""
        if self._after is not None and self._opened is not None:
            self._read_rows(self._opened, self._after, partial(self._add_rows, self._opened, self._after))

    def _add_rows(self, batch_id: int, behind: int, found: Rows) -> None:
        if (batch_id, behind) == (self._opened, self._after):
            lines, self._after = found
            self.staged.add(lines, more=self._after is not None)

    def _rows_refused(self, refusal: Refusal) -> None:
        self._opened = self._after = None
        self.staged.states.broken(tr("Nothing is shown"), str(refusal), self.look_through)
        self._weigh()

    def close_idle(self, why: str) -> bool:
        """Close the rows that wait; the list of imports names nobody."""
        shown = self._opened is not None
        self._background.forget(self, _ROWS)
        self._opened = self._after = None
        self.staged.show(())
        self._weigh()
        if shown:
            self.staged.states.empty(tr("What was shown is closed"), why)
        return shown

    def dialogs_about_people(self) -> Iterator[QDialog]:
        """Yield the form and the assistant; a file that is being brought in goes on."""
        if self.forms.dialog is not None:
            yield self.forms.dialog
        if self.dialog is not None and not self.dialog.at_work:
            yield self.dialog

    # Showing

    def _show(self) -> None:
        rows = [row for row in self._known if self.searched(searched_text(row))]
        if not self.batches.show(rows):
            self._tell_why_none()
        if self._opened is not None and not self._is_staged(self._opened):
            self._opened = self._after = None
        self._tell_staged()
        self._weigh()

    def _tell_why_none(self) -> None:
        if self._known:
            self.batches.states.empty(tr("No import fits"), tr("Search for something else."))
        elif not self._stale and self._batches is not None:
            self.batches.states.empty(tr("Nothing was brought in yet"), tr("Press N to bring a file in."))

    def _tell_staged(self) -> None:
        """Say of which import the rows below are and what became of them, or how one is opened."""
        batch = next((row for row in self._known if row.id == self._opened), None)
        if batch is None:
            self.staged.show(())
            self.staged.states.empty(
                tr("No staged import is open"), tr("Enter on a staged import shows its rows, each matched.")
            )
            self.panels[1].set_sub("")
            return
        counts = [f"{pick(OUTCOME_NAMES[one])} {thousands(n)}" for one, n in batch.outcomes.items()]
        self.panels[1].set_sub(" · ".join((batch.file_name, *counts)))

    def _weigh(self) -> None:
        batch, idle = self.batches.marked, not self.strip.running
        state = batch.state if batch is not None else None
        self.buttons["N"].setEnabled(idle)
        for key in "AD":
            self.buttons[key].setEnabled(idle and state is BatchState.STAGED)
        self.buttons["U"].setEnabled(idle and state is BatchState.APPLIED)
        line = self.staged.marked
        unsettled = idle and line is not None and line.outcome is RowOutcome.CONFLICT
        self.buttons["S"].setEnabled(unsettled and line is not None and not line.same)
        self.buttons["O"].setEnabled(unsettled and line is not None and not line.other)

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
        batch = self.batches.marked
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
        line, batch_id, ports = self.staged.marked, self._opened, self._batches
        if line is None or batch_id is None or ports is None or not self.buttons["O"].isEnabled():
            return
        self.forms.open(
            form_choice(_APART, Name("另一人", "Another person"), [reason_field()]),
            tr("line {line}, {whose}").format(line=line.line, whose=line.key),
            sending(partial(_tell, ports, batch_id, line.line)),
        )

    def _done(self, choice: MoveChoice, answer: object) -> None:
        if choice.action == _APART and isinstance(answer, tuple):
            self.notice.emit(done_sentence(choice))
            self._open(*answer)
        elif choice.action == _UNDO and isinstance(answer, tuple) and self._batches is not None:
            batch_id, reason = answer
            self._start(tr("The import is being undone…"), partial(self._batches.undo, batch_id, reason))
        else:
            super()._done(choice, answer)

    def _settle(self) -> None:
        line, batch_id, ports = self.staged.marked, self._opened, self._batches
        if line is None or batch_id is None or ports is None or not self.buttons["S"].isEnabled():
            return
        work = partial(ports.settle, batch_id, line.line)
        self._background.write(self, work, lambda _none: self._open(batch_id, line.line), self._not_settled)

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
        self.batches.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].set_title(tr("Imports"))
        self.panels[1].set_title(tr("Rows that wait"))
        self.name_search(tr("Search the imports"))
        self.batches.name(tr("Imports"))
        self.staged.name(tr("Rows that wait"))
        self.name_buttons(button_words())
        self.strip.retranslate()
        self._show()


def _tell(ports: BatchPorts, batch_id: int, line: int, said: dict[str, str]) -> tuple[int, int]:
    """Say that a row is about another person, and return which row; called on the worker."""
    ports.tell_apart(batch_id, line, said["reason"])
    return batch_id, line
