"""A map view on screen and ways to ask its page what it shows."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QByteArray, QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.places import DistrictMap
from tests.desktop.map.warped_district import NOW

PATIENCE_MS = 20_000


@dataclass
class ShownMap:
    """A map view on screen with its test driver."""

    view: MapView
    theme: Theme
    qtbot: QtBot
    painted: list[int] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything told so far is on the screen."""
        self.qtbot.waitUntil(lambda: not self.view._flush.isActive(), timeout=PATIENCE_MS)
        wanted = self.view.last_number
        self.qtbot.waitUntil(lambda: bool(self.painted) and self.painted[-1] >= wanted, timeout=PATIENCE_MS)

    def resize(self, width: int, height: int) -> None:
        """Give the map another size, and wait until the page has fitted the district into it."""
        self.view.resize(width, height)
        fitted = f"gridcenter.picture().size.join() === '{width},{height}'"
        self.qtbot.waitUntil(lambda: self.ask(fitted) is True, timeout=PATIENCE_MS)
        self.settle()

    def show(self, district: DistrictMap | None, board: Board, chosen: Filter = Filter()) -> None:  # noqa: B008
        if district is not None:
            told = self.view.last_number
            self.view.show_district(district)
            self.qtbot.waitUntil(lambda: self.view.last_number > told, timeout=PATIENCE_MS)
        self.view.apply_board(board, None, chosen, NOW)
        self.settle()

    def ask(self, script: str) -> Any:
        """Return the value of a JavaScript expression in the page."""
        answers: list[Any] = []
        self.view.host.page.runJavaScript(f"JSON.stringify({script})", answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
        return json.loads(answers[0]) if answers[0] else None

    def picture(self) -> dict[str, Any]:
        picture: dict[str, Any] = self.ask("gridcenter.picture()")
        return picture

    def layer(self, name: str) -> npt.NDArray[np.uint8]:
        """Return the pixels of one layer of the map, tile after tile."""
        tiles: list[str] = self.ask(
            f"[...document.querySelectorAll('.sheet-{name} canvas')].map(tile => tile.toDataURL())"
        )
        return np.concatenate([_pixels(address) for address in tiles])

    def click_at(self, x: float, y: float) -> None:
        surface = self.view._web.focusProxy()
        point = QPoint(round(x), round(y))
        self.qtbot.mouseMove(surface, point)
        self.qtbot.mouseClick(surface, Qt.MouseButton.LeftButton, pos=point)

    def colour_at(self, x: float, y: float) -> str:
        return self.view.grab().toImage().pixelColor(round(x), round(y)).name().upper()


def _pixels(address: str) -> npt.NDArray[np.uint8]:
    image = QImage.fromData(QByteArray.fromBase64(address.partition(",")[2].encode()))
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return np.frombuffer(plain.constBits(), np.uint8).copy()
