"""The ledgers (台账) at the desk: counted down from street to grid, their masked rows page by page, and as a file.

Enter goes down and opens the rows of a grid, Backspace up; R shows the rows of the area on show, N and P turn their
pages, X writes them to a file, a second X stops it. Enter on a resident is a look-up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.ledger_ports import LedgerPorts
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.pages.registers_sides import TwoSides
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.domain.register_ledgers import AreaCount, LedgerAreas, LedgerLine, LedgerPage, LedgerRow
from gridcenter.language import pick, tr
from gridcenter.services.progress import Cancelled, Progress

_CAPTION, _FIGURE = CellStyle("caption", "text.secondary"), CellStyle("body", right=True)
_NOTHING = "—"
_NAMED = 120
_SHOWN_OF_NUMBER = 8

LIST_COLUMNS: tuple[Column[LedgerLine], ...] = (
    Column("name", lambda: tr("Ledger"), lambda line: pick(line.name), lambda line: line.code),
    Column(
        "count",
        lambda: tr("How many"),
        lambda line: thousands(line.count) if line.count else tr("none"),
        lambda line: line.count,
        88,
        _FIGURE,
    ),
)
AREA_COLUMNS: tuple[Column[AreaCount], ...] = (
    Column(
        "code", lambda: tr("Code"), lambda part: part.code or _NOTHING, lambda part: part.code, 168, _CAPTION
    ),
    Column("name", lambda: tr("Place"), lambda part: pick(part.name), lambda part: part.name.zh),
    Column(
        "count",
        lambda: tr("How many"),
        lambda part: thousands(part.count) if part.count else tr("nothing recorded"),
        lambda part: part.count,
        160,
        _FIGURE,
    ),
)


class Watch(QObject):
    """Carries how far an export is to the GUI thread, and the wish to stop it to the worker."""

    progressed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stopped = False

    def __call__(self, made: Progress) -> None:
        """Called on the worker.

        Raises:
            Cancelled: The person does not want the file any more.
        """
        if self.stopped:
            raise Cancelled
        self.progressed.emit(made)


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
        self._places: list[str] = []
        self._watch: Watch | None = None
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
            self.show_area("")

    def show_area(self, area: str) -> None:
        """Count the chosen ledger in the parts of an area, the account's own when it is empty."""
        self.states.loading()
        work = partial(self._ports.areas, self._chosen, area)
        self._background.read(self, work, self._show_areas, partial(self._failed, area), topic="shown")

    def _failed(self, area: str, refusal: Refusal) -> None:
        self.states.broken(tr("Nothing is shown"), str(refusal), partial(self.show_area, area))

    def _show_areas(self, areas: LedgerAreas) -> None:
        self.areas, self.page, self._places = areas, None, []
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
        self._places = []
        self._ask_page(area or self.areas.area, "")

    def next_page(self) -> None:
        if self.page is not None and self.page.following:
            self._ask_page(self.page.area, self.page.following)

    def page_before(self) -> None:
        if self.page is not None and len(self._places) > 1:
            self._places = self._places[:-2]
            self._ask_page(self.page.area, self._places[-1] if self._places else "")

    def _ask_page(self, area: str, after: str) -> None:
        line = self._line()
        request = self.request() if line is not None and line.of_persons else None
        if line is None or (line.of_persons and request is None):
            return
        self.states.loading()
        work = partial(self._ports.page, line.code, area, request, after)
        ask = self._background.write if line.of_persons else self._background.read
        ask(self, work, partial(self._show_page, after), self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.states.empty(tr("Nothing is shown"), str(refusal))
        self.notice.emit(str(refusal))
        self.page = None
        self._say()

    def _show_page(self, after: str, page: LedgerPage) -> None:
        if page.code != self._chosen:
            return
        self.page = page
        self._places = [*self._places, after]
        if page.rows:
            self.show_table(self._row_columns(page), page.rows, lambda row: row.key)
            self.states.show_content()
            self.table.setFocus()
        else:
            self.states.empty(tr("Nothing is recorded there."), tr("Backspace leads back."))
        self._say()

    def _row_columns(self, page: LedgerPage) -> list[Column[LedgerRow]]:
        def column(place: int) -> Column[LedgerRow]:
            return Column(
                f"c{place}",
                lambda: _begun(pick(page.titles[place])),
                lambda row: _shortened(row.cells[place]) or _NOTHING,
                lambda row: row.cells[place],
                0 if place == 0 else _NAMED,
                CellStyle() if place == 0 else _CAPTION,
                yields=len(page.titles) - place if place > 1 else 0,
            )

        place = Column[LedgerRow](
            "place", lambda: tr("Place"), lambda row: pick(row.place), lambda row: row.place.zh, 168, _CAPTION
        )
        return [*(column(n) for n in range(len(page.titles))), place]

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
        if self._watch is not None:
            self._watch.stopped = True
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
        self.files = file_dialog(self, title, str(Path.home()), self.write_file, offered=offered)
        self.files.setNameFilters((tr("Workbooks (*.xlsx)"), tr("Tables (*.csv)")))
        self.files.setDefaultSuffix("xlsx")
        self.files.open()

    def write_file(self, name: str) -> None:
        request, areas = self.request(), self.areas
        if request is None or areas is None:
            return
        self._watch = Watch(self)
        self._watch.progressed.connect(self._tell_progress)
        area = self.page.area if self.page is not None else areas.area
        work = partial(self._ports.export, areas.code, area, Path(name), request, self._watch)
        self._background.read(self, work, self._written, self._written_not, topic="export")

    def _tell_progress(self, made: Progress) -> None:
        sentence = tr("Writing {part}: {done} of {n}. X stops it.")
        words = sentence.format(part=made.part, done=thousands(made.done), n=thousands(made.total or 0))
        self.notice.emit(words)

    def _written(self, sentence: str) -> None:
        self._end_watch(sentence)

    def _written_not(self, refusal: Refusal) -> None:
        self._end_watch(str(refusal))

    def _end_watch(self, sentence: str) -> None:
        if self._watch is not None:
            self._watch.deleteLater()
        self._watch = None
        self.notice.emit(sentence)

    # The page

    def close_idle(self, why: str) -> bool:
        """Take rows about residents off the screen."""
        line = self._line()
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
        way = [*(name for _, name in self.areas.way), self.areas.name]
        place = " › ".join(pick(name) for name in way)
        self.shown.set_title(pick(line.name), f"{place} · {self._standing()}")
        self.foot.setText(pick(line.note))
        page = self.page
        self.buttons["R"].setEnabled(line.readable)
        self.buttons["X"].setEnabled(line.exportable)
        self.buttons["N"].setEnabled(page is not None and bool(page.following))
        self.buttons["P"].setEnabled(page is not None and len(self._places) > 1)

    def _standing(self) -> str:
        if self.page is None or self.areas is None:
            return thousands(self.areas.total) if self.areas is not None else ""
        sentence = tr("page {page}, {shown} of {n}, masked")
        shown = len(self.page.rows)
        return sentence.format(page=max(len(self._places), 1), shown=shown, n=thousands(self.page.total))


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _shortened(cell: str) -> str:
    """Leave the last digits of a long masked number to see: its stars say nothing."""
    return cell[-_SHOWN_OF_NUMBER:] if cell.startswith("*" * _SHOWN_OF_NUMBER) else cell
