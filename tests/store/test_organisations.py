"""A tie between a person and an organisation stands for good: it is ended once and never written over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from gridcenter.services.reference import load_reference
from gridcenter.store.engine import Store
from gridcenter.store.models import CodeEntry, Organisation, OrganisationPerson, Person
from gridcenter.store.schema import downgrade, upgrade

ENDED = "UPDATE organisation_person SET until = '2026-03-01'"


@pytest.fixture
def tied(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        session.add_all((Person(id=1, name="甲", synthetic=True), Organisation(id=1, name="甲店")))
        session.flush()
        session.add(OrganisationPerson(id=1, organisation_id=1, person_id=1, kind="legal", source="市场监管"))
    return store


def run(store: Store, statement: str) -> None:
    with store.begin() as session:
        session.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organisation_person SET kind = 'owner'",
        "UPDATE organisation_person SET since = '2026-01-01'",
        "UPDATE organisation_person SET source = ''",
        "DELETE FROM organisation_person",
    ],
)
def test_what_was_written_is_neither_changed_nor_removed(tied: Store, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        run(tied, statement)
    with tied.read() as session:
        assert session.scalar(select(OrganisationPerson.kind)) == "legal"


def test_a_tie_is_ended_once(tied: Store) -> None:
    run(tied, ENDED)
    for statement in (ENDED, "UPDATE organisation_person SET until = NULL"):
        with pytest.raises(DBAPIError, match="append-only"):
            run(tied, statement)


def test_one_person_stands_in_one_present_tie_of_a_kind_and_may_come_back_after_its_end(tied: Store) -> None:
    again = "INSERT INTO organisation_person (organisation_id, person_id, kind) VALUES (1, 1, 'legal')"
    with pytest.raises(IntegrityError):
        run(tied, again)
    run(tied, ENDED)
    run(tied, again)


def test_a_store_that_has_its_code_sets_learns_the_new_ones_and_a_new_one_reads_them(store: Store) -> None:
    with store.begin() as session:
        load_reference(session)
        shipped = set(session.execute(_OURS))
        session.execute(text("DELETE FROM code_entry WHERE set_key LIKE 'organisation_%'"))
        session.execute(text("DELETE FROM code_set WHERE key LIKE 'organisation_%'"))
    assert len(shipped) == 14
    downgrade(store, "0018")
    upgrade(store)
    with store.read() as session:
        assert set(session.execute(_OURS)) == shipped


_OURS = select(CodeEntry.set_key, CodeEntry.code, CodeEntry.name, CodeEntry.name_en).where(
    CodeEntry.set_key.in_(("organisation_kind", "organisation_status"))
)
