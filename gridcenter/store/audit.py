"""The audit (审计): who looked at whom, when and why; one hash chain per account, so that an edit or a removal shows.

Writers lock the account's row (SQLite: the whole store), so sequence numbers have no gaps and quotas are exact.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ScalarSelect, bindparam, func, insert, literal_column, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.domain import own_history
from gridcenter.domain.people import AuditLine
from gridcenter.store.audit_pruning import Anchor, anchors
from gridcenter.store.models import Account, AuditEntry, StoreFact
from gridcenter.store.prepared import Prepared
from gridcenter.store.tables import table_of

KEY_FACT = "audit_key"
LOOKUP, REVEAL, FAILED = own_history.LOOKUP, own_history.REVEAL, own_history.FAILED
CALLER = own_history.CALLER
"""Asking which incidents a phone number reported before."""
SEARCH = own_history.SEARCH
HITS, RULE_TRY = "hits", "rule_try"
"""Showing what an integrity rule found, and a few of what one would find."""
LISTING = frozenset({SEARCH, HITS, RULE_TRY, own_history.ORGANISATION, own_history.PREMISES})
"""Whose lines name the persons listed beside them (see `store.audit_lists`)."""
"""Asking for a list of residents by name, pinyin, phone or address; `fields` says by which and how many came."""
UNLOCK = "unlock"
"""Opening a desk that was locked, and setting the PIN that does."""
OPENED, WRONG, NO_PIN, PIN_SET, PIN_TAKEN = "opened", "wrong", "no_pin", "pin_set", "pin_taken"
KEEP, PERSON_MERGE, TWINS = own_history.KEEP, own_history.PERSON_MERGE, own_history.TWINS
VISIT, VISITS = own_history.VISIT, own_history.VISITS
HIT, MISS, OUTSIDE, SHOWN = "hit", "miss", "outside", "shown"
BAD_NUMBER, REFUSED, ASKED = "bad_number", "refused", "asked"
SEVERAL = "several"
LOWEST = -(2**31)
"""Below every sequence number, also one that somebody wrote past the program."""
_WHOLE_CHAIN = 2**31 - 1
FREQUENT = "frequent"
"""Stands in `fields` of a look-up that was one of many within the hour."""

_OWN_OUTCOMES = {OUTSIDE: MISS}
"""An account is not told that a number it may not see exists."""


class AuditRow(NamedTuple):
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


@dataclass(frozen=True, slots=True)
class ChainOwner:
    account_id: int
    login: str
    lines: int


class ChainLine(NamedTuple):
    """A line with the hash that stands beside it; `row` is None where it cannot be read any more."""

    sequence: int
    hash: str
    row: AuditRow | None


class LinkFault(StrEnum):
    """Why a line does not hold: a line before it is gone, it says other than when written, or both were replaced."""

    GAP = "gap"
    EDITED = "edited"
    LOOSE = "loose"
    UNVOUCHED = "unvouched"
    """The lines before it were moved away, and no line of the audit says by whom."""
    UNSEALED = "unsealed"
    """The persons whom its list named are not those that it was sealed for."""


_audit, _account, _fact = table_of(AuditEntry), table_of(Account), table_of(StoreFact)
_FIELDS = AuditRow._fields
_COLUMNS = tuple(_audit.c[name] for name in _FIELDS)
_ITS_LINES = _audit.c.account_id == bindparam("account_id")
_NEWEST_FIRST = _audit.c.sequence.desc()
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""One text for one line, whatever order its parts come in."""

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
    select(_audit.c.at, _audit.c.action, _audit.c.outcome, _audit.c.fields, _audit.c.id)
    .where(_ITS_LINES, _audit.c.action.in_(own_history.OWN_ACTIONS))
    .order_by(_NEWEST_FIRST)
    .limit(bindparam("most"))
)
_CHAIN = select(*_COLUMNS, _audit.c.hash).where(_ITS_LINES).order_by(_audit.c.sequence)
_CHAIN_PART = _CHAIN.where(_audit.c.sequence > bindparam("after")).limit(bindparam("most"))
_ENDS_PART = _CHAIN_PART.with_only_columns(_audit.c.sequence, _audit.c.hash)
_OWNERS = (
    select(_audit.c.account_id, func.coalesce(func.max(_account.c.login), ""), func.count())
    .join_from(_audit, _account, _account.c.id == _audit.c.account_id, isouter=True)
    .group_by(_audit.c.account_id)
    .order_by(_audit.c.account_id)
)


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
    """Return the keyed hash of an ID number or a searched text; an unkeyed one could be guessed within seconds."""
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
    last = _end(places).first(session, account_id=account_id, **asked)
    sequence, end, *moments = last or (0, "", *(None for _ in places))
    held = bytes.fromhex(key) if key is not None else ensure_audit_key(session)
    return ChainEnd(active, held, sequence, end, tuple(moments))


