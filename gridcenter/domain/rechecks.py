"""Random re-checks (抽查复核): which closed incidents of a month are checked once more; anybody can recompute it.

The rule `sha256`: every incident of the population gets the SHA-256 of "seed:id"; those with the lowest hashes are
drawn, as many as the rate asks for and at least one. It needs no library of random numbers and no order of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from hashlib import sha256

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import tr

RULE = "sha256"
PASSED, FAILED = "passed", "failed"
DRAWERS = frozenset({"supervisor", "leader"})
CHECKERS = frozenset({"collector", "acceptor", "supervisor", "leader"})
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month of the district."""

    first: date

    @property
    def text(self) -> str:
        return f"{self.first:%Y-%m}"

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the moments between which the month lies, half-open."""
        following = date(self.first.year + self.first.month // 12, self.first.month % 12 + 1, 1)
        return datetime.combine(self.first, time(), zone), datetime.combine(following, time(), zone)


def read_month(text: str) -> Month:
    """Read a month such as 2026-10.

    Raises:
        BadInput: It is none.
    """
    found = _MONTH.fullmatch(text.strip())
    if found is None or not 1900 <= int(found[1]) <= 9998:
        raise BadInput(tr("“{text}” is not a month: write it as 2026-10").format(text=text))
    return Month(date(int(found[1]), int(found[2]), 1))


def check_rate(percent: float) -> float:
    """Return the rate; `BadInput` unless it lies above 0 and at most at 100 percent."""
    if not 0 < percent <= 100:
        raise BadInput(tr("the rate must lie above 0 and at most at 100 percent"))
    return percent


def read_rate(text: str) -> float:
    """Read a rate such as 5, 2.5 or 5 %.

    Raises:
        BadInput: It is no number.
    """
    written = text.strip().removesuffix("%").removesuffix("％").strip()
    try:
        rate = Decimal(written)
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite():
        raise BadInput(tr("“{text}” is no rate: write it as 5 or 2.5").format(text=text))
    return float(rate)


def sample_size(population: int, percent: float) -> int:
    """Return how many are drawn: the rate rounded up, and at least one of whatever is there."""
    share = Decimal(population) * Decimal(str(percent)) / 100
    return int(share.to_integral_value(rounding=ROUND_CEILING))


def sample(ids: Iterable[int], *, seed: str, percent: float) -> list[int]:
    """Return the incidents drawn, in their order."""
    known = sorted(set(ids))
    ordered = sorted(known, key=lambda key: (sha256(f"{seed}:{key}".encode()).hexdigest(), key))
    return ordered[: sample_size(len(known), percent)]


def population_hash(ids: Iterable[int]) -> str:
    """Return the SHA-256 (hex) of the ids in ascending order, one to a line."""
    return sha256("\n".join(map(str, sorted(set(ids)))).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """One incident drawn; `result` is empty until somebody has checked it."""

    id: int
    version: int
    place: int
    incident_id: int
    number: str
    result: str
    reason: str
    checker: str
    checked_at: datetime | None
    category: Name
    where: Name
    """The grid, or the community where no grid is known."""


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw with the incidents drawn, in their order."""

    id: int
    month: str
    area: str
    sequence: int
    rule: str
    rate_percent: float
    seed: str
    population: int
    population_hash: str
    reason: str
    drawn_at: datetime
    drawer: str
    rechecks: tuple[RecheckRow, ...]

    @property
    def owed(self) -> int:
        """How many of the incidents drawn nobody has checked yet."""
        return sum(not row.result for row in self.rechecks)

    @property
    def failed(self) -> int:
        return sum(row.result == FAILED for row in self.rechecks)


def differences(draw: DrawRow, population: Sequence[int]) -> list[str]:
    """Return what differs between a draw and its recomputation from the present population, one sentence each."""
    found = []
    if draw.rule != RULE:
        return [tr("the rule “{rule}” is unknown here").format(rule=draw.rule)]
    if (draw.population, draw.population_hash) != (len(set(population)), population_hash(population)):
        found.append(
            tr("drawn from {n} incidents, now there are {m}, or they are others").format(
                n=draw.population, m=len(set(population))
            )
        )
    kept = [row.incident_id for row in sorted(draw.rechecks, key=lambda row: row.place)]
    if kept != sample(population, seed=draw.seed, percent=draw.rate_percent):
        found.append(tr("the incidents kept are not those that the seed draws"))
    return found
