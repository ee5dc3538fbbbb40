"""Queries about the versions of flows that a centre has put in, and what was decided about them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gridcenter.store.models import FlowSwitch, FlowText
from gridcenter.store.prepared import Prepared

SIMULATED, ON, OFF = "simulated", "on", "off"

_newest = (
    select(func.max(FlowSwitch.sequence).label("sequence"), FlowSwitch.key.label("key"))
    .where(FlowSwitch.deed != SIMULATED)
    .group_by(FlowSwitch.key)
    .subquery()
)
_IN_FORCE = Prepared(
    select(FlowSwitch.key, FlowSwitch.number)
    .join(_newest, (_newest.c.key == FlowSwitch.key) & (_newest.c.sequence == FlowSwitch.sequence))
    .order_by(FlowSwitch.key)
)


def numbers_in_force(session: Session) -> dict[str, int]:
    """Return the version that new incidents get, for flows that were ever switched; 0: the flow is off."""
    return dict(_IN_FORCE.rows(session))


def flow_text(session: Session, key: str, number: int) -> str | None:
    """Return a stored version as it was put in."""
    return session.scalar(select(FlowText.text).where(FlowText.key == key, FlowText.number == number))
