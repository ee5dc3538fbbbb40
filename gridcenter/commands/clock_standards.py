"""`clocks standards`: which open deadlines changed standards would move, and moving them on a person's word."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.clock_words import clock_title
from gridcenter.domain.errors import WrongUse
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.calendar_editions import MovedDeadline
from gridcenter.services.standard_following import let_standards_follow, moved_by_standards
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time

SHOWN = 10


def follow_standards(
    move: Annotated[bool, typer.Option("--move", help=tr("let these deadlines follow"))] = False,
    reason: Annotated[
        str,
        typer.Option(metavar="TEXT", help=tr("why they move, such as the notice of the new standard")),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if move and not reason.strip():
        raise WrongUse(tr("give a --reason: it stands in every incident whose deadline moves"))
    with usable_store(store) as opened:
        with opened.read() as session:
            found = list(moved_by_standards(session, now=store_time(session)))
        moved = _follow(opened, reason, as_json) if move else 0
    if as_json:
        print_json({"moved_deadlines": len(found), "moved": _lines(found), "moved_incidents": moved})
        return
    _tell(found)
    if move:
        sentence = tr("{n} incidents have new deadlines; each has a step that says so.")
        terminal().print(sentence.format(n=f"{moved:,}"), markup=False)


def _lines(found: list[MovedDeadline]) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "clock": one.kind.value,
            "before": one.before.isoformat(),
            "after": one.after.isoformat(),
        }
        for one in found
    ]


def _tell(found: list[MovedDeadline]) -> None:
    console, zone = terminal(), ZoneInfo(load_settings().time_zone)
    words = tr("Deadlines of open incidents that the standards in force would move: {n}")
    console.print(words.format(n=f"{len(found):,}"), markup=False)
    for one in islice(found, SHOWN):
        sentence = tr("{number} · {clock}: {before} → {after}").format(
            number=one.number,
            clock=pick(one.name) or clock_title(one.kind),
            before=f"{one.before.astimezone(zone):%Y-%m-%d %H:%M}",
            after=f"{one.after.astimezone(zone):%Y-%m-%d %H:%M}",
        )
        console.print(f"  {sentence}", markup=False)
    if len(found) > SHOWN:
        console.print("  " + tr("… and {n} more").format(n=f"{len(found) - SHOWN:,}"), markup=False)


def _follow(store: Store, reason: str, as_json: bool) -> int:
    with store.read() as session:
        by = acting_account(session, load_settings().account)
    sentence = tr("Stopped. Whole incidents were done, the others stand as before; ask again to go on.")
    with cancellable(sentence, as_json=as_json) as progress:
        return let_standards_follow(store, by=by, reason=reason, progress=progress)
