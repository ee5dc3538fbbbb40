"""What the centre keeps of people (个人信息处理活动清单), the records the law asks for beside it, and what is due.

PIPL 51 and 54 to 57, DSL 21: assessments, audits and training come again after so many days; of a leak each step is due
after so many hours. Nobody is named in any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from gridcenter.domain.names import Name


@dataclass(frozen=True, slots=True)
class DataSet:
    """What is kept together of whom; `items` are those of the record catalogue, `hidden` of them need to know."""

    key: str
    grade: str
    name: Name
    whose: Name
    why: Name
    basis: Name
    source: Name
    kept: Name
    items: tuple[Name, ...] = ()
    hidden: int = 0
    what: Name | None = None


@dataclass(frozen=True, slots=True)
class RecordField:
    """What a record asks: a text, or one of the choices."""

    key: str
    name: Name
    choices: Mapping[str, Name] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A step that has to follow a record within some time; `how` names what of the program helps."""

    key: str
    name: Name
    how: Name
    within: timedelta


@dataclass(frozen=True, slots=True)
class RecordKind:
    """`grades`: of sets of these grades one is due without being asked for; `again` None: nothing comes again."""

    key: str
    name: Name
    law: Name
    about_set: bool
    grades: frozenset[str]
    again: timedelta | None
    fields: tuple[RecordField, ...]
    steps: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True)
class PrivacyRules:
    """The list and the kinds of records of a centre; grades from the lowest."""

    centre: Name
    contact: Name
    lookers: frozenset[str]
    recorders: frozenset[str]
    grades: Mapping[str, Name]
    sets: tuple[DataSet, ...]
    kinds: tuple[RecordKind, ...]

    def set_named(self, key: str) -> DataSet | None:
        return next((one for one in self.sets if one.key == key), None)

    def kind_named(self, key: str) -> RecordKind | None:
        return next((one for one in self.kinds if one.key == key), None)


@dataclass(frozen=True, slots=True)
class PrivacyRecord:
    """What somebody wrote down; with `follows` it is the step `step` of that record."""

    id: int
    kind: str
    about: str
    day: date
    at: datetime
    who: str
    role: str
    said: Mapping[str, str]
    follows: int | None = None
    step: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A record, or a step of record `record`, that is due at a moment; `never`: there was none before."""

    kind: RecordKind
    about: str
    until: datetime
    overdue: bool
    step: FollowUp | None = None
    record: int | None = None
    never: bool = False


def due(
    rules: PrivacyRules, records: Sequence[PrivacyRecord], *, now: datetime, zone: tzinfo, ahead: timedelta
) -> tuple[Due, ...]:
    """Return what is overdue or due within `ahead`: steps first, then what is due first; a day ends at its midnight."""
    found = [*_coming_again(rules, records, now, zone), *_steps(rules, records, now)]
    return tuple(
        sorted(
            (one for one in found if one.until <= now + ahead), key=lambda one: (one.step is None, one.until)
        )
    )


def _coming_again(
    rules: PrivacyRules, records: Iterable[PrivacyRecord], now: datetime, zone: tzinfo
) -> Iterator[Due]:
    newest: dict[tuple[str, str], date] = {}
    for one in records:
        if one.follows is None:
            key = one.kind, one.about
            newest[key] = max(one.day, newest.get(key, one.day))
    for kind in rules.kinds:
        if kind.again is None:
            continue
        for about in _subjects(rules, kind):
            last = newest.get((kind.key, about))
            if last is None:
                yield Due(kind, about, now, overdue=True, never=True)
                continue
            until = datetime.combine(last + kind.again + timedelta(days=1), time(), zone)
            yield Due(kind, about, until, overdue=until <= now)


def _subjects(rules: PrivacyRules, kind: RecordKind) -> tuple[str, ...]:
    if not kind.about_set:
        return ("",)
    return tuple(one.key for one in rules.sets if one.grade in kind.grades)


def _steps(rules: PrivacyRules, records: Sequence[PrivacyRecord], now: datetime) -> Iterator[Due]:
    done = {(one.follows, one.step) for one in records if one.follows is not None}
    for one in records:
        kind = rules.kind_named(one.kind)
        if one.follows is not None or kind is None:
            continue
        for step in kind.steps:
            if (one.id, step.key) not in done:
                until = one.at + step.within
                yield Due(kind, one.about, until, overdue=until <= now, step=step, record=one.id)
