"""Queries about rolls: those asked for, their files, and the persons in one, in the order in which they are written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, defer

from gridcenter.domain.register_conditions import PERSON, Condition
from gridcenter.domain.roll_members import holds_any
from gridcenter.store.models import Division, Grid, Person, PersonMerge, Roll, RollFile
from gridcenter.store.person_merges import is_merged
from gridcenter.store.register_conditions import meets, subject_rows
from gridcenter.store.register_passes import in_area
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of

PORTION = 2000
_person = table_of(Person)


def rolls_of(
    session: Session, *, area: str, account_id: int, limit: int, behind: int = 0, roll_id: int = 0
) -> list[Roll]:
    """Return the newest rolls within an area, or asked for by the account, the newest first.

    `behind`: those that were asked for before the one with this number; `roll_id`: that one alone.
    """
    wanted = select(Roll).where(_listed(area, account_id))
    if behind:
        wanted = wanted.where(Roll.id < behind)
    if roll_id:
        wanted = wanted.where(Roll.id == roll_id)
    return list(session.scalars(wanted.order_by(Roll.id.desc()).limit(limit)))


def rolls_counted(session: Session, *, area: str, account_id: int) -> tuple[int, int]:
    """Return how many rolls `rolls_of` lists on all pages, and how many of them wait for a decision."""
    waiting = func.count().filter(Roll.decided_at.is_(None))
    total, undecided = session.execute(select(func.count(), waiting).where(_listed(area, account_id))).one()
    return total, undecided


def _listed(area: str, account_id: int) -> ColumnElement[bool]:
    rolls = table_of(Roll)
    return in_area(rolls.c.area, rolls.c.area, area) | (rolls.c.asker_id == account_id)


def files_of(session: Session, roll_ids: Collection[int]) -> dict[int, list[RollFile]]:
    """Return the files of rolls without their members, in the order in which they were begun."""
    statement = select(RollFile).where(RollFile.roll_id.in_(sorted(roll_ids))).order_by(RollFile.id)
    found: defaultdict[int, list[RollFile]] = defaultdict(list)
    for one in session.scalars(statement.options(defer(RollFile.members))):
        found[one.roll_id].append(one)
    return found


def begun_at(session: Session, file_ids: Collection[int]) -> dict[int, Any]:
    """Return when files were begun, by id."""
    statement = select(RollFile.id, RollFile.begun_at).where(RollFile.id.in_(sorted(file_ids)))
    return {row.id: row.begun_at for row in session.execute(statement)}


def file_before(session: Session, roll: Roll, file_id: int) -> RollFile | None:
    """Return the last file written before this one of the same roll in the same area, whoever asked for it."""
    statement = (
        select(RollFile)
        .join(Roll, Roll.id == RollFile.roll_id)
        .where(
            Roll.key == roll.key,
            Roll.area == roll.area,
            RollFile.id < file_id,
            RollFile.members.is_not(None),
        )
    )
    return session.scalar(statement.order_by(RollFile.id.desc()).limit(1))


def exports_naming(session: Session, number: str) -> list[str]:
    """Return the export ids of the files in which a person registered with this ID number stood.

    A row that was seen as another one at that time stood there as that one.
    """
    persons = list(session.scalars(select(Person.id).where(Person.id_number == number)))
    if not persons:
        return []
    merge = PersonMerge
    merges = session.execute(
        select(merge.kept_id, merge.at, merge.undone_at).where(merge.merged_id.in_(persons))
    ).all()
    columns = (RollFile.export_id, RollFile.begun_at, RollFile.members)
    statement = select(*columns).where(RollFile.members.is_not(None)).order_by(RollFile.id)
    found = []
    for export, begun, content in session.execute(statement.execution_options(yield_per=1)):
        then = [kept for kept, at, undone in merges if at <= begun and (undone is None or undone >= begun)]
        if content is not None and holds_any(content, [*persons, *then]):
            found.append(export)
    return found


def members(
    session: Session, condition: Condition, columns: Sequence[str], *, area: str, day: date
) -> Generator[Sequence[Any]]:
    """Yield id and the named columns of everyone who meets the condition: by community, grid and id.

    Whoever stops in the middle closes it.
    """
    rows = subject_rows(PERSON)
    statement = (
        select(_person.c.id, *(standing_value(_person, name) for name in columns))
        .where(
            in_area(_person.c.community_code, _person.c.grid_code, area),
            ~is_merged(_person.c.id),
            meets(condition, rows, day=day),
        )
        .order_by(_person.c.community_code, _person.c.grid_code, _person.c.id)
    )
    with session.execute(statement.execution_options(yield_per=PORTION)) as found:
        yield from found


def names_of_places(session: Session) -> list[tuple[str, str, str]]:
    """Return (code, name, English name) of divisions and of present grids."""
    grids = select(Grid.code, Grid.name, Grid.name_en).where(Grid.valid_until.is_(None))
    divisions = select(Division.code, Division.name, Division.name_en)
    return [(code, zh, en) for found in (divisions, grids) for code, zh, en in session.execute(found)]
