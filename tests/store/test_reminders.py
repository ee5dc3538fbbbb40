"""Reminders and saved filters in the store: a migration that keeps what is there, and rows nobody can write over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Acknowledgement, Change, SavedFilter, Silence
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade, upgrade
from tests.store.test_cards import fill

TABLES = ("acknowledgement", "silence", "saved_filter")


@pytest.fixture
def noted(store: Store) -> Store:
    fill(store)
    with store.begin() as session:
        session.add(acknowledgement(1))
        session.add(silence(1))
        session.add(saved_filter(1))
    return store


def acknowledgement(number: int, **changes: object) -> Acknowledgement:
    given = {
        "id": number,
        "incident_id": 1,
        "event": "red",
        "episode": "2026-11-18T06:30:00+00:00",
        "at": utc_now(),
        "account_id": 1,
        "who": "李敏",
        "role": "supervisor",
    }
    return Acknowledgement(**(given | changes))


def silence(number: int) -> Silence:
    now = utc_now()
    return Silence(id=number, account_id=1, who="李敏", at=now, until=now + timedelta(minutes=30))


def saved_filter(number: int, **changes: object) -> SavedFilter:
    given = {"id": number, "owner_id": 1, "owner": "李敏", "name": "红灯", "content": "{}"}
    return SavedFilter(**(given | {"changed_at": utc_now()} | changes))


def test_one_step_down_and_up_keeps_the_incidents(noted: Store) -> None:
    downgrade(noted, "0010")
    with noted.connect() as connection:
        assert not any(inspect(connection).has_table(table) for table in TABLES)
    assert upgrade(noted) == "0010"
    assert current_revision(noted) == newest_revision()
    with noted.begin() as session:
        assert session.scalar(text("SELECT count(*) FROM incident")) == 1
        session.add(acknowledgement(1))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM acknowledgement",
        "UPDATE acknowledgement SET who = 'somebody else'",
        "DELETE FROM silence",
        "UPDATE silence SET reason = 'another one'",
    ],
)
def test_who_took_note_or_kept_quiet_stands_for_good(noted: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), noted.begin() as session:
        session.execute(text(statement))


def test_one_happening_is_taken_note_of_once_and_a_second_redness_anew(noted: Store) -> None:
    with pytest.raises(IntegrityError), noted.begin() as session:
        session.add(acknowledgement(2))
    with noted.begin() as session:
        session.add(acknowledgement(2, episode="2026-11-19T06:30:00+00:00"))


def test_a_name_of_a_filter_is_given_once_by_each_owner(noted: Store) -> None:
    with pytest.raises(IntegrityError), noted.begin() as session:
        session.add(saved_filter(2))


def test_each_of_them_is_announced(noted: Store) -> None:
    with noted.read() as session:
        kinds = set(session.scalars(select(Change.kind)))
    assert set(TABLES) <= kinds
