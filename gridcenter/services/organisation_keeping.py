"""Entering an organisation (组织登记), stating what another source says of it, and tying persons to it: audited.

Nothing is written over: what differs stands beside the organisation's own columns with source and day, and a tie is
only ever ended. The audit line and the change are one transaction; a card is read again only for its committed ticket.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, parse_uscc
from gridcenter.domain.linked_cards import LinkTicket
from gridcenter.domain.organisations import (
    CODED_ITEMS,
    DAYS,
    ITEMS,
    TIE_ITEM,
    TIE_NAMES,
    OrganisationDeed,
    Tie,
)
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import DISTRICT, in_area
from gridcenter.domain.record_keeping import LONGEST_SOURCE, LONGEST_VALUE, fitting
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.importing.cells import parse_day
from gridcenter.services.linked_cards import check_listed
from gridcenter.services.lookup import grounds_of, look_up, opened_card
from gridcenter.services.people_access import people_access
from gridcenter.services.record_keeping import EARLIEST, KEEP_QUOTAS, read_kept
from gridcenter.services.tickets import check_quotas, writable_chain, write_line
from gridcenter.store import audit, organisations
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Organisation, OrganisationItem, OrganisationPerson
from gridcenter.store.organisation_keeping import (
    end_tie,
    locked_tie,
    own_values,
    place_of_premises,
    said_of,
    same_ties,
)
from gridcenter.store.person_merges import merged_into

ORGANISATION_KEEP = "organisation_keep"
"""Action of the audit where no person is meant."""
Said = Mapping[str, str]
"""What was typed, by the name of the field."""


def enter_organisation(
    session: Session, said: Said, *, by: Actor, now: datetime, zone: tzinfo = DISTRICT
) -> int:
    """Write a new organisation with its audit line and return its id; the caller commits.

    Raises:
        UsccError: The credit code is wrong; the sentence says at which position, as far as that can be told.
        BadInput: A part is missing or wrong, or an organisation has this code already.
        RuleBroken: The role may not, or the place is outside the account's area.
    """
    end = _chain(session, by, now)
    uscc = parse_uscc(said.get("uscc", "")).number
    if organisations.organisation_with_code(session, uscc) is not None:
        raise BadInput(tr("An organisation has this code already: open it and state what differs."))
    values = {key: checked_item(session, key, said.get(key, ""), now=now, zone=zone) for key in ITEMS}
    if not values["name"]:
        raise BadInput(tr("{label} is missing.").format(label=pick(ITEMS["name"])))
    _in_order(values["founded_on"], values["ended_on"])
    premises, community, grid = _place(session, said, by)
    made = Organisation(
        uscc=uscc,
        name=values["name"],
        kind=values["kind"],
        status=values["status"],
        founded_on=_as_day(values["founded_on"]),
        ended_on=_as_day(values["ended_on"]),
        premises_id=premises,
        community_code=community,
        grid_code=grid,
        source=_source(said),
        recorded_on=_source_day(said, now, zone),
        synthetic=uscc[2:8] == DEMO_PREFIX,
    )
    session.add(made)
    session.flush()
    _record(session, end, OrganisationDeed.ENTERED, f"organisation {made.id}", by=by, now=now)
    return made.id


def state_of_organisation(
    session: Session,
    organisation_id: int,
    said: Said,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> int:
    """Let what a source says (`item`, `value`) stand beside what others say, with its audit line; the caller commits.

    Raises:
        BadInput: The value is none of its kind, or value, source or day is missing.
        RuleBroken: The role may not, the organisation is outside the area, or this source has said so already.
    """
    end = _chain(session, by, now)
    _require_there(session, organisation_id, by)
    key = said.get("item", "")
    if key not in ITEMS:
        raise BadInput(tr("There is no record item “{key}” in the catalogue.").format(key=key))
    value = checked_item(session, key, said.get("value", ""), now=now, zone=zone)
    if not value:
        raise BadInput(tr("{label} is missing.").format(label=pick(ITEMS[key])))
    own = own_values(session, organisation_id, tuple(ITEMS)) or {}
    _in_order(
        value if key == "founded_on" else own["founded_on"], value if key == "ended_on" else own["ended_on"]
    )
    source, day = _source(said), _source_day(said, now, zone)
    for one in said_of(session, organisation_id):
        if (one.key, one.value, one.source, one.recorded_on) == (key, value, source, day):
            raise RuleBroken(tr("This source has said just this on that day already."))
    made = OrganisationItem(
        organisation_id=organisation_id,
        key=key,
        value=value,
        source=source,
        recorded_on=day,
        said_at=now,
        said_by=by.account_id,
        speaker=by.name,
    )
    session.add(made)
    session.flush()
    _record(session, end, OrganisationDeed.STATED, f"organisation {organisation_id} {key}", by=by, now=now)
    return made.id


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
    _require_role(by)
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
    end = _chain(session, by, now, audit.KEEP)
    opened = opened_card(session, end, person_id, by=by, now=now)
    organisation_id = organisations.organisation_with_code(session, parse_uscc(said.get("uscc", "")).number)
    if organisation_id is None:
        raise BadInput(tr("No organisation has this code: enter it first."))
    kind = said.get("tie", "")
    if kind not in list(Tie):
        raise BadInput(tr("choose from {choices}").format(choices=listed(map(pick, TIE_NAMES.values()))))
    since = _past_day(said.get("since", ""), tr("From"), now, zone)
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
        source=_source(said),
        recorded_on=_source_day(said, now, zone),
    )
    session.add(tie)
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
        end = _chain(session, by, now, audit.KEEP)
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
    end = _chain(session, by, now, audit.KEEP)
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


def checked_item(session: Session, key: str, text: str, *, now: datetime, zone: tzinfo = DISTRICT) -> str:
    """Return what was typed as it is kept: the code of a word, a day as year-month-day; "" where nothing was typed.

    Raises:
        BadInput: It is too long, no code and no name of the code set, or no day that has been.
    """
    kept = fitting(text, label=pick(ITEMS[key]), longest=LONGEST_VALUE, needed=False)
    if kept and key in CODED_ITEMS:
        names = code_names(session, CODED_ITEMS[key])
        words = {**{name.zh: code for code, name in names.items()}, **{code: code for code in names}}
        if kept not in words:
            known = listed(pick(name) for name in names.values())
            raise BadInput(tr("{label}: choose from {choices}").format(label=pick(ITEMS[key]), choices=known))
        return words[kept]
    if kept and key in DAYS:
        day = _past_day(kept, pick(ITEMS[key]), now, zone)
        return day.isoformat() if day is not None else ""
    return kept


def _require_role(by: Actor) -> None:
    keepers = people_access().organisation_keepers
    if by.role not in keepers:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(keepers)])
        raise RuleBroken(tr("Organisations and their people are kept by: {roles}.").format(roles=roles))


def _chain(session: Session, by: Actor, now: datetime, action: str = ORGANISATION_KEEP) -> ChainEnd:
    end = writable_chain(session, by, action, tuple(quota.count for quota in KEEP_QUOTAS))
    _require_role(by)
    check_quotas(KEEP_QUOTAS, end.moments, now)
    return end


def _require_there(session: Session, organisation_id: int, by: Actor) -> None:
    place = organisations.organisation_place(session, organisation_id)
    if place is None or not in_area(place[0], place[1], by.area):
        raise RuleBroken(tr("There is no such organisation in your area."))


def _place(session: Session, said: Said, by: Actor) -> tuple[int | None, str, str | None]:
    """Return (premises, community code, grid code) of what was typed."""
    code = fitting(said.get("premises_code", ""), label=tr("Premises"), longest=LONGEST_SOURCE, needed=False)
    found = place_of_premises(session, code) if code else None
    if code and found is None:
        raise BadInput(tr("There are no premises with this code."))
    if by.area and (found is None or not in_area(found.community_code, found.grid_code, by.area)):
        raise RuleBroken(tr("Name the premises where it is: they lie in your area."))
    return (found.premises_id, found.community_code, found.grid_code) if found else (None, "", None)


def _source(said: Said) -> str:
    return fitting(said.get("source", ""), label=tr("Source"), longest=LONGEST_SOURCE)


def _source_day(said: Said, now: datetime, zone: tzinfo) -> date:
    label = tr("Recorded on")
    day = _past_day(
        fitting(said.get("recorded_on", ""), label=label, longest=LONGEST_SOURCE), label, now, zone
    )
    assert day is not None
    return day


def _past_day(text: str, label: str, now: datetime, zone: tzinfo) -> date | None:
    """Return a typed day, None where nothing was typed.

    Raises:
        BadInput: It is no day, too long ago, or still to come.
    """
    if not text.strip():
        return None
    day = parse_day(text.strip()[:LONGEST_SOURCE])
    if day is None or day < EARLIEST:
        raise BadInput(tr("{label}: write a day such as 2026-11-22.").format(label=label))
    if day > now.astimezone(zone).date():
        raise BadInput(tr("{label}: this day is still to come.").format(label=label))
    return day


def _as_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _in_order(founded: object, ended: object) -> None:
    if founded and ended and str(ended) < str(founded):
        raise BadInput(tr("An organisation does not end before it was founded."))


def _end(
    session: Session, tie_id: int, person_id: int, said: Said, *, by: Actor, now: datetime, zone: tzinfo
) -> str:
    """End a tie and return what the audit says of it."""
    until = _past_day(said.get("until", ""), tr("Until"), now, zone)
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


def _record(
    session: Session, end: ChainEnd, deed: OrganisationDeed, fields: str, *, by: Actor, now: datetime
) -> None:
    line = AuditRow(
        now,
        by.account_id,
        ORGANISATION_KEEP,
        str(deed),
        purpose="",
        incident_number="",
        reason="",
        subject_hash="",
        fields=fields,
    )
    write_line(session, end, line)


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
