"""Reading care files: audited, committed, then read; and only for the accounts that are named in them.

An account that is not named gets the answer of a person without a file, in the audit too: nobody learns from it who
is in care.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial

from sqlalchemy.orm import Session

from gridcenter.domain.care import (
    ASKED,
    CARE,
    CONSENT_NAMES,
    LISTED,
    CareBenefit,
    CareFile,
    CareKnower,
    CareLine,
    CareList,
    CareTerm,
    CareTicket,
    CareVisit,
    Consent,
    Programme,
    RenewalLine,
    district_day,
)
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import parse_id_number
from gridcenter.domain.masking import age_band, mask_name
from gridcenter.domain.names import Name
from gridcenter.domain.people import SEX_NAMES, Actor, LookupRequest, PersonCard, Ticket
from gridcenter.services.audited_lists import write_listing
from gridcenter.services.care import no_such_file, sight_of
from gridcenter.services.care_rules import care_rules
from gridcenter.services.lookup import (
    check_ground,
    grounds_of,
    look_up_opened,
    open_person,
    record_failed_lookup,
    the_holder,
)
from gridcenter.services.resident_card import joined_place
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    seal,
    writable_chain,
    write_line,
)
from gridcenter.store import audit, care, models, people
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.care import CareFileRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.person_merges import kept_for

CARE_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(400, timedelta(days=1)))
_PLACES = tuple(quota.count for quota in CARE_QUOTAS)


def care_list(store: Store, *, by: Actor, zone: tzinfo) -> CareList:
    """Audit, commit, read the files that this account knows, and those to renew. Opens its own transactions.

    Raises:
        RuleBroken: The role looks nobody up, or asks too often.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = open_list(session, by=by, now=now, zone=zone)
    with store.read() as session:
        return read_list(session, ticket, by=by, now=now, zone=zone)


def care_file(store: Store, file_id: int, request: LookupRequest, *, by: Actor, zone: tzinfo) -> CareFile:
    """Audit, commit, read one file. Opens its own transactions.

    Raises:
        RuleBroken: No such file for this account, or purpose, ground or quota forbid it.
    """
    with store.begin() as session:
        now = store_time(session)
        ticket = open_file(session, file_id, request, by=by, now=now, zone=zone)
    with store.read() as session:
        found = read_files(session, ticket, by=by, now=now, zone=zone)
    if not found:
        raise RuleBroken(no_such_file())
    return found[0]


