"""Closed incidents that await their evaluation are listed for the role that evaluates, the newest closing first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from gridcenter.domain.evaluations import Awaited
from gridcenter.language import use_language
from gridcenter.services.evaluations import awaiting_evaluation
from gridcenter.services.flows import SHIPPED, shipped_text
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.supervision_rules import supervision_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import FlowText, Incident
from tests.services.matters import OTHER_COMMUNITY, actor, at, report, settle, step, to_closed, to_handling

START = at("11-16 09:00")
LATER = START + timedelta(hours=2)


@pytest.fixture
def closed(store: Store) -> list[int]:
    """Two closed incidents, the second one later; a third is still open."""
    use_language("en")
    settle(store)
    keys = [report(store, now=START, key=f"form-{number}") for number in range(3)]
    for hours, key in enumerate(keys[:2]):
        to_closed(store, key, START + timedelta(hours=hours))
    to_handling(store, keys[2], START)
    return keys


def listed(
    store: Store, role: str = "acceptor", *, area: str = "", now: datetime = LATER, limit: int = 9
) -> Awaited:
    with store.read() as session:
        return awaiting_evaluation(session, by=actor(role, area=area), now=now, limit=limit)


def ids(found: Awaited) -> list[int]:
    return [row.id for row in found.rows]


def test_what_is_closed_is_listed_newest_first_until_it_is_evaluated(store: Store, closed: list[int]) -> None:
    first, second, _ = closed
    assert ids(listed(store)) == [second, first]
    step(store, second, "evaluate", "acceptor", LATER, satisfaction="not_reached", channel="phone")
    assert ids(listed(store)) == [first]
    step(store, first, "evaluate", "acceptor", LATER, satisfaction="content", channel="phone")
    assert (listed(store).rows, listed(store).count) == ((), 0)


def test_what_was_reopened_is_asked_about_once_it_is_closed_again(store: Store, closed: list[int]) -> None:
    first, second, _ = closed
    with store.begin() as session:
        reopen_incident(session, first, reason="又坏了", by=actor("acceptor"), now=LATER, key="again")
    assert ids(listed(store)) == [second]


def test_a_role_that_does_not_evaluate_is_told_who_does(store: Store, closed: list[int]) -> None:
    found = listed(store, "handler")
    assert found.rows == ()
    assert "intake clerk" in [role.en for role in found.evaluators]


def test_the_area_and_the_days_after_closing_bound_the_list(store: Store, closed: list[int]) -> None:
    assert ids(listed(store, area=OTHER_COMMUNITY)) == []
    days = timedelta(days=supervision_rules().evaluation_days)
    assert ids(listed(store, now=LATER + days - timedelta(hours=1, minutes=30))) == [closed[1]]
    assert ids(listed(store, now=LATER + days)) == []


def test_what_was_evaluated_elsewhere_and_imported_is_not_asked_again(
    store: Store, closed: list[int]
) -> None:
    with store.begin() as session:
        session.get_one(Incident, closed[0]).satisfied = False
    assert ids(listed(store)) == [closed[1]]


def test_all_are_counted_where_only_some_are_read(store: Store, closed: list[int]) -> None:
    found = listed(store, limit=1)
    assert (ids(found), found.count, found.more) == ([closed[1]], 2, False)


def test_an_incident_follows_the_version_it_was_reported_under(store: Store, closed: list[int]) -> None:
    """A version in which leaders evaluate asks leaders, and only for its own incidents."""
    number = SHIPPED + 1
    text = shipped_text("city_matter").replace(
        "to: closed, role: acceptor, requires: [satisfaction",
        "to: closed, role: leader, requires: [satisfaction",
    )
    with store.begin() as session:
        session.add(
            FlowText(
                key="city_matter",
                number=number,
                text=text.replace("version: 1", f"version: {number}"),
                sha256="0" * 64,
                put_at=START,
                putter_id=1,
                putter="collector 一号",
            )
        )
        session.get_one(Incident, closed[0]).flow_version = number
    assert ids(listed(store)) == [closed[1]]
    assert ids(listed(store, "leader")) == [closed[0]]
