"""Every import is a batch: who brought which file, when and as what, written in the transaction of the import."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.import_batches import BatchState
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.importing.file_faults import readable
from gridcenter.services.importing.report import ImportOptions, ImportReport, Kind
from gridcenter.store.models import Account, ImportBatch

LONGEST_SOURCE = 40
_LONGEST_NAME, _LONGEST_PRESET, _LONGEST_ENCODING = 200, 40, 20


def open_batch(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    options: ImportOptions,
    state: BatchState,
    by: Actor,
    now: datetime,
) -> ImportBatch:
    """Write who brings what; the counts come with `close_batch`. The file is read once for its hash.

    Raises:
        BadInput: It is not the file that was checked before.
    """
    staged = state is BatchState.STAGED
    digest = file_hash(path)
    if options.sha256 not in ("", digest):
        sentence = tr("{file} was changed since it was checked: check it again.")
        raise BadInput(sentence.format(file=path.name))
    settings = {"datum": options.datum, "time_zone": options.time_zone} if staged else {}
    batch = ImportBatch(
        kind=kind.value,
        at=now,
        account_id=account_of(session, by),
        actor=by.name,
        actor_role=by.role,
        file_name=_name(path),
        sha256=digest,
        source=options.source,
        preset=options.preset[:_LONGEST_PRESET],
        encoding=options.encoding[:_LONGEST_ENCODING],
        settings=json.dumps(settings) if settings else "",
        state=state.value,
        applied_at=None if staged else now,
        applier="" if staged else by.name,
    )
    session.add(batch)
    session.flush()
    return batch


def close_batch(session: Session, batch: ImportBatch, report: ImportReport) -> None:
    """Keep what became of the rows."""
    for name in ("rows", "accepted", "unchanged", "twins", "refused"):
        setattr(batch, name, getattr(report, name))
    report.batch_id, report.sha256 = batch.id, batch.sha256
    session.flush()


def end_batch(
    session: Session, batch: ImportBatch, state: BatchState, *, reason: str, by: Actor, now: datetime
) -> None:
    """Drop or undo a locked batch."""
    ender = account_of(session, by)
    batch.state, batch.ended_at, batch.end_reason = state.value, now, reason
    batch.ender_id, batch.ender = ender, by.name
    session.flush()


def check_source(source: str) -> None:
    """Refuse a stated source that is too long for the register.

    Raises:
        BadInput: It is.
    """
    if len(source) > LONGEST_SOURCE:
        sentence = tr("The source may have {n} characters at most.")
        raise BadInput(sentence.format(n=LONGEST_SOURCE))


def account_of(session: Session, by: Actor) -> int | None:
    """Return the account that acts; a new store is filled under none."""
    return by.account_id if session.get(Account, by.account_id) is not None else None


def file_hash(path: Path) -> str:
    """Raises:
    BadInput: The file is gone, or cannot be read.
    """
    with readable(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _name(path: Path) -> str:
    """Return the name without its folder; bytes of it that are no text become question marks."""
    return path.name.encode("utf-8", "replace").decode()[:_LONGEST_NAME]
