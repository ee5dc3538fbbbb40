"""An incident of every flow goes from report to evaluation by real steps, as the simulation foretells; what is not
allowed leaves nothing behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.desk.ports import desk_ports
from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.flow import FlowTemplate, Move
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.domain.people import Actor
from gridcenter.language import pick, use_language
from gridcenter.services.flows import flow, flow_for, flow_keys, own_flow
from gridcenter.services.intake import IncidentDraft
from gridcenter.services.moves import move_choices
from gridcenter.services.step_inputs import held_inputs
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.figures_indicators import indicator_counts
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Category,
    Change,
    ClockSegment,
    Incident,
    IncidentClock,
    Standard,
    Step,
    Unit,
)
from tests.services.matters import GRID, SHANGHAI, actor, at, prove, report, settle, step, version_of

START = at("09-30 17:30")
CATEGORIES = {
    "city_matter": ("matters", "06010"),
    "dispute": ("disputes", "0402"),
    "escalation": ("matters", "06012"),
    "emergency": ("emergencies", "TF2"),
    "service_request": ("services", "FW03"),
}
STREET, OTHER_DEPARTMENT = 4, 3
COLLEAGUE = Actor(20, "handler2", "handler 二号", "handler", OTHER_DEPARTMENT, "")
every_flow = pytest.mark.parametrize("key", flow_keys())


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Unit(id=STREET, code="U4", name="江南街道", kind="street", division_code="709901001"))
        session.flush()
        session.add(Account(id=7, login="acceptor2", name="acceptor 二号", role="acceptor"))
        for number, unit in ((21, 1), (22, STREET)):
            login = f"handler{number}"
            session.add(Account(id=number, login=login, name=login, role="handler", unit_id=unit))


def draft_of(key: str) -> IncidentDraft:
    set_key, code = CATEGORIES[key]
    chosen = key if key == "escalation" else ""
    return IncidentDraft(code, "演示", category_set=set_key, grid_code=GRID, flow=chosen)


def reported(store: Store, key: str, *, now: datetime = START) -> int:
    return report(store, now=now, draft=draft_of(key))


def inputs_of(template: FlowTemplate, move: Move, *, unit: str = "2") -> dict[str, str]:
    """Answer everything the move asks, the choices with their first one."""
    answers: dict[str, str] = {}
    for code in move.requires:
        field = template.inputs[code]
        if field.kind == "choice":
            answers[code] = next(iter(field.choices))
        elif field.kind == "unit":
            answers[code] = unit
        elif field.kind != "proof" and code not in ("category", "grid", "standard", "deadline"):
            answers[code] = "2026-12-30 17:00" if field.kind == "moment" else "如实"
    return answers


def taken(
    store: Store, incident: int, action: str, *, now: datetime, by: Actor | None = None, **given: str
) -> None:
    """Take the move as somebody of its role, who belongs to the unit that holds the task."""
    with store.begin() as session:
        row = session.get_one(Incident, incident)
        template = own_flow(session, row)
        move = next(one for one in template.moves_from(row.state) if one.action == action)
        taker = by or holder(move.role, row.unit_id)
        prove(session, incident, action, by=taker)
        take_step(
            session,
            incident,
            version=row.version,
            action=action,
            inputs={**inputs_of(template, move), **given},
            by=taker,
            now=now,
        )


def holder(role: str, unit: int | None) -> Actor:
    if role != "handler" or unit in (None, 2):
        return actor(role)
    number = {OTHER_DEPARTMENT: 20, 1: 21, STREET: 22}[unit]
    return Actor(number, f"handler{number}", f"handler{number}", "handler", unit, "")


def rows(store: Store) -> list[list[Any]]:
    tables = (Incident, Step, IncidentClock, ClockSegment, AuditEntry, Change)
    with store.read() as session:
        return [
            [
                tuple(row)
                for row in session.execute(
                    select(*table.__table__.columns).order_by(*table.__table__.primary_key)
                )
            ]
            for table in tables
        ]


@every_flow
def test_an_incident_of_every_flow_goes_from_report_to_evaluation_as_the_simulation_foretells(
    store: Store, key: str
) -> None:
    with store.begin() as session:  # limits of standards aside, so that both count with the flow's own
        for one in session.scalars(select(Standard)):
            one.valid_from = at("12-31 12:00").date()
    with store.read() as session:
        played = FlowSimulation(flow(key), working_calendar(session), start=START)
    played.walk(played.usual_actions(), pace=40)
    incident = reported(store, key)
    for foretold in played.steps[1:]:
        taken(store, incident, foretold.action, now=foretold.at)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        steps = session.scalars(
            select(Step).where(Step.incident_id == incident).order_by(Step.sequence)
        ).all()
        clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident)).all()
    assert (row.flow, row.state) == (key, "closed")
    assert steps[-1].action == "evaluate"
    assert [(one.action, one.to_state, one.role) for one in steps] == [
        (one.action, one.state.code, one.role) for one in played.steps
    ]
    assert row.version == len(steps)
    ended = {
        (event.clock.kind, event.clock.period.code): (
            event.clock.due_at,
            event.clock.yellow_at,
            event.clock.ended_at,
        )
        for foretold in played.steps
        for event in foretold.events
    }
    assert {(one.kind, one.state): (one.due_at, one.yellow_at, one.ended_at) for one in clocks} == ended
    assert row.filed_at is not None
    assert row.handled_at is not None
    assert row.closed_at == steps[-2].at
    assert row.outcome == "resolved"


@every_flow
def test_moves_of_other_roles_states_and_without_inputs_are_refused_at_every_step(
    store: Store, key: str
) -> None:
    incident, template = reported(store, key), flow(key)
    for action in FlowSimulation(template, _office(store), start=START).usual_actions():
        with store.read() as session:
            row = session.get_one(Incident, incident)
            state, version, unit, held = row.state, row.version, row.unit_id, held_inputs(row)
        before = rows(store)
        move = next(one for one in template.moves_from(state) if one.action == action)
        attempts: list[tuple[str, Mapping[str, str], Actor, int]] = [
            ("fly", {}, actor("leader"), version),
            (action, inputs_of(template, move), actor(_other_role(template, state, action)), version),
            (action, inputs_of(template, move), holder(move.role, unit), version + 7),
        ]
        if set(move.requires) - held:
            attempts.append((action, {}, holder(move.role, unit), version))
        elsewhere = next((one for one in template.moves if state not in one.origins), None)
        assert elsewhere is not None
        if elsewhere.action not in {one.action for one in template.moves_from(state)}:
            attempts.append((elsewhere.action, {}, actor(elsewhere.role), version))
        for wished, given, by, seen in attempts:
            with pytest.raises(Refusal), store.begin() as session:
                take_step(session, incident, version=seen, action=wished, inputs=given, by=by, now=START)
        assert rows(store) == before
        taken(store, incident, action, now=START)
    with pytest.raises(RuleBroken, match=r"already|not possible"):
        taken(store, incident, "evaluate", now=START)


def _office(store: Store) -> Any:
    with store.read() as session:
        return working_calendar(session)


def _other_role(template: FlowTemplate, state: str, action: str) -> str:
    roles = {one.role for one in template.moves_from(state) if one.action == action}
    return next(role for role in template.roles if role not in roles)


@every_flow
def test_the_desk_names_states_roles_steps_and_clocks_by_the_incident_s_own_flow(
    store: Store, key: str
) -> None:
    incident, template = reported(store, key), flow(key)
    ports = desk_ports(store, actor("supervisor"), SHANGHAI)
    for action in FlowSimulation(template, _office(store), start=START).usual_actions():
        taken(store, incident, action, now=START)
        detail = ports.questions.incident(incident)
        assert detail is not None
        last = detail.steps[-1]
        assert detail.state_name == template.states[last.to_state].name
        assert last.action_name == template.step_name(action, last.from_state)
        assert last.actor_role in template.roles.values()
        assert all(clock.name in {period.name for period in template.clocks} for clock in detail.clocks)
        offered = {choice.action for choice in ports.questions.moves(incident)}
        assert {move.action for move in template.moves_from(last.to_state)} <= offered


def test_a_category_decides_the_flow_and_a_draft_may_name_another(store: Store) -> None:
    for key in flow_keys():
        with store.read() as session:
            set_key, code = CATEGORIES[key]
            found = session.scalars(
                select(Category).where(Category.set_key == set_key, Category.code == code)
            ).one()
            major = session.get_one(Category, found.major_id).code
            served = flow_for(session, set_key, major)
        assert served.key == (key if key != "escalation" else "city_matter")
    with pytest.raises(BadInput, match="no flow “moon”"):
        report(store, now=START, draft=IncidentDraft("06010", "x", "matters", GRID, flow="moon"))


def test_the_standard_of_the_category_replaces_the_limit_of_the_flow(store: Store) -> None:
    for number, (key, minutes) in enumerate((("dispute", 5 * 480), ("service_request", 7 * 1440)), start=1):
        incident = report(store, now=START, draft=draft_of(key), key=f"form-{number}")
        taken(store, incident, "accept", now=START)
        taken(store, incident, "dispatch", now=START)
        with store.read() as session:
            clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident)).all()
            due_at = session.get_one(Incident, incident).handle_due_at
        handling = next(one for one in clocks if one.kind == "step" and one.ended_at is None)
        assert (handling.limit_minutes, handling.due_at) == (minutes, due_at)


def mediating(store: Store) -> int:
    incident = reported(store, "dispute")
    for action in ("accept", "dispatch", "mediate"):
        taken(store, incident, action, now=START)
    return incident


def test_units_called_in_act_on_a_dispute_beside_the_one_that_leads(store: Store) -> None:
    incident = mediating(store)
    with pytest.raises(RuleBroken, match="for a unit that was called in"):
        taken(store, incident, "co_opinion", now=START, by=COLLEAGUE)
    taken(store, incident, "call_in", now=START, co_unit=str(OTHER_DEPARTMENT))
    with store.read() as session:
        offered = {one.action: one.refusal for one in move_choices(session, incident, by=COLLEAGUE)}
    assert offered["co_opinion"] == offered["session"] == ""
    taken(store, incident, "co_opinion", now=START, by=COLLEAGUE, result="物业愿意修")
    taken(store, incident, "session", now=START, by=COLLEAGUE, result="双方到场")
    with pytest.raises(RuleBroken, match="another unit holds this task"):
        taken(store, incident, "agree", now=START, by=COLLEAGUE)
    with store.read() as session:
        choices = {one.action: one.refusal for one in move_choices(session, incident, by=COLLEAGUE)}
        row = session.get_one(Incident, incident)
        units = session.scalars(
            select(Step.unit_id).where(Step.incident_id == incident).order_by(Step.sequence)
        ).all()
    assert choices["session"] == ""
    assert choices["co_opinion"].endswith("is for a unit that was called in and owes its answer")
    assert choices["agree"] == "another unit holds this task"
    assert (row.unit_id, row.state, row.version) == (2, "mediating", len(units))
    assert units[-3:] == [OTHER_DEPARTMENT] * 3


def test_a_step_that_changes_no_field_is_a_change_all_the_same(store: Store) -> None:
    incident = mediating(store)
    before = version_of(store, incident)
    taken(store, incident, "session", now=START, result="第一次调解")
    assert version_of(store, incident) == before + 1
    with store.read() as session:
        versions = session.scalars(select(Change.row_version).where(Change.kind == "incident")).all()
    assert max(versions) == before + 1


def test_a_referred_dispute_closes_without_counting_as_resolved_and_a_relapse_takes_the_agreement_back(
    store: Store,
) -> None:
    incident = mediating(store)
    taken(store, incident, "refer", now=START, receiver="court")
    with store.read() as session:
        row = session.get_one(Incident, incident)
        last = session.scalars(select(Step.opinion).where(Step.incident_id == incident)).all()[-1]
    assert (row.outcome, row.handled_at) == ("referred", START)
    assert last == "referred to: court"
    taken(store, incident, "send_visit", now=START)
    taken(store, incident, "relapse", now=START)
    with store.read() as session:
        row = session.get_one(Incident, incident)
    assert (row.state, row.outcome, row.handled_at, row.rework_count) == ("mediating", "", None, 1)


def test_an_answer_that_is_none_of_the_choices_is_refused(store: Store) -> None:
    incident = mediating(store)
    with pytest.raises(BadInput, match="“moon” is no answer to “referred to”: choose court, arbitration"):
        taken(store, incident, "refer", now=START, receiver="moon")


@pytest.mark.parametrize(
    ("answer", "content"), [("content", True), ("not_content", False), ("not_reached", None)]
)
def test_an_evaluation_follows_closing_once_and_says_whether_the_person_served_is_content(
    store: Store, answer: str, content: bool | None
) -> None:
    incident = reported(store, "service_request")
    taken(store, incident, "answer", now=START)
    taken(store, incident, "visit", now=START, by=replace(actor("acceptor"), account_id=7))
    taken(store, incident, "close", now=START)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        closed_at, due_at = row.closed_at, row.due_at
    later = at("10-09 10:00")
    taken(store, incident, "evaluate", now=later, satisfaction=answer)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        choices = {one.action: one.refusal for one in move_choices(session, incident, by=actor("acceptor"))}
    assert (row.satisfied, row.closed_at, row.due_at, row.state) == (content, closed_at, due_at, "closed")
    assert row.outcome == "explained"
    assert choices == {"evaluate": "“evaluate” was done already and is not done twice"}
    with pytest.raises(RuleBroken, match="not done twice"):
        taken(store, incident, "evaluate", now=later, satisfaction=answer)


def test_a_matter_climbs_five_levels_and_comes_down_with_a_reason(store: Store) -> None:
    incident = reported(store, "escalation")
    taken(store, incident, "take_on", now=START)
    seen: list[tuple[str, int | None]] = []
    for action, unit in (
        ("escalate", "1"),
        ("escalate", "4"),
        ("escalate", ""),
        ("escalate", "2"),
        ("hand_down", ""),
        ("hand_down", "4"),
        ("hand_down", "1"),
    ):
        taken(store, incident, action, now=START, **({"unit": unit} if unit else {}))
        with store.read() as session:
            row = session.get_one(Incident, incident)
        seen.append((row.state, row.unit_id))
    assert seen == [
        ("at_community", 1),
        ("at_street", 4),
        ("at_platform", None),
        ("at_department", 2),
        ("at_platform", None),
        ("at_street", 4),
        ("at_community", 1),
    ]
    with pytest.raises(RuleBroken, match="returned 3 times already: the centre must rule"):
        taken(store, incident, "hand_down", now=START)
    with pytest.raises(BadInput, match="needs: reason"):
        taken(store, incident, "escalate", now=START, unit="4", reason="")


def test_a_level_is_passed_to_a_unit_of_that_level_only(store: Store) -> None:
    incident = reported(store, "escalation")
    taken(store, incident, "take_on", now=START)
    with pytest.raises(BadInput, match="“pass up to the community” does not go to City management"):
        taken(store, incident, "escalate", now=START, unit="2")
    with store.read() as session:
        choices = {one.action: one for one in move_choices(session, incident, by=actor("collector"))}
    field = next(one for one in choices["escalate"].fields if one.code == "unit")
    assert [pick(one.name) for one in field.choices] == ["Jiangnan community"]


def test_an_emergency_is_sent_out_at_once_and_counts_through_the_night(store: Store) -> None:
    night = at("10-03 02:00")
    incident = reported(store, "emergency", now=night)
    taken(store, incident, "dispatch", now=night)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident)).all()
    assert (row.filed_at, row.dispatched_at) == (night, night)
    assert {one.mode for one in clocks} == {"continuous"}
    assert row.due_at == at("10-03 02:05")
    assert row.whole_due_at == at("10-04 02:00")


def test_indicators_count_incidents_of_all_flows(store: Store) -> None:
    for number, key in enumerate(flow_keys()):
        incident = report(store, now=START, draft=draft_of(key), key=f"form-{number}")
        for action in FlowSimulation(flow(key), _office(store), start=START).usual_actions():
            taken(store, incident, action, now=START)
    wanted = ("report", "register", "in_time_register", "archive", "disputes_resolved", "valid_report")
    with store.read() as session:
        counts = indicator_counts(
            session, keys=wanted, area="", start=at("09-01 00:00"), end=at("11-30 00:00")
        )
    assert counts == {
        "report": 5,
        "clocked_register": 5,
        "register": 5,
        "in_time_register": 5,
        "valid_report": 5,
        "archive": 5,
        "disputes_resolved": 1,
    }


def test_a_move_of_another_flow_is_refused_with_the_name_of_the_incident_s_own(store: Store) -> None:
    incident = reported(store, "service_request")
    with pytest.raises(RuleBroken, match="the flow “service request” has no move “register”"):
        step(store, incident, "register", "acceptor", START)
    with pytest.raises(RuleBroken, match="while the incident is registered; from here: accept"):
        step(store, incident, "close", "supervisor", START)
