"""The queue in pages, most pressing first: what `domain.queue.rank` says, said in SQL.

Nothing is ranked ahead of time: the light of a row turns by itself, so its band is reckoned at the moment asked
about. An index finds the open incidents, so that closed ones do not count, however many.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal_column, select, tuple_
from sqlalchemy.orm import Session

from gridcenter.domain.incidents import QueueRow, Severity
from gridcenter.domain.queue import Band, Rank, rank
from gridcenter.store.incidents import OPEN_WITHIN, QueueRows, queue_rows, span
from gridcenter.store.models import Incident
from gridcenter.store.prepared import Prepared
from gridcenter.store.types import UtcMoment

_KEYS = ("band", "weight", "due", "reported", "id")
"""The parts of a rank, in its order."""
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)
_FRONT: Rank = (-1, 0, _EARLIEST, _EARLIEST, 0)
"""Stands before every row."""


def queue_page(
    session: Session, *, area: str, now: datetime, limit: int, after: QueueRow | None = None
) -> list[QueueRow]:
    """Return the most pressing open incidents of the area, in order; with `after` those that follow this row.

    The pages of one list are asked for with one `now`.
    """
    start = rank(after, now) if after is not None else _FRONT
    places = {f"after_{key}": value for key, value in zip(_KEYS, start, strict=True)}
    made = QueueRows()
    found = _PAGE.columns(session, **span(area), **places, now=now, latest=_LATEST, limit=limit)
    return [row for columns in found for row in made.built(columns)]


def _page() -> Select[*tuple[Any, ...]]:
    """Rank narrow rows first, and fetch names only for those of the page."""
    ranked = _ranked().subquery("ranked")
    keys = [ranked.c[key] for key in _KEYS]
    places = [bindparam(f"after_{key}", type_=ranked.c[key].type) for key in _KEYS]
    page = select(*keys).where(tuple_(*keys) > tuple_(*places)).order_by(*keys)
    chosen = page.limit(bindparam("limit")).subquery("page")
    return queue_rows().join(chosen, chosen.c.id == Incident.id).order_by(*(chosen.c[key] for key in _KEYS))


def _ranked() -> Select[*tuple[Any, ...]]:
    weight = _weight()
    due = func.coalesce(Incident.due_at, bindparam("latest", type_=UtcMoment()), type_=UtcMoment())
    parts: tuple[ColumnElement[Any], ...] = (
        _band(weight),
        -weight,
        due,
        Incident.reported_at.expression,
        Incident.id.expression,
    )
    named = (part.label(key) for key, part in zip(_KEYS, parts, strict=True))
    return select(*named).where(*OPEN_WITHIN)


def _weight() -> ColumnElement[int]:
    return case(
        (Incident.urgent, _number(Severity.EXTRAORDINARY + 1)),
        (Incident.severity >= _number(Severity.SERIOUS), Incident.severity),
        else_=_number(0),
    )


def _band(weight: ColumnElement[int]) -> ColumnElement[int]:
    now = bindparam("now", type_=UtcMoment())
    return case(
        (Incident.paused & (Incident.review_at <= now), _number(Band.REVIEW)),
        (Incident.paused, _number(Band.PARKED)),
        (Incident.due_at <= now, _number(Band.RED)),
        (Incident.yellow_at <= now, _number(Band.YELLOW)),
        (weight > _number(0), _number(Band.SEVERE)),
        (Incident.vulnerable, _number(Band.VULNERABLE)),
        (Incident.report_count > _number(1), _number(Band.REPEATED)),
        (Incident.recurrence > _number(0), _number(Band.REPEATED)),
        else_=_number(Band.ORDINARY),
    )


def _number(value: int) -> ColumnElement[int]:
    """A number of the statement itself, which no caller fills in."""
    return literal_column(str(int(value)), type_=Incident.severity.type)


_PAGE = Prepared(_page())
