"""Reminders at a desk: one tone, a strip that never takes the keyboard, keys from every page, and silence by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_pages import PageEntry
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.reminder_desk import ReminderDesk
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.tone import Tone
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.reminders import Event, Happening, Key
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_ports, sample_row
from tests.desktop.sample_reminders import SampleReminders

PATIENCE_MS = 20_000
SUPERVISOR = Actor(1, "limin", "李敏", "supervisor", 1, "330108")
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Page(QLineEdit):
    """A page that shows incidents by their number and where somebody is typing."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []
        self.on_show: int | None = None

    def show_incident(self, incident_id: int) -> None:
        self.asked.append(incident_id)
        self.on_show = incident_id

    def incident_on_show(self) -> int | None:
        return self.on_show

    def take_keyboard(self) -> None:
        self.setFocus()


@dataclass
class Desk:
    """A real window with the strip; `tones` are the numbers of happenings each tone stood for."""

    qtbot: QtBot
    store: SampleStore
    reminders: SampleReminders
    window: MainWindow
    live: LiveFeed
    background: Background
    desk: ReminderDesk
    page: Page
    tones: list[int] = field(default_factory=list)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window, key, modifier)

    def red(self, number: int = 900, **changes: Any) -> None:
        given = {"due_at": NOW - timedelta(minutes=2), "category": Name("消防通道堵塞", "Fire lane blocked")}
        self.store.commit(red_row(number, **(given | changes)))

    def named(self, number: int) -> None:
        """Wait until the strip names this incident."""
        self.until(lambda: self.desk.shown is not None and self.desk.shown.incident_id == number)

    def standing(self) -> list[int]:
        book = self.desk.reminding.book
        return [one.incident_id for one in book.standing()] if book is not None else []


Opened = Callable[..., Desk]


@pytest.fixture
def open_desk(qtbot: QtBot, theme: Theme) -> Iterator[Opened]:
    desks: list[Desk] = []

    def opened(actor: Actor = SUPERVISOR, memory: WindowMemory | None = None, volume: int = 0) -> Desk:
        store = SampleStore()
        desk = _open(qtbot, theme, store, SampleReminders(store), actor, memory, volume)
        desks.append(desk)
        desk.until(lambda: desk.desk.reminding.book is not None and desk.live.board.whole)
        return desk

    yield opened
    for desk in desks:
        desk.live.stop()
        desk.background.close()
        desk.window.close()
        desk.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _open(
    qtbot: QtBot,
    theme: Theme,
    store: SampleStore,
    reminders: SampleReminders,
    actor: Actor,
    memory: WindowMemory | None,
    volume: int,
) -> Desk:
    background, live, page = Background(), store.feed(), Page()
    ports = replace(sample_ports(), actor=actor)
    window = MainWindow(
        ports, background, theme, live, zone=ZoneInfo("Asia/Shanghai"), now=NOW, memory=memory
    )
    window.add_pages([PageEntry(RailItem("incidents", "incidents", lambda: "x"), lambda: page)])
    desk = ReminderDesk(
        window,
        reminders.ports(),
        background,
        theme,
        live,
        window.store_clock,
        actor=actor,
        tone=Tone(volume=volume, parent=window),
        memory=memory,
        on_show=window.incident_on_show,
    )
    window.attach(desk)
    made = Desk(qtbot, store, reminders, window, live, background, desk, page)
    desk.reminding.rang.connect(lambda due: made.tones.append(len(due)))
    window.resize(1366, 768)
    window.start()
    live.start()
    window.show()
    window.activateWindow()
    return made


def test_what_turns_red_is_named_on_the_strip_with_one_tone_and_a_glow(open_desk: Opened) -> None:
    desk = open_desk()
    assert desk.desk.bar.sentence.text() == "当前没有提醒"
    desk.red()
    desk.until(lambda: desk.tones == [1])
    bar = desk.desk.bar
    assert bar.headline.text() == "新红灯"
    assert "消防通道堵塞" in bar.sentence.text()
    assert bar.glowing
    desk.until(lambda: not bar.glowing)
    assert desk.tones == [1]
    assert desk.standing() == [900]


