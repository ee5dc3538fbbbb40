"""All problems of a file in memory: the same problem once, with how often it is there and in which lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as made_of
from pathlib import Path

from gridcenter.services.importing.rejects import MAX_SHOWN
from gridcenter.services.importing.report import ImportReport

_FIGURES = re.compile(r"\d+|…")
_PARTS = re.compile(r"\d+|…|[^\d…]+")
_MOST_KINDS = 500
"""Of problems that are told apart; what comes after them is counted together."""


@dataclass(slots=True)
class Problem:
    """`lines` are (line of the file, value as it may be shown), the first ones; `count` says how many there are."""

    outcome: str
    field: str
    reason: str
    count: int = 0
    lines: list[tuple[int, str]] = made_of(default_factory=list)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What became of a file, or would; `beyond` counts rows whose problem is not among `problems`."""

    report: ImportReport
    problems: tuple[Problem, ...]
    beyond: int


def _shared(one: str, other: str) -> str:
    """Return what two reasons have in common that differ in figures alone; … stands for those."""
    parts = zip(_PARTS.findall(one), _PARTS.findall(other), strict=True)
    return "".join(part if part == beside else "…" for part, beside in parts)


class ProblemBook:
    """Takes what a rejects file takes, and writes no file. `listed` lines are kept of each problem."""

    def __init__(self, listed: int) -> None:
        self._listed = listed
        self._problems: dict[tuple[str, str, str], Problem] = {}
        self.beyond = 0
        """Rows whose problem was not told apart any more."""

    def problems(self) -> list[Problem]:
        """Return them, what is most frequent first."""
        return sorted(self._problems.values(), key=lambda one: (-one.count, one.lines[0][0]))

    def add(self, line: int, field: str, value: str, outcome: str, reason: str) -> None:
        key = outcome, field, _FIGURES.sub("#", reason)
        problem = self._problems.get(key)
        if problem is None:
            if len(self._problems) >= _MOST_KINDS:
                self.beyond += 1
                return
            problem = self._problems[key] = Problem(outcome, field, reason)
        problem.count += 1
        if problem.reason != reason:
            problem.reason = _shared(problem.reason, reason)
        if len(problem.lines) < self._listed:
            problem.lines.append((line, value[:MAX_SHOWN]))

    def keep(self) -> Path | None:
        return None

    def drop(self) -> None:
        """Nothing was written."""
