"""Population changes: found in the registers, once, whatever the order and the size of the passes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gridcenter.domain.errors import RuleBroken
from gridcenter.language import use_language
from gridcenter.services.importing import person_values
from gridcenter.services.population_detection import detect_changes
from gridcenter.services.population_tasks import complete_task
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    AuditEntry,
    Person,
    PopulationChange,
    PopulationPass,
    PopulationTask,
    PopulationTaskSegment,
    RecordItem,
    Residence,
)
from gridcenter.store.population import FORMER_PLACE
from tests.services import population_samples as sample
from tests.services.population_samples import (
    AUDITOR,
    CHILD,
    COUPLE,
    ELDER,
    GRID,
    HANDLER,
    JIANGNAN,
    LEADER,
    NOW,
    QIAOTOU,
    TENANT,
    TODAY,
    add_home,
    add_person,
    change,
    detect,
    dies,
    kinds,
    standing,
    tasks,
)

DAY = timedelta(days=1)


@pytest.fixture
def filled(store: Store) -> Store:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    return store


@pytest.fixture
def known(filled: Store) -> Store:
    """A register of which a baseline was taken a week ago."""
    assert detect(filled, now=NOW - 7 * DAY).baseline
    return filled


def test_the_first_pass_takes_the_register_as_known(filled: Store) -> None:
    change(filled, lambda session: add_person(session, 9, "李小红", TODAY - 20 * DAY))
    made = detect(filled)
    assert (made.baseline, made.found, made.tasks) == (True, 1, 0)
    assert standing(filled) == {(9, "birth", "", "2026-10-29", True)}
    assert detect(filled).found == 0


def test_a_birth_a_move_a_death_and_an_age_are_found_with_day_and_place(known: Store) -> None:
    def happen(session: Session) -> None:
        add_person(session, 10, "李小红", TODAY - 3 * DAY)
        add_home(session, 10, 1, since=TODAY - 2 * DAY)
        add_person(session, 11, "吕布", date(1980, 1, 1), community=QIAOTOU, grid=None)
        add_home(session, 11, 3, since=TODAY - DAY)
        session.execute(update(Residence).where(Residence.person_id == COUPLE).values(until=TODAY))
        dies(session)

    change(known, happen)
    detect(known)
    assert kinds(known) == [(TENANT, "death"), (COUPLE, "move_out"), (10, "birth"), (11, "move_in")]
    with known.read() as session:
        born = session.scalars(select(PopulationChange).where(PopulationChange.person_id == 10)).one()
    assert (born.community_code, born.grid_code, born.source, born.found_at) == (
        JIANGNAN,
        GRID,
        "网格走访",
        NOW,
    )
    detect(known, now=NOW + 7 * DAY)
    assert (ELDER, "age", "80", "2026-11-25", False) in standing(known)


def test_a_change_makes_one_task_that_receives_and_two_that_follow_up(known: Store) -> None:
    change(known, dies)
    made = detect(known)
    assert (made.found, made.tasks, made.nobody) == (1, 3, 0)
    assert tasks(known) == [
        (TENANT, "death", "receive", 4, ""),
        (TENANT, "death", "follow", 4, ""),
        (TENANT, "death", "follow", 4, ""),
    ]  # neither police nor social security are units here: the community takes their part


def test_the_unit_concerned_is_the_nearest_of_its_kind(known: Store) -> None:
    detect(known, now=NOW + 7 * DAY)
    assert [(rule, part, unit) for _, rule, part, unit, _ in tasks(known)] == [
        ("elderly", "receive", 4),
        ("elderly", "follow", 2),
        ("elderly", "follow", 7),
    ]


def test_a_second_pass_finds_nothing_and_asks_nobody_twice(known: Store) -> None:
    change(known, dies)
    assert detect(known).tasks == 3
    again = detect(known, now=NOW + DAY)
    assert (again.found, again.withdrawn, again.tasks) == (0, 0, 0)
    assert len(tasks(known)) == 3


def test_moving_within_the_community_is_one_change_of_its_own(known: Store) -> None:
    def move(session: Session) -> None:
        session.execute(update(Residence).where(Residence.person_id == TENANT).values(until=TODAY - 2 * DAY))
        add_home(session, TENANT, 2, since=TODAY - DAY)

    change(known, move)
    detect(known)
    assert kinds(known) == [(TENANT, "move_within")]


def test_moving_to_another_community_is_a_move_out_and_a_move_in(known: Store) -> None:
    def move(session: Session) -> None:
        session.execute(update(Residence).where(Residence.person_id == TENANT).values(until=TODAY - 2 * DAY))
        add_home(session, TENANT, 3, since=TODAY - DAY)

    change(known, move)
    detect(known)
    assert kinds(known) == [(TENANT, "move_in"), (TENANT, "move_out")]


def test_another_kind_of_stay_in_the_same_home_is_no_move(known: Store) -> None:
    def buys(session: Session) -> None:
        session.execute(update(Residence).where(Residence.person_id == TENANT).values(until=TODAY - DAY))
        add_home(session, TENANT, 1, since=TODAY - DAY)

    change(known, buys)
    assert detect(known).found == 0


def test_somebody_new_in_the_register_without_a_home_has_moved_in(known: Store) -> None:
    change(known, lambda session: add_person(session, 12, "解晓东", date(1975, 5, 5)))
    detect(known)
    assert standing(known) == {(12, "move_in", "person", "2026-11-18", False)}
    detect(known, now=NOW + 3 * DAY)
    assert standing(known) == {(12, "move_in", "person", "2026-11-18", False)}


def test_a_home_that_is_told_later_corrects_the_move_and_asks_only_whom_it_did_not_ask(known: Store) -> None:
    change(known, lambda session: add_person(session, 12, "解晓东", date(1975, 5, 5)))
    detect(known)
    first = _open(known)[0]
    with known.begin() as session:
        complete_task(session, first, version=1, outcome="done", by=LEADER, now=NOW)
    change(known, lambda session: add_home(session, 12, 1, since=TODAY - DAY))
    made = detect(known, now=NOW + DAY)
    assert (made.found, made.withdrawn, made.tasks) == (1, 1, 2)
    outcomes = [outcome for *_, outcome in tasks(known)]
    assert outcomes == ["done", "withdrawn", "withdrawn", "", ""]
    with known.read() as session:
        old = session.scalars(select(PopulationChange).where(PopulationChange.ref == "person")).one()
    assert old.withdrawn_why == "corrected"


def _open(store: Store) -> list[int]:
    with store.read() as session:
        wanted = select(PopulationTask.id).where(PopulationTask.ended_at.is_(None))
        return list(session.scalars(wanted.order_by(PopulationTask.id)))


def test_a_death_that_was_a_mistake_ends_its_open_tasks_and_a_true_one_asks_again(known: Store) -> None:
    change(known, dies)
    detect(known)
    change(known, lambda session: dies(session, day=None))
    assert detect(known, now=NOW + DAY).withdrawn == 1
    assert {outcome for *_, outcome in tasks(known)} == {"withdrawn"}
    with known.read() as session:
        assert {one.reason for one in session.scalars(select(PopulationTask))} == {"untrue"}
        assert None not in set(session.scalars(select(PopulationTaskSegment.ended_at)))
    change(known, lambda session: dies(session, day=TODAY + DAY))
    assert detect(known, now=NOW + 2 * DAY).tasks == 3


def test_who_is_removed_from_the_register_takes_the_open_tasks_along(known: Store) -> None:
    change(known, lambda session: add_person(session, 12, "解晓东", date(1975, 5, 5)))
    detect(known)
    change(known, lambda session: session.execute(delete(Person).where(Person.id == 12)))
    assert detect(known, now=NOW + DAY).withdrawn == 1
    assert {outcome for *_, outcome in tasks(known)} == {"withdrawn"}


def test_what_lies_ahead_is_found_when_it_comes(known: Store) -> None:
    change(known, lambda session: dies(session, day=TODAY + 2 * DAY))
    assert detect(known).found == 0
    assert detect(known, now=NOW + 2 * DAY).found == 1


def test_what_is_found_very_late_is_recorded_and_makes_no_task(known: Store) -> None:
    late = NOW + 250 * DAY
    change(known, dies)
    made = detect(known, now=late)
    assert (TENANT, "death") in kinds(known)
    assert "death" not in {rule for _, rule, *_ in tasks(known)}
    assert made.found >= 1


def test_an_import_of_many_is_refused_until_a_person_says_what_it_is(known: Store) -> None:
    def fill(session: Session) -> None:
        session.add_all(
            Person(id=1000 + n, name="某某", community_code=JIANGNAN, synthetic=True) for n in range(2001)
        )

    change(known, fill)
    with pytest.raises(RuleBroken, match=r"2,001 rows are new since the last pass.*--baseline.*--all"):
        detect(known)
    assert kinds(known) == []
    made = detect(known, new_baseline=True)
    assert (made.baseline, made.found, made.tasks) == (True, 0, 0)
    assert detect(known).found == 0


def test_many_new_rows_make_tasks_where_a_person_says_so(known: Store) -> None:
    def fill(session: Session) -> None:
        session.add_all(
            Person(id=1000 + n, name="某某", community_code=JIANGNAN, synthetic=True) for n in range(2001)
        )

    change(known, fill)
    made = detect(known, accept_many=True)
    assert (made.found, made.tasks) == (2001, 6003)


def test_a_register_that_was_empty_is_not_flooded_by_its_first_filling(store: Store) -> None:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        session.execute(delete(Residence))
        session.execute(delete(Person))
    assert detect(store).baseline
    change(store, lambda session: add_person(session, 12, "解晓东", date(1975, 5, 5)))
    made = detect(store)
    assert (made.baseline, made.tasks) == (True, 0)


def test_a_pass_that_is_stopped_leaves_what_it_wrote_and_the_next_one_ends_it(known: Store) -> None:
    def happen(session: Session) -> None:
        for person in (ELDER, CHILD, TENANT, COUPLE):
            dies(session, person)

    def stop(made: Progress) -> None:
        if made.done >= 2:
            raise Cancelled

    change(known, happen)
    with pytest.raises(Cancelled):
        detect_changes(known, by=LEADER, portion=1, clock=lambda _: NOW, progress=stop)
    assert len(kinds(known)) == 2
    assert detect(known).found == 2
    assert len(tasks(known)) == 12


def test_only_some_roles_over_the_whole_register_detect(known: Store) -> None:
    with pytest.raises(RuleBroken, match="your role does not detect"):
        detect(known, by=AUDITOR)
    with pytest.raises(RuleBroken, match="your role does not detect"):
        detect(known, by=HANDLER)
    with known.read() as session:
        lines = session.scalars(select(AuditEntry.fields).where(AuditEntry.action == "population_pass")).all()
    assert lines == ["found 0 withdrawn 0 tasks 0"]


@pytest.mark.parametrize(
    "deed",
    [
        "DELETE FROM population_change",
        "UPDATE population_change SET day = '2020-01-01'",
        "DELETE FROM population_task_segment",
        "UPDATE population_task_segment SET running = false",
        "DELETE FROM population_task",
        "UPDATE population_task SET unit_id = NULL",
        "UPDATE population_pass SET horizon = '2020-01-01'",
        "DELETE FROM population_rule_text",
    ],
)
def test_what_was_found_and_asked_stands_for_good(known: Store, deed: str) -> None:
    change(known, dies)
    detect(known)
    with pytest.raises(DBAPIError, match="append-only"), known.begin() as session:
        session.execute(text(deed))


def test_passes_are_kept_with_who_made_them(known: Store) -> None:
    with known.read() as session:
        one = session.scalars(select(PopulationPass)).one()
    assert (one.baseline, one.account, one.last_person_id, one.day) == (True, "陈立", 4, TODAY - 7 * DAY)


def _placed(store: Store, person: int, *, grid: str | None, community: str) -> None:
    """Place somebody elsewhere as an import does: the old place stays as an item."""
    with store.begin() as session:
        row = session.get_one(Person, person)
        before = row.grid_code or row.community_code
        session.add(RecordItem(person_id=person, key=FORMER_PLACE, value=before, source="网格走访"))
        row.grid_code, row.community_code = grid, community


def test_a_file_that_places_somebody_in_another_community_tells_a_move(known: Store) -> None:
    with known.begin() as session:
        session.execute(delete(Residence).where(Residence.person_id == TENANT))
    detect(known, new_baseline=True)
    _placed(known, TENANT, grid=GRID[:-1] + "4", community=JIANGNAN)
    assert detect(known).found == 0
    _placed(known, TENANT, grid=None, community=QIAOTOU)
    assert detect(known).found == 2
    with known.read() as session:
        rows = session.scalars(select(PopulationChange).order_by(PopulationChange.kind)).all()
    assert [(one.kind, one.community_code, one.day_known) for one in rows] == [
        ("move_in", QIAOTOU, False),
        ("move_out", JIANGNAN, False),
    ]
    assert {(rule, unit) for _, rule, _, unit, _ in tasks(known)} >= {("move_in", 5), ("move_out", 4)}


def test_a_placing_that_is_taken_back_ends_its_tasks(known: Store) -> None:
    with known.begin() as session:
        session.execute(delete(Residence).where(Residence.person_id == TENANT))
    detect(known, new_baseline=True)
    _placed(known, TENANT, grid=None, community=QIAOTOU)
    detect(known)
    with known.begin() as session:
        session.execute(update(RecordItem).values(withdrawn_at=NOW))
        session.execute(
            update(Person).where(Person.id == TENANT).values(grid_code=GRID, community_code=JIANGNAN)
        )
    assert detect(known, now=NOW + DAY).withdrawn == 2
    assert {outcome for *_, outcome in tasks(known)} == {"withdrawn"}


def test_the_item_that_tells_a_former_place_is_the_one_that_imports_write() -> None:
    assert person_values.FORMER_PLACE == FORMER_PLACE
