"""The tabs Checks and Rolls of the Residents page, with real keys on a real store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, insert, select

from gridcenter.desk import registers as desk_registers
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.registers_checks import ChecksTab
from gridcenter.desktop.pages.registers_rolls import RollsTab
from gridcenter.desktop.theme import Theme
from gridcenter.domain.integrity import Verdict
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services import integrity_findings, integrity_hits
from gridcenter.services.feed import Feed
from gridcenter.services.integrity_runs import run_rules
from gridcenter.services.rolls import approve_roll, ask_roll, rolls_page
from gridcenter.services.tickets import Quota
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, IntegrityDecision, IntegrityHit, Roll
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.integrity_samples import CHIEF, LEADER, switch_all_on
from tests.services.resident_samples import AUDITOR

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
PURPOSE = "register of voters for the election of deputies"

Open = Callable[[Actor], RegistersPage]


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Open]:
    use_language("en")
    with store.begin() as session:
        integrity.fill(session)
    theme, background = Theme(), Background()
    theme.dress(qapp)
    pages: list[QWidget] = []

    def make(by: Actor) -> RegistersPage:
        page = RegistersPage(
            desk_ports(store, by, DISTRICT_ZONE),
            background,
            theme,
            live=LiveFeed(lambda: Feed(store, area="")),
            zone=DISTRICT_ZONE,
        )
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1366, 700)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield make
    for page in pages:
        page.close()
    assert background.close()


def press(
    qtbot: QtBot,
    widget: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key where the window is the one in front."""
    widget.window().activateWindow()
    qtbot.waitUntil(widget.window().isActiveWindow)
    qtbot.keyClick(widget, key, modifier)


def checks(qtbot: QtBot, page: RegistersPage) -> ChecksTab:
    tab = page.checks
    assert tab is not None
    while not tab.isVisible():
        press(qtbot, page, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: tab.isVisible() and bool(tab.rules.rows))
    tab.take_keyboard()
    return tab


def rolls(qtbot: QtBot, page: RegistersPage) -> RollsTab:
    tab = page.rolls
    assert tab is not None
    page.show_tab(page.beside().index(tab) + 1)
    qtbot.waitUntil(lambda: tab.isVisible() and not tab._stale)
    return tab


def typed(
    qtbot: QtBot, tab: ChecksTab | RollsTab, key: Qt.Key, reason: str = "", field: str = "reason"
) -> MoveDialog:
    """Press a key that opens a form, say why, and send it."""
    press(qtbot, tab, key)
    qtbot.waitUntil(lambda: tab.forms.dialog is not None)
    dialog = tab.forms.dialog
    assert dialog is not None
    editor = dialog.fields[field]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText(reason)
    with qtbot.waitSignal(tab.forms.taken):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tab.forms.dialog is None)
    return dialog


def audited(store: Store, action: str) -> int:
    with store.read() as session:
        wanted = select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
        return session.scalar(wanted) or 0


def test_a_rule_is_tried_switched_on_and_run_with_the_keyboard(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    tab = checks(qtbot, opened(CHIEF))
    assert tab.rules.table.choose("two_main_residences")
    press(qtbot, tab, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: bool(tab.hits.rows))
    assert [row.who for row in tab.hits.rows] == ["孙**"]
    assert "1 found among 17" in tab.panels[1].sub.text()
    assert not tab.buttons["C"].isEnabled()  # a trial keeps nothing to decide about
    qtbot.waitUntil(lambda: next(r for r in tab.rules.rows if r.rule.key == "two_main_residences").tried)
    assert tab.rules.table.choose("two_main_residences")
    tab.rules.table.setFocus()
    typed(qtbot, tab, Qt.Key.Key_S, "yearly check")
    with qtbot.waitSignal(tab.notice) as told:
        press(qtbot, tab, Qt.Key.Key_R)
    assert told.args == ["Checked 17 records: 1 new hits, 0 ended."]
    qtbot.waitUntil(lambda: not tab.strip.running)


def test_hits_are_read_when_asked_for_and_decided_with_one_key(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    switch_all_on(store, "two_main_residences")
    run_rules(store, by=CHIEF)
    tab = checks(qtbot, opened(CHIEF))
    assert tab.rules.table.choose("two_main_residences")
    assert audited(store, "hits") == 0
    press(qtbot, tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.hits.rows))
    assert audited(store, "hits") == 1
    typed(qtbot, tab, Qt.Key.Key_F, "lends one of them to his son")
    qtbot.waitUntil(lambda: [row.verdict for row in tab.hits.rows] == ["false_alarm"])
    with store.read() as session:
        assert session.scalars(select(IntegrityDecision.reason)).all() == ["lends one of them to his son"]
    qtbot.waitUntil(lambda: any(row.false_rate == 1.0 for row in tab.rules.rows))
    assert tab.close_idle("nobody was here")
    assert tab.hits.rows == ()


def filled_with(store: Store, count: int) -> None:
    """Let a rule have many hits, as a large register has."""
    switch_all_on(store, "two_main_residences")
    made = run_rules(store, by=CHIEF)
    rows = [
        {
            "rule": "two_main_residences",
            "rule_version": 1,
            "subject": "person",
            "subject_id": 100_000 + place,
            "community_code": sample.COMMUNITY,
            "grid_code": sample.GRID,
            "run_id": made.id,
            "found_at": sample.NOW,
            "version": 1,
        }
        for place in range(count - 1)
    ]
    with store.begin() as session:
        session.execute(insert(IntegrityHit), rows)


def hits_of(qtbot: QtBot, page: RegistersPage) -> ChecksTab:
    """Show the first hits of the rule that has many."""
    tab = checks(qtbot, page)
    assert tab.rules.table.choose("two_main_residences")
    press(qtbot, tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.hits.rows))
    return tab


