"""The responsibility list (权责清单): lines are entered, changed and ended by a named person, never written over.

Each function writes in the caller's transaction. A changed line ends and a new one takes its place, so that an old
proposal can always be read with the line that made it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.routing import EDITORS, Cell
from gridcenter.language import pick, tr
from gridcenter.services.accounts import known_account
from gridcenter.services.recording import LONGEST_REASON, check_length
from gridcenter.services.responsibility_words import RuleDraft, RuleWords, WrongRule
from gridcenter.store.calendars import working_calendar
from gridcenter.store.models import Category, CodeSet, ResponsibilityRule, Ruling, Unit
from gridcenter.store.routing import rule_rows


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is to stand in a new line, found good."""

    cell: Cell
    unit_id: int
    basis: str
    valid_from: date
    valid_until: date | None


def enter_rule(
    session: Session, draft: RuleDraft, *, by: Actor, now: datetime, words: RuleWords | None = None
) -> int:
    """Enter a line of the list and return its id; it holds from today where the draft names no day.

    `words` may be shared by many lines of one transaction.

    Raises:
        RuleBroken: Not for this role or area, or another line says who does the same (the sentence names both).
        WrongRule: A part of the draft will not do; it says which.
    """
    require_editor(by)
    entry = _checked(draft, words or RuleWords(session), today=local_day(session, now))
    _refuse_elsewhere(entry.cell.place_code, by)
    _lock(session, entry.cell)
    _refuse_tie(session, entry)
    return _add(session, entry, by=by, now=now).id


def change_rule(
    session: Session,
    rule_id: int,
    draft: RuleDraft,
    *,
    version: int,
    by: Actor,
    now: datetime,
    words: RuleWords | None = None,
) -> int:
    """End a line and enter what replaces it; return the new line's id.

    The new line begins today at the earliest, and the old one ends on that day.

    Raises:
        RuleBroken: Not for this role, the line has ended or changed meanwhile, or another says who does the same.
        WrongRule: A part of the draft will not do; it says which.
    """
    require_editor(by)
    today = local_day(session, now)
    entry = _checked(draft, words or RuleWords(session), today=today)
    old = _living(session, rule_id, by, version=version)
    _refuse_elsewhere(entry.cell.place_code, by)
    begins = max(entry.valid_from, today)
    if entry.valid_until is not None and entry.valid_until <= begins:
        raise WrongRule("valid_until", str(entry.valid_until), tr("the last day must lie after the first"))
    entry = _Entry(entry.cell, entry.unit_id, entry.basis, begins, entry.valid_until)
    _lock(session, entry.cell)
    _end(session, old, tr("changed"), day=begins, by=by, now=now)
    _refuse_tie(session, entry)
    return _add(session, entry, by=by, now=now, replaces_id=old.id).id


def end_rule(session: Session, rule_id: int, *, version: int, reason: str, by: Actor, now: datetime) -> None:
    """Let a line propose no more from today on.

    Raises:
        RuleBroken: Not for this role, or the line has ended or changed meanwhile.
        WrongRule: There is no reason, or it is too long.
    """
    require_editor(by)
    said = _reason(reason, tr("write why the line ends"))
    row = _living(session, rule_id, by, version=version)
    _end(session, row, said, day=local_day(session, now), by=by, now=now)


def rule_of_ruling(session: Session, ruling_id: int, *, version: int, by: Actor, now: datetime) -> int:
    """Enter what the centre ruled as a line of the list, for the same category and community; return its id.

    Raises:
        RuleBroken: Not for this role, it is not to be followed, it is a line already, or another line says who.
    """
    require_editor(by)
    ruling = _ruling(session, ruling_id, by, version=version)
    made = session.scalar(
        select(ResponsibilityRule.id).where(ResponsibilityRule.ruling_id == ruling.id).limit(1)
    )
    if made is not None:
        raise RuleBroken(tr("a line of the list was made of this ruling already"))
    category = session.get_one(Category, ruling.category_id)
    basis = ruling.basis or tr("ruling of {day} by {who}: {reason}").format(
        day=f"{ruling.ruled_at.astimezone(_zone(session)):%Y-%m-%d}", who=ruling.ruler, reason=ruling.reason
    )
    cell = Cell(category.set_key, category.code, ruling.community_code)
    entry = _Entry(cell, ruling.unit_id, basis[:LONGEST_REASON], local_day(session, now), None)
    _lock(session, cell)
    _refuse_tie(session, entry)
    return _add(session, entry, by=by, now=now, ruling_id=ruling.id).id


def dismiss_ruling(
    session: Session, ruling_id: int, *, version: int, reason: str, by: Actor, now: datetime
) -> None:
    """Mark a ruling as not to be followed: it is not offered any more; what it ruled stands.

    Raises:
        RuleBroken: Not for this role, or somebody marked it before.
        WrongRule: There is no reason, or it is too long.
    """
    require_editor(by)
    said = _reason(reason, tr("write why the ruling is not to be followed"))
    ruling = _ruling(session, ruling_id, by, version=version)
    account = known_account(session, by)
    ruling.dismissal, ruling.dismissed_at = said, now
    ruling.dismisser_id, ruling.dismisser, ruling.dismisser_role = account, by.name, by.role
    session.flush()


def require_editor(by: Actor) -> None:
    if by.role not in EDITORS:
        raise RuleBroken(
            tr("the responsibility list is kept by the shift supervisor, the leader or the administrator")
        )


