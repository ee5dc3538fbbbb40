"""Rolls (名册): asking for one with a purpose, and the second person who approves or refuses it (四眼原则)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.places import within
from gridcenter.domain.register_conditions import PERSON
from gridcenter.domain.rolls import (
    EARLIEST,
    LATEST,
    Differences,
    FileOutcome,
    RollDefinition,
    RollFileLine,
    RollLine,
    RollsPage,
    RollState,
)
from gridcenter.language import tr
from gridcenter.services.integrity_hits import local_day
from gridcenter.services.integrity_switches import require_role
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.services.roll_definitions import opened_titles, roll_of_definition, roll_settings
from gridcenter.services.tickets import writable_chain, write_line
from gridcenter.store.audit import AuditRow
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Roll, RollFile
from gridcenter.store.register_passes import number_meeting
from gridcenter.store.rolls import begun_at, files_of, rolls_counted, rolls_of

ASK, DECIDE = "roll_ask", "roll_decide"
"""Actions of the audit rows."""
LISTED_AT_ONCE = 200
MINIMUM_PURPOSE, MINIMUM_DIFFERENT = 10, 4


def ask_roll(
    store: Store,
    key: str,
    *,
    purpose: str,
    day: date | None = None,
    area: str = "",
    open_columns: bool = False,
    by: Actor,
) -> int:
    """Ask for a roll on a day (today without one) in the actor's area or a part of it; return its number.

    The rows are counted first, so that whoever decides sees how many it is about. Opens its own transactions.

    Raises:
        WrongUse: There is no such roll.
        BadInput: The purpose says nothing, or the day will not do.
        RuleBroken: The role may not, the area is another's, or this roll shows no column without its mask.
    """
    settings = roll_settings()
    require_role(settings.roles["ask"], by)
    roll = settings.roll(key)
    said = _purpose(purpose)
    place = _area(area, by)
    if open_columns and not roll.opens_columns:
        raise RuleBroken(tr("the roll {key} shows no column without its mask").format(key=roll.key))
    with store.read() as session:
        today = local_day(session, store_time(session))
        asked = _day(day or today, today)
        expected = number_meeting(session, PERSON, roll.when, area=place, day=asked)
    with store.begin() as session:
        now = store_time(session)
        return keep_asked(
            session, roll, said, day=asked, area=place, opened=open_columns, expected=expected, by=by, now=now
        )


def keep_asked(
    session: Session,
    roll: RollDefinition,
    purpose: str,
    *,
    day: date,
    area: str,
    opened: bool,
    expected: int,
    by: Actor,
    now: datetime,
) -> int:
    """Write down what was asked for, and its line in the audit; the caller owns the transaction."""
    end = writable_chain(session, by, ASK, ())
    made = Roll(
        key=roll.key,
        definition_version=roll.version,
        definition=roll.definition,
        digest=sha256(roll.definition.encode()).hexdigest(),
        area=area,
        day=day,
        purpose=purpose,
        open_columns=opened,
        expected=expected,
        asked_at=now,
        asker_id=by.account_id,
        asker=by.name,
        asker_role=by.role,
    )
    session.add(made)
    session.flush()
    what = f"{made.id} {roll.key} {roll.version} {day} {'open' if opened else 'masked'}"
    write_line(session, end, AuditRow(now, by.account_id, ASK, DONE, "", "", purpose, "", fields=what))
    return made.id


def approve_roll(
    session: Session,
    roll_id: int,
    *,
    version: int,
    open_columns: bool = False,
    reason: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """Let a roll be written; without masks only with `open_columns`. The caller owns the transaction.

    Raises:
        RuleBroken: The role may not, the account asked for it itself, or it is not there to be decided.
    """
    roll = _to_decide(session, roll_id, version=version, by=by)
    if open_columns and not roll.open_columns:
        raise RuleBroken(tr("nobody asked for columns without their masks in this roll"))
    _decide(session, roll, True, open_columns, check_length(reason, longest=LONGEST_REASON), by=by, now=now)


def refuse_roll(
    session: Session, roll_id: int, *, version: int, reason: str, by: Actor, now: datetime
) -> None:
    """Refuse a roll for a reason. The caller owns the transaction.

    Raises:
        RuleBroken: As for `approve_roll`.
        BadInput: No reason is given.
    """
    roll = _to_decide(session, roll_id, version=version, by=by)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why the roll is refused"))
    _decide(session, roll, False, False, said, by=by, now=now)


def listed_rolls(
    session: Session, *, by: Actor, now: datetime, behind: int = 0, limit: int = LISTED_AT_ONCE
) -> list[RollLine]:
    """Return the newest rolls of the actor's area and those the actor asked for; nobody in them is named.

    `behind`: a further page, of those before the roll with this number.

    Raises:
        RuleBroken: The role may not.
    """
    _require_reader(by)
    rolls = rolls_of(session, area=by.area, account_id=by.account_id, limit=limit, behind=behind)
    return _lines(session, rolls, now)


def rolls_page(
    session: Session, *, by: Actor, now: datetime, behind: int = 0, limit: int = LISTED_AT_ONCE
) -> RollsPage:
    """Return a page of what `listed_rolls` lists, with the counts of all pages; raises as that does."""
    rows = listed_rolls(session, by=by, now=now, behind=behind, limit=limit)
    return RollsPage(tuple(rows), *rolls_counted(session, area=by.area, account_id=by.account_id))


def roll_with_id(session: Session, roll_id: int, *, by: Actor, now: datetime) -> RollLine:
    """Return one roll as it is listed, however old.

    Raises:
        RuleBroken: The role may not, or there is none in the actor's area.
    """
    _require_reader(by)
    rolls = rolls_of(session, area=by.area, account_id=by.account_id, limit=1, roll_id=roll_id)
    if not rolls:
        raise no_such_roll(roll_id)
    return _lines(session, rolls, now)[0]


def _require_reader(by: Actor) -> None:
    roles = roll_settings().roles
    require_role(roles["look"] | roles["ask"] | roles["approve"], by)


def _lines(session: Session, rolls: Sequence[Roll], now: datetime) -> list[RollLine]:
    files = files_of(session, [roll.id for roll in rolls])
    before = begun_at(
        session, {one.compared_id for kept in files.values() for one in kept if one.compared_id is not None}
    )
    return [_line(roll, files.get(roll.id, ()), before, now) for roll in rolls]


def roll_state(roll: Roll, now: datetime) -> RollState:
    if roll.decided_at is None:
        return RollState.WAITING
    if not roll.approved:
        return RollState.REFUSED
    valid = roll.decided_at + roll_settings().valid
    return RollState.APPROVED if now <= valid else RollState.EXPIRED


def no_such_roll(roll_id: int) -> RuleBroken:
    return RuleBroken(tr("there is no roll no. {id} in your area").format(id=roll_id))


def _purpose(text: str) -> str:
    said = check_length(text, longest=LONGEST_REASON)
    if len(said) < MINIMUM_PURPOSE or len(set(said)) < MINIMUM_DIFFERENT:
        sentence = tr("write in at least {n} characters what the roll is for")
        raise BadInput(sentence.format(n=MINIMUM_PURPOSE))
    return said


def _area(area: str, by: Actor) -> str:
    wanted = area.strip() or by.area
    if not within(wanted, by.area) or (wanted and not (wanted.isascii() and wanted.isalnum())):
        raise RuleBroken(tr("this area is not within yours: name one that is, or none"))
    return wanted


def _day(day: date, today: date) -> date:
    if not EARLIEST <= day <= today + LATEST:
        sentence = tr("a roll is asked for a day from {first} to {last}")
        raise BadInput(sentence.format(first=EARLIEST.isoformat(), last=(today + LATEST).isoformat()))
    return day


def _to_decide(session: Session, roll_id: int, *, version: int, by: Actor) -> Roll:
    require_role(roll_settings().roles["approve"], by)
    roll = session.get(Roll, roll_id, with_for_update=True, populate_existing=True)
    if roll is None or not within(roll.area, by.area):
        raise no_such_roll(roll_id)
    if roll.asker_id == by.account_id:
        raise RuleBroken(tr("you asked for this roll yourself: somebody else decides"))
    if roll.decided_at is not None:
        raise RuleBroken(tr("{who} decided about this roll already").format(who=roll.decider))
    if roll.version != version:
        raise RuleBroken(tr("this roll changed meanwhile. Your text is kept: check and send again"))
    return roll


def _decide(
    session: Session, roll: Roll, approved: bool, granted: bool, reason: str, *, by: Actor, now: datetime
) -> None:
    end = writable_chain(session, by, DECIDE, ())
    roll.decided_at, roll.approved, roll.open_granted, roll.decision_reason = now, approved, granted, reason
    roll.decider_id, roll.decider, roll.decider_role = by.account_id, by.name, by.role
    session.flush()
    what = f"{'approved' if approved else 'refused'} {roll.id} {roll.key} {'open' if granted else 'masked'}"
    write_line(session, end, AuditRow(now, by.account_id, DECIDE, DONE, "", "", reason, "", fields=what))


def _line(roll: Roll, files: Sequence[RollFile], before: dict[int, datetime], now: datetime) -> RollLine:
    definition = roll_of_definition(roll.definition)
    return RollLine(
        id=roll.id,
        key=roll.key,
        name=definition.name,
        definition_version=roll.definition_version,
        digest=roll.digest,
        area=roll.area,
        day=roll.day,
        purpose=roll.purpose,
        open_columns=roll.open_columns,
        opens=_opens(definition, roll),
        expected=roll.expected,
        asked_at=roll.asked_at,
        asker_id=roll.asker_id,
        asker=roll.asker,
        state=roll_state(roll, now),
        decided_at=roll.decided_at,
        decider=roll.decider,
        decision_reason=roll.decision_reason,
        open_granted=bool(roll.open_granted),
        valid_until=roll.decided_at + roll_settings().valid if roll.approved and roll.decided_at else None,
        files=tuple(_file(one, before) for one in files),
        version=roll.version,
    )


def _opens(definition: RollDefinition, roll: Roll) -> tuple[str, ...]:
    return opened_titles(definition) if roll.open_columns else ()


def _file(one: RollFile, before: dict[int, datetime]) -> RollFileLine:
    differences = None
    if one.compared_id is not None:
        counts = (one.added or 0, one.removed or 0, one.changed or 0)
        differences = Differences(before[one.compared_id], *counts)
    return RollFileLine(
        one.export_id,
        one.form,
        one.begun_at,
        one.writer,
        FileOutcome(one.outcome),
        one.rows,
        one.content_hash,
        differences,
    )
