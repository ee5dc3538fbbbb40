"""`visits`: who is due in a grid, visits made, and the list as a file to take along; masked."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.table import Table

from gridcenter.commands.context import SHOWN, print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.visits import (
    NOTED_NAMES,
    OUTCOME_NAMES,
    DueVisit,
    PastVisit,
    VisitSubject,
    due_words,
)
from gridcenter.language import by_count, listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.visits import (
    VisitPage,
    correct_visit,
    export_visits,
    past_visits,
    record_visit,
    visit_grids,
    visit_list,
)
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time

Outcome = Literal["met", "not_at_home", "moved", "declined"]
Corrected = Literal["met", "not_at_home", "moved", "declined", "void"]
_WHOM = re.compile(r"([hp])([0-9]{1,9})")


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    for name, task, words in (
        (
            "list",
            list_due,
            tr("Who is due for a visit in a grid, and why; masked, the audit keeps that you asked."),
        ),
        ("record", record, tr("Record a visit: who was met, or why not.")),
        ("past", past, tr("The last visits to a household or person, with their notes; audited first.")),
        (
            "correct",
            correct,
            tr("Replace a visit that was noted wrongly by a new line; the old one stays in the history."),
        ),
        ("export", export, tr("Write the list of a grid to a file to take along; masked, audited first.")),
    ):
        group.command(name, cls=TaskCommand, help=words)(task)
    app.add_typer(group, name="visits", help=tr("Visits to households, grid by grid."))


def _grid() -> Any:
    return typer.Argument(metavar="GRID", help=tr("code of the grid; without one, your grids are listed"))


def list_due(
    grid: Annotated[str, _grid()] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help=tr("lines at most"))] = SHOWN,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened:
        if not grid:
            _tell_grids(opened, settings.account, as_json=as_json)
            return
        with opened.read() as session:
            by = acting_account(session, settings.account)
        page = visit_list(opened, grid, by=by, zone=settings.zone, limit=limit)
    if as_json:
        print_json(
            {"grid": grid, "due": [_json(one, page) for one in page.rows], "more": page.after is not None}
        )
        return
    _tell(page)


def record(
    whom: Annotated[str, typer.Argument(metavar="WHOM", help=tr("as the list names it: h12 or p34"))],
    outcome: Annotated[Outcome, typer.Argument(metavar="OUTCOME", help=tr("what came of it"))],
    day: Annotated[
        str, typer.Option("--day", metavar="DAY", help=tr("day of the visit; today without it"))
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=tr("at most 400 characters"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, settings.account), store_time(session)
        record_visit(
            session, _subject(whom), outcome=outcome, day=day, note=note, by=by, now=now, zone=settings.zone
        )
    told = tr("Recorded: {whom}, {outcome}.")
    terminal().print(told.format(whom=whom, outcome=pick(OUTCOME_NAMES[outcome])), markup=False)


def past(
    whom: Annotated[str, typer.Argument(metavar="WHOM", help=tr("as the list names it: h12 or p34"))],
    behind: Annotated[
        int,
        typer.Option("--behind", metavar="NO", min=0, help=tr("older than the visit with this number")),
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        found = past_visits(opened, _subject(whom), by=by, behind=behind)
    if as_json:
        lines = [_past_json(one) for one in found.rows]
        print_json({"whom": whom, "visits": lines, "more": found.more})
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("No."), tr("Day"), tr("Outcome"), tr("Who"), tr("Note"), tr("Corrected, because")):
        table.add_column(title)
    for one in found.rows:
        outcome = pick(NOTED_NAMES[one.outcome])
        told = tr("{outcome} (replaced)").format(outcome=outcome) if one.replaced else outcome
        table.add_row(str(one.id), one.day.isoformat(), told, one.who, one.note, one.reason)
    terminal().print(table)
    if found.more:
        words = tr("There are older ones: --behind {no}")
        terminal().print(words.format(no=found.rows[-1].id), markup=False)


def correct(
    key: Annotated[int, typer.Argument(metavar="NO", min=1, help=tr("no. of the visit, as listed"))],
    outcome: Annotated[
        Corrected, typer.Argument(metavar="OUTCOME", help=tr("what came of it; void: nobody went there"))
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("why; stands in the audit"))
    ] = "",
    day: Annotated[
        str, typer.Option("--day", metavar="DAY", help=tr("day of the visit; without it as it was noted"))
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help=tr("at most 400 characters"))] = "",
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.begin() as session:
        correcting = partial(correct_visit, session, key, outcome=outcome, day=day, note=note, reason=reason)
        by = acting_account(session, settings.account)
        made = correcting(by=by, now=store_time(session), zone=settings.zone)
    told = tr("Corrected: visit no. {old} is replaced by no. {id}, {outcome}.")
    words = told.format(old=key, id=made, outcome=pick(NOTED_NAMES[outcome]))
    terminal().print(words, markup=False)


def export(
    grid: Annotated[str, typer.Argument(metavar="GRID", help=tr("code of the grid"))],
    out: Annotated[
        Path, typer.Argument(metavar="FILE", readable=False, help=tr("table to write (.csv, .xlsx)"))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    stopped = tr("Stopped: nothing was written.")
    with usable_store(store) as opened, cancellable(stopped, as_json=as_json) as progress:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        count = export_visits(opened, grid, out, by=by, zone=settings.zone, progress=progress)
    if as_json:
        print_json({"file": str(out), "lines": count})
        return
    words = by_count(count, tr("{n} line written to {file}"), tr("{n} lines written to {file}"))
    terminal().print(words.format(n=f"{count:,}", file=out), markup=False)


def _subject(whom: str) -> VisitSubject:
    """Return who is meant.

    Raises:
        WrongUse: It is neither h nor p with a number.
    """
    found = _WHOM.fullmatch(whom.strip().lower())
    if found is None:
        raise WrongUse(
            tr("“{text}” is nobody of a list: write h12 or p34, as the list does.").format(text=whom[:40])
        )
    number = int(found[2])
    return VisitSubject(number) if found[1] == "h" else VisitSubject(person_id=number)


def _tell_grids(opened: Store, account: str, *, as_json: bool) -> None:
    with opened.read() as session:
        grids = visit_grids(session, by=acting_account(session, account))
    if as_json:
        print_json({"grids": [{"code": code, "name": pick(name)} for code, name in grids]})
        return
    for code, name in grids:
        terminal().print(f"{code}  {pick(name)}", markup=False)


def _tell(page: VisitPage) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Whom"), tr("Ask for"), tr("Persons"), tr("Door"), tr("Why"), tr("Last met"), tr("Due")):
        table.add_column(title)
    for one in page.rows:
        met = one.met_on.isoformat() if one.met_on is not None else "—"
        why = listed(pick(name) for name in one.reasons)
        place = one.place.replace("[", "\\[")
        table.add_row(
            one.subject.ref, one.name, str(one.members), place, why, met, due_words(one, page.today)
        )
    terminal().print(table)
    count = len(page.rows)
    more = (
        tr("The first {n} are shown.")
        if page.after
        else by_count(count, tr("{n} is due."), tr("{n} are due."))
    )
    terminal().print(more.format(n=f"{count:,}"), markup=False)


def _past_json(one: PastVisit) -> dict[str, Any]:
    return {
        "no": one.id,
        "day": one.day.isoformat(),
        "outcome": one.outcome,
        "who": one.who,
        "note": one.note,
        "reason": one.reason,
        "replaced": one.replaced,
    }


def _json(one: DueVisit, page: VisitPage) -> dict[str, Any]:
    return {
        "whom": one.subject.ref,
        "name": one.name,
        "persons": one.members,
        "door": one.place,
        "why": [pick(name) for name in one.reasons],
        "last_met": one.met_on.isoformat() if one.met_on is not None else None,
        "due": due_words(one, page.today),
    }
