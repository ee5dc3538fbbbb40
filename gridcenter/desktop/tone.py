"""The one tone of reminders. Where no sound can be made nothing fails: the strip tells the same."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QUrl

from gridcenter.language import tr
from gridcenter.paths import asset


def tone_file() -> Path:
    """Return the file of the tone (made by packaging/sounds.py)."""
    return asset("resources/sounds/reminder.wav")


def why_no_sound() -> str:
    """Return why this machine makes no sound, empty when it does; the first call loads Qt's sound library."""
    try:
        media = import_module("PySide6.QtMultimedia")
    except ImportError as error:
        return tr("Qt's sound library cannot be loaded: {why}").format(why=error)
    if not media.QMediaDevices.audioOutputs():
        return tr("there is no loudspeaker")
    return "" if tone_file().is_file() else tr("missing: {names}").format(names=tone_file())


class Tone(QObject):
    """Made silent; the sound library is loaded with the first tone. `volume` is a percentage, 0 is off."""

    def __init__(self, *, volume: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.volume = volume
        self.played = 0
        """How many tones have been sounded."""
        self.silent_because = tr("the sound is switched off in the settings") if not volume else ""
        self._effect: Any = None

    def play(self) -> bool:
        """Sound the tone; False where there is no sound, with the reason in `silent_because`."""
        if self._effect is None and not self.silent_because:
            self.silent_because = why_no_sound()
            if not self.silent_because:
                self._effect = self._loaded()
        if self.silent_because:
            return False
        self._effect.play()
        self.played += 1
        return True

    def _loaded(self) -> Any:
        effect = import_module("PySide6.QtMultimedia").QSoundEffect(self)
        effect.setSource(QUrl.fromLocalFile(str(tone_file())))
        effect.setVolume(self.volume / 100)
        return effect
