"""The rail: one button per page, the current one marked, one badge with the red count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from gridcenter.desktop.icons import icon, icon_pixmap
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import set_button_text, set_tooltip
from gridcenter.domain.lights import Light

_WIDE = 64
_NARROW = 48
_BESIDE_WORD = 16
_BRAND = 28


@dataclass(frozen=True, slots=True)
class RailItem:
    """A page on the rail; `icon` names a file of `resources/icons`, `more` are words of its tabs and acts.

    By these the command bar finds the page from every other one, before it has been made.
    """

    key: str
    icon: str
    word: Callable[[], str]
    badge: bool = False
    more: str = ""


class RailButton(QToolButton):
    """Icon over word; the bar at the left marks the current page, the badge counts."""

    def __init__(self, item: RailItem, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._theme = theme
        self.count = 0
        self.setCheckable(True)
        self.setProperty("kind", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)

    def set_count(self, count: int) -> None:
        if count != self.count:
            self.count = count
            self.update()

    def dress(self, width: int, *, words: bool) -> None:
        theme = self._theme
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonTextUnderIcon if words else style.ToolButtonIconOnly)
        side = theme.size("icon.rail")
        self.setIconSize(QSize(side, side))
        self.setIcon(icon(self.item.icon, theme, size=24, color="text.on_rail", on="text.on_rail_active"))
        self.setFixedSize(width, theme.px(_WIDE if words else 52))
        set_button_text(self, self.item.word())
        set_tooltip(self, "" if words else self.item.word())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.isChecked():
            bar = QRect(0, 0, self._theme.px(3), self.height())
            painter.fillRect(bar, self._theme.color("surface.rail_bar"))
        if self.item.badge and self.count:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        theme = self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font("caption")
        font.setBold(True)
        painter.setFont(font)
        text = str(self.count) if self.count < 1000 else "999+"
        width = max(painter.fontMetrics().horizontalAdvance(text) + theme.px(8), theme.px(18))
        box = QRectF(self.width() - width - theme.px(4), theme.px(4), width, theme.px(17))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.light(Light.RED))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(theme.light(Light.RED, "on_fill"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Brand(QWidget):
    """The mark of the program above the rail."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._theme.px(_BRAND)
        mark = icon_pixmap("brand", side, self._theme.color("surface.rail_bar"), self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, mark)
        painter.end()


class Rail(QFrame):
    """64 wide with words, more where a language needs it; 48 without on small screens, the word as tooltip then."""

    page_chosen = Signal(str)

    def __init__(self, items: Sequence[RailItem], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._words = True
        self._brand = Brand(theme)
        self._group = QButtonGroup(self)
        self.buttons = {item.key: RailButton(item, theme) for item in items}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._brand)
        for key, made in self.buttons.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _on=False, key=key: self.page_chosen.emit(key))
            column.addWidget(made)
        column.addStretch(1)
        theme.changed.connect(self.dress)
        self.dress()

    def show_words(self, words: bool) -> None:
        if words != self._words:
            self._words = words
            self.dress()

    def _wide(self) -> int:
        """Return 64, or what the longest word of the language needs."""
        metrics = self._theme.metrics("caption")
        longest = max(metrics.horizontalAdvance(made.item.word()) for made in self.buttons.values())
        return max(self._theme.px(_WIDE), longest + self._theme.px(_BESIDE_WORD))

    def set_current(self, key: str) -> None:
        self.buttons[key].setChecked(True)

    def set_badge(self, count: int) -> None:
        for made in self.buttons.values():
            if made.item.badge:
                made.set_count(count)

    def dress(self) -> None:
        """Take over theme, language and width."""
        width = self._wide() if self._words else self._theme.px(_NARROW)
        self.setFixedWidth(width)
        self._brand.setFixedSize(width, self._theme.size("top_bar"))
        for made in self.buttons.values():
            made.dress(width, words=self._words)
