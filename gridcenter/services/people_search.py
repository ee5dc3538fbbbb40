"""Searching residents by name, pinyin, phone or address: a masked list of the account's own area.

As with a look-up the audit is committed before anything is read: `open_search` writes by which fields was asked, a
keyed hash of the text and whom the list names, by key and keyed hash of the number; only its committed ticket gives
the list. A seal over those listed keeps a ticket from being read for anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.freshness import is_stale
from gridcenter.domain.masking import age_band, mask_address, mask_id_number, mask_name
from gridcenter.domain.people import SEX_NAMES, Actor, LookupRequest, PersonCard, SeveralHold, Ticket
from gridcenter.domain.people_search import (
    BY_NUMBER,
    FIELD_NAMES,
    FOUND_AT_MOST,
    LONGEST_QUERY,
    FoundBy,
    FoundPerson,
    PeopleFound,
    SearchField,
    SearchTicket,
    asked_fields,
    heard,
    listed_line,
)
from gridcenter.domain.places import day_here
from gridcenter.domain.record_items import masked
from gridcenter.language import listed, pick, tr
from gridcenter.services.freshness_rules import freshness_rules
from gridcenter.services.lookup import (
    CARD_MINUTES,
    check_ground,
    grounds_of,
    look_up,
    open_person,
    read_card,
    record_failed_lookup,
)
from gridcenter.services.people_access import people_access
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.resident_card import joined_place, named_home, newest
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, people
from gridcenter.store.audit import AuditRow
from gridcenter.store.audit_lists import Listed, listed_of, seal_over, write_listed
from gridcenter.store.bulk import is_empty
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Person, PersonSearch
from gridcenter.store.people_search import (
    Hit,
    ListedRow,
    SaidRow,
    listed_rows,
    numbers_of,
    persons_matching,
    said_values,
)

SEARCH_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))


def search_people(store: Store, request: LookupRequest, *, by: Actor) -> PeopleFound:
    """Audit, commit, read the list for the text of the request; a refusal is audited and raised again.

    Opens its own transactions.

    Raises:
        BadInput: The text asks for nothing; see `domain.people_search.asked_fields`.
        RuleBroken: Role, ground or quota forbid the search.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_search(session, request, by=by, now=now)
    except (BadInput, RuleBroken) as refusal:
        _record_refused(store, request, refusal, by=by)
        raise
    with store.read() as session:
        return read_list(session, ticket, by=by, now=now)


def look_up_number(store: Store, request: LookupRequest, *, by: Actor) -> PersonCard | PeopleFound | None:
    """As `lookup.look_up`; where several persons of the area stand under the number, the masked list of them.

    The question stands in the audit, and so does the list. Opens its own transactions.
    """
    try:
        return look_up(store, request, by=by)
    except SeveralHold as several:
        return list_holders(store, several, request, by=by)


def list_holders(store: Store, several: SeveralHold, request: LookupRequest, *, by: Actor) -> PeopleFound:
    """Audit, commit, read the masked list of those among whom somebody has to say which one is meant.

    Opens its own transactions.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = _open_holders(session, request, several.person_ids, by=by, now=now)
    with store.read() as session:
        return read_list(session, ticket, by=by, now=now)


def _open_holders(
    session: Session, request: LookupRequest, person_ids: Sequence[int], *, by: Actor, now: datetime
) -> SearchTicket:
    """Write the audit row of listing who stands under a number; the caller commits it before reading the list."""
    end = writable_chain(session, by, audit.SEARCH, tuple(quota.count for quota in SEARCH_QUOTAS))
    check_quotas(SEARCH_QUOTAS, end.moments, now)
    named = _listed(session, end.key, [Hit(key, None) for key in person_ids])
    row = AuditRow(
        now,
        by.account_id,
        audit.SEARCH,
        audit.HIT,
        **grounds_of(request),
        subject_hash=next((one.subject_hash for one in named), ""),
        fields=listed_line([BY_NUMBER], len(named), more=False, seal=seal_over(end.key, named)),
    )
    audit_id = write_line(session, end, row)
    write_listed(session, audit_id, named)
    return SearchTicket(audit_id, tuple(one.person_id for one in named), False)


def open_search(session: Session, request: LookupRequest, *, by: Actor, now: datetime) -> SearchTicket:
    """Write the audit row of a search; the caller commits it before reading the list."""
    asked = asked_fields(request.id_text)
    end = writable_chain(session, by, audit.SEARCH, tuple(quota.count for quota in SEARCH_QUOTAS))
    check_ground(session, request, by)
    allowed = _allowed(asked, by)
    check_quotas(SEARCH_QUOTAS, end.moments, now)
    found = persons_matching(session, allowed, area=by.area, limit=FOUND_AT_MOST + 1)
    if not found:
        _require_index(session)
    listed_now, more = _listed(session, end.key, found[:FOUND_AT_MOST]), len(found) > FOUND_AT_MOST
    row = AuditRow(
        now,
        by.account_id,
        audit.SEARCH,
        audit.HIT if listed_now else audit.MISS,
        **grounds_of(request),
        subject_hash=audit.subject_hash(end.key, heard(request.id_text)),
        fields=listed_line(allowed, len(listed_now), more=more, seal=seal_over(end.key, listed_now)),
    )
    audit_id = write_line(session, end, row)
    write_listed(session, audit_id, listed_now)
    return SearchTicket(audit_id, tuple(one.person_id for one in listed_now), more)


def _listed(session: Session, key: bytes, hits: Sequence[Hit]) -> list[Listed]:
    """Return what the audit keeps of those found: a person whose number is unknown has no hash of it."""
    numbers = numbers_of(session, [hit.person_id for hit in hits]) if hits else {}
    hashes = {person: audit.subject_hash(key, number) for person, number in numbers.items()}
    return [Listed(*hit, hashes.get(hit.person_id, "")) for hit in hits]


def read_list(session: Session, ticket: SearchTicket, *, by: Actor, now: datetime) -> PeopleFound:
    """Return the masked list of a committed search.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about another list or account.
    """
    row = committed_row(session, Ticket(ticket.audit_id, None), audit.SEARCH, by=by, now=now)
    listed_then = _sealed_list(session, row, ticket)
    rows = listed_rows(session, ticket.person_ids)
    said = said_values(session, [one.record_id for one in listed_then if one.record_id is not None])
    by_value = {one.person_id: said[one.record_id] for one in listed_then if one.record_id in said}
    return PeopleFound(ticket, tuple(_masked(one, by_value.get(one.id), now) for one in rows))


def look_up_listed(
    store: Store, ticket: SearchTicket, person_id: int, request: LookupRequest, *, by: Actor
) -> PersonCard | None:
    """Audit, commit, read the card of somebody on the list, for the purpose of the request.

    Opens its own transactions.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            opened = open_listed(session, ticket, person_id, request, by=by, now=now)
    except RuleBroken as refusal:
        _record_refused(store, request, refusal, by=by)
        raise
    with store.read() as session:
        return read_card(session, opened, by=by, now=now)


