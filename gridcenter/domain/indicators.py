"""Indicators (指标): counts and rates with their formulas; values that a leader can defend."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gridcenter.domain.names import Name

ROUNDING = 2
SMALLEST_SHOWN = 5
"""Cells below this are shown as "<5" where single people could be recognised."""
THIN_SPACE = "\u2009"
MINUS = "\u2212"
NO_VALUE = "—"

HOUR = 60
DAY = 24 * HOUR
CLOSING_BINS: tuple[float | None, ...] = (4 * HOUR, 8 * HOUR, DAY, 2 * DAY, 3 * DAY, 5 * DAY, None)
"""Upper limits of the closing-time bins in minutes from report to closing, half-open; None is without limit."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition from the store; rates name the keys of two counts (GB/T 30428.4 family)."""

    key: str
    kind: str
    name: Name
    numerator: str = ""
    denominator: str = ""
    version: int = 1
    valid_from: date | None = None

    @property
    def is_rate(self) -> bool:
        return self.kind == "rate"

    @property
    def counted(self) -> tuple[str, ...]:
        """The keys of the counts it is made of: numerator and denominator, or the count itself."""
        return (self.numerator, self.denominator) if self.is_rate else (self.key,)


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A count has only `numerator`; a rate both. `percent` is None when the denominator is zero: shown as —.

    `numerator` is None when the store does not hold what the definition counts; `reason` then says why.
    """

    indicator: Indicator
    numerator: int | None
    denominator: int | None = None
    reason: str = ""

    @property
    def percent(self) -> float | None:
        if not self.denominator or self.numerator is None:
            return None
        return 100 * self.numerator / self.denominator

    @property
    def figure(self) -> float | None:
        """What a chart draws: the percentage of a rate, the number of a count."""
        return self.percent if self.indicator.is_rate else self.numerator

    @property
    def small(self) -> bool:
        """Whether a rate stands on so few incidents that it is not shown (domain rule for areas)."""
        return self.indicator.is_rate and 0 < (self.denominator or 0) < SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class IndicatorPoint:
    """The value of a half month that begins on `start`."""

    start: date
    value: IndicatorValue


@dataclass(frozen=True, slots=True)
class Spread:
    """How long closing took, in minutes: a count per bin of `limits`, and mean, median and nine tenths."""

    counts: tuple[int, ...]
    mean: float | None = None
    median: float | None = None
    p90: float | None = None
    limits: tuple[float | None, ...] = CLOSING_BINS

    @property
    def total(self) -> int:
        return sum(self.counts)


NO_SPREAD = Spread(counts=(0,) * len(CLOSING_BINS))


@dataclass(frozen=True, slots=True)
class HourCount:
    hour: int
    reported: int
    closed: int
    usual_reported: float
    """Median of reports in this hour on the same weekday of the last four weeks."""


@dataclass(frozen=True, slots=True)
class TodayFigures:
    """The day's counts for tiles and trend, from the start of the local day to `until`.

    `until` carries the district's zone, so that its hour is the hour on the wall. All 24 hours are in `hours`;
    those to come have no reports yet, only the usual ones.
    """

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
    closing: Spread = NO_SPREAD
    """How long today's closed incidents took from report to closing, nights and pauses included."""


def rate_of(
    indicator: Indicator, counts: Mapping[str, int | None], *, why_not: Callable[[str], str]
) -> IndicatorValue:
    """Compose an indicator from counts by key; `why_not` gives the reason for a count that cannot be had."""
    keys = indicator.counted
    missing = next((key for key in keys if counts.get(key) is None), None)
    if missing is not None:
        return IndicatorValue(indicator, None, None, why_not(missing))
    found = [counts[key] for key in keys]
    return IndicatorValue(indicator, found[0], found[1] if len(found) == 2 else None)


def half_months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield (first day, last day) of each half month that overlaps the days first..last, cut to them."""
    start = first
    while start <= last:
        if start.day <= 15:
            end = start.replace(day=15)
        else:
            end = (start.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        yield start, min(end, last)
        start = end + timedelta(days=1)


def month_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the month of `day`."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def period_before(first: date, last: date) -> tuple[date, date]:
    """Return the period that a period is compared with: as many whole months before, or as many days.

    A period that begins on the 1st and ends inside a month is compared with the same days one month before,
    a year so far with the same days of the year before.
    """
    if first.day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if first.month == 1 and months > 1:
            months = max(months, 12)
        whole = last == month_of(last)[1]
        return months_earlier(first, months), months_earlier(last, months, to_end=whole)
    days = (last - first).days + 1
    return first - timedelta(days=days), first - timedelta(days=1)


def months_earlier(day: date, months: int, *, to_end: bool = False) -> date:
    """Return the same day of an earlier month, cut to its length; with `to_end` that month's last day."""
    place = day.year * 12 + day.month - 1 - months
    last = month_of(date(place // 12, place % 12 + 1, 1))[1]
    return last if to_end else last.replace(day=min(day.day, last.day))


def median_of(values: Sequence[float]) -> float | None:
    """Return the middle value, or the mean of the two in the middle; None for no values."""
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def percentile_of(values: Sequence[float], percent: float) -> float | None:
    """Return the smallest value that at least `percent` of the values do not exceed (nearest rank)."""
    if not values:
        return None
    return sorted(values)[nearest_rank(len(values), percent)]


def nearest_rank(count: int, percent: float) -> int:
    """Return the index, from 0, of the nearest-rank percentile among `count` ordered values."""
    return max(math.ceil(round(count * percent / 100, 9)), 1) - 1


def spread_of(minutes: Sequence[float], *, limits: tuple[float | None, ...] = CLOSING_BINS) -> Spread:
    """Sort durations into bins; a duration equal to a limit belongs to the next bin."""
    counts = [0] * len(limits)
    for value in minutes:
        counts[next(index for index, limit in enumerate(limits) if limit is None or value < limit)] += 1
    mean = sum(minutes) / len(minutes) if minutes else None
    return Spread(tuple(counts), mean, median_of(minutes), percentile_of(minutes, 90), limits)


def thousands(number: int) -> str:
    """Group by three with a thin space; the sign is a true minus."""
    return f"{number:,}".replace(",", THIN_SPACE).replace("-", MINUS)


def percent_text(percent: float | None) -> str:
    """Return two decimals without the sign %, or a dash where there is no value. 911 of 972 reads 93.72."""
    return NO_VALUE if percent is None else f"{percent:.{ROUNDING}f}"


def difference_text(now: float | None, before: float | None) -> str:
    """Return the signed difference in percentage points, or a dash when either side is missing."""
    if now is None or before is None:
        return NO_VALUE
    points = round(now, ROUNDING) - round(before, ROUNDING)
    return f"{points:+.{ROUNDING}f}".replace("-", MINUS)


def value_text(value: IndicatorValue) -> str:
    """Return a count grouped by thousands, a rate as a percentage, a dash where there is none."""
    if value.indicator.is_rate:
        percent = value.percent
        return NO_VALUE if percent is None else f"{percent_text(percent)}{THIN_SPACE}%"
    return NO_VALUE if value.numerator is None else thousands(value.numerator)
