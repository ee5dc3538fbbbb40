"""The program beside the program that takes a workbook apart: a damaged or malicious one can end nothing else.

The library that reads workbooks asks for as much memory as a file says that it needs, and a refusal of the system
ends the process: 5 kB with a cell in the last row and column are enough. So it runs in a process of its own with a
limit, and writes what it reads as lines of JSON: first what the workbook is, then rows in portions, then the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

OPTION = "--read-workbook"
"""First word of a frozen program's line when it is to be this reader."""
FAULT, LOCKED, DAMAGED, EMPTY = "fault", "locked", "damaged", "empty"
END = "end"
MOST_MEMORY = 4 << 30
"""Bytes of address space; 600,000 rows of 30 columns need a quarter of it."""
PORTION = 500
_MOMENT, _DAY = "moment", "day"


def main(path: str) -> None:
    """Read the workbook at `path` to the standard output; ends by itself, whatever the file holds."""
    _limit_memory()
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        _write(path, sys.stdout)
    except Exception as error:  # noqa: BLE001 - crosses to the process that asked
        fault = LOCKED if type(error).__name__ == "PasswordError" else DAMAGED
        print(json.dumps({FAULT: fault}))  # noqa: T201 - the way to the process that asked


def _limit_memory() -> None:
    """Let a workbook that asks for too much end this process at once; Windows has no such limit."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not there on Windows

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _write(path: str, out: TextIO) -> None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - under the limit

    with CalamineWorkbook.from_path(path) as workbook:
        sheet, others = _first_filled(workbook)
        if sheet is None:
            print(json.dumps({FAULT: EMPTY}), file=out)
            return
        print(json.dumps({"sheet": sheet.name, "height": sheet.height, "others": others}), file=out)
        rows = _rows(sheet)
        while part := list(islice(rows, PORTION)):
            print(json.dumps(part, default=_written, ensure_ascii=False), file=out)
    print(json.dumps(END), file=out, flush=True)


def _first_filled(workbook: CalamineWorkbook) -> tuple[CalamineSheet | None, int]:
    """Return the first sheet that holds anything, and how many others do."""
    first: CalamineSheet | None = None
    others = 0
    for n in range(len(workbook.sheet_names)):
        sheet = workbook.get_sheet_by_index(n)
        if not sheet.height:
            continue
        if first is None:
            first = sheet
        else:
            others += 1
    return first, others


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number as the spreadsheet shows it, cells) without the rows that are empty."""
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if any(cell != "" for cell in cells):
            yield number, cells


def _written(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return {_MOMENT: cell.isoformat()}
    return {_DAY: cell.isoformat()} if isinstance(cell, date) else str(cell)


def read_cell(told: dict[str, str]) -> Any:
    """Return the day or moment that a cell was written as."""
    if _MOMENT in told:
        return datetime.fromisoformat(told[_MOMENT])
    return date.fromisoformat(told[_DAY]) if _DAY in told else told


if __name__ == "__main__":
    main(sys.argv[1])
