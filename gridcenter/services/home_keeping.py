"""Keeping by hand where residents live (居住) and in which household (户): recorded, ended, corrected; audited.

An act is about a person whose card is open. The register line, what stood before it and the audit line are one
transaction; the card is read again only for its committed ticket.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import HISTORY_ITEM, HomeDeed, KeptLine
from gridcenter.domain.people import RESIDENCE_NAMES, Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import DISTRICT, in_area
from gridcenter.domain.record_items import RELATION_CODES
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.home_deeds import Desk, Done, Said
from gridcenter.services.household_keeping import correct_membership, join_household, leave_household
from gridcenter.services.lookup import grounds_of, look_up, opened_card
from gridcenter.services.people_access import people_access
from gridcenter.services.record_keeping import KEEP_QUOTAS, read_kept, record_refused
from gridcenter.services.residence_keeping import correct_home, move_in, move_out
from gridcenter.services.tickets import check_quotas, committed_row, writable_chain, write_line
from gridcenter.store import audit, people
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.codes import code_names
from gridcenter.store.engine import Store, store_time
from gridcenter.store.home_keeping import HistoryRow, history_of
from gridcenter.store.person_merges import locked_rows, merged_into

_DEEDS: Mapping[HomeDeed, Callable[[Desk], Done]] = {
    HomeDeed.MOVED_IN: move_in,
    HomeDeed.MOVED_OUT: move_out,
    HomeDeed.HOME_CORRECTED: correct_home,
    HomeDeed.JOINED: join_household,
    HomeDeed.LEFT: leave_household,
    HomeDeed.MEMBER_CORRECTED: correct_membership,
}
ASKED = "asked_history"
"""Outcome of asking for the history."""


@dataclass(frozen=True, slots=True)
class HomeKept:
    """The card as it is then, and what else is to be seen to: empty where all is well."""

    card: PersonCard | None
    told: str = ""


def keep_home(
    store: Store,
    person_id: int,
    deed: HomeDeed,
    said: Said,
    request: LookupRequest,
    *,
    by: Actor,
    zone: tzinfo = DISTRICT,
) -> HomeKept:
    """Do it and audit it, commit, and read the card again; what a rule forbids is audited, too.

    Opens its own transactions.

    Raises:
        BadInput: A day, a place, a source or a reason is missing or wrong; the sentence says which.
        RuleBroken: The role may not, the card is no longer open, or the registers say otherwise.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket, told = open_home(session, person_id, deed, said, request, by=by, now=now, zone=zone)
    except RuleBroken:
        with store.begin() as session:
            now = store_time(session)
            record_refused(session, person_id, str(deed), request, by=by, now=now)
        raise
    with store.read() as session:
        return HomeKept(read_kept(session, ticket, by=by, now=now), told)


def keep_home_by_number(
    store: Store, deed: HomeDeed, said: Said, request: LookupRequest, *, by: Actor, zone: tzinfo = DISTRICT
) -> HomeKept:
    """Look a person up by `id_number` and do it; the look-up is one with all its rules and its own audit line.

    Raises:
        BadInput: Nobody of the area has the number, or as `keep_home`.
        RuleBroken: As `keep_home`.
    """
    require_home_keeper(by)
    asked = replace(request, id_text=said.get("id_number", ""))
    card = look_up(store, asked, by=by)
    if card is None:
        raise BadInput(tr("Nobody with this number in your area. The question stands in the audit."))
    return keep_home(store, card.person_id, deed, said, asked, by=by, zone=zone)


def open_home(
    session: Session,
    person_id: int,
    deed: HomeDeed,
    said: Said,
    request: LookupRequest,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo = DISTRICT,
) -> tuple[Ticket, str]:
    """Write what is kept and its audit line; the caller commits both before reading the card."""
    end = home_chain(session, by, now, audit.KEEP)
    opened = opened_card(session, end, person_id, by=by, now=now)
    done = _DEEDS[deed](_desk(session, person_id, said, deed, by=by, now=now, zone=zone))
    line = _line(deed, done.ref, opened, request, by=by, now=now)
    return Ticket(write_line(session, end, line), person_id), done.told


def home_history(store: Store, person_id: int, request: LookupRequest, *, by: Actor) -> Sequence[KeptLine]:
    """Audit, commit, read what was kept by hand about a person whose card is open, the newest first.

    Raises:
        RuleBroken: The role may not, or the card is no longer open.
    """
    with store.begin() as session:
        now = store_time(session)
        end = home_chain(session, by, now, audit.KEEP)
        opened = opened_card(session, end, person_id, by=by, now=now)
        line = _line(ASKED, HISTORY_ITEM, opened, request, by=by, now=now)
        ticket = Ticket(write_line(session, end, line), person_id)
    with store.read() as session:
        committed_row(session, ticket, audit.KEEP, by=by, now=now)
        relations = code_names(session, RELATION_CODES)
        rows = history_of(session, [person_id, *merged_into(session, person_id)])
        return [kept_line(row, {code: pick(name) for code, name in relations.items()}) for row in rows]


def kept_line(row: HistoryRow, words: Mapping[str, str]) -> KeptLine:
    """Return a line of the history in words; `words` names the codes of relations or tenures."""
    before, after = (_told(text, words) for text in (row.before, row.after))
    return KeptLine(row.at, row.actor, HomeDeed(row.deed), before, after, row.reason)


def _told(text: str, words: Mapping[str, str]) -> str:
    if not text:
        return ""
    line: dict[str, Any] = json.loads(text)
    kind = line.get("kind") or line.get("relation") or line.get("tenure") or ""
    name = pick(RESIDENCE_NAMES[kind]) if kind in RESIDENCE_NAMES else words.get(kind, kind)
    days = f"{line.get('since') or '?'} — {line.get('until') or ''}".rstrip()
    parts = (line.get("premises") or line.get("household") or "", name, days, line.get("source") or "")
    return " · ".join(part for part in parts if part)


def home_chain(session: Session, by: Actor, now: datetime, action: str) -> ChainEnd:
    """Return the end of the account's chain where its role may keep homes and its quota is not used up."""
    end = writable_chain(session, by, action, tuple(quota.count for quota in KEEP_QUOTAS))
    require_home_keeper(by)
    check_quotas(KEEP_QUOTAS, end.moments, now)
    return end


def require_home_keeper(by: Actor) -> None:
    keepers = people_access().home_keepers
    if by.role not in keepers:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(keepers)])
        raise RuleBroken(tr("Residences, households and tenures are kept by: {roles}.").format(roles=roles))


def _desk(
    session: Session, person_id: int, said: Said, deed: HomeDeed, *, by: Actor, now: datetime, zone: tzinfo
) -> Desk:
    rows = [person_id, *merged_into(session, person_id)]
    locked_rows(session, rows)
    person = people.person_row(session, person_id)
    if person is None or not in_area(person.community_code, person.grid_code, by.area):
        raise RuleBroken(tr("This card is no longer open. Look the resident up again."))
    return Desk(session, person, rows, said, deed, by, now, zone)


def _line(
    outcome: str, fields: str, opened: AuditRow, request: LookupRequest, *, by: Actor, now: datetime
) -> AuditRow:
    return AuditRow(
        now,
        by.account_id,
        audit.KEEP,
        str(outcome),
        **grounds_of(request),
        subject_hash=opened.subject_hash,
        person_id=opened.person_id,
        fields=fields[:400],
    )
