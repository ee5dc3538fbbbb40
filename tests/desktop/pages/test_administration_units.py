"""The units on the Administration page, with real keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.clock import utc_now
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.administration_facts import counted_tables
from gridcenter.desktop.pages.administration_units import UnitsTab
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.domain.board import EVERYTHING, Board, BoardChange
from gridcenter.domain.duty import Availability
from gridcenter.domain.typed_times import example_moment
from gridcenter.language import use_language
from gridcenter.services.unit_load import Duty, set_duty
from gridcenter.store.contents import table_sizes
from gridcenter.store.engine import Store
from gridcenter.store.models import Unit, UnitDuty
from tests.desktop.pages.administration_opener import Opener, opening
from tests.services.matters import actor, at, report, to_dispatched

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

CITY, HOUSING = 2, 3
CONTROL = Qt.KeyboardModifier.ControlModifier


class UnitsTabs(Opener):
    def __call__(self, role: str = "supervisor") -> tuple[AdministrationPage, UnitsTab]:
        page = self.page(role)
        tab = page.units
        assert tab is not None
        for _ in range(page.beside().index(tab) + 1):
            self.qtbot.keyClick(page, Qt.Key.Key_L, CONTROL)
        self.qtbot.waitUntil(lambda: tab.isVisible() and bool(tab.units.rows))
        return page, tab


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[UnitsTabs]:
    with opening(UnitsTabs, qtbot, qapp, store) as made:
        yield made


def asked(qtbot: QtBot, tab: UnitsTab, unit: int, key: Qt.Key) -> MoveDialog:
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.units.table.setFocus()
    assert tab.units.table.choose(unit)
    qtbot.keyClick(tab.units.table, key)
    qtbot.waitUntil(lambda: tab.forms.dialog is not None)
    dialog = tab.forms.dialog
    assert dialog is not None
    return dialog


def sent(qtbot: QtBot, tab: UnitsTab, dialog: MoveDialog) -> None:
    with qtbot.waitSignal(tab.forms.taken):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tab.forms.dialog is None)


def cells(tab: UnitsTab, unit: int) -> list[str]:
    row = next(one for one in tab.units.rows if one.load.unit_id == unit)
    return [column.text(row) for column in tab.units.model.columns]


def told(tab: UnitsTab) -> list[list[str]]:
    """Return the history on show, without its times."""
    return [[column.text(row) for column in tab.history.model.columns][1:] for row in tab.history.rows]


def say(store: Store, duty: Duty, *, unit: int = HOUSING, reason: str = "drill") -> None:
    with store.begin() as session:
        set_duty(session, unit, duty, reason=reason, by=actor("leader"), now=utc_now())


def test_a_unit_is_set_busy_and_free_again_with_the_keyboard(
    qtbot: QtBot, opened: UnitsTabs, store: Store
) -> None:
    _, tab = opened()
    until = (utc_now() + timedelta(days=2)).astimezone(DISTRICT_ZONE)
    dialog = asked(qtbot, tab, HOUSING, Qt.Key.Key_B)
    qtbot.keyClicks(dialog.fields["until"], f"{until:%Y-%m-%d %H:%M}")
    qtbot.keyClicks(dialog.fields["reason"], "flood watch")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: cells(tab, HOUSING)[2] == f"busy until {until:%m-%d %H:%M}")
    assert cells(tab, HOUSING)[6:] == ["supervisor 一号", "flood watch"]
    dialog = asked(qtbot, tab, HOUSING, Qt.Key.Key_F)
    assert "until" not in dialog.fields
    qtbot.keyClicks(dialog.fields["reason"], "over")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: cells(tab, HOUSING)[2] == "free")
    qtbot.waitUntil(lambda: len(tab.history.rows) == 2)
    assert [line[:1] + line[3:] for line in told(tab)] == [
        ["free", "over", "supervisor 一号"],
        ["busy", "flood watch", "supervisor 一号"],
    ]
    with store.read() as session:
        assert session.scalars(select(UnitDuty.setter_role)).all() == ["supervisor", "supervisor"]


def test_a_refusal_keeps_what_was_typed(qtbot: QtBot, opened: UnitsTabs) -> None:
    _, tab = opened()
    dialog = asked(qtbot, tab, HOUSING, Qt.Key.Key_O)
    qtbot.keyClicks(dialog.fields["until"], "tomorrow")
    qtbot.keyClicks(dialog.fields["reason"], "leave")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    example = example_moment(utc_now(), DISTRICT_ZONE)
    assert dialog.refusal.text() == f"“tomorrow” is not a time: write it as {example}"
    assert dialog.inputs() == {"until": "tomorrow", "reason": "leave"}
    dialog.reject()


def test_a_unit_may_hold_what_is_written_and_else_what_its_kind_may(
    qtbot: QtBot, opened: UnitsTabs, store: Store
) -> None:
    _, tab = opened()
    usual = cells(tab, HOUSING)[4]
    dialog = asked(qtbot, tab, HOUSING, Qt.Key.Key_C)
    qtbot.keyClicks(dialog.fields["most"], "7")
    qtbot.keyClicks(dialog.fields["reason"], "three cars")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: cells(tab, HOUSING)[4] == "7")
    dialog = asked(qtbot, tab, HOUSING, Qt.Key.Key_C)
    editor = dialog.fields["most"]
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "7"
    editor.setText("seven")
    qtbot.keyClicks(dialog.fields["reason"], "all cars")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert "“seven” is no number of tasks" in dialog.refusal.text()
    editor.clear()
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: cells(tab, HOUSING)[4] == usual)
    with store.read() as session:
        assert session.scalars(select(Unit.capacity).where(Unit.id == HOUSING)).one() is None


def test_a_change_at_another_desk_is_shown_with_its_history(
    qtbot: QtBot, opened: UnitsTabs, store: Store
) -> None:
    page, tab = opened()
    tab.units.table.choose(HOUSING)
    qtbot.waitUntil(lambda: tab.history.states.state.headline.text() == "Nothing was said yet")
    say(store, Duty(Availability.OFF_DUTY))
    page.apply_subject("unit")
    qtbot.waitUntil(lambda: cells(tab, HOUSING)[2] == "off duty")
    assert tab.units.table.current_id() == HOUSING
    qtbot.waitUntil(lambda: bool(tab.history.rows))
    assert told(tab)[0][0] == "off duty"
    qtbot.keyClick(tab.units.table, Qt.Key.Key_Return)
    assert tab.history.table.hasFocus()


def test_tasks_are_counted_again_while_incidents_change(
    qtbot: QtBot, opened: UnitsTabs, store: Store
) -> None:
    page, tab = opened()
    assert cells(tab, CITY)[3] == "0"
    start = at("11-17 16:41")
    to_dispatched(store, report(store, now=start), start, unit=str(CITY))
    page.apply_board(Board(), BoardChange(), EVERYTHING, start)
    page.tick(start.replace(second=3))
    page.tick(start.replace(second=10))
    qtbot.waitUntil(lambda: cells(tab, CITY)[3] == "1")


def test_those_without_room_and_what_is_searched_are_left(
    qtbot: QtBot, opened: UnitsTabs, store: Store
) -> None:
    say(store, Duty(Availability.BUSY))
    _, tab = opened()
    assert tab.panels[0].sub.text() == "3 of 3 · 1 without room"
    tab.units.table.setFocus()
    qtbot.keyClick(tab.units.table, Qt.Key.Key_U)
    assert [row.load.unit_id for row in tab.units.rows] == [HOUSING]
    qtbot.keyClick(tab.units.table, Qt.Key.Key_Slash)
    qtbot.keyClicks(tab.search, "jiangnan")
    assert tab.units.states.state.headline.text() == "No unit fits"
    tab.engaged.click()
    assert [row.load.unit_id for row in tab.units.rows] == [1]


def test_a_unit_speaks_for_itself_only_and_is_told_so(qtbot: QtBot, opened: UnitsTabs) -> None:
    _, tab = opened("handler")
    tab.units.table.setFocus()
    tab.units.table.choose(HOUSING)
    assert not any(made.isEnabled() for made in tab.buttons.values())
    assert tab.panels[0].sub.text().endswith("only the centre and the unit itself say how available it is")
    with qtbot.waitSignal(tab.notice) as told_so:
        qtbot.keyClick(tab.units.table, Qt.Key.Key_B)
    assert told_so.args == ["only the centre and the unit itself say how available it is"]
    assert tab.forms.dialog is None
    dialog = asked(qtbot, tab, CITY, Qt.Key.Key_O)
    qtbot.keyClicks(dialog.fields["reason"], "night")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: cells(tab, CITY)[2] == "off duty")


def test_every_table_that_is_counted_has_its_word(opened: UnitsTabs, store: Store) -> None:
    with store.read() as session:
        assert [table for table, _ in counted_tables()] == list(table_sizes(session))


def test_the_command_bar_knows_the_tab_in_both_languages(opened: UnitsTabs) -> None:
    page, _ = opened()
    titles = [command.title for command in page.commands()]
    assert {"Units", "Say that the unit is busy", "Say how many tasks the unit may hold"} <= set(titles)
    use_language("zh")
    page.retranslate()
    assert page.tabs.tabText(2) == "单位"
    assert "设该单位为忙碌" in [command.title for command in page.commands()]
