"""Which kinds of incidents the demo draws, under which limits, and who answers for them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.clocks import Limit, Unit
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import Staff
from gridcenter.store.models import Category, Standard

SELDOM = 0.15
"""Weight of a kind that the word list does not name."""


@dataclass(frozen=True, slots=True)
class LimitSet:
    standard_id: int
    handle: Limit
    whole: Limit


@dataclass(frozen=True, slots=True)
class Kind:
    """A leaf of the category tree with its standards, most usual first."""

    category_id: int
    set_key: str
    name: str
    major: str
    weight: float
    urgent: bool
    limits: tuple[LimitSet, ...]
    departments: tuple[int, ...]
    """Units named by the word list; empty where only street and community come into question."""


class KindDrawer:
    """Draws kinds by weight."""

    def __init__(self, kinds: list[Kind]) -> None:
        self.kinds = kinds
        self._totals = list(accumulate(kind.weight for kind in kinds))
        self.urgent = [kind for kind in kinds if kind.urgent]

    def draw(self, rng: random.Random) -> Kind:
        return rng.choices(self.kinds, cum_weights=self._totals)[0]


def load_kinds(session: Session, staff: Staff) -> KindDrawer:
    """Read leaves with standards from the store, and weight them as `db/demo/incidents.yaml` says."""
    words = word_list("incidents")
    leaves = _leaves(session)
    sums: dict[str, float] = {}
    for leaf in leaves:
        sums[leaf["major"]] = sums.get(leaf["major"], 0) + _raw_weight(words, leaf["name"])
    kinds = [
        Kind(
            category_id=leaf["id"],
            set_key=leaf["set_key"],
            name=leaf["name"],
            major=leaf["major"],
            weight=_raw_weight(words, leaf["name"])
            / sums[leaf["major"]]
            * words["majors"].get(leaf["major"], 0),
            urgent=leaf["name"] in words["urgent"],
            limits=tuple(leaf["limits"]),
            departments=_answerable(leaf["name"], leaf["major"], staff),
        )
        for leaf in leaves
    ]
    return KindDrawer([kind for kind in kinds if kind.weight > 0])


def _raw_weight(words: dict[str, Any], name: str) -> float:
    return 0.0 if name in words["never"] else float(words["often"].get(name, SELDOM))


def _leaves(session: Session) -> list[dict[str, Any]]:
    major = aliased(Category)
    rows = session.execute(
        select(Category.id, Category.set_key, Category.name, major.code, Standard)
        .join(major, major.id == Category.major_id)
        .join(Standard, Standard.category_id == Category.id)
        .where(Category.set_key.in_(("matters", "disputes")))
        .order_by(Category.id, Standard.sequence)
    )
    found: dict[int, dict[str, Any]] = {}
    for number, set_key, name, code, standard in rows:
        leaf = found.setdefault(
            number,
            {"id": number, "set_key": set_key, "name": name, "major": f"{set_key}/{code}", "limits": []},
        )
        leaf["limits"].append(_limits(standard))
    return list(found.values())


def _limits(standard: Standard) -> LimitSet:
    handle = Limit(Decimal(str(standard.handle_value)), Unit(standard.handle_unit))
    if standard.whole_value is None:
        return LimitSet(standard.id, handle, handle)
    return LimitSet(standard.id, handle, Limit(Decimal(str(standard.whole_value)), Unit(standard.whole_unit)))


def _answerable(name: str, major: str, staff: Staff) -> tuple[int, ...]:
    words = word_list("units")
    everyone = [*words["companies"], *words["departments"]]
    named = [one["code"] for one in everyone if any(word in name for word in one["words"])]
    by_major = [one["code"] for one in words["departments"] if major in one["majors"]]
    return tuple(staff.by_code[code] for code in (named or by_major))
