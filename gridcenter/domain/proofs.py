"""Proof (结案依据): which attachments a category asks for before a move. Which these are is data (`db/proofs.yaml`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.flow import InputField, Served
from gridcenter.language import tr


@dataclass(frozen=True, slots=True)
class ProofRule:
    """Categories, and the inputs of the kind `proof` that are asked for with them."""

    served: Served
    proof: frozenset[str]


@dataclass(frozen=True, slots=True)
class ProofRules:
    rules: tuple[ProofRule, ...]

    def asked(self, set_key: str, major_code: str) -> frozenset[str]:
        """Return the codes of the inputs that a category asks for: those of the line that names it most closely."""
        best = max(self.rules, key=lambda rule: rule.served.weight(set_key, major_code), default=None)
        if best is None or not best.served.weight(set_key, major_code):
            return frozenset()
        return best.proof


@dataclass(frozen=True, slots=True)
class KeptProof:
    """An attachment that is there and not removed; `since` is the newest step when it was added, 0 if unknown."""

    kind: str
    adder_id: int
    since: int


def proves(field: InputField, kept: Collection[KeptProof], *, by: int, rework: int) -> bool:
    """Tell whether one of the attachments is what the field asks for.

    `by` is the account that takes the move; `rework` the step of the last rework (0: none): what was added before it
    proves nothing about what was done since.
    """
    return any(
        one.kind in field.attachments and one.since >= rework and (not field.own or one.adder_id == by)
        for one in kept
    )


def read_proof_rules(raw: Mapping[str, Any]) -> ProofRules:
    """Build the rules from parsed data.

    Raises:
        BadInput: A part is missing or wrong, or a category is named twice.
    """
    try:
        rules = ProofRules(tuple(_rule(one) for one in raw["asked"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise BadInput(tr("the rules of proof cannot be read: {what}").format(what=error)) from error
    for flaw in _flaws(rules):
        raise BadInput(flaw)
    return rules


def _rule(raw: Mapping[str, Any]) -> ProofRule:
    return ProofRule(Served(raw["set"], frozenset(raw.get("majors", ()))), frozenset(raw["proof"]))


def _flaws(rules: ProofRules) -> Iterator[str]:
    named = Counter(
        (rule.served.set_key, major) for rule in rules.rules for major in rule.served.majors or {""}
    )
    for (set_key, major), count in named.items():
        if count > 1:
            yield tr("two lines say which proof “{category}” asks for: leave one of them").format(
                category=f"{set_key}/{major}" if major else set_key
            )
