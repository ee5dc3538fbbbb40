"""Open and closed incidents of every kind that the queue tells apart, drawn by dice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import insert

from gridcenter.store.engine import Store
from gridcenter.store.models import Category, CodeSet, Division, Grid, Incident, Unit

NOW = datetime(2026, 11, 18, 6, 32, tzinfo=UTC)
AREAS = ("709901001001", "709901001002", "709902001001", "709903")


def fill_queue(store: Store, count: int, *, seed: int = 7) -> None:
    """Put `count` incidents into an empty store, one in ten closed; few moments, so that many are equal."""
    dice = Random(seed)
    with store.begin() as session:
        session.add(CodeSet(key="matters", name="事项"))
        session.flush()
        session.add(
            Category(id=1, set_key="matters", code="06", name="公共设施", name_en="public facilities")
        )
        session.add(Category(id=2, set_key="matters", code="07", name="市容环境"))
        session.flush()
        session.add(Category(id=3, set_key="matters", code="06012", name="井盖缺失", major_id=1))
        session.add(Unit(id=1, code="U1", kind="department", name="区城管局", name_en="city management"))
        session.add(Division(code=AREAS[0], name="桥头社区", name_en="Qiaotou", level=4))
        session.add(Division(code=AREAS[1], name="河西社区", level=4))
        session.flush()
        grid = Grid(code="709901001001001", name="桥头 01", community_code=AREAS[0], valid_from=NOW)
        grid.geometry, grid.longitude, grid.latitude = "{}", 120.15, 30.25
        session.add(grid)
        session.flush()
        session.execute(insert(Incident), [_incident(dice, number) for number in range(1, count + 1)])


def _incident(dice: Random, number: int) -> dict[str, object]:
    due = dice.choice([None, *(NOW + timedelta(hours=dice.choice((-30, -1, 0, 1, 5))) for _ in range(4))])
    return {
        "number": f"A{number}",
        "state": dice.choice(("reported", "handling", "suspended")),
        "category_id": dice.randint(2, 3),
        "severity": dice.randint(1, 4),
        "urgent": dice.random() < 0.1,
        "vulnerable": dice.random() < 0.2,
        "paused": dice.random() < 0.1,
        "review_at": dice.choice((None, *(NOW + timedelta(hours=hours) for hours in (-5, 0, 5)))),
        "applications": dice.choice((0, 0, 2)),
        "report_count": dice.choice((1, 1, 2)),
        "grid_code": dice.choice((None, "709901001001001", "709901001001002")),
        "community_code": dice.choice(AREAS),
        "unit_id": dice.choice((None, 1)),
        "reported_at": NOW - timedelta(hours=dice.randint(1, 4)),
        "due_at": due,
        "yellow_at": due and due - timedelta(hours=2),
        "clock_mode": dice.choice(("working", "continuous")),
        "closed_at": NOW if dice.random() < 0.1 else None,
        "longitude": dice.choice((None, 120.15)),
        "latitude": 30.25,
        "approximate": dice.random() < 0.5,
    }
