"""The tab of visits (走访): who is due in a grid and why, masked; what a visit came to; the list to take along.

R records a visit, H tells the last ones with their notes, M reads further lines, G goes to the choice of the grid,
X writes the list to a file, / searches. Every reading of the list stands in the audit before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.keeping_ports import VisitPorts
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.pages.administration_two_lists import TwoLists
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.pages.visits_form import VisitForm
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unsent import UnsentTexts
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.errors import Refusal
from gridcenter.domain.names import Name
from gridcenter.domain.visits import OUTCOME_NAMES, DueVisit, PastVisit, due_words
from gridcenter.language import by_count, listed, pick, tr
from gridcenter.services.visits import VisitPage

_CAPTION = CellStyle("caption", "text.secondary")
_NOTHING = "—"
_LEAST = 200


def _past_columns() -> tuple[Column[PastVisit], ...]:
    return (
        Column("day", lambda: tr("Day"), lambda line: line.day.isoformat(), lambda line: line.day, 120),
        Column(
            "outcome",
            lambda: tr("Outcome"),
            lambda line: pick(OUTCOME_NAMES[line.outcome]),
            lambda line: line.outcome,
            180,
        ),
        Column("who", lambda: tr("Who"), lambda line: line.who, lambda line: line.who, 140, _CAPTION),
        Column(
            "note",
            lambda: tr("Note"),
            lambda line: line.note,
            lambda line: line.note,
            0,
            CellStyle(wraps=True),
        ),
    )


class VisitsTab(TwoLists):
    """Reads when it is first shown and when another grid is chosen; what is recorded leaves the list at once."""

    search_words = "visits due walk 走访 清单 入户"

    def __init__(
        self,
        ports: VisitPorts,
        background: Background,
        theme: Theme,
        now: Callable[[], datetime],
        zone: ZoneInfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "RHMX", parent)
        self._ports, self._background = ports, background
        self._now, self._zone = now, zone
        self._today = date.min
        self._page: VisitPage | None = None
        self._known: list[DueVisit] = []
        self._folder = Path.home()
        self._unsent = UnsentTexts()
        self.form: VisitForm | None = None
        self.files: QFileDialog | None = None
        self.grid = QComboBox()
        self.due = FigureLinesModel(self._due_columns(), lambda row: row.subject, self)
        self.past = FigureLinesModel(_past_columns(), None, self)
        self.table, self.past_table = UncopiedTable(theme, row_height="row.comfortable"), UncopiedTable(theme)
        for table, model in ((self.table, self.due), (self.past_table, self.past)):
            table.setModel(model)
            table.show_header("table_header.compact")
            table.set_widths(model.widths, model.yields, keeps_words=True, least=_LEAST)
        self.states, self.past_states = StateStack(theme, self.table), StateStack(theme, self.past_table)
        self._build()
        self.retranslate()

    def _due_columns(self) -> tuple[Column[DueVisit], ...]:
        return (
            Column("door", lambda: tr("Door"), lambda row: row.place or _NOTHING, lambda row: row.place, 0),
            Column("name", lambda: tr("Ask for"), lambda row: row.name, lambda row: row.name, 120),
            Column(
                "members",
                lambda: tr("Persons"),
                lambda row: str(row.members),
                lambda row: row.members,
                76,
                CellStyle("caption", "text.secondary", right=True),
                yields=3,
            ),
            Column("why", lambda: tr("Why"), _why, _why, 280, CellStyle(wraps=True)),
            Column(
                "met",
                lambda: tr("Last met"),
                _met,
                lambda row: row.met_on or date.min,
                120,
                _CAPTION,
                yields=2,
            ),
            Column(
                "due", lambda: tr("Due"), self._due_words, lambda row: row.due_on or date.min, 280, yields=1
            ),
        )

    def _due_words(self, row: DueVisit) -> str:
        return due_words(row, self._today)

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.states)
        lower.set_body(self.past_states)
        self.split.setSizes([7500, 2500])
        for part in (self.grid, self.search, *self.buttons.values()):
            upper.header_right.addWidget(part)
        self.grid.setMinimumWidth(self._theme.px(180))
        self.grid.activated.connect(lambda _place: self.ask())
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda _key: self.record())
        self.table.chosen.connect(lambda _key: self._chosen())
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "R": self.record,
            "H": self.ask_past,
            "M": self.ask_more,
            "X": self.export,
            "G": self.grid.setFocus,
            "/": self.search.setFocus,
        }

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        words = {
            "R": tr("Record a visit"),
            "H": tr("Tell the last visits with their notes"),
            "M": tr("Further lines of the visit list"),
            "X": tr("Write the visit list to a file"),
            "G": tr("Choose the grid of the visit list"),
        }
        acts = self._acts()
        for key, word in words.items():
            yield Command(word, tr("Visits"), acts[key], self.search_words, key)

    def title(self) -> str:
        return tr("Visits")

    def take_keyboard(self) -> None:
        self.table.setFocus()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Visits are announced to nobody: every reading of the list stands in the audit."""

    def retranslate(self) -> None:
        upper, lower = self.panels
        upper.set_title(tr("Due for a visit"), self._counted())
        lower.set_title(tr("Last visits"), tr("with their notes"))
        self.name_buttons(
            {"R": tr("Record"), "H": tr("Last visits"), "M": tr("Further lines"), "X": tr("Export")}
        )
        self.search.setPlaceholderText(tr("Search (/)"))
        self.grid.setAccessibleName(tr("Grid"))
        self.due.retranslate()
        self.past.retranslate()

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.states.loading()
            self._background.read(
                self, self._ports.grids, self._take_grids, self._failed, topic="visit grids"
            )

    def _take_grids(self, grids: Sequence[tuple[str, Name]]) -> None:
        before = self.grid.currentData()
        self.grid.clear()
        for code, name in grids:
            self.grid.addItem(f"{pick(name)} · {code[-3:]}", code)
        self.grid.setCurrentIndex(max(self.grid.findData(before), 0))
        if grids:
            self.ask()
        else:
            self.states.empty(tr("No grid in your area"), tr("The list is kept grid by grid."))

    def ask(self) -> None:
        """Read the list of the chosen grid from its beginning."""
        self._known, self._page = [], None
        self._forget_past()
        self.states.loading()
        self._read(None)

    def ask_more(self) -> None:
        if self._page is not None and self._page.after is not None:
            self._read(self._page.after)

    def _read(self, after: Any) -> None:
        grid = self.grid.currentData()
        if grid:
            work = partial(self._ports.due, grid, after)
            self._background.write(self, work, partial(self._take, grid), self._failed)

    def _take(self, grid: str, page: VisitPage) -> None:
        if grid != self.grid.currentData():
            return
        self._page, self._today = page, page.today
        self._known += page.rows
        self._show()

    def _failed(self, refusal: Refusal) -> None:
        self.states.broken(tr("Not read"), str(refusal), self.ask)

    def ask_past(self) -> None:
        visit = self._current()
        if visit is not None:
            work = partial(self._ports.past, visit.subject)
            self._background.write(self, work, partial(self._take_past, visit), self._past_failed)

    def _take_past(self, visit: DueVisit, found: Sequence[PastVisit]) -> None:
        if visit is not self._current():
            return
        self.past.show_rows(found)
        self.panels[1].set_sub(" · ".join(part for part in (visit.name, visit.place) if part))
        if found:
            self.past_states.show_content()
        else:
            self.past_states.empty(tr("No visit is recorded"), tr("R records one."))

    def _past_failed(self, refusal: Refusal) -> None:
        self.past_states.broken(tr("Not read"), str(refusal), self.ask_past)

    def close_idle(self, why: str) -> bool:
        """Forget the list; it is read again when somebody asks for it."""
        shown = bool(self._known)
        self._known, self._page = [], None
        self._forget_past()
        self._show()
        if shown:
            self.states.empty(tr("What was shown is closed"), why, (tr("Show the list"), self.ask))
        return shown

    # Showing

    def _show(self) -> None:
        wanted = self.search.text().strip().casefold()
        rows = [row for row in self._known if wanted in _words(row).casefold()]
        before = self.table.current_id()
        self.due.show_rows(rows)
        self.panels[0].set_sub(self._counted())
        more = self._page is not None and self._page.after is not None
        self.buttons["M"].setEnabled(more)
        for key in "RH":
            self.buttons[key].setEnabled(bool(rows))
        if rows:
            self.states.show_content()
            if not self.table.choose(before):
                self.table.choose(rows[0].subject)
        elif self._page is not None and not self._known:
            self.states.empty(tr("Nobody is due"), tr("Everybody of this grid was met in time."))
        elif self._page is not None:
            self.states.empty(tr("Nobody fits"), tr("Search for something else."))

    def _counted(self) -> str:
        if self._page is None:
            return tr("who was met longest ago comes first")
        count = len(self._known)
        words = by_count(count, tr("{n} due, masked"), tr("{n} due, masked")).format(n=f"{count:,}")
        return f"{words} · {tr('there are more (M)')}" if self._page.after is not None else words

    def _current(self) -> DueVisit | None:
        key = self.table.current_id()
        return next((row for row in self.due.rows if row.subject == key), None)

    def _chosen(self) -> None:
        if self.past.rows:
            self._forget_past()

    def _forget_past(self) -> None:
        self.past.show_rows(())
        self.panels[1].set_sub(tr("with their notes"))
        self.past_states.empty(tr("Not asked for"), tr("H tells the last visits of the marked line."))

    # Doing

    def record(self) -> None:
        visit = self._current()
        if visit is None or self.form is not None:
            return
        today = f"{self._now().astimezone(self._zone):%Y-%m-%d}"
        self.form = form = VisitForm(self._theme, visit, today=today, parent=self)
        self._unsent.follow(visit.subject, form)
        form.wanted.connect(self._send)
        form.finished.connect(self._closed)
        form.open()

    def _send(self, visit: DueVisit, outcome: str, day: str, note: str) -> None:
        work = partial(self._ports.record, visit.subject, outcome, day, note)
        self._background.write(self, work, partial(self._recorded, visit, outcome), self._refused)

    def _recorded(self, visit: DueVisit, outcome: str, _id: int) -> None:
        if self.form is not None:
            self.form.accept()
        self._known = [row for row in self._known if row.subject != visit.subject]
        self._forget_past()
        self._show()
        self.table.setFocus()
        words = tr("Recorded: {whom}, {outcome}.")
        self.notice.emit(words.format(whom=visit.name, outcome=pick(OUTCOME_NAMES[outcome])))

    def _refused(self, refusal: Refusal) -> None:
        if self.form is None:
            self.notice.emit(str(refusal))
        else:
            self.form.show_refusal(str(refusal))

    def _closed(self, _result: int) -> None:
        self.form = None

    def export(self) -> None:
        """Ask where the list shall go; the audit line is written before the file."""
        grid = self.grid.currentData()
        if not grid:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(folder) if folder and Path(folder).is_dir() else self._folder
        offered = str(start / tr("Visits {grid}.csv").format(grid=grid))
        self.files = file_dialog(
            self,
            tr("Write the visit list to a file"),
            str(start),
            partial(self._write, grid),
            offered=offered,
        )
        self.files.setNameFilters((tr("Tables (*.csv)"), tr("Workbooks (*.xlsx)")))
        self.files.setDefaultSuffix("csv")
        self.files.open()

    def _write(self, grid: str, name: str) -> None:
        work = partial(self._ports.export, grid, Path(name))
        self._background.write(self, work, partial(self._written, Path(name)), self._refused)

    def _written(self, file: Path, count: int) -> None:
        words = by_count(count, tr("{n} line written to {file}"), tr("{n} lines written to {file}"))
        self.notice.emit(words.format(n=f"{count:,}", file=file.name))


def _why(row: DueVisit) -> str:
    return listed(pick(name) for name in row.reasons)


def _met(row: DueVisit) -> str:
    return row.met_on.isoformat() if row.met_on is not None else _NOTHING


def _words(row: DueVisit) -> str:
    return " ".join((row.name, row.place, _why(row)))
