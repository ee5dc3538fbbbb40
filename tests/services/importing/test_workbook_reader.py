"""A workbook that breaks the library that reads it ends the process beside the program, and is one sentence."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlwt

from gridcenter.domain.errors import BadInput
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.workbook_reader import OPTION

DAMAGED_FILES = 45


def test_a_cell_in_the_last_row_and_column_is_a_sentence_and_ends_nothing(
    tmp_path: Path, english: None
) -> None:
    """Its table would take half a terabyte, and a refusal of memory ends the process that asked for it."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "姓名", "x"
    book.save(tmp_path / "far.xlsx")
    assert (tmp_path / "far.xlsx").stat().st_size < 6000
    with pytest.raises(BadInput, match=r"far\.xlsx cannot be read: it is damaged, or a stray cell"):
        _read(tmp_path / "far.xlsx")


def _read(path: Path) -> int:
    with opened_source(path) as source:
        return sum(1 for _ in source.rows)


def _new(compression: int) -> bytes:
    book, held, again = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    for n in range(5):
        book.active.append(["姓名", "公民身份号码", n, 1.5 * n, date(2020, 1, 1 + n)])
    book.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(again, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return again.getvalue()


def _old() -> bytes:
    book, held = xlwt.Workbook(), io.BytesIO()
    sheet = book.add_sheet("一")
    for row in range(5):
        for column, cell in enumerate(("姓名", "号码", 2, 3.5)):
            sheet.write(row, column, cell)
    book.save(held)
    return held.getvalue()


def test_damaged_workbooks_are_rows_or_a_sentence(tmp_path: Path) -> None:
    chance = random.Random(4)
    whole = [_new(zipfile.ZIP_STORED), _new(zipfile.ZIP_DEFLATED), _old()]
    seen: Counter[str] = Counter()
    for n in range(DAMAGED_FILES):
        content = bytearray(whole[n % 3])
        for _ in range(chance.choice([1, 5, 20])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if n % 5 == 0:
            del content[chance.randrange(len(content)) :]
        path = tmp_path / "damaged.bin"
        path.write_bytes(content)
        try:
            _read(path)
            seen["rows"] += 1
        except BadInput:
            seen["sentence"] += 1
    assert seen["rows"]
    assert seen["sentence"] > DAMAGED_FILES / 3


@pytest.mark.skipif(sys.platform == "win32", reason="ps lists processes elsewhere")
def test_a_reader_that_is_no_longer_asked_ends(tmp_path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for n in range(20_000):
        sheet.append([f"甲{n}", n])
    book.save(tmp_path / "long.xlsx")
    with opened_source(tmp_path / "long.xlsx") as source:
        assert next(source.rows).cells["甲0"] == "甲1"
        assert _readers() == 1
    assert _readers() == 0


def _readers() -> int:
    """Return how many reading processes this one has."""
    line = ["ps", "-o", "args=", "--ppid", str(os.getpid())]
    return subprocess.run(line, capture_output=True, check=True, text=True).stdout.count("workbook_reader")


def test_cells_come_as_what_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b", "c", "d", "e", "f", "g"])
    cells = ["\u2028文本\n", 12, 1.5, True, date(2026, 2, 1), datetime(2026, 2, 1, 9, 30), time(9, 30)]  # noqa: DTZ001
    book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    with opened_source(tmp_path / "t.xlsx") as source:
        (row,) = source.rows
    assert list(row.cells.values())[:6] == cells[:6]
    assert isinstance(row.cells["g"], str)


def test_a_frozen_program_is_the_reader_itself(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(_old())
    line = [sys.executable, "-m", "gridcenter", OPTION, str(tmp_path / "old.xls")]
    said = subprocess.run(line, capture_output=True, check=True, timeout=60).stdout.decode().splitlines()
    about, rows, end = map(json.loads, said)
    assert (about["height"], len(rows), end) == (5, 5, "end")
