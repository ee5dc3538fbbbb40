"""Tickets: an audit row is committed before anything personal is read, and only a committed one opens anything.

An audit row written in the same transaction as the reading could be rolled back after the data was seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import NOT_LOOKING_UP, Actor, Ticket
from gridcenter.language import tr
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.units import AccountStanding

TICKET_SECONDS = 60

CLOCK_TOLERANCE = timedelta(seconds=1)
"""Two readings of the store's clock may be out of order by this much."""

FROM_A_WRONG_CLOCK = timedelta(hours=1)
"""A line that stands so far ahead was written while the machine's clock was wrong: nobody waits until it is past.

Less than that may be the moment of another desk, which asked the clock later and was first to write.
"""

_OPENED_IN = "gridcenter_ticket_transaction"
_SEAL = 32
"""Characters of the keyed hash over the ids of a list."""


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `count` lines of one action within `span`."""

    count: int
    span: timedelta


REVEAL_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
"""Whatever is revealed counts together, whoever it belongs to."""


def writable_chain(session: Session, by: Actor, action: str, places: tuple[int, ...]) -> ChainEnd:
    """Return the end of the account's chain, locked.

    Raises:
        RuleBroken: The account is switched off or was changed since it signed in, or its role reads nothing personal.
    """
    end = audit.locked_chain_end(session, by.account_id, action=action, places=places)
    if end is None or not end.active:
        raise RuleBroken(tr("This account is not active; ask the administrator."))
    require_as_signed_in(end, by)
    if by.role in NOT_LOOKING_UP:
        raise RuleBroken(tr("The role of this account does not look residents up: duties are kept apart."))
    return end


def require_as_signed_in(end: ChainEnd | AccountStanding | None, by: Actor) -> None:
    """Refuse an account that was switched off, or is not any more what it was when its desk was opened.

    Raises:
        RuleBroken: The sentence says which.
    """
    if end is None or not end.active:
        raise RuleBroken(tr("This account is not active; ask the administrator."))
    if by.signed_in and (end.role, end.area) != (by.role, by.area):
        raise RuleBroken(tr("Role or area of this account were changed meanwhile: open the program again."))


def lies_within(span: timedelta, moment: datetime, now: datetime) -> bool:
    """Tell whether a line that was written at a moment counts for what is asked now."""
    return now - span < moment < now + FROM_A_WRONG_CLOCK


def check_quotas(quotas: tuple[Quota, ...], moments: tuple[datetime | None, ...], now: datetime) -> None:
    """Refuse where the n-th latest line, written at its moment, still lies within the span of a quota of n."""
    for quota, moment in zip(quotas, moments, strict=True):
        if moment is None or not lies_within(quota.span, moment, now):
            continue
        raise RuleBroken(
            tr("{n} within {minutes} minutes are the limit. It goes on in {seconds} s.").format(
                n=quota.count,
                minutes=int(quota.span.total_seconds() // 60),
                seconds=int((moment + quota.span - now).total_seconds()) + 1,
            )
        )


def write_line(session: Session, end: ChainEnd, row: AuditRow) -> int:
    """Append the row and remember its transaction, inside which no ticket may be used."""
    session.info[_OPENED_IN] = session.get_transaction()
    return audit.append_entry(session, end, row)


def committed_row(session: Session, ticket: Ticket, action: str, *, by: Actor, now: datetime) -> AuditRow:
    """Return the audit row of a ticket.

    Raises:
        RuleBroken: The row is not committed, is older than 60 s, or belongs to another account or action.
    """
    opened_here = session.info.get(_OPENED_IN)
    if opened_here is not None and opened_here is session.get_transaction():
        raise RuleBroken(no_ticket())
    row = audit.entry(session, ticket.audit_id)
    if row is None or row.action != action or row.account_id != by.account_id:
        raise RuleBroken(no_ticket())
    if (
        not timedelta(0)
        <= now - row.at + CLOCK_TOLERANCE
        <= timedelta(seconds=TICKET_SECONDS) + CLOCK_TOLERANCE
    ):
        raise RuleBroken(tr("This look-up is more than a minute old. Look the resident up again."))
    return row


def no_ticket() -> str:
    return tr("Nothing is shown: this look-up does not stand in the audit.")


def seal(key: bytes, ids: Iterable[int]) -> str:
    """Return the keyed hash over the ids of a list: its audit row is read for these and no others."""
    return audit.subject_hash(key, " ".join(map(str, ids)))[:_SEAL]
