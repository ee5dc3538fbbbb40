"""`audit`: every line hashed again and held against the line before it; and the old part moved to a file."""

from __future__ import annotations

from datetime import datetime, time, tzinfo
from pathlib import Path
from typing import Annotated, Any

import typer

from gridcenter.clock import utc_now
from gridcenter.commands.audit_notices import notices
from gridcenter.commands.context import Exit, print_json, store_option, tell_first, terminal
from gridcenter.commands.line import TaskCommand, TaskGroup
from gridcenter.commands.opened import usable_store
from gridcenter.commands.progress import cancellable
from gridcenter.domain.typed_times import read_day
from gridcenter.language import by_count, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.audit_pruning import PrunedAudit, prune_audit
from gridcenter.services.audit_verification import (
    BrokenLine,
    VerifiedAudit,
    verify_audit,
)
from gridcenter.settings import load_settings
from gridcenter.store.audit import LinkFault


def register(app: typer.Typer) -> None:
    group = typer.Typer(cls=TaskGroup, add_completion=False)
    group.command(
        "verify",
        cls=TaskCommand,
        help=tr("Hash every line of the audit again and hold it against the line before; changes nothing."),
    )(verify)
    group.command(
        "prune",
        cls=TaskCommand,
        help=tr("Move lines whose time of keeping is over to a file; the audit still holds afterwards."),
    )(prune)
    group.command(
        "notices",
        cls=TaskCommand,
        help=tr("List the accounts that looked people up unusually, by the rules; nobody who was looked at."),
    )(notices)
    app.add_typer(group, name="audit", help=tr("Check that nobody edited or removed lines of the audit."))


def verify(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    with usable_store(store) as opened:
        cancelled = tr("Cancelled. Not all lines were checked.")
        with cancellable(cancelled, as_json=as_json) as progress:
            found = verify_audit(opened, progress=progress)
    if as_json:
        print_json(_verified_json(found))
    else:
        _tell(found)
    raise typer.Exit(Exit.SOME_ROWS_REFUSED if found.broken else Exit.DONE)


def prune(
    before: Annotated[
        str,
        typer.Option(
            "--before", metavar="DATE", help=tr("year-month-day; else what is older than the time of keeping")
        ),
    ] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            readable=False,
            help=tr("file to move the lines to; else named by the day"),
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    now = utc_now()
    day = read_day(before, zone=settings.zone, now=now) if before else None
    moment = datetime.combine(day, time(), settings.zone) if day is not None else None
    wished = out or Path(f"audit-{now.astimezone(settings.zone):%Y%m%d-%H%M%S}.jsonl")
    with usable_store(store) as opened:
        with opened.read() as session:
            by = acting_account(session, settings.account)
        cancelled = tr("Cancelled. Nothing was moved away.")
        with cancellable(cancelled, as_json=as_json) as progress:
            pruned = prune_audit(opened, wished, before=moment, by=by, progress=progress)
    _tell_pruned(pruned, settings.zone, as_json=as_json)


def _tell_pruned(pruned: PrunedAudit, zone: tzinfo, *, as_json: bool) -> None:
    before = pruned.before.astimezone(zone)
    if as_json:
        answer = {"before": before.isoformat(), "lines": pruned.lines, "accounts": pruned.accounts}
        print_json(answer | {"file": str(pruned.file or ""), "sha256": pruned.sha256})
    elif pruned.file is None:
        sentence = tr("No line is older than {day}: nothing was moved away.")
        terminal().print(sentence.format(day=f"{before:%Y-%m-%d}"), markup=False)
    else:
        sentence = tr("{lines} audit lines from before {day} moved to {file} (SHA-256 {sum}).")
        terminal().print(
            sentence.format(
                lines=f"{pruned.lines:,}", day=f"{before:%Y-%m-%d}", file=pruned.file, sum=pruned.sha256
            ),
            markup=False,
        )


def _tell(found: VerifiedAudit) -> None:
    tell_first((_sentence(line) for line in found.kept), of=found.broken)
    terminal().print(_sum(found), markup=False)


def _sentence(line: BrokenLine) -> str:
    words = {
        LinkFault.GAP: tr("lines before it are gone"),
        LinkFault.EDITED: tr("it no longer says what was written"),
        LinkFault.UNVOUCHED: tr("the lines up to it were removed, and no line says by whom"),
        LinkFault.UNSEALED: tr("those whom its list named are not the ones of then"),
        LinkFault.LOOSE: tr("it does not follow the line before it, one of the two was replaced"),
    }
    sentence = tr("{login} · line {n} · {what}")
    return sentence.format(login=line.login, n=line.sequence, what=words[line.fault])


def _sum(found: VerifiedAudit) -> str:
    sentence = (
        tr(
            "{lines} audit lines of {accounts} accounts checked: {broken} broken in {of}. Nothing was changed."
        )
        if found.broken
        else tr("{lines} audit lines of {accounts} accounts checked: every chain holds.")
    )
    return sentence.format(
        lines=f"{found.lines:,}",
        accounts=len(found.heads),
        broken=f"{found.broken:,}",
        of=by_count(found.broken_accounts, tr("one account"), tr("{n} accounts")).format(
            n=found.broken_accounts
        ),
    )


def _verified_json(found: VerifiedAudit) -> dict[str, Any]:
    """Return the answer for programs; the heads, kept elsewhere, show a tail that is cut off later."""
    return {
        "lines": found.lines,
        "accounts": len(found.heads),
        "broken": found.broken,
        "broken_accounts": found.broken_accounts,
        "found": [
            {"account": one.login, "sequence": one.sequence, "fault": one.fault.value} for one in found.kept
        ],
        "left_off": found.broken - len(found.kept),
        "heads": [{"account": one.login, "sequence": one.sequence, "hash": one.hash} for one in found.heads],
    }
