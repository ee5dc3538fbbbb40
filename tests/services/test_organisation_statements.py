"""What is said of an organisation stands side by side, and its columns hold what comes first, whatever was done."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, uscc_check
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DISTRICT
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.importing import ImportOptions, Kind, import_file
from gridcenter.services.organisation_facts import facts_of
from gridcenter.services.organisation_keeping import state_of_organisation
from gridcenter.services.organisation_values import verify_of_organisation, withdraw_of_organisation
from gridcenter.store.engine import Store
from gridcenter.store.models import Organisation
from tests.services import organisation_samples as organised
from tests.services.importing.carrying import table
from tests.services.test_organisation_keeping import move_counter

HEAD = Actor(2, "wang.qiang", "王强", "supervisor", 1, "")
HEADER = "统一社会信用代码,组织名称,组织类型,成立日期,来源,登记日期"
KEYS = ("name", "kind", "founded_on")
VALUES = {
    "name": ("甲店", "乙店", "丙店"),
    "kind": ("shop", "plant"),
    "founded_on": ("2001-02-03", "2010-11-12"),
}
BEFORE = date(2025, 12, 31)
"""The day that a source gives where the plan names none: by hand one is needed."""
DAYS = st.sampled_from(["", "2026-01-01", "2026-02-01", "2026-03-01"])
ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(VALUES["name"]),
        "kind": st.sampled_from(("", *VALUES["kind"])),
        "founded_on": st.sampled_from(("", *VALUES["founded_on"])),
        "day": DAYS,
    }
)
ACTS = st.one_of(
    st.tuples(st.just("bring"), ROW),
    st.tuples(st.just("say"), ROW),
    st.tuples(st.just("verify"), st.integers(0, 9)),
    st.tuples(st.just("withdraw"), st.integers(0, 9)),
    st.tuples(st.just("undo"), st.integers(0, 3)),
)
_serial = count(1000)


@dataclass
class Said:
    key: str
    value: str
    day: date | None
    batch: int | None
    base: bool = False
    spoken: bool = True
    """Whether it is kept as a statement, and not as a column alone."""
    verified: date | None = None
    gone: bool = False


@dataclass
class Expected:
    """The same rules told once more, over plain lists."""

    said: list[Said]
    applied: list[int]
    creator: int
    undone: set[int] = field(default_factory=set)

    def standing(self, key: str) -> list[Said]:
        return [one for one in self.said if one.key == key and not one.gone]

    def first(self, key: str) -> str:
        standing = self.standing(key)
        return max(standing, key=self.weight).value if standing else ""

    def weight(self, one: Said) -> tuple[date, date, bool, int]:
        return one.verified or date.min, one.day or date.min, one.base, self.said.index(one)

    def add(self, key: str, value: str, day: date | None, batch: int | None) -> None:
        for one in self.said:
            one.spoken = one.spoken or one.key == key
        self.said.append(Said(key, value, day, batch))

    def keep(self, act: str, key: str, value: str, today: date) -> None:
        """Verify the weightiest statement of a value, or take all of them back."""
        same = [one for one in self.standing(key) if one.value == value]
        for one in self.said:
            one.spoken = one.spoken or one.key == key
        if act == "verify":
            max(same, key=self.weight).verified = today
        for one in same if act == "withdraw" else ():
            one.gone = True

    def is_news(self, key: str, value: str, day: date | None) -> bool:
        same = [one for one in self.standing(key) if one.value == value]
        later = any((one.day or date.min) >= (day or date.min) for one in same)
        return bool(value) and self.first(key) != value and not later

    def undo(self, batch: int) -> bool:
        """Take a batch back and tell whether the organisation is still there."""
        self.undone.add(batch)
        for one in self.said:
            if one.batch == batch and not one.base and one.verified is None:
                one.gone = True
        kept = [one for one in self.said if one.spoken]
        return batch != self.creator or any(
            one.batch not in self.undone or one.verified is not None or (one.base and one.gone)
            for one in kept
        )


class Desk:
    """Does on a store what a plan says; the clock goes on a quarter of an hour with every act."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.now = datetime(2026, 11, 1, tzinfo=UTC)

    def later(self) -> datetime:
        self.now += timedelta(minutes=15)
        return self.now

    def bring(self, uscc: str, row: dict[str, str]) -> int:
        cells = (uscc, row["name"], row["kind"], row["founded_on"], "市场监管", row["day"])
        path = table(self.folder / "o.csv", HEADER, ",".join(cells))
        with self.store.begin() as session:
            report = import_file(
                session, Kind.ORGANISATIONS, path, options=ImportOptions(), now=self.later(), by=HEAD
            )
        assert report.refused == 0
        return report.batch_id or 0

    def say(self, key: int, row: dict[str, str], item: str) -> None:
        said = {
            "item": item,
            "value": row[item],
            "source": "走访",
            "recorded_on": row["day"] or BEFORE.isoformat(),
        }
        with self.store.begin() as session:
            state_of_organisation(session, key, said, by=HEAD, now=self.later())

    def verify(self, key: int, ref: str) -> None:
        with self.store.begin() as session:
            verify_of_organisation(session, key, {"which": ref}, by=HEAD, now=self.later())

    def withdraw(self, key: int, ref: str) -> None:
        with self.store.begin() as session:
            said = {"which": ref, "reason": "查无此事"}
            withdraw_of_organisation(session, key, said, by=HEAD, now=self.later())

    def undo(self, batch: int) -> None:
        with self.store.begin() as session:
            undo_batch(session, batch, reason="导错了文件", by=HEAD, now=self.later())

    def said(self, key: int) -> list[tuple[str, str, str]]:
        """Return (reference, item, value) of everything that stands."""
        with self.store.read() as session:
            facts = facts_of(session, key)
        assert facts is not None
        items = {"组织名称": "name", "组织类型": "kind", "成立日期": "founded_on"}
        codes = {"商铺": "shop", "厂库": "plant"}
        return [(one.ref, items[one.item.zh], codes.get(one.value.zh, one.value.zh)) for one in facts.said]

    def columns(self, key: int) -> dict[str, str] | None:
        with self.store.read() as session:
            columns = (getattr(Organisation, name) for name in KEYS)
            row = session.execute(select(*columns).where(Organisation.id == key)).first()
        return (
            None if row is None else {name: str(value or "") for name, value in zip(KEYS, row, strict=True)}
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.fixture
def desks(sqlite_store: Store, postgres_store: Store, tmp_path: Path) -> tuple[Desk, Desk]:
    for store in (sqlite_store, postgres_store):
        with store.begin() as session:
            organised.fill(session)
            move_counter(session)
    return Desk(sqlite_store, tmp_path), Desk(postgres_store, tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(first=ROW, plan=st.lists(ACTS, max_size=8))
def test_columns_are_what_comes_first_of_all_that_stands(
    desks: tuple[Desk, Desk], first: dict[str, str], plan: list[tuple[str, Any]]
) -> None:
    start = f"91{DEMO_PREFIX}{next(_serial):09d}"
    for desk in desks:
        follow(desk, start + uscc_check(start), first, plan)


def follow(desk: Desk, uscc: str, first: dict[str, str], plan: list[tuple[str, Any]]) -> None:
    batch = desk.bring(uscc, first)
    with desk.store.read() as session:
        key = session.scalars(select(Organisation.id).where(Organisation.uscc == uscc)).one()
    own = [
        Said(name, first[name], _day(first["day"]), batch, base=True, spoken=False)
        for name in KEYS
        if first[name]
    ]
    expected = Expected(own, [batch], batch)
    for act, what in plan:
        there = take(desk, uscc, key, expected, act, what)
        columns = desk.columns(key)
        assert (columns is not None) is there, (act, what)
        if columns is None:
            return
        assert columns == {name: expected.first(name) for name in KEYS}, (act, what)
        standing = {(one.key, one.value) for one in expected.said if not one.gone}
        assert {(item, value) for _, item, value in desk.said(key)} == standing, (act, what)


def take(desk: Desk, uscc: str, key: int, expected: Expected, act: str, what: Any) -> bool:
    """Do it on the store and in the expectation; tell whether the organisation is to be there afterwards."""
    if act == "bring":
        batch = desk.bring(uscc, what)
        expected.applied.append(batch)
        for name in KEYS:
            if expected.is_news(name, what[name], _day(what["day"])):
                expected.add(name, what[name], _day(what["day"]), batch)
    elif act == "say":
        for name in KEYS:
            with suppress(RuleBroken):  # this source has said just this already
                if what[name]:
                    desk.say(key, what, name)
                    expected.add(name, what[name], _day(what["day"]) or BEFORE, None)
    elif act == "undo":
        batch = expected.applied[what % len(expected.applied)]
        return batch in expected.undone or (desk.undo(batch) or expected.undo(batch))
    elif said := desk.said(key):
        ref, item, value = said[what % len(said)]
        with suppress(RuleBroken):  # verified today already, or the only name
            (desk.verify if act == "verify" else desk.withdraw)(key, ref)
            expected.keep(act, item, value, desk.now.astimezone(DISTRICT).date())
    return True
