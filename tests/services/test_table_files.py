"""Tables for spreadsheets on a disk that takes no more: one sentence, and nothing is left anywhere."""

from __future__ import annotations

import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.services.table_files import write_table

FULL = Path("/dev/full")


def beside(folder: Path) -> list[Path]:
    """Return what stands in a folder, the program's own data of the test left aside."""
    return sorted(path for path in folder.iterdir() if path.name != "user")


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_full_disk_is_a_sentence_and_leaves_no_file(
    tmp_path: Path, scratch: Path, ending: str, english: None
) -> None:
    out = tmp_path / f"table{ending}"
    (tmp_path / f".{out.name}.part").symlink_to(FULL)
    with pytest.raises(BadInput, match=f"table{ending} cannot be written: the disk is full"):
        write_table(out, ("code", "name"), (("1", "x" * 5000) for _ in range(100)))
    gc.collect()  # what is thrown away must not complain a second time: that would fail this test
    assert beside(tmp_path) == [scratch]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_rows_that_break_off_leave_no_file(tmp_path: Path, scratch: Path, ending: str) -> None:
    def rows() -> Iterator[tuple[str]]:
        yield ("1",)
        raise BadInput("no more")

    with pytest.raises(BadInput, match="no more"):
        write_table(tmp_path / f"table{ending}", ("code",), rows())
    assert beside(tmp_path) == [scratch]
    assert list(scratch.iterdir()) == []


def test_a_workbook_is_whole_and_leaves_nothing_beside_it(tmp_path: Path, scratch: Path) -> None:
    out = tmp_path / "table.xlsx"
    assert write_table(out, ("code", "name"), [("01", "=1+1"), ("02", 3)]) == 2
    sheet = openpyxl.load_workbook(out).worksheets[0]
    assert list(sheet.values) == [("code", "name"), ("01", "=1+1"), ("02", 3)]
    assert beside(tmp_path) == [scratch, out]
    assert list(scratch.iterdir()) == []
