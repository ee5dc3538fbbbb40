"""What is done with care files (关爱服务): opening, renewing and ending them, naming who may know, visits, benefits.

Every act writes its line into the audit in the same transaction. A file that the account does not know is not there
for it: the answer is the same as for a number that no file ever had.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.care import (
    CARE,
    CONSENT_NAMES,
    ENDED,
    ENROLLED,
    GRANTED,
    RENEWED,
    Consent,
    Enrolment,
    Programme,
    district_day,
)
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.identity import parse_id_number
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.domain.places import within
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.care_rules import care_rules
from gridcenter.services.lookup import MINIMUM_DIFFERENT, MINIMUM_REASON, record_failed_lookup, the_holder
from gridcenter.services.recording import DONE, check_length
from gridcenter.services.tickets import Quota, check_quotas, writable_chain, write_line
from gridcenter.store import audit, care
from gridcenter.store.audit import AuditRow, ChainEnd
from gridcenter.store.care import CareFileRow, Sight
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import CareFile, CareGrant, CareRenewal, CareVisit
from gridcenter.store.person_merges import kept_for

LONGEST_REASON = 400
MOST_NAMED = 20
ENROL_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(200, timedelta(days=1)))


def sight_of(by: Actor, today: date) -> Sight:
    """Return what this account may see of care files on a day."""
    return Sight(by.account_id, by.area, care_rules().known_to(by.role), today)


def no_such_file() -> str:
    return tr("There is no such care file for this account.")


def enrol_person(store: Store, wish: Enrolment, *, by: Actor, zone: tzinfo) -> int:
    """Open a file; a refused attempt is audited and raised again. Opens its own transactions."""
    try:
        with store.begin() as session:
            return enrol(session, wish, by=by, now=store_time(session), zone=zone)
    except (BadInput, RuleBroken) as refusal:
        _record_refused(store, wish, refusal, by=by)
        raise


def _record_refused(store: Store, wish: Enrolment, refusal: Refusal, *, by: Actor) -> None:
    asked = LookupRequest(wish.number, Purpose.SERVICE)
    with store.begin() as session:
        record_failed_lookup(session, asked, refusal, by=by, now=store_time(session))


def enrol(session: Session, wish: Enrolment, *, by: Actor, now: datetime, zone: tzinfo) -> int:
    """Open a file of a person in a programme and return its number; whoever opens it is named in it.

    Raises:
        IdNumberError: Not a number.
        RuleBroken: Not by this role, nobody with this number in the area, without a reason or the consent that the
            programme asks for, for too long, or the account keeps such a file of this person already.
    """
    end = writable_chain(session, by, ENROLLED, tuple(quota.count for quota in ENROL_QUOTAS))
    check_quotas(ENROL_QUOTAS, end.moments, now)
    programme, today = _programme(wish.programme), district_day(now, zone)
    _require_role(by, programme.enrollers, tr("Care files of this programme are opened by: {roles}."))
    reason = _reason(wish.reason)
    begins_on = wish.begins_on or today
    _check_consent(wish, programme, today)
    _check_term(programme, begins_on, wish.expires_on, today)
    person_id = _person(session, wish, by, now)
    if care.knows_programme(session, sight_of(by, today), person_id, programme.key):
        raise RuleBroken(tr("This account keeps an open file of this person in this programme already."))
    others = [_knower(session, login, programme) for login in dict.fromkeys(wish.know)][:MOST_NAMED]
    made = CareFile(
        person_id=person_id,
        programme=programme.key,
        reason=reason,
        basis=programme.basis.zh,
        consent=wish.consent,
        consent_on=wish.consent_on,
        begins_on=begins_on,
        expires_on=wish.expires_on,
        opened_at=now,
        opened_by=by.account_id,
    )
    session.add(made)
    session.flush()
    _name(session, made.id, [by.account_id, *others], until=wish.expires_on, by=by, now=now)
    first = max(begins_on, today) + timedelta(days=programme.visit_every)
    plan_within(session, made.id, first, wish.expires_on, by=by, now=now)
    audit_act(session, end, ENROLLED, made.id, by=by, now=now)
    return made.id


def renew(
    session: Session,
    file_id: int,
    until: date,
    reason: str,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Give a file a further term; a second person does it, who is named in the file.

    Who made the term before, unless taken off the list, and who renews know it through the new last day; others are
    named anew.

    Raises:
        RuleBroken: No such file for this account, the same person made the term before, too early, too late, or for
            too long.
    """
    end = writable_chain(session, by, RENEWED, ())
    today = district_day(now, zone)
    programme, last, term_by = _renewable(session, file_id, by, today)
    _check_renewal(programme, last, until, today)
    row = CareRenewal(
        file_id=file_id,
        at=now,
        term_by=term_by,
        renewed_by=by.account_id,
        former_on=last,
        until_on=until,
        reason=_reason(reason),
    )
    session.add(row)
    still = {one.account_id for one in care.grants_of(session, file_id, on=last)}
    _name(session, file_id, [*sorted({term_by} & still), by.account_id], until=until, by=by, now=now)
    if not care.next_visits(session, [file_id]):
        plan_within(session, file_id, today + timedelta(days=programme.visit_every), until, by=by, now=now)
    audit_act(session, end, RENEWED, file_id, by=by, now=now)


