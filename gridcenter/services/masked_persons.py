"""Masked lines about a few residents, for lists that are about something else: audited and committed before reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.people import SEX_NAMES, Actor, Ticket
from gridcenter.language import tr
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.people_search import listed_rows

MASKED_LIST = "masked_list"
"""Action of the audit rows."""
QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
AT_MOST = 200
_SEAL = 32


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
        end = writable_chain(session, by, MASKED_LIST, tuple(quota.count for quota in QUOTAS))
        check_quotas(QUOTAS, end.moments, now)
        line = AuditRow(
            *(now, by.account_id, MASKED_LIST, audit.SHOWN),
            purpose="",
            incident_number="",
            reason=ground[:400],
            subject_hash="",
            fields=_fields(end.key, ids),
        )
        ticket = Ticket(write_line(session, end, line), None)
    with store.read() as session:
        row = committed_row(session, ticket, MASKED_LIST, by=by, now=now)
        if row.fields != _fields(audit.ensure_audit_key(session), ids):
            raise RuleBroken(no_ticket())
        rows = listed_rows(session, ids)
    return {
        one.id: MaskedPerson(mask_name(one.name), SEX_NAMES.get(one.sex, SEX_NAMES["0"]), one.birth)
        for one in rows
    }


def _fields(key: bytes, ids: Sequence[int]) -> str:
    seal = audit.subject_hash(key, " ".join(map(str, ids)))[:_SEAL]
    return f"{len(ids)} {seal}"
