"""What the desk may ask and do about flows, as plain callables that run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.domain.flow_simulation import SimulatedStep
from gridcenter.domain.own_flows import FlowVersion

Played = tuple[tuple[SimulatedStep, ...], str]
"""The steps of a simulation, and the sentence that ended it early; empty where it reached an end."""


@dataclass(frozen=True, slots=True)
class FlowPorts:
    refusal: str
    """Why this account does not even play through; empty when it may."""
    change_refusal: Callable[[], str]
    """Why this account neither puts in nor switches, by role or because it sees a part of the store only."""
    put: Callable[[Path], tuple[str, int]]
    """(file) -> the flow and the number of its new version, a draft; the file is read and checked."""
    versions: Callable[[], Sequence[FlowVersion]]
    simulate: Callable[[str, int], Played]
    """(flow, version): the usual way from now on; what it comes to is kept with a version of the store."""
    staying: Callable[[str, int], int]
    """(flow, version) -> open incidents that stay under other versions."""
    switch_on: Callable[[str, int, str], int]
    """(flow, version, reason) -> open incidents that stay under other versions."""
    switch_off: Callable[[str, str], int]
    """(flow, reason) -> the version in force now."""
