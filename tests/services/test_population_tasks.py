"""Population tasks: their clocks, their completion, the board, and whom a list of them names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.domain.people import LookupRequest, Purpose
from gridcenter.domain.population_tasks import Figure
from gridcenter.domain.record_items import Catalogue
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.masked_persons import AT_MOST, masked_persons
from gridcenter.services.own_deeds import deed_words, outcome_words
from gridcenter.services.population_lists import (
    TasksWanted,
    changes_wanted,
    completion_board,
    look_up_changed,
    masked_changes,
    tasks_wanted,
)
from gridcenter.services.population_tasks import complete_task, pause_task, resume_task
from gridcenter.services.progress import unwatched
from gridcenter.services.subject_report import subject_report
from gridcenter.store.audit import chain_part, own_lines
from gridcenter.store.audit_lists import unsealed_lists
from gridcenter.store.engine import Store
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Person,
    PopulationTask,
    Residence,
)
from tests.services import population_samples as sample
from tests.services.population_samples import (
    AUDITOR,
    COUPLE,
    HANDLER,
    JIANGNAN,
    LEADER,
    NOW,
    QIAOTOU,
    TENANT,
    change,
    detect,
    dies,
)

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")
STRANGER = replace(HANDLER, account_id=5, login="qiaotou", unit_id=5, area=QIAOTOU)


@pytest.fixture
def with_tasks(store: Store) -> Store:
    """Three tasks about a death: visit in 2 working days, register in 30 days, benefits in 15 working days."""
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
    detect(store, now=NOW - 7 * DAY)
    change(store, dies)
    detect(store)
    return store


def task(store: Store, place: int = 0) -> PopulationTask:
    with store.read() as session:
        return session.scalars(select(PopulationTask).order_by(PopulationTask.id)).all()[place]


def complete(store: Store, place: int, *, now: datetime, outcome: str = "done", **further: object) -> None:
    one = task(store, place)
    given: dict[str, object] = {"version": one.version, "by": HANDLER, "reason": "", **further}
    with store.begin() as session:
        complete_task(session, one.id, outcome=outcome, now=now, **given)  # type: ignore[arg-type]


def test_a_task_is_due_by_working_time_or_by_days_as_its_rule_says(with_tasks: Store) -> None:
    visit, register = task(with_tasks), task(with_tasks, 1)
    assert (visit.mode, visit.limit_minutes, visit.due_at) == ("working", 960, NOW + 2 * DAY)
    assert (register.mode, register.due_at) == ("continuous", NOW + 30 * DAY)
    with with_tasks.read() as session:
        rows = tasks_wanted(session, TasksWanted(rule="death"), by=LEADER, now=NOW)
    assert [row.light(NOW + 2 * DAY) for row in rows] == [Light.RED, Light.GREEN, Light.GREEN]
    assert rows[0].light(visit.yellow_at) is Light.YELLOW
    assert "周玉英" not in str(rows)


def test_the_unit_completes_its_task_once_and_the_same_again_changes_nothing(with_tasks: Store) -> None:
    complete(with_tasks, 0, now=NOW + HOUR)
    complete(with_tasks, 0, now=NOW + 2 * HOUR)
    done = task(with_tasks)
    assert (done.outcome, done.ended_at, done.actor, done.version) == ("done", NOW + HOUR, "周航", 2)
    with pytest.raises(RuleBroken, match="周航 completed this task already"):
        complete(with_tasks, 0, now=NOW + 3 * HOUR, outcome="known", reason="in May")
    with with_tasks.read() as session:
        wanted = select(AuditEntry.fields).where(AuditEntry.action == "population_task")
        assert list(session.scalars(wanted)) == [f"complete {done.id} done"]


def test_a_community_completes_for_its_grid_teams(with_tasks: Store) -> None:
    with with_tasks.begin() as session:
        session.execute(
            update(Residence).where(Residence.person_id == COUPLE).values(until=date(2026, 11, 17))
        )
    detect(with_tasks, now=NOW + HOUR)
    assert task(with_tasks, 3).unit_id == 6
    complete(with_tasks, 3, now=NOW + 2 * HOUR)
    assert task(with_tasks, 3).outcome == "done"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": "paid"}, "there is no outcome “paid”: choose one of done, known"),
        ({"outcome": "not_needed"}, "this outcome needs a reason"),
        ({"version": 9}, "changed meanwhile"),
        ({"by": STRANGER}, "no such task in your area"),
        ({"by": replace(STRANGER, area=JIANGNAN)}, "belongs to another unit"),
        ({"by": AUDITOR}, "your role does not complete"),
    ],
)
def test_a_completion_that_will_not_do_changes_nothing(
    with_tasks: Store, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises((RuleBroken, BadInput), match=sentence):
        complete(with_tasks, 0, now=NOW + HOUR, **wrong)  # type: ignore[arg-type]
    assert task(with_tasks).ended_at is None


def test_while_the_resident_is_away_the_clock_stands(with_tasks: Store) -> None:
    one = task(with_tasks, 1)
    with with_tasks.begin() as session:
        version = pause_task(
            session, one.id, version=1, reason="away until Friday", by=HANDLER, now=NOW + DAY
        )
    assert task(with_tasks, 1).paused
    with pytest.raises(RuleBroken, match="stands already"), with_tasks.begin() as session:
        pause_task(session, one.id, version=version, reason="away", by=HANDLER, now=NOW + DAY)
    with with_tasks.begin() as session:
        resume_task(session, one.id, version=version, by=HANDLER, now=NOW + 4 * DAY)
    assert (task(with_tasks, 1).paused, task(with_tasks, 1).due_at) == (False, NOW + 33 * DAY)
    assert _verified(with_tasks) == (3, [])


def test_a_change_that_falls_away_ends_a_task_whose_clock_stands(with_tasks: Store) -> None:
    one = task(with_tasks, 1)
    with with_tasks.begin() as session:
        pause_task(session, one.id, version=1, reason="away until Friday", by=HANDLER, now=NOW + DAY)
    change(with_tasks, lambda session: dies(session, day=None))
    detect(with_tasks, now=NOW + 3 * DAY)
    assert (task(with_tasks, 1).outcome, task(with_tasks, 1).paused) == ("withdrawn", False)
    assert _verified(with_tasks) == (3, [])
    with pytest.raises(RuleBroken, match="its change does not hold any more"):
        complete(with_tasks, 1, now=NOW + 4 * DAY)


def _verified(store: Store) -> tuple[int, list[tuple[str, bool]]]:
    found = verify_clocks(store, zone=SHANGHAI, progress=unwatched)
    return found.tasks, [(one.field, one.of_task) for one in found.kept]


def test_a_deadline_written_past_the_program_is_told(with_tasks: Store) -> None:
    assert _verified(with_tasks) == (3, [])
    with with_tasks.begin() as session:
        session.execute(update(PopulationTask).where(PopulationTask.serial == 1).values(due_at=NOW))
    assert _verified(with_tasks) == (3, [("due_at", True)])


def test_each_number_of_the_board_is_exactly_its_rows(with_tasks: Store) -> None:
    complete(with_tasks, 0, now=NOW + 3 * DAY)
    complete(with_tasks, 1, now=NOW + HOUR)
    later = NOW + 100 * DAY
    with with_tasks.read() as session:
        (line,) = completion_board(session, by=LEADER, now=later)
        assert (line.unit.zh, line.rule, line.due, line.in_time, line.late, line.open, line.overdue) == (
            *("江南社区", "death", 3, 1, 1, 1, 1),
        )
        for month in ("", "2026-11", "2026-12", "2027-01"):
            lines = completion_board(session, month=month, by=LEADER, now=later)
            for figure in Figure:
                counted = sum(one.count(figure) for one in lines)
                wanted = TasksWanted(4, "death", month, figure)
                assert len(tasks_wanted(session, wanted, by=LEADER, now=later)) == counted, (month, figure)
        assert [one.due for one in completion_board(session, month="2026-11", by=LEADER, now=later)] == [1]


def test_withdrawn_tasks_are_on_no_board(with_tasks: Store) -> None:
    change(with_tasks, lambda session: dies(session, day=None))
    detect(with_tasks, now=NOW + DAY)
    with with_tasks.read() as session:
        assert completion_board(session, by=LEADER, now=NOW) == []
        assert changes_wanted(session, by=LEADER, now=NOW) == []
        (gone,) = changes_wanted(session, withdrawn=True, by=LEADER, now=NOW)
    assert [one.light(NOW) for one in gone.tasks] == [None, None, None]


def test_another_area_sees_neither_changes_nor_tasks(with_tasks: Store) -> None:
    with with_tasks.read() as session:
        assert changes_wanted(session, by=STRANGER, now=NOW) == []
        assert tasks_wanted(session, TasksWanted(), by=STRANGER, now=NOW) == []
        assert completion_board(session, by=STRANGER, now=NOW) == []
        assert len(tasks_wanted(session, TasksWanted(), by=HANDLER, now=NOW)) == 3


def test_names_come_masked_and_after_their_audit_line(with_tasks: Store) -> None:
    with with_tasks.read() as session:
        rows = changes_wanted(session, by=LEADER, now=NOW)
    (masked,) = masked_changes(with_tasks, rows, by=LEADER).values()
    assert (masked.name, masked.age_band) == ("周**", "35–39")
    with with_tasks.read() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "search"))
    assert (line.account_id, line.fields.split()[0], line.reason) == (1, "1", "population changes")
    with pytest.raises(RuleBroken, match="does not look residents up"):
        masked_changes(with_tasks, rows, by=AUDITOR)
    with pytest.raises(BadInput, match="at most 200"):
        masked_persons(with_tasks, range(AT_MOST + 1), ground="x", by=LEADER)


def test_who_stood_in_a_masked_list_is_told_so_and_the_list_is_sealed(with_tasks: Store) -> None:
    with with_tasks.read() as session:
        rows = changes_wanted(session, by=LEADER, now=NOW)
        number = session.scalars(select(Person.id_number).where(Person.id == TENANT)).one()
    assert number is not None
    masked_changes(with_tasks, rows, by=LEADER)
    told = subject_report(with_tasks, number, by=LEADER)
    assert [(line.action, line.name) for line in told.lines if line.action == "search"] == [
        ("search", "陈立")
    ]
    with with_tasks.read() as session:
        assert unsealed_lists(session, 1, chain_part(session, 1, after=0, count=100)) == set()
        (line,) = [one for one in own_lines(session, 1) if one.action == "search"]
    assert deed_words(line, Catalogue()) == "masked list of population changes"
    assert outcome_words(line) == "listed: 1"


def test_whom_a_change_is_about_is_opened_by_an_audited_look_up(with_tasks: Store) -> None:
    with with_tasks.read() as session:
        (row,) = changes_wanted(session, by=LEADER, now=NOW)
    wish = LookupRequest("", Purpose.SERVICE, reason="上门慰问家属之前核对现住址")
    card = look_up_changed(with_tasks, row.id, wish, by=LEADER)
    assert card is not None
    assert (card.person_id, card.name) == (TENANT, "周**")
    with pytest.raises(RuleBroken, match="no such change in your area"):
        look_up_changed(with_tasks, row.id, wish, by=replace(LEADER, area=QIAOTOU))
    with with_tasks.read() as session:
        lines = session.execute(select(AuditEntry.action, AuditEntry.person_id).order_by(AuditEntry.id))
        assert [tuple(line) for line in lines][-2:] == [("lookup", TENANT), ("failed_lookup", None)]


def test_an_account_that_is_switched_off_completes_nothing(with_tasks: Store) -> None:
    with with_tasks.begin() as session:
        session.execute(update(Account).where(Account.id == HANDLER.account_id).values(active=False))
    with pytest.raises(RuleBroken, match="need an active account"):
        complete(with_tasks, 0, now=NOW + HOUR)
    assert task(with_tasks).ended_at is None
