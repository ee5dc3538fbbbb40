"""A small register with one contradiction for each shipped rule, and its honest neighbours."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.integrity import Rule
from gridcenter.domain.people import Actor
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_runs import try_rule
from gridcenter.services.integrity_switches import switch_on
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Household,
    HouseholdMember,
    Person,
    PersonMerge,
    Premises,
    RecordItem,
    Residence,
    Scope,
)
from tests.services import resident_samples as sample

CHIEF = Actor(4, "chen.wei", "陈伟", "supervisor", 1, "709901")
LEADER = Actor(5, "lin.hua", "林华", "leader", 1, "709901")
FAR = Actor(6, "far.off", "何远", "dispatcher", 1, "709902")
WRONG_BIRTH = make_number(DEMO_PREFIX, date(1970, 5, 6), 101)
SHARED = make_number(DEMO_PREFIX, date(1980, 1, 1), 11)
HITS = {
    "deceased_with_pension": {21},
    "deceased_resident": {21},
    "two_main_residences": {22},
    "school_stage_against_age": {24},
    "minor_without_guardian": {25},
    "let_without_tenant": {31},
    "tenant_in_unlet": {32},
    "household_without_head": {42},
    "household_with_two_heads": {43},
    "spouse_recorded_single": {29},
    "birth_against_id_number": {27},
    "sex_against_id_number": {27},
    "residence_ends_before_it_begins": {91},
    "grid_of_another_community": {28},
    "two_persons_one_number": {33, 34},
}
"""Subjects that each rule finds."""


def fill(session: Session) -> None:
    sample.fill(session)
    for actor in (CHIEF, LEADER, FAR):
        session.add(
            Account(id=actor.account_id, login=actor.login, name=actor.name, role=actor.role, unit_id=1)
        )
    session.flush()
    for actor in (CHIEF, LEADER, FAR):
        session.add(Scope(account_id=actor.account_id, division_code=actor.area))
    for key, tenure in ((30, "let"), (31, "let"), (32, "owned"), (35, "owned")):
        room = Premises(id=key, code=f"FW-9-{key}", kind="room", parent_id=1, name=str(key), tenure=tenure)
        room.community_code, room.grid_code = sample.COMMUNITY, sample.GRID
        session.add(room)
    _persons(session)
    session.flush()
    _residences(session)
    _households(session)
    session.add(RecordItem(person_id=24, key="school_stage", value="小学", source="教育"))
    session.add(RecordItem(person_id=23, key="school_stage", value="小学", source="教育"))


def merged(person_id: int, *, into: int) -> PersonMerge:
    """Return the merge by which a row is seen as another."""
    return PersonMerge(
        kept_id=into,
        merged_id=person_id,
        at=sample.NOW,
        actor_id=CHIEF.account_id,
        actor=CHIEF.name,
        basis="number",
        reason="同一人的两条记录",
    )


def person(key: int, name: str, birth: date | None = date(1980, 1, 1), **values: object) -> Person:
    row = Person(id=key, name=name, sex="1", birth=birth, synthetic=True, address=sample.ADDRESS)
    row.community_code, row.grid_code = sample.COMMUNITY, sample.GRID
    for column, value in values.items():
        setattr(row, column, value)
    return row


def _persons(session: Session) -> None:
    session.add_all(
        (
            person(20, "安康", deceased_on=date(2020, 1, 1), pension="none"),
            person(21, "钱已逝", deceased_on=date(2020, 1, 1), pension="resident"),
            person(22, "孙两处"),
            person(23, "李小学", date(2016, 1, 1)),
            person(24, "周大龄", date(1990, 1, 1)),
            person(25, "吴孤童", date(2015, 1, 1)),
            person(26, "郑母", date(1985, 1, 1), marital_status="20"),
            person(27, "王错号", date(1970, 5, 7), sex="2", id_number=WRONG_BIRTH),
            person(28, "冯错格", community_code=sample.OTHER_COMMUNITY),
            person(29, "陈配偶", marital_status="10"),
            person(33, "褚甲", id_number=SHARED),
            person(34, "卫乙", id_number=SHARED),
        )
    )


def _residences(session: Session) -> None:
    for key, who, where, kind, since, until in (
        (90, 21, 35, "owner", date(1990, 1, 1), None),
        (91, 20, 35, "owner", date(2010, 1, 1), date(2009, 1, 1)),
        (92, 22, 35, "owner", date(1990, 1, 1), None),
        (93, 22, 30, "tenant", date(2020, 1, 1), None),
        (94, 26, 35, "owner", date(1990, 1, 1), None),
        (95, 26, 31, "owner", date(1990, 1, 1), None),  # lets it
        (96, 28, 32, "tenant", date(2020, 1, 1), None),
        (97, 29, 31, "tenant", date(2015, 1, 1), date(2016, 1, 1)),
    ):
        session.add(Residence(id=key, person_id=who, premises_id=where, kind=kind, since=since, until=until))


def _households(session: Session) -> None:
    for key in (41, 42, 43, 44):
        session.add(Household(id=key, number=f"H-{key}", premises_id=35, grid_code=sample.GRID))
    session.flush()
    for household, who, relation, until in (
        (41, 26, "02", None),
        (41, 23, "20", None),
        (41, 29, "10", None),
        (42, 25, "20", None),
        (43, 33, "02", None),
        (43, 34, "02", None),
        (44, 20, "20", date(2020, 1, 1)),  # nobody is left
    ):
        session.add(HouseholdMember(household_id=household, person_id=who, relation=relation, until=until))


def switch_all_on(store: Store, *keys: str) -> tuple[Rule, ...]:
    """Try and switch on the shipped rules, or those named."""
    rules = tuple(rule for rule in integrity_settings().rules if not keys or rule.key in keys)
    for rule in rules:
        try_rule(store, rule, by=CHIEF)
        with store.begin() as session:
            switch_on(session, rule, reason="年度数据核查", by=CHIEF, now=sample.NOW)
    return rules
