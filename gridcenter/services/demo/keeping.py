"""How the demo's register is kept true: visits of the last months, and a few persons who stand in it twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.domain.visits import DECLINED, MET, MOVED, NOT_AT_HOME
from gridcenter.services.demo.identities import PHONE_BEGINNING
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.person_index import index_these_persons
from gridcenter.services.person_merging import merge_persons
from gridcenter.store.bulk import take_ids
from gridcenter.store.models import Household, Person, Visit

VISITED_AT_MOST = 3000
"""Households with visits: a demo of a million persons is no slower for it."""
MET_OF_TEN, TRIED_OF_TEN = 6, 2
LONGEST_AGO = 300
TWINS = 4
_ZONE = ZoneInfo("Asia/Shanghai")
_SOURCE = "社保登记"
_COPIED = (
    "id_number",
    "name",
    "sex",
    "birth",
    "grid_code",
    "community_code",
    "register_address",
    "synthetic",
)


def write_keeping(session: Session, staff: Staff, *, seed: int, now: datetime) -> None:
    """Write both; the caller commits. The same seed and day give the same rows."""
    chance = Random(f"keeping {seed}")
    _write_visits(session, staff, chance, now)
    _write_twins(session, staff, chance, now)


def _write_visits(session: Session, staff: Staff, chance: Random, now: datetime) -> None:
    today = now.astimezone(_ZONE).date()
    known = select(Household.id, Household.grid_code).where(Household.grid_code.is_not(None))
    rows: list[dict[str, Any]] = []
    for household, code in session.execute(known.order_by(Household.id).limit(VISITED_AT_MOST)):
        grid = code or ""
        collector = staff.collectors[grid[:12]]
        luck = chance.randrange(10)
        if luck < MET_OF_TEN:
            day = today - timedelta(days=chance.randint(1, LONGEST_AGO))
            rows.append(_visit(household, grid, day, MET, collector))
        if luck >= 10 - TRIED_OF_TEN:
            outcome = chance.choice((NOT_AT_HOME, NOT_AT_HOME, NOT_AT_HOME, MOVED, DECLINED))
            rows.append(
                _visit(household, grid, today - timedelta(days=chance.randint(0, 40)), outcome, collector)
            )
    if rows:
        session.execute(insert(Visit), rows)


def _visit(household: int, grid: str, day: Any, outcome: str, collector: DemoAccount) -> dict[str, Any]:
    return {
        "household_id": household,
        "grid_code": grid,
        "community_code": grid[:12],
        "day": day,
        "at": datetime.combine(day, time(10, 30), _ZONE),
        "account_id": collector.id,
        "actor": collector.name,
        "outcome": outcome,
    }


def _write_twins(session: Session, staff: Staff, chance: Random, now: datetime) -> None:
    """Let a second source know a few persons under the same number; one of them is merged already."""
    known = select(Person.id, *(getattr(Person, name) for name in _COPIED)).where(
        Person.id_number.is_not(None)
    )
    found = session.execute(known.order_by(Person.id).limit(TWINS)).all()
    ids = take_ids(session, Person, len(found))
    for key, (_, *values) in zip(ids, map(tuple, found), strict=True):
        phone = f"{PHONE_BEGINNING}{chance.randrange(10_000):04d}"
        recorded_on = now.astimezone(_ZONE).date() - timedelta(days=chance.randint(40, 400))
        said = dict(zip(_COPIED, values, strict=True))
        session.add(Person(id=key, **said, phone=phone, source=_SOURCE, recorded_on=recorded_on))
    session.flush()
    index_these_persons(session, list(ids))
    if found:
        _merge_first(session, staff, (found[0][0], ids[0]), now)


def _merge_first(session: Session, staff: Staff, pair: Sequence[int], now: datetime) -> None:
    account = staff.holding("supervisor")[0]
    by = Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
    kept, merged = pair
    merge_persons(session, kept=kept, merged=merged, reason="两处来源登记同一人，号码一致", by=by, now=now)
