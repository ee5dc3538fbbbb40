"""The only thing the page can reach: one signal of JSON text to it, a few typed slots back."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

CODE = re.compile(r"[0-9A-Za-z-]{1,32}")


class MapBridge(QObject):
    """Registered on the channel as `desk`. Slots refuse, silently, what no honest page would send."""

    told = Signal(str)
    """Python → page: one JSON text."""

    page_started = Signal()
    page_answered = Signal(int)
    page_drawn = Signal(int)
    page_painted = Signal(int)
    place_chosen = Signal(str)
    incident_chosen = Signal(int)
    point_chosen = Signal(float, float)
    view_moved = Signal(float, float, float)

    @Slot()
    def started(self) -> None:
        self.page_started.emit()

    @Slot(int)
    def answer(self, number: int) -> None:
        """Reply to the ping of that number."""
        self.page_answered.emit(number)

    @Slot(int)
    def drawn(self, number: int) -> None:
        """Everything up to message `number` is drawn and its frame handed over."""
        self.page_drawn.emit(number)

    @Slot(int)
    def painted(self, number: int) -> None:
        """Everything up to message `number` is on the screen: the frame after it has begun."""
        self.page_painted.emit(number)

    @Slot(str)
    def choose_place(self, code: str) -> None:
        if CODE.fullmatch(code):
            self.place_chosen.emit(code)

    @Slot(int)
    def choose_incident(self, key: int) -> None:
        if key > 0:
            self.incident_chosen.emit(key)

    @Slot(float, float)
    def choose_point(self, longitude: float, latitude: float) -> None:
        if _on_earth(longitude, latitude):
            self.point_chosen.emit(longitude, latitude)

    @Slot(float, float, float)
    def moved(self, longitude: float, latitude: float, zoom: float) -> None:
        if _on_earth(longitude, latitude) and math.isfinite(zoom) and 0 <= zoom <= 30:
            self.view_moved.emit(longitude, latitude, zoom)


def _on_earth(longitude: float, latitude: float) -> bool:
    """NaN compares with nothing."""
    return abs(longitude) <= 180 and abs(latitude) <= 90


def dense_json(value: Any) -> str:
    """Return JSON that stays text wherever it lands: `<` is written as an escape, NaN is refused."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")
