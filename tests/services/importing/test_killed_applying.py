"""A desk killed with SIGKILL between any two statements of applying a batch leaves all of it done or nothing."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.services.import_batches import apply_batch, stage_file, tell_apart
from gridcenter.services.importing import ImportOptions, Kind
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    AuditEntry,
    ImportBatch,
    Person,
    PersonApart,
    PersonSearch,
    RecordItem,
    StagedRow,
)
from gridcenter.store.tables import table_of
from tests.services.importing.carrying import (
    ADA,
    BEN,
    EVE,
    NOW,
    SUPERVISOR,
    Bring,
    apply,
    open_account,
    stage,
    table,
)
from tests.services.killed_desk import COMMIT, Death, Order, desks

TABLES = (Person, PersonSearch, PersonApart, RecordItem, StagedRow, ImportBatch, AuditEntry)
HEADER = "姓名,公民身份号码,联系电话"
Kill = Callable[[Order], Death]


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    with desks() as killed:
        yield killed


def deed(session: Session, number: int) -> None:
    apply_batch(session, number, by=SUPERVISOR, now=NOW)


def staging(session: Session, path: Path) -> None:
    stage_file(session, Kind.PERSONS, path, options=ImportOptions(), by=SUPERVISOR, now=NOW)


def written(store: Store) -> list[list[tuple[object, ...]]]:
    with store.read() as session:
        tables = [table_of(model) for model in TABLES]
        return [
            [tuple(row) for row in session.execute(select(one).order_by(*one.primary_key))] for one in tables
        ]


def test_a_killed_applying_leaves_all_or_nothing_of_people_told_apart(
    store: Store, store_url: str, bring: Bring, reference: None, tmp_path: Path, kill: Kill
) -> None:
    open_account(store)
    bring("persons", table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},138", f"乙二,{BEN},137"))
    rows = (f"丙三,{ADA},139", f"乙二,{BEN},13600000000", f"丁四,{EVE},")
    number = stage(store, table(tmp_path / "b.csv", HEADER, *rows)).batch_id or 0
    with store.begin() as session:
        tell_apart(session, number, [2], reason="号码抄错", by=SUPERVISOR, now=NOW)
    before = written(store)
    died = 0
    for statements in count(1):
        death = kill(Order(store_url, partial(deed, number=number), statements=statements))
        assert death.signal == signal.SIGKILL
        if death.last == COMMIT:
            break
        died += 1
        assert written(store) == before, death.last
    assert died > 15
    people, _, apart, items, waiting, *_ = written(store)
    assert (len(people), len(apart), len(items), len(waiting)) == (4, 1, 1, 0)


def test_a_killed_staging_leaves_all_rows_waiting_or_none(
    store: Store, store_url: str, bring: Bring, reference: None, tmp_path: Path, kill: Kill
) -> None:
    open_account(store)
    bring("persons", table(tmp_path / "a.csv", HEADER, f"甲一,{ADA},138"))
    path = table(tmp_path / "b.csv", HEADER, f"丙三,{ADA},139", f"乙二,{BEN},136", f"丁四,{EVE},", "戊五,1,")
    before = written(store)
    died = 0
    for statements in count(1):
        death = kill(Order(store_url, partial(staging, path=path), statements=statements))
        if death.last == COMMIT:
            break
        died += 1
        assert written(store) == before, death.last
    assert died > 5
    people, *_, waiting, batches, audit = written(store)
    assert (len(people), len(waiting), len(batches), len(audit)) == (1, 4, 2, 1)


def test_two_desks_that_apply_the_same_batch_write_it_once(
    store: Store, reference: None, english: None, tmp_path: Path
) -> None:
    open_account(store)
    number = stage(store, table(tmp_path / "b.csv", HEADER, f"甲一,{ADA},138", f"乙二,{BEN},136")).batch_id
    together = Barrier(2)

    def one_desk() -> str:
        together.wait(timeout=30)
        try:
            return f"stored {apply(store, number).accepted}"
        except RuleBroken as refusal:
            return str(refusal)

    with ThreadPoolExecutor(2) as desks_of_two:
        said = sorted(asked.result() for asked in [desks_of_two.submit(one_desk) for _ in range(2)])
    assert said == [f"Import batch no. {number} is not staged: it is applied.", "stored 2"]
    people, *_, waiting, _batches, audit = written(store)
    assert (len(people), len(waiting)) == (2, 0)
    assert len(audit) == 2, "one line for staging and one for the desk that applied"
