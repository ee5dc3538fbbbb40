"""Flow templates: the shipped ones are whole, a refused move says why, and a category finds its flow."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import ClockTurn, FlowTemplate, Served, usual_path
from gridcenter.domain.flow_reading import read_flow
from gridcenter.domain.flow_refusals import hands_refusal
from gridcenter.domain.flow_serving import flow_serving
from gridcenter.domain.incidents import ClockKind
from gridcenter.language import use_language
from gridcenter.paths import asset

RAW: dict[str, Any] = yaml.safe_load(asset("db/flows/city_matter.yaml").read_text(encoding="utf-8"))
FLOW = read_flow(RAW)
SHIPPED = {
    path.stem: read_flow(yaml.safe_load(path.read_text(encoding="utf-8")))
    for path in sorted(asset("db/flows").glob("*.yaml"))
}
every_flow = pytest.mark.parametrize("flow", SHIPPED.values(), ids=SHIPPED)


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


ADDED = {
    "evaluate",
    "prolong",
    "self_handle",
    "check_self",
    "fail_self",
    "plan",
    "carry_out",
    "file_plan",
    "explain",
    "call_in",
    "co_opinion",
    "release_unit",
}
"""Moves beside those of the code list."""


def turns(before: str, after: str) -> set[tuple[str, ClockTurn]]:
    return {(period.code, turn) for period, turn in FLOW.clock_turns(before, after)}


def test_the_shipped_flow_has_the_states_moves_and_names_of_the_code_list() -> None:
    assert (len(FLOW.states.keys() - {"self_handled", "scheduled"}), len(FLOW.stages)) == (20, 7)
    assert [move.action for move in FLOW.moves if move.action not in ADDED and not move.rules] == [
        move.action for move in FLOW.moves[:26]
    ]
    assert FLOW.states["handling"].name.zh == "处置中"
    assert FLOW.open_states == FLOW.states.keys() - {"not_accepted", "closed", "forced_close", "cancelled"}
    every = [*FLOW.states.values(), *FLOW.moves, *FLOW.inputs.values(), *FLOW.clocks]
    assert all(one.name.zh and one.name.en for one in every)


def moves(state: str, role: str) -> list[str]:
    return [move.action for move in FLOW.moves_from(state) if move.role == role]


def test_every_open_state_has_one_usual_next_step_at_most_and_different_letters() -> None:
    for state in FLOW.open_states:
        moves = FLOW.moves_from(state)
        assert sum(move.usual for move in moves) <= 1, state
        assert len({move.letter for move in moves}) == len(moves), state


def test_moves_start_from_a_state_and_belong_to_a_role() -> None:
    assert moves("handling", "supervisor") == ["suspend", "cancel"]
    assert moves("handling", "handler") == [
        *("finish", "apply_extend", "call_in", "co_opinion", "release_unit")
    ]
    assert moves("closed", "supervisor") == []
    assert moves("closed", "acceptor") == ["evaluate"]
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
        ("close", "closed", "supervisor", "while the incident is closed; from here: evaluate"),
        ("close", "cancelled", "supervisor", "nothing follows"),
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


@every_flow
@given(st.lists(st.integers(0, 30), max_size=60))
def test_any_walk_through_a_flow_keeps_one_step_clock_and_can_always_end(
    flow: FlowTemplate, choices: list[int]
) -> None:
    state = flow.start
    running = {period.code for period, _ in flow.clock_turns("", flow.start)}
    for choice in choices:
        moves = flow.moves_from(state)
        if not moves:
            break
        move = moves[choice % len(moves)]
        for code, turn in ((period.code, turn) for period, turn in flow.clock_turns(state, move.to)):
            running = running - {code} if turn is ClockTurn.STOP else running | {code}
        state = move.to
    kinds = [period.kind for period in flow.clocks if period.code in running]
    assert kinds.count(ClockKind.STEP) == (0 if flow.states[state].final else 1)
    assert flow.states[state].final == (not kinds)


@every_flow
def test_every_shipped_flow_goes_from_a_report_to_an_evaluation_by_its_usual_moves(
    flow: FlowTemplate,
) -> None:
    path = usual_path(flow)
    assert flow.start == "reported"
    assert path[-1].action == "evaluate"
    assert path[-2].to == path[-1].to == "closed"
    assert len(flow.stages) == 7


@every_flow
def test_every_name_of_a_shipped_flow_stands_in_both_languages(flow: FlowTemplate) -> None:
    every = [*flow.states.values(), *flow.moves, *flow.inputs.values(), *flow.clocks]
    assert all(one.name.zh and one.name.en for one in every)


def test_an_emergency_runs_on_continuous_clocks_alone() -> None:
    assert {period.limit.mode.value for period in SHIPPED["emergency"].clocks} == {"continuous"}
    assert SHIPPED["emergency"].moves_from("reported")[0].to == "dispatched"


def test_the_ladder_has_five_levels_each_of_which_settles_or_passes_on() -> None:
    ladder = SHIPPED["escalation"]
    levels = ["at_grid", "at_community", "at_street", "at_platform", "at_department"]
    ups = [(move.origins, move.to) for move in ladder.moves if move.action == "escalate"]
    assert ups == [(frozenset({low}), high) for low, high in pairwise(levels)]
    for level in levels:
        assert "settle" in {move.action for move in ladder.moves_from(level)}
    downs = [move for move in ladder.moves if move.action == "hand_down"]
    assert {move.to for move in downs} == set(levels[:-1])
    assert all(
        "reason" in move.requires for move in downs + [m for m in ladder.moves if m.action == "escalate"]
    )


def test_a_category_gets_the_flow_that_names_it_most_closely() -> None:
    flows = list(SHIPPED.values())
    assert flow_serving(flows, "matters", "06") is None
    assert flow_serving(flows, "disputes", "MD") is SHIPPED["dispute"]
    special = replace(FLOW, key="special", serves=(Served("disputes", frozenset({"MD"})),))
    assert flow_serving([*flows, special], "disputes", "MD") is special
    assert flow_serving([*flows, special], "disputes", "XX") is SHIPPED["dispute"]


def test_two_flows_for_one_category_are_refused() -> None:
    twin = replace(FLOW, key="twin", serves=(Served("disputes", frozenset()),))
    with pytest.raises(BadInput, match="dispute, twin are all for “disputes/MD”"):
        flow_serving([*SHIPPED.values(), twin], "disputes", "MD")


def test_the_past_of_an_incident_forbids_a_check_by_hand_and_eye_a_second_evaluation_and_a_third_return() -> (
    None
):
    def refusal(action: str, **past: Any) -> str:
        move = next(move for move in FLOW.moves if move.action == action)
        return hands_refusal(FLOW, move, **{"mine": (), "done": (), "returns": 0} | past)

    assert refusal("pass") == refusal("evaluate") == refusal("return") == ""
    assert "somebody else" in refusal("pass", mine=("finish",))
    assert "not done twice" in refusal("evaluate", done=("evaluate",))
    assert "returned 2 times already" in refusal("return", returns=2)


def test_what_was_never_filed_takes_another_way_than_what_was() -> None:
    def refusal(action: str, *, filed: bool) -> str:
        move = next(move for move in FLOW.moves if move.action == action)
        return hands_refusal(FLOW, move, mine=(), done=(), returns=0, filed=filed)

    assert refusal("carry_out", filed=True) == refusal("file_plan", filed=False) == ""
    assert refusal("carry_out", filed=False).endswith(
        "is for what was filed, and this never was: file it first"
    )
    assert refusal("file_plan", filed=True).endswith("is for what was never filed: this was")
    assert refusal("close", filed=True) == refusal("close", filed=False) == ""


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
