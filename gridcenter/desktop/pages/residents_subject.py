"""Telling a person who looked at him or her, from the Residents page: number, who asked, and the file to hand out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gridcenter.clock import utc_now
from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.ports import DeskPorts, TellSubject
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.id_box import IdField, IdVerdict
from gridcenter.desktop.widgets.saving_dialog import SavingDialog, documents_folder
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import file_name
from gridcenter.language import tr

KEY = "Ctrl+Shift+I"
_LONGEST_REASON = 400


class SubjectDialog(SavingDialog):
    """Enter asks for the file, Esc leaves; it stays until the report is written. The number goes with the window."""

    wanted = Signal(str, str, object)
    """Number, who asked, and the `Path` of the file."""

    def __init__(self, theme: Theme, folder: Path, *, parent: QWidget) -> None:
        super().__init__(theme, title(), tr("Save…"), parent=parent)
        self._folder = folder
        self.field = IdField(theme)
        self.verdict = IdVerdict(theme, self.field)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self._build()
        self.field.judged.connect(self._weigh)

    def _build(self) -> None:
        px = self._theme.px
        column = self.begin_layout(
            tr("For the person alone: every look at this number, with account, time, purpose and outcome.")
        )
        for words, field in ((tr("Citizen ID number"), self.field), (tr("Who asked, and how"), self.reason)):
            column.addSpacing(px(8))
            column.addWidget(label(words, "caption", tone="secondary"))
            column.addWidget(field)
            field.setAccessibleName(words)
        self.verdict.hint = tr("The number need not be in a register. The audit keeps this report.")
        self.verdict.setMinimumHeight(px(44))
        column.insertWidget(column.indexOf(self.field) + 1, self.verdict)
        self.close_layout(column)
        self.verdict.tell()
        self._weigh()
        self.field.setFocus()

    def ready(self) -> bool:
        return bool(self.field.text())

    def _weigh(self) -> None:
        self.save.setEnabled(self.ready())

    def ask_file(self) -> None:
        """Ask where the report shall go; the offered name says when it was made and names nobody."""
        offered = self._folder / file_name(
            tr("Look-ups of a person"), f"{utc_now().astimezone():%Y%m%d-%H%M%S}"
        )
        kinds = (tr("PDF files (*.pdf)"), tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)"))
        self.ask_name(tr("Save the report"), offered, kinds)

    def send(self, file: Path) -> None:
        self.wanted.emit(self.field.text(), self.reason.text(), file)


class SubjectReporting(QObject):
    """The button, its key and its command, for roles that may tell a person; made on the GUI thread."""

    def __init__(
        self,
        page: QWidget,
        work: TellSubject,
        background: Background,
        theme: Theme,
        *,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._work = work
        self._background = background
        self._theme = theme
        self._tell = tell
        self._folder = documents_folder()
        self.dialog: SubjectDialog | None = None
        self.button = button("")
        self.button.clicked.connect(self.open)
        bind_key(page, KEY, self.open)
        self.retranslate()

    def retranslate(self) -> None:
        set_button_text(self.button, f"{title()}…")
        self.button.setToolTip(KEY)

    def commands(self) -> Iterator[Command]:
        if self._page.isVisible():
            yield Command(f"{title()}…", tr("Print"), self.open, "report person 告知 查询情况 本人", KEY)

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = SubjectDialog(self._theme, self._folder, parent=self._page)
            self.dialog.wanted.connect(self._write)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _write(self, number: str, reason: str, out: Path) -> None:
        self._folder = out.parent
        self._background.write(self, partial(self._work, number, reason, out), self._written, self._refused)

    def _written(self, file: Path) -> None:
        self._tell(tr("Written: {file}").format(file=file))
        if self.dialog is not None:
            self.dialog.show_written(file)

    def _refused(self, refusal: Refusal) -> None:
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))
        else:
            self._tell(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def subject_reporting(
    page: QWidget, ports: DeskPorts, background: Background, theme: Theme, *, tell: Callable[[str], None]
) -> SubjectReporting | None:
    """Return what tells a person who looked, None for a role that does not."""
    work = ports.tell_subject
    return None if work is None else SubjectReporting(page, work, background, theme, tell=tell)


def title() -> str:
    return tr("Who looked at a person")
