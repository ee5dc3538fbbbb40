"""`people lookups`: what one asked about residents, without a number in it."""

from __future__ import annotations

from datetime import tzinfo
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.own_history import HistoryEntry, OwnHistory
from gridcenter.domain.people import AuditLine
from gridcenter.language import by_count, listed, pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.own_deeds import deed_words, outcome_words, purpose_words
from gridcenter.services.record_catalogue import record_catalogue
from gridcenter.services.returning import my_history
from gridcenter.settings import load_settings

_SHOWN = 200


def lookups(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.read() as session:
        found = my_history(session, by=acting_account(session, settings.account))
    if as_json:
        print_json(_json(found, settings.zone))
    else:
        _tell(found, settings.zone)


def _tell(found: OwnHistory, zone: tzinfo) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    titles = (tr("Time"), tr("What"), tr("Purpose"), tr("Incident or reason"), tr("Outcome"), tr("Shown"))
    for title in titles:
        table.add_column(title)
    for entry in found.entries[:_SHOWN]:
        table.add_row(f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M:%S}", *map(_plain, _words(entry)))
    terminal().print(table)
    count = len(found.entries)
    terminal().print(by_count(count, tr("{n} line"), tr("{n} lines")).format(n=count), markup=False)


def _words(entry: HistoryEntry) -> tuple[str, ...]:
    line = AuditLine(entry.at, entry.action, entry.outcome, entry.item)
    return (
        deed_words(line, record_catalogue()),
        purpose_words(entry.purpose),
        entry.incident_number or entry.reason,
        outcome_words(line),
        listed([pick(record_catalogue().label(key.partition("@")[0])) for key in entry.shown]),
    )


def _plain(text: str) -> str:
    """Keep rich from reading brackets of a typed reason as its markup."""
    return text.replace("[", "\\[")


def _json(found: OwnHistory, zone: tzinfo) -> dict[str, Any]:
    return {
        "more": found.more,
        "lines": [
            {
                "at": entry.at.astimezone(zone).isoformat(),
                "action": entry.action,
                "outcome": entry.outcome,
                "purpose": entry.purpose,
                "incident": entry.incident_number,
                "reason": entry.reason,
                "shown": list(entry.shown),
                "done": list(entry.done),
            }
            for entry in found.entries
        ],
    }
