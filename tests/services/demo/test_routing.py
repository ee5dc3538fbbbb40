"""The demo's responsibility list, its rulings, and what the list proposed."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from gridcenter.services.clock_verification import verify_clocks
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, RoutingProposal, Ruling, Step
from gridcenter.store.routing import rule_rows, rulings


def test_the_demo_has_a_list_with_hits_and_misses_and_rulings_to_offer(wednesday: Store) -> None:
    with wednesday.read() as session:
        rows = rule_rows(session)
        ruled = rulings(session, area="")
        proposals = session.scalar(select(func.count()).select_from(RoutingProposal)) or 0
        dispatches = session.scalar(select(func.count()).select_from(Step).where(Step.action == "dispatch"))
        steps = session.scalars(select(Step.action).join(Ruling, Ruling.step_id == Step.id)).all()
        holders = session.execute(
            select(Incident.first_unit_id, Ruling.unit_id).join(Ruling, Ruling.incident_id == Incident.id)
        ).all()
    assert len({row.cell for row in rows}) == len(rows) > 50
    assert len({row.hits.text for row in rows}) > 5
    assert 0 < proposals <= (dispatches or 0)
    assert any(row.hits.kept < row.hits.taken for row in rows)
    assert ruled
    assert set(steps) == {"lead_rule"}
    assert all(first != unit for first, unit in holders)
    assert not verify_clocks(
        wednesday, zone=ZoneInfo("Asia/Shanghai"), progress=lambda _done: None
    ).differences
