"""Purposes by role (查询事由): for what each role looks people up is data, each with the duty by law behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import NOT_LOOKING_UP, LookupRequest, Purpose
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.lookup import look_up
from gridcenter.services.people_access import people_access, read_people_access
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, NUMBER

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
