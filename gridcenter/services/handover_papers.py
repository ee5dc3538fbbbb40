"""The paper of a shift handover: every word of it, audited before the file is written."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.handover import Handover, HandoverFigures
from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.papers import ENDING, Fact, FactRows, Lines, Paper, Signatures, Space, printable
from gridcenter.domain.people import Actor
from gridcenter.language import current_language, pick, tr
from gridcenter.services.desk_facts import StoreFacts, store_facts
from gridcenter.services.paper_pdf import as_pdf
from gridcenter.services.printing import PRINT
from gridcenter.services.table_files import complete
from gridcenter.store.audit import SHOWN, AuditRow, append_entry, locked_chain_end
from gridcenter.store.engine import Store, store_time
from gridcenter.store.handovers import handovers

HANDOVER = "handover"


def print_handover(store: Store, handover_id: int, out: Path, *, by: Actor, zone: tzinfo) -> Path:
    """Write a handover as a PDF in the current language and return the file; opens its own transactions.

    Raises:
        WrongUse: The name does not end in .pdf.
        RuleBroken: The handover is not in the actor's area, or the account is not active.
        BadInput: The file cannot be written.
        Refusal: The paper cannot be set on this machine.
    """
    if out.suffix.lower() != ENDING:
        raise WrongUse(tr("{file}: papers are written as .pdf.").format(file=out.name))
    with store.read() as session:
        found = next((one for one in handovers(session, area=by.area) if one.id == handover_id), None)
        facts, now = store_facts(session), store_time(session)
    if found is None:
        raise RuleBroken(tr("there is no such handover in your area"))
    made = as_pdf(handover_paper(found, facts, printed_by=by.name, now=now, zone=zone), at=now)
    with store.begin() as session:
        _audit(session, found, out, by=by, now=store_time(session))
    with complete(out) as part:
        part.write_bytes(made)
    return out


def handover_paper(
    found: Handover, facts: StoreFacts, *, printed_by: str, now: datetime, zone: tzinfo
) -> Paper:
    """Put a handover on a sheet; what is not signed yet leaves lines to sign by hand."""
    number = f"{found.written_at.astimezone(zone):%Y%m%d-%H%M}"
    signatures = Signatures((tr("Outgoing shift (signature)"), tr("Incoming shift (signature)")))
    return Paper(
        centre=printable(pick(facts.title)),
        title=tr("Shift handover"),
        number=number,
        mark=tr("Demo data, all synthetic") if facts.synthetic else "",
        page=tr("page {n} of {m}"),
        printed=tr("{number} · printed {time} by {who}").format(
            number=number, time=_moment(now, zone), who=printable(printed_by)
        ),
        language=current_language(),
        parts=(
            _people(found, zone),
            _counts(found.figures),
            Space(tr("Pending matters"), printable(found.pending), 3),
            _watched(found.figures),
            _cards(found.figures, zone),
            Space(tr("Remarks of the incoming shift"), printable(found.remarks), 2),
            signatures,
        ),
    )


def _people(found: Handover, zone: tzinfo) -> FactRows:
    return FactRows(
        (
            (
                Fact(tr("Outgoing shift"), printable(found.author)),
                Fact(tr("Written"), _moment(found.written_at, zone)),
            ),
            (
                Fact(tr("Incoming shift"), printable(found.signer)),
                Fact(tr("Signed"), _moment(found.signed_at, zone)),
            ),
        )
    )


def _moment(at: datetime | None, zone: tzinfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else ""


def _counts(figures: HandoverFigures) -> FactRows:
    pairs = (
        (tr("On hand"), figures.open),
        (tr("Red"), len(figures.red)),
        (tr("Yellow"), len(figures.yellow)),
        (tr("Parked"), len(figures.parked)),
    )
    facts = [Fact(word, str(count)) for word, count in pairs]
    return FactRows(((facts[0], facts[1]), (facts[2], facts[3])))


def _watched(figures: HandoverFigures) -> Lines:
    return Lines(
        tr("To watch"),
        (tr("Number"), tr("Category"), tr("Grid"), tr("Unit"), tr("Light")),
        (3, 4, 3, 3, 2),
        tuple(
            tuple(
                map(
                    printable,
                    (
                        one.number,
                        pick(one.category),
                        pick(one.place),
                        pick(one.unit),
                        pick(LIGHT_NAMES[one.light]),
                    ),
                )
            )
            for one in figures.watched
        ),
        tr("none"),
    )


def _cards(figures: HandoverFigures, zone: tzinfo) -> Lines:
    return Lines(
        tr("Cards awaiting a reply"),
        (tr("Card"), tr("Number"), tr("Addressed to"), tr("Reply due")),
        (2, 3, 3, 3),
        tuple(
            tuple(
                map(
                    printable,
                    (
                        pick(one.name),
                        one.incident_number,
                        pick(one.unit),
                        f"{one.due_at.astimezone(zone):%m-%d %H:%M}",
                    ),
                )
            )
            for one in figures.cards
        ),
        tr("none"),
    )


def _printable(*cells: str) -> tuple[str, ...]:
    return tuple(map(printable, cells))


def _audit(session: Session, found: Handover, out: Path, *, by: Actor, now: datetime) -> None:
    """Write down who printed which handover."""
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Papers are printed only under an active account: the audit needs a name."))
    reason = tr("{paper}, file {file}").format(paper=tr("Shift handover"), file=out.name)
    row = AuditRow(
        at=now,
        account_id=by.account_id,
        action=PRINT,
        outcome=SHOWN,
        purpose="",
        incident_number="",
        reason=reason[:400],
        subject_hash="",
        fields=f"{HANDOVER} {found.id}",
    )
    append_entry(session, end, row)
