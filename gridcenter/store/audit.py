"""The audit: who looked at whom, when and why; one hash chain per account, so that an edit or a removal shows.

Writers lock the account's row (SQLite: the whole store), so sequence numbers have no gaps and quotas are exact.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.domain.people import AuditLine
from gridcenter.store.models import Account, AuditEntry, StoreFact
from gridcenter.store.prepared import Prepared
from gridcenter.store.tables import table_of

KEY_FACT = "audit_key"
LOOKUP, REVEAL, FAILED = "lookup", "reveal", "failed_lookup"
CALLER = "caller"
"""Asking which incidents a phone number reported before."""
HIT, MISS, OUTSIDE, SHOWN = "hit", "miss", "outside", "shown"
BAD_NUMBER, REFUSED = "bad_number", "refused"
FREQUENT = "frequent"
"""Stands in `fields` of a look-up that was one of many within the hour."""

_OWN_OUTCOMES = {OUTSIDE: MISS}
"""An account is not told that a number it may not see exists."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line as it is hashed; `subject_hash` is keyed, `fields` the key of what was revealed."""

    at: datetime
    account_id: int
    action: str
    outcome: str
    purpose: str
    incident_number: str
    reason: str
    subject_hash: str
    person_id: int | None = None
    fields: str = ""
    sequence: int = 0
    previous_hash: str = ""


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The account's last line, whether the account may still work, and the key of the subject hashes.

    `moments` tells for every place asked for when the n-th latest line of the action asked for was written.
    """

    active: bool
    key: bytes
    sequence: int
    hash: str
    moments: tuple[datetime | None, ...] = ()


_audit, _account, _fact = table_of(AuditEntry), table_of(Account), table_of(StoreFact)
_FIELDS = tuple(field.name for field in fields(AuditRow))
_COLUMNS = tuple(_audit.c[name] for name in _FIELDS)
_ITS_LINES = _audit.c.account_id == bindparam("account_id")
_NEWEST_FIRST = _audit.c.sequence.desc()

_KEY = select(_fact.c.value).where(_fact.c.key == KEY_FACT)
_LOCK = Prepared(
    select(_account.c.active, _KEY.scalar_subquery())
    .where(_account.c.id == bindparam("account_id"))
    .with_for_update(key_share=True, of=_account)
)
_APPEND = Prepared(
    insert(_audit).values({name: bindparam(name) for name in (*_FIELDS, "hash")}).returning(_audit.c.id)
)
_ENTRY = Prepared(select(*_COLUMNS).where(_audit.c.id == bindparam("audit_id")))
_LAST_HIT = (
    select(*_COLUMNS)
    .where(
        _ITS_LINES,
        _audit.c.person_id == bindparam("person_id"),
        _audit.c.action == LOOKUP,
        _audit.c.outcome == HIT,
        _audit.c.at >= bindparam("since"),
    )
    .order_by(_NEWEST_FIRST)
    .limit(1)
)
_OWN = (
    select(_audit.c.at, _audit.c.action, _audit.c.outcome, _audit.c.fields)
    .where(_ITS_LINES, _audit.c.action.in_((LOOKUP, REVEAL, FAILED, CALLER)))
    .order_by(_NEWEST_FIRST)
    .limit(bindparam("most"))
)
_CHAIN = select(*_COLUMNS, _audit.c.hash).where(_ITS_LINES).order_by(_audit.c.sequence)


def ensure_audit_key(session: Session) -> bytes:
    """Return the key of the subject hashes; the first caller of a store makes it."""
    found = session.scalar(_KEY)
    if found is None:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        made = dialect.insert(StoreFact).values(key=KEY_FACT, value=secrets.token_hex(32))
        session.execute(made.on_conflict_do_nothing())
        found = session.scalars(_KEY).one()
    return bytes.fromhex(found)


def subject_hash(key: bytes, number: str) -> str:
    """Return the keyed hash of an ID number; an unkeyed one could be guessed within seconds."""
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()


def locked_chain_end(
    session: Session, account_id: int, *, action: str = "", places: tuple[int, ...] = ()
) -> ChainEnd | None:
    """Return the end of the account's chain and keep other writers of this account waiting; None: no account.

    `places` asks when the n-th latest line of `action` was written, 1 being the latest. The end is read after
    the lock is held: in one statement PostgreSQL would show it as it was before the wait.
    """
    found = _LOCK.first(session, account_id=account_id)
    if found is None:
        return None
    active, key = found
    asked = {"action": action} if places else {}
    sequence, last, *moments = _end(places).rows(session, account_id=account_id, **asked)[0]
    held = bytes.fromhex(key) if key is not None else ensure_audit_key(session)
    return ChainEnd(active, held, sequence or 0, last or "", tuple(moments))


@cache
def _end(places: tuple[int, ...]) -> Prepared:
    """Walk the account's index backwards: it costs the n newest lines and not the whole history."""
    last = (_nth(column, 1).scalar_subquery() for column in (_audit.c.sequence, _audit.c.hash))
    moments = (
        _nth(_audit.c.at, place).where(_audit.c.action == bindparam("action")).scalar_subquery()
        for place in places
    )
    return Prepared(select(*last, *moments))


def _nth(column: ColumnElement[Any], place: int) -> Select[Any]:
    return select(column).where(_ITS_LINES).order_by(_NEWEST_FIRST).offset(place - 1).limit(1)


def append_entry(session: Session, end: ChainEnd, row: AuditRow) -> int:
    """Write the next line of the chain behind `end` and return its id; place in the chain is filled in here."""
    chained = replace(row, sequence=end.sequence + 1, previous_hash=end.hash)
    return int(_APPEND.rows(session, **_content(chained), hash=row_hash(chained))[0][0])


def row_hash(row: AuditRow) -> str:
    """Return the hash of a line with all that it says, the hash of the line before it included."""
    content = {**_content(row), "at": row.at.astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _content(row: AuditRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def entry(session: Session, audit_id: int) -> AuditRow | None:
    found = _ENTRY.first(session, audit_id=audit_id)
    return None if found is None else AuditRow(*found)


def last_hit(session: Session, account_id: int, person_id: int, *, since: datetime) -> AuditRow | None:
    """Return the account's newest look-up that opened this person at or after `since`."""
    wanted = {"account_id": account_id, "person_id": person_id, "since": since}
    found = session.execute(_LAST_HIT, wanted).first()
    return None if found is None else AuditRow(*found)


def own_lines(session: Session, account_id: int, *, limit: int = 50) -> list[AuditLine]:
    """Return the account's newest look-ups and reveals, without the subjects; steps of incidents are not among them."""
    rows = session.execute(_OWN, {"account_id": account_id, "most": limit})
    return [
        AuditLine(at, action, _OWN_OUTCOMES.get(outcome, outcome), item) for at, action, outcome, item in rows
    ]


def broken_links(session: Session, account_id: int) -> list[int]:
    """Return the sequence numbers at which the account's chain does not hold: edited, or a line before is gone.

    A cut-off tail and a chain rewritten from some line on do not show here; only heads kept elsewhere show them.
    """
    rows = session.execute(_CHAIN, {"account_id": account_id})
    return list(_broken((AuditRow(*row[:-1]), row[-1]) for row in rows))


def _broken(rows: Iterator[tuple[AuditRow, str]]) -> Iterator[int]:
    sequence, previous = 0, ""
    for row, stored in rows:
        if row.sequence != sequence + 1 or row.previous_hash != previous or row_hash(row) != stored:
            yield row.sequence
        sequence, previous = row.sequence, stored


def count_lines(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(_audit)) or 0
