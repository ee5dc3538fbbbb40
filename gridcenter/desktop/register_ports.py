"""What a desk asks and does about checks of the registers and about rolls; every callable runs on a worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gridcenter.domain.integrity import HitLine, RuleState, Run, Tried, Verdict
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, PersonCard
from gridcenter.domain.rolls import RollsPage, RollWritten

Watch = Callable[[str, int, int], bool]
"""(part of the work, rows done, rows in all or 0) -> whether to go on; called on the worker thread."""


@dataclass(frozen=True, slots=True)
class HitsRead:
    """At most a page of hits; `more` says that there are others behind the last, `total` counts those of all pages."""

    lines: Sequence[HitLine]
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class CheckPorts:
    rules: Callable[[], Sequence[RuleState]]
    hits: Callable[[str, bool, int], HitsRead]
    """(rule, only undecided ones, behind which number) -> its hits, masked; audit committed first."""
    try_rule: Callable[[str, Watch], Tried | None]
    """(rule) -> what it would find, audited first; None when it was stopped."""
    switch: Callable[[str, bool, str], None]
    """(rule, on or off, reason)"""
    run: Callable[[Watch], Run | None]
    """None when it was stopped."""
    decide: Callable[[int, int, Verdict, str], int]
    """(hit, version seen, verdict, reason) -> new version."""
    open_person: Callable[[int, LookupRequest], PersonCard | None]
    """(hit, request) -> the card of its person: a look-up, audited first."""
    left_out: frozenset[str] = frozenset()
    """Keys of the tab that the role of the account has no use for."""


@dataclass(frozen=True, slots=True)
class RollPorts:
    rolls: Callable[[int], RollsPage]
    """(behind which roll or 0) -> a page of them, the newest first"""
    kinds: Sequence[tuple[str, Name, bool]]
    """Key, name, and whether it has columns that may be shown without their masks."""
    ask: Callable[[str, str, str, bool], int]
    """(kind, day as typed or nothing, purpose, without masks) -> number of the roll."""
    approve: Callable[[int, int, bool, str], None]
    """(roll, version seen, without masks, remark)"""
    refuse: Callable[[int, int, str], None]
    """(roll, version seen, reason)"""
    write: Callable[[int, Path, Watch], RollWritten | None]
    """(roll, file) -> what was written, audited first; None when it was stopped."""
    left_out: frozenset[str] = frozenset()
    """Keys of the tab that the role of the account has no use for."""