def open_listed(
    session: Session,
    ticket: SearchTicket,
    person_id: int,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
) -> Ticket:
    """Write the audit row of opening one person of a list: a look-up with all its rules.

    Raises:
        RuleBroken: The list is not this account's, is older than 15 minutes, or does not name this person;
            or the look-up is forbidden.
    """
    row = audit.entry(session, ticket.audit_id)
    if row is None or row.action != audit.SEARCH or row.account_id != by.account_id:
        raise RuleBroken(no_ticket())
    if person_id not in ticket.person_ids or now - row.at > timedelta(minutes=CARD_MINUTES):
        raise RuleBroken(tr("This list is no longer open. Search again."))
    _sealed_list(session, row, ticket)
    subject = people.number_of(session, person_id) or f"person {person_id}"
    find = partial(people.person_place, session, person_id)
    return open_person(session, request, find, subject, by=by, now=now)


def _record_refused(store: Store, request: LookupRequest, refusal: Refusal, *, by: Actor) -> None:
    """Audit a refused search; of a text that is too long its beginning is hashed."""
    plain = replace(request, id_text=heard(request.id_text[:LONGEST_QUERY]))
    with store.begin() as session:
        record_failed_lookup(session, plain, refusal, by=by, now=store_time(session))


def _allowed(asked: Mapping[SearchField, str], by: Actor) -> Mapping[SearchField, str]:
    """Return what this role may ask for.

    Raises:
        RuleBroken: The text asks only for what is hidden from the role.
    """
    known = people_access().searches_by(by.role)
    allowed = {field: text for field, text in asked.items() if field in known}
    if asked and not allowed:
        sentence = tr("Your role does not search by {fields}.")
        raise RuleBroken(sentence.format(fields=listed([pick(FIELD_NAMES[field]) for field in asked])))
    return allowed


def _require_index(session: Session) -> None:
    if is_empty(session, PersonSearch) and not is_empty(session, Person):
        raise RuleBroken(
            tr(
                "This register cannot be searched yet: the administrator runs “gridcenter people index” first."
            )
        )


def _sealed_list(session: Session, row: AuditRow, ticket: SearchTicket) -> list[Listed]:
    """Return whom the list named.

    Raises:
        RuleBroken: The ticket, or what stands beside the line, is about others than the line was sealed for.
    """
    found = listed_of(session, ticket.audit_id)
    seal = seal_over(audit.ensure_audit_key(session), found)
    named = row.fields.partition(" ")[0].split("+")
    told = listed_line(named, len(ticket.person_ids), more=ticket.more, seal=seal)
    if row.fields != told or ticket.person_ids != tuple(one.person_id for one in found):
        raise RuleBroken(no_ticket())
    return found


def _masked(row: ListedRow, said: SaidRow | None, now: datetime) -> FoundPerson:
    last, today = newest(row.verified_on, row.met_on), day_here(now)
    return FoundPerson(
        row.id,
        mask_name(row.name),
        SEX_NAMES.get(row.sex, SEX_NAMES["0"]),
        age_band(row.birth, today) if row.birth is not None else "",
        mask_id_number(row.id_number or ""),
        named_home(mask_address(row.address), row.community),
        joined_place(row.community, row.grid),
        last,
        is_stale(last, freshness_rules().person, today),
        _found_by(said) if said is not None else None,
    )


def _found_by(said: SaidRow) -> FoundBy:
    kind = record_catalogue().kinds[said.key]
    return FoundBy(FIELD_NAMES[SearchField(said.key)], masked(said.value, kind.mask), said.source)
