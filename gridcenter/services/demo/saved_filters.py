"""Saved filters of the demo: what its supervisor looks at first, shared with everyone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.saved_filters import Sharing
from gridcenter.services.demo.staff import Staff
from gridcenter.services.saved_filters import save_filter, share_filter


def write_saved_filters(session: Session, staff: Staff, *, now: datetime) -> int:
    """Save and share the filters and return how many; the caller owns the transaction."""
    one = staff.holding("supervisor")[0]
    by = Actor(one.id, one.login, one.name, one.role, one.unit_id, one.area)
    pressing = frozenset({Light.RED, Light.YELLOW})
    busiest = staff.units[1]
    community = next(unit for unit in staff.units if unit.kind == "community")
    chosen = {
        "红黄灯": Filter(lights=pressing),
        f"{community.name.zh} · 红黄灯": Filter(area=community.division_code, lights=pressing),
        f"{busiest.name.zh} · 红黄灯": Filter(lights=pressing, unit_id=busiest.id),
    }
    for name, filter_ in chosen.items():
        key = save_filter(session, name, filter_, by=by, now=now)
        share_filter(session, key, version=1, sharing=Sharing.EVERYONE, by=by, now=now)
    return len(chosen)
