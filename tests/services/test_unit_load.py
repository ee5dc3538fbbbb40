"""Nobody is given a task without being asked whether there is room: one check on every way of naming a unit."""

from __future__ import annotations

import threading
from datetime import datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.duty import Availability
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.flow import HOLDER, FlowTemplate, Move
from gridcenter.domain.joint import Joint
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from gridcenter.services.ledger import Ledger
from gridcenter.services.moves import move_choices
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import Duty, history, loads, set_duty
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, IncidentClock, Step, Unit, UnitDuty
from tests.services.matters import actor, at, report, settle, step, version_of

START = at("11-16 09:00")
HOUSING = 3
BUSY = Duty(Availability.BUSY)
_forms = count()


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Unit(id=4, code="U4", name="江南街道", name_en="Jiangnan street", kind="street"))


def say(
    store: Store, duty: Duty, *, unit: int = HOUSING, now: datetime = START, reason: str = "抢险"
) -> None:
    with store.begin() as session:
        set_duty(session, unit, duty, reason=reason, by=actor("supervisor"), now=now)


def load(store: Store, unit: int = HOUSING) -> Any:
    with store.read() as session:
        return next(one for one in loads(session) if one.unit_id == unit)


def pending(store: Store) -> int:
    """Return an incident that awaits its dispatch."""
    key = report(store, now=START, key=f"form-{next(_forms)}")
    for action, role in (("register", "acceptor"), ("accept", "supervisor"), ("to_dispatch", "supervisor")):
        step(store, key, action, role, START)
    return key


def naming() -> list[tuple[str, Move, str]]:
    """Return every move of every flow that names a unit, with each state it leaves."""
    return [
        (key, move, origin)
        for key in flow_keys()
        for move in flow(key).moves
        for origin in sorted(move.origins)
        if move.joint is not Joint.RELEASE
        and any(flow(key).inputs[code].kind == "unit" for code in move.requires)
    ]


def inputs_of(template: FlowTemplate, move: Move, unit: int) -> dict[str, str]:
    said: dict[str, str] = {}
    for code in move.requires:
        field = template.inputs[code]
        said[code] = str(unit) if field.kind == "unit" else next(iter(field.choices), "如实")
        if field.kind == "moment":
            said[code] = "2026-12-30 17:00"
    return {code: said[code] for code in said if code not in ("category", "grid", "standard", "deadline")}


def placed(store: Store, key: str, state: str, *, returned: int) -> int:
    """Put an incident into a state of a flow, with the clocks that run there, held by unit 2."""
    incident = report(store, now=START, key=f"form-{next(_forms)}")
    with store.begin() as session:
        row = session.get_one(Incident, incident)
        for clock in session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident)):
            clock.ended_at = START
        row.flow, row.state, row.unit_id, row.return_count = key, state, 2, returned
        session.flush()
        session.expunge(row)
        ledger = Ledger(session, row, flow=flow(key))
        ledger.move("", state, action="report", now=START)
        ledger.write()
    return incident


@pytest.mark.parametrize(
    ("key", "move", "origin"),
    [pytest.param(*one, id=f"{one[0]}-{one[1].action}-{one[2]}") for one in naming()],
)
def test_every_move_of_every_flow_that_names_a_unit_asks_why_a_busy_one_is_named(
    store: Store, key: str, move: Move, origin: str
) -> None:
    unit = {"community": 1, "street": 4}.get(next(iter(sorted(move.unit_kinds)), ""), HOUSING)
    say(store, BUSY, unit=unit)
    incident = placed(store, key, origin, returned=9 if move.after_returns else 0)
    by = Actor(
        actor(move.role).account_id,
        move.role,
        move.role,
        move.role,
        2 if move.role == "handler" else None,
        "",
    )
    given = inputs_of(flow(key), move, unit)

    def take(**more: str) -> None:
        with store.begin() as session:
            take_step(
                session,
                incident,
                version=version_of(store, incident),
                action=move.action,
                inputs=given | more,
                by=by,
                now=at("11-16 09:30"),
            )

    before = version_of(store, incident)
    with pytest.raises(BadInput, match=r"is busy since 11-16 09:00, with 0 open tasks: choose another unit"):
        take()
    assert version_of(store, incident) == before
    take(despite_busy="只有它有设备")
    with store.read() as session:
        last = session.scalars(
            select(Step).where(Step.incident_id == incident).order_by(Step.sequence)
        ).all()[-1]
    assert "Named all the same" in last.opinion
    assert "只有它有设备" in last.opinion
    held = load(store, unit)
    given_it = HOLDER in move.requires or move.joint is Joint.CALL
    assert (held.availability, held.since, held.tasks) == (Availability.BUSY, START, int(given_it))


