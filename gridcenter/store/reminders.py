"""Queries about what somebody has taken note of, and about silences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.domain import reminders
from gridcenter.domain.names import Name
from gridcenter.domain.people import Actor
from gridcenter.domain.reminders import Acknowledged, Event, Happening, Key
from gridcenter.store.announcing import note_change
from gridcenter.store.models import Acknowledgement, Category, Division, Incident, Silence
from gridcenter.store.types import inside

_KEY = (Acknowledgement.incident_id, Acknowledgement.event, Acknowledgement.episode)


def acknowledged_keys(session: Session, *, area: str, since: datetime | None = None) -> list[Key]:
    """Return what was taken note of about open incidents of the area, from a moment of the store on; without names."""
    statement = (
        select(*_KEY)
        .join(Incident, Incident.id == Acknowledgement.incident_id)
        .where(Incident.closed_at.is_(None), inside(Incident.community_code, area))
    )
    if since is not None:
        statement = statement.where(Acknowledgement.at >= since)
    return [Key(*row) for row in session.execute(statement)]


def unnoted(session: Session, *, before: datetime, most: int = 50) -> list[Key]:
    """Return up to `most` of each kind that nobody has noted: open incidents new or red by then, the newest first."""
    still = Incident.closed_at.is_(None)
    new = select(Incident.id).where(still, Incident.reported_at <= before)
    red = select(Incident.id, Incident.due_at).where(
        still, Incident.due_at <= before, Incident.paused.is_(False)
    )
    keys = [
        Key(incident, Event.NEW.value, "")
        for incident in session.scalars(new.order_by(Incident.reported_at.desc()).limit(most))
    ]
    keys += [
        Key(incident, Event.RED.value, due.isoformat())
        for incident, due in session.execute(red.order_by(Incident.due_at.desc()).limit(most))
        if due is not None
    ]
    noted = select(*_KEY).where(Acknowledgement.incident_id.in_({key.incident_id for key in keys}))
    known = {Key(*row) for row in session.execute(noted)}
    return [key for key in keys if key not in known]


def acknowledgements(session: Session, incident_id: int, *, area: str) -> list[Acknowledged]:
    """Return who has taken note of what about an incident, oldest first; nothing where it lies outside the area."""
    statement = (
        select(*_KEY, Acknowledgement.at, Acknowledgement.who, Acknowledgement.role)
        .join(Incident, Incident.id == Acknowledgement.incident_id)
        .where(Acknowledgement.incident_id == incident_id, inside(Incident.community_code, area))
        .order_by(Acknowledgement.id)
    )
    return [
        Acknowledged(Key(incident, event, episode), at, who, role)
        for incident, event, episode, at, who, role in session.execute(statement)
    ]


def numbers_of(session: Session, incident_ids: Iterable[int], *, area: str) -> dict[int, str]:
    """Return the numbers of those incidents that lie in the area."""
    statement = select(Incident.id, Incident.number).where(
        Incident.id.in_(sorted(set(incident_ids))), inside(Incident.community_code, area)
    )
    return {row.id: row.number for row in session.execute(statement)}


def add_acknowledgements(
    session: Session, keys: Iterable[Key], *, account_id: int | None, by: Actor, now: datetime
) -> list[Key]:
    """Write and announce a row for each that nobody has taken note of, and return those; two desks may race for one."""
    rows = [
        {
            "incident_id": key.incident_id,
            "event": key.event,
            "episode": key.episode,
            "at": now,
            "account_id": account_id,
            "who": by.name,
            "role": by.role,
        }
        for key in keys
    ]
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(Acknowledgement).values(rows).on_conflict_do_nothing()
    written = session.execute(statement.returning(*_KEY)).all()
    for row in written:
        note_change(session, Acknowledgement.change_kind, str(row[0]))
    return sorted(Key(*row) for row in written)


def reviews(session: Session, *, area: str) -> list[Happening]:
    """Return for every parked incident of the area that it is looked at again, at the moment when that is due."""
    statement: Select[*tuple[Any, ...]] = (
        select(
            Incident.id,
            Incident.review_at,
            Incident.unit_id,
            Incident.state,
            Incident.number,
            Category.name,
            Category.name_en,
            Division.name,
            Division.name_en,
        )
        .join(Category, Category.id == Incident.category_id)
        .join(Division, Division.code == Incident.community_code, isouter=True)
        .where(
            Incident.review_at.is_not(None),
            Incident.closed_at.is_(None),
            inside(Incident.community_code, area),
        )
    )
    return [_review(*row) for row in session.execute(statement)]


def _review(
    incident_id: int,
    at: datetime,
    unit_id: int | None,
    state: str,
    number: str,
    what: str,
    what_en: str,
    where: str | None,
    where_en: str | None,
) -> Happening:
    key = Key(incident_id, Event.REVIEW.value, at.isoformat())
    place = Name(where or "", where_en or "")
    return Happening(key, at, False, unit_id, state, number, Name(what, what_en), place)


def newest_silence(session: Session, by: Actor) -> reminders.Silence | None:
    """Return the last silence that named this account's desks, whether it still holds or not."""
    names = [Silence.account_id == by.account_id]
    if by.unit_id is not None:
        names.append(Silence.unit_id == by.unit_id)
    row = session.scalar(select(Silence).where(or_(*names)).order_by(Silence.id.desc()).limit(1))
    if row is None:
        return None
    return reminders.Silence(
        row.who, row.role, row.at, row.until, row.reason, whole_unit=row.unit_id is not None
    )
