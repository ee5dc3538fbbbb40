"""The main ways through the registers in the real window, on both stores: each shows what it shall and is audited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.app import Desk, open_desk
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.registers_care import CareTab
from gridcenter.desktop.pages.registers_changes import ChangesTab
from gridcenter.desktop.pages.registers_checks import ChecksTab
from gridcenter.desktop.pages.registers_ledgers import LedgersTab
from gridcenter.desktop.pages.registers_rolls import RollsTab
from gridcenter.desktop.pages.residents_history import HistoryTab
from gridcenter.desktop.pages.visits import VisitsTab
from gridcenter.desktop.theme import Theme
from gridcenter.domain.own_history import COPY, PRINT
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.audit_verification import verify_audit
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.progress import unwatched
from gridcenter.services.rolls import ask_roll
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.integrity_samples import CHIEF

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000
CONTROL = Qt.KeyboardModifier.ControlModifier
GROUND = LookupRequest("", Purpose.SAFETY, reason="逐户核对网格内的台账情况")
T = TypeVar("T", bound=QWidget)


@pytest.fixture
def desk(store: Store, store_url: str, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    """The desk of a shift supervisor over a small register with a contradiction for each rule."""
    with store.begin() as session:
        integrity.fill(session)
        index_changed_persons(session)
    integrity.switch_all_on(store, "two_persons_one_number")
    ask_roll(store, "voters", purpose="区人大代表换届选举选民登记", by=CHIEF)
    theme = Theme("light", "desk")
    with open_desk(qapp, store_url, theme, account=CHIEF.login, time_zone="Asia/Shanghai") as made:
        made.window.resize(1366, 768)
        made.window.show()
        made.window.show_page("residents")
        qtbot.waitUntil(lambda: not made.background.busy, timeout=PATIENCE_MS)
        yield made


def page_of(desk: Desk) -> RegistersPage:
    page = desk.window.pages["residents"]
    assert isinstance(page, RegistersPage)
    return page


def tab_of(desk: Desk, qtbot: QtBot, kind: type[T]) -> T:
    page = page_of(desk)
    place = next(n for n, tab in enumerate(page.all_tabs()) if isinstance(tab, kind))
    page.show_tab(place)
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    tab = page.all_tabs()[place]
    assert isinstance(tab, kind)
    return tab


def typed(qtbot: QtBot, desk: Desk, text: str) -> None:
    form = page_of(desk).residents.form
    form.fill(LookupRequest(text, Purpose.VISIT, sample.OPEN_INCIDENT))
    qtbot.keyClick(form.field, Qt.Key.Key_Return)


def actions(store: Store) -> Counter[str]:
    with store.read() as session:
        chief = AuditEntry.account_id == CHIEF.account_id
        return Counter(session.scalars(select(AuditEntry.action).where(chief)))


def test_search_card_reveal_copy_print_and_history(
    desk: Desk, qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    page = page_of(desk).residents
    typed(qtbot, desk, "zml")
    qtbot.waitUntil(lambda: page.found.found is not None, timeout=PATIENCE_MS)
    assert page.found.found is not None
    assert [row.name for row in page.found.found.rows] == ["张**"]
    qtbot.keyClick(page.found.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None, timeout=PATIENCE_MS)
    page.form.clear()
    typed(qtbot, desk, sample.NUMBER)
    qtbot.waitUntil(lambda: page.card.card is not None, timeout=PATIENCE_MS)
    assert page.card.card is not None
    assert [member.name for member in page.card.card.household] == ["赵**", "张**", "赵*"]
    row = page.card.row("phone")
    page.card.reveal_wanted.emit("phone")
    qtbot.waitUntil(lambda: row.shown, timeout=PATIENCE_MS)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    page.card.setFocus()
    qtbot.keyClick(page.card, Qt.Key.Key_C, CONTROL)
    qtbot.waitUntil(lambda: "张**" in QGuiApplication.clipboard().text(), timeout=PATIENCE_MS)
    copied = QGuiApplication.clipboard().text()
    assert sample.PHONE in copied.replace(" ", "")
    assert sample.NUMBER not in copied
    assert sample.EMPLOYER not in copied
    out = tmp_path / "card.pdf"
    page.extras.taking._print(page.card.card, out)
    qtbot.waitUntil(out.exists, timeout=PATIENCE_MS)
    history = tab_of(desk, qtbot, HistoryTab)
    qtbot.waitUntil(lambda: bool(history.model.rows), timeout=PATIENCE_MS)
    found = actions(store)
    assert {key: found[key] for key in ("search", "lookup", "reveal", COPY, PRINT)} == {
        "search": 1,
        "lookup": 2,
        "reveal": 1,
        COPY: 1,
        PRINT: 1,
    }
    assert verify_audit(store, progress=unwatched).broken == 0


def test_visits_ledgers_checks_rolls_changes_and_care(desk: Desk, qtbot: QtBot, store: Store) -> None:
    visits = tab_of(desk, qtbot, VisitsTab)
    visits.grid.setCurrentIndex(visits.grid.findData(sample.GRID))
    visits.ask()
    qtbot.waitUntil(lambda: bool(visits.due.rows), timeout=PATIENCE_MS)
    ledgers = tab_of(desk, qtbot, LedgersTab)
    ledgers.ground.show_request(GROUND)
    qtbot.waitUntil(lambda: ledgers.areas is not None, timeout=PATIENCE_MS)
    ledgers.open_rows(sample.GRID)
    qtbot.waitUntil(lambda: ledgers.page is not None and bool(ledgers.page.rows), timeout=PATIENCE_MS)
    checks = tab_of(desk, qtbot, ChecksTab)
    checks.run()
    checks.rules.table.choose("two_persons_one_number")
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    checks.show_hits()
    qtbot.waitUntil(lambda: bool(checks.hits.rows), timeout=PATIENCE_MS)
    rolls = tab_of(desk, qtbot, RollsTab)
    qtbot.waitUntil(lambda: bool(rolls.rolls.rows), timeout=PATIENCE_MS)
    changes = tab_of(desk, qtbot, ChangesTab)
    assert changes.isVisible()
    care = tab_of(desk, qtbot, CareTab)
    qtbot.waitUntil(lambda: care.found is not None, timeout=PATIENCE_MS)
    found = actions(store)
    assert found.keys() >= {"visit_list", "ledger", "hits", "care_list"}
    assert verify_audit(store, progress=unwatched).broken == 0
