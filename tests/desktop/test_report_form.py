"""A new incident by keyboard alone, on the real window and a real store: found, kept, refused, reported once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from gridcenter.desk.intake import DeskIntake
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.report_content import ReportContent, as_text, from_text
from gridcenter.desktop.report_form import ReportForm
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.incidents import Severity
from gridcenter.domain.names import Name
from gridcenter.domain.places import FoundPlace
from gridcenter.language import use_language
from gridcenter.services.feed import Feed
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Draft, Incident, Premises, Report
from tests.desktop.paged_window import paged_window
from tests.services.matters import COMMUNITY, DRAFT, GRID, OTHER_COMMUNITY, actor, report, settle
from tests.services.routing_samples import add_rule, ruled_once

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

PATIENCE_MS = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier
MARKED = "<b>来电人</b><img src=x onerror=alert(1)> & 通道被占"


@dataclass
class Desk:
    """A window with its real parts; keys go to whatever has the focus."""

    window: MainWindow
    live: LiveFeed
    background: Background
    qtbot: QtBot

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClick(focused, key, modifier)

    def type(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        self.qtbot.keyClicks(focused, text)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def open_form(self) -> ReportForm:
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.qtbot.keyClick(self.window, Qt.Key.Key_N, CTRL)
        self.until(lambda: self.form.isVisible() and QApplication.focusWidget() is not None)
        self.until(self.form.isActiveWindow)
        return self.form

    @property
    def form(self) -> ReportForm:
        form = self.window.reporting.form
        assert form is not None
        return form

    def name_category_and_place(self, category: str = "T01", place: str = GRID) -> None:
        """Type both and go on with Enter, from the first field; answers may come later than the keys."""
        self.type(category)
        self.press(Qt.Key.Key_Return)
        self.type(place)
        self.press(Qt.Key.Key_Return)
        self.until(lambda: bool(self.form.category.choice and self.form.place.choice))

    def kept(self) -> None:
        """Wait until the draft is in the store."""
        self.until(lambda: self.form.kept.text() == "Kept as a draft" and not self.background.busy)


Opened = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, theme: Theme, store: Store) -> Iterator[Opened]:
    use_language("en")
    settle(store)
    desks: list[Desk] = []

    def opened(role: str = "acceptor", area: str = "", **answers: object) -> Desk:
        ports = desk_ports(store, actor(role, area=area), DISTRICT_ZONE)
        desk = _open(qtbot, theme, _with(ports, **answers), store)
        desks.append(desk)
        return desk

    yield opened
    for desk in desks:
        _close(desk)


def _with(ports: DeskPorts, **actions: object) -> DeskPorts:
    return replace(ports, actions=replace(ports.actions, **actions)) if actions else ports  # type: ignore[arg-type]


def _open(qtbot: QtBot, theme: Theme, ports: DeskPorts, store: Store) -> Desk:
    background, live = Background(), LiveFeed(partial(Feed, store, area=ports.actor.area))
    with store.read() as session:
        now = store_time(session)
    pages = ("incidents", "indicators")
    window = paged_window(ports, background, theme, live, zone=DISTRICT_ZONE, now=now, pages=pages)
    window.resize(1366, 768)
    live.start()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    desk = Desk(window, live, background, qtbot)
    desk.until(lambda: not background.busy)
    return desk


def _close(desk: Desk) -> None:
    desk.window.close()
    desk.live.stop()
    assert desk.background.close()
    desk.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def count(store: Store, model: type[Incident] | type[Draft]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_an_incident_is_reported_by_keys_and_shown(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    desk.window.show_page("indicators")
    desk.open_form()
    desk.name_category_and_place("xftd")
    desk.type("East gate")
    desk.press(Qt.Key.Key_Return)
    desk.paste(MARKED)
    desk.press(Qt.Key.Key_Tab)
    desk.paste("张三丰")
    desk.press(Qt.Key.Key_Return)
    desk.type("138 0000 1234")
    desk.press(Qt.Key.Key_Return)
    desk.type("02")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: QApplication.focusWidget() is desk.form.flow)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Space):
        desk.press(key)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.window.reporting.form is None)
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    desk.until(lambda: page.detail is not None)
    assert desk.window.current_page == "incidents"
    assert desk.window.status.keys.text() == "The incident is reported"
    with store.read() as session:
        row = session.scalars(select(Incident)).one()
        assert (row.grid_code, row.address, row.description) == (GRID, "East gate", MARKED)
        assert (row.source_code, row.severity, row.urgent, row.vulnerable) == (
            "02",
            Severity.LARGER,
            True,
            True,
        )
        assert page.detail is not None
        assert page.detail.row.id == row.id
        told = session.scalars(select(Report)).one()
        assert (told.incident_id, told.reporter, told.phone) == (row.id, "张三丰", "138 0000 1234")
    assert count(store, Draft) == 0


def test_the_keys_of_a_known_address_are_few(open_desk: Opened, store: Store) -> None:
    with store.begin() as session:
        session.add(_building())
    desk = open_desk()
    desk.open_form()
    typed = ("xftd", "Qiao 12")
    desk.name_category_and_place(*typed)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert len("".join(typed)) + len(("Ctrl+N", "Enter", "Enter", "Ctrl+Enter")) <= 40
    with store.read() as session:
        row = session.scalars(select(Incident)).one()
        assert (row.address, row.grid_code, row.approximate) == ("Qiao 12 road", GRID, False)


def _building() -> Premises:
    place = {"grid_code": GRID, "community_code": COMMUNITY, "longitude": 111.02, "latitude": 30.03}
    return Premises(code="B1", kind="building", name="No 12", address="Qiao 12 road", **place)


def test_the_address_of_a_building_goes_with_its_grid_and_what_was_typed_stays(
    open_desk: Opened, store: Store
) -> None:
    with store.begin() as session:
        session.add(_building())
    desk = open_desk()
    form = desk.open_form()
    desk.name_category_and_place("T01", "Qiao 12")
    assert form.address.text() == "Qiao 12 road"
    named_place(desk, "111.02, 30.03")
    assert form.address.text() == "Qiao 12 road", "a point of the same grid only says it more exactly"
    named_place(desk, OTHER_COMMUNITY + "001")
    assert form.address.text() == ""
    form.address.setText("behind the school")
    named_place(desk, GRID)
    assert form.address.text() == "behind the school"


def named_place(desk: Desk, words: str) -> None:
    desk.form.place.setFocus()
    desk.form.place.selectAll()
    desk.type(words)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.form.place.choice is not None and not desk.background.busy)


def test_coordinates_are_placed_in_the_grid_that_holds_them(open_desk: Opened) -> None:
    desk = open_desk(area=COMMUNITY)
    form = desk.open_form()
    desk.name_category_and_place(place="111.02, 30.03")
    assert GRID in form.place_note.text()
    draft = form.content().report()
    assert (draft.grid_code, draft.longitude, draft.latitude) == (GRID, 111.02, 30.03)
    form.place.setFocus()
    form.place.selectAll()
    desk.type("100.5,20")
    desk.press(Qt.Key.Key_Tab)
    desk.until(lambda: "in no grid" in form.place_note.text())
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: "give a grid or a community" in form.refusal.text())


def test_a_double_ctrl_enter_makes_one_incident(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    form = desk.open_form()
    desk.name_category_and_place()
    focused = QApplication.focusWidget()
    for _ in range(2):
        desk.qtbot.keyClick(focused, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert form.key
    assert count(store, Incident) == 1


def test_what_is_missing_or_refused_stays_in_the_form_and_the_same_form_is_sent_again(
    open_desk: Opened, store: Store
) -> None:
    desk = open_desk(area=OTHER_COMMUNITY)
    form = desk.open_form()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert "Choose a category" in form.refusal.text()
    desk.name_category_and_place(place=OTHER_COMMUNITY + "001")
    form.description.setFocus()
    desk.paste("x" * 2001)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: "shorten it to 2000" in form.refusal.text())
    assert form.content().description == "x" * 2001
    assert count(store, Incident) == 0
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert count(store, Incident) == 1


def test_a_long_name_or_number_of_the_caller_is_refused_by_its_name_and_not_cut(
    open_desk: Opened, store: Store
) -> None:
    desk = open_desk()
    form = desk.open_form()
    desk.name_category_and_place()
    number = "13800001234 " + "白天打" * 9
    for line, typed, sentence in (
        (form.caller.phone, number, "the phone number has 39 characters; shorten it to 30"),
        (form.caller.reporter, "长" * 51, "the caller's name has 51 characters; shorten it to 50"),
    ):
        line.setFocus()
        desk.paste(typed)
        desk.press(Qt.Key.Key_Return, CTRL)
        desk.until(lambda wanted=sentence: wanted in form.refusal.text().lower())
        assert line.text() == typed
        line.clear()
    assert count(store, Incident) == 0


def test_who_may_not_report_is_told_and_keeps_the_text(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    desk.window.close()
    ports = desk_ports(store, replace(actor("acceptor"), role="auditor"), DISTRICT_ZONE)
    again = open_desk(report=ports.actions.report)
    form = again.open_form()
    again.name_category_and_place()
    again.press(Qt.Key.Key_Return, CTRL)
    again.until(lambda: "your role does not report" in form.refusal.text())
    assert form.content().category is not None
    assert count(store, Incident) == 0


def test_incidents_that_are_alike_stand_beside_the_form_and_enter_opens_one(
    open_desk: Opened, store: Store
) -> None:
    with store.read() as session:
        now = store_time(session)
    known = report(
        store, now=now - timedelta(hours=1), draft=replace(DRAFT, longitude=111.02, latitude=30.03)
    )
    desk = open_desk()
    form = desk.open_form()
    desk.name_category_and_place(place="111.0201, 30.03")
    desk.until(lambda: any(row.same_category for row in form.alike.model.rows))
    (row,) = form.alike.model.rows
    assert (row.incident_id, row.same_category, row.metres) == (known, True, 10)
    form.alike.table.setFocus()
    desk.press(Qt.Key.Key_J)
    desk.press(Qt.Key.Key_Return)
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    desk.until(lambda: page.detail is not None and page.detail.row.id == known)
    assert not form.isVisible()
    assert desk.open_form() is form
    assert form.category.choice is not None
    assert form.place.choice is not None


CALLED = replace(DRAFT, reporter="张三丰", phone="13800001234")


def test_a_phone_number_brings_what_its_caller_reported_and_the_report_is_added_by_keys(
    open_desk: Opened, store: Store
) -> None:
    with store.read() as session:
        now = store_time(session)
    report(store, now=now - timedelta(days=3), key="other", draft=replace(CALLED, phone="13900001234"))
    known = report(store, now=now - timedelta(days=2), key="his", draft=CALLED)
    desk = open_desk()
    form = desk.open_form()
    desk.press(Qt.Key.Key_T, CTRL)
    desk.type("138 0000 123")
    assert form.alike.model.rowCount() == 0
    desk.type("4")
    desk.until(lambda: form.alike.model.rowCount() == 1)
    (row,) = form.alike.model.rows
    assert (row.incident_id, row.why) == (known, "same caller · reported 2 days ago")
    desk.press(Qt.Key.Key_M, CTRL)
    desk.until(form.alike.table.hasFocus)
    assert form.isVisible()
    form.urgent.setChecked(True)
    told: list[str] = []
    desk.window.reporting.notice.connect(told.append)
    desk.press(Qt.Key.Key_M, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert told[-1].endswith("its urgency raises nothing by itself: 5 adjusts it")
    assert count(store, Incident) == 2
    assert count(store, Report) == 3
    with store.read() as session:
        added = session.get_one(Incident, known)
        assert (added.report_count, added.urgent) == (2, False)
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    desk.until(lambda: page.detail is not None and page.detail.row.id == known)
    assert count(store, Draft) == 0


def test_a_report_that_cannot_be_added_keeps_its_text_and_says_why(open_desk: Opened, store: Store) -> None:
    with store.read() as session:
        now = store_time(session)
    known = report(store, now=now - timedelta(hours=1), draft=CALLED)
    with store.begin() as session:
        row = session.get_one(Incident, known)
        row.state, row.closed_at = "closed", now
    desk = open_desk()
    form = desk.open_form()
    desk.press(Qt.Key.Key_T, CTRL)
    desk.type("13800001234")
    desk.until(lambda: form.alike.model.rowCount() == 1)
    for _ in range(2):
        desk.press(Qt.Key.Key_M, CTRL)
    desk.until(form.refusal.isVisible)
    assert "is closed: report a new one" in form.refusal.text()
    assert form.caller.phone.text() == "13800001234"
    assert form.send.isEnabled()


def test_what_is_typed_about_the_place_brings_its_history(open_desk: Opened, store: Store) -> None:
    with store.read() as session:
        now = store_time(session)
    old = report(store, now=now - timedelta(days=300), draft=replace(DRAFT, address="渡口路 18 号"))
    desk = open_desk()
    form = desk.open_form()
    desk.type("0")
    desk.press(Qt.Key.Key_Tab)
    desk.type(GRID)
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: form.place.choice is not None)
    form.address.setFocus()
    desk.paste("渡口路 18 号")
    desk.until(lambda: form.alike.model.rowCount() == 1)
    (row,) = form.alike.model.rows
    assert (row.incident_id, row.why) == (old, "same address · reported 300 days ago")


def test_a_point_of_the_map_comes_into_the_form_with_its_grid(open_desk: Opened) -> None:
    desk = open_desk()
    form = desk.open_form()
    desk.press(Qt.Key.Key_G, CTRL)
    chooser = desk.window.reporting.chooser
    assert chooser is not None
    desk.until(chooser.isActiveWindow)
    chooser.choose(111.02, 30.03)
    desk.qtbot.keyClick(chooser, Qt.Key.Key_Return, CTRL)
    desk.until(lambda: form.place.choice is not None)
    assert form.place.choice is not None
    assert (form.place.choice.grid_code, form.place.choice.longitude) == (GRID, 111.02)
    assert desk.window.reporting.chooser is None
    assert form.isVisible()


def test_a_category_is_chosen_with_the_arrows_and_the_lately_used_stand_first(
    open_desk: Opened, store: Store
) -> None:
    with store.begin() as session:
        now = store_time(session)
    desk = open_desk("collector")
    report(store, now=now)
    form = desk.open_form()
    desk.until(lambda: [one.value.code for one in form.category.findings] == ["T01"])
    assert form.category.list.isVisible()
    assert "used lately" in form.category.findings[0].why
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert form.category.choice.code == "T01"
    form.category.setFocus()
    form.category.selectAll()
    desk.type("jg")
    desk.until(lambda: len(form.category.findings) > 2)
    second = form.category.findings[1].value
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert form.category.choice == second
    form.category.setFocus()
    form.category.selectAll()
    desk.type("qqqqqqqq")
    desk.until(lambda: "No category is called" in form.category_note.text())


def test_an_enter_on_nothing_typed_chooses_nothing(open_desk: Opened, store: Store) -> None:
    with store.read() as session:
        now = store_time(session)
    report(store, now=now)
    desk = open_desk("collector")
    form = desk.open_form()
    desk.until(lambda: bool(form.category.findings))
    desk.press(Qt.Key.Key_Return)
    assert form.category.choice is None
    assert QApplication.focusWidget() is form.place


def test_the_form_starts_at_the_grid_that_the_window_is_narrowed_to(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    desk.window.filters.narrow_to(GRID)
    form = desk.open_form()
    desk.until(lambda: form.place.choice is not None)
    assert form.place.choice.grid_code == GRID
    desk.press(Qt.Key.Key_Escape)
    desk.until(lambda: not desk.background.busy)
    assert count(store, Draft) == 0


def test_a_form_that_was_left_comes_back_with_its_text(open_desk: Opened) -> None:
    desk = open_desk()
    form = desk.open_form()
    form.description.setFocus()
    desk.type("half a sentence")
    desk.press(Qt.Key.Key_Escape)
    assert not form.isVisible()
    desk.until(lambda: not desk.background.busy)
    assert desk.open_form() is form
    assert form.content().description == "half a sentence"


def test_a_megabyte_with_mark_up_is_taken_kept_and_refused_with_a_sentence(
    open_desk: Opened, store: Store
) -> None:
    desk = open_desk()
    form = desk.open_form()
    desk.name_category_and_place()
    long = MARKED * 32_000
    form.description.setFocus()
    desk.paste(long)
    form.place.setFocus()
    desk.paste("x" * 1_000_000)
    desk.kept()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(form.refusal.isVisible)
    assert form.content().description == long
    with store.read() as session:
        assert from_text(session.scalars(select(Draft.content)).one()).description == long


_CRASH = """
import os, sys
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.report_content import ReportContent, as_text
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE
from gridcenter.store.engine import open_store
from tests.services.matters import actor
ports = desk_ports(open_store(sys.argv[1]), actor("acceptor"), DISTRICT_ZONE)
ports.actions.keep_draft("lost form", as_text(ReportContent(description="typed before the crash", urgent=True)))
os.kill(os.getpid(), 9)
"""


def test_what_was_typed_at_a_desk_that_crashed_is_offered_and_taken_back(
    open_desk: Opened, store: Store, store_url: str
) -> None:
    crashed = subprocess.run([sys.executable, "-c", _CRASH, store_url], check=False)
    assert crashed.returncode == -9
    desk = open_desk()
    form = desk.open_form()
    desk.until(form.offer.isVisible)
    assert "typed before the crash" in form.offer.words.text()
    desk.press(Qt.Key.Key_R, CTRL)
    desk.until(lambda: form.content().description == "typed before the crash")
    assert form.urgent.isChecked()
    assert not form.offer.isVisible()
    form.category.setFocus()
    desk.name_category_and_place()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert (count(store, Incident), count(store, Draft)) == (1, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_window_that_is_killed_while_somebody_types_loses_no_more_than_the_last_moment(
    open_desk: Opened, store: Store, store_url: str
) -> None:
    typed = "typed into a window that was killed"
    words = [sys.executable, "-m", "tests.desktop.killed_window", store_url, typed]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "kept\n"
        window.kill()
    assert window.returncode == -9
    desk = open_desk()
    form = desk.open_form()
    desk.until(form.offer.isVisible)
    desk.press(Qt.Key.Key_R, CTRL)
    desk.until(lambda: form.content().description.startswith(typed))


def test_closing_the_window_keeps_what_was_typed_a_moment_before(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    form = desk.open_form()
    form.description.setFocus()
    desk.type("just now")
    desk.window.close()
    desk.until(lambda: not desk.background.busy)
    with store.read() as session:
        assert from_text(session.scalars(select(Draft.content)).one()).description == "just now"


def test_a_draft_is_thrown_away_only_after_asking(open_desk: Opened, store: Store) -> None:
    desk = open_desk()
    form = desk.open_form()
    form.description.setFocus()
    desk.type("no longer needed")
    desk.kept()
    _answering(desk, form, accept=False)
    assert form.content().description == "no longer needed"
    _answering(desk, form, accept=True)
    desk.until(lambda: not desk.background.busy)
    assert form.content().empty
    assert count(store, Draft) == 0


def _answering(desk: Desk, form: QWidget, *, accept: bool) -> None:
    """Press Ctrl+D and answer the question that it asks."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        desk.qtbot.keyClick(box, Qt.Key.Key_Tab if accept else Qt.Key.Key_Escape)
        if accept:
            box.buttons()[0].click()

    form.activateWindow()
    desk.until(lambda: QApplication.focusWidget() is not None)
    QTimer.singleShot(200, form, answer)
    desk.press(Qt.Key.Key_D, CTRL)


