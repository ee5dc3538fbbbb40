"""Where the parts of the incidents page stand: the queue at the left, the incident in two columns at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSplitter, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.states import StateStack

_NORMAL_FROM = 1500
_QUEUE_WIDTH = {True: 544, False: 384}
_TIGHT_QUEUE, _TIGHT_BELOW = 312, 1100
"""px at 100 %; the keys say whether there is room for the page as pictured."""
Pair = tuple[QWidget, QWidget]
"""What stands above and below a handle that can be moved."""


class IncidentsLayout:
    """Puts the parts into the page when it is made; `states` shows the incident or why there is none."""

    def __init__(
        self, page: QWidget, theme: Theme, *, queue: QWidget, head: QWidget, left: Pair, right: Pair
    ) -> None:
        self._page, self._theme, self._queue = page, theme, queue
        self._roomy: bool | None = None
        self._pending = False
        incident = QWidget()
        self.states = StateStack(theme, incident, framed=True, parent=page)
        self._row = QHBoxLayout(page)
        self._row.addWidget(queue)
        self._row.addWidget(self.states, 1)
        self._left, self._right = (QSplitter(Qt.Orientation.Vertical, incident) for _ in range(2))
        self._grid = QGridLayout(incident)
        self._fill(head, left, right)

    def _fill(self, head: QWidget, left: Pair, right: Pair) -> None:
        """Put the parts where they stay: each that is moved with all in it is dressed once more."""
        grid = self._grid
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._left, 1, 0)
        grid.addWidget(self._right, 1, 1)
        grid.addWidget(head, 0, 0, 1, 2)
        _stack(self._left, left)
        _stack(self._right, right)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def fit(self) -> None:
        """Fit gaps and widths to the page: as pictured from 1500 px on, denser below."""
        px = self._theme.px
        roomy = self._page.width() / self._theme.look.scale >= _NORMAL_FROM
        gap = px(16 if roomy else 8)
        self._row.setContentsMargins(gap, gap, gap, gap)
        self._row.setSpacing(gap)
        self._grid.setSpacing(gap)
        tight = self._page.width() < px(_TIGHT_BELOW)
        self._queue.setFixedWidth(px(_TIGHT_QUEUE if tight else _QUEUE_WIDTH[roomy]))
        for part in (self._left, self._right):
            part.setHandleWidth(gap)
        if roomy != self._roomy:
            self._roomy = roomy
            self._left.setSizes([4000, 3200] if roomy else [6500, 3500])
            self._share_right()

    def make_room(self, *, pending: bool) -> None:
        """Share the right side anew when an application came to await a decision, or none does any more."""
        if pending != self._pending:
            self._pending = pending
            self._share_right()

    def _share_right(self) -> None:
        """Between trace and moves: a pending application needs room for both its words and the buttons below."""
        if self._pending:
            self._right.setSizes([4200, 3000] if self._roomy else [3600, 6400])
        else:
            self._right.setSizes([4880, 2320] if self._roomy else [5600, 4400])


def _stack(splitter: QSplitter, parts: Pair) -> None:
    splitter.setChildrenCollapsible(False)
    for place, part in enumerate(parts):
        splitter.addWidget(part)
        splitter.setStretchFactor(place, 1)
