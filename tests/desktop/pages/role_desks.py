"""A desk with the Incidents page for each role, all on one store, for tests in which several people act."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from tests.desktop.pages.test_incidents import Desk
from tests.services.matters import ROLES, settle


@pytest.fixture
def desks(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[dict[str, Desk]]:
    """One desk for each role, all on the same store."""
    use_language("en")
    settle(store)
    theme = Theme()
    theme.dress(qapp)
    made = {role: Desk(store, theme, role=role) for role in ROLES}
    for desk in made.values():
        qtbot.addWidget(desk.page)
        desk.page.resize(1400, 900)
    yield made
    for desk in made.values():
        desk.page.close()
        assert desk.background.close()
