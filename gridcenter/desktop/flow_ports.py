"""What the desk may ask and do about flows, as plain callables that run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.flow_simulation import SimulatedStep
from gridcenter.domain.own_flows import FlowVersion

Played = tuple[tuple[SimulatedStep, ...], str]
"""The steps of a simulation, and the sentence that ended it early; empty where it reached an end."""


@dataclass(frozen=True, slots=True)
class FlowPorts:
    refusal: str
    """Why this account neither plays through nor switches; empty when it may."""
    versions: Callable[[], Sequence[FlowVersion]]
    simulate: Callable[[str, int], Played]
    """(flow, version): the usual way from now on; what it comes to is kept with a version of the store."""
    staying: Callable[[str, int], int]
    """(flow, version) -> open incidents that stay under other versions."""
    switch_on: Callable[[str, int, str], int]
    """(flow, version, reason) -> open incidents that stay under other versions."""
    switch_off: Callable[[str, str], int]
    """(flow, reason) -> the version in force now."""
