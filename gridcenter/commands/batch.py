"""`batch`: imports one by one: what waits in staging, what was brought, and taking one back."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.batch_lines import batch_json, batch_sentence, line_json, told_counts, undone_json
from gridcenter.commands.context import Exit, print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.import_batches import OUTCOME_NAMES, Batch, BatchState, RowOutcome, StagedLine, Undone
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.staged_leftovers import drop_forgotten
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time

SERVICES, UNDOING = "gridcenter.services.import_batches", "gridcenter.services.batch_undo"
"""Heavy, because they know every kind of file: no other command waits for them."""
NUMBER = Annotated[int, typer.Argument(metavar="NO", help=tr("number of the batch, as listed"))]
AS_JSON = Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))]


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, command, meaning in (
        (
            "list",
            list_batches,
            tr("List imports, the newest first: who brought which file, and what became of it."),
        ),
        ("show", show, tr("Show one import; of a staged one its rows, masked, with what they would change.")),
        (
            "settle",
            settle,
            tr("Say that rows in conflict are about the person who holds the number, or about another one."),
        ),
        ("apply", apply, tr("Write staged rows into the registers, matched anew.")),
        ("drop", drop, tr("Throw staged rows away.")),
        ("undo", undo, tr("Take an import of persons or premises back; what somebody built on stays.")),
    ):
        group.command(name, cls=TaskCommand, help=meaning)(command)
    app.add_typer(group, name="batch", help=tr("Imports one by one: staged, applied, dropped, undone."))


def list_batches(
    limit: Annotated[int, typer.Option(metavar="N", min=1, max=1000, help=tr("how many"))] = 20,
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    services, settings = import_module(SERVICES), load_settings()
    with usable_store(store) as opened:
        with opened.begin() as session:
            drop_forgotten(session, now=store_time(session))
        with opened.read() as session:
            found = services.batches(session, by=acting_account(session, settings.account), limit=limit)
    if as_json:
        print_json({"batches": [batch_json(one, settings.zone) for one in found]})
    elif not found:
        terminal().print(tr("Nothing was imported yet."), markup=False)
    for one in () if as_json else found:
        terminal().print(batch_sentence(one, settings.zone), markup=False)


def show(
    number: NUMBER,
    only: Annotated[
        str,
        typer.Option(
            metavar="OUTCOME",
            help=tr("only rows of this outcome: {words}").format(words=", ".join(RowOutcome)),
        ),
    ] = "",
    after: Annotated[int, typer.Option(metavar="LINE", min=0, help=tr("rows behind this line"))] = 0,
    rows: Annotated[int, typer.Option(metavar="N", min=0, max=200, help=tr("how many rows; 0: none"))] = 20,
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    services, settings = import_module(SERVICES), load_settings()
    wanted = _outcomes(only)
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
            found: Batch = services.batch(session, number, by=by)
        lines: Sequence[StagedLine] = ()
        if rows and found.state is BatchState.STAGED:
            page = services.look_through(opened, number, by=by, outcomes=wanted, after=after, limit=rows)
            lines = page.lines
    if as_json:
        print_json({**batch_json(found, settings.zone), "lines": [line_json(one) for one in lines]})
        return
    terminal().print(batch_sentence(found, settings.zone), markup=False)
    terminal().print(told_counts(found), markup=False)
    if lines:
        terminal().print(_table(lines))


def _outcomes(only: str) -> list[RowOutcome]:
    if only and only not in [*RowOutcome]:
        sentence = tr("“{value}” cannot stand for {name}: {wanted}.")
        wanted = tr("choose from {choices}").format(choices=", ".join(RowOutcome))
        raise WrongUse(sentence.format(value=only, name="--only", wanted=wanted))
    return [RowOutcome(only)] if only else []


def settle(
    number: NUMBER,
    lines: Annotated[list[int], typer.Argument(metavar="LINE…", help=tr("lines in conflict, as shown"))],
    other: Annotated[
        bool, typer.Option("--other", help=tr("another person whose number is wrong: kept beside the holder"))
    ] = False,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("why it is another person; with --other"))
    ] = "",
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by = acting_account(session, load_settings().account)
        now, services = store_time(session), import_module(SERVICES)
        if other:
            services.tell_apart(session, number, lines, reason=reason, by=by, now=now)
        else:
            services.settle_conflicts(session, number, lines, by=by, now=now)
    if as_json:
        print_json({"batch": number, "settled": sorted(set(lines)), "other": other})
        return
    sentence = tr("Settled: {n} rows are about the person who holds the number.")
    if other:
        sentence = tr("Settled: {n} rows are about another person than the one who holds the number.")
    terminal().print(sentence.format(n=len(set(lines))), markup=False)


def apply(
    number: NUMBER,
    rejects: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=tr("file for refused rows and twins")),
    ] = None,
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    refused = rejects or Path.cwd() / f"batch-{number}.rejects.csv"
    stopped = tr("Cancelled. The batch is still staged.")
    with usable_store(store) as opened, cancellable(stopped, as_json=as_json) as progress:
        report = _applied(opened, number, refused, progress)
    if as_json:
        print_json(report.as_json())
    else:
        _tell_applied(report)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if report.refused else Exit.DONE)


def _applied(opened: Store, number: int, rejects: Path, progress: Any) -> Any:
    """Apply in one transaction; its file of refused rows stays only if what it tells was committed."""
    report: Any = None
    done = False
    try:
        with opened.begin() as session:
            by, now = acting_account(session, load_settings().account), store_time(session)
            report = import_module(SERVICES).apply_batch(
                session, number, by=by, now=now, rejects=rejects, progress=progress
            )
        done = True
    finally:
        if not done and report is not None and report.rejects_path:
            report.rejects_path.unlink(missing_ok=True)
    return report


def _tell_applied(report: Any) -> None:
    counted = tr("rows {rows}, stored {accepted}, unchanged {unchanged}, twins {twins}, refused {refused}.")
    names = ("rows", "accepted", "unchanged", "twins", "refused")
    told = counted.format(**{name: getattr(report, name) for name in names})
    terminal().print(tr("{file}: {counted}").format(file=report.path.name, counted=told), markup=False)
    for warning in report.warnings:
        terminal().print(f"· {warning}", style="yellow", markup=False)
    if report.rejects_path:
        where = tr("Refused rows and twins, line by line: {file}").format(file=report.rejects_path)
        terminal().print(where, markup=False)


def drop(
    number: NUMBER,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=tr("why; may be left out"))] = "",
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        import_module(SERVICES).drop_batch(session, number, by=by, now=now, reason=reason)
    if as_json:
        print_json({"batch": number, "state": BatchState.DROPPED.value})
        return
    terminal().print(tr("Dropped: import batch no. {id}.").format(id=number), markup=False)


def undo(
    number: NUMBER,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("why; stands in the audit"))
    ] = "",
    kept: Annotated[
        Path | None,
        typer.Option(metavar="FILE", readable=False, help=tr("file for what stays, row by row")),
    ] = None,
    as_json: AS_JSON = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    wished = kept or Path.cwd() / f"batch-{number}.kept.csv"
    stopped = tr("Cancelled. Nothing of the batch was undone.")
    with usable_store(store) as opened, cancellable(stopped, as_json=as_json) as progress:
        done = _undone(opened, number, reason, wished, progress)
    if as_json:
        print_json(undone_json(done))
    else:
        _tell_undone(done)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if done.kept.total() else Exit.DONE)


def _undone(opened: Store, number: int, reason: str, kept: Path, progress: Any) -> Undone:
    found: Undone | None = None
    done = False
    try:
        with opened.begin() as session:
            by, now = acting_account(session, load_settings().account), store_time(session)
            found = import_module(UNDOING).undo_batch(
                session, number, reason=reason, by=by, now=now, kept=kept, progress=progress
            )
        done = True
    finally:
        if not done and found is not None and found.kept_path:
            found.kept_path.unlink(missing_ok=True)
    assert found is not None
    return found


def _tell_undone(done: Undone) -> None:
    sentence = tr(
        "Import batch no. {id} is undone: removed {removed}, values taken back {withdrawn}, put back {back}, "
        "left standing {kept}."
    )
    told = sentence.format(
        id=done.batch_id,
        removed=f"{done.removed.total():,}",
        withdrawn=f"{done.withdrawn:,}",
        back=f"{done.put_back.total():,}",
        kept=f"{done.kept.total():,}",
    )
    terminal().print(told, markup=False)
    if done.kept_path:
        where = tr("What stays, row by row: {file}").format(file=done.kept_path)
        terminal().print(where, markup=False)


def _table(lines: Sequence[StagedLine]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(tr("line"), justify="right")
    for title in (tr("number or code"), tr("outcome"), tr("what it would change, or why not")):
        table.add_column(title)
    for one in lines:
        said = [f"{pick(item.title)}: {item.old or '—'} → {item.new}" for item in one.evidence]
        told = [one.reason] if one.reason else []
        settled = tr(" (same person)") if one.same else tr(" (another person)") if one.other else ""
        outcome = pick(OUTCOME_NAMES[one.outcome]) + settled
        cells = (str(one.line), one.key or one.value, outcome, "; ".join([*told, *said]))
        table.add_row(*(Text(cell) for cell in cells))
    return table
