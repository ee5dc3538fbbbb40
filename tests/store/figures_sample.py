"""A small district whose figures can be counted by hand, for the tests of figures and indicators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Category,
    CodeSet,
    Division,
    Incident,
    IncidentClock,
    IndicatorDefinition,
    Unit,
)

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 18, 14, 32, tzinfo=ZONE)
NORTH, SOUTH = "709901001001", "709901001002"
STREET = "709901001"


def local(text: str) -> datetime:
    """Read "11-18 09:30" as a moment of the district in 2026."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)


def lay_ground(session: Session) -> None:
    session.add(CodeSet(key="matters", name="事项"))
    session.add(CodeSet(key="disputes", name="纠纷"))
    for code, level, name, parent in (
        ("709901", 3, "示范区", None),
        (STREET, 4, "桥头街道", "709901"),
        (NORTH, 5, "北社区", STREET),
        (SOUTH, 5, "南社区", STREET),
    ):
        session.add(Division(code=code, level=level, name=name, parent_code=parent))
    session.flush()
    for key, set_key, code, parent, name in (
        (1, "matters", "01", None, "公共设施"),
        (2, "matters", "0101", 1, "井盖缺失"),
        (3, "matters", "02", None, "市容环境"),
        (4, "disputes", "D1", None, "邻里纠纷"),
    ):
        major = parent or key
        session.add(Category(id=key, set_key=set_key, code=code, parent_id=parent, major_id=major, name=name))
        session.flush()
    session.add(Unit(id=1, code="U1", name="区城管局", kind="department"))
    session.add(Unit(id=2, code="U2", name="北社区", kind="community"))
    session.flush()


class Incidents:
    """Adds incidents one by one; moments are written as in `local`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next = 1

    def add(self, reported: str, **fields: Any) -> Incident:
        moments = {key: local(value) for key, value in fields.items() if key.endswith("_at") and value}
        values = {
            "state": "handling",
            "category_id": 2,
            "community_code": NORTH,
            "unit_id": 1,
            **fields,
            **moments,
        }
        if values.get("closed_at"):
            values["state"] = fields.get("state", "closed")
        incident = Incident(
            id=self._next, number=f"SJ{self._next:06d}", reported_at=local(reported), **values
        )
        self._next += 1
        self._session.add(incident)
        self._session.flush()
        return incident

    def add_clock(self, incident: Incident, state: str, due: str, ended: str = "") -> None:
        due_at = local(due)
        self._session.add(
            IncidentClock(
                incident_id=incident.id,
                kind="step",
                sequence=self._next,
                state=state,
                calendar_key="office",
                mode="working",
                limit_value=1,
                limit_unit="work_day",
                limit_minutes=480,
                started_at=due_at - timedelta(hours=8),
                due_at=due_at,
                yellow_at=due_at - timedelta(hours=2),
                ended_at=local(ended) if ended else None,
            )
        )
        self._next += 1


def define(session: Session, *definitions: tuple[str, str, str, str]) -> None:
    """Add indicator definitions: key, Chinese name, numerator, denominator; without a numerator it is a count."""
    for position, (key, name, numerator, denominator) in enumerate(definitions):
        session.add(
            IndicatorDefinition(
                key=key,
                kind="rate" if numerator else "count",
                name=name,
                numerator=numerator,
                denominator=denominator,
                position=position,
            )
        )


def fill_today(store: Store) -> None:
    """Today (Wednesday 18 November, 14:32): 4 reported, 3 closed of which 1 late, 3 due of which 2 in time."""
    with store.begin() as session:
        lay_ground(session)
        incidents = Incidents(session)
        incidents.add("11-18 00:00")
        incidents.add("11-18 09:30", category_id=3, community_code=SOUTH)
        incidents.add("11-18 09:59", due_at="11-18 14:00", handle_due_at="11-18 14:00", unit_id=2)
        incidents.add(
            "11-18 14:32",
            closed_at="11-18 14:32",
            state="cancelled",
        )
        incidents.add("11-18 14:33")
        closed = {"whole_due_at": "11-18 12:00", "handle_due_at": "11-18 10:00"}
        incidents.add("11-18 08:00", handled_at="11-18 09:00", closed_at="11-18 10:00", **closed)
        incidents.add("11-17 10:00", handled_at="11-18 09:59", closed_at="11-18 13:00", **closed)
        incidents.add(
            "11-16 08:00", handled_at="11-17 09:00", closed_at="11-18 08:30", whole_due_at="11-18 09:00"
        )
        incidents.add("11-16 08:00", due_at="11-18 13:31")
        for day in ("11-11", "11-04", "10-28", "10-21"):
            incidents.add(f"{day} 09:10", closed_at=f"{day} 12:00", handled_at=f"{day} 11:00")
        incidents.add(
            "11-11 14:32", closed_at="11-12 12:00", handle_due_at="11-11 14:00", handled_at="11-11 13:00"
        )
        incidents.add(
            "11-11 23:10", closed_at="11-12 12:00", handle_due_at="11-11 14:30", handled_at="11-12 11:00"
        )
        incidents.add("11-04 14:33", closed_at="11-05 12:00", handled_at="11-05 11:00")
