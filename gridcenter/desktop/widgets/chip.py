"""Filter chips: a light or nothing, a word, a count; on or off."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from gridcenter.desktop.glyphs import light_icon
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import set_button_text
from gridcenter.domain.lights import Light

_GLYPH = 12


class Chip(QToolButton):
    """A checkable chip 28 high. Whoever owns the filter sets `setChecked`; a click only emits `clicked`."""

    def __init__(
        self, theme: Theme, word: str = "", *, light: Light | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.light = light
        self._word = word
        self._count: int | None = None
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if light is not None:
            self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self.setProperty("lit", True)
        theme.changed.connect(self._dress)
        self._dress()

    def set_word(self, word: str) -> None:
        self._word = word
        self._write()

    def set_count(self, count: int | None) -> None:
        """Show a count behind the word; None hides it."""
        if count != self._count:
            self._count = count
            self._write()

    def _dress(self) -> None:
        if self.light is not None:
            side = self._theme.px(_GLYPH)
            self.setIconSize(QSize(side, side))
            self.setIcon(light_icon(self.light, side, self._theme))
        self._write()

    def _write(self) -> None:
        words = [self._word] if self._word else []
        if self._count is not None:
            words.append(str(self._count))
        text = " ".join(words)
        set_button_text(self, f" {text}" if self.light is not None else text)
