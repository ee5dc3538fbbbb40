"""An account whose role, area or right to work changes while its desk is open sees nothing more under the old ones."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.services.accounts import acting_account
from gridcenter.services.lookup import look_up, reveal
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.returning import return_to
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Scope
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COMMUNITY, OTHER_COMMUNITY, request

Change = Callable[[Store], None]
Act = Callable[[Store, Actor], object]
ACTS: dict[str, Act] = {
    "look up": lambda store, by: look_up(store, request(), by=by),
    "reveal": lambda store, by: reveal(store, 1, "phone", request(), by=by),
    "return": lambda store, by: return_to(store, 1, request(), by=by),
    "search": lambda store, by: search_people(store, request("张美兰"), by=by),
}


def account(store: Store, **values: object) -> None:
    with store.begin() as session:
        session.execute(update(Account).where(Account.id == CLERK.account_id).values(**values))


def area(store: Store, *codes: str) -> None:
    with store.begin() as session:
        session.execute(delete(Scope).where(Scope.account_id == CLERK.account_id))
        session.add_all(Scope(account_id=CLERK.account_id, division_code=code) for code in codes)


CHANGES: dict[str, Change] = {
    "role": lambda store: account(store, role="handler"),
    "area": lambda store: area(store, OTHER_COMMUNITY),
    "wider area": lambda store: area(store, COMMUNITY, OTHER_COMMUNITY),
    "no area": area,
    "switched off": lambda store: account(store, active=False),
}


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as session:
        sample.fill(session)
        index_changed_persons(session)
    area(store, COMMUNITY)
    return store


def signed_in(store: Store) -> Actor:
    with store.read() as session:
        return acting_account(session, CLERK.login)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_ends_what_the_open_desk_may(filled: Store, change: Change, act: Act) -> None:
    by = signed_in(filled)
    assert look_up(filled, request(), by=by) is not None
    assert act(filled, by) is not None
    change(filled)
    with pytest.raises(RuleBroken):
        act(filled, by)


def test_whoever_signs_in_anew_works_on_with_what_holds_now(filled: Store) -> None:
    area(filled, COMMUNITY, OTHER_COMMUNITY)
    account(filled, role="acceptor")
    by = signed_in(filled)
    assert (by.role, by.area) == ("acceptor", COMMUNITY[:9])
    assert look_up(filled, request(), by=by) is not None


def test_an_account_without_an_area_sees_nothing_rather_than_everything(filled: Store) -> None:
    area(filled)
    with pytest.raises(RuleBroken, match="辖区"), filled.read() as session:
        acting_account(session, CLERK.login)
