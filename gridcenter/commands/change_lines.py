"""Population changes, tasks, trials and the board in the terminal: tables for people, values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from rich.table import Table
from rich.text import Text

from gridcenter.domain.lights import LIGHT_NAMES
from gridcenter.domain.population_rules import PART_NAMES
from gridcenter.domain.population_tasks import (
    FIGURE_NAMES,
    WITHDRAWN,
    BoardLine,
    ChangeRow,
    Detected,
    Figure,
    MaskedChange,
    TaskRow,
    Trial,
    change_text,
    withdrawn_text,
)
from gridcenter.language import pick, tr

Zone = tzinfo
_Masked = Mapping[int, MaskedChange]


def detected_text(made: Detected) -> Iterator[str]:
    counts = {"found": f"{made.found:,}", "withdrawn": f"{made.withdrawn:,}", "tasks": f"{made.tasks:,}"}
    if made.baseline:
        sentence = tr(
            "Baseline: what the registers hold is known. Changes of the last days: {found}, tasks: none."
        )
        yield sentence.format(**counts)
    else:
        yield tr("Changes found: {found}, withdrawn: {withdrawn}, tasks made: {tasks}.").format(**counts)
    if made.nobody:
        yield tr("Tasks without a unit: {n}. See gridcenter changes tasks --unit -").format(n=made.nobody)


def detected_json(made: Detected) -> dict[str, Any]:
    return {
        "baseline": made.baseline,
        "persons": made.persons,
        "found": made.found,
        "withdrawn": made.withdrawn,
        "tasks": made.tasks,
        "without_unit": made.nobody,
    }


def change_table(found: Sequence[ChangeRow], masked: _Masked, now: datetime, zone: Zone) -> Table:
    table = _table(
        tr("no."), tr("day"), tr("what changed"), tr("place"), *_who_title(masked), tr("found"), tr("tasks")
    )
    for one in found:
        table.add_row(
            *_cells(
                str(one.id),
                _day(one),
                change_text(one.kind, one.ref),
                pick(one.place),
                *_who(one.id, masked),
                f"{one.found_at.astimezone(zone):%Y-%m-%d %H:%M}",
                _standing(one, now),
            )
        )
    return table


def _day(one: ChangeRow) -> str:
    return f"{one.day}" if one.day_known else tr("{day} (found)").format(day=one.day)


def _standing(one: ChangeRow, now: datetime) -> str:
    if one.withdrawn_at is not None:
        return withdrawn_text(one.withdrawn_why)
    if not one.tasks:
        return tr("from the baseline") if one.initial else tr("none")
    return " · ".join(task_standing(task, now) for task in one.tasks)


def task_standing(task: TaskRow, now: datetime) -> str:
    """Say how a task stands: its outcome, else its light."""
    if task.outcome == WITHDRAWN:
        return tr("fell away")
    light = task.light(now)
    word = pick(LIGHT_NAMES[light]) if light is not None else ""
    return f"{pick(task.outcome_name)} ({word})" if task.ended_at is not None else word


def task_table(found: Sequence[TaskRow], masked: _Masked, now: datetime, zone: Zone) -> Table:
    table = _table(
        *(tr("no."), tr("what changed"), tr("place"), *_who_title(masked), tr("unit"), tr("part")),
        *(tr("task"), tr("due"), tr("light")),
    )
    for one in found:
        table.add_row(
            *_cells(
                str(one.id),
                change_text(one.change_kind, one.change_ref),
                pick(one.place),
                *_who(one.change_id, masked),
                pick(one.unit) or tr("no unit"),
                pick(PART_NAMES[one.part]),
                pick(one.what),
                f"{one.due_at.astimezone(zone):%Y-%m-%d %H:%M}",
                task_standing(one, now),
            )
        )
    return table


def board_table(found: Sequence[BoardLine]) -> Table:
    table = _table(tr("unit"), tr("rule"))
    for figure in Figure:
        table.add_column(pick(FIGURE_NAMES[figure]), justify="right")
    for one in found:
        counts = (f"{one.count(figure):,}" for figure in Figure)
        table.add_row(*_cells(pick(one.unit) or tr("no unit"), pick(one.rule_name), *counts))
    return table


def trial_text(trial: Trial) -> str:
    sentence = tr(
        "{month}: changes {changes}, covered by the rules {covered}; tasks {tasks}. Nothing was written."
    )
    told = sentence.format(
        month=trial.month,
        changes=f"{trial.changes:,}",
        covered=f"{trial.covered:,}",
        tasks=f"{trial.tasks:,}",
    )
    return told + (tr(" Without a unit: {n}.").format(n=trial.nobody) if trial.nobody else "")


def load_table(trial: Trial) -> Table:
    table = _table(tr("unit"), tr("rule"), tr("task"))
    for title in (tr("tasks"), tr("per day"), tr("busiest day")):
        table.add_column(title, justify="right")
    for one in trial.loads:
        busiest = f"{one.busiest} ({one.busiest_day:%m-%d})"
        daily = f"{one.tasks / trial.days:.2f}"
        table.add_row(*_cells(pick(one.unit), one.rule, pick(one.what), f"{one.tasks:,}", daily, busiest))
    return table


def sample_table(sample: Sequence[MaskedChange]) -> Table:
    table = _table(tr("day"), tr("what changed"), tr("place"), tr("resident"), tr("sex"), tr("age"))
    for one in sample:
        cells = (f"{one.day}", change_text(one.kind, one.ref), pick(one.place))
        table.add_row(*_cells(*cells, one.name, pick(one.sex), one.age_band))
    return table


def _who_title(masked: _Masked) -> tuple[str, ...]:
    return (tr("resident"),) if masked else ()


def _who(change_id: int, masked: _Masked) -> tuple[str, ...]:
    if not masked:
        return ()
    one = masked.get(change_id)
    return (f"{one.name} {pick(one.sex)} {one.age_band}" if one is not None else "",)


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    return table


def _cells(*texts: str) -> tuple[Text, ...]:
    """Return cells that rich does not read as its markup."""
    return tuple(Text(text) for text in texts)


def change_json(one: ChangeRow, masked: _Masked, now: datetime, zone: Zone) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "ref": one.ref,
        "day": f"{one.day}",
        "day_known": one.day_known,
        "found_at": one.found_at.astimezone(zone).isoformat(),
        "source": one.source,
        "place": pick(one.place),
        "initial": one.initial,
        "withdrawn": one.withdrawn_why,
        **_masked_json(one.id, masked),
        "tasks": [task_json(task, now, zone, {}) for task in one.tasks],
    }


def task_json(one: TaskRow, now: datetime, zone: Zone, masked: _Masked) -> dict[str, Any]:
    light = one.light(now)
    return {
        "id": one.id,
        "change": one.change_id,
        "rule": one.rule,
        "part": one.part,
        "what": pick(one.what),
        "unit": pick(one.unit),
        "due_at": one.due_at.astimezone(zone).isoformat(),
        "light": light.value if light is not None else "",
        "paused": one.paused,
        "ended_at": one.ended_at.astimezone(zone).isoformat() if one.ended_at is not None else None,
        "outcome": one.outcome,
        "reason": one.reason,
        "by": one.actor,
        **_masked_json(one.change_id, masked),
    }


def _masked_json(change_id: int, masked: _Masked) -> dict[str, Any]:
    one = masked.get(change_id)
    return {} if one is None else {"resident": one.name, "sex": pick(one.sex), "age": one.age_band}


def board_json(one: BoardLine) -> dict[str, Any]:
    return {
        "unit": pick(one.unit),
        "unit_id": one.unit_id,
        "rule": one.rule,
        **{figure.value: one.count(figure) for figure in Figure},
    }


def trial_json(trial: Trial) -> dict[str, Any]:
    return {
        "month": trial.month,
        "changes": trial.changes,
        "covered": trial.covered,
        "tasks": trial.tasks,
        "without_unit": trial.nobody,
        "units": [
            {
                "unit": pick(one.unit),
                "rule": one.rule,
                "what": pick(one.what),
                "tasks": one.tasks,
                "per_day": round(one.tasks / trial.days, 2),
                "busiest": one.busiest,
                "busiest_day": f"{one.busiest_day}",
            }
            for one in trial.loads
        ],
        "sample": [
            {
                "day": f"{one.day}",
                "kind": one.kind.value,
                "ref": one.ref,
                "place": pick(one.place),
                "resident": one.name,
                "sex": pick(one.sex),
                "age": one.age_band,
            }
            for one in trial.sample
        ],
    }
