"""Opening an organisation or premises from a resident's card: audited as a search, then read, with people masked.

Two steps in two transactions as in `services.lookup`: `open_link` writes the audit row, and only its committed ticket
gives the list. Somebody on the list is opened by a look-up of its own (`look_up_linked`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.identity import parse_uscc
from gridcenter.domain.linked_cards import (
    LINK_NAMES,
    LISTED_AT_MOST,
    PREMISES_KIND_NAMES,
    LinkedPeople,
    LinkedPerson,
    LinkKind,
    LinkTicket,
    OrganisationCard,
    PartOfPremises,
    PremisesCard,
)
from gridcenter.domain.masking import age_band, mask_address, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.organisations import tie_name
from gridcenter.domain.people import RESIDENCE_NAMES, SEX_NAMES, Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.people_search import LIST_KEPT
from gridcenter.domain.places import day_here, in_area
from gridcenter.language import pick, tr
from gridcenter.services.lookup import (
    CARD_MINUTES,
    check_ground,
    grounds_of,
    open_person,
    read_card,
    record_failed_lookup,
)
from gridcenter.services.organisation_facts import facts_of
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, organisations, people, premises
from gridcenter.store.audit import AuditRow
from gridcenter.store.audit_lists import Listed, listed_of, seal_over, write_listed
from gridcenter.store.engine import Store, store_time
from gridcenter.store.home_keeping import tenures_of
from gridcenter.store.people_search import numbers_of
from gridcenter.store.people_there import PersonThere

LINK_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
ORGANISATIONS_AT_MOST = 500
NOWHERE = 0
"""Stands in the audit where a code belongs to no organisation."""

People = tuple[list[PersonThere], int, int]


def open_organisation(
    store: Store, organisation_id: int, request: LookupRequest, about: int | None = None, *, by: Actor
) -> OrganisationCard | None:
    """Audit, commit, read the organisation; None outside the area. Opens its own transactions.

    `about` is the person from whose open card it is opened: it tells something about that person, too.

    Raises:
        RuleBroken: Role, ground or quota forbid it.
    """
    ticket, now = _opened(store, LinkKind.ORGANISATION, organisation_id, request, about, by=by)
    with store.read() as session:
        return read_organisation(session, ticket, by=by, now=now)


def open_by_code(store: Store, text: str, request: LookupRequest, *, by: Actor) -> OrganisationCard | None:
    """Open the organisation with a credit code; None where there is none in the area, which is audited, too.

    Raises:
        UsccError: The text is no credit code.
        RuleBroken: Role, ground or quota forbid it.
    """
    uscc = parse_uscc(text).number
    with store.read() as session:
        found = organisations.organisation_with_code(session, uscc)
    return open_organisation(store, found or NOWHERE, request, by=by)


def open_premises(
    store: Store, premises_id: int, request: LookupRequest, about: int | None = None, *, by: Actor
) -> PremisesCard | None:
    """Audit, commit, read the premises; None outside the area. Opens its own transactions.

    `about` is the person from whose open card they are opened.

    Raises:
        RuleBroken: Role, ground or quota forbid it.
    """
    ticket, now = _opened(store, LinkKind.PREMISES, premises_id, request, about, by=by)
    with store.read() as session:
        return read_premises(session, ticket, by=by, now=now)


def _opened(
    store: Store, kind: LinkKind, key: int, request: LookupRequest, about: int | None, *, by: Actor
) -> tuple[LinkTicket, datetime]:
    try:
        with store.begin() as session:
            now = store_time(session)
            return open_link(session, kind, key, request, about=about, by=by, now=now), now
    except RuleBroken as refusal:
        with store.begin() as session:
            record_failed_lookup(session, request, refusal, by=by, now=store_time(session))
        raise


def open_link(
    session: Session,
    kind: LinkKind,
    key: int,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    about: int | None = None,
) -> LinkTicket:
    """Write the audit row of opening an organisation or premises; the caller commits it before reading.

    The row names the person from whose card it is opened, so that the person is told of it; a card that this account
    has not open is named by no row.

    Raises:
        RuleBroken: Role, ground or quota forbid it.
    """
    end = writable_chain(session, by, kind.value, tuple(quota.count for quota in LINK_QUOTAS))
    check_ground(session, request, by)
    check_quotas(LINK_QUOTAS, end.moments, now)
    outcome = _outcome(session, kind, key, by)
    found = outcome == audit.HIT
    named = _named(session, end.key, _people(session, kind, key, by)[0]) if found else []
    card = _open_card(session, about, by=by, now=now)
    row = AuditRow(
        now,
        by.account_id,
        kind.value,
        outcome,
        **grounds_of(request),
        subject_hash=card.subject_hash if card is not None else "",
        person_id=card.person_id if card is not None else None,
        fields=f"{kind.value}@{key} {len(named)} {seal_over(end.key, named)} {LIST_KEPT}",
    )
    audit_id = write_line(session, end, row)
    write_listed(session, audit_id, named)
    return LinkTicket(audit_id, kind, key, found)


def _named(session: Session, key: bytes, rows: Sequence[PersonThere]) -> list[Listed]:
    """Return what the audit keeps of those whom the list names, each once."""
    ids = list(dict.fromkeys(row.id for row in rows))
    numbers = numbers_of(session, ids) if ids else {}
    hashes = {person: audit.subject_hash(key, number) for person, number in numbers.items()}
    return [Listed(person, None, hashes.get(person, "")) for person in ids]


def _open_card(session: Session, about: int | None, *, by: Actor, now: datetime) -> AuditRow | None:
    """Return the look-up by which this account has the person's card open."""
    if about is None:
        return None
    return audit.last_hit(session, by.account_id, about, since=now - timedelta(minutes=CARD_MINUTES))


