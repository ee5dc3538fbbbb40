"""Looking up a resident for a purpose (查询事由): the audit is committed first, only then is anything read.

Two steps in two transactions. `open_lookup` checks the ground, writes the audit row and gives a ticket; when the
caller has committed it, `read_card` gives the card for the ticket. An audit row written in the same transaction
as the reading could be rolled back after the data was seen, so a ticket that is not committed opens nothing.
`look_up` and `reveal` are the two steps in their right order for callers that hold a store.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypedDict

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.identity import LONGEST_WRITTEN, CodeError, clean_id_text, parse_id_number
from gridcenter.domain.people import (
    PURPOSE_NAMES,
    Actor,
    AskedAgain,
    LookupRequest,
    PersonCard,
    Purpose,
    SeveralHold,
    Ticket,
)
from gridcenter.domain.places import day_here, in_area
from gridcenter.domain.population_changes import age_on
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.asking_again import answered
from gridcenter.services.people_access import people_access
from gridcenter.services.resident_card import plain_value, resident_card
from gridcenter.services.tickets import (
    REVEAL_QUOTAS,
    Quota,
    check_quotas,
    committed_row,
    lies_within,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, people
from gridcenter.store.announcing import note_change
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.engine import Store, store_time
from gridcenter.store.person_merges import merged_into
from gridcenter.store.persons_apart import told_apart

NOTICE_KIND = "audit_notice"
"""Announced when something was written that may make a notice to the auditor at once."""

CARD_MINUTES = 15
"""How long an opened card stays open, and its fields may be revealed."""

MINIMUM_REASON, MINIMUM_DIFFERENT = 10, 4

LOOKUP_QUOTAS = (Quota(10, timedelta(minutes=1)), Quota(200, timedelta(days=1)))
HOURLY_CALM = Quota(30, timedelta(hours=1))
LOOKUP_PACE = (1, HOURLY_CALM.count, *(quota.count for quota in LOOKUP_QUOTAS))
"""Which of the account's latest look-ups decide whether the next one may come now."""

Find = Callable[[], tuple[int, str, str | None] | None]
"""Gives (id, community code, grid code) of a person, None where there is none."""

Open = Callable[[Session, datetime], Ticket]
"""Writes the audit row of a look-up of somebody who is known without a number."""

SLOWED_GAP = timedelta(seconds=20)
"""Beyond 30 look-ups in an hour the next one waits this long after the last and is marked for the auditor."""


