"""One look-up in many is asked again for its reason: the account cannot foresee which, and cannot get round it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from gridcenter.domain.people import AskedAgain
from gridcenter.services import asking_again
from gridcenter.services.asking_again import is_drawn
from gridcenter.services.audit_rules import audit_rules
from gridcenter.services.lookup import LOOKUP_QUOTAS, look_up, open_lookup
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, NOW, request

ANSWER = "家属在窗口等候，核对户口簿"


@pytest.fixture
def filled(store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    monkeypatch.setattr(asking_again, "one_in", lambda: 1)
    return store


def written(store: Store) -> list[tuple[str, str, str]]:
    with store.read() as session:
        rows = session.execute(text("SELECT action, outcome, reason FROM audit ORDER BY id"))
        return [(action, outcome, reason) for action, outcome, reason in rows]


def test_nothing_is_shown_before_the_answer_and_both_stand_in_the_audit(filled: Store) -> None:
    assert look_up(filled, request(), by=CLERK) is not None
    for poor in ("", "because", "aaaaaaaaaaaaaa"):
        with pytest.raises(AskedAgain):
            look_up(filled, replace(request(), again=poor), by=CLERK)
    card = look_up(filled, replace(request(), again=ANSWER), by=CLERK)
    assert card is not None
    assert written(filled) == [
        ("lookup", "hit", ""),
        *[("failed_lookup", "asked", "")] * 3,
        ("reason_again", "answered", ANSWER),
        ("lookup", "hit", ""),
    ]
    with filled.read() as session:
        assert broken_links(session, CLERK.account_id) == []


def test_the_reason_that_was_given_is_no_answer(filled: Store) -> None:
    own = request(incident="", reason=ANSWER)
    assert look_up(filled, own, by=CLERK) is not None
    with pytest.raises(AskedAgain):
        look_up(filled, replace(own, again=ANSWER), by=CLERK)


def test_an_answer_to_a_question_that_was_not_asked_is_not_kept(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_again, "one_in", lambda: 0)
    for _ in range(2):
        assert look_up(filled, replace(request(), again=ANSWER), by=CLERK) is not None
    assert ANSWER not in str(written(filled))


def test_trying_another_person_or_giving_up_draws_the_same_and_others_draw_for_themselves(
    filled: Store,
) -> None:
    assert look_up(filled, request(), by=CLERK) is not None
    for number in (sample.HUSBAND, sample.UNKNOWN, sample.NUMBER):
        with pytest.raises(AskedAgain):
            look_up(filled, request(number), by=CLERK)
    assert look_up(filled, request(), by=COLLEAGUE) is not None


def test_an_answer_rolled_back_with_its_look_up_is_asked_again(filled: Store) -> None:
    assert look_up(filled, request(), by=CLERK) is not None
    with filled.begin() as session:
        open_lookup(session, replace(request(), again=ANSWER), by=CLERK, now=NOW + timedelta(days=1))
        session.rollback()
    with pytest.raises(AskedAgain):
        look_up(filled, request(), by=CLERK)


def test_about_one_in_fifty_is_drawn_and_the_key_decides_which(monkeypatch: pytest.MonkeyPatch) -> None:
    assert audit_rules().ask_again == 50
    monkeypatch.setattr(asking_again, "one_in", lambda: 50)
    moments = [NOW + timedelta(microseconds=7919 * n) for n in range(10_000)]
    drawn = {key: {at for at in moments if is_drawn(key, 1, at)} for key in (b"one", b"two")}
    assert all(140 <= len(found) <= 260 for found in drawn.values())
    assert len(drawn[b"one"] & drawn[b"two"]) < 20
    assert not is_drawn(b"one", 1, None)


DESK = """
import sys
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import open_store
store, clerk = open_store(sys.argv[1]), Actor(1, "li.min", "", "dispatcher", 1, "709901003007")
shown = 0
for _ in range(8):
    wish = LookupRequest(sys.argv[2], Purpose.VISIT, sys.argv[3], again="asked by the family at the counter")
    try:
        shown += look_up(store, wish, by=clerk) is not None
    except RuleBroken:
        pass
print(shown)
store.dispose()
"""


def test_a_quota_is_exact_when_two_programs_share_an_account(filled: Store, store_url: str) -> None:
    line = [sys.executable, "-c", DESK, store_url, sample.NUMBER, sample.OPEN_INCIDENT]
    desks = [subprocess.Popen(line, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    shown = [int(desk.communicate(timeout=60)[0]) for desk in desks]
    assert sum(shown) == LOOKUP_QUOTAS[0].count
    actions = [action for action, _, _ in written(filled)]
    assert (actions.count("lookup"), actions.count("failed_lookup")) == (10, 6)
