"""The rules of the audit that this program ships with, read once and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.services.shipped_rules import shipped_rules, told_as

LEAST_DAYS = 183
"""The law asks for six months of logs (Cybersecurity Law as amended in 2025, art. 23)."""


@dataclass(frozen=True, slots=True)
class AuditRules:
    """`reporters` are the roles that tell a person who looked, `pruners` those that move old lines away.

    One look-up in `ask_again` is asked again for its reason, none with 0.
    """

    reporters: frozenset[str]
    pruners: frozenset[str]
    keep_days: int
    ask_again: int


@cache
def audit_rules() -> AuditRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_audit_rules(shipped_rules("audit"))


def read_audit_rules(raw: dict[str, Any]) -> AuditRules:
    """Build the rules from parsed data and check them.

    Raises:
        BadInput: A part is missing, a role is unknown, or the audit is kept too short.
    """
    with told_as(tr("the rules of the audit cannot be read: {what}")):
        rules = AuditRules(
            frozenset(raw["report"]), frozenset(raw["prune"]), int(raw["keep_days"]), int(raw["ask_again"])
        )
    unknown = sorted((rules.reporters | rules.pruners) - ROLE_NAMES.keys())
    if unknown:
        raise BadInput(tr("the rules of the audit name unknown roles: {roles}").format(roles=listed(unknown)))
    if rules.keep_days < LEAST_DAYS:
        sentence = tr("the audit must be kept at least {least} days (six months): {n} are too few")
        raise BadInput(sentence.format(least=LEAST_DAYS, n=rules.keep_days))
    if rules.ask_again < 0:
        raise BadInput(tr("one look-up in so many is asked again: a whole number, 0 for none"))
    return rules
