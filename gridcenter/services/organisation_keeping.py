"""Entering an organisation (组织登记), and stating what another source says of it: audited.

Nothing is written over: what differs stands beside what others say, with source and day. The audit line
and the change are one transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, parse_uscc
from gridcenter.domain.organisation_statements import PLACE, PlaceSaid, statements_of
from gridcenter.domain.organisations import (
    CODED_ITEMS,
    DAYS,
    ITEMS,
    OrganisationDeed,
)
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DISTRICT, in_area
from gridcenter.domain.record_keeping import LONGEST_SOURCE, LONGEST_VALUE, fitting
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.importing.cells import parse_day
from gridcenter.services.organisation_statements import Speaker, Stated, write_statements
from gridcenter.services.people_access import people_access
from gridcenter.services.record_keeping import EARLIEST, KEEP_QUOTAS
from gridcenter.services.tickets import check_quotas, writable_chain, write_line
from gridcenter.store import organisations
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.codes import code_names
from gridcenter.store.failures import contended_keys
from gridcenter.store.models import Organisation
from gridcenter.store.organisation_keeping import place_of_premises
from gridcenter.store.organisation_statements import own_values, said_rows

ORGANISATION_KEEP = "organisation_keep"
"""Action of the audit where no person is meant."""
Said = Mapping[str, str]
"""What was typed, by the name of the field."""
_TYPED = tuple(key for key in ITEMS if key != PLACE)
"""Items that are typed as they are; a place is told by its premises."""


def enter_organisation(
    session: Session, said: Said, *, by: Actor, now: datetime, zone: tzinfo = DISTRICT
) -> int:
    """Write a new organisation with its audit line and return its id; the caller commits.

    Raises:
        UsccError: The credit code is wrong; the sentence says at which position, as far as that can be told.
        BadInput: A part is missing or wrong, or an organisation has this code already.
        RuleBroken: The role may not, or the place is outside the account's area.
        StoreUnavailable: Somebody else entered it at this moment.
    """
    end = keeping_chain(session, by, now)
    uscc = parse_uscc(said.get("uscc", "")).number
    if organisations.organisation_with_code(session, uscc) is not None:
        raise BadInput(tr("An organisation has this code already: open it and state what differs."))
    values = {key: checked_item(session, key, said.get(key, ""), now=now, zone=zone) for key in _TYPED}
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
        source=source_of(said),
        recorded_on=source_day(said, now, zone),
        synthetic=uscc[2:8] == DEMO_PREFIX,
    )
    session.add(made)
    with contended_keys():  # another desk may enter the same one at this moment
        session.flush()
    record_deed(session, end, OrganisationDeed.ENTERED, f"organisation {made.id}", by=by, now=now)
    return made.id


def state_of_organisation(
    session: Session,
    organisation_id: int,
    said: Said,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> None:
    """Let what a source says (`item`, `value`) stand beside what others say, with its audit line; the caller commits.

    Raises:
        BadInput: The value is none of its kind, or value, source or day is missing.
        RuleBroken: The role may not, the organisation is outside the area, or this source has said so already.
    """
    end = keeping_chain(session, by, now)
    require_there(session, organisation_id, by)
    key = said.get("item", "")
    if key not in ITEMS:
        raise BadInput(tr("There is no record item “{key}” in the catalogue.").format(key=key))
    text = said.get("value", "")
    value = (
        _stated_place(session, text, by)
        if key == PLACE
        else checked_item(session, key, text, now=now, zone=zone)
    )
    if not value:
        raise BadInput(tr("{label} is missing.").format(label=pick(ITEMS[key])))
    source, day = source_of(said), source_day(said, now, zone)
    own = own_values(session, [organisation_id], locked=True)[organisation_id]
    rows = said_rows(session, [organisation_id])[organisation_id]
    for one in statements_of(own, rows, key):
        if (one.text, one.source, one.recorded_on) == (value, source, day):
            raise RuleBroken(tr("This source has said just this on that day already."))
    _in_order(*(value if name == key else own.values[name] for name in ("founded_on", "ended_on")))
    stated = Stated(organisation_id, key, value, source, day)
    write_statements(session, [stated], Speaker(now, by.account_id, by.name))
    record_deed(
        session, end, OrganisationDeed.STATED, f"organisation {organisation_id} {key}", by=by, now=now
    )


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
        day = past_day(kept, pick(ITEMS[key]), now, zone)
        return day.isoformat() if day is not None else ""
    return kept


def require_keeper(by: Actor) -> None:
    keepers = people_access().organisation_keepers
    if by.role not in keepers:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(keepers)])
        raise RuleBroken(tr("Organisations and their people are kept by: {roles}.").format(roles=roles))


def keeping_chain(session: Session, by: Actor, now: datetime, action: str = ORGANISATION_KEEP) -> ChainEnd:
    end = writable_chain(session, by, action, tuple(quota.count for quota in KEEP_QUOTAS))
    require_keeper(by)
    check_quotas(KEEP_QUOTAS, end.moments, now)
    return end


def require_there(session: Session, organisation_id: int, by: Actor) -> None:
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


def _stated_place(session: Session, code: str, by: Actor) -> str:
    """Return the place of premises as a statement keeps it, "" where none are named."""
    premises, community, grid = _place(session, {"premises_code": code}, by)
    named = fitting(code, label=tr("Premises"), longest=LONGEST_SOURCE, needed=False)
    return PlaceSaid(named, grid or "", community).text() if premises is not None else ""


def source_of(said: Said) -> str:
    return fitting(said.get("source", ""), label=tr("Source"), longest=LONGEST_SOURCE)


def source_day(said: Said, now: datetime, zone: tzinfo) -> date:
    label = tr("Recorded on")
    day = past_day(
        fitting(said.get("recorded_on", ""), label=label, longest=LONGEST_SOURCE), label, now, zone
    )
    assert day is not None
    return day


def past_day(text: str, label: str, now: datetime, zone: tzinfo) -> date | None:
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


def _in_order(founded: str, ended: str) -> None:
    if founded and ended and ended < founded:
        raise BadInput(tr("An organisation does not end before it was founded."))


def record_deed(
    session: Session,
    end: ChainEnd,
    deed: OrganisationDeed,
    fields: str,
    *,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    line = AuditRow(
        now,
        by.account_id,
        ORGANISATION_KEEP,
        str(deed),
        purpose="",
        incident_number="",
        reason=reason,
        subject_hash="",
        fields=fields,
    )
    write_line(session, end, line)
