"""What the audit holds about one person, whoever looked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from gridcenter.store.models import Account, AuditEntry, AuditListed, Person, PersonMerge, Unit


class LineAbout(NamedTuple):
    """A line with the account that wrote it; `fields` is the key of what was revealed."""

    at: datetime
    login: str
    name: str
    role: str
    unit: str
    unit_en: str
    action: str
    outcome: str
    purpose: str
    incident_number: str
    reason: str
    fields: str


def lines_about(
    session: Session, hashes: Collection[str], number: str, *, exports: Sequence[str] = ()
) -> list[LineAbout]:
    """Return every line about the subject of these hashes, or about a person registered with `number`; newest first.

    Searches whose list named one of them, or whom one was merged with, are among these, and those that wrote one of
    the `exports` of rolls.
    """
    persons = select(Person.id).where(Person.id_number == number)
    named = or_(AuditListed.subject_hash.in_(hashes), AuditListed.person_id.in_(persons))
    searches = select(AuditListed.audit_id).where(named).union(_listed_as_other(persons))
    entry, none = AuditEntry, func.coalesce
    statement = (
        select(
            entry.at,
            none(Account.login, ""),
            none(Account.name, ""),
            none(Account.role, ""),
            none(Unit.name, ""),
            none(Unit.name_en, ""),
            entry.action,
            entry.outcome,
            entry.purpose,
            entry.incident_number,
            entry.reason,
            entry.fields,
        )
        .join(Account, Account.id == entry.account_id, isouter=True)
        .join(Unit, Unit.id == Account.unit_id, isouter=True)
        .where(
            or_(
                entry.subject_hash.in_(hashes),
                entry.person_id.in_(persons),
                entry.id.in_(searches),
                _seen_as_other(persons),
                *(entry.fields.startswith(f"{export} ", autoescape=True) for export in exports),
            )
        )
        .order_by(entry.at.desc(), entry.id.desc())
    )
    rows: Iterable[Sequence[Any]] = session.execute(statement)
    return [LineAbout(*row) for row in rows]


def _seen_as_other(persons: Select[int]) -> ColumnElement[bool]:
    """Whether a line is about whom one of these persons was merged with at that time: the card held both."""
    return or_(*(_then(AuditEntry.person_id, way) for way in _ways(persons)))


def _listed_as_other(persons: Select[int]) -> Select[int]:
    """Return the searches whose list named whom one of these persons was merged with at that time."""
    either = or_(*(_then(AuditListed.person_id, way) for way in _ways(persons)))
    lists = select(AuditListed.audit_id).join(AuditEntry, AuditEntry.id == AuditListed.audit_id)
    return lists.where(either)


Way = tuple[type[PersonMerge], InstrumentedAttribute[int], ColumnElement[bool]]


def _ways(persons: Select[int]) -> Iterator[Way]:
    """Yield how a row belonged to one of these persons: a merge, the row that it names, and what holds besides.

    The one as whom these are seen, a row that is seen as one of them, and another row that is seen as the same one.
    """
    kept, merged, sibling, own = (aliased(PersonMerge) for _ in range(4))
    yield kept, kept.kept_id, kept.merged_id.in_(persons)
    yield merged, merged.merged_id, merged.kept_id.in_(persons)
    beside = exists().where(
        own.merged_id.in_(persons), own.kept_id == sibling.kept_id, _held(own, AuditEntry.at)
    )
    yield sibling, sibling.merged_id, beside


def _then(about: InstrumentedAttribute[Any], way: Way) -> ColumnElement[bool]:
    merge, row, holds = way
    return exists().where(row == about, holds, _held(merge, AuditEntry.at))


def _held(merge: type[PersonMerge], at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    return and_(merge.at <= at, or_(merge.undone_at.is_(None), merge.undone_at >= at))


def oldest_line(session: Session) -> datetime | None:
    """Return when the oldest line that is still kept was written."""
    return session.scalar(select(AuditEntry.at).order_by(AuditEntry.at).limit(1))
