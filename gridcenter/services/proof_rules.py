"""The rules of proof that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.proofs import ProofRules, read_proof_rules
from gridcenter.paths import asset


@cache
def proof_rules() -> ProofRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    raw: dict[str, Any] = yaml.safe_load(asset("db/proofs.yaml").read_text(encoding="utf-8"))
    return read_proof_rules(raw)
