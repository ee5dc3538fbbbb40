"""Visits (走访) to households: who is due, why, and what a visit came to. Nobody is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gridcenter.domain.names import Name
from gridcenter.language import by_count, pick, tr

MET, NOT_AT_HOME, MOVED, REFUSED = "met", "not_at_home", "moved", "refused"
OUTCOME_NAMES: Mapping[str, Name] = {
    MET: Name("见到本人或家人", "met"),
    NOT_AT_HOME: Name("家中无人", "not at home"),
    MOVED: Name("已搬离", "moved away"),
    REFUSED: Name("谢绝走访", "visit declined"),
}
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


def due_day(met_on: date | None, days: int) -> date | None:
    """Return since when a visit is due, None where nobody was ever met: since always."""
    return None if met_on is None else met_on + timedelta(days=days)


def due_words(visit: DueVisit, today: date) -> str:
    """Say since when it is due, and what came of the last attempt."""
    days = (today - visit.due_on).days if visit.due_on is not None else 0
    due = by_count(days, tr("due for {n} day"), tr("due for {n} days")).format(n=days)
    words = tr("never met") if visit.due_on is None else due
    if not visit.tried or visit.tried == MET or visit.tried_on is None:
        return words
    return f"{words} · {visit.tried_on} {pick(OUTCOME_NAMES[visit.tried])}"
