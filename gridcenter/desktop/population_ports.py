"""What a desk asks and does about population changes and their tasks; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gridcenter.desktop.register_ports import Watch
from gridcenter.domain.names import Name
from gridcenter.domain.people import LookupRequest, PersonCard, Purpose
from gridcenter.domain.population_tasks import (
    BoardLine,
    ChangeRow,
    ChangesPage,
    Detected,
    MaskedChange,
    TaskRow,
    Trial,
)
from gridcenter.services.population_lists import TasksWanted

PAGE = 500
"""Changes or tasks of a page."""
ALL_KNOWN, ALL_NEW = "known", "new"
"""What many new rows are: an initial fill, or changes."""


@dataclass(frozen=True, slots=True)
class PopulationPorts:
    """`outcomes` are (code, name, whether a reason is needed); `rules` those that can be tried, by code."""

    outcomes: Sequence[tuple[str, Name, bool]]
    rules: Sequence[tuple[str, Name]]
    changes: Callable[[str, tuple[date, int] | None, int], ChangesPage]
    """(month or nothing, day and id behind which, how many) -> changes, the latest first."""
    board: Callable[[str], Sequence[BoardLine]]
    """By unit and rule, of tasks whose limit ends in the month, or of all."""
    tasks: Callable[[TasksWanted, int], Sequence[TaskRow]]
    """At most a page of tasks, behind so many."""
    complete: Callable[[int, int, str, str], int]
    """(task id, version seen, outcome, reason) -> new version."""
    pause: Callable[[int, int, str], int]
    """(task id, version seen, reason) -> new version."""
    resume: Callable[[int, int], int]
    names: Callable[[Sequence[ChangeRow | TaskRow]], Mapping[int, MaskedChange]]
    """Whom changes are about, masked, by change; audited first."""
    try_rules: Callable[[str, str], Trial]
    """(month, code of a rule or nothing) -> what the rules would have made."""
    look_up: Callable[[int, LookupRequest], PersonCard | None]
    """(change id, request) -> the card, audited first as a look-up."""
    detect: Callable[[str, Watch], Detected | None] | None = None
    """(what many new rows are, or nothing) -> what changed since the last pass, None when it was stopped.

    None itself where the role does not detect.
    """
    purposes: Sequence[Purpose] = tuple(Purpose)
    """For what the role looks people up."""
    waiting: Callable[[], int] | None = None
    """How many rows wait for a pass that the rules offer; None where the role does not detect."""
    left_out: frozenset[str] = frozenset()
    """Keys of the tab that the role of the account has no use for."""
