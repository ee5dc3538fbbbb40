"""Correcting category and urgency on the Incidents page, by keys alone, on both stores."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desk.merging import merging_ports
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.pages.incidents_correcting import add_correcting
from gridcenter.desktop.pages.incidents_correction_dialog import CorrectionDialog
from gridcenter.desktop.pages.incidents_merging import add_merging
from gridcenter.desktop.theme import Theme
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.desktop.pages.role_desks import desks as desks
from tests.desktop.pages.test_every_move import shown
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import DRAFT, OTHER_CATEGORY, actor, other_category, report, step, to_handling

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
HAZARD = str(OTHER_CATEGORY + 12)


@pytest.fixture
def page(qtbot: QtBot, desks: dict[str, Desk], store: Store) -> IncidentsPage:
    """The dispatcher's page on an incident that is being handled and was filed under the wrong category."""
    other_category(store)
    key = report(store, now=utc_now() - timedelta(minutes=30))
    to_handling(store, key, utc_now() - timedelta(minutes=20))
    return shown(qtbot, desks["dispatcher"], store, key)


def opened(page: IncidentsPage, qtbot: QtBot, key: Qt.Key) -> CorrectionDialog:
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, key)
    qtbot.waitUntil(lambda: page.dialog is not None)
    assert isinstance(page.dialog, CorrectionDialog)
    return page.dialog


def write_reason(dialog: CorrectionDialog, qtbot: QtBot) -> None:
    reason = dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    qtbot.keyClicks(reason, "cover missing")


def send(dialog: CorrectionDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_category_is_found_as_in_a_report_and_what_follows_is_told_before_it_is_sent(
    page: IncidentsPage, qtbot: QtBot
) -> None:
    dialog = opened(page, qtbot, Qt.Key.Key_4)
    finder, box = dialog.finder, dialog.fields["standard"]
    assert finder is not None
    assert isinstance(box, QComboBox)
    assert box.isHidden(), "nothing is to be chosen before the category is known"
    send(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.refusal.text().startswith("choose a category"), timeout=15_000)
    qtbot.keyClicks(finder, "T02")
    qtbot.keyClick(finder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "4 working hours → 8 working hours" in dialog.told.text(), timeout=15_000)
    assert not box.isHidden()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "4 working hours → 2 urgent hours" in dialog.told.text(), timeout=15_000)
    assert box.currentData() == HAZARD, "what was chosen stays chosen while it is told"
    send(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.refusal.text() == "write why it is corrected", timeout=15_000)
    assert (finder.choice.code, box.currentData()) == ("T02", HAZARD), "what was typed stays"
    write_reason(dialog, qtbot)
    with qtbot.waitSignal(page.notice, timeout=15_000):
        send(dialog, qtbot)
    qtbot.waitUntil(
        lambda: page.detail is not None and page.detail.row.category_code == "T02", timeout=15_000
    )
    assert page.detail is not None
    assert page.detail.standard.en.startswith("dangerous")


def test_the_urgency_is_adjusted_from_the_command_bar_and_what_was_left_stands_again(
    page: IncidentsPage, qtbot: QtBot
) -> None:
    add_correcting(page)
    commands = {one.title.partition(" · ")[0]: one for one in page.commands()}
    commands["adjust the urgency"].run()
    assert isinstance(page.dialog, CorrectionDialog)
    write_reason(page.dialog, qtbot)
    page.dialog.reject()
    dialog = opened(page, qtbot, Qt.Key.Key_5)
    assert dialog.inputs()["reason"] == "cover missing"
    box = dialog.fields["urgent"]
    assert isinstance(box, QComboBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.told.text() == "urgent: no → yes", timeout=15_000)
    with qtbot.waitSignal(page.notice, timeout=15_000):
        send(dialog, qtbot)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.urgent, timeout=15_000)


def test_a_merged_urgent_report_raises_nothing_and_offers_the_form_that_does(
    qtbot: QtBot, qapp: QApplication, desks: dict[str, Desk], store: Store
) -> None:
    older = report(store, now=utc_now() - timedelta(minutes=30))
    urgent = replace(DRAFT, urgent=True)
    newer = report(store, now=utc_now() - timedelta(minutes=20), key="b", draft=urgent)
    desk = desks["acceptor"]
    page = shown(qtbot, desk, store, newer)
    correcting = add_correcting(page)
    ports = merging_ports(store, actor("acceptor"))
    merging = add_merging(page, ports, desk.background, Theme(), DISTRICT_ZONE)
    merging.urgency_wanted.connect(correcting.offer_urgency)
    page.activateWindow()
    page.take_keyboard()
    qtbot.waitUntil(page.queue.table.hasFocus)
    qtbot.keyClick(page.queue.table, Qt.Key.Key_M)
    window = merging.merging
    assert window is not None
    qtbot.waitUntil(lambda: window.comparison is not None, timeout=15_000)
    assert "(urgent, grade IV, ordinary) is more urgent than " in window.urgency.sentence.text()
    assert window.urgency.adjust.isChecked()
    window.keep_one.setChecked(True)
    assert window.urgency.isHidden(), "the urgent one stays: nothing is to be raised"
    window.keep_other.setChecked(True)
    window.reason.setText("same cars")
    window.submit()
    qtbot.waitUntil(lambda: isinstance(page.dialog, CorrectionDialog), timeout=15_000)
    dialog = page.dialog
    assert isinstance(dialog, CorrectionDialog)
    assert page.incident_on_show() == older
    assert (dialog.inputs()["urgent"], dialog.inputs()["severity"]) == ("yes", "1")
    assert dialog.inputs()["reason"].endswith("merged into it, is more urgent")
    with store.read() as session:
        assert not session.get_one(Incident, older).urgent, "nothing changes silently"
    with qtbot.waitSignal(page.notice, timeout=15_000):
        send(dialog, qtbot)
    qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.urgent, timeout=15_000)
    step(store, older, "register", "acceptor", utc_now())
