"""The live feed on the desktop: one thread listens to the store, the GUI thread keeps the board."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from gridcenter.domain.board import Board, BoardChange
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr
from gridcenter.services.feed import BoardReading, FeedBatch

HEARTBEAT_SECONDS = 0.5
ANYTHING = "*"
"""Told instead of a subject after a reading of the whole board: what else changed meanwhile, nobody heard."""
RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)
REREAD_SECONDS = 300.0

_log = logging.getLogger(__name__)


class FeedSource(Protocol):
    """A connection to the changes of a store, used by the listening thread alone."""

    def board(self) -> Iterator[BoardReading]: ...

    def next(self, seconds: float) -> FeedBatch: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class FeedState:
    """Whether the store answers; `as_of` is the store time of the last answer, None before the first one."""

    connected: bool
    as_of: datetime | None
    change_number: int
    attempt: int = 0
    problem: str = ""


class LiveFeed(QObject):
    """Owns the board and the listening thread; create, start and stop it on the GUI thread.

    Signals come on the GUI thread: `board_replaced` after the first reading and each of its parts,
    `board_changed(BoardChange)` after later changes, `subject_changed(str)` for other kinds (grid, unit, category …;
    `ANYTHING` after a later whole reading), `state_changed(FeedState)` at every heartbeat.
    """

    board_replaced = Signal()
    board_changed = Signal(object)
    subject_changed = Signal(str)
    state_changed = Signal(object)

    _read = Signal(object)
    _batch = Signal(object)
    _trouble = Signal(str, int)

    def __init__(self, connect: Callable[[], FeedSource], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.board = Board(whole=False)
        self.state = FeedState(connected=False, as_of=None, change_number=0)
        self._connect = connect
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="live feed", daemon=True)
        self._read.connect(self._take_reading)
        self._batch.connect(self._take_batch)
        self._trouble.connect(self._take_trouble)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """End the thread and wait for it; nothing is emitted afterwards."""
        self._stop.set()
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        for signal in (self._read, self._batch, self._trouble):
            signal.disconnect()

    def retry_now(self) -> None:
        """Try to reconnect at once instead of waiting for the next attempt."""
        self._hurry.set()

    def _listen(self) -> None:
        attempt = 0
        while not self._stop.is_set():
            try:
                source = self._connect()
                try:
                    attempt = 0
                    self._follow(source)
                finally:
                    source.close()
            except Refusal as refusal:
                attempt += 1
                self._wait_after(str(refusal), attempt)
            except Exception:  # noqa: BLE001 - the edge of a thread: logged, shown, tried again
                _log.exception("the live feed failed")
                attempt += 1
                self._wait_after(tr("The live feed failed; it starts again by itself."), attempt)

    def _follow(self, source: FeedSource) -> None:
        heard = self._read_board(source)
        while not self._stop.is_set():
            batch = source.next(HEARTBEAT_SECONDS)
            self._batch.emit(batch)
            if batch.reread or (batch.as_of - heard).total_seconds() > REREAD_SECONDS:
                heard = self._read_board(source)

    def _read_board(self, source: FeedSource) -> datetime:
        """Hand on every part as it comes; return when the last one was read."""
        for reading in source.board():
            self._read.emit(reading)
        return reading.as_of

    def _wait_after(self, problem: str, attempt: int) -> None:
        if self._stop.is_set():
            return
        self._trouble.emit(problem, attempt)
        self._hurry.wait(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS)) - 1])
        if not self._stop.is_set():
            self._hurry.clear()

    @Slot(object)
    def _take_reading(self, reading: BoardReading) -> None:
        first = not self.board.whole
        change = self._merge(reading)
        self._hear(reading.change_number, reading.as_of)
        if first:
            self.board_replaced.emit()
            return
        if change != BoardChange():
            self.board_changed.emit(change)
        if reading.whole:
            self.subject_changed.emit(ANYTHING)

    def _merge(self, reading: BoardReading) -> BoardChange:
        present = {row.id for row in reading.rows}
        missing = [key for key in self.board.rows if key not in present] if reading.whole else []
        self.board.whole = self.board.whole or reading.whole
        return self.board.apply(reading.rows, gone=missing)

    @Slot(object)
    def _take_batch(self, batch: FeedBatch) -> None:
        change = self.board.apply(batch.rows, gone=batch.gone)
        self._hear(batch.change_number, batch.as_of)
        if change != BoardChange():
            self.board_changed.emit(change)
        for kind in sorted(batch.kinds):
            self.subject_changed.emit(kind)

    @Slot(str, int)
    def _take_trouble(self, problem: str, attempt: int) -> None:
        self._tell(
            FeedState(
                connected=False,
                as_of=self.state.as_of,
                change_number=self.state.change_number,
                attempt=attempt,
                problem=problem,
            )
        )

    def _hear(self, change_number: int, as_of: datetime) -> None:
        self._tell(FeedState(connected=True, as_of=as_of, change_number=change_number))

    def _tell(self, state: FeedState) -> None:
        self.state = state
        self.state_changed.emit(state)
