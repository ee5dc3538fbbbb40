"""`people conflicts`: two people under one number, masked."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.import_batches import SharedNumber
from gridcenter.language import tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.number_conflicts import number_conflicts
from gridcenter.settings import load_settings


def conflicts(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        found = number_conflicts(opened, by=by)
    if as_json:
        print_json({"conflicts": [_json(one) for one in found.found], "more": found.more})
        return
    if not found.found:
        terminal().print(tr("Under no number do two people seem to stand."), markup=False)
        return
    terminal().print(_table(found.found))
    if found.more:
        terminal().print(tr("There are more: only the first are listed."), markup=False)


def _table(found: tuple[SharedNumber, ...]) -> Table:
    words = {
        "register": tr("two persons of the register"),
        "name": tr("another name is said"),
        "sex": tr("another sex is said"),
        "birth_date": tr("another birth is said"),
    }
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (
        tr("ID number"),
        tr("kind of conflict"),
        tr("differing values"),
        tr("persons no."),
        tr("grid or community"),
    ):
        table.add_column(title)
    for one in found:
        what = words["register" if one.kind == "register" else one.field]
        what = tr("two people, told apart: {said}").format(said=one.apart) if one.apart else what
        persons = ", ".join(map(str, one.person_ids))
        table.add_row(*(Text(cell) for cell in (one.number, what, " / ".join(one.said), persons, one.place)))
    return table


def _json(one: SharedNumber) -> dict[str, object]:
    return {
        "kind": one.kind,
        "number": one.number,
        "persons": list(one.person_ids),
        "field": one.field,
        "said": list(one.said),
        "place": one.place,
        "apart": one.apart,
    }
