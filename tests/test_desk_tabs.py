"""What all tabs of a page have in common on a whole desk: keys in the status bar, gaps, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import gridcenter
from gridcenter.app import Desk, open_desk
from gridcenter.clock import utc_now
from gridcenter.desk.registers import check_ports
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.registers_ledgers import LedgersTab
from gridcenter.desktop.pages.visits import VisitsTab
from gridcenter.desktop.theme import Theme
from gridcenter.domain import subject_report
from gridcenter.domain.people import Actor, AuditLine, LookupRequest, Purpose
from gridcenter.language import use_language
from gridcenter.services.own_deeds import outcome_words
from gridcenter.store.engine import open_store
from gridcenter.store.schema import upgrade
from tests.services.matters import report, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
COMMAS = re.compile(r"\{[^{}]*:,\}")


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    store = open_store(address, create=True)
    upgrade(store)
    settle(store)
    report(store, now=utc_now())
    store.dispose()
    use_language("en")
    with open_desk(qapp, address, Theme(), account="supervisor", time_zone="Asia/Shanghai") as made:
        made.window.show()
        qtbot.waitUntil(lambda: bool(made.live.board.rows) and not made.background.busy, timeout=PATIENCE_MS)
        yield made


@pytest.fixture
def page(desk: Desk) -> RegistersPage:
    desk.window.show_page("residents")
    page = desk.window.pages["residents"]
    assert isinstance(page, RegistersPage)
    return page


def test_the_status_bar_names_the_keys_of_the_tab_on_show(
    desk: Desk, page: RegistersPage, qtbot: QtBot
) -> None:
    told = set()
    for place in range(page.tabs.count()):
        page.show_tab(place)
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
        keys = page.keys()
        assert len(keys.split(" · ")) > 1, page.tabs.tabText(place)
        assert keys in desk.window.status._keys
        told.add(keys)
    assert len(told) == page.tabs.count() > 7
    desk.window.show_page("map")
    assert not any(keys in desk.window.status._keys for keys in told)


@pytest.mark.parametrize(("size", "gap"), [((1366, 768), 8), ((1920, 1080), 16)])
def test_every_tab_has_the_gap_of_its_page(
    desk: Desk, page: RegistersPage, size: tuple[int, int], gap: int
) -> None:
    desk.window.resize(*size)
    for place, tab in enumerate(page.all_tabs()):
        page.show_tab(place)
        QApplication.processEvents()
        layout = tab.layout()
        assert layout is not None
        assert layout.contentsMargins().left() == gap, page.tabs.tabText(place)


def test_esc_leads_back_to_the_tab_from_which_a_resident_was_opened(
    desk: Desk, page: RegistersPage, qtbot: QtBot
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow, timeout=PATIENCE_MS)
    page.show_tab(3)
    page.open_listed(
        LookupRequest("", Purpose.VISIT, reason="as the list of the tab says"), lambda _request: None
    )
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    assert page.tabs.currentIndex() == 0
    assert QApplication.focusWidget() is page.residents.card
    qtbot.keyClick(page.residents.card, Qt.Key.Key_Escape)
    assert page.tabs.currentIndex() == 3
    page.show_tab(0)
    page.look_up(LookupRequest("", Purpose.VISIT, reason="typed at the desk itself"))
    qtbot.keyClick(page.residents.form.field, Qt.Key.Key_Escape)
    assert page.tabs.currentIndex() == 0


def test_esc_leads_from_a_choice_over_a_list_back_to_the_list(
    desk: Desk, page: RegistersPage, qtbot: QtBot
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow, timeout=PATIENCE_MS)
    visits = next(tab for tab in page.beside() if isinstance(tab, VisitsTab))
    page.show_tab(page.beside().index(visits) + 1)
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    visits.grid.setFocus()
    qtbot.keyClick(visits.grid, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() in (visits.table, visits)


def test_enter_behind_the_reason_goes_to_what_is_opened_for_it(
    desk: Desk, page: RegistersPage, qtbot: QtBot
) -> None:
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow, timeout=PATIENCE_MS)
    ledgers = next(tab for tab in page.beside() if isinstance(tab, LedgersTab))
    page.show_tab(page.beside().index(ledgers) + 1)
    qtbot.waitUntil(lambda: bool(ledgers.listed.rows) and not desk.background.busy, timeout=PATIENCE_MS)
    reason = ledgers.ground.reason
    reason.setFocus()
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is ledgers.ground.purpose, "a purpose is missing"
    ledgers.ground.purpose.setCurrentIndex(1)
    reason.setText("for the check of the quarter")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert QApplication.focusWidget() in (ledgers.table, ledgers.list_table)


@pytest.mark.parametrize("outcome", sorted(subject_report.OUTCOME_NAMES))
def test_whatever_came_of_a_question_is_told_in_chinese_words_too(outcome: str) -> None:
    use_language("zh")
    told = outcome_words(AuditLine(utc_now(), "decision", outcome))
    assert told
    assert not told.isascii()


@pytest.mark.parametrize(
    ("role", "left_out"),
    [("supervisor", set()), ("collector", {"R", "T", "S"}), ("acceptor", {"R", "T", "S", "C", "F", "V"})],
)
def test_a_tab_offers_no_button_for_what_the_role_does_not_do(
    desk: Desk, page: RegistersPage, role: str, left_out: set[str], qtbot: QtBot
) -> None:
    ports = check_ports(desk.store, Actor(1, role, role, role, None, ""))
    assert ports is not None
    checks = page.checks
    assert ports.left_out == left_out
    assert checks is not None
    checks.leave_out(ports.left_out)
    assert {key for key, made in checks.buttons.items() if made.isHidden()} == left_out
    for key in left_out:
        with qtbot.waitSignal(checks.notice, timeout=PATIENCE_MS) as told:
            checks._press(key, lambda: pytest.fail("the key acts"))
        assert told.args is not None
        assert "role" in str(told.args[0])


def test_numbers_on_the_screen_are_grouped_as_the_tokens_say() -> None:
    """With a thin space (`domain.indicators.thousands`); a comma is a decimal sign elsewhere."""
    top = Path(gridcenter.__file__).parent
    files = [file for folder in ("desktop", "desk") for file in (top / folder).rglob("*.py")]
    assert COMMAS.search('f"{count:,}"'), "the control"
    assert [file.name for file in files if COMMAS.search(file.read_text("utf-8"))] == []
