"""Durations and figures in words, as charts write them."""

from __future__ import annotations

from gridcenter.domain.indicators import HOUR, NO_VALUE, WORKING_DAY
from gridcenter.language import tr

DAY = 24 * HOUR


def working_time(minutes: float | None) -> str:
    """Return working minutes in one unit: minutes below an hour, hours below a day of eight, then days."""
    if minutes is None:
        return NO_VALUE
    if minutes < HOUR:
        return tr("{n} min").format(n=round(minutes))
    if minutes < WORKING_DAY:
        return tr("{n} h").format(n=f"{minutes / HOUR:.1f}")
    return tr("{n} d").format(n=f"{minutes / WORKING_DAY:.1f}")


def elapsed(minutes: float) -> str:
    """Return wall-clock minutes in two units at most: 6 h 20 min, 2 days 3 h."""
    whole = max(int(minutes), 0)
    if whole < HOUR:
        return tr("{n} min").format(n=whole)
    if whole < DAY:
        return tr("{h} h {m} min").format(h=whole // HOUR, m=f"{whole % HOUR:02d}")
    return tr("{d} days {h} h").format(d=whole // DAY, h=whole % DAY // HOUR)
