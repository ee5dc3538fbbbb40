"""Today's figures: what tiles and trend show, counted in the store from indexed columns.

Lights of the shared filter are left aside here: reports and closings of a day are not narrowed by the light that
an incident shows now. Area, category, unit and text are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.board import Filter
from gridcenter.domain.indicators import HourCount, TodayFigures, median_of, spread_of
from gridcenter.domain.merging import MERGED
from gridcenter.store.figures_time import QUARTER, minutes_between, quarter_of
from gridcenter.store.models import Category, Incident
from gridcenter.store.types import inside

WEEKS = 4
CLOSED_STATES = ("closed", "forced_close")
"""Ends that count as closing; a void or unfiled report is no closing."""
EXCLUDED_STATES = ("cancelled", "not_accepted", MERGED)
"""Ends that take an incident out of every "due" count; a merged one counts through the one it was merged into."""

Conditions = Sequence[ColumnElement[bool]]


def today_figures(
    session: Session,
    *,
    area: str,
    filter: Filter,  # noqa: A002 - the desk's word
    now: datetime,
    zone: tzinfo,
) -> TodayFigures:
    """Count the local day up to `now` for the incidents of `area` that the filter admits (lights aside)."""
    kept = admitted(filter, area)
    day = now.astimezone(zone).date()
    reported = _reported_by_quarter(session, kept, day=day, now=now, zone=zone)
    closings = _closings(session, kept, start=_midnight(day, zone), now=now)
    scalars = _scalars(session, kept, now=now, start=_midnight(day, zone))
    past = _past_days(session, day, zone)
    hours = _hours(reported, closings, day=day, past=past, zone=zone)
    spread = spread_of([row.minutes for row in closings])
    return TodayFigures(
        until=now.astimezone(zone),
        reported=sum(hour.reported for hour in hours),
        usual_reported=_usual_until(session, kept, past=past, now=now, zone=zone),
        closed=len(closings),
        closed_late=sum(row.late for row in closings),
        due_today=scalars.due,
        handled_in_time=scalars.in_time,
        median_close_minutes=spread.median,
        p90_close_minutes=spread.p90,
        open_yesterday=scalars.open - scalars.open_new + scalars.closed_since - scalars.closed_new,
        last_week_in_time_percent=100 * scalars.in_time_before / scalars.due_before
        if scalars.due_before
        else None,
        red_last_hour=scalars.turned_red,
        hours=hours,
        closing=spread,
    )


def admitted(chosen: Filter, area: str) -> list[ColumnElement[bool]]:
    """Return the filter's conditions on incidents, as `Filter.admits` has them, lights aside.

    They are written so that no index answers them: without statistics SQLite would walk all incidents of a
    category or unit instead of the few of a day.
    """
    kept = [inside(Incident.community_code, area)]
    if chosen.area:
        grid = func.coalesce(Incident.grid_code, "")
        kept.append(or_(inside(Incident.community_code, chosen.area), grid == chosen.area))
    if chosen.major_code:
        kept.append(_category().in_(_categories_of(chosen.major_code)))
    if chosen.unit_id is not None:
        kept.append(func.coalesce(Incident.unit_id, 0) == chosen.unit_id)
    if chosen.text:
        named = select(Category.id).where(_contains(Category.name, chosen.text))
        kept.append(or_(_contains(Incident.number, chosen.text), _category().in_(named)))
    return kept


def _category() -> ColumnElement[int]:
    category: ColumnElement[int] = func.coalesce(Incident.category_id, 0)
    return category


def _categories_of(major_code: str) -> Any:
    major = aliased(Category)
    return select(Category.id).join(major, major.id == Category.major_id).where(major.code == major_code)


def _contains(column: Any, text: str) -> ColumnElement[bool]:
    """Compare letter by letter on both stores, where LIKE would not heed the case on one of them."""
    shortened: ColumnElement[str] = func.replace(column, text, "")
    kept: ColumnElement[bool] = shortened != column
    return kept


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _past_days(session: Session, day: date, zone: tzinfo) -> list[date]:
    """Return the same weekday of the last four weeks, without those before the first report in the store."""
    first = session.scalar(select(func.min(Incident.reported_at)))
    if first is None:
        return []
    past = [day - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
    return [one for one in past if one >= first.astimezone(zone).date()]


def _reported_by_quarter(
    session: Session, kept: Conditions, *, day: date, now: datetime, zone: tzinfo
) -> Mapping[int, int]:
    """Count reports per quarter hour, today up to `now` and in the four whole days that today is compared with."""
    parts = []
    for week in range(WEEKS + 1):
        start = _midnight(day - timedelta(weeks=week), zone)
        end = _midnight(day - timedelta(weeks=week) + timedelta(days=1), zone) if week else now
        quarter = quarter_of(Incident.reported_at).label("quarter")
        last = Incident.reported_at < end if week else Incident.reported_at <= end
        part = select(quarter, func.count().label("reports"))
        parts.append(part.where(Incident.reported_at >= start, last, *kept).group_by(quarter))
    return {row.quarter: row.reports for row in session.execute(union_all(*parts))}


def _usual_until(
    session: Session, kept: Conditions, *, past: Sequence[date], now: datetime, zone: tzinfo
) -> float:
    """Return the median of the past days' reports up to the same time of day; 0 without past days."""
    clock = now.astimezone(zone).time()
    spans = [(_midnight(day, zone), datetime.combine(day, clock, zone)) for day in past]
    counts = [
        _count(Incident.reported_at >= start, Incident.reported_at <= end, *kept).label(f"day_{nth}")
        for nth, (start, end) in enumerate(spans)
    ]
    return median_of(session.execute(select(*counts)).one()) or 0.0 if counts else 0.0


