"""Finding a category at the intake desk: the index of one store, made once and kept until categories change."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from gridcenter.domain.category_search import (
    FOUND_AT_MOST,
    CategoryIndex,
    Choice,
    FoundCategory,
    Spelled,
    Spoken,
)
from gridcenter.domain.people import Actor
from gridcenter.services.code_tables import table_lines
from gridcenter.services.readings import Readings, field_readings
from gridcenter.store.categories import CategoryNode, active_categories, categories_reported_by
from gridcenter.store.engine import Store

RECENT_AT_MOST = 12
CATEGORY = "category"
"""Kind of change after which the index is made anew."""

_Code = tuple[str, str]


def category_index(session: Session) -> CategoryIndex:
    """Make the index of all leaves in use, with synonyms of `db/codes/category_synonyms.csv` and pinyin."""
    nodes = active_categories(session)
    return CategoryIndex(_spoken_leaves(nodes, synonyms(), field_readings()))


def synonyms() -> dict[_Code, list[str]]:
    """Return the field words of shipped categories by set and code."""
    found: defaultdict[_Code, list[str]] = defaultdict(list)
    for line in table_lines("category_synonyms"):
        found[line["set"], line["code"]].append(line["word"])
    return dict(found)


def _spoken_leaves(
    nodes: Sequence[CategoryNode], called: Mapping[_Code, Sequence[str]], readings: Readings
) -> Iterator[tuple[Choice, Spoken]]:
    by_id = {node.id: node for node in nodes}
    inner = {node.parent_id for node in nodes}
    spelled = {node.id: Spelled(node.name.zh, readings.of(node.name.zh)) for node in nodes}
    for node in nodes:
        if node.id not in inner:
            above = _above(node, by_id)
            choice = Choice(node.id, node.set_key, node.code, node.name, tuple(one.name for one in above))
            words = called.get((node.set_key, node.code), ())
            yield (
                choice,
                Spoken(
                    spelled[node.id],
                    [Spelled(word, readings.of(word)) for word in words],
                    [spelled[one.id] for one in above],
                ),
            )


def _above(node: CategoryNode, by_id: Mapping[int, CategoryNode]) -> list[CategoryNode]:
    """Return the ancestors in use from the top down; a ring in a damaged tree ends where it closes."""
    found: list[CategoryNode] = []
    parent = by_id.get(node.parent_id or 0)
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = by_id.get(parent.parent_id or 0)
    return found


class CategoryFinder:
    """Answers from memory at every keystroke; any thread may ask.

    The store is read at the first question, at the first of each account, and after `changed`.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._index: CategoryIndex | None = None
        self._recent: dict[int, tuple[int, ...]] = {}

    def find(self, text: str, *, by: Actor, limit: int = FOUND_AT_MOST) -> list[FoundCategory]:
        """Return the categories for a typed text, best first; without a text those that `by` reported lately.

        Raises:
            StoreUnavailable: The store must be read and cannot be.
        """
        with self._lock:
            index, recent = self._ready(by.account_id)
        return index.find(text, recent=recent, limit=limit)

    def reported(self, category_id: int, *, by: Actor) -> None:
        """Put a category that was just reported in front of the account's recent ones, without asking the store."""
        with self._lock:
            before = self._recent.get(by.account_id)
            if before is not None:
                others = [one for one in before if one != category_id]
                self._recent[by.account_id] = (category_id, *others)[:RECENT_AT_MOST]

    def changed(self, kinds: Collection[str]) -> None:
        """Tell which kinds were committed by anybody: after a change of categories the next question reads them."""
        if CATEGORY in kinds:
            with self._lock:
                self._index = None

    def _ready(self, account_id: int) -> tuple[CategoryIndex, Sequence[int]]:
        index, recent = self._index, self._recent.get(account_id)
        if index is None or recent is None:
            with self._store.read() as session:
                index = category_index(session) if index is None else index
                if recent is None:
                    recent = tuple(categories_reported_by(session, account_id, limit=RECENT_AT_MOST))
            self._index, self._recent[account_id] = index, recent
        return index, recent
