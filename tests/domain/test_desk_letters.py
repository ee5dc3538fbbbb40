"""On one incident every key means one thing: in every flow and state the moves, the desk's own keys and the digits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from gridcenter.domain.adjustments import DECISION_LETTERS
from gridcenter.domain.cards import CARD_LETTERS
from gridcenter.domain.corrections import CORRECTION_LETTERS
from gridcenter.domain.flow import FlowTemplate
from gridcenter.domain.flow_reading import read_flow
from gridcenter.domain.merging import MERGE_LETTERS, MERGED
from gridcenter.paths import asset

PAGE_KEYS = ("J", "K")
"""Keys of the queue, which has the keyboard while an incident is on show."""
FLOWS = sorted(Path(asset("db/flows")).glob("*.yaml"))


def flow(file: Path) -> FlowTemplate:
    return read_flow(yaml.safe_load(file.read_text("utf-8")))


def keys(template: FlowTemplate, state: str) -> Iterator[str]:
    yield from (move.letter for move in template.moves_from(state) if move.letter)
    yield from PAGE_KEYS
    yield from CARD_LETTERS.values()
    yield from MERGE_LETTERS.values()
    yield from DECISION_LETTERS.values()
    yield from CORRECTION_LETTERS.values()
    if template.reopening is not None and template.state(state).final:
        yield template.reopening.letter


@pytest.mark.parametrize("file", FLOWS, ids=lambda file: file.stem)
def test_no_key_means_two_things_in_any_state(file: Path) -> None:
    template = flow(file)
    for state in template.states:
        twice = [key for key, times in Counter(keys(template, state)).items() if times > 1]
        assert twice == [], f"{file.stem}, {state}"


@pytest.mark.parametrize("file", FLOWS, ids=lambda file: file.stem)
def test_every_move_has_a_key_that_is_one_letter(file: Path) -> None:
    template = flow(file)
    for state in template.states:
        for move in template.moves_from(state):
            assert len(move.letter) == 1, f"{file.stem}, {state}, {move.action}"
            assert move.letter.isascii()
            assert move.letter.isupper()


def test_a_merged_incident_belongs_to_no_flow_so_that_its_key_is_alone() -> None:
    assert all(MERGED not in flow(file).states for file in FLOWS)
