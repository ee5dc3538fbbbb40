"""Tables as files for spreadsheets; a file appears under its name only when it is complete."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from gridcenter.domain.errors import BadInput, WrongUse, reason_of
from gridcenter.language import tr
from gridcenter.services.cell_safety import as_text_cell
from gridcenter.services.unfinished_files import PART, drop_unfinished, note_unfinished

ROWS_OF_A_SHEET = 1_048_575
"""Rows behind a heading; lines above it and below them take away from these."""
OWN_ALONE = 0o600

Row = Sequence[Any]
Heading = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says of itself: lines above the heading and below the rows, and a line on every printed page.

    `below` is asked when the rows are written, with their number. `printed` is followed by the number of the page.
    """

    above: tuple[str, ...] = ()
    below: Callable[[int], tuple[str, ...]] = lambda _rows: ()
    printed: str = ""


PLAIN = Marks()
Writer = Callable[[Path, Heading, Iterable[Row], Marks], int]


def write_table(out: Path, heading: Heading, rows: Iterable[Row]) -> int:
    """Write CSV or a workbook, by the ending of the name; return the number of rows."""
    writer = writer_for(out)
    with complete(out) as part:
        return writer(part, heading, rows, PLAIN)


def writer_for(out: Path) -> Writer:
    """Return what writes a table into a part of the file.

    Raises:
        WrongUse: The name ends in neither .csv nor .xlsx.
    """
    writers: dict[str, Writer] = {".csv": _write_csv, ".xlsx": _write_workbook}
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise WrongUse(tr("{file}: write to a name that ends in .csv or .xlsx.").format(file=out.name))
    return writer


@contextmanager
def complete(out: Path, *, private: bool = False) -> Iterator[Path]:
    """Lend a name beside `out`; the file gets its own name when all went well, and vanishes otherwise.

    A private one is made anew, and readable by its owner alone from its first byte on. What a program that was
    killed has left of a file goes first.
    """
    part = out.with_name(f".{out.name}{PART}")
    drop_unfinished()
    forget = note_unfinished(part)
    try:
        if private:
            _make_private(part)
        yield part
        part.replace(out)
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be written: {why}. Name another file.").format(file=out, why=reason_of(error))
        ) from error
    finally:
        with suppress(OSError):  # a name below a file: nothing was made there
            part.unlink(missing_ok=True)
        forget()


def _make_private(part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWN_ALONE))


def _write_csv(part: Path, heading: Heading, rows: Iterable[Row], marks: Marks) -> int:
    count = 0
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for line in (*((one,) for one in marks.above), heading):
            writer.writerow(map(as_text_cell, line))
        for count, row in enumerate(rows, 1):  # noqa: B007 - wanted after the loop
            writer.writerow([as_text_cell(cell) if isinstance(cell, str) else cell for cell in row])
        for one in marks.below(count):
            writer.writerow([as_text_cell(one)])
    return count


def _write_workbook(part: Path, heading: Heading, rows: Iterable[Row], marks: Marks) -> int:
    """Write one sheet; what is put together on the way stands in a folder beside it that goes, however it ends.

    Raises:
        OSError: The disk takes no more.
    """
    with TemporaryDirectory(dir=part.parent, prefix=part.name) as scratch, _OnceFailing(part, "w") as file:
        options = {"constant_memory": True, "strings_to_formulas": False, "tmpdir": scratch}
        workbook = xlsxwriter.Workbook(file, options)
        try:
            count = _fill(workbook.add_worksheet(), heading, rows, marks)
        except BaseException:
            _throw_away(workbook)
            raise
        try:
            workbook.close()
        except FileCreateError as failure:
            raise failure.args[0] from failure
        return count


def _throw_away(workbook: Any) -> None:
    """Let go of what was begun, without putting it together first: a file that is stopped is stopped at once."""
    for sheet in workbook.worksheets():
        sheet._opt_close()


def _fill(sheet: Any, heading: Heading, rows: Iterable[Row], marks: Marks) -> int:
    """Text goes into text cells, so that no code loses its zeros and no text becomes a formula."""
    if marks.printed:
        sheet.set_footer("&L" + marks.printed.replace("&", "&&") + "&R&P/&N")
    top = len(marks.above)
    room = ROWS_OF_A_SHEET - top - len(marks.below(0))
    for place, one in enumerate(marks.above):
        sheet.write_string(place, 0, one)
    for column, cell in enumerate(heading):
        sheet.write_string(top, column, cell)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > room:
            raise BadInput(tr("A sheet holds {n} rows: write .csv instead.").format(n=room))
        for column, cell in enumerate(row):
            if isinstance(cell, (int, float)) and not isinstance(cell, bool):
                sheet.write_number(top + count, column, cell)
            elif cell is not None and cell != "":
                sheet.write_string(top + count, column, str(cell))
    for place, one in enumerate(marks.below(count), 1):
        sheet.write_string(top + count + place, 0, one)
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
