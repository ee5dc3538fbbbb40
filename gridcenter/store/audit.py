"""The audit: who looked at whom, when and why; one hash chain per account, so that an edit or a removal shows.

Writers lock the account's row (SQLite: the whole store), so sequence numbers have no gaps and quotas are exact.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session

from gridcenter.domain.people import AuditLine
from gridcenter.store.models import Account, AuditEntry, StoreFact

KEY_FACT = "audit_key"
LOOKUP, REVEAL, FAILED = "lookup", "reveal", "failed_lookup"
HIT, MISS, OUTSIDE, SHOWN = "hit", "miss", "outside", "shown"
BAD_NUMBER, REFUSED = "bad_number", "refused"

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
    """The account's last line, and whether the account may still work."""

    active: bool
    sequence: int
    hash: str


_COLUMNS: tuple[InstrumentedAttribute[Any], ...] = tuple(
    getattr(AuditEntry, name) for name in AuditRow.__dataclass_fields__
)


def ensure_audit_key(session: Session) -> bytes:
    """Return the key of the subject hashes; the first caller of a store makes it."""
    found = session.scalar(select(StoreFact.value).where(StoreFact.key == KEY_FACT))
    if found is None:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        made = dialect.insert(StoreFact).values(key=KEY_FACT, value=secrets.token_hex(32))
        session.execute(made.on_conflict_do_nothing())
        found = session.scalars(select(StoreFact.value).where(StoreFact.key == KEY_FACT)).one()
    return bytes.fromhex(found)


def subject_hash(key: bytes, number: str) -> str:
    """Return the keyed hash of an ID number; an unkeyed one could be guessed within seconds."""
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()


def locked_chain_end(session: Session, account_id: int) -> ChainEnd | None:
    """Return the end of the account's chain and keep other writers of this account waiting; None: no account."""
    lock = select(Account.active).where(Account.id == account_id).with_for_update(key_share=True)
    active = session.scalar(lock)
    if active is None:
        return None
    last = session.execute(
        select(AuditEntry.sequence, AuditEntry.hash)
        .where(AuditEntry.account_id == account_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    return ChainEnd(active, *(last if last is not None else (0, "")))


def latest_at(session: Session, account_id: int, action: str, *places: int) -> list[datetime | None]:
    """Return when the account's n-th latest line of this action was written, for each n (1 = the latest).

    It walks the account's index backwards, so it costs the n newest lines and not the whole history.
    """
    moments = [_nth_latest(account_id, action, place).scalar_subquery() for place in places]
    return list(session.execute(select(*moments)).one())


def _nth_latest(account_id: int, action: str, place: int) -> Select[datetime]:
    return (
        select(AuditEntry.at)
        .where(AuditEntry.account_id == account_id, AuditEntry.action == action)
        .order_by(AuditEntry.sequence.desc())
        .offset(place - 1)
        .limit(1)
    )


def append_entry(session: Session, end: ChainEnd, row: AuditRow) -> int:
    """Write the next line of the chain behind `end` and return its id; place in the chain is filled in here."""
    chained = replace(row, sequence=end.sequence + 1, previous_hash=end.hash)
    statement = insert(AuditEntry).returning(AuditEntry.id)
    return session.scalars(statement, [{**asdict(chained), "hash": row_hash(chained)}]).one()


def row_hash(row: AuditRow) -> str:
    """Return the hash of a line with all that it says, the hash of the line before it included."""
    content = {**asdict(row), "at": row.at.astimezone(UTC).isoformat(timespec="microseconds")}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def entry(session: Session, audit_id: int) -> AuditRow | None:
    found = session.execute(select(*_COLUMNS).where(AuditEntry.id == audit_id)).first()
    return None if found is None else AuditRow(*found)


def last_hit(session: Session, account_id: int, person_id: int, *, since: datetime) -> AuditRow | None:
    """Return the account's newest look-up that opened this person at or after `since`."""
    found = session.execute(
        select(*_COLUMNS)
        .where(
            AuditEntry.account_id == account_id,
            AuditEntry.person_id == person_id,
            AuditEntry.action == LOOKUP,
            AuditEntry.outcome == HIT,
            AuditEntry.at >= since,
        )
        .order_by(AuditEntry.sequence.desc())
        .limit(1)
    ).first()
    return None if found is None else AuditRow(*found)


def own_lines(session: Session, account_id: int, *, limit: int = 50) -> list[AuditLine]:
    """Return the account's newest lines, without the subjects."""
    rows = session.execute(
        select(AuditEntry.at, AuditEntry.action, AuditEntry.outcome, AuditEntry.fields)
        .where(AuditEntry.account_id == account_id)
        .order_by(AuditEntry.sequence.desc())
        .limit(limit)
    )
    return [
        AuditLine(at, action, _OWN_OUTCOMES.get(outcome, outcome), item) for at, action, outcome, item in rows
    ]


def broken_links(session: Session, account_id: int) -> list[int]:
    """Return the sequence numbers at which the account's chain does not hold: edited, or a line before is gone.

    A cut-off tail and a chain rewritten from some line on do not show here; only heads kept elsewhere show them.
    """
    rows = session.execute(
        select(*_COLUMNS, AuditEntry.hash)
        .where(AuditEntry.account_id == account_id)
        .order_by(AuditEntry.sequence)
    )
    return list(_broken((AuditRow(*row[:-1]), row[-1]) for row in rows))


def _broken(rows: Iterator[tuple[AuditRow, str]]) -> Iterator[int]:
    sequence, previous = 0, ""
    for row, stored in rows:
        if row.sequence != sequence + 1 or row.previous_hash != previous or row_hash(row) != stored:
            yield row.sequence
        sequence, previous = row.sequence, stored


def count_lines(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0
