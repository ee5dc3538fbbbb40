"""Who holds an incident stands in its head: the lead and every unit called in, reached and read by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_holders import HoldersStrip
from gridcenter.desktop.theme import Theme
from gridcenter.domain.duty import DESPITE, Availability
from gridcenter.domain.joint import CoHandler
from gridcenter.domain.move_choices import FieldChoice, MoveChoice, MoveField
from gridcenter.domain.names import Name
from gridcenter.language import use_language
from gridcenter.services.unit_load import Duty, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import Step
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import actor, at, report, settle, to_handling

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
START = at("11-16 09:00")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Desk]:
    use_language("en")
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, START)
    theme = Theme()
    theme.dress(qapp)
    made = Desk(store, theme, role="handler")
    qtbot.addWidget(made.page)
    made.page.resize(1366, 768)
    with qtbot.waitExposed(made.page):
        made.page.show()
    made.read_all()
    made.page.show_incident(key)
    qtbot.waitUntil(lambda: bool(made.page.moves.choices))
    yield made
    made.page.close()
    assert made.background.close()


def form_of(qtbot: QtBot, desk: Desk, letter: Qt.Key) -> MoveDialog:
    page = desk.page
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, letter)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    return page.dialog


def call_in(qtbot: QtBot, desk: Desk, unit: str, *, despite: str = "") -> None:
    dialog = form_of(qtbot, desk, Qt.Key.Key_L)
    box, asked = dialog.fields["co_unit"], dialog.fields["reason"]
    assert isinstance(box, QComboBox)
    assert isinstance(asked, QPlainTextEdit)
    box.setCurrentIndex(box.findData(unit))
    qtbot.keyClicks(asked, "look at the pipes")
    if despite:
        why = dialog.fields[DESPITE]
        assert isinstance(why, QLineEdit)
        assert why.isVisible()
        qtbot.keyClicks(why, despite)
    with qtbot.waitSignal(desk.page.notice):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.page.dialog is None)
    qtbot.waitUntil(lambda: any(str(one.unit_id) == unit for one in calls_of(desk)))


def calls_of(desk: Desk) -> tuple[CoHandler, ...]:
    return desk.page.detail.co_handlers if desk.page.detail is not None else ()


def units_of(desk: Desk) -> tuple[FieldChoice, ...]:
    (calls,) = [one for one in desk.page.moves.choices if one.action == "call_in"]
    return calls.fields[0].choices


def test_the_lead_and_every_unit_called_in_have_a_chip_and_enter_shows_the_working_of_each(
    qtbot: QtBot, desk: Desk
) -> None:
    strip = desk.page.head.holders
    assert not strip.isVisible()
    call_in(qtbot, desk, "3")
    qtbot.waitUntil(lambda: len(strip.chips) == 2)
    lead, called = strip.chips
    assert lead.text().startswith("lead · City management")
    assert called.text().startswith("co-handler · Housing bureau")
    assert "asked: look at the pipes" in called.accessibleDescription()
    called.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(called, Qt.Key.Key_Return)
    assert "Co-handling · Housing bureau" in desk.page.working.sub.text()
    qtbot.keyClick(lead, Qt.Key.Key_Return)
    assert "Housing bureau" not in desk.page.working.sub.text()


def test_chips_without_room_are_counted_behind_the_others_and_the_lead_stays(
    qtbot: QtBot, desk: Desk
) -> None:
    for unit in ("3", "1"):
        call_in(qtbot, desk, unit)
    assert desk.page.detail is not None
    strip = HoldersStrip(Theme(), DISTRICT_ZONE)
    qtbot.addWidget(strip)
    strip.resize(330, 40)
    strip.show_incident(desk.page.detail, START)
    assert [chip.isHidden() for chip in strip.chips] == [False, True, True]
    assert strip.rest.text() == "2 more"


def test_naming_a_busy_unit_asks_the_reason_in_the_form_and_only_then(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    with store.begin() as session:
        set_duty(session, 3, Duty(Availability.BUSY), reason="防汛", by=actor("supervisor"), now=START)
    desk.page.apply_subject("unit")
    qtbot.waitUntil(lambda: any(one.warning for one in units_of(desk)))
    dialog = form_of(qtbot, desk, Qt.Key.Key_L)
    box = dialog.fields["co_unit"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("1"))
    assert not dialog.fields[DESPITE].isVisible()
    assert DESPITE not in dialog.inputs()
    box.setCurrentIndex(box.findData("3"))
    assert dialog.fields[DESPITE].isVisible()
    assert "busy" in box.currentText()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: desk.page.dialog is None)
    call_in(qtbot, desk, "3", despite="only they have the plan")
    with store.read() as session:
        opinions = session.scalars(select(Step.opinion)).all()
    assert any("only they have the plan" in opinion for opinion in opinions)


def test_a_unit_that_became_busy_meanwhile_is_asked_for_after_the_refusal_and_what_was_typed_stays(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    dialog = form_of(qtbot, desk, Qt.Key.Key_L)
    box, asked = dialog.fields["co_unit"], dialog.fields["reason"]
    assert isinstance(box, QComboBox)
    assert isinstance(asked, QPlainTextEdit)
    box.setCurrentIndex(box.findData("3"))
    asked.setPlainText("look")
    with store.begin() as session:
        set_duty(session, 3, Duty(Availability.BUSY), reason="防汛", by=actor("supervisor"), now=START)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(dialog.refusal.isVisible)
    assert "Housing bureau is busy" in dialog.refusal.text()
    assert asked.toPlainText() == "look"
    assert dialog.fields[DESPITE].isVisible()


def test_a_form_grows_until_what_came_into_it_stands_there_whole(qtbot: QtBot, theme: Theme) -> None:
    sentence = (
        "Urban management bureau is busy since 11-23 14:29, with 47 open tasks, until 11-23 21:29. " * 2
    )
    free = FieldChoice(
        "1", Name("一", "one"), ground="responsibility list: dirty water, all places, hit rate 50 %"
    )
    busy = FieldChoice("2", Name("二", "two"), warning=sentence)
    unit = MoveField("unit", Name("单位", "unit"), "unit", choices=(replace(free, proposed=True), busy))
    despite = MoveField(DESPITE, Name("理由", "reason"), "line", warns="unit")
    name = Name("派遣", "dispatch")
    choice = MoveChoice("dispatch", name, (unit, despite), "", usual=True, letter="P", opinion=True)
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    dialog = MoveDialog(theme, choice, "about", version=1, parent=parent)
    dialog.open()
    box = dialog.fields["unit"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(1)
    warning = next(one for one in dialog.findChildren(QLabel) if one.text() == sentence)
    qtbot.waitUntil(lambda: warning.height() >= warning.heightForWidth(warning.width()))
    box.setCurrentIndex(0)
    dialog.reject()
