"""Excel workbooks, .xlsx and .xls; the first sheet that holds anything is read, by a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services import workbook_reader
from gridcenter.services.importing.columns import file_columns
from gridcenter.services.importing.file_faults import readable
from gridcenter.services.importing.source import Row, Source
from gridcenter.services.workbook_reader import DAMAGED, EMPTY, END, FAULT, LOCKED, OPTION, read_cell

MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
RATIO_MATTERS_FROM = 20 << 20
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@contextmanager
def opened_workbook(path: Path) -> Iterator[Source]:
    """Open a workbook; a cell comes as text, number, date or truth value, an empty one as "".

    Raises:
        BadInput: Damaged, locked by a password, empty, or built to unpack without end; also while it is read.
    """
    refuse_bomb(path)
    with _reader(path) as lines:
        yield _source(_told(lines, path), path)


def refuse_bomb(path: Path) -> None:
    """Refuse an .xlsx whose parts announce more than 300 MB, or more than 200 times its own size."""
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _refusal(DAMAGED, path) from error
    with readable(path):
        allowed = max(RATIO_MATTERS_FROM, path.stat().st_size * MAX_RATIO)
    if unpacked > min(allowed, MAX_UNPACKED):
        raise BadInput(tr("{file} unpacks to far more than it should: refused.").format(file=path.name))


@contextmanager
def _reader(path: Path) -> Iterator[IO[str]]:
    """Lend what the reading process writes; it ends with the block, however far it is."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable, OPTION] if frozen else [sys.executable, "-m", workbook_reader.__name__]
    with subprocess.Popen(
        [*program, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        creationflags=_NO_WINDOW,
    ) as reader:
        try:
            assert reader.stdout is not None
            yield reader.stdout
        finally:
            reader.kill()


def _told(lines: IO[str], path: Path) -> Iterator[Any]:
    """Yield what the reading process says, up to its end.

    Raises:
        BadInput: It found a fault, or it did not come to its end.
    """
    for line in lines:
        if not line.endswith("\n"):
            break
        said = json.loads(line, object_hook=read_cell)
        if said == END:
            return
        if isinstance(said, dict) and FAULT in said:
            raise _refusal(said[FAULT], path)
        yield said
    raise BadInput(
        tr(
            "{file} cannot be read: it is damaged, or a stray cell far away makes it too large. "
            "Copy its rows into a new workbook."
        ).format(file=path.name)
    )


def _refusal(fault: str, path: Path) -> BadInput:
    sentences = {
        LOCKED: tr("{file} is locked by a password: save it without one."),
        DAMAGED: tr("{file} is a damaged workbook."),
        EMPTY: tr("{file} is empty."),
    }
    return BadInput(sentences[fault].format(file=path.name))


def _source(told: Iterator[Any], path: Path) -> Source:
    about = next(told)
    records = ((line, cells) for part in told for line, cells in part)
    header = next(records, None)
    if header is None:
        raise _refusal(EMPTY, path)
    columns = file_columns([str(cell) for cell in header[1]], path)
    remarks: tuple[str, ...] = ()
    if about["others"]:
        remarks = (tr("Only the sheet “{sheet}” was read.").format(sheet=about["sheet"]),)
    rows = (_row(line, cells, columns) for line, cells in records)
    return Source(columns, rows, about["height"] - 1, remarks=remarks)


def _row(line: int, cells: list[Any], columns: tuple[str, ...]) -> Row:
    width = len(columns)
    if len(cells) > width and any(cell != "" for cell in cells[width:]):
        last = max(n for n, cell in enumerate(cells, 1) if cell != "")
        fault = tr("the row has {n} cells, the header has {m}")
        return Row(line, {}, fault.format(n=last, m=width))
    return Row(line, dict(zip(columns, cells, strict=False)))
