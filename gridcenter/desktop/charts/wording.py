"""Durations and figures in words, as charts write them."""

from __future__ import annotations

from gridcenter.domain.indicators import DAY, HOUR, NO_VALUE
from gridcenter.language import tr


def one_unit(minutes: float | None) -> str:
    """Return a duration in one unit: minutes below an hour, hours below a day, then days."""
    if minutes is None:
        return NO_VALUE
    if minutes < HOUR:
        return tr("{n} min").format(n=round(minutes))
    if minutes < DAY:
        return tr("{n} h").format(n=f"{minutes / HOUR:.1f}")
    return tr("{n} d").format(n=f"{minutes / DAY:.1f}")
