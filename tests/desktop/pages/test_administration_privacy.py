"""What is kept of people and the records about it on the Administration page, with real keys on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from gridcenter.desktop.pages.administration_privacy import PrivacyTab
from gridcenter.desktop.pages.incidents_dialog import MoveDialog
from gridcenter.language import use_language
from gridcenter.services.privacy_rules import privacy_rules
from gridcenter.store.engine import Store
from tests.desktop.pages.administration_opener import Opener, opening

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
SAID = {"what": "a roll sent to a wrong address", "harm": "addresses of 6 persons", "remedy": "deleted there"}


class Tabs(Opener):
    def __call__(self, role: str = "supervisor") -> PrivacyTab | None:
        page = self.page(role)
        tab = page.privacy
        if tab is not None:
            page.show_tab(page.beside().index(tab) + 1)
            self.qtbot.waitUntil(lambda: tab.isVisible() and tab.book.filled)
        return tab


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Tabs]:
    with opening(Tabs, qtbot, qapp, store) as made:
        yield made


def lines(tab: PrivacyTab) -> list[list[str]]:
    return [[column.text(row) for column in tab.book.model.columns] for row in tab.book.rows]


def pressed(qtbot: QtBot, tab: PrivacyTab, key: Qt.Key) -> None:
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.book.table.setFocus()
    qtbot.keyClick(tab.book.table, key)


def asked(qtbot: QtBot, tab: PrivacyTab) -> MoveDialog:
    qtbot.waitUntil(lambda: tab.forms.dialog is not None)
    dialog = tab.forms.dialog
    assert dialog is not None
    return dialog


def sent(qtbot: QtBot, tab: PrivacyTab, dialog: MoveDialog) -> None:
    with qtbot.waitSignal(tab.forms.taken):
        qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: tab.forms.dialog is None)


def test_every_set_stands_above_and_what_is_due_below(qtbot: QtBot, opened: Tabs) -> None:
    tab = opened()
    assert tab is not None
    assert [row.key for row in tab.sets.rows] == [one.key for one in privacy_rules().sets]
    assert {line[0] for line in lines(tab)} == {"◆ never written down"}
    assert ["◆ never written down", "impact assessment", "care files"] in [line[:3] for line in lines(tab)]


def test_what_is_due_is_written_down_by_keys_and_then_no_longer_due(qtbot: QtBot, opened: Tabs) -> None:
    tab = opened()
    assert tab is not None
    place = next(n for n, line in enumerate(lines(tab)) if line[1] == "training")
    before = len(tab.book.rows)
    tab.book.mark(place)
    pressed(qtbot, tab, Qt.Key.Key_N)
    dialog = asked(qtbot, tab)
    qtbot.keyClicks(dialog.fields["topics"], "masks and purposes")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: not dialog.refusal.isHidden())
    assert "write it down" in dialog.refusal.text()
    qtbot.keyClicks(dialog.fields["people"], "12 of the centre")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: len(tab.book.rows) == before and not lines(tab)[-1][0].startswith("◆"))
    assert lines(tab)[-1][1:] == [
        "training",
        "",
        "1 · 12 of the centre · masks and purposes",
        "supervisor 一号",
    ]


def test_a_leak_is_chosen_by_arrows_and_its_steps_follow_one_by_one(
    qtbot: QtBot, opened: Tabs, tmp_path: Path
) -> None:
    tab = opened()
    assert tab is not None
    tab.book.table.clearSelection()
    tab.book.mark(-1)
    pressed(qtbot, tab, Qt.Key.Key_N)
    assert tab.menu is not None
    assert len(tab.menu.actions()) == len(privacy_rules().kinds)
    qtbot.keyClick(tab.menu, Qt.Key.Key_Up)
    qtbot.keyClick(tab.menu, Qt.Key.Key_Return)
    dialog = asked(qtbot, tab)
    about = dialog.fields["about"]
    assert isinstance(about, QComboBox)
    assert about.currentData() is None
    about.setCurrentIndex(about.findData("residents"))
    for key, words in SAID.items():
        qtbot.keyClicks(dialog.fields[key], words)
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: any("record no. 1: contain" in line[3] for line in lines(tab)))
    pressed(qtbot, tab, Qt.Key.Key_S)
    dialog = asked(qtbot, tab)
    qtbot.keyClicks(dialog.fields["words"], "accounts switched off")
    sent(qtbot, tab, dialog)
    qtbot.waitUntil(lambda: not any("record no. 1: contain" in line[3] for line in lines(tab)))
    with qtbot.waitSignal(tab.notice):
        tab._write(lambda out: tab._ports.paper(1, out), str(tmp_path / "leak.pdf"))
    assert (tmp_path / "leak.pdf").read_bytes().startswith(b"%PDF")


def test_other_roles_have_no_such_tab_and_both_languages_are_there(qtbot: QtBot, opened: Tabs) -> None:
    assert opened("dispatcher") is None
    tab = opened()
    assert tab is not None
    use_language("zh")
    tab.retranslate()
    assert tab.title() == "个人信息保护"
    assert "◆ 从未登记" in {line[0] for line in lines(tab)}
