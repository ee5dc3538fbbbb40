"""Two people under one number are flagged, masked and audited; nobody merges them here."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.services.import_batch_rules import import_batch_rules, read_import_batch_rules
from gridcenter.services.number_conflicts import number_conflicts, open_conflicts, read_conflicts
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Account, AuditEntry, Person, RecordItem
from tests.services.importing.carrying import ADA, BEN, EVE

HERE, THERE = "709901001001", "709902001001"


def actor(*, role: str = "supervisor", area: str = "") -> Actor:
    return Actor(account_id=1, login="limin", name="李敏", role=role, unit_id=None, area=area)


@pytest.fixture(autouse=True)
def register(store: Store) -> None:
    """Ada's number is held twice, of Ben another name is said, of Eve the same name with a space."""
    people = [
        (1, ADA, "甲一", HERE, True),
        (2, ADA, "乙二", HERE, False),
        (3, BEN, "丙三", HERE, False),
        (4, EVE, "丁四", THERE, False),
        (5, None, "戊五", HERE, False),
    ]
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        for key, number, name, place, verified in people:
            session.add(
                Person(
                    id=key,
                    id_number=number,
                    name=name,
                    sex="1",
                    birth=date(1990, 6, 2),
                    community_code=place,
                    verified=verified,
                    synthetic=True,
                )
            )
        session.flush()
        said = [(3, "name", "己六"), (4, "name", "丁 四"), (4, "sex", "2"), (4, "birth_date", "1990-06-02")]
        for person, key, value in said:
            session.add(RecordItem(person_id=person, key=key, value=value))


def test_persons_who_share_a_number_and_sources_that_name_somebody_else_are_listed(store: Store) -> None:
    found = number_conflicts(store, by=actor()).found
    assert [(one.kind, one.person_ids, one.field) for one in found] == [
        ("register", (1, 2), "name"),
        ("said", (3,), "name"),
        ("said", (4,), "sex"),
    ]
    assert found[0].said == ("甲*", "乙*")
    assert found[0].number.endswith(ADA[-4:])
    shown = " ".join(f"{one.number} {one.said}" for one in found)
    assert not [word for word in (ADA, BEN, EVE, "甲一", "己六", "1990") if word in shown]
    with store.read() as session:
        assert session.scalars(select(AuditEntry.action)).one() == "number_conflicts"


def test_an_account_sees_its_own_area_alone(store: Store) -> None:
    found = number_conflicts(store, by=actor(area="709902")).found
    assert [one.person_ids for one in found] == [(4,)]


def test_a_name_that_was_verified_or_taken_back_is_no_conflict(store: Store) -> None:
    with store.begin() as session:
        for item in session.scalars(select(RecordItem).where(RecordItem.person_id.in_((3, 4)))):
            if item.person_id == 3:
                item.verified, item.verified_on = True, date(2026, 1, 1)
            else:
                item.withdrawn_at = store_time(session)
    assert [one.kind for one in number_conflicts(store, by=actor()).found] == ["register"]


def test_nothing_is_read_without_a_committed_line_of_the_audit(store: Store) -> None:
    with store.begin() as session:
        now = store_time(session)
        ticket = open_conflicts(session, by=actor(), now=now)
        with pytest.raises(RuleBroken):
            read_conflicts(session, ticket, by=actor(), now=now)


@pytest.mark.parametrize("role", ["collector", "auditor", "wall"])
def test_other_roles_are_refused(store: Store, role: str) -> None:
    with pytest.raises(RuleBroken):
        number_conflicts(store, by=actor(role=role))


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"bring": ["wizard"], "undo": [], "conflicts": [], "keep_days": 7},
        {"bring": ["auditor"], "undo": [], "conflicts": [], "keep_days": 7},
        {"bring": [], "undo": [], "conflicts": [], "keep_days": 0},
        {"bring": [], "undo": [], "conflicts": [], "keep_days": 91},
        {"bring": 3, "undo": [], "conflicts": [], "keep_days": 7},
    ],
)
def test_rules_with_a_flaw_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_import_batch_rules(wrong)
    assert import_batch_rules().keep_days == 7
