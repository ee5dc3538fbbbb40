"""The ledgers (台账) at the desk: counted down from street to grid, their masked rows page by page, and as a file.

Enter goes down and opens the rows of a grid, Backspace up; R shows the rows of the area on show, N and P turn their
pages, X writes them to a file, a second X stops it. Enter on a resident is a look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.ledger_ports import LedgerPorts
from gridcenter.desktop.pages.registers_ledgers_columns import AREA_COLUMNS, LIST_COLUMNS, row_columns
from gridcenter.desktop.pages.registers_sides import TwoSides
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.work_strip import WorkStrip
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest
from gridcenter.domain.register_ledgers import LedgerAreas, LedgerLine, LedgerPage
from gridcenter.language import pick, tr

_SHOWN = "shown"
"""Topic of what is at the right: an area and the rows of one are asked for in one place."""


class LedgersTab(TwoSides):
    """Reads when it is first shown and when a ledger or an area is opened; nothing of it is kept besides."""

    search_words = "ledgers registers 台账 实有人口 重点人员 出租房屋 网格力量"

    def __init__(
        self,
        ports: LedgerPorts,
        background: Background,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "RNPX", LIST_COLUMNS, parent)
        self._ports, self._background = ports, background
        self._known: Sequence[LedgerLine] = ()
        self.areas: LedgerAreas | None = None
        self.page: LedgerPage | None = None
        self._places: Sequence[str] = ()
        """Behind what the page on show and those before it begin."""
        self.strip = WorkStrip(theme, background)
        self.over_rows(self.strip)
        self._chosen = ""
        self.list_table.chosen.connect(self._choose)
        self.list_table.opened.connect(lambda _key: self.table.setFocus())
        self.table.opened.connect(self._open)
        self.bind(self._acts())
        self.retranslate()

    def key_of(self, row: LedgerLine) -> str:
        return row.code

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "R": self.open_rows,
            "N": self.next_page,
            "P": self.page_before,
            "X": self.export,
            "Backspace": self.go_up,
        }

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._known:
            self.ask()

    def ask(self) -> None:
        self.list_states.loading()
        self._background.read(self, self._ports.ledgers, self._take, self._list_failed, topic="ledgers")

    def _take(self, found: Sequence[LedgerLine]) -> None:
        self._known = found
        if self.listed.show(found):
            self.list_table.choose(self._chosen or found[0].code)
        else:
            self.list_states.empty(tr("No ledger is shown to your role"))

    def _list_failed(self, refusal: Refusal) -> None:
        self.list_states.broken(tr("The store did not answer"), str(refusal), self.ask)

    def _choose(self, code: object) -> None:
        if isinstance(code, str) and code != self._chosen:
            self._chosen = code
            self._forget_shown()
            self.show_area("")

    def _forget_shown(self) -> None:
        """Let nothing of another ledger stand under the name of the one that is chosen now."""
        self._background.forget(self, _SHOWN)
        self.areas = self.page = None
        self.show_table(AREA_COLUMNS, (), lambda part: part.code)
        self._say()

    def show_area(self, area: str) -> None:
        """Count the chosen ledger in the parts of an area, the account's own when it is empty."""
        self.states.loading()
        work = partial(self._ports.areas, self._chosen, area)
        self._background.read(self, work, self._show_areas, partial(self._failed, area), topic=_SHOWN)

    def _failed(self, area: str, refusal: Refusal) -> None:
        self.states.broken(tr("Nothing is shown"), str(refusal), partial(self.show_area, area))

    def _show_areas(self, areas: LedgerAreas) -> None:
        self.areas, self.page, self._places = areas, None, ()
        if areas.parts:
            self.show_table(AREA_COLUMNS, areas.parts, lambda part: part.code)
            self.states.show_content()
        elif areas.total:
            self.states.empty(tr("{n} in this place").format(n=thousands(areas.total)), self._rows_hint())
        else:
            self.states.empty(tr("Nothing is recorded there."), tr("Backspace leads back."))
        self._say()

    def _rows_hint(self) -> str:
        return tr("R shows the masked rows, for the purpose at the left.")

    def _open(self, key: object) -> None:
        if self.page is not None and isinstance(key, int):
            self._look_up(key)
        elif self.areas is not None and isinstance(key, str):
            part = next((one for one in self.areas.parts if one.code == key), None)
            if part is not None and part.code and len(part.code) <= 12:
                self.show_area(part.code)
            elif part is not None:
                self.open_rows(part.code or self.areas.area)

    def go_up(self) -> None:
        """Leave the rows, or go to the area that holds this one."""
        if self.page is not None and self.areas is not None:
            self.show_area(self.areas.area)
        elif self.areas is not None:
            self.show_area(self.areas.way[-1][0] if self.areas.way else "")

    # Rows

    def open_rows(self, area: str = "") -> None:
        """Show the masked rows of the area on show; those of residents for a purpose."""
        line = self._line()
        if self.areas is None or line is None:
            return
        if not line.readable:
            self.notice.emit(tr("Your role sees the counts of this ledger only."))
            return
        self._ask_page(area or self.areas.area, ("",))

    def next_page(self) -> None:
        if self.page is not None and self.page.following:
            self._ask_page(self.page.area, (*self._places, self.page.following))

    def page_before(self) -> None:
        if self.page is not None and len(self._places) > 1:
            self._ask_page(self.page.area, self._places[:-1])

    def _ask_page(self, area: str, places: Sequence[str]) -> None:
        """Read the page behind the last of `places`; the others say behind what those before it begin."""
        line = self._line()
        request = self.request() if line is not None and line.of_persons else None
        if line is None or (line.of_persons and request is None):
            return
        self.states.loading()
        work = partial(self._ports.page, line.code, area, request, places[-1])
        ask = self._background.write if line.of_persons else self._background.read
        ask(self, work, partial(self._show_page, places), self._refused, topic=_SHOWN)

    def _refused(self, refusal: Refusal) -> None:
        self.states.empty(tr("Nothing is shown"), str(refusal))
        self.notice.emit(str(refusal))
        self.page = None
        self._say()

    def _show_page(self, places: Sequence[str], page: LedgerPage) -> None:
        self.page, self._places = page, places
        if page.rows:
            self.show_table(row_columns(page), page.rows, lambda row: row.key)
            self.states.show_content()
            self.table.setFocus()
        else:
            self.states.empty(tr("Nothing is recorded there."), tr("Backspace leads back."))
        self._say()

    def _look_up(self, key: int) -> None:
        """Open a resident as a look-up for the purpose at the left; other rows open nothing."""
        page = self.page
        row = next((one for one in page.rows if one.key == key), None) if page is not None else None
        if page is None or row is None or row.person_id is None:
            return
        request = self.request()
        if request is not None:
            self.resident_wanted.emit(request, partial(self._ports.look_up, page, row.person_id))

    # File

    def export(self) -> None:
        """Write the rows of the area to a file, or stop the one being written."""
        if self.strip.running:
            self.strip.stop()
            return
        line, areas = self._line(), self.areas
        if line is None or areas is None:
            return
        if not line.exportable:
            self.notice.emit(tr("Your role does not write this ledger to a file."))
            return
        if self.request() is None:
            return
        offered = str(Path.home() / f"{line.code}-{areas.area or 'all'}.xlsx")
        title = tr("Write {ledger} to a file").format(ledger=pick(line.name))
        self.files = file_dialog(self, title, str(Path.home()), self._writing(), offered=offered)
        self.files.setNameFilters((tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)")))
        self.files.setDefaultSuffix("xlsx")
        self.files.open()

    def write_file(self, name: str) -> None:
        self._writing()(name)

    def _writing(self) -> Callable[[str], None]:
        """Return what writes that which is on show now, whatever is on show when the file is named."""
        request, areas = self.request(), self.areas
        if request is None or areas is None:
            return lambda _name: None
        area = self.page.area if self.page is not None else areas.area
        return partial(self._write, areas.code, area, request)

    def _write(self, code: str, area: str, request: LookupRequest, name: str) -> None:
        if self.strip.running:
            return
        self.strip.begin(tr("Writing the ledger"))
        work = partial(self._ports.export, code, area, Path(name), request, self.strip.watch)
        self._background.read(self, work, self._written, self._written_not, topic="export")

    def _written(self, sentence: str) -> None:
        self.strip.end()
        self.notice.emit(sentence)

    def _written_not(self, refusal: Refusal) -> None:
        self._written(str(refusal))

    # The page

    def close_idle(self, why: str) -> bool:
        """Take rows about residents off the screen."""
        line = self._line()
        if self._background.forget(self, _SHOWN):
            self.show_area(self.areas.area if self.areas is not None else "")
        if self.page is None or line is None or not line.of_persons:
            return False
        self.page = None
        self.show_table(AREA_COLUMNS, (), lambda part: part.code)
        self.states.empty(tr("What was shown is closed"), why)
        self._say()
        return True

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Counts are read when they are asked for: a grid that moved shows with the next question."""

    def commands(self) -> Iterator[Command]:
        for key, (words, act) in self._words().items():
            yield Command(words, tr("Ledgers"), act, self.search_words, key)

    def _words(self) -> dict[str, tuple[str, Callable[[], object]]]:
        acts = self._acts()
        words = {
            "R": tr("Masked rows"),
            "N": tr("Next page"),
            "P": tr("Page before"),
            "X": tr("To a file"),
        }
        return {key: (words[key], acts[key]) for key in words}

    def title(self) -> str:
        return tr("Ledgers")

    def keys(self) -> str:
        return tr("J K rows · Enter goes down · Backspace goes up · Tab to the purpose")

    def retranslate(self) -> None:
        super().retranslate()
        self.listing.set_title(tr("Ledgers"), tr("views over the registers"))
        self.strip.retranslate()
        self.name_buttons({key: words for key, (words, _) in self._words().items()})
        if self.areas is not None and self.page is None:
            self.show_area(self.areas.area)
        self._say()

    def _line(self) -> LedgerLine | None:
        return next((line for line in self._known if line.code == self._chosen), None)

    def _say(self) -> None:
        line = self._line()
        if line is None or self.areas is None:
            self.shown.set_title(tr("Ledger"))
            return
        way = [*(name for _, name in self.areas.way), self.areas.name, *self._part_on_show()]
        place = " › ".join(pick(name) for name in way)
        self.shown.set_title(pick(line.name), f"{place} · {self._standing()}")
        self.foot.setText(pick(line.note))
        page = self.page
        self.buttons["R"].setEnabled(line.readable)
        self.buttons["X"].setEnabled(line.exportable)
        self.buttons["N"].setEnabled(page is not None and bool(page.following))
        self.buttons["P"].setEnabled(page is not None and len(self._places) > 1)

    def _part_on_show(self) -> Iterator[Name]:
        """Yield the part of the area whose rows are on show."""
        if self.areas is not None and self.page is not None and self.page.area != self.areas.area:
            yield from (part.name for part in self.areas.parts if part.code == self.page.area)

    def _standing(self) -> str:
        if self.page is None or self.areas is None:
            return thousands(self.areas.total) if self.areas is not None else ""
        sentence = tr("page {page}, {shown} of {n}, masked")
        shown = len(self.page.rows)
        return sentence.format(page=max(len(self._places), 1), shown=shown, n=thousands(self.page.total))
