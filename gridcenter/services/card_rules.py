"""The rules of cards that this program ships with, read once and checked."""

from __future__ import annotations

from functools import cache

from gridcenter.domain.cards import CardRules, read_card_rules
from gridcenter.services.shipped_rules import shipped_rules


@cache
def card_rules() -> CardRules:
    """Return the rules.

    Raises:
        BadInput: The rules have flaws.
    """
    return read_card_rules(shipped_rules("cards"))
