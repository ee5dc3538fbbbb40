"""A picture of an incident, shown from memory: nothing of it is written to this machine."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

LARGEST_SIDE = 4096
"""Pixels: a larger picture is made smaller while it is read, so that it never fills the memory."""


def decoded(content: bytes, content_type: str) -> QImage:
    """Return the picture upright; runs on a worker thread.

    Raises:
        Refusal: It cannot be shown; it can still be saved.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(content_type.removeprefix("image/").encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > LARGEST_SIDE:
        reader.setScaledSize(
            size.scaled(QSize(LARGEST_SIDE, LARGEST_SIDE), Qt.AspectRatioMode.KeepAspectRatio)
        )
    image = reader.read()
    if image.isNull():
        raise Refusal(
            tr("This picture cannot be shown here. Save a copy (S) and look at it in another program.")
        )
    return image


class PictureDialog(QDialog):
    """Fits the picture into the window; Esc or Enter leaves, and the picture is gone from memory."""

    def __init__(self, theme: Theme, name: str, image: Any, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QPixmap.fromImage(image)
        self.setWindowTitle(name)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place = QLabel()
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.place.setAccessibleName(name)
        self.leave = button(tr("Close"))
        self.leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.place, 1)
        foot = QHBoxLayout()
        foot.addWidget(label(name, "caption", tone="secondary"), 1)
        foot.addWidget(self.leave)
        column.addLayout(foot)
        self.resize(theme.px(960), theme.px(640))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.place.size()
        larger = self._picture.width() > room.width() or self._picture.height() > room.height()
        fitted = (
            self._picture.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            if larger
            else self._picture
        )
        self.place.setPixmap(fitted)
