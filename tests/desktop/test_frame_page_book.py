"""The pages of a window: what the one on show offers to the command bar."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_page_book import PageBook
from gridcenter.desktop.frame_pages import PageEntry
from gridcenter.desktop.frame_rail import RailItem


class Offering(QWidget):
    def commands(self) -> Iterable[Command]:
        return [Command("打印", "打印", lambda: None)]


def test_only_the_page_on_show_offers_its_commands(qtbot: QtBot) -> None:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    book = PageBook(stack, {})
    entries = {"incidents": Offering, "map": QWidget}
    book.add([PageEntry(RailItem(key, key, lambda: ""), build) for key, build in entries.items()])
    assert list(book.commands("")) == []
    book.show("incidents")
    assert [command.title for command in book.commands("")] == ["打印"]
    book.show("map")
    assert list(book.commands("")) == []
