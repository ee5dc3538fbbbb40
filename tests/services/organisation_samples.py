"""Organisations, ties to them and recorded days of life for the people of `resident_samples`."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.identity import uscc_check
from gridcenter.store.models import (
    CodeEntry,
    CodeSet,
    Organisation,
    OrganisationPerson,
    Person,
    Premises,
    RecordItem,
)
from tests.services import resident_samples as sample
from tests.services.resident_samples import COMMUNITY, GRID, OTHER_COMMUNITY

WORKPLACE, SHOP, FAR = 1, 2, 3
WORKPLACE_NAME, SHOP_NAME = "滨江第一机械厂", "美兰便民商店"
SHOP_USCC = "91709901000000001" + uscc_check("91709901000000001")


def fill(session: Session) -> None:
    """Write what `resident_samples` writes, three organisations, four ties, and days of one life."""
    sample.fill(session)
    _codes(session)
    session.flush()
    session.get_one(Premises, 2).tenure = "owned"
    session.get_one(Premises, 3).tenure = "let"
    session.add_all(
        (
            _organisation(WORKPLACE, WORKPLACE_NAME, COMMUNITY, None, kind="plant"),
            _organisation(SHOP, SHOP_NAME, COMMUNITY, SHOP_USCC, kind="shop", premises_id=2),
            _organisation(FAR, "桥头贸易公司", OTHER_COMMUNITY, None, kind="enterprise"),
        )
    )
    session.flush()
    for organisation, person, kind, since, until in (
        (WORKPLACE, 1, "employee", date(1978, 9, 1), date(2006, 3, 2)),
        (SHOP, 1, "legal", date(2008, 4, 1), None),
        (SHOP, 4, "employee", None, None),
        (SHOP, 5, "contact", date(2020, 1, 1), None),
        (FAR, 1, "owner", None, None),
    ):
        session.add(
            OrganisationPerson(
                organisation_id=organisation,
                person_id=person,
                kind=kind,
                since=since,
                until=until,
                source="社保登记",
                recorded_on=date(2025, 6, 1),
            )
        )
    for key, value in (
        ("graduated_on", "1974-07-15"),
        ("married_on", "1980-05-01"),
        ("retired_on", "2006-03-02"),
        ("hired_on", "不详"),
    ):
        session.add(
            RecordItem(person_id=1, key=key, value=value, source="人社登记", recorded_on=date(2024, 1, 1))
        )
    session.get_one(Person, 2).deceased_on = date(2025, 11, 30)


def _codes(session: Session) -> None:
    for key, entries in {
        "organisation_kind": (("shop", "商铺", "shop"), ("plant", "厂库", "works or storehouse")),
        "organisation_status": (("active", "存续", "active"),),
        "tenure": (("owned", "自有", "owned"), ("let", "出租", "let")),
    }.items():
        session.add(CodeSet(key=key, name=key))
        session.flush()
        session.add_all(CodeEntry(set_key=key, code=code, name=zh, name_en=en) for code, zh, en in entries)


def _organisation(
    key: int, name: str, community: str, uscc: str | None, *, kind: str, premises_id: int | None = None
) -> Organisation:
    return Organisation(
        id=key,
        name=name,
        uscc=uscc,
        kind=kind,
        status="active",
        founded_on=date(2008, 4, 1),
        premises_id=premises_id,
        community_code=community,
        grid_code=GRID if community == COMMUNITY else None,
        source="市场监管",
        recorded_on=date(2026, 1, 5),
        synthetic=True,
    )
