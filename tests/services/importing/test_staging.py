"""A file that is staged changes no register: its rows wait with what they would change, and are matched again."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import func, select, text

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.import_batches import BatchState, RowOutcome
from gridcenter.domain.people import Actor
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.import_batches import (
    apply_batch,
    batch,
    drop_batch,
    look_through,
    open_rows,
    read_rows,
    settle_conflicts,
    stage_file,
)
from gridcenter.services.importing import ImportOptions, Kind
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, Division, Person, Premises, RecordItem, StagedRow
from tests.services.importing.carrying import (
    ADA,
    BEN,
    EVE,
    NOW,
    SUPERVISOR,
    Bring,
    apply,
    counts,
    lines_of,
    stage,
    table,
)

HEADER = "姓名,公民身份号码,联系电话,民族"

pytestmark = pytest.mark.usefixtures("reference", "account")


def rows(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def outcomes(store: Store, number: int | None) -> list[str]:
    with store.read() as session:
        wanted = select(StagedRow.outcome).where(StagedRow.batch_id == number)
        return list(session.scalars(wanted.order_by(StagedRow.line)))


@pytest.fixture
def known(bring: Bring, tmp_path: Path) -> None:
    path = table(tmp_path / "0.csv", HEADER, f"甲一,{ADA},13800000000,", f"乙二,{BEN},13700000000,")
    bring("persons", path)


def test_each_row_says_what_it_is_beside_the_register_and_nothing_is_written(
    store: Store, tmp_path: Path, rejects: Path, known: None
) -> None:
    path = table(
        tmp_path / "p.csv",
        HEADER,
        f"甲一,{ADA},13900000000,汉",
        f"乙二,{BEN},13700000000,汉",
        f"丙三,{EVE},,汉",
        f"丙三,{EVE},,汉",
        "丁四,70990119990230123X,,汉",
    )
    report = stage(store, path, rejects=rejects)
    assert counts(report) == (5, 2, 1, 1, 1)
    assert outcomes(store, report.batch_id) == ["differs", "agrees", "new", "twin", "refused"]
    assert (rows(store, Person), rows(store, RecordItem)) == (2, 0)
    assert [line[0] for line in lines_of(rejects)] == ["5", "6"]
    with store.read() as session:
        found = batch(session, report.batch_id or 0, by=SUPERVISOR)
        waiting = "".join(session.scalars(select(StagedRow.cells)))
    assert found.state is BatchState.STAGED
    assert "汉" not in waiting, "what the register does not keep is not staged either"


def test_evidence_is_masked_and_audited_before_it_is_read(store: Store, tmp_path: Path, known: None) -> None:
    report = stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000,"))
    page = look_through(store, report.batch_id or 0, by=SUPERVISOR)
    (line,) = page.lines
    assert line.key.endswith(ADA[-4:])
    assert ADA not in line.key
    ((field, old, new),) = [(one.field, one.old, one.new) for one in line.evidence]
    assert (field, old, new) == ("phone", "138****0000", "139****0000")
    with store.read() as session:
        actions = session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["batch_stage", "batch_rows"]


def test_rows_are_read_for_a_committed_ticket_of_this_batch_alone(store: Store, tmp_path: Path) -> None:
    first = stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,")).batch_id or 0
    other = stage(store, table(tmp_path / "q.csv", HEADER, f"乙二,{BEN},,")).batch_id or 0
    with store.begin() as session:
        now = store_time(session)
        ticket = open_rows(session, first, by=SUPERVISOR, now=now)
        with pytest.raises(RuleBroken):
            read_rows(session, ticket, first, by=SUPERVISOR, now=now)
    with store.read() as session:
        assert read_rows(session, ticket, first, by=SUPERVISOR, now=now).lines
        with pytest.raises(RuleBroken):
            read_rows(session, ticket, other, by=SUPERVISOR, now=now)


def test_applying_writes_what_a_direct_import_would_and_forgets_the_rows(
    store: Store, tmp_path: Path, known: None
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000,", f"丙三,{EVE},,", "x,y,,")
    report = stage(store, path, source="走访")
    done = apply(store, report.batch_id)
    assert counts(done) == (3, 2, 0, 0, 1)
    assert rows(store, StagedRow) == 0
    with store.read() as session:
        item = session.scalars(select(RecordItem)).one()
        found = batch(session, report.batch_id or 0, by=SUPERVISOR)
        eve = session.scalars(select(Person).where(Person.id_number == EVE)).one()
    assert (item.value, item.source, item.batch_id, eve.batch_id) == (
        "13900000000",
        "走访",
        found.id,
        found.id,
    )
    assert (found.state, found.applier, found.rows, found.refused) == (BatchState.APPLIED, "李敏", 3, 1)
    with pytest.raises(RuleBroken):
        apply(store, report.batch_id)
    with store.begin() as session:
        undo_batch(session, found.id, reason="错了", by=SUPERVISOR, now=NOW)
    assert rows(store, Person) == 2


def test_rows_are_matched_again_when_they_are_applied(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000,", f"丙三,{EVE},,")
    report = stage(store, path)
    assert outcomes(store, report.batch_id) == ["new", "new"]
    other = table(tmp_path / "q.csv", HEADER, f"甲一,{ADA},13900000000,", f"丙甲,{EVE},,")
    bring("persons", other)
    assert counts(apply(store, report.batch_id)) == (2, 0, 1, 0, 1)
    assert rows(store, RecordItem) == 0


def test_another_name_under_a_number_is_flagged_and_neither_merged_nor_written(
    store: Store, tmp_path: Path, rejects: Path, english: None, known: None
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲乙,{ADA},13900000000,", f"乙 二,{BEN},13700000000,")
    report = stage(store, path)
    assert counts(report) == (2, 1, 0, 0, 1)
    assert outcomes(store, report.batch_id) == ["conflict", "differs"]
    (line,) = look_through(store, report.batch_id or 0, by=SUPERVISOR, outcomes=[RowOutcome.CONFLICT]).lines
    assert [(one.field, one.old, one.new) for one in line.evidence] == [
        ("name", "甲*", "甲*"),
        ("phone", "138****0000", "139****0000"),
    ]
    done = apply(store, report.batch_id, rejects=rejects)
    assert counts(done) == (2, 1, 0, 0, 1)
    assert "under another name" in lines_of(rejects)[0][4]
    with store.read() as session:
        assert session.scalars(select(RecordItem.value)).all() == ["乙 二"]


def test_a_conflict_that_somebody_settled_is_written_beside(
    store: Store, tmp_path: Path, known: None
) -> None:
    place = "709901001001"
    with store.begin() as session:
        session.add(Division(code=place, level=5, name="江南社区", parent_code=place[:9]))
    header = "姓名,公民身份号码,联系电话,社区代码"
    report = stage(store, table(tmp_path / "p.csv", header, f"甲乙,{ADA},13900000000,{place}"))
    with store.begin() as session:
        settle_conflicts(session, report.batch_id or 0, [2], by=SUPERVISOR, now=NOW)
    with pytest.raises(BadInput), store.begin() as session:
        settle_conflicts(session, report.batch_id or 0, [3], by=SUPERVISOR, now=NOW)
    assert counts(apply(store, report.batch_id)) == (1, 1, 0, 0, 0)
    with store.read() as session:
        assert sorted(session.scalars(select(RecordItem.key))) == ["name", "phone"]
        person = session.scalars(select(Person).where(Person.id_number == ADA)).one()
    assert (person.name, person.community_code) == ("甲一", place)


def test_a_number_that_two_people_of_the_register_hold_is_left_alone(
    store: Store, tmp_path: Path, english: None, known: None
) -> None:
    with store.begin() as session:
        session.add(Person(name="甲一", id_number=ADA, birth=date(1980, 5, 1), sex="2", synthetic=True))
    report = stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000,"))
    assert outcomes(store, report.batch_id) == ["conflict"]
    with pytest.raises(BadInput), store.begin() as session:
        settle_conflicts(session, report.batch_id or 0, [2], by=SUPERVISOR, now=NOW)
    assert counts(apply(store, report.batch_id)) == (1, 0, 0, 0, 1)
    assert rows(store, RecordItem) == 0


def test_dropping_forgets_the_rows_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    report = stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,"))
    with store.begin() as session:
        drop_batch(session, report.batch_id or 0, by=SUPERVISOR, now=NOW, reason="旧文件")
    assert (rows(store, StagedRow), rows(store, Person)) == (0, 0)
    with pytest.raises(RuleBroken):
        apply(store, report.batch_id)


def test_what_nobody_applied_for_a_week_is_dropped_when_the_next_file_is_staged(
    store: Store, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,")
    first = stage(store, path, now=NOW - timedelta(days=8)).batch_id or 0
    second = stage(store, path, now=NOW - timedelta(days=6)).batch_id or 0
    stage(store, path)
    with store.read() as session:
        old, young = (batch(session, key, by=SUPERVISOR) for key in (first, second))
        waiting = session.scalars(select(StagedRow.batch_id).distinct()).all()
    assert (old.state, young.state) == (BatchState.DROPPED, BatchState.STAGED)
    assert first not in waiting


def test_typed_cells_of_a_workbook_wait_as_what_they_are(store: Store, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "公民身份号码", "联系电话", "登记日期"])
    book.active.append(["甲一", ADA, 13800000000, date(2026, 1, 2)])
    book.save(tmp_path / "p.xlsx")
    assert counts(apply(store, stage(store, tmp_path / "p.xlsx").batch_id)) == (1, 1, 0, 0, 0)
    with store.read() as session:
        person = session.scalars(select(Person)).one()
    assert (person.phone, person.recorded_on) == ("13800000000", date(2026, 1, 2))


def test_household_and_home_are_among_what_a_row_would_change(
    store: Store, bring: Bring, tmp_path: Path, known: None
) -> None:
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,身份证号,户号,与户主关系,房屋编码,居住关系"
    path = table(tmp_path / "p.csv", header, f"甲一,{ADA},H1,户主,R1,产权人", f"丙三,{EVE},H1,配偶,R1,借住")
    report = stage(store, path)
    line, other = look_through(store, report.batch_id or 0, by=SUPERVISOR).lines
    assert [(one.field, one.new) for one in line.evidence] == [("household", "H1"), ("premises_code", "R1")]
    assert other.outcome is RowOutcome.NEW
    done = apply(store, report.batch_id)
    assert done.stored == {"person": 1, "household": 1, "household_member": 2, "residence": 2}
    again = stage(store, path)
    assert outcomes(store, again.batch_id) == ["agrees", "agrees"]


def test_premises_are_staged_with_what_they_stand_in_and_their_datum(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    header = "房屋编码,名称,房屋类型,上级编码,经度,纬度"
    bring("premises", table(tmp_path / "0.csv", "房屋编码,名称,房屋类型", "B1,1号楼,楼栋"))
    path = table(
        tmp_path / "p.csv", header, "R1,1室,房间,B1,116.4,39.9", "B1,一号楼,楼栋,,,", "R9,9室,房间,B9,,"
    )
    report = stage(store, path, "premises", datum="gcj02")
    assert counts(report) == (3, 2, 0, 0, 1)
    lines = look_through(store, report.batch_id or 0, by=SUPERVISOR).lines
    assert [(one.key, one.outcome) for one in lines] == [
        ("R1", RowOutcome.NEW),
        ("B1", RowOutcome.DIFFERS),
        ("", RowOutcome.REFUSED),
    ]
    assert [(one.field, one.old, one.new) for one in lines[1].evidence] == [("name", "1号楼", "一号楼")]
    assert counts(apply(store, report.batch_id)) == (3, 2, 0, 0, 1)
    with store.read() as session:
        room = session.scalars(select(Premises).where(Premises.code == "R1")).one()
    assert room.longitude is not None
    assert room.longitude < 116.399
    assert room.parent_id is not None


def test_a_stopped_staging_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 2000:
            raise Cancelled

    people = (
        f"甲{n},{make_number(DEMO_PREFIX, date(1980, 1, 1 + n // 900), 1 + n % 900)},," for n in range(6000)
    )
    path = table(tmp_path / "p.csv", HEADER, *people)
    with pytest.raises(Cancelled), store.begin() as session:
        stage_file(
            session, Kind.PERSONS, path, options=ImportOptions(), by=SUPERVISOR, now=NOW, progress=stop
        )
    assert rows(store, StagedRow) == 0
    report = stage(store, path)
    with pytest.raises(Cancelled), store.begin() as session:
        apply_batch(session, report.batch_id or 0, by=SUPERVISOR, now=NOW, progress=stop)
    assert (rows(store, StagedRow), rows(store, Person)) == (6000, 0)
    assert counts(apply(store, report.batch_id)) == (6000, 6000, 0, 0, 0)


def test_a_file_in_which_no_row_can_be_taken_is_staged_and_applied_as_such(
    store: Store, tmp_path: Path
) -> None:
    report = stage(store, table(tmp_path / "p.csv", HEADER, "甲一,1,,"))
    assert counts(apply(store, report.batch_id)) == (1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("role", "area"), [("collector", ""), ("administrator", ""), ("supervisor", "709901")]
)
def test_who_may_not_stages_nothing(store: Store, tmp_path: Path, role: str, area: str) -> None:
    other = Actor(account_id=1, login="limin", name="李敏", role=role, unit_id=None, area=area)
    with pytest.raises(RuleBroken):
        stage(store, table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,"), by=other)
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM import_batch")) == 0


def test_other_kinds_are_imported_at_once(store: Store, tmp_path: Path, english: None) -> None:
    with pytest.raises(BadInput, match="Only persons and premises"):
        stage(store, table(tmp_path / "d.csv", "code,name", "11,北京市"), "divisions")
