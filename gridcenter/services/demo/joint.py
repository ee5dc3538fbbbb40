"""Joint handling of the demo: units called in to open incidents, some of which have answered, owe or are late, and one
unit that is busy."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from gridcenter.domain.duty import DESPITE, Availability
from gridcenter.domain.people import Actor
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.steps import take_step
from gridcenter.services.unit_load import Duty, set_duty
from gridcenter.store.models import Category, Incident, Step

MOST = 9
_RECENTLY = timedelta(minutes=40)
"""Ago that units were called in to what is on time: their clocks must not change its light."""
_ASKED = ("请协助核实权属。", "请到场会商处置方案。", "请提供管线资料。")
_ANSWERED = ("已到场会商，方案可行。", "经核实，不在本单位管辖范围，资料已提供。")


def write_joint_handling(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Call units in to incidents that are being handled, disputes first, and return how many; one answer in three is
    given. The caller owns the transaction; the same seed and minute give the same calls."""
    chance, now = Random(f"joint {seed}"), now.replace(second=0, microsecond=0)
    begun = select(func.max(Step.at)).where(Step.incident_id == Incident.id).scalar_subquery()
    found = session.execute(
        select(Incident.id, Incident.unit_id, begun.label("begun"), Incident.due_at <= now)
        .join(Category, Category.id == Incident.category_id)
        .where(
            Incident.closed_at.is_(None),
            Incident.state == "handling",
            Incident.unit_id.is_not(None),
            or_(Incident.due_at <= now, Incident.yellow_at > now),
        )
        .order_by(Category.set_key, Incident.reported_at, Incident.id)
        .limit(MOST)
    ).all()
    for place, (incident, lead, last, late) in enumerate(found):
        if lead not in staff.handlers:
            continue
        earliest = last if late else max(last, now - _RECENTLY)
        called_at = earliest + (now - earliest) * chance.uniform(0.1, 0.4)
        partner = chance.choice([unit for unit in sorted(staff.handlers) if unit != lead])
        _step(
            session,
            incident,
            "call_in",
            staff.handlers[lead],
            called_at,
            co_unit=str(partner),
            reason=chance.choice(_ASKED),
        )
        if place % 3 == 1:
            answered_at = called_at + (now - called_at) * chance.uniform(0.2, 0.8)
            said = chance.choice(_ANSWERED)
            _step(session, incident, "co_opinion", staff.handlers[partner], answered_at, result=said)
    _busy_unit(session, staff, chance, now)
    return len(found)


def _busy_unit(session: Session, staff: Staff, chance: Random, now: datetime) -> None:
    supervisor = chance.choice(staff.holding("supervisor"))
    unit = min(staff.handlers)
    duty = Duty(Availability.BUSY, until=now + timedelta(hours=6))
    said_at = now - timedelta(hours=1)
    set_duty(session, unit, duty, reason="演示数据：全员参加防汛值守。", by=_actor(supervisor), now=said_at)


def _step(session: Session, incident: int, action: str, by: DemoAccount, at: datetime, **inputs: str) -> None:
    version = session.scalars(select(Incident.version).where(Incident.id == incident)).one()
    said = inputs | {DESPITE: "演示数据：仍由该单位承办。"}
    take_step(session, incident, version=version, action=action, inputs=said, by=_actor(by), now=at)


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, "")
