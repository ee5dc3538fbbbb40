"""The card for persons about whom little is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import update

from gridcenter.domain.people import CardItem, PersonCard
from gridcenter.services.lookup import look_up
from gridcenter.services.resident_card import resident_card
from gridcenter.store.engine import Store
from gridcenter.store.models import HouseholdMember, Person, RecordItem
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, request

TODAY = date(2026, 11, 18)


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def card_of(store: Store, person_id: int) -> PersonCard:
    with store.read() as session:
        card = resident_card(session, person_id, today=TODAY)
    assert card is not None
    return card


def item(card: PersonCard, key: str) -> CardItem:
    return next(line for line in card.items if line.key == key)


def test_a_look_up_through_the_store_opens_the_card(filled: Store) -> None:
    card = look_up(filled, request(), by=CLERK)
    assert card is not None
    assert card.person_id == 1
    assert look_up(filled, request(sample.UNKNOWN), by=COLLEAGUE) is None


def test_the_head_of_a_household_is_called_so(filled: Store) -> None:
    assert item(card_of(filled, 2), "head").value == "是"
    assert item(card_of(filled, 1), "head").value == "否（为户主的配偶）"


def test_a_person_without_household_home_or_birth_has_a_card_that_says_unknown(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(update(Person).where(Person.id == 5).values(birth=None, sex="9", id_number=None))
    card = card_of(filled, 5)
    assert (card.household, card.residences, card.neighbours, card.household_number) == ((), (), None, "")
    assert (card.age_band, card.sex.zh, card.id_number) == ("", "未说明", "")
    assert [item(card, key).value for key in ("head", "premises", "household_size")] == ["", "", ""]


def test_a_home_without_a_building_has_no_neighbours(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(update(HouseholdMember).where(HouseholdMember.person_id == 4).values(until=TODAY))
        session.execute(update(sample.Residence).where(sample.Residence.person_id == 4).values(premises_id=4))
    assert card_of(filled, 4).neighbours is None


def test_unknown_codes_are_shown_as_they_are(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(update(Person).where(Person.id == 2).values(occupation_class="99999", education="77"))
        session.execute(update(HouseholdMember).where(HouseholdMember.person_id == 1).values(relation="98"))
    assert item(card_of(filled, 2), "occupation_class").value == "99999"
    assert card_of(filled, 1).household[-1].relation.zh == "98"


def test_a_code_from_another_source_is_shown_by_its_name(filled: Store) -> None:
    with filled.begin() as session:
        session.add(RecordItem(id=90, person_id=2, key="occupation_class", value="60000", source="人社"))
    assert item(card_of(filled, 2), "occupation_class@90").value == "生产制造及有关人员"


def test_a_person_who_left_no_household_member_row_behind_is_not_their_own_head(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(update(HouseholdMember).where(HouseholdMember.person_id == 2).values(until=TODAY))
    card = card_of(filled, 1)
    assert item(card, "household_size").value == "1"
    assert next(member for member in card.household if member.left_on == TODAY).name == "赵**"


def test_a_deleted_person_has_no_card(filled: Store) -> None:
    with filled.read() as session:
        assert resident_card(session, 999, today=TODAY) is None
