"""Indicators of a period, composed from counts and definitions; and the figures of the running day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import (
    Indicator,
    IndicatorPoint,
    IndicatorValue,
    Spread,
    half_months,
    rate_of,
)
from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.store.figures_counts import why_not_counted
from gridcenter.store.figures_indicators import (
    closing_spread,
    counts_by_area,
    indicator_counts,
    indicator_definitions,
    indicator_rows,
)


class Period:
    """Local days `first` to `last`, both included, as the half-open span of moments that is counted.

    A period that is still running ends now: a limit that ends later today has not been missed yet.
    """

    def __init__(self, first: date, last: date, *, zone: tzinfo, now: datetime) -> None:
        if last < first:
            raise BadInput(
                tr("the period ends before it begins: choose a last day on or after {day}").format(day=first)
            )
        self.start = datetime.combine(first, time(), zone)
        self.end = max(min(datetime.combine(last + timedelta(days=1), time(), zone), now), self.start)


def indicator_values(
    session: Session, area: str, first: date, last: date, *, zone: tzinfo, now: datetime
) -> list[IndicatorValue]:
    """Return every indicator of the store for one period."""
    definitions = indicator_definitions(session)
    period = Period(first, last, zone=zone, now=now)
    counts = indicator_counts(session, area=area, start=period.start, end=period.end)
    return [rate_of(one, counts, why_not=why_not_counted) for one in definitions]


def indicator_series(
    session: Session, key: str, area: str, first: date, last: date, *, zone: tzinfo, now: datetime
) -> list[IndicatorPoint]:
    """Return one value per half month (1st to 15th, 16th to the end) that has begun."""
    definition = _definition(session, key)
    points = []
    for start, end in _begun(first, last, now.astimezone(zone).date()):
        period = Period(start, end, zone=zone, now=now)
        counts = indicator_counts(
            session, area=area, start=period.start, end=period.end, keys=definition.counted
        )
        points.append(IndicatorPoint(start, rate_of(definition, counts, why_not=why_not_counted)))
    return points


def indicator_by_area(
    session: Session, key: str, area: str, first: date, last: date, *, zone: tzinfo, now: datetime
) -> list[tuple[str, Name, IndicatorValue]]:
    """Return one value per child division (or grid of a community): code, name, value."""
    definition = _definition(session, key)
    period = Period(first, last, zone=zone, now=now)
    lines = counts_by_area(session, area=area, start=period.start, end=period.end, keys=definition.counted)
    return [
        (code, name, rate_of(definition, counts, why_not=why_not_counted)) for code, name, counts in lines
    ]


def rows_behind(
    session: Session, key: str, area: str, first: date, last: date, *, zone: tzinfo, now: datetime
) -> Sequence[QueueRow]:
    """Return the incidents a count counted; for a rate those of its denominator; at most 500."""
    definition = next((one for one in indicator_definitions(session) if one.key == key), None)
    counted = definition.denominator if definition is not None and definition.kind == "rate" else key
    period = Period(first, last, zone=zone, now=now)
    return indicator_rows(session, counted, area=area, start=period.start, end=period.end)


def closing_times(
    session: Session, area: str, first: date, last: date, *, zone: tzinfo, now: datetime
) -> Spread:
    period = Period(first, last, zone=zone, now=now)
    return closing_spread(session, area=area, start=period.start, end=period.end)


def _definition(session: Session, key: str) -> Indicator:
    found = next((one for one in indicator_definitions(session) if one.key == key), None)
    if found is None:
        raise BadInput(tr("there is no indicator “{key}” in this store").format(key=key))
    return found


def _begun(first: date, last: date, today: date) -> Iterator[tuple[date, date]]:
    return ((start, end) for start, end in half_months(first, last) if start <= today)
