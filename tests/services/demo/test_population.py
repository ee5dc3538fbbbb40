"""Population changes of a demo: some weeks of them, with tasks in every light, the same for the same seed."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from gridcenter.domain.lights import Light
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.population_rules import population_rules
from gridcenter.services.progress import unwatched
from gridcenter.store.engine import Store
from gridcenter.store.models import PopulationChange, PopulationTask
from gridcenter.store.population_tasks import TaskWish, task_rows
from tests.services.demo.wednesday import WEDNESDAY
from tests.services.matters import SHANGHAI


def test_the_demo_has_changes_of_several_kinds_with_tasks_in_several_lights(wednesday: Store) -> None:
    with wednesday.read() as session:
        kinds = Counter(session.scalars(select(PopulationChange.kind)))
        rows = task_rows(session, TaskWish(""), now=WEDNESDAY, rules=population_rules())
        last = max(session.scalars(select(PopulationTask.started_at)))
    lights = {row.light(WEDNESDAY) for row in rows}
    assert {"death", "age", "move_out"} <= set(kinds)
    assert {Light.GREEN, Light.RED} <= lights
    assert any(row.outcome == "done" for row in rows)
    assert {row.unit.zh for row in rows} >= {"区公安分局", "区民政局"}
    assert all(row.ended_at is None or row.ended_at <= WEDNESDAY for row in rows)
    assert last < WEDNESDAY
    found = verify_clocks(wednesday, zone=SHANGHAI, progress=unwatched)
    assert (found.tasks, found.task_differences) == (len(rows), 0)
