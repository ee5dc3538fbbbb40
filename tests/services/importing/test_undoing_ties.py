"""Undoing an import of the people of organisations: ties that it made go, ties that it ended go on again."""

from __future__ import annotations

import csv
import signal
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gridcenter.domain.identity import DEMO_PREFIX, make_number, uscc_check
from gridcenter.domain.import_batches import Undone
from gridcenter.domain.people import Actor
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, ImportBatch, OrganisationPerson
from gridcenter.store.tables import table_of
from tests.services.importing.carrying import NOW, Bring, counts, table
from tests.services.killed_desk import COMMIT, Death, Order, desks

FIRST = f"91{DEMO_PREFIX}000000001"
SHOP = FIRST + uscc_check(FIRST)
ADA = make_number(DEMO_PREFIX, date(1980, 5, 1), 2)
BEN = make_number(DEMO_PREFIX, date(1990, 6, 2), 13)
TIES = "统一社会信用代码,公民身份号码,任职关系,开始日期,结束日期,来源"
SUPERVISOR = Actor(account_id=1, login="limin", name="李敏", role="supervisor", unit_id=None, area="")
Kill = Callable[[Order], Death]

pytestmark = pytest.mark.usefixtures("reference")


@pytest.fixture(autouse=True)
def known(store: Store, bring: Bring, tmp_path: Path) -> None:
    with store.begin() as session:
        session.add(Account(id=1, login="limin", name="李敏", role="supervisor"))
    bring("organisations", table(tmp_path / "o.csv", "统一社会信用代码,组织名称", f"{SHOP},甲店"))
    bring("persons", table(tmp_path / "p.csv", "姓名,公民身份号码", f"甲一,{ADA}", f"乙二,{BEN}"))


@pytest.fixture(scope="module")
def kill() -> Iterator[Kill]:
    with desks() as killed:
        yield killed


def undo(store: Store, number: int | None, *, kept: Path | None = None) -> Undone:
    with store.begin() as session:
        return undo_batch(session, number or 0, reason="导错了文件", by=SUPERVISOR, now=NOW, kept=kept)


def ties(store: Store) -> list[tuple[object, ...]]:
    with store.read() as session:
        tie = OrganisationPerson
        columns = (tie.kind, tie.since, tie.until, tie.ended_at, tie.ended_by)
        return [tuple(row) for row in session.execute(select(*columns).order_by(tie.kind, tie.since))]


@pytest.fixture
def first(bring: Bring, tmp_path: Path) -> int:
    """Ada owns the shop, Ben works there."""
    rows = (f"{SHOP},{ADA},经营者,2020-01-01,,市场监管", f"{SHOP},{BEN},员工,2021-01-01,,社保")
    return bring("organisation_people", table(tmp_path / "t.csv", TIES, *rows)).batch_id or 0


@pytest.fixture
def second(bring: Bring, tmp_path: Path, first: int) -> int:
    """Ada's tie ends and begins anew in one file, Ben's ends, and Ada is the contact now."""
    rows = (
        f"{SHOP},{ADA},经营者,2020-01-01,2025-12-31,",
        f"{SHOP},{ADA},经营者,2026-02-01,,市场监管",
        f"{SHOP},{BEN},员工,2021-01-01,2025-06-30,",
        f"{SHOP},{ADA},联系人,,,",
    )
    report = bring("organisation_people", table(tmp_path / "u.csv", TIES, *rows))
    assert counts(report) == (4, 4, 0, 0, 0)
    return report.batch_id or 0


def test_what_it_made_goes_and_what_it_ended_goes_on_again(
    store: Store, bring: Bring, tmp_path: Path, first: int, second: int
) -> None:
    after = ties(store)
    assert len(after) == 4
    done = undo(store, second)
    assert (done.removed["organisation_person"], done.put_back["organisation_person"]) == (2, 2)
    assert done.kept.total() == 0
    assert ties(store) == [
        ("employee", date(2021, 1, 1), None, None, None),
        ("owner", date(2020, 1, 1), None, None, None),
    ]
    assert counts(bring("organisation_people", tmp_path / "u.csv")) == (4, 4, 0, 0, 0)
    assert [one[:3] for one in ties(store)] == [one[:3] for one in after]


