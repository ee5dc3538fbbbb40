"""Changing a calendar: what begins counts anew, what runs stays until a person says that it follows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from gridcenter.domain.calendar_editions import CalendarEdition, NamedDay
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import RECOUNT
from gridcenter.services.calendar_editions import (
    calendar_text,
    edition_in_force,
    enter_edition,
    let_deadlines_follow,
    moved_deadlines,
    read_calendar_file,
)
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow
from gridcenter.services.ledger import Ledger
from gridcenter.services.locked_incidents import keep_incident, locked_incident
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.services.reports import add_report
from gridcenter.store.audit import broken_links
from gridcenter.store.calendars import editions, working_calendar
from gridcenter.store.changes import newest_change
from gridcenter.store.engine import Store
from gridcenter.store.models import Change, Incident, IncidentClock, Step
from tests.services.matters import DRAFT, SHANGHAI, actor, at, report, settle, step, to_handling

OUTAGE = date(2026, 11, 19)
START = at("11-18 14:00")


@pytest.fixture
def incident(store: Store) -> int:
    """An incident in handling since Wednesday afternoon: four working hours, due on Thursday morning."""
    settle(store)
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def in_force(store: Store) -> CalendarEdition:
    with store.read() as session:
        row = edition_in_force(session)
    assert row is not None
    return row.content


def with_outage(store: Store) -> CalendarEdition:
    before = in_force(store)
    return replace(before, days={**before.days, OUTAGE: NamedDay(working=False, name="停电")})


def enter(
    store: Store, edition: CalendarEdition, *, role: str = "supervisor", reason: str = "停电通知"
) -> str:
    with store.begin() as session:
        return enter_edition(session, edition, reason=reason, by=actor(role), now=START)


def follow(store: Store) -> int:
    return let_deadlines_follow(store, by=actor("supervisor"), reason="停电通知", progress=lambda _done: None)


def handling(store: Store, key: int) -> IncidentClock:
    with store.read() as session:
        return session.scalars(
            select(IncidentClock)
            .where(IncidentClock.incident_id == key, IncidentClock.state == "handling")
            .order_by(IncidentClock.sequence.desc())
        ).first() or pytest.fail("no such clock")


def agrees(store: Store) -> bool:
    return not verify_clocks(store, zone=ZoneInfo("Asia/Shanghai"), progress=lambda _done: None).differences


def local(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}"


def test_a_deadline_that_is_set_stays_where_it_is(store: Store, incident: int) -> None:
    before = handling(store, incident)
    enter(store, with_outage(store))
    after = handling(store, incident)
    assert (after.due_at, after.calendar_key) == (before.due_at, "office")
    assert agrees(store)


def test_what_begins_afterwards_counts_with_the_new_edition(store: Store, incident: int) -> None:
    assert enter(store, with_outage(store)) == "office@2"
    second = report(store, now=START, key="form-2")
    to_handling(store, second, START)
    old, new = handling(store, incident), handling(store, second)
    assert (local(old.due_at)[:5], local(new.due_at)[:5]) == ("11-19", "11-20")
    assert new.calendar_key == "office@2"
    assert agrees(store)


def test_a_clock_paused_and_resumed_goes_on_with_the_edition_it_began_with(
    store: Store, incident: int
) -> None:
    before = handling(store, incident)
    enter(store, with_outage(store))
    turn(store, incident, "handling", "suspended", at("11-18 16:00"))
    turn(store, incident, "suspended", "handling", at("11-18 17:00"))
    after = handling(store, incident)
    assert (local(before.due_at), local(after.due_at)) == ("11-19 08:04", "11-19 09:04")
    assert after.calendar_key == "office"
    assert agrees(store)


def turn(store: Store, key: int, before: str, after: str, now: datetime) -> None:
    with store.begin() as session:
        row = locked_incident(session, key, actor("supervisor"))
        ledger = Ledger(session, row, flow=flow(row.flow))
        row.state = after
        ledger.move(before, after, action="", now=now)
        keep_incident(session, row, now=now)
        ledger.write()


def test_the_deadlines_it_would_move_are_told_and_nothing_is_written(store: Store, incident: int) -> None:
    edition = with_outage(store)
    with store.read() as session:
        told = list(moved_deadlines(session, edition))
    assert {one.number for one in told} == {number_of(store, incident)}
    found = next(one for one in told if one.name.en == "handling")
    assert found.before == handling(store, incident).due_at
    assert local(found.after) == local(found.before).replace("11-19", "11-20")
    with store.read() as session:
        assert [row.key for row in editions(session) if row.content.family == "office"] == ["office"]


def number_of(store: Store, key: int) -> str:
    with store.read() as session:
        return session.get_one(Incident, key).number


def test_deadlines_follow_when_a_person_says_so_and_the_trace_keeps_it(store: Store, incident: int) -> None:
    before = handling(store, incident)
    with store.read() as session:
        told = {one.number: one for one in moved_deadlines(session, with_outage(store))}
        version = session.get_one(Incident, incident).version
        last = newest_change(session)
    enter(store, with_outage(store))
    assert follow(store) == len(told) == 1
    after = handling(store, incident)
    assert local(after.due_at) == local(before.due_at).replace("11-19", "11-20")
    with store.read() as session:
        kept = session.scalars(select(Step).where(Step.incident_id == incident, Step.action == RECOUNT)).one()
        row = session.get_one(Incident, incident)
        kinds = set(session.scalars(select(Change.kind).where(Change.seq > last)))
        assert not broken_links(session, actor("supervisor").account_id)
    assert (kept.from_state, kept.to_state, kept.reason) == ("handling", "handling", "停电通知")
    assert local(after.due_at) in kept.opinion
    assert row.version == version + 1
    assert row.handle_due_at == after.due_at
    assert {"incident", "calendar"} <= kinds
    assert agrees(store)
    assert follow(store) == 0, "asking again changes nothing"


def test_a_stopped_follow_up_leaves_whole_incidents_and_goes_on_later(
    store: Store, incident: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 5):
        to_handling(store, report(store, now=START, key=f"form-{number}"), START)
    enter(store, with_outage(store))
    monkeypatch.setattr("gridcenter.services.calendar_editions.INCIDENTS_AT_ONCE", 2)

    def stop(done: Progress) -> None:
        assert (done.done, done.total) == (2, 4)
        raise Cancelled

    with pytest.raises(Cancelled):
        let_deadlines_follow(store, by=actor("supervisor"), reason="停电", progress=stop)
    assert agrees(store)
    with store.read() as session:
        taken = session.scalars(select(Step.incident_id).where(Step.action == RECOUNT)).all()
    assert len(taken) == 2
    assert follow(store) == 2
    assert agrees(store)


def test_an_ended_clock_is_left_as_it_was(store: Store, incident: int) -> None:
    step(store, incident, "finish", "handler", at("11-18 16:00"), result="好", photo_after="1")
    before = handling(store, incident)
    enter(store, with_outage(store))
    follow(store)
    after = handling(store, incident)
    assert (after.due_at, after.calendar_key) == (before.due_at, "office")
    assert agrees(store)


@pytest.mark.parametrize("role", ["collector", "acceptor", "dispatcher", "handler"])
def test_other_roles_do_not_change_calendars(store: Store, incident: int, role: str, english: None) -> None:
    with pytest.raises(RuleBroken, match="your role does not change calendars"):
        enter(store, with_outage(store), role=role)
    with pytest.raises(RuleBroken, match="your role does not change calendars"):
        let_deadlines_follow(store, by=actor(role), reason="x", progress=lambda _done: None)


def test_no_reason_no_change_and_no_such_calendar_are_refused(
    store: Store, incident: int, english: None
) -> None:
    with pytest.raises(BadInput, match="say why the calendar changes"):
        enter(store, with_outage(store), reason="  ")
    with pytest.raises(BadInput, match="nothing would change"):
        enter(store, in_force(store))
    with pytest.raises(BadInput, match="no calendar “field”; it has: continuous, office"):
        enter(store, replace(in_force(store), family="field"))


def test_two_who_enter_the_same_change_make_one_edition(store: Store, incident: int, english: None) -> None:
    edition = with_outage(store)

    def entered(_desk: int) -> str:
        try:
            return enter(store, edition)
        except BadInput as refusal:
            return str(refusal)

    with ThreadPoolExecutor(2) as desks:
        answers = sorted(desks.map(entered, range(2)))
    assert answers == ["office@2", "this calendar is in force already: nothing would change"]


def test_the_shipped_calendars_are_written_and_read_back(store: Store, incident: int, tmp_path: Path) -> None:
    with store.read() as session:
        shipped = [row.content for row in editions(session)]
    for edition in shipped:
        file = tmp_path / f"{edition.family}.yaml"
        file.write_text(calendar_text(edition), encoding="utf-8")
        assert read_calendar_file(file) == edition


def test_the_edition_in_force_is_the_one_entered_last(store: Store, incident: int) -> None:
    enter(store, with_outage(store))
    with store.read() as session:
        found, rows = working_calendar(session), editions(session)
    assert (found.key, OUTAGE in found.holidays) == ("office@2", True)
    newest = next(row for row in rows if row.content.family == "office")
    assert (newest.number, newest.entered_by, newest.reason) == (2, actor("supervisor").name, "停电通知")


def test_a_yellow_that_moves_under_a_deadline_that_stays_moves_on_the_incident_too(
    store: Store, incident: int
) -> None:
    before, former = handling(store, incident), in_force(store)
    enter(store, replace(former, spans="08:00-12:00 14:00-16:00 17:00-19:00"))
    assert follow(store) == 0, "no deadline moves"
    after = handling(store, incident)
    assert (after.due_at, after.calendar_key) == (before.due_at, "office@2")
    assert (local(before.yellow_at), local(after.yellow_at)) == ("11-18 16:52", "11-18 17:52")
    with store.read() as session:
        assert session.get_one(Incident, incident).yellow_at == after.yellow_at
    assert agrees(store)


def test_a_desk_of_the_same_person_works_while_deadlines_follow(store: Store, incident: int) -> None:
    others = [report(store, now=START, key=f"form-{number}") for number in range(2, 14)]
    for key in others:
        to_handling(store, key, START)
    enter(store, with_outage(store))
    stop = Event()

    def desk() -> int:
        told = 0
        while not stop.is_set():
            for key in others:
                with store.begin() as session:
                    add_report(
                        session,
                        key,
                        replace(DRAFT, description="又一人来电"),
                        by=actor("supervisor"),
                        now=START + timedelta(hours=1),
                        key=f"call-{told}",
                    )
                told += 1
        return told

    with ThreadPoolExecutor(1) as desks:
        telling = desks.submit(desk)
        try:
            assert follow(store) == len(others) + 1
        finally:
            stop.set()
        assert telling.result(60)
    assert agrees(store)


def test_a_street_moves_no_deadline_of_its_neighbour(store: Store, incident: int, english: None) -> None:
    street, district = (actor("supervisor", area=area) for area in ("709901001", "709901"))
    edition = with_outage(store)
    with pytest.raises(RuleBroken, match="holds for every area"), store.begin() as session:
        enter_edition(session, edition, reason="停电通知", by=street, now=START)
    with store.begin() as session:
        enter_edition(session, edition, reason="停电通知", by=district, now=START)
    for by, moved in ((street, None), (district, 1)):
        with nullcontext() if moved else pytest.raises(RuleBroken, match="holds for every area"):
            assert let_deadlines_follow(store, by=by, reason="停电", progress=lambda _done: None) == moved
