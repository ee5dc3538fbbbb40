"""A file checked or brought in at a desk: its problems are kept to be looked at. Opens its own transactions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from gridcenter.domain.people import Actor
from gridcenter.services.importing.problems import CheckedFile, ProblemBook
from gridcenter.services.importing.report import ImportOptions, Kind
from gridcenter.services.importing.run import import_file
from gridcenter.services.importing_roles import import_rules
from gridcenter.services.progress import OnProgress, unwatched
from gridcenter.store.engine import Store, store_time


def check_file(
    store: Store,
    kind: Kind,
    path: Path,
    *,
    options: ImportOptions,
    by: Actor,
    progress: OnProgress = unwatched,
    keep: bool = False,
) -> CheckedFile:
    """Check every row of the file; with `keep` what is accepted is stored, else nothing is.

    Raises:
        BadInput, RuleBroken, Cancelled, StoreUnavailable: As `import_file`; nothing is stored.
    """
    book = ProblemBook(import_rules().problems)
    with store.begin() as session:
        now = store_time(session)
        report = import_file(
            session, kind, path, options=options, now=now, by=by, progress=progress, problems=book
        )
        if not keep:
            session.rollback()
    return CheckedFile(report, tuple(book.problems()), book.beyond)


def write_problems(
    store: Store,
    kind: Kind,
    path: Path,
    out: Path,
    *,
    options: ImportOptions,
    by: Actor,
    progress: OnProgress = unwatched,
) -> Path | None:
    """Check the file once more and write every refused row and twin to `out`; None where there is none.

    Raises:
        BadInput, RuleBroken, Cancelled, StoreUnavailable: As `import_file`; no file is written.
    """
    with store.begin() as session:
        now, wished = store_time(session), replace(options, rejects=out)
        report = import_file(session, kind, path, options=wished, now=now, by=by, progress=progress)
        session.rollback()
    return report.rejects_path
