"""The rules of proof that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache

from gridcenter.domain.proofs import ProofRules, read_proof_rules
from gridcenter.services.shipped_rules import shipped_rules


@cache
def proof_rules() -> ProofRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_proof_rules(shipped_rules("proofs"))