def _renewable(session: Session, file_id: int, by: Actor, today: date) -> tuple[Programme, date, int]:
    """Lock a file and return its programme, its last day and who made the present term, if `by` may renew it."""
    care.lock_file(session, file_id)
    known = {row[0]: row for row in care.renewable_rows(session, sight_of(by, today))}
    if file_id not in known or not _in_time(known[file_id][1:3], today):
        raise RuleBroken(no_such_file())
    _, key, last, term_by = known[file_id]
    programme = _programme(key)
    _require_role(by, programme.renewers, tr("Care files of this programme are renewed by: {roles}."))
    if term_by == by.account_id:
        raise RuleBroken(tr("A second person renews: this account made the present term."))
    return programme, last, term_by


def _in_time(known: tuple[str, date], today: date) -> bool:
    """Files of which it is too late to renew are gone for everybody; too early is said."""
    key, last = known
    return today <= last + timedelta(days=_programme(key).renew_after)


def end_care(session: Session, file_id: int, reason: str, *, by: Actor, now: datetime, zone: tzinfo) -> None:
    """End a file before its last day; from now on nobody sees it.

    Raises:
        RuleBroken: No such file for this account, not by this role, or without a reason.
    """
    end = writable_chain(session, by, ENDED, ())
    _, programme = known_file(session, file_id, by, now, zone)
    _require_role(by, programme.enrollers, tr("Care files of this programme are ended by: {roles}."))
    if not care.end_file(session, file_id, at=now, by=by.account_id, why=_reason(reason)):
        raise RuleBroken(no_such_file())
    audit_act(session, end, ENDED, file_id, by=by, now=now)


def grant(
    session: Session,
    file_id: int,
    login: str,
    until: date | None = None,
    *,
    by: Actor,
    now: datetime,
    zone: tzinfo,
) -> None:
    """Name an account that may see the file, at most through the file's last day.

    Raises:
        RuleBroken: No such file for this account, not by this role, or the other's role may not know.
        BadInput: The day has passed, or lies behind the file's last.
    """
    end = writable_chain(session, by, GRANTED, ())
    file, programme = known_file(session, file_id, by, now, zone)
    _require_role(by, programme.enrollers, tr("Who may know is named by: {roles}."))
    last = until or file.expires_on
    if not district_day(now, zone) <= last <= file.expires_on:
        sentence = tr("Knowing ends between today and the file's last day, {day}.")
        raise BadInput(sentence.format(day=f"{file.expires_on:%Y-%m-%d}"))
    account = _knower(session, login, programme)
    care.revoke_grants(session, file_id, account, at=now, by=by.account_id)
    _name(session, file_id, [account], until=last, by=by, now=now)
    audit_act(session, end, GRANTED, file_id, by=by, now=now)


def revoke(session: Session, file_id: int, login: str, *, by: Actor, now: datetime, zone: tzinfo) -> None:
    """Take an account off the file's list; the last one stays, or the file could never be ended.

    Raises:
        RuleBroken: No such file for this account, not by this role, the other is not named, or the last one.
    """
    end = writable_chain(session, by, GRANTED, ())
    file, programme = known_file(session, file_id, by, now, zone)
    _require_role(by, programme.enrollers, tr("Who may know is named by: {roles}."))
    named = {one.account_id for one in care.grants_of(session, file.id, on=district_day(now, zone))}
    found = care.account_named(session, login)
    if found is None or found[0] not in named:
        raise RuleBroken(tr("{login} is not named in this file.").format(login=login))
    if len(named) == 1:
        raise RuleBroken(tr("One account must stay named in the file: name another first, or end the file."))
    care.revoke_grants(session, file_id, found[0], at=now, by=by.account_id)
    audit_act(session, end, GRANTED, file_id, by=by, now=now)


def _programme(key: str) -> Programme:
    found = care_rules().programmes.get(key)
    if found is None:
        known = ", ".join(care_rules().programmes)
        raise BadInput(tr("“{text}” is no care programme: {known}").format(text=key, known=known))
    return found


def _require_role(by: Actor, roles: Collection[str], sentence: str) -> None:
    if by.role not in roles:
        words = listed([pick(ROLE_NAMES[role]) for role in sorted(roles)])
        raise RuleBroken(sentence.format(roles=words))


