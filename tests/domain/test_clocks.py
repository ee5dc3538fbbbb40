"""The ledger of a clock: deadlines, pauses, and the working that anyone can check by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gridcenter.domain.calendars import CONTINUOUS, WorkingCalendar
from gridcenter.domain.clocks import (
    Limit,
    LineState,
    Segment,
    Unit,
    calendar_for,
    check_ledger,
    deadline,
    ground_text,
    lengthened,
    pause,
    resume,
    standing_deadline,
    stop,
    used_minutes,
    working,
)
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.incidents import ClockMode
from gridcenter.domain.names import Name
from gridcenter.language import use_language

SHANGHAI = ZoneInfo("Asia/Shanghai")
OFFICE = WorkingCalendar(
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    makeup=frozenset({date(2026, 10, 10)}),
    years=frozenset({2026}),
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(
    ("value", "unit", "mode", "minutes"),
    [
        ("2", Unit.URGENT_HOUR, ClockMode.CONTINUOUS, 120),
        ("1", Unit.URGENT_DAY, ClockMode.CONTINUOUS, 1440),
        ("3", Unit.NATURAL_DAY, ClockMode.CONTINUOUS, 4320),
        ("4", Unit.WORK_HOUR, ClockMode.WORKING, 240),
        ("0.5", Unit.WORK_DAY, ClockMode.WORKING, 240),
        ("15", Unit.MINUTE, ClockMode.CONTINUOUS, 15),
    ],
)
def test_each_unit_has_its_minutes_and_its_calendar(
    value: str, unit: Unit, mode: ClockMode, minutes: int
) -> None:
    limit = Limit(Decimal(value), unit)
    assert (limit.mode, limit.minutes) == (mode, minutes)
    assert calendar_for(limit.mode, OFFICE) is (OFFICE if mode is ClockMode.WORKING else CONTINUOUS)


def test_a_limit_reads_as_the_standard_states_it() -> None:
    assert Limit(Decimal("4.0"), Unit.WORK_HOUR).text == "4 工作时"
    use_language("en")
    assert Limit(Decimal("0.5"), Unit.WORK_DAY).text == "0.5 working days"
    assert Limit(Decimal("1.0"), Unit.WORK_DAY).text == "1 working day"
    assert Limit(Decimal("1"), Unit.MINUTE).text == "1 min"


PARKED = (
    Segment(local("11-17 17:40"), local("11-18 09:30"), True, Name("派遣至江南社区")),
    Segment(local("11-18 09:30"), local("11-18 10:10"), False, Name("挂账，李敏批准")),
    Segment(local("11-18 10:10"), None, True, Name("恢复处置")),
)
"""The case in the picture of the Incidents page: four working hours, parked for forty minutes."""


def test_the_pictured_case_is_twelve_minutes_over() -> None:
    found = deadline(OFFICE, 240, PARKED, now=local("11-18 14:32"))
    assert found.due_at == local("11-18 14:20")
    assert found.yellow_at == local("11-18 11:08")
    assert (found.used_minutes, found.paused) == (252, False)


def test_the_working_adds_up_line_by_line() -> None:
    lines = working(OFFICE, PARKED, now=local("11-18 14:32"))
    assert [(line.state, line.minutes, line.total) for line in lines] == [
        (LineState.RUN, 20, 20),
        (LineState.NOT_COUNTED, 0, 20),
        (LineState.RUN, 90, 110),
        (LineState.PAUSED, 0, 110),
        (LineState.RUN, 110, 220),
        (LineState.NOT_COUNTED, 0, 220),
        (LineState.RUN, 32, 252),
    ]
    assert [ground_text(line) for line in lines][0::3] == [
        "派遣至江南社区",
        "挂账，李敏批准",
        ground_text(lines[6]),
    ]
    assert lines[-1].to_now
    assert lines[-1].end == local("11-18 14:32")


def test_what_began_a_segment_is_told_also_where_it_began_out_of_hours() -> None:
    use_language("en")
    night = (
        Segment(local("11-17 17:40"), local("11-17 20:00"), True, Name("派遣", "dispatch")),
        Segment(local("11-17 20:00"), None, True, Name("更正类别", "correct the category")),
    )
    lines = working(OFFICE, night, now=local("11-18 09:00"))
    assert [ground_text(line) for line in lines] == [
        "dispatch",
        "outside working hours",
        "correct the category · outside working hours",
        "until now",
    ]


def test_every_ground_has_words() -> None:
    use_language("en")
    quiet = (
        Segment(local("09-30 17:00"), local("10-08 09:00"), True),
        Segment(local("10-08 09:00"), local("10-08 10:00"), False),
        Segment(local("10-08 10:00"), None, True),
    )
    lines = working(OFFICE, quiet, now=local("10-08 14:30"))
    assert [ground_text(line) for line in lines] == [
        "working hours",
        "public holiday",
        "working hours",
        "parked",
        "working hours",
        "lunch break",
        "until now",
    ]


@pytest.mark.parametrize(
    ("start", "limit", "due", "yellow"),
    [
        ("11-18 08:00", 480, "11-18 18:00", "11-18 15:36"),  # ends at 18:00 sharp
        ("11-18 18:00", 480, "11-19 18:00", "11-19 15:36"),
        ("11-20 16:00", 240, "11-23 10:00", "11-23 08:48"),  # over a weekend
        ("10-09 16:00", 240, "10-10 10:00", "10-10 08:48"),  # over a make-up Saturday
        ("09-30 16:00", 240, "10-08 10:00", "10-08 08:48"),  # over the national holiday
        ("11-18 17:55", 15, "11-19 08:10", "11-19 08:05:30"),
    ],
)
def test_golden_deadlines(start: str, limit: int, due: str, yellow: str) -> None:
    found = deadline(OFFICE, limit, [Segment(local(start), None, True)], now=local(start))
    assert (found.due_at, found.yellow_at) == (local(due), local(yellow))


def test_a_pause_over_midnight_moves_a_continuous_deadline_by_its_length() -> None:
    ledger = pause([Segment(local("11-18 20:00"), None, True)], at=local("11-18 23:30"), ground=Name("挂账"))
    ledger = resume(ledger, at=local("11-19 00:45"), ground=Name("恢复"))
    found = deadline(CONTINUOUS, 300, ledger, now=local("11-19 01:00"))
    assert found.due_at == local("11-19 02:15")
    assert found.used_minutes == 225


def test_a_pause_outside_working_hours_costs_nothing() -> None:
    ledger = pause([Segment(local("11-18 16:00"), None, True)], at=local("11-18 18:30"), ground=Name("挂账"))
    ledger = resume(ledger, at=local("11-19 07:00"), ground=Name("恢复"))
    assert deadline(OFFICE, 240, ledger, now=local("11-19 09:00")).due_at == local("11-19 10:00")


def test_a_paused_clock_shows_what_it_would_be_if_resumed_now() -> None:
    ledger = pause([Segment(local("11-18 08:00"), None, True)], at=local("11-18 09:00"), ground=Name("挂账"))
    at_once = deadline(OFFICE, 240, ledger, now=local("11-18 09:00"))
    later = deadline(OFFICE, 240, ledger, now=local("11-18 11:00"))
    assert at_once.due_at == local("11-18 12:00")
    assert later.due_at == local("11-18 16:00")
    assert (later.used_minutes, later.paused) == (60, True)


def test_a_clock_that_ended_keeps_its_deadline() -> None:
    ledger = stop([Segment(local("11-18 08:00"), None, True)], at=local("11-18 09:00"))
    found = deadline(OFFICE, 240, ledger, now=local("11-25 09:00"))
    assert (found.due_at, found.used_minutes, found.paused) == (local("11-18 12:00"), 60, False)
    assert stop(ledger, at=local("11-18 10:00")) == ledger


def test_an_overrun_clock_was_due_inside_the_segment_that_used_the_limit_up() -> None:
    ledger = pause([Segment(local("11-18 08:00"), None, True)], at=local("11-18 11:00"), ground=Name("挂账"))
    assert deadline(OFFICE, 120, ledger, now=local("11-19 11:00")).due_at == local("11-18 10:00")


def test_pausing_twice_or_running_twice_changes_nothing() -> None:
    running = (Segment(local("11-18 08:00"), None, True),)
    paused = pause(running, at=local("11-18 09:00"), ground=Name("挂账"))
    assert resume(running, at=local("11-18 09:00"), ground=Name("恢复")) == running
    assert pause(paused, at=local("11-18 10:00"), ground=Name("挂账")) == paused
    ended = stop(paused, at=local("11-18 10:00"))
    assert resume(ended, at=local("11-18 11:00"), ground=Name("恢复")) == ended


def test_a_ledger_that_cannot_have_been_lived_through_is_refused() -> None:
    open_one = Segment(local("11-18 08:00"), None, True)
    closed = Segment(local("11-18 08:00"), local("11-18 09:00"), True)
    backwards = Segment(local("11-18 09:00"), local("11-18 08:00"), True)
    for ledger in ([], [open_one, open_one], [closed, open_one], [backwards]):
        with pytest.raises(RuleBroken):
            check_ledger(ledger)


def test_a_segment_of_the_future_counts_nothing_yet() -> None:
    ledger = [Segment(local("11-18 10:00"), None, True)]
    assert used_minutes(OFFICE, ledger, local("11-18 09:00")) == 0
    assert working(OFFICE, ledger, now=local("11-18 09:00")) == []


GAPS = st.lists(st.integers(0, 3000), min_size=1, max_size=8)
STARTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001


def _ledger(start: datetime, gaps: list[int]) -> tuple[tuple[Segment, ...], datetime]:
    """Pause and resume in turn, once per gap (minutes)."""
    ledger: tuple[Segment, ...] = (Segment(start, None, True),)
    at = start
    for index, gap in enumerate(gaps):
        at += timedelta(minutes=gap)
        turn = pause if index % 2 == 0 else resume
        ledger = turn(ledger, at=at, ground=Name("x"))
    return ledger, at


@given(STARTS, GAPS, st.integers(1, 5000), st.integers(0, 5000))
def test_a_deadline_is_never_earlier_after_a_pause(
    start: datetime, gaps: list[int], limit: int, later: int
) -> None:
    ledger, at = _ledger(start, gaps)
    now = at + timedelta(minutes=later)
    plain = deadline(OFFICE, limit, ledger[:1] if len(ledger) == 1 else [Segment(start, None, True)], now=now)
    assert deadline(OFFICE, limit, ledger, now=now).due_at >= plain.due_at


@given(STARTS, GAPS, st.integers(1, 5000), st.integers(0, 5000))
def test_working_and_deadline_agree(start: datetime, gaps: list[int], limit: int, later: int) -> None:
    ledger, at = _ledger(start, gaps)
    now = at + timedelta(minutes=later)
    found = deadline(OFFICE, limit, ledger, now=now)
    lines = working(OFFICE, ledger, now=now)
    assert sum(line.minutes for line in lines) == found.used_minutes
    assert (lines[-1].total if lines else 0) == found.used_minutes
    assert found.yellow_at <= found.due_at
    if not found.paused:
        assert (found.used_minutes >= limit) == (now >= found.due_at)


@given(STARTS, GAPS, st.integers(1, 5000), st.integers(0, 5000))
def test_what_stands_is_the_deadline_at_the_last_turn(
    start: datetime, gaps: list[int], limit: int, later: int
) -> None:
    ledger, at = _ledger(start, gaps)
    standing = standing_deadline(OFFICE, limit, ledger)
    at_turn = deadline(OFFICE, limit, ledger, now=ledger[-1].start)
    assert (standing.due_at, standing.yellow_at, standing.paused) == (
        at_turn.due_at,
        at_turn.yellow_at,
        at_turn.paused,
    )
    if not standing.paused:
        assert deadline(OFFICE, limit, ledger, now=at + timedelta(minutes=later)).due_at == standing.due_at


@given(STARTS, GAPS, st.integers(1, 5000), st.integers(0, 5000))
def test_an_ended_clock_stands_whatever_the_time_and_one_ended_in_a_pause_was_no_later_for_it(
    start: datetime, gaps: list[int], limit: int, later: int
) -> None:
    ledger, at = _ledger(start, gaps)
    was_in_time = deadline(OFFICE, limit, ledger, now=at).due_at > at
    paused = not ledger[-1].running
    ended = stop(ledger, at=at + timedelta(minutes=later))
    found = [
        deadline(OFFICE, limit, ended, now=at + timedelta(minutes=minutes)).due_at for minutes in (0, 9_999)
    ]
    assert found == [standing_deadline(OFFICE, limit, ended).due_at] * 2
    assert ended[-1].end is not None
    if paused:
        assert (found[0] > ended[-1].end) is was_in_time


@given(STARTS, GAPS, st.integers(0, 5000), st.integers(1, 20_000))
def test_a_lengthened_clock_lasts_as_long_as_was_approved_within_a_minute(
    start: datetime, gaps: list[int], later: int, more: int
) -> None:
    ledger, at = _ledger(start, gaps if len(gaps) % 2 == 0 else [*gaps, 1])
    now = at + timedelta(minutes=later, seconds=later % 60)
    until = now + timedelta(minutes=more, seconds=more % 60)
    assume(OFFICE.minutes_between(ledger[-1].start, until) > 0)  # else there is nothing to give
    limit = lengthened(OFFICE, ledger, until=until, now=now)
    due = standing_deadline(OFFICE, limit, ledger).due_at
    assert abs(OFFICE.position(due) - OFFICE.position(until)) < 60_000_000
    assert due < until + timedelta(minutes=1)
    if OFFICE.position(until + timedelta(minutes=1)) == OFFICE.position(until) + 60_000_000:
        assert due >= until


def test_what_is_approved_until_the_evening_is_not_due_after_the_weekend() -> None:
    start = datetime(2026, 11, 23, 17, 25, 13, 930979, tzinfo=SHANGHAI)
    until = datetime(2026, 11, 27, 18, 0, tzinfo=SHANGHAI)
    ledger = (Segment(start, None, True, Name("处置")),)
    limit = lengthened(OFFICE, ledger, until=until, now=start + timedelta(seconds=90))
    due = standing_deadline(OFFICE, limit, ledger).due_at
    assert until - timedelta(minutes=1) < due <= until
