"""Versions of flows and what was decided about them only ever grow: the store itself refuses anything else."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.clock import utc_now
from gridcenter.domain.errors import Refusal
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Change, FlowSwitch, FlowText
from gridcenter.store.schema import downgrade, upgrade


def version(number: int = 2) -> FlowText:
    return FlowText(
        key="dispute",
        number=number,
        text="key: dispute",
        sha256="0",
        put_at=utc_now(),
        putter_id=1,
        putter="李敏",
    )


@pytest.fixture
def with_flow(store: Store) -> Store:
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
        session.flush()
        switched = {"deed": "on", "at": utc_now(), "actor_id": 1, "actor": "李敏", "reason": "新流程"}
        session.add_all([version(), FlowSwitch(key="dispute", sequence=1, number=2, **switched)])
    return store


@pytest.mark.parametrize("table", ["flow_template", "flow_switch"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET number = 3", "DELETE FROM {}"])
def test_a_version_and_a_switch_are_neither_changed_nor_removed(
    with_flow: Store, table: str, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"), with_flow.begin() as session:
        session.execute(text(statement.format(table)))
    with with_flow.read() as session:
        assert session.scalar(text(f"SELECT count(*) FROM {table} WHERE number = 2")) == 1


def test_a_version_has_its_number_once(with_flow: Store) -> None:
    with pytest.raises((DBAPIError, Refusal)), with_flow.begin() as session:
        session.add(version())


def test_what_is_put_in_or_switched_is_announced_by_the_flow_s_key(with_flow: Store) -> None:
    with with_flow.read() as session:
        assert session.execute(select(Change.kind, Change.key)).all() == [("flow", "dispute")]


def test_down_and_up_again_leaves_incidents_under_the_shipped_version(with_flow: Store) -> None:
    downgrade(with_flow, "0013")
    upgrade(with_flow)
    with with_flow.read() as session:
        assert session.scalar(text("SELECT count(*) FROM flow_template")) == 0
