"""The layers of the map page: what colours the grids, which lights are marked, what is drawn beside them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.map.measures import KEYS, measure_words
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.board import Board, Filter
from gridcenter.domain.lights import Light
from gridcenter.language import tr

MARKED = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)
SWITCHES = ("names", "backdrop")


class LayerPanel(Panel):
    measure_chosen = Signal(str)
    light_pressed = Signal(object)
    """A `Light` whose filter is to be toggled."""
    switched = Signal(str, bool)
    """A layer of `SWITCHES`, shown or not."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self.measures = {key: Chip(theme) for key in KEYS}
        self.lights = {light: Chip(theme, light=light) for light in MARKED}
        self.switches = {name: Chip(theme) for name in SWITCHES}
        self._heads = [label("", "caption", tone="tertiary") for _ in range(3)]
        self._build()
        self._listen()
        self.retranslate()

    def _build(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        px = self.theme.px
        column.setContentsMargins(px(16), px(12), px(16), px(16))
        column.setSpacing(px(8))
        groups = (self.measures.values(), self.lights.values(), self.switches.values())
        for head, members in zip(self._heads, groups, strict=True):
            chips = QWidget()
            flow = FlowLayout(chips, gap=px(8))
            for chip in members:
                flow.addWidget(chip)
            column.addWidget(head)
            column.addWidget(chips)
            column.addSpacing(px(8))
        column.addStretch(1)
        self.set_body(body)

    def _listen(self) -> None:
        for key, choice in self.measures.items():
            choice.clicked.connect(lambda _on=False, key=key: self._choose_measure(key))
        for light, chip in self.lights.items():
            chip.clicked.connect(lambda _on=False, light=light: self.light_pressed.emit(light))
        for name, box in self.switches.items():
            box.setChecked(True)
            box.toggled.connect(lambda on, name=name: self.switched.emit(name, on))
        self.measures["open"].setChecked(True)

    def _choose_measure(self, key: str) -> None:
        for other, chip in self.measures.items():
            chip.setChecked(other == key)
        self.measure_chosen.emit(key)

    def show_counts(self, board: Board, chosen: Filter, now: datetime) -> None:
        """Write how many incidents of each light the rest of the filter admits."""
        counts = board.lights(now, chosen.without("lights"))
        for light, chip in self.lights.items():
            chip.set_count(counts.get(light, 0))
            chip.setChecked(light in chosen.lights)

    def retranslate(self) -> None:
        self.set_title(tr("Layers"))
        for head, words in zip(
            self._heads, (tr("Colour of the grids"), tr("Marks"), tr("Also shown")), strict=True
        ):
            head.setText(words)
        measures = measure_words()
        for key, choice in self.measures.items():
            choice.set_word(measures[key])
        words_of = {
            Light.RED: tr("Red"),
            Light.YELLOW: tr("Yellow"),
            Light.GREEN: tr("Green"),
            Light.GREY: tr("Parked"),
        }
        for light, chip in self.lights.items():
            chip.set_word(words_of[light])
        self.switches["names"].set_word(tr("Names and counts"))
        self.switches["backdrop"].set_word(tr("Water, parks and roads"))
