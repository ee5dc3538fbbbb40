"""The ports of reminders on a real store: what a desk hears of, and what a wall does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gridcenter.desk.reminders import reminder_ports, wall_reminder_ports
from gridcenter.domain.calendars import OFFICE
from gridcenter.domain.people import Actor
from gridcenter.domain.reminders import Key
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident
from tests.services.matters import at, settle

SUPERVISOR = Actor(3, "supervisor", "supervisor 一号", "supervisor", 1, "709901")
RED = Key(1, "red", "2026-11-18T06:00:00+00:00")


@pytest.fixture
def centre(store: Store) -> Store:
    settle(store)
    with store.begin() as session:
        session.add(
            Incident(
                id=1,
                number="A1",
                state="handling",
                category_id=90001,
                unit_id=2,
                community_code="709901001001",
                reported_at=at("11-18 14:00"),
                review_at=at("11-20 09:00"),
            )
        )
    return store


def test_a_desk_hears_the_rules_their_calendars_and_what_the_store_knows(centre: Store) -> None:
    ports = reminder_ports(centre, SUPERVISOR)
    ground = ports.ground()
    assert ground.rules.calendar_keys() <= set(ground.calendars)
    assert ground.calendars[OFFICE].minutes_per_day == 480
    assert ports.acknowledge([RED]) == 1
    until = ports.silence(30, "会议", False)
    news = ports.news(None)
    assert list(news.acknowledged) == [RED]
    assert [one.number for one in news.reviews] == ["A1"]
    assert news.silence is not None
    assert news.silence.until == until
    assert ports.news(news.as_of + timedelta(seconds=1)).acknowledged == []
    assert ports.end_silence()
    assert not ports.end_silence()


def test_a_desk_of_another_area_hears_nothing_of_it(centre: Store) -> None:
    reminder_ports(centre, SUPERVISOR).acknowledge([RED])
    news = reminder_ports(centre, replace(SUPERVISOR, area="709901002")).news(None)
    assert (list(news.acknowledged), list(news.reviews)) == ([], [])


def test_a_wall_is_told_what_was_taken_note_of_and_of_nobody(centre: Store) -> None:
    ports = reminder_ports(centre, SUPERVISOR)
    ports.acknowledge([RED])
    ports.silence(30, "会议", False)
    news = wall_reminder_ports(centre, SUPERVISOR).news(None)
    assert list(news.acknowledged) == [RED]
    assert news.silence is None
    assert SUPERVISOR.name not in repr(news)
