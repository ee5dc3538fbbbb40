"""`recheck`: closed incidents of a month drawn for a random re-check, listed, recorded, and recomputed."""

from __future__ import annotations

from datetime import tzinfo
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import Exit, print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.domain.errors import BadInput
from gridcenter.domain.rechecks import FAILED, PASSED, DrawRow, read_month
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.rechecks import draw_rechecks, record_recheck, verify_draws
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time
from gridcenter.store.rechecks import draws


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "draw", cls=TaskCommand, help=tr("Draw closed incidents of a month; the draw is kept for good.")
    )(draw)
    group.command("list", cls=TaskCommand, help=tr("List draws with the incidents drawn and their results."))(
        list_draws
    )
    group.command("record", cls=TaskCommand, help=tr("Record what a re-check found."))(record)
    group.command("verify", cls=TaskCommand, help=tr("Recompute every draw from its seed; changes nothing."))(
        verify
    )
    app.add_typer(group, name="recheck", help=tr("Check a random sample of closed incidents once more."))


def draw(
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help=tr("month of the closings"))],
    rate: Annotated[float, typer.Option(metavar="PERCENT", help=tr("how many of a hundred"))] = 5,
    seed: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("seed of the draw; left out, one nobody can foresee"))
    ] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help=tr("why the month is drawn again"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened:
        with opened.begin() as session:
            by = acting_account(session, settings.account)
            now = store_time(session)
            key = draw_rechecks(session, month=month, percent=rate, seed=seed, reason=reason, by=by, now=now)
        with opened.read() as session:
            made = next(
                one for one in draws(session, area=by.area, month=read_month(month).text) if one.id == key
            )
    _show([made], as_json)


def list_draws(
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help=tr("only this month"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    wanted = read_month(month).text if month else ""
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, load_settings().account)
        found = draws(session, area=by.area, month=wanted)
    if not found and not as_json:
        terminal().print(tr("Nothing was drawn yet."), markup=False)
        return
    _show(found, as_json)


def record(
    key: Annotated[int, typer.Argument(metavar="NO", help=tr("no. of the re-check, as listed"))],
    result: Annotated[str, typer.Argument(metavar="RESULT", help=tr("passed or failed"))],
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help=tr("what was found; needed when it failed"))
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    if result not in (PASSED, FAILED):
        raise BadInput(tr("“{text}” is no result: write passed or failed").format(text=result))
    with usable_store(store) as opened, opened.begin() as session:
        by = acting_account(session, load_settings().account)
        rows = {row.id: row for one in draws(session, area=by.area) for row in one.rechecks}
        if key not in rows:
            raise BadInput(tr("There is no re-check no. {id} in your area.").format(id=key))
        now = store_time(session)
        record_recheck(
            session,
            key,
            version=rows[key].version,
            passed=result == PASSED,
            reason=reason,
            by=by,
            now=now,
        )
    if as_json:
        print_json({"id": key, "number": rows[key].number, "result": result})
        return
    terminal().print(tr("Recorded: no. {id}, {number}").format(id=key, number=rows[key].number), markup=False)
    if result == FAILED:
        terminal().print(tr("It may be reopened on the Incidents page (O)."), markup=False)


def verify(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, load_settings().account)
        found = verify_draws(session, area=by.area)
    wrong = [(one, told) for one, told in found if told]
    if as_json:
        print_json(
            {
                "draws": len(found),
                "differences": [
                    {"month": one.month, "sequence": one.sequence, "what": told} for one, told in wrong
                ],
            }
        )
    else:
        for one, told in wrong:
            for sentence in told:
                words = tr("{month}, draw {n}: {sentence}")
                terminal().print(
                    words.format(month=one.month, n=one.sequence, sentence=sentence), markup=False
                )
        summary = tr("{n} draws recomputed, {m} differ.").format(n=len(found), m=len(wrong))
        terminal().print(summary, markup=False)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if wrong else Exit.DONE)


def _show(found: list[DrawRow], as_json: bool) -> None:
    zone = ZoneInfo(load_settings().time_zone)
    if as_json:
        print_json({"draws": [_draw_json(one, zone) for one in found]})
        return
    for one in found:
        terminal().print(_heading(one, zone), markup=False)
        terminal().print(_table(one))


def _heading(one: DrawRow, zone: tzinfo) -> str:
    sentence = tr(
        "{month}, draw {n}: {drawn} of {population} incidents ({rate} %), by {who} on {time}. "
        "Seed {seed}, rule {rule}, population {hash}…"
    )
    told = sentence.format(
        month=one.month,
        n=one.sequence,
        drawn=len(one.rechecks),
        population=one.population,
        rate=f"{one.rate_percent:g}",
        who=one.drawer,
        time=f"{one.drawn_at.astimezone(zone):%Y-%m-%d %H:%M}",
        seed=one.seed,
        rule=one.rule,
        hash=one.population_hash[:12],
    )
    return f"{told} {tr('Drawn again: {reason}').format(reason=one.reason)}" if one.reason else told


def _table(one: DrawRow) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(tr("no."), justify="right")
    for title in (tr("incident"), tr("result"), tr("checked by"), tr("found")):
        table.add_column(title)
    words = {PASSED: tr("passed"), FAILED: tr("failed"), "": tr("not yet")}
    for row in one.rechecks:
        cells = (str(row.id), row.number, words[row.result], row.checker, row.reason)
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _draw_json(one: DrawRow, zone: tzinfo) -> dict[str, Any]:
    return {
        "month": one.month,
        "area": one.area,
        "draw": one.sequence,
        "rule": one.rule,
        "rate_percent": one.rate_percent,
        "seed": one.seed,
        "population": one.population,
        "population_hash": one.population_hash,
        "reason": one.reason,
        "drawn_at": one.drawn_at.astimezone(zone).isoformat(),
        "drawer": one.drawer,
        "incidents": [
            {
                "id": row.id,
                "number": row.number,
                "result": row.result,
                "reason": row.reason,
                "checker": row.checker,
            }
            for row in one.rechecks
        ],
    }
