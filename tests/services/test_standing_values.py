"""Rolls, ledgers and checks of the registers go by the value that comes first on the card."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from gridcenter.domain.record_values import winning_value
from gridcenter.services.integrity_findings import found_in
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.person_statements import statements_of
from gridcenter.services.progress import unwatched
from gridcenter.services.register_ledgers import ledger_page
from gridcenter.services.roll_files import write_roll
from gridcenter.services.rolls import approve_roll, ask_roll
from gridcenter.store import people
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Account, Person, RecordItem, Residence, Roll
from gridcenter.store.standing_values import standing_value
from gridcenter.store.tables import table_of
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample
from tests.services.care_samples import GROUND, ZONE
from tests.services.integrity_samples import CHIEF, LEADER

DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 1, 4)))
TEXTS = st.sampled_from(["a", "b", "c", ""])
SAID = st.fixed_dictionaries(
    {"value": TEXTS, "recorded_on": DAYS, "verified_on": DAYS, "gone": st.booleans(), "base": st.booleans()}
)


@pytest.fixture
def both(sqlite_store: Store, postgres_store: Store) -> tuple[Store, Store]:
    for store in (sqlite_store, postgres_store):
        with store.begin() as session:
            session.add(Account(id=4, login="chen.wei", name="陈伟", role="supervisor"))
    return sqlite_store, postgres_store


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(own=TEXTS, own_day=DAYS, said=st.lists(SAID, max_size=4))
def test_the_store_chooses_as_the_card_does(
    both: tuple[Store, Store], own: str, own_day: date | None, said: list[dict[str, Any]]
) -> None:
    for store in both:
        with store.begin() as session:
            person = Person(name="甲", source="网格", phone=own, recorded_on=own_day)
            session.add(person)
            session.flush()
            for one in said:
                base = one["base"] and bool(own)
                session.add(
                    RecordItem(
                        person_id=person.id,
                        key="phone",
                        value=own if base else one["value"],
                        recorded_on=own_day if base else one["recorded_on"],
                        base=base,
                        verified=one["verified_on"] is not None,
                        verified_on=one["verified_on"],
                        withdrawn_at=sample.NOW if one["gone"] else None,
                    )
                )
            session.flush()
            row = people.person_row(session, person.id)
            assert row is not None
            choice = winning_value(statements_of(session, row, "phone"))
            table = table_of(Person)
            told = session.scalar(select(standing_value(table, "phone")).where(table.c.id == person.id))
        assert told == (choice.winner.text if choice is not None else "")


ROW = st.tuples(TEXTS, DAYS, st.lists(SAID, max_size=2))


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(ROW, min_size=2, max_size=3))
def test_of_rows_that_are_seen_as_one_person_the_store_chooses_as_the_card_does(
    both: tuple[Store, Store], rows: list[tuple[str, date | None, list[dict[str, Any]]]]
) -> None:
    for store in both:
        with store.begin() as session:
            keys = [_row_of(session, *row) for row in rows]
            for other in keys[1:]:
                session.add(integrity.merged(other, into=keys[0]))
            session.flush()
            kept = people.person_row(session, keys[0])
            assert kept is not None
            choice = winning_value(statements_of(session, kept, "phone"))
            table = table_of(Person)
            told = session.scalar(select(standing_value(table, "phone")).where(table.c.id == keys[0]))
            session.rollback()
        assert told == (choice.winner.text if choice is not None else "")


def _row_of(session: Session, own: str, own_day: date | None, said: list[dict[str, Any]]) -> int:
    person = Person(name="甲", source="网格", phone=own, recorded_on=own_day)
    session.add(person)
    session.flush()
    for one in said:
        session.add(
            RecordItem(
                person_id=person.id,
                key="phone",
                value=one["value"],
                recorded_on=one["recorded_on"],
                verified=one["verified_on"] is not None,
                verified_on=one["verified_on"],
                withdrawn_at=sample.NOW if one["gone"] else None,
            )
        )
        session.flush()
    return person.id


@pytest.fixture
def filled(store: Store) -> Store:
    with store.begin() as session:
        integrity.fill(session)
    return store


def said(store: Store, person_id: int, key: str, value: str, **told: Any) -> None:
    with store.begin() as session:
        session.add(RecordItem(person_id=person_id, key=key, value=value, **told))


def found(store: Store, rule: str) -> set[int]:
    wanted = integrity_settings().rule(rule)
    with store.read() as session:
        all_found, _ = found_in(session, [wanted], area="", day=date(2026, 11, 18), progress=unwatched)
    return set(all_found[rule].met)


def test_what_was_taken_back_contradicts_nothing_any_more(filled: Store) -> None:
    assert found(filled, "deceased_with_pension") == {21}
    said(filled, 21, "pension", "resident", base=True, withdrawn_at=sample.NOW)
    assert found(filled, "deceased_with_pension") == set()


def test_what_was_verified_since_contradicts_no_more_or_does(filled: Store) -> None:
    told = {"verified": True, "verified_on": date(2026, 11, 1)}
    said(filled, 29, "marital_status", "20", **told)
    said(filled, 20, "pension", "resident", **told)
    assert found(filled, "spouse_recorded_single") == set()
    assert found(filled, "deceased_with_pension") == {20, 21}


def test_a_roll_and_a_ledger_name_the_phone_that_was_verified(filled: Store, tmp_path: Path) -> None:
    with filled.begin() as session:
        session.add(integrity.person(50, "寿星", date(1930, 1, 1), phone="13800001111"))
        session.flush()
        session.add(Residence(person_id=50, premises_id=35, kind="owner"))
        session.add(
            RecordItem(
                person_id=50, key="phone", value="13900002222", verified=True, verified_on=date(2026, 11, 1)
            )
        )
    roll = ask_roll(
        filled, "eighty_and_older", purpose="街道高龄津贴核对发放名单", open_columns=True, by=CHIEF
    )
    with filled.begin() as session:
        version = session.get_one(Roll, roll).version
        now = store_time(session)
        approve_roll(session, roll, version=version, open_columns=True, by=LEADER, now=now)
    out = tmp_path / "roll.csv"
    write_roll(filled, roll, out, by=CHIEF, zone=ZONE)
    told = out.read_text(encoding="utf-8-sig")
    assert "13900002222" in told
    assert "13800001111" not in told
    page = ledger_page(filled, "LG01", "", GROUND, by=CHIEF, zone=ZONE)
    row = next(one for one in page.rows if one.person_id == 50)
    assert "139****2222" in row.cells
