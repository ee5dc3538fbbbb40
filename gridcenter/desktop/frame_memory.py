"""What the window remembers between sessions: an ini file in the user's configuration folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from gridcenter.desktop.theme import Scheme
from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light
from gridcenter.language import Language
from gridcenter.paths import config_dir

_LAYOUT_VERSION = 1
"""Raised when panels change so much that sizes of an earlier version would mislead."""


class WindowMemory:
    """Window place, page, filter, splitters, map view, look and language. Nothing about people is kept here."""

    def __init__(self, path: Path | None = None) -> None:
        self._ini = QSettings(str(path or config_dir() / "window.ini"), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme | None:
        found = self._text("look/scheme")
        return cast(Scheme, found) if found in ("light", "dark") else None

    @property
    def language(self) -> Language | None:
        found = self._text("look/language")
        return cast(Language, found) if found in ("zh", "en") else None

    @property
    def scale(self) -> float:
        """Return the size of text and panels that was chosen, 0 when it follows the window."""
        with suppress(ValueError):
            found = float(self._text("look/scale") or 0)
            return min(max(found, 0.75), 4.0) if found else 0.0
        return 0.0

    def keep_look(self, scheme: Scheme, language: Language, scale: float) -> None:
        self._ini.setValue("look/scheme", scheme)
        self._ini.setValue("look/language", language)
        self._ini.setValue("look/scale", str(scale))

    @property
    def page(self) -> str:
        return self._text("window/page")

    def keep_page(self, key: str) -> None:
        self._ini.setValue("window/page", key)

    @property
    def filter(self) -> Filter:
        """Return the filter of the last session, nothing narrowed when it cannot be read any more."""
        with suppress(ValueError, TypeError, KeyError):
            kept = json.loads(self._text("window/filter") or "{}")
            kept["lights"] = frozenset(Light(light) for light in kept.get("lights", ()))
            return Filter(**kept)
        return Filter()

    def keep_filter(self, chosen: Filter) -> None:
        parts = asdict(chosen) | {"lights": sorted(light.value for light in chosen.lights)}
        self._ini.setValue("window/filter", json.dumps(parts))

    def keep_window(self, window: QMainWindow, page: str, chosen: Filter) -> None:
        """Keep where the window stands, the page it shows, and the filter."""
        self.keep_geometry(window)
        self.keep_page(page)
        self.keep_filter(chosen)

    def keep_geometry(self, window: QMainWindow) -> None:
        self._ini.setValue("window/geometry", window.saveGeometry())

    def restore_geometry(self, window: QMainWindow) -> bool:
        kept = self._ini.value("window/geometry")
        return isinstance(kept, QByteArray) and window.restoreGeometry(kept)

    def keep_splitters(self, arrangement: str, splitters: Iterable[QSplitter]) -> None:
        for splitter in splitters:
            self._ini.setValue(self._splitter_key(arrangement, splitter), splitter.saveState())

    def restore_splitters(self, arrangement: str, splitters: Iterable[QSplitter]) -> None:
        for splitter in splitters:
            kept = self._ini.value(self._splitter_key(arrangement, splitter))
            if isinstance(kept, QByteArray):
                splitter.restoreState(kept)

    def keep_place(self, place: tuple[float, float, float] | None) -> None:
        """Keep longitude, latitude and zoom of the map, None for the whole district."""
        self._ini.setValue("map/place", json.dumps(place))

    @property
    def place(self) -> tuple[float, float, float] | None:
        with suppress(ValueError, TypeError):
            longitude, latitude, zoom = json.loads(self._text("map/place") or "null")
            return float(longitude), float(latitude), float(zoom)
        return None

    def heard_until(self, login: str) -> datetime | None:
        """Return up to when this desk has told the account of what happened; None when it never has."""
        with suppress(ValueError):
            return datetime.fromisoformat(self._text(f"reminders/heard-{login}"))
        return None

    def keep_heard(self, login: str, moment: datetime) -> None:
        self._ini.setValue(f"reminders/heard-{login}", moment.isoformat())

    def write(self) -> None:
        self._ini.sync()

    def _text(self, key: str) -> str:
        found = self._ini.value(key)
        return found if isinstance(found, str) else ""

    @staticmethod
    def _splitter_key(arrangement: str, splitter: QSplitter) -> str:
        return f"layout-{_LAYOUT_VERSION}/{arrangement}-{splitter.objectName()}"
