"""After how many days what is known about residents is stale: `db/freshness.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from gridcenter.domain.freshness import FreshnessRules
from gridcenter.domain.people import CardGroup
from gridcenter.language import tr
from gridcenter.services.shipped_rules import shipped_rules, told_as


@cache
def freshness_rules() -> FreshnessRules:
    """Return the rules that this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_freshness(shipped_rules("freshness"))


def read_freshness(raw: Mapping[str, Any]) -> FreshnessRules:
    """Build the rules from parsed data.

    Raises:
        BadInput: A group is missing, or a number of days is none.
    """
    with told_as(tr("the rules of freshness cannot be read: {what}")):
        groups = {group: _days(raw["groups"][str(group)]) for group in CardGroup}
        others = [_days(raw[key]) for key in ("household", "residence", "person")]
        return FreshnessRules(groups, *others)


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError(value)
    return value
