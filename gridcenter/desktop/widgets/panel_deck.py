"""A panel that holds several lists and shows one: the header names it, chips name the others with their counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.panel import Panel, give_name


@dataclass
class _Leaf:
    widget: QWidget
    title: Callable[[], str]
    chip: Chip
    sub: str = ""
    name: str = ""


class PanelDeck(Panel):
    """Shows one leaf at a time; a chip, `choose` or `turn` shows another one."""

    turned = Signal(str)
    """Key of the leaf that is shown now."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._pile = QStackedWidget()
        self._leaves: dict[str, _Leaf] = {}
        self.set_body(self._pile)

    @property
    def current(self) -> str:
        shown = self._pile.currentWidget()
        return next((key for key, leaf in self._leaves.items() if leaf.widget is shown), "")

    def add(self, key: str, widget: QWidget, title: Callable[[], str]) -> None:
        chip = Chip(self.theme)
        chip.setCheckable(False)
        chip.clicked.connect(partial(self._press, key))
        self.header_right.addWidget(chip)
        self._leaves[key] = _Leaf(widget, title, chip)
        self._pile.addWidget(widget)
        self.write()

    def show_count(self, key: str, count: int | None, sub: str) -> None:
        """Say how many rows a leaf has, and what stands beside its title while it is shown."""
        leaf = self._leaves[key]
        leaf.chip.set_count(count)
        leaf.sub = sub
        if key == self.current:
            self.set_sub(sub)

    def chip(self, key: str) -> Chip:
        return self._leaves[key].chip

    def choose(self, key: str) -> None:
        self._pile.setCurrentWidget(self._leaves[key].widget)
        self.write()
        self.turned.emit(key)

    def turn(self) -> None:
        """Show the next leaf; after the last comes the first."""
        keys = list(self._leaves)
        self.choose(keys[(keys.index(self.current) + 1) % len(keys)])

    def write(self) -> None:
        """Write title and chips in the current language."""
        for key, leaf in self._leaves.items():
            leaf.chip.set_word(leaf.title())
            leaf.name = give_name(leaf.widget, leaf.title(), before=leaf.name)
            leaf.chip.setVisible(key != self.current)
            if key == self.current:
                self.set_title(leaf.title(), leaf.sub)

    def name_tables(self) -> None:
        """Each leaf is called by its own title (`write`)."""

    def _press(self, key: str, _on: bool = False) -> None:
        self.choose(key)
