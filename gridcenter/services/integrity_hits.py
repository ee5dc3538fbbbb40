"""Hits of integrity rules: a masked list, audited before it is read, and what somebody decides about one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.integrity import HitLine, Rule, Verdict
from gridcenter.domain.masking import age_band, mask_address, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import HIT_DECISION
from gridcenter.domain.people import Actor, LookupRequest, PersonCard, Ticket
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.audited_lists import write_listing
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_switches import require_role, rule_states
from gridcenter.services.lookup import look_up_opened, open_person
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.services.resident_card import joined_place, named_home
from gridcenter.services.shown_fields import SHOWN_FIELDS
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
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, store_time
from gridcenter.store.integrity import (
    Behind,
    HitFilter,
    HitRow,
    behind,
    hit_ids,
    hit_rows,
    hit_total,
    newest_decisions,
    place_names,
)
from gridcenter.store.models import IntegrityDecision, IntegrityHit

LOOK, DECIDE = audit.HITS, HIT_DECISION
"""Actions of the audit rows."""
QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
SHOWN_AT_MOST = 100
_COMMUNITY_DIGITS = 12


@dataclass(frozen=True, slots=True)
class HitTicket:
    """Receipt of a committed question for hits, with the ids it found; `more` where there are others behind them."""

    audit_id: int
    ids: tuple[int, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class HitsShown:
    """A page of hits; `total` counts those of all pages."""

    lines: tuple[HitLine, ...]
    more: bool
    total: int


def show_hits(store: Store, wanted: HitFilter, *, by: Actor) -> HitsShown:
    """Audit, commit, read the masked list. Opens its own transactions.

    Raises:
        RuleBroken: The role may not, or asks too often.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = open_hits(session, wanted, by=by, now=now)
    with store.read() as session:
        lines = read_hits(session, ticket, by=by, now=now)
        return HitsShown(lines, ticket.more, hit_total(session, wanted, area=by.area))


def open_hits(session: Session, wanted: HitFilter, *, by: Actor, now: datetime) -> HitTicket:
    """Write the audit row of a list of hits; the caller commits it before reading."""
    require_role(integrity_settings().roles.look, by)
    end = writable_chain(session, by, LOOK, tuple(quota.count for quota in QUOTAS))
    check_quotas(QUOTAS, end.moments, now)
    found = hit_ids(session, wanted, area=by.area, limit=SHOWN_AT_MOST + 1)
    ids, more = tuple(found[:SHOWN_AT_MOST]), len(found) > SHOWN_AT_MOST
    outcome = audit.SHOWN if ids else audit.MISS
    row = AuditRow(now, by.account_id, LOOK, outcome, "", "", "", _seal(end.key, ids))
    persons = [hit.person_id for hit in hit_rows(session, ids)]
    return HitTicket(write_listing(session, end, row, wanted.rule or "*", len(ids), persons), ids, more)


def read_hits(session: Session, ticket: HitTicket, *, by: Actor, now: datetime) -> tuple[HitLine, ...]:
    """Return the masked list of a committed ticket.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about another list or account.
    """
    row = committed_row(session, Ticket(ticket.audit_id, None), LOOK, by=by, now=now)
    if row.subject_hash != _seal(audit.ensure_audit_key(session), ticket.ids):
        raise RuleBroken(no_ticket())
    rules = {state.rule.key: state.rule for state in rule_states(session, by=by)}
    return hit_lines(session, hit_rows(session, ticket.ids), rules, today=local_day(session, now))


def hit_lines(
    session: Session, rows: Sequence[HitRow], rules: dict[str, Rule], *, today: date
) -> tuple[HitLine, ...]:
    """Return the hits masked; the caller has audited it."""
    found = behind(session, rows, {key: rule.evidence for key, rule in rules.items()})
    decided = newest_decisions(session, [row.id for row in rows])
    codes = {code for row in rows for code in (row.grid_code, _community(row))}
    names = place_names(session, codes)
    return tuple(_line(row, found[row.id], decided.get(row.id), names, today) for row in rows)