def test_further_hits_are_read_by_key_and_by_scrolling_each_page_audited(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 250)
    tab = hits_of(qtbot, opened(CHIEF))
    assert "100 of 250" in tab.panels[1].sub.text()
    assert audited(store, "hits") == 1
    press(qtbot, tab.hits.table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(tab.hits.rows) == 200)
    assert tab.hits.table.currentIndex().row() == 0
    tab.hits.table.scrollToBottom()
    qtbot.waitUntil(lambda: len(tab.hits.rows) == 250)
    assert "250 of 250" in tab.panels[1].sub.text()
    assert audited(store, "hits") == 3
    assert not tab.buttons["M"].isEnabled()
    assert len({row.id for row in tab.hits.rows}) == 250
    QAbstractItemModelTester(tab.hits.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_a_decision_stays_at_its_place_and_the_next_undecided_hit_follows(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 130)
    tab = hits_of(qtbot, opened(CHIEF))
    press(qtbot, tab.hits.table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(tab.hits.rows) == 130)
    tab.hits.mark(120)
    typed(qtbot, tab, Qt.Key.Key_F, "asked at the office")
    assert (tab.hits.table.currentIndex().row(), len(tab.hits.rows)) == (120, 130)
    assert (tab.hits.rows[120].verdict, tab.hits.rows[120].decided_by) == ("false_alarm", CHIEF.name)
    assert tab.window().focusWidget() is tab.hits.table
    press(qtbot, tab, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: "100 of 129" in tab.panels[1].sub.text())
    first, second = (row.id for row in tab.hits.rows[:2])
    typed(qtbot, tab, Qt.Key.Key_C, "moved out of one")
    assert tab.hits.marked is not None
    assert (tab.hits.marked.id, first in {row.id for row in tab.hits.rows}) == (second, False)
    assert "99 of 128" in tab.panels[1].sub.text()


def test_the_keyboard_is_in_the_list_as_soon_as_it_is_read_and_esc_leads_back(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 3)
    page = opened(CHIEF)
    tab = page.checks
    assert tab is not None
    page.show_tab(page.beside().index(tab) + 1)  # before its rules are read
    assert page.window().focusWidget() is tab
    qtbot.waitUntil(lambda: page.window().focusWidget() is tab.rules.table)
    assert tab.rules.table.choose("two_main_residences")
    press(qtbot, tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.window().focusWidget() is tab.hits.table)
    press(qtbot, tab.hits.table, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is tab.rules.table


def test_a_page_that_is_refused_leaves_what_was_read(
    qtbot: QtBot, opened: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled_with(store, 130)
    tab = hits_of(qtbot, opened(CHIEF))
    monkeypatch.setattr(integrity_hits, "QUOTAS", (Quota(1, timedelta(minutes=1)),))
    with qtbot.waitSignal(tab.notice):
        press(qtbot, tab.hits.table, Qt.Key.Key_M)
    assert len(tab.hits.rows) == 100
    assert tab.hits.filled
    monkeypatch.undo()
    press(qtbot, tab.hits.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(tab.hits.rows) == 130)


def test_long_work_shows_how_far_it_is_and_is_stopped_with_a_button(
    qtbot: QtBot, opened: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_all_on(store)
    monkeypatch.setattr(integrity_findings, "PORTION", 1)
    tab = checks(qtbot, opened(CHIEF))
    tab.strip.progressed.connect(lambda *_: tab.strip.cancel.click())
    with qtbot.waitSignal(tab.notice) as told:
        press(qtbot, tab, Qt.Key.Key_R)
        assert tab.strip.isVisible()
    assert told.args == ["Stopped: the hits are as they were before."]
    assert not tab.strip.running
    with store.read() as session:
        assert session.scalars(select(IntegrityHit)).all() == []


def test_enter_on_a_hit_opens_the_person_as_a_look_up(qtbot: QtBot, opened: Open, store: Store) -> None:
    switch_all_on(store, "birth_against_id_number", "let_without_tenant")
    run_rules(store, by=CHIEF)
    page = opened(CHIEF)
    tab = checks(qtbot, page)
    assert tab.rules.table.choose("birth_against_id_number")
    press(qtbot, tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(tab.hits.rows))
    press(qtbot, tab.hits.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.residents.card.card is not None)
    assert page.residents.isVisible()
    assert audited(store, "lookup") == 1
    page.show_tab(page.beside().index(tab) + 1)
    assert tab.rules.table.choose("let_without_tenant")
    press(qtbot, tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.subject for row in tab.hits.rows] == ["premises"])
    with qtbot.waitSignal(tab.notice) as told:
        press(qtbot, tab.hits.table, Qt.Key.Key_Return)
    assert "nobody to look up" in told.args[0]


def test_a_roll_is_asked_for_and_written_after_somebody_else_approved(
    qtbot: QtBot, opened: Open, store: Store, tmp_path: Path
) -> None:
    tab = rolls(qtbot, opened(CHIEF))
    typed(qtbot, tab, Qt.Key.Key_N, PURPOSE, "purpose")
    qtbot.waitUntil(lambda: bool(tab.rolls.rows))
    assert not tab.buttons["A"].isEnabled()
    assert not tab.buttons["W"].isEnabled()
    with qtbot.waitSignal(tab.notice) as told:
        press(qtbot, tab, Qt.Key.Key_A)
    assert told.args == ["you asked for this roll yourself: somebody else decides"]
    with store.begin() as session:
        version = session.get_one(Roll, 1).version
        approve_roll(session, 1, version=version, by=LEADER, now=store_time(session))
    tab.apply_subject("roll", anything="*")
    qtbot.waitUntil(lambda: tab.buttons["W"].isEnabled())
    out = tmp_path / "rolls" / "voters.xlsx"
    out.parent.mkdir()
    press(qtbot, tab, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: tab.dialog is not None)
    assert tab.dialog is not None
    tab.dialog.reject()
    tab._write(tab.rolls.rows[0], str(out))
    qtbot.waitUntil(lambda: bool(tab.files.rows) and not tab.strip.running)
    (file,) = tab.files.rows
    assert (file.outcome, file.rows) == ("written", 6)
    assert file.export_id in str(openpyxl.load_workbook(out).worksheets[0]["A1"].value)
    assert tab.files.states.showing_content()


def test_rolls_are_read_on_behind_the_first_page_and_counted(
    qtbot: QtBot, opened: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        ask_roll(store, "voters", purpose=PURPOSE, by=CHIEF)
    monkeypatch.setattr(desk_registers, "rolls_page", partial(rolls_page, limit=2))
    tab = rolls(qtbot, opened(CHIEF))
    qtbot.waitUntil(lambda: [row.id for row in tab.rolls.rows] == [5, 4])
    assert tab.panels[0].sub.text() == "2 of 5 · waiting for approval: 5"
    press(qtbot, tab.rolls.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: [row.id for row in tab.rolls.rows] == [5, 4, 3, 2])
    press(qtbot, tab.rolls.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: [row.id for row in tab.rolls.rows] == [5, 4, 3, 2, 1])
    assert tab.panels[0].sub.text() == "5 of 5 · waiting for approval: 5"
    tab.retranslate()
    assert len(tab.rolls.rows) == 5


def test_the_other_person_approves_or_refuses_with_one_key(qtbot: QtBot, opened: Open, store: Store) -> None:
    mine = rolls(qtbot, opened(CHIEF))
    for _ in range(2):
        typed(qtbot, mine, Qt.Key.Key_N, PURPOSE, "purpose")
    qtbot.waitUntil(lambda: len(mine.rolls.rows) == 2)
    tab = rolls(qtbot, opened(LEADER))
    qtbot.waitUntil(lambda: len(tab.rolls.rows) == 2)
    assert tab.rolls.table.choose(1)
    typed(qtbot, tab, Qt.Key.Key_A, "")
    assert tab.rolls.table.choose(2)
    qtbot.waitUntil(lambda: tab.buttons["X"].isEnabled())
    typed(qtbot, tab, Qt.Key.Key_X, "not due")
    qtbot.waitUntil(lambda: {row.state for row in tab.rolls.rows} == {"approved", "refused"})


def test_a_role_without_hits_has_no_checks_but_may_see_the_list_of_rolls(qtbot: QtBot, opened: Open) -> None:
    page = opened(AUDITOR)
    assert page.checks is None
    assert page.rolls is not None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_tabs_say_everything_in_the_language_of_the_moment(
    qtbot: QtBot, opened: Open, store: Store, language: str
) -> None:
    switch_all_on(store, "two_main_residences")
    page = opened(CHIEF)
    tab = checks(qtbot, page)
    use_language("zh" if language == "zh" else "en")
    page.name_tabs()
    words = {
        "zh": ("核查", "名册", "同时有两处现住地"),
        "en": ("Checks", "Rolls", "two main residences at once"),
    }
    place = page.beside().index(tab) + 1
    assert (page.tabs.tabText(place), page.tabs.tabText(place + 1)) == words[language][:2]
    row = next(one for one in tab.rules.rows if one.rule.key == "two_main_residences")
    assert tab.rules.model.columns[0].text(row) == words[language][2]


def test_the_hits_on_show_and_the_keys_are_those_of_the_rule_opened_last(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    switch_all_on(store, "birth_against_id_number")
    filled_with(store, 250)
    tab = hits_of(qtbot, opened(CHIEF))
    assert tab.rules.table.choose("birth_against_id_number")
    tab.show_hits()
    tab.read_further()  # the list on show was the one of the rule before
    assert tab._hit() is None
    assert tab.rules.table.choose("two_main_residences")
    tab.show_hits()
    tab.read_further()
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert {row.rule for row in tab.hits.rows} == {"two_main_residences"}
    assert len(tab.hits.rows) == 100
    assert "100 of 250" in tab.panels[1].sub.text()


def test_no_hit_is_missing_when_further_ones_are_asked_for_while_the_list_begins_anew(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 250)
    tab = hits_of(qtbot, opened(CHIEF))
    press(qtbot, tab.hits.table, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: len(tab.hits.rows) == 200)
    press(qtbot, tab, Qt.Key.Key_U)
    press(qtbot, tab, Qt.Key.Key_M)
    qtbot.waitUntil(lambda: not tab._background.busy)
    ids = [row.id for row in tab.hits.rows]
    with store.read() as session:
        every = list(session.scalars(select(IntegrityHit.id).order_by(IntegrityHit.id)))
    assert ids == [key for key in every if key in ids or key < ids[-1]]


def test_hits_that_were_on_their_way_when_the_list_was_closed_do_not_come(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 3)
    tab = checks(qtbot, opened(CHIEF))
    assert tab.rules.table.choose("two_main_residences")
    tab.show_hits()
    assert tab.close_idle("nobody was here")
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert tab.hits.rows == ()


def test_an_answer_to_a_form_that_was_left_leaves_the_next_one_as_it_is(
    qtbot: QtBot, opened: Open, store: Store
) -> None:
    filled_with(store, 3)
    tab = hits_of(qtbot, opened(CHIEF))
    tab._decide(Verdict.CORRECTED)
    first = tab.forms.dialog
    assert first is not None
    editor = first.fields["reason"]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("asked at the office")
    first.submit()
    first.reject()
    tab.hits.mark(1)
    tab._decide(Verdict.TO_VISIT)
    second = tab.forms.dialog
    assert second is not None
    editor = second.fields["reason"]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("typed meanwhile")
    with qtbot.waitSignal(tab.forms.taken):
        pass
    assert tab.forms.dialog is second
    assert editor.toPlainText() == "typed meanwhile"
    assert not second.refused
    second.reject()
