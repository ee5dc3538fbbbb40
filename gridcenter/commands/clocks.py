"""`clocks`: the working of one incident's clocks line by line, and every clock of the store computed again."""

from __future__ import annotations

from datetime import datetime, tzinfo
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from gridcenter.commands.clock_lines import clock_json, print_clock
from gridcenter.commands.clock_standards import follow_standards
from gridcenter.commands.context import Exit, print_json, store_option, tell_first, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.clock_check import Difference, Value, Why, field_text, why_text
from gridcenter.domain.clock_words import clock_title, missing_years_text
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.card_rules import card_rules
from gridcenter.services.clock_verification import (
    Verified,
    differing_values,
    verify_clocks,
)
from gridcenter.services.clock_working import incident_clocks
from gridcenter.services.population_rules import population_rules
from gridcenter.settings import load_settings
from gridcenter.store.engine import Store, store_time
from gridcenter.store.units import account_count


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "verify",
        cls=TaskCommand,
        help=tr("Compute every clock of the store again from its ledger; changes nothing."),
    )(verify)
    group.command("show", cls=TaskCommand, help=tr("Show the clocks of one incident, segment by segment."))(
        show
    )
    group.command(
        "standards",
        cls=TaskCommand,
        help=tr("List deadlines that changed standards would move; with --move let them follow."),
    )(follow_standards)
    app.add_typer(group, name="clocks", help=tr("Check the clocks of incidents against their ledgers."))


def verify(
    report: Annotated[
        Path | None,
        typer.Option(
            "--repair-report",
            metavar="FILE",
            readable=False,
            help=tr("write every difference to this file (.csv, .xlsx)"),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    zone = ZoneInfo(load_settings().time_zone)
    with usable_store(store) as opened:
        cancelled = tr("Cancelled. Nothing was changed, and no report was written.")
        with cancellable(cancelled, as_json=as_json) as progress:
            found = verify_clocks(opened, zone=zone, progress=progress, report=report)
    if as_json:
        print_json(_verified_json(found, zone))
    else:
        _tell(found, report, zone)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if found.differences else Exit.DONE)


def _verified_json(found: Verified, zone: tzinfo) -> dict[str, Any]:
    return {
        "incidents": found.incidents,
        "clocks": found.clocks,
        "without_clocks": found.without_clocks,
        "differing_incidents": found.differing_incidents,
        "differences": found.differences,
        "cards": found.cards,
        "differing_cards": found.differing_cards,
        "population_tasks": found.tasks,
        "differing_population_tasks": found.differing_tasks,
        "missing_years": sorted(found.years),
        "found": [differing_values(one, zone) for one in found.kept],
        "left_off": found.differences - len(found.kept),
    }


def _tell(found: Verified, report: Path | None, zone: tzinfo) -> None:
    console = terminal()
    tell_first((_sentence(one, zone) for one in found.kept), of=found.differences)
    missing = missing_years_text(sorted(found.years))
    if missing:
        console.print(tr("Running clocks: {what}.").format(what=missing), style="yellow", markup=False)
    console.print(_sum(found), markup=False)
    if found.cards:
        console.print(_card_sum(found), markup=False)
    if found.tasks:
        console.print(_task_sum(found), markup=False)
    if report is not None:
        console.print(tr("Written: {file}").format(file=report), markup=False)


def _sum(found: Verified) -> str:
    of_incidents = found.differences - found.card_differences - found.task_differences
    counted = {
        "clocks": f"{found.clocks:,}",
        "incidents": f"{found.incidents:,}",
        "bare": f"{found.without_clocks:,}",
        "differing": f"{found.differing_incidents:,}",
        "differences": f"{of_incidents:,}",
    }
    if of_incidents:
        sentence = tr(
            "{clocks} clocks of {incidents} incidents computed again: {differences} differences in {differing} "
            "incidents. Nothing was changed."
        )
    else:
        sentence = tr(
            "{clocks} clocks of {incidents} incidents computed again: all are as stored ({bare} incidents "
            "have no clock)."
        )
    return sentence.format(**counted)


def _card_sum(found: Verified) -> str:
    sentence = (
        tr("{cards} reply clocks of cards computed again: {differences} differences in {differing} cards.")
        if found.card_differences
        else tr("{cards} reply clocks of cards computed again: all are as stored.")
    )
    return sentence.format(
        cards=f"{found.cards:,}",
        differences=f"{found.card_differences:,}",
        differing=f"{found.differing_cards:,}",
    )


def _task_sum(found: Verified) -> str:
    sentence = (
        tr(
            "{tasks} clocks of population tasks computed again: {differences} differences in {differing} tasks."
        )
        if found.task_differences
        else tr("{tasks} clocks of population tasks computed again: all are as stored.")
    )
    return sentence.format(
        tasks=f"{found.tasks:,}",
        differences=f"{found.task_differences:,}",
        differing=f"{found.differing_tasks:,}",
    )


def _of_what(one: Difference) -> str:
    if one.of_card:
        return tr("card {n} ({kind})").format(n=one.sequence, kind=pick(card_rules().name(one.period)))
    if one.of_task:
        rule = pick(population_rules().rule_name(one.period))
        return tr("population task {n} ({rule})").format(n=one.sequence, rule=rule)
    if one.kind is None:
        return tr("the incident")
    return tr("{clock} no. {n}").format(clock=clock_title(one.kind), n=one.sequence)


def _sentence(one: Difference, zone: tzinfo) -> str:
    clock = _of_what(one)
    number = one.number or tr("residents")
    if one.why is Why.BROKEN:
        return f"{number} · {clock} · {one.stored}"
    return tr("{number} · {clock} · {field}: stored {stored}, ledger {recomputed} · {why}").format(
        number=number,
        clock=clock,
        field=field_text(one.field),
        stored=_shown(one.stored, zone),
        recomputed=_shown(one.recomputed, zone),
        why=why_text(one.why),
    )


def _shown(value: Value, zone: tzinfo) -> str:
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return str(value or "—")


def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=tr("number of the incident"))],
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    zone = ZoneInfo(load_settings().time_zone)
    with usable_store(store) as opened:
        area = _area(opened)
        with opened.read() as session:
            now = store_time(session)
            found = incident_clocks(session, number, area=area)
    if as_json:
        clocks = [clock_json(clock, now, zone) for clock in found.clocks]
        print_json({"number": found.number, "state": found.state, "clocks": clocks})
        return
    console = terminal()
    console.print(f"{found.number} · {pick(found.state_name)}", style="bold", markup=False)
    if not found.clocks:
        console.print(tr("It has no clock: it came from another system."), markup=False)
    for clock in found.clocks:
        print_clock(console, clock, now, zone)


def _area(store: Store) -> str:
    """Return the area of the account of the settings; a store without accounts is seen as a whole."""
    wished = load_settings().account
    with store.read() as session:
        return acting_account(session, wished).area if wished or account_count(session) else ""
