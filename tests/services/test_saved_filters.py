"""Saving, sharing and removing filters in the store: names, versions, roles, areas, and what is gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import SavedFilter, Sharing
from gridcenter.services.saved_filters import (
    change_filter,
    read_sharing_rules,
    remove_filter,
    save_filter,
    saved_filters,
    share_filter,
    sharing_rules,
)
from gridcenter.store import models
from gridcenter.store.engine import Store
from tests.services.matters import at, settle

NOW = at("11-18 14:32")
RED = Filter(lights=frozenset({Light.RED}))
SUPERVISOR = Actor(3, "supervisor", "supervisor 一号", "supervisor", 1, "709901001")
HANDLER = Actor(5, "handler", "handler 一号", "handler", 2, "709901")
NEIGHBOUR = Actor(20, "handler2", "handler 二号", "handler", 2, "709901002")


@pytest.fixture
def centre(store: Store) -> Store:
    settle(store)
    return store


def save(store: Store, name: str = "红灯", chosen: Filter = RED, by: Actor = SUPERVISOR) -> int:
    with store.begin() as session:
        return save_filter(session, name, chosen, by=by, now=NOW)


def share(store: Store, key: int, sharing: Sharing, by: Actor = SUPERVISOR, version: int = 1) -> int:
    with store.begin() as session:
        return share_filter(session, key, version=version, sharing=sharing, by=by, now=NOW)


def seen(store: Store, by: Actor) -> list[SavedFilter]:
    with store.read() as session:
        return saved_filters(session, by=by)


def names(store: Store, by: Actor) -> list[str]:
    return [one.name for one in seen(store, by)]


def test_a_saved_filter_is_there_for_its_owner_alone_and_is_announced(centre: Store) -> None:
    key = save(centre, " 红灯  井盖 ")
    (found,) = seen(centre, SUPERVISOR)
    assert (found.id, found.name, found.filter, found.mine, found.sharing) == (
        key,
        "红灯 井盖",
        RED,
        True,
        Sharing.OWN,
    )
    assert seen(centre, HANDLER) == []
    with centre.read() as session:
        kinds = set(session.scalars(select(models.Change.kind)))
    assert "saved_filter" in kinds


def test_a_unit_s_filter_is_seen_by_the_unit_and_by_nobody_else(centre: Store) -> None:
    key = save(centre, by=HANDLER)
    share(centre, key, Sharing.UNIT, by=HANDLER)
    (found,) = seen(centre, NEIGHBOUR)
    assert (found.owner, found.mine) == ("handler 一号", False)
    assert seen(centre, SUPERVISOR) == []
    assert seen(centre, replace(NEIGHBOUR, unit_id=None)) == []


def test_an_area_s_filter_is_seen_within_the_area_only(centre: Store) -> None:
    share(centre, save(centre), Sharing.AREA)
    assert names(centre, replace(NEIGHBOUR, area="709901001002")) == ["红灯"]
    assert names(centre, NEIGHBOUR) == []
    assert names(centre, HANDLER) == []


def test_everyone_s_filter_is_seen_by_everyone_behind_their_own(centre: Store) -> None:
    share(centre, save(centre), Sharing.EVERYONE)
    save(centre, "我的", by=HANDLER)
    assert names(centre, HANDLER) == ["我的", "红灯"]


def test_sharing_is_taken_back(centre: Store) -> None:
    key = save(centre)
    version = share(centre, key, Sharing.EVERYONE)
    assert names(centre, HANDLER) == ["红灯"]
    share(centre, key, Sharing.OWN, version=version)
    assert names(centre, HANDLER) == []
    assert names(centre, SUPERVISOR) == ["红灯"]


@pytest.mark.parametrize("sharing", [Sharing.AREA, Sharing.EVERYONE])
def test_a_role_shares_no_wider_than_it_may(centre: Store, sharing: Sharing) -> None:
    key = save(centre, by=HANDLER)
    with pytest.raises(RuleBroken):
        share(centre, key, sharing, by=HANDLER)
    assert sharing_rules().offered(HANDLER) == (Sharing.OWN, Sharing.UNIT)
    assert sharing_rules().offered(replace(HANDLER, unit_id=None)) == (Sharing.OWN,)


def test_a_filter_is_renamed_and_changed_on_the_version_that_was_seen(centre: Store) -> None:
    key = save(centre)
    with centre.begin() as session:
        version = change_filter(
            session, key, version=1, name="黄灯", chosen=Filter(major_code="x"), by=SUPERVISOR, now=NOW
        )
    assert version == 2
    with pytest.raises(RuleBroken), centre.begin() as session:
        change_filter(session, key, version=1, name="x", chosen=RED, by=SUPERVISOR, now=NOW)
    assert names(centre, SUPERVISOR) == ["黄灯"]


Deed = Callable[[Any, int], object]
DEEDS: list[Deed] = [
    lambda session, key: change_filter(session, key, version=1, name="x", chosen=RED, by=HANDLER, now=NOW),
    lambda session, key: share_filter(session, key, version=1, sharing=Sharing.OWN, by=HANDLER, now=NOW),
    lambda session, key: remove_filter(session, key, version=1, by=HANDLER),
]


@pytest.mark.parametrize("deed", DEEDS)
def test_somebody_else_s_filter_is_used_and_not_touched(centre: Store, deed: Deed) -> None:
    key = save(centre)
    share(centre, key, Sharing.EVERYONE)
    with pytest.raises(RuleBroken), centre.begin() as session:
        deed(session, key)
    assert names(centre, SUPERVISOR) == ["红灯"]


def test_a_removed_filter_is_gone_and_removing_it_again_is_no_error(centre: Store) -> None:
    key = save(centre)
    for _ in range(2):
        with centre.begin() as session:
            remove_filter(session, key, version=1, by=SUPERVISOR)
    assert seen(centre, SUPERVISOR) == []
    with pytest.raises(RuleBroken):
        share(centre, key, Sharing.OWN)


def test_a_stale_removal_is_refused(centre: Store) -> None:
    key = save(centre)
    share(centre, key, Sharing.EVERYONE)
    with pytest.raises(RuleBroken), centre.begin() as session:
        remove_filter(session, key, version=1, by=SUPERVISOR)


def test_a_name_is_given_once_by_each(centre: Store) -> None:
    key = save(centre)
    other = save(centre, "另一个")
    save(centre, by=HANDLER)
    with pytest.raises(BadInput):
        save(centre)
    with pytest.raises(BadInput), centre.begin() as session:
        change_filter(session, other, version=1, name="红灯", chosen=RED, by=SUPERVISOR, now=NOW)
    with centre.begin() as session:
        change_filter(session, key, version=1, name="红灯", chosen=RED, by=SUPERVISOR, now=NOW)


def test_a_filter_that_narrows_nothing_is_not_saved(centre: Store) -> None:
    with pytest.raises(BadInput):
        save(centre, chosen=Filter())
    key = save(centre)
    with pytest.raises(BadInput), centre.begin() as session:
        change_filter(session, key, version=1, name="红灯", chosen=Filter(), by=SUPERVISOR, now=NOW)


def test_an_account_keeps_a_bounded_number(centre: Store) -> None:
    for number in range(sharing_rules().most):
        save(centre, f"n {number}")
    with pytest.raises(BadInput):
        save(centre, "one more")


def test_an_actor_without_an_account_saves_nothing(centre: Store) -> None:
    with pytest.raises(RuleBroken):
        save(centre, by=replace(SUPERVISOR, account_id=999))


def test_a_filter_that_names_what_is_gone_says_so(centre: Store, english: None) -> None:
    save(centre, "all gone", Filter(area="709901999", major_code="OLD", unit_id=99))
    save(centre, "all there", Filter(area="709901001", major_code="T01", unit_id=2))
    gone, there = seen(centre, SUPERVISOR)
    assert gone.gone == (
        "its unit does not exist any more",
        "its category OLD does not exist any more",
        "its area 709901999 does not exist any more",
    )
    assert there.gone == ()


def test_a_filter_that_cannot_be_read_any_more_is_shown_and_says_so(centre: Store) -> None:
    key = save(centre)
    with centre.begin() as session:
        session.get_one(models.SavedFilter, key).content = '{"weather": "rain"}'
    (found,) = seen(centre, SUPERVISOR)
    assert found.filter == Filter()
    assert "weather" in found.gone[0]


@pytest.mark.parametrize(
    "raw", [{}, {"share": {"moon": []}, "most": 5}, {"share": {}, "most": 0}, {"share": [], "most": 5}]
)
def test_rules_of_sharing_with_a_hole_are_refused(raw: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        read_sharing_rules(raw)
