"""Integrity rules at their edges: what looks like a contradiction and is none, and what is one all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from gridcenter.services.integrity_findings import found_in
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.progress import unwatched
from gridcenter.store.engine import Store
from gridcenter.store.models import Household, HouseholdMember, RecordItem, Residence
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample

DAY = date(2026, 11, 18)


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        integrity.fill(session)
    return store


def found(store: Store, rule: str, *, day: date = DAY) -> set[int]:
    """Return what the rule finds besides the contradiction that the sample has for it."""
    wanted = integrity_settings().rule(rule)
    with store.read() as session:
        all_found, _ = found_in(session, [wanted], area="709901", day=day, progress=unwatched)
    return set(all_found[rule].met) - integrity.HITS[rule]


def household(session: Session, key: int, *members: tuple[int, str]) -> None:
    session.add(Household(id=key, number=f"H-{key}", grid_code=sample.GRID))
    session.flush()
    for person, relation in members:
        session.add(HouseholdMember(household_id=key, person_id=person, relation=relation))


def test_two_rows_that_are_seen_as_one_head_are_one_head(filled: Store) -> None:
    with filled.begin() as session:
        session.add_all((integrity.person(50, "甲"), integrity.person(51, "甲"), integrity.person(52, "乙")))
        session.flush()
        household(session, 60, (50, "02"), (51, "02"))
        household(session, 61, (50, "02"), (52, "02"))
    assert found(filled, "household_with_two_heads") == {60, 61}
    with filled.begin() as session:
        session.add(integrity.merged(51, into=50))
    assert found(filled, "household_with_two_heads") == {61}


def test_a_head_whose_kept_row_stands_elsewhere_is_a_head_still(filled: Store) -> None:
    with filled.begin() as session:
        session.add_all((integrity.person(50, "甲"), integrity.person(51, "甲")))
        session.flush()
        household(session, 60, (51, "02"))
        session.add(integrity.merged(51, into=50))
    assert found(filled, "household_without_head") == set()


def test_a_second_row_of_the_child_is_no_grown_person_beside_it(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "童", date(2015, 1, 1)))
        session.add(integrity.person(51, "童", date(1915, 1, 1)))
        session.flush()
        household(session, 60, (50, "20"), (51, "20"))
        session.add(integrity.merged(51, into=50))
    assert found(filled, "minor_without_guardian") == {50}


def test_whose_age_is_unknown_may_be_grown_up(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "童", date(2015, 1, 1)))
        session.add(integrity.person(51, "不详", None))
        session.flush()
        household(session, 60, (50, "20"), (51, "02"))
    assert found(filled, "minor_without_guardian") == set()


def test_a_child_of_29_february_is_a_minor_through_28_february(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "闰", date(2008, 2, 29)))
        session.flush()
        household(session, 60, (50, "02"))
    told = [
        found(filled, "minor_without_guardian", day=date(2026, month, day))
        for month, day in ((2, 28), (3, 1))
    ]
    assert told == [{50}, set()]


def test_an_earlier_stage_of_schooling_beside_the_present_one_is_no_contradiction(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "学", date(2009, 1, 1)))
        session.flush()
        for value, year in (("小学", 2016), ("高中", 2025)):
            session.add(
                RecordItem(
                    person_id=50, key="school_stage", value=value, source="教育", recorded_on=date(year, 9, 1)
                )
            )
    assert found(filled, "school_stage_against_age") == set()


def test_of_stages_of_schooling_the_one_verified_last_counts(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "学", date(1990, 1, 1)))
        session.flush()
        verified = {"verified": True, "verified_on": date(2024, 1, 1), "verified_by": 1}
        for value, year, told in (("小学", 2016, verified), ("", 2025, {})):
            session.add(
                RecordItem(
                    person_id=50,
                    key="school_stage",
                    value=value,
                    source="教育",
                    recorded_on=date(year, 9, 1),
                    **told,
                )
            )
    assert found(filled, "school_stage_against_age") == {50}


def test_two_kinds_of_stay_in_one_room_are_one_residence(filled: Store) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "户"))
        session.flush()
        for kind in ("owner", "lodger"):
            session.add(Residence(person_id=50, premises_id=35, kind=kind))
    assert found(filled, "two_main_residences") == set()
