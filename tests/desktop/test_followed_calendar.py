"""A desk counts with the edition that another desk puts in force, without being started again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.background import Background
from gridcenter.desktop.followed_calendar import FollowedCalendar
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.domain.calendar_editions import NamedDay
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.services.calendar_editions import edition_in_force, enter_edition
from gridcenter.services.feed import Feed
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from tests.services.matters import actor, at, settle


@pytest.fixture
def live(qtbot: QtBot, store: Store) -> Iterator[LiveFeed]:
    settle(store)
    feed = LiveFeed(lambda: Feed(store, area=""))
    with qtbot.waitSignal(feed.board_replaced, timeout=20_000):
        feed.start()
    yield feed
    feed.stop()


def test_an_edition_put_in_force_elsewhere_counts_here(
    qtbot: QtBot, store: Store, live: LiveFeed, background: Background
) -> None:
    def read() -> WorkingCalendar:
        with store.read() as session:
            return working_calendar(session)

    with store.read() as session:
        first, row = working_calendar(session), edition_in_force(session)
    assert row is not None
    calendar = FollowedCalendar(first, read, live, background)
    morning, evening = at("11-19 08:00"), at("11-19 18:00")
    assert (calendar.minutes_between(morning, evening), calendar.minutes_per_day) == (480, 480)
    outage = {date(2026, 11, 19): NamedDay(working=False, name="停电")}
    edition = replace(row.content, days={**row.content.days, **outage})
    with store.begin() as session:
        enter_edition(session, edition, reason="停电", by=actor("supervisor"), now=morning)
    qtbot.waitUntil(lambda: calendar.minutes_between(morning, evening) == 0, timeout=20_000)
    assert [piece.counted for piece in calendar.pieces(morning, evening)] == [False]
    assert calendar.add_minutes(morning, 1) == at("11-20 08:01")
    assert calendar.moment_at(calendar.position(evening)) <= morning
    assert calendar.missing_years(morning, evening) == ()
