"""What a turn does to a clock's ledger, and which clock presses: the same for a stored incident, a demo's and a
simulated one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from gridcenter.domain.clocks import ClockKind, Segment, pause, resume, stop
from gridcenter.domain.flow import ClockTurn
from gridcenter.domain.names import Name


class Ticking(Protocol):
    """A living clock as far as it matters for which of them presses."""

    @property
    def kind(self) -> str: ...

    @property
    def due_at(self) -> datetime: ...

    @property
    def paused(self) -> bool: ...


T = TypeVar("T", bound=Ticking)


def begun(at: datetime, action: str, *, running: bool) -> tuple[Segment, ...]:
    return (Segment(at, None, running, ground=Name(action)),)


def turned(segments: Sequence[Segment], turn: ClockTurn, *, at: datetime, action: str) -> tuple[Segment, ...]:
    """Return the ledger of a living clock after a move stopped, paused or resumed it."""
    if turn is ClockTurn.STOP:
        return stop(segments, at=at)
    change = pause if turn is ClockTurn.PAUSE else resume
    return change(segments, at=at, ground=Name(action))


def pressing(living: Iterable[T]) -> T | None:
    """Return the clock with the next deadline; a paused one only where all are.

    Clocks of units called in press like the incident's own, which go first where two are due at once.
    """
    known = list(living)
    running = [one for one in known if not one.paused]
    return min(
        running or known, key=lambda one: (one.due_at, one.kind == ClockKind.CO, one.kind), default=None
    )
