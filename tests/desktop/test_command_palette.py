"""The command palette: words, pinyin, initials and numbers find things; the keyboard does them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.command_palette import Command, CommandPalette, best_matches
from gridcenter.desktop.frame_commands import PlaceCommands, incident_commands, page_commands
from gridcenter.desktop.frame_rail import RailItem
from gridcenter.desktop.frame_top_bar import CommandBox
from gridcenter.desktop.pages.standard import _OF_ADMINISTRATION, _OF_RESIDENTS
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board
from gridcenter.services.readings import sounds
from tests.desktop.sample_desk import sample_district_cached, sample_rows


def nothing() -> None:
    pass


COMMANDS = [
    Command("总览", "页面", nothing, more="overview"),
    Command("居民", "页面", nothing, more="residents"),
    Command("深色主题", "窗口", nothing, more="theme light dark"),
    Command("全屏", "窗口", nothing, more="full screen"),
    Command("江南社区 03", "网格", nothing, more="330108001003003"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("居民", "居民"),
        ("jumin", "居民"),
        ("jm", "居民"),
        ("ju min", "居民"),
        ("zl", "总览"),
        ("theme", "深色主题"),
        ("sszt", "深色主题"),
        ("overveiw", "总览"),
        ("FULL", "全屏"),
        ("330108001003003", "江南社区 03"),
        ("jiangnan", "江南社区 03"),
    ],
)
def test_words_pinyin_initials_codes_and_slips_of_the_finger_find(typed: str, found: str) -> None:
    if typed == "sszt":
        assert sounds("深色主题") == ("shensezhuti", "sszt")
    assert best_matches(typed, COMMANDS)[0].title == found


def test_a_number_typed_in_full_opens_the_incident_and_no_list_that_names_it() -> None:
    number = "SJ20260930-0142"
    attachments = Command(f"{number} 的附件", "附件", nothing, more="attachment", key="Ctrl+E")
    incident = Command("消防通道堵塞", "事件", nothing, more=f"{number} 消防通道堵塞", key=number)
    assert best_matches(number.lower(), [attachments, incident]) == [incident, attachments]


def test_nonsense_finds_nothing_and_nothing_typed_lists_everything() -> None:
    assert best_matches("qqqq", COMMANDS) == []
    assert best_matches("", COMMANDS) == COMMANDS
    assert len(best_matches("", COMMANDS * 9)) == 9


def test_incidents_are_found_by_number_and_category_and_places_by_name() -> None:
    board = Board()
    board.apply(sample_rows())
    opened: list[int] = []
    found = list(incident_commands(board, "20261118-0007", opened.append))
    assert [command.key for command in found] == ["SJ 20261118-0007"]
    found[0].run()
    assert opened == [7]
    assert len(list(incident_commands(board, "路面", opened.append))) == 20
    assert list(incident_commands(board, "0", opened.append)) == []
    narrowed: list[str] = []
    places = PlaceCommands(narrowed.append)
    places.take(sample_district_cached())
    best_matches("江南社区 02", places.commands("江南社区 02"))[0].run()
    assert narrowed == ["330108001010002"]
    assert list(places.commands("江")) == []


def test_pages_are_commands_with_their_keys() -> None:
    shown: list[str] = []
    items = [RailItem("overview", "overview", lambda: "总览"), RailItem("map", "map", lambda: "地图")]
    command = page_commands(items, shown.append)[1]
    command.run()
    assert (shown, command.key, command.title) == (["map"], "Ctrl+2", "地图")


@pytest.mark.parametrize(
    ("typed", "page"), [("daoru", "管理"), ("imports", "管理"), ("台账", "居民"), ("bingdang", "居民")]
)
def test_a_page_is_found_by_what_its_tabs_do_before_it_was_made(typed: str, page: str) -> None:
    items = [
        RailItem("residents", "residents", lambda: "居民", more=_OF_RESIDENTS),
        RailItem("administration", "administration", lambda: "管理", more=_OF_ADMINISTRATION),
    ]
    assert [one.title for one in best_matches(typed, page_commands(items, lambda _key: None))] == [page]


@pytest.fixture
def palette(qtbot: QtBot, theme: Theme) -> Iterator[tuple[CommandBox, CommandPalette, list[str]]]:
    done: list[str] = []

    def command(title: str) -> Command:
        act: Callable[[], object] = lambda: done.append(title)  # noqa: E731 - one command per title
        return Command(title, "页面", act)

    commands = [command(title) for title in ("总览", "事件", "居民")]
    window = QWidget()
    qtbot.addWidget(window)
    box = CommandBox(theme)
    QVBoxLayout(window).addWidget(box)
    made = CommandPalette(box, theme, [lambda _typed: commands], window)
    window.resize(600, 500)
    window.show()
    yield box, made, done
    theme.use(scheme="dark")


def test_arrows_choose_and_enter_does(
    palette: tuple[CommandBox, CommandPalette, list[str]], qtbot: QtBot
) -> None:
    box, made, done = palette
    made.open()
    assert made.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Up)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert done == ["事件"]
    assert not made.isVisible()


def test_typing_narrows_and_esc_closes(
    palette: tuple[CommandBox, CommandPalette, list[str]], qtbot: QtBot
) -> None:
    box, made, done = palette
    made.open()
    qtbot.keyClicks(box, "jm")
    assert made.model.rowCount() == 1
    assert made.view.grab().width() > 0
    qtbot.keyClicks(box, "zzz")
    assert made.nothing.isVisible()
    assert not made.view.isVisible()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert (box.text(), made.isVisible()) == ("jmzzz", True)
    with qtbot.waitSignal(made.closed):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert done == []


def test_a_press_of_the_mouse_does_too(
    palette: tuple[CommandBox, CommandPalette, list[str]], qtbot: QtBot
) -> None:
    _, made, done = palette
    made.open()
    place = made.view.visualRect(made.model.index(2, 0)).center()
    qtbot.mouseClick(made.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert done == ["居民"]
