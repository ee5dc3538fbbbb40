"""A row that is seen as another person stands in every list as that person, once; taken apart, all is as before."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor
from gridcenter.domain.visits import VisitSubject
from gridcenter.services.care_reading import care_list, care_of_person
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.number_conflicts import number_conflicts
from gridcenter.services.person_index import index_all_persons
from gridcenter.services.person_twins import find_twins
from gridcenter.services.register_ledgers import ledger_page
from gridcenter.services.resident_card import resident_card
from gridcenter.services.visit_rules import visit_rules
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    HouseholdMember,
    Organisation,
    OrganisationPerson,
    Person,
    PersonMerge,
    Residence,
    Visit,
)
from gridcenter.store.neighbours import neighbours_at
from gridcenter.store.organisations import people_of_organisation
from gridcenter.store.people import household_of
from gridcenter.store.people_search import listed_rows
from gridcenter.store.premises import parts_of, people_of_premises
from gridcenter.store.visit_corrections import visits_of
from gridcenter.store.visits import doors, due_rows, persons_at
from tests.services import care_samples as care
from tests.services import resident_samples as sample
from tests.services.care_samples import GROUND, ZONE

KEPT, ROW, ELSEWHERE = 70, 71, 72
"""Somebody of whom little is known, and two rows of hers that know the rest."""
FIRM, ROOM = 5, 3
NUMBER = make_number(DEMO_PREFIX, date(1950, 1, 1), 512)
TODAY = date(2026, 11, 18)


@pytest.fixture
def filled(store: Store) -> Store:
    care.fill(store)
    with store.begin() as session:
        for key, birth in ((KEPT, None), (ROW, date(1950, 1, 1)), (ELSEWHERE, date(1950, 1, 1))):
            session.add(
                Person(
                    id=key,
                    name="甲乙" if key == KEPT else "旧名",
                    sex="0" if key == KEPT else "2",
                    birth=birth,
                    id_number=None if key == KEPT else NUMBER,
                    phone="" if key == KEPT else f"1380000{key}71",
                    community_code=sample.COMMUNITY,
                    grid_code=sample.GRID,
                    synthetic=True,
                )
            )
        session.add(Organisation(id=FIRM, name="丙厂", community_code=sample.COMMUNITY))
        session.flush()
        for key in (ROW, ELSEWHERE):
            session.add(Residence(person_id=key, premises_id=ROOM, kind="tenant", since=date(2020, 1, 1)))
            session.add(
                OrganisationPerson(organisation_id=FIRM, person_id=key, kind="employee", source="社保")
            )
            session.add(HouseholdMember(household_id=1, person_id=key, relation="20"))
        session.add(
            Visit(
                person_id=ROW,
                grid_code=sample.GRID,
                community_code=sample.COMMUNITY,
                day=TODAY,
                at=sample.NOW,
                account_id=1,
                actor="李敏",
                outcome="met",
            )
        )
        index_all_persons(session)
    return store


def see_as_one(store: Store) -> None:
    with store.begin() as session:
        for key in (ROW, ELSEWHERE):
            session.add(
                PersonMerge(
                    kept_id=KEPT,
                    merged_id=key,
                    at=sample.NOW,
                    actor_id=1,
                    actor="李敏",
                    basis="decision",
                    reason="同一人",
                )
            )
        session.flush()
        index_all_persons(session)


def take_apart(store: Store) -> None:
    with store.begin() as session:
        session.execute(update(PersonMerge).values(undone_at=sample.NOW, undoing="两个人"))
        session.flush()
        index_all_persons(session)


Read = Callable[[Store], object]


def in_session(ask: Callable[..., object]) -> Read:
    def read(store: Store) -> object:
        with store.read() as session:
            return ask(session)

    return read


def mine(ids: list[int]) -> list[int]:
    return [key for key in ids if key >= KEPT]


def ledger(store: Store) -> object:
    page = ledger_page(store, "LG01", sample.GRID, GROUND, by=care.STRANGER, zone=ZONE)
    return [row.person_id for row in page.rows if row.person_id and row.person_id >= KEPT]


LISTS: dict[str, tuple[Read, object]] = {
    "household": (in_session(lambda s: mine([row.person_id for row in household_of(s, 1)])), [KEPT]),
    "neighbours": (
        in_session(lambda s: mine([row.person_id for row in neighbours_at(s, 1, limit=50)[2]])),
        [KEPT],
    ),
    "premises": (
        in_session(lambda s: mine([row.id for row in people_of_premises(s, ROOM, area="", limit=50)[0]])),
        [KEPT],
    ),
    "organisation": (
        in_session(
            lambda s: (
                [row.id for row in people_of_organisation(s, FIRM, area="", limit=9)[0]],
                people_of_organisation(s, FIRM, area="", limit=9)[1:],
            )
        ),
        ([KEPT], (1, 1)),
    ),
    "who lives in a household": (in_session(lambda s: mine(persons_at(s, VisitSubject(1)))), [KEPT]),
    "visits to the person": (
        in_session(lambda s: len(visits_of(s, VisitSubject(person_id=KEPT), limit=9))),
        1,
    ),
    "ledger of residents": (ledger, [KEPT]),
    "search list": (
        in_session(lambda s: [(row.sex, row.id_number, row.met_on) for row in listed_rows(s, [KEPT])]),
        [("2", NUMBER, TODAY)],
    ),
    "numbers that two share": (lambda store: find_twins(store, by=care.SECOND).total, 0),
    "two under a number": (
        lambda store: [
            one for one in number_conflicts(store, by=care.SECOND).found if one.kind == "register"
        ],
        [],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_the_person_stands_there_once_with_what_the_rows_say(filled: Store, name: str) -> None:
    read, expected = LISTS[name]
    before = read(filled)
    assert before != expected, "the control: apart the list says something else"
    see_as_one(filled)
    assert read(filled) == expected
    take_apart(filled)
    assert read(filled) == before


def test_the_card_tells_birth_death_and_number_that_only_another_row_knows(filled: Store) -> None:
    with filled.begin() as session:
        session.get_one(Person, ROW).deceased_on = date(2026, 11, 1)
    see_as_one(filled)
    with filled.read() as session:
        card = resident_card(session, KEPT, today=TODAY)
    assert card is not None
    assert (card.age_band, card.sex.en, bool(card.id_number)) == ("75–79", "female", True)
    assert [event.kind.value for event in card.life].count("death") == 1
    assert len(card.organisations) == 1


def test_who_died_by_another_row_is_in_no_ledger_of_residents_and_on_no_visit_list(filled: Store) -> None:
    see_as_one(filled)
    assert ledger(filled) == [KEPT]
    with filled.begin() as session:
        session.get_one(Person, ROW).deceased_on = date(2026, 11, 1)
    assert ledger(filled) == []
    with filled.read() as session:
        due = due_rows(session, visit_rules(), grid_code=sample.GRID, today=TODAY, after=None, limit=50)
        named = {door.person_id for door in doors(session, [one.subject for one in due]).values()}
    assert KEPT not in named


def test_a_care_file_of_a_merged_row_is_the_persons(filled: Store) -> None:
    """Whoever is named in it finds it by either number, and the list names the person as whom the row is seen."""
    file_id = care.enrolled(filled)
    with filled.begin() as session:
        session.add(
            PersonMerge(
                kept_id=KEPT,
                merged_id=1,
                at=sample.NOW,
                actor_id=1,
                actor="李敏",
                basis="decision",
                reason="同一人",
            )
        )
    assert [one.file_id for one in care_list(filled, by=care.WORKER, zone=ZONE).lines] == [file_id]
    (file,) = care_of_person(filled, GROUND, by=care.WORKER, zone=ZONE)
    assert file.name == "甲*"
    page = ledger_page(filled, "LG02", "", GROUND, by=care.WORKER, zone=ZONE)
    assert [row.person_id for row in page.rows] == [KEPT]


def test_parts_of_a_building_count_each_person_once(filled: Store) -> None:
    def residents() -> int:
        with filled.read() as session:
            return sum(part.residents for part in parts_of(session, 1)[0])

    before = residents()
    see_as_one(filled)
    assert residents() == before - 1


def test_a_masked_file_tells_what_the_rows_say_together(filled: Store, tmp_path: Path) -> None:
    see_as_one(filled)
    by = Actor(13, "sun.li", "孙丽", "supervisor", 1, "")
    export_rows(filled, Export.PERSONS, tmp_path / "p.csv", by=by)
    with (tmp_path / "p.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.reader(file) if row[0].startswith("甲")]
    assert len(rows) == 1
    assert rows[0][4].endswith("71")
