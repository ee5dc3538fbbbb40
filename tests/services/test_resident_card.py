"""The card for persons about whom little is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, update

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import CardItem, PersonCard
from gridcenter.domain.record_values import WHY_NAMES, Why
from gridcenter.services.lookup import look_up
from gridcenter.services.resident_card import plain_value, resident_card
from gridcenter.store.engine import Store
from gridcenter.store.models import HouseholdMember, Person, Premises, RecordItem
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, NOW, request

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


def test_the_entrance_of_a_home_stands_with_its_house_and_nobody_is_named_in_full(filled: Store) -> None:
    with filled.begin() as session:
        session.add(Premises(id=90, code="FW-21", kind="building", name="21 幢"))
        session.flush()
        entrance = session.get_one(Premises, 1)
        entrance.name, entrance.parent_id = "2 单元", 90
    card = card_of(filled, 1)
    assert card.neighbours is not None
    assert card.neighbours.place == "21 幢 2 单元"
    assert all("*" in one.name for one in card.neighbours.rows)
    with filled.begin() as session:  # a room that stands in the house itself
        session.get_one(Premises, 2).parent_id = 90
    again = card_of(filled, 1).neighbours
    assert again is not None
    assert again.place == "21 幢"


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


def say(store: Store, key: str, value: str, **said: Any) -> None:
    with store.begin() as session:
        session.add(RecordItem(person_id=1, key=key, value=value, source="社保登记", **said))


def phones(store: Store) -> list[CardItem]:
    return [line for line in card_of(store, 1).items if line.key.startswith("phone")]


def test_an_unverified_value_stands_beside_a_verified_one_however_new_it_is(filled: Store) -> None:
    say(
        filled,
        "phone",
        "13900001111",
        recorded_on=date(2025, 1, 5),
        verified=True,
        verified_by=COLLEAGUE.account_id,
        verified_on=date(2026, 3, 1),
    )
    say(filled, "phone", "13900002222", recorded_on=TODAY)
    first, *others = phones(filled)
    assert (first.value, first.verified_on, first.verified_by) == ("139****1111", date(2026, 3, 1), "王强")
    assert (first.others, first.beside) == (2, False)
    assert first.why == WHY_NAMES[Why.VERIFIED]
    assert [(line.value, line.beside, line.verified_on) for line in others] == [
        ("139****2222", True, None),
        ("138****4417", True, None),
    ]
    assert all(line.conflict for line in (first, *others))


def test_a_newer_value_comes_first_where_none_is_verified_and_the_first_source_stays(filled: Store) -> None:
    say(filled, "phone", "13900002222", recorded_on=TODAY)
    assert [line.value for line in phones(filled)] == ["139****2222", "138****4417"]


def test_a_source_that_says_the_same_and_is_verified_makes_the_value_verified(filled: Store) -> None:
    say(filled, "phone", sample.PHONE, recorded_on=TODAY, verified=True, verified_on=TODAY)
    (line,) = phones(filled)
    assert (line.verified_on, line.conflict, line.source) == (TODAY, False, "社保登记")


def test_a_value_that_was_taken_back_is_neither_on_the_card_nor_revealed(filled: Store) -> None:
    say(filled, "phone", "13900002222", recorded_on=TODAY, withdrawn_at=NOW, withdrawn_why="批次撤销")
    (line,) = phones(filled)
    assert line.value == "138****4417"
    with filled.read() as session:
        taken = session.scalars(select(RecordItem.id).where(RecordItem.value == "13900002222")).one()
        with pytest.raises(RuleBroken):
            plain_value(session, 1, f"phone@{taken}")


def test_an_item_that_the_catalogue_keeps_to_need_to_know_is_shown_to_no_desk(filled: Store) -> None:
    """Whatever its row says of its sensitivity; and what has no group is not on the card at all."""
    with filled.begin() as session:
        session.add(RecordItem(id=70, person_id=1, key="care_programme", value="低保", sensitivity="n"))
        session.add(RecordItem(id=71, person_id=1, key="personal_income", value="30000", sensitivity="n"))
    card = card_of(filled, 1)
    line = item(card, "care_programme@70")
    assert (line.value, line.revealable) == ("******", False)
    assert "personal_income@71" not in [other.key for other in card.items]
    for key in ("care_programme@70", "personal_income@71"):
        with filled.read() as session, pytest.raises(RuleBroken):
            plain_value(session, 1, key)


def test_a_person_who_left_no_household_member_row_behind_is_not_their_own_head(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(update(HouseholdMember).where(HouseholdMember.person_id == 2).values(until=TODAY))
    card = card_of(filled, 1)
    assert item(card, "household_size").value == "1"
    assert next(member for member in card.household if member.left_on == TODAY).name == "赵**"


def test_a_deleted_person_has_no_card(filled: Store) -> None:
    with filled.read() as session:
        assert resident_card(session, 999, today=TODAY) is None
