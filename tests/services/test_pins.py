"""The PIN of a desk: kept as a hash, compared behind the audit, and slowed by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.services import pins
from gridcenter.services.pins import has_pin, reset_pin, set_pin, unlock
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, NOW

PIN, WRONG = "70-99-01", "70-99-02"
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The store's time, as the test sets it."""
    now = [NOW]
    monkeypatch.setattr(pins, "store_time", lambda _session: now[0])
    return now


def known(store: Store, by: Actor = CLERK) -> bool:
    with store.read() as session:
        return has_pin(session, by.account_id)


def outcomes(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(text("SELECT outcome FROM audit WHERE action = 'unlock' ORDER BY id")))


def test_without_a_pin_whoever_sits_here_opens_and_the_audit_says_so(filled: Store) -> None:
    assert not known(filled)
    unlock(filled, "", by=CLERK)
    assert outcomes(filled) == ["no_pin"]


def test_the_pin_opens_and_another_does_not(filled: Store) -> None:
    set_pin(filled, PIN, by=CLERK)
    assert known(filled)
    assert not known(filled, COLLEAGUE)
    unlock(filled, PIN, by=CLERK)
    with pytest.raises(RuleBroken, match="wrong"):
        unlock(filled, WRONG, by=CLERK)
    assert outcomes(filled) == ["pin_set", "opened", "wrong"]
    with filled.read() as session:
        assert broken_links(session, CLERK.account_id) == []


def test_the_pin_stands_nowhere_in_the_store(filled: Store) -> None:
    set_pin(filled, PIN, by=CLERK)
    set_pin(filled, PIN, by=COLLEAGUE)
    with filled.read() as session:
        rows = [tuple(row) for row in session.execute(text("SELECT cost, salt, hash FROM account_pin"))]
        lines = str(session.execute(text("SELECT * FROM audit")).all())
    assert PIN not in str(rows) + lines
    assert rows[0][1:] != rows[1][1:], "the same PIN of two accounts looks different"
    assert rows[0][0] == "32768,8,1"


def test_from_the_third_wrong_try_on_one_waits_longer_each_time(filled: Store, clock: list[datetime]) -> None:
    set_pin(filled, PIN, by=CLERK)
    for _turn in range(3):
        with pytest.raises(RuleBroken, match="wrong"):
            unlock(filled, WRONG, by=CLERK)
    with pytest.raises(RuleBroken, match="wait 6 s"):
        unlock(filled, PIN, by=CLERK)
    clock[0] += timedelta(seconds=6)
    with pytest.raises(RuleBroken, match="This PIN is wrong"):
        unlock(filled, WRONG, by=CLERK)
    clock[0] += timedelta(seconds=6)
    with pytest.raises(RuleBroken, match="4 wrong tries"):
        unlock(filled, PIN, by=CLERK)
    clock[0] += timedelta(seconds=5)
    unlock(filled, PIN, by=CLERK)
    with pytest.raises(RuleBroken, match="This PIN is wrong"):
        unlock(filled, WRONG, by=CLERK)
    assert outcomes(filled).count("wrong") == 5, "a try that came too early was not compared"


def test_the_wait_ends_at_five_minutes(filled: Store, clock: list[datetime]) -> None:
    set_pin(filled, PIN, by=CLERK)
    for _turn in range(15):
        with pytest.raises(RuleBroken, match="This PIN is wrong"):
            unlock(filled, WRONG, by=CLERK)
        clock[0] += timedelta(minutes=5)
    unlock(filled, PIN, by=CLERK)


@pytest.mark.parametrize("easy", ["12345", "111111", "123456", "fedcba", "x" * 65, "121212"])
def test_an_easy_pin_is_refused(filled: Store, easy: str) -> None:
    with pytest.raises(RuleBroken, match="A PIN has"):
        set_pin(filled, easy, by=CLERK)
    assert not known(filled)


def test_changing_it_asks_for_the_present_one(filled: Store) -> None:
    set_pin(filled, PIN, by=CLERK)
    with pytest.raises(RuleBroken, match="wrong"):
        set_pin(filled, "an-other-1", old=WRONG, by=CLERK)
    unlock(filled, PIN, by=CLERK)
    set_pin(filled, "an-other-1", old=PIN, by=CLERK)
    unlock(filled, "an-other-1", by=CLERK)
    set_pin(filled, "", old="an-other-1", by=CLERK)
    assert not known(filled)


def test_only_an_administrator_takes_away_a_forgotten_one(filled: Store) -> None:
    set_pin(filled, PIN, by=CLERK)
    with pytest.raises(RuleBroken, match="administrator"):
        reset_pin(filled, CLERK.login, by=COLLEAGUE)
    reset_pin(filled, CLERK.login, by=Actor(COLLEAGUE.account_id, "wang.qiang", "王强", "admin", 1, ""))
    assert not known(filled)
    with filled.read() as session:
        assert session.scalar(text("SELECT fields FROM audit WHERE outcome = 'pin_taken'")) == CLERK.login


def test_a_pin_that_was_set_stands_for_good(filled: Store) -> None:
    set_pin(filled, PIN, by=CLERK)
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text("UPDATE account_pin SET hash = ''"))


def test_a_clock_that_was_a_year_ahead_locks_nobody_out(filled: Store, clock: list[datetime]) -> None:
    set_pin(filled, PIN, by=CLERK)
    clock[0] += timedelta(days=365)
    for _turn in range(3):
        with pytest.raises(RuleBroken, match="wrong"):
            unlock(filled, WRONG, by=CLERK)
    clock[0] -= timedelta(seconds=1)  # the control: a clock that is put right by a second slows on
    with pytest.raises(RuleBroken, match="wait 7 s"):
        unlock(filled, PIN, by=CLERK)
    clock[0] -= timedelta(days=365)
    unlock(filled, PIN, by=CLERK)
