"""Tables as files for spreadsheets; a file appears under its name only when it is complete."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import FileIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

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
    """Write one sheet; what is put together on the way stands in a folder that goes with it, however it ends.

    Raises:
        OSError: The disk takes no more.
    """
    with TemporaryDirectory() as scratch, _OnceFailing(part, "w") as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": scratch}
        try:
            with xlsxwriter.Workbook(file, options) as workbook:
                return _fill(workbook.add_worksheet(), heading, rows)
        except FileCreateError as failure:
            raise failure.args[0] from failure


def _fill(sheet: Any, heading: Heading, rows: Iterable[Row]) -> int:
    """Text goes into text cells, so that no code loses its zeros and no text becomes a formula."""
    count = 0
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


class _OnceFailing(FileIO):
    """A file that complains once: an archive that is thrown away half written would try, and fail, a second time."""

    def __init__(self, path: Path, mode: str) -> None:
        super().__init__(path, mode)
        self._failed = False

    def write(self, content: Any) -> int:
        """Write all of it: a disk that is nearly full takes a part, which an archive would not notice."""
        rest = memoryview(content).cast("B")
        size = len(rest)
        try:
            while rest and not self._failed:
                rest = rest[super().write(rest) :]
        except OSError:
            self._failed = True
            raise
        return size

    def seek(self, place: int, whence: int = 0) -> int:
        return 0 if self._failed else super().seek(place, whence)

    def tell(self) -> int:
        return 0 if self._failed else super().tell()

    def flush(self) -> None:
        if not self._failed:
            super().flush()
