"""What was red at earlier moments, told from clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from gridcenter.domain.red_history import LateClock, red_days, same_hour

NOON = datetime(2026, 11, 18, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def clock(incident: int, *, unit: int | None = 2, due: float = 0, ended: float | None = None) -> LateClock:
    """Return a clock that began five hours before noon; `due` and `ended` are hours after noon."""
    end = None if ended is None else NOON + ended * HOUR
    return LateClock(incident, unit, NOON - 5 * HOUR, NOON + due * HOUR, end)


def test_a_clock_is_red_from_the_moment_it_is_due_until_it_ends() -> None:
    one = clock(1, due=0, ended=2)
    assert [one.red_at(NOON + hours * HOUR) for hours in (-1, 0, 1, 2, 3)] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_a_paused_clock_is_not_red_while_it_is_paused() -> None:
    one = LateClock(1, 2, NOON - HOUR, NOON, None, ((NOON + HOUR, NOON + 2 * HOUR), (NOON + 4 * HOUR, None)))
    assert [one.red_at(NOON + hours * HOUR) for hours in range(6)] == [True, False, True, True, False, False]


def test_an_incident_counts_once_and_for_the_unit_of_the_clock_that_was_due_first() -> None:
    clocks = [clock(1, unit=3, due=1), clock(1, unit=2, due=0, ended=2), clock(7, unit=None)]
    day, later = red_days(clocks, [NOON + HOUR, NOON + 3 * HOUR])
    assert day.units == {2: (1,), None: (7,)}
    assert later.units == {3: (1,), None: (7,)}
    assert day.ids(None, whole=True) == (1, 7)
    assert (day.ids(None), day.ids(99)) == ((7,), ())


def test_the_hour_is_the_same_hour_of_the_district_although_clocks_were_changed() -> None:
    paris = ZoneInfo("Europe/Paris")
    now = datetime(2026, 10, 26, 9, 30, tzinfo=paris)
    moments = same_hour(now, paris)
    assert len(moments) == 14
    assert {f"{one.astimezone(paris):%H:%M}" for one in moments} == {"09:30"}
    assert moments[-1] == now
    assert moments[-1] - moments[-2] == timedelta(days=1)
    assert moments[-2].astimezone(UTC) - moments[-3].astimezone(UTC) == timedelta(hours=25)
