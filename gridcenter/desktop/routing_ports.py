"""What the page of the responsibility list asks and does; every callable runs on a worker (see `ports`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.names import Name
from gridcenter.domain.routing import Precedent, RuleRow
from gridcenter.services.responsibility_words import RuleDraft

Coded = Sequence[tuple[str, Name]]
"""Codes with their names."""


@dataclass(frozen=True, slots=True)
class RuleChoices:
    """What a line of the list may name; `categories` bear the key of their set before the code: matters/06010."""

    sets: Coded
    categories: Coded
    places: Coded
    sources: Coded
    units: Coded


@dataclass(frozen=True, slots=True)
class RoutingList:
    """The list as it stands, ended lines too, and the rulings of the area, newest first."""

    rules: Sequence[RuleRow]
    rulings: Sequence[Precedent]


@dataclass(frozen=True, slots=True)
class Behind:
    """The incidents behind the hit rate of a line, newest first."""

    proposed: Sequence[int]
    taken: Sequence[int]
    passed_over: Sequence[int]
    returned: Sequence[int]


@dataclass(frozen=True, slots=True)
class RoutingPorts:
    read: Callable[[], RoutingList]
    choices: Callable[[], RuleChoices]
    behind: Callable[[int], Behind]
    incidents: Callable[[Sequence[int]], Sequence[QueueRow]]
    enter: Callable[[RuleDraft], int]
    change: Callable[[int, int, RuleDraft], int]
    """(id, version seen, what replaces it) -> id of the new line."""
    end: Callable[[int, int, str], None]
    """(id, version seen, reason)"""
    make_rule: Callable[[int, int], int]
    """(id of a ruling, version seen) -> id of the line made of it."""
    dismiss: Callable[[int, int, str], None]
    """(id of a ruling, version seen, reason)"""
