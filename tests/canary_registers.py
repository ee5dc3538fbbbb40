"""The tabs that list residents, the windows beside them, and an auditor's desk, each with the resident in its list."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from gridcenter.app import Desk
from gridcenter.desktop.notice_desk import NoticeDesk
from gridcenter.desktop.pages.administration_imports import ImportsTab
from gridcenter.desktop.pages.incidents_merging import IncidentMerging
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.registers_care import CareTab
from gridcenter.desktop.pages.registers_changes import ChangesTab
from gridcenter.desktop.pages.registers_checks import ChecksTab
from gridcenter.desktop.pages.registers_ledgers import LedgersTab
from gridcenter.desktop.pages.registers_rolls import RollsTab
from gridcenter.desktop.pages.residents_history import HistoryTab
from gridcenter.desktop.pages.residents_subject import SubjectReporting
from gridcenter.desktop.pages.visits import VisitsTab
from gridcenter.desktop.pictures import turn_until
from gridcenter.desktop.widgets.page_tabs import TabbedPage
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.domain.visits import VisitSubject
from tests.canaries import NUMBER, REASON
from tests.canary_lines import RULE

GROUND = LookupRequest("", Purpose.SAFETY, reason=REASON)
T = TypeVar("T", bound=QWidget)


class Notes(Protocol):
    def note(self, moment: str, desk: Desk) -> None: ...


def work_through_registers(desk: Desk, diary: Notes, known: dict[str, Any]) -> None:
    """Let every tab show the resident, masked, and write down what was seen after each."""
    for work in (_visits, _checks, _rolls, _changes, _ledgers, _care, _history, _twins, _imports):
        work(desk, diary, known)
    desk.window.show_page("overview")
    diary.note("left-registers", desk)
    desk.window.show_page("residents")
    page = desk.window.findChild(RegistersPage)
    assert page is not None
    page.close_idle("-")
    diary.note("closed-registers", desk)


def _tab(desk: Desk, kind: type[T], page_key: str = "residents") -> T:
    """Show a tab of a page and return it."""
    desk.window.show_page(page_key)
    tab = desk.window.findChild(kind)
    assert tab is not None
    page = next(one for one in desk.window.findChildren(TabbedPage) if tab in one.all_tabs())
    page.show_tab(page.all_tabs().index(tab))
    return tab


def _visits(desk: Desk, diary: Notes, known: dict[str, Any]) -> None:
    tab = _tab(desk, VisitsTab)
    assert turn_until(lambda: tab.grid.count() > 0)
    tab.grid.setCurrentIndex(tab.grid.findData(known["grid"]))
    tab.ask()
    home = VisitSubject(known["household"])
    assert turn_until(lambda: bool(tab.due.rows))
    while not tab.table.choose(home):
        before = tab.due.rows
        tab.ask_more()
        assert turn_until(lambda: tab.due.rows is not before)  # noqa: B023 - asked at once
    diary.note("visits", desk)
    tab.ask_past()
    assert turn_until(lambda: bool(tab.past.rows))
    diary.note("visit-notes", desk)


def _checks(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    tab = _tab(desk, ChecksTab)
    assert turn_until(lambda: bool(tab.rules.rows))
    tab.rules.table.choose(RULE)
    tab.show_hits()
    assert turn_until(lambda: bool(tab.hits.rows))
    diary.note("checks", desk)


def _rolls(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    tab = _tab(desk, RollsTab)
    assert turn_until(lambda: bool(tab.rolls.rows))
    roll = next(one for one in tab.rolls.rows if one.opens == () and tab._why_not("W", one) == "")
    tab._write(roll, str(Path("desk-roll.xlsx").resolve()))
    assert turn_until(Path("desk-roll.xlsx").exists)
    diary.note("rolls", desk)


def _changes(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    tab = _tab(desk, ChangesTab)
    assert turn_until(lambda: bool(tab.lists.changes.rows))
    diary.note("changes", desk)
    told: list[str] = []
    tab.notice.connect(told.append)
    tab._tell_names()
    assert turn_until(lambda: bool(told))
    diary.note("changes-named", desk)


def _ledgers(desk: Desk, diary: Notes, known: dict[str, Any]) -> None:
    tab = _tab(desk, LedgersTab)
    tab.ground.show_request(GROUND)
    assert turn_until(lambda: tab.areas is not None)
    for code, moment in (("LG02", "ledger-care"), ("LG01", "ledger")):
        tab.list_table.choose(code)
        assert turn_until(lambda: tab.areas is not None and tab.areas.code == code)  # noqa: B023 - asked at once
        tab.open_rows(known["grid"])
        assert turn_until(lambda: tab.page is not None)
        while (page := tab.page) and not any(row.person_id == known["person"] for row in page.rows):
            tab.next_page()
            assert turn_until(lambda: tab.page is not page)
        diary.note(moment, desk)
    tab.write_file(str(Path("desk-ledger.csv").resolve()))
    assert turn_until(Path("desk-ledger.csv").exists)


def _care(desk: Desk, diary: Notes, known: dict[str, Any]) -> None:
    tab = _tab(desk, CareTab)
    assert turn_until(lambda: tab.found is not None)
    diary.note("care", desk)
    tab.ground.show_request(GROUND)
    tab._open(known["care_file"])
    assert turn_until(lambda: tab.file is not None)
    diary.note("care-file", desk)


def _history(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    tab = _tab(desk, HistoryTab)
    assert turn_until(lambda: bool(tab.model.rows))
    diary.note("history", desk)


def _twins(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    desk.window.show_page("residents")
    page = desk.window.findChild(RegistersPage)
    assert page is not None
    assert page.twins is not None
    page.twins.open()
    window = page.twins.window
    assert window is not None
    assert turn_until(lambda: bool(window.pairs.rows))
    window.table.choose(next(row.key for row in window.pairs.rows if NUMBER[-4:] in repr(row)))
    window.compare_chosen()
    assert turn_until(lambda: bool(window.lines.rows))
    diary.note("twins", desk)
    window.reject()


def _imports(desk: Desk, diary: Notes, _known: dict[str, Any]) -> None:
    tab = _tab(desk, ImportsTab, "administration")
    assert turn_until(lambda: bool(tab.batches.rows))
    batch = next(one for one in tab.batches.rows if one.state == "staged" and "persons" in one.file_name)
    tab.batches.table.choose(batch.id)
    tab.look_through()
    assert turn_until(lambda: bool(tab.staged.rows))
    diary.note("imports", desk)


def work_on_reports(desk: Desk, diary: Notes) -> None:
    """Open the reports of the incident on show: who reported stands there masked, and whole for whoever asks."""
    merging = desk.window.findChild(IncidentMerging)
    assert merging is not None
    merging.open_reports()
    dialog = merging.reports
    assert dialog is not None
    assert turn_until(lambda: bool(dialog.model.rows))
    dialog.table.choose(len(dialog.model.rows) - 1)
    diary.note("reports", desk)
    dialog.show_reporter()
    assert turn_until(lambda: dialog.told.isVisible())
    diary.note("reporter", desk)
    dialog.forget()
    diary.note("reporter-forgotten", desk)
    dialog.reject()


def work_as_auditor(desk: Desk, diary: Notes) -> None:
    """Read the notices, and tell a person who looked."""
    notices = desk.window.findChild(NoticeDesk)
    assert notices is not None
    assert turn_until(lambda: notices._found is not None)
    notices.open()
    diary.note("notices", desk)
    assert notices.dialog is not None
    notices.dialog.reject()
    desk.window.show_page("residents")
    telling = desk.window.findChild(SubjectReporting)
    assert telling is not None
    telling._write(NUMBER, REASON, Path("desk-report.pdf").resolve())
    assert turn_until(Path("desk-report.pdf").exists)
    diary.note("told", desk)
