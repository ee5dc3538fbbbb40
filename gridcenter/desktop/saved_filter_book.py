"""The saved filters of a desk with their live counts: read again when somebody changes one, counted by the board."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.saved_filter_ports import SavedFilterPorts
from gridcenter.domain.board import BoardChange, Filter
from gridcenter.domain.errors import BadInput, Refusal
from gridcenter.domain.filter_counts import FilterCounts
from gridcenter.domain.saved_filters import SavedFilter, within_area

_SUBJECTS = frozenset({"saved_filter", "unit", "category", "grid", "division", ANYTHING})
_GATHER_MS = 200
"""Counts that change within so short a time are shown once."""
_AGAIN_MS = 15_000


class SavedFilterBook(QObject):
    """GUI thread. `changed` when the list is another, `counted` when only counts are."""

    changed = Signal()
    counted = Signal()
    refused = Signal(object)
    """The `Refusal` of something that was asked of the store."""

    def __init__(
        self,
        ports: SavedFilterPorts,
        background: Background,
        live: LiveFeed,
        clock: StoreClock,
        filters: FilterState,
        area: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.ports = ports
        self.filters = filters
        self.entries: tuple[SavedFilter, ...] = ()
        self._background = background
        self._live = live
        self._clock = clock
        self._area = area
        self._counts = FilterCounts(live.board.rows)
        self._counting = self._timer(0, self._count_next)
        self._tell = self._timer(_GATHER_MS, self.counted.emit)
        self._again = self._timer(_AGAIN_MS, self.ask)
        live.board_replaced.connect(self._start_over)
        live.board_changed.connect(self._follow)
        live.subject_changed.connect(self._subject_changed)

    def _timer(self, interval: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(act)
        return timer

    def ask(self) -> None:
        self._background.read(self, self.ports.listed, self._take, self._ask_later, topic="saved filters")

    def stop(self) -> None:
        for timer in (self._counting, self._tell, self._again):
            timer.stop()

    def tick(self) -> None:
        if self._live.board.whole and self._counts.tick(self._clock.now()):
            self._show_soon()

    def count(self, entry: SavedFilter) -> int | None:
        """Return how many open incidents the filter shows just now; None while it is not counted."""
        return self._counts.count(entry.id)

    def in_use(self) -> SavedFilter | None:
        """Return the saved filter that the desk is narrowed to."""
        current = self.filters.current
        return next((one for one in self.entries if current.active and self._used(one) == current), None)

    def use(self, entry: SavedFilter) -> None:
        """Narrow the desk to a saved filter; the same one again takes it back.

        What it names that is gone, or lies outside the area, is refused with a sentence.
        """
        if self.in_use() == entry:
            self.filters.clear_all()
            return
        if entry.gone:
            self.refused.emit(BadInput(" ".join(entry.gone)))
            return
        try:
            self.filters.set(within_area(entry.filter, self._area))
        except BadInput as refusal:
            self.refused.emit(refusal)

    def write(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Refusal], None]
    ) -> None:
        """Carry out a change of saved filters, then read them again; `done` is told what the store answers."""
        self._background.write(self, work, partial(self._written, done), failed)

    # What the store and the feed tell

    def _take(self, entries: Sequence[SavedFilter]) -> None:
        self._again.stop()
        self.entries = tuple(entries)
        usable = {one.id: used for one in entries if (used := self._used(one)) is not None}
        self._counts.set_filters(usable)
        self._counting.start()
        self.changed.emit()

    def _used(self, entry: SavedFilter) -> Filter | None:
        try:
            return None if entry.gone else within_area(entry.filter, self._area)
        except BadInput:
            return None

    def _ask_later(self, _refusal: Refusal) -> None:
        self._again.start()

    def _written(self, done: Callable[[Any], None], answer: Any) -> None:
        done(answer)
        self.ask()

    def _start_over(self) -> None:
        self._counts.start_over()
        self._counting.start()

    def _count_next(self) -> None:
        """Count one filter at a time: the window stays alive on a board of tens of thousands."""
        if self._live.board.whole and self._counts.count_next(self._clock.now()):
            self._counting.start()
        self._show_soon()

    def _follow(self, change: BoardChange) -> None:
        if self._live.board.whole and self._counts.follow(change, self._clock.now()):
            self._show_soon()

    def _show_soon(self) -> None:
        if not self._tell.isActive():
            self._tell.start()

    def _subject_changed(self, kind: str) -> None:
        if kind in _SUBJECTS:
            self.ask()
