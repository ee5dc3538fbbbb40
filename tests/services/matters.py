"""A small place for incident tests: one community with two grids, three units, and an account for every role."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.domain.people import Actor
from gridcenter.services.adjustments import apply_for, approve, approvers
from gridcenter.services.flows import flow_of
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.services.proofs import proof_of
from gridcenter.services.reference import load_reference
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Adjustment,
    Attachment,
    Category,
    Division,
    Grid,
    Incident,
    Scope,
    Standard,
    Step,
    Unit,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
COMMUNITY = "709901001001"
OTHER_COMMUNITY = "709901002001"
GRID = "709901001001003"
ROLES = ("collector", "acceptor", "supervisor", "dispatcher", "handler", "leader")
SQUARE = (
    '{"type":"Polygon","coordinates":[[[111.0,30.0],[111.1,30.0],[111.1,30.1],[111.0,30.1],[111.0,30.0]]]}'
)
CATEGORY = "T01"
OTHER_CATEGORY = 90002


def at(text: str) -> datetime:
    """Read "11-18 14:32" as Shanghai time of 2026."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI).astimezone(UTC)


def settle(store: Store) -> None:
    """Fill the store with the place, its people, and one category whose task takes four working hours."""
    with store.begin() as session:
        load_reference(session)
        for code, name in (
            ("709901", "滨江区"),
            ("709901001", "江南街道"),
            (COMMUNITY, "江南社区"),
            ("709901002", "桥头街道"),
            (OTHER_COMMUNITY, "桥头社区"),
        ):
            session.add(Division(code=code, level=len(code) // 3, name=name, parent_code=None))
        for code, community in ((GRID, COMMUNITY), (OTHER_COMMUNITY + "001", OTHER_COMMUNITY)):
            session.add(
                Grid(
                    code=code,
                    name=f"{code[-2:]} 网格",
                    community_code=community,
                    geometry=SQUARE,
                    longitude=111.05,
                    latitude=30.05,
                    valid_from=at("01-01 00:00"),
                )
            )
        session.add_all(
            [
                Unit(
                    id=1,
                    code="U1",
                    name="江南社区",
                    name_en="Jiangnan community",
                    kind="community",
                    division_code=COMMUNITY,
                ),
                Unit(id=2, code="U2", name="区城管局", name_en="City management", kind="department"),
                Unit(id=3, code="U3", name="区住建局", name_en="Housing bureau", kind="department"),
            ]
        )
        session.flush()
        for number, role in enumerate(ROLES, start=1):
            unit = 2 if role == "handler" else None
            session.add(Account(id=number, login=role, name=f"{role} 一号", role=role, unit_id=unit))
        session.add(Account(id=20, login="handler2", name="handler 二号", role="handler", unit_id=3))
        session.flush()
        for number in (*range(1, len(ROLES) + 1), 20):
            session.add(Scope(account_id=number, division_code=""))
        session.add(
            Category(
                id=90001, set_key="matters", code=CATEGORY, name="消防通道堵塞", name_en="blocked fire lane"
            )
        )
        session.flush()
        session.add(
            Standard(
                category_id=90001,
                handle_value=4,
                handle_unit="work_hour",
                whole_value=2,
                whole_unit="work_day",
                valid_from=at("01-02 00:00").date(),
                source="XF-0312",
            )
        )


def other_category(store: Store) -> None:
    """Add T02 with two situations: eight working hours, and the second, `OTHER_CATEGORY` + 12, two urgent ones."""
    with store.begin() as session:
        session.add(
            Category(
                id=OTHER_CATEGORY, set_key="matters", code="T02", name="井盖缺失", name_en="missing cover"
            )
        )
        session.flush()
        for sequence, situation, hours, unit in (
            (1, "一般", 8, "work_hour"),
            (2, "存在安全隐患", 2, "urgent_hour"),
        ):
            session.add(
                Standard(
                    id=OTHER_CATEGORY + 10 + sequence,
                    category_id=OTHER_CATEGORY,
                    sequence=sequence,
                    situation=situation,
                    handle_value=hours,
                    handle_unit=unit,
                    whole_value=sequence,
                    whole_unit="natural_day",
                    valid_from=at("01-02 00:00").date(),
                )
            )


def actor(role: str, *, area: str = "") -> Actor:
    """Return the account of this role; handlers belong to unit 2."""
    number = ROLES.index(role) + 1
    return Actor(number, role, f"{role} 一号", role, 2 if role == "handler" else None, area)


DRAFT = IncidentDraft(
    CATEGORY, "通道被三辆车占用，消防车无法进入。", grid_code=GRID, address="渡口路 18 号东侧"
)


def report(store: Store, *, now: datetime, key: str = "form-1", draft: IncidentDraft = DRAFT) -> int:
    with store.begin() as session:
        return report_incident(session, draft, by=actor("collector"), now=now, key=key)


def version_of(store: Store, incident_id: int) -> int:
    with store.read() as session:
        return session.scalars(select(Incident.version).where(Incident.id == incident_id)).one()


def step(store: Store, incident_id: int, action: str, role: str, now: datetime, **inputs: str) -> int:
    """Take a step with the version that stands in the store; what needs an approval is applied for and approved."""
    approver = approver_of(store, incident_id, action)
    if approver is not None:
        applied = apply(store, incident_id, action, role, now, **inputs)
        return decide(store, applied, approver, now)
    with store.begin() as session:
        return take_step(
            session,
            incident_id,
            version=version_of(store, incident_id),
            action=action,
            inputs=inputs,
            by=actor(role),
            now=now,
        )


def approver_of(store: Store, incident_id: int, action: str) -> Actor | None:
    """Return somebody who approves the move in the incident's flow; None where it needs no approval."""
    with store.read() as session:
        roles = approvers(flow_of(session, incident_id), action)
    return actor("leader") if "leader" in roles else None


def apply(
    store: Store,
    incident_id: int,
    action: str,
    role: str,
    now: datetime,
    *,
    by: Actor | None = None,
    key: str = "",
    **inputs: str,
) -> int:
    """Apply for a move with the version that stands in the store; return the application's id."""
    with store.begin() as session:
        return apply_for(
            session,
            incident_id,
            version=version_of(store, incident_id),
            action=action,
            inputs=inputs,
            by=by or actor(role),
            now=now,
            key=key or f"{incident_id} {action} {now.isoformat()}",
        )


def decide(store: Store, application_id: int, by: Actor, now: datetime, *, opinion: str = "") -> int:
    """Approve an application with the version that stands in the store."""
    with store.begin() as session:
        incident_id = session.get_one(Adjustment, application_id).incident_id
        return approve(
            session,
            application_id,
            version=version_of(store, incident_id),
            opinion=opinion,
            by=by,
            now=now,
        )


def attached(session: Session, incident_id: int, kind: str, *, by: Actor) -> int:
    """Attach a picture of which there is no file: what a step asks for is the row."""
    newest = session.scalar(select(func.max(Step.sequence)).where(Step.incident_id == incident_id))
    row = Attachment(
        incident_id=incident_id,
        kind=kind,
        name="照片.png",
        content_type="image/png",
        size=70,
        sha256=uuid4().hex * 2,
        added_at=at("09-30 08:00"),
        adder_id=by.account_id,
        adder=by.name,
        adder_role=by.role,
        step_sequence=newest,
    )
    session.add(row)
    session.flush()
    return row.id


def prove(session: Session, incident_id: int, action: str, *, by: Actor) -> None:
    """Attach whatever proof the move asks of this person."""
    incident = session.get_one(Incident, incident_id)
    template = flow_of(session, incident_id)
    move = next(one for one in template.moves_from(incident.state) if one.action == action)
    for field in proof_of(session, incident, template, move):
        attached(session, incident_id, min(field.attachments), by=by)


def to_dispatched(store: Store, incident_id: int, start: datetime, *, unit: str = "2") -> None:
    """Take the incident from reported to dispatched, one minute a step."""
    moves = [("register", "acceptor", {}), ("accept", "supervisor", {}), ("to_dispatch", "supervisor", {})]
    for minute, (action, role, inputs) in enumerate(
        [*moves, ("dispatch", "dispatcher", {"unit": unit})], start=1
    ):
        step(store, incident_id, action, role, start + timedelta(minutes=minute), **inputs)


def to_handling(store: Store, incident_id: int, start: datetime) -> None:
    to_dispatched(store, incident_id, start)
    step(store, incident_id, "receive", "handler", start + timedelta(minutes=5))
    step(store, incident_id, "start", "handler", start + timedelta(minutes=6))


def to_closed(store: Store, incident_id: int, start: datetime) -> None:
    to_handling(store, incident_id, start)
    last = start + timedelta(minutes=10)
    for action, role, inputs in (
        ("finish", "handler", {"result": "已清除", "photo_after": "P-2"}),
        ("send_check", "acceptor", {"collector": "王"}),
        ("check_start", "collector", {}),
        ("pass", "collector", {"photo": "P-3"}),
        ("to_close", "acceptor", {}),
        ("close", "supervisor", {}),
    ):
        last += timedelta(minutes=1)
        step(store, incident_id, action, role, last, **inputs)
