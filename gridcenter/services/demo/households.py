"""Households: who lives together, at which age, drawn in columns so that a million persons take seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Draw = Callable[[np.random.Generator, Numbers, Numbers], Numbers]
"""(rng, age of the head, sex of the head) -> one number per household."""

MALE, FEMALE = 1, 2
MEAN_SIZE = 2.45
OLDEST = 101


@dataclass(frozen=True, slots=True)
class Member:
    """One place in a kind of household. `relation` holds the codes of GB/T 4761 for a man and a woman.

    `surname` says whose it is: own, head or father; `chance` how often the place is taken.
    """

    relation: tuple[str, str]
    age: Draw
    sex: Draw
    marital: str
    surname: str = "own"
    chance: float = 1.0


@dataclass(frozen=True, slots=True)
class HouseholdKind:
    key: str
    share: float
    ages: tuple[int, int]
    marital: str
    male_heads: float
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Residents:
    """One row per person, household by household, the head first. `household` counts from 0."""

    household: Numbers
    relation: npt.NDArray[np.str_]
    sex: Numbers
    age: Numbers
    marital: npt.NDArray[np.str_]
    surname: Numbers
    """Index into the list of surnames."""
    alone: npt.NDArray[np.bool_]
    households: int


def _other(_rng: np.random.Generator, _age: Numbers, sex: Numbers) -> Numbers:
    return MALE + FEMALE - sex


def _either(rng: np.random.Generator, age: Numbers, _sex: Numbers) -> Numbers:
    return rng.integers(MALE, FEMALE + 1, len(age))


def _fixed(sex_code: int) -> Draw:
    return lambda _rng, age, _sex: np.full(len(age), sex_code, dtype=np.int64)


def _beside(rng: np.random.Generator, age: Numbers, sex: Numbers) -> Numbers:
    gap = np.where(sex == MALE, rng.integers(-6, 2, len(age)), rng.integers(-1, 7, len(age)))
    return np.clip(age + gap, 20, OLDEST)


def _born_when(low: int, high: int) -> Draw:
    """Children of heads who were `low` to `high` years old at their birth."""
    return lambda rng, age, _sex: np.clip(age - rng.integers(low, high, len(age)), 0, 45)


def _elder_by(low: int, high: int) -> Draw:
    return lambda rng, age, _sex: np.clip(age + rng.integers(low, high, len(age)), 50, OLDEST)


def _around(rng: np.random.Generator, age: Numbers, _sex: Numbers) -> Numbers:
    near: Numbers = np.clip(age + rng.integers(-4, 5, len(age)), 18, 60)
    return near


SPOUSE = Member(("10", "10"), _beside, _other, "20")
CHILD = Member(("20", "30"), _born_when(23, 33), _either, "10", surname="father")
SECOND_CHILD = Member(("23", "33"), _born_when(27, 38), _either, "10", surname="father")
FATHER = Member(("51", "51"), _elder_by(24, 32), _fixed(MALE), "20", surname="head", chance=0.55)
MOTHER = Member(("52", "52"), _elder_by(22, 30), _fixed(FEMALE), "20", chance=0.85)
FLATMATE = Member(("99", "99"), _around, _either, "10")

KINDS: tuple[HouseholdKind, ...] = (
    HouseholdKind("single_young", 0.13, (20, 39), "10", 0.52),
    HouseholdKind("single_elder", 0.08, (65, 93), "30", 0.3),
    HouseholdKind("couple_young", 0.11, (24, 37), "20", 0.7, (SPOUSE,)),
    HouseholdKind("couple_middle", 0.10, (46, 62), "20", 0.7, (SPOUSE,)),
    HouseholdKind("couple_elder", 0.10, (62, 86), "20", 0.7, (SPOUSE,)),
    HouseholdKind("one_child", 0.22, (27, 52), "20", 0.68, (SPOUSE, CHILD)),
    HouseholdKind("two_children", 0.10, (31, 48), "20", 0.7, (SPOUSE, CHILD, SECOND_CHILD)),
    HouseholdKind("three_generations", 0.09, (29, 50), "20", 0.75, (SPOUSE, CHILD, FATHER, MOTHER)),
    HouseholdKind("one_parent", 0.04, (28, 52), "40", 0.3, (CHILD,)),
    HouseholdKind("shared_flat", 0.03, (21, 33), "10", 0.5, (FLATMATE, FLATMATE)),
)


def draw_residents(rng: np.random.Generator, *, persons: int, surname_weights: list[float]) -> Residents:
    """Draw households until exactly `persons` people live in them."""
    count = int(persons / MEAN_SIZE * 1.06) + 20
    kinds = rng.choice(len(KINDS), size=count, p=[kind.share for kind in KINDS])
    weights = np.asarray(surname_weights) / sum(surname_weights)
    parts = [_of_kind(rng, kind, np.flatnonzero(kinds == index), weights) for index, kind in enumerate(KINDS)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((columns[1], columns[0]))[:persons]
    household, _, relation, sex, age, marital, surname, alone = (column[order] for column in columns)
    return Residents(
        household, relation, sex, age, marital, surname, alone.astype(bool), int(household[-1]) + 1
    )


def _of_kind(
    rng: np.random.Generator, kind: HouseholdKind, households: Numbers, weights: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[Any], ...]:
    """Return columns household, place, relation, sex, age, marital, surname, alone for all households of a kind."""
    count = len(households)
    age = rng.integers(kind.ages[0], kind.ages[1], count)
    sex = np.where(rng.random(count) < kind.male_heads, MALE, FEMALE)
    surname = rng.choice(len(weights), size=count, p=weights)
    rows: list[tuple[npt.NDArray[Any], ...]] = [
        (
            households,
            np.zeros(count, int),
            _codes("02", count),
            sex,
            age,
            _codes(kind.marital, count),
            surname,
        )
    ]
    father = surname
    for place, member in enumerate(kind.members, start=1):
        taken = rng.random(count) < member.chance
        own = rng.choice(len(weights), size=count, p=weights)
        if member is SPOUSE:
            father = np.where(sex == MALE, surname, own)
        name = {"own": own, "head": surname, "father": father}[member.surname]
        of_sex = member.sex(rng, age, sex)
        relation = np.where(of_sex == MALE, *member.relation)
        columns = (
            households,
            np.full(count, place),
            relation,
            of_sex,
            member.age(rng, age, sex),
            _codes(member.marital, count),
            name,
        )
        rows.append(tuple(column[taken] for column in columns))
    joined = tuple(np.concatenate(column) for column in zip(*rows, strict=True))
    return (*joined, np.full(len(joined[0]), kind.key == "single_elder"))


def _codes(code: str, count: int) -> npt.NDArray[np.str_]:
    return np.full(count, code, dtype="<U2")
