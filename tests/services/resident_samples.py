"""A synthetic household in a store, for tests of the look-up and of the residents page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.store.models import (
    Account,
    Category,
    CodeEntry,
    CodeSet,
    Division,
    Grid,
    Household,
    HouseholdMember,
    Incident,
    Person,
    Premises,
    RecordItem,
    Residence,
    Scope,
    Unit,
)

NOW = datetime(2026, 11, 18, 6, 32, 7, tzinfo=UTC)
COMMUNITY, OTHER_COMMUNITY = "709901003007", "709901003008"
GRID = COMMUNITY + "003"
NUMBER = make_number(DEMO_PREFIX, date(1956, 3, 2), 402)
HUSBAND = make_number(DEMO_PREFIX, date(1954, 7, 9), 401)
OUTSIDER = make_number(DEMO_PREFIX, date(1988, 1, 30), 77)
UNKNOWN = make_number(DEMO_PREFIX, date(1991, 5, 5), 5)
OPEN_INCIDENT, CLOSED_INCIDENT, FAR_INCIDENT = "SJ20261118-0142", "SJ20261101-0007", "SJ20261118-0200"
PHONE, EMPLOYER = "13800004417", "滨江第一机械厂"
ADDRESS = "滨江区江南社区21幢2单元0402室"
OTHER_ADDRESS = "滨江区桥头社区3幢0101室"

CLERK = Actor(1, "li.min", "李敏", "dispatcher", 1, "709901003007")
COLLEAGUE = Actor(2, "wang.qiang", "王强", "dispatcher", 1, "709901")
AUDITOR = Actor(3, "zhou.jing", "周静", "auditor", 1, "")


def request(number: str = NUMBER, *, incident: str = OPEN_INCIDENT, reason: str = "") -> LookupRequest:
    return LookupRequest(number, Purpose.VISIT, incident, reason)


def fill(session: Session) -> None:
    """Write accounts, one grid, a household of three (one moved out), its neighbours and three incidents."""
    _places(session)
    _accounts(session)
    _incidents(session)
    _codes(session)
    session.flush()
    _residents(session)


def _places(session: Session) -> None:
    for code, name, name_en in (
        (COMMUNITY, "江南社区", "Jiangnan"),
        (OTHER_COMMUNITY, "桥头社区", "Qiaotou"),
    ):
        session.add(Division(code=code, level=5, name=name, name_en=name_en, parent_code=code[:9]))
    session.add(
        Grid(
            code=GRID,
            name="03 网格",
            name_en="grid 03",
            community_code=COMMUNITY,
            geometry='{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
            longitude=0.5,
            latitude=0.4,
            valid_from=NOW - timedelta(days=400),
        )
    )
    session.add(Unit(id=1, code="U1", name="指挥中心", kind="department"))
    session.add(
        Premises(id=1, code="FW-0307-21-2", kind="unit", name="21 幢 2 单元", community_code=COMMUNITY)
    )
    session.flush()
    for key, room in ((2, "0402"), (3, "0501")):
        session.add(Premises(id=key, code=f"FW-0307-21-{room}", kind="room", parent_id=1, name=room))
    session.add(Premises(id=4, code="FW-0304-11-0203", kind="room", name="0203"))


def _accounts(session: Session) -> None:
    for actor in (CLERK, COLLEAGUE, AUDITOR):
        session.add(
            Account(id=actor.account_id, login=actor.login, name=actor.name, role=actor.role, unit_id=1)
        )
    session.flush()
    for actor in (CLERK, COLLEAGUE, AUDITOR):
        session.add(Scope(account_id=actor.account_id, division_code=actor.area))


def _incidents(session: Session) -> None:
    session.add(CodeSet(key="test", name="test"))
    session.flush()
    session.add(Category(id=1, set_key="test", code="1", name="高龄津贴申领"))
    session.flush()
    for number, community, closed_at in (
        (OPEN_INCIDENT, COMMUNITY, None),
        (CLOSED_INCIDENT, COMMUNITY, NOW),
        (FAR_INCIDENT, OTHER_COMMUNITY, None),
    ):
        session.add(
            Incident(
                number=number,
                state="handling",
                category_id=1,
                community_code=community,
                reported_at=NOW - timedelta(days=1),
                closed_at=closed_at,
            )
        )


def _codes(session: Session) -> None:
    for key, entries in {
        "gbt2261_2_marital": (("20", "已婚", "married"),),
        "gbt4761_relation": (
            ("02", "户主", "head of household"),
            ("10", "配偶", "spouse"),
            ("20", "子", "son"),
        ),
        "gbt6565_occupation_major": (("60000", "生产制造及有关人员", "production and manufacturing"),),
    }.items():
        session.add(CodeSet(key=key, name=key))
        session.flush()
        session.add_all(CodeEntry(set_key=key, code=code, name=zh, name_en=en) for code, zh, en in entries)


def _residents(session: Session) -> None:
    session.add_all(
        (
            _person(
                1,
                "张美兰",
                NUMBER,
                sex="2",
                birth=date(1956, 3, 2),
                phone=PHONE,
                employer=EMPLOYER,
                occupation="退休",
                occupation_class="60000",
                marital_status="20",
                register_address=ADDRESS,
                address=ADDRESS,
                pension="1",
                medical="0",
            ),
            _person(2, "赵德福", HUSBAND, sex="1", birth=date(1954, 7, 9)),
            _person(3, "赵强", None, sex="1", birth=date(1984, 1, 1)),
            _person(4, "周玉英", None, sex="2", birth=date(1973, 1, 1)),
            _person(
                5, "孙伟", OUTSIDER, sex="1", birth=date(1988, 1, 30), community=OTHER_COMMUNITY, grid=None
            ),
        )
    )
    session.add(Household(id=1, number="H-0307-118", premises_id=2, grid_code=GRID))
    session.flush()
    for person, relation, until in ((1, "10", None), (2, "02", None), (3, "20", date(2021, 9, 1))):
        session.add(HouseholdMember(household_id=1, person_id=person, relation=relation, until=until))
    for person, premises, kind, since, until in (
        (1, 2, "owner", date(1998, 5, 1), None),
        (1, 4, "tenant", date(1989, 2, 1), date(1998, 5, 1)),
        (2, 2, "owner", date(1998, 5, 1), None),
        (4, 3, "owner", date(2010, 1, 1), None),
    ):
        session.add(Residence(person_id=person, premises_id=premises, kind=kind, since=since, until=until))
    for key, value, sensitivity in (
        ("address", OTHER_ADDRESS, "p"),
        ("social_card", "330108199006107", "p"),
        ("emergency_contact", "李小红", "p"),
        ("care_programme", "高龄津贴", "s"),
    ):
        session.add(
            RecordItem(
                person_id=1,
                key=key,
                value=value,
                source="水务开户",
                recorded_on=date(2024, 3, 15),
                sensitivity=sensitivity,
            )
        )


def _person(
    key: int,
    name: str,
    number: str | None,
    *,
    sex: str,
    birth: date,
    community: str = COMMUNITY,
    grid: str | None = GRID,
    **values: str,
) -> Person:
    return Person(
        id=key,
        name=name,
        id_number=number,
        verified=number is not None,
        sex=sex,
        birth=birth,
        community_code=community,
        grid_code=grid,
        source="网格走访",
        recorded_on=date(2026, 10, 21),
        synthetic=True,
        **values,
    )
