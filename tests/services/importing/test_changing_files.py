"""A file that changes or goes while it is read, columns that nobody named, and days that are none."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput
from gridcenter.services.importing import Kind
from gridcenter.services.importing.columns import MOST_COLUMNS
from gridcenter.services.importing.file_faults import readable
from gridcenter.services.importing.looking import look_at
from gridcenter.services.importing.problems import ProblemBook
from gridcenter.services.progress import Progress
from gridcenter.store.engine import Store
from gridcenter.store.models import ImportBatch, Person, StagedRow
from tests.services.importing.carrying import (
    ADA,
    BEN,
    EVE,
    Bring,
    counts,
    lines_of,
    open_account,
    stage,
    table,
)

HEADER = "姓名,公民身份号码,出生日期,登记日期"
LONG = tuple(f"某人{n},70990119900101{n:04d},," for n in range(30_000))

pytestmark = pytest.mark.usefixtures("reference", "english")


def nothing_stored(store: Store) -> bool:
    with store.read() as session:
        tables = (Person, ImportBatch, StagedRow)
        return not any(session.scalar(select(func.count()).select_from(one)) for one in tables)


def harming(harm: Callable[[], object]) -> Callable[[Progress], None]:
    """Return a progress callback that harms the file when some thousand rows of it were read."""
    done: list[object] = []

    def tell(made: Progress) -> None:
        if made.done >= 2000 and not done:
            done.append(harm())

    return tell


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.unlink(),
        lambda path: os.truncate(path, path.stat().st_size // 2),
        lambda path: path.write_bytes(
            path.read_bytes().replace("某人2".encode(), b"\xff\xff\xff\xff\xff\xff2")
        ),
        lambda path: table(path, HEADER, f"甲一,{ADA},,"),
    ],
    ids=["taken away", "cut off", "broken", "written anew"],
)
def test_a_file_that_changes_while_it_is_read_is_refused_whole(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, harm: Callable[[Path], object]
) -> None:
    path = table(tmp_path / "p.csv", HEADER, *LONG)
    with pytest.raises(BadInput, match=r"p\.csv was changed or taken away while it was read"):
        bring("persons", path, progress=harming(lambda: harm(path)), rejects=rejects)
    assert nothing_stored(store)
    assert not rejects.exists()


def test_a_file_that_was_changed_since_it_was_checked_is_checked_again(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,")
    checked = bring("persons", path).sha256
    assert bring("persons", path, sha256=checked).unchanged == 1
    table(path, HEADER, f"甲一,{ADA},,", f"乙二,{BEN},,")
    open_account(store)
    with pytest.raises(BadInput, match="was changed since it was checked"):
        bring("persons", path, sha256=checked)
    with pytest.raises(BadInput, match="was changed since it was checked"):
        stage(store, path, sha256=checked)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


DAYS = {
    "29342": "a number of days",
    "45123.0": "a number of days",
    "2024111": "no date such as",
    "2224-02-11": "lies in the future",
    "31/12/2023": "no date such as",
    "2023年2月30日": "no calendar has this day",
    "2024-02-31": "no calendar has this day",
    "20240230": "no calendar has this day",
    "٢٠٢٤-٠١-١١": "no date such as",
}


@pytest.mark.parametrize(("day", "why"), DAYS.items())
def test_a_day_that_is_none_says_why(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, day: str, why: str
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,{day}")
    assert counts(bring("persons", path, rejects=rejects)) == (1, 0, 0, 0, 1)
    ((line, field, value, _, reason),) = lines_of(rejects)
    assert (line, field, value) == ("2", "recorded on", day)
    assert why in reason


@pytest.mark.parametrize(
    "day", ["20240111", "2024/1/11", "２０２４-０１-１１", "２０２４/０１/１１", "2024年1月11日"]
)
def test_a_day_is_read_in_every_usual_form(store: Store, bring: Bring, tmp_path: Path, day: str) -> None:
    assert bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,{day}")).accepted == 1
    with store.read() as session:
        assert str(session.scalars(select(Person.recorded_on)).one()) == "2024-01-11"


def test_dates_that_lost_their_format_in_a_workbook_say_so(
    bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["姓名", "公民身份号码", "登记日期"], ["甲一", ADA, 45123], ["乙二", BEN, 45123.5]):
        book.active.append(row)
    book.save(tmp_path / "p.xlsx")
    assert counts(bring("persons", tmp_path / "p.xlsx", rejects=rejects)) == (2, 0, 0, 0, 2)
    assert all("a number of days" in line[4] for line in lines_of(rejects))


def test_columns_without_a_name_are_told_and_cells_behind_the_last_name_refuse_their_row(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    book = openpyxl.Workbook()
    rows = (
        ["姓名", "公民身份号码", None, "备注"],
        ["甲一", ADA, "住处", ""],
        ["乙二", BEN, None, None, "并非此表"],
    )
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "p.xlsx")
    report = bring("persons", tmp_path / "p.xlsx", rejects=rejects)
    assert counts(report) == (2, 1, 0, 0, 1)
    sentence = "Columns without a name are not used: no. 3. Do the names of the columns stand on two lines?"
    assert any(sentence in warning for warning in report.warnings)
    assert lines_of(rejects)[0][4] == "the row has 5 cells, the header has 4"


def test_a_first_line_that_says_what_divides_the_cells_is_understood(bring: Bring, tmp_path: Path) -> None:
    rows = [line.replace(",", ";") for line in (HEADER, f"甲一,{ADA},,", "乙二,1,,")]
    report = bring("persons", table(tmp_path / "p.csv", "sep=;", *rows), rejects=tmp_path / "r.csv")
    assert counts(report) == (2, 1, 0, 0, 1)
    assert lines_of(tmp_path / "r.csv")[0][0] == "4"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        (",".join(f"c{n}" for n in range(MOST_COLUMNS + 1)), "1001 columns"),
        (f"姓名,{'长' * 100_000}", "the name of column 2 has 100000 characters"),
    ],
)
def test_a_first_line_that_holds_no_names_is_refused_in_a_short_sentence(
    store: Store, bring: Bring, tmp_path: Path, header: str, why: str
) -> None:
    with pytest.raises(BadInput, match=why) as refused:
        bring("persons", table(tmp_path / "p.csv", header, "甲"))
    assert len(str(refused.value)) < 300
    assert nothing_stored(store)


def test_a_file_without_names_of_columns_shows_none_of_its_people_as_such(tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", f"欧阳测试,{ADA}", f"乙二,{BEN}")
    with pytest.raises(BadInput, match="The first line looks like a row") as refused:
        look_at(Kind.PERSONS, path)
    assert ADA not in str(refused.value)
    named = table(tmp_path / "q.csv", "姓名,公民身份号码,12345热线", f"丙三,{EVE},")
    assert len(look_at(Kind.PERSONS, named).columns) == 3


def test_a_reason_told_of_several_rows_names_no_figure_that_is_true_of_one_alone() -> None:
    book = ProblemBook(listed=5)
    for line, first in ((5, 2), (6, 3), (7, 2)):
        book.add(line, "f", "", "twin", f"repeats line {first}: a number has 18")
    (problem,) = book.problems()
    assert (problem.count, problem.reason) == (3, "repeats line …: a number has 18")
    book.add(9, "g", "", "twin", "repeats line 4")
    assert book.problems()[1].reason == "repeats line 4"


@pytest.mark.parametrize(
    ("above", "asked"),
    [
        ("人员登记表", "Does a title stand above"),
        ("基本信息,,联系,", "Does a title stand above"),
        ("姓名,证件,,时间", "stand on two lines"),
        (HEADER, ""),
    ],
)
def test_a_look_asks_about_a_line_above_the_names_of_the_columns(
    tmp_path: Path, above: str, asked: str
) -> None:
    look = look_at(Kind.PERSONS, table(tmp_path / "p.csv", above, HEADER, "甲一,,,"))
    told = " ".join(look.remarks)
    assert asked in told
    assert bool(told) == bool(asked)


def test_a_disk_that_does_not_answer_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(BadInput, match="cannot be read any further: it is a folder"),
        readable(tmp_path),
        tmp_path.open("rb"),
    ):
        raise AssertionError("a folder was opened")
