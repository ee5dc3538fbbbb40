"""Two people under one number (一号两人): a masked list for whoever merges persons or corrects a number.

They are only flagged here. As with a look-up the audit is committed before anything is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.import_batches import SharedNumber
from gridcenter.domain.masking import HIDDEN, mask_id_number, mask_name
from gridcenter.domain.people import SEX_NAMES, Actor, Ticket
from gridcenter.domain.people_search import plain_name
from gridcenter.language import pick
from gridcenter.services.import_batch_rules import check_conflict_reader
from gridcenter.services.tickets import committed_row, writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.number_conflicts import Holder, Saying, contradictions, shared_numbers
from gridcenter.store.persons_apart import decisions_about

CONFLICTS = "number_conflicts"
"""Action of the audit."""
MOST_LISTED = 200
_PORTION = 1000


@dataclass(frozen=True, slots=True, repr=False)
class Conflicts:
    """At most `MOST_LISTED` of each kind; `more` says that there are others."""

    found: tuple[SharedNumber, ...]
    more: bool


def number_conflicts(store: Store, *, by: Actor) -> Conflicts:
    """Audit, commit, and return the masked list of the account's area. Opens its own transactions.

    Raises:
        RuleBroken: The role may not read it.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = open_conflicts(session, by=by, now=now)
    with store.read() as session:
        return read_conflicts(session, ticket, by=by, now=now)


def open_conflicts(session: Session, *, by: Actor, now: datetime) -> Ticket:
    """Write the audit row; the caller commits it before reading.

    Raises:
        RuleBroken: The role may not read the list.
    """
    check_conflict_reader(by)
    end = writable_chain(session, by, CONFLICTS, ())
    row = AuditRow(
        now,
        by.account_id,
        CONFLICTS,
        audit.SHOWN,
        purpose="",
        incident_number="",
        reason="",
        subject_hash="",
        fields=by.area,
    )
    return Ticket(write_line(session, end, row), None)


def read_conflicts(session: Session, ticket: Ticket, *, by: Actor, now: datetime) -> Conflicts:
    """Return the list for a committed ticket: first persons who share a number, then those told apart by sources.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or belongs to another account.
    """
    committed_row(session, ticket, CONFLICTS, by=by, now=now)
    shared = shared_numbers(session, area=by.area, limit=MOST_LISTED + 1)
    said = _contradicted(session, area=by.area)
    found = [_holders(session, one) for one in shared[:MOST_LISTED]] + [
        _saying(one) for one in said[:MOST_LISTED]
    ]
    return Conflicts(tuple(found), len(shared) > MOST_LISTED or len(said) > MOST_LISTED)


def _contradicted(session: Session, *, area: str) -> list[Saying]:
    """Return what names somebody else; a name that differs by a space or a dot alone does not."""
    found: list[Saying] = []
    after = 0
    while len(found) <= MOST_LISTED:
        part = contradictions(session, area=area, after=after, limit=_PORTION)
        if not part:
            break
        after = part[-1][0]
        found += [one for _, one in part if one.key != "name" or plain_name(one.own) != plain_name(one.said)]
    return found


def _holders(session: Session, persons: list[Holder]) -> SharedNumber:
    decided = decisions_about(session, [one.id for one in persons])
    return SharedNumber(
        kind="register",
        number=mask_id_number(persons[0].number),
        person_ids=tuple(one.id for one in persons),
        field="name",
        said=tuple(mask_name(one.name) for one in persons),
        place=" · ".join(dict.fromkeys(one.place for one in persons if one.place)),
        apart=f"{decided[0].at:%Y-%m-%d} {decided[0].actor}: {decided[0].reason}" if decided else "",
    )


def _saying(one: Saying) -> SharedNumber:
    said = tuple(_masked(one.key, text) for text in (one.own, one.said))
    return SharedNumber("said", mask_id_number(one.number), (one.person_id,), one.key, said, one.place)


def _masked(key: str, text: str) -> str:
    if key == "name":
        return mask_name(text)
    return pick(SEX_NAMES[text]) if key == "sex" and text in SEX_NAMES else HIDDEN
