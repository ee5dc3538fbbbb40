"""The search rows of persons: whoever writes persons brings them up to date in the same transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.people_search import given_name, plain_name
from gridcenter.domain.searched_texts import plain
from gridcenter.language import tr
from gridcenter.services.name_readings import name_readings
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.bulk import insert_rows, is_empty
from gridcenter.store.models import PersonSearch
from gridcenter.store.people_search import (
    COMMUNITY_DIGITS,
    Unlisted,
    forget_search_rows,
    further_values,
    persons_count,
    unlisted_persons,
)

PORTION = 5_000
_FOUND = ("name", "given", "pinyin", "initials", "phone", "address")
COLUMNS = ("person_id", "reading", "version", *_FOUND, "community_code", "grid_code")
_MOBILE = 11
_ORDINARY = re.compile(r"[0-9\u4e00-\u9fff]*")
_Row = tuple[str, str, str, str, str, str]
_LONGEST = {"name": 100, "pinyin": 600, "address": 400}


def index_changed_persons(session: Session, progress: OnProgress = unwatched) -> int:
    """Write the search rows of persons about whom something is new or taken back; return how many persons."""
    return _index(session, progress, all_persons=is_empty(session, PersonSearch))


def index_all_persons(session: Session, progress: OnProgress = unwatched) -> int:
    """Write the search rows of everybody anew: after an edit of the readings, or for a store that has none."""
    return _index(session, progress, all_persons=True)


def index_these_persons(session: Session, person_ids: Sequence[int]) -> None:
    """Write the search rows of a few persons anew; of those who are seen as somebody else there are none."""
    session.flush()
    for key in person_ids:
        forget_search_rows(session, key, key, [key])
        said = further_values(session, key, key)
        found = unlisted_persons(session, after=key - 1, limit=1, all_persons=True)
        rows = [row for one in found if one.id == key for row in search_rows(one, said.get(key, ()))]
        insert_rows(session, PersonSearch, COLUMNS, rows)


def _index(session: Session, progress: OnProgress, *, all_persons: bool) -> int:
    session.flush()
    total = persons_count(session) if all_persons else None
    was_empty = is_empty(session, PersonSearch)
    done, last = 0, 0
    while found := unlisted_persons(session, after=last, limit=PORTION, all_persons=all_persons):
        first, last = found[0].id, found[-1].id
        ids = [one.id for one in found]
        if not was_empty:
            forget_search_rows(session, first, last, ids)
        said = further_values(session, first, last)
        rows = [row for one in found for row in search_rows(one, said.get(one.id, ()))]
        insert_rows(session, PersonSearch, COLUMNS, rows)
        done += len(found)
        progress(Progress(tr("search index"), done, total))
    return done


def search_rows(person: Unlisted, said: Sequence[tuple[str, str]] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of one person in the order of `COLUMNS`; `said` are values of other sources by item key."""
    first, *others = _ways(person.name)
    rows = [(*first, _phone(person.phone), _address(person.address)), *((*way, "", "") for way in others)]
    for key, text in dict.fromkeys(said):
        rows += _ROWS_OF[key](text)
    community = person.community_code or (person.grid_code or "")[:COMMUNITY_DIGITS]
    for reading, row in enumerate(rows):
        yield (person.id, reading, person.version, *row, community, person.grid_code)


@lru_cache(maxsize=100_000)
def _ways(name: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return name, given name, pinyin and initials; only the first has what no reading changes."""
    longest = _LONGEST["name"]
    rows: list[tuple[str, str, str, str]] = []
    told = ""
    for pinyin, initials in name_readings(name) or [("", "")]:
        own = ("", "") if rows else (plain_name(name)[:longest], given_name(name)[:longest])
        rows.append((*own, pinyin[: _LONGEST["pinyin"]], "" if initials == told else initials[:longest]))
        told = initials
    return tuple(rows)


def _phone(text: str) -> str:
    mobile = len(text) == _MOBILE and text[:1] == "1" and text.isascii() and text.isdigit()
    return (text if mobile else phone_number(text))[::-1]


def _address(text: str) -> str:
    """Return an address as it is compared; the ordinary one, in Chinese with digits, stands so already."""
    return (text if _ORDINARY.fullmatch(text) else plain(text))[: _LONGEST["address"]]


_ROWS_OF: dict[str, Callable[[str], list[_Row]]] = {
    "name": lambda text: [(*way, "", "") for way in _ways(text)],
    "phone": lambda text: [("", "", "", "", _phone(text), "")],
    "address": lambda text: [("", "", "", "", "", _address(text))],
}
