"""The loop that all imports share: read, check, tell twins apart, write in batches, report every row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.import_batches import BatchState
from gridcenter.domain.people import Actor
from gridcenter.language import pick, tr
from gridcenter.services.garbage import without_cycle_search
from gridcenter.services.importing.batching import check_source, close_batch, open_batch
from gridcenter.services.importing.cells import RowRefused
from gridcenter.services.importing.kinds import importer_of
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.importing.own_presets import found_preset
from gridcenter.services.importing.presets import Preset
from gridcenter.services.importing.problems import ProblemBook
from gridcenter.services.importing.records import STREAM, Importer, Job, Record, StreamImporter, Verdict
from gridcenter.services.importing.rejects import Problems, RejectsFile, shown_value
from gridcenter.services.importing.report import ImportOptions, ImportReport, Kind
from gridcenter.services.importing.source import Source
from gridcenter.services.importing_roles import check_importer
from gridcenter.services.progress import OnProgress, Progress, unwatched
from gridcenter.store.announcing import note_change
from gridcenter.store.failures import contended_keys
from gridcenter.store.numbers import lock_person_numbers

EVERY = 1000
"""Rows between two calls of the progress callback."""
_WHOM_BITS = 32
_WHOM_MASK = (1 << _WHOM_BITS) - 1
WITH_AREAS = frozenset({Kind.DIVISIONS, Kind.GRIDS})
THEIR_OWN_KEEPERS = frozenset({Kind.RESPONSIBILITY})
"""Kinds whose importer says itself who may."""
ANNOUNCED = frozenset({"division", "grid", "unit", "category", "standard", "incident", "responsibility"})
"""Tables whose changes the desks follow; one announcement each says: read the whole kind again."""


def import_file(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    options: ImportOptions,
    now: datetime,
    by: Actor,
    progress: OnProgress = unwatched,
    problems: ProblemBook | None = None,
) -> ImportReport:
    """Bring one file in: all accepted rows in the caller's transaction, or an exception and nothing.

    What is refused goes to the rejects file, or to `problems` where they are to be looked at.

    The caller commits, or rolls back for a trial. `progress` may raise `Cancelled`; the caller's transaction
    then rolls everything back. The rejects file appears only when the import came to its end.

    Raises:
        BadInput: The file as a whole cannot be understood.
        RuleBroken: The account brings no files in.
        Cancelled: The progress callback wished so.
        StoreUnavailable: Somebody else brings the same records in at this moment.
    """
    if kind not in THEIR_OWN_KEEPERS:
        check_importer(session, by)
    preset = check_preset(session, options, kind)
    encoding = options.encoding or (preset.encoding if preset else "")
    check_source(options.source)
    report = ImportReport(kind, path)
    rejects = problems or RejectsFile(options.rejects)
    progress(Progress(path.name, 0, None))
    try:
        with contended_keys(), opened_source(path, encoding=encoding) as source:
            if source.geographic and kind not in WITH_AREAS:
                sentence = tr("{file} holds shapes: only divisions and grids are imported from GeoJSON.")
                raise BadInput(sentence.format(file=path.name))
            batch = open_batch(session, kind, path, options=options, state=BatchState.APPLIED, by=by, now=now)
            job = Job(session, source, options, report, now, by, preset, batch.id)
            if kind is Kind.PERSONS:
                lock_person_numbers(session)
            with without_cycle_search() as search_young:
                run_rows(job, importer_of(job), rejects, progress, search_young)
            close_batch(session, batch, report)
        report.rejects_path = rejects.keep()
    finally:
        rejects.drop()
    for name in ANNOUNCED.intersection(report.stored):
        note_change(session, name)
    return report


def check_preset(session: Session, options: ImportOptions, kind: Kind) -> Preset | None:
    """Return the preset that the options name, if any.

    Raises:
        BadInput: There is none of this name, or it is for another kind.
    """
    return found_preset(session, options.preset, kind) if options.preset else None


def run_rows(
    job: Job,
    importer: Importer,
    rejects: Problems,
    progress: OnProgress,
    between: Callable[[], object],
) -> None:
    """Take all rows; `between` is called after every few thousand."""
    for remark in job.source.remarks:
        job.report.warn(remark)
    ledger = _Ledger(job.report, rejects, importer)
    records = _checked(job.source, importer, ledger, progress)
    if isinstance(importer, StreamImporter) and importer.streams:
        importer.write_stream(ledger.counted(records, between))
    else:
        while batch := list(islice(records, importer.batch)):
            ledger.write(batch)
            between()
    if not job.report.rows and not job.source.remarks:
        job.report.warn(tr("{file} has a header and no rows.").format(file=job.report.path.name))
    importer.finish(ledger.look_alikes)
    progress(Progress(job.report.path.name, job.report.rows, job.report.rows))


def _checked(source: Source, importer: Importer, ledger: _Ledger, progress: OnProgress) -> Iterator[Record]:
    """Read and check all rows; yield those that are to be written."""
    report = ledger.report
    for row in source.rows:
        report.rows += 1
        if report.rows % EVERY == 1:
            done, total = report.rows - 1, source.total
            progress(Progress(report.path.name, done, total if total is None else max(total, done)))
        try:
            if row.fault:
                raise RowRefused("", "", row.fault)
            record = importer.read(row)
        except RowRefused as refusal:
            ledger.refuse(row.line, refusal)
            continue
        if ledger.takes(record):
            yield record


@dataclass
class _Ledger:
    """Counts what becomes of the rows; every row ends in exactly one of the four counts."""

    report: ImportReport
    rejects: Problems
    importer: Importer
    look_alikes: list[tuple[Any, Any]] = field(default_factory=list)
    _lines: dict[Any, int] = field(default_factory=dict)
    """By key the first line, and below it some bits by which whom it is about is known again."""
    _looks: dict[bytes, tuple[int, Any]] = field(default_factory=dict)
    _twins: set[Any] = field(default_factory=set)

    def takes(self, record: Record) -> bool:
        """Return whether the record is to be written; a repeated one is not."""
        if record.key is not None:
            here = record.line << _WHOM_BITS | hash(record.whom) & _WHOM_MASK
            first = self._lines.setdefault(record.key, here)
            if first != here:
                self._count_repeat(record, first >> _WHOM_BITS, same=not (first ^ here) & _WHOM_MASK)
                return False
        if record.look is not None:
            self._compare_look(record, record.look)
        return True

    def refuse(self, line: int, refusal: RowRefused) -> None:
        self.report.refused += 1
        item = self.importer.fields.get(refusal.field)
        title = pick(item.title) if item else refusal.field
        value = shown_value(item, str(refusal.value))
        self.rejects.add(line, title, value, tr("refused"), refusal.reason)

    def write(self, records: Sequence[Record]) -> None:
        self._count(records, self.importer.write(records))

    def counted(self, records: Iterator[Record], between: Callable[[], object]) -> Iterator[Record]:
        """Pass on records that are written for sure."""
        for record in records:
            self.report.accepted += 1
            if self.report.accepted % STREAM == 0:
                between()
            yield record

    def _count(self, records: Sequence[Record], verdicts: Sequence[Verdict]) -> None:
        for record, verdict in zip(records, verdicts, strict=True):
            if isinstance(verdict, RowRefused):
                self.refuse(record.line, verdict)
            elif record.key in self._twins:
                self.report.twins += 1
            elif verdict:
                self.report.accepted += 1
            else:
                self.report.unchanged += 1

    def _count_repeat(self, record: Record, first: int, *, same: bool) -> None:
        self.report.twins += 1
        reason = tr("repeats line {line}: the first one counts, this one is not stored")
        if not same:
            reason = tr(
                "line {line} has this number under another name: two people, and one number is wrong; this one is "
                "not stored, stage it in a file of its own"
            )
        self._report_twin(record, reason.format(line=first))

    def _compare_look(self, record: Record, look: bytes) -> None:
        line, key = self._looks.setdefault(look, (record.line, record.key))
        if line == record.line:
            return
        self._twins.add(record.key)
        self.look_alikes.append((record.key, key))
        reason = tr("equals line {line} in everything but the number: stored and linked to it")
        self._report_twin(record, reason.format(line=line))

    def _report_twin(self, record: Record, reason: str) -> None:
        item = self.importer.fields.get(self.importer.key_field)
        title = pick(item.title) if item else ""
        self.rejects.add(record.line, title, shown_value(item, str(record.key)), tr("twin"), reason)
