"""A ledger as a file: masked as on the screen, audited before it is begun, and traceable by what stands in it.

The first line of the file names its export number, who wrote it, why and how many rows were counted; the last one how
many there are. A second line of the audit says how it ended and what the file's SHA-256 is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import Refusal, RuleBroken, WrongUse
from gridcenter.domain.own_history import LEDGER_EXPORT
from gridcenter.domain.people import Actor, LookupRequest
from gridcenter.domain.register_ledgers import LedgerKind, LedgerRow
from gridcenter.language import listed, pick, tr
from gridcenter.services.audited_lists import named_rows
from gridcenter.services.lookup import check_ground, grounds_of
from gridcenter.services.progress import Cancelled, OnProgress, Progress, unwatched
from gridcenter.services.register_ledger_rules import ledger_kind
from gridcenter.services.register_ledgers import all_rows, ledger_sight, ledger_word, own_area, roles_of
from gridcenter.services.table_files import Row, write_table
from gridcenter.services.tickets import writable_chain, write_line
from gridcenter.store import audit
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.register_ledgers import ledger_counts

ENDED = "ledger_export_end"
"""Action of the audit that says how a file ended; `LEDGER_EXPORT` stands before it is begun."""
WRITTEN, STOPPED = "written", "stopped"
ENDINGS = (".csv", ".xlsx")
PORTION = 1000


@dataclass(frozen=True, slots=True)
class LedgerExport:
    """A file that was written; `serial` stands in it and in the audit."""

    serial: str
    file: Path
    rows: int
    sha256: str


@dataclass(slots=True)
class _Work:
    kind: LedgerKind
    area: str
    request: LookupRequest
    by: Actor
    zone: tzinfo
    serial: str = ""
    counted: int = 0
    written: int = 0
    line: AuditRow | None = None
    """The line of the audit that stands before the file is begun."""


def export_ledger(
    store: Store,
    code: str,
    area: str,
    out: Path,
    request: LookupRequest,
    *,
    by: Actor,
    zone: tzinfo,
    progress: OnProgress = unwatched,
) -> LedgerExport:
    """Write the masked rows of an area to a file; opens its own transactions, and nothing is left of a stopped one.

    Raises:
        WrongUse: No such ledger, or the name ends in neither .csv nor .xlsx.
        RuleBroken: The role does not export this ledger, the area is not in the account's own, or purpose or ground
            are missing.
        BadInput: The file cannot be written.
        Cancelled: `progress` stopped it.
    """
    kind = ledger_kind(code)
    if out.suffix.lower() not in ENDINGS:
        raise WrongUse(tr("{file}: write to a name that ends in .csv or .xlsx.").format(file=out.name))
    work = _Work(kind, own_area(area, by), request, by, zone)
    with store.begin() as session:
        began = store_time(session)
        work.serial = _open(session, work, began)
    try:
        with store.read() as session, closing(_lines(store, session, work, began, progress)) as lines:
            write_table(out, (_watermark(work, began),), lines, private=work.kind.of_persons)
    except (Refusal, Cancelled, OSError):
        _close(store, work, STOPPED)
        raise
    sha256 = _sha256(out)
    _close(store, work, WRITTEN, sha256)
    return LedgerExport(work.serial, out, work.written, sha256)


def _open(session: Session, work: _Work, now: datetime) -> str:
    """Write the audit row of an export with the rows counted; return the number that stands in the file."""
    end = writable_chain(session, work.by, LEDGER_EXPORT, ())
    if work.by.role not in work.kind.exporters:
        if not work.kind.exporters:
            raise RuleBroken(tr("This ledger is never written to a file."))
        words = tr("This ledger is written to a file by: {roles}.")
        raise RuleBroken(words.format(roles=listed(roles_of(work.kind.exporters))))
    check_ground(session, work.request, work.by)
    sight = ledger_sight(work.by, now, work.zone)
    counts = ledger_counts(session, work.kind, area=work.area, sight=sight)
    work.counted = sum(one.count for one in counts)
    work.line = AuditRow(
        now,
        work.by.account_id,
        LEDGER_EXPORT,
        audit.SHOWN,
        **grounds_of(work.request),
        subject_hash="",
        fields=f"{work.kind.code} {work.area or '-'} {work.counted}",
    )
    return f"TZ{write_line(session, end, work.line):06d}"


def _close(store: Store, work: _Work, outcome: str, sha256: str = "") -> None:
    with store.begin() as session:
        end = audit.locked_chain_end(session, work.by.account_id)
        if end is None:
            return
        row = AuditRow(
            store_time(session),
            work.by.account_id,
            ENDED,
            outcome,
            **grounds_of(work.request),
            subject_hash="",
            fields=f"{work.serial} {work.written} {sha256}".strip(),
        )
        write_line(session, end, row)


def _lines(
    store: Store, session: Session, work: _Work, now: datetime, progress: OnProgress
) -> Generator[Row]:
    titles = (tr("community and grid"), *(pick(column.title) for column in work.kind.columns))
    yield (tr("no."), *titles)
    part = f"{work.kind.code} {pick(work.kind.name)}"
    sight = ledger_sight(work.by, now, work.zone)
    with closing(all_rows(session, work.kind, work.area, sight=sight, now=now, zone=work.zone)) as rows:
        for number, row in enumerate(_named(store, work, rows), 1):
            work.written = number
            if number % PORTION == 1:
                progress(Progress(part, number, work.counted))
            yield (number, pick(row.place), *row.cells)
    progress(Progress(part, work.written, work.counted))
    yield (_ending(work),)


def _named(store: Store, work: _Work, rows: Iterator[LedgerRow]) -> Iterator[LedgerRow]:
    """Yield the rows; whom they name is committed to the audit before."""
    if work.line is None or not work.kind.of_persons:
        return rows
    what = f"{ledger_word(work.kind.code, work.area)}/{work.serial}"
    return named_rows(store, rows, lambda row: row.person_id, work.line, what, by=work.by)


def _watermark(work: _Work, now: datetime) -> str:
    sentence = tr(
        "Ledger {ledger} · {area} · export {serial} · {who} · {time} · {n} rows · masked, for: {why}"
    )
    return sentence.format(
        ledger=f"{work.kind.code} {pick(work.kind.name)}",
        area=work.area or tr("whole store"),
        serial=work.serial,
        who=f"{work.by.name} ({work.by.login})",
        time=f"{now.astimezone(work.zone):%Y-%m-%d %H:%M:%S}",
        n=work.counted,
        why=work.request.incident_number.strip() or work.request.reason.strip(),
    )


def _ending(work: _Work) -> str:
    sentence = tr("End of export {serial}: {n} rows. {who} answers for this file.")
    return sentence.format(serial=work.serial, n=work.written, who=f"{work.by.name} ({work.by.login})")


def _sha256(out: Path) -> str:
    with out.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
