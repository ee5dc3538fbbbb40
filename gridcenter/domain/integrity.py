"""Integrity rules (数据核查规则): where two facts of the registers cannot both be true.

A rule finds errors of data for somebody to put right. It says nothing about a person, and nothing is added up.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.definitions import Flaw, Parts, Path, definition_text
from gridcenter.domain.names import Name
from gridcenter.domain.register_conditions import (
    REGISTERS,
    SUBJECTS,
    Condition,
    read_conditions,
)
from gridcenter.language import listed, tr

LONGEST_NAME, LONGEST_TEXT = 60, 300


class Severity(StrEnum):
    """How much depends on a fact that is wrong: entitlement or safety, an obligation, tidiness."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


SEVERITY_NAMES: dict[Severity, Name] = {
    Severity.HIGH: Name("重要", "high"),
    Severity.MIDDLE: Name("一般", "middle"),
    Severity.LOW: Name("轻微", "low"),
}


class Verdict(StrEnum):
    """What somebody says about a hit."""

    CORRECTED = "corrected"
    FALSE_ALARM = "false_alarm"
    TO_VISIT = "to_visit"


VERDICT_NAMES: dict[Verdict, Name] = {
    Verdict.CORRECTED: Name("属实已更正", "real error, corrected"),
    Verdict.FALSE_ALARM: Name("误报", "false alarm"),
    Verdict.TO_VISIT: Name("待上门核实", "to be visited"),
}
SUBJECT_NAMES: dict[str, Name] = {
    "person": Name("人", "person"),
    "premises": Name("房", "premises"),
    "household": Name("户", "household"),
    "residence": Name("居住关系", "residence"),
}


class EndedWhy(StrEnum):
    GONE = "gone"
    """The registers no longer say so."""
    OFF = "off"
    """The rule was switched off."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as somebody wrote it; `definition` is its whole text, by which two versions can be compared."""

    key: str
    version: int
    name: Name
    compares: Name
    subject: str
    severity: Severity
    law: str
    when: Condition
    evidence: tuple[str, ...]
    definition: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule beside what the store knows of it; `on` is the version that runs, None when it is off.

    `decided` and `false_alarms` count hits of the newest decision, to be visited not among them.
    """

    rule: Rule
    on: int | None
    tried: bool
    open: int
    waiting: int
    decided: int
    false_alarms: int

    @property
    def false_rate(self) -> float | None:
        """Return false alarms ÷ decided hits; None while nothing is decided."""
        return self.false_alarms / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class HitLine:
    """One hit as it is shown: masked, with what the registers say now; `version` guards a decision."""

    id: int
    rule: str
    subject: str
    person_id: int | None
    who: str
    age_band: str
    place: str
    grid: Name
    evidence: tuple[tuple[Name, str], ...]
    found_at: datetime
    ended_at: datetime | None
    ended_why: str
    verdict: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    version: int


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule finds before it is switched on; `more` beside the sample, which is masked."""

    rule: Rule
    checked: int
    found: int
    sample: tuple[HitLine, ...]


@dataclass(frozen=True, slots=True)
class RuleRun:
    """What one run says of one rule; `too_many`: nothing of it was kept."""

    rule: str
    version: int
    found: int
    new: int
    ended: int
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    id: int
    day: date
    area: str
    checked: int
    rules: tuple[RuleRun, ...]


@dataclass(frozen=True, slots=True)
class IntegrityRoles:
    """Who may do what: switch rules on and off, run them, see hits, decide about them."""

    switch: frozenset[str]
    run: frozenset[str]
    look: frozenset[str]
    decide: frozenset[str]


def read_rules(raw: object, *, evidence: Collection[str]) -> tuple[Rule, ...]:
    """Build the rules of a file; `evidence` names the fields that can be shown beside a hit.

    Raises:
        Flaw: The first flaw, with its place.
    """
    if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list) or not raw["rules"]:
        raise Flaw((), tr("a list “rules” with at least one rule is needed"))
    seen: set[str] = set()
    found = []
    for at, one in enumerate(raw["rules"]):
        path: Path = ("rules", at)
        rule = read_rule(one, path, evidence=evidence)
        if rule.key in seen:
            raise Flaw((*path, "key"), tr("the rule “{key}” stands here twice").format(key=rule.key))
        seen.add(rule.key)
        found.append(rule)
    return tuple(found)


_PARTS = ("key", "version", "name", "compares", "of", "severity", "law", "when", "evidence")


def read_rule(raw: object, path: Path, *, evidence: Collection[str]) -> Rule:
    """Build one rule.

    Raises:
        Flaw: A part is missing, unknown or cannot be meant.
    """
    part = Parts(raw, path, known=_PARTS)
    subject = part.one_of("of", SUBJECTS)
    return Rule(
        key=part.key(),
        version=part.version(),
        name=part.name("name", longest=LONGEST_NAME),
        compares=part.name("compares", longest=LONGEST_TEXT),
        subject=subject,
        severity=Severity(part.one_of("severity", tuple(Severity))),
        law=part.text("law", longest=LONGEST_TEXT, needed=False),
        when=read_conditions(part.needed("when"), subject, (*path, "when")),
        evidence=_evidence(part, subject, evidence),
        definition=definition_text(part.raw),
    )


def _evidence(part: Parts, subject: str, known: Collection[str]) -> tuple[str, ...]:
    shown = [name for name in REGISTERS[subject].fields if name in known]
    listed_fields = part.raw.get("evidence", [])
    if not isinstance(listed_fields, list):
        raise Flaw((*part.path, "evidence"), tr("a list of fields stands here, in brackets"))
    for at, name in enumerate(listed_fields):
        if name not in shown:
            sentence = tr("“{word}” cannot be shown here; there are: {known}")
            raise Flaw((*part.path, "evidence", at), sentence.format(word=name, known=listed(shown)))
    return tuple(listed_fields)
