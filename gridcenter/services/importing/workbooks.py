"""Excel workbooks, .xlsx and .xls; the first sheet that holds anything is read."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.importing.source import Row, Source

MAX_UNPACKED = 300 << 20
MAX_RATIO = 200
RATIO_MATTERS_FROM = 20 << 20


@contextmanager
def opened_workbook(path: Path) -> Iterator[Source]:
    """Open a workbook; a cell comes as text, number, date or truth value, an empty one as "".

    Raises:
        BadInput: Damaged, locked by a password, empty, or built to unpack without end.
    """
    refuse_bomb(path)
    with _workbook(path) as workbook:
        sheets = [workbook.get_sheet_by_index(n) for n in range(len(workbook.sheet_names))]
        filled = [sheet for sheet in sheets if sheet.height]
        if not filled:
            raise BadInput(tr("{file} is empty.").format(file=path.name))
        yield _source(filled, path)


def refuse_bomb(path: Path) -> None:
    """Refuse an .xlsx whose parts announce more than 300 MB, or more than 200 times its own size."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(part.file_size for part in archive.infolist())
    allowed = max(RATIO_MATTERS_FROM, path.stat().st_size * MAX_RATIO)
    if unpacked > min(allowed, MAX_UNPACKED):
        raise BadInput(tr("{file} unpacks to far more than it should: refused.").format(file=path.name))


@contextmanager
def _workbook(path: Path) -> Iterator[CalamineWorkbook]:
    try:
        workbook = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise BadInput(
            tr("{file} is locked by a password: save it without one.").format(file=path.name)
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise BadInput(tr("{file} is a damaged workbook.").format(file=path.name)) from error
    with workbook:
        yield workbook


def _source(filled: list[CalamineSheet], path: Path) -> Source:
    records = _records(filled[0])
    header = next(records, None)
    if header is None:
        raise BadInput(tr("{file} is empty.").format(file=path.name))
    width = max((n for n, cell in enumerate(header[1], 1) if cell != ""), default=0)
    columns = tuple(str(cell).strip() for cell in header[1][:width])
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise BadInput(
            tr("{file} has the column “{column}” more than once.").format(file=path.name, column=twice[0])
        )
    remarks: tuple[str, ...] = ()
    if len(filled) > 1:
        remarks = (tr("Only the sheet “{sheet}” was read.").format(sheet=filled[0].name),)
    rows = (Row(line, dict(zip(columns, cells, strict=False))) for line, cells in records)
    return Source(columns, rows, filled[0].height - 1, remarks=remarks)


def _records(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number as the spreadsheet shows it, cells) without the rows that are empty."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell != "" for cell in cells):
            yield number, cells
