"""Reopening from the page, and going along the chain of reopenings by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import actor, report, settle, to_closed, version_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def closed(store: Store) -> int:
    use_language("en")
    settle(store)
    start = utc_now() - timedelta(days=3)
    incident = report(store, now=start)
    to_closed(store, incident, start)
    report(store, now=start, key="beside")
    return incident


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, store: Store, closed: int) -> Iterator[Desk]:
    theme = Theme()
    theme.dress(qapp)
    made = Desk(store, theme)
    qtbot.addWidget(made.page)
    made.page.resize(1400, 900)
    with qtbot.waitExposed(made.page):
        made.page.show()
    made.read_all()
    yield made
    made.page.close()
    assert made.background.close()


def on_show(qtbot: QtBot, page: IncidentsPage, incident: int) -> None:
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.id == incident)


def test_a_closed_incident_is_reopened_by_its_letter_and_the_chain_is_walked_by_keys(
    qtbot: QtBot, desk: Desk, closed: int
) -> None:
    page = desk.page
    page.show_incident(closed)
    on_show(qtbot, page, closed)
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    reason = page.dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("the cars are back")
    qtbot.keyClick(reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.reopens is not None)
    assert page.detail is not None
    again = page.detail.row
    assert page.dialog is None
    assert page.head.reports.text() == "recurrence no. 1"
    assert page.place.link_words[0].text() == "Reopened from"
    assert page.place.links[0].text() == page.detail.reopens.number
    assert page.place.links[1].isHidden()
    assert any(command.key == "Alt+Left" for command in page.commands())

    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    on_show(qtbot, page, closed)
    assert page.place.links[1].accessibleName() == f"Reopened as {again.number}"
    refused = next(choice for choice in page.moves.choices if choice.action == "reopen")
    assert refused.refusal == f"it was reopened already: it goes on as {again.number}"

    qtbot.keyClick(page.queue.table, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    on_show(qtbot, page, again.id)
    qtbot.mouseClick(page.place.links[0], Qt.MouseButton.LeftButton)
    on_show(qtbot, page, closed)


def test_a_key_that_leads_nowhere_says_so(qtbot: QtBot, desk: Desk, closed: int) -> None:
    desk.page.show_incident(closed)
    on_show(qtbot, desk.page, closed)
    with qtbot.waitSignal(desk.page.notice) as told:
        desk.page.links.go(1)
    assert told.args == ["This incident went on as no other: it was neither reopened nor merged into one."]
    with qtbot.waitSignal(desk.page.notice) as told:
        desk.page.links.go(0)
    assert told.args == ["No incident stands before this one."]


def test_an_incident_without_a_row_is_marked_nowhere_and_has_its_mark_when_it_stands_on_its_own_again(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    table, now = desk.page.queue.table, utc_now()
    kept, merged = (report(store, now=now, key=key) for key in ("kept", "merged"))
    seen = [(one, version_of(store, one)) for one in (kept, merged)]
    with store.begin() as session:
        merge_incidents(session, kept=seen[0], merged=seen[1], reason="same", by=actor("acceptor"), now=now)
    desk.read_all()
    for incident, marked in ((kept, kept), (merged, None)):
        desk.page.show_incident(incident)
        on_show(qtbot, desk.page, incident)
        assert table.current_id() == marked
    with store.begin() as session:
        version = session.get_one(Incident, merged).version
        unmerge_incident(
            session, merged, version=version, reason="another", by=actor("supervisor"), now=utc_now()
        )
    desk.follow(kept, merged)
    desk.page.queue.news.click()
    assert table.current_id() == desk.page.incident_on_show() == merged
