"""What only a merged row says makes its change and its tasks once: before a merge, after it, and taken apart again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.services.population_lists import changes_wanted, look_up_changed, masked_changes
from gridcenter.services.population_tasks import complete_task
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Person, PersonMerge, PopulationTask, Residence
from tests.services import population_samples as sample
from tests.services.population_samples import (
    COUPLE,
    LEADER,
    NOW,
    QIAOTOU,
    TENANT,
    TODAY,
    add_home,
    add_person,
    change,
    detect,
    standing,
)

OTHER = 50
DAY = timedelta(days=1)
REQUEST = LookupRequest("", Purpose.SERVICE, reason="核对人口变动任务的对象")
Deed = Callable[[Session], object]


def dies(session: Session) -> None:
    sample.dies(session, OTHER, TODAY - DAY)


def moves(session: Session) -> None:
    add_home(session, OTHER, 3, since=TODAY - DAY)


def leaves(session: Session) -> None:
    session.add(
        Residence(person_id=OTHER, premises_id=3, kind="tenant", since=date(2016, 1, 1), until=TODAY - DAY)
    )


def reaches_80(session: Session) -> None:
    session.execute(update(Person).where(Person.id == OTHER).values(birth=date(1946, 11, 17)))
    session.execute(update(Person).where(Person.id == TENANT).values(birth=None))


DEEDS: dict[str, Deed] = {"dies": dies, "moves": moves, "leaves": leaves, "reaches_80": reaches_80}


@pytest.fixture
def filled(store: Store) -> Store:
    """Somebody and a second row of hers, both known since long."""
    with store.begin() as session:
        sample.fill(session)
        add_person(session, OTHER, "周玉英", date(1990, 1, 1))
        add_home(session, OTHER, 1, since=date(2015, 5, 1))
    detect(store, now=NOW - 7 * DAY)
    return store


def merge(store: Store, kept: int = TENANT, merged: int = OTHER) -> None:
    with store.begin() as session:
        session.add(
            PersonMerge(
                kept_id=kept,
                merged_id=merged,
                at=NOW,
                actor_id=1,
                actor="陈立",
                basis="decision",
                reason="同一人",
            )
        )


def take_apart(store: Store) -> None:
    with store.begin() as session:
        session.execute(update(PersonMerge).values(undone_at=NOW, undoing="两个人"))


def made(store: Store) -> Counter[tuple[str, int]]:
    """Count what units are asked to do, by rule and task of it: tasks that did not fall away."""
    with store.read() as session:
        task = PopulationTask
        rows = session.execute(select(task.rule, task.serial).where(task.outcome != "withdrawn"))
        return Counter((rule, serial) for rule, serial in rows)


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_found_before_the_merge_nothing_is_made_again_by_it_or_by_its_end(filled: Store, deed: Deed) -> None:
    change(filled, deed)
    detect(filled)
    before = standing(filled)
    assert made(filled), "the control: the deed makes tasks"
    merge(filled)
    for _ in range(2):
        told = detect(filled)
        assert (told.found, told.tasks) == (0, 0)
    assert max(made(filled).values()) == 1
    take_apart(filled)
    detect(filled)
    assert standing(filled) == before
    assert max(made(filled).values()) == 1


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_found_after_the_merge_it_is_made_once_and_stays_with_the_row_that_says_so(
    filled: Store, deed: Deed
) -> None:
    merge(filled)
    detect(filled)
    change(filled, deed)
    assert detect(filled).tasks
    assert max(made(filled).values()) == 1
    assert detect(filled).found == 0
    after = made(filled)
    take_apart(filled)
    detect(filled)
    assert made(filled) == after


def test_what_both_rows_say_is_one_change_and_is_two_again_without_asking_anew_what_was_done(
    filled: Store,
) -> None:
    for person in (TENANT, OTHER):
        change(filled, lambda session, who=person: sample.dies(session, who, TODAY - DAY))  # type: ignore[misc]
    detect(filled)
    before = standing(filled)
    with filled.begin() as session:
        done = session.scalars(select(PopulationTask).order_by(PopulationTask.id.desc()).limit(1)).one()
        complete_task(
            session,
            done.id,
            version=done.version,
            outcome="done",
            reason="",
            by=LEADER,
            now=store_time(session),
        )
    twice = made(filled)
    merge(filled)
    assert detect(filled).withdrawn == 1
    assert {person for person, kind, *_ in standing(filled) if kind == "death"} == {TENANT}
    assert detect(filled).found == 0
    take_apart(filled)
    assert detect(filled).found == 1
    assert standing(filled) == before
    assert made(filled) == twice
    assert detect(filled).found == 0


def test_a_row_in_the_other_community_makes_of_two_homes_no_second_arrival(filled: Store) -> None:
    change(
        filled,
        lambda session: add_person(session, 51, "孙伟", date(1988, 1, 30), community=QIAOTOU, grid=None),
    )
    merge(filled, COUPLE, 51)
    assert detect(filled).found == 0, "the row alone would have moved in"


def test_whom_a_change_is_about_is_the_person_as_whom_the_row_is_seen(filled: Store) -> None:
    merge(filled)
    change(filled, dies)
    detect(filled)
    with filled.read() as session:
        (row,) = changes_wanted(session, kind="death", by=LEADER, now=NOW)
    assert masked_changes(filled, [row], by=LEADER).keys() == {row.id}
    card = look_up_changed(filled, row.id, REQUEST, by=LEADER)
    assert card is not None
    assert card.person_id == TENANT
