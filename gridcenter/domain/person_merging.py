"""Two rows of the register that are the same human (并档): seen as one, and apart again; no row is written or lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gridcenter.domain.identity import IdNumberError, parse_id_number
from gridcenter.domain.names import Name

MERGED, UNMERGED, COMPARED, APART = "merged", "unmerged", "compared", "apart"
"""Outcomes of the audit lines."""
FIFTEEN = 15


class Basis(StrEnum):
    """On what two rows are said to be one human; a name alone is none."""

    NUMBER = "number"
    UPGRADED = "upgraded"
    DECISION = "decision"


BASIS_NAMES: Mapping[Basis, Name] = {
    Basis.NUMBER: Name("公民身份号码相同", "same ID number"),
    Basis.UPGRADED: Name("15 位号码升位后相同", "same number once 15 digits are upgraded"),
    Basis.DECISION: Name("有权人员决定", "decision with a reason"),
}


def basis_of(one: str, other: str) -> Basis:
    """Return on what rows under these two numbers are one human; without two good numbers only a decision is left."""
    first, second = _normal(one), _normal(other)
    if not first or first != second:
        return Basis.DECISION
    return Basis.UPGRADED if FIFTEEN in (len(one), len(other)) else Basis.NUMBER


def _normal(number: str) -> str:
    try:
        return parse_id_number(number).number
    except IdNumberError:
        return ""


@dataclass(frozen=True, slots=True)
class TwinRow:
    """One row of the register, masked."""

    person_id: int
    name: str
    sex: Name
    age_band: str
    id_number: str
    grid: Name
    source: str
    recorded_on: date | None


@dataclass(frozen=True, slots=True)
class Twins:
    """Rows that share a number."""

    basis: Basis
    rows: tuple[TwinRow, ...]


@dataclass(frozen=True, slots=True)
class TwinsFound:
    """A page of rows that share a number; `read` counts the numbers up to its end, `total` those of all pages."""

    groups: tuple[Twins, ...]
    read: int
    total: int

    @property
    def more(self) -> bool:
        return self.read < self.total


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One item side by side, masked; `differs` is told by the plain values, which masks may make look alike."""

    label: Name
    one: str
    other: str
    differs: bool


@dataclass(frozen=True, slots=True)
class PersonComparison:
    """`versions` are those of both rows when they were read."""

    one: TwinRow
    other: TwinRow
    basis: Basis
    versions: tuple[int, int]
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class MergedPair:
    """A merge in force, masked."""

    kept: TwinRow
    merged: TwinRow
    at: datetime
    actor: str
    basis: Basis
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MergesFound:
    """A page of merges in force, the newest first; `total` counts those of all pages."""

    pairs: tuple[MergedPair, ...]
    read: int
    total: int

    @property
    def more(self) -> bool:
        return self.read < self.total
