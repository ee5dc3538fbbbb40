"""What was corrected in the demo: a few open incidents were filed under a neighbouring category, one became urgent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECT_URGENCY, YES
from gridcenter.domain.errors import Refusal
from gridcenter.domain.people import Actor
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.steps import take_step
from gridcenter.store.models import Category, Incident, Standard, Step

CORRECTED, MADE_URGENT = 3, 1
_QUIET, _YOUNG = timedelta(minutes=90), timedelta(hours=30)
"""So long nothing else has happened to them; so lately they were reported."""
_FIRST_AGO, _APART = timedelta(minutes=58), timedelta(minutes=11)
_FAR = timedelta(minutes=30)
"""So far ahead they turn yellow under the new limits: what the queue shows in colours stays as it is."""
_WRONG = ("电话中听错，现场核对后更正。", "上报时误选相邻类别。", "处置人员到场后认定的类别。")
_URGENT = "放学时段人流集中，须尽快处置。"


def write_corrections(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Correct some incidents by real steps and return how many; the caller owns the transaction.

    The same seed corrects the same ones. What would turn yellow or red by it is passed by.
    """
    chance, now = Random(f"corrected {seed}"), now.replace(second=0, microsecond=0)
    by = _actor(staff.holding("dispatcher")[0])
    done = 0
    for incident_id in _young(session, now):
        at = now - _FIRST_AGO + _APART * done
        urgent = done >= CORRECTED
        told = {"urgent": YES, "reason": _URGENT} if urgent else _neighbour(session, incident_id, chance)
        action = CORRECT_URGENCY if urgent else CORRECT_CATEGORY
        done += bool(told) and _stays_green(session, incident_id, action, told, by=by, at=at, now=now)
        if done == CORRECTED + MADE_URGENT:
            break
    return done


def _young(session: Session, now: datetime) -> Iterator[int]:
    touched = select(Step.id).where(Step.incident_id == Incident.id, Step.at > now - _QUIET)
    wanted = (
        select(Incident.id)
        .where(Incident.closed_at.is_(None), Incident.flow == "city_matter", Incident.state == "handling")
        .where(Incident.reported_at > now - _YOUNG, Incident.urgent.is_(False), Incident.report_count == 1)
        .where(Incident.yellow_at > now + _FAR, Incident.applications == 0, ~touched.exists())
        .order_by(Incident.reported_at.desc(), Incident.number)
    )
    yield from session.scalars(wanted).all()


def _neighbour(session: Session, incident_id: int, chance: Random) -> dict[str, str]:
    """Return the correction to another category of the same major that has a standard; empty where there is none."""
    own = session.get_one(Category, session.get_one(Incident, incident_id).category_id)
    others = session.scalars(
        select(Category)
        .where(Category.major_id == own.major_id, Category.id != own.id, Category.active)
        .where(Category.id.in_(select(Standard.category_id)))
        .order_by(Category.code)
    ).all()
    if not others:
        return {}
    right = chance.choice(others)
    return {"category": f"{right.set_key}/{right.code}", "reason": chance.choice(_WRONG)}


def _stays_green(
    session: Session,
    incident_id: int,
    action: str,
    told: dict[str, str],
    *,
    by: Actor,
    at: datetime,
    now: datetime,
) -> bool:
    """Take the step, unless it is refused or the incident would not be green afterwards."""
    taken = session.begin_nested()
    incident = session.get_one(Incident, incident_id)
    try:
        take_step(session, incident_id, version=incident.version, action=action, inputs=told, by=by, now=at)
    except Refusal:
        taken.rollback()
        return False
    session.refresh(incident)
    if incident.yellow_at is None or incident.yellow_at <= now + _FAR:
        taken.rollback()
        return False
    taken.commit()
    return True


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