def test_naming_a_busy_unit_leaves_it_and_its_other_tasks_as_they_are(store: Store) -> None:
    """TicketsCAD #82: assigning a busy unit reset it."""
    first, second = pending(store), pending(store)
    step(store, first, "dispatch", "dispatcher", START, unit=str(HOUSING))
    say(store, Duty(Availability.BUSY, until=at("11-17 09:00")))
    with store.read() as session:
        was = tuple(session.execute(select(*Unit.__table__.columns).where(Unit.id == HOUSING)).one())
        task = tuple(session.execute(select(*Incident.__table__.columns).where(Incident.id == first)).one())
    with pytest.raises(BadInput, match="with 1 open task, until 11-17 09:00"):
        step(store, second, "dispatch", "dispatcher", at("11-16 10:00"), unit=str(HOUSING))
    step(store, second, "dispatch", "dispatcher", at("11-16 10:00"), unit=str(HOUSING), despite_busy="急")
    with store.read() as session:
        assert was == tuple(session.execute(select(*Unit.__table__.columns).where(Unit.id == HOUSING)).one())
        assert task == tuple(
            session.execute(select(*Incident.__table__.columns).where(Incident.id == first)).one()
        )
        assert session.scalar(select(func.count()).select_from(UnitDuty)) == 1


def test_a_full_unit_is_named_only_with_a_reason_and_has_room_again_when_a_task_is_handled(
    store: Store,
) -> None:
    say(store, Duty(capacity=1), unit=2)
    first, second = pending(store), pending(store)
    step(store, first, "dispatch", "dispatcher", START, unit="2")
    with pytest.raises(BadInput, match="City management is full: it has 1 open task and may hold 1"):
        step(store, second, "dispatch", "dispatcher", START, unit="2")
    step(store, first, "receive", "handler", START)
    step(store, first, "start", "handler", START)
    step(store, first, "finish", "handler", START, result="好", photo_after="P")
    step(store, second, "dispatch", "dispatcher", START, unit="2")
    assert load(store, 2).tasks == 1


def test_what_a_unit_owes_as_one_called_in_counts_among_its_tasks(store: Store) -> None:
    key = pending(store)
    step(store, key, "dispatch", "dispatcher", START, unit="2")
    step(store, key, "receive", "handler", START)
    step(store, key, "start", "handler", START)
    step(store, key, "call_in", "handler", START, co_unit=str(HOUSING), reason="看")
    assert (load(store).held, load(store).owed) == (0, 1)
    say(store, Duty(capacity=1))
    with pytest.raises(BadInput, match="is full"):
        step(store, pending(store), "dispatch", "dispatcher", START, unit=str(HOUSING))


def test_a_unit_is_free_again_when_the_time_that_was_said_has_passed(store: Store) -> None:
    say(store, Duty(Availability.OFF_DUTY, until=at("11-16 12:00")))
    key = pending(store)
    with pytest.raises(BadInput, match="is off duty since 11-16 09:00"):
        step(store, key, "dispatch", "dispatcher", at("11-16 11:59"), unit=str(HOUSING))
    step(store, key, "dispatch", "dispatcher", at("11-16 12:00"), unit=str(HOUSING))


def test_a_reason_that_nobody_asked_for_is_not_written_down(store: Store) -> None:
    key = pending(store)
    step(store, key, "dispatch", "dispatcher", START, unit=str(HOUSING), despite_busy="多余")
    with store.read() as session:
        opinions = session.scalars(select(Step.opinion).where(Step.incident_id == key)).all()
    assert not any("多余" in opinion for opinion in opinions)


