"""Questions of the ledgers: counts per community and grid, and rows of one grid in order, by key and not by offset.

Nothing is masked here: only `services` may call it. Counts and pages are answered from indexes that begin with
community and grid; a page of a wide area goes through its grids one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, exists, func, literal, null, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.register_ledgers import Cursor, LedgerKind, Register
from gridcenter.store.care import LAST_DAY, Sight, visible
from gridcenter.store.models import (
    CareFile,
    Category,
    Component,
    Division,
    Grid,
    Incident,
    Organisation,
    Person,
    PersonMerge,
    Post,
    Premises,
    Residence,
)
from gridcenter.store.people_search import COMMUNITY_DIGITS
from gridcenter.store.person_merges import is_merged
from gridcenter.store.premises_names import is_house_of, standing_name
from gridcenter.store.seen_as import merge_of, seen_by
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of
from gridcenter.store.types import HIGHEST_CHARACTER, inside

Expression = ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a register's rows come from. `fields` are read, `sorted_by` are sorted (never empty), `always` holds."""

    base: FromClause
    key: Expression
    community: Expression
    grid: Expression
    fields: Mapping[str, Expression]
    filtered_by: Mapping[str, Expression]
    sorted_by: Mapping[str, Expression]
    always: tuple[Expression, ...] = ()
    person: Expression | None = None


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many rows stand in a grid of a community; the grid is empty where none is named."""

    community: str
    grid: str
    count: int


@dataclass(frozen=True, slots=True, repr=False)
class FoundRow:
    """Raw values in the order of the ledger's columns; `sort` are those of its order and the key."""

    key: int
    community: str
    grid: str
    person_id: int | None
    values: tuple[Any, ...]
    sort: tuple[Any, ...]


_person, _file = table_of(Person), table_of(CareFile)
_component, _category = table_of(Component), table_of(Category)
_room, _residence = table_of(Premises), table_of(Residence)
_building, _house = _room.alias("building"), _room.alias("house")
_grid, _division, _organisation = table_of(Grid), table_of(Division), table_of(Organisation)
_incident, _post = table_of(Incident), table_of(Post)

_merge, _other = table_of(PersonMerge), _person.alias("other")
_RESIDENTS = (
    select(func.count(seen_by(_residence.c.person_id, _merge).distinct()))
    .select_from(_residence.outerjoin(_merge, merge_of(_residence.c.person_id, _merge)))
    .where(_residence.c.premises_id == _room.c.id, _residence.c.until.is_(None))
    .correlate(_room)
    .scalar_subquery()
)


def _own(table: FromClause, *names: str) -> dict[str, Expression]:
    return {name: table.c[name] for name in names}


_PERSON_FIELDS = {
    **_own(_person, "name", "recorded_on", "source"),
    **{name: standing_value(_person, name) for name in ("sex", "birth", "id_number", "phone", "address")},
}
_died_by_another_row = exists().where(
    _merge.c.kept_id == _person.c.id,
    _merge.c.undone_at.is_(None),
    _other.c.id == _merge.c.merged_id,
    _other.c.deceased_on.is_not(None),
)
_CARE_FIELDS = {
    **_own(_person, "name"),
    **{name: standing_value(_person, name) for name in ("sex", "birth")},
    "programme": _file.c.programme,
    "expires_on": LAST_DAY,
}

