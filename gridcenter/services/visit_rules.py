"""Who is due for a visit, and why: `db/visits.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.visits import MET, OUTCOME_NAMES, VisitReason, VisitRules
from gridcenter.language import tr
from gridcenter.services.freshness_rules import freshness_rules
from gridcenter.services.shipped_rules import shipped_rules, told_as

OLDEST = 120
HOUSEHOLD = "household"
"""Stands for the days after which a household is stale (`db/freshness.yaml`): one number for both."""


@cache
def visit_rules() -> VisitRules:
    """Return the rules that this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_visit_rules(shipped_rules("visits"))


def read_visit_rules(raw: Mapping[str, Any]) -> VisitRules:
    """Build the rules from parsed data.

    Raises:
        BadInput: A part is missing or wrong, a reason stands twice, or an outcome is unknown.
    """
    with told_as(tr("the rules of visits cannot be read: {what}")):
        reasons = tuple(_reason(one) for one in raw["reasons"])
        again = {str(outcome): _days(days) for outcome, days in raw["again"].items()}
        back_days = _days(raw["back_days"])
    keys = [reason.key for reason in reasons]
    if not keys or len(set(keys)) < len(keys):
        raise BadInput(tr("the rules of visits name no reason, or one twice"))
    if set(again) != OUTCOME_NAMES.keys() - {MET}:
        raise BadInput(tr("the rules of visits say for every outcome but “met” when somebody is due again"))
    return VisitRules(reasons, again, back_days)


def _reason(raw: Mapping[str, Any]) -> VisitReason:
    return VisitReason(
        key=str(raw["key"]),
        name=Name(str(raw["name"]), str(raw.get("name_en", ""))),
        days=freshness_rules().household if raw["days"] == HOUSEHOLD else _days(raw["days"]),
        basis=str(raw.get("basis", "")),
        age_from=_age(raw.get("age_from")),
        age_below=_age(raw.get("age_below")),
        alone=bool(raw.get("alone", False)),
    )


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(value)
    return value


def _age(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= OLDEST:
        raise ValueError(value)
    return value