@cache
def _end(places: tuple[int, ...]) -> Prepared:
    """Walk the account's index backwards: it costs the n newest lines and not the whole history."""
    last = select(_audit.c.sequence, _audit.c.hash, *map(_nth, places)).where(_ITS_LINES)
    return Prepared(last.order_by(_NEWEST_FIRST).limit(literal_column("1")))


def _nth(place: int) -> ScalarSelect[Any]:
    own = _audit.alias("own")
    wanted = own.c.account_id == bindparam("account_id"), own.c.action == bindparam("action")
    newest = select(own.c.at).where(*wanted).order_by(own.c.sequence.desc())
    return newest.offset(place - 1).limit(1).scalar_subquery()


def append_entry(session: Session, end: ChainEnd, row: AuditRow) -> int:
    """Write the next line of the chain behind `end` and return its id; place in the chain is filled in here."""
    chained = {**row._asdict(), "sequence": end.sequence + 1, "previous_hash": end.hash}
    return int(_APPEND.rows(session, **chained, hash=_hash(chained))[0][0])


def row_hash(row: AuditRow) -> str:
    """Return the hash of a line with all that it says, the hash of the line before it included."""
    return _hash(row._asdict())


def _hash(content: dict[str, Any]) -> str:
    at = content["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_CANONICAL({**content, "at": at}).encode()).hexdigest()


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
        AuditLine(
            at, action, _OWN_OUTCOMES.get(outcome, outcome), item, key, (action, outcome) == (LOOKUP, HIT)
        )
        for at, action, outcome, item, key in rows
    ]


def audited_accounts(session: Session) -> list[ChainOwner]:
    """Return the accounts that have a chain, whether or not they still work, in the order they were made."""
    return [ChainOwner(*row) for row in session.execute(_OWNERS)]


def chain_part(session: Session, account_id: int, *, after: int, count: int) -> list[ChainLine]:
    """Return up to `count` lines behind sequence number `after`."""
    wanted = {"account_id": account_id, "after": after, "most": count}
    try:
        return [
            ChainLine(row.sequence, row.hash, AuditRow(*row[:-1]))
            for row in session.execute(_CHAIN_PART, wanted)
        ]
    except ValueError:  # a moment that is none: somebody wrote past the program
        ends = session.execute(_ENDS_PART, wanted).all()
        return [ChainLine(number, stored, _readable(session, account_id, number)) for number, stored in ends]


def _readable(session: Session, account_id: int, sequence: int) -> AuditRow | None:
    one = {"account_id": account_id, "after": sequence - 1, "most": 1}
    try:
        return AuditRow(*session.execute(_CHAIN_PART, one).one()[:-1])
    except ValueError:
        return None


def link_fault(line: ChainLine, *, sequence: int, previous: str) -> LinkFault | None:
    """Return why a line does not hold behind the one numbered `sequence` with the hash `previous`."""
    if line.sequence != sequence + 1:
        return LinkFault.GAP
    if line.row is None or row_hash(line.row) != line.hash:
        return LinkFault.EDITED
    return None if line.row.previous_hash == previous else LinkFault.LOOSE


def broken_links(session: Session, account_id: int) -> list[int]:
    """Return the sequence numbers at which the account's chain does not hold: edited, or a line before is gone.

    A cut-off tail and a chain rewritten from some line on do not show here; only heads kept elsewhere show them.
    """
    begin = anchors(session).get(account_id, Anchor(account_id, 0, ""))
    broken, sequence, previous = [], begin.sequence, begin.hash
    for line in chain_part(session, account_id, after=LOWEST, count=_WHOLE_CHAIN):
        if link_fault(line, sequence=sequence, previous=previous):
            broken.append(line.sequence)
        sequence, previous = line.sequence, line.hash
    return broken
