"""The search rows of persons: whoever writes persons brings them up to date in the same transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.people_search import given_name, plain_name
from gridcenter.domain.searched_addresses import address_parts
from gridcenter.domain.searched_texts import plain
from gridcenter.language import tr
from gridcenter.services.name_readings import name_readings, readings_edition
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.bulk import insert_rows, is_empty
from gridcenter.store.codes import set_store_fact, store_fact
from gridcenter.store.models import Person, PersonSearch, SearchedPlace, SearchedRoom
from gridcenter.store.people_search import COMMUNITY_DIGITS
from gridcenter.store.person_rows import (
    PartIds,
    Said,
    Unlisted,
    forget_search_rows,
    forget_unused_parts,
    further_values,
    hold_search_rows,
    persons_count,
    unlisted_persons,
)

PORTION = 5_000
_FOUND = ("name", "given", "pinyin", "initials", "phone")
_PLACED = ("community_code", "grid_code", "place_id", "room_id", "record_id")
COLUMNS = ("person_id", "reading", "version", *_FOUND, *_PLACED)
EDITION_FACT = "search_readings"
"""Fact of the store: with which readings its search rows were made."""
_MOBILE = 11
_ORDINARY = re.compile(r"[0-9\u4e00-\u9fff]*")
_Found = tuple[str, str, str, str, str]
_LONGEST = {"name": 100, "pinyin": 600, "address": 400}
_NOTHING = ("", "", "", "", "")


_Row = tuple[int, _Found, str, int | None]
"""Reading, what is found, address as it is compared, and the record item that says so."""


class _Addresses:
    """Gives the rows of many persons their ids of places and rooms."""

    def __init__(self, session: Session) -> None:
        self._places = PartIds(session, SearchedPlace, ("text", "community_code", "grid_code"))
        self._rooms = PartIds(session, SearchedRoom, ("text",))

    def placed(self, rows: Iterable[tuple[Unlisted, _Row]]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows in the order of `COLUMNS`."""
        cut = [(person, row, _parts(person, row[2]) if row[2] else None) for person, row in rows]
        self._places.learn(part[0] for _, _, part in cut if part)
        self._rooms.learn(part[1] for _, _, part in cut if part)
        places, rooms = self._places.known, self._rooms.known
        for person, (reading, found, _, record_id), part in cut:
            ids = (places[part[0]], rooms[part[1]]) if part else (None, None)
            whose = (person.id, reading, person.version)
            yield (*whose, *found, _community(person), person.grid_code, *ids, record_id)


def _parts(person: Unlisted, address: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what tells the place and the room of an address."""
    place, room = address_parts(address)
    return (place, _community(person), person.grid_code or ""), (room,)


def _community(person: Unlisted) -> str:
    return person.community_code or (person.grid_code or "")[:COMMUNITY_DIGITS]


def index_changed_persons(session: Session, progress: OnProgress = unwatched) -> int:
    """Write the search rows of persons about whom something is new or taken back; return how many persons."""
    return _index(session, progress, anew=False)


def index_is_of_before(session: Session) -> bool:
    """Tell whether there are persons whose search rows are missing altogether, or made with readings of before."""
    if is_empty(session, Person):
        return False
    return is_empty(session, PersonSearch) or store_fact(session, EDITION_FACT) != readings_edition()


def index_all_persons(session: Session, progress: OnProgress = unwatched) -> int:
    """Write the search rows of everybody anew: after an edit of the readings, or for a store that has none.

    Parts of addresses that nobody has any more go, too. Others who write search rows wait meanwhile.
    """
    return _index(session, progress, anew=True)


def index_these_persons(session: Session, person_ids: Sequence[int]) -> None:
    """Write the search rows of a few persons anew; of those who are seen as somebody else there are none."""
    session.flush()
    hold_search_rows(session, alone=False)
    addresses = _Addresses(session)
    for key in person_ids:
        forget_search_rows(session, key, key, [key])
        said = further_values(session, key, key).get(key, ())
        found = unlisted_persons(session, after=key - 1, limit=1, all_persons=True)
        rows = [(one, row) for one in found if one.id == key for row in _rows(one, said)]
        insert_rows(session, PersonSearch, COLUMNS, list(addresses.placed(rows)))


def _index(session: Session, progress: OnProgress, *, anew: bool) -> int:
    session.flush()
    hold_search_rows(session, alone=anew)
    was_empty = is_empty(session, PersonSearch)
    all_persons = anew or was_empty
    total = persons_count(session) if all_persons else None
    addresses = _Addresses(session)
    done, last = 0, 0
    while found := unlisted_persons(session, after=last, limit=PORTION, all_persons=all_persons):
        first, last = found[0].id, found[-1].id
        if not was_empty:
            forget_search_rows(session, first, last, [one.id for one in found])
        said = further_values(session, first, last)
        rows = ((one, row) for one in found for row in _rows(one, said.get(one.id, ())))
        insert_rows(session, PersonSearch, COLUMNS, list(addresses.placed(rows)))
        done += len(found)
        progress(Progress(tr("search index"), done, total))
    if anew:
        forget_unused_parts(session)
    if all_persons and done:
        set_store_fact(session, EDITION_FACT, readings_edition())
    return done


def _rows(person: Unlisted, said: Sequence[Said]) -> list[_Row]:
    """Return the rows of one person; `said` are values of other sources."""
    first, *others = _ways(person.name)
    rows: list[_Row] = [(0, (*first, _phone(person.phone)), _address(person.address), None)]
    rows += [(reading, (*way, ""), "", None) for reading, way in enumerate(others, 1)]
    return rows + _rows_said(said, len(rows)) if said else rows


def _rows_said(said: Sequence[Said], after: int) -> list[_Row]:
    told: dict[tuple[str, str], Said] = {}
    for one in said:
        told.setdefault((one.key, one.value), one)
    found = ((*way, one.record_id) for one in told.values() for way in _ROWS_OF[one.key](one.value))
    return [(reading, *row) for reading, row in enumerate(found, after)]


@lru_cache(maxsize=100_000)
def _ways(name: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return name, given name, pinyin and initials; only the first has what no reading changes."""
    longest = _LONGEST["name"]
    rows: list[tuple[str, str, str, str]] = []
    told = {""}
    for pinyin, initials in name_readings(name) or [("", "")]:
        own = ("", "") if rows else (plain_name(name)[:longest], given_name(name)[:longest])
        rows.append((*own, pinyin[: _LONGEST["pinyin"]], "" if initials in told else initials[:longest]))
        told.add(initials)
    return tuple(rows)


def _phone(text: str) -> str:
    mobile = len(text) == _MOBILE and text[:1] == "1" and text.isascii() and text.isdigit()
    return (text if mobile else phone_number(text))[::-1]


def _address(text: str) -> str:
    """Return an address as it is compared; the ordinary one, in Chinese with digits, stands so already."""
    return (text if _ORDINARY.fullmatch(text) else plain(text))[: _LONGEST["address"]]


_ROWS_OF: dict[str, Callable[[str], list[tuple[_Found, str]]]] = {
    "name": lambda text: [((*way, ""), "") for way in _ways(text)],
    "phone": lambda text: [((*_NOTHING[1:], _phone(text)), "")],
    "address": lambda text: [(_NOTHING, _address(text))],
}
