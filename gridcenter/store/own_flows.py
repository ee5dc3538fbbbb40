"""Queries about the versions of flows that a centre has put in, and what was decided about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from gridcenter.domain.own_flows import SIMULATED, FlowDeed
from gridcenter.store.models import Account, Counter, FlowSwitch, FlowText, Incident
from gridcenter.store.prepared import Prepared

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


def stored_numbers(session: Session) -> list[tuple[str, int]]:
    """Return key and number of every version that was put in."""
    rows = session.execute(select(FlowText.key, FlowText.number).order_by(FlowText.key, FlowText.number))
    return [(key, number) for key, number in rows]


def lock_flow(session: Session, key: str) -> None:
    """Make others who put in or switch this flow wait until the transaction ends."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    name = f"flow {key}"
    session.execute(dialect.insert(Counter).values(key=name, value=0).on_conflict_do_nothing())
    session.execute(select(Counter.key).where(Counter.key == name).with_for_update())


def flow_texts(session: Session, key: str = "") -> Sequence[FlowText]:
    """Return all stored versions, of one flow or of all, by flow and number."""
    wanted = select(FlowText).order_by(FlowText.key, FlowText.number)
    return session.scalars(wanted.where(FlowText.key == key) if key else wanted).all()


def flow_deeds(session: Session, key: str) -> list[FlowDeed]:
    """Return what was done with the flow, oldest first."""
    rows = session.scalars(select(FlowSwitch).where(FlowSwitch.key == key).order_by(FlowSwitch.sequence))
    return [FlowDeed(row.number, row.deed, row.at, row.actor, row.reason, row.outcome) for row in rows]


def next_deed(session: Session, key: str) -> int:
    wanted = select(func.max(FlowSwitch.sequence)).where(FlowSwitch.key == key)
    return (session.scalar(wanted) or 0) + 1


def open_incidents_by_version(session: Session) -> dict[tuple[str, int], int]:
    wanted = select(Incident.flow, Incident.flow_version, func.count()).where(Incident.closed_at.is_(None))
    rows = session.execute(wanted.group_by(Incident.flow, Incident.flow_version))
    return {(key, number): count for key, number, count in rows}


def active_accounts(session: Session, roles: Iterable[str]) -> int:
    """Return how many people could act in one of these roles."""
    wanted = select(func.count()).select_from(Account).where(Account.active, Account.role.in_(sorted(roles)))
    return session.scalar(wanted) or 0
