"""What goes wrong with files of persons gets an exact answer, and nothing of such a row or file is stored."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput
from gridcenter.services.exporting import Export, export_rows
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, ImportBatch, Person
from tests.services.importing.carrying import ADA, BEN, BY, Bring, counts, lines_of, table

HEADER = "姓名,公民身份号码,出生日期,来源"
FULL_WIDTH = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")

pytestmark = pytest.mark.usefixtures("reference", "english")


def stored(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Person.id_number).order_by(Person.id)))


def nothing_stored(store: Store) -> bool:
    with store.read() as session:
        batches = session.scalar(select(func.count()).select_from(ImportBatch))
        return not batches and not stored(store)


@pytest.mark.parametrize("above", ["人员登记表", "人员登记表,,", "基本信息,,联系"])
def test_a_title_above_the_names_of_the_columns_is_named(
    bring: Bring, tmp_path: Path, english: None, above: str
) -> None:
    path = table(tmp_path / "p.csv", above, "姓名,公民身份号码,联系电话", "甲,11010519491231002X,")
    with pytest.raises(BadInput, match="Does a title stand above the names of the columns"):
        bring("persons", path)


def test_a_broken_byte_in_gb18030_is_told_with_its_line(store: Store, bring: Bring, tmp_path: Path) -> None:
    rows = [HEADER, *(f"张{n},{ADA},," for n in range(50_000))]
    content = "\n".join(rows).encode("gb18030")
    place = content.index("张49000".encode("gb18030"))
    (tmp_path / "p.csv").write_bytes(content[:place] + b"\xff" + content[place:])
    with pytest.raises(BadInput, match=r"neither in UTF-8 nor in GB18030.*in line 49002"):
        bring("persons", tmp_path / "p.csv")
    assert nothing_stored(store)


def test_a_named_encoding_tells_the_line_that_is_not_written_in_it(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    (tmp_path / "p.csv").write_bytes(f"name,id_number\na,{ADA}\nb\xff,{BEN}\n".encode("latin-1"))
    with pytest.raises(BadInput, match=r"p\.csv is not written in utf-8\..*in line 3"):
        bring("persons", tmp_path / "p.csv", encoding="utf-8")
    assert nothing_stored(store)


def test_a_workbook_that_unpacks_without_end_is_refused(store: Store, bring: Bring, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (100 << 20))
    with pytest.raises(BadInput, match=r"bomb\.xlsx unpacks to far more than it should"):
        bring("persons", tmp_path / "bomb.xlsx")
    assert nothing_stored(store)


@pytest.mark.parametrize(
    "cell", [float(ADA[:-1] + "0"), int(ADA[:15] + "000"), ADA[:15] + "000", f"{float(ADA[:-1])}"]
)
def test_a_number_that_excel_has_rounded_says_so_and_its_row_alone_is_left_out(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, cell: object
) -> None:
    book = openpyxl.Workbook()
    for row in (["姓名", "公民身份号码"], ["甲一", cell], ["乙二", BEN]):
        book.active.append(row)
    book.save(tmp_path / "p.xlsx")
    assert counts(bring("persons", tmp_path / "p.xlsx", rejects=rejects)) == (2, 1, 0, 0, 1)
    ((line, field, _, outcome, reason),) = lines_of(rejects)
    assert (line, field, outcome) == ("2", "ID number", "refused")
    assert "spreadsheet" in reason
    assert stored(store) == [BEN]


def test_full_width_digits_are_the_same_number_and_what_was_written_is_kept(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA.translate(FULL_WIDTH)},,")
    assert counts(bring("persons", path)) == (1, 1, 0, 0, 0)
    assert stored(store) == [ADA]
    assert counts(bring("persons", table(tmp_path / "q.csv", HEADER, f"甲一,{ADA},,")))[2] == 1


def test_a_formula_in_a_name_is_text_in_the_store_and_in_every_file_that_is_written(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    name = "=cmd|' /C calc'!A0"
    assert counts(bring("persons", table(tmp_path / "p.csv", HEADER, f"{name},{ADA},,")))[1] == 1
    with store.read() as session:
        assert session.scalars(select(Person.name)).one() == name
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
    out = tmp_path / "out.csv"
    by = replace(BY, account_id=1)
    export_rows(store, Export.PERSONS, out, by=by, time_zone="Asia/Shanghai")
    cells = out.read_text("utf-8-sig").splitlines()[1].split(",")
    assert not [cell for cell in cells if cell.lstrip('"').startswith("=")]


def test_a_cell_of_ten_megabytes_is_refused_by_its_length(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    long = "长" * 3_500_000
    with pytest.raises(BadInput, match=r"p\.csv, from line 3: a cell of more than 131072 characters"):
        bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,", f"{long},{BEN},,"))
    assert nothing_stored(store)
    shorter = "长" * 100_000
    path = table(tmp_path / "q.csv", HEADER, f"{shorter},{BEN},,", f"甲一,{ADA},,")
    assert counts(bring("persons", path, rejects=rejects)) == (2, 1, 0, 0, 1)
    assert "longer than 100 characters" in lines_of(rejects)[0][4]
    assert rejects.stat().st_size < 1000
    assert stored(store) == [ADA]


@pytest.mark.parametrize("day", ["2026-02-31", "1980-02-30", "31.02.1980"])
def test_a_day_that_no_calendar_has_is_refused(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, day: str
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},{day},", f"乙二,{BEN},1990-06-02,")
    assert counts(bring("persons", path, rejects=rejects)) == (2, 1, 0, 0, 1)
    ((line, field, value, _, reason),) = lines_of(rejects)
    assert (line, field) == ("2", "date of birth")
    assert ("no date such as" if day.startswith("31") else "no calendar has this day") in reason
    assert day not in value
    assert stored(store) == [BEN]


def test_a_number_with_the_31st_of_february_names_the_place(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    number = ADA[:6] + "19800231" + ADA[14:]
    assert (
        counts(bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{number},,"), rejects=rejects))[4]
        == 1
    )
    assert "positions 13–14: month 2 of 1980 has no day 31" in lines_of(rejects)[0][4]
    assert number not in rejects.read_text("utf-8-sig")
