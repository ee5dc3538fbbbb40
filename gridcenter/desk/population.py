"""Fills the ports of population changes: each opens its own session or transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from gridcenter.desktop.population_ports import PopulationPorts
from gridcenter.domain.people import Actor, LookupRequest, PersonCard
from gridcenter.domain.population_tasks import BoardLine, ChangeRow, MaskedChange, TaskRow, Trial
from gridcenter.services.masked_persons import AT_MOST
from gridcenter.services.population_detection import detect_changes
from gridcenter.services.population_lists import (
    LISTED_AT_MOST,
    NOT_SEEING,
    TasksWanted,
    changes_wanted,
    completion_board,
    look_up_changed,
    masked_changes,
    tasks_wanted,
)
from gridcenter.services.population_rules import population_rules
from gridcenter.services.population_tasks import complete_task, pause_task, resume_task
from gridcenter.services.population_trial import try_rules
from gridcenter.store.engine import Store, store_time


def population_ports(store: Store, actor: Actor) -> PopulationPorts | None:
    """Return what this desk may ask and do; None for a role that is shown nothing of it."""
    if actor.role in NOT_SEEING:
        return None
    rules = population_rules()

    def changes(month: str) -> Sequence[ChangeRow]:
        with store.read() as session:
            return changes_wanted(session, month=month, by=actor, now=store_time(session))

    def board(month: str) -> Sequence[BoardLine]:
        with store.read() as session:
            return completion_board(session, month=month, by=actor, now=store_time(session))

    def tasks(wanted: TasksWanted) -> Sequence[TaskRow]:
        with store.read() as session:
            return tasks_wanted(session, wanted, by=actor, now=store_time(session), limit=LISTED_AT_MOST)

    def complete(task_id: int, version: int, outcome: str, reason: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return complete_task(
                session, task_id, version=version, outcome=outcome, reason=reason, by=actor, now=now
            )

    def pause(task_id: int, version: int, reason: str) -> int:
        with store.begin() as session:
            now = store_time(session)
            return pause_task(session, task_id, version=version, reason=reason, by=actor, now=now)

    def resume(task_id: int, version: int) -> int:
        with store.begin() as session:
            return resume_task(session, task_id, version=version, by=actor, now=store_time(session))

    def names(rows: Sequence[ChangeRow | TaskRow]) -> Mapping[int, MaskedChange]:
        return masked_changes(store, rows[:AT_MOST], by=actor)

    def tried(month: str, code: str) -> Trial:
        return try_rules(store, month=month, code=code, by=actor)

    def look_up(change_id: int, request: LookupRequest) -> PersonCard | None:
        return look_up_changed(store, change_id, request, by=actor)

    return PopulationPorts(
        outcomes=[(one.code, one.name, one.needs_reason) for one in rules.outcomes.values()],
        rules=[(one.code, one.name) for one in rules.rules.values()],
        changes=changes,
        board=board,
        tasks=tasks,
        complete=complete,
        pause=pause,
        resume=resume,
        names=names,
        try_rules=tried,
        look_up=look_up,
        detect=partial(detect_changes, store, by=actor) if actor.role in rules.detectors else None,
    )
