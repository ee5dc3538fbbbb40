"""Handovers in the store: written once, signed once by somebody else, and never removed."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Handover
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade, upgrade


@pytest.fixture
def handed(store: Store) -> Store:
    with store.begin() as session:
        session.add_all(
            [
                Account(id=1, login="limin", name="李敏", role="supervisor"),
                Account(id=2, login="zhouhang", name="周航", role="supervisor"),
            ]
        )
        session.flush()
        session.add(
            Handover(id=1, written_at=utc_now(), author_id=1, author="李敏", figures="{}", pending="雨棚")
        )
    return store


def sign(store: Store, account: int) -> None:
    with store.begin() as session:
        session.get_one(Handover, 1).signer_id = account
        session.get_one(Handover, 1).signed_at = utc_now()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM handover",
        "UPDATE handover SET figures = '{\"red\": 0}'",
        "UPDATE handover SET pending = ''",
        "UPDATE handover SET author = 'somebody else'",
        "UPDATE handover SET written_at = '2030-01-01 00:00:00'",
    ],
)
def test_what_was_written_stands(handed: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only: handover"), handed.begin() as session:
        session.execute(text(statement))


def test_the_author_cannot_sign_and_who_signs_does_so_once(handed: Store) -> None:
    with pytest.raises(IntegrityError):
        sign(handed, 1)
    sign(handed, 2)
    with pytest.raises(DBAPIError, match="append-only: handover"), handed.begin() as session:
        session.execute(text("UPDATE handover SET remarks = 'afterwards'"))


def test_one_step_down_takes_the_handovers_away_and_leaves_everything_else(handed: Store) -> None:
    downgrade(handed, "0012")
    with handed.connect() as connection:
        assert "handover" not in inspect(connection).get_table_names()
        assert connection.scalar(text("SELECT count(*) FROM account")) == 2
    upgrade(handed)
    assert current_revision(handed) == newest_revision()
