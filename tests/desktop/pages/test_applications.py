"""Applying, deciding and withdrawing on the page, with the keys that people press."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desk.ports import awaiting_applications
from gridcenter.desktop.awaiting_desk import AwaitingDesk
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import RuleBroken
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.desktop.pages.role_desks import desks as desks
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import actor, apply, at, decide, report, to_handling

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

START = at("11-16 09:00")
DIGITS = {
    "approve_application": Qt.Key.Key_1,
    "refuse_application": Qt.Key.Key_2,
    "withdraw_application": Qt.Key.Key_3,
}


@pytest.fixture
def handled(desks: dict[str, Desk], store: Store) -> int:
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def review_date() -> str:
    return f"{utc_now() + timedelta(days=10):%Y-%m-%d %H:%M}"


def parking(store: Store, incident: int) -> int:
    return apply(
        store,
        incident,
        "suspend",
        "supervisor",
        at("11-16 10:00"),
        reason="等待配件",
        review_date=review_date(),
    )


def shown(qtbot: QtBot, desk: Desk, incident: int) -> IncidentsPage:
    page = desk.page
    with qtbot.waitExposed(page):
        page.show()
    desk.read_all()
    page.show_incident(incident)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == incident)
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    return page


def pressed(qtbot: QtBot, page: IncidentsPage, key: Qt.Key) -> None:
    qtbot.keyClick(page.queue.table, key)
    qtbot.waitUntil(lambda: page.dialog is not None)


def fill(page: IncidentsPage, **inputs: str) -> None:
    assert page.dialog is not None
    for code, text in inputs.items():
        editor = page.dialog.fields[code]
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)


def send(qtbot: QtBot, page: IncidentsPage) -> None:
    assert page.dialog is not None
    with qtbot.waitSignal(page.notice):
        qtbot.keyClick(page.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def awaiting_desk(desk: Desk) -> AwaitingDesk:
    """The list of what awaits a decision, on a desk that has the page only."""
    page = desk.page
    ask = awaiting_applications(desk.store, desk.actor)
    made = AwaitingDesk(page, ask, desk.actor, desk.background, Theme(), zone=DISTRICT_ZONE)
    made.incident_wanted.connect(page.show_incident)
    return made


def labels(page: IncidentsPage) -> str:
    return "\n".join(one.text() for one in page.moves.findChildren(QLabel))


def test_a_button_says_that_it_applies_and_the_leader_approves_by_a_key(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    page = shown(qtbot, desks["supervisor"], handled)
    assert page.moves.buttons["suspend"].text() == "apply for: park"
    pressed(qtbot, page, Qt.Key.Key_G)
    fill(page, reason="waiting for parts", review_date=review_date())
    send(qtbot, page)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.applications == 1)
    assert page.detail is not None
    assert not page.detail.row.paused
    assert "Applied for: park until" in labels(page)
    assert "waiting for parts" in labels(page)
    assert "still awaits its decision" in page.moves.refusals["suspend"]
    assert "somebody else must decide" in page.moves.refusals["approve_application"]
    page.hide()
    page = shown(qtbot, desks["leader"], handled)
    pressed(qtbot, page, DIGITS["approve_application"])
    fill(page, opinion="agreed")
    send(qtbot, page)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.paused)
    assert page.detail is not None
    last = page.detail.steps[-1]
    assert (last.action_name.en, last.actor) == ("approve: park", "leader 一号")
    assert last.opinion.startswith("agreed")
    assert page.detail.row.review_at is not None
    assert page.moves.applications is None


def test_whoever_is_second_to_decide_gets_a_sentence_and_keeps_the_text(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    application = parking(store, handled)
    page = shown(qtbot, desks["leader"], handled)
    pressed(qtbot, page, DIGITS["refuse_application"])
    dialog = page.dialog
    assert dialog is not None
    fill(page, reason="parts are in the depot")
    other = actor("leader")
    decide(store, application, other, at("11-16 10:05"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert "approved this application at 11-16 10:05 already" in dialog.refusal.text()
    assert dialog.inputs()["reason"] == "parts are in the depot"
    dialog.reject()


def test_a_refusal_without_a_reason_is_refused_and_then_stands_in_the_trace(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    parking(store, handled)
    page = shown(qtbot, desks["leader"], handled)
    pressed(qtbot, page, DIGITS["refuse_application"])
    dialog = page.dialog
    assert dialog is not None
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert dialog.refusal.text() == "write why the application is refused"
    fill(page, reason="repair it first")
    send(qtbot, page)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.applications == 0)
    assert page.detail is not None
    last = page.detail.steps[-1]
    assert (last.action_name.en, last.reason.zh) == ("refuse: park", "repair it first")
    assert not page.detail.row.paused


def test_the_applicant_takes_it_back_by_a_key(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    parking(store, handled)
    page = shown(qtbot, desks["supervisor"], handled)
    pressed(qtbot, page, DIGITS["withdraw_application"])
    send(qtbot, page)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.applications == 0)
    assert page.detail is not None
    assert page.detail.steps[-1].action_name.en == "withdraw the application: park"
    assert page.moves.buttons["suspend"].isEnabled()


def test_what_awaits_my_decision_is_listed_by_key_and_enter_goes_there(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    parking(store, handled)
    other = report(store, now=at("11-16 09:30"), key="other")
    page = shown(qtbot, desks["leader"], other)
    awaiting = awaiting_desk(desks["leader"])
    qtbot.keyClick(
        page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: awaiting.dialog is not None)
    listed = awaiting.dialog
    assert listed is not None
    assert listed.list.count() == 1
    assert listed.list.item(0).text().startswith(f"Applied for: park until {review_date()[:10]}")
    assert "等待配件" in listed.list.item(0).text()
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == handled)
    assert awaiting.dialog is None


def test_an_empty_list_says_so_and_an_own_application_is_not_in_it(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, handled: int
) -> None:
    parking(store, handled)
    shown(qtbot, desks["supervisor"], handled)
    awaiting = awaiting_desk(desks["supervisor"])
    (command,) = awaiting.commands()
    assert (command.title, command.key) == ("Applications that await your decision…", "Ctrl+Shift+A")
    command.run()
    qtbot.waitUntil(lambda: awaiting.dialog is not None)
    listed = awaiting.dialog
    assert listed is not None
    assert listed.list.count() == 0
    assert any(one.text() == "Nothing awaits your decision." for one in listed.findChildren(QLabel))
    listed.reject()


def test_a_decision_changes_nothing_when_the_approver_may_not(store: Store, handled: int) -> None:
    application = parking(store, handled)
    with pytest.raises(RuleBroken, match="this is decided by: leader"):
        decide(store, application, actor("dispatcher"), at("11-16 10:05"))
    with store.read() as session:
        assert session.get_one(Incident, handled).state == "handling"


def test_on_a_small_page_the_words_of_an_application_leave_its_buttons_in_sight(
    qtbot: QtBot, desks: dict[str, Desk], handled: int
) -> None:
    page = shown(qtbot, desks["supervisor"], handled)
    page.resize(1318, 650)
    pressed(qtbot, page, Qt.Key.Key_G)
    fill(page, reason="waiting for parts", review_date=review_date())
    send(qtbot, page)
    page.hide()
    page = shown(qtbot, desks["leader"], handled)
    page.resize(1318, 650)
    approve = page.moves.buttons["approve_application"]
    qtbot.waitUntil(lambda: approve.visibleRegion().boundingRect().height() == approve.height())
