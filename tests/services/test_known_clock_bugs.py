"""What other programs got wrong with clocks, each as a promise of this one; the docstrings name where it happened."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from gridcenter.clock import utc_now
from gridcenter.desk.ports import desk_ports
from gridcenter.domain.board import Filter
from gridcenter.domain.clocks import LineState
from gridcenter.domain.corrections import CORRECT_URGENCY
from gridcenter.domain.errors import BadInput, RuleBroken, StoreUnavailable
from gridcenter.domain.incidents import ClockKind, ClockView, IncidentDetail, Severity
from gridcenter.domain.lights import Light, light_of
from gridcenter.language import use_language
from gridcenter.services.flows import flow
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import calendar_edition
from gridcenter.store.engine import Store, store_time
from gridcenter.store.figures import today_figures
from gridcenter.store.incidents import open_incidents
from gridcenter.store.incidents_trace import incident_detail
from gridcenter.store.models import CalendarDay, Incident, IncidentClock, Standard
from tests.services.matters import (
    CATEGORY,
    DRAFT,
    GRID,
    SHANGHAI,
    actor,
    at,
    report,
    settle,
    step,
    to_dispatched,
    to_handling,
    version_of,
)

START = at("11-17 16:41")
HOUR = timedelta(hours=1)
DISPATCH = at("11-17 17:36")
"""One minute a step: handed to the unit at 17:40, so that its four working hours end on 18 November at 11:40."""


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def detail_of(store: Store, key: int) -> IncidentDetail:
    with store.read() as session:
        found = incident_detail(session, key, area="", flow=flow(), now=START)
    assert found is not None
    return found


def clock(store: Store, key: int, kind: ClockKind = ClockKind.STEP) -> ClockView:
    return next(one for one in detail_of(store, key).clocks if one.kind is kind)


def park(store: Store, key: int, now: datetime) -> None:
    step(store, key, "suspend", "supervisor", now, reason="等待车主到场", review_date="2026-12-01 09:00")


@dataclass(frozen=True)
class Living:
    period: str
    unit_id: int | None
    started_at: datetime
    due_at: datetime
    yellow_at: datetime

    def light(self, now: datetime) -> Light:
        return light_of(due_at=self.due_at, yellow_at=self.yellow_at, paused=False, ended_at=None, now=now)


def clocks_of(store: Store, key: int) -> list[Living]:
    """Return the clocks that live, the oldest first."""
    columns = (IncidentClock.state, IncidentClock.unit_id, IncidentClock.started_at)
    with store.read() as session:
        rows = session.execute(
            select(*columns, IncidentClock.due_at, IncidentClock.yellow_at)
            .where(IncidentClock.incident_id == key, IncidentClock.ended_at.is_(None))
            .order_by(IncidentClock.id)
        )
        return [Living(*row) for row in rows]


def hazard(store: Store) -> int:
    """Give the category a second, more urgent situation and return its standard."""
    with store.begin() as session:
        found = Standard(
            category_id=90001,
            sequence=2,
            situation="hazard",
            handle_value=2,
            handle_unit="urgent_hour",
            whole_value=1,
            whole_unit="natural_day",
            valid_from=at("01-02 00:00").date(),
            source="XF-0312",
        )
        session.add(found)
        session.flush()
        return found.id


def raise_priority(store: Store, key: int, standard_id: int, now: datetime) -> None:
    """Adjust the urgency as a dispatcher does, by the move of the flow."""
    step(store, key, CORRECT_URGENCY, "dispatcher", now, standard=str(standard_id), reason="消防车无法进入")


def test_a_pause_survives_a_change_of_priority(store: Store) -> None:
    """GLPI #6902: a change of priority while pending lost the pause, and the clock ran on."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    park(store, key, at("11-18 09:30"))
    raise_priority(store, key, hazard(store), at("11-18 10:00"))
    handling = clock(store, key)
    assert handling.paused
    assert handling.limit.text == "2 urgent hours"
    assert handling.light(at("11-19 09:30")) is Light.GREY
    row = detail_of(store, key).row
    assert (row.light(at("11-19 09:30")), row.state) == (Light.GREY, "suspended")
    assert row.review_at == at("12-01 09:00")


