"""Masked lines about a few residents, for lists that are about something else: audited and committed before reading.

In the audit such a list is one of a search: whom it named is kept beside the line, and told to those who ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.people import SEX_NAMES, Actor, Ticket
from gridcenter.domain.people_search import listed_line
from gridcenter.language import tr
from gridcenter.services.people_search import SEARCH_QUOTAS
from gridcenter.services.tickets import (
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.audit_lists import Listed, listed_of, seal_over, write_listed
from gridcenter.store.engine import Store, store_time
from gridcenter.store.people_search import listed_rows, numbers_of

AT_MOST = 200


@dataclass(frozen=True, slots=True, repr=False)
class MaskedPerson:
    """Surname, sex, and the day of birth for an age band: who shows this shows the band alone."""

    name: str
    sex: Name
    birth: date | None


def masked_persons(
    store: Store, person_ids: Sequence[int], *, ground: str, by: Actor
) -> dict[int, MaskedPerson]:
    """Return masked lines by person; who is in no register any more is left out. Opens its own transactions.

    `ground` says in the audit which list it was, without naming anybody.

    Raises:
        BadInput: More than 200 persons at once.
        RuleBroken: The account's role reads nothing personal, or it asks too often.
    """
    ids = tuple(sorted(set(person_ids)))
    if len(ids) > AT_MOST:
        raise BadInput(tr("at most {n} residents are listed at once: narrow the list").format(n=AT_MOST))
    with store.begin() as session:
        now = store_time(session)
        end = writable_chain(session, by, audit.SEARCH, tuple(quota.count for quota in SEARCH_QUOTAS))
        check_quotas(SEARCH_QUOTAS, end.moments, now)
        named = _listed(session, end.key, ids)
        line = AuditRow(
            *(now, by.account_id, audit.SEARCH, audit.HIT if named else audit.MISS),
            purpose="",
            incident_number="",
            reason=ground[:400],
            subject_hash="",
            fields=_fields(end.key, named),
        )
        ticket = Ticket(write_line(session, end, line), None)
        write_listed(session, ticket.audit_id, named)
    with store.read() as session:
        row = committed_row(session, ticket, audit.SEARCH, by=by, now=now)
        if row.fields != _fields(audit.ensure_audit_key(session), listed_of(session, ticket.audit_id)):
            raise RuleBroken(no_ticket())
        rows = listed_rows(session, ids)
    return {
        one.id: MaskedPerson(mask_name(one.name), SEX_NAMES.get(one.sex, SEX_NAMES["0"]), one.birth)
        for one in rows
    }


def _listed(session: Session, key: bytes, ids: Sequence[int]) -> list[Listed]:
    numbers = numbers_of(session, ids)
    hashes = {person: audit.subject_hash(key, number) for person, number in numbers.items()}
    return [Listed(person, None, hashes.get(person, "")) for person in ids]


def _fields(key: bytes, named: Sequence[Listed]) -> str:
    """Return what the line says, as that of a search by no field: how many, and a seal over whom."""
    return listed_line({}, len(named), more=False, seal=seal_over(key, named))
