"""Telling a person who looked at him or her, from the Residents page: number, who asked, and the file to hand out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.ports import DeskPorts, TellSubject
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.id_box import IdField, IdVerdict
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

KEY = "Ctrl+Shift+I"
_WIDTH = 480
_LONGEST_REASON = 400


class SubjectDialog(QDialog):
    """Enter asks for the file, Esc leaves; it stays until the report is written. The number goes with the window."""

    wanted = Signal(str, str, object)
    """Number, who asked, and the `Path` of the file."""

    def __init__(self, theme: Theme, folder: Path, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = folder
        self.written: Path | None = None
        self.files: QFileDialog | None = None
        self.field = IdField(theme)
        self.verdict = IdVerdict(theme, self.field)
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.told = label("", "caption", wrap=True, selectable=True)
        self.save = button(tr("Save…"), "primary")
        self.show_file = button(tr("Open the file"))
        self.leave = button(tr("Cancel"))
        self._build()
        self.field.judged.connect(self._weigh)
        self.save.clicked.connect(self.ask_file)
        self.show_file.clicked.connect(self._open)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(title())
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(title(), "title"))
        about = tr(
            "For the person alone: every look at this number, with account, time, purpose and outcome."
        )
        column.addWidget(label(about, "caption", tone="tertiary", wrap=True))
        for words, field in ((tr("Citizen ID number"), self.field), (tr("Who asked, and how"), self.reason)):
            column.addSpacing(px(8))
            column.addWidget(label(words, "caption", tone="secondary"))
            column.addWidget(field)
            field.setAccessibleName(words)
        self.verdict.hint = tr("The number need not be in a register. The audit keeps this report.")
        self.verdict.setMinimumHeight(px(44))
        column.insertWidget(column.indexOf(self.field) + 1, self.verdict)
        column.addSpacing(px(8))
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for widget in (self.show_file, self.leave, self.save):
            row.addWidget(widget)
        column.addSpacing(px(8))
        column.addLayout(row)
        self.told.hide()
        self.show_file.hide()
        self.save.setDefault(True)
        self.verdict.tell()
        self._weigh()
        self.field.setFocus()

    def _weigh(self) -> None:
        self.save.setEnabled(bool(self.field.text()))

    def ask_file(self) -> None:
        """Ask where the report shall go; nothing but the last four of the number is in the offered name."""
        last = self.field.text()[-4:]
        offered = self._folder / tr("Look-ups of a person {last}.pdf").format(last=last)
        self.files = file_dialog(
            self, tr("Save the report"), str(self._folder), self._send, offered=str(offered)
        )
        kinds = (tr("PDF files (*.pdf)"), tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)"))
        self.files.setNameFilters(kinds)
        self.files.setDefaultSuffix("pdf")
        self.files.open()

    def _send(self, name: str) -> None:
        self.written = None
        self.show_file.hide()
        self.save.setEnabled(False)
        self._say(tr("The report is being written…"), bad=False)
        self.wanted.emit(self.field.text(), self.reason.text(), Path(name))

    def show_written(self, file: Path) -> None:
        self.written = file
        self._say(tr("Written: {file}").format(file=file), bad=False)
        self.show_file.show()
        self.show_file.setFocus()
        self._weigh()
        set_button_text(self.leave, tr("Close"))

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written; what was typed stays."""
        self._say(sentence, bad=True)
        self._weigh()

    def _say(self, sentence: str, *, bad: bool) -> None:
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        self.told.setText(sentence)
        self.told.show()
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _open(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))


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
        self._folder = _documents()
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


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
