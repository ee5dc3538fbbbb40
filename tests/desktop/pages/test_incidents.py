"""The incidents page on a real store: what it shows, what stays put, and a step taken from it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.clock import utc_now
from gridcenter.desk.ports import desk_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import DISTRICT_ZONE, IncidentsPage
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.lights import Light
from gridcenter.language import use_language
from gridcenter.services.feed import Feed
from gridcenter.store.engine import Store
from gridcenter.store.incidents import incidents_by_id, open_incidents
from gridcenter.store.places import district_map
from tests.services.matters import DRAFT, actor, apply, at, report, settle, step, to_handling, version_of

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)

NOW = at("11-18 14:32")
START = at("11-17 16:41")


class Desk:
    """A page with its board, fed by hand."""

    def __init__(self, store: Store, theme: Theme, *, role: str = "supervisor") -> None:
        self.store = store
        self.background = Background()
        self.actor = actor(role)
        ports = desk_ports(store, self.actor, DISTRICT_ZONE)
        self.page = IncidentsPage(ports, self.background, theme, calendar=WorkingCalendar(), now=NOW)
        self.board = Board()

    def read_all(self) -> None:
        with self.store.read() as session:
            self.board.apply(open_incidents(session, area=""))
        self.page.apply_board(self.board, None, self.page.filters.current, NOW)

    def follow(self, *ids: int) -> None:
        """Do what the live feed does after a commit."""
        with self.store.read() as session:
            change = self.board.apply(incidents_by_id(session, ids, area=""))
        self.page.apply_board(self.board, change, self.page.filters.current, NOW)


@pytest.fixture
def pictured(store: Store) -> int:
    """The case in the picture: parked for forty minutes and twelve minutes over; a dozen others around it."""
    settle(store)
    for number in range(12):
        other = report(store, now=START + timedelta(minutes=number), key=f"other-{number}")
        to_handling(store, other, START + timedelta(minutes=90 + number))
    draft = replace(DRAFT, urgent=True, longitude=111.052, latitude=30.048)
    key = report(store, now=START, key="pictured", draft=draft)
    to_handling(store, key, at("11-17 17:36"))
    step(
        store,
        key,
        "suspend",
        "supervisor",
        at("11-18 09:30"),
        reason="等待车主到场",
        review_date="2026-12-01 09:00",
    )
    step(store, key, "resume", "supervisor", at("11-18 10:10"))
    return key


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, store: Store, pictured: int) -> Iterator[Desk]:
    theme = Theme()
    theme.dress(qapp)
    made = Desk(store, theme)
    qtbot.addWidget(made.page)
    made.page.resize(1856, 1000)
    made.page.show()
    with store.read() as session:
        made.page.show_district(district_map(session, area=""))
    made.read_all()
    yield made
    made.page.close()
    assert made.background.close()


def shown(qtbot: QtBot, desk: Desk, key: int) -> None:
    desk.page.show_incident(key)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.id == key)
    desk.page._now = NOW
    desk.page._show(desk.page.moves.choices, fresh=True)


def texts(widget: QWidget) -> str:
    return "\n".join(found.text() for found in widget.findChildren(QLabel) if found.isVisibleTo(widget))


def test_the_most_pressing_incident_is_open_at_once(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    qtbot.waitUntil(lambda: desk.page.detail is not None)
    assert desk.page.detail is not None
    assert desk.page.detail.row.id == desk.page.queue.model.rows()[0].id == pictured


def test_head_clocks_working_trace_and_moves_tell_the_pictured_case(
    qtbot: QtBot, desk: Desk, pictured: int
) -> None:
    use_language("en")
    desk.page.retranslate()
    shown(qtbot, desk, pictured)
    page = desk.page
    assert "blocked fire lane" in texts(page.head)
    assert "held by City management (being handled)" in texts(page.head)
    step_words = page.head.clocks[ClockKind.STEP].words()
    assert (step_words.figure, step_words.used, step_words.due) == (
        "−12 min",
        "used 252 / 240 min",
        "due 11-18 14:20",
    )
    accept = page.head.clocks[ClockKind.ACCEPT].words()
    assert (accept.figure, accept.used) == ("took 1 min", "in time")
    assert [line.total for line in page.working.model.rows] == [20, 20, 110, 110, 220, 220, 252]
    assert page.working.verdict.text() == "252 − 240 = 12 min overdue"
    assert "yellow from 168 min (11-18 11:08)" in page.working.sum.text()
    assert [line.action for line in page.trace_area.view.lines][-3:] == [
        "approve: park",
        "resume",
        "turned red",
    ]
    assert "park" in page.trace_area.view.accessibleDescription()
    assert page.moves.buttons["suspend"].isEnabled()
    assert not page.moves.buttons["finish"].isEnabled()
    assert page.moves.refusals["finish"] == "“report as handled” is for the handler"
    assert page.place.inset.centre() is not None
    assert page.keys()


def test_a_clock_that_is_pressed_shows_its_own_working(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    shown(qtbot, desk, pictured)
    qtbot.mouseClick(desk.page.head.clocks[ClockKind.WHOLE], Qt.MouseButton.LeftButton)
    clock = desk.page.working.clock()
    assert clock is not None
    assert clock.kind is ClockKind.WHOLE
    qtbot.keyClick(desk.page.head.clocks[ClockKind.ACCEPT], Qt.Key.Key_Return)
    assert [line.total for line in desk.page.working.model.rows] == [1]


def test_a_commit_elsewhere_is_shown_without_losing_row_or_scroll(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    qtbot.waitUntil(lambda: desk.page.detail is not None)
    table = desk.page.queue.table
    other = desk.page.queue.model.rows()[7].id
    shown(qtbot, desk, other)
    table.verticalScrollBar().setValue(64)
    scroll = table.verticalScrollBar().value()
    step(store, other, "suspend", "supervisor", NOW, reason="等", review_date="2026-12-01 09:00")
    arrived = report(store, now=NOW, key="arrived")
    desk.follow(other, arrived)
    qtbot.waitUntil(
        lambda: desk.page.detail is not None and desk.page.detail.row.version == version_of(store, other)
    )
    assert desk.page.detail is not None
    assert desk.page.detail.state_name.zh == "挂账"
    assert table.current_id() == other
    assert table.verticalScrollBar().value() == scroll
    assert not desk.page.queue.news.isHidden()


def test_a_closed_incident_stays_open_on_the_page(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    shown(qtbot, desk, pictured)
    step(store, pictured, "cancel", "supervisor", NOW, reason="误报")
    desk.follow(pictured)
    qtbot.waitUntil(
        lambda: (
            desk.page.detail is not None
            and desk.page.detail.row.id == pictured
            and desk.page.detail.row.closed_at is not None
        )
    )
    assert not [choice for choice in desk.page.moves.choices if not choice.refusal]


def in_ten_days() -> str:
    """The desk's services take the store's own time."""
    return f"{utc_now() + timedelta(days=10):%Y-%m-%d %H:%M}"


def start(desk: Desk, action: str) -> None:
    desk.page.start_move(next(choice for choice in desk.page.moves.choices if choice.action == action))
    assert desk.page.dialog is not None


def fill(desk: Desk, **inputs: str) -> None:
    assert desk.page.dialog is not None
    for code, text in inputs.items():
        editor = desk.page.dialog.fields[code]
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)


def test_a_step_is_taken_by_its_letter_with_what_it_asks(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    shown(qtbot, desk, pictured)
    desk.page.activateWindow()
    desk.page.take_keyboard()
    qtbot.keyClick(desk.page.queue.table, Qt.Key.Key_G)
    qtbot.waitUntil(lambda: desk.page.dialog is not None)
    fill(desk, reason="等待车主", review_date=in_ten_days(), opinion="先行劝离")
    with qtbot.waitSignal(desk.page.notice):
        assert desk.page.dialog is not None
        qtbot.mouseClick(desk.page.dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.applications == 1)
    assert desk.page.dialog is None
    assert desk.page.detail is not None
    assert not desk.page.detail.row.paused
    assert desk.page.detail.steps[-1].opinion.startswith("先行劝离")


def test_a_missing_input_is_refused_and_the_typed_text_stays(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    start(desk, "suspend")
    dialog = desk.page.dialog
    assert dialog is not None
    fill(desk, reason="waiting for the owner")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert dialog.refusal.text() == "“park” needs: review date"
    assert dialog.inputs()["reason"] == "waiting for the owner"
    assert dialog.send.isEnabled()
    dialog.reject()


def test_whoever_is_second_is_told_what_changed_keeps_his_text_and_may_send_again(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    start(desk, "suspend")
    dialog = desk.page.dialog
    assert dialog is not None
    fill(desk, reason="waiting for the owner", review_date=in_ten_days())
    apply(store, pictured, "cancel", "supervisor", NOW, reason="x")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert "supervisor 一号 took “apply for: make void” at 14:32:00" in dialog.refusal.text()
    assert dialog.inputs()["reason"] == "waiting for the owner"
    qtbot.waitUntil(lambda: dialog.version == version_of(store, pictured))
    with qtbot.waitSignal(desk.page.notice):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.applications == 2)


def test_letters_do_nothing_while_a_move_is_being_filled_in(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    shown(qtbot, desk, pictured)
    start(desk, "suspend")
    first = desk.page.dialog
    start(desk, "cancel")
    assert desk.page.dialog is first
    assert first is not None
    qtbot.keyClicks(first.fields["review_date"], "GZ")
    assert first.inputs()["review_date"] == "GZ"
    first.reject()
    assert desk.page.dialog is None


def test_a_chip_narrows_the_queue_and_the_shown_incident_stays(
    qtbot: QtBot, desk: Desk, pictured: int
) -> None:
    shown(qtbot, desk, pictured)
    qtbot.mouseClick(desk.page.queue.chips.lights[Light.GREY], Qt.MouseButton.LeftButton)
    assert desk.page.queue.model.rowCount() == 0
    assert desk.page.detail is not None
    qtbot.mouseClick(desk.page.queue.chips.all, Qt.MouseButton.LeftButton)
    assert desk.page.queue.model.rowCount() == 13


def test_an_incident_outside_the_area_says_so(qtbot: QtBot, desk: Desk) -> None:
    use_language("en")
    desk.page.show_incident(9999)
    qtbot.waitUntil(lambda: "not in your area" in desk.page.states.state.headline.text())


def test_a_store_that_fails_is_shown_with_a_retry(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    other = desk.page.queue.model.rows()[3].id
    with store.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE step RENAME TO step_away")
    try:
        _break(qtbot, desk, other)
    finally:
        with store.begin() as session:
            session.connection().exec_driver_sql("ALTER TABLE step_away RENAME TO step")
    qtbot.mouseClick(desk.page.states.state.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.page.detail is not None and desk.page.detail.row.id == other)


def _break(qtbot: QtBot, desk: Desk, other: int) -> None:
    desk.page.show_incident(other)
    qtbot.waitUntil(lambda: "could not be read" in desk.page.states.state.headline.text())


def test_language_and_theme_switch_while_an_incident_is_open(
    qtbot: QtBot, qapp: QApplication, desk: Desk, pictured: int
) -> None:
    shown(qtbot, desk, pictured)
    use_language("en")
    desk.page.retranslate()
    qtbot.waitUntil(lambda: "Possible moves" in texts(desk.page.moves))
    assert "Working" in texts(desk.page.working)
    desk.page._theme.use(scheme="dark")
    desk.page.apply_theme()
    assert not desk.page.grab().isNull()


def test_the_small_screen_shows_the_same_parts(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    shown(qtbot, desk, pictured)
    desk.page.resize(1318, 688)
    assert desk.page.queue.width() < 400
    for part in (desk.page.head, desk.page.working, desk.page.place, desk.page.trace, desk.page.moves):
        assert part.isVisible()
        assert part.height() > 100


def test_time_moves_the_figures_and_the_working_on(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    use_language("en")
    shown(qtbot, desk, pictured)
    desk.page.tick(NOW + timedelta(minutes=3))
    assert desk.page.head.clocks[ClockKind.STEP].words().figure == "−15 min"
    assert desk.page.working.model.rows[-1].total == 255


def test_the_working_counts_on_together_with_the_clock_above_it(
    qtbot: QtBot, desk: Desk, store: Store, pictured: int
) -> None:
    use_language("en")
    odd = timedelta(seconds=30)
    key = report(store, now=at("11-18 13:00") + odd, key="odd")
    to_handling(store, key, at("11-18 14:10") + odd)
    desk.follow(key)
    shown(qtbot, desk, key)
    counted = desk.page.working.model.rows[-1].total
    for seconds, expected in ((20, counted), (40, counted + 1)):
        desk.page.tick(NOW + timedelta(seconds=seconds))
        assert desk.page.head.clocks[ClockKind.STEP].words().used.startswith(f"used {expected} /")
        assert desk.page.working.model.rows[-1].total == expected
        assert desk.page.working.verdict.text().split()[2] == str(expected)


def test_the_number_can_be_copied(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    shown(qtbot, desk, pictured)
    qtbot.mouseClick(desk.page.head.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == desk.page.head.number.text()


def test_a_hostile_description_is_shown_as_it_is(qtbot: QtBot, desk: Desk, store: Store) -> None:
    text = "<img src=x><b>bold</b> &amp; & done"
    key = report(store, now=NOW, key="hostile", draft=replace(DRAFT, description=text))
    shown(qtbot, desk, key)
    assert text in texts(desk.page.place)
    labels = desk.page.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_the_working_is_a_proper_model(qtbot: QtBot, desk: Desk, pictured: int) -> None:
    shown(qtbot, desk, pictured)
    QAbstractItemModelTester(desk.page.working.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


OTHER_DESK = """
import sys
from datetime import timedelta
from gridcenter.domain.people import Actor
from gridcenter.services.adjustments import apply_for, approve
from gridcenter.store.engine import open_store, store_time
store = open_store(sys.argv[1])
with store.begin() as session:
    supervisor = Actor(3, "supervisor", "supervisor 一号", "supervisor", None, "")
    leader = Actor(6, "leader", "leader 一号", "leader", None, "")
    now = store_time(session)
    inputs = {"reason": "等待车主", "review_date": (now + timedelta(days=3)).isoformat()}
    key, version = int(sys.argv[2]), int(sys.argv[3])
    asked = {"action": "suspend", "inputs": inputs, "by": supervisor, "now": now, "key": "form-9"}
    made = apply_for(session, key, version=version, **asked)
    approve(session, made, version=version + 1, opinion="", by=leader, now=now)
