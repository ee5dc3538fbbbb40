"""The rules of merging that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import ROLES
from gridcenter.domain.merging import MergeRules
from gridcenter.language import listed, tr
from gridcenter.paths import asset

MOST_SHOWN = 20


@cache
def merge_rules() -> MergeRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_merge_rules(yaml.safe_load(asset("db/merging.yaml").read_text(encoding="utf-8")))


def read_merge_rules(raw: dict[str, Any]) -> MergeRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A role is unknown, or the number of earlier incidents is none.
    """
    try:
        rules = MergeRules(frozenset(raw["merge"]), frozenset(raw["unmerge"]), int(raw["history"]))
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("the rules of merging cannot be read: {what}").format(what=str(error))) from error
    unknown = sorted((rules.mergers | rules.splitters) - ROLES)
    if unknown:
        raise BadInput(tr("the rules of merging name unknown roles: {roles}").format(roles=listed(unknown)))
    if not 1 <= rules.history <= MOST_SHOWN:
        raise BadInput(tr("the rules of merging show 1 to {most} earlier incidents").format(most=MOST_SHOWN))
    return rules
