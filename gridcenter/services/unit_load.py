"""Who may be given a task (置忙): the one check on every way of naming a unit, and what people say about
availability.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import (
    DESPITE,
    DESPITE_NAME,
    Availability,
    DutyEntry,
    UnitLoad,
    UnitStanding,
    busy_sentence,
    checked_capacity,
    read_capacities,
    why_not_say,
)
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.move_choices import MoveField
from gridcenter.domain.people import Actor
from gridcenter.language import tr
from gridcenter.paths import asset
from gridcenter.services.plain_yaml import read_plain_yaml
from gridcenter.services.recording import LONGEST_REASON, audit_step, check_length
from gridcenter.store.calendars import working_calendar
from gridcenter.store.joint import duty_history, locked_load, newest_duties, unit_loads
from gridcenter.store.models import Unit, UnitDuty

SET_DUTY = "set_duty"


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody says about a unit. `until` is when it will be free again; `capacity` None keeps what stands,
    `by_kind` gives it back the number of its kind."""

    availability: Availability | None = None
    until: datetime | None = None
    capacity: int | None = None
    by_kind: bool = False


@cache
def capacities() -> dict[str, int]:
    """Return how many tasks units of a kind may hold.

    Raises:
        BadInput: The file of numbers has flaws.
    """
    return read_capacities(read_plain_yaml(asset("db/units.yaml")))


def loads(session: Session) -> list[UnitLoad]:
    return unit_loads(session, capacities=capacities())


def standings(session: Session) -> list[UnitStanding]:
    """Return how all units stand and what was said of each last, by id."""
    said = newest_duties(session)
    return [UnitStanding(load, said.get(load.unit_id)) for load in loads(session)]


def typed_capacity(text: str) -> Duty:
    """Read how many tasks a unit may hold; nothing written is the number of its kind.

    Raises:
        BadInput: It is no whole number.
    """
    most = text.strip()
    if not most:
        return Duty(by_kind=True)
    if not (most.isascii() and most.isdecimal()):
        raise BadInput(
            tr(
                "“{most}” is no number of tasks: write a whole number, or nothing for that of its kind"
            ).format(most=most)
        )
    return Duty(capacity=int(most))


def nameable(
    session: Session, unit_id: int, *, incident_id: int, despite: str, now: datetime
) -> tuple[UnitLoad, str]:
    """Return the unit and what the step must say about naming it although it is busy, off duty or full.

    Locks the unit, so that two desks cannot both take its last room; changes nothing about it.

    Raises:
        BadInput: There is no such unit, or it has no room and `despite` gives no reason to go ahead.
    """
    load = locked_load(session, unit_id, capacities=capacities(), without=incident_id)
    if load is None:
        raise BadInput(tr("there is no unit “{text}”: choose one from the list").format(text=unit_id))
    if not load.engaged(now):
        return load, ""
    sentence = busy_sentence(load, now, ZoneInfo(working_calendar(session).zone))
    reason = check_length(despite, longest=LONGEST_REASON)
    if not reason:
        raise BadInput(
            tr("{sentence}: choose another unit, or give the reason to go ahead all the same").format(
                sentence=sentence
            )
        )
    return load, tr("Named all the same ({sentence}): {reason}").format(sentence=sentence, reason=reason)


def despite_field(session: Session, units: Iterable[int], *, now: datetime) -> MoveField:
    """Return the field for the reason to give units back what they had, with the sentence why one is asked for."""
    wanted, zone = frozenset(units), ZoneInfo(working_calendar(session).zone)
    standing = [load for load in loads(session) if load.unit_id in wanted] if wanted else []
    sentences = (busy_sentence(load, now, zone) for load in standing)
    return MoveField(DESPITE, DESPITE_NAME, "line", warning="\n".join(one for one in sentences if one))


def given_back(session: Session, unit_id: int, *, incident_id: int, despite: str, now: datetime) -> str:
    """Return what must be said about a unit that gets work although it is busy, off duty or full; locks the unit.

    Raises:
        BadInput: It has no room, and `despite` gives no reason to go ahead.
    """
    load = locked_load(session, unit_id, capacities=capacities(), without=incident_id)
    if load is None or not load.engaged(now):
        return ""
    sentence = busy_sentence(load, now, ZoneInfo(working_calendar(session).zone))
    reason = check_length(despite, longest=LONGEST_REASON)
    if not reason:
        raise BadInput(
            tr("{sentence}: give the reason to give the task back to it all the same").format(
                sentence=sentence
            )
        )
    return tr("Given back all the same ({sentence}): {reason}").format(sentence=sentence, reason=reason)


def set_duty(
    session: Session, unit_id: int, duty: Duty, *, reason: str, by: Actor, now: datetime
) -> UnitLoad:
    """Say how available a unit is, or how many tasks it may hold; the caller owns the transaction.

    Raises:
        RuleBroken: There is no such unit, or the account may not speak for it.
        BadInput: The reason is missing, the moment has passed, or the number is absurd.
    """
    unit = session.get(Unit, unit_id, with_for_update={"key_share": True}, populate_existing=True)
    if unit is None:
        raise RuleBroken(tr("there is no such unit"))
    sentence = why_not_say(by, unit_id, place=unit.division_code)
    if sentence:
        raise RuleBroken(sentence)
    said = check_length(reason, longest=LONGEST_REASON)
    if not said:
        raise BadInput(tr("give the reason"))
    _apply(unit, duty, now)
    session.add(
        UnitDuty(
            unit_id=unit.id,
            at=now,
            availability=unit.availability,
            until=unit.available_again_at,
            capacity=unit.capacity,
            reason=said,
            setter_id=by.account_id if audit_step(session, "", action=SET_DUTY, by=by, now=now) else None,
            setter=by.name,
            setter_role=by.role,
        )
    )
    session.flush()
    found = locked_load(session, unit_id, capacities=capacities(), without=0)
    assert found is not None  # it is locked
    return found


def _apply(unit: Unit, duty: Duty, now: datetime) -> None:
    if duty.until is not None and duty.until <= now:
        raise BadInput(tr("the time until which the unit is not free must lie in the future"))
    if duty.until is not None and duty.availability in (None, Availability.FREE):
        raise BadInput(tr("a free unit is free until something is said: leave the time out"))
    if duty.capacity is not None:
        unit.capacity = checked_capacity(duty.capacity)
    elif duty.by_kind:
        unit.capacity = None
    if duty.availability is not None:
        unit.availability = duty.availability.value
        unit.availability_since = now
        unit.available_again_at = duty.until


def unit_with_code(session: Session, code: str) -> int:
    """Return the key of a unit.

    Raises:
        BadInput: No unit has the code.
    """
    found = session.scalar(select(Unit.id).where(Unit.code == code.strip()))
    if found is None:
        raise BadInput(
            tr("There is no unit with the code “{code}”. See gridcenter unit list.").format(code=code)
        )
    return found


def history(session: Session, unit_id: int) -> list[DutyEntry]:
    """Return what was said about the unit, newest first."""
    return duty_history(session, unit_id)
