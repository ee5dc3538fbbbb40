"""A resident's card on paper or on the clipboard: audited first, and masked but for what is revealed at that moment.

`open_copy` writes the audit row with the keys of the values that stand revealed; each of them needs its own committed
reveal of the last minute. Only a committed ticket gives the values, and exactly those that its row names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.own_history import COPY
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import day_here
from gridcenter.language import tr
from gridcenter.services.lookup import grounds_of, opened_card
from gridcenter.services.resident_card import plain_value, resident_card
from gridcenter.services.tickets import Quota, check_quotas, committed_row, writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.own_history import revealed_since

COPY_QUOTAS = (Quota(10, timedelta(minutes=1)), Quota(100, timedelta(days=1)))
REVEALED_FOR = timedelta(seconds=75)
"""A value stands revealed for 60 s at the desk; the rest is the way there and back."""
_BETWEEN = ","
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class CardCopy:
    """The masked card, and the plain text of what its audit row names."""

    card: PersonCard
    plain: Mapping[str, str] = field(repr=False)
    at: datetime
    request: LookupRequest


def copy_card(
    store: Store, person_id: int, revealed: Sequence[str], request: LookupRequest, *, by: Actor
) -> CardCopy:
    """Audit, commit, read what goes to the clipboard. Opens its own transactions.

    Raises:
        RuleBroken: As for `open_copy`.
    """
    return taken(store, COPY, person_id, revealed, request, by=by)


def taken(
    store: Store, action: str, person_id: int, revealed: Sequence[str], request: LookupRequest, *, by: Actor
) -> CardCopy:
    """Do so for the clipboard (`COPY`) or for paper (`PRINT`)."""
    with store.begin() as session:
        now = store_time(session)
        ticket = open_copy(session, action, person_id, revealed, request, by=by, now=now)
    with store.read() as session:
        return read_copy(session, ticket, action, request, by=by, now=now)


def open_copy(
    session: Session,
    action: str,
    person_id: int,
    revealed: Sequence[str],
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
) -> Ticket:
    """Write the audit row of a copy with the keys of what stands revealed; the caller commits it before reading.

    Raises:
        RuleBroken: The card is not open (see `opened_card`), the account copies too often, or a value was not revealed
            within the last minute.
    """
    end = writable_chain(session, by, action, tuple(quota.count for quota in COPY_QUOTAS))
    opened = opened_card(session, end, person_id, by=by, now=now)
    check_quotas(COPY_QUOTAS, end.moments, now)
    known = revealed_since(session, by.account_id, person_id, since=now - REVEALED_FOR)
    fields = _BETWEEN.join(dict.fromkeys(revealed))
    if not known.issuperset(revealed) or len(fields) > _LONGEST:
        raise RuleBroken(tr("A value is masked again meanwhile: show it once more, then copy or print."))
    row = AuditRow(
        now,
        by.account_id,
        action,
        audit.SHOWN,
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=person_id,
        fields=fields,
    )
    return Ticket(write_line(session, end, row), person_id)


def read_copy(
    session: Session, ticket: Ticket, action: str, request: LookupRequest, *, by: Actor, now: datetime
) -> CardCopy:
    """Return the card of a committed ticket, and the values that it names.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or belongs to another account; or the person
            is gone.
    """
    row = committed_row(session, ticket, action, by=by, now=now)
    card = None
    if row.person_id is not None:
        card = resident_card(session, row.person_id, today=day_here(now), area=by.area)
    if card is None:
        raise RuleBroken(tr("This person is no longer in the register: nothing is copied or printed."))
    keys = [key for key in row.fields.split(_BETWEEN) if key]
    plain = {key: plain_value(session, card.person_id, key) for key in keys}
    return CardCopy(card, plain, now, request)
