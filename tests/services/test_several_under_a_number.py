"""Several persons under one number: the look-up asks whom it is about, and the audit holds both steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import PersonCard, SeveralHold
from gridcenter.domain.people_search import PeopleFound
from gridcenter.services.lookup import look_up
from gridcenter.services.own_deeds import deed_words, outcome_words
from gridcenter.services.people_search import look_up_listed, look_up_number
from gridcenter.services.person_merging import merge_persons
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.store import audit
from gridcenter.store.audit import broken_links
from gridcenter.store.audit_notices import counted_lines
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, AuditListed, Person, PersonApart
from tests.services import resident_samples as sample
from tests.services.resident_samples import (
    CLERK,
    COLLEAGUE,
    COMMUNITY,
    GRID,
    NOW,
    NUMBER,
    OTHER_COMMUNITY,
    request,
)

SECOND, FAR = 90, 91


@pytest.fixture
def shared(store: Store) -> Iterator[Store]:
    """A second person of the community under the number, and a third one in the next community."""
    with store.begin() as session:
        sample.fill(session)
        session.flush()
        session.get_one(Person, 1).verified = False
        for key, name, community in ((SECOND, "孙另人", COMMUNITY), (FAR, "吴远方", OTHER_COMMUNITY)):
            session.add(
                Person(
                    id=key,
                    id_number=NUMBER,
                    name=name,
                    sex="2",
                    birth=date(1956, 3, 2),
                    community_code=community,
                    grid_code=GRID if community == COMMUNITY else None,
                    synthetic=True,
                )
            )
    return store


def lines(store: Store) -> list[tuple[str, str, int | None]]:
    with store.read() as session:
        columns = (AuditEntry.action, AuditEntry.outcome, AuditEntry.person_id)
        return [tuple(row) for row in session.execute(select(*columns).order_by(AuditEntry.id))]


def asked(store: Store) -> PeopleFound:
    found = look_up_number(store, request(), by=CLERK)
    assert isinstance(found, PeopleFound)
    return found


def test_the_number_gives_a_masked_list_of_those_in_the_area_and_the_audit_names_them(shared: Store) -> None:
    found = asked(shared)
    assert sorted(one.person_id for one in found.rows) == [1, SECOND]
    shown = " ".join(f"{one.name} {one.id_number} {one.address}" for one in found.rows)
    assert NUMBER not in shown
    assert "孙另人" not in shown
    assert lines(shared) == [("failed_lookup", "several", None), ("search", "hit", None)]
    with shared.read() as session:
        assert set(session.scalars(select(AuditListed.person_id))) == {1, SECOND}
        assert not broken_links(session, CLERK.account_id)


def test_one_of_the_list_is_opened_by_a_look_up_of_its_own_and_says_that_the_number_is_shared(
    shared: Store,
) -> None:
    found = asked(shared)
    card = look_up_listed(shared, found.ticket, SECOND, request(), by=CLERK)
    assert isinstance(card, PersonCard)
    assert (card.person_id, card.sharing) == (SECOND, 2)
    assert lines(shared)[-1] == ("lookup", "hit", SECOND)
    with pytest.raises(RuleBroken):
        look_up_listed(shared, found.ticket, FAR, request(), by=CLERK)


def test_ones_own_history_says_what_the_list_was(shared: Store, english: None) -> None:
    asked(shared)
    with shared.read() as session:
        newest, first = audit.own_lines(session, CLERK.account_id)
    assert deed_words(newest, record_catalogue()) == "who stands under a number"
    assert outcome_words(newest) == "listed: 2"
    assert outcome_words(first) == "several under the number"


def test_nobody_is_shown_by_a_look_up_that_lists_nobody(shared: Store) -> None:
    with pytest.raises(SeveralHold):
        look_up(shared, request(), by=CLERK)
    assert lines(shared) == [("failed_lookup", "several", None)]


def test_where_one_stands_in_the_area_the_others_are_not_told(shared: Store) -> None:
    with shared.begin() as session:
        session.get_one(Person, SECOND).community_code = OTHER_COMMUNITY
        session.get_one(Person, SECOND).grid_code = None
    card = look_up_number(shared, request(), by=CLERK)
    assert isinstance(card, PersonCard)
    assert card.person_id == 1


def test_a_verified_number_is_its_persons_until_somebody_says_that_two_people_stand_under_it(
    shared: Store,
) -> None:
    with shared.begin() as session:
        session.get_one(Person, 1).verified = True
    card = look_up_number(shared, request(), by=CLERK)
    assert isinstance(card, PersonCard)
    assert (card.person_id, card.sharing) == (1, 2)
    with shared.begin() as session:
        session.add(
            PersonApart(person_id=SECOND, other_id=1, at=NOW, actor_id=1, actor="李敏", reason="号码抄错")
        )
    assert {one.person_id for one in asked(shared).rows} == {1, SECOND}


def test_rows_that_are_seen_as_one_person_are_no_several(shared: Store) -> None:
    with shared.begin() as session:
        for key in (SECOND, FAR):
            merge_persons(session, kept=1, merged=key, reason="同一人", by=COLLEAGUE, now=NOW)
    card = look_up_number(shared, request(), by=CLERK)
    assert isinstance(card, PersonCard)
    assert (card.person_id, card.merged, card.sharing) == (1, 2, 0)


def test_being_asked_which_one_is_no_failure_that_makes_a_notice(shared: Store) -> None:
    asked(shared)
    with shared.read() as session:
        told = list(counted_lines(session, since=NOW.replace(year=2000)))
    assert len(told) == 1, "the list alone"


def test_the_list_can_be_asked_for_again_and_again_as_any_search(shared: Store) -> None:
    for _ in range(3):
        assert len(asked(shared).rows) == 2
    again = partial(look_up_number, shared, request(), by=CLERK)
    assert isinstance(again(), PeopleFound)
