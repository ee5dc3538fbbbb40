"""Population tasks (一对接两跟进): made with their clocks, paused and resumed, completed, ended with their change.

A task is a row of its own and no incident: three for each change would drown queue, map, wall and the rates of a
month, which count matters and not the upkeep of registers; an incident has no place for whom it is about, and its
text may not name anybody. The clocks are those of incidents: segments, working calendar, lights by percentages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.calendars import CONTINUOUS, Calendar, WorkingCalendar
from gridcenter.domain.clocks import (
    ClockMode,
    Segment,
    calendar_for,
    pause,
    resume,
    standing_deadline,
    stop,
)
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.population_rules import KnownUnit, PopulationRules, TaskRule
from gridcenter.domain.population_tasks import WITHDRAWN
from gridcenter.language import tr
from gridcenter.services.ledger import CONTINUOUS_KEY
from gridcenter.services.population_rules import population_rules
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.store.audit import AuditRow, append_entry, locked_chain_end
from gridcenter.store.bulk import insert_rows, take_ids
from gridcenter.store.calendars import calendar_edition
from gridcenter.store.models import PopulationTask, PopulationTaskSegment, Unit
from gridcenter.store.population_tasks import segments_of

POPULATION_TASK = "population_task"
"""Action of the audit rows."""
TASK_COLUMNS = (
    *(
        "id",
        "change_id",
        "rule",
        "rules_version",
        "serial",
        "part",
        "unit_kind",
        "unit_id",
        "what",
        "what_en",
    ),
    *("place_code", "calendar_key", "mode", "limit_value", "limit_unit", "limit_minutes", "yellow_percent"),
    *("started_at", "due_at", "yellow_at"),
)
SEGMENT_COLUMNS = ("task_id", "sequence", "started_at", "running")
COMPLETE, PAUSE, RESUME = "complete", "pause", "resume"


@dataclass(frozen=True, slots=True)
class NewTask:
    change_id: int
    rule: str
    task: TaskRule
    unit: KnownUnit | None
    place_code: str


def write_tasks(
    session: Session,
    tasks: Sequence[NewTask],
    *,
    rules: PopulationRules,
    calendar: WorkingCalendar,
    now: datetime,
) -> None:
    """Store new tasks with their clocks running from `now`; the caller owns the transaction and announces them."""
    ids = take_ids(session, PopulationTask, len(tasks)) if tasks else ()
    rows = [
        (key, *_row(one, rules=rules, calendar=calendar, now=now))
        for key, one in zip(ids, tasks, strict=True)
    ]
    insert_rows(session, PopulationTask, TASK_COLUMNS, rows)
    insert_rows(session, PopulationTaskSegment, SEGMENT_COLUMNS, [(key, 1, now, True) for key in ids])


def _row(
    one: NewTask, *, rules: PopulationRules, calendar: WorkingCalendar, now: datetime
) -> tuple[object, ...]:
    limit, begun = one.task.limit, [Segment(now, None, running=True)]
    counted = calendar_for(limit.mode, calendar)
    found = standing_deadline(counted, limit.minutes, begun, yellow_percent=rules.yellow_percent)
    return (
        one.change_id,
        one.rule,
        rules.version,
        one.task.serial,
        one.task.part,
        one.task.unit,
        one.unit.id if one.unit is not None else None,
        one.task.what.zh,
        one.task.what.en,
        one.place_code,
        calendar.key if limit.mode is ClockMode.WORKING else CONTINUOUS_KEY,
        limit.mode.value,
        float(limit.value),
        limit.unit.value,
        limit.minutes,
        rules.yellow_percent,
        now,
        found.due_at,
        found.yellow_at,
    )


def complete_task(
    session: Session, task_id: int, *, version: int, outcome: str, reason: str = "", by: Actor, now: datetime
) -> int:
    """End a task with an outcome, once, and return its new version; the caller owns the transaction.

    The same outcome with the same reason by the same account again changes nothing: a retried request is harmless.

    Raises:
        RuleBroken: Not this person's task, it has ended already, or it was changed meanwhile.
        BadInput: There is no such outcome, or it needs a reason.
    """
    task = _locked(session, task_id, by)
    said = _checked(outcome, reason)
    if task.ended_at is not None and (task.actor_id, task.outcome, task.reason) == (
        by.account_id,
        outcome,
        said,
    ):
        return task.version
    _refuse(session, task, version, by)
    _audit(session, f"{COMPLETE} {task.id} {outcome}", by=by, now=now)
    _turn(session, task, stop(_ledger(session, task), at=now))
    task.outcome, task.reason = outcome, said
    task.actor_id, task.actor, task.actor_role = by.account_id, by.name, by.role
    session.flush()
    return task.version


def pause_task(session: Session, task_id: int, *, version: int, reason: str, by: Actor, now: datetime) -> int:
    """Let the clock of a task stand, because the resident is away or for another reason; return the new version.

    Raises:
        RuleBroken: Not this person's task, it stands or has ended already, or it was changed meanwhile.
        BadInput: There is no reason, or it is too long.
    """
    task = _locked(session, task_id, by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the clock of the task stands"))
    _refuse(session, task, version, by)
    if task.paused:
        raise RuleBroken(tr("the clock of this task stands already"))
    _audit(session, f"{PAUSE} {task.id}", by=by, now=now)
    _turn(session, task, pause(_ledger(session, task), at=now, ground=Name(said)))
    session.flush()
    return task.version


def resume_task(session: Session, task_id: int, *, version: int, by: Actor, now: datetime) -> int:
    """Let the clock of a task run again and return the new version; raises as `pause_task` does."""
    task = _locked(session, task_id, by)
    _refuse(session, task, version, by)
    if not task.paused:
        raise RuleBroken(tr("the clock of this task runs already"))
    _audit(session, f"{RESUME} {task.id}", by=by, now=now)
    _turn(session, task, resume(_ledger(session, task), at=now, ground=Name("")))
    session.flush()
    return task.version


def end_withdrawn(session: Session, task_ids: Iterable[int], *, why: str, now: datetime) -> None:
    """End open tasks because their change does not hold any more; the caller owns the transaction."""
    wanted = select(PopulationTask).where(PopulationTask.id.in_(list(task_ids)))
    for task in session.scalars(wanted.with_for_update().execution_options(populate_existing=True)):
        if task.ended_at is None:
            _turn(session, task, stop(_ledger(session, task), at=now))
            task.outcome, task.reason = WITHDRAWN, why
    session.flush()


def why_not_complete(unit: Unit | None, by: Actor) -> str:
    """Return why this person neither completes nor pauses a task of this unit; empty when he may.

    A community works for its grid teams, too: the unit above completes what the one below has to do.
    """
    rules = population_rules()
    if by.role in rules.rulers:
        return ""
    if by.role not in rules.completers:
        return tr("your role does not complete population tasks")
    if unit is None or by.unit_id is None or by.unit_id not in (unit.id, unit.parent_id):
        return tr("this task belongs to another unit")
    return ""


def _locked(session: Session, task_id: int, by: Actor) -> PopulationTask:
    task = session.get(PopulationTask, task_id, with_for_update=True, populate_existing=True)
    if task is None or not within(task.place_code, by.area):
        raise RuleBroken(tr("there is no such task in your area"))
    return task


def _refuse(session: Session, task: PopulationTask, version: int, by: Actor) -> None:
    unit = session.get(Unit, task.unit_id) if task.unit_id is not None else None
    sentence = why_not_complete(unit, by)
    if sentence:
        raise RuleBroken(sentence)
    if task.outcome == WITHDRAWN:
        raise RuleBroken(tr("this task fell away: its change does not hold any more. Your text is kept"))
    if task.ended_at is not None:
        raise RuleBroken(tr("{who} completed this task already. Your text is kept").format(who=task.actor))
    if task.version != version:
        raise RuleBroken(tr("this task changed meanwhile. Your text is kept: check and send again"))


def _checked(outcome: str, reason: str) -> str:
    """Return the reason of an outcome; raises as `complete_task` does."""
    known = population_rules().outcomes
    if outcome not in known:
        sentence = tr("there is no outcome “{outcome}”: choose one of {known}")
        raise BadInput(sentence.format(outcome=outcome, known=", ".join(known)))
    said = check_length(reason, longest=LONGEST_REASON)
    if known[outcome].needs_reason and not said:
        raise BadInput(tr("this outcome needs a reason: write it"))
    return said


def _ledger(session: Session, task: PopulationTask) -> list[Segment]:
    return segments_of(session, [task.id])[task.id]


def _turn(session: Session, task: PopulationTask, ledger: Sequence[Segment]) -> None:
    """Write a ledger that goes on from the stored one, and what follows from it."""
    stored = session.scalars(
        select(PopulationTaskSegment)
        .where(PopulationTaskSegment.task_id == task.id)
        .order_by(PopulationTaskSegment.sequence)
    ).all()
    for row, segment in zip(stored, ledger, strict=False):
        if row.ended_at is None:
            row.ended_at = segment.end
    session.add_all(
        PopulationTaskSegment(
            task_id=task.id,
            sequence=sequence,
            started_at=segment.start,
            ended_at=segment.end,
            running=segment.running,
            ground=segment.ground.zh,
        )
        for sequence, segment in enumerate(ledger[len(stored) :], start=len(stored) + 1)
    )
    found = standing_deadline(
        _calendar(session, task), task.limit_minutes, ledger, yellow_percent=task.yellow_percent
    )
    task.due_at, task.yellow_at, task.paused = found.due_at, found.yellow_at, found.paused
    task.ended_at = ledger[-1].end


def _calendar(session: Session, task: PopulationTask) -> Calendar:
    return CONTINUOUS if task.mode == ClockMode.CONTINUOUS else calendar_edition(session, task.calendar_key)


def _audit(session: Session, fields: str, *, by: Actor, now: datetime) -> None:
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Population tasks need an active account: the audit needs a name."))
    line = AuditRow(
        now, by.account_id, POPULATION_TASK, DONE, purpose="", incident_number="", reason="", subject_hash=""
    )
    append_entry(session, end, line._replace(fields=fields))