def test_time_parked_before_and_after_a_change_of_priority_counts_once(store: Store) -> None:
    """GLPI #15605: after a change of priority the hold time was dropped, and the deadline lay too early."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    park(store, key, at("11-17 18:40"))
    raise_priority(store, key, hazard(store), at("11-18 09:00"))
    step(store, key, "resume", "supervisor", at("11-18 11:15"))
    handling = clock(store, key)
    assert handling.due_at == at("11-18 12:15"), "17:40–18:40 is one of the two urgent hours"
    assert handling.used(at("11-18 11:45")) == 90


def test_filing_under_a_more_urgent_situation_gives_its_limits_to_every_clock(store: Store) -> None:
    """The same for a priority that is set when the case is filed: whole case and task follow it."""
    key, urgent = report(store, now=START), hazard(store)
    step(store, key, "register", "acceptor", DISPATCH)
    step(store, key, "accept", "supervisor", DISPATCH, standard=str(urgent))
    step(store, key, "to_dispatch", "supervisor", DISPATCH)
    step(store, key, "dispatch", "dispatcher", DISPATCH, unit="2")
    assert clock(store, key).due_at == DISPATCH + timedelta(hours=2)
    assert clock(store, key, ClockKind.WHOLE).due_at == DISPATCH + timedelta(days=1)


@pytest.mark.parametrize("standard", ["0", "999999", "hazard", "²"])
def test_a_standard_of_another_category_is_refused(store: Store, standard: str) -> None:
    key = report(store, now=START)
    step(store, key, "register", "acceptor", START)
    with pytest.raises(BadInput, match="no standard “"):
        step(store, key, "accept", "supervisor", START, standard=standard)
    assert detail_of(store, key).row.state == "pending_register"


def test_nothing_parked_turns_red_and_a_case_ended_while_parked_was_not_late(store: Store) -> None:
    """GLPI #24481: the limit was shown as violated while the ticket was pending."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    park(store, key, at("11-18 09:30"))
    weeks_later = at("12-09 10:00")
    assert detail_of(store, key).row.light(weeks_later) is Light.GREY
    step(store, key, "force_close", "leader", weeks_later, reason="车主已搬离")
    detail = detail_of(store, key)
    assert detail.row.light(weeks_later) is Light.GREEN
    assert {one.kind: (one.light(weeks_later), one.paused) for one in detail.clocks} == {
        ClockKind.ACCEPT: (Light.GREEN, False),
        ClockKind.STEP: (Light.GREEN, False),
        ClockKind.WHOLE: (Light.GREEN, False),
    }
    with store.read() as session:
        incident = session.get_one(Incident, key)
        today = today_figures(session, area="", filter=Filter(), now=weeks_later, zone=SHANGHAI)
    assert (today.closed, today.closed_late) == (1, 0)
    assert incident.closed_at is not None
    assert incident.whole_due_at is not None
    assert incident.handle_due_at is not None
    assert incident.closed_at < incident.handle_due_at < incident.whole_due_at


def test_a_second_unit_starts_with_the_whole_limit_after_a_return(store: Store) -> None:
    """GLPI #1911: the second team inherited the clock of the first, already expired."""
    key = report(store, now=START)
    to_dispatched(store, key, DISPATCH)
    overdue = at("11-19 15:00")
    step(store, key, "receive", "handler", overdue)
    assert clock(store, key).light(overdue) is Light.RED
    step(store, key, "return", "handler", overdue, reason="not_our_duty")
    step(store, key, "redispatch", "dispatcher", overdue, unit="3")
    handling = clock(store, key)
    assert (handling.due_at, handling.used(overdue)) == (at("11-20 09:00"), 0)
    assert handling.light(overdue) is Light.GREEN


