"""Whatever brings a unit work that it had not asks whether it has room: every move of every flow, and every path
beside the flows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select

import gridcenter.services
from gridcenter.domain.duty import Availability, working_units
from gridcenter.domain.errors import BadInput, Refusal
from gridcenter.domain.flow import Move
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.adjustments import apply_for, approve
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.ledger import Ledger
from gridcenter.services.merge_choices import merge_choices
from gridcenter.services.merging import merge_incidents, unmerge_incident
from gridcenter.services.moves import move_choices
from gridcenter.services.reopening import reopen_incident
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import Duty, loads, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import Adjustment, Incident, IncidentClock, Step
from tests.services.matters import (
    actor,
    at,
    attached,
    report,
    settle,
    step,
    to_closed,
    to_handling,
    version_of,
)

START = at("11-16 09:00")
LATER = START + timedelta(minutes=30)
HELD_BY, HOUSING = 2, 3
BUSY = Duty(Availability.BUSY)
GIVING_BACK = {
    ("city_matter", "rework"),
    ("dispute", "relapse"),
    ("emergency", "rework"),
    ("service_request", "rework"),
}
_forms = count()


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def say(store: Store, duty: Duty, *, unit: int = HELD_BY) -> None:
    with store.begin() as session:
        set_duty(session, unit, duty, reason="抢险", by=actor("supervisor"), now=START)


def work(store: Store, key: int) -> frozenset[int]:
    with store.read() as session:
        row = session.get_one(Incident, key)
    return working_units(
        holder=row.unit_id,
        called_in=row.called_in,
        closed=row.closed_at is not None,
        handled=row.handled_at is not None,
    )


def tasks(store: Store, unit: int) -> int:
    with store.read() as session:
        return next(one.tasks for one in loads(session) if one.unit_id == unit)


def placed(store: Store, key: str, state: str, *, outcome: str, handled: bool) -> int:
    """Put an incident that was filed into a state of a flow, with the clocks that run there, held by unit 2."""
    incident = report(store, now=START, key=f"form-{next(_forms)}")
    with store.begin() as session:
        row = session.get_one(Incident, incident)
        for clock in session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident)):
            clock.ended_at = START
        row.flow, row.state, row.unit_id, row.outcome = key, state, HELD_BY, outcome
        if state == "self_handled":
            row.unit_id = None  # settled without dispatch
        row.filed_at, row.handled_at = START, START if handled else None
        session.flush()
        session.expunge(row)
        ledger = Ledger(session, row, flow=flow(key))
        ledger.move("", state, action="report", now=START)
        ledger.write()
    return incident


def silent() -> Iterator[tuple[str, Move, str]]:
    """Yield every move of every flow that names no unit, with each state it leaves."""
    for key in flow_keys():
        for move in flow(key).moves:
            if not any(flow(key).inputs[code].kind == "unit" for code in move.requires):
                yield from ((key, move, origin) for origin in sorted(move.origins))


def taken(store: Store, incident: int, key: str, move: Move, **more: str) -> None:
    """Take the move as whoever may, or apply for it and have it approved."""
    template = flow(key)
    said = {
        code: next(iter(template.inputs[code].choices), "如实")
        if template.inputs[code].kind != "moment"
        else "2026-11-30 17:00"
        for code in move.requires
        if code not in ("category", "grid", "standard", "deadline")
    }
    unit = HELD_BY if move.role == "handler" else None
    by = Actor(actor(move.role).account_id, move.role, move.role, move.role, unit, "")
    with store.begin() as session:
        for kind in ("before", "during", "after"):
            attached(session, incident, kind, by=by)
        version = session.get_one(Incident, incident).version
        asked = {"version": version, "action": move.action, "inputs": said | more, "now": LATER}
        if move.approval is None:
            take_step(session, incident, by=by, **asked)  # type: ignore[arg-type]
            return
        apply_for(session, incident, by=by, key=f"form-{next(_forms)}", **asked)  # type: ignore[arg-type]
        (application,) = session.scalars(
            select(Adjustment.id).where(Adjustment.incident_id == incident, Adjustment.ended_at.is_(None))
        )
        approve(session, application, version=version + 1, opinion="", by=actor("leader"), now=LATER)


@pytest.mark.parametrize("flow_key", flow_keys())
def test_no_move_of_any_flow_gives_a_busy_unit_work_that_it_had_not(store: Store, flow_key: str) -> None:
    say(store, BUSY)
    found, said, tried = set[tuple[str, str]](), set[str](), 0
    for key, move, origin in silent():
        if key != flow_key:
            continue
        for handled in (False, True):
            outcome = "scheduled" if origin == "scheduled" else ""
            incident = placed(store, key, origin, outcome=outcome, handled=handled)
            before = work(store, incident)
            try:
                taken(store, incident, key, move)
            except BadInput as refusal:
                said.add(str(refusal))
                assert work(store, incident) == before
                taken(store, incident, key, move, despite_busy="只有它有设备")
                assert work(store, incident) == {HELD_BY}
                found.add((key, move.action))
            except Refusal:
                continue  # the incident's past forbids it: it gives nobody anything
            else:
                assert work(store, incident) <= before, (key, move.action, origin)
            tried += 1
    assert tried > 20
    assert found == {one for one in GIVING_BACK if one[0] == flow_key}
    assert all("is busy since 11-16 09:00" in sentence for sentence in said)


def failed(store: Store, form: str) -> int:
    """Return an incident whose check failed."""
    key = report(store, now=START, key=form)
    to_handling(store, key, START)
    for action, role, inputs in (
        ("finish", "handler", {"result": "已清除"}),
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
        ("fail", "collector", {"reason": "未清除"}),
    ):
        step(store, key, action, role, LATER, **inputs)
    return key


def last_opinion(store: Store, key: int) -> str:
    with store.read() as session:
        newest = select(Step.opinion).where(Step.incident_id == key).order_by(Step.sequence.desc())
        return session.scalars(newest.limit(1)).one()


def test_a_rework_asks_before_the_form_is_sent_and_writes_the_reason_into_the_trace(store: Store) -> None:
    key = failed(store, "a")
    with store.read() as session:
        (rework,) = (
            one for one in move_choices(session, key, by=actor("dispatcher")) if one.action == "rework"
        )
    assert [(one.code, one.warning) for one in rework.fields] == [("reason", None), ("despite_busy", "")]
    say(store, Duty(Availability.OFF_DUTY))
    with store.read() as session:
        (rework,) = (
            one for one in move_choices(session, key, by=actor("dispatcher")) if one.action == "rework"
        )
    assert "City management is off duty since" in (rework.fields[1].warning or "")
    with pytest.raises(BadInput, match="give the reason to give the task back to it"):
        step(store, key, "rework", "dispatcher", LATER, reason="返工")
    step(store, key, "rework", "dispatcher", LATER, reason="返工", despite_busy="只有它有设备")
    assert last_opinion(store, key).startswith("Given back all the same (City management is off duty since")
    assert last_opinion(store, key).endswith("只有它有设备")


def test_a_rework_takes_the_last_room_and_the_next_one_is_told_so(store: Store) -> None:
    first, second = failed(store, "a"), failed(store, "b")
    say(store, Duty(capacity=1))
    step(store, first, "rework", "dispatcher", LATER, reason="返工")
    with pytest.raises(BadInput, match="City management is full: it has 1 open task and may hold 1"):
        step(store, second, "rework", "dispatcher", LATER, reason="返工")
    assert tasks(store, HELD_BY) == 1


def merged(store: Store) -> int:
    """Return an incident in handling, with a unit called in, that was merged into another one."""
    kept, key = report(store, now=START, key="kept"), report(store, now=START, key="merged")
    to_handling(store, key, START)
    step(store, key, "call_in", "handler", LATER, co_unit=str(HOUSING), reason="查图纸")
    with store.begin() as session:
        merge_incidents(
            session,
            kept=(kept, version_of(store, kept)),
            merged=(key, version_of(store, key)),
            reason="同一处",
            by=actor("acceptor"),
            now=LATER,
        )
    return key


def unmerge(store: Store, key: int, *, despite: str = "") -> None:
    with store.begin() as session:
        unmerge_incident(
            session,
            key,
            version=version_of(store, key),
            reason="不是同一处",
            by=actor("acceptor"),
            now=LATER,
            despite=despite,
        )


@pytest.mark.parametrize("unit", [HELD_BY, HOUSING])
def test_taking_apart_asks_for_the_holder_and_for_every_unit_called_in(store: Store, unit: int) -> None:
    key = merged(store)
    say(store, BUSY, unit=unit)
    with store.read() as session:
        (choice,) = merge_choices(session, key, by=actor("acceptor"))
    assert "is busy since" in (choice.fields[1].warning or "")
    before = version_of(store, key)
    with pytest.raises(BadInput, match=r"is busy since 11-16 09:00.*give the reason to give the task back"):
        unmerge(store, key)
    assert (version_of(store, key), work(store, key)) == (before, frozenset())
    unmerge(store, key, despite="当日必须处置")
    assert work(store, key) == {HELD_BY, HOUSING}
    assert last_opinion(store, key).startswith("不是同一处\nGiven back all the same")


def test_taking_apart_asks_nothing_where_everybody_has_room_or_nothing_is_left_to_do(store: Store) -> None:
    key = merged(store)
    unmerge(store, key)
    assert work(store, key) == {HELD_BY, HOUSING}


def test_what_is_reopened_is_nobodys_before_it_is_dispatched(store: Store) -> None:
    key = report(store, now=START, key="a")
    to_closed(store, key, START)
    say(store, BUSY)
    with store.begin() as session:
        again = reopen_incident(session, key, reason="未解决", by=actor("acceptor"), now=LATER, key="again")
    assert work(store, again) == frozenset()


def test_what_is_parked_stays_a_task_of_its_unit_so_that_taking_it_up_brings_nothing_new(
    store: Store,
) -> None:
    key = report(store, now=START, key="a")
    to_handling(store, key, START)
    step(store, key, "suspend", "supervisor", LATER, reason="待料", review_date="2026-12-01 09:00")
    assert tasks(store, HELD_BY) == 1
    say(store, BUSY)
    step(store, key, "resume", "supervisor", LATER)
    assert tasks(store, HELD_BY) == 1


def test_an_incident_is_written_back_at_one_place_only() -> None:
    folder = Path(gridcenter.services.__file__).parent
    places = {path.name for path in folder.rglob("*.py") if "Copies(Incident)" in path.read_text("utf-8")}
    assert places == {"locked_incidents.py"}
    direct = {
        path.name
        for path in folder.rglob("*.py")
        if "update(Incident)" in path.read_text("utf-8") or "_INCIDENTS.write" in path.read_text("utf-8")
    }
    assert direct == {"locked_incidents.py"}
