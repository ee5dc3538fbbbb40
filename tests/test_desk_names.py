"""What a screen reader hears of tables and lists: each has a name, on every page and in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QHeaderView
from pytestqt.qtbot import QtBot

from gridcenter.app import Desk, open_desk
from gridcenter.clock import utc_now
from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.store.engine import open_store
from gridcenter.store.schema import upgrade
from tests.services.matters import report, settle

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|propagateSizeHints", extend=True)
PATIENCE_MS = 20_000


@pytest.fixture
def desk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Desk]:
    address = f"sqlite:///{tmp_path / 'desk.db'}"
    store = open_store(address, create=True)
    upgrade(store)
    settle(store)
    report(store, now=utc_now())
    store.dispose()
    use_language("en")
    with open_desk(qapp, address, Theme(), account="supervisor", time_zone="Asia/Shanghai") as made:
        made.window.show()
        qtbot.waitUntil(lambda: bool(made.live.board.rows) and not made.background.busy, timeout=PATIENCE_MS)
        yield made


def views(desk: Desk) -> list[QAbstractItemView]:
    """Return every table and list of the window, without those of drop-down boxes: the box has the name."""
    boxed = {box.view() for box in desk.window.findChildren(QComboBox)}
    found = desk.window.findChildren(QAbstractItemView)
    return [view for view in found if view not in boxed and not isinstance(view, QHeaderView)]


def nameless(desk: Desk) -> list[str]:
    return [path(view) for view in views(desk) if not view.accessibleName().strip()]


def path(view: QAbstractItemView) -> str:
    parts, one = [], view
    while one is not None:
        parts.append(type(one).__name__)
        one = one.parent()
    return " < ".join(parts[:6])


def test_every_table_and_list_of_every_page_has_a_name(desk: Desk, qtbot: QtBot) -> None:
    for key in desk.window.entries:
        desk.window.show_page(key)
        qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    assert set(desk.window.pages) == set(desk.window.entries)
    assert len(views(desk)) > 15
    assert nameless(desk) == [], "\n".join(nameless(desk))


def test_the_names_follow_the_language(desk: Desk, qtbot: QtBot) -> None:
    for key in desk.window.entries:
        desk.window.show_page(key)
    qtbot.waitUntil(lambda: not desk.background.busy, timeout=PATIENCE_MS)
    desk.window.look.speak("zh")
    qtbot.waitUntil(
        lambda: not any(view.accessibleName().isascii() for view in views(desk)), timeout=PATIENCE_MS
    )
    assert nameless(desk) == []
