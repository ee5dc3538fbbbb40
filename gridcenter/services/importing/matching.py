"""What a checked row is beside the registers: new, agreeing, different, or perhaps about somebody else.

Persons are matched by their ID number and premises by their code: never by a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

from sqlalchemy.orm import Session

from gridcenter.domain.import_batches import RowOutcome
from gridcenter.language import tr
from gridcenter.services.importing.columns import Columns
from gridcenter.services.importing.person_links import PersonLinks
from gridcenter.services.importing.person_values import (
    IDENTITY,
    PLACE,
    AnotherPerson,
    Compared,
    PersonComparison,
)
from gridcenter.services.importing.records import Importer, Record
from gridcenter.store import bulk
from gridcenter.store.models import Premises

SHARED = "shared"
"""Stands for the field of a conflict that no decision about one row can settle."""
THIRD = "third"
"""Stands for the field of a conflict with several people who were told apart: the row is about none of them."""
SAME_SETTLES, OTHER_SETTLES = frozenset(IDENTITY), frozenset((*IDENTITY, THIRD))
"""Fields of the conflicts that go when somebody says that it is the same person, or another one."""
Different = tuple[str, str, str]
"""(field, old value, new value), not masked."""


class Match(NamedTuple):
    """`field` and `reason` belong to a conflict."""

    outcome: RowOutcome
    evidence: tuple[Different, ...] = ()
    field: str = ""
    reason: str = ""

    @property
    def settles(self) -> bool:
        """Whether a conflict goes when somebody says that the row is about the person who holds the number."""
        return self.outcome is RowOutcome.CONFLICT and self.field in SAME_SETTLES

    @property
    def settles_apart(self) -> bool:
        """Whether a conflict goes when somebody says that the row is about another person under the number."""
        return self.outcome is RowOutcome.CONFLICT and self.field in OTHER_SETTLES


@runtime_checkable
class MatchingImporter(Importer, Protocol):
    """An importer that can say what its rows would change, and writes nothing for it."""

    @property
    def columns(self) -> Columns: ...

    def match(self, records: Sequence[Record]) -> list[Match]: ...

    def settle(self, key: str, other: AnotherPerson | None) -> None:
        """Take the row with this key for one about the person who holds the number, or about another one."""


def match_persons(comparison: PersonComparison, links: PersonLinks, records: Sequence[Record]) -> list[Match]:
    """Hold checked rows against the persons with their numbers."""
    compared = comparison.compare([record.values[0] for record in records])
    pairs = [
        (one.person.id, record.values[1])
        for record, one in zip(records, compared, strict=True)
        if one.person is not None and links.present
    ]
    linked = links.said_otherwise(pairs) if pairs else {}
    return [_person_match(comparison, one, linked) for one in compared]


def _person_match(comparison: PersonComparison, one: Compared, linked: dict[int, list[Different]]) -> Match:
    if one.person is None:
        return Match(RowOutcome.NEW)
    evidence = [(item.key, old, item.value) for item, old in zip(one.items, one.old, strict=True)]
    if one.moves:
        grid, community = comparison.place(one.row)
        stood = one.person.grid_code or one.person.community_code
        evidence.append((PLACE[0] if grid else PLACE[1], stood, grid or community))
    evidence += linked.get(one.person.id, [])
    if one.third:
        return Match(RowOutcome.CONFLICT, tuple(evidence), THIRD, _third())
    if one.person.shared:
        return Match(RowOutcome.CONFLICT, tuple(evidence), SHARED, _shared())
    if one.doubt:
        return Match(RowOutcome.CONFLICT, tuple(evidence), one.doubt, doubt_sentence(one.doubt))
    return Match(RowOutcome.DIFFERS if evidence else RowOutcome.AGREES, tuple(evidence))


def _shared() -> str:
    return tr("two people of the register hold this number: settle that first")


def _third() -> str:
    return tr("people who were told apart hold this number, and the row names none of them")


def doubt_sentence(key: str) -> str:
    """Say by what a row may be about somebody else."""
    words = {
        "name": tr("the register holds this number under another name: it may be another person"),
        "sex": tr("the register holds this number under another sex: it may be another person"),
        "birth_date": tr("the register holds this number under another birth: it may be another person"),
    }
    return words[key]


def match_premises(
    session: Session, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], parents: Sequence[str | None]
) -> list[Match]:
    """Hold checked rows against the premises with their codes; `parents` None: the file does not say."""
    stored = bulk.stored_rows(
        session, Premises, "code", [row[0] for row in rows], (*columns[1:], "parent_id")
    )
    above = bulk.stored_rows(
        session, Premises, "id", {values[-1] for values in stored.values() if values[-1]}, ("code",)
    )
    return [
        _premises_match(columns, row, parent, stored.get(row[0]), above)
        for row, parent in zip(rows, parents, strict=True)
    ]


def _premises_match(
    columns: Sequence[str],
    row: tuple[Any, ...],
    parent: str | None,
    known: tuple[Any, ...] | None,
    above: dict[int, tuple[str]],
) -> Match:
    if known is None:
        return Match(RowOutcome.NEW)
    evidence = [
        (name, _text(old), _text(new))
        for name, old, new in zip(columns[1:], known[:-1], row[1:], strict=True)
        if old != new
    ]
    stands_in = above[known[-1]][0] if known[-1] else ""
    if parent is not None and parent != stands_in:
        evidence.append(("parent_code", stands_in, parent))
    return Match(RowOutcome.DIFFERS if evidence else RowOutcome.AGREES, tuple(evidence))


def _text(value: object) -> str:
    return "" if value is None else str(value)
