"""Printing a paper of the incident on show: which one, into which file, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.saving_dialog import WIDTH, SavingDialog, documents_folder
from gridcenter.desktop.widgets.text import label, unmarked
from gridcenter.domain.errors import Refusal
from gridcenter.domain.papers import file_name
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


class PaperDialog(SavingDialog):
    """The papers with a digit each; Enter asks for the file, Esc leaves. It stays until the paper is written."""

    wanted = Signal(str, object)
    """Key of the paper, and the `Path` of the file."""

    def __init__(
        self, theme: Theme, papers: Sequence[PaperTemplate], number: str, folder: Path, *, parent: QWidget
    ) -> None:
        super().__init__(theme, tr("Print a paper"), tr("Save as PDF…"), parent=parent)
        self._papers = tuple(papers)
        self._number = number
        self._folder = folder
        self.choices = {paper.key: QRadioButton(unmarked(pick(paper.title))) for paper in papers}
        self._build()

    def _build(self) -> None:
        about = tr("Incident {number} · the audit keeps who printed which paper").format(number=self._number)
        column = self.begin_layout(about)
        for place, paper in enumerate(self._papers, start=1):
            self._add(column, place, paper)
        self.close_layout(column)
        self.choose(self._papers[0].key)
        width = self._theme.px(WIDTH)
        self.resize(width, column.totalHeightForWidth(width))

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
        offered = self._folder / file_name(self._number, pick(self.chosen().title))
        self.ask_name(tr("Save as PDF"), offered, (tr("PDF files (*.pdf)"),))

    def send(self, file: Path) -> None:
        self.wanted.emit(self.chosen().key, file)

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
        self._folder = documents_folder()
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
