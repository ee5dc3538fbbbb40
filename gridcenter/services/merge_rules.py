"""The rules of merging that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import ROLES
from gridcenter.domain.merging import MergeRules
from gridcenter.language import listed, tr
from gridcenter.services.shipped_rules import shipped_rules, told_as

MOST_SHOWN = 20


@cache
def merge_rules() -> MergeRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_merge_rules(shipped_rules("merging"))


def read_merge_rules(raw: dict[str, Any]) -> MergeRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A role is unknown, or the number of earlier incidents is none.
    """
    with told_as(tr("the rules of merging cannot be read: {what}")):
        rules = MergeRules(frozenset(raw["merge"]), frozenset(raw["unmerge"]), int(raw["history"]))
    unknown = sorted((rules.mergers | rules.splitters) - ROLES)
    if unknown:
        raise BadInput(tr("the rules of merging name unknown roles: {roles}").format(roles=listed(unknown)))
    if not 1 <= rules.history <= MOST_SHOWN:
        raise BadInput(tr("the rules of merging show 1 to {most} earlier incidents").format(most=MOST_SHOWN))
    return rules
