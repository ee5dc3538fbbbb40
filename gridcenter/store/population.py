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
from gridcenter.domain.population_tasks import Withdrawn
from gridcenter.store.models import (
    Counter,
    Division,
    Grid,
    Person,
    PersonMerge,
    PopulationChange,
    PopulationPass,
    PopulationRuleText,
    Premises,
    RecordItem,
    Residence,
    Unit,
)
from gridcenter.store.person_merges import kept_for
from gridcenter.store.seen_as import UNKNOWN_SEX, seen_as
from gridcenter.store.tables import table_of
from gridcenter.store.types import inside

FORMER_PLACE = "residence_division"
"""The record item by which an import keeps where a person stood before it placed the person elsewhere."""
LOCK = "population"
"""Key of the counter whose row keeps two passes apart."""

_person, _residence, _premises = table_of(Person), table_of(Residence), table_of(Premises)
_change, _item = table_of(PopulationChange), table_of(RecordItem)
_merge = table_of(PersonMerge)
_MERGED = _merge.c.undone_at.is_(None)
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
    statement = select(*(_person.c[name] for name in _READ)).where(
        _person.c.id > after, _looked_at(wanted), _in_area(wanted.area)
    )
    rows = session.execute(statement.order_by(_person.c.id).limit(limit)).all()
    seen_as = _merges(session, [row.id for row in rows])
    others = _other_rows(session, seen_as)
    homes = _homes(session, {row.id: (row.community_code, row.grid_code) for row in rows}, seen_as)
    homeless = {row.id for row in rows} - homes.keys()
    former = _former_places(session, {row.id: row.id for row in rows if row.id in homeless} | seen_as)
    return [
        _state(row, others[row.id], homes[row.id], former[row.id] if row.id in homeless else [], seen_as)
        for row in rows
    ]


_READ = ("id", "sex", "birth", "deceased_on", "recorded_on", "community_code", "grid_code", "source")


def _other_rows(session: Session, seen_as: dict[int, int]) -> defaultdict[int, list[Any]]:
    """Return the rows that are seen as somebody, by that one, by id."""
    statement = select(*(_person.c[name] for name in _READ)).where(_person.c.id.in_(list(seen_as)))
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in session.execute(statement.order_by(_person.c.id)):
        found[seen_as[row.id]].append(row)
    return found


def _state(
    row: Any, others: list[Any], homes: list[Home], former: list[FormerPlace], seen_as: dict[int, int]
) -> PersonState:
    """What the own row does not know the first other one tells; of the days of recording the first counts."""
    born = next((one for one in (row, *others) if one.birth is not None), row)
    died = next((one for one in (row, *others) if one.deceased_on is not None), row)
    sexed = next((one for one in (row, *others) if one.sex not in UNKNOWN_SEX), row)
    days = [one.recorded_on for one in (row, *others) if one.recorded_on is not None]
    return PersonState(
        row.id,
        sexed.sex,
        born.birth,
        died.deceased_on,
        min(days, default=None),
        row.community_code,
        row.grid_code,
        row.source,
        tuple(homes),
        tuple(former),
        row.id in seen_as,
        tuple(one.id for one in others),
        born.id if born is not row else 0,
        died.id if died is not row else 0,
    )


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
    asked.append(exists().where(_merge.c.kept_id == person.id, _MERGED))
    if wanted.recorded:
        then = [] if wanted.last is None else [_between(_change.c.day, wanted)]
        counted = or_(_STANDING, _change.c.withdrawn_why == Withdrawn.MERGED.value)
        asked.append(exists().where(_change.c.person_id == person.id, counted, *then))
    return or_(*asked)


def _between(column: ColumnElement[Any], wanted: Wanted) -> ColumnElement[bool]:
    return column >= wanted.first if wanted.last is None else column.between(wanted.first, wanted.last)


def _merges(session: Session, person_ids: list[int]) -> dict[int, int]:
    """Return the rows that are among these or seen as one of these: (merged row, the one it is seen as)."""
    among = or_(_merge.c.merged_id.in_(person_ids), _merge.c.kept_id.in_(person_ids))
    rows = session.execute(select(_merge.c.merged_id, _merge.c.kept_id).where(among, _MERGED))
    return {row.merged_id: row.kept_id for row in rows}


