"""Files beside what was kept by hand: an undone batch leaves it, and an older file opens no home that has ended."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.domain.home_keeping import HomeDeed
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.home_keeping import keep_home
from gridcenter.services.lookup import look_up
from gridcenter.store.engine import Store
from gridcenter.store.models import HouseholdMember, Person, Residence
from tests.services.importing.carrying import ADA, BEN, SUPERVISOR, Bring, counts, lines_of, table
from tests.services.importing.test_undoing import undo

HEADER = "姓名,身份证号,户号,与户主关系,房屋编码,居住关系,入住日期"
GROUND = partial(LookupRequest, purpose=Purpose.SERVICE, reason="居民本人来窗口登记变更")

pytestmark = pytest.mark.usefixtures("reference", "account")


@pytest.fixture
def file(bring: Bring, tmp_path: Path) -> Path:
    bring("premises", table(tmp_path / "h.csv", "房屋编码,名称", "R1,101室", "R2,102室"))
    rows = (f"甲一,{ADA},H1,户主,R1,产权人,2020-01-01", f"乙二,{BEN},H1,配偶,R1,借住,")
    return table(tmp_path / "p.csv", HEADER, *rows)


def keep(store: Store, number: str, deed: HomeDeed, **said: str) -> None:
    card = look_up(store, GROUND(number), by=SUPERVISOR)
    assert card is not None
    wish = {"line": str(card.residences[0].id), **said}
    keep_home(store, card.person_id, deed, wish, GROUND(number), by=SUPERVISOR)


def homes(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (Residence.kind, Residence.since, Residence.until)
        return [tuple(row) for row in session.execute(select(*columns).order_by(Residence.id))]


def test_a_line_that_was_kept_by_hand_stays_when_its_batch_is_undone(
    store: Store, bring: Bring, file: Path, rejects: Path
) -> None:
    report = bring("persons", file)
    keep(store, ADA, HomeDeed.HOME_CORRECTED, since="2020-02-01", reason="合同自二月起")
    keep(store, BEN, HomeDeed.MEMBER_CORRECTED, line="1", relation="其他", reason="未登记结婚")
    done = undo(store, report.batch_id or 0, kept=rejects)
    assert homes(store) == [("owner", date(2020, 2, 1), None)]
    with store.read() as session:
        assert len(session.scalars(select(HouseholdMember)).all()) == 1
        assert len(session.scalars(select(Person)).all()) == 2
    assert (done.kept["residence"], done.kept["household_member"]) == (1, 1)
    assert len(lines_of(rejects)) >= 4


def test_an_older_file_opens_no_home_that_ended_and_a_newer_one_does(
    store: Store, bring: Bring, file: Path, tmp_path: Path
) -> None:
    bring("persons", file)
    keep(store, ADA, HomeDeed.MOVED_OUT, until="2026-06-01")
    assert counts(bring("persons", file)) == (2, 0, 2, 0, 0)
    assert len(homes(store)) == 2
    again = table(tmp_path / "q.csv", HEADER, f"甲一,{ADA},H1,户主,R1,产权人,2026-07-01")
    assert counts(bring("persons", again)) == (1, 1, 0, 0, 0)
    assert homes(store)[-1] == ("owner", date(2026, 7, 1), None)
