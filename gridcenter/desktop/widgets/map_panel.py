"""The map on a panel: what the colours measure is chosen in the header."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.place_names import extent_words
from gridcenter.language import tr

_MEASURES = ("open", "red", "on_time")


class MapPanel(Panel):
    def __init__(self, theme: Theme, view: MapView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.view = view
        self._counts = (0, 0)
        self.chips = {key: Chip(theme) for key in _MEASURES}
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _on=False, key=key: self.choose_measure(key))
            self.header_right.addWidget(chip)
        self.set_body(view)
        self.choose_measure("open")
        self.retranslate()

    def choose_measure(self, key: str) -> None:
        for other, chip in self.chips.items():
            chip.setChecked(other == key)
        self.view.set_measure(key)

    def show_counts(self, communities: int, grids: int) -> None:
        self._counts = (communities, grids)
        self.set_sub(f"{extent_words(communities, grids)} · {tr('click a grid to narrow')}")

    def retranslate(self) -> None:
        self.title.setText(tr("Grid map"))
        for key, word in zip(
            _MEASURES, (tr("Open count"), tr("Red lights"), tr("On-time rate")), strict=True
        ):
            self.chips[key].set_word(word)
        self.show_counts(*self._counts)
        self.view.retranslate()
