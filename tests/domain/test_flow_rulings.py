"""Rulings of the centre in every flow that knows returns, and flows whose rulings have a hole."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_flaws import flaws
from gridcenter.domain.flow_reading import build_flow
from gridcenter.domain.flow_refusals import rulers
from gridcenter.domain.flow_simulation import FlowSimulation
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from tests.domain.flow_samples import city

START = datetime(2026, 11, 18, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
RETURNING = [key for key in flow_keys() if any(move.counts == "return" for move in flow(key).moves)]


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def played(template: FlowTemplate, *actions: str) -> FlowSimulation:
    simulation = FlowSimulation(template, WorkingCalendar(), start=START)
    simulation.walk(actions)
    return simulation


def test_all_flows_but_the_emergency_know_returns() -> None:
    assert set(flow_keys()) - set(RETURNING) == {"emergency"}


@pytest.mark.parametrize("key", RETURNING)
def test_wherever_a_return_may_be_used_up_somebody_rules(key: str) -> None:
    template = flow(key)
    for move in template.moves:
        if move.counts == "return":
            for origin in move.origins:
                assert rulers(template, (origin,), template.max_returns) == "shift supervisor, leader"
                assert rulers(template, (origin,), 0) == "leader"


WALKS = {
    "city_matter": (
        ["register", "accept", "to_dispatch", "dispatch", "receive"],
        ["return", "redispatch", "receive"],
        ["rule", "receive"],
        "return",
    ),
    "dispute": (["accept", "dispatch"], ["return", "redispatch"], ["rule"], "return"),
    "service_request": (
        ["accept", "dispatch", "receive"],
        ["return", "redispatch", "receive"],
        ["rule", "receive"],
        "return",
    ),
    "escalation": (["take_on", "escalate"], ["hand_down", "escalate"], ["rule_street"], "hand_down"),
}


@pytest.mark.parametrize("key", RETURNING)
def test_after_the_ruling_nobody_returns_the_incident_any_more(key: str) -> None:
    before, again, ruling, refused = WALKS[key]
    template = flow(key)
    walked = [*before, *(again * template.max_returns)]
    with pytest.raises(RuleBroken, match="the centre must rule; this is for: shift supervisor, leader"):
        played(template, *walked, refused)
    with pytest.raises(RuleBroken, match="is for what was returned"):
        played(template, *before, ruling[0])
    with pytest.raises(RuleBroken, match="the centre has ruled who is responsible"):
        played(template, *walked, *ruling, refused)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"requires": ["unit"]}, "the move “rule” rules: it must require “unit” and “reason”"),
        ({"role": "handler"}, "the move “rule” rules: its role must be one of leader, supervisor"),
        ({"rules": False}, "the move “rule” waits for returns that are used up but does not rule"),
        ({"optional": ["reason"]}, "the move “rule” both requires and only offers “reason”"),
        ({"optional": ["wish"]}, "the move “rule” requires “wish”, which is not described"),
    ],
)
def test_a_ruling_with_a_hole_is_named(changes: dict[str, object], sentence: str) -> None:
    raw = city()
    next(one for one in raw["moves"] if one["action"] == "rule").update(changes)
    assert sentence in flaws(build_flow(raw))


def test_returns_that_can_be_used_up_where_nobody_rules_are_a_flaw() -> None:
    raw = city()
    assert flaws(build_flow(raw)) == []
    raw["moves"] = [one for one in raw["moves"] if one["action"] not in ("rule", "lead_rule")]
    sentence = (
        "the returns by the move “return” can be used up in the state “pending_handle”, but no move rules"
    )
    assert any(flaw.startswith(sentence) for flaw in flaws(build_flow(raw)))
    use_language("zh")
    assert any("退回次数可能在状态“pending_handle”用尽" in flaw for flaw in flaws(build_flow(raw)))
