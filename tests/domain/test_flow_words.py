"""A flow in plain lines for whoever switches it on: nothing of it is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gridcenter.domain.flow_words import flow_lines
from gridcenter.services.flows import flow, flow_keys


@pytest.mark.parametrize("key", flow_keys())
def test_every_state_and_every_move_out_of_it_is_told(key: str, english: None) -> None:
    template = flow(key)
    told = list(flow_lines(template))
    assert sum(line.startswith("  ● ") for line in told) == len(template.states)
    moves = sum(len(template.moves_from(code)) for code in template.states)
    assert sum(line.startswith("      ") for line in told) == moves


def test_a_state_that_lies_in_no_stage_is_told_too(english: None) -> None:
    template = flow()
    state = replace(template.states["handling"], stage="")
    loose = replace(template, states={**template.states, "handling": state})
    told = list(flow_lines(loose))
    assert told.index("  ● being handled") == told.index("■ in no stage") + 1
    assert sorted(told) == sorted([*flow_lines(template), "■ in no stage", ""])
    assert "■ in no stage" not in list(flow_lines(template))
