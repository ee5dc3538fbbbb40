"""`changes`: population changes found in the registers, and the tasks they make for the units concerned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands import change_lines as lines
from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.domain.population_tasks import FIGURE_NAMES, Figure, TaskRow
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.population_detection import detect_changes
from gridcenter.services.population_lists import (
    LISTED_AT_MOST,
    TasksWanted,
    changes_wanted,
    completion_board,
    masked_changes,
    task_with_id,
    tasks_wanted,
    unit_by_code,
)
from gridcenter.services.population_rules import rules_of_file
from gridcenter.services.population_tasks import complete_task, pause_task, resume_task
from gridcenter.services.population_trial import try_rules
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, work, meaning in (
        ("detect", detect, tr("Find what changed in the registers since the last pass, and make the tasks.")),
        ("list", list_changes, tr("List changes with the lights of their tasks.")),
        ("try", try_month, tr("Tell what rules would have made of a month's changes; writes nothing.")),
        ("tasks", list_tasks, tr("List tasks: of a unit, a rule, a month, or behind a number of the board.")),
        ("complete", complete, tr("Complete a task with an outcome.")),
        ("pause", pause, tr("Let the clock of a task stand: the resident is away.")),
        ("resume", resume, tr("Let the clock of a task run again.")),
        ("board", board, tr("Count tasks by unit and rule: due, in time, late, open.")),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(work)
    app.add_typer(group, name="changes", help=tr("Population changes and the tasks they make for units."))


def _json() -> Any:
    return typer.Option("--json", help=tr("answer as JSON"))


def _people() -> Any:
    return typer.Option("--people", help=tr("with masked names; the audit keeps that you asked"))


def _due_month() -> Any:
    return typer.Option(metavar="YYYY-MM", help=tr("whose limit ends in this month"))


def _task() -> Any:
    return typer.Argument(metavar="NO", help=tr("no. of the task, as listed"))


def detect(
    baseline: Annotated[
        bool, typer.Option("--baseline", help=tr("take what the registers hold now as known: no tasks"))
    ] = False,
    accept_all: Annotated[
        bool, typer.Option("--all", help=tr("many new rows are no initial fill: make their tasks"))
    ] = False,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    stopped = tr("Stopped. What was found so far is kept; the next pass finds the rest.")
    with usable_store(store) as opened, cancellable(stopped, as_json=as_json) as progress:
        by = _account(opened)
        made = detect_changes(opened, by=by, new_baseline=baseline, accept_many=accept_all, progress=progress)
    if as_json:
        print_json(lines.detected_json(made))
    else:
        for sentence in lines.detected_text(made):
            terminal().print(sentence, markup=False)


def list_changes(
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help=tr("only this month"))] = "",
    kind: Annotated[str, typer.Option(metavar="KIND", help=tr("only this kind: birth, move_in …"))] = "",
    withdrawn: Annotated[
        bool, typer.Option("--withdrawn", help=tr("also changes that do not hold any more"))
    ] = False,
    people: Annotated[bool, _people()] = False,
    limit: Annotated[
        int, typer.Option(min=1, max=LISTED_AT_MOST, metavar="N", help=tr("at most so many"))
    ] = 50,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        by = _account(opened)
        with opened.read() as session:
            now = store_time(session)
            found = changes_wanted(
                session, month=month, kind=kind, withdrawn=withdrawn, by=by, now=now, limit=limit
            )
        masked = masked_changes(opened, found, by=by) if people else {}
    if as_json:
        print_json({"changes": [lines.change_json(one, masked, now, _zone()) for one in found]})
        return
    _show(lines.change_table(found, masked, now, _zone()) if found else None, tr("No changes."))


def try_month(
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help=tr("month of the changes"))],
    rule: Annotated[
        str, typer.Option(metavar="CODE|FILE", help=tr("one rule in force, or a file (.yaml) of rules"))
    ] = "",
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    from_file = rule.lower().endswith((".yaml", ".yml"))
    rules = rules_of_file(Path(rule)) if from_file else None
    stopped = tr("Stopped. Nothing was written.")
    with usable_store(store) as opened, cancellable(stopped, as_json=as_json) as progress:
        trial = try_rules(
            opened,
            month=month,
            by=_account(opened),
            rules=rules,
            code="" if from_file else rule,
            progress=progress,
        )
    if as_json:
        print_json(lines.trial_json(trial))
        return
    terminal().print(lines.trial_text(trial), markup=False)
    if trial.loads:
        terminal().print(lines.load_table(trial))
    if trial.sample:
        terminal().print(lines.sample_table(trial.sample))


def list_tasks(
    unit: Annotated[
        str, typer.Option(metavar="CODE", help=tr("only of this unit; - for those without"))
    ] = "",
    rule: Annotated[str, typer.Option(metavar="CODE", help=tr("only of this rule"))] = "",
    month: Annotated[str, _due_month()] = "",
    figure: Annotated[
        str, typer.Option(metavar="NAME", help=tr("only due, in_time, late, open or overdue ones"))
    ] = "",
    people: Annotated[bool, _people()] = False,
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        by = _account(opened)
        with opened.read() as session:
            now = store_time(session)
            wanted = TasksWanted(unit_by_code(session, unit), rule, month, _figure(figure))
            found = tasks_wanted(session, wanted, by=by, now=now, limit=LISTED_AT_MOST)
        masked = masked_changes(opened, found, by=by) if people else {}
    if as_json:
        print_json({"tasks": [lines.task_json(one, now, _zone(), masked) for one in found]})
        return
    _show(lines.task_table(found, masked, now, _zone()) if found else None, tr("No tasks."))


def complete(
    key: Annotated[int, _task()],
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help=tr("done, or another one of the rules"))],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why; some outcomes need it"))] = "",
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    act = partial(complete_task, outcome=outcome, reason=reason)
    _tell(_acted(store, key, act), tr("Completed: no. {id} · {what} · {outcome}"), as_json)


def pause(
    key: Annotated[int, _task()],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why the clock stands"))] = "",
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    act = partial(pause_task, reason=reason)
    _tell(_acted(store, key, act), tr("The clock stands: no. {id} · {what}"), as_json)


def resume(
    key: Annotated[int, _task()],
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    _tell(_acted(store, key, resume_task), tr("The clock runs again: no. {id} · {what}"), as_json)


def board(
    month: Annotated[str, _due_month()] = "",
    as_json: Annotated[bool, _json()] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        found = completion_board(session, month=month, by=by, now=now)
    if as_json:
        print_json({"month": month, "lines": [lines.board_json(one) for one in found]})
        return
    _show(lines.board_table(found) if found else None, tr("No tasks."))


def _acted(store: str, key: int, act: Callable[..., int]) -> TaskRow:
    """Do something with a task as it stands, and return it as it stands then."""
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        task = task_with_id(session, key, by=by, now=now)
        act(session, key, version=task.version, by=by, now=now)
        return task_with_id(session, key, by=by, now=now)


def _tell(task: TaskRow, sentence: str, as_json: bool) -> None:
    if as_json:
        print_json({"id": task.id, "outcome": task.outcome, "paused": task.paused, "version": task.version})
        return
    told = sentence.format(id=task.id, what=pick(task.what), outcome=pick(task.outcome_name))
    terminal().print(told, markup=False)


def _show(table: Table | None, otherwise: str) -> None:
    if table is None:
        terminal().print(otherwise, markup=False)
    else:
        terminal().print(table)


def _account(store: Store) -> Actor:
    with store.read() as session:
        return acting_account(session, load_settings().account)


def _zone() -> lines.Zone:
    return load_settings().zone


def _figure(text: str) -> Figure | None:
    if not text:
        return None
    if text not in {one.value for one in Figure}:
        sentence = tr("there is no figure “{name}”: name one of {known}")
        raise BadInput(sentence.format(name=text, known=", ".join(one.value for one in FIGURE_NAMES)))
    return Figure(text)
