"""The tab of visits (走访): who is due in a grid and why, masked; what a visit came to; the list to take along.

R records a visit, H tells the last ones with their notes, O what oneself noted lately, C corrects the marked one of
these; M, or scrolling to the last, reads further lines, G goes to the choice of the grid, X writes the list to a file,
/ searches. Every reading of a list stands in the audit before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.keeping_ports import VisitPorts
from gridcenter.desktop.models.lines import FigureLinesModel
from gridcenter.desktop.pages.administration_two_lists import TwoLists
from gridcenter.desktop.pages.residents_found import UncopiedTable
from gridcenter.desktop.pages.visits_columns import due_columns, outcome_words, past_columns, why, words_of
from gridcenter.desktop.pages.visits_export import VisitExport
from gridcenter.desktop.pages.visits_form import VisitForm
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.unsent import UnsentTexts
from gridcenter.desktop.widgets.shown_list import ShownList
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.names import Name
from gridcenter.domain.visits import OUTCOME_NAMES, DueVisit, PastVisit, PastVisits
from gridcenter.language import by_count, pick, tr
from gridcenter.services.visits import VisitPage

_LEAST = 200
_DUE, _PAST = "due", "past"
"""Topics of the two lists."""


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
        super().__init__(theme, "RHOMXC", parent)
        self._ports, self._background = ports, background
        self._now, self._zone = now, zone
        self._today = date.min
        self._page: VisitPage | None = None
        self._asked_after: Any = None
        """Behind which line the newest page was asked for: none is asked for twice."""
        self._known: list[DueVisit] = []
        self.file = VisitExport(ports, background, self)
        self.file.notice.connect(self.notice)
        self._unsent = UnsentTexts()
        self.form: VisitForm | None = None
        self.grid = QComboBox()
        self._asked_past: Callable[[], None] | None = None
        """What reads the lower list again."""
        self._past_about, self._older = "", False
        """Whose visits stand in the lower list, and whether there are older ones."""
        due = FigureLinesModel(due_columns(lambda: self._today), lambda row: row.subject, self)
        past = FigureLinesModel(past_columns(), lambda row: row.id, self)
        self.due_list: ShownList[DueVisit] = _listed(theme, due, "row.comfortable")
        self.past_list: ShownList[PastVisit] = _listed(theme, past, "row.queue")
        self.due, self.table, self.states = self.due_list.model, self.due_list.table, self.due_list.states
        self.past, self.past_table = self.past_list.model, self.past_list.table
        self.past_states = self.past_list.states
        self._build()
        self.retranslate()

    def _build(self) -> None:
        upper, lower = self.panels
        upper.set_body(self.states)
        lower.set_body(self.past_states)
        self.split.setSizes([7500, 2500])
        for part in (self.grid, self.search, *(self.buttons[key] for key in "RHOMX")):
            upper.header_right.addWidget(part)
        lower.header_right.addWidget(self.buttons["C"])
        self.grid.setMinimumWidth(self._theme.px(180))
        self.grid.setStyleSheet(self.search.styleSheet())
        self.grid.activated.connect(lambda _place: self.ask())
        self.search.textChanged.connect(lambda _text: self._show())
        self.search.returnPressed.connect(self.table.setFocus)
        self.table.opened.connect(lambda _key: self.record())
        self.table.chosen.connect(lambda _key: self._chosen())
        self.due_list.read_on(self.ask_more)
        self.past_list.read_on(self.ask_older)
        self.past_table.opened.connect(lambda _key: self.correct())
        self.past_table.chosen.connect(lambda _key: self._weigh_past())
        self.bind(self._acts())

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "R": self.record,
            "H": self.ask_past,
            "O": self.ask_own,
            "C": self.correct,
            "M": self.ask_further,
            "X": self.export,
            "G": self.grid.setFocus,
            "/": self.search.setFocus,
        }

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        words = {
            "R": tr("Record a visit"),
            "H": tr("Tell the last visits with their notes"),
            "O": tr("What I noted of visits lately"),
            "C": tr("Correct the marked visit"),
            "M": tr("Further lines of the visit list"),
            "X": tr("Write the visit list to a file"),
            "G": tr("Choose the grid of the visit list"),
        }
        acts = self._acts()
        for key, word in words.items():
            yield Command(word, tr("Visits"), acts[key], self.search_words, key)

    def title(self) -> str:
        return tr("Visits")

    def keys(self) -> str:
        return tr("J K rows · Enter records a visit · G grid · / search · Esc back")

    def take_keyboard(self) -> None:
        self.due_list.take_keyboard(self)

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Visits are announced to nobody: every reading of the list stands in the audit."""

    def retranslate(self) -> None:
        upper, lower = self.panels
        upper.set_title(tr("Due for a visit"), self._counted())
        lower.set_title(tr("Last visits"), tr("with their notes"))
        self.name_buttons(
            {
                "R": tr("Record"),
                "H": tr("Last visits"),
                "O": tr("My visits"),
                "M": tr("Further lines"),
                "X": tr("Export"),
                "C": tr("Correct"),
            }
        )
        self.search.setPlaceholderText(tr("Search (/)"))
        self.search.setAccessibleName(tr("Search the visit list"))
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Notes about a household do not wait behind another tab."""
        super().hideEvent(event)
        self._forget_past()

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
        self.due_list.show(())
        self.panels[0].set_sub(self._counted())
        self.states.loading()
        self._read(None)

    def ask_further(self) -> None:
        """Read on the list that has the keyboard: who is due, or the last visits of the marked line."""
        (self.ask_older if self.past_table.hasFocus() else self.ask_more)()

    def ask_more(self) -> None:
        page = self._page
        if page is not None and page.after is not None and page.after != self._asked_after:
            self._read(page.after)

    def _read(self, after: Any) -> None:
        self._asked_after = after
        grid = self.grid.currentData()
        if grid:
            work = partial(self._ports.due, grid, after)
            failed = self._failed if after is None else self._further_failed
            self._background.write(self, work, partial(self._take, grid), failed, topic=_DUE)

    def _further_failed(self, refusal: Refusal) -> None:
        """What was read stays, and may be read on."""
        self._asked_after = None
        self.due_list.more = True
        self.notice.emit(str(refusal))

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
            self._asked_past = self.ask_past
            self.past_list.loading()
            work = partial(self._ports.past, visit.subject, 0)
            told = partial(self._take_past, visit)
            self._background.write(self, work, told, self._past_failed, topic=_PAST)

    def _take_past(self, visit: DueVisit, found: PastVisits) -> None:
        if visit is self._current():
            about = " · ".join(part for part in (visit.name, visit.place) if part)
            self._show_past(found.rows, about, more=found.more)

    def ask_older(self) -> None:
        """Read on the lower list behind the oldest visit that is there."""
        if not self._older or not self.past.rows:
            return
        behind = self.past.rows[-1].id
        work = self._reading_older(behind)
        if work is not None:
            self._older = self.past_list.more = False
            self._background.write(
                self, work, partial(self._take_older, behind), self._older_failed, topic=_PAST
            )

    def _reading_older(self, behind: int) -> Callable[[], PastVisits] | None:
        """Return what reads on: what oneself noted in the grid, or the visits of the marked line."""
        if self._asked_past == self.ask_own:
            return partial(self._ports.own, self.grid.currentData(), behind)
        visit = self._current()
        return None if visit is None else partial(self._ports.past, visit.subject, behind)

    def _take_older(self, behind: int, found: PastVisits) -> None:
        if not self.past.rows or self.past.rows[-1].id != behind:
            return
        self.past_list.add(found.rows, more=found.more)
        self._older = found.more
        self._tell_past()

    def _older_failed(self, refusal: Refusal) -> None:
        """What was read stays, and may be read on."""
        self._older = self.past_list.more = True
        self.notice.emit(str(refusal))

    def ask_own(self) -> None:
        """Tell what this account noted in the grid lately: whoever was met is on the list no more."""
        grid = self.grid.currentData()
        if grid:
            self._asked_past = self.ask_own
            self.split.setSizes([4500, 5500])
            self.past_list.loading()
            work = partial(self._ports.own, grid, 0)
            self._background.write(self, work, self._take_own, self._past_failed, topic=_PAST)

    def _take_own(self, found: PastVisits) -> None:
        about = tr("noted by me in this grid, the newest first")
        self._show_past(found.rows, about, more=found.more)

    def _show_past(self, found: Sequence[PastVisit], about: str, *, more: bool = False) -> None:
        self._past_about = about
        if not self.past_list.show(found):
            self.past_states.empty(tr("No visit is recorded"), tr("R records one."))
        self._older = self.past_list.more = more
        self._tell_past()
        self._weigh_past()

    def _tell_past(self) -> None:
        """Say whose visits these are, how many were read, and that there are older ones."""
        words = f"{self._past_about} · {thousands(len(self.past.rows))}"
        self.panels[1].set_sub(f"{words} · {tr('there are older ones (M)')}" if self._older else words)

    def _weigh_past(self) -> None:
        line = self.past_list.marked
        self.buttons["C"].setEnabled(line is not None and not line.replaced)

    def _past_failed(self, refusal: Refusal) -> None:
        self.past_states.broken(tr("Not read"), str(refusal), self._asked_past or self.ask_past)

    def close_idle(self, why: str) -> bool:
        """Forget the list; it is read again when somebody asks for it."""
        shown = bool(self._known)
        self._background.forget(self, _DUE)
        self._known, self._page = [], None
        self._forget_past()
        self._show()
        self.states.empty(tr("What was shown is closed"), why, (tr("Show the list"), self.ask))
        return shown

    # Showing

    def _show(self) -> None:
        wanted = self.search.text().strip().casefold()
        rows = [row for row in self._known if wanted in words_of(row).casefold()]
        before = self.table.current_id()
        some = self.due_list.show(rows)
        self.panels[0].set_sub(self._counted())
        more = self._page is not None and self._page.after is not None
        self.due_list.more = more
        self.buttons["M"].setEnabled(more)
        for key in "RH":
            self.buttons[key].setEnabled(bool(rows))
        if some:
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
        words = by_count(count, tr("{n} due, masked"), tr("{n} due, masked")).format(n=thousands(count))
        return f"{words} · {tr('there are more (M)')}" if self._page.after is not None else words

    def _current(self) -> DueVisit | None:
        return self.due_list.marked

    def _chosen(self) -> None:
        if self.past.rows and self._asked_past != self.ask_own:
            self._forget_past()

    def _forget_past(self) -> None:
        self._background.forget(self, _PAST)
        self._older, self._past_about = False, ""
        self.past_list.show(())
        self.panels[1].set_sub(tr("with their notes"))
        self.past_states.empty(
            tr("Not asked for"), tr("H tells the last visits of the marked line, O those that you noted.")
        )
        self._weigh_past()

    # Doing

    def record(self) -> None:
        visit = self._current()
        if visit is None or self.form is not None:
            return
        today = f"{self._now().astimezone(self._zone):%Y-%m-%d}"
        about = " · ".join(part for part in (visit.name, visit.place, why(visit)) if part)
        form = VisitForm(self._theme, about, day=today, parent=self)
        form.wanted.connect(partial(self._send, form, visit))
        self._open_form(visit.subject, form)

    def _open_form(self, key: object, form: VisitForm) -> None:
        self.form = form
        self._unsent.follow(key, form)
        form.finished.connect(self._closed)
        form.open()

    def correct(self) -> None:
        """Ask what the marked visit of the lower list came to in truth, and why it is corrected."""
        line = self.past_list.marked
        if line is None:
            self.notice.emit(tr("Mark a visit first: H tells those of a line, O those that you noted."))
        elif line.replaced:
            self.notice.emit(tr("This visit was corrected before: correct the line that replaced it."))
        elif self.form is None:
            about = " · ".join(part for part in (line.whom, outcome_words(line), line.who) if part)
            day = line.day.isoformat()
            form = VisitForm(self._theme, about, day=day, corrected=line, parent=self)
            form.wanted.connect(partial(self._send_correction, form, line))
            self._open_form(("correct", line.id), form)

    def _send_correction(
        self, form: VisitForm, line: PastVisit, outcome: str, day: str, note: str, reason: str
    ) -> None:
        work = partial(self._ports.correct, line.id, outcome, day, note, reason)
        self._background.write(self, work, partial(self._corrected, form), partial(self._refused, form))

    def _corrected(self, form: VisitForm, _id: int) -> None:
        self._accept(form)
        self.notice.emit(tr("Corrected. The list is read again: who was not met may be due."))
        again = self._asked_past
        self.ask()
        if again == self.ask_own:
            self.ask_own()
        self.past_table.setFocus()

    def _send(
        self, form: VisitForm, visit: DueVisit, outcome: str, day: str, note: str, _reason: str
    ) -> None:
        work = partial(self._ports.record, visit.subject, outcome, day, note)
        done = partial(self._recorded, form, visit, outcome)
        self._background.write(self, work, done, partial(self._refused, form))

    def _accept(self, form: VisitForm) -> None:
        """Close the form that was sent; it may have been left, and another one be open."""
        if self.form is form:
            form.accept()

    def _recorded(self, form: VisitForm, visit: DueVisit, outcome: str, _id: int) -> None:
        self._accept(form)
        self._known = [row for row in self._known if row.subject != visit.subject]
        self._forget_past()
        self._show()
        self.table.setFocus()
        words = tr("Recorded: {whom}, {outcome}.")
        self.notice.emit(words.format(whom=visit.name, outcome=pick(OUTCOME_NAMES[outcome])))

    def _refused(self, form: VisitForm, refusal: Refusal) -> None:
        if self.form is form:
            form.show_refusal(str(refusal))
        else:
            self.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.form = None

    def export(self) -> None:
        grid = self.grid.currentData()
        if grid:
            self.file.ask(grid)


def _listed(theme: Theme, model: FigureLinesModel[Any], row_height: str) -> ShownList[Any]:
    """Return a list from which nothing is copied, and which keeps the words of columns that yield."""
    shown = ShownList(theme, model, least=_LEAST, make=partial(UncopiedTable, row_height=row_height))
    shown.table.show_header("table_header.compact")
    shown.table.set_widths(model.widths, model.yields, keeps_words=True, least=_LEAST)
    return shown