store.dispose()
"""


def test_a_step_taken_by_another_process_reaches_the_open_incident(
    qtbot: QtBot, desk: Desk, store: Store, store_url: str, pictured: int
) -> None:
    """The whole way: a second process commits, the feed hears it, the page reads the incident anew."""
    shown(qtbot, desk, pictured)
    live = LiveFeed(partial(Feed, store, area=""))
    page = desk.page
    live.board_replaced.connect(lambda: page.apply_board(live.board, None))
    live.board_changed.connect(lambda change: page.apply_board(live.board, change))
    with qtbot.waitSignal(live.board_replaced):
        live.start()
    try:
        seen = str(version_of(store, pictured))
        other = [sys.executable, "-c", OTHER_DESK, store_url, str(pictured), seen]
        subprocess.run(other, check=True, timeout=60)
        qtbot.waitUntil(lambda: page.detail is not None and page.detail.row.paused, timeout=15_000)
        assert page.queue.table.current_id() == pictured
        assert "resume" in page.moves.buttons
    finally:
        live.stop()


def test_the_title_of_an_incident_stands_whole_beside_its_tags(
    qtbot: QtBot, desk: Desk, pictured: int
) -> None:
    shown(qtbot, desk, pictured)
    head, theme = desk.page.head, Theme()
    for width in (1856, 1318, 976):
        desk.page.resize(width, 700)
        desk.page.grab()
        role = head.category.property("role")
        assert theme.metrics(role).horizontalAdvance(head.category.text()) <= head.category.width()


def test_an_incident_that_nobody_holds_yet_is_said_in_one_sentence(
    qtbot: QtBot, desk: Desk, store: Store
) -> None:
    key = report(store, now=START)
    for language, words in (("en", "held by nobody yet (reported)"), ("zh", "尚无承办单位（已上报）")):
        use_language(language)  # type: ignore[arg-type]
        desk.read_all()
        desk.page.show_incident(key)
        qtbot.waitUntil(lambda words=words: desk.page.head.holder.text() == words)
