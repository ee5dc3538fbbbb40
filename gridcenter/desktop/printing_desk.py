"""Ctrl+P on every page: the papers of the incident that is chosen there, or the sentence why there are none."""

from __future__ import annotations

from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_papers import KEY, LETTER, IncidentPapers, Printable
from gridcenter.desktop.pages.supervision import SupervisionPage
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.domain.cards import CardRow
from gridcenter.domain.handover import Handover
from gridcenter.domain.returns import PassedIncident
from gridcenter.language import tr


@runtime_checkable
class PrintsItself(Protocol):
    """A page that prints what it shows, and is no incident."""

    def print_shown(self) -> bool:
        """Print it; tell whether there is anything of the kind."""


class PrintingDesk(QObject):
    """A part of the frame without a strip; the Incidents page prints what it shows by itself. GUI thread only."""

    notice = Signal(str)
    strip: QWidget | None = None

    def __init__(self, window: QWidget, ports: DeskPorts, background: Background, theme: Theme) -> None:
        super().__init__(window)
        self._chosen: Printable | None = None
        self._pages: list[QWidget] = []
        self.papers = IncidentPapers(
            window, ports, background, theme, on_show=lambda: self._chosen, tell=self.notice.emit
        )

    def dress_page(self, page: QWidget) -> None:
        if isinstance(page, IncidentsPage):
            return
        self._pages.append(page)
        bind_key(page, KEY, partial(self.print_of, page))
        if isinstance(page, SupervisionPage):
            page.windows.paper_wanted.connect(self.choose)

    def print_of(self, page: QWidget) -> None:
        """Print what has the keyboard: a row about an incident, or a unit of the red board; or what the page shows."""
        if isinstance(page, PrintsItself) and page.print_shown():
            return
        focused = page.focusWidget()
        row = _row(focused)
        found = printable(row)
        if found is not None:
            self.choose(found)
        elif isinstance(row, Handover):
            self.notice.emit(tr("Enter opens the handover, and Ctrl+P prints it there."))
        elif not (isinstance(page, SupervisionPage) and focused is page.lines and self._print_line(page)):
            self.notice.emit(
                tr("Papers are printed of an incident: choose one in a list, then press Ctrl+P.")
            )

    @staticmethod
    def _print_line(page: SupervisionPage) -> bool:
        """Print to the unit that is marked on the red board; tell whether one is."""
        line = page.lines.marked()
        if line is not None:
            page.windows.print_to(line.unit_id)
        return line is not None

    def choose(self, wanted: Printable) -> None:
        """Open the choice of papers of this incident."""
        self._chosen = wanted
        self.papers.choose(wanted.paper)

    def commands(self) -> list[Command]:
        """Offer the papers of the row on which the keyboard was before it came to the command box."""
        page = next((one for one in self._pages if one.isVisible()), None)
        found = printable(_row(page.focusWidget())) if page is not None else None
        if found is None:
            return []
        words = tr("Print a paper of {number}…").format(number=found.number)
        return [Command(words, tr("Print"), partial(self.choose, found), "print paper 打印 文书", KEY)]

    def start(self) -> None: ...

    def tick(self) -> None: ...

    def retranslate(self) -> None: ...

    def stop(self) -> None: ...


def printable(row: object) -> Printable | None:
    """Return the incident that a row is about; cards ask for the letter first."""
    match row:
        case CardRow():
            return Printable(row.incident_id, row.incident_number, LETTER)
        case PassedIncident():
            return Printable(row.row.id, row.row.number)
        case Printable():
            return row
    return None


def _row(focused: QWidget | None) -> object:
    if not isinstance(focused, RowTable) or not focused.currentIndex().isValid():
        return None
    table, model, index = focused, focused.model(), focused.currentIndex()
    if isinstance(model, QueueModel):
        key = table.current_id()
        row = model.board.rows.get(key) if isinstance(key, int) else None
        return Printable(row.id, row.number) if row is not None else None
    return model.rows[index.row()] if isinstance(model, LinesModel) else None
