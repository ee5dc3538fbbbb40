"""What notices are counted from: lines of the audit without their subjects; and what has been taken note of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.audit_notices import CountedLine, Notice
from gridcenter.store.audit import ASKED, FAILED, LOOKUP, MISS, OUTSIDE, REVEAL, SEARCH, SEVERAL
from gridcenter.store.models import Account, AuditEntry, NoticeTaken, Scope

_KINDS = {LOOKUP: "lookup", SEARCH: "search", REVEAL: "reveal", FAILED: "failed"}
_PORTION = 10_000


@dataclass(frozen=True, slots=True)
class NoticedAccount:
    """An account by name; `areas` empty: it sees everything."""

    login: str
    name: str
    role: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenNotice:
    account_id: int
    rule: str
    last_sequence: int
    at: datetime
    who: str
    note: str


def counted_lines(session: Session, *, since: datetime) -> Iterator[CountedLine]:
    """Give the lines about residents since a moment, of all accounts; being asked why or whom is no failure."""
    columns = (
        AuditEntry.account_id,
        AuditEntry.sequence,
        AuditEntry.at,
        AuditEntry.action,
        AuditEntry.outcome,
        AuditEntry.purpose,
    )
    wanted = (
        AuditEntry.at >= since,
        AuditEntry.action.in_(_KINDS),
        AuditEntry.outcome.not_in((ASKED, SEVERAL)),
    )
    rows = session.execute(select(*columns).where(*wanted).execution_options(yield_per=_PORTION))
    for account, sequence, at, action, outcome, purpose in rows:
        missed = action == FAILED or (action == LOOKUP and outcome in (MISS, OUTSIDE))
        yield CountedLine(account, sequence, at, _KINDS[action], missed, purpose)


def taken_notices(session: Session) -> dict[tuple[int, str], TakenNotice]:
    """Return by account and rule up to where note has been taken, and by whom."""
    newest = (
        select(func.max(NoticeTaken.id)).group_by(NoticeTaken.account_id, NoticeTaken.rule).scalar_subquery()
    )
    rows = session.scalars(select(NoticeTaken).where(NoticeTaken.id.in_(newest)))
    return {
        (row.account_id, row.rule): TakenNotice(
            row.account_id, row.rule, row.last_sequence, row.at, row.who, row.note
        )
        for row in rows
    }


def noticed_accounts(session: Session) -> dict[int, NoticedAccount]:
    areas: dict[int, list[str]] = {}
    for account, code in session.execute(select(Scope.account_id, Scope.division_code)):
        areas.setdefault(account, []).append(code)
    rows = session.execute(select(Account.id, Account.login, Account.name, Account.role))
    return {
        key: NoticedAccount(login, name, role, tuple(areas.get(key, ()))) for key, login, name, role in rows
    }


def write_taken(session: Session, notice: Notice, *, by_id: int, who: str, note: str, at: datetime) -> None:
    session.add(
        NoticeTaken(
            account_id=notice.account_id,
            rule=notice.rule,
            first_sequence=notice.first_sequence,
            last_sequence=notice.last_sequence,
            count=notice.count,
            at=at,
            by_id=by_id,
            who=who,
            note=note,
        )
    )
