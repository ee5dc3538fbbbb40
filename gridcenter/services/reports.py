"""Reports (诉求) of one matter: the first one makes the incident, later ones are added to it, and all are kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.masking import HIDDEN, mask_name, mask_phone
from gridcenter.domain.merging import ADD_REPORT, MERGED, ReportLine
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_REPORTING, Actor
from gridcenter.domain.places import within
from gridcenter.language import tr
from gridcenter.services.flows import own_flow
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.locked_incidents import keep_incident, locked_incident
from gridcenter.services.recording import LONGEST_REASON, LONGEST_TEXT, Said, check_length, record_step
from gridcenter.store.audit import ensure_audit_key, subject_hash
from gridcenter.store.codes import code_names
from gridcenter.store.drafts import delete_draft
from gridcenter.store.incidents_trace import SOURCES
from gridcenter.store.models import Account, Incident, Report
from gridcenter.store.reports import (
    StoredReport,
    merge_in_force,
    next_report_number,
    report_with_key,
    reports_behind,
)

LONGEST_NAME, LONGEST_PHONE = 50, 30


def first_report(session: Session, incident: Incident, draft: IncidentDraft, *, by: Actor) -> None:
    """Write the report that made the incident; the caller owns the transaction.

    Raises:
        BadInput: The phone is no number, or a text is too long.
    """
    session.add(_report(session, incident, draft, 1, by=by, now=incident.reported_at))


def add_report(
    session: Session, incident_id: int, draft: IncidentDraft, *, by: Actor, now: datetime, key: str
) -> int:
    """Add what somebody told to an incident that is known already, and return its id; the caller owns the transaction.

    One that was merged meanwhile hands the report on to the one it was merged into. The same key again changes
    nothing: a double Enter adds one report. The form's draft goes in this transaction.

    Raises:
        RuleBroken: The actor's role reports nothing, the incident lies outside his area, or it is closed.
        BadInput: There is no key, nothing was told, the phone is no number, or a text is too long.
    """
    _refuse_adding(draft, by=by, key=key)
    incident = _standing(session, incident_id, by)
    known = report_with_key(session, key)
    if known is not None:
        return known[0]
    if own_flow(session, incident).state(incident.state).final:
        raise RuleBroken(
            tr("incident {number} is closed: report a new one, or have it reopened").format(
                number=incident.number
            )
        )
    number = next_report_number(session, incident.id)
    session.add(_report(session, incident, draft, number, by=by, now=now, key=key))
    _count(incident, draft)
    keep_incident(session, incident, now=now)
    record_step(
        session,
        incident,
        action=ADD_REPORT,
        from_state=incident.state,
        unit_id=by.unit_id,
        said=Said(opinion=draft.description.strip()),
        by=by,
        now=now,
    )
    delete_draft(session, by.account_id, key)
    return incident.id


def _refuse_adding(draft: IncidentDraft, *, by: Actor, key: str) -> None:
    if by.role in NOT_REPORTING:
        raise RuleBroken(tr("your role does not report incidents; ask an intake clerk to do it"))
    if not key:
        raise BadInput(tr("a report needs a key, so that sending it twice does not make two incidents"))
    if not (draft.description.strip() or draft.reporter.strip() or draft.phone.strip()):
        raise BadInput(tr("write what was said, or who called: an empty report adds nothing"))


def _count(incident: Incident, draft: IncidentDraft) -> None:
    """Let the incident be what this report makes of it too."""
    incident.report_count += 1
    incident.vulnerable = incident.vulnerable or draft.vulnerable
    if incident.vulnerable_itself is not None:
        incident.vulnerable_itself = incident.vulnerable_itself or draft.vulnerable


def report_lines(session: Session, incident_id: int, *, area: str) -> tuple[ReportLine, ...]:
    """Return the reports behind an incident and those merged into it, oldest first, people masked; none outside."""
    incident = session.get(Incident, incident_id)
    if incident is None or not within(incident.community_code, area):
        return ()
    sources = code_names(session, SOURCES)
    return tuple(
        _line(one, sources.get(one.source_code, Name(one.source_code)))
        for one in reports_behind(session, incident_id)
    )


def _line(found: StoredReport, source: Name) -> ReportLine:
    return ReportLine(
        id=found.id if found.reporter or found.phone else 0,
        incident_number=found.incident_number,
        at=found.at,
        source=source,
        reporter=mask_name(found.reporter),
        phone=masked_phone(found.phone),
        text=found.text,
        address=found.address,
        taker=found.taker,
    )


def masked_phone(phone: str) -> str:
    """Return the number masked; one too short for a mask of its own is not shown at all."""
    masked = mask_phone(phone_number(phone))
    return masked if not phone or set(masked) - {"*"} else HIDDEN


def caller_hash(session: Session, number: str) -> str:
    """Return the keyed hash of a phone number in its one spelling, apart from those of ID numbers."""
    return subject_hash(ensure_audit_key(session), f"phone:{number}")


def _standing(session: Session, incident_id: int, by: Actor) -> Incident:
    """Lock the incident, or the one it was merged into; both in the order of their ids, as whoever takes them apart
    does."""
    seen = merge_in_force(session, incident_id)
    wanted = {incident_id} if seen is None else {incident_id, seen.kept_id}
    held = {key: locked_incident(session, key, by) for key in sorted(wanted)}
    if held[incident_id].state != MERGED:
        return held[incident_id]
    merge = merge_in_force(session, incident_id)
    if merge is None:
        return held[incident_id]
    return held.get(merge.kept_id) or locked_incident(session, merge.kept_id, by)


def _report(
    session: Session,
    incident: Incident,
    draft: IncidentDraft,
    sequence: int,
    *,
    by: Actor,
    now: datetime,
    key: str | None = None,
) -> Report:
    phone, reporter = draft.phone.strip(), draft.reporter.strip()
    _refuse_long_caller(reporter, phone)
    number = phone_number(phone)
    if phone and not number:
        raise BadInput(tr("this is no phone number: write digits, or leave the field empty"))
    return Report(
        incident_id=incident.id,
        sequence=sequence,
        at=now,
        key=key,
        source_code=draft.source_code,
        reporter=reporter,
        phone=phone,
        contact_hash=caller_hash(session, number) if number else "",
        text=check_length(draft.description, longest=LONGEST_TEXT),
        address=check_length(draft.address, longest=LONGEST_REASON),
        taker_id=by.account_id if session.get(Account, by.account_id) is not None else None,
        taker=by.name,
    )


def _refuse_long_caller(reporter: str, phone: str) -> None:
    if len(phone) > LONGEST_PHONE:
        sentence = tr("the phone number has {n} characters; shorten it to {longest}")
        raise BadInput(sentence.format(n=len(phone), longest=LONGEST_PHONE))
    if len(reporter) > LONGEST_NAME:
        sentence = tr("the caller's name has {n} characters; shorten it to {longest}")
        raise BadInput(sentence.format(n=len(reporter), longest=LONGEST_NAME))