def test_a_unit_that_is_sent_instead_of_another_starts_with_the_whole_limit(store: Store) -> None:
    """GLPI #1911 again, for a task that is handed over without a return in between."""
    key = report(store, now=START, draft=replace(DRAFT, flow="emergency"))
    step(store, key, "dispatch", "dispatcher", START, unit="2")
    overdue = START + timedelta(minutes=40)
    before = clocks_of(store, key)
    assert {one.period: one.light(overdue) for one in before} == {
        "whole": Light.GREEN,
        "receiving": Light.RED,
        "arriving": Light.RED,
    }
    step(store, key, "redirect", "dispatcher", overdue, unit="3", reason="车辆抛锚")
    after = clocks_of(store, key)
    assert {(one.period, one.unit_id, one.started_at) for one in after} == {
        ("whole", None, START),
        ("receiving", 3, overdue),
        ("arriving", 3, overdue),
    }
    assert {one.light(overdue) for one in after} == {Light.GREEN}
    step(store, key, "redirect", "dispatcher", overdue + HOUR, unit="3", reason="同一单位")
    assert clocks_of(store, key) == after, "the same unit again gains no time by it"


def test_every_limit_of_an_incident_turns_red_when_its_own_time_comes(store: Store) -> None:
    """GLPI #5319: only the first escalation fired.

    Nothing here escalates by itself: a light is computed from its clock whenever it is looked at, so that each of
    the limits that an incident passes through turns red, and the second rework as well as the first task.
    """
    key, reds = report(store, now=START), []

    def overdue(hours: int) -> datetime:
        row = detail_of(store, key).row
        assert row.due_at is not None
        assert row.light(row.due_at - timedelta(seconds=1)) is not Light.RED
        reds.append(row.light(row.due_at))
        return row.due_at + timedelta(hours=hours)

    now = overdue(1)
    for action, role, inputs in (
        ("register", "acceptor", {}),
        ("accept", "supervisor", {}),
        ("to_dispatch", "supervisor", {}),
        ("dispatch", "dispatcher", {"unit": "2"}),
        *_HANDLED,
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
        ("fail", "collector", {"reason": "仍有一辆", "photo": "P-3"}),
        ("rework", "dispatcher", {"reason": "返工"}),
        *_HANDLED,
    ):
        step(store, key, action, role, now, **inputs)
        now = max(now, overdue(1))
    assert reds == [Light.RED] * len(reds)
    assert len(reds) == 15


_HANDLED: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("receive", "handler", {}),
    ("start", "handler", {}),
    ("finish", "handler", {"result": "已清除", "photo_after": "P-2"}),
)


def test_a_task_answered_in_time_never_turns_red_afterwards(store: Store) -> None:
    """Zammad #3140: a ticket escalated although it had been answered."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    answered = at("11-18 11:39")
    step(store, key, "finish", "handler", answered, result="已清除", photo_after="P-2")
    with store.read() as session:
        handling = session.scalars(select(IncidentClock).where(IncidentClock.state == "handling")).one()
    assert (handling.ended_at, handling.due_at) == (answered, at("11-18 11:40"))
    row = detail_of(store, key).row
    assert row.due_at == answered + timedelta(minutes=30), "the check's own limit presses now"
    assert row.light(at("11-18 11:41")) is Light.GREEN


def test_the_store_s_day_and_night_calendar_has_no_minute_off(store: Store) -> None:
    """Zammad #3180: a 24/7 calendar was closed for one minute at midnight."""
    with store.read() as session:
        night = calendar_edition(session, "continuous")
    for day in range(1, 366):
        midnight = datetime(2026, 1, 1, tzinfo=SHANGHAI) + timedelta(days=day)
        before = midnight - timedelta(minutes=1)
        assert night.minutes_between(before, midnight + timedelta(minutes=1)) == 2
        assert night.add_minutes(before, 1) == midnight
        assert night.add_minutes(before, 2) == midnight + timedelta(minutes=1)


