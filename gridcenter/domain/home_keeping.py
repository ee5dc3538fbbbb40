"""Keeping by hand where people live (居住), in which household (户), and how premises are held (房屋性质).

The register says what holds. What stood before an ending or a correction stays beside it, with who, when and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from gridcenter.domain.names import Name
from gridcenter.domain.organisations import TIE_ITEM, TIE_LABEL

VOID = "void"
"""Chosen in a correction: the line was noted by mistake and holds no more."""
VOID_NAME = Name("误记，应予撤销", "noted by mistake, take it out")
HEADS = frozenset({"01", "02"})
"""Relations of a head to the head (GB/T 4761-2008)."""
LET, UNKNOWN_TENURE = "let", ""
TENANT = "tenant"
TENURE_NAMES: dict[str, Name] = {
    "owned": Name("自有", "owned"),
    LET: Name("出租", "let"),
    "untitled": Name("无证", "untitled"),
    "empty": Name("空置", "empty"),
}


class HomeDeed(StrEnum):
    """What is done; also the outcome of its audit line."""

    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    HOME_CORRECTED = "home_corrected"
    JOINED = "joined"
    LEFT = "left"
    MEMBER_CORRECTED = "member_corrected"
    TENURE_SET = "tenure_set"
    TENURE_ENDED = "tenure_ended"
    TENURE_CORRECTED = "tenure_corrected"


HOME_DEED_NAMES: dict[HomeDeed, Name] = {
    HomeDeed.MOVED_IN: Name("登记入住", "Record a residence"),
    HomeDeed.MOVED_OUT: Name("登记迁出", "End a residence: moved out"),
    HomeDeed.HOME_CORRECTED: Name("更正居住关系", "Correct a residence"),
    HomeDeed.JOINED: Name("登记入户", "Record a membership of a household"),
    HomeDeed.LEFT: Name("登记离户", "End a membership of a household"),
    HomeDeed.MEMBER_CORRECTED: Name("更正户内关系", "Correct a membership of a household"),
    HomeDeed.TENURE_SET: Name("登记房屋性质", "Record the tenure of premises"),
    HomeDeed.TENURE_ENDED: Name("终止房屋性质", "End the tenure of premises"),
    HomeDeed.TENURE_CORRECTED: Name("更正房屋性质", "Correct the tenure of premises"),
}
DONE_NAMES: dict[HomeDeed, Name] = {
    HomeDeed.MOVED_IN: Name("已登记入住", "residence recorded"),
    HomeDeed.MOVED_OUT: Name("已登记迁出", "residence ended"),
    HomeDeed.HOME_CORRECTED: Name("已更正居住关系", "residence corrected"),
    HomeDeed.JOINED: Name("已登记入户", "membership recorded"),
    HomeDeed.LEFT: Name("已登记离户", "membership ended"),
    HomeDeed.MEMBER_CORRECTED: Name("已更正户内关系", "membership corrected"),
    HomeDeed.TENURE_SET: Name("已登记房屋性质", "tenure recorded"),
    HomeDeed.TENURE_ENDED: Name("已终止房屋性质", "tenure ended"),
    HomeDeed.TENURE_CORRECTED: Name("已更正房屋性质", "tenure corrected"),
}
OF_TENURE = frozenset({HomeDeed.TENURE_SET, HomeDeed.TENURE_ENDED, HomeDeed.TENURE_CORRECTED})
"""They are about premises and name no person."""

HOME_ITEM, MEMBER_ITEM, HISTORY_ITEM = "residence_line", "household_line", "home_history"
KEPT_LABELS: dict[str, Name] = {
    TIE_ITEM: TIE_LABEL,
    HOME_ITEM: Name("居住关系", "residence"),
    MEMBER_ITEM: Name("户内关系", "membership of a household"),
    HISTORY_ITEM: Name("居住和户内关系的变更记录", "history of residences and households"),
}
"""By what the audit calls a line that was kept by hand; the id stands behind an @."""


class Spell(Protocol):
    """Something with a first day and the day on which it ended (half-open); None is unknown, or still going on."""

    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


OneSpell = TypeVar("OneSpell", bound=Spell)


@dataclass(frozen=True, slots=True)
class Span:
    since: date | None
    until: date | None


def overlaps(one: Spell, other: Spell) -> bool:
    """Tell whether both hold on some day; an unknown first day is long ago."""

    def begins_before_end(first: Spell, second: Spell) -> bool:
        return second.until is None or first.since is None or first.since < second.until

    return begins_before_end(one, other) and begins_before_end(other, one)


def overlapping(span: Spell, others: Iterable[OneSpell]) -> OneSpell | None:
    return next((other for other in others if overlaps(span, other)), None)


def days_of(line: Spell) -> str:
    """Return the days as they are written: 2020-01-01 — 2026-11-01; an open end is told by nothing behind the line."""
    first = line.since.isoformat() if line.since is not None else "?"
    return f"{first} — {line.until.isoformat() if line.until is not None else ''}".rstrip()


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """A person's own place in a household that goes on; `relation` is a code of GB/T 4761."""

    household_id: int
    number: str
    relation: str
    relation_name: Name
    since: date | None

    @property
    def until(self) -> date | None:
        return None


@dataclass(frozen=True, slots=True)
class TenureLine:
    """How premises were or are held; `until` None: still so."""

    id: int
    tenure: str
    since: date | None
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line of the history: what stood before and after, in words; `after` is empty where the line was taken out."""

    at: datetime
    who: str
    deed: HomeDeed
    before: str = field(repr=False)
    after: str = field(repr=False)
    reason: str = field(repr=False)


def seal_of(kind: str, line: Spell) -> str:
    """Return what tells whether a line still stands as it was seen."""
    return f"{kind} {days_of(line)}"
