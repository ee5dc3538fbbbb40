"""`people report`: who looked at a person, when, why, and what was shown."""

from __future__ import annotations

import sys
from datetime import tzinfo
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.subject_report import SubjectReport
from gridcenter.language import by_count, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.subject_report import subject_report
from gridcenter.settings import load_settings

_FROM_INPUT = "-"
_SHOWN = 200


def report(
    number: Annotated[
        str,
        typer.Argument(
            metavar="NUMBER", help=tr("ID number of the person; - reads it from the standard input")
        ),
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=tr("who asked, and how; stands in the audit"))
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", readable=False, help=tr("paper (.pdf) or table (.csv, .xlsx) to write")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    text = sys.stdin.readline().strip() if number == _FROM_INPUT else number
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        if out is None:
            found = subject_report(opened, text, reason=reason, by=by)
        else:
            papers = import_module("gridcenter.services.subject_papers")  # heavy: no other command waits
            found = papers.write_subject_report(opened, text, out, reason=reason, by=by, zone=settings.zone)
    if as_json:
        print_json(_json(found, settings.zone) | ({"file": str(out)} if out is not None else {}))
    elif out is None:
        _tell(found, settings.zone)
    else:
        terminal().print(tr("Written: {file}").format(file=out), markup=False)


def _tell(found: SubjectReport, zone: tzinfo) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Time"), tr("Who"), tr("What"), tr("Outcome"), tr("Purpose"), tr("Incident or reason")):
        table.add_column(title)
    for line in found.lines[:_SHOWN]:
        what = [line.action_text, *([pick(line.item)] if line.item is not None else [])]
        cells = (line.who, " · ".join(what), line.outcome_text, line.purpose_text, line.ground)
        table.add_row(f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}", *map(_plain, cells))
    terminal().print(table)
    terminal().print(_sum(found, zone), markup=False)


def _plain(text: str) -> str:
    """Keep rich from reading brackets of a typed reason as its markup."""
    return text.replace("[", "\\[")


def _sum(found: SubjectReport, zone: tzinfo) -> str:
    lines = by_count(len(found.lines), tr("one line"), tr("{n} lines")).format(n=f"{len(found.lines):,}")
    sentence = tr(
        "{number} · {serial}: {lines} in the audit, which is kept since {day}; {lists} of them lists."
    )
    return sentence.format(
        number=found.number,
        serial=found.serial,
        lines=lines,
        lists=f"{found.lists:,}",
        day=f"{found.kept_since.astimezone(zone):%Y-%m-%d}",
    )


def _json(found: SubjectReport, zone: tzinfo) -> dict[str, Any]:
    return {
        "report": found.serial,
        "number": found.number,
        "as_of": found.as_of.astimezone(zone).isoformat(),
        "kept_since": found.kept_since.astimezone(zone).isoformat(),
        "accounts": found.accounts,
        "lists": found.lists,
        "lines": [
            {
                "at": line.at.astimezone(zone).isoformat(),
                "account": line.login,
                "name": line.name,
                "role": line.role,
                "action": line.action,
                "value": pick(line.item) if line.item is not None else "",
                "outcome": line.outcome,
                "purpose": line.purpose,
                "incident": line.incident_number,
                "reason": line.reason,
            }
            for line in found.lines
        ],
    }
