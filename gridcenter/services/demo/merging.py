"""Who reported in the demo, and a few matters that were reported twice and merged. All of it is made up."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.people import Actor
from gridcenter.services.demo.identities import PHONE_BEGINNING
from gridcenter.services.demo.naming import word_list
from gridcenter.services.demo.staff import DemoAccount, Staff
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.intake import report_incident
from gridcenter.services.merging import merge_incidents
from gridcenter.services.reports import caller_hash
from gridcenter.store.models import Category, Incident, Report, Step

BY_PHONE = ("02", "03")
"""Channels through which people call."""
CALLERS, CALLS, MERGED = 40, 90, 4
QUIET = timedelta(minutes=90)
"""So long nothing else has happened to what they were merged into."""
LATEST = timedelta(minutes=20)
"""So long before now the last of them was merged."""


def write_callers(session: Session, *, seed: int) -> int:
    """Say who called about the newest incidents that came by phone; some called more than once.

    The caller owns the transaction; the same seed gives the same people.
    """
    chance = Random(f"callers {seed}")
    people = [_caller(chance) for _ in range(CALLERS)]
    newest = session.scalars(
        select(Incident)
        .where(Incident.source_code.in_(BY_PHONE))
        .order_by(Incident.reported_at.desc(), Incident.number)
        .limit(CALLS)
    ).all()
    for incident in newest:
        name, phone = chance.choice(people)
        session.add(
            Report(
                incident_id=incident.id,
                sequence=1,
                at=incident.reported_at,
                source_code=incident.source_code,
                reporter=name,
                phone=phone,
                contact_hash=caller_hash(session, phone_number(phone)),
                text=incident.description,
                address=incident.address,
            )
        )
    session.flush()
    return len(newest)


def write_merged(session: Session, staff: Staff, *, seed: int, now: datetime) -> int:
    """Report a few open incidents a second time and merge the second reports into the first; return how many.

    What the queue shows stays as many: the second ones leave it with their clocks standing still.
    """
    chance, words = Random(f"merged {seed}"), word_list("merging")
    now = now.replace(second=0, microsecond=0)
    acceptor, supervisor = (_actor(staff.holding(role)[0]) for role in ("acceptor", "supervisor"))
    touched = select(Step.id).where(Step.incident_id == Incident.id, Step.at > now - QUIET)
    first = session.scalars(
        select(Incident)
        .where(Incident.closed_at.is_(None), Incident.approximate.is_(False), Incident.report_count > 1)
        .where(Incident.reported_at < now - timedelta(hours=3), ~touched.exists())
        .order_by(Incident.reported_at.desc(), Incident.number)
        .limit(MERGED)
    ).all()
    for place, incident in enumerate(first):
        at = now - LATEST - timedelta(minutes=12 * place)
        twin = _second(session, incident, acceptor, words, chance, at)
        session.flush()
        merge_incidents(
            session,
            kept=(incident.id, incident.version),
            merged=(twin.id, twin.version),
            reason=chance.choice(words["reasons"]),
            by=supervisor,
            now=at + timedelta(minutes=6),
        )
        session.expire(incident)
    return len(first)


def _second(
    session: Session,
    incident: Incident,
    by: Actor,
    words: dict[str, list[str]],
    chance: Random,
    at: datetime,
) -> Incident:
    category = session.get_one(Category, incident.category_id)
    name, phone = _caller(chance)
    draft = IncidentDraft(
        category.code,
        chance.choice(words["second_reports"]),
        category_set=category.set_key,
        grid_code=incident.grid_code or "",
        community_code=incident.community_code,
        address=incident.address,
        longitude=(incident.longitude or 0) + chance.uniform(-0.0001, 0.0001),
        latitude=(incident.latitude or 0) + chance.uniform(-0.0001, 0.0001),
        source_code=BY_PHONE[0],
        flow=incident.flow,
        reporter=name,
        phone=phone,
    )
    key = f"demo-second-{incident.number}"
    return session.get_one(Incident, report_incident(session, draft, by=by, now=at, key=key))


def _caller(chance: Random) -> tuple[str, str]:
    words = word_list("people")
    surname = chance.choices(list(words["surnames"]), weights=list(words["surnames"].values()))[0]
    given = chance.choice(words["given"]["middle"][chance.choice(("male", "female"))].split())
    return surname + given, f"{PHONE_BEGINNING}{chance.randrange(10_000):04d}"


def _actor(account: DemoAccount) -> Actor:
    return Actor(account.id, account.login, account.name, account.role, account.unit_id, account.area)
