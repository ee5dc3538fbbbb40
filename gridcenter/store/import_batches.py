"""Questions about import batches and their staged rows. Nothing is masked here: only `services` may call it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.import_batches import Batch, BatchState, RowOutcome
from gridcenter.store.models import ImportBatch, StagedRow
from gridcenter.store.tables import table_of

_batch, _staged = table_of(ImportBatch), table_of(StagedRow)
_COUNTS = ("rows", "accepted", "unchanged", "twins", "refused")
_PLAIN = ("id", "kind", "at", "actor", "file_name", "sha256", "source", "preset", "encoding")
_ENDS = ("applied_at", "applier", "ended_at", "ender", "end_reason")


class ProblemRow(NamedTuple):
    line: int
    outcome: str
    field: str
    value: str
    reason: str


class WaitingRow(NamedTuple):
    """A row that was read without a fault, and what somebody said of whom it is about."""

    line: int
    cells: str
    same: bool
    other: bool
    why: str
    settled_by: int


def newest_batches(session: Session, *, limit: int) -> list[Batch]:
    """Return the newest batches first, those with staged rows with how many there are of each outcome."""
    rows = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()).limit(limit)).all()
    return [_told(session, row) for row in rows]


def batch_with(session: Session, batch_id: int) -> Batch | None:
    row = session.get(ImportBatch, batch_id)
    return None if row is None else _told(session, row)


def locked_batch(session: Session, batch_id: int) -> ImportBatch | None:
    """Return the batch and keep everybody else who would end it waiting."""
    wanted = select(ImportBatch).where(ImportBatch.id == batch_id)
    return session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).first()


def _told(session: Session, row: ImportBatch) -> Batch:
    told: dict[str, Any] = {name: getattr(row, name) for name in (*_PLAIN, *_ENDS)}
    told |= {name: getattr(row, name) or 0 for name in _COUNTS}
    state = BatchState(row.state)
    outcomes = outcome_counts(session, row.id) if state is BatchState.STAGED else {}
    return Batch(**told, state=state, outcomes=outcomes)


def outcome_counts(session: Session, batch_id: int) -> dict[RowOutcome, int]:
    statement = select(_staged.c.outcome, func.count()).where(_staged.c.batch_id == batch_id)
    found = {outcome: count for outcome, count in session.execute(statement.group_by(_staged.c.outcome))}  # noqa: C416
    return {outcome: found[outcome] for outcome in RowOutcome if outcome in found}


def staged_rows(
    session: Session, batch_id: int, *, after: int, limit: int, outcomes: Sequence[RowOutcome] = ()
) -> Sequence[StagedRow]:
    """Return rows behind line `after` in the order of the file."""
    wanted = [StagedRow.batch_id == batch_id, StagedRow.line > after]
    if outcomes:
        wanted.append(StagedRow.outcome.in_(outcomes))
    return session.scalars(select(StagedRow).where(*wanted).order_by(StagedRow.line).limit(limit)).all()


def problem_rows(session: Session, batch_id: int, *, after: int, limit: int) -> list[ProblemRow]:
    """Return what was said of refused rows and twins behind line `after`."""
    statement = (
        select(*(_staged.c[name] for name in ProblemRow._fields))
        .where(_staged.c.batch_id == batch_id, _staged.c.line > after)
        .where(_staged.c.outcome.in_((RowOutcome.REFUSED, RowOutcome.TWIN)))
    )
    rows = session.execute(statement.order_by(_staged.c.line).limit(limit))
    return [ProblemRow(*row) for row in rows]


def waiting_cells(session: Session, batch_id: int, *, after: int, limit: int) -> list[WaitingRow]:
    """Return the rows that were read without a fault."""
    statement = (
        select(*(_staged.c[name] for name in WaitingRow._fields))
        .where(_staged.c.batch_id == batch_id, _staged.c.line > after, _staged.c.cells != "")
        .order_by(_staged.c.line)
        .limit(limit)
    )
    return [WaitingRow(*row) for row in session.execute(statement)]


def waiting_count(session: Session, batch_id: int) -> int:
    statement = select(func.count()).where(_staged.c.batch_id == batch_id, _staged.c.cells != "")
    return session.scalar(statement) or 0


def settle_rows(
    session: Session,
    batch_id: int,
    lines: Sequence[int],
    *,
    fields: Collection[str],
    other: bool,
    why: str,
    by: int,
) -> int:
    """Say of rows in conflict by these fields whom they are about; return how many there are.

    Not `other`: the person who holds the number.
    """
    statement = update(_staged).where(
        _staged.c.batch_id == batch_id,
        _staged.c.line.in_(lines),
        _staged.c.outcome == RowOutcome.CONFLICT,
        _staged.c.field.in_(fields),
    )
    done: Any = session.execute(statement.values(same=not other, other=other, why=why, settled_by=by))
    return int(done.rowcount)


def forget_staged_rows(session: Session, batch_id: int) -> None:
    session.execute(delete(_staged).where(_staged.c.batch_id == batch_id))


def forgotten_batches(session: Session, *, before: datetime) -> list[int]:
    """Return staged batches that nobody has ended since `before`."""
    wanted = _batch.c.state == BatchState.STAGED, _batch.c.at < before
    return list(session.scalars(select(_batch.c.id).where(*wanted).order_by(_batch.c.id)))
