"""Line icons from `resources/icons/*.svg`, coloured by the theme: `currentColor` stands for the colour in the files."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from gridcenter.desktop.theme import Theme
from gridcenter.paths import asset

_RATIOS = (1.0, 2.0)


@cache
def _drawing(name: str) -> str:
    return asset(f"resources/icons/{name}.svg").read_text(encoding="utf-8")


def icon_pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as a pixmap of `size` logical px.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    return _painted(name, size, color.name(), ratio)


@cache
def _painted(name: str, size: int, color: str, ratio: float) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", color).encode()))
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon(
    name: str, theme: Theme, *, size: int = 18, color: str = "text.secondary", on: str | None = None
) -> QIcon:
    """Return the icon in the theme's `color`; `on` is the colour while checked. Make it again on `theme.changed`."""
    side = theme.px(size)
    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(icon_pixmap(name, side, theme.color(color), ratio))
        disabled = icon_pixmap(name, side, theme.color("text.disabled"), ratio)
        made.addPixmap(disabled, QIcon.Mode.Disabled)
        if on is not None:
            checked = icon_pixmap(name, side, theme.color(on), ratio)
            made.addPixmap(checked, QIcon.Mode.Normal, QIcon.State.On)
    return made
