"""What a desk does to keep the register true: values, rows of one person, visits; every callable runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.domain.person_merging import Basis, MergesFound, PersonComparison, TwinsFound
from gridcenter.domain.record_keeping import KeptValue
from gridcenter.domain.visits import PastVisits, VisitSubject
from gridcenter.services.visits import VisitPage

KeepValue = Callable[[int, KeptValue, LookupRequest], PersonCard | None]
"""(person id, what is done, the request of the card) -> the card as it is then; audited in the same transaction."""


@dataclass(frozen=True, slots=True)
class TwinPorts:
    """Everything is audited before it is read."""

    twins: Callable[[int], TwinsFound]
    """Rows that share a number, behind so many numbers."""
    merges: Callable[[int], MergesFound]
    """Behind so many merges."""
    compare: Callable[[int, int], PersonComparison]
    merge: Callable[[int, int, tuple[int, int], str, bool], Basis]
    """(kept, merged, versions seen, reason, decided) -> on what they are one."""
    unmerge: Callable[[int, str], int]
    """(merged row, reason) -> the row it was seen as."""
    tell_apart: Callable[[int, int, str], None]
    """(row, row, reason): they are two people under one number."""


@dataclass(frozen=True, slots=True)
class VisitPorts:
    grids: Callable[[], Sequence[tuple[str, Name]]]
    due: Callable[[str, Any], VisitPage]
    """(grid code, cursor of the page before or None) -> who is due; audited first."""
    past: Callable[[VisitSubject, int], PastVisits]
    """(whom, behind the visit with this number, 0 for the newest) -> the last visits with notes; audited first."""
    own: Callable[[str, int], PastVisits]
    """(grid code, behind which visit or 0) -> what this account noted there lately, masked; audited first."""
    record: Callable[[VisitSubject, str, str, str], int]
    """(whom, outcome, day or nothing for today, note) -> id of the visit."""
    correct: Callable[[int, str, str, str, str], int]
    """(visit, outcome, day, note, reason) -> id of the line that replaces it."""
    export: Callable[[str, Path], int]
    """(grid code, file) -> lines written, masked; audited first."""


@dataclass(frozen=True, slots=True)
class KeepingPorts:
    """Each is None for a role that may not."""

    keep: KeepValue | None = None
    twins: TwinPorts | None = None
    visits: VisitPorts | None = None