def test_f8_takes_note_of_what_the_strip_names_and_no_tone_comes_again(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.until(lambda: desk.tones == [1])
    desk.press(Qt.Key.Key_F8)
    desk.until(lambda: desk.standing() == [])
    assert any(key.incident_id == 900 and key.event == "red" for key in desk.reminders.known)
    desk.red(version=2)
    desk.until(lambda: desk.live.board.rows[900].version == 2)
    desk.desk.tick()
    assert desk.tones == [1]


def test_a_second_redness_of_the_same_incident_rings_again(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.until(lambda: desk.tones == [1])
    desk.press(Qt.Key.Key_F8)
    desk.until(lambda: desk.standing() == [])
    desk.store.as_of = NOW + timedelta(minutes=30)
    desk.red(version=2, due_at=NOW + timedelta(minutes=20))
    desk.until(lambda: desk.tones == [1, 1])


def test_what_another_desk_takes_note_of_leaves_this_one_at_once(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.named(900)
    shown = desk.desk.shown
    assert shown is not None
    desk.reminders.acknowledge([shown.key])
    desk.until(lambda: desk.desk.bar.picture.event is None)


def test_several_are_counted_and_shift_f8_takes_note_of_them_all(open_desk: Opened) -> None:
    desk = open_desk()
    for number in (900, 901, 902):
        desk.red(number)
    desk.until(lambda: len(desk.standing()) == 3)
    desk.desk.refresh()
    assert desk.desk.bar.all.isVisible()
    assert "3" in desk.desk.bar.all.text()
    assert "另有 2 条" in desk.desk.bar.sentence.text()
    desk.press(Qt.Key.Key_F8, SHIFT)
    desk.until(lambda: desk.standing() == [])
    assert {900, 901, 902} <= {key.incident_id for key in desk.reminders.known}


def test_f7_opens_the_incident_and_the_strip_goes_on_naming_it(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red(900)
    desk.named(900)
    desk.press(Qt.Key.Key_F7)
    assert desk.page.asked == [900]
    desk.red(901, due_at=NOW - timedelta(minutes=1))
    desk.until(lambda: len(desk.standing()) == 2)
    desk.desk.refresh()
    assert desk.desk.shown is not None
    assert desk.desk.shown.incident_id == 900
    desk.press(Qt.Key.Key_F8)
    desk.until(lambda: desk.standing() == [901])


def test_nothing_that_comes_takes_the_keyboard_or_moves_the_page(open_desk: Opened) -> None:
    desk = open_desk()
    desk.until(desk.page.hasFocus)
    desk.qtbot.keyClicks(desk.page, "abc")
    place = desk.page.mapTo(desk.window, desk.page.rect().topLeft()), desk.page.size()
    desk.red()
    desk.until(lambda: desk.tones == [1])
    desk.qtbot.keyClicks(desk.page, "def")
    assert desk.page.hasFocus()
    assert desk.page.text() == "abcdef"
    assert (desk.page.mapTo(desk.window, desk.page.rect().topLeft()), desk.page.size()) == place
    assert QApplication.activeModalWidget() is None


def test_the_buttons_of_the_strip_can_be_walked_to(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.until(lambda: desk.desk.bar.note.isVisible())
    walked: list[QWidget | None] = []
    for _ in range(30):
        desk.qtbot.keyClick(QApplication.focusWidget() or desk.window, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert desk.desk.bar.note in walked


def test_a_refused_note_leaves_what_stands_and_says_why(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.named(900)
    desk.reminders.refusal = BadInput("不在辖区")
    desk.press(Qt.Key.Key_F8)
    desk.until(lambda: desk.window.status.keys.text() == "不在辖区")
    assert desk.standing() == [900]


def test_f9_asks_for_time_and_reason_and_the_mark_says_until_when_and_who(open_desk: Opened) -> None:
    desk = open_desk()
    desk.press(Qt.Key.Key_F9)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.reason.setCurrentText("区里来电话会议")
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    desk.until(lambda: desk.desk.bar.quiet.isVisible())
    assert desk.reminders.said == [(30, "区里来电话会议", False)]
    assert desk.desk.bar.quiet.text() == "李敏 静音至 15:02"
    desk.red()
    desk.until(lambda: desk.standing() == [900])
    desk.desk.tick()
    assert desk.tones == []
    assert desk.desk.bar.headline.text() == "新红灯"


def test_an_urgent_one_sounds_through_a_silence_and_the_rest_once_when_it_ends(open_desk: Opened) -> None:
    desk = open_desk()
    desk.reminders.silence(30, "会议", False)
    desk.until(lambda: desk.desk.reminding.silenced)
    desk.red(901)
    desk.red(902)
    desk.red(900, urgent=True, reported_at=NOW - timedelta(hours=9))
    desk.until(lambda: len(desk.standing()) == 3 and desk.tones == [1])
    desk.press(Qt.Key.Key_F9)
    desk.until(lambda: not desk.desk.reminding.silenced)
    desk.store.as_of = NOW + timedelta(seconds=30)
    desk.until(lambda: desk.tones == [1, 2])


def test_a_refused_silence_keeps_what_was_typed(open_desk: Opened) -> None:
    desk = open_desk()
    desk.reminders.refusal = BadInput("请写明原因")
    desk.press(Qt.Key.Key_F9)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.reason.setCurrentText("会")
    desk.qtbot.mouseClick(dialog.send, Qt.MouseButton.LeftButton)
    desk.until(lambda: dialog.refusal.text() == "请写明原因")
    assert dialog.reason.currentText() == "会"
    assert dialog.send.isEnabled()
    desk.reminders.refusal = None
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert desk.desk.dialog is None


def test_only_who_may_is_offered_to_silence_the_whole_unit(open_desk: Opened) -> None:
    desk = open_desk()
    desk.press(Qt.Key.Key_F9)
    assert desk.desk.dialog is not None
    assert desk.desk.dialog.whole_unit.isVisible()
    desk.qtbot.keyClick(desk.desk.dialog, Qt.Key.Key_Escape)
    handler = open_desk(replace(SUPERVISOR, role="handler"))
    handler.press(Qt.Key.Key_F9)
    assert handler.desk.dialog is not None
    assert not handler.desk.dialog.whole_unit.isVisible()
    handler.qtbot.keyClick(handler.desk.dialog, Qt.Key.Key_Escape)


def test_a_role_that_is_told_of_nothing_has_no_strip(open_desk: Opened) -> None:
    desk = open_desk(replace(SUPERVISOR, role="auditor"))
    desk.red()
    desk.until(lambda: 900 in desk.live.board.rows)
    desk.desk.tick()
    assert not desk.desk.bar.isVisible()
    assert desk.tones == []


def test_a_unit_is_told_of_its_own_red_incidents_and_of_replies_it_owes(open_desk: Opened) -> None:
    desk = open_desk(replace(SUPERVISOR, role="handler", unit_id=7))
    desk.red(900, unit_id=7)
    desk.red(901, unit_id=8)
    owed = Happening(
        Key(5, "card", "1"), NOW - timedelta(minutes=1), False, 7, "", "A5", Name("督办"), Name("")
    )
    desk.reminders.replies = [owed, replace(owed, key=Key(6, "card", "2"), unit_id=8)]
    desk.store.announce("card")
    desk.until(lambda: sorted(desk.standing()) == [5, 900])


def test_after_a_restart_only_what_happened_meanwhile_sounds(open_desk: Opened, tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    memory.keep_heard("limin", NOW - timedelta(minutes=10))
    store = SampleStore()
    store.rows[900] = red_row(900, due_at=NOW - timedelta(minutes=30))
    store.rows[901] = red_row(901, due_at=NOW - timedelta(minutes=5))
    assert store.rows
    desk = open_desk(memory=memory)
    desk.red(900, due_at=NOW - timedelta(minutes=30))
    desk.until(lambda: desk.tones == [1])
    desk.window.close()
    kept = memory.heard_until("limin")
    assert kept is not None
    assert NOW <= kept <= NOW + timedelta(minutes=1)


def test_without_a_loudspeaker_nothing_fails_and_the_strip_says_so(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.until(lambda: desk.tones == [1])
    assert desk.desk.tone.played == 0
    desk.desk.refresh()
    assert desk.desk.bar.sound.isVisible()
    assert desk.desk.bar.sound.text() == "无声音"
    assert "设置中已关闭声音" in desk.desk.bar.sound.toolTip()


def test_in_a_narrow_window_the_incident_is_named_before_sound_and_silence(open_desk: Opened) -> None:
    desk = open_desk()
    desk.reminders.silence(30, "会议", False)
    desk.red()
    desk.until(lambda: desk.desk.reminding.silenced)
    desk.named(900)
    assert desk.desk.bar.quiet.text() == "李敏 静音至 15:02"
    desk.window.resize(1024, 640)
    desk.until(lambda: desk.desk.bar.quiet.text() == "静音至 15:02")
    assert not desk.desk.bar.sound.isVisible()
    assert desk.desk.bar.sentence.width() > 150


def test_the_strip_changes_its_language(open_desk: Opened) -> None:
    desk = open_desk()
    desk.red()
    desk.named(900)
    use_language("en")
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.LanguageChange))
    assert desk.desk.bar.headline.text() == "newly red"
    assert desk.desk.bar.note.text() == "Take note F8"


def test_every_action_stands_in_the_command_bar_with_its_key(open_desk: Opened) -> None:
    desk = open_desk()
    desk.window.palette_list.open()
    desk.qtbot.keyClicks(desk.window.top.command, "acknowledge")
    keys = [command.key for command in desk.desk.commands()]
    assert keys == ["F7", "F8", "Shift+F8", "F9"]
    shown = desk.window.palette_list.model
    assert [shown.data(shown.index(place)) for place in range(2)] == ["知悉", "全部知悉"]


def test_two_hundred_changes_a_second_are_shown_a_few_times_and_asked_for_never(open_desk: Opened) -> None:
    desk = open_desk()
    desk.until(lambda: not desk.background.busy)
    asked, shown = desk.reminders.asked, list[Event | None]()
    desk.desk.reminding.changed.connect(lambda: shown.append(desk.desk.bar.picture.event))
    for version in range(2, 202):
        desk.store.commit(sample_row(100, version=version))
    desk.until(lambda: desk.live.board.rows[100].version == 201)
    assert desk.reminders.asked == asked
    assert len(shown) < 60
