"""`roll`: lists of residents for one purpose: asked for, approved by another person, written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.rolls import STATE_NAMES, FileOutcome, RollFileLine, RollLine
from gridcenter.domain.typed_times import read_day
from gridcenter.language import listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.rolls import (
    LISTED_AT_ONCE,
    approve_roll,
    ask_roll,
    refuse_roll,
    roll_with_id,
    rolls_page,
)
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, help_text, command in (
        ("ask", tr("Ask for a roll; somebody else approves it."), ask),
        (
            "list",
            tr("List rolls: who asked, who decided, what was written; nobody in them is named."),
            list_rolls,
        ),
        ("approve", tr("Approve a roll that somebody else asked for."), approve),
        ("refuse", tr("Refuse a roll, and say why."), refuse),
        ("write", tr("Write an approved roll to .xlsx or .csv."), write),
    ):
        group.command(name, cls=TaskCommand, help=help_text)(command)
    app.add_typer(
        group, name="roll", help=tr("Rolls, such as voters: for one purpose, approved by a second person.")
    )


def _number() -> Any:
    return typer.Argument(metavar="NO", help=tr("no. of the roll, as listed"))


def ask(
    key: Annotated[str, typer.Argument(metavar="ROLL", help=tr("which roll, such as voters"))],
    purpose: Annotated[str, typer.Option(metavar="TEXT", help=tr("what it is for; stands in the file"))] = "",
    day: Annotated[str, typer.Option(metavar="DAY", help=tr("for which day; left out, today"))] = "",
    area: Annotated[str, typer.Option(metavar="CODE", help=tr("a part of one's own area"))] = "",
    unmasked: Annotated[
        bool,
        typer.Option("--unmasked", help=tr("ask for columns without their masks, where the roll has such")),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
            wanted = read_day(day, zone=settings.zone, now=store_time(session)) if day else None
        made = ask_roll(opened, key, purpose=purpose, day=wanted, area=area, open_columns=unmasked, by=by)
        line = _line(opened, made)
    if as_json:
        print_json(_json(line, settings.zone))
        return
    sentence = tr("Asked for: roll no. {id}, {name}, {n} rows. Somebody else approves it.")
    told = sentence.format(id=line.id, name=pick(line.name), n=f"{line.expected:,}")
    terminal().print(told, markup=False)


def list_rolls(
    behind: Annotated[
        int,
        typer.Option("--behind", metavar="NO", min=0, help=tr("asked for before the roll with this number")),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, settings.account)
        page = rolls_page(session, by=by, now=store_time(session), behind=behind)
    lines = page.rows
    if as_json:
        print_json({"rolls": [_json(line, settings.zone) for line in lines], "total": page.total})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(tr("no."), justify="right")
    titles = (tr("roll"), tr("day"), tr("area"), tr("rows"), tr("asked by"), tr("purpose"), tr("state"))
    for title in (*titles, tr("files")):
        table.add_column(title)
    for line in lines:
        table.add_row(*(Text(cell) for cell in _cells(line)))
    terminal().print(table)
    if len(lines) < page.total:
        _tell_rest(lines, page.total)


def approve(
    key: Annotated[int, _number()],
    unmasked: Annotated[
        bool, typer.Option("--unmasked", help=tr("also approve the columns without their masks"))
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("a remark; it is kept"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        line = _line(opened, key)
        with opened.begin() as session:
            by = acting_account(session, load_settings().account)
            now = store_time(session)
            approve_roll(
                session, key, version=line.version, open_columns=unmasked, reason=reason, by=by, now=now
            )
    terminal().print(tr("Approved: roll no. {id}.").format(id=key), markup=False)


def refuse(
    key: Annotated[int, _number()],
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why; it is kept"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        line = _line(opened, key)
        with opened.begin() as session:
            by = acting_account(session, load_settings().account)
            refuse_roll(session, key, version=line.version, reason=reason, by=by, now=store_time(session))
    terminal().print(tr("Refused: roll no. {id}.").format(id=key), markup=False)


def write(
    key: Annotated[int, _number()],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="FILE", readable=False, help=tr("file to write, .xlsx or .csv")),
    ],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    files = import_module("gridcenter.services.roll_files")  # heavy: no other command waits for it
    stopped = tr("Stopped: no file was written.")
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        with cancellable(stopped, as_json=as_json) as progress:
            written = files.write_roll(opened, key, out, by=by, zone=settings.zone, progress=progress)
    if as_json:
        print_json(_written_json(written, out))
        return
    told = tr("Written: {file}, rows {n}").format(n=f"{written.rows:,}", file=out)
    terminal().print(told, markup=False)
    terminal().print(
        tr("Export {id}, content {hash}").format(id=written.export_id, hash=written.content_hash),
        markup=False,
    )
    if written.differences is not None:
        terminal().print(_difference_words(written.differences, settings.zone), markup=False)


def _line(store: Store, key: int) -> RollLine:
    """Return one roll as it is listed.

    Raises:
        RuleBroken: It is not there for this account.
    """
    with store.read() as session:
        by = acting_account(session, load_settings().account)
        return roll_with_id(session, key, by=by, now=store_time(session))


def _tell_rest(lines: Sequence[RollLine], total: int) -> None:
    """Say that these are not all rolls, and how the older ones are listed."""
    words = tr("{n} of {all} rolls.").format(n=len(lines), all=f"{total:,}")
    further = len(lines) == LISTED_AT_ONCE
    older = tr("Older ones: --behind {no}").format(no=lines[-1].id) if further else ""
    terminal().print(f"{words} {older}".strip(), markup=False)


def _cells(line: RollLine) -> tuple[str, ...]:
    state = pick(STATE_NAMES[line.state])
    masks = tr("without masks: {columns}").format(columns=listed(line.opens)) if line.opens else ""
    return (
        str(line.id),
        pick(line.name),
        line.day.isoformat(),
        line.area,
        f"{line.expected:,}",
        line.asker,
        line.purpose,
        " · ".join(part for part in (state, line.decider, line.decision_reason, masks) if part),
        "; ".join(f"{one.export_id} {_outcome(one)}" for one in line.files),
    )


def _outcome(one: RollFileLine) -> str:
    words = {
        FileOutcome.BEGUN: tr("begun"),
        FileOutcome.WRITTEN: tr("rows {n}").format(n=f"{one.rows or 0:,}"),
        FileOutcome.CANCELLED: tr("stopped"),
        FileOutcome.FAILED: tr("failed"),
    }
    return words[one.outcome]


def _difference_words(differences: Any, zone: tzinfo) -> str:
    sentence = tr("Since the roll of {time}: {added} came, {removed} went, {changed} have another row.")
    return sentence.format(
        time=f"{differences.before.astimezone(zone):%Y-%m-%d %H:%M}",
        added=f"{differences.added:,}",
        removed=f"{differences.removed:,}",
        changed=f"{differences.changed:,}",
    )


def _written_json(written: Any, out: Path) -> dict[str, Any]:
    answer = {
        "file": str(out),
        "export": written.export_id,
        "rows": written.rows,
        "content": written.content_hash,
    }
    if written.differences is not None:
        differences = written.differences
        answer["since_before"] = {
            "added": differences.added,
            "removed": differences.removed,
            "changed": differences.changed,
        }
    return answer


def _json(line: RollLine, zone: tzinfo) -> dict[str, Any]:
    return {
        "id": line.id,
        "roll": line.key,
        "version": line.definition_version,
        "definition": line.digest,
        "day": line.day.isoformat(),
        "area": line.area,
        "purpose": line.purpose,
        "expected": line.expected,
        "unmasked_asked": line.open_columns,
        "unmasked_granted": line.open_granted,
        "asked_by": line.asker,
        "asked_at": line.asked_at.astimezone(zone).isoformat(),
        "state": line.state,
        "decided_by": line.decider,
        "reason": line.decision_reason,
        "files": [
            {
                "export": one.export_id,
                "form": one.form,
                "outcome": one.outcome or "begun",
                "rows": one.rows,
                "content": one.content_hash,
            }
            for one in line.files
        ],
    }
