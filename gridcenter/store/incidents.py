"""Queries about incidents: the rows that feed queue, map, bars and red board alike."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.incidents import ClockMode, QueueRow, Severity
from gridcenter.domain.joint import called_units
from gridcenter.domain.names import Name
from gridcenter.store.models import Category, Division, Grid, Incident, Unit
from gridcenter.store.prepared import Column, Prepared
from gridcenter.store.types import HIGHEST_CHARACTER, inside

MAX_PARAMETERS = 500
NOWHERE = Name("", "")
NOBODY: frozenset[int] = frozenset()

_Major = aliased(Category, name="major")
_DueUnit = aliased(Unit, name="due_unit")

_PARTS: tuple[tuple[Any, ...], ...] = (
    (Incident.id, Incident.number, Incident.version, Incident.state, Category.code),
    (Category.name, Category.name_en),
    (_Major.code, _Major.name, _Major.name_en),
    (Incident.severity, Incident.urgent),
    (Incident.grid_code, Grid.name, Grid.name_en),
    (Incident.community_code, Division.name, Division.name_en),
    (Incident.unit_id, Unit.name, Unit.name_en),
    (Incident.reported_at, Incident.due_at, Incident.yellow_at, Incident.clock_mode),
    (Incident.paused, Incident.closed_at, Incident.report_count, Incident.vulnerable),
    (Incident.longitude, Incident.latitude, Incident.approximate),
    (Incident.review_at, Incident.applications),
    (Incident.recurrence,),
    (Incident.due_unit_id, _DueUnit.name, _DueUnit.name_en),
    (Incident.called_in,),
)
"""Columns in the order of the fields of `QueueRow`, cut where one of them is put together."""
_ENDS = tuple(accumulate(map(len, _PARTS)))
_SLICES = tuple(slice(end - len(part), end) for part, end in zip(_PARTS, _ENDS, strict=True))
_SEVERITIES = {int(one): one for one in Severity}
_MODES = {one.value: one for one in ClockMode}
_SETTERS: tuple[Callable[[QueueRow, Any], None], ...] = tuple(
    getattr(QueueRow, name).__set__ for name in QueueRow.__dataclass_fields__
)


def queue_rows() -> Select[*tuple[Any, ...]]:
    """Return the statement that every list of incidents is built from; read its rows with `as_queue_rows`."""
    return (
        select(*chain.from_iterable(_PARTS))
        .join(Category, Incident.category_id == Category.id)
        .join(_Major, _Major.id == Category.major_id, isouter=True)
        .join(Grid, (Grid.code == Incident.grid_code) & Grid.valid_until.is_(None), isouter=True)
        .join(Division, Division.code == Incident.community_code, isouter=True)
        .join(Unit, Unit.id == Incident.unit_id, isouter=True)
        .join(_DueUnit, _DueUnit.id == Incident.due_unit_id, isouter=True)
    )


OPEN_WITHIN = (
    Incident.closed_at.is_(None),
    Incident.community_code >= bindparam("first"),
    Incident.community_code < bindparam("end"),
)
"""The open incidents of an area, which `span` gives: what the index of open incidents answers."""
_OPEN = Prepared(queue_rows().where(*OPEN_WITHIN))
_OPEN_COUNT = Prepared(select(func.count()).select_from(Incident).where(*OPEN_WITHIN))


def span(area: str) -> dict[str, str]:
    """Return the parameters of `OPEN_WITHIN`; '' is everywhere."""
    return {"first": area, "end": area + HIGHEST_CHARACTER}


def open_incidents(session: Session, *, area: str) -> list[QueueRow]:
    """Return all open incidents of the area, in no particular order (`domain.queue` orders them)."""
    made = QueueRows()
    return [row for columns in _OPEN.columns(session, **span(area)) for row in made.built(columns)]


def open_count(session: Session, *, area: str) -> int:
    count: int = _OPEN_COUNT.rows(session, **span(area))[0][0]
    return count


def incidents_by_id(session: Session, ids: Iterable[int], *, area: str) -> list[QueueRow]:
    """Return incidents, open or closed; ids that do not exist or lie outside the area are left out."""
    found: list[QueueRow] = []
    for part in _portions(list(ids)):
        statement = queue_rows().where(Incident.id.in_(part), inside(Incident.community_code, area))
        found += as_queue_rows(session.execute(statement).all())
    return found


def as_queue_rows(rows: Iterable[Row[*tuple[Any, ...]]]) -> list[QueueRow]:
    """Build queue rows from rows of `queue_rows`, in their order."""
    columns = list(zip(*rows, strict=True))
    return QueueRows().built(columns) if columns else []


class QueueRows:
    """Builds queue rows from the columns of `queue_rows`, portion by portion.

    All rows share the few hundred codes and names there are: 50,000 would otherwise keep copies of them.
    """

    def __init__(self) -> None:
        self._codes: dict[Any, Any] = {}
        self._names: dict[tuple[Any, Any], Name] = {}
        self._units: dict[str, frozenset[int]] = {}

    def built(self, columns: Sequence[Column]) -> list[QueueRow]:
        """Return the rows in the order of the columns, of which none is empty."""
        identity, category, major, weight, grid, community, unit, times, state, place, *added = [
            columns[part] for part in _SLICES
        ]
        waits, before, due, called = added
        leaf = self._named(*category)
        return _assembled(
            [
                *identity[:3],
                *map(self._shared, identity[3:]),
                leaf,
                self._shared([code or own for code, own in zip(major[0], identity[-1], strict=True)]),
                [name if name.zh else own for name, own in zip(self._named(*major[1:]), leaf, strict=True)],
                [_SEVERITIES[grade] for grade in weight[0]],
                weight[1],
                *self._place(*grid),
                *self._place(*community),
                *self._place(*unit),
                *times[:3],
                [_MODES[mode] for mode in times[3]],
                *state,
                *place,
                *waits,
                *before,
                *self._place(*due),
                [self._called(text) if text else NOBODY for text in called[0]],
            ]
        )

    def _called(self, text: str) -> frozenset[int]:
        found = self._units.get(text)
        if found is None:
            found = self._units[text] = frozenset(called_units(text))
        return found

    def _place(self, key: Column, chinese: Column, english: Column) -> tuple[Column, Column]:
        return self._shared(key), self._named(chinese, english)

    def _named(self, chinese: Column, english: Column) -> list[Name]:
        known, name = self._names, self._name
        return [known.get(pair) or name(pair) for pair in zip(chinese, english, strict=True)]

    def _name(self, pair: tuple[str | None, str | None]) -> Name:
        made = Name(pair[0], pair[1] or "") if pair[0] else NOWHERE
        self._names[pair] = made
        return made

    def _shared(self, column: Column) -> Column:
        known = self._codes
        return [known.setdefault(value, value) for value in column]


def _assembled(columns: Sequence[Column]) -> list[QueueRow]:
    """Do what `QueueRow(...)` does for each row, field by field: twice as fast for a frozen record."""
    rows = [object.__new__(QueueRow) for _ in columns[0]]
    for fill, column in zip(_SETTERS, columns, strict=True):
        deque(map(fill, rows, column), maxlen=0)
    return rows


def _portions(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), MAX_PARAMETERS):
        yield ids[start : start + MAX_PARAMETERS]
