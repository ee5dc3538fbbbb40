"""What the desk may ask and do about reports and merging, as plain callables that run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.merging import Comparison, Contact, ReportLine
from gridcenter.services.duplicates import Duplicate
from gridcenter.services.incident_draft import IncidentDraft

Seen = tuple[int, int]
"""An incident's id and the version of it that the person has seen."""


@dataclass(frozen=True, slots=True)
class MergingPorts:
    caller_history: Callable[[str], Sequence[Duplicate]]
    """What a complete phone number reported before, audited first; nothing for an unfinished one."""
    place_history: Callable[[IncidentDraft], Sequence[Duplicate]]
    add_report: Callable[[int, IncidentDraft, str], int]
    """(incident id, what was told, key of the form) -> the incident that has the report now."""
    reports: Callable[[int], Sequence[ReportLine]]
    """Every report behind an incident and those merged into it, people masked."""
    reveal_reporter: Callable[[int], Contact]
    """Who told a report, in full, audited first."""
    alike: Callable[[int], Sequence[Duplicate]]
    """Open incidents that may be the same matter."""
    compared: Callable[[int, str], Comparison]
    """(incident id, number of another one) -> both side by side."""
    merge: Callable[[Seen, Seen, str], int]
    """(the kept one, the merged one, reason) -> new version of the kept one."""
    unmerge: Callable[[int, int, str, str], int]
    """(incident id, version seen, reason, reason to give a unit without room its task back) -> new version."""
