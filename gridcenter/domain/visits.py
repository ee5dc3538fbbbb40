"""Visits (走访) to households: who is due, why, and what a visit came to. Nobody is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gridcenter.domain.names import Name
from gridcenter.language import by_count, pick, tr

MET, NOT_AT_HOME, MOVED, DECLINED = "met", "not_at_home", "moved", "declined"
OUTCOME_NAMES: Mapping[str, Name] = {
    MET: Name("见到本人或家人", "met"),
    NOT_AT_HOME: Name("家中无人", "not at home"),
    MOVED: Name("已搬离", "moved away"),
    DECLINED: Name("谢绝走访", "visit declined"),
}
VOID = "void"
"""Outcome of a line that replaces a visit which was never made: it counts as nothing."""
NOTED_NAMES: Mapping[str, Name] = {**OUTCOME_NAMES, VOID: Name("误记，未走访", "noted by mistake, no visit")}
"""What the line of a visit may say, corrected ones too."""
LONGEST_NOTE = 400
"""Characters of a visit's note."""


@dataclass(frozen=True, slots=True)
class VisitReason:
    """Why a household is to be seen, every so many days. `basis` is the law or local rule that it stands on.

    `age_from`: somebody of at least that age lives there; `age_below`: somebody younger; `alone`: one person only.
    A reason without any of them is everybody's.
    """

    key: str
    name: Name
    days: int
    basis: str = ""
    age_from: int | None = None
    age_below: int | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class VisitRules:
    """`again`: by outcome, after how many days somebody who was not met stands on the list again."""

    reasons: tuple[VisitReason, ...]
    again: Mapping[str, int] = field(default_factory=dict)
    back_days: int = 31
    """So many days back a visit may be recorded."""


@dataclass(frozen=True, slots=True)
class VisitSubject:
    """A household, or a person who is in none: exactly one is set."""

    household_id: int | None = None
    person_id: int | None = None

    @property
    def ref(self) -> str:
        """As it is typed on a command line: h12 or p34."""
        return f"h{self.household_id}" if self.household_id is not None else f"p{self.person_id}"


@dataclass(frozen=True, slots=True)
class DueVisit:
    """One line of the list, masked. `met_on` None: nobody was met there yet."""

    subject: VisitSubject
    name: str
    members: int
    place: str
    reasons: tuple[Name, ...]
    met_on: date | None
    tried_on: date | None
    tried: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Dwelling:
    """What a household is due by: how many live there, the first and the last birth among them, and the visits.

    `tried` is the last day of every outcome.
    """

    members: int
    oldest: date | None
    youngest: date | None
    tried: Mapping[str, date]

    @property
    def met_on(self) -> date | None:
        return self.tried.get(MET)


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that was noted. `whom` is masked, and empty where all of a list are about one household or person.

    `reason` says why it replaced another line; `replaced` that it counts no more, because a later one replaced it.
    """

    id: int
    subject: VisitSubject
    day: date
    who: str
    outcome: str
    note: str = field(repr=False)
    reason: str = ""
    replaced: bool = False
    whom: str = ""


@dataclass(frozen=True, slots=True)
class PastVisits:
    """A page of a history of visits, the newest first; `more`: there are older ones."""

    rows: tuple[PastVisit, ...]
    more: bool


def years_before(day: date, years: int) -> date:
    """Return the day on which somebody of that age on `day` was born at the latest; the 29th of February gives way."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def fits(reason: VisitReason, dwelling: Dwelling, today: date) -> bool:
    """Tell whether a reason is one for this household; an unknown birth fits no age."""
    if reason.alone and dwelling.members != 1:
        return False
    if reason.age_from is not None:
        oldest = dwelling.oldest
        if oldest is None or oldest > years_before(today, reason.age_from):
            return False
    if reason.age_below is not None:
        youngest = dwelling.youngest
        if youngest is None or youngest <= years_before(today, reason.age_below):
            return False
    return True


def due_reasons(rules: VisitRules, dwelling: Dwelling, today: date) -> tuple[VisitReason, ...]:
    """Return why somebody is to be seen there now, by the order of the rules; nothing while an attempt is fresh."""
    if waits(rules, dwelling, today):
        return ()
    met = dwelling.met_on
    return tuple(
        reason
        for reason in rules.reasons
        if fits(reason, dwelling, today) and (met is None or met <= today - timedelta(days=reason.days))
    )


def waits(rules: VisitRules, dwelling: Dwelling, today: date) -> bool:
    """Tell whether the last attempt is too fresh for another one; meeting somebody later ends the waiting."""
    met = dwelling.met_on
    return any(
        day > today - timedelta(days=rules.again[outcome]) and (met is None or met < day)
        for outcome, day in dwelling.tried.items()
        if outcome != MET
    )


def due_since(reasons: tuple[VisitReason, ...], met_on: date | None) -> date | None:
    """Return since when a visit is due, None where nobody was ever met: since always."""
    return None if met_on is None else min(met_on + timedelta(days=reason.days) for reason in reasons)


def due_words(visit: DueVisit, today: date) -> str:
    """Say since when it is due, and what came of the last attempt."""
    days = (today - visit.due_on).days if visit.due_on is not None else 0
    due = by_count(days, tr("due for {n} day"), tr("due for {n} days")).format(n=days)
    words = tr("never met") if visit.due_on is None else due
    if not visit.tried or visit.tried == MET or visit.tried_on is None:
        return words
    return f"{words} · {visit.tried_on} {pick(OUTCOME_NAMES[visit.tried])}"
