"""The rows of the queue say what is stored, on both stores, and share what many of them have."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.names import Name
from gridcenter.store.engine import Store
from gridcenter.store.incidents import incidents_by_id, open_count, open_incidents
from gridcenter.store.models import Category, Division, Grid, Incident, Unit
from tests.store.queue_sample import AREAS, fill_queue

COUNT = 1200
"""More than one portion of the driver's answer."""


@pytest.fixture
def filled(store: Store) -> Store:
    fill_queue(store, COUNT)
    return store


def row_of(session: Session, stored: Incident) -> QueueRow:
    """Build a row one by one, from the records that the incident names."""
    category = session.get_one(Category, stored.category_id)
    major = session.get_one(Category, category.major_id) if category.major_id else category
    grid = session.scalars(select(Grid).where(Grid.code == stored.grid_code)).one_or_none()
    community = session.scalars(select(Division).where(Division.code == stored.community_code)).one_or_none()
    unit = session.get_one(Unit, stored.unit_id) if stored.unit_id else None
    return QueueRow(
        id=stored.id,
        number=stored.number,
        version=stored.version,
        state=stored.state,
        category_code=category.code,
        category=name_of(category),
        major_code=major.code,
        major=name_of(major),
        severity=Severity(stored.severity),
        urgent=stored.urgent,
        grid_code=stored.grid_code,
        grid=name_of(grid),
        community_code=stored.community_code,
        community=name_of(community),
        unit_id=stored.unit_id,
        unit=name_of(unit),
        reported_at=stored.reported_at,
        due_at=stored.due_at,
        yellow_at=stored.yellow_at,
        clock_mode=ClockMode(stored.clock_mode),
        paused=stored.paused,
        closed_at=stored.closed_at,
        report_count=stored.report_count,
        vulnerable=stored.vulnerable,
        longitude=stored.longitude,
        latitude=stored.latitude,
        approximate=stored.approximate,
        review_at=stored.review_at,
        applications=stored.applications,
    )


def name_of(named: Category | Grid | Division | Unit | None) -> Name:
    return Name(named.name, named.name_en or "") if named is not None else Name("", "")


def expected(session: Session, *, open_only: bool, area: str = "") -> list[QueueRow]:
    stored = session.scalars(select(Incident).order_by(Incident.id))
    return [
        row_of(session, one)
        for one in stored
        if one.community_code.startswith(area) and not (open_only and one.closed_at)
    ]


def by_id(rows: list[QueueRow]) -> list[QueueRow]:
    return sorted(rows, key=lambda row: row.id)


@pytest.mark.parametrize("area", ["", "709901", AREAS[0], "11"])
def test_the_open_incidents_of_an_area_are_what_is_stored(filled: Store, area: str) -> None:
    with filled.read() as session:
        wanted = expected(session, open_only=True, area=area)
        assert by_id(open_incidents(session, area=area)) == wanted
        assert open_count(session, area=area) == len(wanted)


def test_incidents_asked_for_by_id_are_what_is_stored_open_or_closed(filled: Store) -> None:
    with filled.read() as session:
        found = incidents_by_id(session, range(1, COUNT + 50), area="")
        assert by_id(found) == expected(session, open_only=False)
        assert incidents_by_id(session, [COUNT + 1], area="") == []


def test_moments_are_aware_and_marks_are_true_or_false(filled: Store) -> None:
    with filled.read() as session:
        row = open_incidents(session, area="")[0]
    assert row.reported_at.utcoffset() is not None
    assert {type(row.urgent), type(row.paused), type(row.vulnerable), type(row.approximate)} == {bool}


def test_equal_codes_and_names_are_one_object(filled: Store) -> None:
    with filled.read() as session:
        rows = open_incidents(session, area="")
    for field in (
        "category",
        "major",
        "grid",
        "community",
        "unit",
        "state",
        "category_code",
        "community_code",
    ):
        held = [getattr(row, field) for row in rows]
        assert len({id(value) for value in held}) == len(set(held))
