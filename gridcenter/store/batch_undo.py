"""Statements that take an import batch back. What else refers to a row keeps it: every foreign key is asked.

Everything happens in the transaction of the session that is passed in; rows are taken in ranges of ids, so that
whoever watches can stop between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, FromClause, and_, delete, exists, func, or_, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from gridcenter.domain.import_batches import BatchState
from gridcenter.store.bulk import PORTION
from gridcenter.store.home_keeping import HOME, MEMBER, kept_by_hand
from gridcenter.store.models import (
    BatchChange,
    HomeChange,
    Household,
    HouseholdMember,
    ImportBatch,
    Organisation,
    OrganisationItem,
    OrganisationPerson,
    Person,
    PersonSearch,
    Premises,
    RecordItem,
    Residence,
    Table,
)
from gridcenter.store.tables import table_of

RANGE = 20_000
"""Ids between two calls of a progress callback."""
Condition = ColumnElement[bool]

_item, _member, _residence = table_of(RecordItem), table_of(HouseholdMember), table_of(Residence)
_tie, _said = table_of(OrganisationPerson), table_of(OrganisationItem)
_organisation = table_of(Organisation)
_change, _batch = table_of(BatchChange), table_of(ImportBatch)


class Span(NamedTuple):
    """Where the rows of a batch lie in a table, and how many they are."""

    first: int
    last: int
    rows: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    id: int
    subject: str
    subject_id: int
    second_id: int | None
    before: str
    after: str


def span_of(session: Session, model: type[Table], batch_id: int) -> Span:
    """Return where the rows lie that a batch made: by id, of a household's member by person."""
    table = table_of(model)
    key = _key(table)
    statement = select(func.min(key), func.max(key), func.count()).where(table.c.batch_id == batch_id)
    first, last, count = session.execute(statement).one()
    return Span(first or 0, last or -1, count)


def ranges(span: Span) -> Iterator[tuple[int, int]]:
    """Yield the first and the last id of every part of a span."""
    for start in range(span.first, span.last + 1, RANGE):
        yield start, min(start + RANGE - 1, span.last)


def lock_rows(session: Session, model: type[Table], batch_id: int, first: int, last: int) -> None:
    """Keep everybody waiting who would refer to one of these rows."""
    if session.get_bind().dialect.name == "sqlite":
        return  # the transaction holds the only write lock
    table = table_of(model)
    wanted = table.c.batch_id == batch_id, table.c.id.between(first, last)
    session.execute(select(table.c.id).where(*wanted).order_by(table.c.id).with_for_update()).all()


def remove_links(session: Session, batch_id: int) -> dict[str, int]:
    """Remove residences and memberships that nobody has ended, dated or changed since, by hand or by a file."""
    other = exists().where(
        _change.c.subject == "household_member",
        _change.c.subject_id == _member.c.person_id,
        _change.c.second_id == _member.c.household_id,
        _change.c.batch_id == _batch.c.id,
        _batch.c.state == BatchState.APPLIED,
    )
    gone = {
        "residence": and_(
            _residence.c.until.is_(None),
            *unreferenced(_residence),
            ~kept_by_hand(HOME, _residence.c.id),
        ),
        "household_member": and_(
            _member.c.until.is_(None),
            _member.c.since.is_(None),
            ~other,
            ~kept_by_hand(MEMBER, _member.c.household_id, HomeChange.second_id == _member.c.person_id),
        ),
    }
    return {
        name: _deleted(session, table, and_(table.c.batch_id == batch_id, gone[name]))
        for name, table in (("residence", _residence), ("household_member", _member))
    }


def remove_made(session: Session, model: type[Table], batch_id: int, first: int, last: int) -> int:
    """Remove rows of the batch in a range of ids that nobody has changed and nothing refers to; return how many."""
    table = table_of(model)
    if model is Organisation:
        return _remove_organisations(session, table, batch_id, first, last)
    wanted = and_(table.c.batch_id == batch_id, table.c.id.between(first, last), *_untouched(table))
    if model is Person:
        search = table_of(PersonSearch)
        gone = select(table.c.id).where(wanted)
        within = search.c.person_id.between(first, last)
        session.execute(delete(search).where(within, search.c.person_id.in_(gone)))
    return _deleted(session, table, wanted)


def _remove_organisations(session: Session, table: SqlTable, batch_id: int, first: int, last: int) -> int:
    """Remove organisations of which nobody but undone imports said anything, with what those said."""
    undone = select(_batch.c.id).where(_batch.c.state == BatchState.UNDONE)
    by_others = or_(_said.c.batch_id.is_(None), _said.c.batch_id.not_in(undone))
    judged = or_(_said.c.verified_on.is_not(None), and_(_said.c.base, _said.c.withdrawn_at.is_not(None)))
    changed = exists().where(
        _change.c.subject == "organisation",
        _change.c.subject_id == table.c.id,
        _change.c.batch_id.not_in(undone),
    )
    wanted = and_(
        table.c.batch_id == batch_id,
        table.c.id.between(first, last),
        ~exists().where(_said.c.organisation_id == table.c.id, or_(by_others, judged)),
        ~changed,
        *unreferenced(table, but=_said),
    )
    session.execute(delete(_said).where(_said.c.organisation_id.in_(select(table.c.id).where(wanted))))
    return _deleted(session, table, wanted)


