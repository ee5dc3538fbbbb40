"""Fills the ports of population changes: each opens its own session or transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from gridcenter.desk.registers import not_done_by, watched
from gridcenter.desktop.population_ports import ALL_KNOWN, ALL_NEW, PAGE, PopulationPorts
from gridcenter.desktop.register_ports import Watch
from gridcenter.domain.people import NOT_LOOKING_UP, Actor, LookupRequest, PersonCard
from gridcenter.domain.population_tasks import (
    BoardLine,
    ChangeRow,
    ChangesPage,
    Detected,
    MaskedChange,
    TaskRow,
    Trial,
)
from gridcenter.services.masked_persons import AT_MOST
from gridcenter.services.people_access import people_access
from gridcenter.services.population_detection import detect_changes, rows_waiting
from gridcenter.services.population_lists import (
    NOT_SEEING,
    TasksWanted,
    changes_page,
    completion_board,
    look_up_changed,
    masked_changes,
    tasks_wanted,
)
from gridcenter.services.population_rules import population_rules
from gridcenter.services.population_tasks import complete_task, pause_task, resume_task
from gridcenter.services.population_trial import try_rules
from gridcenter.services.progress import Cancelled
from gridcenter.store.engine import Store, store_time


def population_ports(store: Store, actor: Actor) -> PopulationPorts | None:
    """Return what this desk may ask and do; None for a role that is shown nothing of it."""
    return None if actor.role in NOT_SEEING else _Desk(store, actor).ports()


class _Desk:
    def __init__(self, store: Store, actor: Actor) -> None:
        self._store, self._actor = store, actor

    def ports(self) -> PopulationPorts:
        rules, finds = population_rules(), self._actor.role in population_rules().detectors
        return PopulationPorts(
            outcomes=[(one.code, one.name, one.needs_reason) for one in rules.outcomes.values()],
            rules=[(one.code, one.name) for one in rules.rules.values()],
            changes=self._changes,
            board=self._board,
            tasks=self._tasks,
            complete=self._complete,
            pause=self._pause,
            resume=self._resume,
            names=self._names,
            try_rules=self._tried,
            look_up=self._look_up,
            detect=self._detect if finds else None,
            purposes=tuple(people_access().purposes_of(self._actor.role)),
            waiting=self._waiting if finds else None,
            left_out=not_done_by(
                self._actor.role,
                {"T": rules.triers - NOT_LOOKING_UP, "DP": rules.completers | rules.rulers},
            ),
        )

    def _detect(self, fill: str, watch: Watch) -> Detected | None:
        finding = partial(detect_changes, self._store, by=self._actor, progress=watched(watch))
        try:
            return finding(new_baseline=fill == ALL_KNOWN, accept_many=fill == ALL_NEW)
        except Cancelled:
            return None

    def _waiting(self) -> int:
        with self._store.read() as session:
            return rows_waiting(session, by=self._actor)

    def _changes(self, month: str, after: tuple[date, int] | None, limit: int) -> ChangesPage:
        with self._store.read() as session:
            page = partial(changes_page, session, month=month, after=after, limit=limit)
            return page(by=self._actor, now=store_time(session))

    def _board(self, month: str) -> Sequence[BoardLine]:
        with self._store.read() as session:
            return completion_board(session, month=month, by=self._actor, now=store_time(session))

    def _tasks(self, wanted: TasksWanted, skip: int) -> Sequence[TaskRow]:
        with self._store.read() as session:
            page = partial(tasks_wanted, session, wanted, skip=skip, limit=PAGE)
            return page(by=self._actor, now=store_time(session))

    def _complete(self, task_id: int, version: int, outcome: str, reason: str) -> int:
        return self._act(partial(complete_task, outcome=outcome, reason=reason), task_id, version)

    def _pause(self, task_id: int, version: int, reason: str) -> int:
        return self._act(partial(pause_task, reason=reason), task_id, version)

    def _resume(self, task_id: int, version: int) -> int:
        return self._act(resume_task, task_id, version)

    def _act(self, act: Callable[..., int], task_id: int, version: int) -> int:
        with self._store.begin() as session:
            return act(session, task_id, version=version, by=self._actor, now=store_time(session))

    def _names(self, rows: Sequence[ChangeRow | TaskRow]) -> Mapping[int, MaskedChange]:
        return masked_changes(self._store, rows[:AT_MOST], by=self._actor)

    def _tried(self, month: str, code: str) -> Trial:
        return try_rules(self._store, month=month, code=code, by=self._actor)

    def _look_up(self, change_id: int, request: LookupRequest) -> PersonCard | None:
        return look_up_changed(self._store, change_id, request, by=self._actor)
