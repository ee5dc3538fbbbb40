"""Staging (导入暂存): a whole file is checked and held against the registers, and waits in the store.

Nothing of it stands in a register before it is applied, and then it is held against the registers anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.import_batches import BatchState, RowOutcome
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.services.garbage import without_cycle_search
from gridcenter.services.importing.batching import check_source, close_batch, open_batch
from gridcenter.services.importing.cells import RowRefused
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.kinds import KINDS, importer_of
from gridcenter.services.importing.matching import Match, MatchingImporter
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.importing.person_values import AnotherPerson
from gridcenter.services.importing.records import STREAM, Job, Record, Verdict
from gridcenter.services.importing.rejects import MAX_SHOWN, RejectsFile
from gridcenter.services.importing.report import ImportOptions, ImportReport, Kind
from gridcenter.services.importing.run import check_preset, run_rows
from gridcenter.services.importing.source import Row, Source
from gridcenter.services.importing.waiting_cells import read_cells, written_cells
from gridcenter.services.progress import OnProgress, unwatched
from gridcenter.store import bulk
from gridcenter.store.failures import contended_keys
from gridcenter.store.import_batches import problem_rows, waiting_cells, waiting_count
from gridcenter.store.models import ImportBatch, StagedRow
from gridcenter.store.numbers import lock_person_numbers

STAGED_KINDS = frozenset({Kind.PERSONS, Kind.PREMISES})
UNDONE_KINDS = STAGED_KINDS | {Kind.ORGANISATIONS, Kind.ORGANISATION_PEOPLE}
_COLUMNS = ("batch_id", "line", "outcome", "key", "cells", "evidence", "field", "value", "reason")
_LONGEST_FIELD, _LONGEST_REASON = 60, 400


def check_staged_kind(kind: Kind) -> None:
    """Refuse a kind that is imported at once.

    Raises:
        BadInput: Only registers are staged.
    """
    if kind not in STAGED_KINDS:
        raise BadInput(tr("Only persons and premises are staged: import the others at once."))


def write_staging(
    session: Session,
    kind: Kind,
    path: Path,
    *,
    options: ImportOptions,
    now: datetime,
    by: Actor,
    progress: OnProgress = unwatched,
) -> ImportReport:
    """Check a whole file and keep its rows beside the registers; the caller commits and has checked who asks.

    Counts tell what applying would do now: `accepted` are new and different rows.

    Raises:
        BadInput: The file as a whole cannot be understood, or is of a kind that is not staged.
        Cancelled: The progress callback wished so.
    """
    check_staged_kind(kind)
    check_source(options.source)
    preset = check_preset(session, options, kind)
    encoding = options.encoding or (preset.encoding if preset else "")
    report = ImportReport(kind, path)
    stated = replace(options, datum=options.datum or (preset.datum if preset else None))
    rejects = RejectsFile(options.rejects)
    try:
        with opened_source(path, encoding=encoding) as source, without_cycle_search() as between:
            if source.geographic:
                sentence = tr("{file} holds shapes: only divisions and grids are imported from GeoJSON.")
                raise BadInput(sentence.format(file=path.name))
            batch = open_batch(session, kind, path, options=stated, state=BatchState.STAGED, by=by, now=now)
            job = Job(session, source, stated, report, now, by, preset)
            importer = importer_of(job)
            assert isinstance(importer, MatchingImporter)
            problems = _StagedProblems(session, batch.id, rejects)
            run_rows(job, _Staging(session, batch.id, importer, problems), problems, progress, between)
            problems.flush()
            close_batch(session, batch, report)
        report.rejects_path = rejects.keep()
    finally:
        rejects.drop()
    return report


def write_applied(
    session: Session,
    batch: ImportBatch,
    *,
    now: datetime,
    by: Actor,
    rejects_path: Path | None = None,
    progress: OnProgress = unwatched,
) -> ImportReport:
    """Write the waiting rows of a locked batch; they are checked and matched again. The caller ends the batch.

    Rows in conflict are left out unless somebody said that they are about the same person.
    """
    kind, settings = Kind(batch.kind), json.loads(batch.settings)
    options = ImportOptions(
        datum=Datum(settings["datum"]) if settings["datum"] else None,
        time_zone=settings["time_zone"],
        source=batch.source,
    )
    report = ImportReport(kind, Path(batch.file_name), batch_id=batch.id)
    rejects = RejectsFile(rejects_path)
    waiting = _Waiting(session, batch.id)
    try:
        with contended_keys(), without_cycle_search() as between:
            if kind is Kind.PERSONS:
                lock_person_numbers(session)
            source = waiting.source()
            if source.total:
                job = Job(session, source, options, report, now, by, None, batch.id)
                importer = KINDS[kind](job)
                assert isinstance(importer, MatchingImporter)
                run_rows(job, _Applying(importer, waiting.settled), rejects, progress, between)
        _count_problems(session, batch.id, report, rejects)
        report.rejects_path = rejects.keep()
    finally:
        rejects.drop()
    return report


def _count_problems(session: Session, batch_id: int, report: ImportReport, rejects: RejectsFile) -> None:
    """Add the rows that the staging had refused already or found twice."""
    after = -1
    while found := problem_rows(session, batch_id, after=after, limit=STREAM):
        after = found[-1].line
        for row in found:
            twin = row.outcome == RowOutcome.TWIN
            report.rows += 1
            report.twins += twin
            report.refused += not twin
            rejects.add(row.line, row.field, row.value, tr("twin") if twin else tr("refused"), row.reason)


class _StagedProblems:
    """Writes what is said of refused rows and twins into the staging, and into the rejects file."""

    def __init__(self, session: Session, batch_id: int, rejects: RejectsFile) -> None:
        self._session = session
        self._batch_id = batch_id
        self._rejects = rejects
        self._rows: dict[int, tuple[Any, ...]] = {}
        self.staged: set[int] = set()
        """Lines in conflict, which wait with their cells."""

    def add(self, line: int, field: str, value: str, outcome: str, reason: str) -> None:
        self._rejects.add(line, field, value, outcome, reason)
        if line in self.staged:
            return
        kind = RowOutcome.TWIN if outcome == tr("twin") else RowOutcome.REFUSED
        told = (field[:_LONGEST_FIELD], value[:MAX_SHOWN], reason[:_LONGEST_REASON])
        self._rows[line] = (self._batch_id, line, kind.value, "", "", "", *map(_storable, told))
        if len(self._rows) >= STREAM:
            self.flush()

    def flush(self) -> None:
        bulk.insert_rows(self._session, StagedRow, _COLUMNS, list(self._rows.values()))
        self._rows.clear()


class _Staging:
    """Reads as the importer of the kind does, and writes into the staging instead of the register."""

    def __init__(
        self, session: Session, batch_id: int, importer: MatchingImporter, problems: _StagedProblems
    ) -> None:
        self._session = session
        self._batch_id = batch_id
        self._importer = importer
        self._problems = problems
        self._kept = dict(importer.columns.by_field)
        self.batch, self.key_field = importer.batch, importer.key_field
        self.fields: Mapping[str, Field] = importer.fields

    def read(self, row: Row) -> Record:
        record = self._importer.read(row)
        cells = {key: row.cells.get(column) for key, column in self._kept.items()}
        return Record(row.line, record.key, (record, written_cells(cells)), record.look, record.whom)

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        matches = self._importer.match([record.values[0] for record in records])
        rows = [
            self._row(record, match)
            for record, match in zip(records, matches, strict=True)
            if match.outcome is not RowOutcome.REFUSED
        ]
        bulk.insert_rows(self._session, StagedRow, _COLUMNS, rows)
        return [self._verdict(record, match) for record, match in zip(records, matches, strict=True)]

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""

    def _row(self, record: Record, match: Match) -> tuple[Any, ...]:
        evidence = json.dumps(match.evidence, ensure_ascii=False) if match.evidence else ""
        told = ("", "", "")
        if match.outcome is RowOutcome.CONFLICT:
            self._problems.staged.add(record.line)
            told = (match.field, "", match.reason)
        return (
            self._batch_id,
            record.line,
            match.outcome.value,
            record.key,
            record.values[1],
            evidence,
            *told,
        )

    def _verdict(self, record: Record, match: Match) -> Verdict:
        if match.outcome in (RowOutcome.CONFLICT, RowOutcome.REFUSED):
            return _refusal(self._importer, record, match)
        return match.outcome is not RowOutcome.AGREES


class _Applying:
    """Writes as the importer of the kind does, but leaves rows in conflict out."""

    def __init__(self, importer: MatchingImporter, settled: Mapping[int, AnotherPerson | None]) -> None:
        """`settled`: by line the person whom it is about; None is the one who holds the number."""
        self._importer = importer
        self._settled = settled
        self.batch, self.key_field = importer.batch, importer.key_field
        self.fields: Mapping[str, Field] = importer.fields
        self.read = importer.read
        self.finish = importer.finish

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        matches = self._importer.match(records)
        verdicts: dict[int, Verdict] = {
            record.line: _refusal(self._importer, record, match)
            for record, match in zip(records, matches, strict=True)
            if match.outcome is RowOutcome.CONFLICT and not self._settles(record.line, match)
        }
        kept = [record for record in records if record.line not in verdicts]
        for record, match in zip(records, matches, strict=True):
            if record.line in self._settled and self._settles(record.line, match):
                self._importer.settle(record.key, self._settled[record.line])
        done = self._importer.write(kept) if kept else ()
        verdicts.update(zip((record.line for record in kept), done, strict=True))
        return [verdicts[record.line] for record in records]

    def _settles(self, line: int, match: Match) -> bool:
        """Whether what somebody said about a row answers the conflict in which it is now."""
        if line not in self._settled:
            return False
        return match.settles if self._settled[line] is None else match.settles_apart


def _refusal(importer: MatchingImporter, record: Record, match: Match) -> RowRefused:
    if match.outcome is RowOutcome.REFUSED:
        return RowRefused(match.field, record.values[0].values[1], match.reason)
    return RowRefused(importer.key_field, record.key, match.reason)


class _Waiting:
    """Staged rows as a source: read a portion at a time, between two portions that are written."""

    def __init__(self, session: Session, batch_id: int) -> None:
        self._session = session
        self._batch_id = batch_id
        self.settled: dict[int, AnotherPerson | None] = {}

    def source(self) -> Source:
        first = waiting_cells(self._session, self._batch_id, after=-1, limit=1)
        columns = tuple(read_cells(first[0].cells)) if first else ()
        return Source(columns, self._rows(), waiting_count(self._session, self._batch_id))

    def _rows(self) -> Iterator[Row]:
        after = -1
        while found := waiting_cells(self._session, self._batch_id, after=after, limit=STREAM):
            after = found[-1].line
            for row in found:
                if row.other:
                    self.settled[row.line] = AnotherPerson(row.why, row.settled_by)
                elif row.same:
                    self.settled[row.line] = None
                yield Row(row.line, read_cells(row.cells))


def _storable(text: str) -> str:
    return text.replace("\0", "").encode("utf-8", "replace").decode()
