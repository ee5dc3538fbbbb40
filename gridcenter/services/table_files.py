"""Tables as files for spreadsheets; a file appears under its name only when it is complete."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

import xlsxwriter

from gridcenter.domain.errors import BadInput, WrongUse, reason_of
from gridcenter.language import tr
from gridcenter.services.cell_safety import as_text_cell

ROWS_OF_A_SHEET = 1_048_575

Row = Sequence[Any]
Heading = tuple[str, ...]


def write_table(out: Path, heading: Heading, rows: Iterable[Row]) -> int:
    """Write CSV or a workbook, by the ending of the name; return the number of rows."""
    writers: dict[str, Callable[[Path, Heading, Iterable[Row]], int]] = {
        ".csv": _write_csv,
        ".xlsx": _write_workbook,
    }
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise WrongUse(tr("{file}: write to a name that ends in .csv or .xlsx.").format(file=out.name))
    with complete(out) as part:
        return writer(part, heading, rows)


@contextmanager
def complete(out: Path) -> Iterator[Path]:
    """Lend a name beside `out`; the file gets its own name when all went well, and vanishes otherwise."""
    part = out.with_name(f".{out.name}.part")
    try:
        yield part
        part.replace(out)
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be written: {why}. Name another file.").format(file=out, why=reason_of(error))
        ) from error
    finally:
        with suppress(OSError):  # a name below a file: nothing was made there
            part.unlink(missing_ok=True)


def _write_csv(part: Path, heading: Heading, rows: Iterable[Row]) -> int:
    count = -1  # the heading is no record
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for count, row in enumerate(chain((heading,), rows)):  # noqa: B007 - wanted after the loop
            writer.writerow([as_text_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return count


def _write_workbook(part: Path, heading: Heading, rows: Iterable[Row]) -> int:
    """Text goes into text cells, so that no code loses its zeros and no text becomes a formula."""
    count = 0
    with xlsxwriter.Workbook(part, {"constant_memory": True, "strings_to_formulas": False}) as workbook:
        sheet = workbook.add_worksheet()
        for column, cell in enumerate(heading):
            sheet.write_string(0, column, cell)
        for count, row in enumerate(rows, 1):
            if count > ROWS_OF_A_SHEET:
                raise BadInput(tr("A sheet holds {n} rows: write .csv instead.").format(n=ROWS_OF_A_SHEET))
            for column, cell in enumerate(row):
                if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                    sheet.write_number(count, column, cell)
                elif cell is not None and cell != "":
                    sheet.write_string(count, column, str(cell))
    return count
