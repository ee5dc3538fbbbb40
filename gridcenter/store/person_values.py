"""What stands about many persons at once, for an import that compares. Nothing is masked here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from gridcenter.domain.record_values import Statement
from gridcenter.store.models import Person, RecordItem
from gridcenter.store.person_merges import is_merged
from gridcenter.store.tables import table_of

PORTION = 5000


@dataclass(frozen=True, slots=True, repr=False)
class KnownPerson:
    """`values` are the asked columns in their order; `source` and `recorded_on` belong to them.

    `others`: who else has the same number and is not seen as this person.
    """

    id: int
    grid_code: str | None
    community_code: str
    source: str
    recorded_on: date | None
    values: tuple[Any, ...]
    others: tuple[KnownPerson, ...] = ()

    @property
    def shared(self) -> bool:
        return bool(self.others)

    @property
    def holders(self) -> tuple[KnownPerson, ...]:
        return (self, *self.others)

    def alone(self) -> KnownPerson:
        return replace(self, others=())


def known_persons(
    session: Session, numbers: Sequence[str], columns: Collection[str]
) -> dict[str, KnownPerson]:
    """Return who has these ID numbers: where two have one, whoever is not seen as another, the verified, the later."""
    person = table_of(Person)
    own = ("id_number", "id", "grid_code", "community_code", "source", "recorded_on")
    unmerged = case((is_merged(person.c.id), 0), else_=1)
    statement = select(unmerged, *(person.c[name] for name in (*own, *columns))).order_by(
        unmerged, person.c.verified, person.c.id
    )
    found: dict[str, KnownPerson] = {}
    held: set[str] = set()
    for start in range(0, len(numbers), PORTION):
        part = numbers[start : start + PORTION]
        rows = session.execute(statement.where(person.c.id_number.in_(part)))
        for itself, number, key, grid, community, source, day, *values in rows:
            before = found[number].holders if number in held else ()
            found[number] = KnownPerson(key, grid, community, source, day, tuple(values), before)
            if itself:
                held.add(number)
    return found


def ids_with_numbers(session: Session, numbers: Sequence[str]) -> dict[str, int]:
    """Return who has these ID numbers, chosen as `known_persons` chooses."""
    return {number: known.id for number, known in known_persons(session, numbers, ()).items()}


def statements_about(
    session: Session, person_ids: Sequence[int]
) -> defaultdict[tuple[int, str], list[Statement]]:
    """Return what later sources said, by person and key, the newest row first; what was taken back is left out."""
    item = table_of(RecordItem)
    statement = select(
        item.c.person_id,
        item.c.key,
        item.c.id,
        item.c.value,
        item.c.source,
        item.c.recorded_on,
        case((item.c.verified, item.c.verified_on)),
    ).order_by(item.c.id.desc())
    found: defaultdict[tuple[int, str], list[Statement]] = defaultdict(list)
    for start in range(0, len(person_ids), PORTION):
        part = person_ids[start : start + PORTION]
        rows = session.execute(statement.where(item.c.person_id.in_(part), item.c.withdrawn_at.is_(None)))
        for person_id, key, row_id, *said in rows:
            found[person_id, key].append(Statement(str(row_id), *said))
    return found


def withdrawn_own_values(session: Session, person_ids: Sequence[int]) -> set[tuple[int, str, str]]:
    """Return (person id, key, text) of own columns that were taken back."""
    item = table_of(RecordItem)
    statement = select(item.c.person_id, item.c.key, item.c.value).where(
        item.c.base, item.c.withdrawn_at.is_not(None)
    )
    found: set[tuple[int, str, str]] = set()
    for start in range(0, len(person_ids), PORTION):
        part = person_ids[start : start + PORTION]
        rows = session.execute(statement.where(item.c.person_id.in_(part)))
        found.update((person_id, key, value) for person_id, key, value in rows)
    return found
