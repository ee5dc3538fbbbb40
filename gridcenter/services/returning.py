"""Going back to a card that one opened within the last quarter of an hour, and opening one again from the history.

A return is a line of its own in the audit and no look-up: it makes the card stay open no longer. After its quarter of
an hour a card comes back only by a new look-up.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.own_history import RETURN, OwnHistory, folded
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import day_here
from gridcenter.language import tr
from gridcenter.services.lookup import (
    grounds_of,
    open_person,
    opened_card,
    read_card,
    record_failed_lookup,
)
from gridcenter.services.resident_card import resident_card
from gridcenter.services.tickets import (
    REVEAL_QUOTAS,
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, own_history, people
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time

LINES_AT_MOST = 500


def return_to(store: Store, person_id: int, request: LookupRequest, *, by: Actor) -> PersonCard | None:
    """Audit, commit, read the masked card again; None when the person is gone. Opens its own transactions."""
    with store.begin() as session:
        now = store_time(session)
        ticket = open_return(session, person_id, request, by=by, now=now)
    with store.read() as session:
        return read_return(session, ticket, by=by, now=now)


def open_return(
    session: Session, person_id: int, request: LookupRequest, *, by: Actor, now: datetime
) -> Ticket:
    """Write the audit row of a return; the caller commits it before reading.

    Raises:
        RuleBroken: The card is not open (see `opened_card`), or the account returns too often.
    """
    end = writable_chain(session, by, RETURN, tuple(quota.count for quota in REVEAL_QUOTAS))
    opened = opened_card(session, end, person_id, by=by, now=now)
    check_quotas(REVEAL_QUOTAS, end.moments, now)
    row = AuditRow(
        now,
        by.account_id,
        RETURN,
        audit.HIT,
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=person_id,
    )
    return Ticket(write_line(session, end, row), person_id)


def read_return(session: Session, ticket: Ticket, *, by: Actor, now: datetime) -> PersonCard | None:
    """Return the card of a committed ticket.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or belongs to another account.
    """
    row = committed_row(session, ticket, RETURN, by=by, now=now)
    if row.person_id is None:
        return None
    return resident_card(session, row.person_id, today=day_here(now), area=by.area)


def my_history(session: Session, *, by: Actor) -> OwnHistory:
    """Return the account's own look-ups, the newest first, without any subject."""
    lines = own_history.own_history(session, by.account_id, limit=LINES_AT_MOST + 1)
    return OwnHistory(folded(lines[:LINES_AT_MOST]), len(lines) > LINES_AT_MOST)


def look_up_again(store: Store, audit_id: int, request: LookupRequest, *, by: Actor) -> PersonCard | None:
    """Look up whom a line of one's own history opened: a new look-up with all its rules. Opens its own transactions.

    Raises:
        RuleBroken: The line is not one's own or opened nobody; or the look-up is forbidden.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_again(session, audit_id, request, by=by, now=now)
    except RuleBroken as refusal:
        with store.begin() as session:
            record_failed_lookup(session, request, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_card(session, ticket, by=by, now=now)


def open_again(
    session: Session, audit_id: int, request: LookupRequest, *, by: Actor, now: datetime
) -> Ticket:
    """Write the audit row of looking the resident of an own line up again; the caller commits it before reading."""
    row = audit.entry(session, audit_id)
    if row is None or row.account_id != by.account_id or row.action != audit.LOOKUP:
        raise RuleBroken(no_ticket())
    if row.outcome != audit.HIT or row.person_id is None:
        raise RuleBroken(tr("That look-up opened nobody: enter the number again."))
    subject = people.number_of(session, row.person_id) or f"person {row.person_id}"
    return open_person(
        session, request, partial(people.person_place, session, row.person_id), subject, by=by, now=now
    )