def withdraw_statements(
    session: Session, batch_id: int, *, at: datetime, account_id: int | None, why: str
) -> list[int]:
    """Take back what the batch said of organisations that it did not make, and return of whom, once for each value.

    What was verified since stays.
    """
    wanted = and_(_of_known(batch_id), _said.c.verified_on.is_(None))
    found = list(session.scalars(select(_said.c.organisation_id).where(wanted).order_by(_said.c.id)))
    about = sorted(set(found))
    for start in range(0, len(about), PORTION):
        part = _organisation.c.id.in_(about[start : start + PORTION])
        locked = select(_organisation.c.id).where(part).order_by(_organisation.c.id).with_for_update()
        session.execute(locked).all()  # in the order in which everybody locks: organisation, then statement
    ends = {"withdrawn_at": at, "withdrawn_by": account_id, "withdrawn_why": why}
    session.execute(update(_said).where(wanted).values(ends))
    return found


def kept_statements(session: Session, batch_id: int) -> list[tuple[int, str]]:
    """Return (organisation, item) of what the batch said and that stands because somebody verified it."""
    statement = select(_said.c.organisation_id, _said.c.key).where(_of_known(batch_id)).order_by(_said.c.id)
    return [(key, item) for key, item in session.execute(statement)]


def _of_known(batch_id: int) -> Condition:
    return and_(_said.c.batch_id == batch_id, ~_said.c.base, _said.c.withdrawn_at.is_(None))


def said_about(session: Session, organisation_ids: Sequence[int]) -> set[int]:
    """Return those of the organisations of whose items statements are kept."""
    found: set[int] = set()
    for start in range(0, len(organisation_ids), PORTION):
        theirs = _said.c.organisation_id.in_(organisation_ids[start : start + PORTION])
        found.update(session.scalars(select(_said.c.organisation_id).where(theirs).distinct()))
    return found


def _untouched(table: SqlTable) -> Iterator[Condition]:
    yield table.c.version == 1
    if "verified" in table.c:
        yield table.c.verified.is_(False)
    yield from unreferenced(table)


def unreferenced(table: SqlTable, *, but: SqlTable | None = None) -> Iterator[Condition]:
    """Yield for every foreign key that leads to the table that no row of it leads here; search rows go along.

    Rows of the table `but` do not count.
    """
    for column in referring(table):
        if column.table is but:
            continue
        other: FromClause = column.table.alias("other") if column.table is table else column.table
        pointing = other.c[column.name]
        if _is_indexed(column):
            yield ~exists().where(pointing == table.c.id)
        else:
            yield table.c.id.not_in(select(pointing).where(pointing.is_not(None)))


@cache
def referring(table: SqlTable) -> tuple[Column[Any], ...]:
    """Return the columns of all tables that refer to this one."""
    return tuple(
        key.parent
        for other in Table.metadata.sorted_tables
        for key in other.foreign_keys
        if key.column.table is table and other is not table_of(PersonSearch)
    )


def _is_indexed(column: Column[Any]) -> bool:
    table = column.table
    firsts = [next(iter(index.columns)) for index in table.indexes] + list(table.primary_key)[:1]
    return any(first is column for first in firsts)


def remove_ties(session: Session, batch_id: int, first: int, last: int) -> int:
    """Remove ties of the batch in a range of ids that nobody has ended since; return how many."""
    other = exists().where(
        _change.c.subject == "organisation_person",
        _change.c.subject_id == _tie.c.id,
        _change.c.batch_id == _batch.c.id,
        _batch.c.state == BatchState.APPLIED,
    )
    mine = _tie.c.batch_id == batch_id, _tie.c.id.between(first, last)
    return _deleted(session, _tie, and_(*mine, _tie.c.ended_at.is_(None), ~other))


def open_tie_again(session: Session, tie_id: int, *, until: date) -> int | None:
    """Let a tie go on that the batch ended; where a later one of its kind goes on, return whose it is."""
    row = session.execute(
        select(_tie.c.organisation_id, _tie.c.person_id, _tie.c.kind)
        .where(_tie.c.id == tie_id, _tie.c.until == until)
        .with_for_update()
    ).first()
    if row is None:
        return None
    same = _tie.c.organisation_id == row[0], _tie.c.person_id == row[1], _tie.c.kind == row[2]
    if session.execute(select(_tie.c.id).where(*same, _tie.c.until.is_(None)).limit(1)).first() is not None:
        return int(row[1])
    opened = {"until": None, "ended_at": None, "ended_by": None}
    session.execute(update(_tie).where(_tie.c.id == tie_id).values(opened))
    return None


