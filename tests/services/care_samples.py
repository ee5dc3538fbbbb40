"""Accounts and care files in a store, for tests of care programmes and of the ledger of key persons."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from gridcenter.domain.care import BenefitGiven, Consent, Enrolment, VisitMade
from gridcenter.domain.people import Actor, LookupRequest, Purpose
from gridcenter.services.care import enrol
from gridcenter.services.care_visits import record_benefit, record_visit
from gridcenter.services.person_index import index_changed_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Scope
from tests.services import resident_samples as sample

ZONE = ZoneInfo("Asia/Shanghai")
NOW = sample.NOW
TODAY = date(2026, 11, 18)
LAST = date(2027, 6, 30)
WORKER = Actor(11, "g.jiangnan", "何苗", "collector", 1, sample.COMMUNITY)
SECOND = Actor(12, "zhang.wei", "章伟", "supervisor", 1, "709901")
STRANGER = Actor(13, "sun.li", "孙丽", "supervisor", 1, "")
"""Sees the whole store, and is named in no file."""
HANDLER = Actor(14, "mz", "民政", "handler", 1, "")
REASON, NOTE, AMOUNT = "独居且无近亲属，邻里反映需要照看", "老人说膝盖疼走不远", "高龄津贴每月三百元"
CANARIES = (REASON, NOTE, AMOUNT, "独居老人关爱", "elderly people living alone")

GROUND = LookupRequest(sample.NUMBER, Purpose.VISIT, reason="按计划上门走访独居老人")


def wish(number: str = sample.NUMBER, **other: object) -> Enrolment:
    values: dict[str, object] = {
        "programme": "elderly_alone",
        "reason": REASON,
        "expires_on": LAST,
        "consent": Consent.PERSON,
        "consent_on": TODAY,
        "know": (SECOND.login,),
    }
    return Enrolment(number, **{**values, **other})  # type: ignore[arg-type]


def fill(store: Store) -> None:
    """Write the household of the resident samples and four more accounts."""
    with store.begin() as session:
        sample.fill(session)
        for actor in (WORKER, SECOND, STRANGER, HANDLER):
            session.add(
                Account(id=actor.account_id, login=actor.login, name=actor.name, role=actor.role, unit_id=1)
            )
        session.flush()
        for actor in (WORKER, SECOND, STRANGER, HANDLER):
            session.add(Scope(account_id=actor.account_id, division_code=actor.area))
        index_changed_persons(session)


def enrolled(store: Store, *, now: datetime = NOW, **other: object) -> int:
    """Open a file with a visit that was made and a benefit; return its number."""
    with store.begin() as session:
        file_id = enrol(session, wish(**other), by=WORKER, now=now, zone=ZONE)  # type: ignore[arg-type]
        made = VisitMade(TODAY, "met", NOTE)
        record_visit(session, file_id, made, by=WORKER, now=now, zone=ZONE)
        given = BenefitGiven("allowance", AMOUNT, TODAY, None, "街道民政办")
        record_benefit(session, file_id, given, by=WORKER, now=now, zone=ZONE)
    return file_id


def midnight_after(day: date) -> datetime:
    """Return the moment at which a day ends in the district, in UTC."""
    return datetime(day.year, day.month, day.day, 16, tzinfo=UTC)
