"""`audit notices`: which accounts looked people up unusually, by the stated rules."""

from __future__ import annotations

from datetime import tzinfo
from typing import Annotated, Any

import typer

from gridcenter.commands.context import print_json, store_option, terminal
from gridcenter.commands.opened import usable_store
from gridcenter.domain.audit_notices import NoticeList, NoticeRow, notice_line
from gridcenter.language import by_count, tr
from gridcenter.services.accounts import acting_account
from gridcenter.services.audit_notices import audit_notices
from gridcenter.settings import load_settings
from gridcenter.store.engine import store_time


def notices(
    as_json: Annotated[bool, typer.Option("--json", help=tr("answer as JSON"))] = False,
    store: Annotated[str, store_option()] = "",
) -> None:
    settings = load_settings()
    with usable_store(store) as opened, opened.read() as session:
        by = acting_account(session, settings.account)
        found = audit_notices(session, by=by, now=store_time(session))
    if as_json:
        print_json(
            {"waiting": [_json(row, settings.zone) for row in found.waiting], "taken": len(found.taken)}
        )
        return
    for row in found.waiting:
        terminal().print(notice_line(row, settings.zone), markup=False)
    terminal().print(_sum(found), markup=False)


def _sum(found: NoticeList) -> str:
    waiting = by_count(len(found.waiting), tr("One notice awaits a note"), tr("{n} notices await a note"))
    sentence = tr("{waiting}, {taken} were taken note of; the last {days} days.")
    return sentence.format(
        waiting=waiting.format(n=len(found.waiting)), taken=len(found.taken), days=found.days
    )


def _json(row: NoticeRow, zone: tzinfo) -> dict[str, Any]:
    notice = row.notice
    return {
        "rule": notice.rule,
        "account": row.login,
        "role": row.role,
        "count": notice.count,
        "since": notice.since.astimezone(zone).isoformat(),
        "until": notice.until.astimezone(zone).isoformat(),
        "purposes": dict(notice.purposes),
    }
