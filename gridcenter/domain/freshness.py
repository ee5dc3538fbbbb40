"""How fresh (保鲜) what is known about residents is: when it was last verified, and whether that is too long ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from gridcenter.domain.people import CardGroup
from gridcenter.language import tr

STALE_MARK = "△"
"""Stands before the words, so that colour is not needed to see it."""


@dataclass(frozen=True, slots=True)
class FreshnessRules:
    """Days after which something is stale, by card group, and for household, residence and rows of lists."""

    groups: Mapping[CardGroup, int] = field(default_factory=lambda: MappingProxyType({}))
    household: int = 0
    residence: int = 0
    person: int = 0


def is_stale(last: date | None, days: int, today: date) -> bool:
    """Tell whether something last verified or recorded on a day is too old; an unknown day is, too."""
    return last is None or last < today - timedelta(days=days)


def verified_words(verified_on: date | None, *, by: str = "", stale: bool = False) -> str:
    """Say when and by whom something was verified; what is stale says so in words and by its mark."""
    if verified_on is None:
        words = tr("not verified")
    elif by:
        words = tr("verified {day} by {who}").format(day=verified_on, who=by)
    else:
        words = tr("verified {day}").format(day=verified_on)
    return f"{STALE_MARK} {tr('stale')} · {words}" if stale else words
