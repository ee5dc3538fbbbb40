"""Merging from the page, taking apart again, and the reports behind an incident: by keys, on real stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import select, text

from gridcenter.clock import utc_now
from gridcenter.desk.merging import merging_ports
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.desktop.pages.incidents_merge_dialog import MergeDialog
from gridcenter.desktop.pages.incidents_merging import IncidentMerging, ReportsButton, add_merging
from gridcenter.desktop.theme import Theme
from gridcenter.domain.duty import DESPITE, Availability
from gridcenter.language import use_language
from gridcenter.services.merging import merge_incidents
from gridcenter.services.unit_load import Duty, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Incident, IncidentMerge, Step
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import DRAFT, actor, report, settle, step, to_handling, version_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
CTRL = Qt.KeyboardModifier.ControlModifier
MARKED = "<b>张三丰</b>"


@dataclass
class Two:
    """The older and the newer of two incidents that are one matter."""

    older: int
    newer: int


@pytest.fixture
def two(store: Store) -> Two:
    use_language("en")
    settle(store)
    start = utc_now() - timedelta(hours=2)
    older = report(store, now=start, key="a", draft=replace(DRAFT, reporter=MARKED, phone="13800001234"))
    newer = report(store, now=start + timedelta(minutes=30), key="b")
    return Two(older, newer)


@dataclass
class Work:
    desk: Desk
    merging: IncidentMerging
    qtbot: QtBot

    @property
    def page(self) -> IncidentsPage:
        return self.desk.page

    def show(self, incident: int) -> None:
        self.page.show_incident(incident)
        self.shows(incident)
        self.page.activateWindow()
        self.page.take_keyboard()
        self.qtbot.waitUntil(self.page.queue.table.hasFocus)

    def shows(self, incident: int) -> None:
        self.qtbot.waitUntil(lambda: self.page.detail is not None and self.page.detail.row.id == incident)
        self.qtbot.waitUntil(lambda: not self.desk.background.busy)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)

    def merge_window(self) -> MergeDialog:
        self.press(Qt.Key.Key_M)
        dialog = self.merging.merging
        assert dialog is not None
        self.qtbot.waitUntil(lambda: dialog.comparison is not None)
        self.qtbot.waitUntil(dialog.isActiveWindow)
        return dialog


@pytest.fixture
def work(qtbot: QtBot, qapp: QApplication, store: Store, two: Two) -> Iterator[Work]:
    theme = Theme()
    theme.dress(qapp)
    desk = Desk(store, theme)
    ports = merging_ports(store, actor("supervisor"))
    merging = add_merging(desk.page, ports, desk.background, theme, DISTRICT_ZONE)
    qtbot.addWidget(desk.page)
    desk.page.resize(1400, 900)
    with qtbot.waitExposed(desk.page):
        desk.page.show()
    desk.read_all()
    yield Work(desk, merging, qtbot)
    desk.page.close()
    assert desk.background.close()


def texts(dialog: MergeDialog) -> str:
    return "\n".join(one.text() for one in dialog.area.findChildren(QLabel))


def test_what_is_alike_stands_side_by_side_and_is_merged_by_keys(
    work: Work, two: Two, store: Store, qtmodeltester: ModelTester
) -> None:
    work.show(two.newer)
    dialog = work.merge_window()
    qtmodeltester.check(dialog.model)
    assert [one.incident_id for one in dialog.model.rows] == [two.older]
    assert dialog.summary.text().startswith("distance not known · 30 min between the reports · likeness ")
    assert "<*** 138****1234" in texts(dialog)
    assert "张三丰" not in texts(dialog)
    assert dialog.keep_other.isChecked()
    work.press(Qt.Key.Key_Return, CTRL)
    assert dialog.refusal.text() == "Write why the two are one matter."
    work.qtbot.waitUntil(dialog.reason.hasFocus)
    work.qtbot.keyClicks(dialog.reason, "same cars")
    work.press(Qt.Key.Key_Return, CTRL)
    work.shows(two.older)
    assert work.merging.merging is None
    with store.read() as session:
        row = session.scalars(select(IncidentMerge)).one()
        assert (row.kept_id, row.merged_id, row.reason) == (two.older, two.newer, "same cars")
    assert work.page.detail is not None
    assert work.page.detail.row.report_count == 2


def test_the_head_names_the_other_side_of_a_merge_and_a_key_goes_there(work: Work, two: Two) -> None:
    work.show(two.newer)
    head = work.page.head
    assert head.merged.isHidden()
    work.merge_window().reason.setText("same cars")
    work.press(Qt.Key.Key_Return, CTRL)
    work.shows(two.older)
    detail = work.page.detail
    assert detail is not None
    (newer,) = detail.merged_here
    assert newer.id == two.newer
    assert head.merged.words.text() == "Merged into this one"
    assert newer.number in head.merged.links[0].text()
    work.show(two.older)
    work.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    work.shows(two.newer)
    assert head.merged.words.text() == "Merged into"
    assert head.holder.text() == "merged"
    assert head.merged.links[0].text().startswith(detail.row.number)
    commands = {command.title: command.key for command in work.page.commands()}
    assert commands[f"Go to {detail.row.number}, merged"] == "Alt+Right"
    head.merged.links[0].click()
    work.shows(two.older)


def test_a_merged_incident_is_taken_apart_by_its_letter(work: Work, two: Two, store: Store) -> None:
    work.show(two.newer)
    work.merge_window().reason.setText("same cars")
    work.press(Qt.Key.Key_Return, CTRL)
    work.shows(two.older)
    work.show(two.newer)
    assert work.page.detail is not None
    assert work.page.detail.state_name.en == "merged"
    assert [choice.action for choice in work.page.moves.choices if not choice.refusal] == ["unmerge"]
    work.press(Qt.Key.Key_U)
    dialog = work.merging.parting
    assert dialog is not None
    reason = dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText("another gate")
    work.qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(lambda: work.merging.parting is None)
    work.shows(two.newer)
    with store.read() as session:
        assert session.get_one(Incident, two.newer).state == "reported"


def parting_window(work: Work, two: Two, store: Store) -> MoveDialog:
    """Merge the newer one, which unit 2 handles, into the older one, and open the window of taking it apart."""
    to_handling(store, two.newer, utc_now() - timedelta(hours=1))
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(two.older, version_of(store, two.older)),
            merged=(two.newer, version_of(store, two.newer)),
            reason="same cars",
            by=actor("acceptor"),
            now=utc_now(),
        )
    work.desk.read_all()
    work.show(two.newer)
    work.qtbot.waitUntil(lambda: "unmerge" in {one.action for one in work.page.moves.choices})
    work.press(Qt.Key.Key_U)
    assert work.merging.parting is not None
    return work.merging.parting


def typed(dialog: MoveDialog, words: str) -> QPlainTextEdit:
    reason = dialog.fields["reason"]
    assert isinstance(reason, QPlainTextEdit)
    reason.setPlainText(words)
    return reason


def test_a_unit_that_became_busy_gets_its_task_back_only_with_a_reason_and_nothing_typed_is_lost(
    work: Work, two: Two, store: Store
) -> None:
    dialog = parting_window(work, two, store)
    reason = typed(dialog, "another gate")
    assert not dialog.fields[DESPITE].isVisible()
    with store.begin() as session:
        set_duty(session, 2, Duty(Availability.BUSY), reason="防汛", by=actor("supervisor"), now=utc_now())
    work.qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(dialog.refusal.isVisible)
    assert "City management is busy since" in dialog.refusal.text()
    assert reason.toPlainText() == "another gate"
    despite = dialog.fields[DESPITE]
    assert isinstance(despite, QLineEdit)
    assert despite.isVisible()
    despite.setText("they know the place")
    work.qtbot.keyClick(despite, Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(lambda: work.merging.parting is None)
    with store.read() as session:
        assert session.get_one(Incident, two.newer).state == "handling"
        opinions = session.scalars(select(Step.opinion).where(Step.incident_id == two.newer)).all()
    assert "they know the place" in opinions[-1]


def test_a_unit_that_is_busy_already_is_named_in_the_window_of_taking_apart(
    work: Work, two: Two, store: Store
) -> None:
    dialog = parting_window(work, two, store)
    assert not dialog.fields[DESPITE].isVisible()
    work.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    work.qtbot.waitUntil(lambda: work.merging.parting is None)
    with store.begin() as session:
        set_duty(
            session, 2, Duty(Availability.OFF_DUTY), reason="换班", by=actor("supervisor"), now=utc_now()
        )
    work.page.apply_subject("unit")
    work.page.show_incident(two.older)
    work.shows(two.older)
    work.show(two.newer)
    work.press(Qt.Key.Key_U)
    again = work.merging.parting
    assert again is not None
    assert again.fields[DESPITE].isVisible()
    shown = [one.text() for one in again.findChildren(QLabel) if one.isVisible()]
    assert any("City management is off duty since" in words for words in shown)
    work.qtbot.keyClick(again, Qt.Key.Key_Escape)
    work.qtbot.waitUntil(lambda: work.merging.parting is None)


def test_who_takes_apart_what_has_changed_is_told_and_keeps_his_text(
    work: Work, two: Two, store: Store
) -> None:
    dialog = parting_window(work, two, store)
    reason = typed(dialog, "another gate")
    with store.begin() as session:
        session.execute(text("UPDATE incident SET version = version + 1 WHERE id = :key"), {"key": two.newer})
    work.qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(dialog.refusal.isVisible)
    assert "check and send again" in dialog.refusal.text()
    assert reason.toPlainText() == "another gate"
    work.qtbot.waitUntil(lambda: not work.desk.background.busy)
    work.qtbot.keyClick(reason, Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(lambda: work.merging.parting is None)


def test_what_changed_meanwhile_is_said_and_the_window_shows_it(work: Work, two: Two, store: Store) -> None:
    work.show(two.newer)
    dialog = work.merge_window()
    dialog.reason.setText("same cars")
    step(store, two.older, "register", "acceptor", utc_now())
    seen = version_of(store, two.older)
    work.press(Qt.Key.Key_Return, CTRL)
    work.qtbot.waitUntil(dialog.refusal.isVisible)
    assert "took “file directly”" in dialog.refusal.text()
    work.qtbot.waitUntil(lambda: dialog.comparison is not None and dialog.comparison.other.version == seen)
    assert dialog.reason.text() == "same cars"
    dialog.activateWindow()
    dialog.reason.setFocus()
    work.press(Qt.Key.Key_Return, CTRL)
    work.shows(two.older)


def test_a_number_that_is_nowhere_is_told_and_nothing_can_be_sent(work: Work, two: Two) -> None:
    work.show(two.newer)
    dialog = work.merge_window()
    dialog.number.setFocus()
    work.qtbot.keyClicks(dialog.number, "SJ-77")
    work.press(Qt.Key.Key_Return)
    work.qtbot.waitUntil(dialog.refusal.isVisible)
    assert "no incident SJ-77 in your area" in dialog.refusal.text()
    assert not dialog.send.isEnabled()
    work.press(Qt.Key.Key_Escape)
    assert work.merging.merging is None


def test_the_reports_show_people_masked_until_enter_asks_and_the_audit_knows(
    work: Work, two: Two, store: Store, qtmodeltester: ModelTester
) -> None:
    work.show(two.older)
    work.press(Qt.Key.Key_B, CTRL)
    dialog = work.merging.reports
    assert dialog is not None
    qtmodeltester.check(dialog.model)
    work.qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    (line,) = dialog.model.rows
    assert line.phone == "138****1234"
    work.qtbot.waitUntil(dialog.table.hasFocus)
    work.press(Qt.Key.Key_Return)
    work.qtbot.waitUntil(dialog.told.isVisible)
    assert dialog.told.text() == f"{MARKED} · 13800001234"
    assert dialog.told.textFormat() == Qt.TextFormat.PlainText
    titles = [window.windowTitle() for window in QApplication.topLevelWidgets()]
    assert dialog.windowTitle() in titles
    assert not any("三丰" in title or "1234" in title for title in titles)
    with store.read() as session:
        shown = session.scalars(select(AuditEntry.fields).where(AuditEntry.action == "reveal")).all()
    assert shown == [f"reporter@{line.id}"]
    dialog.forget()
    assert not dialog.told.isVisible()
    work.press(Qt.Key.Key_Escape)
    assert work.merging.reports is None


def test_a_report_of_nobody_known_says_so(work: Work, two: Two) -> None:
    work.show(two.newer)
    work.merging.open_reports()
    dialog = work.merging.reports
    assert dialog is not None
    work.qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.show_reporter()
    assert dialog.told.text() == "Nobody is known to this report."
    assert not dialog.reveal.isEnabled()
    dialog.reject()


def test_the_command_bar_knows_them_and_the_button_speaks_both_languages(work: Work, two: Two) -> None:
    work.show(two.older)
    titles = [command.title for command in work.page.commands()]
    number = work.page.detail.row.number if work.page.detail is not None else ""
    assert f"Reports of {number}" in titles
    assert f"merge · {number}" in titles
    (made,) = work.page.findChildren(ReportsButton)
    assert made.text() == "Reports"


def test_with_nothing_alike_the_window_is_small_until_a_number_is_compared(work: Work, two: Two) -> None:
    with work.desk.store.begin() as session:
        session.get_one(Incident, two.older).category_id = 2
    work.show(two.newer)
    work.press(Qt.Key.Key_M)
    dialog = work.merging.merging
    assert dialog is not None
    tall = dialog.height()
    work.qtbot.waitUntil(lambda: dialog.states.state.headline.text() == "Nothing like it is open")
    work.qtbot.waitUntil(lambda: dialog.height() < tall / 2)
    assert dialog.area.isHidden()
    assert dialog.number.hasFocus()
    small = dialog.height()
    work.qtbot.keyClicks(dialog.number, "no such number")
    work.qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    work.qtbot.waitUntil(dialog.refusal.isVisible)
    assert small < dialog.height() < tall
    with work.desk.store.read() as session:
        number = session.get_one(Incident, two.older).number
    dialog.number.setText(number)
    work.qtbot.keyClick(dialog.number, Qt.Key.Key_Return)
    work.qtbot.waitUntil(lambda: dialog.comparison is not None)
    assert (dialog.height(), dialog.area.isVisible()) == (tall, True)
    dialog.reject()


def test_tab_goes_over_what_the_window_asks_and_over_nothing_else(work: Work, two: Two) -> None:
    work.show(two.newer)
    dialog = work.merge_window()
    work.qtbot.waitUntil(dialog.table.hasFocus)
    stops = []
    for _ in range(7):
        stops.append(QApplication.focusWidget())
        work.press(Qt.Key.Key_Tab)
    asked = [dialog.table, dialog.number, dialog.keep_other, dialog.reason, dialog.send, dialog.leave]
    assert stops == [*asked, dialog.table]
    dialog.keep_one.setChecked(True)
    dialog.number.setFocus()
    work.press(Qt.Key.Key_Tab)
    assert dialog.keep_one.hasFocus()
    dialog.reject()


def test_what_does_not_fit_the_window_is_scrolled_by_keys(work: Work, two: Two) -> None:
    work.show(two.newer)
    dialog = work.merge_window()
    dialog.resize(dialog.width(), dialog.minimumSizeHint().height())
    work.qtbot.waitUntil(lambda: dialog.area.verticalScrollBar().maximum() > 0)
    dialog.number.setFocus()
    work.press(Qt.Key.Key_Tab)
    assert dialog.area.hasFocus()
    work.press(Qt.Key.Key_Down)
    assert dialog.area.verticalScrollBar().value() > 0
    dialog.reject()
