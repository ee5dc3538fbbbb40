"""Filing an incident on the Incidents page under the situation that was found, by keys alone, on both stores."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.domain.clocks import ClockKind
from gridcenter.store.engine import Store
from gridcenter.store.models import Standard
from tests.desktop.pages.role_desks import desks as desks
from tests.desktop.pages.test_every_move import shown
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import at, report, step

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


@pytest.fixture
def page(qtbot: QtBot, desks: dict[str, Desk], store: Store) -> IncidentsPage:
    """The supervisor's page on an incident that awaits filing, of a category with two situations."""
    with store.begin() as session:
        session.add(
            Standard(
                category_id=90001,
                sequence=2,
                situation="存在安全隐患",
                handle_value=2,
                handle_unit="urgent_hour",
                whole_value=8,
                whole_unit="urgent_hour",
                valid_from=at("01-02 00:00").date(),
            )
        )
    key = report(store, now=utc_now() - timedelta(minutes=2))
    step(store, key, "register", "acceptor", utc_now() - timedelta(minutes=1))
    return shown(qtbot, desks["supervisor"], store, key)


def opened(page: IncidentsPage, qtbot: QtBot) -> QComboBox:
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert page.dialog is not None
    box = page.dialog.fields["standard"]
    assert isinstance(box, QComboBox)
    return box


def limits_of(page: IncidentsPage) -> dict[ClockKind, str]:
    assert page.detail is not None
    return {one.kind: one.limit.text for one in page.detail.clocks if one.ended_at is None}


def sent(page: IncidentsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.notice, timeout=15_000):
        qtbot.keyClick(page.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.state == "accepted", timeout=15_000)


def test_the_situation_is_chosen_with_an_arrow_and_the_whole_case_has_its_limit(
    page: IncidentsPage, qtbot: QtBot
) -> None:
    box = opened(page, qtbot)
    assert [box.itemText(place) for place in range(box.count())] == [
        "4 working hours",
        "dangerous · 2 urgent hours",
    ]
    assert box.currentIndex() == 0
    qtbot.keyClick(box, Qt.Key.Key_Down)
    sent(page, qtbot)
    assert page.detail is not None
    assert page.detail.standard.en.startswith("dangerous")
    assert limits_of(page)[ClockKind.WHOLE] == "8 urgent hours"


def test_what_is_left_as_it_is_changes_no_limit(page: IncidentsPage, qtbot: QtBot) -> None:
    opened(page, qtbot)
    sent(page, qtbot)
    assert limits_of(page)[ClockKind.WHOLE] == "2 working days"