def test_a_clock_that_reaches_into_a_year_without_its_notice_says_so(store: Store) -> None:
    """Zammad #390: the holiday feed had stopped, and nobody was told."""
    with store.begin() as session:
        for standard in session.scalars(select(Standard).where(Standard.category_id == 90001)):
            standard.handle_value, standard.handle_unit = 30, "work_day"
    key = report(store, now=START)
    to_dispatched(store, key, at("12-15 09:00"))
    handling = clock(store, key)
    assert handling.missing_years() == (2027,)
    assert clock(store, key, ClockKind.ACCEPT).missing_years() == ()
    with store.read() as session:
        guessed = session.scalars(select(CalendarDay).where(CalendarDay.day >= date(2027, 1, 1))).all()
    assert guessed == []


def test_a_pause_is_added_to_the_deadline_where_it_was_taken(store: Store) -> None:
    """Frappe PR #2449: hold time was added to the creation time, so that nights were counted as hold time."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    park(store, key, at("11-18 11:00"))
    step(store, key, "resume", "supervisor", at("11-19 11:40"))
    handling = clock(store, key)
    assert handling.used(at("11-19 11:40")) == 20 + 180
    assert handling.due_at == at("11-19 14:20"), (
        "twenty of the forty minutes left at 11:00 fit in before lunch"
    )


def test_lunch_and_night_are_no_working_time_of_a_stored_clock(store: Store) -> None:
    """Frappe #2212: the lunch break was counted."""
    key = report(store, now=START)
    to_dispatched(store, key, at("11-18 10:56"))
    handling = clock(store, key)
    assert (handling.started_at, handling.due_at) == (at("11-18 11:00"), at("11-18 17:00"))
    off = [line for line in handling.lines(at("11-18 15:00")) if line.state is LineState.NOT_COUNTED]
    assert [(line.start, line.end) for line in off] == [(at("11-18 12:00"), at("11-18 14:00"))]


def test_a_case_sent_back_to_work_is_not_closed_by_a_desk_that_still_sees_it_checked(store: Store) -> None:
    """TicketsCAD #65: a reopened ticket was silently closed again by a form that was still open."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    now = at("11-18 09:00")
    for action, role, inputs in (
        ("finish", "handler", {"result": "已清除", "photo_after": "P-2"}),
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
    ):
        step(store, key, action, role, now, **inputs)
    seen = version_of(store, key)
    step(store, key, "fail", "collector", now, reason="仍有一辆", photo="P-3")
    step(store, key, "rework", "dispatcher", now, reason="返工")
    for action, role in (("pass", "collector"), ("to_close", "acceptor"), ("close", "supervisor")):
        with pytest.raises(RuleBroken, match="Your text is kept"), store.begin() as session:
            inputs = {"photo": "P-4"} if action == "pass" else {}
            take_step(session, key, version=seen, action=action, inputs=inputs, by=actor(role), now=now)
    detail = detail_of(store, key)
    assert (detail.row.state, detail.row.closed_at) == ("dispatched", None)
    assert clock(store, key).ended_at is None


@pytest.mark.parametrize("severity", Severity)
def test_the_severity_shown_is_the_severity_saved(store: Store, severity: Severity) -> None:
    """TicketsCAD #87: the severity on the screen was another than the one in the table."""
    draft = IncidentDraft(CATEGORY, "x", grid_code=GRID, severity=severity)
    key = report(store, now=START, draft=draft)
    to_dispatched(store, key, START)
    with store.read() as session:
        saved = session.scalars(select(Incident.severity).where(Incident.id == key)).one()
        queued = [row.severity for row in open_incidents(session, area="")]
    assert (saved, detail_of(store, key).row.severity, queued) == (int(severity), severity, [severity])


def test_a_second_task_for_a_unit_leaves_its_first_task_as_it_is(store: Store) -> None:
    """TicketsCAD #82: assigning a unit that was at work reset the state of its present task."""
    first = report(store, now=START)
    to_handling(store, first, DISPATCH)
    park(store, first, at("11-18 09:30"))
    before = detail_of(store, first)
    second = report(store, now=at("11-18 10:00"), key="form-2")
    to_handling(store, second, at("11-18 10:00"))
    after = detail_of(store, first)
    assert (after.row, after.clocks, after.steps) == (before.row, before.clocks, before.steps)
    assert detail_of(store, second).row.unit_id == before.row.unit_id


