"""Visits and benefits of care files: planned, made, given; each act in the audit, in the same transaction."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.care import BENEFITED, VISITED, BenefitGiven, VisitMade, district_day
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.care import audit_act, known_file, plan, plan_within
from gridcenter.services.care_rules import care_rules
from gridcenter.services.recording import check_length
from gridcenter.services.tickets import writable_chain
from gridcenter.store import care
from gridcenter.store.models import CareBenefit, CareVisit

LONGEST_NOTE, LONGEST_WORDS = 1000, 100


def plan_visit(
    session: Session, file_id: int, on: date, login: str = "", *, by: Actor, now: datetime, zone: tzinfo
) -> None:
    """Plan a visit by an account that is named in the file, this one without a login.

    Raises:
        RuleBroken: No such file for this account, or the visitor may not know of it.
        BadInput: The day has passed, or lies behind the file's last.
    """
    end = writable_chain(session, by, VISITED, ())
    file, _ = known_file(session, file_id, by, now, zone)
    today = district_day(now, zone)
    if not today <= on <= file.expires_on:
        sentence = tr("A visit is planned between today and the file's last day, {day}.")
        raise BadInput(sentence.format(day=f"{file.expires_on:%Y-%m-%d}"))
    found = care.account_named(session, login) if login else (by.account_id, by.role)
    if found is None or found[0] not in {
        one.account_id for one in care.grants_of(session, file_id, on=today)
    }:
        raise RuleBroken(tr("{login} is not named in this file.").format(login=login))
    plan(session, file_id, on, found[0], by=by, now=now)
    audit_act(session, end, VISITED, file_id, by=by, now=now)


def record_visit(
    session: Session, file_id: int, made: VisitMade, *, by: Actor, now: datetime, zone: tzinfo
) -> None:
    """Write down what a visit came to, and plan the next one by the programme's rhythm.

    Raises:
        RuleBroken: No such file for this account, or no such planned visit.
        BadInput: An unknown outcome, a day to come or before the file began, or a note that is too long.
    """
    end = writable_chain(session, by, VISITED, ())
    file, programme = known_file(session, file_id, by, now, zone)
    if made.outcome not in care_rules().outcomes:
        known = ", ".join(care_rules().outcomes)
        raise BadInput(
            tr("“{text}” is no outcome of a visit: {known}").format(text=made.outcome, known=known)
        )
    if not file.begins_on <= made.made_on <= district_day(now, zone):
        raise BadInput(tr("A visit was made between the begin of the file and today."))
    visit = _awaited_visit(session, file_id, made, by=by, now=now)
    visit.made_on, visit.outcome = made.made_on, made.outcome
    visit.note = check_length(made.note, longest=LONGEST_NOTE)
    visit.recorded_by, visit.recorded_at = by.account_id, now
    session.flush()
    if not care.next_visits(session, [file_id]):
        following = made.made_on + timedelta(days=programme.visit_every)
        plan_within(
            session, file_id, max(following, district_day(now, zone)), file.expires_on, by=by, now=now
        )
    audit_act(session, end, VISITED, file_id, by=by, now=now)


def record_benefit(
    session: Session, file_id: int, given: BenefitGiven, *, by: Actor, now: datetime, zone: tzinfo
) -> None:
    """Write down what is given, from when until when, and who decided it.

    Raises:
        RuleBroken: No such file for this account.
        BadInput: An unknown kind, nothing said, or an end before the begin.
    """
    end = writable_chain(session, by, BENEFITED, ())
    known_file(session, file_id, by, now, zone)
    if given.kind not in care_rules().benefits:
        known = ", ".join(care_rules().benefits)
        raise BadInput(tr("“{text}” is no kind of benefit: {known}").format(text=given.kind, known=known))
    amount = check_length(given.amount, longest=LONGEST_WORDS)
    decided_by = check_length(given.decided_by, longest=LONGEST_WORDS)
    if not amount or not decided_by:
        raise BadInput(tr("Write what is given, and who decided it."))
    if given.until_on is not None and given.until_on < given.from_on:
        raise BadInput(tr("A benefit ends on the day it begins, or later."))
    session.add(
        CareBenefit(
            file_id=file_id,
            kind=given.kind,
            amount=amount,
            from_on=given.from_on,
            until_on=given.until_on,
            decided_by=decided_by,
            recorded_by=by.account_id,
            recorded_at=now,
        )
    )
    audit_act(session, end, BENEFITED, file_id, by=by, now=now)


def _awaited_visit(session: Session, file_id: int, made: VisitMade, *, by: Actor, now: datetime) -> CareVisit:
    open_visits = [one for one in care.visits_of(session, file_id) if one.made_on is None]
    if made.visit_id is not None:
        found = next((one for one in open_visits if one.id == made.visit_id), None)
        if found is None:
            raise RuleBroken(tr("There is no planned visit no. {id} in this file.").format(id=made.visit_id))
        return found
    if open_visits:
        return min(open_visits, key=lambda one: (one.planned_on, one.id))
    return plan(session, file_id, made.made_on, by.account_id, by=by, now=now)
