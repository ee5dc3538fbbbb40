"""A few contradictions in the registers of the demo, the rules that find them, and two rolls asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.domain.integrity import Verdict
from gridcenter.domain.people import Actor
from gridcenter.domain.register_conditions import PERSON
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.integrity_findings import found_in
from gridcenter.services.integrity_hits import decide_hit, hit_version, local_day
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.integrity_runs import keep_run, keep_trial
from gridcenter.services.integrity_switches import switch_on
from gridcenter.services.roll_definitions import roll_settings
from gridcenter.services.rolls import approve_roll, keep_asked
from gridcenter.store.integrity import HitFilter, hit_ids
from gridcenter.store.models import Person, Premises, RecordItem, Residence, Roll
from gridcenter.store.register_passes import number_meeting

DECEASED, GROWN_PUPILS, TWO_HOMES = 2, 3, 5
"""How many persons have which contradiction."""
_OLD, _GROWN = 75 * 365, 30 * 365
_DAYS_AGO = timedelta(days=60)
_TRIED_APART = timedelta(minutes=4)
"""Between two trials, so that nobody in the demo asks too often."""
_DECIDED = (
    (Verdict.FALSE_ALARM, "本人在两处轮流居住，已电话核实"),
    (Verdict.TO_VISIT, "电话无人接听，下次走访核实"),
    (Verdict.CORRECTED, "已按户口簿原件更正居住起止日期"),
)
_PURPOSE = "街道选民登记核对"


def write_checks(session: Session, staff: Staff, *, seed: int, now: datetime) -> None:
    """Write contradictions, run the rules over them and ask for two rolls; the caller owns the transaction."""
    chance = Random(f"checks {seed}")
    now = now.replace(second=0, microsecond=0)
    today = now.astimezone(ZoneInfo("Asia/Shanghai")).date()
    _contradict(session, chance, today)
    session.flush()
    by = _actor(next(one for one in staff.holding("supervisor") if not one.area))
    _run(session, by, now - timedelta(days=1))
    _decide(session, by, now - timedelta(hours=5))
    _ask(session, by, _actor(staff.holding("leader")[0]), now)


def _contradict(session: Session, chance: Random, today: date) -> None:
    old = _persons(session, chance, today - timedelta(days=_OLD), DECEASED)
    session.execute(update(Person).where(Person.id.in_(old)).values(deceased_on=today - _DAYS_AGO))
    living = [Person.deceased_on.is_(None)]
    for person in _persons(session, chance, today - timedelta(days=_GROWN), GROWN_PUPILS, *living):
        said = {
            "key": "school_stage",
            "value": "小学",
            "source": "教育部门",
            "recorded_on": today - _DAYS_AGO,
        }
        session.add(RecordItem(person_id=person, **said))
    rooms = session.scalars(select(Premises.id).where(Premises.kind == "room", Premises.tenure == "owned"))
    homes = sorted(rooms.all())
    for person in _persons(session, chance, today - timedelta(days=_GROWN), TWO_HOMES, *living):
        since = today - 3 * _DAYS_AGO
        home = chance.choice(homes)
        session.add(
            Residence(person_id=person, premises_id=home, kind="owner", since=since, source="网格走访")
        )


def _persons(session: Session, chance: Random, born: date, count: int, *conditions: object) -> Sequence[int]:
    """Return some persons born before a day who live somewhere."""
    lives = select(Residence.person_id).where(Residence.until.is_(None))
    wanted = select(Person.id).where(Person.birth < born, Person.id.in_(lives), *conditions)  # type: ignore[arg-type]
    return chance.sample(list(session.scalars(wanted.order_by(Person.id))), count)


def _run(session: Session, by: Actor, at: datetime) -> None:
    rules, day = integrity_settings().rules, local_day(session, at)
    found, checked = found_in(session, rules, area=by.area, day=day, progress=lambda _: None)
    for place, rule in enumerate(rules):
        tried = at - (len(rules) - place) * _TRIED_APART
        number = found[rule.key].number
        keep_trial(session, rule, number, (), by=by, begun=tried, now=tried, day=day, checked=checked)
        switch_on(session, rule, reason="年度数据核查", by=by, now=tried)
    keep_run(session, rules, found, by=by, begun=at, now=at, day=day, checked=checked)


def _decide(session: Session, by: Actor, at: datetime) -> None:
    hits = hit_ids(session, HitFilter(rule="two_main_residences"), area=by.area, limit=len(_DECIDED))
    for hit, (verdict, reason) in zip(hits, _DECIDED, strict=False):
        version = hit_version(session, hit)
        decide_hit(session, hit, version=version, verdict=verdict, reason=reason, by=by, now=at)


def _ask(session: Session, by: Actor, leader: Actor, now: datetime) -> None:
    """One roll is approved and can be written, another one awaits somebody's decision."""
    for key, asker, ago in (
        ("voters", by, timedelta(hours=4)),
        ("eighty_and_older", leader, timedelta(hours=1)),
    ):
        roll, at = roll_settings().roll(key), now - ago
        day = local_day(session, at)
        expected = number_meeting(session, PERSON, roll.when, area=asker.area, day=day)
        made = keep_asked(
            session,
            roll,
            _PURPOSE if asker is by else "高龄津贴发放对象核对",
            day=day,
            area=asker.area,
            opened=False,
            expected=expected,
            by=asker,
            now=at,
        )
        if asker is by:
            version = session.get_one(Roll, made).version
            approve_roll(session, made, version=version, by=leader, now=at + timedelta(hours=1))


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
