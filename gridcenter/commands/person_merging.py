"""`people twins|merge|unmerge|apart`: rows that are one human or two, named by their row numbers only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.table import Table

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.line import TaskCommand
from gridcenter.commands.opened import usable_store
from gridcenter.domain.person_merging import BASIS_NAMES, MergedPair, MergesFound, TwinRow, TwinsFound
from gridcenter.language import pick, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.person_merging import merge_persons, tell_persons_apart, unmerge_persons
from gridcenter.services.person_twins import find_merges, find_twins
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time


def add_commands(group: typer.Typer) -> None:
    for name, task, words in (
        (
            "twins",
            twins,
            tr("Rows of your area that share an ID number, masked; the audit keeps that you asked."),
        ),
        ("merge", merge, tr("See one row of the register as another: both are the same human.")),
        ("unmerge", unmerge, tr("See a merged row as itself again, exactly as it was.")),
        ("apart", apart, tr("Say that two rows under one number are two people.")),
    ):
        group.command(name, cls=TaskCommand, help=words)(task)


def _row_number(meaning: str) -> Any:
    return typer.Argument(metavar="ROW", min=1, help=meaning)


def _why() -> Any:
    return typer.Option("--reason", metavar="TEXT", help=tr("why; stands in the audit"))


def twins(
    merged: Annotated[bool, typer.Option("--merged", help=tr("rows that are merged now, instead"))] = False,
    behind: Annotated[
        int, typer.Option("--behind", metavar="N", min=0, help=tr("behind the first so many"))
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, load_settings().account)
        if merged:
            _tell_merges(find_merges(opened, by=by, skip=behind), as_json)
            return
        found = find_twins(opened, by=by, skip=behind)
    if as_json:
        groups = [{"basis": str(one.basis), "rows": [_row(row) for row in one.rows]} for one in found.groups]
        print_json({"twins": groups, "more": found.more, "read": found.read, "total": found.total})
        return
    _tell_twins(found)


def merge(
    kept: Annotated[int, _row_number(tr("number of the row that stays"))],
    merged: Annotated[int, _row_number(tr("number of the row that is seen as it"))],
    reason: Annotated[str, _why()] = "",
    decision: Annotated[
        bool,
        typer.Option(
            "--decision", help=tr("the numbers differ or one is missing: it is decided all the same")
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        basis = merge_persons(
            session, kept=kept, merged=merged, reason=reason, decided=decision, by=by, now=now
        )
    if as_json:
        print_json({"kept": kept, "merged": merged, "basis": str(basis)})
        return
    told = tr("Row {merged} is seen as row {kept} now: {basis}.")
    terminal().print(told.format(merged=merged, kept=kept, basis=pick(BASIS_NAMES[basis])), markup=False)


def unmerge(
    merged: Annotated[int, _row_number(tr("number of the row that is to be seen as itself"))],
    reason: Annotated[str, _why()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        kept = unmerge_persons(session, merged, reason=reason, by=by, now=now)
    if as_json:
        print_json({"kept": kept, "unmerged": merged})
        return
    told = tr("Row {merged} is seen as itself again, and no longer as row {kept}.")
    terminal().print(told.format(merged=merged, kept=kept), markup=False)


def apart(
    one: Annotated[int, _row_number(tr("number of the one row"))],
    other: Annotated[int, _row_number(tr("number of the other row"))],
    reason: Annotated[str, _why()] = "",
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened, opened.begin() as session:
        by, now = acting_account(session, load_settings().account), store_time(session)
        tell_persons_apart(session, one, other, reason=reason, by=by, now=now)
    if as_json:
        print_json({"apart": [one, other]})
        return
    terminal().print(
        tr("Rows {one} and {other} are two people now.").format(one=one, other=other), markup=False
    )


def _tell_twins(found: TwinsFound) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Row"), tr("Name"), tr("ID number"), tr("Age"), tr("Grid"), tr("Source"), tr("On what")):
        table.add_column(title)
    for one in found.groups:
        for row in one.rows:
            table.add_row(*_cells(row), pick(BASIS_NAMES[one.basis]))
        table.add_section()
    terminal().print(table)
    count = sum(len(one.rows) for one in found.groups)
    terminal().print(tr("{n} rows share a number.").format(n=f"{count:,}"), markup=False)
    _tell_rest(found.read, found.total)


def _tell_rest(read: int, total: int) -> None:
    if read < total:
        words = tr("{n} of {all}. Further ones: --behind {n}")
        terminal().print(words.format(n=read, all=f"{total:,}"), markup=False)


def _tell_merges(found: MergesFound, as_json: bool) -> None:
    if as_json:
        merged = [_pair(one) for one in found.pairs]
        print_json({"merged": merged, "more": found.more, "read": found.read, "total": found.total})
        return
    _tell_merged(found.pairs)
    _tell_rest(found.read, found.total)


def _tell_merged(pairs: Sequence[MergedPair]) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in (tr("Kept"), tr("Merged"), tr("Name"), tr("On what"), tr("Who"), tr("Reason")):
        table.add_column(title)
    for one in pairs:
        kept, merged = str(one.kept.person_id), str(one.merged.person_id)
        basis = pick(BASIS_NAMES[one.basis])
        table.add_row(kept, merged, one.kept.name, basis, *(_plain(part) for part in (one.actor, one.reason)))
    terminal().print(table)
    terminal().print(tr("{n} rows are merged.").format(n=f"{len(pairs):,}"), markup=False)


def _cells(row: TwinRow) -> tuple[str, ...]:
    return (
        str(row.person_id),
        row.name,
        row.id_number,
        row.age_band,
        _plain(pick(row.grid)),
        _plain(row.source),
    )


def _plain(text: str) -> str:
    """Keep rich from reading brackets of a typed reason as its markup."""
    return text.replace("[", "\\[")


def _row(row: TwinRow) -> dict[str, Any]:
    return {
        "row": row.person_id,
        "name": row.name,
        "number": row.id_number,
        "age": row.age_band,
        "grid": pick(row.grid),
        "source": row.source,
    }


def _pair(one: MergedPair) -> dict[str, Any]:
    return {
        "kept": one.kept.person_id,
        "merged": one.merged.person_id,
        "name": one.kept.name,
        "basis": str(one.basis),
        "at": one.at.isoformat(),
        "account": one.actor,
        "reason": one.reason,
    }