def test_a_tie_that_was_ended_since_stays_and_is_told_masked(
    store: Store, tmp_path: Path, first: int, second: int
) -> None:
    done = undo(store, first, kept=tmp_path / "kept.csv")
    assert (done.removed["organisation_person"], done.kept["organisation_person"]) == (0, 2)
    with (tmp_path / "kept.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))[1:]
    assert len(told) == 2
    assert not [row for row in told if ADA in "".join(row) or BEN in "".join(row)]
    undo(store, second)
    assert [one[:3] for one in ties(store)] == [
        ("employee", date(2021, 1, 1), None),
        ("owner", date(2020, 1, 1), None),
    ]


def test_a_tie_does_not_go_on_again_beside_a_later_one_of_its_kind(store: Store, second: int) -> None:
    with store.begin() as session:
        row = session.scalars(select(OrganisationPerson).where(OrganisationPerson.kind == "employee")).one()
        session.add(
            OrganisationPerson(
                organisation_id=row.organisation_id,
                person_id=row.person_id,
                kind="employee",
                since=date(2026, 3, 1),
            )
        )
    done = undo(store, second)
    assert (done.put_back["organisation_person"], done.kept["organisation_person"]) == (1, 1)


def test_persons_and_organisations_of_undone_ties_can_be_undone_too(store: Store, first: int) -> None:
    undo(store, first)
    with store.read() as session:
        batches = session.execute(
            text("SELECT id FROM import_batch WHERE state = 'applied' ORDER BY id")
        ).scalars()
        numbers = list(batches)
    for number in numbers:
        assert undo(store, number).kept.total() == 0
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 0
        assert session.scalar(text("SELECT count(*) FROM organisation")) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM organisation_person",
        "UPDATE organisation_person SET until = NULL WHERE kind = 'employee'",
        "UPDATE organisation_person SET until = '2026-01-01' WHERE kind = 'employee'",
        "UPDATE organisation_person SET batch_id = NULL",
        "UPDATE organisation_person SET since = NULL",
    ],
)
def test_only_the_undoing_removes_ties_or_opens_them_again(
    store: Store, first: int, second: int, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
        session.execute(text(statement))


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_stopped_undoing_leaves_everything(store: Store, second: int, turn: int) -> None:
    turns = count(1)

    def stop(_progress: Progress) -> None:
        if next(turns) == turn:
            raise Cancelled

    before = ties(store)
    with pytest.raises(Cancelled), store.begin() as session:
        undo_batch(session, second, reason="导错了文件", by=SUPERVISOR, now=NOW, progress=stop)
    assert ties(store) == before


def deed(session: Session, number: int) -> None:
    undo_batch(session, number, reason="导错了文件", by=SUPERVISOR, now=NOW)


def written(store: Store) -> list[list[tuple[object, ...]]]:
    with store.read() as session:
        tables = [table_of(OrganisationPerson), table_of(ImportBatch), table_of(AuditEntry)]
        return [
            [tuple(row) for row in session.execute(select(one).order_by(*one.primary_key))] for one in tables
        ]


def test_a_killed_undoing_of_ties_leaves_all_or_nothing(
    store: Store, store_url: str, second: int, kill: Kill
) -> None:
    before = written(store)
    died = 0
    for statements in count(1):
        death = kill(Order(store_url, partial(deed, number=second), statements=statements))
        assert death.signal == signal.SIGKILL
        if death.last == COMMIT:
            break
        died += 1
        assert written(store) == before, death.last
    assert died > 10
    assert len(ties(store)) == 2
