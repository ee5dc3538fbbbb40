"""Rules of population tasks (一对接两跟进): which change makes which tasks for which kinds of unit, by when.

Rules are data (`db/population_tasks.yaml`); every flaw is named with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gridcenter.domain.clocks import Limit
from gridcenter.domain.names import Name
from gridcenter.domain.population_changes import ChangeKind, age_on

RECEIVE, FOLLOW = "receive", "follow"
PART_NAMES: dict[str, Name] = {
    RECEIVE: Name("对接", "receives"),
    FOLLOW: Name("跟进", "follows up"),
}


@dataclass(frozen=True, slots=True)
class UnitKind:
    """How the unit concerned is found: of these kinds, with one of these codes or with one of the words in its name.

    Among several the one whose area is the smallest around the place is meant. Where there is none, `otherwise` is
    the kind that takes the task.
    """

    code: str
    name: Name
    kinds: frozenset[str]
    codes: tuple[str, ...]
    words: tuple[str, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class TaskRule:
    """One task of a rule; `serial` is its place in the rule, from 1."""

    serial: int
    part: str
    unit: str
    what: Name
    limit: Limit


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """Which changes a rule is about; empty parts ask for nothing. `ages` are for reaching an age, and needed there."""

    code: str
    name: Name
    change: ChangeKind
    ages: frozenset[int]
    min_age: int | None
    max_age: int | None
    sex: str
    areas: tuple[str, ...]
    tasks: tuple[TaskRule, ...]

    def covers(self, change: RuledChange) -> bool:
        if change.kind is not self.change:
            return False
        if self.change is ChangeKind.AGE and change.age not in self.ages:
            return False
        if self.sex and change.sex != self.sex:
            return False
        if self.areas and not any(change.place.startswith(area) for area in self.areas):
            return False
        return self._right_age(change)

    def _right_age(self, change: RuledChange) -> bool:
        if self.min_age is None and self.max_age is None:
            return True
        if change.birth is None:
            return False
        age = age_on(change.birth, change.day)
        return (self.min_age or 0) <= age <= (10**6 if self.max_age is None else self.max_age)


@dataclass(frozen=True, slots=True, repr=False)
class RuledChange:
    """What a rule asks of a change; `place` is the code of the grid, else of the community."""

    kind: ChangeKind
    ref: str
    day: date
    birth: date | None
    sex: str
    place: str

    @property
    def age(self) -> int | None:
        return int(self.ref) if self.kind is ChangeKind.AGE and self.ref.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Outcome:
    code: str
    name: Name
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Flood:
    """More new rows than `percent` of what was there, and than `above`, look like an initial fill."""

    percent: int
    above: int


@dataclass(frozen=True)
class PopulationRules:
    """`days_back` is how far before a baseline changes are recorded, without tasks; `late_days` after how many days
    a change makes no tasks any more. `detectors`, `triers`, `completers` and `rulers` are roles: the last complete
    and pause tasks of every unit."""

    version: int
    follow_ups: int
    yellow_percent: int
    newborn_days: int
    days_back: int
    late_days: int
    flood: Flood
    detectors: frozenset[str]
    triers: frozenset[str]
    completers: frozenset[str]
    rulers: frozenset[str]
    outcomes: Mapping[str, Outcome]
    units: Mapping[str, UnitKind]
    rules: Mapping[str, ChangeRule]
    offered_above: int | None = None
    """More new rows than so many and the desk offers a pass; None: it never does."""

    @property
    def ages(self) -> frozenset[int]:
        return frozenset(age for rule in self.rules.values() for age in rule.ages)

    def rule_name(self, code: str) -> Name:
        """Return what a rule is called; the bare code where the rules have dropped it since."""
        return self.rules[code].name if code in self.rules else Name(code)

    def unit_name(self, code: str) -> Name:
        return self.units[code].name if code in self.units else Name(code)

    def outcome_name(self, code: str) -> Name:
        return self.outcomes[code].name if code in self.outcomes else Name(code)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit of the store among which the one concerned is looked for."""

    id: int
    code: str
    name: Name
    kind: str
    division_code: str


def unit_concerned(
    rules: PopulationRules, kind: str, place: str, units: Iterable[KnownUnit]
) -> KnownUnit | None:
    """Return the unit of this kind for a place, by the rules; None where nobody is found, whatever stands in for it."""
    known = tuple(units)
    seen: set[str] = set()
    while kind in rules.units and kind not in seen:
        seen.add(kind)
        wanted = rules.units[kind]
        found = [unit for unit in known if _is_meant(unit, wanted) and place.startswith(unit.division_code)]
        if found:
            return max(found, key=lambda unit: (len(unit.division_code), -unit.id))
        kind = wanted.otherwise
    return None


def _is_meant(unit: KnownUnit, wanted: UnitKind) -> bool:
    if unit.kind not in wanted.kinds:
        return False
    if unit.code in wanted.codes:
        return True
    if any(word in unit.name.zh for word in wanted.words):
        return True
    return not wanted.codes and not wanted.words
