"""An account that is switched off while its window is open: nothing more is done in its name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.saved_filters import Sharing
from gridcenter.language import use_language
from gridcenter.services.responsibility import change_rule, end_rule, enter_rule
from gridcenter.services.responsibility_words import RuleDraft
from gridcenter.services.saved_filters import change_filter, remove_filter, save_filter, share_filter
from gridcenter.store.engine import Store
from gridcenter.store.models import Account
from tests.services.matters import CATEGORY, actor, at, settle

NOW = at("11-18 09:00")
BY = actor("supervisor")
RED = Filter(lights=frozenset({Light.RED}))
LINE = RuleDraft("matters", "U2", category=CATEGORY)
OTHER = RuleDraft("matters", "U3", category=CATEGORY)


@dataclass(frozen=True)
class Kept:
    rule: int
    filter: int


Deed = Callable[[Session, Kept], object]
DEEDS: dict[str, Deed] = {
    "enter a line": lambda session, _: enter_rule(session, RuleDraft("matters", "U3"), by=BY, now=NOW),
    "change a line": lambda session, kept: change_rule(session, kept.rule, OTHER, version=1, by=BY, now=NOW),
    "end a line": lambda session, kept: end_rule(
        session, kept.rule, version=1, reason="撤销", by=BY, now=NOW
    ),
    "save a filter": lambda session, _: save_filter(session, "全部红灯", RED, by=BY, now=NOW),
    "change a filter": lambda session, kept: change_filter(
        session, kept.filter, version=1, name="新名", chosen=RED, by=BY, now=NOW
    ),
    "share a filter": lambda session, kept: share_filter(
        session, kept.filter, version=1, sharing=Sharing.AREA, by=BY, now=NOW
    ),
    "remove a filter": lambda session, kept: remove_filter(session, kept.filter, version=1, by=BY),
}


@pytest.fixture
def kept(store: Store) -> Kept:
    use_language("en")
    settle(store)
    with store.begin() as session:
        rule = enter_rule(session, LINE, by=BY, now=NOW)
        return Kept(rule, save_filter(session, "红灯", RED, by=BY, now=NOW))


@pytest.mark.parametrize("deed", DEEDS)
def test_an_account_switched_off_changes_neither_the_list_nor_filters(
    store: Store, kept: Kept, deed: str
) -> None:
    with store.begin() as session:
        session.get_one(Account, BY.account_id).active = False
    with (
        pytest.raises(RuleBroken, match="the account supervisor has been switched off"),
        store.begin() as session,
    ):
        DEEDS[deed](session, kept)


def test_one_name_saved_at_two_desks_at_once_is_refused_at_one_of_them(store: Store, kept: Kept) -> None:
    told: list[object] = []
    barrier = threading.Barrier(2)

    def save() -> None:
        barrier.wait()
        try:
            with store.begin() as session:
                told.append(save_filter(session, "同名", RED, by=BY, now=NOW))
                session.flush()
        except BadInput as refusal:
            told.append(str(refusal))

    desks = [threading.Thread(target=save) for _ in range(2)]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(type(one).__name__ for one in told) == ["int", "str"]
    assert "you have a filter “同名” already: choose another name" in told
