"""What the store answers the Indicators page: its beginning, the values of all indicators, the course of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.indicators import Indicator, IndicatorPoint, IndicatorValue, Spread
from gridcenter.domain.names import Name

ByArea = Sequence[tuple[str, Name, IndicatorValue]]


@dataclass(frozen=True, slots=True)
class Beginning:
    """What the page needs once: definitions, the name of the actor's area, and the local time."""

    indicators: tuple[Indicator, ...]
    title: Name
    now: datetime


@dataclass(frozen=True, slots=True)
class Values:
    as_of: datetime
    now: tuple[IndicatorValue, ...]
    before: tuple[IndicatorValue, ...]
    year: tuple[IndicatorValue, ...]
    closing: Spread


@dataclass(frozen=True, slots=True)
class Course:
    points: tuple[IndicatorPoint, ...]
    earlier: tuple[IndicatorPoint, ...]
    areas: ByArea
    areas_before: ByArea
    areas_year: ByArea


def value_of(values: Sequence[IndicatorValue], key: str) -> IndicatorValue | None:
    return next((value for value in values if value.indicator.key == key), None)


def speaks_of(course: Course, indicator: Indicator) -> bool:
    """Tell whether an answer speaks of the indicator that is shown now."""
    if course.points:
        return course.points[0].value.indicator.key == indicator.key
    return not course.areas or course.areas[0][2].indicator.key == indicator.key