def local_day(session: Session, now: datetime) -> date:
    return now.astimezone(_zone(session)).date()


def rules_like(session: Session, cell: Cell, *, since: date) -> Sequence[ResponsibilityRule]:
    """Return lines that say who does the same, as far as they hold on that day or later, the oldest first."""
    rule = ResponsibilityRule
    return session.scalars(
        select(rule)
        .where(
            *_alike(cell),
            or_(rule.valid_until.is_(None), rule.valid_until > since),
            or_(rule.valid_until.is_(None), rule.valid_until > rule.valid_from),
        )
        .order_by(rule.valid_from)
    ).all()


def _alike(cell: Cell) -> tuple[ColumnElement[bool], ...]:
    rule = ResponsibilityRule
    return (
        rule.set_key == cell.set_key,
        rule.category_code == cell.category_code,
        rule.place_code == cell.place_code,
        rule.source_code == cell.source_code,
    )


def _checked(draft: RuleDraft, words: RuleWords, *, today: date) -> _Entry:
    cell = words.cell(draft)
    begins = draft.valid_from or today
    if draft.valid_until is not None and draft.valid_until <= begins:
        raise WrongRule("valid_until", str(draft.valid_until), tr("the last day must lie after the first"))
    return _Entry(cell, words.unit(draft.unit), words.basis(draft.basis), begins, draft.valid_until)


def _refuse_tie(session: Session, entry: _Entry) -> None:
    for other in rules_like(session, entry.cell, since=entry.valid_from):
        if entry.valid_until is None or other.valid_from < entry.valid_until:
            raise RuleBroken(_tie(session, other, entry))


def _tie(session: Session, other: ResponsibilityRule, entry: _Entry) -> str:
    (row,) = rule_rows(session, ids=[other.id])
    unit = session.get_one(Unit, entry.unit_id)
    return tr(
        "“{subject}” goes to {one} from {day} on (entered by {who}): "
        "it cannot go to {other} from {from_day} on as well. Change or end that line first"
    ).format(
        subject=row.subject,
        one=pick(row.unit),
        day=row.valid_from,
        who=row.enterer,
        other=pick(Name(unit.name, unit.name_en)),
        from_day=entry.valid_from,
    )


def _add(
    session: Session,
    entry: _Entry,
    *,
    by: Actor,
    now: datetime,
    replaces_id: int | None = None,
    ruling_id: int | None = None,
) -> ResponsibilityRule:
    made = ResponsibilityRule(
        set_key=entry.cell.set_key,
        category_code=entry.cell.category_code,
        place_code=entry.cell.place_code,
        source_code=entry.cell.source_code,
        unit_id=entry.unit_id,
        basis=entry.basis,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        entered_at=now,
        enterer_id=known_account(session, by),
        enterer=by.name,
        enterer_role=by.role,
        replaces_id=replaces_id,
        ruling_id=ruling_id,
    )
    session.add(made)
    session.flush()
    return made


def _end(
    session: Session, row: ResponsibilityRule, reason: str, *, day: date, by: Actor, now: datetime
) -> None:
    """End a line on a day: not before it began, and not later than it would have ended anyhow."""
    account = known_account(session, by)
    row.valid_until = max(row.valid_from, min(day, row.valid_until or day))
    row.ending, row.ended_at = reason, now
    row.ender_id, row.ender, row.ender_role = account, by.name, by.role
    session.flush()


def _refuse_elsewhere(place_code: str, by: Actor) -> None:
    """What holds everywhere is for accounts that act everywhere."""
    if not within(place_code, by.area):
        raise RuleBroken(
            tr("this line says who is responsible outside your area: it is for the centre there")
        )


def _living(session: Session, rule_id: int, by: Actor, *, version: int) -> ResponsibilityRule:
    row = session.get(ResponsibilityRule, rule_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise RuleBroken(tr("there is no such line in the responsibility list"))
    _refuse_elsewhere(row.place_code, by)
    if row.ended_at is not None:
        raise RuleBroken(
            tr("{who} ended this line at {time}. Your text is kept").format(
                who=row.ender, time=f"{row.ended_at.astimezone(_zone(session)):%m-%d %H:%M}"
            )
        )
    if row.version != version:
        raise RuleBroken(tr("this line changed meanwhile. Your text is kept: check and send again"))
    return row


def _ruling(session: Session, ruling_id: int, by: Actor, *, version: int) -> Ruling:
    ruling = session.get(Ruling, ruling_id, with_for_update=True, populate_existing=True)
    if ruling is None or not ruling.community_code.startswith(by.area):
        raise RuleBroken(tr("there is no such ruling in your area"))
    if ruling.dismissed_at is not None:
        raise RuleBroken(
            tr("{who} marked this ruling as not to be followed: {reason}").format(
                who=ruling.dismisser, reason=ruling.dismissal
            )
        )
    if ruling.version != version:
        raise RuleBroken(tr("this ruling changed meanwhile: check and send again"))
    return ruling


def _lock(session: Session, cell: Cell) -> None:
    """Let one person at a time enter lines of a set: two at once could say the same."""
    session.execute(select(CodeSet.key).where(CodeSet.key == cell.set_key).with_for_update())


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(working_calendar(session).zone)


def _reason(text: str, missing: str) -> str:
    kept = check_length(text, longest=LONGEST_REASON)
    if not kept:
        raise WrongRule("reason", "", missing)
    return kept
