"""Care files (关爱) at the desk, for the accounts named in them: the list, one opened file, and its forms.

Enter opens a file for the purpose at the left, I looks the person up; every other key is a form of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from functools import partial
from typing import Any

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.ledger_ports import CarePorts
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.pages.administration_forms import sending
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.pages.registers_care_forms import care_form, enrolment, who_is_meant
from gridcenter.desktop.pages.registers_sides import TwoSides
from gridcenter.desktop.theme import Theme
from gridcenter.domain.care import CareFile, CareLine, CareList, RenewalLine
from gridcenter.domain.errors import Refusal
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people_search import PeopleFound
from gridcenter.language import pick, tr

_CAPTION = CellStyle("caption", "text.secondary")
_FILES, _FILE = "files", "file"
"""Topics of the list and of the file on show."""
_WRAPPED = CellStyle("caption", "text.secondary", wraps=True)
_ON_A_FILE = "RVPBGUEI"
"""Keys that act on the marked file."""
Line = CareLine | RenewalLine


def _who(line: Line) -> str:
    if isinstance(line, CareLine):
        return f"{line.file_id} · {line.name} · {pick(line.programme)}"
    return f"{line.file_id} · {pick(line.programme)}"


def _until(line: Line) -> str:
    if isinstance(line, RenewalLine):
        return tr("ended {day}").format(day=line.expires_on) if line.ended else f"{line.expires_on}"
    return f"{line.expires_on} {tr('to renew')}" if line.to_renew else f"{line.expires_on}"


LIST_COLUMNS: tuple[Column[Line], ...] = (
    Column("file", lambda: tr("Care file"), _who, lambda line: line.file_id, 0, CellStyle(wraps=True)),
    Column("until", lambda: tr("Last day"), _until, lambda line: f"{line.expires_on}", 112, _WRAPPED),
)
FILE_COLUMNS: tuple[Column[tuple[int, str, str]], ...] = (
    Column("what", lambda: tr("Entry"), lambda row: row[1], lambda row: row[1], 152, _CAPTION),
    Column("value", lambda: tr("What stands in it"), lambda row: row[2], lambda row: row[2]),
)


class CareTab(TwoSides):
    """Shows at most one file. Nothing of it is kept when the tab is left."""

    search_words = "care files visits benefits 关爱 走访 救助 独居老人"

    def __init__(
        self,
        ports: CarePorts,
        background: Background,
        theme: Theme,
        zone: tzinfo,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "NRVPBGUEI", LIST_COLUMNS, parent, row_height="row.queue")
        self._ports, self._background, self._zone = ports, background, zone
        self.found: CareList | None = None
        self.file: CareFile | None = None
        self.forms = self._fresh_forms()
        self.list_table.opened.connect(self._open)
        self.bind(self._acts())
        self.retranslate()

    def _fresh_forms(self) -> OneForm:
        """Return forms in which nothing was typed yet: a number that was left in one is gone."""
        forms = OneForm(self, self._background, self._theme)
        forms.taken.connect(self._done)
        forms.notice.connect(self.notice)
        return forms

    def key_of(self, row: Line) -> int:
        return row.file_id

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "N": self.enrol,
            "R": partial(self._ask, "renew"),
            "V": partial(self._ask, "visit"),
            "P": partial(self._ask, "plan"),
            "B": partial(self._ask, "benefit"),
            "G": partial(self._ask, "grant"),
            "U": partial(self._ask, "revoke"),
            "E": partial(self._ask, "end"),
            "I": self.look_up,
        }

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.found is None:
            self.ask()

    def hideEvent(self, event: QHideEvent) -> None:
        """A file does not wait behind another tab: who comes back opens it again, for a purpose."""
        super().hideEvent(event)
        self._background.forget(self, _FILE)
        if self.file is not None:
            self._close()

    def ask(self) -> None:
        """List the files on the writer's lane: the audit comes first."""
        self.list_states.loading()
        self._background.write(self, self._ports.files, self._take, self._list_failed, topic=_FILES)

    def _take(self, found: CareList) -> None:
        self.found = found
        shown = {line.file_id for line in found.lines}
        rows: list[Any] = [*found.lines, *(one for one in found.renewals if one.file_id not in shown)]
        if not self.listed.show(rows):
            self.list_states.empty(
                tr("No care file names this account."), tr("N opens one; others name you in theirs.")
            )
        self._say()

    def _list_failed(self, refusal: Refusal) -> None:
        self.list_states.broken(tr("Nothing is shown"), str(refusal), self.ask)

    def _open(self, key: object) -> None:
        request = self.request()
        if request is None or not isinstance(key, int):
            return
        self.states.loading()
        work = partial(self._ports.open, key, request)
        self._background.write(self, work, self._show_file, self._not_opened, topic=_FILE)

    def _show_file(self, file: CareFile) -> None:
        self.file = file
        rows = [(place, *line) for place, line in enumerate(file_lines(file, self._zone))]
        self.show_table(FILE_COLUMNS, rows, lambda row: row[0])
        self.states.show_content()
        self._say()

    def _not_opened(self, refusal: Refusal) -> None:
        self.close_file(tr("Nothing is shown"), str(refusal))
        self.notice.emit(str(refusal))

    def close_file(self, headline: str, sentence: str) -> None:
        """Forget the file on show."""
        self.file = None
        self.show_table(FILE_COLUMNS, (), lambda row: row[0])
        self.states.empty(headline, sentence)
        self._say()

    def _close(self) -> None:
        self.close_file(
            tr("No file is open"), tr("Mark one at the left and press Enter: purpose and reason come first.")
        )

    def look_up(self) -> None:
        """Look the person of the marked file up, for the purpose at the left."""
        key = self._marked()
        request = self.request() if key is not None else None
        if key is not None and request is not None:
            self.resident_wanted.emit(request, partial(self._ports.look_up, key))

    # Writing

    def enrol(self) -> None:
        about = tr("Kept for those who must know, with a basis in law and a last day.")
        self.forms.open(
            enrolment(self._ports.rules), about, sending(self._enrolling), example=self._example()
        )

    def _enrolling(self, inputs: dict[str, str]) -> object:
        """Runs on a worker."""
        found = self._ports.enrol(inputs)
        return (inputs, found) if isinstance(found, PeopleFound) else found

    def _which_one(self, inputs: dict[str, str], found: PeopleFound) -> None:
        """Ask who is meant: several people stand under the number that was typed."""
        about = tr("{n} people of your area stand under this number: one of the two numbers is wrong.")

        def send(said: dict[str, str]) -> object:
            return self._enrolling({**inputs, **said})

        self.forms.open(who_is_meant(found), about.format(n=len(found.rows)), sending(send))

    def _ask(self, action: str) -> None:
        key = self._marked()
        if key is None:
            self.notice.emit(tr("Mark a care file first."))
            return
        about = tr("Care file no. {id}").format(id=key)
        work = partial(self._ports.act, action, key)
        self.forms.open(care_form(action, self._ports.rules), about, sending(work), example=self._example())

    def _example(self) -> str:
        last = self.found.lines[0].expires_on if self.found is not None and self.found.lines else None
        return f"{last}" if last is not None else "2027-06-30"

    def _done(self, choice: MoveChoice, answer: object) -> None:
        if isinstance(answer, tuple):
            self._which_one(*answer)
            return
        self.notice.emit(done_sentence(choice))
        if self.file is not None:
            self.close_file(tr("Written"), tr("Enter opens the file again, with what was written."))
        self.ask()

    def _marked(self) -> int | None:
        line = self.listed.marked
        return None if line is None else self.key_of(line)

    # The page

    def close_idle(self, why: str) -> bool:
        """Take the file and the list off the screen."""
        self._background.forget(self, _FILES, _FILE)
        shown = self.found is not None or self.forms.dialog is not None
        if self.forms.dialog is not None:
            self.forms.dialog.reject()
        self.forms.deleteLater()
        self.forms = self._fresh_forms()
        self.found = None
        self.listed.show(())
        self.list_states.empty(tr("What was shown is closed"), why, (tr("List again"), self.ask))
        self.close_file(tr("What was shown is closed"), why)
        return shown

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Care files are announced to nobody."""

    def commands(self) -> Iterator[Command]:
        words = self._words()
        for key, act in self._acts().items():
            yield Command(words[key], tr("Care"), act, self.search_words, key)

    def _words(self) -> dict[str, str]:
        return {
            "N": tr("New file"),
            "R": tr("Renew"),
            "V": tr("Record a visit"),
            "P": tr("Plan a visit"),
            "B": tr("Benefit"),
            "G": tr("Name who may know"),
            "U": tr("Take off the list"),
            "E": tr("End the file"),
            "I": tr("Look the person up"),
        }

    def title(self) -> str:
        return tr("Care")

    def keys(self) -> str:
        return tr("J K rows · Enter opens the file · Tab to the purpose")

    def retranslate(self) -> None:
        super().retranslate()
        self.listing.set_title(tr("Care files"), tr("that name this account"))
        self.name_buttons(self._words())
        self.foot.setText(
            tr(
                "Shown to the accounts named in a file, and to nobody else; never on map, wall or in a search. "
                "A file closes by itself after its last day."
            )
        )
        if self.file is not None:
            self._show_file(self.file)
        else:
            self._close()

    def _say(self) -> None:
        for key in _ON_A_FILE:
            self.buttons[key].setEnabled(bool(self.lines.rows))
        file = self.file
        if file is None:
            self.shown.set_title(tr("Care file"))
            return
        self.shown.set_title(
            f"{file.file_id} · {pick(file.programme)}", f"{file.begins_on} – {file.expires_on}"
        )


def file_lines(file: CareFile, zone: tzinfo) -> Iterator[tuple[str, str]]:
    """Yield what stands in a file as (title, value)."""
    yield tr("Resident"), f"{file.name} · {pick(file.sex)} · {file.age_band} · {pick(file.place)}"
    yield tr("Reason"), file.reason
    yield tr("Legal basis"), file.basis
    yield tr("Consent"), pick(file.consent) + (f" {file.consent_on}" if file.consent_on else "")
    yield tr("Opened by"), f"{file.opened_by} {file.opened_at.astimezone(zone):%Y-%m-%d}"
    for visit in file.visits:
        if visit.outcome is None:
            yield tr("Visit planned"), f"{visit.planned_on} · {visit.visitor}"
        else:
            yield tr("Visit"), f"{visit.made_on} · {pick(visit.outcome)} · {visit.note} · {visit.recorded_by}"
    for given in file.benefits:
        term = (
            f"{given.from_on} – {given.until_on}"
            if given.until_on
            else tr("from {day}").format(day=given.from_on)
        )
        yield tr("Benefit"), f"{pick(given.kind)} · {given.amount} · {term} · {given.decided_by}"
    for knower in file.knowers:
        words = tr("{who}, named by {by}, through {day}")
        yield tr("May know"), words.format(who=knower.who, by=knower.granted_by, day=knower.until_on)
    for term_made in file.terms:
        yield tr("Renewed"), f"{term_made.by} → {term_made.until_on} · {term_made.reason}"
