"""Which one of several people under a number is meant: the masked list, and how to say it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, terminal
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor, LookupRequest, SeveralHold
from gridcenter.domain.people_search import FoundPerson
from gridcenter.language import pick, tr
from gridcenter.services.people_search import list_holders
from gridcenter.store.engine import Store


def person_option() -> Any:
    meaning = tr("which one, where several people stand under the number: its no. in the list")
    return typer.Option("--person", metavar="NO", help=meaning)


@contextmanager
def asking_which(store: Store, request: LookupRequest, *, by: Actor, as_json: bool) -> Iterator[None]:
    """Show the masked list of those under the number where several stand there; the audit keeps whom it named.

    Raises:
        RuleBroken: They do: the sentence says how the line is repeated.
    """
    try:
        yield
    except SeveralHold as several:
        found = list_holders(store, several, request, by=by)
        if as_json:
            print_json({"several": [_json(one) for one in found.rows]})
        else:
            terminal().print(_table(found.rows))
        sentence = tr("Say which one is meant: the same line with --person and a no. of the list.")
        raise RuleBroken(f"{several} {sentence}") from several


def _table(rows: tuple[FoundPerson, ...]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("no."), tr("Name"), tr("Sex"), tr("Age band"), tr("Grid"), tr("Address")):
        table.add_column(title)
    for one in rows:
        cells = (str(one.person_id), one.name, pick(one.sex), one.age_band, pick(one.grid), one.address)
        table.add_row(*map(Text, cells))
    return table


def _json(one: FoundPerson) -> dict[str, object]:
    return {
        "person": one.person_id,
        "name": one.name,
        "sex": pick(one.sex),
        "age_band": one.age_band,
        "grid": pick(one.grid),
        "address": one.address,
    }
