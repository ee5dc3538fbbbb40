"""What a centre has agreed about Supervision (`db/supervision.yaml`), read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.language import tr
from gridcenter.services.shipped_rules import shipped_rules

RULES = "db/supervision.yaml"


@dataclass(frozen=True, slots=True)
class SupervisionRules:
    """`writers` and `signers` are codes of roles; `returns` is how often a task came back; `evaluation_days` for how
    long a closed incident is listed as awaiting its evaluation."""

    writers: frozenset[str]
    signers: frozenset[str]
    returns: int
    evaluation_days: int


@cache
def supervision_rules() -> SupervisionRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_supervision_rules(shipped_rules("supervision"))


def read_supervision_rules(raw: Mapping[str, Any]) -> SupervisionRules:
    """Build the rules from parsed data; raises as `supervision_rules` does."""
    try:
        handover = raw["handover"]
        rules = SupervisionRules(
            frozenset(handover["writers"]),
            frozenset(handover["signers"]),
            int(raw["returns"]),
            int(raw["evaluation_days"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=RULES, flaw=error)) from error
    if not rules.writers or not rules.signers:
        flaw = tr("nobody may write or sign a handover")
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=RULES, flaw=flaw))
    if rules.returns < 1:
        flaw = tr("returns must be 1 at least")
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=RULES, flaw=flaw))
    if rules.evaluation_days < 1:
        flaw = tr("evaluation_days must be 1 at least")
        raise BadInput(tr("{file} cannot be used: {flaw}").format(file=RULES, flaw=flaw))
    return rules
