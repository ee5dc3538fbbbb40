"""Questions about population changes and the registers they follow from. Nothing here reads a name or a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.domain.names import Name
from gridcenter.domain.population_changes import (
    COMMUNITY_DIGITS,
    Baseline,
    FormerPlace,
    Home,
    PersonState,
    Recorded,
)
from gridcenter.domain.population_rules import KnownUnit
from gridcenter.store.models import (
    Counter,
    Division,
    Grid,
    Person,
    PopulationChange,
    PopulationPass,
    PopulationRuleText,
    Premises,
    RecordItem,
    Residence,
    Unit,
)
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

FORMER_PLACE = "residence_division"
"""The record item by which an import keeps where a person stood before it placed the person elsewhere."""
LOCK = "population"
"""Key of the counter whose row keeps two passes apart."""

_person, _residence, _premises = table_of(Person), table_of(Residence), table_of(Premises)
_change, _item = table_of(PopulationChange), table_of(RecordItem)
_STANDING = _change.c.withdrawn_at.is_(None)
_PLACED = (_item.c.key == FORMER_PLACE) & _item.c.withdrawn_at.is_(None)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which persons a pass looks at: something happened from `first` (to `last`), rows above the ids, born within one
    of the spans, or, with `recorded`, a change of theirs stands recorded (in that time)."""

    first: date
    last: date | None = None
    above_person: int | None = None
    above_residence: int | None = None
    above_item: int | None = None
    births: tuple[tuple[date, date], ...] = ()
    recorded: bool = False
    area: str = ""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many persons there are, and the highest ids."""

    persons: int
    last_person_id: int
    last_residence_id: int
    last_item_id: int


@dataclass(frozen=True, slots=True)
class PassRow:
    id: int
    at: datetime
    day: date
    baseline: bool
    horizon: date
    last_person_id: int
    last_residence_id: int
    last_item_id: int


def lock_passes(session: Session) -> None:
    """Make other passes wait until the transaction ends (SQLite has one writer anyway)."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    session.execute(dialect.insert(Counter).values(key=LOCK, value=0).on_conflict_do_nothing())
    session.execute(select(Counter.key).where(Counter.key == LOCK).with_for_update())


def rule_digest(session: Session, version: int) -> str | None:
    return session.scalar(select(PopulationRuleText.sha256).where(PopulationRuleText.version == version))


def newest_pass(session: Session, *, baseline: bool = False) -> PassRow | None:
    """Return the newest pass that came to its end, or the newest baseline."""
    columns = [getattr(PopulationPass, name) for name in PassRow.__slots__]
    statement = select(*columns).order_by(PopulationPass.id.desc()).limit(1)
    row = session.execute(statement.where(PopulationPass.baseline) if baseline else statement).first()
    return None if row is None else PassRow(*row)


def baseline_of(row: PassRow) -> Baseline:
    return Baseline(row.horizon, row.last_person_id, row.last_residence_id, row.last_item_id)


def extent(session: Session) -> Extent:
    persons, last_person = session.execute(
        select(func.count(), func.coalesce(func.max(_person.c.id), 0)).select_from(_person)
    ).one()
    last_residence = session.scalar(select(func.coalesce(func.max(_residence.c.id), 0)))
    last_item = session.scalar(select(func.coalesce(func.max(_item.c.id), 0)))
    return Extent(persons, last_person, last_residence or 0, last_item or 0)


def rows_above(session: Session, row: PassRow) -> int:
    """Return how many persons, residences or former places, whichever are more, came since a pass."""
    persons = select(func.count()).select_from(_person).where(_person.c.id > row.last_person_id)
    homes = select(func.count()).select_from(_residence).where(_residence.c.id > row.last_residence_id)
    places = select(func.count()).select_from(_item).where(_item.c.id > row.last_item_id, _PLACED)
    return max(session.scalar(one) or 0 for one in (persons, homes, places))


def person_states(session: Session, wanted: Wanted, *, after: int, limit: int) -> list[PersonState]:
    """Return at most `limit` persons above id `after` at whom a pass looks, by id, with their homes."""
    columns = ("id", "sex", "birth", "deceased_on", "recorded_on", "community_code", "grid_code", "source")
    statement = select(*(_person.c[name] for name in columns)).where(
        _person.c.id > after, _looked_at(wanted), _in_area(wanted.area)
    )
    rows = session.execute(statement.order_by(_person.c.id).limit(limit)).all()
    homes = _homes(session, {row.id: (row.community_code, row.grid_code) for row in rows})
    former = _former_places(session, list(homes.keys() ^ {row.id for row in rows}))
    return [_state(row, homes[row.id], former[row.id]) for row in rows]


def _state(row: Sequence[Any], homes: list[Home], former: list[FormerPlace]) -> PersonState:
    parts = [*row, tuple(homes), tuple(former)]
    return PersonState(*parts)


def _in_area(area: str) -> ColumnElement[bool]:
    """Where somebody is registered or ever lived: a move out of the area is one of its changes."""
    if not area:
        return _person.c.id.is_not(None)
    lived = (
        exists()
        .where(_residence.c.person_id == _person.c.id, _premises.c.id == _residence.c.premises_id)
        .where(or_(inside(_premises.c.community_code, area), inside(_premises.c.grid_code, area)))
    )
    return or_(inside(_person.c.community_code, area), inside(_person.c.grid_code, area), lived)


