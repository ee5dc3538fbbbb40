"""A desk killed with SIGKILL between any two statements of undoing a batch leaves all of it done or nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.services.batch_undo import undo_batch
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    AuditEntry,
    Division,
    Household,
    HouseholdMember,
    ImportBatch,
    Person,
    PersonSearch,
    Premises,
    RecordItem,
    Residence,
)
from gridcenter.store.tables import table_of
from tests.services.importing.carrying import NOW, SUPERVISOR, Bring, open_account, table
from tests.services.killed_desk import COMMIT, Death, Order, desks

NUMBERS = [make_number(DEMO_PREFIX, date(1980, 5, 1), 2 + n) for n in range(4)]
TABLES = (
    Person,
    PersonSearch,
    RecordItem,
    Premises,
    Household,
    HouseholdMember,
    Residence,
    ImportBatch,
    AuditEntry,
)
Kill = Callable[[Order], Death]


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    with desks() as killed:
        yield killed


def undo(session: Session, number: int) -> None:
    undo_batch(session, number, reason="导错了文件", by=SUPERVISOR, now=NOW)


def written(store: Store) -> list[list[tuple[object, ...]]]:
    with store.read() as session:
        tables = [table_of(model) for model in TABLES]
        return [
            [tuple(row) for row in session.execute(select(one).order_by(*one.primary_key))] for one in tables
        ]


@pytest.fixture
def brought(store: Store, bring: Bring, reference: None, tmp_path: Path) -> int:
    """Two known persons placed and described otherwise by the batch, two that it made, with a household and a home."""
    open_account(store)
    with store.begin() as session:
        for serial in ("001", "002"):
            code = "709901001" + serial
            session.add(Division(code=code, level=5, name=serial, parent_code=code[:9]))
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室"))
    header = "姓名,公民身份号码,联系电话,社区代码,户号,与户主关系,房屋编码,居住关系"
    first = [f"甲{n},{NUMBERS[n]},13800000000,709901001001,,,," for n in range(2)]
    bring("persons", table(tmp_path / "a.csv", header, *first))
    second = [f"甲{n},{NUMBERS[n]},13900000000,709901001002,H1,户主,R1,同住" for n in range(4)]
    return bring("persons", table(tmp_path / "b.csv", header, *second)).batch_id or 0


def test_a_killed_undoing_leaves_all_or_nothing(
    store: Store, store_url: str, brought: int, kill: Kill
) -> None:
    before = written(store)
    deed = partial(undo, number=brought)
    died = 0
    for statements in count(1):
        death = kill(Order(store_url, deed, statements=statements))
        assert death.signal == signal.SIGKILL
        if death.last == COMMIT:
            break
        died += 1
        assert written(store) == before, death.last
    assert died > 15
    assert written(store) != before
    with store.read() as session:
        assert len(session.scalars(select(Person.id)).all()) == 2
        assert not broken_links(session, 1)


def test_the_fault_would_be_found_where_the_undoing_commits_too_early(
    store: Store, store_url: str, brought: int, kill: Kill
) -> None:
    before = written(store)
    kill(Order(store_url, partial(undo, number=brought), statements=12, split=True))
    assert written(store) != before