_HOLDS_THE_LOCK = """
import sys, time
from gridcenter.store import engine
from gridcenter.store.models import Incident
from sqlalchemy import select, text
if len(sys.argv) > 3:
    engine.IDLE_TIMEOUT_MS = int(sys.argv[3])
store = engine.open_store(sys.argv[1])
with store.begin() as session:
    session.scalars(select(Incident).where(Incident.id == int(sys.argv[2])).with_for_update()).one()
    print("held", flush=True)
    time.sleep(600)
"""


@contextmanager
def another_desk(store_url: str, key: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    """Start a desk that has locked the incident and goes no further; it is killed at the end."""
    words = [sys.executable, "-c", _HOLDS_THE_LOCK, store_url, str(key), *more]
    desk = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        assert desk.stdout is not None
        assert desk.stdout.readline() == "held\n"
        yield desk
    finally:
        desk.kill()
        desk.communicate()


def test_a_desk_that_dies_in_the_middle_of_a_step_leaves_no_lock(store: Store, store_url: str) -> None:
    """Ushahidi #4428: a record stayed locked for ever by somebody who had gone."""
    key = report(store, now=START)
    with another_desk(store_url, key) as desk:
        desk.kill()
        desk.wait()
        step(store, key, "register", "acceptor", START)
    assert detail_of(store, key).row.state == "pending_register"


def test_a_desk_that_hangs_in_the_middle_of_a_step_makes_nobody_wait_without_a_word(
    store: Store, store_url: str
) -> None:
    """Ushahidi #4428 again: the other desks are told, within seconds, and can try again."""
    key = report(store, now=START)
    with (
        another_desk(store_url, key),
        pytest.raises(StoreUnavailable, match="locked by another program"),
    ):
        step(store, key, "register", "acceptor", START)
    step(store, key, "register", "acceptor", START)


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_the_lock_of_a_desk_that_hangs_expires_on_a_server(store: Store, store_url: str) -> None:
    """Ushahidi #4428 again: a server ends a transaction in which nothing is said, ten minutes after the last word."""
    key = report(store, now=START)
    with store.read() as session:
        (waits,) = session.execute(text("SHOW idle_in_transaction_session_timeout")).one()
    assert waits == "10min"
    with another_desk(store_url, key, "500"):
        step(store, key, "register", "acceptor", START)
    assert detail_of(store, key).row.state == "pending_register"


@pytest.mark.parametrize("store_url", ["postgres"], indirect=True)
def test_a_desk_whose_clock_is_an_hour_ahead_stamps_steps_with_the_server_s_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the store's time counts; the desk's own would have moved every deadline by an hour."""
    key = report(store, now=START)
    monkeypatch.setattr("gridcenter.store.engine.utc_now", lambda: utc_now() + timedelta(hours=1))
    with store.read() as session:
        before = store_time(session)
    desk = desk_ports(store, actor("acceptor"), SHANGHAI)
    desk.actions.take_step(key, 1, "register", {})
    with store.read() as session:
        after = store_time(session)
        (filing,) = session.scalars(select(IncidentClock).where(IncidentClock.state == "filing"))
    assert before <= filing.started_at <= after < utc_now() + timedelta(minutes=30)
    assert filing.due_at == filing.started_at + timedelta(minutes=15)


def test_a_machine_whose_clock_was_set_back_by_an_hour_breaks_no_ledger(store: Store) -> None:
    """On an embedded store the machine's time is the store's: what comes earlier than the last step counts nothing."""
    key = report(store, now=START)
    to_handling(store, key, DISPATCH)
    park(store, key, at("11-18 09:30"))
    step(store, key, "resume", "supervisor", at("11-18 08:30"))
    handling = clock(store, key)
    assert handling.due_at == at("11-18 11:40")
    assert [(one.start, one.end) for one in handling.segments] == [
        (at("11-17 17:40"), at("11-18 09:30")),
        (at("11-18 09:30"), at("11-18 09:30")),
        (at("11-18 09:30"), None),
    ]
    assert handling.used(at("11-18 09:40")) == 120
