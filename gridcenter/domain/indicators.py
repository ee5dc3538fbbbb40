"""Indicators (指标): counts and rates with their formulas; values that a leader can defend."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.names import Name

ROUNDING = 2


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition from the store; rates name the keys of two counts (GB/T 30428.4 family)."""

    key: str
    kind: str
    name: Name
    numerator: str = ""
    denominator: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A count has only `numerator`; a rate both. `percent` is None when the denominator is zero: shown as —."""

    indicator: Indicator
    numerator: int
    denominator: int | None = None

    @property
    def percent(self) -> float | None:
        if not self.denominator:
            return None
        return 100 * self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class HourCount:
    hour: int
    reported: int
    closed: int
    usual_reported: float
    """Median of reports in this hour on the same weekday of the last four weeks."""


@dataclass(frozen=True, slots=True)
class TodayFigures:
    """The day's counts for tiles and trend, from the start of the local day to `until`."""

    until: datetime
    reported: int
    usual_reported: float
    closed: int
    closed_late: int
    due_today: int
    handled_in_time: int
    median_close_minutes: float | None
    p90_close_minutes: float | None
    open_yesterday: int
    """Open incidents at this time yesterday."""
    last_week_in_time_percent: float | None
    red_last_hour: int
    hours: tuple[HourCount, ...]
