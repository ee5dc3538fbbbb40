"""The one line above the status bar that all strips of the frame share, so that two of them take no more height."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget


@runtime_checkable
class TellsMuch(Protocol):
    """A strip that tells whether something stands on it that needs its room."""

    @property
    def standing(self) -> bool: ...


@runtime_checkable
class CanBeBrief(Protocol):
    """A strip that gives up its sentence where another one needs the room; its key and button stay."""

    def be_brief(self, brief: bool) -> None: ...


class StripRow(QWidget):
    """Takes no height while no strip is on show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def add(self, strip: QWidget) -> None:
        self._strips.append(strip)
        self._row.addWidget(strip, 1)
        self._share()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._share()
        return super().event(event)

    def _share(self) -> None:
        for place, strip in enumerate(self._strips):
            if isinstance(strip, CanBeBrief):
                brief = any(_needs_room(other) for other in self._strips if other is not strip)
                strip.be_brief(brief)
                self._row.setStretch(place, 0 if brief else 1)


def _needs_room(strip: QWidget) -> bool:
    return not strip.isHidden() and isinstance(strip, TellsMuch) and strip.standing