def test_while_the_store_is_away_the_text_stays_and_goes_on_when_it_is_back(
    open_desk: Opened, store: Store
) -> None:
    real = desk_ports(store, actor("acceptor"), DISTRICT_ZONE).actions
    away: list[bool] = []

    def guarded(act: Callable[..., object]) -> Callable[..., object]:
        def run(*said: object) -> object:
            if away:
                raise StoreUnavailable("the store does not answer")
            return act(*said)

        return run

    desk = open_desk(report=guarded(real.report), keep_draft=guarded(real.keep_draft))
    form = desk.open_form()
    desk.name_category_and_place()
    away.append(True)
    form.description.setFocus()
    desk.type("kept here")
    desk.until(lambda: "Not kept yet" in form.kept.text())
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: "does not answer" in form.refusal.text())
    assert form.content().description == "kept here"
    away.clear()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
    assert (count(store, Incident), count(store, Draft)) == (1, 0)


def test_the_command_bar_and_the_page_open_the_form_and_both_languages_fit(open_desk: Opened) -> None:
    desk = open_desk()
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_K, CTRL)
    desk.type("new inc")
    desk.press(Qt.Key.Key_Return)
    desk.until(lambda: desk.form.isVisible())
    form = desk.form
    desk.press(Qt.Key.Key_Escape)
    desk.window.look.speak("zh")
    desk.until(lambda: form.windowTitle() == "新建事件")
    assert form.source.itemText(2).startswith("02 ")
    page = desk.window.pages["incidents"]
    assert isinstance(page, IncidentsPage)
    page.report_wanted.emit()
    assert form.isVisible()


