"""Flow templates: the shipped one is whole, a template with a hole is refused, and a refused move says why."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import ClockTurn, read_flow
from gridcenter.domain.incidents import ClockKind
from gridcenter.language import use_language
from gridcenter.paths import asset

RAW: dict[str, Any] = yaml.safe_load(asset("db/flows/city_matter.yaml").read_text(encoding="utf-8"))
FLOW = read_flow(RAW)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def turns(before: str, after: str) -> set[tuple[str, ClockTurn]]:
    return {(period.code, turn) for period, turn in FLOW.clock_turns(before, after)}


def test_the_shipped_flow_has_the_states_moves_and_names_of_the_code_list() -> None:
    assert (len(FLOW.states), len(FLOW.moves), len(FLOW.stages)) == (20, 26, 7)
    assert FLOW.states["handling"].name.zh == "处置中"
    assert FLOW.open_states == FLOW.states.keys() - {"not_accepted", "closed", "forced_close", "cancelled"}
    every = [*FLOW.states.values(), *FLOW.moves, *FLOW.inputs.values(), *FLOW.clocks]
    assert all(one.name.zh and one.name.en for one in every)


def test_every_open_state_has_one_usual_next_step_at_most_and_different_letters() -> None:
    for state in FLOW.open_states:
        moves = FLOW.moves_from(state)
        assert sum(move.usual for move in moves) <= 1, state
        assert len({move.letter for move in moves}) == len(moves), state


def test_moves_are_offered_by_state_and_role() -> None:
    assert [move.action for move in FLOW.allowed_moves("handling", "supervisor")] == ["suspend", "cancel"]
    assert [move.action for move in FLOW.allowed_moves("handling", "handler")] == ["finish", "apply_extend"]
    assert FLOW.allowed_moves("closed", "supervisor") == []
    assert FLOW.moves_from("handling")[0].usual


def test_the_same_action_means_another_move_in_another_state() -> None:
    assert FLOW.find_move("back", "pending_register", "supervisor").to == "reported"
    assert FLOW.find_move("back", "pending_dispatch", "dispatcher").to == "pending_register"


@pytest.mark.parametrize(
    ("action", "state", "role", "sentence"),
    [
        ("fly", "handling", "handler", "has no move “fly”"),
        (
            "close",
            "handling",
            "supervisor",
            "not possible while the incident is being handled; from here: report",
        ),
        ("finish", "handling", "supervisor", "“report as handled” is for the handler"),
        ("close", "closed", "supervisor", "nothing follows"),
        ("close", "nowhere", "supervisor", "the incident is nowhere"),
    ],
)
def test_a_refused_move_says_why(action: str, state: str, role: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        FLOW.find_move(action, state, role)


def test_dispatching_starts_the_task_clocks_whether_or_not_anyone_opens_it() -> None:
    assert turns("pending_dispatch", "dispatched") == {
        ("dispatching", ClockTurn.STOP),
        ("receiving", ClockTurn.START),
        ("handling", ClockTurn.START),
    }
    assert turns("dispatched", "pending_handle") == {("receiving", ClockTurn.STOP)}
    assert turns("pending_handle", "handling") == set()


def test_the_whole_case_clock_starts_with_filing_and_survives_returns() -> None:
    assert ("whole", ClockTurn.START) in turns("pending_register", "accepted")
    for before, after in (
        ("pending_handle", "returned"),
        ("returned", "dispatched"),
        ("check_not_pass", "dispatched"),
    ):
        assert not {code for code, _ in turns(before, after)} & {"whole"}
    assert ("whole", ClockTurn.STOP) in turns("pending_close", "closed")


def test_a_returned_task_ends_its_clock_and_the_next_unit_gets_a_new_one() -> None:
    assert ("handling", ClockTurn.STOP) in turns("pending_handle", "returned")
    assert ("handling", ClockTurn.START) in turns("returned", "dispatched")


def test_parking_pauses_every_clock_that_goes_on() -> None:
    assert turns("handling", "suspended") == {("handling", ClockTurn.PAUSE), ("whole", ClockTurn.PAUSE)}
    assert turns("suspended", "handling") == {("handling", ClockTurn.RESUME), ("whole", ClockTurn.RESUME)}
    assert turns("suspended", "cancelled") == {("handling", ClockTurn.STOP), ("whole", ClockTurn.STOP)}


def test_a_new_incident_starts_the_first_clock() -> None:
    assert turns("", "reported") == {("acceptance", ClockTurn.START)}
    first = next(period for period in FLOW.clocks if period.code == "acceptance")
    assert (first.kind, first.limit) == (ClockKind.STEP, Limit(first.limit.value, Unit.MINUTE))


def _without_way_in(raw: dict[str, Any]) -> None:
    raw["moves"] = [move for move in raw["moves"] if move["action"] != "suspend"]


def _without_way_out(raw: dict[str, Any]) -> None:
    raw["moves"] = [move for move in raw["moves"] if move["from"] != "open" and move["action"] != "resume"]


def _with_stranger_state(raw: dict[str, Any]) -> None:
    raw["moves"][0]["to"] = "limbo"


def _without_role(raw: dict[str, Any]) -> None:
    del raw["moves"][0]["role"]


def _with_stranger_input(raw: dict[str, Any]) -> None:
    raw["moves"][0]["requires"] = ["blood"]


def _with_double_move(raw: dict[str, Any]) -> None:
    raw["moves"].append(deepcopy(raw["moves"][0]))


def _with_move_out_of_the_end(raw: dict[str, Any]) -> None:
    raw["moves"].append({**raw["moves"][0], "from": ["closed"]})


def _without_limit(raw: dict[str, Any]) -> None:
    raw["clocks"] = [clock for clock in raw["clocks"] if clock["code"] != "acceptance"]


def _with_clock_starting_outside(raw: dict[str, Any]) -> None:
    raw["clocks"][0]["starts"] = ["checking"]


def _with_stranger_bar(raw: dict[str, Any]) -> None:
    raw["moves"][0]["barred"] = ["sleep"]


def _with_stranger_tally(raw: dict[str, Any]) -> None:
    raw["moves"][0]["counts"] = "sheep"


def _without_moves(raw: dict[str, Any]) -> None:
    del raw["moves"]


def _with_stranger_unit(raw: dict[str, Any]) -> None:
    raw["clocks"][0]["limit"]["unit"] = "moon"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_without_way_in, "“suspended” cannot be reached"),
        (_without_way_out, "no move leaves the state “suspended”"),
        (_with_stranger_state, "“limbo” is used but not described"),
        (_without_role, "“send_verify” has no role"),
        (_with_stranger_input, "requires “blood”"),
        (_with_double_move, "“send_verify” leaves “reported” twice"),
        (_with_move_out_of_the_end, "“closed” is final"),
        (_without_limit, "“reported” has no limit"),
        (_with_clock_starting_outside, "“acceptance” starts in a state in which it does not run"),
        (_with_stranger_bar, "barred after “sleep”"),
        (_with_stranger_tally, "counts “sheep”"),
        (_without_moves, "cannot be read: 'moves'"),
        (_with_stranger_unit, "cannot be read"),
    ],
)
def test_a_template_with_a_hole_is_refused_with_the_hole_named(damage: Any, sentence: str) -> None:
    raw = deepcopy(RAW)
    damage(raw)
    with pytest.raises(BadInput, match=sentence):
        read_flow(raw)


@given(st.lists(st.integers(0, 30), max_size=60))
def test_any_walk_through_the_flow_keeps_one_step_clock_and_can_always_end(choices: list[int]) -> None:
    state, running = FLOW.start, {code for code, _ in turns("", FLOW.start)}
    for choice in choices:
        moves = FLOW.moves_from(state)
        if not moves:
            break
        move = moves[choice % len(moves)]
        for code, turn in ((period.code, turn) for period, turn in FLOW.clock_turns(state, move.to)):
            running = running - {code} if turn is ClockTurn.STOP else running | {code}
        state = move.to
    kinds = [period.kind for period in FLOW.clocks if period.code in running]
    assert kinds.count(ClockKind.STEP) == (0 if FLOW.states[state].final else 1)
    assert FLOW.states[state].final == (not kinds)


def test_a_stored_clock_is_named_by_its_period_or_by_the_state_it_began_in() -> None:
    assert FLOW.clock_name("step", "handling").en == "handling"
    assert FLOW.clock_name("step", "pending_verify").en == "verification"
    assert FLOW.clock_name("whole", "anything").en == "whole case"
    assert FLOW.clock_name("step", "anything").zh == ""


def test_a_step_keeps_its_name_when_the_template_has_dropped_the_move() -> None:
    assert FLOW.step_name("report", "").zh == "上报"
    assert FLOW.step_name("back", "pending_dispatch").zh == "回退"
    assert FLOW.step_name("close", "elsewhere").zh == "结案"
    assert FLOW.step_name("teleport", "handling").zh == "teleport"
