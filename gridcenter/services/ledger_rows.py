"""A living clock of an incident as the store has it: the clock, its segments, and what was added to its limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gridcenter.domain.clocks import Limit, Segment, Unit
from gridcenter.domain.names import Name
from gridcenter.store.clock_ledgers import SEGMENTS
from gridcenter.store.models import ClockSegment, IncidentClock


@dataclass
class Held:
    """A living clock and its segments, oldest first."""

    clock: IncidentClock
    segments: list[ClockSegment]

    @property
    def stated(self) -> Limit:
        """The limit as its standard or its flow states it."""
        return Limit(Decimal(str(self.clock.limit_value)), Unit(self.clock.limit_unit))

    @property
    def added(self) -> int:
        """Minutes that were approved or planned beside the stated limit."""
        return max(0, self.clock.limit_minutes - self.stated.minutes)

    def follow(self, after: Sequence[Segment]) -> None:
        """Let the rows say what the ledger says after a turn; nothing reaches the store."""
        self.segments[-1].ended_at = after[len(self.segments) - 1].end
        for segment in after[len(self.segments) :]:
            row = SEGMENTS.new(
                sequence=len(self.segments) + 1,
                started_at=segment.start,
                running=segment.running,
                ground=segment.ground.zh,
            )
            self.segments.append(row)


@dataclass(frozen=True)
class Corrected:
    """A clock that goes on under another limit, with the limit and the deadline that it had."""

    held: Held
    limit: Limit
    due_at: datetime


def as_segments(rows: Sequence[ClockSegment]) -> tuple[Segment, ...]:
    return tuple(Segment(row.started_at, row.ended_at, row.running, Name(row.ground)) for row in rows)
