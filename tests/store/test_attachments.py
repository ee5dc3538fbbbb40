"""Attachments in the store: a migration that keeps what is there, and rows that nobody can write over."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.clock import utc_now
from gridcenter.store.engine import Store
from gridcenter.store.models import Attachment, Change
from gridcenter.store.revisions import current_revision, newest_revision
from gridcenter.store.schema import downgrade, upgrade
from tests.store.test_cards import fill

CONTENT = "ab" * 32


@pytest.fixture
def with_attachment(store: Store) -> Store:
    fill(store)
    with store.begin() as session:
        session.add(attachment(1))
    return store


def attachment(number: int, **changes: object) -> Attachment:
    given = {
        "id": number,
        "incident_id": 1,
        "kind": "before",
        "name": "井盖.jpg",
        "content_type": "image/jpeg",
        "size": 3_000_000_000,
        "sha256": CONTENT,
        "added_at": utc_now(),
        "adder_id": 1,
        "adder": "李敏",
        "adder_role": "supervisor",
    }
    return Attachment(**(given | changes))


def test_one_step_down_and_up_keeps_the_incidents(with_attachment: Store) -> None:
    downgrade(with_attachment, "0004")
    with with_attachment.connect() as connection:
        assert not inspect(connection).has_table("attachment")
    assert upgrade(with_attachment) == "0004"
    assert current_revision(with_attachment) == newest_revision()
    with with_attachment.begin() as session:
        assert session.scalar(text("SELECT count(*) FROM incident")) == 1
        session.add(attachment(1))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM attachment",
        "UPDATE attachment SET name = 'another.jpg'",
        "UPDATE attachment SET kind = 'after'",
        "UPDATE attachment SET sha256 = 'cd'",
        "UPDATE attachment SET adder = 'somebody else'",
        "UPDATE attachment SET step_sequence = 7",
    ],
)
def test_what_was_added_is_neither_changed_nor_removed(with_attachment: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only: attachment"), with_attachment.begin() as session:
        session.execute(text(statement))
    with with_attachment.read() as session:
        found = session.scalars(select(Attachment)).one()
        assert (found.name, found.size, found.removed_at) == ("井盖.jpg", 3_000_000_000, None)


def test_the_mark_of_a_removal_is_set_once(with_attachment: Store) -> None:
    with with_attachment.begin() as session:
        session.execute(text("UPDATE attachment SET removed_at = added_at, removal = '传错了', version = 2"))
    for later in ("removed_at = NULL", "removal = 'x'", "version = 3"):
        with pytest.raises(DBAPIError, match="append-only: attachment"), with_attachment.begin() as session:
            session.execute(text(f"UPDATE attachment SET {later}"))


def test_an_incident_holds_the_same_content_once_as_one_kind_until_it_is_removed(
    with_attachment: Store,
) -> None:
    with pytest.raises(IntegrityError), with_attachment.begin() as session:
        session.add(attachment(2, name="again.jpg"))
    with with_attachment.begin() as session:
        session.add(attachment(3, kind="after"))
        session.execute(text("UPDATE attachment SET removed_at = added_at, removal = 'x' WHERE id = 1"))
        session.add(attachment(4))


def test_an_attachment_is_announced_under_its_incident(with_attachment: Store) -> None:
    with with_attachment.read() as session:
        told = session.execute(select(Change.kind, Change.key).where(Change.kind == "attachment")).all()
    assert [tuple(row) for row in told] == [("attachment", "1")]
