"""Values of persons that are known already: what a file says otherwise stands beside what is there, never over it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from gridcenter.domain.record_values import Statement, winning_value
from gridcenter.services.importing.records import Job, TableWriter
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store import bulk
from gridcenter.store.models import Person, RecordItem
from gridcenter.store.person_values import (
    KnownPerson,
    known_persons,
    statements_about,
    withdrawn_own_values,
)

ITEMS = {
    "name": "name",
    "sex": "sex",
    "birth": "birth_date",
    "phone": "phone",
    "education": "education",
    "marital_status": "marital_status",
    "occupation_class": "occupation_class",
    "occupation": "occupation",
    "employer": "employer",
    "register_address": "register_address",
    "address": "address",
}
"""Columns of a person's file by the record item that a different value becomes."""
PLACE = ("grid_code", "community_code")
FORMER_PLACE = "residence_division"
"""The item that keeps where a person stood before a file placed the person elsewhere."""
UNKNOWN_SEX = "0"
ITEM_COLUMNS = ("person_id", "key", "value", "source", "recorded_on", "sensitivity")


class _Item(NamedTuple):
    """A row of `record_item` in the order of `ITEM_COLUMNS`."""

    person_id: int
    key: str
    value: str
    source: str
    recorded_on: date | None
    sensitivity: str


class PersonWriter:
    """Inserts persons who are new; of those who are known only the place is changed, and the old one kept as an item.

    `columns` are those of the rows, the ID number first.
    """

    def __init__(self, job: Job, columns: Sequence[str]) -> None:
        self._session = job.session
        self._stored = job.report.stored
        self._columns = tuple(columns)
        self._at = {name: place for place, name in enumerate(columns)}
        self._said = [(key, self._at[column]) for column, key in ITEMS.items() if column in self._at]
        self._own = tuple(column for column in ITEMS if column in self._at)
        self._kinds = record_catalogue().kinds
        self._table = TableWriter(job, Person, columns)
        self.was_empty = self._table.was_empty
        self.write_stream = self._table.write_stream

    def write(self, rows: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Return for every row whether it said anything new."""
        if self.was_empty:
            return self._table.write(rows)
        known = known_persons(self._session, [row[0] for row in rows], self._own)
        new = [row for row in rows if row[0] not in known]
        bulk.insert_rows(self._session, Person, self._columns, new)
        pairs = [(known[row[0]], row) for row in rows if row[0] in known]
        moved = [(person, row) for person, row in pairs if self._moves(person, row)]
        items = [*self._different(pairs), *self._former_places(moved)]
        bulk.insert_rows(self._session, RecordItem, ITEM_COLUMNS, items)
        self._place(moved)
        placed, told = {person.id for person, _ in moved}, {item.person_id for item in items}
        self._count("person", len(new) + len(moved))
        self._count("record_item", len(items))
        changed = told | placed
        return [row[0] not in known or known[row[0]].id in changed for row in rows]

    def _different(self, pairs: Sequence[tuple[KnownPerson, tuple[Any, ...]]]) -> Iterator[_Item]:
        """Yield what the rows say otherwise; a cell that is empty says nothing."""
        ids = [person.id for person, _ in pairs]
        beside, gone = statements_about(self._session, ids), withdrawn_own_values(self._session, ids)
        for person, row in pairs:
            source, recorded_on = self._cell(row, "source") or "", self._cell(row, "recorded_on")
            for (key, place), own in zip(self._said, person.values, strict=True):
                text = _as_item(key, row[place])
                said = _as_item(key, own)
                base = Statement(key, said, person.source, person.recorded_on, base=True)
                standing = beside.get((person.id, key), [])
                if (person.id, key, said) not in gone:
                    standing = [base, *standing]
                if text and _is_news(text, recorded_on, standing):
                    yield self._item(person.id, key, text, source, recorded_on)

    def _moves(self, person: KnownPerson, row: tuple[Any, ...]) -> bool:
        """Whether the row names another place; a community alone does not take a person out of a grid of it."""
        if PLACE[0] not in self._at:
            return False
        grid, community = (self._cell(row, column) for column in PLACE)
        if grid is None and community == person.community_code:
            return False
        return bool(community) and (grid, community) != (person.grid_code, person.community_code)

    def _former_places(self, moved: Sequence[tuple[KnownPerson, tuple[Any, ...]]]) -> Iterator[_Item]:
        for person, _ in moved:
            place = person.grid_code or person.community_code
            if place:
                yield self._item(person.id, FORMER_PLACE, place, person.source, person.recorded_on)

    def _place(self, moved: Sequence[tuple[KnownPerson, tuple[Any, ...]]]) -> None:
        rows = [(*(self._cell(row, column) for column in PLACE), person.id) for person, row in moved]
        bulk.update_rows(self._session, Person, PLACE, rows, key="id")

    def _item(self, person_id: int, key: str, text: str, source: str, recorded_on: date | None) -> _Item:
        return _Item(person_id, key, text, source, recorded_on, self._kinds[key].sensitivity)

    def _cell(self, row: tuple[Any, ...], column: str) -> Any:
        return row[self._at[column]] if column in self._at else None

    def _count(self, table: str, number: int) -> None:
        if number:
            self._stored[table] += number


def _is_news(text: str, recorded_on: date | None, standing: Sequence[Statement]) -> bool:
    """Whether a value adds something: it is not the one that comes first, and nobody said it on that day or later."""
    choice = winning_value(standing)
    if choice is not None and choice.winner.text == text:
        return False
    day = recorded_on or date.min
    return not any(one.text == text and (one.recorded_on or date.min) >= day for one in standing)


def _as_item(key: str, value: Any) -> str:
    if key == "sex" and value == UNKNOWN_SEX:
        return ""
    return value.isoformat() if isinstance(value, date) else value or ""
