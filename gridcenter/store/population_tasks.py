"""Questions about population tasks: lists, the board, and the ledgers of their clocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.clocks import Limit, Segment
from gridcenter.domain.clocks import Unit as LimitUnit
from gridcenter.domain.names import Name
from gridcenter.domain.population_changes import ChangeKind
from gridcenter.domain.population_rules import PopulationRules
from gridcenter.domain.population_tasks import (
    WITHDRAWN,
    BoardLine,
    ChangeRow,
    Figure,
    StoredTask,
    TaskRow,
)
from gridcenter.store import models
from gridcenter.store.models import (
    Division,
    Grid,
    PopulationChange,
    PopulationTask,
    PopulationTaskSegment,
)
from gridcenter.store.types import inside

Span = tuple[datetime, datetime]
Condition = ColumnElement[bool]
_Found = tuple[Any, ...]
_Holder = aliased(models.Unit, name="holder")
ANY_UNIT = 0
"""Stands for every unit; no unit at all is None."""


@dataclass(frozen=True, slots=True)
class TaskWish:
    """Which tasks are wanted: of a unit, a rule, with a limit that ends in a span, of one figure of the board."""

    area: str
    unit_id: int | None = ANY_UNIT
    rule: str = ""
    span: Span | None = None
    figure: Figure | None = None
    change_ids: tuple[int, ...] = ()
    task_id: int = 0


def figure_condition(figure: Figure, now: datetime) -> Condition:
    """Return which tasks a figure counts, the withdrawn ones left aside."""
    task = PopulationTask
    ended = task.ended_at.is_not(None)
    told = {
        Figure.DUE: true(),
        Figure.IN_TIME: ended & (task.ended_at < task.due_at),
        Figure.LATE: ended & (task.ended_at >= task.due_at),
        Figure.OPEN: task.ended_at.is_(None),
        Figure.OVERDUE: task.ended_at.is_(None) & ~task.paused & (task.due_at <= now),
    }
    return told[figure] & (task.outcome != WITHDRAWN)


def board_lines(
    session: Session, *, area: str, span: Span | None, now: datetime, rules: PopulationRules
) -> list[BoardLine]:
    """Return the figures by unit and rule, of tasks whose limit ends in the half-open span, or of all."""
    sums = (func.sum(case((figure_condition(figure, now), 1), else_=0)) for figure in Figure)
    task = PopulationTask
    names = (func.coalesce(func.max(_Holder.name), ""), func.coalesce(func.max(_Holder.name_en), ""))
    statement = (
        select(task.unit_id, task.rule, *names, *sums)
        .join(_Holder, _Holder.id == task.unit_id, isouter=True)
        .where(_wanted(TaskWish(area, span=span), now), task.outcome != WITHDRAWN)
        .group_by(task.unit_id, task.rule)
        .order_by(func.coalesce(task.unit_id, 0), task.rule)
    )
    return [
        BoardLine(unit_id, Name(zh, en), rule, rules.rule_name(rule), *map(int, counts))
        for unit_id, rule, zh, en, *counts in session.execute(statement)
    ]


def task_rows(
    session: Session,
    wish: TaskWish,
    *,
    now: datetime,
    rules: PopulationRules,
    skip: int = 0,
    limit: int | None = None,
) -> list[TaskRow]:
    """Return the tasks wanted behind the first `skip`: open ones by deadline, then the ended ones, the latest first."""
    task = PopulationTask
    latest = case((task.ended_at.is_not(None), task.id), else_=0).desc()
    statement = _tasks().where(_wanted(wish, now))
    statement = (
        statement.order_by(task.ended_at.is_not(None), latest, task.due_at, task.id).offset(skip).limit(limit)
    )
    return [_row(*row, rules=rules) for row in session.execute(statement)]


def _wanted(wish: TaskWish, now: datetime) -> Condition:
    task = PopulationTask
    asked: list[Condition] = [inside(task.place_code, wish.area)]
    if wish.unit_id != ANY_UNIT:
        asked.append(task.unit_id == wish.unit_id)
    if wish.rule:
        asked.append(task.rule == wish.rule)
    if wish.span is not None:
        asked += [task.due_at >= wish.span[0], task.due_at < wish.span[1]]
    if wish.figure is not None:
        asked.append(figure_condition(wish.figure, now))
    if wish.task_id:
        asked.append(task.id == wish.task_id)
    if wish.change_ids:
        asked.append(task.change_id.in_(wish.change_ids))
    return _all(asked)


def _all(asked: Iterable[Condition]) -> Condition:
    found: Condition = true()
    for one in asked:
        found = found & one
    return found


def _tasks() -> Select[*_Found]:
    change, task = PopulationChange, PopulationTask
    columns = (change.kind, change.ref, change.day, _Holder.name, _Holder.name_en, *_place_names())
    return _placed(
        select(task, *columns)
        .join(change, change.id == task.change_id)
        .join(_Holder, _Holder.id == task.unit_id, isouter=True)
    )


def _place_names() -> tuple[ColumnElement[str], ...]:
    columns = (Grid.name, Grid.name_en, Division.name, Division.name_en)
    return tuple(func.coalesce(column, "") for column in columns)


def _placed(statement: Select[*_Found]) -> Select[*_Found]:
    change = PopulationChange
    grid = (Grid.code == change.grid_code) & Grid.valid_until.is_(None)
    return statement.join(Grid, grid, isouter=True).join(
        Division, Division.code == change.community_code, isouter=True
    )


def _place(grid: str, grid_en: str, community: str, community_en: str) -> Name:
    return Name(grid, grid_en) if grid else Name(community, community_en)


def _row(
    task: PopulationTask,
    kind: str,
    ref: str,
    day: date,
    unit: str | None,
    unit_en: str | None,
    *place: str,
    rules: PopulationRules,
) -> TaskRow:
    return TaskRow(
        id=task.id,
        version=task.version,
        change_id=task.change_id,
        change_kind=ChangeKind(kind),
        change_ref=ref,
        change_day=day,
        rule=task.rule,
        rule_name=rules.rule_name(task.rule),
        serial=task.serial,
        part=task.part,
        what=Name(task.what, task.what_en),
        unit_id=task.unit_id,
        unit=Name(unit or "", unit_en or ""),
        place_code=task.place_code,
        place=_place(*place),
        limit=_limit(task),
        started_at=task.started_at,
        due_at=task.due_at,
        yellow_at=task.yellow_at,
        paused=task.paused,
        ended_at=task.ended_at,
        outcome=task.outcome,
        outcome_name=rules.outcome_name(task.outcome),
        reason=task.reason,
        actor=task.actor,
    )


def _limit(task: PopulationTask) -> Limit:
    return Limit(Decimal(str(task.limit_value)), LimitUnit(task.limit_unit))


def change_rows(
    session: Session,
    *,
    area: str,
    now: datetime,
    rules: PopulationRules,
    kind: str = "",
    days: tuple[date, date] | None = None,
    change_ids: Sequence[int] = (),
    withdrawn: bool = False,
    after: tuple[date, int] | None = None,
    limit: int | None = None,
) -> list[ChangeRow]:
    """Return changes with their tasks, the latest day first, behind the (day, id) `after`; `days` is half-open."""
    change = PopulationChange
    asked = _wanted_changes(area, kind, days, change_ids, withdrawn=withdrawn)
    if after is not None:
        asked.append(or_(change.day < after[0], and_(change.day == after[0], change.id < after[1])))
    statement = _placed(select(change, *_place_names())).where(_all(asked))
    rows = session.execute(statement.order_by(change.day.desc(), change.id.desc()).limit(limit)).all()
    tasks = _tasks_by_change(session, [row[0].id for row in rows], area=area, now=now, rules=rules)
    return [_change_row(row[0], _place(*row[1:]), tasks[row[0].id]) for row in rows]


def change_total(session: Session, *, area: str, days: tuple[date, date] | None = None) -> int:
    """Count the changes of an area that hold still, as `change_rows` lists them."""
    asked = _all(_wanted_changes(area, "", days, (), withdrawn=False))
    return session.scalar(select(func.count()).select_from(PopulationChange).where(asked)) or 0


def _wanted_changes(
    area: str, kind: str, days: tuple[date, date] | None, change_ids: Sequence[int], *, withdrawn: bool
) -> list[Condition]:
    change = PopulationChange
    asked: list[Condition] = [or_(inside(change.community_code, area), inside(change.grid_code, area))]
    if kind:
        asked.append(change.kind == kind)
    if days is not None:
        asked += [change.day >= days[0], change.day < days[1]]
    if change_ids:
        asked.append(change.id.in_(change_ids))
    if not withdrawn:
        asked.append(change.withdrawn_at.is_(None))
    return asked


def _tasks_by_change(
    session: Session, change_ids: list[int], *, area: str, now: datetime, rules: PopulationRules
) -> defaultdict[int, list[TaskRow]]:
    found: defaultdict[int, list[TaskRow]] = defaultdict(list)
    if change_ids:
        wish = TaskWish(area, change_ids=tuple(change_ids))
        for row in task_rows(session, wish, now=now, rules=rules):
            found[row.change_id].append(row)
    return found


def _change_row(change: PopulationChange, place: Name, tasks: list[TaskRow]) -> ChangeRow:
    return ChangeRow(
        id=change.id,
        kind=ChangeKind(change.kind),
        ref=change.ref,
        day=change.day,
        day_known=change.day_known,
        found_at=change.found_at,
        source=change.source,
        place=place,
        initial=change.initial,
        withdrawn_at=change.withdrawn_at,
        withdrawn_why=change.withdrawn_why,
        tasks=tuple(sorted(tasks, key=lambda task: (task.rule, task.serial))),
    )


def done_before(session: Session, change_id: int | None) -> set[tuple[str, int]]:
    """Return (rule, serial) of what was completed for a change or for one that it corrected."""
    done: set[tuple[str, int]] = set()
    task = PopulationTask
    while change_id is not None:
        rows = session.execute(
            select(task.rule, task.serial).where(
                task.change_id == change_id, task.outcome.not_in(("", WITHDRAWN))
            )
        )
        done.update((rule, serial) for rule, serial in rows)
        change_id = session.scalar(
            select(PopulationChange.replaces_id).where(PopulationChange.id == change_id)
        )
    return done


def open_tasks_of(session: Session, change_ids: Sequence[int]) -> list[int]:
    task = PopulationTask
    return list(
        session.scalars(select(task.id).where(task.change_id.in_(change_ids), task.ended_at.is_(None)))
    )


def task_total(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(PopulationTask)) or 0


def stored_tasks(session: Session, *, after: int, count: int) -> list[StoredTask]:
    """Return up to `count` tasks whose ids follow `after`, by id, with their ledgers."""
    task = PopulationTask
    found = session.scalars(select(task).where(task.id > after).order_by(task.id).limit(count)).all()
    ledgers = segments_of(session, [one.id for one in found])
    return [_stored(one, ledgers[one.id]) for one in found]


def segments_of(session: Session, task_ids: Sequence[int]) -> defaultdict[int, list[Segment]]:
    segment = PopulationTaskSegment
    statement = (
        select(segment).where(segment.task_id.in_(task_ids)).order_by(segment.task_id, segment.sequence)
    )
    found: defaultdict[int, list[Segment]] = defaultdict(list)
    for one in session.scalars(statement):
        found[one.task_id].append(Segment(one.started_at, one.ended_at, one.running, Name(one.ground)))
    return found


def _stored(task: PopulationTask, segments: list[Segment]) -> StoredTask:
    return StoredTask(
        id=task.id,
        rule=task.rule,
        limit=_limit(task),
        mode=task.mode,
        limit_minutes=task.limit_minutes,
        calendar_key=task.calendar_key,
        yellow_percent=task.yellow_percent,
        started_at=task.started_at,
        due_at=task.due_at,
        yellow_at=task.yellow_at,
        paused=task.paused,
        ended_at=task.ended_at,
        segments=segments,
    )
