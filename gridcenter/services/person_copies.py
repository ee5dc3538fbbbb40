"""The copy of what is kept about a person, for that person (个人信息复制, PIPL 45): audited and committed first.

It is whole but for need-to-know values, which the accounts named in their files tell. Others are in it as they are on a
card: not at all, or masked.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.identity import parse_id_number
from gridcenter.domain.own_history import SUBJECT_COPY
from gridcenter.domain.papers import ENDING
from gridcenter.domain.people import Actor, LookupRequest, Purpose, Ticket
from gridcenter.domain.places import day_here, in_area
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.domain.subject_report import REQUEST
from gridcenter.language import listed, pick, tr
from gridcenter.services.card_copies import CardCopy
from gridcenter.services.card_papers import card_paper
from gridcenter.services.desk_facts import store_facts
from gridcenter.services.lookup import check_reason, the_holder
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.people_access import people_access
from gridcenter.services.resident_card import plain_value, resident_card
from gridcenter.services.table_files import complete
from gridcenter.services.tickets import Quota, check_quotas, committed_row, writable_chain, write_line
from gridcenter.store import audit, people
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time

COPY_QUOTAS = (Quota(3, timedelta(minutes=1)), Quota(30, timedelta(days=1)))


def write_person_copy(store: Store, text: str, out: Path, *, reason: str, by: Actor, zone: tzinfo) -> Path:
    """Audit, commit, read, and write the copy as a PDF in the current language; opens its own transactions.

    Raises:
        IdNumberError: Not a number.
        WrongUse: The name does not end in .pdf.
        RuleBroken: The role may not, it asks too often, the reason says nothing, or nobody of the area, or several
            people, stand under the number.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    if out.suffix.lower() != ENDING:
        raise WrongUse(tr("{file}: papers are written as .pdf.").format(file=out.name))
    number = parse_id_number(text).number
    with store.begin() as session:
        now = store_time(session)
        ticket = open_person_copy(session, number, reason=reason, by=by, now=now)
    with store.read() as session:
        copy = read_person_copy(session, ticket, number, reason=reason, by=by, now=now)
        facts = store_facts(session)
    paper = replace(card_paper(copy, facts, by=by, zone=zone), title=tr("Copy of what is kept of a person"))
    made = as_pdf(paper, at=copy.at)
    with complete(out, private=True) as part:
        part.write_bytes(made)
    return out


def open_person_copy(session: Session, number: str, *, reason: str, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of a copy; the caller commits it before reading. A miss is audited, too.

    Raises:
        RuleBroken: The role may not, it asks too often, or the reason says nothing.
        SeveralHold: Several persons of the area stand under the number.
    """
    end = writable_chain(session, by, SUBJECT_COPY, tuple(quota.count for quota in COPY_QUOTAS))
    if by.role not in people_access().copiers:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(people_access().copiers)])
        raise RuleBroken(tr("Copies for a person are made by these roles only: {roles}.").format(roles=roles))
    check_reason(reason)
    check_quotas(COPY_QUOTAS, end.moments, now)
    found = the_holder(session, number, by)
    row = AuditRow(
        now,
        by.account_id,
        SUBJECT_COPY,
        _outcome(found, by),
        purpose=REQUEST,
        incident_number="",
        reason=reason.strip()[:400],
        subject_hash=audit.subject_hash(end.key, number),
        person_id=found[0] if found is not None else None,
    )
    return Ticket(write_line(session, end, row), row.person_id)


def _outcome(found: tuple[int, str, str | None] | None, by: Actor) -> str:
    if found is None:
        return audit.MISS
    return audit.SHOWN if in_area(found[1], found[2], by.area) else audit.OUTSIDE


def read_person_copy(
    session: Session, ticket: Ticket, number: str, *, reason: str, by: Actor, now: datetime
) -> CardCopy:
    """Return what a committed ticket names, in plain.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, is another account's, or there is nobody.
    """
    row = committed_row(session, ticket, SUBJECT_COPY, by=by, now=now)
    card = person = None
    if row.person_id is not None and row.outcome == audit.SHOWN:
        card = resident_card(session, row.person_id, today=day_here(now), area=by.area)
        person = people.person_row(session, row.person_id)
    if card is None or person is None:
        raise RuleBroken(tr("Nobody with this number stands in the register of your area."))
    hidden = {item.key for item in card.items if item.revealable}
    hidden |= {event.key for event in card.life if event.masked and event.key}
    plain = {key: plain_value(session, card.person_id, key) for key in sorted(hidden)}
    whole = replace(card, name=person.name, id_number=number)
    return CardCopy(whole, plain, now, LookupRequest("", Purpose.SERVICE, reason=reason))
