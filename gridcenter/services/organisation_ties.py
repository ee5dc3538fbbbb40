"""How persons belong to organisations (任职关系), entered and ended by hand: audited about the person.

A tie is only ever ended. The audit line and the change are one transaction; a card is read again only for its
committed ticket.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import parse_uscc
from gridcenter.domain.linked_cards import LinkTicket
from gridcenter.domain.organisations import TIE_ITEM, TIE_NAMES, OrganisationDeed, Tie
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import DISTRICT
from gridcenter.language import listed, pick, tr
from gridcenter.services.linked_cards import check_listed
from gridcenter.services.lookup import grounds_of, look_up, opened_card
from gridcenter.services.organisation_keeping import (
    Said,
    keeping_chain,
    past_day,
    require_keeper,
    source_day,
    source_of,
)
from gridcenter.services.record_keeping import read_kept
from gridcenter.services.tickets import write_line
from gridcenter.store import audit, organisations
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.engine import Store, store_time
from gridcenter.store.failures import contended_keys
from gridcenter.store.models import OrganisationPerson
from gridcenter.store.organisation_keeping import end_tie, locked_tie, same_ties
from gridcenter.store.person_merges import merged_into


def tie_person(
    store: Store, person_id: int, said: Said, request: LookupRequest, *, by: Actor, zone: tzinfo = DISTRICT
) -> PersonCard | None:
    """Tie a person whose card is open to the organisation with a credit code, and read the card again.

    Opens its own transactions.

    Raises:
        UsccError: The credit code is wrong.
        BadInput: A day, a source or the tie is missing or wrong, or no organisation has the code.
        RuleBroken: The role may not, the card is no longer open, or the same tie goes on already.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = open_tie(session, person_id, said, request, by=by, now=now, zone=zone)
    with store.read() as session:
        return read_kept(session, ticket, by=by, now=now)


def tie_by_number(
    store: Store, said: Said, request: LookupRequest, *, by: Actor, zone: tzinfo = DISTRICT
) -> PersonCard | None:
    """Look a person up by `id_number` and tie that person to the organisation with a credit code.

    The look-up is one with all its rules and its own audit line. Opens its own transactions.

    Raises:
        BadInput: Nobody of the area has the number, or as `tie_person`.
        RuleBroken: As `tie_person`.
    """
    require_keeper(by)
    asked = replace(request, id_text=said.get("id_number", ""))
    card = look_up(store, asked, by=by)
    if card is None:
        raise BadInput(tr("Nobody with this number in your area. The question stands in the audit."))
    return tie_person(store, card.person_id, said, asked, by=by, zone=zone)


def open_tie(
    session: Session,
    person_id: int,
    said: Said,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> Ticket:
    """Write a tie and its audit line about the person; the caller commits both before reading the card."""
    end = keeping_chain(session, by, now, audit.KEEP)
    opened = opened_card(session, end, person_id, by=by, now=now)
    organisation_id = organisations.organisation_with_code(session, parse_uscc(said.get("uscc", "")).number)
    if organisation_id is None:
        raise BadInput(tr("No organisation has this code: enter it first."))
    kind = said.get("tie", "")
    if kind not in list(Tie):
        raise BadInput(tr("choose from {choices}").format(choices=listed(map(pick, TIE_NAMES.values()))))
    since = past_day(said.get("since", ""), tr("From"), now, zone)
    for one in same_ties(session, organisation_id, person_id, kind):
        if one.until is None:
            raise RuleBroken(tr("The same tie goes on already: end it first."))
        if one.since == since:
            raise RuleBroken(tr("The same tie began on that day already and was ended."))
    tie = OrganisationPerson(
        organisation_id=organisation_id,
        person_id=person_id,
        kind=kind,
        since=since,
        source=source_of(said),
        recorded_on=source_day(said, now, zone),
    )
    session.add(tie)
    with contended_keys():  # another desk may make the same one at this moment
        session.flush()
    fields = f"{TIE_ITEM}@{tie.id}"
    return _record_about(
        session, end, OrganisationDeed.TIED, fields, opened, request, by=by, now=now, person_id=person_id
    )


def end_tie_of(
    store: Store,
    person_id: int,
    tie_id: int,
    said: Said,
    request: LookupRequest,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
) -> PersonCard | None:
    """End a tie of a person whose card is open, and read the card again. Opens its own transactions.

    Raises:
        BadInput: The last day is missing or wrong.
        RuleBroken: The role may not, the card is no longer open, or somebody has ended the tie already.
    """
    with store.begin() as session:
        now = store_time(session)
        end = keeping_chain(session, by, now, audit.KEEP)
        opened = opened_card(session, end, person_id, by=by, now=now)
        fields = _end(session, tie_id, person_id, said, by=by, now=now, zone=zone)
        ticket = _record_about(
            session,
            end,
            OrganisationDeed.TIE_ENDED,
            fields,
            opened,
            request,
            by=by,
            now=now,
            person_id=person_id,
        )
    with store.read() as session:
        return read_kept(session, ticket, by=by, now=now)


def end_listed_tie(
    session: Session,
    ticket: LinkTicket,
    person_id: int,
    tie_id: int,
    said: Said,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> None:
    """End a tie of somebody on the open list of an organisation; the caller commits.

    Raises:
        BadInput: The last day is missing or wrong.
        RuleBroken: The role may not, the list is no longer open or does not name the person, or the tie is ended.
    """
    end = keeping_chain(session, by, now, audit.KEEP)
    number = check_listed(session, ticket, person_id, by=by, now=now)
    fields = _end(session, tie_id, person_id, said, by=by, now=now, zone=zone)
    line = AuditRow(
        now,
        by.account_id,
        audit.KEEP,
        str(OrganisationDeed.TIE_ENDED),
        **grounds_of(request),
        subject_hash=audit.subject_hash(end.key, number),
        person_id=person_id,
        fields=fields,
    )
    write_line(session, end, line)


def _end(
    session: Session, tie_id: int, person_id: int, said: Said, *, by: Actor, now: datetime, zone: tzinfo
) -> str:
    """End a tie and return what the audit says of it."""
    until = past_day(said.get("until", ""), tr("Until"), now, zone)
    if until is None:
        raise BadInput(tr("{label} is missing.").format(label=tr("Until")))
    tie = locked_tie(session, tie_id)
    if tie is None or tie.person_id not in (person_id, *merged_into(session, person_id)):
        raise RuleBroken(tr("This tie is not in the register any more. Open the card again."))
    if tie.until is not None:
        day = tie.until.isoformat()
        raise RuleBroken(tr("This tie was ended already, on {day}.").format(day=day))
    if tie.since is not None and until < tie.since:
        raise BadInput(tr("A tie does not end before it began ({day}).").format(day=tie.since.isoformat()))
    end_tie(session, tie_id, until=until, at=now, by=by.account_id)
    return f"{TIE_ITEM}@{tie_id}"


def _record_about(
    session: Session,
    end: ChainEnd,
    deed: OrganisationDeed,
    fields: str,
    opened: AuditRow,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    person_id: int,
) -> Ticket:
    line = AuditRow(
        now,
        by.account_id,
        audit.KEEP,
        str(deed),
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=person_id,
        fields=fields,
    )
    return Ticket(write_line(session, end, line), person_id)
