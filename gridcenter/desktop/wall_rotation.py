"""The scenes (场景) of a wall as `ui/scenes/*.yaml` name them, and whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from PySide6.QtCore import QObject, QTimer, Signal

from gridcenter.domain.names import Name
from gridcenter.paths import asset

AHEAD_MS = 3_000
"""So long before its turn a scene is told what it has missed."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of the wall: how it is built (`key`), its name in head and foot, and how long it stands."""

    key: str
    name: Name
    dwell_ms: int


def read_scenes(folder: Path | None = None) -> list[Scene]:
    """Return the scenes in their order, the first being what the wall shows on start.

    Raises:
        KeyError: A file lacks its place, name or dwell.
    """
    files = (folder or asset("ui/scenes")).glob("*.yaml")
    told = [(yaml.safe_load(file.read_text(encoding="utf-8")), file.stem) for file in files]
    ordered = sorted(told, key=lambda one: int(one[0]["place"]))
    return [
        Scene(key, Name(one["name"]["zh"], one["name"]["en"]), round(float(one["dwell_s"]) * 1000))
        for one, key in ordered
    ]


class Rotation(QObject):
    """Gives each scene its dwell; while it rests the scene stays, and has its whole dwell again afterwards."""

    turned = Signal(int)
    """The place of the scene whose turn it is now."""
    coming = Signal(int)
    """The place of the scene whose turn is next, a little before it."""

    def __init__(self, scenes: Sequence[Scene], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scenes = tuple(scenes)
        self.place = 0
        self.resting = False
        self._dwell = QTimer(self)
        self._dwell.setSingleShot(True)
        self._dwell.timeout.connect(self._turn)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(lambda: self.coming.emit(self._next()))

    @property
    def scene(self) -> Scene:
        return self._scenes[self.place]

    def start(self) -> None:
        self._wait()

    def stop(self) -> None:
        self._dwell.stop()
        self._ahead.stop()

    def go_to(self, key: str) -> None:
        """Give the scene of this key its turn now, whoever's it was; a key that no scene has changes nothing."""
        found = next((place for place, scene in enumerate(self._scenes) if scene.key == key), self.place)
        self._give_turn(found)

    def rest(self, resting: bool) -> None:
        """Keep the present scene, or let the turns go on."""
        if resting != self.resting:
            self.resting = resting
            self._wait()

    def _wait(self) -> None:
        if self.resting or len(self._scenes) < 2:
            self.stop()
        else:
            self._dwell.start(self.scene.dwell_ms)
            self._ahead.start(max(self.scene.dwell_ms - AHEAD_MS, 0))

    def _next(self) -> int:
        return (self.place + 1) % len(self._scenes)

    def _turn(self) -> None:
        self._give_turn(self._next())

    def _give_turn(self, place: int) -> None:
        self.place = place
        self._wait()
        self.turned.emit(self.place)
