"""Playing a flow through: times, clocks and lights follow from the template and the calendar alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import ClockTurn
from gridcenter.domain.flow_reading import read_flow
from gridcenter.domain.flow_simulation import FlowSimulation, SimulatedStep, event_text
from gridcenter.domain.lights import Light
from gridcenter.language import use_language
from gridcenter.services.flows import flow
from tests.domain.flow_samples import city, small

CALENDAR = WorkingCalendar(years=frozenset({2026}))


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def at(text: str) -> datetime:
    local = datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    return local.astimezone(UTC)


def played(start: str = "11-18 09:00", raw: dict[str, Any] | None = None) -> FlowSimulation:
    return FlowSimulation(read_flow(raw or small()), CALENDAR, start=at(start))


def events(step: SimulatedStep) -> list[tuple[str, ClockTurn | None, int]]:
    return [(event.clock.period.code, event.turn, event.used) for event in step.events]


def test_a_simulation_begins_with_the_report_and_its_first_clock() -> None:
    simulation = played()
    (report,) = simulation.steps
    assert (report.action, report.role, report.state.code, report.light) == (
        "report",
        "collector",
        "reported",
        Light.GREEN,
    )
    assert events(report) == [("filing", ClockTurn.START, 0)]
    assert report.due_at == at("11-18 09:15")


def test_the_usual_path_ends_with_the_evaluation_and_asks_what_the_moves_ask() -> None:
    simulation = played()
    simulation.walk(simulation.usual_actions(), pace=50)
    assert [(step.action, step.at) for step in simulation.steps] == [
        ("report", at("11-18 09:00")),
        ("begin", at("11-18 09:07")),
        ("close", at("11-18 11:07")),
        ("evaluate", at("11-18 12:07")),
    ]
    begin, close, evaluate = simulation.steps[1:]
    assert [name.en for name in begin.asks] == ["unit"]
    assert events(begin) == [
        ("filing", ClockTurn.STOP, 7),
        ("handling", ClockTurn.START, 0),
        ("whole", ClockTurn.START, 0),
    ]
    assert events(close) == [("handling", ClockTurn.STOP, 120), ("whole", ClockTurn.STOP, 120)]
    assert (close.due_at, close.light, evaluate.events, evaluate.light) == (
        None,
        Light.GREEN,
        (),
        Light.GREEN,
    )


def test_a_slow_walk_is_late_and_ends_black() -> None:
    simulation = played()
    simulation.walk(["begin"], pace=10)
    simulation.walk(["park", "resume", "close"], pace=900)
    assert [step.light for step in simulation.steps] == [
        Light.GREEN,
        Light.GREEN,
        Light.GREY,
        Light.RED,
        Light.BLACK,
    ]


def test_parking_stops_the_count_for_a_day_and_resuming_moves_the_deadline() -> None:
    simulation = played()
    simulation.walk(["begin", "park", "resume"], pace=25)
    park, resume = simulation.steps[2:]
    assert {turn for _, turn, _ in events(park)} == {ClockTurn.PAUSE}
    assert {turn for _, turn, _ in events(resume)} == {ClockTurn.RESUME}
    assert (resume.at - park.at).days == 1
    assert resume.events[0].used == park.events[0].used == 60
    assert resume.events[0].clock.due_at > simulation.steps[1].events[1].clock.due_at


def test_an_extension_gives_the_limit_once_more_and_the_whole_case_follows() -> None:
    simulation = played(raw={**small(), "clocks": [*small()["clocks"][:2], _short_whole()]})
    simulation.walk(["begin", "extend"], pace=25)
    before, after = simulation.steps[1].events[1].clock, simulation.steps[2].events
    assert [(event.clock.period.code, event.turn) for event in after] == [("handling", None), ("whole", None)]
    assert after[0].clock.due_at == CALENDAR.add_minutes(before.due_at, 240)
    assert after[0].clock.limit_minutes == 480
    assert after[1].clock.due_at == after[0].clock.due_at


def _short_whole() -> dict[str, Any]:
    return {**small()["clocks"][2], "limit": {"value": 5, "unit": "work_hour"}}


def test_a_correction_stays_where_it_is_and_without_a_standard_moves_no_deadline() -> None:
    simulation = FlowSimulation(flow(), CALENDAR, start=at("11-18 09:00"))
    due = simulation.steps[0].due_at
    corrected = simulation.take("correct_category")
    assert (corrected.state.code, corrected.role, corrected.events) == ("reported", "acceptor", ())
    assert (corrected.name.zh, corrected.due_at) == ("更正类别", due)
    with pytest.raises(RuleBroken, match="“adjust the urgency” is for open incidents"):
        simulation.walk(["force_close", "correct_urgency"])


@pytest.mark.parametrize(
    ("actions", "sentence"),
    [
        (["close"], "move 1: “close” is not possible while the incident is reported; from here: begin"),
        (["begin", "fly"], "move 2: the flow “small flow” has no move “fly”"),
        (["begin", "close", "evaluate", "evaluate"], "move 4: “evaluate” was done already"),
    ],
)
def test_a_refused_move_says_which_and_why_and_keeps_what_came_before(
    actions: list[str], sentence: str
) -> None:
    simulation = played()
    with pytest.raises(RuleBroken, match=sentence):
        simulation.walk(actions)
    assert [step.action for step in simulation.steps] == ["report", *actions[:-1]]


def test_one_return_too_many_is_for_the_centre_to_rule() -> None:
    raw = city()
    raw["max_returns"] = 1
    simulation = played(raw=raw)
    again = ["register", "accept", "to_dispatch", "dispatch", "receive", "return", "redispatch", "receive"]
    with pytest.raises(RuleBroken, match="returned once already: the centre must rule"):
        simulation.walk([*again, "return"])


def test_a_flow_that_begins_parked_starts_with_a_standing_clock() -> None:
    raw = small()
    del raw["states"][1]["stamps"]
    raw["moves"].append(
        {
            "action": "defer",
            "zh": "缓办",
            "en": "defer",
            "from": ["reported"],
            "to": "suspended",
            "role": "acceptor",
            "requires": ["review_date"],
        }
    )
    simulation = played(raw=raw)
    simulation.walk(["defer"])
    assert simulation.steps[-1].light is Light.GREY
    assert simulation.steps[-1].events[-1].clock.paused


def test_years_without_a_holiday_notice_are_named() -> None:
    assert played("11-18 09:00").missing_years() == ()
    late = played("12-31 17:00")
    late.walk(late.usual_actions(), pace=50)
    assert late.missing_years() == (2027,)


def test_what_a_step_does_to_a_clock_is_said_in_a_line() -> None:
    simulation = played()
    simulation.walk(["begin", "extend", "park", "resume", "close"])
    said = {event_text(event, "18:00") for step in simulation.steps for event in step.events}
    assert "acceptance starts: 15 min, due 18:00" in said
    assert "acceptance stops: 3 of 15 min used" in said
    assert "handling extended: 4 working hours, due 18:00" in said
    assert any(line.startswith("handling pauses: ") for line in said)
    assert "handling goes on: 4 working hours, due 18:00" in said


def test_a_unit_sent_instead_of_another_has_a_limit_of_its_own_as_in_a_real_step() -> None:
    simulation = FlowSimulation(flow("emergency"), CALENDAR, start=at("11-18 09:00"))
    simulation.walk(["dispatch", "redirect"], pace=50)
    redirect = simulation.steps[-1]
    assert [(code, turn) for code, turn, _ in events(redirect)] == [
        ("receiving", ClockTurn.STOP),
        ("arriving", ClockTurn.STOP),
        ("receiving", ClockTurn.START),
        ("arriving", ClockTurn.START),
    ]
    assert redirect.due_at == redirect.at + timedelta(minutes=5)


def test_what_was_handled_on_the_spot_and_planned_is_filed_before_it_is_carried_out() -> None:
    simulation = FlowSimulation(flow("city_matter"), CALENDAR, start=at("11-18 09:00"))
    simulation.walk(["self_handle", "check_self", "plan"])
    with pytest.raises(RuleBroken, match="never was: file it first"):
        simulation.take("carry_out")
    simulation.walk(["file_plan", "accept", "to_dispatch", "dispatch"])
    assert simulation.state == "dispatched"


def test_a_task_that_no_unit_holds_any_more_has_none_of_the_unit_s_clocks() -> None:
    simulation = FlowSimulation(flow("escalation"), CALENDAR, start=at("11-18 09:00"))
    simulation.walk(["take_on", "escalate", "escalate", "escalate", "hand_down"], pace=10)
    assert [(code, turn) for code, turn, _ in events(simulation.steps[-1])] == [
        ("platform_level", ClockTurn.STOP),
        ("street_level", ClockTurn.START),
    ]
