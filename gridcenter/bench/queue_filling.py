"""Incidents by the million for `bench queue`: a demo district's places, categories and units, years of its past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Insert, String, cast, insert, literal, select, true
from sqlalchemy.orm import Session

from gridcenter.clock import utc_now
from gridcenter.store.bulk import insert_stream
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, Grid, Incident, Unit
from gridcenter.store.tables import table_of

_COLUMNS = (
    "number",
    "state",
    "category_id",
    "severity",
    "urgent",
    "vulnerable",
    "paused",
    "report_count",
    "grid_code",
    "community_code",
    "unit_id",
    "reported_at",
    "due_at",
    "yellow_at",
    "closed_at",
    "longitude",
    "latitude",
)
_COPIED = 10_000
"""So many closed incidents are made one by one, the others are copies of them."""
_PAST = 4 * 365 * 24 * 60
"""Minutes in which two millions come about at 40,000 a month."""
_OPEN, _CLOSED = "QO", "QC"


@dataclass(frozen=True, slots=True)
class _Maker:
    dice: Random
    places: Sequence[Any]
    categories: Sequence[int]
    units: Sequence[int]
    now: datetime

    def incident(self, number: str, *, closed: bool) -> tuple[Any, ...]:
        draw, place = self.dice.random, self.dice.choice(self.places)
        reported = self.now - timedelta(minutes=self.dice.randrange(_PAST if closed else 60_000))
        due = self.now + timedelta(minutes=self.dice.randrange(-3_000, 57_000))
        return (
            number,
            "closed" if closed else "handling",
            self.dice.choice(self.categories),
            self.dice.randint(1, 4),
            draw() < 0.02,
            draw() < 0.05,
            draw() < 0.05,
            1 + (draw() < 0.1),
            place.code,
            place.community_code,
            self.dice.choice(self.units),
            reported,
            due,
            due - timedelta(hours=2),
            reported + timedelta(minutes=self.dice.randrange(4_000)) if closed else None,
            place.longitude + draw() / 500,
            place.latitude + draw() / 500,
        )


def fill(store: Store, *, rows: int, open_rows: int) -> None:
    """Add `rows` incidents, `open_rows` of them open, to a demo store, and let the store look at what it has."""
    closed = min(_COPIED, rows - open_rows)
    with store.begin() as session:
        maker = _maker(session)
        made = (maker.incident(f"{_OPEN}{n}", closed=False) for n in range(open_rows))
        insert_stream(session, Incident, _COLUMNS, made)
        made = (maker.incident(f"{_CLOSED}{n}", closed=True) for n in range(closed))
        insert_stream(session, Incident, _COLUMNS, made)
    with store.connect() as connection:
        connection.execute(_copies((rows - open_rows) // closed - 1))
        connection.exec_driver_sql("ANALYZE")


def _maker(session: Session) -> _Maker:
    places = select(Grid.code, Grid.community_code, Grid.longitude, Grid.latitude).where(
        Grid.valid_until.is_(None)
    )
    return _Maker(
        Random(2_000_000),
        session.execute(places).all(),
        session.scalars(select(Category.id)).all(),
        session.scalars(select(Unit.id)).all(),
        utc_now(),
    )


def _copies(times: int) -> Insert:
    """Return the statement that adds each closed incident `times` again under numbers of their own."""
    incident = table_of(Incident)
    kept = [column for column in incident.columns if column.name not in ("id", "number", "idempotency_key")]
    series = select(literal(1).label("n")).where(literal(times) > 0).cte("series", recursive=True)
    series = series.union_all(select(series.c.n + 1).where(series.c.n < times))
    number = incident.c.number + "-" + cast(series.c.n, String)
    chosen = select(number, *kept).join(series, true()).where(incident.c.number.startswith(_CLOSED))
    return insert(incident).from_select(["number", *(column.name for column in kept)], chosen)