def open_lookup(session: Session, request: LookupRequest, *, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of a look-up; the caller commits it before reading.

    A person outside the account's area is an audited miss: the account is not told that the number exists.

    Raises:
        IdNumberError: Not a number; see `record_failed_lookup`.
        RuleBroken: Purpose, ground, role or quota forbid the look-up.
        SeveralHold: Several persons of the area stand under the number.
    """
    number = parse_id_number(request.id_text, today=now.astimezone(UTC).date() + timedelta(days=1)).number
    return open_person(session, request, partial(the_holder, session, number, by), number, by=by, now=now)


def the_holder(
    session: Session, number: str, by: Actor, *, which: int | None = None
) -> tuple[int, str, str | None] | None:
    """Return (id, community code, grid code) of whoever holds a number: in one's area, else elsewhere.

    A number that is verified of one person is that one's, unless somebody said that another stands under it. `which`
    names one of several.

    Raises:
        SeveralHold: Several persons of the area do, and none was named.
        RuleBroken: Who was named does not stand under the number in the area.
    """
    found = people.persons_with_number(session, number)
    inside = [one for one in found if in_area(one.community_code, one.grid_code, by.area)]
    if which is not None:
        inside = [one for one in inside if one.id == which]
        if not inside:
            raise RuleBroken(tr("No. {id} does not stand under this number in your area.").format(id=which))
    if len(inside) > 1:
        ids = tuple(one.id for one in inside)
        if not inside[0].verified or told_apart(session, ids):
            raise SeveralHold(ids)
    return next((one[:3] for one in inside or found), None)


def open_person(
    session: Session, request: LookupRequest, find: Find, subject: str, *, by: Actor, now: datetime
) -> Ticket:
    """Write the audit row of opening whoever `find` gives; it is asked when everything else allows the look-up.

    Raises:
        RuleBroken: Purpose, ground, role or quota forbid the look-up.
        AskedAgain: It was drawn to be asked again for its reason, and holds no answer.
    """
    end = writable_chain(session, by, audit.LOOKUP, LOOKUP_PACE)
    check_ground(session, request, by)
    last, thirtieth, *moments = end.moments
    frequent = thirtieth is not None and lies_within(HOURLY_CALM.span, thirtieth, now)
    if frequent:
        _check_gap(last, now)
    check_quotas(LOOKUP_QUOTAS, tuple(moments), now)
    found = find()
    outcome = _outcome(found, by)
    row = AuditRow(
        now,
        by.account_id,
        audit.LOOKUP,
        outcome,
        **grounds_of(request),
        subject_hash=audit.subject_hash(end.key, subject),
        person_id=found[0] if found is not None else None,
        fields=audit.FREQUENT if frequent else "",
    )
    end = answered(session, end, request, row, last=last, by=by)
    audit_id = write_line(session, end, row)
    if frequent:
        note_change(session, NOTICE_KIND, str(by.account_id))
    return Ticket(audit_id, row.person_id if outcome == audit.HIT else None)


def record_failed_lookup(
    session: Session, request: LookupRequest, refusal: Refusal, *, by: Actor, now: datetime
) -> None:
    """Audit an attempt that was refused; the caller commits. The number itself is kept only as a keyed hash."""
    end = audit.locked_chain_end(session, by.account_id)
    if end is None:
        return
    row = AuditRow(
        now,
        by.account_id,
        audit.FAILED,
        _refused_outcome(refusal),
        **grounds_of(request),
        subject_hash=audit.subject_hash(end.key, clean_id_text(request.id_text[:LONGEST_WRITTEN])),
    )
    write_line(session, end, row)
    note_change(session, NOTICE_KIND, str(by.account_id))


def _refused_outcome(refusal: Refusal) -> str:
    if isinstance(refusal, AskedAgain | SeveralHold):
        return audit.ASKED if isinstance(refusal, AskedAgain) else audit.SEVERAL
    return audit.BAD_NUMBER if isinstance(refusal, CodeError) else audit.REFUSED


def read_card(session: Session, ticket: Ticket, *, by: Actor, now: datetime) -> PersonCard | None:
    """Return the card of a committed ticket, None for an audited miss, or when the person left the area meanwhile.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or belongs to another account.
    """
    row = committed_row(session, ticket, audit.LOOKUP, by=by, now=now)
    if row.outcome != audit.HIT or row.person_id is None:
        return None
    return resident_card(session, row.person_id, today=day_here(now), area=by.area)


def open_reveal(
    session: Session, person_id: int, key: str, request: LookupRequest, *, by: Actor, now: datetime
) -> Ticket:
    """Write the audit row of showing one hidden value; the caller commits it before reading.

    Raises:
        RuleBroken: This account has not opened this person's card within the last 15 minutes, somebody else has
            the person's place in the register since (an import was undone), the quota is used up, or it is a child
            whose values this role does not see.
    """
    end = writable_chain(session, by, audit.REVEAL, tuple(quota.count for quota in REVEAL_QUOTAS))
    opened = opened_card(session, end, person_id, by=by, now=now)
    check_quotas(REVEAL_QUOTAS, end.moments, now)
    _check_child(session, person_id, by, now)
    row = AuditRow(
        now,
        by.account_id,
        audit.REVEAL,
        audit.SHOWN,
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=person_id,
        fields=key,
    )
    audit_id = write_line(session, end, row)
    return Ticket(audit_id, person_id)


def _check_child(session: Session, person_id: int, by: Actor, now: datetime) -> None:
    """Refuse to reveal a value of a child to a role that has no duty towards children."""
    access, person = people_access(), people.person_row(session, person_id)
    if person is None or person.birth is None or by.role in access.child_revealers:
        return
    if age_on(person.birth, day_here(now)) < access.child_below:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(access.child_revealers)])
        sentence = tr("Values of children below {age} are shown to these roles only: {roles}.")
        raise RuleBroken(sentence.format(age=access.child_below, roles=roles))


def opened_card(session: Session, end: ChainEnd, person_id: int, *, by: Actor, now: datetime) -> AuditRow:
    """Return the look-up by which this account has this person's card open.

    Raises:
        RuleBroken: There is none within the last 15 minutes, the person has left the area since, or somebody else has
            the person's place in the register.
    """
    opened = audit.last_hit(session, by.account_id, person_id, since=now - timedelta(minutes=CARD_MINUTES))
    rows = (person_id, *merged_into(session, person_id))
    known = {audit.subject_hash(end.key, _subject(session, key)) for key in rows}
    lost = _outcome(people.person_place(session, person_id), by) != audit.HIT
    if opened is None or opened.subject_hash not in known or lost:
        raise RuleBroken(tr("This card is no longer open. Look the resident up again."))
    return opened


def read_value(session: Session, ticket: Ticket, key: str, *, by: Actor, now: datetime) -> str:
    """Return the one value that a committed reveal ticket names.

    Raises:
        RuleBroken: As for `read_card`; or the ticket names another value, or this value may not be shown.
    """
    row = committed_row(session, ticket, audit.REVEAL, by=by, now=now)
    if row.fields != key or row.person_id is None:
        raise RuleBroken(no_ticket())
    return plain_value(session, row.person_id, key)


def look_up(store: Store, request: LookupRequest, *, by: Actor) -> PersonCard | None:
    """Audit, commit, read; a refused attempt is audited and raised again. Opens its own transactions."""
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_lookup(session, request, by=by, now=now)
    except (BadInput, RuleBroken) as refusal:
        with store.begin() as session:
            record_failed_lookup(session, request, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_card(session, ticket, by=by, now=now)


def look_up_opened(
    store: Store, open_ticket: Open, request: LookupRequest, *, by: Actor
) -> PersonCard | None:
    """Audit what `open_ticket` opens without a number, commit, read; a refused attempt is audited and raised again.

    Opens its own transactions.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_ticket(session, now)
    except RuleBroken as refusal:
        with store.begin() as session:
            plain = replace(request, id_text="")
            record_failed_lookup(session, plain, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_card(session, ticket, by=by, now=now)


def reveal(store: Store, person_id: int, key: str, request: LookupRequest, *, by: Actor) -> str:
    """Audit, commit, read one hidden value. Opens its own transactions."""
    with store.begin() as session:
        now = store_time(session)
        ticket = open_reveal(session, person_id, key, request, by=by, now=now)
    with store.read() as session:
        return read_value(session, ticket, key, by=by, now=now)


def check_ground(session: Session, request: LookupRequest, by: Actor) -> None:
    """Refuse a question without purpose, or without an open incident of the area or a reason.

    Raises:
        RuleBroken: The sentence says which.
    """
    if not isinstance(request.purpose, Purpose):
        raise RuleBroken(tr("Choose a purpose first."))
    _check_purpose(request.purpose, by)
    number = request.incident_number.strip()
    if number:
        _check_incident(session, number, by)
    elif len(request.reason.strip()) < MINIMUM_REASON:
        raise RuleBroken(
            tr("Name the incident, or write the reason in at least {n} characters.").format(n=MINIMUM_REASON)
        )
    else:
        check_reason(request.reason)


def _check_purpose(purpose: Purpose, by: Actor) -> None:
    known = people_access().purposes_of(by.role)
    if purpose not in known:
        sentence = tr("Your role looks nobody up for “{purpose}”. It may for: {known}.")
        names = listed(pick(PURPOSE_NAMES[one]) for one in known) or tr("none")
        raise RuleBroken(sentence.format(purpose=pick(PURPOSE_NAMES[purpose]), known=names))


def check_reason(reason: str) -> None:
    """Refuse a reason or note that says nothing.

    Raises:
        RuleBroken: It has fewer than 10 characters, or they are all the same few.
    """
    words = reason.strip()
    if len(words) < MINIMUM_REASON:
        raise RuleBroken(tr("Write at least {n} characters: what it is about.").format(n=MINIMUM_REASON))
    if len(set(words)) < MINIMUM_DIFFERENT:
        raise RuleBroken(tr("The same few characters over and over say nothing: write what it is about."))


def _check_incident(session: Session, number: str, by: Actor) -> None:
    ground = people.ground_of(session, number)
    if ground is None or not in_area(ground.community_code, ground.grid_code, by.area):
        raise RuleBroken(
            tr("There is no incident {number} in your area. Check the number.").format(number=number)
        )
    if ground.closed_at is not None:
        raise RuleBroken(
            tr("Incident {number} is closed. Name an open one, or write the reason.").format(number=number)
        )


def _check_gap(last: datetime | None, now: datetime) -> None:
    """Refuse a look-up that comes too soon after the last one of a busy hour."""
    if last is not None and lies_within(SLOWED_GAP, last, now):
        wait = int((last + SLOWED_GAP - now).total_seconds()) + 1
        raise RuleBroken(
            tr("More than {n} look-ups within the hour: they are slowed down. Wait {seconds} s.").format(
                n=HOURLY_CALM.count, seconds=wait
            )
        )


def _subject(session: Session, person_id: int) -> str:
    """Return by what the audit knows the person who has this id now."""
    return people.number_of(session, person_id) or f"person {person_id}"


def _outcome(found: tuple[int, str, str | None] | None, by: Actor) -> str:
    if found is None:
        return audit.MISS
    return audit.HIT if in_area(found[1], found[2], by.area) else audit.OUTSIDE


class Grounds(TypedDict):
    """What an audit row keeps of why somebody asked."""

    purpose: str
    incident_number: str
    reason: str


def grounds_of(request: LookupRequest) -> Grounds:
    return {
        "purpose": str(request.purpose),
        "incident_number": request.incident_number.strip()[:40],
        "reason": request.reason.strip()[:400],
    }
