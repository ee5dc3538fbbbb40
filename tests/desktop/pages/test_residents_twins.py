"""The window of rows that are one person: shared numbers, side by side, merged and taken apart by one key each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desk.keeping import keeping_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.pages.residents_twins import KEY, TwinKeeping
from gridcenter.desktop.pages.residents_twins_window import TwinsWindow
from gridcenter.desktop.theme import Theme
from gridcenter.domain.own_history import TWINS_LIST
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services import person_twins
from gridcenter.services.person_merging import merge_persons
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Account, AuditEntry, Person
from gridcenter.store.persons_apart import told_apart
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COMMUNITY, NUMBER

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True)
HEAD = Actor(4, "he.ming", "何明", "supervisor", 1, COMMUNITY)


@pytest.fixture
def filled(sqlite_store: Store) -> Store:
    use_language("en")
    with sqlite_store.begin() as session:
        sample.fill(session)
        session.add(Account(id=4, login=HEAD.login, name=HEAD.name, role=HEAD.role, unit_id=1))
        session.add(
            Person(
                id=20,
                name="张美蘭",
                id_number=NUMBER,
                phone="13900005555",
                community_code=COMMUNITY,
                synthetic=True,
            )
        )
    return sqlite_store


@pytest.fixture
def keeping(qtbot: QtBot, qapp: QApplication, filled: Store) -> Iterator[TwinKeeping]:
    theme = Theme()
    theme.dress(qapp)
    background = Background()
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    ports = keeping_ports(filled, HEAD, ZoneInfo("Asia/Shanghai")).twins
    assert ports is not None
    yield TwinKeeping(page, ports, background, theme, tell=lambda _words: None)
    page.close()
    assert background.close()


@pytest.fixture
def window(qtbot: QtBot, keeping: TwinKeeping) -> TwinsWindow:
    keeping.open()
    assert keeping.window is not None
    found = keeping.window
    qtbot.waitUntil(lambda: len(found.pairs.rows) == 1)
    found.activateWindow()
    qtbot.waitUntil(found.isActiveWindow)
    return found


def compared(qtbot: QtBot, window: TwinsWindow) -> None:
    qtbot.keyClick(window.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.comparison is not None)


def test_rows_stand_side_by_side_and_are_merged_and_taken_apart(qtbot: QtBot, window: TwinsWindow) -> None:
    compared(qtbot, window)
    differing = {line.label.en for line in window.lines.rows if line.differs}
    assert {"Name", "Phone"} <= differing
    cells = "\n".join(
        str(window.lines.index(row, column).data())
        for row in range(window.lines.rowCount())
        for column in range(window.lines.columnCount())
    )
    cells += "\n".join(one.text() for one in window.findChildren(QLabel))
    assert not [secret for secret in (NUMBER, "13900005555", sample.PHONE, "美") if secret in cells]
    qtbot.keyClick(window.table, "l")
    qtbot.waitUntil(lambda: "Reason is missing" in window.told.text())
    assert window.reason.hasFocus()
    warning = window.told.styleSheet()
    window.reason.setText("two sources, one number")
    qtbot.keyClick(window.reason, Qt.Key.Key_Return)
    qtbot.keyClick(window.table, "l")
    qtbot.waitUntil(lambda: "Row 20 is seen as row 1 now" in window.told.text())
    assert window.told.styleSheet() != warning
    qtbot.waitUntil(lambda: not window.pairs.rows)
    window.buttons["T"].click()
    qtbot.waitUntil(lambda: [line.key for line in window.pairs.rows] == [(1, 20)])
    window.reason.setText("checked again")
    qtbot.keyClick(window.table, "u")
    qtbot.waitUntil(lambda: "seen as itself again" in window.told.text())
    window.reject()


def test_rows_of_two_people_are_told_apart_and_offered_no_more(
    qtbot: QtBot, window: TwinsWindow, filled: Store
) -> None:
    assert not window.buttons["P"].isEnabled()
    compared(qtbot, window)
    qtbot.keyClick(window.table, "p")
    qtbot.waitUntil(lambda: "Reason is missing" in window.told.text())
    window.reason.setText("visited both")
    qtbot.keyClick(window.table, "p")
    qtbot.waitUntil(lambda: "Rows 1 and 20 are two people now" in window.told.text())
    qtbot.waitUntil(lambda: not window.pairs.rows)
    with filled.read() as session:
        assert told_apart(session, (1, 20)) == {frozenset((1, 20))}
    window.reject()


def test_a_decision_is_ticked_and_has_its_reason(qtbot: QtBot, window: TwinsWindow) -> None:
    window.one.setText("1")
    window.other.setText("x")
    window.compare_typed()
    assert "Type the numbers of two rows" in window.told.text()
    window.other.setText("4")
    qtbot.keyClick(window.other, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.comparison is not None)
    assert window.decided.isVisible()
    window.reason.setText("seen at the door: one person")
    window.buttons["L"].click()
    qtbot.waitUntil(lambda: "say so explicitly" in window.told.text())
    assert window.reason.text() == "seen at the door: one person"
    window.decided.setChecked(True)
    window.buttons["L"].click()
    qtbot.waitUntil(lambda: "decision with a reason" in window.told.text())
    window.reject()


def test_the_key_and_the_command_open_it_once(qtbot: QtBot, keeping: TwinKeeping) -> None:
    (command,) = keeping.commands()
    assert command.key == KEY
    command.run()
    first = keeping.window
    keeping.open()
    assert keeping.window is first
    assert first is not None
    qtbot.waitUntil(lambda: bool(first.pairs.rows))
    first.reject()
    qtbot.waitUntil(lambda: keeping.window is None)


def test_a_role_that_may_not_has_no_window(filled: Store) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    handler = Actor(CLERK.account_id, CLERK.login, CLERK.name, "handler", 1, COMMUNITY)
    found = keeping_ports(filled, handler, zone)
    assert (found.keep, found.twins, found.visits) == (None, None, None)
    collector = keeping_ports(filled, Actor(1, "a", "b", "collector", 1, COMMUNITY), zone)
    assert collector.twins is None
    assert collector.visits is not None


def test_further_numbers_and_merges_are_read_by_key_and_by_scrolling(
    qtbot: QtBot, keeping: TwinKeeping, filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        person_twins, "SHOWN_AT_ONCE", 25
    )  # more than are in view, else it reads on by itself
    with filled.begin() as session:
        for number in range(59):
            for row in (100, 200):
                twin = Person(id=row + number, name="赵某", id_number=f"70990119900101{number:04d}")
                twin.community_code, twin.synthetic = COMMUNITY, True
                session.add(twin)
    keeping.open()
    window = keeping.window
    assert window is not None
    qtbot.waitUntil(lambda: len(window.pairs.rows) == 25)
    assert window.counted.text() == "25 of 60 numbers"
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window.table, "m")
    qtbot.waitUntil(lambda: len(window.pairs.rows) == 50)
    assert window.table.currentIndex().row() == 0
    qtbot.keyClick(window.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: window.counted.text() == "60 of 60 numbers")
    assert len({line.key for line in window.pairs.rows}) == 60
    assert not window.buttons["M"].isEnabled()
    with filled.begin() as session:
        decided = partial(merge_persons, session, reason="seen at the door of the household", decided=True)
        for number in range(3):
            decided(kept=100 + number, merged=200 + number, by=HEAD, now=store_time(session))
    monkeypatch.setattr(person_twins, "SHOWN_AT_ONCE", 2)
    window.turn()
    qtbot.waitUntil(lambda: window.counted.text().endswith("of 3 merges"))
    qtbot.keyClick(window.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(window.pairs.rows) == 3)
    with filled.read() as session:
        assert session.scalars(select(AuditEntry.action)).all().count(TWINS_LIST) == 5
    window.reject()


def test_a_comparison_that_comes_after_others_were_marked_is_not_shown(
    qtbot: QtBot, keeping: TwinKeeping, window: TwinsWindow
) -> None:
    window.compare_chosen()
    window._fill_rows()
    qtbot.waitUntil(lambda: not keeping._background.busy)
    assert window.comparison is None
    assert not window.buttons["L"].isEnabled()
    compared(qtbot, window)
    window.reject()
