"""A person as whom other rows of the register are seen counts with the facts of all of them, once, under every rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.services.integrity_findings import found_in
from gridcenter.services.integrity_rules import integrity_settings
from gridcenter.services.progress import unwatched
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    HouseholdMember,
    Person,
    PersonMerge,
    RecordItem,
    Residence,
)
from tests.services import integrity_samples as integrity
from tests.services import resident_samples as sample

DAY = date(2026, 11, 18)
KEPT, COPY = 1000, 2000
"""What is added to a row's id for one that knows nothing, and for one that knows the same."""
RULES = [rule.key for rule in integrity_settings().rules]
OF_PERSONS = {rule.key for rule in integrity_settings().rules if rule.subject == "person"}


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        integrity.fill(session)
    return store


def found(store: Store, key: str) -> dict[int, int | None]:
    """Return what a rule finds, with the person whom it is about."""
    with store.read() as session:
        wanted = integrity_settings().rule(key)
        all_found, _ = found_in(session, [wanted], area="709901", day=DAY, progress=unwatched)
    return {subject: met.person_id for subject, met in all_found[key].met.items()}


def persons(session: Session) -> list[Person]:
    return list(session.scalars(select(Person).where(Person.id < KEPT).order_by(Person.id)))


def see_as_one(session: Session, kept: int, merged: int) -> None:
    session.add(integrity.merged(merged, into=kept))


def see_all_as_blank_ones(store: Store) -> None:
    """See every person as a row that says nothing but where it stands."""
    with store.begin() as session:
        for one in persons(session):
            session.add(
                Person(
                    id=KEPT + one.id,
                    name=one.name,
                    sex="0",
                    synthetic=True,
                    community_code=one.community_code,
                    grid_code=one.grid_code,
                )
            )
            session.flush()
            see_as_one(session, KEPT + one.id, one.id)


def copy_all(store: Store) -> None:
    """Give every person a second row that says the same, with the same homes, households and items."""
    with store.begin() as session:
        for one in persons(session):
            values = {
                column.name: getattr(one, column.name)
                for column in Person.__table__.columns
                if column.name not in ("id", "version", "verified")
            }
            session.add(Person(id=COPY + one.id, **values))
        session.flush()
        for model in (Residence, RecordItem, HouseholdMember):
            for row in session.scalars(select(model)).all():
                values = {column.name: getattr(row, column.name) for column in model.__table__.columns}
                session.add(
                    model(
                        **{
                            **values,
                            **({"id": KEPT + values["id"]} if "id" in values else {}),
                            "person_id": COPY + values["person_id"],
                        }
                    )
                )


def take_apart(store: Store) -> None:
    with store.begin() as session:
        session.execute(update(PersonMerge).values(undone_at=sample.NOW, undoing="两个人"))


@pytest.mark.parametrize("key", RULES)
def test_the_kept_person_counts_with_what_the_merged_rows_say(filled: Store, key: str) -> None:
    before = found(filled, key)
    assert before.keys() >= integrity.HITS[key]
    see_all_as_blank_ones(filled)
    expected = {
        (KEPT + subject if key in OF_PERSONS else subject): KEPT + who if who is not None else None
        for subject, who in before.items()
    }
    assert found(filled, key) == expected
    take_apart(filled)
    after = found(filled, key)
    assert {subject: who for subject, who in after.items() if subject < KEPT} == before


@pytest.mark.parametrize("key", RULES)
def test_two_rows_that_say_the_same_count_once(filled: Store, key: str) -> None:
    before = found(filled, key)
    copy_all(filled)
    apart = found(filled, key)
    with filled.begin() as session:
        for one in persons(session):
            see_as_one(session, one.id, COPY + one.id)
    assert found(filled, key) == before
    take_apart(filled)
    assert found(filled, key) == apart
