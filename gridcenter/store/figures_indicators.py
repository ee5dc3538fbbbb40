"""Counts of a period for the indicators: in all, per area, and the rows that made them.

`start` and `end` are moments, half-open; the caller ends a period that is still running at the present, so that
limits still to come do not lower a rate. The same incidents are counted by every function here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import Indicator, Spread, spread_of
from gridcenter.domain.names import Name
from gridcenter.store.figures import CLOSED_STATES
from gridcenter.store.figures_counts import COUNTINGS, NEEDS_ALL, Cohort, Counting
from gridcenter.store.figures_time import minutes_between
from gridcenter.store.incidents import as_queue_rows, queue_rows
from gridcenter.store.models import Division, Grid, Incident, IncidentClock, IndicatorDefinition
from gridcenter.store.types import inside

MOST_ROWS = 500
Counts = dict[str, int | None]


def indicator_definitions(session: Session) -> list[Indicator]:
    """Return all definitions in their published order."""
    statement = select(IndicatorDefinition).order_by(IndicatorDefinition.position, IndicatorDefinition.key)
    return [
        Indicator(
            row.key,
            row.kind,
            Name(row.name, row.name_en),
            row.numerator,
            row.denominator,
            row.version,
            row.valid_from,
        )
        for row in session.scalars(statement)
    ]


def indicator_counts(
    session: Session, *, area: str, start: datetime, end: datetime, keys: Collection[str] | None = None
) -> Counts:
    """Return counts by key, all the store knows or those named; None for one that it cannot answer."""
    wanted = COUNTINGS if keys is None else _with_needed(keys)
    counts: Counts = dict.fromkeys(keys or (), None)
    for cohort in _cohorts(wanted):
        row = session.execute(_tally(wanted, cohort, area=area, start=start, end=end)).one()
        counts |= dict(row._mapping)
    return _withheld(counts)


def counts_by_area(
    session: Session, *, area: str, start: datetime, end: datetime, keys: Collection[str]
) -> list[tuple[str, Name, Counts]]:
    """Return the counts of each child of the area: its divisions, or the grids of a community."""
    wanted = _with_needed(keys)
    children = _children(session, area)
    code = _child_code(area, [child for child, _ in children])
    found: dict[str, Counts] = {}
    for cohort in _cohorts(wanted):
        tally = _tally(wanted, cohort, area=area, start=start, end=end).add_columns(code.label("area_code"))
        for row in session.execute(tally.group_by(code)):
            counts = dict(row._mapping)
            found.setdefault(counts.pop("area_code") or "", {}).update(counts)
    nothing: Counts = {**dict.fromkeys(keys, None), **dict.fromkeys(wanted, 0)}
    return [(child, name, _withheld(nothing | found.get(child, {}))) for child, name in children]


def indicator_rows(
    session: Session, key: str, *, area: str, start: datetime, end: datetime, limit: int = MOST_ROWS
) -> list[QueueRow]:
    """Return the incidents that a count counted: open ones first, then by the moment that counts.

    None for a count that cannot be answered.
    """
    counting = COUNTINGS.get(key)
    if counting is None:
        return []
    cohort, moment = counting.cohort, counting.cohort.moment
    statement = queue_rows()
    if cohort.by_clock:
        statement = statement.join(IncidentClock, IncidentClock.incident_id == Incident.id)
    statement = statement.where(*cohort.members(start, end), inside(Incident.community_code, area))
    if counting.which is not None:
        statement = statement.where(counting.which(end))
    statement = statement.order_by(Incident.closed_at.is_not(None), moment, Incident.id).limit(limit)
    return as_queue_rows(session.execute(statement))


def closing_spread(session: Session, *, area: str, start: datetime, end: datetime) -> Spread:
    """Return how long the incidents closed in the period took from report to closing."""
    statement = select(minutes_between(Incident.reported_at, Incident.closed_at)).where(
        Incident.closed_at >= start,
        Incident.closed_at < end,
        Incident.state.in_(CLOSED_STATES),
        inside(Incident.community_code, area),
    )
    return spread_of(session.scalars(statement).all())


def _with_needed(keys: Collection[str]) -> dict[str, Counting]:
    needed = {other for key in keys for other in NEEDS_ALL.get(key, ())}
    return {key: COUNTINGS[key] for key in [*keys, *sorted(needed.difference(keys))] if key in COUNTINGS}


def _withheld(counts: Counts) -> Counts:
    """Take back what would be a guess (see NEEDS_ALL)."""
    missing = {
        key for key, (some, every) in NEEDS_ALL.items() if key in counts and counts[some] != counts[every]
    }
    return {key: None if key in missing else count for key, count in counts.items()}


def _cohorts(wanted: Mapping[str, Counting]) -> list[Cohort]:
    return list(dict.fromkeys(counting.cohort for counting in wanted.values()))


def _tally(
    wanted: Mapping[str, Counting], cohort: Cohort, *, area: str, start: datetime, end: datetime
) -> Select[*tuple[Any, ...]]:
    """Return one statement that goes through a cohort once and counts everything asked of it."""
    members = [(key, counting) for key, counting in wanted.items() if counting.cohort is cohort]
    columns = [_sum(counting, end).label(key) for key, counting in members]
    statement: Select[*tuple[Any, ...]] = select(*columns).select_from(Incident)
    if cohort.by_clock:
        statement = statement.join(IncidentClock, IncidentClock.incident_id == Incident.id)
    return statement.where(*cohort.members(start, end), inside(Incident.community_code, area))


def _sum(counting: Counting, end: datetime) -> ColumnElement[int]:
    if counting.which is None:
        return func.count()
    return func.coalesce(func.sum(case((counting.which(end), 1), else_=0)), 0)


def _child_code(area: str, children: Sequence[str]) -> ColumnElement[str | None]:
    """Return what an incident is grouped by: the start of its community's code, or its grid."""
    if children and len(children[0]) <= 12 and children[0] != area:
        shortened: ColumnElement[str | None] = func.substr(Incident.community_code, 1, len(children[0]))
        return shortened
    return Incident.grid_code.expression


def _children(session: Session, area: str) -> list[tuple[str, Name]]:
    """Return (code, name) of the divisions below an area; while there is only one, of those below it.

    A community, or any area without divisions, is divided into its grids. An area of '' is the whole store.
    """
    below = _divisions_below(session, area)
    while len(below) == 1:
        deeper = _divisions_below(session, below[0][0])
        if not deeper:
            break
        below = deeper
    if below:
        return below
    grids = select(Grid.code, Grid.name, Grid.name_en).where(
        inside(Grid.community_code, area), Grid.valid_until.is_(None)
    )
    return [(code, Name(name, english)) for code, name, english in session.execute(grids.order_by(Grid.code))]


def _divisions_below(session: Session, area: str) -> list[tuple[str, Name]]:
    parent = aliased(Division)
    top = ~select(parent.code).where(parent.code == Division.parent_code).exists()
    above = Division.parent_code == area if area else top
    statement = select(Division.code, Division.name, Division.name_en).where(
        above, Division.valid_until.is_(None)
    )
    found = session.execute(statement.order_by(Division.code)).all()
    return [(code, Name(name, english)) for code, name, english in found]
