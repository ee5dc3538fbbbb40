"""An import that was wrong is taken back: what it made goes, what somebody built on since stays and is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, uscc_check
from gridcenter.domain.import_batches import BatchState, Undone
from gridcenter.domain.people import Actor
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.import_batches import batch, batches
from gridcenter.services.progress import Cancelled, OnProgress, Progress, unwatched
from gridcenter.store import batch_undo
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    AuditEntry,
    Division,
    Household,
    HouseholdMember,
    ImportBatch,
    Organisation,
    OrganisationPerson,
    Person,
    PersonSearch,
    Premises,
    RecordItem,
    Residence,
)
from tests.services.importing.carrying import ADA, BEN, EVE, NOW, SUPERVISOR, Bring, counts, lines_of, table

HEADER = "姓名,公民身份号码,联系电话,来源,登记日期"

pytestmark = pytest.mark.usefixtures("reference", "account")


def undo(
    store: Store,
    number: int,
    *,
    reason: str = "导错了文件",
    by: Actor = SUPERVISOR,
    kept: Path | None = None,
    progress: OnProgress = unwatched,
) -> Undone:
    with store.begin() as session:
        return undo_batch(session, number, reason=reason, by=by, now=NOW, kept=kept, progress=progress)


def count(store: Store, model: type) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return the registers as they stand, without versions, batches and what was withdrawn."""
    questions = {
        "person": "SELECT id_number, name, phone, grid_code, community_code FROM person ORDER BY id",
        "item": "SELECT person_id, key, value FROM record_item WHERE withdrawn_at IS NULL ORDER BY id",
        "premises": "SELECT code, name, kind, tenure, parent_id, address FROM premises ORDER BY code",
        "household": "SELECT number FROM household ORDER BY number",
        "member": "SELECT household_id, person_id, relation FROM household_member ORDER BY 1, 2",
        "residence": "SELECT person_id, premises_id, kind FROM residence ORDER BY 1, 2, 3",
        "search": "SELECT person_id, name, phone, community_code FROM person_search ORDER BY 1, reading",
    }
    with store.read() as session:
        return {name: [tuple(row) for row in session.execute(text(q))] for name, q in questions.items()}