SOURCES: dict[Register, _Source] = {
    Register.PERSONS: _Source(
        _person,
        *(_person.c.id, _person.c.community_code, _person.c.grid_code),
        _PERSON_FIELDS,
        {"sex": standing_value(_person, "sex")},
        {},
        (_person.c.deceased_on.is_(None), ~_died_by_another_row, ~is_merged(_person.c.id)),
        _person.c.id,
    ),
    Register.CARE: _Source(
        _file.outerjoin(_merge, merge_of(_file.c.person_id, _merge)).join(
            _person, _person.c.id == seen_by(_file.c.person_id, _merge)
        ),
        *(_file.c.id, _person.c.community_code, _person.c.grid_code),
        _CARE_FIELDS,
        _own(_file, "programme"),
        _own(_file, "programme"),
        (),
        _person.c.id,
    ),
    Register.COMPONENTS: _Source(
        _component.join(_category, _category.c.id == _component.c.category_id),
        *(_component.c.id, _component.c.community_code, _component.c.grid_code),
        {**_own(_component, "code", "name", "state"), "category": _category.c.name},
        {"category": _category.c.code, "state": _component.c.state},
        _own(_component, "code", "state"),
    ),
    Register.ROOMS: _Source(
        _room.outerjoin(_building, _building.c.id == _room.c.parent_id).outerjoin(
            _house, is_house_of(_house, _building)
        ),
        *(_room.c.id, _room.c.community_code, _room.c.grid_code),
        {
            **_own(_room, "code", "tenure"),
            "building": standing_name(_building, _house),
            "room": _room.c.name,
            "residents": _RESIDENTS,
        },
        _own(_room, "tenure"),
        _own(_room, "code"),
        (_room.c.kind == "room",),
    ),
    Register.GRIDS: _Source(
        _grid,
        *(_grid.c.id, _grid.c.community_code, _grid.c.code),
        _own(_grid, "code", "name", "kind", "level", "level_reason", "level_review_on"),
        _own(_grid, "kind", "level"),
        _own(_grid, "code", "level", "kind"),
        (_grid.c.valid_until.is_(None),),
    ),
    Register.ORGANISATIONS: _Source(
        _organisation,
        *(_organisation.c.id, _organisation.c.community_code, _organisation.c.grid_code),
        _own(_organisation, "name", "kind", "uscc"),
        _own(_organisation, "kind"),
        _own(_organisation, "kind"),
    ),
    Register.INCIDENTS: _Source(
        _incident.join(_category, _category.c.id == _incident.c.category_id),
        *(_incident.c.id, _incident.c.community_code, _incident.c.grid_code),
        {**_own(_incident, "number", "severity", "urgent", "reported_at"), "category": _category.c.name},
        {"severity": _incident.c.severity, "category": _category.c.code},
        _own(_incident, "severity", "number"),
        (_incident.c.closed_at.is_(None),),
    ),
    Register.POSTS: _Source(
        _post.join(_grid, and_(_grid.c.code == _post.c.grid_code, _grid.c.valid_until.is_(None))),
        *(_post.c.id, _grid.c.community_code, _post.c.grid_code),
        _own(_post, "role", "slot", "holder"),
        _own(_post, "role"),
        _own(_post, "role", "slot"),
    ),
}
FILTERED = {register: frozenset(source.filtered_by) for register, source in SOURCES.items()}
SORTED = {register: frozenset(source.sorted_by) for register, source in SOURCES.items()}


def ledger_counts(session: Session, kind: LedgerKind, *, area: str, sight: Sight) -> list[GroupCount]:
    """Return how many rows every grid of the area has, those without a grid first in their community."""
    source = SOURCES[kind.register]
    grid = func.coalesce(source.grid, "")
    statement = (
        select(source.community, source.grid, func.count())
        .select_from(source.base)
        .where(*_holding(kind, sight), _within(source, area), _within(source, sight.area))
        .group_by(source.community, source.grid)
        .order_by(source.community, grid)
    )
    return [GroupCount(*(row[0], row[1] or "", row[2])) for row in session.execute(statement)]


def rows_after(
    session: Session,
    kind: LedgerKind,
    group: GroupCount,
    *,
    sight: Sight,
    after: Cursor | None = None,
    limit: int | None = None,
) -> Generator[FoundRow]:
    """Yield the rows of one grid in the ledger's order, behind a cursor where one is named; to be closed."""
    source = SOURCES[kind.register]
    place = source.grid == group.grid if group.grid else source.grid.is_(None)
    statement = _rows(kind, source, source.community, source.grid).where(
        *_holding(kind, sight), source.community == group.community, place, _within(source, sight.area)
    )
    if after is not None:
        statement = statement.where(_behind(kind, source, after))
    statement = statement.order_by(*(step(column) for column, step in _order(kind, source))).limit(limit)
    with closing(session.execute(statement.execution_options(yield_per=1000))) as rows:
        for row in rows:
            yield _found(kind, row)