def read_organisation(
    session: Session, ticket: LinkTicket, *, by: Actor, now: datetime
) -> OrganisationCard | None:
    """Return the organisation of a committed ticket, None for an audited miss.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about something else.
    """
    _require(session, ticket, LinkKind.ORGANISATION, by=by, now=now)
    facts = facts_of(session, ticket.key) if ticket.found else None
    if facts is None:
        return None
    return OrganisationCard(ticket, facts, _listed(session, ticket, by=by, now=now))


def read_premises(session: Session, ticket: LinkTicket, *, by: Actor, now: datetime) -> PremisesCard | None:
    """Return the premises of a committed ticket, None for an audited miss.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about something else.
    """
    _require(session, ticket, LinkKind.PREMISES, by=by, now=now)
    row = premises.premises_row(session, ticket.key) if ticket.found else None
    if row is None:
        return None
    there, organisations_there = premises.organisations_at(session, ticket.key, limit=ORGANISATIONS_AT_MOST)
    parts, parts_there = premises.parts_of(session, ticket.key)
    return PremisesCard(
        ticket=ticket,
        code=row.code,
        kind=premises_kind(row.kind),
        path=row.path,
        address=mask_address(row.address),
        tenure=row.tenure,
        grid=row.grid,
        above=row.above,
        parts=tuple(
            PartOfPremises(
                part.id,
                part.code,
                part.name,
                premises_kind(part.kind),
                part.tenure,
                part.residents,
                part.households,
            )
            for part in parts
        ),
        organisations=tuple(there),
        people=_listed(session, ticket, by=by, now=now),
        tenures=tuple(tenures_of(session, ticket.key)),
        unlisted=parts_there - len(parts) + organisations_there - len(there),
    )