def test_a_draft_is_read_as_it_was_written_and_damage_costs_no_text() -> None:
    whole = ReportContent(
        category=None,
        category_text="jg",
        place=FoundPlace("building", Name("桥头", "Bridge"), 111.0, 30.0, GRID, COMMUNITY),
        address="东侧",
        description=MARKED,
        source="02",
        severity=Severity.SERIOUS,
        urgent=True,
        vulnerable=True,
        flow="escalation",
    )
    assert from_text(as_text(whole)) == whole
    assert from_text("no { json").description == "no { json"
    assert from_text("[1]").description == "[1]"
    odd = from_text(
        '{"category": [1], "place": ["x"], "severity": 99, "description": "text", "urgent": "yes"}'
    )
    assert odd == ReportContent(description="text")


def test_the_form_tells_which_unit_would_be_proposed_and_applies_nothing(
    open_desk: Opened, store: Store
) -> None:
    add_rule(store, 2)
    add_rule(store, 3, category="", place=OTHER_COMMUNITY)
    desk = open_desk()
    panel = desk.open_form().unit
    assert (panel.name.text(), panel.ground.text()) == (
        "",
        "As soon as category and place are chosen, the unit stands here.",
    )
    desk.name_category_and_place()
    desk.until(lambda: panel.name.text() == "City management")
    assert panel.ground.text().startswith("responsibility list: blocked fire lane × ")
    assert panel.ground.text().endswith("not proposed yet")
    assert "City management" in panel.accessibleDescription()
    desk.form.category.setFocus()
    desk.form.category.selectAll()
    desk.type("T0")
    desk.until(lambda: panel.name.text() == "")
    assert "As soon as" in panel.ground.text()