def _homes(
    session: Session, places: dict[int, tuple[str, str | None]], seen_as: dict[int, int]
) -> defaultdict[int, list[Home]]:
    """Return the homes by person, those of merged rows with the one they are seen as.

    Premises that know no place stand where the person is registered.
    """
    home = _residence.c
    statement = (
        select(
            *(home.person_id, home.id, home.premises_id, home.since, home.until),
            *(_premises.c.community_code, _premises.c.grid_code, home.source),
        )
        .join_from(_residence, _premises, _premises.c.id == home.premises_id)
        .where(home.person_id.in_([*places, *seen_as]))
        .order_by(home.id)
    )
    found: defaultdict[int, list[Home]] = defaultdict(list)
    for row_id, key, premises, since, until, community, grid, source in session.execute(statement):
        person_id = seen_as.get(row_id, row_id)
        place = (community, grid) if community or grid else places.get(person_id, ("", None))
        parts = [key, premises, since, until, *place, source, row_id if row_id != person_id else 0]
        found[person_id].append(Home(*parts))
    return found


def _former_places(session: Session, seen_as: dict[int, int]) -> defaultdict[int, list[FormerPlace]]:
    """Return by person where files had found somebody before they placed him elsewhere, oldest first."""
    statement = (
        select(_item.c.person_id, _item.c.id, _item.c.value)
        .where(_item.c.person_id.in_(list(seen_as)), _PLACED)
        .order_by(_item.c.id)
    )
    found: defaultdict[int, list[FormerPlace]] = defaultdict(list)
    for row_id, key, code in session.execute(statement):
        person_id = seen_as[row_id]
        if code.isdecimal() and len(code) >= COMMUNITY_DIGITS:
            found[person_id].append(FormerPlace(key, code, row_id if row_id != person_id else 0))
    return found


def recorded_changes(session: Session, persons: Sequence[PersonState]) -> defaultdict[int, list[Recorded]]:
    """Return the standing changes of these persons and of rows that are seen as one of them, by person.

    The person's own come first, then by id; a merged row alone has none.
    """
    return _recorded(session, persons, _STANDING)


def parted_changes(session: Session, persons: Sequence[PersonState]) -> defaultdict[int, list[Recorded]]:
    """Return the changes that were withdrawn because another row told the same, the newest first."""
    found = _recorded(session, persons, _change.c.withdrawn_why == Withdrawn.MERGED.value)
    for changes in found.values():
        changes.sort(key=lambda one: -one.id)
    return found


def _recorded(
    session: Session, persons: Sequence[PersonState], wanted: ColumnElement[bool]
) -> defaultdict[int, list[Recorded]]:
    about = {row: one.id for one in persons if not one.merged for row in (one.id, *one.others)}
    change = _change.c
    statement = (
        select(change.person_id, change.id, change.kind, change.ref, change.day)
        .where(change.person_id.in_(list(about)), wanted)
        .order_by(change.id)
    )
    found: defaultdict[int, list[Recorded]] = defaultdict(list)
    for row_id, *rest in session.execute(statement):
        parts = [*rest, row_id]
        found[about[row_id]].append(Recorded(*parts))
    for person_id, changes in found.items():
        changes.sort(key=lambda one: (one.person_id != person_id, one.id))
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
    """Return whom a change of the area is about: the person as whom the row of the register is seen."""
    change = PopulationChange
    place = or_(inside(change.community_code, area), inside(change.grid_code, area))
    found = session.scalar(select(change.person_id).where(change.id == change_id, place))
    return None if found is None else kept_for(session, found)


def named_places(session: Session, codes: Collection[str]) -> dict[str, Name]:
    """Return the names of these grids and divisions by code."""
    names: dict[str, Name] = {}
    divisions = select(Division.code, Division.name, Division.name_en).where(Division.code.in_(codes))
    grids = select(Grid.code, Grid.name, Grid.name_en).where(Grid.code.in_(codes), Grid.valid_until.is_(None))
    for statement in (divisions, grids):
        names.update({code: Name(zh, en) for code, zh, en in session.execute(statement)})
    return names


def persons_of(session: Session, change_ids: Collection[int]) -> dict[int, int]:
    """Return whom these changes are about, by change: persons as whom the rows of the register are seen."""
    statement = select(_change.c.id, seen_as(_change.c.person_id)).where(_change.c.id.in_(change_ids))
    return {change_id: person_id for change_id, person_id in session.execute(statement)}  # noqa: C416 - rows
