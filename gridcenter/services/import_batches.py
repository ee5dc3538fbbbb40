"""Import batches as a person works with them: staged, looked through, applied or dropped.

Whoever does so compares a file with the whole register: see `import_batch_rules`. Looking through staged rows shows
something about residents, so it is audited and committed first, as a look-up is: `look_through` does both.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.import_batches import (
    STATE_NAMES,
    Batch,
    BatchState,
    Evidence,
    RowOutcome,
    StagedLine,
)
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor, Ticket
from gridcenter.language import pick, tr
from gridcenter.services.import_batch_rules import check_bringer
from gridcenter.services.importing.batching import end_batch
from gridcenter.services.importing.kinds import TEMPLATES
from gridcenter.services.importing.matching import OTHER_SETTLES, SAME_SETTLES
from gridcenter.services.importing.person_values import ITEMS
from gridcenter.services.importing.rejects import shown_value
from gridcenter.services.importing.report import ImportOptions, ImportReport, Kind
from gridcenter.services.importing.staging import write_applied, write_staging
from gridcenter.services.progress import OnProgress, unwatched
from gridcenter.services.recording import LONGEST_REASON, check_length
from gridcenter.services.staged_leftovers import drop_forgotten
from gridcenter.services.tickets import committed_row, no_ticket, writable_chain, write_line
from gridcenter.store import audit, import_batches
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import ImportBatch, StagedRow

STAGE, ROWS, APPLY, DROP, UNDO = "batch_stage", "batch_rows", "batch_apply", "batch_drop", "batch_undo"
"""Actions of the audit; `fields` of such a line is the number of the batch."""
MOST_LISTED = 200
_LONGEST_TOLD = 400
"""Characters of a reason in the audit: so many lines may be settled at once that not all of them are named."""
_COLUMN_OF = {item: column for column, item in ITEMS.items()}


@dataclass(frozen=True, slots=True)
class StagedPage:
    """Rows of a staged batch in the order of the file; `after` is where the next page begins, None at the end."""

    lines: tuple[StagedLine, ...]
    after: int | None


def batches(session: Session, *, by: Actor, limit: int = 50) -> list[Batch]:
    """Return the newest batches first.

    Raises:
        RuleBroken: The account brings no files in.
    """
    check_bringer(by)
    return import_batches.newest_batches(session, limit=limit)


def batch(session: Session, batch_id: int, *, by: Actor) -> Batch:
    """Return one batch.

    Raises:
        RuleBroken: The account brings no files in.
        BadInput: There is no such batch.
    """
    check_bringer(by)
    found = import_batches.batch_with(session, batch_id)
    if found is None:
        raise BadInput(no_batch(batch_id))
    return found


def stage_file(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    options: ImportOptions,
    by: Actor,
    now: datetime,
    progress: OnProgress = unwatched,
) -> ImportReport:
    """Check a whole file and let it wait beside the registers; the caller commits. `report.batch_id` names it.

    Raises:
        RuleBroken: The account brings no files in.
        BadInput: The file as a whole cannot be understood, or is of a kind that is not staged.
        Cancelled: The progress callback wished so.
    """
    check_bringer(by)
    drop_forgotten(session, now=now)
    report = write_staging(session, kind, path, options=options, now=now, by=by, progress=progress)
    assert report.batch_id is not None
    audit_batch(session, STAGE, report.batch_id, "", by=by, now=now)
    return report


def apply_batch(
    session: Session,
    batch_id: int,
    *,
    by: Actor,
    now: datetime,
    rejects: Path | None = None,
    progress: OnProgress = unwatched,
) -> ImportReport:
    """Write the staged rows into the registers, matched anew, and forget them; the caller commits.

    Raises:
        RuleBroken: The account brings no files in, or the batch is not staged any more.
        BadInput: There is no such batch.
        Cancelled: The progress callback wished so; the batch stays staged when the caller rolls back.
    """
    check_bringer(by)
    drop_forgotten(session, now=now)
    found = _staged(session, batch_id)
    audit_batch(session, APPLY, batch_id, "", by=by, now=now)
    report = write_applied(session, found, now=now, by=by, rejects_path=rejects, progress=progress)
    for name in ("rows", "accepted", "unchanged", "twins", "refused"):
        setattr(found, name, getattr(report, name))
    found.state, found.applied_at, found.applier = BatchState.APPLIED, now, by.name
    session.flush()
    import_batches.forget_staged_rows(session, batch_id)
    return report


def drop_batch(session: Session, batch_id: int, *, by: Actor, now: datetime, reason: str = "") -> None:
    """Throw the staged rows away; the caller commits.

    Raises:
        RuleBroken: The account brings no files in, or the batch is not staged any more.
        BadInput: There is no such batch, or the reason is too long.
    """
    check_bringer(by)
    said = check_length(reason, longest=LONGEST_REASON)
    found = _staged(session, batch_id)
    audit_batch(session, DROP, batch_id, said, by=by, now=now)
    end_batch(session, found, BatchState.DROPPED, reason=said, by=by, now=now)
    import_batches.forget_staged_rows(session, batch_id)


def settle_conflicts(
    session: Session, batch_id: int, lines: Sequence[int], *, by: Actor, now: datetime
) -> None:
    """Say of rows in conflict that they are about the person who holds the number; the caller commits.

    Their values then stand beside those of the person when the batch is applied. A number that two people of the
    register hold is settled there and not here.

    Raises:
        RuleBroken: The account brings no files in, or the batch is not staged any more.
        BadInput: There is no such batch, or a line is in no conflict that can be settled so.
    """
    told = tr("same person: lines {lines}")
    _settle(session, batch_id, lines, SAME_SETTLES, told, by=by, now=now)


def tell_apart(
    session: Session, batch_id: int, lines: Sequence[int], *, reason: str, by: Actor, now: datetime
) -> None:
    """Say of rows in conflict that they are about another person under the same number; the caller commits.

    When the batch is applied each becomes a person of its own, beside whoever holds the number. The number stays
    unverified for both, and a look-up by it asks which of them is meant.

    Raises:
        RuleBroken: The account brings no files in, or the batch is not staged any more.
        BadInput: There is no such batch, a line is in no conflict that can be settled so, or the reason is missing or
            too long.
    """
    why = check_length(reason, longest=LONGEST_REASON)
    if not why:
        raise BadInput(tr("Write why it is another person."))
    told = tr("another person: lines {lines}")
    _settle(session, batch_id, lines, OTHER_SETTLES, told, why=why, by=by, now=now)


def _settle(
    session: Session,
    batch_id: int,
    lines: Sequence[int],
    fields: Collection[str],
    told: str,
    *,
    by: Actor,
    now: datetime,
    why: str = "",
) -> None:
    """Say it of these lines; with `why` of another person."""
    check_bringer(by)
    _staged(session, batch_id)
    wanted = sorted(set(lines))
    settled = import_batches.settle_rows(
        session, batch_id, wanted, fields=fields, other=bool(why), why=why, by=by.account_id
    )
    if settled != len(wanted):
        raise BadInput(tr("not all of these lines are in a conflict that can be settled here"))
    audited = told.format(lines=" ".join(map(str, wanted)))
    audit_batch(session, ROWS, batch_id, f"{why} · {audited}" if why else audited, by=by, now=now)


def look_through(
    store: Store,
    batch_id: int,
    *,
    by: Actor,
    outcomes: Sequence[RowOutcome] = (),
    after: int = -1,
    limit: int = MOST_LISTED,
) -> StagedPage:
    """Audit, commit, and return masked rows behind line `after`. Opens its own transactions."""
    with store.begin() as session:
        now = store_time(session)
        ticket = open_rows(session, batch_id, by=by, now=now)
    with store.read() as session:
        return read_rows(
            session, ticket, batch_id, by=by, now=now, outcomes=outcomes, after=after, limit=limit
        )


def open_rows(session: Session, batch_id: int, *, by: Actor, now: datetime) -> Ticket:
    """Write the audit row of looking through a batch; the caller commits it before reading.

    Raises:
        RuleBroken: The account brings no files in.
        BadInput: There is no such batch.
    """
    batch(session, batch_id, by=by)
    return Ticket(audit_batch(session, ROWS, batch_id, "", by=by, now=now), None)


def read_rows(
    session: Session,
    ticket: Ticket,
    batch_id: int,
    *,
    by: Actor,
    now: datetime,
    outcomes: Sequence[RowOutcome] = (),
    after: int = -1,
    limit: int = MOST_LISTED,
) -> StagedPage:
    """Return masked rows of the batch that a committed ticket names.

    Raises:
        RuleBroken: The audit row is not committed, is older than 60 s, or is about another batch or account.
    """
    row = committed_row(session, ticket, ROWS, by=by, now=now)
    if row.fields != str(batch_id):
        raise RuleBroken(no_ticket())
    kept = min(limit, MOST_LISTED)
    found = import_batches.batch_with(session, batch_id)
    rows = import_batches.staged_rows(session, batch_id, after=after, limit=kept, outcomes=outcomes)
    kind = Kind(found.kind) if found is not None else Kind.PERSONS
    return StagedPage(tuple(_line(kind, one) for one in rows), rows[-1].line if len(rows) == kept else None)


def audit_batch(
    session: Session, action: str, batch_id: int, reason: str, *, by: Actor, now: datetime
) -> int:
    """Append a line about a batch to the account's audit and return its id.

    Raises:
        RuleBroken: The account is switched off, or its role looks nobody up.
    """
    end = writable_chain(session, by, action, ())
    row = AuditRow(
        now,
        by.account_id,
        action,
        audit.SHOWN,
        purpose="",
        incident_number="",
        reason=reason[:_LONGEST_TOLD],
        subject_hash="",
        fields=str(batch_id),
    )
    return write_line(session, end, row)


def no_batch(batch_id: int) -> str:
    return tr("There is no import batch no. {id}.").format(id=batch_id)


def _staged(session: Session, batch_id: int) -> ImportBatch:
    """Return a staged batch, locked.

    Raises:
        RuleBroken: It is not staged any more.
        BadInput: There is none.
    """
    found = import_batches.locked_batch(session, batch_id)
    if found is None:
        raise BadInput(no_batch(batch_id))
    if found.state != BatchState.STAGED:
        state = pick(STATE_NAMES[BatchState(found.state)])
        raise RuleBroken(
            tr("Import batch no. {id} is not staged: it is {state}.").format(id=batch_id, state=state)
        )
    return found


def _line(kind: Kind, row: StagedRow) -> StagedLine:
    fields = {field.key: field for field in TEMPLATES[kind]}
    key = shown_value(fields["id_number" if kind is Kind.PERSONS else "code"], row.key)
    evidence = tuple(_evidence(kind, *said) for said in json.loads(row.evidence)) if row.evidence else ()
    return StagedLine(
        line=row.line,
        outcome=RowOutcome(row.outcome),
        key=key,
        evidence=evidence,
        field=row.field,
        value=row.value,
        reason=row.reason,
        same=row.same,
        other=row.other,
    )


def _evidence(kind: Kind, key: str, old: str, new: str) -> Evidence:
    column = _COLUMN_OF.get(key, key)
    field = next((field for field in TEMPLATES[kind] if field.key == column), None)
    title = field.title if field is not None else Name(key, key)
    return Evidence(column, title, shown_value(field, old), shown_value(field, new))
