"""The days of a life as they were recorded: each with its source, the hidden ones hidden, and nothing made up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from gridcenter.domain.life_cycle import LifeKind
from gridcenter.domain.people import PersonCard
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.resident_card import resident_card
from gridcenter.store.engine import Store
from gridcenter.store.models import RecordItem
from tests.services import organisation_samples as sample
from tests.services.resident_samples import CLERK, request


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def card_of(store: Store, person_id: int) -> PersonCard:
    with store.read() as session:
        card = resident_card(session, person_id, today=date(2026, 11, 18))
    assert card is not None
    return card


def test_events_stand_by_date_with_their_sources(filled: Store) -> None:
    told = [(event.kind, event.day, event.source) for event in card_of(filled, 1).life if event.at]
    assert told == [
        (LifeKind.GRADUATION, "1974-07-15", "人社登记"),
        (LifeKind.WORK, "1978-09-01", "社保登记"),
        (LifeKind.MOVE_IN, "1989-02-01", ""),
        (LifeKind.MOVE_OUT, "1998-05-01", ""),
        (LifeKind.MOVE_IN, "1998-05-01", ""),
        (LifeKind.WORK_END, "2006-03-02", "社保登记"),
        (LifeKind.RETIREMENT, "2006-03-02", "人社登记"),
    ]
    assert card_of(filled, 2).life[-1].kind is LifeKind.DEATH


def test_a_hidden_day_stands_first_without_telling_between_which_others_it_was(filled: Store) -> None:
    hidden = [(event.kind, event.day, event.masked) for event in card_of(filled, 1).life[:3]]
    assert hidden == [
        (LifeKind.BIRTH, "******", True),
        (LifeKind.MARRIAGE, "******", True),
        (LifeKind.WORK, "不详", False),
    ]
    assert "1980" not in repr(card_of(filled, 1).life)
    assert "1956" not in repr(card_of(filled, 1).life)


def test_where_somebody_worked_is_hidden_in_the_line_of_life(filled: Store) -> None:
    worked = [event for event in card_of(filled, 1).life if event.kind is LifeKind.WORK and event.at]
    assert [event.detail for event in worked] == ["******"]


def test_a_hidden_day_is_shown_by_an_audited_reveal(filled: Store) -> None:
    card = look_up(filled, request(), by=CLERK)
    assert card is not None
    keys = {event.kind: event.key for event in card.life if event.masked}
    assert reveal(filled, 1, keys[LifeKind.BIRTH], request(), by=CLERK) == "1956-03-02"
    assert reveal(filled, 1, keys[LifeKind.MARRIAGE], request(), by=CLERK) == "1980-05-01"


def test_what_only_a_need_to_know_list_opens_is_no_event(filled: Store) -> None:
    with filled.begin() as session:
        session.add(RecordItem(person_id=2, key="retired_on", value="2014-07-09", sensitivity="s"))
    assert LifeKind.RETIREMENT not in {event.kind for event in card_of(filled, 2).life}


def test_nothing_is_inferred_where_nothing_is_recorded(filled: Store) -> None:
    assert [event.kind for event in card_of(filled, 4).life] == [LifeKind.BIRTH, LifeKind.MOVE_IN]
