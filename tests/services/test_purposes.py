"""What a role may look people up for (查询事由), and whose values it may reveal: data, with the duty behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import NOT_LOOKING_UP, Actor, LookupRequest, Purpose
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.lookup import look_up, open_lookup, open_reveal, read_value
from gridcenter.services.people_access import people_access, read_people_access
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Person
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NOW, NUMBER

HANDLER = replace(CLERK, role="handler")
REASON = "上门核对一位老人的住址"


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
        index_changed_persons(session)
    return store


def test_every_purpose_has_a_basis_and_every_role_that_looks_people_up_has_purposes() -> None:
    purposes = people_access().purposes
    assert set(purposes) == set(Purpose)
    assert all(basis.zh and basis.en for basis, _ in purposes.values())
    for role in ROLE_NAMES.keys() - {"admin"}:
        assert bool(people_access().purposes_of(role)) == (role not in NOT_LOOKING_UP), role


def test_a_purpose_that_the_role_has_not_is_refused_by_name_and_audited(filled: Store, english: None) -> None:
    wish = LookupRequest(NUMBER, Purpose.CORRECTION, reason=REASON)
    with pytest.raises(RuleBroken, match=r"“correction of a record”\. It may for: visit, service"):
        look_up(filled, wish, by=HANDLER)
    with filled.read() as session:
        (line,) = session.scalars(select(AuditEntry))
    assert (line.action, line.outcome, line.purpose) == ("failed_lookup", "refused", "correction")
    assert look_up(filled, replace(wish, purpose=Purpose.SERVICE), by=HANDLER) is not None  # the control
    assert look_up(filled, wish, by=CLERK) is not None


def test_it_holds_for_searches_and_premises_too(filled: Store) -> None:
    wish = LookupRequest("张美兰", Purpose.CORRECTION, reason=REASON)
    with pytest.raises(RuleBroken):
        search_people(filled, wish, by=HANDLER)
    with pytest.raises(RuleBroken):
        open_premises(filled, 2, wish, by=HANDLER)
    assert len(search_people(filled, replace(wish, purpose=Purpose.SERVICE), by=HANDLER).rows) == 1


@pytest.mark.parametrize(
    "flaw",
    [
        {"hobby": {"roles": ["leader"], "basis": ["法", "law"]}},
        {"visit": {"roles": ["auditor"], "basis": ["法", "law"]}},
        {"visit": {"roles": ["leader"], "basis": ["法", ""]}},
        {"visit": {"roles": ["leader"]}},
    ],
)
def test_purposes_with_a_flaw_are_refused(flaw: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_people_access({"roles": {}, "purposes": flaw})


CHILD = make_number(DEMO_PREFIX, date(2012, 11, 19), 21)


@pytest.mark.parametrize(("now", "refused"), [(NOW, True), (NOW + timedelta(days=1), False)])
def test_values_of_a_child_are_revealed_to_roles_with_a_duty_towards_children_alone(
    filled: Store, english: None, now: datetime, refused: bool
) -> None:
    """On its fourteenth birthday, the next day, it is no child any more (PIPL 28)."""
    with filled.begin() as session:
        child = Person(id=70, name="赵小满", id_number=CHILD, birth=date(2012, 11, 19), phone="13800001111")
        child.community_code, child.grid_code, child.synthetic = sample.COMMUNITY, sample.GRID, True
        session.add(child)

    def revealed(by: Actor) -> str:
        wish = LookupRequest(CHILD, Purpose.SERVICE, reason=REASON)
        with filled.begin() as session:
            open_lookup(session, wish, by=by, now=now)
        with filled.begin() as session:
            ticket = open_reveal(session, 70, "phone", wish, by=by, now=now)
        with filled.read() as session:
            return read_value(session, ticket, "phone", by=by, now=now)

    assert revealed(CLERK) == "13800001111"
    if refused:
        with pytest.raises(RuleBroken, match="children below 14 are shown to these roles only"):
            revealed(HANDLER)
    else:
        assert revealed(HANDLER) == "13800001111"


@pytest.mark.parametrize("children", [{"below": 19}, {"below": 14, "reveal": ["auditor"]}, {"reveal": []}])
def test_rules_about_children_with_a_flaw_are_refused(children: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        read_people_access({"roles": {}, "children": children})
