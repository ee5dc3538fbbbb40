"""Population changes of the demo: a baseline of some weeks ago, two passes since, and tasks in every light."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.calendars import MINUTE
from gridcenter.domain.people import Actor
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.person_index import index_changed_persons
from gridcenter.services.population_detection import detect_at_once
from gridcenter.services.population_tasks import complete_task, pause_task
from gridcenter.store.models import Person, PopulationTask

BASELINE, PASSES = timedelta(days=45), (timedelta(days=20), timedelta(hours=20))
"""Before now."""
_DEATHS, _WORKED_ON = 6, 240
_ZONE = ZoneInfo("Asia/Shanghai")
_OUTCOMES = (("done", ""), ("done", ""), ("done", ""), ("known", "本人已到窗口办理"))
_AWAY = "本人外出，约定返回后上门"


def write_population_changes(session: Session, staff: Staff, *, seed: int, now: datetime) -> None:
    """Let some residents die, find what changed, and complete most tasks of the first pass; the caller commits.

    The same seed and minute give the same changes and tasks.
    """
    chance, by = Random(f"population {seed}"), _actor(staff.holding("supervisor")[0])
    minute = now.replace(second=0, microsecond=0)
    detect_at_once(session, by=by, now=minute - BASELINE)
    _let_die(session, chance, minute)
    for before in PASSES:
        detect_at_once(session, by=by, now=minute - before)
        if before is PASSES[0]:
            _work_on(session, staff, chance, minute)


def _let_die(session: Session, chance: Random, now: datetime) -> None:
    oldest = session.scalars(
        select(Person).where(Person.birth.is_not(None)).order_by(Person.birth, Person.id).limit(_DEATHS * 3)
    ).all()
    for person in chance.sample(oldest, min(_DEATHS, len(oldest))):
        person.deceased_on = (now - timedelta(days=chance.randint(2, 35))).astimezone(_ZONE).date()
    index_changed_persons(session)


def _work_on(session: Session, staff: Staff, chance: Random, now: datetime) -> None:
    """Complete most of the tasks, some late, let some clocks stand, and leave some until they are overdue."""
    tasks = session.scalars(select(PopulationTask).order_by(PopulationTask.id).limit(_WORKED_ON)).all()
    for task in tasks:
        community = staff.collectors.get(task.place_code[:12])
        by = staff.handlers.get(task.unit_id or 0) or community
        luck = chance.random()
        if by is None or luck > 0.88:
            continue
        span = (min(task.due_at, now) - task.started_at) / MINUTE
        late = 1.3 if luck > 0.8 else 0.9
        at = task.started_at + timedelta(minutes=round(span * chance.uniform(0.1, late)))
        if luck < 0.05:
            pause_task(session, task.id, version=task.version, reason=_AWAY, by=_actor(by), now=at)
        elif at < now:
            outcome, reason = chance.choice(_OUTCOMES)
            complete_task(
                *(session, task.id),
                version=task.version,
                outcome=outcome,
                reason=reason,
                by=_actor(by),
                now=at,
            )


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
