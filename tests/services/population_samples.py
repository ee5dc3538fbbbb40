"""A small synthetic register that changes, for tests of population changes and their tasks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.domain.population_tasks import Detected
from gridcenter.services.population_detection import detect_changes
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    Division,
    Grid,
    Person,
    PopulationChange,
    PopulationTask,
    Premises,
    Residence,
    Scope,
    Unit,
)

NOW = datetime(2026, 11, 18, 1, 0, tzinfo=UTC)
"""A Wednesday, 09:00 in the district."""
TODAY = date(2026, 11, 18)
STREET = "709901001"
JIANGNAN, QIAOTOU = STREET + "001", STREET + "002"
GRID = JIANGNAN + "003"
LEADER = Actor(1, "chen.li", "陈立", "leader", 1, "")
HANDLER = Actor(2, "jiangnan", "周航", "handler", 4, JIANGNAN)
AUDITOR = Actor(3, "zhou.jing", "周静", "auditor", 1, "")
UNITS = (
    (1, "ZX", "指挥中心", "department", ""),
    (2, "MZ", "区民政局", "department", STREET[:6]),
    (3, STREET, "滨江街道", "street", STREET),
    (4, JIANGNAN, "江南社区", "community", JIANGNAN),
    (5, QIAOTOU, "桥头社区", "community", QIAOTOU),
    (6, GRID, "江南社区 03 网格组", "grid_team", GRID),
    (7, "WJ", "区卫健局", "department", STREET[:6]),
)
ELDER, CHILD, TENANT, COUPLE = 1, 2, 3, 4


def fill(session: Session) -> None:
    """Write places, units, accounts and four persons who have lived here for long."""
    for code, name in ((JIANGNAN, "江南社区"), (QIAOTOU, "桥头社区")):
        session.add(Division(code=code, level=5, name=name, parent_code=STREET))
    session.add(
        Grid(
            code=GRID,
            name="03 网格",
            name_en="grid 03",
            community_code=JIANGNAN,
            geometry='{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}',
            longitude=0.5,
            latitude=0.4,
            valid_from=NOW - timedelta(days=400),
        )
    )
    for key, code, name, kind, area in UNITS:
        parent = 4 if kind == "grid_team" else None
        session.add(Unit(id=key, code=code, name=name, kind=kind, division_code=area, parent_id=parent))
    session.flush()
    for actor in (LEADER, HANDLER, AUDITOR):
        session.add(
            Account(
                id=actor.account_id,
                login=actor.login,
                name=actor.name,
                role=actor.role,
                unit_id=actor.unit_id,
            )
        )
    session.flush()
    for actor in (LEADER, HANDLER, AUDITOR):
        session.add(Scope(account_id=actor.account_id, division_code=actor.area))
    for key, community, grid in ((1, JIANGNAN, GRID), (2, JIANGNAN, GRID), (3, QIAOTOU, None)):
        session.add(
            Premises(
                id=key,
                code=f"FW-{key}",
                kind="room",
                name=f"010{key}",
                community_code=community,
                grid_code=grid,
            )
        )
    session.flush()
    for key, name, birth in (
        (ELDER, "张美兰", date(1946, 11, 25)),
        (CHILD, "赵小强", date(2016, 1, 1)),
        (TENANT, "周玉英", date(1990, 1, 1)),
        (COUPLE, "孙伟", date(1988, 1, 30)),
    ):
        add_person(session, key, name, birth)
        add_home(session, key, 1, since=date(2015, 5, 1) if key != CHILD else date(2016, 1, 2))


def add_person(
    session: Session,
    key: int,
    name: str,
    birth: date | None,
    *,
    community: str = JIANGNAN,
    grid: str | None = GRID,
    recorded_on: date | None = None,
) -> None:
    number = make_number(DEMO_PREFIX, birth, key) if birth is not None else None
    session.add(
        Person(
            id=key,
            name=name,
            id_number=number,
            sex="2",
            birth=birth,
            community_code=community,
            grid_code=grid,
            source="网格走访",
            recorded_on=recorded_on,
            synthetic=True,
        )
    )
    session.flush()


def add_home(
    session: Session, person: int, premises: int, *, since: date | None, until: date | None = None
) -> int:
    home = Residence(
        person_id=person, premises_id=premises, kind="tenant", since=since, until=until, source="网格走访"
    )
    session.add(home)
    session.flush()
    return home.id


def detect(store: Store, *, now: datetime = NOW, by: Actor = LEADER, **wishes: bool | int) -> Detected:
    return detect_changes(store, by=by, clock=lambda _: now, **wishes)  # type: ignore[arg-type]


Told = set[tuple[int, str, str, str, bool]]


def standing(store: Store) -> Told:
    with store.read() as session:
        rows = session.scalars(select(PopulationChange).where(PopulationChange.withdrawn_at.is_(None)))
        return {(one.person_id, one.kind, one.ref, f"{one.day}", one.initial) for one in rows}


def kinds(store: Store) -> list[tuple[int, str]]:
    return sorted((person, kind) for person, kind, _, _, initial in standing(store) if not initial)


def tasks(store: Store) -> list[tuple[int, str, str, int | None, str]]:
    """Return person, rule, part, unit and outcome of every task."""
    with store.read() as session:
        rows = session.execute(
            select(
                PopulationChange.person_id,
                PopulationTask.rule,
                PopulationTask.part,
                PopulationTask.unit_id,
                PopulationTask.outcome,
            )
            .join(PopulationChange, PopulationChange.id == PopulationTask.change_id)
            .order_by(PopulationTask.id)
        )
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def change(store: Store, work: Callable[[Session], object]) -> None:
    with store.begin() as session:
        work(session)


def dies(session: Session, person: int = TENANT, day: date | None = TODAY - timedelta(days=1)) -> None:
    session.execute(update(Person).where(Person.id == person).values(deceased_on=day))
