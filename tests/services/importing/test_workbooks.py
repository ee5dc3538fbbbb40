"""Excel files, made by other programs, read through the same door as CSV."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from gridcenter.domain.errors import BadInput
from gridcenter.services.importing.opening import opened_source
from gridcenter.services.importing.source import Row


def rows_of(path: Path) -> list[Row]:
    with opened_source(path) as source:
        return list(source.rows)


def test_xlsx_and_xls_give_the_rows_with_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    new, old = tmp_path / "new.xlsx", tmp_path / "old.xls"
    book = openpyxl.Workbook()
    sheet = book.active
    legacy = xlwt.Workbook()
    page = legacy.add_sheet("一")
    for row, cells in {1: ["编号", "名称"], 3: ["007", "和平"], 4: [12, "六联"]}.items():
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
            page.write(row - 1, column - 1, cell)
    book.save(new)
    legacy.save(str(old))
    for path in (new, old):
        assert [(row.line, row.cells) for row in rows_of(path)] == [
            (3, {"编号": "007", "名称": "和平"}),
            (4, {"编号": 12, "名称": "六联"}),
        ]


def test_moments_stay_moments_and_other_sheets_are_mentioned(tmp_path: Path, english: None) -> None:
    book = openpyxl.Workbook()
    book.active.append(["at"])
    book.active.append([datetime(2026, 11, 22, 9, 30)])  # noqa: DTZ001 - spreadsheets know no zones
    book.create_sheet("more").append(["x"])
    book.save(tmp_path / "two.xlsx")
    with opened_source(tmp_path / "two.xlsx") as source:
        assert "Only the sheet" in source.remarks[0]
        assert next(source.rows).cells["at"].hour == 9


def test_empty_damaged_and_exploding_workbooks_are_refused(tmp_path: Path, english: None) -> None:
    openpyxl.Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(BadInput, match="is empty"):
        rows_of(tmp_path / "empty.xlsx")
    (tmp_path / "damaged.xlsx").write_bytes(b"PK\x03\x04 nothing else")
    with pytest.raises(BadInput, match="damaged workbook"):
        rows_of(tmp_path / "damaged.xlsx")
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (100 << 20))
    with pytest.raises(BadInput, match="far more than it should"):
        rows_of(tmp_path / "bomb.xlsx")
