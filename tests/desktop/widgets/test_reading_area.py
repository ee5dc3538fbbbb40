"""What is to be read in a part of a window: its ground, and when the keyboard comes to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.reading_area import ReadingArea

HEIGHT = 200


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(request.param)
    theme.dress(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.mark.parametrize("length", [HEIGHT // 4, HEIGHT * 4])
def test_it_stands_on_its_panels_ground_and_takes_the_keyboard_when_there_is_more_to_read(
    qtbot: QtBot, theme: Theme, length: int
) -> None:
    area, body, panel = ReadingArea(), QWidget(), Panel(theme, "Keys")
    body.setMinimumSize(QSize(100, length))
    area.read(body)
    panel.set_body(area)
    qtbot.addWidget(panel)
    panel.resize(300, HEIGHT)
    panel.show()
    qtbot.waitExposed(panel)

    assert panel.grab().toImage().pixelColor(150, HEIGHT - 60) == QColor(theme.color("surface.panel"))
    more = length > HEIGHT
    assert area.focusPolicy() == (Qt.FocusPolicy.StrongFocus if more else Qt.FocusPolicy.NoFocus)
