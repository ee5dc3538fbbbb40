"""The live feed on the desktop: one thread listens to the store, the GUI thread keeps the board.

What costs with the size of a board is done while listening: lights and order of a board that is read for the first
time, and the comparison of a later reading with what the GUI thread has already.
"""

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
from gridcenter.domain.open_cards import OpenCard
from gridcenter.language import tr
from gridcenter.services.feed import BoardReading, FeedBatch

HEARTBEAT_SECONDS = 0.5
ANYTHING = "*"
"""Told instead of a subject after a reading of the whole board: what else changed meanwhile, nobody heard."""
RETRY_SECONDS = (0.5, 1.0, 2.0, 5.0)
REREAD_SECONDS = 300.0
_MANY = 2_000
"""From so many differences at once the GUI thread is given another board instead of the rows."""

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


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading as the GUI thread takes it: a whole `board` with all it has found out, or the few differences."""

    change: BoardChange
    change_number: int
    as_of: datetime
    whole: bool
    cards: tuple[OpenCard, ...]
    board: Board | None = None


class _Handed:
    """Which versions the GUI thread has been given. The listening thread's alone."""

    def __init__(self) -> None:
        self.whole = False
        self._versions: dict[int, int] = {}

    def reading(self, reading: BoardReading) -> _Reading:
        """Return what of a reading is news, with a board where there was none or very much has changed."""
        change = self._difference(reading)
        board = None
        if not self.whole or (reading.whole and _size(change) > _MANY):
            board = Board({row.id: row for row in reading.rows}, whole=reading.whole)
            board.prepare(reading.as_of)
        self.whole = self.whole or reading.whole
        return _Reading(change, reading.change_number, reading.as_of, reading.whole, reading.cards, board)

    def _difference(self, reading: BoardReading) -> BoardChange:
        known, present = self._versions, {row.id: row.version for row in reading.rows}
        gone = tuple(known.keys() - present.keys()) if reading.whole else ()
        newer = [row for row in reading.rows if row.version > known.get(row.id, -1)]
        arrived = tuple(row for row in newer if row.id not in known)
        changed = tuple(row for row in newer if row.id in known)
        self._versions = present if reading.whole else known | present
        return BoardChange(arrived, changed, gone)

    def batch(self, batch: FeedBatch) -> None:
        for row in batch.rows:
            if row.closed_at is None:
                self._versions[row.id] = row.version
            else:
                self._versions.pop(row.id, None)
        for key in batch.gone:
            self._versions.pop(key, None)


def _size(change: BoardChange) -> int:
    return len(change.arrived) + len(change.changed) + len(change.removed)


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
        self._handed = _Handed()
        self._stop = threading.Event()
        self._hurry = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="live feed", daemon=True)
        self._read.connect(self._take_reading)
        self._batch.connect(self._take_batch)
        self._trouble.connect(self._take_trouble)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> bool:
        """End the thread and wait for it; False when it did not end in time.

        Nothing is emitted afterwards, also of what the thread had said and the event loop has not delivered yet.
        """
        self._stop.set()
        self._hurry.set()
        if self._thread.is_alive():
            self._thread.join(timeout=10)
        for signal in (self._read, self._batch, self._trouble):
            signal.disconnect()
        return not self._thread.is_alive()

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
            self._handed.batch(batch)
            self._batch.emit(batch)
            if batch.reread or (batch.as_of - heard).total_seconds() > REREAD_SECONDS:
                heard = self._read_board(source)

    def _read_board(self, source: FeedSource) -> datetime:
        """Hand on every part as it comes; return when the last one was read."""
        for reading in source.board():
            self._read.emit(self._handed.reading(reading))
        return reading.as_of

    def _wait_after(self, problem: str, attempt: int) -> None:
        if self._stop.is_set():
            return
        self._trouble.emit(problem, attempt)
        self._hurry.wait(RETRY_SECONDS[min(attempt, len(RETRY_SECONDS)) - 1])
        if not self._stop.is_set():
            self._hurry.clear()

    @Slot(object)
    def _take_reading(self, reading: _Reading) -> None:
        if self._stop.is_set():
            return
        first = not self.board.whole
        change = reading.change
        if reading.board is not None:
            self.board.adopt(reading.board)
        else:
            self.board.apply((*change.arrived, *change.changed), gone=change.removed)
        change = change.and_then(self.board.put_cards(reading.cards))
        self._hear(reading.change_number, reading.as_of)
        if first:
            self.board_replaced.emit()
            return
        if change != BoardChange():
            self.board_changed.emit(change)
        if reading.whole:
            self.subject_changed.emit(ANYTHING)

    @Slot(object)
    def _take_batch(self, batch: FeedBatch) -> None:
        if self._stop.is_set():
            return
        change = self.board.apply(batch.rows, gone=batch.gone)
        if batch.cards is not None:
            change = change.and_then(self.board.put_cards(batch.cards))
        self._hear(batch.change_number, batch.as_of)
        if change != BoardChange():
            self.board_changed.emit(change)
        for kind in sorted(batch.kinds):
            self.subject_changed.emit(kind)

    @Slot(str, int)
    def _take_trouble(self, problem: str, attempt: int) -> None:
        if self._stop.is_set():
            return
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
