"""The people of the demo: plausible households, valid numbers that are nobody's."""

from __future__ import annotations

from collections import Counter
from datetime import date

import numpy as np
import pytest

from gridcenter.domain.identity import DEMO_PREFIX, make_number, parse_id_number
from gridcenter.services.demo.households import Residents, draw_residents
from gridcenter.services.demo.identities import PHONE_BEGINNING, Identities, draw_identities

TODAY = date(2026, 11, 18)
PERSONS = 20_000


@pytest.fixture(scope="module")
def residents() -> Residents:
    return draw_residents(np.random.default_rng(5), persons=PERSONS, surname_weights=[5, 3, 2])


@pytest.fixture(scope="module")
def identities(residents: Residents) -> Identities:
    return draw_identities(np.random.default_rng(6), residents)


def test_exactly_so_many_persons_live_in_the_households(residents: Residents) -> None:
    assert len(residents.age) == PERSONS
    assert set(residents.household) == set(range(residents.households))


def test_every_household_has_one_head_and_he_is_grown_up(residents: Residents) -> None:
    heads = residents.relation == "02"
    assert Counter(residents.household[heads]).most_common(1)[0][1] == 1
    assert heads.sum() == residents.households
    assert residents.age[heads].min() >= 20


def test_children_are_a_generation_younger_than_the_head(residents: Residents) -> None:
    age_of_head = residents.age[residents.relation == "02"][residents.household]
    children = np.isin(residents.relation, ["20", "23", "30", "33"])
    parents = np.isin(residents.relation, ["51", "52"])
    assert (age_of_head - residents.age)[children].min() >= 0
    assert np.median((age_of_head - residents.age)[children]) > 22
    assert (residents.age - age_of_head)[parents].min() >= 20


def test_all_ages_of_life_occur_and_old_people_live_alone(residents: Residents) -> None:
    spread = np.histogram(residents.age, bins=[0, 15, 30, 45, 60, 75, 105])[0]
    assert spread.min() > PERSONS * 0.02
    assert residents.age[residents.alone].min() >= 65


def test_numbers_are_unique_valid_and_agree_with_birth_and_sex(
    residents: Residents, identities: Identities
) -> None:
    assert len(set(identities.id_number)) == PERSONS
    for k in range(0, PERSONS, 37):
        number = parse_id_number(identities.id_number[k], today=TODAY)
        assert number.synthetic
        assert str(number.birth) == str(identities.birth[k])
        assert number.sex == ("male" if residents.sex[k] == 1 else "female")
        sequence = int(number.number[14:17])
        assert number.number == make_number(DEMO_PREFIX, number.birth or TODAY, sequence)


def test_work_and_school_fit_the_age(residents: Residents, identities: Identities) -> None:
    employed = identities.occupation_class != ""
    assert residents.age[employed].min() >= 18
    assert residents.age[employed].max() < 60
    assert set(identities.occupation[residents.age >= 60]) == {"退休"}
    assert set(identities.education[residents.age < 6]) == {""}


def test_some_things_are_unknown_and_phones_are_plainly_made_up(identities: Identities) -> None:
    known = [phone for phone in identities.phone if phone]
    assert len(identities.phone) - len(known) > 0
    assert all(phone.startswith(PHONE_BEGINNING) and len(phone) == 11 for phone in known)
    assert "" in set(identities.education)


def test_the_same_seed_draws_the_same_people(residents: Residents, identities: Identities) -> None:
    again = draw_residents(np.random.default_rng(5), persons=PERSONS, surname_weights=[5, 3, 2])
    named = draw_identities(np.random.default_rng(6), again)
    assert (named.id_number == identities.id_number).all()
    assert (named.name == identities.name).all()