def rows_by_key(session: Session, kind: LedgerKind, keys: Sequence[int], *, sight: Sight) -> list[FoundRow]:
    """Return rows in the order of the keys; what is gone meanwhile is left out."""
    source = SOURCES[kind.register]
    statement = _rows(kind, source, source.community, source.grid).where(
        *_holding(kind, sight), _within(source, sight.area), source.key.in_(keys)
    )
    found = {one.key: one for one in (_found(kind, row) for row in session.execute(statement))}
    return [found[key] for key in keys if key in found]


def area_names(session: Session, codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return the names of divisions and current grids, by code."""
    return _names_of(session, lambda column: column.in_(codes))


def parts_of(session: Session, area: str, *, length: int) -> dict[str, tuple[str, str]]:
    """Return the names of divisions with codes of this length in the area, or of its grids where that is 0."""
    return _names_of(session, lambda column: inside(column, area), length=length)


def _names_of(
    session: Session, wanted: Callable[[Any], ColumnElement[bool]], *, length: int | None = None
) -> dict[str, tuple[str, str]]:
    from_divisions = select(_division.c.code, _division.c.name, _division.c.name_en).where(
        wanted(_division.c.code), _division.c.valid_until.is_(None)
    )
    from_grids = select(_grid.c.code, _grid.c.name, _grid.c.name_en).where(
        wanted(_grid.c.community_code if length == 0 else _grid.c.code), _grid.c.valid_until.is_(None)
    )
    statements = (
        [from_grids] if length == 0 else [from_divisions.where(func.length(_division.c.code) == length)]
    )
    if length is None:
        statements = [from_divisions, from_grids]
    return {code: (zh, en) for one in statements for code, zh, en in session.execute(one)}


def _rows(kind: LedgerKind, source: _Source, *place: Expression) -> Select[*tuple[Any, ...]]:
    person = source.person if source.person is not None else null()
    values = (source.fields[column.key] for column in kind.columns)
    order = (column for column, _ in _order(kind, source))
    return select(source.key, *place, person, *values, *order).select_from(source.base)


def _found(kind: LedgerKind, row: Sequence[Any]) -> FoundRow:
    key, community, grid, person, *rest = row
    values = len(kind.columns)
    return FoundRow(key, community, grid or "", person, tuple(rest[:values]), tuple(rest[values:]))


def _holding(kind: LedgerKind, sight: Sight) -> list[ColumnElement[bool]]:
    source = SOURCES[kind.register]
    conditions = list(source.always)
    if kind.register is Register.CARE:
        conditions.append(visible(sight))
    for key, values in kind.filters:
        conditions.append(or_(*(_one_of(source.filtered_by[key], value) for value in values)))
    return conditions


def _one_of(column: Expression, value: str) -> ColumnElement[bool]:
    if value.endswith("*"):
        begin = value.removesuffix("*")
        return and_(column >= begin, column < begin + HIGHEST_CHARACTER)
    return column == (int(value) if column.type.python_type is int else value)


def _within(source: _Source, area: str) -> ColumnElement[bool]:
    """Down to the community by its code; a grid by its own, and by its community's so that the index serves."""
    if not area or (area.isdigit() and len(area) <= COMMUNITY_DIGITS):
        return inside(source.community, area)
    return inside(source.grid, area)


def _order(kind: LedgerKind, source: _Source) -> list[tuple[Expression, Callable[[Any], Any]]]:
    steps: list[tuple[Expression, Callable[[Any], Any]]] = []
    for word in kind.order:
        column = source.sorted_by[word.removeprefix("-")]
        steps.append((column, _falling if word.startswith("-") else _rising))
    return [*steps, (source.key, _rising)]


def _rising(column: Any) -> Any:
    return column.asc()


def _falling(column: Any) -> Any:
    return column.desc()


def _behind(kind: LedgerKind, source: _Source, after: Cursor) -> ColumnElement[bool]:
    """Return "comes after these values in the order": a later first value, or the same one and a later second …"""
    steps = _order(kind, source)
    kinds = [column.type.python_type for column, _ in steps]
    if kinds != [type(value) for value in after.values]:  # a cursor of another ledger
        return literal(value=False)
    either: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for (column, step), value in zip(steps, after.values, strict=True):
        either.append(and_(*same, column < value if step is _falling else column > value))
        same.append(column == value)
    return or_(*either)
