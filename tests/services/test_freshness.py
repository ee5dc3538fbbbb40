"""How fresh what is known about residents is: days by group as data, told in words and by a mark."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gridcenter.domain.errors import BadInput
from gridcenter.domain.freshness import STALE_MARK, is_stale, verified_words
from gridcenter.domain.people import CardGroup, CardItem
from gridcenter.language import use_language
from gridcenter.services.freshness_rules import freshness_rules, read_freshness
from gridcenter.services.people_access import people_access, read_people_access
from gridcenter.services.resident_card import resident_card
from gridcenter.store.engine import Store
from gridcenter.store.models import RecordItem
from tests.services import resident_samples as sample

TODAY = date(2026, 11, 18)
GOOD: dict[str, Any] = {
    "groups": {str(group): 10 for group in CardGroup},
    "household": 1,
    "residence": 2,
    "person": 3,
}


def test_a_value_is_stale_by_its_group_since_it_was_verified_or_recorded(store: Store) -> None:
    days = freshness_rules().groups
    with store.begin() as session:
        sample.fill(session)
        for key, ago in (
            ("phone", days[CardGroup.RELATIONS] + 1),
            ("employer", days[CardGroup.RELATIONS] + 1),
        ):
            session.add(
                RecordItem(
                    person_id=1,
                    key=key,
                    value="13911112222",
                    recorded_on=date(2020, 1, 1),
                    verified=True,
                    verified_on=TODAY - timedelta(days=ago),
                )
            )
        session.flush()
        card = resident_card(session, 1, today=TODAY)
    assert card is not None
    first: dict[str, CardItem] = {line.item: line for line in card.items if not line.beside}
    assert (first["phone"].stale, first["employer"].stale) == (True, False)
    assert (first["occupation"].stale, first["social_card"].stale) == (False, True)


def test_the_mark_and_the_words_say_so_without_colour() -> None:
    use_language("en")
    assert verified_words(None) == "not verified"
    assert verified_words(TODAY, by="李敏") == "verified 2026-11-18 by 李敏"
    assert verified_words(TODAY, stale=True) == f"{STALE_MARK} stale · verified 2026-11-18"
    assert [
        is_stale(last, 10, TODAY) for last in (None, TODAY - timedelta(days=11), TODAY - timedelta(days=10))
    ] == [
        True,
        True,
        False,
    ]


def test_rules_with_flaws_are_named() -> None:
    assert read_freshness(GOOD).person == 3
    for flaw in ({"groups": {}}, {"household": 0}, {"person": "a year"}, {"residence": True}):
        with pytest.raises(BadInput):
            read_freshness({**GOOD, **flaw})


def test_who_keeps_merges_and_visits_is_data_and_checked() -> None:
    access = people_access()
    assert "collector" in access.keepers & access.visitors
    assert access.deciders <= access.mergers
    assert read_people_access({"roles": {}}).keepers == frozenset()
    for flaw in ({"keep": ["auditor"]}, {"merge": ["nobody"]}, {"visit": "leader"}):
        with pytest.raises(BadInput):
            read_people_access({"roles": {}, **flaw})
