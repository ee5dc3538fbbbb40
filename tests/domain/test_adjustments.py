"""Moves that need an approval, as a template says it: what is read, what is a flaw, and what the simulation knows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from gridcenter.domain.adjustments import LAPSED, Approval, step_action, told_move
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.clocks import Limit, Unit
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow_flaws import flaws
from gridcenter.domain.flow_reading import build_flow, read_flow
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from tests.domain.flow_samples import small

START = datetime(2026, 11, 18, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SOUND = {"by": ["acceptor"], "most": 1, "longest": {"value": 5, "unit": "work_day"}}


@pytest.fixture(autouse=True)
def _english(english: None) -> None:
    pass


def with_approval(action: str, **changes: Any) -> dict[str, Any]:
    raw = small()
    move = next(one for one in raw["moves"] if one["action"] == action)
    move["approval"] = {key: value for key, value in {**SOUND, **changes}.items() if value is not None}
    return raw


def test_a_template_says_who_approves_how_often_and_how_far() -> None:
    move = next(one for one in read_flow(with_approval("extend")).moves if one.action == "extend")
    limit = Limit(SOUND["longest"]["value"], Unit.WORK_DAY)  # type: ignore[index]
    assert move.approval == Approval(frozenset({"acceptor"}), 1, limit)
    once = read_flow(with_approval("park", most=None, longest=None)).moves
    assert next(one.approval for one in once if one.action == "park") == Approval(frozenset({"acceptor"}), 1)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"by": []}, "nobody may approve the move “extend”"),
        ({"by": ["mayor"]}, "“extend” is approved by “mayor”, a role that the flow does not know"),
        ({"by": ["handler"]}, "whoever applies for the move “extend” would be the only one to approve it"),
        ({"most": 0}, "“extend” must be approved at least once"),
        ({"longest": {"value": 0, "unit": "work_day"}}, "`longest` of the move “extend” must be at least"),
        ({"longest": {"value": 11, "unit": "natural_day"}}, ""),
    ],
)
def test_an_approval_that_nobody_could_give_is_a_flaw(changes: dict[str, Any], sentence: str) -> None:
    found = flaws(build_flow(with_approval("extend", **changes)))
    assert [one for one in found if sentence and sentence in one] or found == []


def test_a_bound_without_a_moment_and_a_usual_move_are_flaws() -> None:
    raw = with_approval("close")
    assert {
        "the move “close” asks for no moment that `longest` could bound",
        "the move “close” needs an approval and cannot be the usual one",
    } <= set(flaws(build_flow(raw)))


@pytest.mark.parametrize("action", ["close", "park"])
def test_a_plan_that_no_clock_follows_is_a_flaw(action: str) -> None:
    raw = small()
    planning = next(one for one in raw["moves"] if one["action"] == action)
    planning["requires"] = ["reason", "review_date", "plan_date"]
    sentence = f"the move “{action}” asks for a “plan_date”, but no clock runs where it leads"
    assert sentence in flaws(build_flow(raw))


def test_a_way_into_the_parking_without_a_review_date_is_a_flaw() -> None:
    raw = small()
    park = next(one for one in raw["moves"] if one["action"] == "park")
    park["requires"] = ["reason"]
    assert "the move “park” parks the incident without a “review_date”: it would never come back" in flaws(
        build_flow(raw)
    )
    close = next(one for one in raw["moves"] if one["action"] == "close")
    close["requires"] = ["review_date"]
    assert "the move “close” asks for a “review_date” but does not park the incident" in flaws(
        build_flow(raw)
    )


@pytest.mark.parametrize(
    ("approval", "sentence"),
    [
        ({"by": ["acceptor"], "most": "two"}, "it must be a whole number"),
        ({"most": 1}, "“by” is missing"),
        ({"by": ["acceptor"], "who": 1}, "“who” means nothing here"),
        ({"by": ["acceptor"], "longest": {"value": "x", "unit": "work_day"}}, "it must be a number"),
        ("leader", "it must be a block"),
    ],
)
def test_an_approval_of_the_wrong_shape_is_named_with_its_place(approval: object, sentence: str) -> None:
    raw = small()
    raw["moves"][1]["approval"] = approval
    with pytest.raises(BadInput, match=sentence):
        build_flow(raw)


@pytest.mark.parametrize("key", flow_keys())
def test_every_shipped_flow_has_extension_parking_and_void_approved_by_somebody_else(key: str) -> None:
    moves = flow(key).moves
    needing = {move.action for move in moves if move.approval is not None}
    assert needing == {
        move.action for move in moves if move.action in {"apply_extend", "suspend", "prolong", "cancel"}
    }
    assert "cancel" in needing
    assert all(move.approval is None for move in moves if move.action == "force_close")


def test_the_simulation_names_who_approves_and_refuses_one_too_many() -> None:
    played = FlowSimulation(read_flow(with_approval("extend")), WorkingCalendar(), start=START)
    played.walk(["begin", "extend"])
    assert played.steps[-1].approvers == ("acceptor",)
    with pytest.raises(RuleBroken, match="“extend” was approved once on this incident"):
        played.walk(["extend"])


def test_a_step_about_an_application_says_what_became_of_which_move() -> None:
    action = step_action(LAPSED, "suspend")
    assert told_move(action) is not None
    assert told_move("suspend") is None
    template = flow()
    assert template.step_name(action, "handling").en == "application lapsed: park"
    assert template.step_name("apply:suspend", "handling").zh == "申请挂账"
    assert template.step_name("suspend", "handling", approved=True).zh == "批准挂账"


def test_the_sentences_of_flaws_are_chinese_for_a_chinese_centre() -> None:
    use_language("zh")
    (found,) = flaws(build_flow(with_approval("extend", most=0)))
    assert found == "动作“extend”至少可批准一次：`most` 应为 1 或以上"
