"""An extension (延期) gives the time that was approved: never less, and nothing that is no working time."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gridcenter.domain.errors import Refusal, RuleBroken
from gridcenter.language import use_language
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.services.matters import at, report, settle, step, to_handling, version_of

START = at("11-17 16:41") + timedelta(seconds=23)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def handled(store: Store) -> int:
    """Return an incident in handling since 16:45:23, due on 18 November at 10:45:23."""
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def extend(store: Store, key: int, until: str, now: datetime) -> None:
    step(store, key, "apply_extend", "handler", now, reason="等待配件", new_deadline=until)


def due(store: Store, key: int) -> datetime:
    with store.read() as session:
        found = session.get_one(Incident, key).handle_due_at
    assert found is not None
    return found


def test_seconds_cost_nobody_the_minute_that_was_approved(store: Store) -> None:
    key = handled(store)
    extend(store, key, "2026-11-18 16:00", at("11-18 09:00") + timedelta(seconds=41))
    assert timedelta() <= due(store, key) - at("11-18 16:00") < timedelta(minutes=1)


def test_half_a_minute_more_is_never_less_than_before(store: Store) -> None:
    key = handled(store)
    before = due(store, key)
    extend(store, key, "2026-11-18 10:45:50", at("11-18 09:00") + timedelta(seconds=41))
    assert due(store, key) > before


@pytest.mark.parametrize(
    ("until", "why"),
    [
        ("2026-11-18 10:30", "must lie after the present one"),
        ("20261-11-18 10:00", "is not a time"),
        ("9999-12-31 23:59", "more than ten years ahead"),
        ("2206-11-18 10:00", "check the year"),
    ],
)
def test_a_new_deadline_that_makes_no_sense_is_refused_and_nothing_moves(
    store: Store, until: str, why: str
) -> None:
    key = handled(store)
    before, version = due(store, key), version_of(store, key)
    with pytest.raises(Refusal, match=why):
        extend(store, key, until, at("11-18 09:05"))
    assert (due(store, key), version_of(store, key)) == (before, version)


def test_a_weekend_after_the_present_deadline_is_no_extension(store: Store) -> None:
    key = report(store, now=at("11-20 13:50"))
    to_handling(store, key, at("11-20 13:56"))
    assert due(store, key) == at("11-20 18:00")
    with pytest.raises(RuleBroken, match="choose a working day"):
        extend(store, key, "2026-11-22 12:00", at("11-20 16:00"))


def test_an_extension_is_applied_for_before_the_deadline_has_passed(store: Store) -> None:
    key = handled(store)
    with pytest.raises(RuleBroken, match="the deadline passed at 11-18 10:45"):
        extend(store, key, "2026-11-18 11:00", at("11-18 15:00"))
