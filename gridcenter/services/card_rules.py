"""The rules of cards that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from gridcenter.domain.cards import CardRules, read_card_rules
from gridcenter.paths import asset


@cache
def card_rules() -> CardRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    raw: dict[str, Any] = yaml.safe_load(asset("db/cards.yaml").read_text(encoding="utf-8"))
    return read_card_rules(raw)
