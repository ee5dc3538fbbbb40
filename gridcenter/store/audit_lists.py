"""Whom audited lists named (of a search, of hits): written with the line of the audit, sealed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from gridcenter.domain.people_search import seal_told
from gridcenter.store.audit import LISTING, ChainLine, ensure_audit_key, subject_hash
from gridcenter.store.models import AuditEntry, AuditListed
from gridcenter.store.prepared import Prepared
from gridcenter.store.tables import table_of

_SEAL = 32
"""Characters of the keyed hash over a list."""


class Listed(NamedTuple):
    """A person on a list; `record_id` is the value of another source that fitted. No hash where there is no number."""

    person_id: int
    record_id: int | None
    subject_hash: str


_audit, _listed = table_of(AuditEntry), table_of(AuditListed)
_COLUMNS = tuple(_listed.c[name] for name in Listed._fields)
_WRITE = Prepared(
    insert(_listed).values({name: bindparam(name) for name in ("audit_id", "place", *Listed._fields)})
)
_OF_LINE = Prepared(
    select(*_COLUMNS).where(_listed.c.audit_id == bindparam("audit_id")).order_by(_listed.c.place)
)
_OF_CHAIN = (
    select(_audit.c.sequence, *_COLUMNS)
    .join(_audit, _audit.c.id == _listed.c.audit_id)
    .where(
        _audit.c.account_id == bindparam("account_id"),
        _audit.c.sequence.between(bindparam("first"), bindparam("last")),
    )
    .order_by(_audit.c.sequence, _listed.c.place)
)


def write_listed(session: Session, audit_id: int, found: Sequence[Listed]) -> None:
    rows = [{"audit_id": audit_id, "place": place, **one._asdict()} for place, one in enumerate(found)]
    if rows:
        _WRITE.run_each(session, rows)


def listed_of(session: Session, audit_id: int) -> list[Listed]:
    """Return whom the list of this line named, in its order."""
    return [Listed(*row) for row in _OF_LINE.rows(session, audit_id=audit_id)]


def lists_of_chain(session: Session, account_id: int, *, first: int, last: int) -> dict[int, list[Listed]]:
    """Return the lists of an account's lines between two sequence numbers, by number."""
    found: defaultdict[int, list[Listed]] = defaultdict(list)
    wanted = {"account_id": account_id, "first": first, "last": last}
    for sequence, *row in session.execute(_OF_CHAIN, wanted):
        found[sequence].append(Listed(*row))
    return found


def seal_over(key: bytes, found: Iterable[Listed]) -> str:
    """Return the keyed hash that the line of a search holds over its list."""
    said = "\n".join(f"{one.person_id} {one.record_id or ''} {one.subject_hash}" for one in found)
    return subject_hash(key, said)[:_SEAL]


def unsealed_lists(session: Session, account_id: int, lines: Sequence[ChainLine]) -> set[int]:
    """Return the sequence numbers of those lines beside which others stand than the line was sealed for."""
    rows = [line.row for line in lines if line.row is not None]
    if not rows:
        return set()
    first, last = min(row.sequence for row in rows), max(row.sequence for row in rows)
    lists = lists_of_chain(session, account_id, first=first, last=last)
    seals = {row.sequence: seal_told(row.fields) for row in rows if row.action in LISTING}
    if not lists and not any(seals.values()):
        return set()
    key = ensure_audit_key(session)
    return {
        sequence
        for sequence in lists.keys() | {sequence for sequence, seal in seals.items() if seal}
        if seal_over(key, lists.get(sequence, ())) != seals.get(sequence)
    }
