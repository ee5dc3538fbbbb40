"""What the sources say about one person, own columns and those of rows that are seen as the person included.

Nothing is masked here: a value goes to a desk only as `services.resident_card` shows it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from gridcenter.domain.people import Seen
from gridcenter.domain.record_values import Statement
from gridcenter.services.life_cycle import BIRTH_DATE
from gridcenter.store import people
from gridcenter.store.people import PersonRow, RecordRow
from gridcenter.store.person_merges import merged_into

RECORD_MARK, OWN_OF = "@", "p"
"""A value is known as `phone` (own column), `phone@12` (record item) or `phone@p7` (own column of another row)."""


def merged_rows(session: Session, person: PersonRow) -> list[PersonRow]:
    if not person.merged:
        return []
    rows = (people.person_row(session, key) for key in merged_into(session, person.id))
    return [row for row in rows if row is not None]


def own_statement(row: PersonRow, key: str, shown_id: int) -> Statement:
    """Return what an own column says, of the shown person or of a row that is seen as that one."""
    ref = key if row.id == shown_id else f"{key}{RECORD_MARK}{OWN_OF}{row.id}"
    return Statement(ref, own_text(row, key), row.source, row.recorded_on, base=True)


def own_text(row: PersonRow, key: str) -> str:
    """Return what an own column says; the day of birth stands on the line of the life, not among the items."""
    if key == BIRTH_DATE:
        return row.birth.isoformat() if row.birth is not None else ""
    return row.values.get(key, "")


def seen_of(said: Sequence[Statement]) -> Seen:
    """Return what stands about an item, as a card remembers it."""
    return tuple((one.ref, one.verified_on) for one in said)


def recorded_statement(record: RecordRow) -> Statement:
    return Statement(
        f"{record.key}{RECORD_MARK}{record.id}",
        record.value,
        record.source,
        record.recorded_on,
        record.verified_on,
        record.verified_by,
        record.sensitivity,
    )


def item_of(ref: str) -> str:
    """Return the catalogue's key of a value's reference."""
    return ref.partition(RECORD_MARK)[0]


def statements_of(session: Session, person: PersonRow, key: str) -> list[Statement]:
    """Return what stands about one item of a person: what nobody has taken back, own columns included."""
    said, rows = [], [person, *merged_rows(session, person)]
    for row in rows:
        records = [one for one in people.recorded_values(session, row.id) if one.key == key]
        said += [recorded_statement(one) for one in records if not one.withdrawn]
        text = own_text(row, key)
        if text and text not in [one.value for one in records if one.withdrawn]:
            said.append(own_statement(row, key, person.id))
    return said
