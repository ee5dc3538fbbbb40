"""Checking the clocks of population tasks: what is kept must follow from the ledger and the stated limit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.clock_check import Difference, Value, Why
from gridcenter.domain.clocks import ClockMode, standing_deadline
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.population_tasks import StoredTask


def task_differences(task: StoredTask, *, calendar: Callable[[str], Calendar]) -> Iterator[Difference]:
    """Yield every value of a task's clock that its own ledger and limit do not give."""
    try:
        found = standing_deadline(
            calendar(task.calendar_key),
            task.limit.minutes,
            task.segments,
            yellow_percent=task.yellow_percent,
        )
    except RuleBroken as broken:
        yield _difference(task, "ledger", str(broken), None, Why.BROKEN)
        return
    edited = Why.CALENDAR if task.mode == ClockMode.WORKING else Why.UNKNOWN
    first, last = task.segments[0], task.segments[-1]
    for field, recomputed, why in (
        ("limit_minutes", task.limit.minutes, Why.UNKNOWN),
        ("mode", task.limit.mode.value, Why.UNKNOWN),
        ("started_at", first.start, Why.UNKNOWN),
        ("ended_at", last.end, Why.UNKNOWN),
        ("due_at", found.due_at, edited),
        ("yellow_at", found.yellow_at, edited),
        ("paused", found.paused, Why.UNKNOWN),
    ):
        stored: Value = getattr(task, field)
        if stored != recomputed:
            yield _difference(task, field, stored, recomputed, why)


def _difference(task: StoredTask, field: str, stored: Value, recomputed: Value, why: Why) -> Difference:
    return Difference("", None, task.id, task.rule, field, stored, recomputed, why, of_task=True)
