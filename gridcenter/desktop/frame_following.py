"""Who hears of the board: the page in front at once, a page behind it when it comes to the front; so do scenes.

Seven pages that follow fifty thousand rows cost seven times as much, and six of them nobody sees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_pages import FollowsBoard, FollowsTime, ShowsFirstRows
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.domain.board import BoardChange
from gridcenter.domain.incidents import QueueRow

_MANY = 2_000
"""Who has missed so much starts over."""


@dataclass
class Missed:
    """What a page behind has not heard, as the one change it is told when it comes to the front."""

    all: bool = False
    arrived: dict[int, QueueRow] = field(default_factory=dict)
    changed: dict[int, QueueRow] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)

    def add(self, change: BoardChange | None) -> None:
        """Take note of a later change; None when anything may differ."""
        self.all = self.all or change is None or self._size() > _MANY
        if self.all or change is None:
            self.arrived, self.changed, self.removed = {}, {}, set()
            return
        for row in change.arrived:
            back = row.id in self.removed
            self.removed.discard(row.id)
            (self.changed if back else self.arrived)[row.id] = row
        for row in change.changed:
            (self.arrived if row.id in self.arrived else self.changed)[row.id] = row
        for key in change.removed:
            if self.arrived.pop(key, None) is None:
                self.changed.pop(key, None)
                self.removed.add(key)

    def change(self) -> BoardChange | None:
        if self.all:
            return None
        return BoardChange((*self.arrived.values(),), (*self.changed.values(),), (*self.removed,))

    def _size(self) -> int:
        return len(self.arrived) + len(self.changed) + len(self.removed)


class BoardFollowing:
    """Tells pages of the board. GUI thread."""

    def __init__(self, live: LiveFeed, filters: FilterState, clock: StoreClock) -> None:
        self._live = live
        self._filters = filters
        self._clock = clock
        self._missed: dict[QWidget, Missed] = {}

    def tell(
        self, pages: Iterable[QWidget], front: Collection[QWidget | None], change: BoardChange | None
    ) -> None:
        """Tell the pages in front what has changed, None when anything may; the others miss it for now."""
        for page in pages:
            if page in front:
                self._hand(page, change)
            else:
                self._missed.setdefault(page, Missed()).add(change)

    def brief(self, page: QWidget) -> None:
        """Tell a page that has just been made everything."""
        self._hand(page, None)

    def catch_up(self, page: QWidget) -> None:
        """Tell a page that comes to the front what it has missed, so that it is seen as it has to be seen now."""
        missed = self._missed.pop(page, Missed())
        self._hand(page, missed.change())
        if isinstance(page, FollowsTime):
            page.tick(self._clock.now())

    def _hand(self, page: QWidget, change: BoardChange | None) -> None:
        following = FollowsBoard if self._live.board.whole else ShowsFirstRows
        if isinstance(page, following):
            page.apply_board(self._live.board, change, self._filters.current, self._clock.now())
