"""What tests of the desktop share: the look on the test application, and workers that end with the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.lasting_singletons import keep_singletons_alive
from gridcenter.desktop.theme import Theme

keep_singletons_alive()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light desk look, worn by the application."""
    look = Theme("light")
    look.dress(qapp)
    return look


@pytest.fixture
def background(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Background]:
    """Workers that end before the store is closed on which they read."""
    if "store" in request.fixturenames:
        request.getfixturevalue("store")
    workers = Background()
    yield workers
    assert workers.close()