def test_without_a_list_the_form_says_so_in_one_quiet_line(open_desk: Opened) -> None:
    desk = open_desk()
    panel = desk.open_form().unit
    desk.name_category_and_place()
    desk.until(lambda: panel.ground.text().startswith("There is no responsibility list"))
    assert (panel.name.isHidden(), panel.ruled.isHidden()) == (True, True)


def test_the_form_offers_a_ruling_beside_the_list_and_says_what_fails(
    open_desk: Opened, store: Store
) -> None:
    ruled_once(store)
    desk = open_desk()
    panel = desk.open_form().unit
    desk.name_category_and_place()
    desk.until(lambda: panel.ruled.text().startswith("Ruled before for Housing bureau: ruled on "))
    assert "their road" in panel.ruled.text()
    use_language("zh")
    desk.form.retranslate()
    assert panel.title.text() == "拟派单位"
    assert panel.ruled.text().startswith("此前裁定由区住建局负责：")


def test_a_preview_that_cannot_be_read_says_so_and_reporting_goes_on(
    open_desk: Opened, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise StoreUnavailable("the store does not answer")

    monkeypatch.setattr(DeskIntake, "unit_preview", broken)
    desk = open_desk()
    panel = desk.open_form().unit
    desk.name_category_and_place()
    desk.until(lambda: panel.ground.text() == "the store does not answer")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.window.reporting.form is None)
