"""Many files of any kind: each is rows in exactly one count or a sentence, and no register changes but by its rows.

A run in CI tries some hundreds. `IMPORT_FILES=10000 pytest -s tests/services/importing/test_many_files.py` tries as
many as it says on each store and prints how many they were.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError
from sqlalchemy import func, select

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.import_batches import RowOutcome
from gridcenter.domain.people import Actor
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.import_batches import apply_batch, stage_file
from gridcenter.services.importing import ImportOptions, ImportReport, Kind, import_file
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Division,
    Household,
    HouseholdMember,
    Person,
    PersonSearch,
    Premises,
    RecordItem,
    Residence,
    StagedRow,
    Table,
)
from gridcenter.store.tables import table_of
from tests.services.importing.carrying import NOW, bring_into, counts, table

TRIED = int(os.environ.get("IMPORT_FILES", "120"))
ENOUGH_FOR_ALL = 1000
BY = Actor(account_id=1, login="limin", name="李敏", role="supervisor", unit_id=None, area="")
KNOWN = [make_number(DEMO_PREFIX, date(1980, 5, 1), 2 + n) for n in range(3)]
OTHERS = [make_number(DEMO_PREFIX, date(1990, 6, 2), 20 + n) for n in range(3)]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
REGISTERS: tuple[type[Table], ...] = (
    *(Person, RecordItem, Premises, Household, HouseholdMember, Residence, PersonSearch),
)
PASSING = ("version", "batch_id", "withdrawn_at", "withdrawn_by", "withdrawn_why")

NUMBERS = st.sampled_from(
    [
        *KNOWN,
        *OTHERS,
        OTHERS[0].translate(WIDE),
        f" {KNOWN[0].lower()} ",
        OTHERS[1][:6] + OTHERS[1][8:17],
        OTHERS[0][:-4] + "000",
        float(KNOWN[0][:17] + "0"),
        int(OTHERS[2][:17] + "0"),
        f"{KNOWN[1][:5]}E+17",
        "70990119900231002X",
        KNOWN[0][:-1] + "?",
        "",
        "'" + KNOWN[2],
        "=" + KNOWN[2],
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "甲一",
            "甲 一",
            "乙二",
            "欧阳丙",
            "𠮷田",
            "Ada",
            "",
            " ",
            "=cmd|' /C calc'!A0",
            "'=1+1",
            "@SUM(1)",
            "%",
            "'",
        ),
        *(
            "男",
            "女",
            "1",
            "9",
            "本科",
            "20",
            "已婚",
            "户主",
            "子",
            "01",
            "自有",
            "产权人",
            "同住",
            "房间",
            "楼栋",
        ),
        *(
            "709901001001",
            "709901001002",
            "709901001001001",
            "R1",
            "B1",
            "R9",
            "H1",
            "H2",
            "116.4",
            "39.9",
            "nan",
        ),
        *(
            "2026-02-31",
            "2026-01-31",
            "31.02.2026",
            "20260131",
            "13800000000",
            "138 0000 0001",
            "x" * 250,
            "甲" * 101,
        ),
        *("\t", "a\nb", 'a"b', "a,b", ";", "|", "\ufeff", "\u200b", "\x07", "NULL", "-", "1e400", "١٢٣"),
    ]
)
TYPED = (
    st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates(date(1900, 1, 2))
    | st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1))  # noqa: DTZ001 - spreadsheets know no zones
)
CELLS = WORDS | st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)
PERSON_COLUMNS = st.sampled_from(
    [
        *(
            "姓名",
            "公民身份号码",
            "性别",
            "出生日期",
            "联系电话",
            "学历",
            "婚姻状况",
            "职业",
            "现住址",
            "网格编码",
        ),
        *(
            "社区代码",
            "来源",
            "登记日期",
            "户号",
            "与户主关系",
            "房屋编码",
            "居住关系",
            "入住日期",
            "民族",
            "备注",
        ),
    ]
)
PREMISES_COLUMNS = st.sampled_from(
    [
        *(
            "房屋编码",
            "名称",
            "房屋类型",
            "上级编码",
            "地址",
            "房屋性质",
            "网格编码",
            "社区代码",
            "经度",
            "纬度",
        ),
        *("备注",),
    ]
)
FIRST = {Kind.PERSONS: ("姓名", "公民身份号码"), Kind.PREMISES: ("房屋编码", "名称")}
CODES = st.sampled_from(["R1", "R2", "B1", "B2", "甲", "", "r1", " R1", "B2-1", 7, "x" * 41])


@dataclass(frozen=True)
class Sheet:
    """A table to be written as a file; `harm` is what happens to its bytes."""

    kind: Kind
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    form: str
    harm: str


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    kind = draw(st.sampled_from([Kind.PERSONS, Kind.PERSONS, Kind.PREMISES]))
    more = PERSON_COLUMNS if kind is Kind.PERSONS else PREMISES_COLUMNS
    columns = list(dict.fromkeys([*FIRST[kind], *draw(st.lists(more, max_size=6))]))
    columns = draw(st.permutations(columns)) if draw(st.booleans()) else columns
    form = draw(st.sampled_from(["utf-8", "gb18030", "utf-8-sig", "utf-16", "tab", "xlsx"]))
    others = CELLS | TYPED if form == "xlsx" else CELLS
    keys = {"公民身份号码": NUMBERS, "房屋编码": CODES, "上级编码": CODES | st.just("")}
    rows = st.tuples(*(keys.get(column, others) if draw(st.booleans()) else others for column in columns))
    likely = st.tuples(*(keys.get(column, WORDS) for column in columns))
    found = draw(st.lists(likely | rows, max_size=6))
    harm = draw(
        st.sampled_from(["", "", "", "", "", "broken byte", "cut off", "short row", "no column", "twice"])
    )
    return Sheet(kind, tuple(columns), tuple(found), form, harm)


def written(sheet: Sheet, folder: Path) -> Path | None:
    """Write the file and return its path; None where the format cannot hold such cells."""
    columns, rows = list(sheet.columns), [list(row) for row in sheet.rows]
    if sheet.harm == "short row":
        rows.append(["甲"])
    if sheet.harm == "no column":
        columns[columns.index(FIRST[sheet.kind][0])] = "某列"
    if sheet.harm == "twice":
        columns.append(columns[0])
    path = folder / ("f.xlsx" if sheet.form == "xlsx" else "f.csv")
    try:
        content = _workbook(columns, rows) if sheet.form == "xlsx" else _text(columns, rows, sheet.form)
    except (IllegalCharacterError, ValueError):
        return None
    if sheet.harm == "broken byte":
        place = len(content) // 2
        content = content[:place] + b"\xff\xff" + content[place:]
    path.write_bytes(content[: len(content) * 2 // 3] if sheet.harm == "cut off" else content)
    return path


def _workbook(columns: list[str], rows: list[list[Any]]) -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    for row in (columns, *rows):
        book.active.append(row)
    for line in book.active.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.save(held)
    return held.getvalue()


def _text(columns: list[str], rows: list[list[Any]], form: str) -> bytes:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter="\t" if form == "tab" else ",", quoting=csv.QUOTE_ALL)
    writer.writerows([columns, *rows])
    return held.getvalue().encode("utf-8" if form == "tab" else form)


def standing(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return the registers with all that counts, without what was taken back."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    with store.read() as session:
        for model in REGISTERS:
            one = table_of(model)
            columns = [column for column in one.columns if column.name not in PASSING]
            statement = select(*columns).order_by(*one.primary_key)
            if model is RecordItem:
                statement = statement.where(one.c.withdrawn_at.is_(None))
            found[one.name] = [tuple(row) for row in session.execute(statement)]
    return found


def settled(store: Store, folder: Path) -> None:
    """Three known persons, of whom two share a household, a building and a room."""
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        for serial in ("001", "002"):
            code = "709901001" + serial
            session.add(Division(code=code, level=5, name=serial, parent_code=code[:9]))
    bring = bring_into(store)
    rooms = table(folder / "h.csv", "房屋编码,名称,房屋类型,上级编码", "B1,1号楼,楼栋,", "R1,101室,房间,B1")
    bring("premises", rooms)
    header = "姓名,公民身份号码,联系电话,社区代码,户号,与户主关系,房屋编码"
    lines = [f"甲{n},{number},1380000000{n},709901001001,H1,户主,R1" for n, number in enumerate(KNOWN)]
    bring("persons", table(folder / "p.csv", header, *lines))


class _TakenBackError(Exception):
    pass


def tried(store: Store, sheet: Sheet, folder: Path) -> str:
    """Bring one file in by every way, take it back, and return what became of it."""
    path = written(sheet, folder)
    if path is None:
        return "cannot be written"
    before = standing(store)
    options = ImportOptions(datum=None if sheet.kind is Kind.PERSONS else Datum.WGS84)
    try:
        report = dry_run(store, sheet.kind, path, options)
    except BadInput:
        assert standing(store) == before
        return "refused as a whole"
    assert standing(store) == before, "a dry run changed something"
    if sheet.harm not in ("cut off", "broken byte"):
        assert counts(report)[0] == _rows_in(sheet)
    taken = brought(store, sheet, path, options, before)
    assert counts(taken) == counts(report)
    staged(store, sheet, path, options, before, report)
    return "rows stored" if report.accepted else "rows unchanged" if report.unchanged else "rows refused"


def _rows_in(sheet: Sheet) -> int:
    """Return how many rows the file has; the writer of workbooks does not mark blanks as meant: they are none."""
    blank = {"", " ", "\t"} if sheet.form == "xlsx" else {""}
    filled = sum(any(cell not in blank for cell in row) for row in sheet.rows)
    return filled + (sheet.harm == "short row")


def dry_run(store: Store, kind: Kind, path: Path, options: ImportOptions) -> ImportReport:
    with pytest.raises(_TakenBackError) as ended, store.begin() as session:
        report = import_file(session, kind, path, options=options, now=NOW, by=BY)
        raise _TakenBackError(report)
    found: ImportReport = ended.value.args[0]
    return found


def brought(
    store: Store, sheet: Sheet, path: Path, options: ImportOptions, before: dict[str, list[tuple[Any, ...]]]
) -> ImportReport:
    with store.begin() as session:
        report = import_file(session, sheet.kind, path, options=options, now=NOW, by=BY)
    explained(sheet, before, standing(store), report)
    undone(store, report.batch_id, before)
    return report


def explained(
    sheet: Sheet,
    before: dict[str, list[tuple[Any, ...]]],
    after: dict[str, list[tuple[Any, ...]]],
    report: ImportReport,
) -> None:
    """Nothing changes without an accepted row, and a register grows by no more than its accepted rows."""
    if not report.accepted:
        assert after == before
    own = "person" if sheet.kind is Kind.PERSONS else "premises"
    grown = {name: len(after[name]) - len(before[name]) for name in before}
    assert 0 <= grown[own] <= report.accepted
    assert all(grown[name] == 0 for name in grown if sheet.kind is Kind.PREMISES and name != own)
    assert grown["premises"] == 0 or sheet.kind is Kind.PREMISES
    if sheet.kind is Kind.PERSONS:
        names = [column.name for column in table_of(Person).columns if column.name not in PASSING]
        moving = {names.index("grid_code"), names.index("community_code")}
        for old, new in zip(before["person"], after["person"], strict=False):
            assert [value for n, value in enumerate(old) if n not in moving] == [
                value for n, value in enumerate(new) if n not in moving
            ], "what stood about a person was written over"
        assert after["record_item"][: len(before["record_item"])] == before["record_item"]


def undone(store: Store, number: int | None, before: dict[str, list[tuple[Any, ...]]]) -> None:
    assert number is not None
    with store.begin() as session:
        done = undo_batch(session, number, reason="试验", by=BY, now=NOW)
    assert not done.kept
    assert standing(store) == before, "an undoing left something"


def staged(
    store: Store,
    sheet: Sheet,
    path: Path,
    options: ImportOptions,
    before: dict[str, list[tuple[Any, ...]]],
    direct: ImportReport,
) -> None:
    """Staging changes no register and says beforehand what applying does; rows in conflict are left out."""
    with store.begin() as session:
        report = stage_file(session, sheet.kind, path, options=replace(options), by=BY, now=NOW)
    assert standing(store) == before
    with store.read() as session:
        rows = session.execute(
            select(StagedRow.outcome, func.count())
            .where(StagedRow.batch_id == report.batch_id)
            .group_by(StagedRow.outcome)
        )
        found = Counter({RowOutcome(outcome): n for outcome, n in rows})
    assert found.total() == report.rows == direct.rows
    assert (found[RowOutcome.NEW] + found[RowOutcome.DIFFERS], found[RowOutcome.AGREES]) == (
        report.accepted,
        report.unchanged,
    )
    assert report.twins == direct.twins
    assert report.refused == direct.refused + found[RowOutcome.CONFLICT]
    with store.begin() as session:
        applied = apply_batch(session, report.batch_id or 0, by=BY, now=NOW)
    assert counts(applied) == counts(report)
    explained(sheet, before, standing(store), applied)
    undone(store, report.batch_id, before)


@pytest.mark.usefixtures("reference")
@pytest.mark.timeout(0 if "IMPORT_FILES" in os.environ else 300)
def test_many_files_are_counted_row_by_row_and_change_nothing_silently(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settled(store, tmp_path)
    seen: Counter[str] = Counter()

    @settings(max_examples=TRIED, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(sheets())
    def try_many(sheet: Sheet) -> None:
        seen[tried(store, sheet, tmp_path)] += 1

    try_many()
    assert seen.total() >= TRIED
    assert seen["rows stored"], "files that are taken"
    assert seen["refused as a whole"], "files that are not"
    if TRIED >= ENOUGH_FOR_ALL:
        assert set(seen) >= {"rows stored", "rows refused", "refused as a whole"}
    with capsys.disabled():
        if "IMPORT_FILES" in os.environ:
            kind = "sqlite" if store.is_sqlite else "postgresql"
            print(f"\n{kind}: {seen.total():,} files: {dict(seen.most_common())}")  # noqa: T201 - asked for
