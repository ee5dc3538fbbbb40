"""The integrity rules of a file: those that this program ships with (`db/integrity_rules.yaml`), or a centre's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gridcenter.domain.definitions import Flaw
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.integrity import IntegrityRoles, Rule, read_rule, read_rules
from gridcenter.language import listed, tr
from gridcenter.paths import asset
from gridcenter.services.definition_files import read_definitions, read_roles, whole_number
from gridcenter.services.plain_yaml import read_text
from gridcenter.services.shown_fields import SHOWN_FIELDS

ACTS = ("switch", "run", "look", "decide")
MOST_HITS = 1_000_000


@dataclass(frozen=True, slots=True)
class IntegritySettings:
    rules: tuple[Rule, ...]
    roles: IntegrityRoles
    hits_at_most: int

    def rule(self, key: str) -> Rule:
        """Return a rule.

        Raises:
            WrongUse: There is none with this key.
        """
        return known_rule(self.rules, key)


@cache
def integrity_settings() -> IntegritySettings:
    """Return what this program ships with.

    Raises:
        BadInput: It has flaws.
    """
    path = asset("db/integrity_rules.yaml")
    return read_definitions(path.read_text(encoding="utf-8"), path.name, read_settings)


def read_settings(raw: Any) -> IntegritySettings:
    """Build the settings from parsed data.

    Raises:
        Flaw: With its place.
    """
    rules = read_rules(raw, evidence=SHOWN_FIELDS)
    for name in raw:
        if name not in ("roles", "rules", "hits_at_most"):
            raise Flaw((name,), tr("“{word}” has no meaning here").format(word=name))
    roles = IntegrityRoles(**read_roles(raw, ACTS))
    return IntegritySettings(rules, roles, whole_number(raw, "hits_at_most", least=1, most=MOST_HITS))


def rules_of_file(path: Path) -> tuple[Rule, ...]:
    """Return the rules of a centre's own file, which has nothing but `rules`.

    Raises:
        BadInput: It cannot be read or has a flaw; with its line.
    """
    return read_definitions(read_text(path), path.name, _own_rules)


def _own_rules(raw: Any) -> tuple[Rule, ...]:
    rules = read_rules(raw, evidence=SHOWN_FIELDS)
    for name in raw:
        if name != "rules":
            raise Flaw((name,), tr("“{word}” has no meaning here").format(word=name))
    return rules


def rule_of_definition(text: str) -> Rule:
    """Return the rule that a store kept when it was switched on.

    Raises:
        BadInput: This program does not understand it.
    """
    return read_definitions(text, tr("the store"), lambda raw: read_rule(raw, (), evidence=SHOWN_FIELDS))


def known_rule(rules: tuple[Rule, ...], key: str) -> Rule:
    """Return the rule with this key.

    Raises:
        WrongUse: There is none.
    """
    for rule in rules:
        if rule.key == key:
            return rule
    known = listed(rule.key for rule in rules)
    raise WrongUse(tr("There is no rule “{key}”. There are: {known}.").format(key=key, known=known))