def changes_of(
    session: Session, batch_id: int, *, after: int, limit: int, subject: str | None = None
) -> list[ChangeRow]:
    """Return rows that the batch changed, behind the one with id `after`; of one `subject` where it is named."""
    columns = (_change.c[name] for name in ("id", "subject", "subject_id", "second_id", "before", "after"))
    statement = select(*columns).where(_change.c.batch_id == batch_id, _change.c.id > after)
    if subject is not None:
        statement = statement.where(_change.c.subject == subject)
    return [ChangeRow(*row) for row in session.execute(statement.order_by(_change.c.id).limit(limit))]


def present_values(
    session: Session, model: type[Table], ids: Sequence[int], columns: Sequence[str]
) -> dict[int, dict[str, Any]]:
    """Return the columns of rows as they stand now, and keep other writers of them waiting."""
    table = table_of(model)
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(ids), PORTION):
        part = sorted(ids[start : start + PORTION])
        chosen = select(table.c.id, *(table.c[name] for name in columns)).where(table.c.id.in_(part))
        for key, *values in session.execute(chosen.order_by(table.c.id).with_for_update()):
            found[key] = dict(zip(columns, values, strict=True))
    return found


def put_back_relation(
    session: Session, household_id: int, person_id: int, *, before: str, after: str
) -> bool:
    """Give a membership its former relation where it still has the one that the batch gave; say whether it had."""
    mine = _member.c.household_id == household_id, _member.c.person_id == person_id
    statement = update(_member).where(*mine, _member.c.relation == after).values(relation=before)
    done: Any = session.execute(statement)
    return bool(done.rowcount)


def withdraw_values(
    session: Session,
    batch_id: int,
    *,
    but: str,
    person_ids: Sequence[int] | None = None,
    at: datetime,
    account_id: int | None,
    why: str,
) -> int:
    """Take back what the batch said of persons, except what was verified since, and return how many values.

    Without `person_ids` all keys but `but` are taken back; with them the key `but` of these persons alone.
    """
    standing = and_(_item.c.batch_id == batch_id, _item.c.withdrawn_at.is_(None), _item.c.verified.is_(False))
    ends = {"withdrawn_at": at, "withdrawn_by": account_id, "withdrawn_why": why}
    if person_ids is None:
        done: Any = session.execute(update(_item).where(standing, _item.c.key != but).values(ends))
        return int(done.rowcount)
    count = 0
    for start in range(0, len(person_ids), PORTION):
        theirs = _item.c.person_id.in_(person_ids[start : start + PORTION])
        done = session.execute(update(_item).where(standing, _item.c.key == but, theirs).values(ends))
        count += int(done.rowcount)
    return count


def kept_values(session: Session, batch_id: int, *, but: str) -> list[tuple[int, str]]:
    """Return (person, key) of values that the batch said and that stand because somebody verified them."""
    wanted = _item.c.batch_id == batch_id, _item.c.withdrawn_at.is_(None), _item.c.key != but
    statement = select(_item.c.person_id, _item.c.key).where(*wanted).order_by(_item.c.id)
    return [(person, key) for person, key in session.execute(statement)]


def kept_rows(session: Session, model: type[Table], batch_id: int) -> list[int]:
    """Return the ids of rows that the batch made and that are still there."""
    table = table_of(model)
    return list(session.scalars(select(table.c.id).where(table.c.batch_id == batch_id).order_by(table.c.id)))


def kept_links(session: Session, model: type[Table], batch_id: int) -> list[int]:
    """Return the persons of residences or memberships that the batch made and that are still there."""
    table = table_of(model)
    statement = select(table.c.person_id).where(table.c.batch_id == batch_id)
    return list(session.scalars(statement.order_by(table.c.person_id)))


def keepers(session: Session, model: type[Table], ids: Sequence[int]) -> dict[int, str]:
    """Return the name of a table that refers to each of these rows, as far as one does."""
    found: dict[int, str] = {}
    for column in referring(table_of(model)):
        for start in range(0, len(ids), PORTION):
            part = ids[start : start + PORTION]
            for key in session.scalars(select(column).where(column.in_(part)).distinct()):
                found.setdefault(key, column.table.name)
    return found


def shown_keys(session: Session, model: type[Table], ids: Sequence[int]) -> Mapping[int, str | None]:
    """Return by what people know these rows: ID number, code of premises, number of a household, credit code."""
    name = {Person: "id_number", Premises: "code", Household: "number", Organisation: "uscc"}[model]
    table = table_of(model)
    found: dict[int, str | None] = {}
    for start in range(0, len(ids), PORTION):
        part = select(table.c.id, table.c[name]).where(table.c.id.in_(ids[start : start + PORTION]))
        found.update((key, text) for key, text in session.execute(part))
    return found


def _key(table: SqlTable) -> Column[Any]:
    return table.c.id if "id" in table.c else table.c.person_id


def _deleted(session: Session, table: SqlTable, condition: Condition) -> int:
    done: Any = session.execute(delete(table).where(condition))
    return int(done.rowcount)
