"""A desk whose own clock is wrong is told so in the window, for as long as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from gridcenter.clock import utc_now
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.language import use_language
from tests.desktop.sample_desk import NOW, SampleStore
from tests.desktop.test_window import Opened, open_desk
from tests.services.matters import SHANGHAI

__all__ = ["open_desk"]
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
HOUR = timedelta(hours=1)


def desk_at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.mark.parametrize(
    ("desk", "words"),
    [
        (NOW + HOUR, "This desk's clock is 60 min fast: what is done carries the store's time."),
        (NOW - HOUR, "This desk's clock is 60 min slow: what is done carries the store's time."),
        (NOW + timedelta(seconds=59), ""),
        (NOW - timedelta(seconds=59), ""),
    ],
)
def test_a_clock_that_is_off_says_by_how_much(english: None, desk: datetime, words: str) -> None:
    clock = StoreClock(NOW, SHANGHAI, desk_time=desk_at(desk))
    clock.set(NOW)
    assert clock.off_words().startswith(words)
    assert bool(clock.off_words()) == bool(words)
    assert clock.now() - NOW < HOUR


def test_the_sentence_is_chinese_too(qapp: object) -> None:
    use_language("zh")
    clock = StoreClock(NOW, SHANGHAI, desk_time=desk_at(NOW + HOUR))
    clock.set(NOW)
    assert clock.off_words() == "本机时钟快 60 分钟：办理时间以库时间为准。请校准本机时钟。"


def test_the_window_tells_a_desk_that_is_an_hour_fast_and_stops_when_it_is_right(open_desk: Opened) -> None:
    use_language("en")
    store = SampleStore()
    store.as_of = utc_now() - HOUR
    desk = open_desk(store)
    said = desk.window.status.clock
    desk.until(lambda: said.text() == desk.window.store_clock.off_words() != "")
    assert "60 min fast" in said.text()
    assert said.isVisible()
    assert abs(desk.window.store_clock.now() - store.as_of) < timedelta(minutes=1)
    store.as_of = utc_now()
    store.announce("unit")
    desk.until(lambda: not said.isVisible())
