"""What is known already while somebody reports: earlier incidents of the same caller, and at the same place.

Whoever asks by a phone number looks at what a person did: the question is audited and committed before the answer
is read, and slowed down like any other look at people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.calendars import CONTINUOUS, MINUTE
from gridcenter.domain.clocks import ClockMode
from gridcenter.domain.contacts import complete_number
from gridcenter.domain.duplicates import Reported, box_around
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.merging import Contact
from gridcenter.domain.people import Actor, Purpose, Ticket
from gridcenter.domain.places import within
from gridcenter.domain.queue import duration
from gridcenter.language import tr
from gridcenter.services.duplicates import Duplicate, spot_of_draft, state_name
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.merge_rules import merge_rules
from gridcenter.services.reports import caller_hash
from gridcenter.services.tickets import (
    REVEAL_QUOTAS,
    Quota,
    check_quotas,
    committed_row,
    no_ticket,
    writable_chain,
    write_line,
)
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.incidents_nearby import incidents_at, incidents_of_caller
from gridcenter.store.models import Incident, Report

CALLER_QUOTAS = (Quota(20, timedelta(minutes=1)), Quota(600, timedelta(days=1)))
NEAR_METRES = 30.0
"""So near counts as the same place where points are known."""
REPORTER = "reporter"


def caller_history(store: Store, phone: str, *, by: Actor) -> Sequence[Duplicate]:
    """Return incidents of the actor's area reported from this number, newest first; opens its own transactions.

    Nothing is asked, and nothing audited, while the number is not complete.

    Raises:
        RuleBroken: The role looks nobody up, or asks too often.
    """
    number = complete_number(phone)
    if not number:
        return ()
    with store.begin() as session:
        now = store_time(session)
        ticket = open_caller(session, number, by=by, now=now)
    with store.read() as session:
        return read_caller(session, ticket, by=by, now=now)


def open_caller(session: Session, number: str, *, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of asking about a number; the caller commits it before reading."""
    end = writable_chain(session, by, audit.CALLER, tuple(quota.count for quota in CALLER_QUOTAS))
    check_quotas(CALLER_QUOTAS, end.moments, now)
    line = AuditRow(
        now,
        by.account_id,
        audit.CALLER,
        audit.SHOWN,
        str(Purpose.INCIDENT),
        "",
        "",
        caller_hash(session, number),
    )
    return Ticket(write_line(session, end, line), None)


def read_caller(session: Session, ticket: Ticket, *, by: Actor, now: datetime) -> list[Duplicate]:
    """Return the incidents that a committed question asked for."""
    row = committed_row(session, ticket, audit.CALLER, by=by, now=now)
    found = incidents_of_caller(session, row.subject_hash, area=by.area, limit=merge_rules().history)
    return [_known(session, one, tr("same caller"), now) for one in found]


def place_history(session: Session, draft: IncidentDraft, *, by: Actor, now: datetime) -> list[Duplicate]:
    """Return earlier incidents of the actor's area at the draft's address or point, whatever kind, newest first."""
    point, address = spot_of_draft(draft).point(), draft.address.strip()
    found = incidents_at(
        session,
        draft.grid_code,
        address,
        None if point is None else box_around(*point, NEAR_METRES),
        area=by.area,
        limit=merge_rules().history,
    )
    return [
        _known(
            session, one, tr("same address") if address and one.address == address else tr("same place"), now
        )
        for one in found
    ]


def reveal_reporter(store: Store, report_id: int, *, by: Actor) -> Contact:
    """Audit, commit, read who told of something. Opens its own transactions."""
    with store.begin() as session:
        now = store_time(session)
        ticket = open_reporter(session, report_id, by=by, now=now)
    with store.read() as session:
        return read_reporter(session, ticket, report_id, by=by, now=now)


def open_reporter(session: Session, report_id: int, *, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of showing a reporter; the caller commits it before reading.

    Raises:
        RuleBroken: There is no such report in the area, the role looks nobody up, or its quota is used up.
    """
    end = writable_chain(session, by, audit.REVEAL, tuple(quota.count for quota in REVEAL_QUOTAS))
    report, incident = _report(session, report_id, by)
    check_quotas(REVEAL_QUOTAS, end.moments, now)
    line = AuditRow(
        now,
        by.account_id,
        audit.REVEAL,
        audit.SHOWN,
        str(Purpose.INCIDENT),
        incident.number,
        "",
        report.contact_hash,
        fields=f"{REPORTER}@{report_id}",
    )
    return Ticket(write_line(session, end, line), None)


def read_reporter(session: Session, ticket: Ticket, report_id: int, *, by: Actor, now: datetime) -> Contact:
    """Return the name and phone that a committed ticket names."""
    row = committed_row(session, ticket, audit.REVEAL, by=by, now=now)
    if row.fields != f"{REPORTER}@{report_id}":
        raise RuleBroken(no_ticket())
    report, _ = _report(session, report_id, by)
    return Contact(report.reporter, report.phone)


def _report(session: Session, report_id: int, by: Actor) -> tuple[Report, Incident]:
    report = session.get(Report, report_id)
    incident = session.get(Incident, report.incident_id) if report is not None else None
    if report is None or incident is None or not within(incident.community_code, by.area):
        raise RuleBroken(tr("there is no such report in your area"))
    return report, incident


def _known(session: Session, found: Reported, why: str, now: datetime) -> Duplicate:
    age = max(now - found.reported_at, timedelta()) // MINUTE
    ago = duration(age, ClockMode.CONTINUOUS, CONTINUOUS)
    return Duplicate(
        incident_id=found.id,
        number=found.number,
        category=found.category,
        same_category=False,
        state=state_name(session, found),
        is_open=found.closed_at is None,
        address=found.address,
        metres=None,
        age_minutes=age,
        score=0,
        why=" · ".join((why, tr("reported {age} ago").format(age=ago))),
    )
