"""Which of several values about a person comes first (信息项的取值): nothing is overwritten, one stands on the card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gridcenter.domain.names import Name


class Why(StrEnum):
    """Why a value comes before the others of its key."""

    VERIFIED = "verified"
    NEWEST = "newest"
    BASE = "base"
    ONLY = "only"


WHY_NAMES: dict[Why, Name] = {
    Why.VERIFIED: Name("最近一次核实的值", "the value verified last"),
    Why.NEWEST: Name("均未核实，取最近登记的值", "none is verified; this one was recorded last"),
    Why.BASE: Name(
        "均未核实且无更新日期，取首个来源的值", "none is verified or dated later; the first source"
    ),
    Why.ONLY: Name("唯一的值", "the only value"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Statement:
    """What one source says about one key. `ref` is what its reader knows it by; `base`: a plain column of the person.

    Without a day of verification the value is not verified, whoever recorded it.
    """

    ref: str
    text: str
    source: str
    recorded_on: date | None
    verified_on: date | None = None
    verified_by: str = ""
    sensitivity: str = "p"
    base: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Choice:
    """The value that comes first, why, and the different values that stand beside it, the weightiest first.

    `sources` is how many sources say any of them: several may agree, and one may have said two.
    """

    winner: Statement
    why: Why
    others: tuple[Statement, ...] = ()
    sources: int = 1


def winning_value(statements: Sequence[Statement]) -> Choice | None:
    """Choose: the value verified last, else the one recorded last, else the person's base row; None without a value.

    Sources that say the same count as one, by the weightiest of them. Of equal weight the base row comes first,
    then what stands first in `statements`. A newer value that nobody has verified never passes a verified one.
    """
    ordered = sorted(statements, key=_weight, reverse=True) if len(statements) > 1 else statements
    said: dict[str, Statement] = {}
    for statement in ordered:
        if statement.text:
            said.setdefault(statement.text, statement)
    if not said:
        return None
    winner, *others = said.values()
    sources = len({statement.source for statement in ordered if statement.text})
    return Choice(winner, _why(winner, others), tuple(others), sources)


def is_news(text: str, recorded_on: date | None, standing: Sequence[Statement]) -> bool:
    """Tell whether a value adds something: it is not what comes first, and nobody said it on that day or later."""
    choice = winning_value(standing)
    if choice is not None and choice.winner.text == text:
        return False
    day = recorded_on or date.min
    return not any(one.text == text and (one.recorded_on or date.min) >= day for one in standing)


def _weight(statement: Statement) -> tuple[date, date, bool]:
    return statement.verified_on or date.min, statement.recorded_on or date.min, statement.base


def _why(winner: Statement, others: Sequence[Statement]) -> Why:
    if winner.verified_on is not None:
        return Why.VERIFIED
    if not others:
        return Why.ONLY
    return Why.BASE if winner.base and winner.recorded_on == others[0].recorded_on else Why.NEWEST
