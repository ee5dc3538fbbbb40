"""Every one of the 26 moves of the code list (案卷流程) is taken on the Incidents page by its key, on both stores."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from gridcenter.clock import utc_now
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import OPINION, MoveDialog
from gridcenter.domain.adjustments import APPROVE
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, Step
from tests.desktop.pages.role_desks import desks as desks
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import actor, attached, report

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

TO_DISPATCHED = ("register", "accept", "to_dispatch", "dispatch")
TO_CHECKING = ("receive", "start", "finish", "send_check", "check_start")
WALKS = (
    ("send_verify", "verify", "back", "register", "reject"),
    (
        *("register", "accept", "to_dispatch", "back", "accept", "to_dispatch", "dispatch"),
        *("receive", "return", "redispatch", "receive", "start", "apply_extend", "suspend", "resume"),
        *("finish", "send_check", "check_start", "fail", "rework"),
        *(*TO_CHECKING, "pass", "to_close", "close"),
    ),
    ("force_close",),
    ("cancel",),
)
MOVES = frozenset(
    [
        "send_verify",
        "verify",
        "register",
        "accept",
        "reject",
        "back",
        "to_dispatch",
        "dispatch",
        "receive",
        "start",
        "return",
        "redispatch",
        "apply_extend",
        "suspend",
        "resume",
        "finish",
        "send_check",
        "check_start",
        "pass",
        "fail",
        "rework",
        "to_close",
        "close",
        "force_close",
        "cancel",
    ]
)
"""The list has 26 lines; `back` starts in two states."""


def test_the_walks_hold_every_move_of_the_list() -> None:
    assert {action for walk in WALKS for action in walk} == MOVES
    assert len(MOVES) == 26 - 1


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk[-1])
def test_every_move_is_taken_on_the_page_by_its_key(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, walk: tuple[str, ...]
) -> None:
    incident = report(store, now=utc_now() - timedelta(minutes=5))
    report(store, now=utc_now(), key="beside")  # so that the queue is not empty at the end
    for action in walk:
        prove(store, incident)
        taken_by_key(qtbot, desks, store, incident, action)
    with store.read() as session:
        steps = session.scalars(
            select(Step.action).where(Step.incident_id == incident).order_by(Step.sequence)
        ).all()
    assert [one for one in steps if one in MOVES] == list(walk)


def prove(store: Store, incident: int) -> None:
    """Attach what a category may ask as proof before the task is reported as handled."""
    with store.begin() as session:
        if session.get_one(Incident, incident).state == "handling":
            attached(session, incident, "after", by=actor("handler"))


def taken_by_key(qtbot: QtBot, desks: dict[str, Desk], store: Store, incident: int, action: str) -> None:
    """Take the move as whoever may; where it is applied for, have the leader approve it by key."""
    page, applied = opened(qtbot, desks, store, incident, action)
    send(qtbot, page, action)
    if applied:
        qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.applications == 1)
        page.hide()
        page = shown(qtbot, desks["leader"], store, incident)
        send(qtbot, page, APPROVE)
    qtbot.waitUntil(lambda: action in trace(store, incident)[-1:], timeout=15_000)
    page.hide()


def opened(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, incident: int, action: str
) -> tuple[IncidentsPage, bool]:
    for desk in desks.values():
        page = shown(qtbot, desk, store, incident)
        found = [one for one in page.moves.choices if one.action == action and not one.refusal]
        if found:
            return page, found[0].applied_for
        page.hide()
    raise AssertionError(f"nobody may take {action}")


def shown(qtbot: QtBot, desk: Desk, store: Store, incident: int) -> IncidentsPage:
    page, count = desk.page, len(trace(store, incident))
    with qtbot.waitExposed(page):
        page.show()
    desk.read_all()
    page.show_incident(incident)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == incident)
    qtbot.waitUntil(lambda: page.detail is not None and len(page.detail.steps) >= count, timeout=15_000)
    return page


def trace(store: Store, incident: int) -> list[str]:
    with store.read() as session:
        wanted = select(Step.action).where(Step.incident_id == incident).order_by(Step.sequence)
        return list(session.scalars(wanted))


def send(qtbot: QtBot, page: IncidentsPage, action: str) -> None:
    choice = next(one for one in page.moves.choices if one.action == action)
    assert choice.refusal == ""
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key[f"Key_{choice.letter}"])
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    answer(page.dialog)
    with qtbot.waitSignal(page.notice, timeout=15_000):
        qtbot.keyClick(page.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def answer(dialog: MoveDialog) -> None:
    """Fill in whatever the form asks; tasks go to unit 2, where this handler works."""
    later = f"{utc_now() + timedelta(days=10):%Y-%m-%d %H:%M}"
    for field in dialog.choice.fields:
        editor = dialog.fields[field.code]
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData("2")))
        elif isinstance(editor, QPlainTextEdit) and field.code != OPINION:
            editor.setPlainText("如实")
        elif isinstance(editor, QLineEdit):
            editor.setText(later if field.kind == "moment" else "如实")
