"""Printing a paper of the incident on show: which one, into which file, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.text import button, label, set_button_text, unmarked
from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import ENDING, file_name
from gridcenter.language import pick, tr
from gridcenter.services.papers import PaperTemplate

KEY = "Ctrl+P"
LETTER = "supervision_letter"
"""The paper that asks a unit to settle what is overdue."""


@dataclass(frozen=True, slots=True)
class Printable:
    """The incident whose paper is wanted, and the key of the paper that is marked first."""

    incident_id: int
    number: str
    paper: str = ""


class PaperDialog(QDialog):
    """The papers with a digit each; Enter asks for the file, Esc leaves. It stays until the paper is written."""

    wanted = Signal(str, object)
    """Key of the paper, and the `Path` of the file."""

    def __init__(
        self, theme: Theme, papers: Sequence[PaperTemplate], number: str, folder: Path, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._papers = tuple(papers)
        self._number = number
        self._folder = folder
        self.written: Path | None = None
        self.files: QFileDialog | None = None
        self.choices = {paper.key: QRadioButton(unmarked(pick(paper.title))) for paper in papers}
        self.told = label("", "caption", wrap=True, selectable=True)
        self.save = button(tr("Save as PDF…"), "primary")
        self.show_file = button(tr("Open the file"))
        self.leave = button(tr("Cancel"))
        self._build()
        self.save.clicked.connect(self.ask_file)
        self.show_file.clicked.connect(self._open)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Print a paper"))
        self.setMinimumWidth(px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(tr("Print a paper"), "title"))
        about = tr("Incident {number} · the audit keeps who printed which paper").format(number=self._number)
        column.addWidget(label(about, "caption", tone="tertiary", wrap=True))
        for place, paper in enumerate(self._papers, start=1):
            self._add(column, place, paper)
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
        self.choose(self._papers[0].key)
        self.resize(px(480), column.totalHeightForWidth(px(480)))

    def _add(self, column: QVBoxLayout, place: int, paper: PaperTemplate) -> None:
        choice = self.choices[paper.key]
        about = label(pick(paper.about), "caption", tone="secondary", wrap=True)
        choice.setAccessibleDescription(pick(paper.about))
        line = QHBoxLayout()
        line.addWidget(choice, 1)
        line.addWidget(label(str(place), "caption", tone="tertiary"))
        below = QHBoxLayout()
        below.addSpacing(self._theme.px(24))
        below.addWidget(about, 1)
        column.addSpacing(self._theme.px(8))
        column.addLayout(line)
        column.addLayout(below)

    def choose(self, key: str) -> None:
        """Mark a paper; what was said about another one's file goes."""
        self.choices[key].setChecked(True)
        self.choices[key].setFocus()

    def chosen(self) -> PaperTemplate:
        return next(paper for paper in self._papers if self.choices[paper.key].isChecked())

    def ask_file(self) -> None:
        """Ask where the paper shall go; its number and name are offered."""
        title = pick(self.chosen().title)
        offered = self._folder / file_name(self._number, title)
        folder = str(self._folder)
        self.files = file_dialog(self, tr("Save as PDF"), folder, self._send, offered=str(offered))
        self.files.setNameFilter(tr("PDF files (*.pdf)"))
        self.files.setDefaultSuffix(ENDING[1:])
        self.files.open()

    def _send(self, name: str) -> None:
        self.written = None
        self.show_file.hide()
        self.save.setEnabled(False)
        self._say(tr("The paper is being written…"), bad=False)
        self.wanted.emit(self.chosen().key, Path(name))

    def show_written(self, file: Path) -> None:
        self.written = file
        self._say(tr("Written: {file}").format(file=file), bad=False)
        self.save.setEnabled(True)
        self.show_file.show()
        self.show_file.setFocus()
        set_button_text(self.leave, tr("Close"))

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written; the choice stays."""
        self._say(sentence, bad=True)
        self.save.setEnabled(True)

    def _say(self, sentence: str, *, bad: bool) -> None:
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        self.told.setText(sentence)
        self.told.show()
        self._grow()

    def _grow(self) -> None:
        """Give every sentence the lines it takes: Qt alone grows a window for one line of a wrapped text."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _open(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and 0 < int(digit) <= len(self._papers):
            self.choose(self._papers[int(digit) - 1].key)
        else:
            super().keyPressEvent(event)


class IncidentPapers(QObject):
    """Prints for a page or a window; made on the GUI thread.

    `on_show` returns the incident that is printed, if any; `tell` takes a sentence for the status bar.
    """

    def __init__(
        self,
        page: QWidget,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        *,
        on_show: Callable[[], Printable | None],
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._ports = ports
        self._background = background
        self._theme = theme
        self._on_show = on_show
        self._tell = tell
        self._papers: tuple[PaperTemplate, ...] = ()
        self._folder = _documents()
        self.dialog: PaperDialog | None = None
        self._waits = False
        """Whether somebody waits for the choice while it is read which papers there are."""

    def read(self) -> None:
        """Read which papers there are; they do not change while the program runs."""
        self._background.read(self, self._ports.questions.papers, self._take, self._refused, topic="papers")

    def _take(self, papers: Sequence[PaperTemplate]) -> None:
        self._papers = tuple(papers)
        if self._waits:
            self.choose()

    def commands(self) -> Iterator[Command]:
        """Yield a command per paper of the incident on show."""
        detail = self._on_show()
        if detail is None or not self._page.isVisible():
            return
        for paper in self._papers:
            title = tr("{paper} of {number}").format(paper=pick(paper.title), number=detail.number)
            more = f"print 打印 {paper.title.zh} {paper.title.en}"
            yield Command(title, tr("Print"), partial(self.choose, paper.key), more, KEY)

    def choose(self, key: str = "") -> None:
        """Open the choice of papers, with one of them marked."""
        detail = self._on_show()
        if detail is None:
            self._tell(tr("No incident is open: choose one, then print."))
        elif not self._papers:
            self._waits = True
            self.read()
        elif self.dialog is None:
            self._waits = False
            self._open(detail, key or detail.paper)

    def _open(self, wanted: Printable, key: str) -> None:
        self.dialog = PaperDialog(self._theme, self._papers, wanted.number, self._folder, parent=self._page)
        self.dialog.wanted.connect(partial(self._print, wanted.incident_id))
        self.dialog.finished.connect(self._closed)
        if key:
            self.dialog.choose(key)
        self.dialog.open()

    def _print(self, incident_id: int, key: str, out: Path) -> None:
        self._folder = out.parent
        work = partial(self._ports.actions.print_paper, key, incident_id, out)
        self._background.write(self, work, self._written, self._refused)

    def _written(self, file: Path) -> None:
        self._tell(tr("Written: {file}").format(file=file))
        if self.dialog is not None:
            self.dialog.show_written(file)

    def _refused(self, refusal: Refusal) -> None:
        self._waits = False
        if self.dialog is not None:
            self.dialog.show_refusal(str(refusal))
        else:
            self._tell(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