def _looked_at(wanted: Wanted) -> ColumnElement[bool]:
    person, home = _person.c, _residence.c
    moved = [_between(home.since, wanted), _between(home.until, wanted)]
    asked = [_between(person.birth, wanted), _between(person.deceased_on, wanted)]
    asked += [person.birth.between(*span) for span in wanted.births]
    if wanted.above_residence is not None:
        moved.append(home.id > wanted.above_residence)
    if wanted.above_person is not None:
        asked.append(person.id > wanted.above_person)
    if wanted.above_item is not None:
        placed = exists().where(_item.c.person_id == person.id, _item.c.id > wanted.above_item, _PLACED)
        asked.append(placed)
    asked.append(exists().where(home.person_id == person.id, or_(*moved)))
    if wanted.recorded:
        then = [] if wanted.last is None else [_between(_change.c.day, wanted)]
        asked.append(exists().where(_change.c.person_id == person.id, _STANDING, *then))
    return or_(*asked)


def _between(column: ColumnElement[Any], wanted: Wanted) -> ColumnElement[bool]:
    return column >= wanted.first if wanted.last is None else column.between(wanted.first, wanted.last)


def _homes(session: Session, places: dict[int, tuple[str, str | None]]) -> defaultdict[int, list[Home]]:
    """Return the homes by person; premises that know no place stand where the person is registered."""
    home = _residence.c
    statement = (
        select(
            *(home.person_id, home.id, home.premises_id, home.since, home.until),
            *(_premises.c.community_code, _premises.c.grid_code, home.source),
        )
        .join_from(_residence, _premises, _premises.c.id == home.premises_id)
        .where(home.person_id.in_(list(places)))
        .order_by(home.id)
    )
    found: defaultdict[int, list[Home]] = defaultdict(list)
    for person_id, key, premises, since, until, community, grid, source in session.execute(statement):
        place = (community, grid) if community or grid else places[person_id]
        parts = [key, premises, since, until, *place, source]
        found[person_id].append(Home(*parts))
    return found


def _former_places(session: Session, person_ids: list[int]) -> defaultdict[int, list[FormerPlace]]:
    """Return by person where files had found somebody before they placed him elsewhere, oldest first."""
    statement = (
        select(_item.c.person_id, _item.c.id, _item.c.value)
        .where(_item.c.person_id.in_(person_ids), _PLACED)
        .order_by(_item.c.id)
    )
    found: defaultdict[int, list[FormerPlace]] = defaultdict(list)
    for person_id, key, code in session.execute(statement):
        if code.isdecimal() and len(code) >= COMMUNITY_DIGITS:
            found[person_id].append(FormerPlace(key, code))
    return found


def recorded_changes(session: Session, person_ids: Sequence[int]) -> defaultdict[int, list[Recorded]]:
    """Return the standing changes of these persons, by person, oldest first."""
    change = _change.c
    statement = (
        select(change.person_id, change.id, change.kind, change.ref, change.day)
        .where(change.person_id.in_(person_ids), _STANDING)
        .order_by(change.id)
    )
    found: defaultdict[int, list[Recorded]] = defaultdict(list)
    for person_id, *rest in session.execute(statement):
        found[person_id].append(Recorded(*rest))
    return found


def changes_of_nobody(session: Session) -> list[int]:
    """Return the standing changes of persons who are in no register any more."""
    gone = ~exists().where(_person.c.id == _change.c.person_id)
    return list(session.scalars(select(_change.c.id).where(_STANDING, gone).order_by(_change.c.id)))


def withdraw_changes(session: Session, change_ids: Sequence[int], *, why: str, now: datetime) -> None:
    statement = update(PopulationChange).where(PopulationChange.id.in_(change_ids), _STANDING)
    session.execute(
        statement.values(withdrawn_at=now, withdrawn_why=why),
        execution_options={"synchronize_session": False},
    )


def known_units(session: Session) -> list[KnownUnit]:
    columns = (Unit.id, Unit.code, Unit.name, Unit.name_en, Unit.kind, Unit.division_code)
    rows = session.execute(select(*columns).order_by(Unit.id))
    return [KnownUnit(key, code, Name(zh, en), kind, area) for key, code, zh, en, kind, area in rows]


def person_of(session: Session, change_id: int, *, area: str) -> int | None:
    """Return whom a change of the area is about."""
    change = PopulationChange
    place = or_(inside(change.community_code, area), inside(change.grid_code, area))
    return session.scalar(select(change.person_id).where(change.id == change_id, place))


def named_places(session: Session, codes: Collection[str]) -> dict[str, Name]:
    """Return the names of these grids and divisions by code."""
    names: dict[str, Name] = {}
    divisions = select(Division.code, Division.name, Division.name_en).where(Division.code.in_(codes))
    grids = select(Grid.code, Grid.name, Grid.name_en).where(Grid.code.in_(codes), Grid.valid_until.is_(None))
    for statement in (divisions, grids):
        names.update({code: Name(zh, en) for code, zh, en in session.execute(statement)})
    return names


def persons_of(session: Session, change_ids: Collection[int]) -> dict[int, int]:
    """Return whom these changes are about, by change."""
    change = PopulationChange
    rows = session.execute(select(change.id, change.person_id).where(change.id.in_(change_ids)))
    return {row.id: row.person_id for row in rows}
