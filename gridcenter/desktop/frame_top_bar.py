"""The top bar: area, command box, how fresh the data are, the store's clock, the account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from gridcenter.desktop.frame_store_clock import date_words, time_words
from gridcenter.desktop.glyphs import LightGlyph
from gridcenter.desktop.icons import icon, icon_pixmap
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label, set_button_text, set_tooltip, unmarked
from gridcenter.domain.lights import Light
from gridcenter.domain.places import Division
from gridcenter.language import pick, tr

_BOX_WIDTH = 440
_COMMAND_AT = 0.31
"""Where the command box begins, as a share of the bar."""


@dataclass(frozen=True, slots=True)
class Area:
    """A choice of the scope menu: a division code and its name."""

    code: str
    name: str


def streets_of(divisions: Iterable[Division], *, without: str) -> list[Area]:
    """Return the streets among the divisions as choices, all but the one with the code `without`."""
    streets = (one for one in divisions if len(one.code) == len("330108001") and one.code != without)
    return [Area(one.code, pick(one.name)) for one in streets]


class CommandBox(QLineEdit):
    """Where one types what one looks for; its keyboard shortcut stands inside at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("commandBox")
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        px = self._theme.px
        self.setTextMargins(px(24), 0, px(60), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        side = px(16)
        glass = icon_pixmap("search", side, theme.color("text.tertiary"), self.devicePixelRatioF())
        painter.drawPixmap(px(14), (self.height() - side) // 2, glass)
        painter.setFont(theme.font("caption"))
        key = "Ctrl+K"
        width = painter.fontMetrics().horizontalAdvance(key) + px(12)
        left, height = self.width() - width - px(12), px(20)
        painter.setPen(theme.color("line.normal"))
        painter.setBrush(theme.color("surface.sunken"))
        top = (self.height() - height) / 2
        painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, width - 1, height - 1), px(4), px(4))
        painter.setPen(theme.color("text.tertiary"))
        painter.drawText(left, int(top), width, height, Qt.AlignmentFlag.AlignCenter, key)
        painter.end()


class Badge(QToolButton):
    """The account: its first character in a circle; opens the account menu."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("accountBadge")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme = theme
        set_button_text(self, name[:1] or "·")
        self.setAccessibleName(name)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        side = self._theme.px(32)
        self.setFixedSize(side, side)


class TopBar(QFrame):
    """56 high. Emits what was chosen; the window decides."""

    area_chosen = Signal(str)

    def __init__(self, account: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self._theme = theme
        self._areas: tuple[Area, ...] = ()
        self._area = ""
        self.scope = QToolButton()
        self.command = CommandBox(theme)
        self.fresh_light = LightGlyph(Light.GREY, theme, 10)
        self.fresh = label("", "caption", tone="secondary")
        self.clock = label("", "title")
        self.date = label("", "caption", tone="tertiary")
        self.badge = Badge(account, theme)
        self._build()
        theme.changed.connect(self._dress)
        self._dress()
        self.retranslate()

    def _build(self) -> None:
        self.scope.setObjectName("scope")
        self.scope.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.scope.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.scope.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.scope.setMenu(QMenu(self.scope))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.scope)
        self.command.setParent(self)
        self._row.addStretch(1)
        self._fresh_pair = QHBoxLayout()
        self._fresh_pair.addWidget(self.fresh_light)
        self._fresh_pair.addWidget(self.fresh)
        self._row.addLayout(self._fresh_pair)
        for widget in (self.clock, self.date, self.badge):
            self._row.addWidget(widget)

    def set_areas(self, areas: Sequence[Area]) -> None:
        """Fill the scope menu; the first area is the whole."""
        self._areas = tuple(areas)
        menu = self.scope.menu()
        menu.clear()
        for place, area in enumerate(self._areas):
            action = menu.addAction(unmarked(area.name))
            action.triggered.connect(lambda _on=False, code=area.code: self.area_chosen.emit(code))
            if place == 0:
                menu.addSeparator()
        self.show_area(self._area)

    def show_area(self, code: str) -> None:
        """Write the name of the area that is narrowed to; areas below the menu's stand under their parent."""
        self._area = code
        fitting = [area for area in self._areas if code.startswith(area.code)]
        name = max(fitting, key=lambda area: len(area.code)).name if fitting else ""
        set_button_text(self.scope, name)
        self._place_command()

    def show_clock(self, local: datetime) -> None:
        self.clock.setText(time_words(local))
        self.date.setText(date_words(local))

    def show_freshness(self, *, live: bool, age_seconds: float) -> None:
        self.fresh_light.show_light(Light.GREEN if live else Light.GREY)
        words = tr("live · data {s} s ago") if live else tr("standing still · data {s} s ago")
        shown = f"{age_seconds:.1f}" if age_seconds < 10 else f"{age_seconds:.0f}"
        self.fresh.setText(words.format(s=shown))
        self._place_command()

    def retranslate(self) -> None:
        self.command.setPlaceholderText(tr("Find incidents, places, grids, commands"))
        self.command.setAccessibleName(tr("Command box"))
        self.scope.setAccessibleDescription(tr("Area shown"))
        set_tooltip(self.badge, self.badge.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_command()

    def _place_command(self) -> None:
        """Put the command box a third into the bar, shrunk to the room between scope and freshness."""
        px = self._theme.px
        self._row.activate()
        gap = px(24)
        first = self.scope.geometry().left() + self.scope.sizeHint().width() + gap
        last = self.fresh_light.geometry().left() - gap
        left = max(first, round(self.width() * _COMMAND_AT))
        width = min(px(_BOX_WIDTH), last - left)
        if width < px(_BOX_WIDTH):
            left = max(first, last - px(_BOX_WIDTH))
            width = min(px(_BOX_WIDTH), last - left)
        self.command.setGeometry(left, (self.height() - px(36)) // 2, max(width, px(120)), px(36))

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedHeight(self._theme.size("top_bar"))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(16))
        self._fresh_pair.setSpacing(px(8))
        self.scope.setIcon(icon("chevron_down", self._theme, size=16, color="text.primary"))
        self.scope.setIconSize(QSize(px(16), px(16)))
        self._place_command()
