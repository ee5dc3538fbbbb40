"""The change feed loses nothing: rollbacks, late commits, many writers, a second process."""

from __future__ import annotations

import random
import threading
import time

import pytest
from sqlalchemy import insert, select, text

from gridcenter.clock import utc_now
from gridcenter.store.announcing import WHOLE_KIND, note_change
from gridcenter.store.changes import ChangeReader, forget_changes, watch_changes
from gridcenter.store.engine import Store
from gridcenter.store.models import Change, Unit


def add_unit(store: Store, code: str) -> None:
    with store.begin() as session:
        session.add(Unit(code=code, name=code, kind="department"))


def test_each_commit_is_announced_once_with_kind_key_and_version(store: Store) -> None:
    reader = ChangeReader(store)
    reader.start()
    add_unit(store, "D1")
    with store.begin() as session:
        unit = session.scalars(select(Unit)).one()
        unit.name = "renamed"
        session.flush()
        unit.name = "renamed twice"
    seen = [(change.kind, change.key, change.row_version) for change in reader.read()]
    assert seen == [("unit", str(unit.id), 1), ("unit", str(unit.id), 3)]
    assert reader.read() == []


def test_a_rolled_back_change_is_not_announced(store: Store) -> None:
    reader = ChangeReader(store)
    reader.start()
    with pytest.raises(ZeroDivisionError), store.begin() as session:
        session.add(Unit(code="D1", name="x", kind="department"))
        session.flush()
        raise ZeroDivisionError
    add_unit(store, "D2")
    assert len(reader.read()) == 1


def test_a_reader_starts_behind_what_is_already_there(store: Store) -> None:
    add_unit(store, "D1")
    reader = ChangeReader(store)
    assert reader.start() == 1
    assert reader.read() == []


def test_a_bulk_change_is_one_line(store: Store) -> None:
    reader = ChangeReader(store)
    reader.start()
    with store.begin() as session:
        session.execute(
            insert(Unit), [{"code": f"D{n}", "name": "x", "kind": "department"} for n in range(50)]
        )
        note_change(session, "unit")
    assert [(change.kind, change.key) for change in reader.read()] == [("unit", WHOLE_KIND)]


def test_a_number_that_commits_late_is_still_read(postgres_store: Store) -> None:
    """The case in which a reader that only asks for larger numbers loses a change."""
    reader = ChangeReader(postgres_store)
    reader.start()
    with postgres_store.begin() as slow:
        slow.add(Change(at=utc_now(), kind="unit", key="slow", row_version=1))
        slow.flush()
        add_unit(postgres_store, "fast")
        assert [change.kind for change in reader.read()] == ["unit"]
        assert reader.last == 2
    assert [change.key for change in reader.read()] == ["slow"]
    assert reader.read() == []


def test_a_number_in_flight_when_the_reader_starts_is_read_when_it_commits(postgres_store: Store) -> None:
    with postgres_store.begin() as slow:
        slow.add(Change(at=utc_now(), kind="unit", key="slow", row_version=1))
        slow.flush()
        add_unit(postgres_store, "fast")
        reader = ChangeReader(postgres_store)
        reader.start()
        assert reader.read() == []
    assert [change.key for change in reader.read()] == ["slow"]


def test_many_writers_with_rollbacks_lose_nothing(store: Store) -> None:
    reader = ChangeReader(store)
    reader.start()
    committed: set[str] = set()
    seen: list[str] = []
    writers = [threading.Thread(target=write_some, args=(store, number, committed)) for number in range(6)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        seen += [change.key for change in reader.read()]
        time.sleep(0.002)
    seen += [change.key for change in reader.read()]
    assert len(seen) == len(set(seen))
    assert set(seen) == committed


def write_some(store: Store, number: int, committed: set[str]) -> None:
    dice = random.Random(number)
    for turn in range(40):
        key = f"{number}-{turn}"
        with store.begin() as session:
            session.add(Change(at=utc_now(), kind="unit", key=key, row_version=1))
            session.flush()
            time.sleep(dice.random() * 0.004)
            if dice.random() < 0.1:
                session.rollback()
                continue
        committed.add(key)


def test_a_reader_that_only_asks_for_larger_numbers_would_lose_some(postgres_store: Store) -> None:
    """Positive control: without the memory of gaps the late number is gone."""
    reader = ChangeReader(postgres_store)
    reader.start()
    with postgres_store.begin() as slow:
        slow.add(Change(at=utc_now(), kind="unit", key="slow", row_version=1))
        slow.flush()
        add_unit(postgres_store, "fast")
        reader.read()
        reader._gaps.clear()
    assert reader.read() == []


def test_the_watch_wakes_on_a_commit_and_sleeps_without_one(store: Store) -> None:
    watch = watch_changes(store)
    try:
        assert not watch.wait(0.1)
        other = threading.Thread(target=add_unit, args=(store, "D1"))
        other.start()
        assert watch.wait(5)
        other.join()
    finally:
        watch.close()


def test_old_announcements_are_forgotten_but_the_newest_stays(store: Store) -> None:
    for code in ("D1", "D2", "D3"):
        add_unit(store, code)
    with store.begin() as session:
        assert forget_changes(session, before=utc_now()) == 2
    with store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM change")) == 1
