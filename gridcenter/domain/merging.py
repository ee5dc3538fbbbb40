"""Merging (并案): several reports of one matter become one incident, and can be taken apart again (拆分)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gridcenter.domain.incidents import Severity
from gridcenter.domain.names import Name

MERGED = "merged"
"""The state of an incident that was merged into another: the program's own, final, and the same in every flow."""
MERGED_NAME = Name("已并案", "merged")

MERGE, TAKE_IN, UNMERGE, GIVE_BACK, ADD_REPORT = "merge", "take_in", "unmerge", "give_back", "add_report"
OWN_STEPS: Mapping[str, Name] = {
    MERGE: Name("并案", "merge"),
    TAKE_IN: Name("并入", "take in"),
    UNMERGE: Name("拆分", "take apart"),
    GIVE_BACK: Name("拆出", "give back"),
    ADD_REPORT: Name("追加诉求", "further report"),
}
"""Steps that belong to no flow: merged and taken apart stand in the trace of the incident that leaves the queue and
comes back to it, take in and give back in that of the one that is kept."""
MERGE_LETTERS = {MERGE: "M", UNMERGE: "U"}
"""Their keys at the desk: merge, undo. No move of a flow may use them."""


@dataclass(frozen=True)
class MergeRules:
    """Which roles merge and take apart, and how many earlier incidents are shown of a caller or a place."""

    mergers: frozenset[str]
    splitters: frozenset[str]
    history: int


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report behind an incident; name and phone are masked, `id` is 0 where nothing more could be shown.

    `incident_number` is the one it was given at, which differs from the incident on show where that one was merged.
    """

    id: int
    incident_number: str
    at: datetime
    source: Name
    reporter: str
    phone: str
    text: str = field(repr=False)
    address: str = field(repr=False)
    taker: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Who told of something, in full: only what an audited reveal has shown."""

    reporter: str = field(repr=False)
    phone: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of two incidents that may be one matter, as they stand side by side."""

    id: int
    version: int
    number: str
    category: Name
    state: Name
    unit: Name
    grid: Name
    address: str
    description: str
    reported_at: datetime
    due_at: datetime | None
    paused: bool
    urgent: bool
    severity: Severity
    report_count: int
    photos: int
    reporters: tuple[str, ...]
    why_not_kept: str
    why_not_merged: str
    """Why this one cannot be the one that stays, or the one that goes into it; empty when it can."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two incidents side by side; `metres` and `score` are None where they are not known to be near and alike."""

    one: MergeSide
    other: MergeSide
    metres: int | None
    score: int | None
