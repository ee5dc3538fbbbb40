"""Several units on one incident: each that was called in owes an answer on a clock of its own."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.clock_check import Difference
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.domain.joint import Ending, newest_calls
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow
from gridcenter.services.moves import move_choices
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.incidents import incidents_by_id
from gridcenter.store.joint import co_handlers_of
from gridcenter.store.models import Account, CoHandling, Incident, IncidentClock, Standard, Unit
from tests.services.matters import SHANGHAI, actor, at, report, settle, step, to_handling, version_of

START = at("11-16 09:00")
"""A Monday: one working day from 10:00 lasts until Tuesday 10:00."""
HOUSING, STREET = 3, 4


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Unit(id=STREET, code="U4", name="江南街道", name_en="Jiangnan street", kind="street"))
        session.flush()
        session.add(Account(id=21, login="street", name="street", role="handler", unit_id=STREET))


def of(unit: int) -> Actor:
    number = {2: actor("handler").account_id, HOUSING: 20, STREET: 21}[unit]
    login = {2: "handler", HOUSING: "handler2", STREET: "street"}[unit]
    return Actor(number, login, f"{login} 一号", "handler", unit, "")


def act(store: Store, key: int, action: str, now: datetime, *, unit: int = 2, **inputs: str) -> None:
    with store.begin() as session:
        take_step(
            session,
            key,
            version=version_of(store, key),
            action=action,
            inputs=inputs,
            by=of(unit),
            now=now,
        )


def call(store: Store, key: int, unit: int, when: str, asked: str = "看管线") -> None:
    act(store, key, "call_in", at(when), co_unit=str(unit), reason=asked)


def handled(store: Store) -> int:
    key = report(store, now=START)
    to_handling(store, key, START)
    return key


def incident(store: Store, key: int) -> Incident:
    with store.read() as session:
        found = session.get_one(Incident, key)
        session.expunge(found)
        return found


def co_clocks(store: Store, key: int) -> dict[int | None, IncidentClock]:
    with store.read() as session:
        wanted = select(IncidentClock).where(IncidentClock.incident_id == key, IncidentClock.kind == "co")
        found = {one.unit_id: one for one in session.scalars(wanted)}
        session.expunge_all()
        return found


def verified(store: Store) -> list[Difference]:
    return verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept


def test_each_unit_called_in_has_a_clock_of_its_own_and_they_answer_in_any_order(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    call(store, key, STREET, "11-16 11:00")
    clocks = co_clocks(store, key)
    assert clocks[HOUSING].due_at == at("11-17 10:00")
    assert clocks[STREET].due_at == at("11-17 11:00")
    assert incident(store, key).called_in == f" {HOUSING} {STREET} "
    act(store, key, "co_opinion", at("11-16 14:00"), unit=STREET, result="可拆")
    act(store, key, "co_opinion", at("11-16 15:00"), unit=HOUSING, result="无管线")
    with store.read() as session:
        calls = co_handlers_of(session, key)
    assert [(one.unit_id, one.ending, one.said, one.ender) for one in calls] == [
        (HOUSING, Ending.ANSWERED, "result: 无管线", "handler2 一号"),
        (STREET, Ending.ANSWERED, "result: 可拆", "street 一号"),
    ]
    assert {one.ended_at for one in co_clocks(store, key).values()} == {at("11-16 14:00"), at("11-16 15:00")}
    assert incident(store, key).called_in == ""
    assert verified(store) == []


def test_a_unit_is_called_in_once_at_a_time_and_the_lead_not_at_all(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    before = version_of(store, key)
    with pytest.raises(RuleBroken, match="called in already and still owes"):
        call(store, key, HOUSING, "11-16 10:10")
    with pytest.raises(RuleBroken, match="leads the incident"):
        call(store, key, 2, "11-16 10:10")
    with pytest.raises(RuleBroken, match="owes no answer here"):
        act(store, key, "release_unit", at("11-16 10:10"), co_unit=str(STREET), reason="无需")
    assert version_of(store, key) == before
    act(store, key, "co_opinion", at("11-16 10:20"), unit=HOUSING, result="好")
    call(store, key, HOUSING, "11-16 10:30", "再看一次")
    with store.read() as session:
        calls = co_handlers_of(session, key)
    assert [one.asked for one in calls] == ["看管线", "再看一次"]
    assert [one.asked for one in newest_calls(calls)] == ["再看一次"]


def test_the_lead_waits_for_every_answer_or_releases_the_unit_with_a_reason(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    call(store, key, STREET, "11-16 10:00")
    for owing in ("2 units called in still owe an answer", "1 unit called in still owes an answer"):
        with pytest.raises(RuleBroken, match=owing):
            act(store, key, "finish", at("11-16 10:30"), result="清", photo_after="P")
        with store.read() as session:
            choices = {one.action: one for one in move_choices(session, key, by=of(2))}
        assert choices["finish"].refusal.startswith(owing)
        released = choices["release_unit"].fields[0].choices[0].value
        act(store, key, "release_unit", at("11-16 10:40"), co_unit=released, reason="已不需要")
    act(store, key, "finish", at("11-16 10:50"), result="清", photo_after="P")
    with store.read() as session:
        assert {(one.ending, one.said) for one in co_handlers_of(session, key)} == {
            (Ending.RELEASED, "已不需要")
        }
        assert {one.action: one.refusal for one in move_choices(session, key, by=of(2))}
    assert verified(store) == []


def test_only_a_unit_that_owes_an_answer_gives_one(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    for unit in (2, STREET):
        with pytest.raises(RuleBroken, match="for a unit that was called in"):
            act(store, key, "co_opinion", at("11-16 10:10"), unit=unit, result="我说")
    with pytest.raises(RuleBroken, match="another unit holds this task"):
        act(store, key, "release_unit", at("11-16 10:10"), unit=HOUSING, co_unit="3", reason="不想办")


def test_an_overdue_unit_called_in_turns_the_light_and_is_not_put_to_the_lead(store: Store) -> None:
    with store.begin() as session:
        session.execute(update(Standard).values(handle_value=5, handle_unit="work_day"))
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    held = incident(store, key)
    assert (held.due_at, held.due_unit_id) == (at("11-17 10:00"), HOUSING)
    with store.read() as session:
        row = incidents_by_id(session, [key], area="")[0]
    late = at("11-17 10:00")
    assert row.light(late) is Light.RED
    assert (row.unit_id, row.behind_id, row.behind.en) == (2, HOUSING, "Housing bureau")
    assert row.called_in == {HOUSING}
    act(store, key, "co_opinion", at("11-17 11:00"), unit=HOUSING, result="迟了")
    held = incident(store, key)
    assert (held.due_unit_id, held.due_at) == (None, at("11-18 09:02"))
    assert verified(store) == []


def test_clocks_of_units_called_in_rest_while_the_incident_is_parked(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    step(
        store, key, "suspend", "supervisor", at("11-16 11:00"), reason="等料", review_date="2026-12-01 09:00"
    )
    assert co_clocks(store, key)[HOUSING].paused
    with pytest.raises(RuleBroken):
        act(store, key, "co_opinion", at("11-16 11:10"), unit=HOUSING, result="说")
    step(store, key, "resume", "supervisor", at("11-17 11:00"))
    clock = co_clocks(store, key)[HOUSING]
    assert (clock.paused, clock.due_at) == (False, at("11-18 10:00"))
    assert verified(store) == []


@pytest.mark.parametrize(("action", "role"), [("force_close", "leader"), ("cancel", "supervisor")])
def test_the_end_of_the_incident_ends_what_is_owed(store: Store, action: str, role: str) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    call(store, key, STREET, "11-16 10:00")
    step(store, key, action, role, at("11-16 12:00"), reason="不再办")
    with store.read() as session:
        calls = co_handlers_of(session, key)
    assert {(one.ending, one.ended_at) for one in calls} == {(Ending.INCIDENT_ENDED, at("11-16 12:00"))}
    assert {one.ended_at for one in co_clocks(store, key).values()} == {at("11-16 12:00")}
    held = incident(store, key)
    assert (held.called_in, held.due_unit_id, held.due_at) == ("", None, held.whole_due_at)
    assert verified(store) == []


def test_a_unit_called_in_that_becomes_the_lead_owes_no_answer_any_more(
    store: Store,
) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    with store.begin() as session:  # as a ruling of the centre does: the unit called in becomes the lead
        session.execute(update(Incident).where(Incident.id == key).values(unit_id=HOUSING))
    act(store, key, "call_in", at("11-16 10:30"), unit=HOUSING, co_unit=str(STREET), reason="看")
    with store.read() as session:
        calls = co_handlers_of(session, key)
    assert [one.ending for one in calls] == [Ending.RELEASED, Ending.OWED]
    assert incident(store, key).called_in == f" {STREET} "


def test_what_was_asked_and_how_it_ended_stands_for_good(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    act(store, key, "co_opinion", at("11-16 11:00"), unit=HOUSING, result="好")
    for values in ({"asked": "别的"}, {"said": "没说过"}, {"ended_at": None}):
        with pytest.raises(DBAPIError), store.begin() as session:
            session.execute(update(CoHandling).values(**values))


def test_a_stored_repetition_that_no_clock_gives_is_found(store: Store) -> None:
    key = handled(store)
    call(store, key, HOUSING, "11-16 10:00")
    with store.begin() as session:
        session.execute(update(Incident).where(Incident.id == key).values(called_in=" 9 ", due_unit_id=9))
    assert {one.field for one in verified(store)} == {"called_in", "due_unit_id"}


@pytest.mark.parametrize("key", ["city_matter", "dispute", "escalation"])
def test_the_simulation_plays_joint_handling_and_refuses_to_finish_before_the_answers(
    store: Store, key: str
) -> None:
    with store.read() as session:
        calendar = working_calendar(session)
    played = FlowSimulation(flow(key), calendar, start=START)
    path = {
        "city_matter": ["register", "accept", "to_dispatch", "dispatch", "receive", "start"],
        "dispute": ["accept", "dispatch", "mediate"],
        "escalation": ["take_on", "escalate", "escalate", "escalate", "escalate"],
    }[key]
    last = {"city_matter": "finish", "dispute": "agree", "escalation": "settle"}[key]
    played.walk([*path, "call_in", "call_in", "co_opinion"])
    with pytest.raises(RuleBroken, match="1 unit called in still owes"):
        played.take(last)
    played.walk(["release_unit", last])
    with pytest.raises(RuleBroken):
        played.take("co_opinion")