def test_two_dispatchers_at_one_moment_do_not_both_take_the_last_room(store: Store) -> None:
    say(store, Duty(capacity=1))
    keys = [pending(store) for _ in range(4)]
    versions = {key: version_of(store, key) for key in keys}
    together, outcome = threading.Barrier(len(keys)), list[str]()

    def dispatch(key: int) -> None:
        together.wait()
        try:
            with store.begin() as session:
                take_step(
                    session,
                    key,
                    version=versions[key],
                    action="dispatch",
                    inputs={"unit": str(HOUSING)},
                    by=actor("dispatcher"),
                    now=START,
                )
            outcome.append("taken")
        except Refusal as refusal:
            outcome.append("full" if "is full" in str(refusal) else str(refusal))

    threads = [threading.Thread(target=dispatch, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome) == ["full", "full", "full", "taken"]
    assert load(store).tasks == 1


def test_availability_is_said_by_a_named_person_with_a_reason_and_kept(store: Store) -> None:
    say(store, Duty(Availability.BUSY, until=at("11-16 18:00")), reason="防汛值守")
    say(store, Duty(capacity=7), now=at("11-16 10:00"), reason="人手增加")
    say(store, Duty(Availability.FREE, by_kind=True), now=at("11-16 11:00"), reason="解除")
    with store.read() as session:
        said = history(session, HOUSING)
    assert [(one.availability.value, one.capacity, one.reason) for one in said] == [
        ("free", None, "解除"),
        ("busy", 7, "人手增加"),
        ("busy", None, "防汛值守"),
    ]
    assert said[0].setter == actor("supervisor").name
    for change in (update(UnitDuty).values(reason="别的"), UnitDuty.__table__.delete()):
        with pytest.raises(DBAPIError), store.begin() as session:
            session.execute(change)


@pytest.mark.parametrize(
    ("duty", "reason", "sentence"),
    [
        (BUSY, "  ", "give the reason"),
        (Duty(Availability.BUSY, until=START), "r", "must lie in the future"),
        (Duty(Availability.FREE, until=at("11-17 09:00")), "r", "leave the time out"),
        (Duty(capacity=-1), "r", "no number of tasks"),
        (Duty(capacity=10**9), "r", "no number of tasks"),
        (BUSY, "长" * 300, "shorten it"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_changes(
    store: Store, duty: Duty, reason: str, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        say(store, duty, reason=reason)
    assert load(store).availability is Availability.FREE
    assert load(store).capacity is None


def test_only_the_centre_and_the_unit_itself_speak_for_a_unit(store: Store) -> None:
    own = Actor(20, "handler2", "handler 二号", "handler", HOUSING, "")
    with store.begin() as session:
        set_duty(session, HOUSING, BUSY, reason="外出", by=own, now=START)
    for by in (actor("handler"), actor("collector")):
        with pytest.raises(RuleBroken, match="only the centre"), store.begin() as session:
            set_duty(session, HOUSING, BUSY, reason="外出", by=by, now=START)


def test_a_street_does_not_speak_for_the_units_of_its_neighbour(store: Store) -> None:
    for area in ("709901001", "709901", ""):
        with store.begin() as session:
            set_duty(session, 1, BUSY, reason="外出", by=actor("dispatcher", area=area), now=START)
    neighbour = actor("dispatcher", area="709901002")
    with pytest.raises(RuleBroken, match="belongs to another area"), store.begin() as session:
        set_duty(session, 1, BUSY, reason="外出", by=neighbour, now=START)
    with store.begin() as session:
        set_duty(session, HOUSING, BUSY, reason="外出", by=neighbour, now=START)


@pytest.mark.parametrize("role", ["auditor", "wall"])
def test_who_audits_or_shows_speaks_for_no_unit_though_he_belongs_to_it(store: Store, role: str) -> None:
    by = Actor(20, "handler2", "handler 二号", role, HOUSING, "")
    with pytest.raises(RuleBroken, match="only the centre"), store.begin() as session:
        set_duty(session, HOUSING, BUSY, reason="外出", by=by, now=START)


def test_the_chooser_names_the_nearest_first_and_among_them_the_freest_with_its_load(store: Store) -> None:
    with store.begin() as session:
        session.add(Unit(id=5, code="U5", name="安全局", name_en="Safety", kind="department"))
    say(store, BUSY, unit=2)
    step(store, pending(store), "dispatch", "dispatcher", START, unit=str(HOUSING))
    key = pending(store)
    with store.read() as session:
        choices = {one.action: one for one in move_choices(session, key, by=actor("dispatcher"))}
    unit, despite = choices["dispatch"].fields
    assert [(one.name.en, one.note) for one in unit.choices] == [
        ("Jiangnan community", "free · tasks 0/60"),
        ("Safety", "free · tasks 0"),
        ("Jiangnan street", "free · tasks 0"),
        ("Housing bureau", "free · tasks 1"),
        ("City management", "busy · tasks 0"),
    ]
    assert [one.name.en for one in unit.choices if one.warning] == ["City management"]
    assert (despite.code, despite.warns) == ("despite_busy", "unit")


def test_where_every_unit_has_room_no_choice_has_a_warning(store: Store) -> None:
    key = pending(store)
    with store.read() as session:
        choices = {one.action: one for one in move_choices(session, key, by=actor("dispatcher"))}
    unit, despite = choices["dispatch"].fields
    assert not any(one.warning for one in unit.choices)
    assert despite.warns == unit.code
