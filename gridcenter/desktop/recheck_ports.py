"""What a desk asks and does about random re-checks; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.rechecks import DrawRow

Verified = Sequence[tuple[DrawRow, Sequence[str]]]
"""Draws with what differs from their recomputation; nothing where a draw is as drawn."""


@dataclass(frozen=True, slots=True)
class RecheckPorts:
    draws: Callable[[], Sequence[DrawRow]]
    """The draws of the area, the newest first."""
    draw: Callable[[str, str, str, str], int]
    """(month, rate in percent as typed, seed or nothing, reason) -> id of the draw."""
    record: Callable[[int, int, bool, str], int]
    """(id of a re-check, version seen, whether it passed, reason) -> new version."""
    verify: Callable[[], Verified]
