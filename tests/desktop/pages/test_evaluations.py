"""The clerk who calls back finds closed incidents by a key and goes through them; the list follows other desks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desk.ports import awaiting_evaluations
from gridcenter.desktop.evaluation_desk import EvaluationDesk
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.desktop.theme import Theme
from gridcenter.services.feed import Feed
from gridcenter.store.engine import Store
from tests.desktop.pages.role_desks import desks as desks
from tests.desktop.pages.test_applications import pressed, send, shown
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import report, step, to_closed

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
PATIENCE_MS = 20_000


@pytest.fixture
def live(store: Store) -> Iterator[LiveFeed]:
    made = LiveFeed(partial(Feed, store, area=""))
    made.start()
    yield made
    made.stop()


def evaluation_desk(desk: Desk, live: LiveFeed | None = None) -> EvaluationDesk:
    ask = awaiting_evaluations(desk.store, desk.actor)
    made = EvaluationDesk(desk.page, ask, desk.background, Theme(), live, zone=DISTRICT_ZONE)
    made.incident_wanted.connect(desk.page.show_incident)
    return made


def closings(store: Store, count: int) -> list[int]:
    """Return so many closed incidents, the oldest first; one more stays open, so that the queue has a row."""
    start = utc_now() - timedelta(hours=5)
    report(store, now=start, key="open")
    keys = []
    for number in range(count):
        moment = start + timedelta(hours=number)
        keys.append(report(store, now=moment, key=f"form-{number}"))
        to_closed(store, keys[-1], moment)
    return keys


def test_one_after_the_other_is_evaluated_by_keys(qtbot: QtBot, desks: dict[str, Desk], store: Store) -> None:
    first, second, third = closings(store, 3)
    page = shown(qtbot, desks["acceptor"], third)
    made = evaluation_desk(desks["acceptor"])
    qtbot.keyClick(page, Qt.Key.Key_E, HELD)
    qtbot.waitUntil(lambda: made.dialog is not None)
    listed = made.dialog
    assert listed is not None
    assert listed.list.count() == 3
    assert listed.note.text() == "3, closed in the last 30 days, the newest first."
    assert "closed " in listed.list.item(0).text()
    qtbot.keyClick(listed.list, Qt.Key.Key_Down)
    qtbot.keyClick(listed.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == second)
    assert made.dialog is None
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    pressed(qtbot, page, Qt.Key.Key_P)
    assert page.dialog is not None
    for code in ("satisfaction", "channel"):
        qtbot.keyClick(page.dialog.fields[code], Qt.Key.Key_Down)
    send(qtbot, page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_E, HELD)
    qtbot.waitUntil(lambda: made.dialog is not None)
    assert made.dialog is not None
    assert made.dialog.list.count() == 2
    assert made.dialog.chosen() == first
    made.dialog.reject()


def test_what_is_evaluated_at_another_desk_leaves_the_open_list_and_the_choice_stays(
    qtbot: QtBot, desks: dict[str, Desk], store: Store, live: LiveFeed
) -> None:
    first, second = closings(store, 2)
    shown(qtbot, desks["acceptor"], second)
    made = evaluation_desk(desks["acceptor"], live)
    made.open()
    qtbot.waitUntil(lambda: made.dialog is not None)
    listed = made.dialog
    assert listed is not None
    listed.choose_row(1)
    assert listed.chosen() == first
    step(store, second, "evaluate", "acceptor", utc_now(), satisfaction="content", channel="phone")
    qtbot.waitUntil(lambda: listed.list.count() == 1, timeout=PATIENCE_MS)
    assert listed.chosen() == first
    listed.reject()


def test_whoever_does_not_evaluate_is_told_who_does(
    qtbot: QtBot, desks: dict[str, Desk], store: Store
) -> None:
    (only,) = closings(store, 1)
    shown(qtbot, desks["leader"], only)
    made = evaluation_desk(desks["leader"])
    (command,) = made.commands()
    assert (command.title, command.key) == ("Closed incidents that await evaluation…", "Ctrl+Shift+E")
    command.run()
    qtbot.waitUntil(lambda: made.dialog is not None)
    assert made.dialog is not None
    assert "Evaluating is for: intake clerk" in made.dialog.nothing.text()
    assert not made.dialog.show_incident.isEnabled()
    made.dialog.reject()