def _closings(session: Session, kept: Conditions, *, start: datetime, now: datetime) -> Sequence[Row[Any]]:
    """Return today's closings: quarter hour, minutes since the report, and whether late for the whole-case limit."""
    due = func.coalesce(Incident.whole_due_at, Incident.due_at)
    statement = select(
        quarter_of(Incident.closed_at).label("quarter"),
        minutes_between(Incident.reported_at, Incident.closed_at).label("minutes"),
        case((Incident.closed_at >= due, 1), else_=0).label("late"),
    ).where(Incident.closed_at >= start, Incident.closed_at <= now, Incident.state.in_(CLOSED_STATES), *kept)
    return session.execute(statement).all()


def _scalars(session: Session, kept: Conditions, *, now: datetime, start: datetime) -> Any:
    """Count what has to do with deadlines, and what tells how much was open a day ago, in one statement.

    Open a day ago = open now without the new ones + closed since without the new ones: each from few rows.
    """
    week, yesterday, hour = timedelta(weeks=1), now - timedelta(days=1), now - timedelta(hours=1)
    in_time = and_(Incident.handled_at.is_not(None), Incident.handled_at < Incident.handle_due_at)
    due = _due(kept, start, now)
    due_before = _due(kept, start - week, now - week)
    still_open = Incident.closed_at.is_(None)
    new, since = Incident.reported_at > yesterday, Incident.closed_at > yesterday
    turned = (still_open, Incident.paused.is_(False), Incident.due_at > hour, Incident.due_at <= now)
    statement = select(
        _count(*due).label("due"),
        _count(*due, in_time).label("in_time"),
        _count(*due_before).label("due_before"),
        _count(*due_before, in_time).label("in_time_before"),
        _count(still_open, *kept).label("open"),
        _count(still_open, new, *kept).label("open_new"),
        _count(since, *kept).label("closed_since"),
        _count(since, new, *kept).label("closed_new"),
        _count(*turned, *kept).label("turned_red"),
    )
    return session.execute(statement).one()


def _due(kept: Conditions, start: datetime, until: datetime) -> list[ColumnElement[bool]]:
    """Handling limits that end from `start` to `until`, both included; handled or not, but not parked."""
    ends = (Incident.handle_due_at >= start, Incident.handle_due_at <= until)
    return [*ends, Incident.state.not_in(EXCLUDED_STATES), Incident.paused.is_(False), *kept]


def _count(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count(literal(1))).select_from(Incident).where(*conditions).scalar_subquery()


def _hours(
    reported: Mapping[int, int],
    closings: Sequence[Row[Any]],
    *,
    day: date,
    past: Sequence[date],
    zone: tzinfo,
) -> tuple[HourCount, ...]:
    closed = Counter(row.quarter for row in closings)
    return tuple(
        HourCount(
            hour,
            _in_hour(reported, day, hour, zone),
            _in_hour(closed, day, hour, zone),
            median_of([_in_hour(reported, one, hour, zone) for one in past]) or 0.0,
        )
        for hour in range(24)
    )


def _in_hour(counts: Mapping[int, int], day: date, hour: int, zone: tzinfo) -> int:
    first = int(datetime.combine(day, time(hour), zone).timestamp()) // QUARTER
    return sum(counts.get(quarter, 0) for quarter in range(first, first + 4))
