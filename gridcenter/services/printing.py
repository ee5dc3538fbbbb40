"""Printing a paper of an incident: the audit is committed first, only then is a file written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.incidents import IncidentDetail
from gridcenter.domain.papers import ENDING
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.desk_facts import StoreFacts, store_facts
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.paper_facts import paper_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.papers import PaperTemplate, paper, paper_template
from gridcenter.services.table_files import complete
from gridcenter.store.audit import SHOWN, AuditRow, append_entry, locked_chain_end
from gridcenter.store.engine import Store, store_time

PRINT = "print"
"""Action of the audit row; its `fields` holds the key of the paper, its `reason` the name of the file."""


@dataclass(frozen=True, slots=True)
class _Read:
    detail: IncidentDetail
    facts: StoreFacts


def print_paper(store: Store, kind: str, incident_id: int, out: Path, *, by: Actor, zone: tzinfo) -> Path:
    """Write a paper of an incident in the current language and return the file; opens its own transactions.

    The file appears under its name only when it is complete; a file of that name is replaced.

    Raises:
        WrongUse: There is no such paper, or the name does not end in .pdf.
        RuleBroken: The incident is not in the actor's area, or the account is not active.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    template = paper_template(kind)
    if out.suffix.lower() != ENDING:
        raise WrongUse(tr("{file}: papers are written as .pdf.").format(file=out.name))
    with store.read() as session:
        read = _read(session, incident_id, by)
    made = _set(template, read, by, zone)
    with store.begin() as session:
        _audit(session, read.detail.row.number, kind, out, by=by, now=store_time(session))
    with complete(out) as part:
        part.write_bytes(made)
    return out


def _read(session: Session, incident_id: int, by: Actor) -> _Read:
    detail = desk_incident(session, incident_id, area=by.area)
    if detail is None:
        raise RuleBroken(tr("This incident is not in your area any more: no paper of it is printed."))
    return _Read(detail, store_facts(session))


def _set(template: PaperTemplate, read: _Read, by: Actor, zone: tzinfo) -> bytes:
    facts = paper_facts(read.detail, centre=read.facts.title, printed_by=by.name, zone=zone)
    return as_pdf(paper(template, facts, synthetic=read.facts.synthetic), at=read.detail.as_of)


def _audit(session: Session, number: str, kind: str, out: Path, *, by: Actor, now: datetime) -> None:
    """Write down who printed which paper of which incident."""
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Papers are printed only under an active account: the audit needs a name."))
    name = pick(paper_template(kind).title)
    reason = tr("{paper}, file {file}").format(paper=name, file=out.name)
    append_entry(
        session,
        end,
        AuditRow(
            at=now,
            account_id=by.account_id,
            action=PRINT,
            outcome=SHOWN,
            purpose="incident",
            incident_number=number[:40],
            reason=reason[:400],
            subject_hash="",
            fields=kind,
        ),
    )
