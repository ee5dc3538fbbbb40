"""A card that was opened stays open for its own person in the own area, and for nobody and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from gridcenter.domain.errors import RuleBroken
from gridcenter.services.card_copies import copy_card
from gridcenter.services.lookup import look_up, open_lookup, read_card, reveal
from gridcenter.services.returning import return_to
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Person
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, request

Act = Callable[[Store], object]
ACTS: dict[str, Act] = {
    "reveal": lambda store: reveal(store, 1, "phone", request(), by=CLERK),
    "copy": lambda store: copy_card(store, 1, (), request(), by=CLERK),
    "return": lambda store: return_to(store, 1, request(), by=CLERK),
}


@pytest.fixture
def opened(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    assert look_up(store, request(), by=CLERK) is not None
    return store


def change(store: Store, **values: object) -> None:
    with store.begin() as session:
        session.execute(update(Person).where(Person.id == 1).values(**values))


def moved(store: Store) -> None:
    change(store, community_code=sample.OTHER_COMMUNITY, grid_code=None)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_open_card_gives_what_was_asked_for(opened: Store, act: Act) -> None:
    assert act(opened) is not None


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_whoever_moved_out_of_the_area_is_open_no_more(opened: Store, act: Act) -> None:
    moved(opened)
    with pytest.raises(RuleBroken):
        act(opened)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_nothing_of_somebody_who_got_the_place_of_the_person_in_the_register_is_shown(
    opened: Store, act: Act
) -> None:
    """SQLite gives the id of the last person who was removed, as by undoing an import, to the next one."""
    change(opened, id_number=sample.UNKNOWN)
    with pytest.raises(RuleBroken):
        act(opened)


def test_who_moves_out_of_the_area_between_ticket_and_reading_is_not_shown(store: Store) -> None:
    with store.begin() as session:
        sample.fill(session)
    with store.begin() as session:
        now = store_time(session)
        ticket = open_lookup(session, request(), by=CLERK, now=now)
    moved(store)
    with store.read() as session:
        assert read_card(session, ticket, by=CLERK, now=now) is None


def test_a_birthday_begins_at_midnight_in_the_district(store: Store) -> None:
    """At half past midnight the moment in UTC still names the day before."""
    with store.begin() as session:
        sample.fill(session)
    bands = []
    for hour in (15, 16):
        now = datetime(2026, 3, 1, hour, 30, tzinfo=UTC)
        with store.begin() as session:
            ticket = open_lookup(session, request(), by=CLERK, now=now)
        with store.read() as session:
            card = read_card(session, ticket, by=CLERK, now=now)
        assert card is not None
        bands.append(card.age_band)
    assert bands == ["65–69", "70–74"]
