"""Organisations and the people of organisations as tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from gridcenter.domain.identity import DEMO_PREFIX, make_number, uscc_check
from gridcenter.store.engine import Store
from gridcenter.store.models import Organisation, OrganisationPerson, Premises
from tests.services.importing.carrying import ADA, BEN, Bring, counts, lines_of, table

pytestmark = pytest.mark.usefixtures("reference")
FIRST = f"91{DEMO_PREFIX}000000001"
SHOP = FIRST + uscc_check(FIRST)
REAL = "91110000600037341L"
HEAD = "统一社会信用代码,组织名称,组织类型,存续状态,成立日期,注销日期,房屋编码,来源"
TIES = "统一社会信用代码,公民身份号码,任职关系,开始日期,结束日期,来源"


def test_organisations_come_in_by_their_code_and_the_same_file_again_changes_nothing(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    with store.begin() as session:
        session.add(Premises(id=7, code="FW-1", kind="room", name="101"))
    path = table(
        tmp_path / "o.csv",
        HEAD,
        f"{SHOP},甲店,商铺,存续,2008-04-01,,FW-1,市场监管",
        f"{REAL.lower()},乙公司,enterprise,,,,,",
    )
    assert counts(bring("organisations", path)) == (2, 2, 0, 0, 0)
    assert counts(bring("organisations", path)) == (2, 0, 2, 0, 0)
    with store.read() as session:
        shop, other = session.scalars(select(Organisation).order_by(Organisation.name.desc())).all()
    assert {shop.uscc, other.uscc} == {SHOP, REAL}
    shop = shop if shop.uscc == SHOP else other
    assert (shop.kind, shop.status, shop.founded_on, shop.premises_id, shop.synthetic) == (
        "shop",
        "active",
        date(2008, 4, 1),
        7,
        True,
    )


@pytest.mark.parametrize(
    ("row", "field", "why"),
    [
        (f"{SHOP[:-1]}A,甲店,,,,,,", "统一社会信用代码", "18"),
        ("1234,甲店,,,,,,", "统一社会信用代码", "18"),
        (f"{SHOP},,,,,,,", "组织名称", "必填"),
        (f"{SHOP},甲店,飞船,,,,,", "组织类型", "商铺|shop"),
        (f"{SHOP},甲店,,,2020-01-02,2020-01-01,,", "注销日期", "早于"),
        (f"{SHOP},甲店,,,,,FW-9,", "房屋编码", "房屋"),
    ],
)
def test_a_wrong_row_is_refused_with_field_and_reason(
    bring: Bring, tmp_path: Path, rejects: Path, row: str, field: str, why: str
) -> None:
    report = bring("organisations", table(tmp_path / "o.csv", HEAD, row), rejects=rejects)
    assert counts(report) == (1, 0, 0, 0, 1)
    (refused,) = lines_of(rejects)
    assert refused[1] == field
    assert any(part in refused[4] for part in why.split("|")), refused[4]


@pytest.fixture
def known(bring: Bring, tmp_path: Path) -> None:
    bring("organisations", table(tmp_path / "o.csv", HEAD, f"{SHOP},甲店,,,,,,"))
    bring("persons", table(tmp_path / "p.csv", "姓名,公民身份号码", f"甲一,{ADA}", f"乙二,{BEN}"))


def ties(store: Store) -> list[tuple[object, ...]]:
    with store.read() as session:
        columns = (OrganisationPerson.kind, OrganisationPerson.since, OrganisationPerson.until)
        return [tuple(row) for row in session.execute(select(*columns).order_by(OrganisationPerson.id))]


@pytest.mark.usefixtures("known")
def test_ties_come_in_are_ended_by_a_later_file_and_never_written_over(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(
        tmp_path / "t.csv",
        TIES,
        f"{SHOP},{ADA},法定代表人,2020-01-01,,市场监管",
        f"{SHOP},{BEN},员工,,,社保",
    )
    assert counts(bring("organisation_people", path)) == (2, 2, 0, 0, 0)
    assert counts(bring("organisation_people", path)) == (2, 0, 2, 0, 0)
    later = table(tmp_path / "l.csv", TIES, f"{SHOP},{ADA},legal,2020-01-01,2026-01-31,")
    assert counts(bring("organisation_people", later)) == (1, 1, 0, 0, 0)
    assert counts(bring("organisation_people", later)) == (1, 0, 1, 0, 0)
    assert ties(store) == [("legal", date(2020, 1, 1), date(2026, 1, 31)), ("employee", None, None)]


@pytest.mark.usefixtures("known")
def test_ties_to_nobody_to_nothing_or_twice_at_a_time_are_refused_masked(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    stranger = make_number(DEMO_PREFIX, date(1971, 1, 1), 3)
    path = table(
        tmp_path / "t.csv",
        TIES,
        f"{SHOP},{ADA},员工,2020-01-01,,",
        f"{SHOP},{ADA},员工,2021-01-01,,",
        f"{REAL},{ADA},员工,,,",
        f"{SHOP},{stranger},员工,,,",
        f"{SHOP},{ADA},皇帝,,,",
        f"{SHOP},{BEN},员工,2021-01-01,2020-01-01,",
    )
    assert counts(bring("organisation_people", path, rejects=rejects)) == (6, 1, 0, 0, 5)
    assert {line[1] for line in lines_of(rejects)} == {
        "开始日期",
        "统一社会信用代码",
        "公民身份号码",
        "任职关系",
        "结束日期",
    }
    assert stranger not in rejects.read_text("utf-8-sig")
    assert ties(store) == [("employee", date(2020, 1, 1), None)]


@pytest.mark.usefixtures("known")
def test_a_tie_that_ended_on_another_day_by_a_later_file_is_refused_and_not_passed_over(
    store: Store, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    first = table(tmp_path / "t.csv", TIES, f"{SHOP},{ADA},员工,2020-01-01,2025-12-31,")
    bring("organisation_people", first, source="社保登记")
    later = table(tmp_path / "l.csv", TIES, f"{SHOP},{ADA},员工,2020-01-01,2025-06-30,")
    assert counts(bring("organisation_people", later, rejects=rejects)) == (1, 0, 0, 0, 1)
    (line,) = lines_of(rejects)
    assert line[1] == "结束日期"
    assert "2025-12-31" in line[4]
    with store.read() as session:
        assert session.scalars(select(OrganisationPerson.source)).all() == ["社保登记"]
    assert ties(store) == [("employee", date(2020, 1, 1), date(2025, 12, 31))]
