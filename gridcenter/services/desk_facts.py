"""What the frame of a desk shows about the store it works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.store.calendars import working_calendar
from gridcenter.store.changes import newest_change
from gridcenter.store.codes import store_fact
from gridcenter.store.contents import table_sizes
from gridcenter.store.engine import store_time
from gridcenter.store.places import district_code, division_named


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """Title of the district, whether all data are synthetic, newest change number, store time."""

    title: Name
    synthetic: bool
    change_number: int
    store_time: datetime


@dataclass(frozen=True, slots=True)
class StoreContents:
    """Rows by table name, the kind of database and the years whose holidays the working calendar knows."""

    sizes: Mapping[str, int]
    database: str
    holiday_years: tuple[int, ...]


def store_contents(session: Session) -> StoreContents:
    years = working_calendar(session).years
    return StoreContents(table_sizes(session), session.get_bind().dialect.name, tuple(sorted(years)))


def store_facts(session: Session) -> StoreFacts:
    return StoreFacts(
        title=_title(session),
        synthetic=store_fact(session, "synthetic") == "1",
        change_number=newest_change(session),
        store_time=store_time(session),
    )


def _title(session: Session) -> Name:
    title = store_fact(session, "title")
    if title:
        return Name(title, store_fact(session, "title_en"))
    division = division_named(session, district_code(session))
    return division.name if division else Name(tr("Grid centre"))
