"""The responsibility list on the Administration page, with real keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.pages.administration_routing import RoutingTab
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.domain.errors import Refusal
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, ResponsibilityRule, Ruling
from tests.desktop.pages.administration_opener import Opener, opening
from tests.services.matters import CATEGORY, report, to_dispatched
from tests.services.routing_samples import START, add_rule, ruled_once, take_back

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class RoutingTabs(Opener):
    def __call__(self, role: str = "supervisor") -> tuple[AdministrationPage, RoutingTab]:
        page = self.page(role)
        tab = page.routing
        assert tab is not None
        self.qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: tab.isVisible() and not tab._stale)
        return page, tab


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[RoutingTabs]:
    with opening(RoutingTabs, qtbot, qapp, store) as made:
        yield made


def asked(qtbot: QtBot, tab: RoutingTab, widget: QWidget, key: Qt.Key) -> MoveDialog:
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    widget.setFocus()
    qtbot.keyClick(widget, key)
    qtbot.waitUntil(lambda: tab.forms.dialog is not None)
    dialog = tab.forms.dialog
    assert dialog is not None
    return dialog


def sent(qtbot: QtBot, tab: RoutingTab, dialog: MoveDialog) -> None:
    with qtbot.waitSignal(tab.forms.taken):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: tab.forms.dialog is None)


def cells(tab: RoutingTab, row: int = 0) -> list[str]:
    return [column.text(tab.rules.rows[row]) for column in tab.rules.model.columns]


def choose(box: QWidget, value: str) -> None:
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(value))


def test_a_line_is_entered_with_the_keyboard(qtbot: QtBot, opened: RoutingTabs, store: Store) -> None:
    _, tab = opened()
    assert tab.rules.states.state.headline.text() == "The list is empty"
    dialog = asked(qtbot, tab, tab, Qt.Key.Key_N)
    choose(dialog.fields["set"], "matters")
    qtbot.keyClicks(dialog.fields["category"], f"{CATEGORY} blocked fire lane")
    qtbot.keyClicks(dialog.fields["place"], "709901001")
    choose(dialog.fields["unit"], "U2")
    qtbot.keyClicks(dialog.fields["basis"], "Act 12")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: bool(tab.rules.rows))
    assert cells(tab)[:6] == [
        "T01 blocked fire lane × 江南街道",
        "City management",
        "—",
        "0 / 0",
        "—",
        "Act 12",
    ]
    with store.read() as session:
        assert session.scalars(select(ResponsibilityRule.enterer)).one() == "supervisor 一号"


def test_a_refusal_keeps_what_was_typed(qtbot: QtBot, opened: RoutingTabs) -> None:
    _, tab = opened()
    dialog = asked(qtbot, tab, tab, Qt.Key.Key_N)
    choose(dialog.fields["set"], "matters")
    qtbot.keyClicks(dialog.fields["category"], "X99")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert "there is no category “X99”" in dialog.refusal.text()
    assert dialog.inputs()["category"] == "X99"
    dialog.reject()


def test_a_line_is_changed_and_ended_and_the_old_ones_can_be_shown(
    qtbot: QtBot, opened: RoutingTabs, store: Store
) -> None:
    add_rule(store, 2)
    _, tab = opened()
    dialog = asked(qtbot, tab, tab.rules.table, Qt.Key.Key_E)
    assert dialog.inputs()["category"] == CATEGORY
    choose(dialog.fields["unit"], "U3")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: [row.unit_id for row in tab.rules.rows] == [3])
    dialog = asked(qtbot, tab, tab.rules.table, Qt.Key.Key_D)
    qtbot.keyClicks(dialog.fields["reason"], "done elsewhere")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: not tab.rules.rows)
    tab.ended.click()
    assert [row.unit_id for row in tab.rules.rows] == [2, 3]
    assert "by supervisor 一号" in cells(tab, 1)[6]


def test_the_incidents_behind_a_hit_rate_open(qtbot: QtBot, opened: RoutingTabs, store: Store) -> None:
    rule = add_rule(store, 2)
    first = report(store, now=START)
    to_dispatched(store, first, START, unit="2")
    take_back(store, first, 10)
    second = report(store, now=START + timedelta(hours=1), key="form-2")
    to_dispatched(store, second, START + timedelta(hours=1), unit="3")
    page, tab = opened()
    assert cells(tab)[2:5] == ["50 %", "1 / 2", "0 %"]
    tab.rules.table.setFocus()
    tab.rules.table.choose(rule)
    qtbot.keyClick(tab.rules.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tab.behind is not None)
    dialog = tab.behind
    assert dialog is not None
    words = [dialog.days.itemText(place) for place in range(dialog.days.count())]
    assert words == ["proposed: 2", "taken: 1", "passed over: 1", "returned afterwards: 1"]
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    dialog.days.setFocus()
    qtbot.keyClick(dialog.days, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: [row.id for row in dialog.model.rows()] == [first])
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert wanted.args == [first]


def test_those_that_miss_stand_first_on_demand_and_words_narrow(
    qtbot: QtBot, opened: RoutingTabs, store: Store
) -> None:
    add_rule(store, 2, category="06")
    missing = add_rule(store, 3)
    key = report(store, now=START)
    to_dispatched(store, key, START, unit="2")
    _, tab = opened()
    assert [row.id for row in tab.rules.rows][-1] == missing
    tab.rules.table.setFocus()
    qtbot.keyClick(tab.rules.table, Qt.Key.Key_M)
    assert tab.rules.rows[0].id == missing
    qtbot.keyClick(tab.rules.table, Qt.Key.Key_Slash)
    assert tab.search.hasFocus()
    qtbot.keyClicks(tab.search, "housing")
    assert [row.id for row in tab.rules.rows] == [missing]
    qtbot.keyClicks(tab.search, " zzz")
    assert tab.rules.states.state.headline.text() == "No line fits"


def test_a_ruling_becomes_a_line_by_one_key(qtbot: QtBot, opened: RoutingTabs, store: Store) -> None:
    ruled_once(store)
    _, tab = opened("leader")
    dialog = asked(qtbot, tab, tab.rulings.table, Qt.Key.Key_R)
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: [row.unit_id for row in tab.rules.rows] == [3])
    assert tab.rules.rows[0].enterer == "leader 一号"
    assert tab.rulings.model.columns[-1].text(tab.rulings.rows[0]) == "a line of the list"


def test_a_ruling_is_marked_as_not_to_be_followed_with_a_reason(
    qtbot: QtBot, opened: RoutingTabs, store: Store
) -> None:
    ruled_once(store)
    _, tab = opened()
    dialog = asked(qtbot, tab, tab.rulings.table, Qt.Key.Key_X)
    qtbot.keyClicks(dialog.fields["reason"], "handed over")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: bool(tab.rulings.rows) and bool(tab.rulings.rows[0].dismissal))
    assert tab.rulings.model.columns[-1].text(tab.rulings.rows[0]) == "no: handed over (supervisor 一号)"
    with store.read() as session:
        assert session.scalars(select(Ruling.dismissal)).one() == "handed over"


def test_who_does_not_keep_the_list_is_told_so(qtbot: QtBot, opened: RoutingTabs, store: Store) -> None:
    add_rule(store, 2)
    _, tab = opened("handler")
    assert not any(made.isEnabled() for made in tab.buttons.values())
    tab.rules.table.setFocus()
    with qtbot.waitSignal(tab.notice) as told:
        qtbot.keyClick(tab.rules.table, Qt.Key.Key_E)
    assert told.args is not None
    assert "is kept by the shift supervisor" in str(told.args[0])
    assert tab.forms.dialog is None


def test_a_change_elsewhere_is_shown_and_the_command_bar_knows_the_tab(
    qtbot: QtBot, opened: RoutingTabs, store: Store
) -> None:
    page, tab = opened()
    add_rule(store, 2)
    page.apply_subject("responsibility")
    qtbot.waitUntil(lambda: len(tab.rules.rows) == 1)
    titles = [command.title for command in page.commands()]
    assert "Responsibility list" in titles
    assert {"New line", "Change", "End", "Make a rule of it", "Not to be followed"} <= set(titles)
    use_language("zh")
    page.retranslate()
    assert page.tabs.tabText(1) == "权责清单"
    assert "权责清单" in [command.title for command in page.commands()]


def test_the_columns_say_in_chinese_what_a_line_is_about(opened: RoutingTabs) -> None:
    _, tab = opened()
    use_language("zh")
    assert [
        model.columns[place].title() for model, place in ((tab.rules.model, 0), (tab.rulings.model, 1))
    ] == [
        "事项与地域",
        "事项与地域",
    ]


def test_tab_comes_to_the_lists_and_not_to_what_lies_behind_them(opened: RoutingTabs, qtbot: QtBot) -> None:
    page, tab = opened()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.tabs.setFocus()
    stops = []
    for _ in range(8):
        qtbot.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        stops.append(page.focusWidget())
    assert tab not in stops
    assert tab.search in stops


def test_in_a_new_line_nothing_is_chosen_by_itself_and_a_name_is_enough(
    opened: RoutingTabs, qtbot: QtBot, store: Store
) -> None:
    _, tab = opened()
    dialog = asked(qtbot, tab, tab, Qt.Key.Key_N)
    assert (dialog.inputs().get("set", ""), dialog.inputs().get("unit", "")) == ("", "")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    choose(dialog.fields["set"], "matters")
    with store.read() as session:
        name = session.scalars(select(Category.name).where(Category.code == CATEGORY)).one()
    category = dialog.fields["category"]
    assert isinstance(category, QLineEdit)
    category.setText(name)
    choose(dialog.fields["unit"], "U2")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: bool(tab.rules.rows))
    assert tab.rules.rows[0].cell.category_code == CATEGORY


def test_no_key_acts_on_a_line_that_a_state_stands_in_for(
    opened: RoutingTabs, qtbot: QtBot, store: Store
) -> None:
    add_rule(store, 2)
    _, tab = opened()
    tab._failed(Refusal("the store is away"))
    tab.setFocus()
    for key in (Qt.Key.Key_E, Qt.Key.Key_D, Qt.Key.Key_R, Qt.Key.Key_X, Qt.Key.Key_Return):
        qtbot.keyClick(tab, key)
    qtbot.waitUntil(lambda: not opened.background.busy)
    assert tab.forms.dialog is None
    assert not any(tab.buttons[key].isEnabled() for key in "EDRX")
    tab.rules.states.repeat()
    qtbot.waitUntil(lambda: tab.rules.filled)
    assert tab.buttons["E"].isEnabled()