def care_of_person(
    store: Store, request: LookupRequest, *, which: int | None = None, by: Actor, zone: tzinfo
) -> tuple[CareFile, ...]:
    """Audit, commit, read the files of the person with this number that this account knows: none for anybody else.

    `which` says who is meant where several people stand under the number. A refused attempt is audited and raised
    again. Opens its own transactions.

    Raises:
        SeveralHold: Several persons of the area stand under the number, and none was named.
    """
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_of_person(session, request, which=which, by=by, now=now, zone=zone)
    except (BadInput, RuleBroken) as refusal:
        with store.begin() as session:
            record_failed_lookup(session, request, refusal, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_files(session, ticket, by=by, now=now, zone=zone)


def look_up_in_care(
    store: Store, file_id: int, request: LookupRequest, *, by: Actor, zone: tzinfo
) -> PersonCard | None:
    """Audit, commit, read the card of the person of a file that this account knows: an ordinary look-up."""

    def opened(session: Session, now: datetime) -> Ticket:
        rows = care.visible_rows(session, sight_of(by, district_day(now, zone)), [file_id])
        if not rows:
            raise RuleBroken(no_such_file())
        person = kept_for(session, rows[0].person_id)
        subject = people.number_of(session, person) or f"person {person}"
        find = partial(people.person_place, session, person)
        return open_person(session, request, find, subject, by=by, now=now)

    return look_up_opened(store, opened, request, by=by)


def open_list(session: Session, *, by: Actor, now: datetime, zone: tzinfo) -> CareTicket:
    """Write the audit row of listing; the caller commits it before reading."""
    end = writable_chain(session, by, LISTED, _PLACES)
    check_quotas(CARE_QUOTAS, end.moments, now)
    sight = sight_of(by, district_day(now, zone))
    ids = tuple(care.visible_ids(session, sight))
    row = AuditRow(
        now,
        by.account_id,
        LISTED,
        audit.SHOWN,
        purpose=CARE,
        incident_number="",
        reason="",
        subject_hash=seal(end.key, ids),
    )
    persons = [one.person_id for one in care.visible_rows(session, sight, ids)]
    return CareTicket(write_listing(session, end, row, "files", len(ids), persons), ids)


def open_file(
    session: Session, file_id: int, request: LookupRequest, *, by: Actor, now: datetime, zone: tzinfo
) -> CareTicket:
    """Write the audit row of opening one file by its number; for a file that is not there a miss."""
    end = _asking(session, request, by, now)
    rows = care.visible_rows(session, sight_of(by, district_day(now, zone)), [file_id])
    subject = audit.subject_hash(end.key, f"care {file_id}")
    person = rows[0].person_id if rows else None
    return _opened(session, end, request, [row.id for row in rows], subject, person, by=by, now=now)


def open_of_person(
    session: Session,
    request: LookupRequest,
    *,
    which: int | None = None,
    by: Actor,
    now: datetime,
    zone: tzinfo,
) -> CareTicket:
    """Write the audit row of asking for a person's files; without one that the account knows a miss.

    Whoever stands under the number, and whether it is asked which one is meant, has nothing to do with files.
    """
    end = _asking(session, request, by, now)
    number = parse_id_number(request.id_text, today=now.astimezone(UTC).date() + timedelta(days=1)).number
    found = the_holder(session, number, by, which=which)
    sight = sight_of(by, district_day(now, zone))
    person = kept_for(session, found[0]) if found is not None else 0
    ids = care.visible_ids(session, sight, person_id=person)
    subject = audit.subject_hash(end.key, number)
    return _opened(session, end, request, ids, subject, None, by=by, now=now)


def _asking(session: Session, request: LookupRequest, by: Actor, now: datetime) -> ChainEnd:
    end = writable_chain(session, by, ASKED, _PLACES)
    check_ground(session, request, by)
    check_quotas(CARE_QUOTAS, end.moments, now)
    return end


def _opened(
    session: Session,
    end: ChainEnd,
    request: LookupRequest,
    ids: list[int],
    subject: str,
    person_id: int | None,
    *,
    by: Actor,
    now: datetime,
) -> CareTicket:
    row = AuditRow(
        now,
        by.account_id,
        ASKED,
        audit.HIT if ids else audit.MISS,
        **grounds_of(request),
        subject_hash=subject,
        person_id=person_id,
        fields=_line(end.key, ids),
    )
    return CareTicket(write_line(session, end, row), tuple(ids))


def _line(key: bytes, ids: tuple[int, ...] | list[int]) -> str:
    return f"files {len(ids)} {seal(key, ids)}"


def read_list(session: Session, ticket: CareTicket, *, by: Actor, now: datetime, zone: tzinfo) -> CareList:
    """Return the masked list of a committed row.

    Raises:
        RuleBroken: The row is not committed, is older than 60 s, or is about other files or another account.
    """
    row = committed_row(session, Ticket(ticket.audit_id, None), LISTED, by=by, now=now)
    if row.subject_hash != seal(audit.ensure_audit_key(session), ticket.file_ids):
        raise RuleBroken(no_ticket())
    today = district_day(now, zone)
    rows = care.visible_rows(session, sight_of(by, today), ticket.file_ids)
    visits = care.next_visits(session, [one.id for one in rows])
    lines = tuple(
        CareLine(
            one.id,
            _programme(one.programme),
            mask_name(one.name),
            joined_place(one.community, one.grid),
            one.expires_on,
            visits.get(one.id),
            _to_renew(one, today),
        )
        for one in rows
    )
    return CareList(ticket, lines, tuple(_renewals(session, by, today)))


def _to_renew(row: CareFileRow, today: date) -> bool:
    found = care_rules().programmes.get(row.programme)
    return found is not None and found.renewable(row.expires_on, today)


def _renewals(session: Session, by: Actor, today: date) -> list[RenewalLine]:
    programmes = care_rules().programmes
    return [
        RenewalLine(key, programmes[name].name, last, last < today, term_by == by.account_id)
        for key, name, last, term_by in care.renewable_rows(session, sight_of(by, today))
        if programmes[name].renewable(last, today)
    ]


def read_files(
    session: Session, ticket: CareTicket, *, by: Actor, now: datetime, zone: tzinfo
) -> tuple[CareFile, ...]:
    """Return the files of a committed row that are still there for this account.

    Raises:
        RuleBroken: As for `read_list`.
    """
    row = committed_row(session, Ticket(ticket.audit_id, None), ASKED, by=by, now=now)
    if row.fields != _line(audit.ensure_audit_key(session), ticket.file_ids):
        raise RuleBroken(no_ticket())
    today = district_day(now, zone)
    rows = care.visible_rows(session, sight_of(by, today), ticket.file_ids)
    return tuple(_file(session, one, today) for one in rows)


def _file(session: Session, row: CareFileRow, today: date) -> CareFile:
    parts = _Parts(
        care.grants_of(session, row.id, on=today),
        care.renewals_of(session, row.id),
        care.visits_of(session, row.id),
        care.benefits_of(session, row.id),
    )
    names = care.account_names(session, {row.opened_by, *parts.accounts})
    return CareFile(
        file_id=row.id,
        programme=_programme(row.programme),
        name=mask_name(row.name),
        sex=SEX_NAMES.get(row.sex, SEX_NAMES["0"]),
        age_band=age_band(row.birth, today) if row.birth is not None else "",
        place=joined_place(row.community, row.grid),
        reason=row.reason,
        basis=row.basis,
        consent=CONSENT_NAMES[Consent(row.consent)],
        consent_on=row.consent_on,
        begins_on=row.begins_on,
        expires_on=row.expires_on,
        opened_by=names[row.opened_by],
        opened_at=row.opened_at,
        knowers=parts.knowers(names),
        terms=parts.terms(names),
        visits=parts.visits_made(names),
        benefits=parts.benefits_given(names),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands in a file besides its own row; accounts are named by `names`."""

    grants: Sequence[models.CareGrant]
    renewals: Sequence[models.CareRenewal]
    visits: Sequence[models.CareVisit]
    benefits: Sequence[models.CareBenefit]

    @property
    def accounts(self) -> set[int]:
        ids = {key for one in self.grants for key in (one.account_id, one.granted_by)}
        ids |= {one.renewed_by for one in self.renewals} | {one.recorded_by for one in self.benefits}
        visited = (key for one in self.visits for key in (one.visitor_id, one.recorded_by))
        return ids | {key for key in visited if key is not None}

    def knowers(self, names: Mapping[int, str]) -> tuple[CareKnower, ...]:
        return tuple(
            CareKnower(names[one.account_id], names[one.granted_by], one.granted_at, one.until_on)
            for one in self.grants
        )

    def terms(self, names: Mapping[int, str]) -> tuple[CareTerm, ...]:
        return tuple(
            CareTerm(one.at, names[one.renewed_by], one.former_on, one.until_on, one.reason)
            for one in self.renewals
        )

    def visits_made(self, names: Mapping[int, str]) -> tuple[CareVisit, ...]:
        outcomes = care_rules().outcomes
        return tuple(
            CareVisit(
                one.id,
                one.planned_on,
                names[one.visitor_id],
                one.made_on,
                outcomes.get(one.outcome, Name(one.outcome)) if one.outcome else None,
                one.note,
                names[one.recorded_by] if one.recorded_by is not None else "",
            )
            for one in self.visits
        )

    def benefits_given(self, names: Mapping[int, str]) -> tuple[CareBenefit, ...]:
        kinds = care_rules().benefits
        return tuple(
            CareBenefit(
                kinds.get(one.kind, Name(one.kind)),
                one.amount,
                one.from_on,
                one.until_on,
                one.decided_by,
                names[one.recorded_by],
            )
            for one in self.benefits
        )


def _programme(key: str) -> Name:
    found: Programme | None = care_rules().programmes.get(key)
    return found.name if found is not None else Name(key)
