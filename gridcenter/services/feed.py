"""The live feed of one client: a first reading of the board, then everything committed after it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.open_cards import OpenCard
from gridcenter.services.open_cards import open_cards
from gridcenter.store.announcing import WHOLE_KIND
from gridcenter.store.changes import Announced, ChangeReader, ChangeWatch, watch_changes
from gridcenter.store.engine import Store, store_time
from gridcenter.store.incidents import incidents_by_id, open_count, open_incidents
from gridcenter.store.queue_page import queue_page

COALESCE_SECONDS = 0.025
"""Waiting this long after a wake-up keeps 60 readers at 200 commits/s below 40 queries a second each."""

CARD_KIND = "card"

REREAD_LIMIT = 2000
"""Above so many changed incidents at once a reading of the whole board is cheaper."""

AT_ONCE = 5000
"""A board of so many incidents is there in a moment; of a larger one the most pressing rows come first."""

FIRST_ROWS = 500


@dataclass(frozen=True, slots=True)
class BoardReading:
    """All open incidents of the area, or the most pressing ones while the `whole` is still being read.

    `cards` are those of the area to which a reply is owed.
    """

    rows: tuple[QueueRow, ...]
    change_number: int
    as_of: datetime
    whole: bool = True
    cards: tuple[OpenCard, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedBatch:
    """What was committed since the last batch; an empty one is a heartbeat that proves the store answers.

    `rows` are the changed incidents as they are now, open or closed; `gone` left the store or the area;
    `kinds` are the other subjects that changed; `reread` asks for a new reading of the board.
    `cards` are all to which a reply is owed now, None where no card was touched.
    """

    rows: tuple[QueueRow, ...]
    gone: tuple[int, ...]
    kinds: frozenset[str]
    reread: bool
    change_number: int
    as_of: datetime
    cards: tuple[OpenCard, ...] | None = None


class Feed:
    """One connection to the changes of a store; used by one thread. Every method may raise StoreUnavailable."""

    def __init__(self, store: Store, *, area: str) -> None:
        self._store = store
        self._area = area
        self._reader = ChangeReader(store)
        self._watch: ChangeWatch = watch_changes(store)
        with ExitStack() as undone:
            undone.callback(self._watch.close)
            self._reader.start()
            undone.pop_all()

    def board(self) -> Iterator[BoardReading]:
        """Yield the whole board, and before a large one its most pressing rows."""
        if (first := self._first_rows()) is not None:
            yield first
        with self._store.read() as session:
            rows = open_incidents(session, area=self._area)
            reading = BoardReading(
                tuple(rows), self._reader.last, store_time(session), cards=self._cards(session)
            )
        yield reading

    def _first_rows(self) -> BoardReading | None:
        with self._store.read() as session:
            if open_count(session, area=self._area) <= AT_ONCE:
                return None
            now = store_time(session)
            rows = queue_page(session, area=self._area, now=now, limit=FIRST_ROWS)
            cards = self._cards(session)
            return BoardReading(tuple(rows), self._reader.last, now, whole=False, cards=cards)

    def _cards(self, session: Session) -> tuple[OpenCard, ...]:
        return open_cards(session, area=self._area)

    def next(self, seconds: float) -> FeedBatch:
        """Wait at most `seconds` for a commit and return what it changed."""
        if self._watch.wait(seconds):
            time.sleep(COALESCE_SECONDS)
        changes = self._reader.read()
        with self._store.read() as session:
            ids = _incident_ids(changes)
            reread = _asks_for_all(changes) or len(ids) > REREAD_LIMIT
            rows = () if reread else tuple(incidents_by_id(session, ids, area=self._area))
            kinds = frozenset(change.kind for change in changes if change.kind != "incident")
            return FeedBatch(
                rows=rows,
                gone=tuple(ids - {row.id for row in rows}),
                kinds=kinds,
                reread=reread,
                change_number=self._reader.last,
                as_of=store_time(session),
                cards=self._cards(session) if CARD_KIND in kinds else None,
            )

    def close(self) -> None:
        self._watch.close()


def _incident_ids(changes: list[Announced]) -> set[int]:
    return {int(change.key) for change in changes if change.kind == "incident" and change.key != WHOLE_KIND}


def _asks_for_all(changes: list[Announced]) -> bool:
    return any(change.kind == "incident" and change.key == WHOLE_KIND for change in changes)
