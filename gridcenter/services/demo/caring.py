"""A few care files of the demo: of made-up residents, for the grid worker of a community and the shift supervisor."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.care import BenefitGiven, Consent, Enrolment, VisitMade, district_day
from gridcenter.domain.people import Actor
from gridcenter.services.care import enrol
from gridcenter.services.care_rules import care_rules
from gridcenter.services.care_visits import record_benefit, record_visit
from gridcenter.services.demo.naming import NamedGround
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.store.models import Person

ZONE = ZoneInfo("Asia/Shanghai")
FILES = (
    ("elderly_alone", 76, 200, "独居，子女在外地，邻里照看不便", "met", "精神好，冰箱里有菜，约好下周再来"),
    ("elderly_alone", 82, 340, "独居高龄，行动不便，需要定期走访", "met", "家中药量够一周，提醒按时服药"),
    ("elderly_alone", 70, 30, "独居，近日刚搬入本社区，尚不熟悉", "phoned", "电话里说一切都好"),
    ("disabled", 45, 90, "肢体残疾，出行需要无障碍设施帮助", "met", "轮椅刹车需要更换，已联系残联"),
    ("hardship", 38, 175, "主要劳动力失业，家庭收入骤减", "met", "正在参加社区的技能培训"),
)
"""Programme, least age, days since it was opened, reason, outcome and note of the last visit. Made up."""


def write_care(session: Session, named: NamedGround, staff: Staff, *, now: datetime) -> None:
    """Open the files in the first community; one of them ends soon and awaits a second person."""
    community = named.grids[0].parent_code
    worker = _actor(staff.collectors[community])
    others = staff.holding("supervisor")[:1]
    numbers = _residents(session, community, now)
    for (programme, _, days, reason, outcome, note), number in zip(FILES, numbers, strict=False):
        begun = now - timedelta(days=days)
        day, rules = district_day(begun, ZONE), care_rules().programmes[programme]
        consented = rules.consent is not Consent.NONE
        wish = Enrolment(
            number,
            programme,
            reason,
            rules.latest(day),
            day,
            rules.consent,
            day if consented else None,
            tuple(one.login for one in others),
        )
        file_id = enrol(session, wish, by=worker, now=begun, zone=ZONE)
        visited = VisitMade(district_day(now - timedelta(days=3), ZONE), outcome, note)
        record_visit(session, file_id, visited, by=worker, now=now - timedelta(days=3), zone=ZONE)
        if programme in ("hardship", "disabled"):
            given = BenefitGiven("allowance", "每月 300 元", day, None, "街道民政办")
            record_benefit(session, file_id, given, by=worker, now=now - timedelta(days=2), zone=ZONE)


def _residents(session: Session, community: str, now: datetime) -> list[str]:
    """Return the number of one resident for each file, old enough for it, nobody twice."""
    chosen: dict[str, None] = {}
    for _, age, *_ in FILES:
        latest = now.date() - timedelta(days=366 * age)
        wanted = (Person.community_code == community, Person.birth < latest, Person.verified)
        statement = select(Person.id_number).where(*wanted, Person.id_number.not_in([*chosen]))
        found = session.scalar(statement.order_by(Person.birth.desc(), Person.id).limit(1))
        if found is None:
            break
        chosen[found] = None
    return list(chosen)


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
