"""Values of persons that are known already: what a file says otherwise stands beside what is there, never over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from datetime import date
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

from gridcenter.domain.people_search import plain_name
from gridcenter.domain.record_values import Statement, is_news, winning_value
from gridcenter.language import by_count, tr
from gridcenter.services.importing.marking import Changed
from gridcenter.services.importing.records import Job, TableWriter
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store import bulk
from gridcenter.store.models import Account, Person, PersonApart, RecordItem
from gridcenter.store.person_values import (
    KnownPerson,
    known_persons,
    statements_about,
    withdrawn_own_values,
)
from gridcenter.store.persons_apart import made_by_batch, told_apart

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
IDENTITY = ("name", "sex", "birth_date")
"""Items that tell one person from another: a row that says them otherwise may be about somebody else."""
PLACE = ("grid_code", "community_code")
FORMER_PLACE = "residence_division"
"""The item that keeps where a person stood before a file placed the person elsewhere."""
UNKNOWN_SEX = "0"
ITEM_COLUMNS = ("person_id", "key", "value", "source", "recorded_on", "sensitivity")


class Item(NamedTuple):
    """A row of `record_item` in the order of `ITEM_COLUMNS`."""

    person_id: int
    key: str
    value: str
    source: str
    recorded_on: date | None
    sensitivity: str


class AnotherPerson(NamedTuple):
    """Somebody (an account) said, and why, that a row is about another person than whoever holds its number."""

    why: str
    account_id: int


class Compared(NamedTuple):
    """A row beside what stands in the register; `person` is None where nobody has the number.

    `items` are the values that it says otherwise, `old` what came first until then. `doubt` is empty, or the key
    of an item by which the row may be about somebody else. `third`: the number is held by people who were told apart,
    and the row is about none of them.
    """

    row: tuple[Any, ...]
    person: KnownPerson | None
    items: tuple[Item, ...] = ()
    old: tuple[str, ...] = ()
    moves: bool = False
    doubt: str = ""
    third: bool = False


class PersonComparison:
    """Holds rows against the register by their ID number alone, and writes nothing.

    `columns` are those of the rows, the ID number first.
    """

    def __init__(self, job: Job, columns: Sequence[str]) -> None:
        self._session = job.session
        self._at = {name: place for place, name in enumerate(columns)}
        self._said = [(key, self._at[column]) for column, key in ITEMS.items() if column in self._at]
        self._own = tuple(column for column in ITEMS if column in self._at)
        self._kinds = record_catalogue().kinds
        self._last: dict[str, Compared] = {}

    def compare(self, rows: Sequence[tuple[Any, ...]]) -> list[Compared]:
        """Return every row with what it would change; rows that were compared just now are not asked for again."""
        ready = [self._last.get(row[0]) for row in rows]
        if not all(one is not None and one.row is row for one, row in zip(ready, rows, strict=True)):
            self._last = {one.row[0]: one for one in self._compared_now(rows)}
        return [self._last[row[0]] for row in rows]

    def forget(self) -> None:
        """Compare anew next time: the rows have been written."""
        self._last = {}

    def _compared_now(self, rows: Sequence[tuple[Any, ...]]) -> list[Compared]:
        known = known_persons(self._session, [row[0] for row in rows], self._own)
        ids = [one.id for person in known.values() for one in person.holders]
        beside, gone = statements_about(self._session, ids), withdrawn_own_values(self._session, ids)
        shared = [one.id for person in known.values() if person.shared for one in person.holders]
        apart = told_apart(self._session, shared) if shared else set()
        compared = partial(self._compared, beside=beside, gone=gone)
        return [_chosen(row, known.get(row[0]), apart, compared) for row in rows]

    def _compared(
        self,
        row: tuple[Any, ...],
        person: KnownPerson | None,
        beside: dict[tuple[int, str], list[Statement]],
        gone: Set[tuple[int, str, str]],
    ) -> Compared:
        if person is None:
            return Compared(row, None)
        items: list[Item] = []
        old: list[str] = []
        doubt = ""
        source, recorded_on = self.cell(row, "source") or "", self.cell(row, "recorded_on")
        for (key, place), own in zip(self._said, person.values, strict=True):
            text, stood = _as_item(key, row[place]), _as_item(key, own)
            taken_back = (person.id, key, stood) in gone
            if text == stood and (person.id, key) not in beside and not taken_back:
                continue  # the ordinary case: nobody ever said anything else
            base = Statement(key, stood, person.source, person.recorded_on, base=True)
            standing = [*([] if taken_back else [base]), *beside.get((person.id, key), ())]
            doubt = doubt or _doubt(key, text, standing)
            if text and is_news(text, recorded_on, standing):
                items.append(self.item(person.id, key, text, source, recorded_on))
                choice = winning_value(standing)
                old.append(choice.winner.text if choice is not None else "")
        return Compared(row, person, tuple(items), tuple(old), self._moves(person, row), doubt)

    def _moves(self, person: KnownPerson, row: tuple[Any, ...]) -> bool:
        """Whether the row names another place; a community alone does not take a person out of a grid of it."""
        if PLACE[0] not in self._at:
            return False
        grid, community = self.place(row)
        if grid is None and community == person.community_code:
            return False
        return bool(community) and (grid, community) != (person.grid_code, person.community_code)

    def item(self, person_id: int, key: str, text: str, source: str, recorded_on: date | None) -> Item:
        return Item(person_id, key, text, source, recorded_on, self._kinds[key].sensitivity)

    def place(self, row: tuple[Any, ...]) -> tuple[str | None, str]:
        return self.cell(row, PLACE[0]), self.cell(row, PLACE[1])

    def cell(self, row: tuple[Any, ...], column: str) -> Any:
        return row[self._at[column]] if column in self._at else None


def _chosen(
    row: tuple[Any, ...],
    person: KnownPerson | None,
    apart: Set[frozenset[int]],
    compared: Callable[[tuple[Any, ...], KnownPerson | None], Compared],
) -> Compared:
    """Compare with whoever holds the number; among people who were told apart with the one whom the row names."""
    first = compared(row, person)
    if person is None or not person.shared or not _all_apart(person.holders, apart):
        return first
    named = [one for one in (compared(row, one.alone()) for one in person.holders) if not one.doubt]
    if len(named) == 1:
        return named[0]
    return first._replace(third=not named)


def _all_apart(persons: Sequence[KnownPerson], apart: Set[frozenset[int]]) -> bool:
    return all(frozenset((one.id, other.id)) in apart for one, other in combinations(persons, 2))


class PersonWriter:
    """Inserts persons who are new; of those who are known only the place is changed, and the old one kept as an item.

    `columns` are those of the rows, the ID number first.
    """

    def __init__(self, job: Job, columns: Sequence[str]) -> None:
        self._session = job.session
        self._report = job.report
        self._mark = job.mark
        self._now = job.now
        self._columns = tuple(columns)
        self.comparison = PersonComparison(job, columns)
        self._table = TableWriter(job, Person, columns)
        self.was_empty = self._table.was_empty
        self.write_stream = self._table.write_stream
        self._doubts = self._shared = 0
        self.settled: set[str] = set()
        """Numbers of rows of which somebody said that they are about the person who holds the number."""
        self.others: dict[str, AnotherPerson] = {}
        """By number: rows of which somebody said that they are about another person."""
        self.ids: dict[str, int] = {}
        """By number whom the rows written last are about, as far as a number does not tell it."""

    def write(self, rows: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Return for every row whether it said anything new."""
        if self.was_empty:
            return self._table.write(rows)
        found = self.comparison.compare(rows)
        self.comparison.forget()
        apart = [one for one in found if one.person is not None and one.row[0] in self.others]
        compared = [one for one in found if one.person is None or one.row[0] not in self.others]
        self.ids = {one.row[0]: one.person.id for one in compared if one.person is not None}
        new = [one.row for one in (*compared, *apart) if one.person is None or one.row[0] in self.others]
        given = self._mark.on(Person)
        bulk.insert_rows(self._session, Person, self._columns, new, given=given)
        self._tell_apart(apart)
        moved = [(one.person, one.row) for one in compared if one.person is not None and self._moves(one)]
        items = [item for one in compared for item in one.items] + [*self._former_places(moved)]
        bulk.insert_rows(self._session, RecordItem, ITEM_COLUMNS, items, given=self._mark.on(RecordItem))
        self._place(moved)
        self._count("person", len(new) + len(moved))
        self._count("record_item", len(items))
        self._doubts += sum(bool(one.doubt) for one in compared)
        self._shared += sum(one.person is not None and one.person.shared for one in compared)
        return [
            one.person is None or one.row[0] in self.others or bool(one.items) or self._moves(one)
            for one in found
        ]

    def _tell_apart(self, rows: Sequence[Compared]) -> None:
        """Write whom the new person is not: everybody who holds the number."""
        numbers = [one.row[0] for one in rows]
        if not numbers or self._mark.batch_id is None:
            return
        made = made_by_batch(self._session, numbers, self._mark.batch_id)
        self.ids.update(made)
        for one in rows:
            said = self.others[one.row[0]]
            teller = self._session.get_one(Account, said.account_id)
            for holder in one.person.holders if one.person is not None else ():
                self._session.add(
                    PersonApart(
                        person_id=made[one.row[0]],
                        other_id=holder.id,
                        at=self._now,
                        actor_id=teller.id,
                        actor=teller.name,
                        actor_role=teller.role,
                        reason=said.why,
                        batch_id=self._mark.batch_id,
                    )
                )
        self._session.flush()

    def _moves(self, one: Compared) -> bool:
        """Whether a row puts the person elsewhere; one that may be about somebody else does not."""
        doubtful = bool(one.doubt) or (one.person is not None and one.person.shared)
        return one.moves and (not doubtful or one.row[0] in self.settled)

    def tell_doubts(self) -> None:
        """Warn of rows that may be about somebody else than the person who holds their number."""
        where = tr("See: gridcenter people conflicts")
        if self._doubts:
            sentence = by_count(
                self._doubts,
                tr("One row has a number that the register holds under another name, sex or birth. {where}"),
                tr(
                    "{n} rows have a number that the register holds under another name, sex or birth. {where}"
                ),
            )
            self._report.warn(sentence.format(n=f"{self._doubts:,}", where=where))
        if self._shared:
            sentence = by_count(
                self._shared,
                tr(
                    "One row has a number that two people of the register hold: it went to the verified one, "
                    "else to the later one. {where}"
                ),
                tr(
                    "{n} rows have a number that two people of the register hold: they went to the verified one, "
                    "else to the later one. {where}"
                ),
            )
            self._report.warn(sentence.format(n=f"{self._shared:,}", where=where))

    def _former_places(self, moved: Sequence[tuple[KnownPerson, tuple[Any, ...]]]) -> Iterator[Item]:
        for person, _ in moved:
            place = person.grid_code or person.community_code
            if place:
                yield self.comparison.item(person.id, FORMER_PLACE, place, person.source, person.recorded_on)

    def _place(self, moved: Sequence[tuple[KnownPerson, tuple[Any, ...]]]) -> None:
        places = [(person, self.comparison.place(row)) for person, row in moved]
        rows = [(*place, person.id) for person, place in places]
        bulk.update_rows(self._session, Person, PLACE, rows, key="id")
        self._mark.note(
            "person",
            (
                Changed(
                    person.id,
                    dict(zip(PLACE, (person.grid_code, person.community_code), strict=True)),
                    dict(zip(PLACE, place, strict=True)),
                )
                for person, place in places
            ),
        )

    def _count(self, table: str, number: int) -> None:
        if number:
            self._report.stored[table] += number


def _doubt(key: str, text: str, standing: Sequence[Statement]) -> str:
    """Return the key where a row names somebody else than the one who holds its number; else empty.

    That an earlier file said so too settles nothing: only the person's own row and what was verified count.
    """
    if key not in IDENTITY or not text:
        return ""
    sure = (one for one in standing if one.base or one.verified_on is not None)
    known = {_plain(key, one.text) for one in sure if one.text}
    return key if known and _plain(key, text) not in known else ""


def _plain(key: str, text: str) -> str:
    return plain_name(text) if key == "name" else text


def _as_item(key: str, value: Any) -> str:
    if key == "sex" and value == UNKNOWN_SEX:
        return ""
    return value.isoformat() if isinstance(value, date) else value or ""