def _reason(text: str) -> str:
    kept = check_length(text, longest=LONGEST_REASON)
    if len(kept) < MINIMUM_REASON or len(set(kept)) < MINIMUM_DIFFERENT:
        raise RuleBroken(tr("Write the reason in at least {n} characters.").format(n=MINIMUM_REASON))
    return kept


def _check_consent(wish: Enrolment, programme: Programme, today: date) -> None:
    if wish.consent is not programme.consent:
        sentence = tr("This programme asks for: {consent}.")
        raise RuleBroken(sentence.format(consent=pick(CONSENT_NAMES[programme.consent])))
    if programme.consent is Consent.NONE:
        return
    if wish.consent_on is None or wish.consent_on > today:
        raise RuleBroken(tr("Write the day of the consent, today or before."))


def _check_term(programme: Programme, begins_on: date, last: date, today: date) -> None:
    if last < max(begins_on, today):
        raise BadInput(tr("The last day of a file lies after its begin, and not in the past."))
    if last > programme.latest(begins_on):
        sentence = tr("A file of this programme lasts at most {n} days, through {day}.")
        latest = programme.latest(begins_on)
        raise RuleBroken(sentence.format(n=programme.longest, day=f"{latest:%Y-%m-%d}"))


def _check_renewal(programme: Programme, last: date, until: date, today: date) -> None:
    if not programme.renewable(last, today):
        first = last - timedelta(days=programme.renew_before)
        raise RuleBroken(tr("This file is renewed from {day} on.").format(day=f"{first:%Y-%m-%d}"))
    latest = programme.latest(max(last, today))
    if not max(last, today) < until <= latest:
        sentence = tr("The new last day lies after {first}, at the latest on {last}.")
        raise BadInput(sentence.format(first=f"{max(last, today):%Y-%m-%d}", last=f"{latest:%Y-%m-%d}"))


def _person(session: Session, wish: Enrolment, by: Actor, now: datetime) -> int:
    """Return who has this number in the actor's area.

    Raises:
        RuleBroken: Nobody; whether the number stands elsewhere is not told.
        SeveralHold: Several do, and it was not said which one is meant.
    """
    number = parse_id_number(wish.number, today=now.astimezone(UTC).date() + timedelta(days=1)).number
    found = the_holder(session, number, by, which=wish.person)
    if found is None or not (within(found[1], by.area) or bool(found[2] and within(found[2], by.area))):
        raise RuleBroken(tr("Nobody with this number is registered in your area."))
    return kept_for(session, found[0])


def _knower(session: Session, login: str, programme: Programme) -> int:
    found = care.account_named(session, login)
    if found is None:
        raise BadInput(tr("There is no active account “{login}”.").format(login=login))
    if found[1] not in programme.knowers:
        words = listed([pick(ROLE_NAMES[role]) for role in sorted(programme.knowers)])
        sentence = tr("{login} may not be named: files of this programme are known to {roles}.")
        raise RuleBroken(sentence.format(login=login, roles=words))
    return found[0]


def known_file(
    session: Session, file_id: int, by: Actor, now: datetime, zone: tzinfo
) -> tuple[CareFileRow, Programme]:
    care.lock_file(session, file_id)
    rows = care.visible_rows(session, sight_of(by, district_day(now, zone)), [file_id])
    if not rows:
        raise RuleBroken(no_such_file())
    return rows[0], _programme(rows[0].programme)


def _name(
    session: Session, file_id: int, accounts: Collection[int], *, until: date, by: Actor, now: datetime
) -> None:
    for account in dict.fromkeys(accounts):
        session.add(
            CareGrant(
                file_id=file_id,
                account_id=account,
                granted_by=by.account_id,
                granted_at=now,
                until_on=until,
            )
        )
    session.flush()


def plan_within(session: Session, file_id: int, on: date, last: date, *, by: Actor, now: datetime) -> None:
    """Plan a visit where the file still runs on that day."""
    if on <= last:
        plan(session, file_id, on, by.account_id, by=by, now=now)


def plan(session: Session, file_id: int, on: date, visitor: int, *, by: Actor, now: datetime) -> CareVisit:
    visit = CareVisit(
        file_id=file_id, planned_on=on, visitor_id=visitor, planned_by=by.account_id, planned_at=now
    )
    session.add(visit)
    session.flush()
    return visit


def audit_act(
    session: Session, end: ChainEnd, action: str, file_id: int, *, by: Actor, now: datetime
) -> None:
    """Write down the act without the person: who reads the audit need not know who is in care."""
    row = AuditRow(
        now,
        by.account_id,
        action,
        DONE,
        purpose=CARE,
        incident_number="",
        reason="",
        subject_hash=audit.subject_hash(end.key, f"care {file_id}"),
        fields=f"file {file_id}",
    )
    write_line(session, end, row)
