"""Versions of a flow (流程版本) that a centre has put in: what is known of each, and which was in force before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gridcenter.domain.flow import FlowTemplate

KEEPERS = frozenset({"administrator", "leader", "supervisor"})
"""Roles that put flows in and switch them."""

SIMULATED, ON, OFF = "simulated", "on", "off"


class FlowState(StrEnum):
    DRAFT = "draft"
    ON = "on"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class FlowDeed:
    """Something a named person did with a version; `outcome` is what a simulation came to, empty when it was whole."""

    number: int
    deed: str
    at: datetime
    who: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class FlowVersion:
    """One version as a desk shows it; `put_at` is None for what the program ships with.

    `on` is how it came into force last; `simulated` the newest simulation that reached an end. `open_incidents`
    were reported under this version and are still open.
    """

    template: FlowTemplate
    state: FlowState
    put_at: datetime | None
    putter: str
    simulated: FlowDeed | None
    on: FlowDeed | None
    open_incidents: int

    @property
    def key(self) -> str:
        return self.template.key

    @property
    def number(self) -> int:
        return self.template.version


def in_force_after(deeds: Iterable[FlowDeed], *, shipped: int) -> list[int]:
    """Return the versions that switching off goes back through, the one in force last; 0 stands for none.

    `shipped` is the version the program brings, 0 where it brings none. `deeds` are oldest first.
    """
    stack = [shipped]
    for deed in deeds:
        if deed.deed == ON:
            stack.append(deed.number)
        elif deed.deed == OFF and len(stack) > 1:
            stack.pop()
    return stack
