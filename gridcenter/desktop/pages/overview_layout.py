"""How the Overview is arranged: as pictured from 1500 px on, denser below, four charts in a row from 2400.

On a wall everything stands at once, in the frame's own margins: six tiles, map and queue, four charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from gridcenter.desktop.charts.frame import ChartFrame
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chart_deck import ChartDeck

Arrangement = Literal["small", "normal", "wide", "wall"]

_NORMAL_FROM = 1500
_WIDE_FROM = 2400
_DEALS: dict[Arrangement, tuple[tuple[int, ...], ...]] = {
    "small": ((0, 3), (1, 2), (), ()),
    "normal": ((0, 3), (1,), (2,), ()),
    "wide": ((0,), (3,), (1,), (2,)),
    "wall": ((0,), (1,), (2,), (3,)),
}
"""Which charts (trend, Pareto, red board, closing times) each deck holds."""
_WEIGHTS: dict[Arrangement, tuple[int, int]] = {
    "small": (58, 42),
    "normal": (554, 286),
    "wide": (62, 38),
    "wall": (62, 38),
}
_UPPER: dict[Arrangement, tuple[int, int]] = {
    "small": (5700, 5300),
    "normal": (10240, 7840),
    "wide": (10240, 7840),
    "wall": (10000, 10000),
}
"""Shares of map and queue."""
_WIDEST_MAP, _LEAST_MAP = 2.6, 0.38
"""A wall's map: at most so many times as wide as high, but at least this share of the width."""
_LOWER: dict[Arrangement, tuple[int, ...]] = {"wall": (9700, 10000, 12200, 8100)}
"""Shares of the decks where they differ: names take more room than hours and bins."""


class OverviewLayout:
    """Owns the splitters and chart decks, and deals them anew when the width crosses a limit."""

    def __init__(
        self,
        theme: Theme,
        tiles: Sequence[QWidget],
        lookup: QWidget | None,
        map_panel: QWidget,
        queue: QWidget,
        charts: Sequence[ChartFrame],
        *,
        parent: QWidget,
    ) -> None:
        self._theme = theme
        self._page = parent
        self._tiles = tuple(tiles)
        self._lookup = lookup
        self._charts = tuple(charts)
        self.current: Arrangement | None = None
        self._memory: WindowMemory | None = None
        self.decks = [ChartDeck(theme) for _ in charts]
        self.upper = _splitter(Qt.Orientation.Horizontal, "overviewUpper", map_panel, queue)
        self.lower = _splitter(Qt.Orientation.Horizontal, "overviewLower", *self.decks)
        self.halves = _splitter(Qt.Orientation.Vertical, "overviewHalves", self.upper, self.lower)
        self._restore_soon = QTimer(parent)
        self._restore_soon.setSingleShot(True)
        self._restore_soon.timeout.connect(self._restore)
        self._top = QHBoxLayout()
        self._grid = QGridLayout()
        self._top.addLayout(self._grid, 1)
        if lookup is not None:
            self._top.addWidget(lookup)
            _centre(lookup)
        self._column = QVBoxLayout(parent)
        self._column.addLayout(self._top)
        self._column.addWidget(self.halves, 1)
        self.arrange(parent.width())

    def splitters(self) -> tuple[QSplitter, ...]:
        """Return the splitters whose sizes are kept between sessions; each has an object name."""
        return (self.upper, self.lower, self.halves)

    def remember_in(self, memory: WindowMemory) -> None:
        """Take splitter sizes from `memory` now and at every later change of the arrangement."""
        self._memory = memory
        self._restore_soon.start()

    def _restore(self) -> None:
        """Sizes mean something only once the splitters have their room."""
        if self._memory is not None and self.current is not None:
            self._memory.restore_splitters(self.current, self.splitters())

    def keep(self) -> None:
        """Keep the sizes of this arrangement, unless kept ones are still to be restored."""
        if self._restore_soon.isActive():
            return
        if self._memory is not None and self.current is not None:
            self._memory.keep_splitters(self.current, self.splitters())

    def arrange(self, width: int) -> None:
        """Arrange for a page of this width in px; cheap when nothing changes."""
        chosen = self._suited(width)
        self._space(chosen)
        if chosen != self.current:
            self.keep()
            self.current = chosen
            self._place_tiles(chosen)
            self._deal(chosen)
            self._restore_soon.start()
        if chosen == "wall":
            self._share_upper(width)

    def _share_upper(self, width: int) -> None:
        """Give the map half of a wall, less where it would be wider than any district; the queue has the rest."""
        upper, lower = _WEIGHTS["wall"]
        height = (self._page.height() - self._theme.size("kpi.h")) * upper / (upper + lower)
        half, suited = width // 2, round(height * _WIDEST_MAP)
        wide = max(min(half, suited), round(width * _LEAST_MAP))
        self.upper.setSizes([wide, width - wide])

    def _suited(self, width: int) -> Arrangement:
        if not self._theme.hands_on:
            return "wall"
        at_100 = width / self._theme.look.scale
        return "small" if at_100 < _NORMAL_FROM else "wide" if at_100 >= _WIDE_FROM else "normal"

    def _space(self, chosen: Arrangement) -> None:
        small = chosen == "small"
        gap = self._theme.px(16 if chosen in ("normal", "wide") else 8)
        edge = 0 if chosen == "wall" else gap
        self._column.setContentsMargins(edge, edge, edge, edge)
        self._column.setSpacing(gap)
        self._top.setSpacing(gap)
        self._grid.setSpacing(gap)
        for splitter in self.splitters():
            splitter.setHandleWidth(gap)
        height = self._theme.px(72) if small else self._theme.size("kpi.h")
        for tile in self._tiles:
            tile.setFixedHeight(height)
        if self._lookup is not None:
            self._lookup.setFixedHeight(2 * height + gap if small else height)
            self._lookup.setFixedWidth(self._theme.px(300 if small else 336))

    def _place_tiles(self, chosen: Arrangement) -> None:
        columns = 3 if chosen == "small" else 6
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)

    def _deal(self, chosen: Arrangement) -> None:
        for deck in self.decks:
            deck.deal([])
        for deck, hand in zip(self.decks, _DEALS[chosen], strict=True):
            deck.setVisible(bool(hand))
            if hand:
                deck.deal([self._charts[place] for place in hand])
        self.upper.setSizes(list(_UPPER[chosen]))
        self.halves.setSizes([part * 100 for part in _WEIGHTS[chosen]])
        self.lower.setSizes(list(_LOWER.get(chosen, (10000,) * len(self.decks))))


def _centre(lookup: QWidget) -> None:
    """Let the look-up's lines stand in the middle of the height that the tiles give it."""
    column = lookup.layout()
    if isinstance(column, QVBoxLayout):
        column.insertStretch(0, 1)
        column.addStretch(1)


def _splitter(way: Qt.Orientation, name: str, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(way)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    for place in range(len(parts)):
        splitter.setStretchFactor(place, 1)
    return splitter
