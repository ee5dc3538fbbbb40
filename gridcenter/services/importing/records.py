"""What an importer of one kind gives to the loop that runs it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol, runtime_checkable

from sqlalchemy.orm import Session

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.language import listed, tr
from gridcenter.services.importing.cells import RowRefused
from gridcenter.services.importing.columns import (
    Columns,
    Field,
    listed_columns,
    match_columns,
    names_on_two_lines,
)
from gridcenter.services.importing.marking import Changed, Mark
from gridcenter.services.importing.presets import Preset
from gridcenter.services.importing.report import ImportOptions, ImportReport
from gridcenter.services.importing.source import Row, Source
from gridcenter.store import bulk
from gridcenter.store.models import Table
from gridcenter.store.tables import table_of

STREAM = 5000
WHOLE_FILE = 1 << 60
"""Batch size of kinds whose rows refer to each other: they are written when all have been read."""


class Record(NamedTuple):
    """A checked row. `key` tells it from others of the file; None where several rows make one record.

    `look` is equal for rows that are equal in everything but their number; None where that proves nothing.
    `whom` is what a row calls whom it is about, where one key may wrongly stand for two.
    """

    line: int
    key: Any
    values: tuple[Any, ...]
    look: bytes | None = None
    whom: str = ""


Verdict = bool | RowRefused
"""True: written. False: unchanged. Else the reason why it could not be written."""


class Importer(Protocol):
    @property
    def batch(self) -> int: ...

    @property
    def key_field(self) -> str: ...

    @property
    def fields(self) -> Mapping[str, Field]: ...

    def read(self, row: Row) -> Record:
        """Check one row.

        Raises:
            RowRefused: With the field and the reason.
        """

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        """Write checked rows; the answer stands in the same order."""

    def finish(self, look_alikes: Sequence[tuple[Any, Any]], /) -> None:
        """Do what needs all rows; `look_alikes` are (key, key of the first row that looks the same)."""


@runtime_checkable
class StreamImporter(Importer, Protocol):
    """An importer that can write rows while they are still being read, where nothing stored can equal them."""

    @property
    def streams(self) -> bool: ...

    def write_stream(self, records: Iterator[Record]) -> None:
        """Write all records; reading one does not use the session."""


@dataclass(frozen=True, slots=True)
class Job:
    """What an importer is made from; `session` belongs to the caller, who commits."""

    session: Session
    source: Source
    options: ImportOptions
    report: ImportReport
    now: datetime
    by: Actor
    preset: Preset | None = None
    batch_id: int | None = None
    """The batch in whose name rows are written; None writes none of the registers, or leaves no mark."""

    @property
    def mark(self) -> Mark:
        return Mark(self.session, self.batch_id)

    @property
    def datum(self) -> Datum:
        """The datum of the file's coordinates.

        Raises:
            BadInput: Nobody has said which; a wrong guess would shift everything by half a kilometre.
        """
        if self.options.datum is not None:
            return self.options.datum
        if self.preset is not None and self.preset.datum is not None:
            return self.preset.datum
        if self.source.geographic:
            return Datum.WGS84
        raise BadInput(
            tr(
                "{file} has coordinates: say in which datum they are, {known}: at the desk in the first step, "
                "on the command line with --datum."
            ).format(file=self.report.path.name, known=listed(Datum))
        )

    def columns(self, fields: Sequence[Field], *, ignored: Collection[str] = ()) -> Columns:
        """Recognise the file's columns, and say which ones are not used."""
        given = {**(self.preset.columns if self.preset else {}), **self.options.columns}
        known = match_columns(fields, self.source.columns, given=given)
        unused = [name for name in known.unused if name not in ignored]
        if unused:
            self.report.warn(tr("Columns not used: {columns}.").format(columns=listed_columns(unused)))
        if known.not_kept:
            sentence = tr("Columns left out because this register does not keep such facts: {columns}.")
            self.report.warn(sentence.format(columns=listed_columns(known.not_kept)))
        nameless = [str(place) for place, name in enumerate(self.source.columns, 1) if not name]
        if nameless:
            sentence = tr("Columns without a name are not used: no. {places}.")
            told = sentence.format(places=listed_columns(nameless))
            self.report.warn(f"{told} {names_on_two_lines()}")
        return known


class TableWriter:
    """Writes records of one table: new ones are inserted, different ones updated, equal ones left alone.

    `columns` are compared and set; the first is the key. Columns not named keep what they have.
    """

    def __init__(self, job: Job, model: type[Table], columns: Sequence[str]) -> None:
        self._session = job.session
        self._report = job.report
        self._model = model
        self._columns = tuple(columns)
        self._mark = job.mark
        self.made: set[Any] = set()
        """Keys of the rows that were inserted one batch after the other."""
        self.was_empty = bulk.is_empty(job.session, model)

    def write(self, rows: Sequence[tuple[Any, ...]]) -> list[bool]:
        """Return for every row whether it was written."""
        stored = {} if self.was_empty else self._stored(rows)
        new: list[tuple[Any, ...]] = []
        different: list[tuple[Any, ...]] = []
        written: list[bool] = []
        for row in rows:
            known = stored.get(row[0])
            if known is None:
                new.append(row)
            elif known != row[1:]:
                different.append((*row[1:], row[0]))
            written.append(known is None or known != row[1:])
        given = self._mark.on(self._model)
        bulk.insert_rows(self._session, self._model, self._columns, new, given=given)
        self.made.update(row[0] for row in new)
        if given:
            self._note([(row[-1], stored[row[-1]], row[:-1]) for row in different])
        bulk.update_rows(self._session, self._model, self._columns[1:], different, key=self._columns[0])
        count = len(new) + len(different)
        if count:
            self._report.stored[table_of(self._model).name] += count
        return written

    def write_stream(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Write rows into a table that was empty, counting them on the way."""
        stored, name = self._report.stored, table_of(self._model).name

        def counted() -> Iterator[tuple[Any, ...]]:
            for row in rows:
                stored[name] += 1
                yield row

        given = self._mark.on(self._model)
        bulk.insert_stream(self._session, self._model, self._columns, counted(), given=given)

    def _note(self, different: Sequence[tuple[Any, tuple[Any, ...], tuple[Any, ...]]]) -> None:
        """Keep how (key, stored values, new values) were: the columns that differ."""
        keys = [key for key, _, _ in different]
        ids = bulk.stored_rows(self._session, self._model, self._columns[0], keys, ("id",))
        self._mark.note(
            table_of(self._model).name,
            (Changed(ids[key][0], *_changed(self._columns[1:], old, new)) for key, old, new in different),
        )

    def _stored(self, rows: Sequence[tuple[Any, ...]]) -> dict[Any, tuple[Any, ...]]:
        keys = [row[0] for row in rows]
        return bulk.stored_rows(self._session, self._model, self._columns[0], keys, self._columns[1:])


def _changed(
    columns: Sequence[str], old: Sequence[Any], new: Sequence[Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the columns that differ as they were and as they become."""
    places = [place for place, _ in enumerate(columns) if old[place] != new[place]]
    return {columns[n]: old[n] for n in places}, {columns[n]: new[n] for n in places}
