"""Population changes on the Residents page, with real keys on a real store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QShortcut
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select

from gridcenter.clock import utc_now
from gridcenter.desk import population
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.key_list import key_groups
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.models.columns import Role
from gridcenter.desktop.pages import registers_changes
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.registers import RegistersPage
from gridcenter.desktop.pages.registers_changes import ChangesTab
from gridcenter.desktop.pages.registers_changes_forms import request_of
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.population_rules import Flood
from gridcenter.domain.population_tasks import ChangesPage, Figure
from gridcenter.language import use_language
from gridcenter.services import population_detection
from gridcenter.services.feed import Feed
from gridcenter.services.population_detection import detect_changes
from gridcenter.services.population_rules import population_rules
from gridcenter.services.population_tasks import complete_task
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, PopulationChange, PopulationTask
from tests.services import population_samples as sample
from tests.services.population_samples import LEADER, TENANT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
NOW = utc_now()
YESTERDAY = (NOW - timedelta(days=1)).astimezone(DISTRICT_ZONE).date()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[RegistersPage]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    sample.detect(store, now=NOW - timedelta(days=7))
    sample.change(store, lambda session: sample.dies(session, day=YESTERDAY))
    sample.detect(store, now=NOW - timedelta(hours=1))
    theme, background = Theme(), Background()
    theme.dress(qapp)
    made = opened(qtbot, store, theme, background, LEADER)
    yield made
    made.close()
    assert background.close()


def opened(qtbot: QtBot, store: Store, theme: Theme, background: Background, who: Actor) -> RegistersPage:
    made = RegistersPage(
        desk_ports(store, who, DISTRICT_ZONE),
        background,
        theme,
        live=LiveFeed(partial(Feed, store, area="")),
        zone=DISTRICT_ZONE,
    )
    qtbot.addWidget(made)
    made.resize(1294, 692)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def tab(qtbot: QtBot, page: RegistersPage) -> ChangesTab:
    qtbot.keyClick(page, Qt.Key.Key_L, CONTROL)
    found = next(one for one in page.beside() if isinstance(one, ChangesTab))
    while not found.isVisible():
        qtbot.keyClick(page, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(lambda: bool(found.lists.tasks.rows))
    return found


def asked(qtbot: QtBot, tab: ChangesTab, key: Qt.Key) -> MoveDialog:
    table = tab.lists.changes.table
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, key)
    qtbot.waitUntil(lambda: tab.forms.dialog is not None)
    assert tab.forms.dialog is not None
    return tab.forms.dialog


def sent(qtbot: QtBot, tab: ChangesTab, dialog: MoveDialog) -> None:
    with qtbot.waitSignal(tab.forms.taken):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tab.forms.dialog is None)


def choose(dialog: MoveDialog, field: str, value: str) -> None:
    box = dialog.fields[field]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))


def write(dialog: MoveDialog, field: str, text: str) -> None:
    editor = dialog.fields[field]
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    else:
        assert isinstance(editor, QLineEdit)
        editor.setText(text)


def shown(tab: ChangesTab) -> str:
    """Return every word of the lists."""
    lists = (tab.lists.changes, tab.lists.tasks, tab.lists.board, tab.lists.loads, tab.lists.sample)
    models = [one.model for one in lists]
    return "\n".join(column.text(row) for model in models for row in model.rows for column in model.columns)


def test_changes_stand_with_their_tasks_and_lights_and_name_nobody(tab: ChangesTab) -> None:
    (row,) = tab.lists.changes.rows
    assert (row.kind.value, row.day, len(tab.lists.tasks.rows)) == ("death", YESTERDAY, 3)
    assert tab.lists.changes.model.index(0, 0).data(Role.LIGHT) == Light.GREEN
    assert "died" in shown(tab)
    assert "0 of 3 done" in shown(tab)
    assert "周" not in shown(tab)
    for one in (tab.lists.changes, tab.lists.tasks, tab.lists.board, tab.lists.loads, tab.lists.sample):
        QAbstractItemModelTester(one.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_nothing_is_said_of_the_changes_before_their_answer(tab: ChangesTab) -> None:
    tab._changes = ()
    tab.ask()
    tab._take_board(())
    assert tab.panels[0].sub.text() == "all months"
    told = {one.text() for one in tab.findChildren(QLabel)}
    assert "No changes yet" not in told
    tab._take(ChangesPage((), 0))
    assert "No changes yet" in {one.text() for one in tab.findChildren(QLabel)}


def test_a_task_is_completed_by_keys_alone(qtbot: QtBot, tab: ChangesTab, store: Store) -> None:
    dialog = asked(qtbot, tab, Qt.Key.Key_D)
    choose(dialog, "outcome", "not_needed")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "needs a reason" in dialog.refusal.text())
    write(dialog, "reason", "visited already")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: "1 of 3 done" in shown(tab))
    with store.read() as session:
        done = session.scalars(select(PopulationTask).where(PopulationTask.outcome != "")).one()
    assert (done.outcome, done.reason, done.actor) == ("not_needed", "visited already", "陈立")


def test_the_clock_of_a_task_stands_and_runs_again(qtbot: QtBot, tab: ChangesTab) -> None:
    dialog = asked(qtbot, tab, Qt.Key.Key_P)
    write(dialog, "reason", "away until Friday")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: any(row.paused for row in tab.lists.tasks.rows))
    key = next(row.id for row in tab.lists.tasks.rows if row.paused)
    tab.lists.tasks.table.choose(key)
    assert tab.buttons["P"].text() == "Resume (P)"
    sent(qtbot, tab, asked(qtbot, tab, Qt.Key.Key_P))
    qtbot.waitUntil(lambda: not any(row.paused for row in tab.lists.tasks.rows))


def test_a_number_of_the_board_gives_its_rows_by_key_and_by_click(qtbot: QtBot, tab: ChangesTab) -> None:
    lists = tab.lists
    qtbot.keyClick(lists.changes.table, Qt.Key.Key_B)
    qtbot.waitUntil(lists.board.table.isVisible)
    qtbot.waitUntil(lambda: len(lists.tasks.rows) == 3)
    qtbot.keyClick(lists.board.table, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: not lists.tasks.rows)
    place = lists.board.table.visualRect(lists.board.model.index(0, 5)).center()
    qtbot.mouseClick(lists.board.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    qtbot.waitUntil(lambda: len(lists.tasks.rows) == 3)
    assert "open" in tab.panels[1].sub.text()


def test_names_come_masked_after_the_audit_and_go_with_the_tab(
    qtbot: QtBot, page: RegistersPage, tab: ChangesTab, store: Store
) -> None:
    qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: "周** female" in shown(tab))
    with store.read() as session:
        assert session.scalars(select(AuditEntry.action)).all().count("search") == 1
    QGuiApplication.clipboard().setText("before")
    tab.lists.changes.table.selectAll()
    qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "before"
    page.show_tab(0)
    assert "周" not in shown(tab)
    tab.lists.show_masked({})
    assert not page.close_idle("idle")


def test_whom_a_change_is_about_is_looked_up_with_purpose_and_reason(
    qtbot: QtBot, page: RegistersPage, tab: ChangesTab, store: Store
) -> None:
    dialog = asked(qtbot, tab, Qt.Key.Key_Return)
    choose(dialog, "purpose", "service")
    write(dialog, "reason", "visiting the family of the resident")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: page.residents.card.card is not None)
    card = page.residents.card.card
    assert card is not None
    assert (card.person_id, card.name) == (TENANT, "周**")
    with store.read() as session:
        looked = select(AuditEntry.person_id).where(AuditEntry.action == "lookup")
        assert session.scalars(looked).all() == [TENANT]


def test_rules_are_tried_on_a_month(qtbot: QtBot, tab: ChangesTab) -> None:
    dialog = asked(qtbot, tab, Qt.Key.Key_T)
    write(dialog, "month", f"{YESTERDAY:%Y-%m}")
    choose(dialog, "rule", "death")
    sent(qtbot, tab, dialog)
    assert sum(load.tasks for load in tab.lists.loads.rows) == 3
    assert "changes 1, tasks 3. Nothing was written." in tab.panels[1].sub.text()
    assert [one.name for one in tab.lists.sample.rows] == ["周**"]


def test_what_changed_is_found_from_the_desk(qtbot: QtBot, tab: ChangesTab, store: Store) -> None:
    sample.change(store, lambda session: sample.dies(session, sample.COUPLE, YESTERDAY))
    told: list[str] = []
    tab.notice.connect(told.append)
    qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(tab.lists.changes.rows) == 2)
    assert told[-1] == "Changes found: 1, withdrawn: 0, tasks made: 3."


def test_a_pass_shows_how_far_it_is_and_is_stopped_on_its_strip(
    qtbot: QtBot, tab: ChangesTab, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.change(store, lambda session: sample.dies(session, sample.COUPLE, YESTERDAY))
    tab.strip.progressed.connect(lambda *_: tab.strip.cancel.click())
    monkeypatch.setattr(population, "detect_changes", partial(detect_changes, portion=1))
    with qtbot.waitSignal(tab.notice) as told:
        qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_F)
        assert tab.strip.isVisible()
    assert told.args[0].startswith("Stopped. What was found so far is kept")
    assert not tab.strip.running
    monkeypatch.undo()
    tab.strip.progressed.disconnect()
    qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: len(tab.lists.changes.rows) == 2)


def test_a_pass_is_offered_after_rows_came_and_many_of_them_are_asked_about(
    qtbot: QtBot, tab: ChangesTab, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tab.buttons["F"].text() == "Find (F)"
    sample.change(store, lambda session: sample.add_person(session, 12, "解晓东", date(1975, 5, 5)))
    tab.ask()
    qtbot.waitUntil(lambda: tab.buttons["F"].text() == "Find · 1 new rows (F)")
    flooded = replace(population_rules(), flood=Flood(percent=1, above=0))
    monkeypatch.setattr(population_detection, "keep_rules", lambda *_asked, **_now: flooded)
    dialog = asked(qtbot, tab, Qt.Key.Key_F)
    assert any("1 rows are new since the last pass" in one.text() for one in dialog.findChildren(QLabel))
    choose(dialog, "fill", "known")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: tab.buttons["F"].text() == "Find (F)")
    assert [row.kind.value for row in tab.lists.changes.rows] == ["death"]


def test_further_changes_and_tasks_are_read_by_key_and_by_scrolling(
    qtbot: QtBot, tab: ChangesTab, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    many_changes(store, 1200)
    tab.ask()
    qtbot.waitUntil(lambda: tab.panels[0].sub.text() == "500 of 1\u2009201 · all months")
    table = tab.lists.changes.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: len(tab.lists.changes.rows) == 1000)
    assert table.currentIndex().row() == 0
    qtbot.keyClick(table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: tab.panels[0].sub.text() == "1\u2009201 of 1\u2009201 · all months")
    assert len({row.id for row in tab.lists.changes.rows}) == 1201
    tab.ask()  # what somebody else did does not take the place in the list away
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert (len(tab.lists.changes.rows), table.currentIndex().row()) == (1201, 999)
    monkeypatch.setattr(population, "PAGE", 2)
    monkeypatch.setattr(registers_changes, "PAGE", 2)
    qtbot.keyClick(table, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: len(tab.lists.tasks.rows) == 2)
    assert tab.panels[1].sub.text() == "due · 2 of 3"
    qtbot.keyClick(tab.lists.board.table, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: len(tab.lists.tasks.rows) == 3)
    assert tab.panels[1].sub.text() == "due · 3"


def test_the_search_says_how_much_of_the_list_it_looked_through(
    qtbot: QtBot, tab: ChangesTab, store: Store
) -> None:
    many_changes(store, 600)
    tab.ask()
    qtbot.waitUntil(lambda: len(tab.lists.changes.rows) == 500)
    tab.search.setText("died")
    assert tab.panels[0].sub.text() == "1 found in the 500 read of 601 · all months"


def many_changes(store: Store, count: int) -> None:
    row = {"kind": "move_in", "ref": "", "community_code": sample.JIANGNAN, "found_at": NOW, "source": "x"}
    days = (YESTERDAY - timedelta(days=1 + place // 40) for place in range(count))
    rows = [{**row, "person_id": TENANT, "ref": f"{place}", "day": day} for place, day in enumerate(days)]
    with store.begin() as session:
        session.execute(insert(PopulationChange), rows)


def test_a_month_without_changes_says_so(qtbot: QtBot, tab: ChangesTab) -> None:
    dialog = asked(qtbot, tab, Qt.Key.Key_M)
    write(dialog, "month", "October")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: "is not a month" in dialog.refusal.text())
    write(dialog, "month", "2020-02")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: tab.panels[0].sub.text() == "0 of 0 · 2020-02")


def test_what_somebody_else_completes_is_shown_at_once(qtbot: QtBot, tab: ChangesTab, store: Store) -> None:
    key = tab.lists.tasks.rows[0].id
    with store.begin() as session:
        complete_task(session, key, version=1, outcome="done", by=LEADER, now=NOW)
    tab.apply_subject("population_task", anything=ANYTHING)
    qtbot.waitUntil(lambda: "1 of 3 done" in shown(tab))


def test_a_look_up_without_a_purpose_is_refused_with_a_sentence(english: None) -> None:
    with pytest.raises(RuleBroken, match="Choose a purpose first"):
        request_of({"purpose": "", "incident": "SJ-1", "reason": ""})
    assert request_of({"purpose": "visit", "incident": " SJ-1 "}).incident_number == "SJ-1"


def test_both_languages_and_each_key_once(tab: ChangesTab, page: RegistersPage) -> None:
    keys = Counter(shortcut.key().toString() for shortcut in tab.findChildren(QShortcut))
    assert [key for key, times in keys.items() if times > 1] == []
    named = {part for group in key_groups() for words, _ in group.lines for part in words.split("  ")}
    assert set(keys) - named - {"1", "2", "3", "4", "5"} == set()
    assert {"F", "B", "M", "T", "D", "P", "N"} <= {command.key for command in tab.commands()}
    use_language("zh")
    page.name_tabs()
    assert tab.title() == "人口变动"
    assert tab.buttons["D"].text() == "办结（D）"
    assert "死亡" in shown(tab)


def test_no_key_acts_on_the_tasks_of_another_number_of_the_board(qtbot: QtBot, tab: ChangesTab) -> None:
    qtbot.keyClick(tab.lists.changes.table, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: len(tab.lists.tasks.rows) == 3 and not tab._background.busy)
    tab._choose(Figure.IN_TIME)
    tab._with_task(tab.asking.complete)
    assert tab.forms.dialog is None
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert tab.lists.tasks.rows == ()


def test_names_on_their_way_when_nobody_is_here_do_not_come(qtbot: QtBot, tab: ChangesTab) -> None:
    tab._tell_names()
    tab.close_idle("nobody was here")
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert "周" not in shown(tab)
