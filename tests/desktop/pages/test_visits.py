"""The tab of visits: who is due in a grid, masked and audited; R records, and whoever was met leaves the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.clock import utc_now
from gridcenter.desk.keeping import keeping_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.keeping_ports import VisitPorts
from gridcenter.desktop.pages.visits import VisitsTab
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Visit
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    use_language("en")
    with sqlite_store.begin() as session:
        sample.fill(session)
    return sqlite_store


@pytest.fixture
def ports(filled: Store) -> VisitPorts:
    found = keeping_ports(filled, CLERK, ZONE).visits
    assert found is not None
    return found


@pytest.fixture
def tab(qtbot: QtBot, qapp: QApplication, ports: VisitPorts) -> Iterator[VisitsTab]:
    theme = Theme()
    theme.dress(qapp)
    background = Background()
    made = VisitsTab(ports, background, theme, utc_now, ZONE)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    made.show()
    qtbot.waitUntil(lambda: len(made.due.rows) == 3)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    made.close()
    assert background.close()


def actions(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def shown(tab: VisitsTab) -> str:
    cells = [
        str(tab.due.index(row, column).data())
        for row in range(tab.due.rowCount())
        for column in range(tab.due.columnCount())
    ]
    return "\n".join([*cells, *(one.text() for one in tab.findChildren(QLabel))])


def test_the_list_is_masked_audited_once_and_a_sound_model(tab: VisitsTab, filled: Store) -> None:
    QAbstractItemModelTester(tab.due, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert "21 幢 2 单元 0402" in shown(tab)
    assert "3 due, masked" in shown(tab)
    for secret in ("赵德福", "周玉英", "张美兰"):
        assert secret not in shown(tab)
    assert actions(filled) == ["visit_list"]


def test_r_records_and_whoever_was_met_leaves_the_list(qtbot: QtBot, tab: VisitsTab, filled: Store) -> None:
    tab.take_keyboard()
    qtbot.keyClick(tab.table, "r")
    qtbot.waitUntil(lambda: tab.form is not None)
    form = tab.form
    assert form is not None
    form.note.setText("注" * 401)
    form.submit()
    qtbot.waitUntil(lambda: "Note: 401 characters" in form.told.text())
    assert form.note.text() == "注" * 401
    form.note.setText("一切如常")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.form is None)
    assert [row.subject.ref for row in tab.due.rows] == ["p3", "p4"]
    with filled.read() as session:
        assert [(one.household_id, one.outcome, one.note) for one in session.scalars(select(Visit))] == [
            (1, "met", "一切如常")
        ]
    assert actions(filled) == ["visit_list", "visit"]


def test_no_key_acts_on_a_line_that_is_being_read_again(qtbot: QtBot, tab: VisitsTab) -> None:
    tab.ask()
    tab.record()
    assert tab.form is None
    qtbot.waitUntil(lambda: len(tab.due.rows) == 3)
    tab.record()
    assert tab.form is not None


def test_what_was_noted_wrongly_is_found_again_and_corrected_by_keys(
    qtbot: QtBot, tab: VisitsTab, ports: VisitPorts, filled: Store
) -> None:
    tab.take_keyboard()
    ports.record(tab.due.rows[0].subject, "met", "", "wrong door")
    tab.ask()
    qtbot.waitUntil(lambda: len(tab.due.rows) == 2)
    qtbot.keyClick(tab.table, "o")
    qtbot.waitUntil(lambda: len(tab.past.rows) == 1)
    assert tab.past.rows[0].whom.endswith("21 幢 2 单元 0402")
    tab.past_table.setFocus()
    qtbot.keyClick(tab.past_table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.form is not None)
    form = tab.form
    assert form is not None
    assert (form.note.text(), form.outcome.currentData()) == ("wrong door", "met")
    form.outcome.setCurrentIndex(form.outcome.findData("void"))
    form.submit()
    qtbot.waitUntil(lambda: "Reason is missing" in form.told.text())
    form.reason.setText("the neighbour opened")
    qtbot.keyClick(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(tab.past.rows) == 2)
    assert [(line.outcome, line.replaced) for line in tab.past.rows] == [("void", False), ("met", True)]
    qtbot.waitUntil(lambda: len(tab.due.rows) == 3)
    tab.past_list.mark(1)
    assert not tab.buttons["C"].isEnabled()
    with qtbot.waitSignal(tab.notice) as told:
        tab.correct()
    assert "corrected before" in told.args[0]


def test_h_tells_the_last_visits_with_their_notes(
    qtbot: QtBot, tab: VisitsTab, ports: VisitPorts, filled: Store
) -> None:
    tab.take_keyboard()
    ports.record(tab.due.rows[0].subject, "not_at_home", "", "门口有快递")
    qtbot.keyClick(tab.table, "h")
    qtbot.waitUntil(lambda: bool(tab.past.rows))
    assert tab.past.rows[0].note == "门口有快递"
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: not tab.past.rows)


def test_the_search_narrows_what_is_listed_and_idle_closing_forgets_it(qtbot: QtBot, tab: VisitsTab) -> None:
    tab.search.setText("0501")
    assert [row.subject.ref for row in tab.due.rows] == ["p4"]
    tab.search.clear()
    assert tab.close_idle("nobody was here")
    assert (tab.due.rows, tab.past.rows) == ((), ())
    assert not tab.close_idle("again")


def test_the_list_is_written_to_a_file(qtbot: QtBot, tab: VisitsTab, tmp_path: Path, filled: Store) -> None:
    tab.export()
    assert tab.file.files is not None
    out = tmp_path / "v.csv"
    with qtbot.waitSignal(tab.notice, check_params_cb=lambda words: "3 lines written to v.csv" in words):
        tab.file.files.fileSelected.emit(str(out))
    tab.file.files.reject()
    assert "赵德福" not in out.read_text(encoding="utf-8-sig")
    assert actions(filled) == ["visit_list", "export", "exported"]


def test_the_commands_and_the_languages(tab: VisitsTab) -> None:
    assert {command.key for command in tab.commands()} == {"R", "H", "O", "C", "M", "X", "G"}
    use_language("zh")
    tab.retranslate()
    assert tab.title() == "走访"
    assert tab.buttons["R"].text() == "登记（R）"


def test_a_long_history_says_that_there_are_older_visits_and_is_read_on(
    qtbot: QtBot, tab: VisitsTab, filled: Store
) -> None:
    visit = tab.due.rows[0]
    with filled.begin() as session:
        household, person = visit.subject.household_id, visit.subject.person_id
        said = {"at": utc_now(), "account_id": 1, "actor": "李敏", "outcome": "not_at_home"}
        said |= {"household_id": household, "person_id": person}
        session.add_all(Visit(day=date(2024, 1, 1) + timedelta(days=n), **said) for n in range(45))
    qtbot.keyClick(tab.table, "h")
    qtbot.waitUntil(lambda: len(tab.past.rows) == 20)
    assert "there are older ones (M)" in tab.panels[1].sub.text()
    tab.past_table.setFocus()
    qtbot.keyClick(tab.past_table, "m")
    qtbot.waitUntil(lambda: len(tab.past.rows) >= 40)
    tab.past_list.mark(len(tab.past.rows) - 1)
    qtbot.waitUntil(lambda: len(tab.past.rows) == 45)
    assert "older" not in tab.panels[1].sub.text()


def test_what_oneself_noted_is_read_on_behind_the_first_page(
    qtbot: QtBot, tab: VisitsTab, filled: Store
) -> None:
    visit = tab.due.rows[0]
    with filled.begin() as session:
        said = {"at": utc_now(), "account_id": 1, "actor": "李敏", "outcome": "not_at_home"}
        said |= {"household_id": visit.subject.household_id, "person_id": visit.subject.person_id}
        said |= {"grid_code": tab.grid.currentData(), "day": utc_now().date()}
        session.add_all(Visit(**said) for _ in range(205))
    qtbot.keyClick(tab.table, "o")
    qtbot.waitUntil(lambda: len(tab.past.rows) == 200)
    assert "200 · there are older ones (M)" in tab.panels[1].sub.text()
    tab.past_list.mark(199)
    qtbot.waitUntil(lambda: len(tab.past.rows) == 205)
    assert len({row.id for row in tab.past.rows}) == 205
    assert "older" not in tab.panels[1].sub.text()


def test_a_list_that_is_asked_for_twice_stands_there_once(qtbot: QtBot, tab: VisitsTab) -> None:
    tab.ask()
    tab.ask()
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert len(tab.due.rows) == 3


def test_what_was_on_its_way_when_the_tab_was_left_or_closed_does_not_come(
    qtbot: QtBot, tab: VisitsTab, ports: VisitPorts
) -> None:
    ports.record(tab.due.rows[0].subject, "not_at_home", "", "门口有快递")
    tab.ask_past()
    tab.hide()
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert tab.past.rows == ()
    tab.show()
    tab.ask()
    tab.close_idle("nobody was here")
    qtbot.waitUntil(lambda: not tab._background.busy)
    assert tab.due.rows == ()
    assert "nobody was here" in shown(tab)


def test_an_answer_to_a_form_that_was_left_does_not_close_the_next_one(qtbot: QtBot, tab: VisitsTab) -> None:
    first, second, *_ = tab.due.rows
    tab.table.choose(first.subject)
    tab.record()
    assert tab.form is not None
    tab.form.submit()
    tab.form.reject()
    tab.table.choose(second.subject)
    tab.record()
    form = tab.form
    assert form is not None
    form.note.setText("typed meanwhile")
    qtbot.waitUntil(lambda: len(tab.due.rows) == 2)
    assert tab.form is form
    assert form.note.text() == "typed meanwhile"