def test_an_import_is_a_batch_with_its_file_its_hash_and_its_counts(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,", f"乙二,{BEN}x,,,")
    report = bring("persons", path, source="公安户籍")
    with store.read() as session:
        (found,) = batches(session, by=SUPERVISOR)
        person = session.scalars(select(Person)).one()
    assert (found.id, found.kind, found.file_name, found.state) == (
        report.batch_id,
        "persons",
        "p.csv",
        BatchState.APPLIED,
    )
    assert (found.rows, found.accepted, found.refused, found.source) == (2, 1, 1, "公安户籍")
    assert len(found.sha256) == 64
    assert str(tmp_path) not in str(found)
    assert (person.batch_id, person.source) == (found.id, "公安户籍")


def test_persons_that_a_batch_made_go_again_and_the_file_can_be_brought_in_anew(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("persons", table(tmp_path / "0.csv", HEADER, f"丙三,{EVE},13700000000,,"))
    before = everything(store)
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13800000000,,", f"乙二,{BEN},,,")
    first = bring("persons", path)
    assert count(store, PersonSearch) == 3
    done = undo(store, first.batch_id or 0)
    assert (done.removed["person"], done.kept) == (2, {})
    assert everything(store) == before
    assert counts(bring("persons", path)) == (2, 2, 0, 0, 0)
    with store.read() as session:
        found = batch(session, first.batch_id or 0, by=SUPERVISOR)
        line = session.scalars(select(AuditEntry)).one()
        assert not broken_links(session, 1)
    assert (found.state, found.ender, found.end_reason) == (BatchState.UNDONE, "李敏", "导错了文件")
    assert (line.action, line.reason, line.fields) == ("batch_undo", "导错了文件", str(first.batch_id))


def test_what_a_batch_said_of_known_persons_is_withdrawn_with_the_reason(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("persons", table(tmp_path / "0.csv", HEADER, f"甲一,{ADA},13800000000,户籍,2025-01-01"))
    before = everything(store)
    second = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},13900000000,走访,2026-01-01")
    report = bring("persons", second)
    assert everything(store) != before
    assert undo(store, report.batch_id or 0).withdrawn == 1
    assert everything(store) == before
    with store.read() as session:
        item = session.scalars(select(RecordItem)).one()
    assert (item.withdrawn_by, item.withdrawn_why, item.value) == (1, "导错了文件", "13900000000")
    assert counts(bring("persons", second)) == (1, 1, 0, 0, 0)


@pytest.fixture
def community(store: Store) -> str:
    code = "709901001001"
    with store.begin() as session:
        for serial in ("001", "002", "003"):
            session.add(Division(code=code[:9] + serial, level=5, name="江南社区", parent_code=code[:9]))
    return code[:9]


def test_a_place_is_put_back_only_where_it_still_stands_as_the_batch_left_it(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, community: str
) -> None:
    header = "姓名,公民身份号码,社区代码"

    def rows(*places: str) -> list[str]:
        return [
            f"{name},{number},{community}{place}"
            for name, number, place in zip("甲乙", (ADA, BEN), places, strict=True)
        ]

    bring("persons", table(tmp_path / "0.csv", header, *rows("001", "001")))
    before = everything(store)
    second = bring("persons", table(tmp_path / "1.csv", header, *rows("002", "002")))
    bring("persons", table(tmp_path / "2.csv", header, *rows("002", "003")))
    done = undo(store, second.batch_id or 0, kept=rejects)
    assert (done.put_back["person"], done.withdrawn, done.kept["person"]) == (1, 1, 1)
    after = everything(store)
    assert [row[4] for row in after["person"]] == [community + "001", community + "003"]
    assert [row[3] for row in after["search"]] == [community + "001", community + "003"]
    assert [row[2] for row in after["item"]] == [community + "001", community + "002"]
    assert before["person"][0] == after["person"][0]
    (line,) = lines_of(rejects)
    assert line[2].endswith(BEN[-4:])
    assert BEN not in rejects.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("built", "why"),
    [
        ("INSERT INTO record_item (person_id, key, value) VALUES (:id, 'phone', '1')", "further values"),
        ("UPDATE person SET verified = TRUE WHERE id = :id", "verified since"),
        ("UPDATE person SET version = 2, phone = '1' WHERE id = :id", "changed"),
        ("INSERT INTO residence (person_id, premises_id, kind) VALUES (:id, 77, 'owner')", "residence"),
    ],
)
def test_a_person_on_whom_somebody_built_stays_and_is_told(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, english: None, built: str, why: str
) -> None:
    report = bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,", f"乙二,{BEN},,,"))
    with store.begin() as session:
        session.add(Premises(id=77, code="R1", kind="room", name="101室"))
        session.flush()
        number = session.scalars(select(Person.id).where(Person.id_number == BEN)).one()
        session.execute(text(built), {"id": number})
    done = undo(store, report.batch_id or 0, kept=rejects)
    assert (done.removed["person"], done.kept) == (1, {"person": 1})
    (line,) = lines_of(rejects)
    assert line[:2] == [str(number), "person"]
    assert why in line[4]
    with store.read() as session:
        assert session.scalars(select(Person.id_number)).all() == [BEN]


def test_a_value_that_was_verified_since_stays_and_is_told(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    bring("persons", table(tmp_path / "0.csv", HEADER, f"甲一,{ADA},13800000000,,"))
    report = bring("persons", table(tmp_path / "1.csv", HEADER, f"甲一,{ADA},13900000000,,2026-01-01"))
    with store.begin() as session:
        session.execute(update(RecordItem).values(verified=True, verified_on=date(2026, 2, 1)))
    done = undo(store, report.batch_id or 0, kept=rejects)
    assert (done.withdrawn, done.kept) == (0, {"record_item": 1})
    assert len(lines_of(rejects)) == 1


def test_households_and_homes_go_with_the_batch_that_made_them(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,身份证号,户号,与户主关系,房屋编码,居住关系"
    bring("persons", table(tmp_path / "p.csv", header, f"甲一,{ADA},H1,户主,R1,产权人"))
    before = everything(store)
    second = bring(
        "persons",
        table(tmp_path / "q.csv", header, f"甲一,{ADA},H1,配偶,,", f"乙二,{BEN},H2,户主,R1,借住"),
    )
    assert (count(store, Household), count(store, HouseholdMember), count(store, Residence)) == (2, 2, 2)
    done = undo(store, second.batch_id or 0)
    assert everything(store) == before
    assert done.removed == {"person": 1, "household": 1, "household_member": 1, "residence": 1}
    assert done.put_back["household_member"] == 1


PREMISES = "房屋编码,名称,房屋类型,上级编码,房屋性质"


def test_premises_go_from_the_leaves_up_and_those_that_others_stand_in_stay(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    first = bring(
        "premises",
        table(
            tmp_path / "p.csv",
            PREMISES,
            "B1-1,1室,房间,B1,自有",
            "B1,1号楼,楼栋,E1,",
            "E1,小区,小区,,",
            "B2,2号楼,楼栋,E1,",
        ),
    )
    bring("premises", table(tmp_path / "q.csv", PREMISES, "B2-1,1室,房间,B2,自有"))
    done = undo(store, first.batch_id or 0, kept=rejects)
    with store.read() as session:
        assert sorted(session.scalars(select(Premises.code))) == ["B2", "B2-1", "E1"]
    assert (done.removed["premises"], done.kept["premises"]) == (2, 2)
    assert sorted(line[2] for line in lines_of(rejects)) == ["B2", "E1"]


def test_premises_that_a_batch_changed_are_as_before(store: Store, bring: Bring, tmp_path: Path) -> None:
    bring("premises", table(tmp_path / "p.csv", PREMISES, "B1,1号楼,楼栋,,", "R1,1室,房间,,自有"))
    before = everything(store)
    second = bring(
        "premises", table(tmp_path / "q.csv", PREMISES, "R1,101室,房间,B1,出租", "R2,2室,房间,B1,")
    )
    assert everything(store) != before
    done = undo(store, second.batch_id or 0)
    assert everything(store) == before
    assert done.removed["premises"] == 1


def test_an_undone_batch_is_not_undone_again_and_says_by_whom_it_was(
    store: Store, bring: Bring, tmp_path: Path, english: None
) -> None:
    report = bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,"))
    undo(store, report.batch_id or 0)
    bring("persons", tmp_path / "p.csv")
    with pytest.raises(RuleBroken, match="undone already, by 李敏: 导错了文件"):
        undo(store, report.batch_id or 0)
    assert count(store, Person) == 1


@pytest.mark.parametrize(
    ("role", "area", "reason", "sentence"),
    [
        ("collector", "", "x", "are undone by"),
        ("auditor", "", "x", "are undone by"),
        ("supervisor", "709901", "x", "sees a part of it"),
        ("supervisor", "", "  ", "why the batch is undone"),
        ("supervisor", "", "x" * 201, "shorten it to 200"),
    ],
)
def test_who_may_not_or_gives_no_reason_undoes_nothing(
    store: Store,
    bring: Bring,
    tmp_path: Path,
    english: None,
    role: str,
    area: str,
    reason: str,
    sentence: str,
) -> None:
    report = bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,"))
    other = Actor(account_id=1, login="limin", name="李敏", role=role, unit_id=None, area=area)
    with pytest.raises((RuleBroken, BadInput), match=sentence):
        undo(store, report.batch_id or 0, by=other, reason=reason)
    assert count(store, Person) == 1


def test_other_kinds_are_batches_but_are_not_undone(
    store: Store, bring: Bring, tmp_path: Path, english: None
) -> None:
    report = bring("divisions", table(tmp_path / "d.csv", "code,name", "11,北京市"))
    with pytest.raises(BadInput, match="Only imports of persons, premises"):
        undo(store, report.batch_id or 0)
    with pytest.raises(BadInput, match="There is no import batch"):
        undo(store, 99)
    assert count(store, Division) == 1


def test_a_stopped_undoing_leaves_everything_as_it_was(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_undo, "RANGE", 1)
    report = bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,", f"乙二,{BEN},,,"))
    before = everything(store)

    def stop(progress: Progress) -> None:
        if progress.done:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo(store, report.batch_id or 0, kept=rejects, progress=stop)
    assert everything(store) == before
    assert count(store, AuditEntry) == 0
    assert not list(tmp_path.glob("rejects*"))
    assert undo(store, report.batch_id or 0).removed["person"] == 2


def test_a_dry_run_leaves_no_batch(store: Store, bring: Bring, tmp_path: Path) -> None:
    path = table(tmp_path / "p.csv", HEADER, f"甲一,{ADA}")
    with pytest.raises(BadInput), store.begin():
        bring("persons", table(tmp_path / "q.csv", "姓名,公民身份号码", f'"甲,{ADA}'))
    assert count(store, ImportBatch) == 0
    assert counts(bring("persons", path))[4] == 1


def test_organisations_that_a_batch_made_go_and_those_that_it_changed_are_as_before(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    header = "统一社会信用代码,组织名称,成立日期,登记日期"
    old, new, tied = (_uscc(n) for n in (1, 2, 3))
    bring("organisations", table(tmp_path / "0.csv", header, f"{old},甲公司,2001-02-03,2025-01-01"))
    second = table(
        tmp_path / "1.csv",
        header,
        f"{old},甲集团,2002-02-03,2026-01-01",
        f"{new},乙店,,",
        f"{tied},丙店,2003-03-03,",
    )
    report = bring("organisations", second)
    bring("persons", table(tmp_path / "p.csv", HEADER, f"甲一,{ADA},,,"))
    with store.begin() as session:
        key = session.scalars(select(Organisation.id).where(Organisation.uscc == tied)).one()
        person = session.scalars(select(Person.id)).one()
        session.add(OrganisationPerson(organisation_id=key, person_id=person, kind="staff"))
    with store.read() as session:
        assert session.scalars(select(Organisation.name).where(Organisation.uscc == old)).one() == "甲集团"
    done = undo(store, report.batch_id or 0, kept=rejects)
    with store.read() as session:
        rows = session.scalars(select(Organisation).order_by(Organisation.id))
        found = [(row.uscc, row.name, row.founded_on) for row in rows]
    assert found == [(old, "甲公司", date(2001, 2, 3)), (tied, "丙店", date(2003, 3, 3))]
    assert (done.removed["organisation"], done.put_back["organisation"], done.withdrawn) == (1, 0, 2)
    assert done.kept == {"organisation": 1}
    assert lines_of(rejects)[0][2] == tied


def _uscc(n: int) -> str:
    code = f"91{DEMO_PREFIX}MA{n:07d}"
    return code + uscc_check(code)
