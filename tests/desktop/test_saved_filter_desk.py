"""Saved filters at a desk, by real keys on a real store: chips with live counts, saving, sharing, sending, removing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from gridcenter.desk.saved_filters import saved_filter_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_pages import PageEntry
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.incidents import IncidentsPage
from gridcenter.desktop.saved_filter_desk import SavedFilterDesk
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.saved_filter_bar import SavedFilterBar
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import Sharing, as_text
from gridcenter.language import use_language
from gridcenter.services.saved_filters import save_filter, share_filter
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Division, Unit
from tests.desktop.sample_desk import NOW, SampleStore, red_row, sample_ports, yellow_row

PATIENCE_MS = 20_000
ME = Actor(1, "limin", "李敏", "supervisor", None, "330108")
RED = Filter(lights=frozenset({Light.RED}))
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@dataclass
class Desk:
    qtbot: QtBot
    board: SampleStore
    store: Store
    window: MainWindow
    live: LiveFeed
    background: Background
    desk: SavedFilterDesk

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=PATIENCE_MS)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.window, key, modifier)

    @property
    def page(self) -> IncidentsPage:
        page = self.window.pages["incidents"]
        assert isinstance(page, IncidentsPage)
        return page

    @property
    def bar(self) -> SavedFilterBar:
        (bar,) = self.page.findChildren(SavedFilterBar)
        return bar

    def names(self) -> list[str]:
        return [one.name for one in self.desk.book.entries]

    def counts(self) -> list[int | None]:
        return [self.desk.book.count(one) for one in self.desk.book.entries]

    def save(self, name: str, chosen: Filter = RED, by: Actor = ME) -> int:
        with self.store.begin() as session:
            key = save_filter(session, name, chosen, by=by, now=NOW)
        self.board.announce("saved_filter")
        self.until(lambda: by != ME or name in self.names())
        return key


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, sqlite_store: Store) -> Iterator[Desk]:
    with sqlite_store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.add(Account(id=2, login="wangwei", name="王伟", role="leader"))
        session.add(Unit(id=3, code="U3", name="区水务局", kind="department"))
        session.add(Division(code="330108001", level=3, name="桥头街道", parent_code=None))
        session.add(Division(code="440305", level=2, name="别处", parent_code=None))
    board = SampleStore()
    background, live = Background(), board.feed()
    ports = replace(sample_ports(), actor=ME)
    window = MainWindow(ports, background, theme, live, zone=ZoneInfo("Asia/Shanghai"), now=NOW)
    page = PageEntry(
        RailItem("incidents", "incidents", lambda: "x"),
        lambda: IncidentsPage(ports, background, theme, filters=window.filters, now=NOW),
    )
    window.add_pages([page])
    part = SavedFilterDesk(
        window,
        saved_filter_ports(sqlite_store, ME),
        background,
        theme,
        live,
        window.store_clock,
        window.filters,
        actor=ME,
        ground=window.ground,
    )
    window.attach(part)
    window.resize(1366, 768)
    window.start()
    live.start()
    window.show()
    window.activateWindow()
    made = Desk(qtbot, board, sqlite_store, window, live, background, part)
    made.until(lambda: live.board.whole and len(made.page.queue.model.rows()) == 426)
    yield made
    live.stop()
    background.close()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_nothing_saved_takes_no_room(desk: Desk) -> None:
    assert not desk.bar.isVisible()


def test_ctrl_s_saves_the_present_filter_under_a_name(desk: Desk) -> None:
    desk.window.filters.set(RED)
    desk.press(Qt.Key.Key_S, CTRL)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.name.setText("红灯")
    desk.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    desk.until(lambda: desk.names() == ["红灯"] and desk.counts() == [23])
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    desk.until(lambda: desk.bar.chips[0].text().strip() == "红灯 23")
    assert desk.bar.isVisible()
    assert desk.bar.chips[0].isChecked()


def test_alt_1_narrows_the_desk_and_again_takes_it_back(desk: Desk) -> None:
    desk.save("红灯")
    desk.press(Qt.Key.Key_1, ALT)
    assert desk.window.filters.current == RED
    assert len(desk.page.queue.model.rows()) == 23
    desk.press(Qt.Key.Key_1, ALT)
    assert not desk.window.filters.current.active


def test_counts_follow_what_others_commit_and_the_pill_keeps_new_rows_back(desk: Desk) -> None:
    desk.save("红灯")
    desk.press(Qt.Key.Key_1, ALT)
    desk.until(lambda: desk.counts() == [23])
    before = [row.id for row in desk.page.queue.model.rows()]
    for number in (900, 901, 902):
        desk.board.commit(red_row(number))
    desk.board.commit(yellow_row(903))
    desk.until(lambda: desk.counts() == [26] and 903 in desk.live.board.rows)
    desk.until(lambda: desk.page.queue.news.isVisible())
    assert [row.id for row in desk.page.queue.model.rows()] == before
    assert desk.page.queue.news.text() == "3 条新"
    desk.until(lambda: desk.bar.chips[0].text().strip() == "红灯 26")


def test_a_colleague_s_shared_filter_comes_and_goes_by_itself(desk: Desk) -> None:
    other = Actor(2, "wangwei", "王伟", "leader", None, "330108")
    key = desk.save("领导看的", by=other)
    with desk.store.begin() as session:
        version = share_filter(session, key, version=1, sharing=Sharing.EVERYONE, by=other, now=NOW)
    desk.board.announce("saved_filter")
    desk.until(lambda: desk.names() == ["领导看的"])
    assert not desk.desk.book.entries[0].mine
    with desk.store.begin() as session:
        share_filter(session, key, version=version, sharing=Sharing.OWN, by=other, now=NOW)
    desk.board.announce("saved_filter")
    desk.until(lambda: desk.names() == [])


def test_a_filter_that_names_what_is_gone_is_refused_with_a_sentence(desk: Desk) -> None:
    desk.save("旧的", Filter(unit_id=99))
    desk.press(Qt.Key.Key_1, ALT)
    assert desk.window.status.keys.text() == "其中的单位已不存在"
    assert not desk.window.filters.current.active
    assert desk.counts() == [None]


def test_a_filter_of_another_area_shows_nothing_and_says_so(desk: Desk) -> None:
    desk.save("别处", Filter(area="440305"))
    desk.press(Qt.Key.Key_1, ALT)
    assert "不在您的辖区" in desk.window.status.keys.text()
    assert not desk.window.filters.current.active


def test_what_a_colleague_sends_as_text_is_pasted_and_saved(desk: Desk) -> None:
    QGuiApplication.clipboard().setText("看看：\n" + as_text("井盖", RED))
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.paste()
    desk.until(lambda: desk.names() == ["井盖"])
    desk.save("A 在先", RED)
    QGuiApplication.clipboard().setText(as_text("桥头", RED))
    dialog.paste()
    desk.until(lambda: "桥头" in desk.names())
    chosen = dialog.chosen()
    assert chosen is not None
    assert chosen.name == "桥头", "the new one is chosen: it is the one to be shared"
    dialog.list.setCurrentRow(desk.names().index("井盖"))
    dialog.copy()
    assert QGuiApplication.clipboard().text() == as_text("井盖", RED)
    QGuiApplication.clipboard().setText("hello")
    dialog.paste()
    assert "没有筛选" in dialog.told.text()
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_the_list_renames_shares_and_removes_by_key(desk: Desk) -> None:
    desk.save("红灯")
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.activateWindow()
    desk.until(dialog.isActiveWindow)
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    assert dialog.name.text() == "红灯"
    dialog.name.setText("全部红灯")
    desk.qtbot.keyClick(dialog.name, Qt.Key.Key_F2)
    desk.until(lambda: desk.names() == ["全部红灯"])
    dialog.sharing.setCurrentIndex(dialog.sharing.findData(Sharing.EVERYONE))
    dialog.share()
    desk.until(lambda: desk.desk.book.entries[0].sharing is Sharing.EVERYONE)
    desk.until(lambda: "所有人" in dialog.list.item(0).text())
    dialog.list.setFocus()
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    desk.until(lambda: desk.names() == [])
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_refused_name_stays_in_its_line(desk: Desk) -> None:
    desk.save("红灯")
    desk.window.filters.set(Filter(text="井盖"))
    desk.press(Qt.Key.Key_S, CTRL)
    dialog = desk.desk.dialog
    assert dialog is not None
    dialog.name.setText("红灯")
    desk.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    desk.until(lambda: "已有名为" in dialog.told.text())
    assert dialog.name.text() == "红灯"
    desk.qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_refusal_that_comes_when_the_window_was_left_is_said_in_the_status_bar(desk: Desk) -> None:
    desk.save("红灯")
    desk.press(Qt.Key.Key_S, CTRL)
    dialog = desk.desk.dialog
    assert dialog is not None
    told: list[str] = []
    desk.desk.notice.connect(told.append)
    dialog._write_store(partial(_refuse, "红灯已有人改过"))
    dialog.reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    desk.until(lambda: told == ["红灯已有人改过"])


def _refuse(words: str) -> None:
    raise RuleBroken(words)


def test_enter_in_the_list_uses_the_filter(desk: Desk) -> None:
    desk.save("红灯")
    desk.press(Qt.Key.Key_S, CTRL | SHIFT)
    dialog = desk.desk.dialog
    assert dialog is not None
    desk.qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert desk.window.filters.current == RED


def test_chips_that_have_no_room_stand_in_the_menu_with_their_keys(desk: Desk) -> None:
    for number in range(6):
        desk.save(f"筛选编号 {number}")
    desk.until(lambda: len(desk.bar.chips) == 6 and None not in desk.counts())
    shown = [chip.isVisible() for chip in desk.bar.chips]
    assert shown[0]
    assert not shown[-1]
    assert shown == sorted(shown, reverse=True)
    desk.bar.menu.aboutToShow.emit()
    words = [action.text() for action in desk.bar.menu.actions()]
    assert words[0] == "筛选编号 0 · 23\tAlt+1"
    assert words[5].endswith("\tAlt+6")


def test_every_saved_filter_stands_in_the_command_bar(desk: Desk) -> None:
    desk.save("红灯")
    desk.until(lambda: desk.counts() == [23])
    titles = [command.title for command in desk.desk.commands()]
    assert titles == ["红灯 · 23", "保存当前筛选…", "全部常用筛选…"]


def test_the_line_changes_its_language(desk: Desk) -> None:
    desk.save("红灯")
    use_language("en")
    QApplication.sendEvent(desk.window, QEvent(QEvent.Type.LanguageChange))
    assert desk.bar.all.text().strip() == "Saved 1"


def test_an_empty_list_says_so_and_how_to_make_one(desk: Desk) -> None:
    use_language("en")
    desk.desk.manage()
    dialog = desk.desk.dialog
    assert dialog is not None
    assert not dialog.states.showing_content()
    assert dialog.states.state.headline.text() == "No filter is saved yet"
    assert dialog.states.state.sentence.text().startswith("Narrow a queue first")
    enabled = {made.text(): made.isEnabled() for made in dialog.findChildren(QPushButton)}
    assert [word for word, on in enabled.items() if on] == ["Save", "Paste"]
    assert not dialog.sharing.isEnabled()
    dialog.reject()
    desk.window.filters.set(RED)
    desk.desk.manage()
    dialog = desk.desk.dialog
    assert dialog is not None
    assert dialog.states.state.sentence.text().startswith("Type a name above and press Enter")
    assert dialog.focusWidget() is dialog.name
    desk.qtbot.keyClicks(dialog.name, "red ones")
    desk.qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    desk.until(lambda: dialog.list.count() == 1)
    assert dialog.states.showing_content()
    assert all(made.isEnabled() for made in dialog.findChildren(QPushButton))
    assert dialog.sharing.isEnabled()


def test_the_window_bears_its_name_and_parts_what_a_filter_is_called_from_what_it_says(desk: Desk) -> None:
    desk.save("桥头 · 红灯")
    desk.until(lambda: desk.counts() == [23])
    desk.desk.manage()
    dialog = desk.desk.dialog
    assert dialog is not None
    titles = [one.text() for one in dialog.findChildren(QLabel) if one.property("role") == "title"]
    assert titles == ["常用筛选"]
    assert dialog.name.accessibleName() == "筛选名称"
    assert dialog.list.item(0).text().splitlines() == ["桥头 · 红灯 · 当前 23 件 · Alt+1", "红灯 · 仅自己"]
