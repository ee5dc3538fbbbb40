"""Telling a person who looked at him or her: audited and committed before the audit is read.

The number need not be in any register: look-ups that found nobody and attempts that were refused count, too.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.care import ASKED as ASKED_FOR_CARE
from gridcenter.domain.care import LISTED as LIST_OF_CARE
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.home_keeping import KEPT_LABELS
from gridcenter.domain.identity import (
    CENTENARIAN_SEQUENCES,
    LENGTH,
    LONGEST_WRITTEN,
    IdNumberError,
    clean_id_text,
    parse_id_number,
)
from gridcenter.domain.masking import mask_id_number
from gridcenter.domain.names import Name
from gridcenter.domain.own_history import COPY, LEDGER, PRINT, SUBJECT_REPORT, VISITS
from gridcenter.domain.people import Actor, Purpose, Ticket
from gridcenter.domain.register_ledgers import Register
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.domain.subject_report import (
    NEED_TO_KNOW,
    REQUEST,
    SubjectLine,
    SubjectReport,
)
from gridcenter.language import listed, pick, tr
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.register_ledger_rules import ledger_kinds
from gridcenter.services.tickets import (
    Quota,
    check_quotas,
    committed_row,
    require_as_signed_in,
    write_line,
)
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.audit_subjects import LineAbout, lines_about, oldest_line
from gridcenter.store.engine import Store, store_time
from gridcenter.store.rolls import exports_naming

WITH_VALUES = frozenset({audit.REVEAL, audit.KEEP, COPY, PRINT})
"""Actions whose line names values that were shown in plain."""
REPORT_QUOTAS = (Quota(5, timedelta(minutes=1)), Quota(60, timedelta(days=1)))


def subject_report(store: Store, text: str, *, reason: str = "", by: Actor) -> SubjectReport:
    """Audit, commit, read; an attempt by a role that may not is audited and refused. Opens its own transactions.

    Raises:
        BadInput: Nothing was typed, or far more than a number.
        RuleBroken: The role may not, or asks too often.
    """
    number = _number(text)
    try:
        with store.begin() as session:
            now = store_time(session)
            ticket = open_report(session, number, reason=reason, by=by, now=now)
    except RuleBroken:
        with store.begin() as session:
            _record_refusal(session, number, reason=reason, by=by, now=store_time(session))
        raise
    with store.read() as session:
        return read_report(session, ticket, number, by=by, now=now)


def open_report(session: Session, number: str, *, reason: str, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of a report; the caller commits it before reading.

    Raises:
        RuleBroken: The account is not active, its role may not, or it asks too often.
    """
    places = tuple(quota.count for quota in REPORT_QUOTAS)
    end = audit.locked_chain_end(session, by.account_id, action=SUBJECT_REPORT, places=places)
    if end is None or not end.active:
        raise RuleBroken(tr("This account is not active; ask the administrator."))
    require_as_signed_in(end, by)
    if by.role not in audit_rules().reporters:
        roles = listed([pick(ROLE_NAMES[role]) for role in sorted(audit_rules().reporters)])
        raise RuleBroken(
            tr("Who looked at a person is told by these roles only: {roles}.").format(roles=roles)
        )
    check_quotas(REPORT_QUOTAS, end.moments, now)
    row = _row(end.key, number, reason, audit.SHOWN, by=by, now=now)
    return Ticket(write_line(session, end, row), None)


def read_report(session: Session, ticket: Ticket, number: str, *, by: Actor, now: datetime) -> SubjectReport:
    """Return what the audit holds about the number, the report's own line included.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is another account's or number's.
    """
    row = committed_row(session, ticket, SUBJECT_REPORT, by=by, now=now)
    key = audit.ensure_audit_key(session)
    if row.subject_hash != audit.subject_hash(key, number):
        raise RuleBroken(tr("Nothing is shown: this look-up does not stand in the audit."))
    hashes = [audit.subject_hash(key, form) for form in _forms(number)]
    return SubjectReport(
        serial=f"GZ{ticket.audit_id:06d}",
        number=mask_id_number(number),
        asked_by=by.name,
        as_of=now,
        kept_since=oldest_line(session) or now,
        lines=tuple(
            _line(one)
            for one in lines_about(session, hashes, number, exports=exports_naming(session, number))
        ),
    )


def _number(text: str) -> str:
    """Return the number as the audit hashes it; one that is no number as it was cleaned, for attempts with it.

    Raises:
        BadInput: Nothing was typed, or far more than a number.
    """
    try:
        return parse_id_number(text).number
    except IdNumberError as refused:
        cleaned = clean_id_text(text[:LONGEST_WRITTEN])
        if not cleaned or len(text) > LONGEST_WRITTEN:
            raise BadInput(str(refused)) from refused
        return cleaned


def _forms(number: str) -> list[str]:
    """Return every form under which attempts with the number were written down: refused ones as they were typed."""
    if len(number) != LENGTH:
        return [number]
    century = "18" if number[14:17] in CENTENARIAN_SEQUENCES else "19"
    return [number, number[:6] + number[8:17]] if number[6:8] == century else [number]


def _row(key: bytes, number: str, reason: str, outcome: str, *, by: Actor, now: datetime) -> AuditRow:
    return AuditRow(
        now,
        by.account_id,
        SUBJECT_REPORT,
        outcome,
        purpose=REQUEST,
        incident_number="",
        reason=reason.strip()[:400],
        subject_hash=audit.subject_hash(key, number),
    )


def _record_refusal(session: Session, number: str, *, reason: str, by: Actor, now: datetime) -> None:
    end = audit.locked_chain_end(session, by.account_id)
    if end is not None:
        write_line(session, end, _row(end.key, number, reason, audit.REFUSED, by=by, now=now))


def _line(one: LineAbout) -> SubjectLine:
    if _names_those_in_care(one):
        one = one._replace(action=VISITS, purpose=str(Purpose.VISIT), incident_number="", reason="")
    if one.action == ASKED_FOR_CARE:
        one = one._replace(outcome=NEED_TO_KNOW, purpose="", incident_number="", reason="")
    return SubjectLine(
        at=one.at,
        login=one.login,
        name=one.name,
        role=one.role,
        unit=Name(one.unit, one.unit_en),
        action=one.action,
        outcome=one.outcome,
        purpose=one.purpose,
        incident_number=one.incident_number,
        reason=one.reason,
        item=_values(one.fields) if one.fields and one.action in WITH_VALUES else None,
    )


def _names_those_in_care(one: LineAbout) -> bool:
    """Whether a list names only people with care files: it is told as one of visits, so that the paper, which goes
    through other hands, says of nobody that there is a file."""
    if one.action == LEDGER:
        kind = ledger_kinds().get(one.fields.partition("@")[0])
        return kind is not None and kind.register is Register.CARE
    return one.action == LIST_OF_CARE


def _values(fields: str) -> Name:
    """Return the names of the values that were shown, copied or printed in plain."""
    keys = [key.partition("@")[0] for key in fields.split(",")]
    labels = [KEPT_LABELS.get(key) or record_catalogue().label(key) for key in keys]
    return Name("、".join(label.zh for label in labels), ", ".join(label.en or label.zh for label in labels))
