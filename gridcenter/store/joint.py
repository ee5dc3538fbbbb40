"""Queries about units called in to incidents, and about what units have to do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from gridcenter.domain.duty import Availability, DutyEntry, UnitLoad
from gridcenter.domain.joint import CoHandler, Ending
from gridcenter.domain.names import Name
from gridcenter.store.copies import Copies
from gridcenter.store.models import CoHandling, Incident, Unit, UnitDuty
from gridcenter.store.prepared import Prepared

CALLS = Copies(CoHandling)
_HELD = (Incident.closed_at.is_(None), Incident.handled_at.is_(None))
"""What the index of held tasks answers: open incidents that their unit has not reported as handled."""
_OWED = (CoHandling.ended_at.is_(None), Incident.closed_at.is_(None))
"""Answers that are owed; not while the incident is merged into another one, from which it may come back."""
_UNIT = (
    Unit.id,
    Unit.name,
    Unit.name_en,
    Unit.kind,
    Unit.availability,
    Unit.availability_since,
    Unit.available_again_at,
    Unit.capacity,
    Unit.division_code,
    Unit.code,
)
_LOCKED = Prepared(select(*_UNIT).where(Unit.id == bindparam("unit_id")).with_for_update(key_share=True))
_COUNTED = Prepared(
    select(
        select(func.count())
        .select_from(Incident)
        .where(Incident.unit_id == bindparam("unit_id"), *_HELD, Incident.id != bindparam("without"))
        .scalar_subquery(),
        select(func.count())
        .select_from(CoHandling)
        .join(Incident, Incident.id == CoHandling.incident_id)
        .where(CoHandling.unit_id == bindparam("unit_id"), *_OWED)
        .scalar_subquery(),
    )
)
_ENDED = Prepared(
    update(CoHandling)
    .where(
        CoHandling.incident_id == bindparam("of_incident"),
        CoHandling.unit_id == bindparam("of_unit"),
        CoHandling.ended_at.is_(None),
    )
    .values(
        {name: bindparam(name) for name in ("ended_at", "ending", "said", "ender_id", "ender", "ender_role")}
    )
)
_LAST_ENDING = Prepared(
    select(CoHandling.ending)
    .where(CoHandling.incident_id == bindparam("incident_id"), CoHandling.unit_id == bindparam("unit_id"))
    .order_by(CoHandling.id.desc())
    .limit(1)
)


def locked_load(
    session: Session, unit_id: int, *, capacities: dict[str, int], without: int
) -> UnitLoad | None:
    """Return how a unit stands, and keep others from giving it something until the transaction ends.

    The tasks are counted by a statement of its own after the lock: a server would count as of before its wait
    otherwise. The incident `without` is left out. None where there is no such unit.
    """
    found = _LOCKED.first(session, unit_id=unit_id)
    if found is None:
        return None
    held, owed = _COUNTED.rows(session, unit_id=unit_id, without=without)[0]
    return _load(found, held, owed, capacities)


def unit_loads(session: Session, *, capacities: dict[str, int]) -> list[UnitLoad]:
    """Return how all units stand, by id."""
    held = dict(
        session.execute(
            select(Incident.unit_id, func.count())
            .where(Incident.unit_id.is_not(None), *_HELD)
            .group_by(Incident.unit_id)
        ).all()
    )
    owed = dict(
        session.execute(
            select(CoHandling.unit_id, func.count())
            .join(Incident, Incident.id == CoHandling.incident_id)
            .where(*_OWED)
            .group_by(CoHandling.unit_id)
        ).all()
    )
    rows = session.execute(select(*_UNIT).order_by(Unit.id))
    return [_load(tuple(row), held.get(row.id, 0), owed.get(row.id, 0), capacities) for row in rows]


def _load(row: Sequence[Any], held: int, owed: int, capacities: dict[str, int]) -> UnitLoad:
    key, name, name_en, kind, availability, since, until, capacity, division, code = row
    return UnitLoad(
        unit_id=key,
        unit=Name(name, name_en),
        kind=kind,
        availability=Availability(availability),
        since=since,
        until=until,
        held=held,
        owed=owed,
        capacity=capacities.get(kind) if capacity is None else capacity,
        own_capacity=capacity is not None,
        division_code=division,
        code=code,
    )


def end_call(
    session: Session,
    incident_id: int,
    unit_id: int,
    *,
    ending: Ending,
    said: str,
    by: tuple[int | None, str, str],
    now: datetime,
) -> None:
    """Write how a call ended; `by` are account, name and role of who ended it."""
    account, name, role = by
    _ENDED.run(
        session,
        of_incident=incident_id,
        of_unit=unit_id,
        ended_at=now,
        ending=ending.value,
        said=said,
        ender_id=account,
        ender=name,
        ender_role=role,
    )


def was_released(session: Session, incident_id: int, unit_id: int) -> bool:
    """Tell whether the unit's last call on the incident ended with its release."""
    last = _LAST_ENDING.first(session, incident_id=incident_id, unit_id=unit_id)
    return last is not None and last[0] == Ending.RELEASED


def co_handlers_of(session: Session, incident_id: int) -> tuple[CoHandler, ...]:
    """Return all calls of an incident, oldest first."""
    found = session.execute(
        select(CoHandling, Unit.name, Unit.name_en)
        .join(Unit, Unit.id == CoHandling.unit_id)
        .where(CoHandling.incident_id == incident_id)
        .order_by(CoHandling.id)
    )
    return tuple(
        CoHandler(
            clock_id=one.clock_id,
            unit_id=one.unit_id,
            unit=Name(name, name_en),
            called_at=one.called_at,
            caller=one.caller,
            asked=one.asked,
            ending=Ending(one.ending),
            ended_at=one.ended_at,
            ender=one.ender,
            said=one.said,
        )
        for one, name, name_en in found
    )


def duty_history(session: Session, unit_id: int) -> list[DutyEntry]:
    """Return what was said about a unit, newest first."""
    found = session.scalars(select(UnitDuty).where(UnitDuty.unit_id == unit_id).order_by(UnitDuty.id.desc()))
    return [_entry(one) for one in found]


def newest_duties(session: Session) -> dict[int, DutyEntry]:
    """Return what was said last about every unit of which something was said."""
    newest = select(func.max(UnitDuty.id)).group_by(UnitDuty.unit_id)
    found = session.scalars(select(UnitDuty).where(UnitDuty.id.in_(newest)))
    return {one.unit_id: _entry(one) for one in found}


def _entry(one: UnitDuty) -> DutyEntry:
    return DutyEntry(one.at, Availability(one.availability), one.until, one.capacity, one.reason, one.setter)
