"""The protection of personal information at the desk (个人信息保护): what is kept of whom, and the records about it.

Everything goes by one key: N writes a record, S a step after a leak, W the notice to hand out, P the marked record as
a paper. What is due stands before the records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from gridcenter.desktop.models.privacy import BookLine, BookModel, DataSetsModel
from gridcenter.desktop.pages.administration_forms import form_choice, sending
from gridcenter.desktop.pages.list_tab import ListTab, TabGround
from gridcenter.desktop.privacy_ports import PrivacyPorts
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.saving_dialog import documents_folder
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import FieldChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.domain.privacy import RecordField, RecordKind
from gridcenter.language import pick, tr
from gridcenter.services.privacy_records import PrivacyBook

_LEAST = 200
"""px at 100 % below which a name has too little room."""
_ABOUT, _DAY, _DONE = "about", "day", "words"


class PrivacyTab(ListTab):
    """Reads when it is shown, and when somebody wrote a record."""

    search_words = "privacy personal information notice leak assessment 个人信息 告知书 影响评估 泄露 分级"
    kinds = frozenset({"privacy_record"})

    def __init__(self, ports: PrivacyPorts, ground: TabGround, parent: QWidget | None = None) -> None:
        super().__init__(ground, "NSPW", parent)
        theme, self._ports = ground.theme, ports
        self._book = PrivacyBook((), ())
        self._folder = documents_folder()
        self.dialog: QFileDialog | None = None
        self.menu: QMenu | None = None
        self.sets = ShownList(theme, DataSetsModel(ports.rules, self), least=_LEAST)
        self.book = ShownList(theme, BookModel(ports.rules, ground.zone, self), least=_LEAST)
        upper, lower = self.panels
        upper.set_body(self.sets.states)
        lower.set_body(self.book.states)
        upper.header_right.addWidget(self.buttons["W"])
        for key in "NSP":
            lower.header_right.addWidget(self.buttons[key])
        self.search.hide()
        self.sets.show(ports.rules.sets)
        self.sets.table.opened.connect(lambda _key: self.book.table.setFocus())
        self.book.table.chosen.connect(lambda _key: self._weigh())
        self.bind(self._acts())
        self.retranslate()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {"N": self.choose_kind, "S": self.note_step, "P": self.print_marked, "W": self.write_notice}

    def _command_words(self) -> Mapping[str, str]:
        return {
            "N": tr("Write a record of data protection"),
            "S": tr("Write down a step after a leak"),
            "P": tr("Write the marked record as a paper"),
            "W": tr("Write the notice on personal information"),
        }

    # Reading

    def ask(self) -> None:
        self.book.loading()
        self._background.read(self, self._ports.read, self._take, self._failed, topic="privacy")

    def _take(self, book: PrivacyBook) -> None:
        self._book, self._stale = book, False
        rules = self._ports.rules
        lines = [BookLine(f"due {place}", one.kind, one.about, due=one) for place, one in enumerate(book.due)]
        for record in book.records:
            kind = rules.kind_named(record.kind)
            if kind is not None:
                lines.append(BookLine(str(record.id), kind, record.about, record=record))
        if not self.book.show(lines):
            self.book.states.empty(tr("Nothing is due"), tr("N writes a record."))
        overdue = sum(one.overdue for one in book.due)
        words = tr("due: {n}, of them overdue: {late}").format(n=len(book.due), late=overdue)
        self.panels[1].set_sub(words)
        self._weigh()

    def _failed(self, refusal: Refusal) -> None:
        self.book.broken(refusal, self.ask)

    def _weigh(self) -> None:
        for key in "NS":
            self.buttons[key].setEnabled(self._ports.records)
        self.buttons["P"].setEnabled(self._whole_record() is not None)

    def _whole_record(self) -> int | None:
        """Return the number of the record that is marked, or of the one that a marked step belongs to."""
        line = self.book.marked
        if line is None:
            return None
        if line.record is not None:
            return line.record.follows or line.record.id
        return line.due.record if line.due is not None else None

    # Writing

    def choose_kind(self) -> None:
        """Ask which record; a line that is due proposes its own."""
        if not self._may_write():
            return
        line = self.book.marked
        if line is not None and line.due is not None and line.due.step is None:
            self.open_record(line.kind, line.about)
            return
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in self._ports.rules.kinds:
            menu.addAction(pick(kind.name), partial(self.open_record, kind, ""))
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.buttons["N"].mapToGlobal(self.buttons["N"].rect().bottomLeft()))

    def open_record(self, kind: RecordKind, about: str) -> None:
        sets = tuple(FieldChoice(one.key, one.name) for one in self._ports.rules.sets)
        fields = [_asked(one) for one in kind.fields]
        if kind.about_set:
            fields.insert(
                0, MoveField(_ABOUT, Name("涉及的数据", "which data"), "choice", sets, open=not about)
            )
        fields.append(
            MoveField(_DAY, Name("日期（不填为今天）", "day (left out: today)"), "line", required=False)
        )
        words = tr("{law}. Nobody is named: write how many, not who.").format(law=pick(kind.law))
        send = sending(
            lambda said: self._ports.write(kind.key, said.get(_ABOUT, ""), said.get(_DAY, ""), said)
        )
        dialog = self.forms.open(form_choice(kind.key, kind.name, fields), words, send)
        if dialog is not None and about:
            dialog.fill({_ABOUT: about})

    def note_step(self) -> None:
        """Write down the marked step after a leak, else the first one that is due."""
        if not self._may_write():
            return
        marked = self.book.marked
        waiting = [
            one for one in (marked.due if marked is not None else None, *self._book.due) if one is not None
        ]
        one = next((one for one in waiting if one.step is not None), None)
        if one is None or one.step is None or one.record is None:
            self.notice.emit(tr("No step of a leak is due."))
            return
        about = tr("record no. {id}: {step}").format(id=one.record, step=pick(one.step.name))
        done = MoveField(
            _DONE,
            Name("已做的工作（至少10字，不写姓名）", "what was done (10 characters or more, no names)"),
            "text",
        )
        work = partial(self._ports.write_step, one.record, one.step.key)
        self.forms.open(
            form_choice("step", Name("登记处置步骤", "Write down a step"), [done]),
            f"{about} · {pick(one.step.how)}",
            sending(lambda said: work(said[_DONE])),
        )

    def _may_write(self) -> bool:
        if not self._ports.records:
            self.notice.emit(tr("Your role reads these records and writes none."))
        return self._ports.records

    # Files

    def write_notice(self) -> None:
        self._ask_file(tr("Notice on personal information"), self._ports.notice, tables=True)

    def print_marked(self) -> None:
        record = self._whole_record()
        if record is None:
            self.notice.emit(tr("Mark a record first."))
        else:
            name = tr("Record no. {id}").format(id=record)
            self._ask_file(name, partial(self._ports.paper, record), tables=False)

    def _ask_file(self, name: str, work: Callable[[Path], object], *, tables: bool) -> None:
        if self.dialog is not None:
            return
        write = partial(self._write, work)
        offered = str(self._folder / f"{name}.pdf")
        self.dialog = file_dialog(self, name, str(self._folder), write, offered=offered)
        more = (tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)")) if tables else ()
        self.dialog.setNameFilters((tr("PDF files (*.pdf)"), *more))
        self.dialog.setDefaultSuffix("pdf")
        self.dialog.finished.connect(self._dialog_closed)
        self.dialog.open()

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None

    def _write(self, work: Callable[[Path], object], name: str) -> None:
        out = Path(name)
        self._folder = out.parent

        def written(_answer: object) -> None:
            self.notice.emit(tr("Written: {file}").format(file=out))

        self._background.read(self, partial(work, out), written, self._not_written)

    def _not_written(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    # Look and language

    def title(self) -> str:
        return tr("Privacy")

    def take_keyboard(self) -> None:
        self.book.take_keyboard(self)

    def retranslate(self) -> None:
        self.panels[0].set_title(tr("What is kept of people"), tr("and why, on which ground, how long"))
        self.panels[1].title.setText(tr("Records, what is due first"))
        self.sets.name(tr("What is kept of people"))
        self.book.name(tr("Records, what is due first"))
        self.name_buttons({"N": tr("New record"), "S": tr("Step"), "P": tr("Print"), "W": tr("Notice")})
        if not self._stale:
            self._take(self._book)


def _asked(one: RecordField) -> MoveField:
    choices = tuple(FieldChoice(key, name) for key, name in one.choices.items())
    return MoveField(one.key, one.name, "choice" if choices else "text", choices, open=bool(choices))
