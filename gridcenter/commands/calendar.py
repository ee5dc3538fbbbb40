"""`calendar`: working hours and holiday notices, written to a file, checked, and put in force as a new edition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.calendar_editions import CalendarEdition
from gridcenter.domain.clock_words import clock_title
from gridcenter.domain.errors import BadInput, WrongUse, reason_of
from gridcenter.language import by_count, listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.calendar_editions import (
    MovedDeadline,
    calendar_text,
    edition_changes,
    enter_edition,
    let_deadlines_follow,
    moved_deadlines,
    read_calendar_file,
    refuse_entering,
)
from gridcenter.settings import load_settings
from gridcenter.store.calendars import EditionRow, editions
from gridcenter.store.engine import Store, store_time

SHOWN = 10


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command("list", cls=TaskCommand, help=tr("List calendars and their editions."))(list_editions)
    group.command(
        "write", cls=TaskCommand, help=tr("Write a calendar to a file that can be changed and put back.")
    )(write)
    group.command(
        "check", cls=TaskCommand, help=tr("Say what a changed calendar has otherwise; changes nothing.")
    )(check)
    group.command("put", cls=TaskCommand, help=tr("Put a changed calendar in force as a new edition."))(put)
    group.command(
        "move",
        cls=TaskCommand,
        help=tr("Let running deadlines follow the edition in force, or go on with it."),
    )(move)
    app.add_typer(group, name="calendar", help=tr("Change working hours and holiday notices."))


def list_editions(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        rows = editions(session)
    if as_json:
        print_json({"calendars": [_row_json(row) for row in rows]})
        return
    table = Table(box=None, pad_edge=False)
    titles = (
        tr("edition"),
        tr("name"),
        tr("hours"),
        tr("weekdays"),
        tr("notices of"),
        tr("days in notices"),
        tr("entered"),
    )
    for title in titles:
        table.add_column(title)
    for row in rows:
        one = row.content
        years = listed(str(year) for year in one.years)
        cells = (pick(one.name), one.spans, one.weekdays, years, str(len(one.days)), _entered(row))
        table.add_row(row.key, *(Text(cell) for cell in cells))
    terminal().print(table)


def _entered(row: EditionRow) -> str:
    if row.entered_at is None:
        return tr("with the store")
    zone = ZoneInfo(row.content.zone)
    return f"{row.entered_at.astimezone(zone):%Y-%m-%d %H:%M} {row.entered_by} · {row.reason}"


def _row_json(row: EditionRow) -> dict[str, Any]:
    one = row.content
    return {
        "key": row.key,
        "family": one.family,
        "edition": row.number,
        "spans": one.spans,
        "weekdays": one.weekdays,
        "years": list(one.years),
        "days": len(one.days),
        "entered_at": row.entered_at.isoformat() if row.entered_at else None,
        "entered_by": row.entered_by,
        "reason": row.reason,
    }


def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=tr("new file, ending in .yaml"))],
    key: Annotated[
        str,
        typer.Option(
            "--edition", metavar="KEY", help=tr("calendar in force, or an edition such as office@1")
        ),
    ] = "office",
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        rows = editions(session)
    exact = next(
        (row for row in rows if key in (row.content.family, f"{row.content.family}@{row.number}")), None
    )
    if exact is None:
        known = listed(f"{row.content.family}@{row.number}" for row in rows)
        raise WrongUse(tr("There is no calendar “{key}”. Known: {known}.").format(key=key, known=known))
    try:
        with file.open("x", encoding="utf-8") as made:
            made.write(calendar_text(exact.content))
    except FileExistsError:
        raise BadInput(tr("{file} is there already: name a new file.").format(file=file)) from None
    except OSError as error:
        raise BadInput(
            tr("{file} cannot be written: {why}. Name another file.").format(file=file, why=reason_of(error))
        ) from error
    terminal().print(tr("Written: {file}").format(file=file), markup=False)


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=tr("calendar as YAML"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    edition = read_calendar_file(file)
    with usable_store(store) as opened:
        found = _compared(opened, edition)
    if as_json:
        print_json(_json(found))
    else:
        _tell(terminal(), found)


def put(
    file: Annotated[Path, typer.Argument(metavar="FILE", readable=False, help=tr("calendar as YAML"))],
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("why it changes, such as the notice it follows"))
    ],
    follow: Annotated[
        bool | None,
        typer.Option("--move/--keep", help=tr("whether running deadlines move, or stay as they were set")),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    edition = read_calendar_file(file)
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        refuse_entering(by)
        found = _compared(opened, edition)
        if not as_json:
            _tell(terminal(), found)
        if found.moved and follow is None:
            sentence = by_count(
                len(found.moved),
                tr(
                    "Nothing is changed yet: {n} running deadline would move. Say --keep to leave it as it was set, "
                    "or --move to let it follow."
                ),
                tr(
                    "Nothing is changed yet: {n} running deadlines would move. Say --keep to leave them as they were "
                    "set, or --move to let them follow."
                ),
            )
            raise WrongUse(sentence.format(n=f"{len(found.moved):,}"))
        with opened.begin() as session:
            key = enter_edition(session, edition, reason=reason, by=by, now=store_time(session))
        moved = _follow(opened, reason, as_json) if follow else 0
    if as_json:
        print_json({**_json(found), "key": key, "moved_incidents": moved})
        return
    terminal().print(tr("In force for what begins from now on: {key}.").format(key=key), markup=False)
    if follow:
        _say_moved(moved)


def move(
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("why it changes, such as the notice it follows"))
    ],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        moved = _follow(opened, reason, as_json)
    if as_json:
        print_json({"moved_incidents": moved})
    else:
        _say_moved(moved)


def _say_moved(moved: int) -> None:
    sentence = by_count(
        moved,
        tr("{n} incident has new deadlines; it has a step that says so."),
        tr("{n} incidents have new deadlines; each has a step that says so."),
    )
    terminal().print(sentence.format(n=f"{moved:,}"), markup=False)


@dataclass(frozen=True, slots=True)
class _Compared:
    edition: CalendarEdition
    changes: list[str]
    moved: list[MovedDeadline]


def _compared(store: Store, edition: CalendarEdition) -> _Compared:
    with store.read() as session:
        return _Compared(edition, edition_changes(session, edition), list(moved_deadlines(session, edition)))


def _tell(console: Console, found: _Compared) -> None:
    for line in found.changes or [tr("Nothing differs from the edition in force.")]:
        console.print(line, markup=False)
    console.print(
        tr("Running deadlines that would move: {n}").format(n=f"{len(found.moved):,}"), markup=False
    )
    zone = ZoneInfo(found.edition.zone)
    for one in islice(found.moved, SHOWN):
        sentence = tr("{number} · {clock}: {before} → {after}").format(
            number=one.number,
            clock=pick(one.name) or clock_title(one.kind),
            before=f"{one.before.astimezone(zone):%Y-%m-%d %H:%M}",
            after=f"{one.after.astimezone(zone):%Y-%m-%d %H:%M}",
        )
        console.print(f"  {sentence}", markup=False)
    if len(found.moved) > SHOWN:
        console.print("  " + tr("… and {n} more").format(n=f"{len(found.moved) - SHOWN:,}"), markup=False)


def _json(found: _Compared) -> dict[str, Any]:
    return {
        "family": found.edition.family,
        "years": list(found.edition.years),
        "changes": found.changes,
        "moved_deadlines": len(found.moved),
        "moved": [
            {
                "number": one.number,
                "clock": one.kind.value,
                "before": one.before.isoformat(),
                "after": one.after.isoformat(),
            }
            for one in found.moved
        ],
    }


def _follow(store: Store, reason: str, as_json: bool) -> int:
    with store.read() as session:
        by = acting_account(session, load_settings().account)
    sentence = tr(
        "Stopped. Whole incidents were done, the others stand as before; go on with: gridcenter calendar move"
    )
    with cancellable(sentence, as_json=as_json) as progress:
        return let_deadlines_follow(store, by=by, reason=reason, progress=progress)
