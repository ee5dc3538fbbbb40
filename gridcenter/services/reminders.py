"""Taking note of what happened (知悉), and silencing desks: who did it stands in the store and in the audit.

Each function writes in the caller's transaction; `now` is the store's time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor
from gridcenter.domain.reminders import Event, Key
from gridcenter.language import tr
from gridcenter.services.recording import DONE, LONGEST_REASON, check_length
from gridcenter.services.reminder_rules import reminder_rules
from gridcenter.store.audit import AuditRow, append_entry, locked_chain_end
from gridcenter.store.models import Silence
from gridcenter.store.reminders import add_acknowledgements, newest_silence, numbers_of

ACKNOWLEDGE, SILENCE = "acknowledge", "silence"
"""Actions of the audit; `fields` says what was taken note of, or until when it is quiet."""
MOST_AT_ONCE = 500
_LONGEST_EPISODE = 64


def acknowledge(session: Session, keys: Sequence[Key], *, by: Actor, now: datetime) -> int:
    """Take note of happenings for all desks and return how many nobody had taken note of before.

    The same ones again change nothing: a retried request is harmless.

    Raises:
        RuleBroken: The role may not, an incident lies outside the area, or the account is switched off.
        BadInput: They are none, too many, or no happenings.
    """
    _check(keys, by)
    numbers = numbers_of(session, (key.incident_id for key in keys), area=by.area)
    if any(key.incident_id not in numbers for key in keys):
        raise RuleBroken(tr("an incident of these is not in your area any more: nothing was taken note of"))
    end = locked_chain_end(session, by.account_id)
    if end is not None and not end.active:
        raise RuleBroken(tr("the account {login} has been switched off").format(login=by.login))
    account_id = by.account_id if end is not None else None
    fresh = add_acknowledgements(session, sorted(set(keys)), account_id=account_id, by=by, now=now)
    if end is not None and fresh:
        append_entry(session, end, _acknowledging(fresh, numbers, by, now))
    return len(fresh)


def silence(
    session: Session, *, minutes: int, reason: str, whole_unit: bool, by: Actor, now: datetime
) -> datetime:
    """Keep the account's desks quiet, or those of its whole unit, and return until when.

    Raises:
        RuleBroken: The role may not silence a unit, has none, or the account is switched off.
        BadInput: The time is none that the rules offer, or there is no reason.
    """
    if minutes not in reminder_rules().silence_minutes:
        raise BadInput(
            tr("a desk cannot be silenced for {n} minutes: choose from the list").format(n=minutes)
        )
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("write why it shall be quiet: it stands in the audit"))
    if whole_unit:
        _refuse_unit(by)
    until = now + timedelta(minutes=minutes)
    _keep_quiet(session, until, said, unit_id=by.unit_id if whole_unit else None, by=by, now=now)
    return until


def end_silence(session: Session, *, by: Actor, now: datetime) -> bool:
    """Let tones sound again before the time; False where it is not quiet.

    Raises:
        RuleBroken: Somebody else has silenced the whole unit and this role may not undo it.
    """
    held = newest_silence(session, by)
    if held is None or not held.holds(now):
        return False
    if held.whole_unit:
        _refuse_unit(by)
    unit_id = by.unit_id if held.whole_unit else None
    _keep_quiet(session, now, tr("ended early"), unit_id=unit_id, by=by, now=now)
    return True


def _check(keys: Sequence[Key], by: Actor) -> None:
    rules = reminder_rules()
    if by.role not in rules.acknowledgers:
        raise RuleBroken(tr("your role takes note of nothing for other desks: ask somebody on duty"))
    if not 0 < len(keys) <= MOST_AT_ONCE:
        raise BadInput(tr("take note of 1 to {n} at once").format(n=MOST_AT_ONCE))
    events = {event.value for event in Event}
    if any(key.event not in events or len(key.episode) > _LONGEST_EPISODE for key in keys):
        raise BadInput(tr("this is nothing that could be taken note of"))


def _refuse_unit(by: Actor) -> None:
    if by.role not in reminder_rules().unit_silencers:
        raise RuleBroken(tr("your role may silence its own desk only, not the whole unit"))
    if by.unit_id is None:
        raise RuleBroken(tr("your account belongs to no unit: silence your own desk"))


def _keep_quiet(
    session: Session, until: datetime, reason: str, *, unit_id: int | None, by: Actor, now: datetime
) -> None:
    end = locked_chain_end(session, by.account_id)
    if end is None or not end.active:
        raise RuleBroken(tr("Desks are silenced only under an active account: the audit needs a name."))
    whom = f"unit {unit_id}" if unit_id is not None else "own"
    fields = f"{whom} until {until.isoformat(timespec='seconds')}"
    append_entry(session, end, _line(SILENCE, fields, by=by, now=now, reason=reason))
    session.add(
        Silence(
            account_id=by.account_id,
            who=by.name,
            role=by.role,
            unit_id=unit_id,
            at=now,
            until=until,
            reason=reason,
        )
    )
    session.flush()


def _acknowledging(keys: Sequence[Key], numbers: Mapping[int, str], by: Actor, now: datetime) -> AuditRow:
    number = numbers[keys[0].incident_id] if len(keys) == 1 else ""
    fields = keys[0].event if len(keys) == 1 else f"{len(keys)} {min(keys)[0]}-{max(keys)[0]}"
    return _line(ACKNOWLEDGE, fields, by=by, now=now, number=number)


def _line(
    action: str, fields: str, *, by: Actor, now: datetime, number: str = "", reason: str = ""
) -> AuditRow:
    return AuditRow(
        at=now,
        account_id=by.account_id,
        action=action,
        outcome=DONE,
        purpose="",
        incident_number=number[:40],
        reason=reason,
        subject_hash="",
        fields=fields,
    )