def look_up_linked(
    store: Store, ticket: LinkTicket, person_id: int, request: LookupRequest, *, by: Actor
) -> PersonCard | None:
    """Audit, commit, read the card of somebody on the list. Opens its own transactions.

    Raises:
        RuleBroken: The list is not this account's, is older than 15 minutes, or does not name this person; or the
            look-up is forbidden.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            opened = open_linked(session, ticket, person_id, request, by=by, now=now)
    except RuleBroken as refusal:
        with store.begin() as session:
            record_failed_lookup(session, request, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_card(session, opened, by=by, now=now)


def open_linked(
    session: Session, ticket: LinkTicket, person_id: int, request: LookupRequest, *, by: Actor, now: datetime
) -> Ticket:
    """Write the audit row of opening one person of the list: a look-up with all its rules."""
    subject = check_listed(session, ticket, person_id, by=by, now=now)
    find = partial(people.person_place, session, person_id)
    return open_person(session, request, find, subject, by=by, now=now)


def check_listed(session: Session, ticket: LinkTicket, person_id: int, *, by: Actor, now: datetime) -> str:
    """Return by what the audit knows a person whom this account has on an open list.

    Raises:
        RuleBroken: The list is not this account's, is older than 15 minutes, or does not name this person.
    """
    row = audit.entry(session, ticket.audit_id)
    if row is None or row.account_id != by.account_id or not _is_about(row, ticket):
        raise RuleBroken(no_ticket())
    listed = {one.person_id for one in listed_of(session, ticket.audit_id)}
    if person_id not in listed or now - row.at > timedelta(minutes=CARD_MINUTES):
        raise RuleBroken(tr("This list is no longer open. Open it again from a card."))
    return people.number_of(session, person_id) or f"person {person_id}"


def premises_kind(key: str) -> Name:
    return PREMISES_KIND_NAMES.get(key, Name(key))


def opened_link(fields: str) -> str:
    """Return what an audit row says was opened, in words: 组织 12."""
    kind, _, rest = fields.partition("@")
    name = pick(LINK_NAMES[LinkKind(kind)]) if kind in list(LinkKind) else kind
    return f"{name} {rest.partition(' ')[0]}".strip()


def _require(session: Session, ticket: LinkTicket, kind: LinkKind, *, by: Actor, now: datetime) -> None:
    row = committed_row(session, Ticket(ticket.audit_id, None), kind.value, by=by, now=now)
    if ticket.kind is not kind or not _is_about(row, ticket):
        raise RuleBroken(no_ticket())


def _is_about(row: AuditRow, ticket: LinkTicket) -> bool:
    named = row.fields.partition(" ")[0] == f"{ticket.kind.value}@{ticket.key}"
    return named and row.action == ticket.kind.value and (row.outcome == audit.HIT) is ticket.found


def _outcome(session: Session, kind: LinkKind, key: int, by: Actor) -> str:
    place = _place(session, kind, key)
    if place is None:
        return audit.MISS
    return audit.HIT if in_area(*place, by.area) else audit.OUTSIDE


def _place(session: Session, kind: LinkKind, key: int) -> tuple[str, str | None] | None:
    if kind is LinkKind.ORGANISATION:
        return organisations.organisation_place(session, key)
    row = premises.premises_row(session, key)
    return None if row is None else (row.community_code, row.grid_code)


def _people(session: Session, kind: LinkKind, key: int, by: Actor) -> People:
    read = (
        organisations.people_of_organisation if kind is LinkKind.ORGANISATION else premises.people_of_premises
    )
    return read(session, key, area=by.area, limit=LISTED_AT_MOST)


def _listed(session: Session, ticket: LinkTicket, *, by: Actor, now: datetime) -> LinkedPeople:
    """Return those whom the audit says the list names, masked."""
    rows, present, total = _people(session, ticket.kind, ticket.key, by)
    named = {one.person_id for one in listed_of(session, ticket.audit_id)}
    kept = [row for row in rows if row.id in named]
    return LinkedPeople(tuple(_masked(kept, ticket.kind, now)), present, max(total - len(kept), 0))


def _masked(rows: Iterable[PersonThere], kind: LinkKind, now: datetime) -> Iterable[LinkedPerson]:
    for row in rows:
        lives = RESIDENCE_NAMES.get(row.kind, Name(row.kind))
        yield LinkedPerson(
            person_id=row.id,
            name=mask_name(row.name),
            sex=SEX_NAMES.get(row.sex, SEX_NAMES["0"]),
            age_band=age_band(row.birth, day_here(now)) if row.birth is not None else "",
            tie=tie_name(row.kind) if kind is LinkKind.ORGANISATION else lives,
            since=row.since,
            until=row.until,
            source=row.source,
            room=row.room,
            household=row.household,
            tie_id=row.tie_id,
        )