def decide_hit(
    session: Session,
    hit_id: int,
    *,
    version: int,
    verdict: Verdict,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """Keep what somebody says about a hit and return its new version; a later decision counts instead of this one.

    The caller owns the transaction.

    Raises:
        RuleBroken: The role may not, there is no such hit in the area, or it changed meanwhile.
        BadInput: No reason is given.
    """
    require_role(integrity_settings().roles.decide, by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why: what was found in the registers or on the spot"))
    hit = _locked(session, hit_id, version, by)
    _audit_decision(session, hit, verdict, said, by=by, now=now)
    hit.verdict = verdict.value
    session.add(
        IntegrityDecision(
            hit_id=hit.id,
            verdict=verdict.value,
            reason=said,
            at=now,
            account_id=by.account_id,
            who=by.name,
            role=by.role,
        )
    )
    session.flush()
    return hit.version


def _locked(session: Session, hit_id: int, version: int, by: Actor) -> IntegrityHit:
    hit = session.get(IntegrityHit, hit_id, with_for_update=True, populate_existing=True)
    if hit is None or not _inside(hit, by):
        raise RuleBroken(_no_hit(hit_id))
    if hit.version != version:
        raise RuleBroken(tr("this hit changed meanwhile. Your text is kept: check and send again"))
    return hit


def _inside(hit: HitRow | IntegrityHit, by: Actor) -> bool:
    return within(hit.community_code, by.area) or within(hit.grid_code, by.area)


def _no_hit(hit_id: int) -> str:
    return tr("there is no hit no. {id} in your area").format(id=hit_id)


def look_up_hit(store: Store, hit_id: int, request: LookupRequest, *, by: Actor) -> PersonCard | None:
    """Audit, commit, read the card of the person whom a hit is about: a look-up with all its rules.

    Opens its own transactions.

    Raises:
        RuleBroken: There is no such hit in the area, it is about nobody, or the look-up is forbidden.
    """
    return look_up_opened(
        store,
        lambda session, now: _open_whom(session, hit_id, request, by=by, now=now),
        request,
        by=by,
    )


def _open_whom(session: Session, hit_id: int, request: LookupRequest, *, by: Actor, now: datetime) -> Ticket:
    require_role(integrity_settings().roles.look, by)
    hit = next(iter(hit_rows(session, [hit_id])), None)
    if hit is None or not _inside(hit, by):
        raise RuleBroken(_no_hit(hit_id))
    if hit.person_id is None:
        raise RuleBroken(tr("this hit is about premises or a household, and nobody to look up"))
    subject = people.number_of(session, hit.person_id) or f"person {hit.person_id}"
    find = partial(people.person_place, session, hit.person_id)
    return open_person(session, request, find, subject, by=by, now=now)


def hit_version(session: Session, hit_id: int) -> int:
    """Return the version of a hit as it stands; 0 where there is none."""
    rows = hit_rows(session, [hit_id])
    return rows[0].version if rows else 0


def local_day(session: Session, now: datetime) -> date:
    """Return the day in the district's zone."""
    return now.astimezone(ZoneInfo(working_calendar(session).zone)).date()


def _audit_decision(
    session: Session, hit: IntegrityHit, verdict: Verdict, reason: str, *, by: Actor, now: datetime
) -> None:
    end = writable_chain(session, by, DECIDE, ())
    subject = ""
    if hit.person_id is not None:
        number = people.number_of(session, hit.person_id) or f"person {hit.person_id}"
        subject = audit.subject_hash(end.key, number)
    row = AuditRow(
        now,
        by.account_id,
        DECIDE,
        DONE,
        purpose="correction",
        incident_number="",
        reason=reason,
        subject_hash=subject,
        person_id=hit.person_id,
        fields=f"{verdict.value} {hit.id} {hit.rule}",
    )
    write_line(session, end, row)


def _seal(key: bytes, ids: tuple[int, ...]) -> str:
    """Return the keyed hash by which a line knows the hits that it was written for."""
    return audit.subject_hash(key, f"hits {' '.join(map(str, ids))}")


def _community(row: HitRow) -> str:
    return row.community_code or row.grid_code[:_COMMUNITY_DIGITS]


def _line(
    row: HitRow,
    found: Behind,
    decided: tuple[str, datetime, str] | None,
    names: dict[str, Name],
    today: date,
) -> HitLine:
    who, at, reason = decided or ("", None, "")
    shown = ((SHOWN_FIELDS[name], value) for name, value in found.values.items())
    return HitLine(
        id=row.id,
        rule=row.rule,
        subject=row.subject,
        person_id=row.person_id,
        who=mask_name(found.name),
        age_band=age_band(found.birth, today) if found.birth is not None else "",
        place=_place(found, names.get(_community(row), Name(""))),
        grid=joined_place(names.get(_community(row), Name("")), names.get(row.grid_code, Name(""))),
        evidence=tuple((field.name, field.masked(value, today)) for field, value in shown),
        found_at=row.found_at,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        verdict=row.verdict,
        decided_by=who,
        decided_at=at,
        reason=reason,
        version=row.version,
    )


def _place(found: Behind, community: Name) -> str:
    """Return which premises or household it is about, else the masked address of the person."""
    if found.household or found.premises:
        return " · ".join(part for part in (found.household, found.premises) if part)
    return named_home(mask_address(found.address), community)
