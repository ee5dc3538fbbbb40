"""Incidents as tables: every row is checked, twins are told, and nothing is ever half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput, StoreUnavailable
from gridcenter.domain.people import Actor
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.importing.report import ImportReport
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.reference import load_reference
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.models import Change, Incident, Step, Unit
from tests.services.importing.carrying import BY, NOW, Bring, bring_into, counts, lines_of, table

HEADER = "案件编号,上报时间,结案时间,类别编码,类别编码集,问题描述"
GOOD = "1,2026-11-20 09:00:00,,01001,matters,井盖松动"

pytestmark = pytest.mark.usefixtures("reference")


def incidents(store: Store) -> dict[str, Incident]:
    with store.read() as session:
        return {row.number: row for row in session.scalars(select(Incident))}


def test_chinese_and_english_headers_are_understood(store: Store, bring: Bring, tmp_path: Path) -> None:
    english_table = table(
        tmp_path / "en.csv",
        "number,reported at,category,category_set",
        "2,2026-11-20T09:00:00+08:00,01001,matters",
    )
    assert counts(bring("incidents", table(tmp_path / "zh.csv", HEADER, GOOD))) == (1, 1, 0, 0, 0)
    assert counts(bring("incidents", english_table)) == (1, 1, 0, 0, 0)
    found = incidents(store)
    assert found["1"].reported_at == found["2"].reported_at
    assert found["1"].state == "accepted"


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        (",2026-11-20 09:00,,01001,matters,x", "number", "empty, but needed"),
        ("1,,,01001,matters,x", "reported at", "empty, but needed"),
        ("1,20 Nov,,01001,matters,x", "reported at", "no time such as"),
        ("1,2027-11-20 09:00,,01001,matters,x", "reported at", "in the future"),
        ("1,2026-11-20 09:00,2026-11-19 09:00,01001,matters,x", "closed at", "before it was reported"),
        ("1,2026-11-20 09:00,,99999,matters,x", "category", "no such category"),
        ("1,2026-11-20 09:00,,01001,,x", "category", "several categories are called so"),
        ("1,2026-11-20 09:00", "", "the row has 2 cells, the header has 6"),
        (f"{'9' * 41},2026-11-20 09:00,,01001,matters,x", "number", "longer than 40"),
    ],
)
def test_a_wrong_row_is_refused_by_line_field_and_reason_and_the_others_come_in(
    bring: Bring, tmp_path: Path, rejects: Path, english: None, row: str, field: str, reason: str
) -> None:
    path = table(tmp_path / "in.csv", HEADER, "7,2026-11-20 09:00:00,,01001,matters,y", row)
    assert counts(bring("incidents", path, rejects=rejects)) == (2, 1, 0, 0, 1)
    (line,) = lines_of(rejects)
    assert line[:2] == ["3", field]
    assert line[3] == "refused"
    assert reason in line[4]


def test_reasons_are_given_in_the_language_of_the_reader(bring: Bring, tmp_path: Path, rejects: Path) -> None:
    bring(
        "incidents", table(tmp_path / "in.csv", HEADER, ",2026-11-20 09:00,,01001,matters,x"), rejects=rejects
    )
    assert lines_of(rejects)[0][1] == "案件编号"


def test_values_in_the_rejects_file_are_no_formulas(bring: Bring, tmp_path: Path, rejects: Path) -> None:
    bring(
        "incidents",
        table(tmp_path / "in.csv", HEADER, "1,2026-11-20 09:00,,=HYPERLINK(1),,x"),
        rejects=rejects,
    )
    assert lines_of(rejects)[0][2] == "'=HYPERLINK(1)"


def test_a_repeated_number_is_told_and_not_stored(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    path = table(tmp_path / "in.csv", HEADER, GOOD, GOOD.replace("松动", "缺失"))
    assert counts(bring("incidents", path, rejects=rejects)) == (2, 1, 0, 1, 0)
    assert lines_of(rejects)[0][0] == "3"
    assert "repeats line 2" in lines_of(rejects)[0][4]
    assert incidents(store)["1"].description == "井盖松动"


def test_rows_equal_but_for_the_number_are_stored_and_linked(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    path = table(tmp_path / "in.csv", HEADER, GOOD, "2" + GOOD[1:])
    assert counts(bring("incidents", path, rejects=rejects)) == (2, 1, 0, 1, 0)
    assert "equals line 2" in lines_of(rejects)[0][4]
    found = incidents(store)
    assert found["2"].twin_of_id == found["1"].id
    assert counts(bring("incidents", path)) == (2, 0, 1, 1, 0)


def test_a_day_without_a_time_proves_no_twin(bring: Bring, tmp_path: Path) -> None:
    rows = [f"{n},2026-11-20,,01001,matters,井盖松动" for n in (1, 2)]
    assert counts(bring("incidents", table(tmp_path / "in.csv", HEADER, *rows))) == (2, 2, 0, 0, 0)


def test_the_same_row_is_unchanged_and_a_different_one_raises_the_version(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("incidents", table(tmp_path / "in.csv", HEADER, GOOD))
    assert counts(bring("incidents", tmp_path / "in.csv")) == (1, 0, 1, 0, 0)
    closed = table(tmp_path / "later.csv", HEADER, GOOD.replace(",,", ",2026-11-21 09:00:00,", 1))
    assert counts(bring("incidents", closed)) == (1, 1, 0, 0, 0)
    found = incidents(store)["1"]
    assert (found.version, found.state) == (2, "closed")
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Step)) == 2


def test_an_incident_reported_here_is_not_overwritten(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    bring("incidents", table(tmp_path / "in.csv", HEADER, GOOD))
    with store.begin() as session:
        session.scalars(select(Incident)).one().import_hash = ""
    path = table(tmp_path / "other.csv", HEADER, GOOD.replace("松动", "缺失"))
    assert counts(bring("incidents", path, rejects=rejects)) == (1, 0, 0, 0, 1)
    assert "reported in this program" in lines_of(rejects)[0][4]


def test_an_imported_incident_that_was_taken_further_here_is_not_overwritten(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None
) -> None:
    """Its clocks, its unit and its merging are of this program: a file that closed it would leave them running."""
    bring("incidents", table(tmp_path / "in.csv", HEADER, GOOD, GOOD.replace("1,", "2,", 1)))
    moved = incidents(store)["1"].id
    with store.begin() as session:
        by = Actor(0, "demo", "演示人员", "supervisor", None, "")
        take_step(session, moved, version=1, action="to_dispatch", inputs={}, by=by, now=NOW)
    closed = [
        GOOD.replace(",,", ",2026-11-21 09:00:00,", 1).replace("1,", f"{n},", 1).replace("松动", f"缺失{n}")
        for n in (1, 2)
    ]
    found = bring("incidents", table(tmp_path / "later.csv", HEADER, *closed), rejects=rejects)
    assert counts(found) == (2, 1, 0, 0, 1)
    assert "taken further in this program" in lines_of(rejects)[0][4]
    assert [incidents(store)[n].state for n in "12"] == ["pending_dispatch", "closed"]


def test_units_without_room_are_named_by_the_import_that_gave_them_more(
    store: Store, bring: Bring, tmp_path: Path, english: None
) -> None:
    with store.begin() as session:
        for code, most in (("A", 1), ("B", 1), ("C", None)):
            session.add(Unit(code=code, name=f"单位{code}", name_en=code, kind="department", capacity=most))
    row = "{},2026-11-20 09:00:00,{},01001,matters,井盖松动,单位{}"
    rows = [row.format(1, "", "A"), row.format(2, "2026-11-20 10:00:00", "B"), row.format(3, "", "C")]
    found = bring("incidents", table(tmp_path / "in.csv", f"{HEADER},处置单位", *rows))
    assert [line for line in found.warnings if "busy, off duty or full" in line] == [
        "Open incidents of the file stand with units that are busy, off duty or full: A."
    ]


def test_coordinates_need_a_datum_and_are_moved_by_it(
    store: Store, bring: Bring, tmp_path: Path, english: None
) -> None:
    rows = (
        "编号,上报时间,类别编码,类别编码集,经度,纬度",
        "1,2026-11-20 09:00,01001,matters,116.397590,39.908776",
    )
    path = table(tmp_path / "in.csv", *rows)
    with pytest.raises(BadInput, match="--datum"):
        bring("incidents", path)
    bring("incidents", path, datum=Datum.GCJ02)
    found = incidents(store)["1"]
    assert (found.longitude, found.latitude) == pytest.approx((116.391349, 39.907375), abs=2e-6)


def test_a_file_without_a_needed_column_is_refused(bring: Bring, tmp_path: Path, english: None) -> None:
    with pytest.raises(BadInput, match=r"“number” is missing\. The file has: a, b"):
        bring("incidents", table(tmp_path / "in.csv", "a,b", "1,2"))


def test_a_bulk_import_is_announced_once(store: Store, bring: Bring, tmp_path: Path) -> None:
    rows = [f"{n},2026-11-20 09:00:{n:02d},,01001,matters,x" for n in range(50)]
    bring("incidents", table(tmp_path / "in.csv", HEADER, *rows))
    with store.read() as session:
        announced = session.execute(select(Change.kind, Change.key).where(Change.kind == "incident")).all()
    assert announced == [("incident", "*")]


def many(path: Path, rows: int) -> Path:
    begun = NOW - timedelta(days=30)
    return table(
        path, HEADER, *(f"{n},{begun + timedelta(seconds=n):%F %T},,01001,matters,x" for n in range(rows))
    )


def test_cancel_in_the_middle_leaves_nothing(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    seen: list[Progress] = []

    def stop_later(progress: Progress) -> None:
        seen.append(progress)
        if progress.done >= 12_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        bring("incidents", many(tmp_path / "in.csv", 20_000), progress=stop_later, rejects=rejects)
    assert seen[:3] == [
        Progress("in.csv", 0, None),
        Progress("in.csv", 0, 20_000),
        Progress("in.csv", 1000, 20_000),
    ]
    assert not incidents(store)
    assert list(tmp_path.glob("rejects*")) == []
    assert counts(bring("incidents", tmp_path / "in.csv"))[:2] == (20_000, 20_000)


def test_a_trial_reports_everything_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    def trial() -> ImportReport:
        with store.begin() as session:
            path = table(tmp_path / "in.csv", HEADER, GOOD)
            report = import_file(session, Kind.INCIDENTS, path, options=ImportOptions(), now=NOW, by=BY)
            session.rollback()
        return report

    assert counts(trial()) == (1, 1, 0, 0, 0)
    assert not incidents(store)


KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from gridcenter.domain.people import Actor
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.store.engine import open_store

def die(progress):
    if progress.done >= 12_000:
        os.kill(os.getpid(), signal.SIGKILL)

store = open_store(sys.argv[1])
with store.begin() as session:
    import_file(session, Kind.INCIDENTS, Path(sys.argv[2]), options=ImportOptions(), now=datetime.now(UTC),
                by=Actor(0, "", "", "supervisor", None, ""), progress=die)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_import_leaves_nothing(store: Store, store_url: str, bring: Bring, tmp_path: Path) -> None:
    path = many(tmp_path / "in.csv", 20_000)
    before = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, store_url, str(path)], check=False, env=before, timeout=120
    )
    assert done.returncode == -signal.SIGKILL
    assert not incidents(store)
    assert counts(bring("incidents", path))[:2] == (20_000, 20_000)


def test_a_server_that_goes_away_is_a_sentence_and_leaves_nothing(
    postgres_store: Store, tmp_path: Path, english: None
) -> None:
    with postgres_store.begin() as session:
        load_reference(session)

    def cut(progress: Progress) -> None:
        if progress.done == 12_000:
            with postgres_store.engine.connect() as other:
                other.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )

    with pytest.raises(StoreUnavailable):
        bring_into(postgres_store)("incidents", many(tmp_path / "in.csv", 20_000), progress=cut)
    assert not incidents(postgres_store)


def test_two_imports_of_the_same_new_rows_do_not_both_succeed(
    postgres_store: Store, tmp_path: Path, english: None
) -> None:
    with postgres_store.begin() as session:
        load_reference(session)
    path = table(tmp_path / "in.csv", HEADER, GOOD)
    bring = bring_into(postgres_store)

    def other_first(progress: Progress) -> None:
        if progress.done == 0 and progress.total:
            bring("incidents", path)

    with pytest.raises(StoreUnavailable, match="Somebody else stored the same records"):
        bring("incidents", path, progress=other_first)
    assert len(incidents(postgres_store)) == 1
