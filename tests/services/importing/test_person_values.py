"""A later file about a known person: what it says otherwise stands beside, and nothing is written over."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from gridcenter.services.importing import ImportReport
from gridcenter.services.resident_card import resident_card
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Division,
    Grid,
    HouseholdMember,
    Person,
    PersonMerge,
    RecordItem,
    Residence,
)
from tests.services.importing.carrying import ADA, BEN, NOW, Bring, counts, table

HEADER = "姓名,公民身份号码,联系电话,职业,学历,现住址,来源,登记日期"
FIRST = f"甲一,{ADA},13800000000,教师,大学本科教育,江南社区1号,公安户籍,2025-01-01"
SECOND = f"甲一,{ADA},13900000000,教师,,江南社区2号,网格走访,2026-05-01"

pytestmark = pytest.mark.usefixtures("reference")
Item = tuple[str, str, str, date | None]


@pytest.fixture
def known(bring: Bring, tmp_path: Path) -> ImportReport:
    report: ImportReport = bring("persons", table(tmp_path / "first.csv", HEADER, FIRST))
    return report


def items(store: Store) -> list[Item]:
    with store.read() as session:
        rows = session.scalars(select(RecordItem).order_by(RecordItem.id))
        return [(row.key, row.value, row.source, row.recorded_on) for row in rows]


def person(store: Store, number: str = ADA) -> Person:
    with store.read() as session:
        return session.scalars(select(Person).where(Person.id_number == number)).one()


def test_a_different_value_stands_beside_with_its_source_and_date(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    before = person(store)
    report = bring("persons", table(tmp_path / "second.csv", HEADER, SECOND, f"乙二,{BEN},,,,,,"))
    assert counts(report) == (2, 2, 0, 0, 0)
    assert report.stored == {"person": 1, "record_item": 2}
    assert sorted(items(store)) == [
        ("address", "江南社区2号", "网格走访", date(2026, 5, 1)),
        ("phone", "13900000000", "网格走访", date(2026, 5, 1)),
    ]
    after = person(store)
    for column in ("phone", "occupation", "education", "address", "source", "recorded_on", "version"):
        assert getattr(after, column) == getattr(before, column)


def test_the_same_file_again_changes_nothing(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    first, second = tmp_path / "first.csv", table(tmp_path / "second.csv", HEADER, SECOND)
    bring("persons", second)
    stood = items(store)
    for path in (second, first, second):
        assert counts(bring("persons", path)) == (1, 0, 1, 0, 0)
    assert items(store) == stood


def test_a_value_said_again_after_another_one_comes_first_again(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    bring("persons", table(tmp_path / "second.csv", HEADER, SECOND))
    third = FIRST.replace("2025-01-01", "2026-09-01").replace("公安户籍", "社保登记")
    assert counts(bring("persons", table(tmp_path / "third.csv", HEADER, third))) == (1, 1, 0, 0, 0)
    with store.read() as session:
        card = resident_card(session, person(store).id, today=NOW.date())
    assert card is not None
    phones = [line for line in card.items if line.key.startswith("phone")]
    assert [(line.value, line.source) for line in phones] == [
        ("138****0000", "社保登记"),
        ("139****0000", "网格走访"),
    ]


def test_a_file_never_passes_a_verified_value(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    bring("persons", table(tmp_path / "second.csv", HEADER, SECOND))
    with store.begin() as session:
        session.execute(
            text("UPDATE record_item SET verified = TRUE, verified_on = '2026-05-02' WHERE key = 'phone'")
        )
    newer = SECOND.replace("13900000000", "13700000000").replace("2026-05-01", "2026-11-01")
    bring("persons", table(tmp_path / "third.csv", HEADER, newer))
    with store.read() as session:
        card = resident_card(session, person(store).id, today=NOW.date())
    assert card is not None
    phones = [line.value for line in card.items if line.key.startswith("phone")]
    assert phones == ["139****0000", "137****0000", "138****0000"]


def test_an_empty_cell_says_nothing_and_a_first_value_has_its_own_source(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    header = f"{HEADER},工作单位"
    row = f"甲一,{ADA},,,,,社保登记,2026-01-01,滨江第一机械厂"
    assert counts(bring("persons", table(tmp_path / "second.csv", header, row))) == (1, 1, 0, 0, 0)
    assert items(store) == [("employer", "滨江第一机械厂", "社保登记", date(2026, 1, 1))]
    assert (person(store).phone, person(store).employer) == ("13800000000", "")


def test_another_name_under_a_number_stands_beside_the_name(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    bring("persons", table(tmp_path / "second.csv", "姓名,公民身份号码", f"甲乙,{ADA}"))
    assert person(store).name == "甲一"
    assert items(store) == [("name", "甲乙", "", None)]


def test_a_value_that_was_taken_back_may_be_said_again(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    second = table(tmp_path / "second.csv", HEADER, SECOND)
    bring("persons", second)
    with store.begin() as session:
        session.execute(update(RecordItem).values(withdrawn_at=NOW, withdrawn_why="批次撤销"))
    assert counts(bring("persons", second)) == (1, 1, 0, 0, 0)
    assert len(items(store)) == 4


def test_an_own_value_that_was_taken_back_may_be_said_again(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    with store.begin() as session:
        own = session.scalars(select(Person)).one()
        session.add(
            RecordItem(
                person_id=own.id,
                key="phone",
                value=own.phone,
                base=True,
                withdrawn_at=NOW,
                withdrawn_why="停机",
            )
        )
    again = f"甲一,{ADA},13800000000,教师,,江南社区1号,网格走访,2026-05-01"
    bring("persons", table(tmp_path / "again.csv", HEADER, again))
    assert items(store)[1:] == [("phone", "13800000000", "网格走访", date(2026, 5, 1))]


def _twin(key: int, *, verified: bool) -> Person:
    return Person(
        id=key,
        name="甲一",
        id_number=ADA,
        sex="2",
        birth=date(1980, 5, 1),
        verified=verified,
        synthetic=True,
    )


def test_of_two_persons_with_one_number_the_verified_one_gets_the_values(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    with store.begin() as session:
        session.add(_twin(900, verified=True))
        session.flush()
        session.add(_twin(901, verified=False))
    bring("persons", table(tmp_path / "second.csv", "姓名,公民身份号码,联系电话", f"甲一,{ADA},13900000000"))
    with store.read() as session:
        assert session.scalars(select(RecordItem.person_id)).all() == [900]


@pytest.mark.parametrize("verified", [True, False])
def test_of_two_persons_with_one_number_the_same_one_gets_the_home_and_the_file_says_so(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport, verified: bool, english: None
) -> None:
    with store.begin() as session:
        for key in (901, 900) if verified else (900, 901):
            session.add(_twin(key, verified=verified and key == 900))
            session.flush()
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,公民身份号码,联系电话,户号,与户主关系,房屋编码"
    report = bring("persons", table(tmp_path / "b.csv", header, f"甲一,{ADA},13900000000,H1,户主,R1"))
    chosen = 900 if verified else 901
    with store.read() as session:
        for model in (RecordItem, HouseholdMember, Residence):
            assert session.scalars(select(model.person_id)).all() == [chosen]
    assert any("two people of the register hold" in warning for warning in report.warnings)


def test_a_row_that_names_somebody_else_is_told(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport, english: None
) -> None:
    header = "姓名,公民身份号码"
    same = bring("persons", table(tmp_path / "a.csv", header, f"甲 一,{ADA}"))
    assert not same.warnings
    report = bring("persons", table(tmp_path / "b.csv", header, f"甲乙,{ADA}"))
    assert any("under another name" in warning for warning in report.warnings)
    again = bring("persons", table(tmp_path / "c.csv", header, f"甲乙,{ADA}"))
    assert any("under another name" in warning for warning in again.warnings)
    with store.begin() as session:
        verified = {"verified": True, "verified_on": date(2026, 5, 2)}
        session.execute(update(RecordItem).where(RecordItem.value == "甲乙").values(verified))
    assert not bring("persons", tmp_path / "c.csv").warnings


def test_a_file_that_places_a_person_elsewhere_keeps_where_the_person_stood(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    community = "709901001001"
    with store.begin() as session:
        session.add(Division(code=community, level=5, name="江南社区", parent_code=community[:9]))
        for serial in ("001", "002"):
            session.add(
                Grid(
                    code=community + serial,
                    name=serial,
                    community_code=community,
                    geometry='{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
                    longitude=0.5,
                    latitude=0.4,
                    valid_from=NOW,
                )
            )
    header = "姓名,公民身份号码,网格编码,社区代码"
    bring("persons", table(tmp_path / "0.csv", "姓名,公民身份号码", f"甲一,{ADA}"))
    first = table(tmp_path / "a.csv", header, f"甲一,{ADA},{community}001,")
    assert counts(bring("persons", first)) == (1, 1, 0, 0, 0)
    assert (items(store), person(store).grid_code) == ([], community + "001")
    assert counts(bring("persons", table(tmp_path / "b.csv", header, f"甲一,{ADA},,{community}")))[1] == 0
    moving = table(tmp_path / "c.csv", header, f"甲一,{ADA},{community}002,")
    assert counts(bring("persons", moving)) == (1, 1, 0, 0, 0)
    assert person(store).grid_code == community + "002"
    assert items(store) == [("residence_division", community + "001", "", None)]
    assert counts(bring("persons", moving)) == (1, 0, 1, 0, 0)


def test_of_two_persons_seen_as_one_the_kept_one_gets_the_values(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    with store.begin() as session:
        first = session.scalars(select(Person.id)).one()
        session.add(_twin(900, verified=True))
        session.add(Account(id=1, login="a", name="A", role="supervisor"))
        session.flush()
        session.add(
            PersonMerge(
                kept_id=first, merged_id=900, at=NOW, actor_id=1, actor="A", basis="number", reason="同号"
            )
        )
    bring("persons", table(tmp_path / "second.csv", "姓名,公民身份号码,联系电话", f"甲一,{ADA},13900000000"))
    with store.read() as session:
        assert session.scalars(select(RecordItem.person_id)).all() == [first]


def test_a_row_that_may_be_about_somebody_else_moves_nobody(
    store: Store, bring: Bring, tmp_path: Path, known: ImportReport
) -> None:
    place = "709901001001"
    with store.begin() as session:
        session.add(Division(code=place, level=5, name="江南社区", parent_code=place[:9]))
    header = "姓名,公民身份号码,社区代码"
    other = table(tmp_path / "b.csv", header, f"乙甲,{ADA},{place}")
    assert [counts(bring("persons", other)) for _ in range(2)] == [(1, 1, 0, 0, 0), (1, 0, 1, 0, 0)]
    assert (person(store).community_code, person(store).name) == ("", "甲一")
    bring("persons", table(tmp_path / "c.csv", header, f"甲一,{ADA},{place}"))
    assert person(store).community_code == place
