"""The rules by which accounts come to the auditor's notice: the part `notices` of `db/audit.yaml`, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

import yaml

from gridcenter.domain.audit_notices import Counted, NoticeRule
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.paths import asset

_UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}
_LONGEST_DAYS = 366


@dataclass(frozen=True)
class NoticeRules:
    """`readers` see the notices, `takers` take note of them; they reach `days` back."""

    readers: frozenset[str]
    takers: frozenset[str]
    days: int
    rules: tuple[NoticeRule, ...]

    def name_of(self, key: str) -> Name:
        return next((rule.name for rule in self.rules if rule.key == key), Name(key, key))


@cache
def notice_rules() -> NoticeRules:
    """Return the rules this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_notice_rules(yaml.safe_load(asset("db/audit.yaml").read_text(encoding="utf-8"))["notices"])


def read_notice_rules(raw: Mapping[str, Any]) -> NoticeRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing, a role or a word is unknown, or a number makes no sense.
    """
    try:
        rules = NoticeRules(
            frozenset(raw["read"]),
            frozenset(raw["take"]),
            int(raw["days"]),
            tuple(_rule(one) for one in raw["rules"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("the rules of notices cannot be read: {what}").format(what=str(error))) from error
    unknown = sorted((rules.readers | rules.takers) - ROLE_NAMES.keys())
    if unknown:
        raise BadInput(tr("the rules of notices name unknown roles: {roles}").format(roles=listed(unknown)))
    if not 1 <= rules.days <= _LONGEST_DAYS:
        raise BadInput(tr("notices reach 1 to {n} days back").format(n=_LONGEST_DAYS))
    for rule in rules.rules:
        _check(rule)
    return rules


def _rule(raw: Mapping[str, Any]) -> NoticeRule:
    return NoticeRule(
        str(raw["key"]),
        Name(str(raw["zh"]), str(raw["en"])),
        Counted(raw["counts"]),
        int(raw["least"]),
        _time(raw["within"]),
        str(raw.get("hours", "")),
        _time(raw.get("apart", {"value": 1, "unit": "minute"})),
    )


def _time(raw: Mapping[str, Any]) -> timedelta:
    return int(raw["value"]) * _UNITS[raw["unit"]]


def _check(rule: NoticeRule) -> None:
    if rule.least < 1 or min(rule.within, rule.apart) <= timedelta(0):
        sentence = tr("the notice {key} needs a number and a time above 0")
        raise BadInput(sentence.format(key=rule.key))
    if (rule.counts is Counted.OUTSIDE_HOURS) != bool(rule.hours):
        sentence = tr("the notice {key}: `hours` belongs to outside_hours and to nothing else")
        raise BadInput(sentence.format(key=rule.key))
