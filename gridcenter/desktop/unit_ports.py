"""What the page of the units asks and does; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.duty import Availability, DutyEntry, UnitLoad, UnitStanding


@dataclass(frozen=True, slots=True)
class UnitPorts:
    read: Callable[[], Sequence[UnitStanding]]
    history: Callable[[int], Sequence[DutyEntry]]
    """What was said about a unit, newest first."""
    say: Callable[[int, Availability, str, str], UnitLoad]
    """(unit id, availability, until when as typed or nothing, reason)"""
    let_hold: Callable[[int, str, str], UnitLoad]
    """(unit id, how many tasks as typed or nothing for the number of its kind, reason)"""
