"""Notices to the auditor (查询异常提示): which accounts looked people up unusually, and taking note of it.

Facts counted by `db/audit.yaml`, about accounts and never about residents; nothing is judged here and nobody is locked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.audit_notices import Notice, NoticeList, NoticeRow, NoticeRule, notices
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.accounts import known_account
from gridcenter.services.lookup import check_reason
from gridcenter.services.notice_rules import NoticeRules, notice_rules
from gridcenter.store.audit_notices import (
    NoticedAccount,
    counted_lines,
    noticed_accounts,
    taken_notices,
    write_taken,
)
from gridcenter.store.calendars import calendar_in_force


def reads_notices(role: str) -> bool:
    return role in notice_rules().readers


def audit_notices(session: Session, *, by: Actor, now: datetime) -> NoticeList:
    """Return the notices about accounts of the reader's area, the newest first.

    Raises:
        RuleBroken: The role does not read them.
    """
    rules = notice_rules()
    _require(by, rules.readers)
    found = _counted(session, rules, now=now)
    accounts, taken = noticed_accounts(session), taken_notices(session)
    waiting, done = [], []
    for notice in found:
        account = accounts.get(notice.account_id)
        if account is None or not _inside(account, by.area):
            continue
        note = taken.get((notice.account_id, notice.rule))
        row = NoticeRow(notice, rules.name_of(notice.rule), account.login, account.name, account.role)
        if note is not None and note.last_sequence >= notice.last_sequence:
            done.append(_with(row, f"{note.who} · {note.note}"))
        else:
            waiting.append(row)
    return NoticeList(tuple(waiting), tuple(done), rules.days, by.role in rules.takers)


def take_notice(
    session: Session, rule: str, account_id: int, last_sequence: int, *, note: str, by: Actor, now: datetime
) -> None:
    """Take note of a notice up to the line of it that was shown; what comes after makes it wait again.

    Raises:
        RuleBroken: The role takes no note, it is the own account, the note says nothing, or there is no such notice.
    """
    rules = notice_rules()
    _require(by, rules.takers)
    if account_id == by.account_id:
        raise RuleBroken(
            tr("Nobody takes note of what was counted about himself: let another auditor do it.")
        )
    check_reason(note)
    known_account(session, by)
    for row in audit_notices(session, by=by, now=now).waiting:
        notice = row.notice
        if (notice.rule, notice.account_id) == (rule, account_id) and notice.last_sequence >= last_sequence:
            shown = Notice(
                notice.rule,
                notice.account_id,
                notice.first_sequence,
                last_sequence,
                notice.since,
                notice.until,
                notice.count,
                {},
            )
            write_taken(session, shown, by_id=by.account_id, who=by.name, note=note.strip()[:400], at=now)
            return
    raise RuleBroken(
        tr("Somebody has taken note of this already, or it no longer stands. Read the list again.")
    )


def _counted(session: Session, rules: NoticeRules, *, now: datetime) -> list[Notice]:
    lines = counted_lines(session, since=now - timedelta(days=rules.days))
    outside = _Outside(session, rules.rules)
    return notices(lines, rules.rules, outside)


class _Outside:
    """Tells whether a moment lies outside a working calendar; a calendar that the store has not is never left."""

    def __init__(self, session: Session, rules: Sequence[NoticeRule]) -> None:
        names = {rule.hours for rule in rules if rule.hours}
        self._calendars = {name: calendar_in_force(session, name) for name in names}

    def __call__(self, rule: NoticeRule, moment: datetime) -> bool:
        calendar = self._calendars.get(rule.hours)
        around = moment - rule.apart, moment + rule.apart
        return calendar is not None and not calendar.minutes_between(*around)


def _inside(account: NoticedAccount, area: str) -> bool:
    return not area or any(code and within(code, area) for code in account.areas)


def _with(row: NoticeRow, taken: str) -> NoticeRow:
    return NoticeRow(row.notice, row.rule, row.login, row.name, row.role, taken)


def _require(by: Actor, roles: frozenset[str]) -> None:
    if by.role not in roles:
        names = listed(pick(ROLE_NAMES[role]) for role in sorted(roles))
        raise RuleBroken(tr("The notices of the audit are for: {roles}.").format(roles=names))
