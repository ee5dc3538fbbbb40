"""A demo store, made on both kinds of store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from shutil import copyfile

import pytest
from sqlalchemy import func, select

from gridcenter.domain.adjustments import told_move
from gridcenter.domain.calendars import CONTINUOUS
from gridcenter.domain.clocks import ClockMode, Segment, deadline
from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECTION_NAMES
from gridcenter.domain.errors import Refusal, StoreRefused
from gridcenter.domain.flow import REOPEN, REPORT
from gridcenter.domain.identity import parse_id_number, parse_uscc
from gridcenter.domain.lights import Light
from gridcenter.domain.merging import MERGE, MERGED, TAKE_IN
from gridcenter.services.accounts import acting_account
from gridcenter.services.demo.create import DemoTally, create_demo
from gridcenter.services.demo.sizes import PLANS, DemoSize
from gridcenter.services.desk_facts import store_facts
from gridcenter.services.flows import flow
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.services.new_store import prepare_store
from gridcenter.services.organisation_facts import facts_of
from gridcenter.services.progress import Cancelled, Progress
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, open_store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import (
    Adjustment,
    ClockSegment,
    Component,
    Division,
    Grid,
    Household,
    ImportBatch,
    Incident,
    IncidentClock,
    IncidentMerge,
    Organisation,
    OrganisationItem,
    OrganisationPerson,
    Person,
    PersonMerge,
    Post,
    Premises,
    RecordItem,
    Report,
    Residence,
    StagedRow,
    Step,
    Visit,
)
from tests.services.demo.wednesday import NIGHT_BEFORE_MONDAY, WEDNESDAY, Street

PLAN = PLANS[DemoSize.STREET]
PLANNED = {
    Light.RED: PLAN.red,
    Light.YELLOW: PLAN.yellow,
    Light.GREEN: PLAN.green,
    Light.GREY: PLAN.parked,
}


def made(store: Store, *, now: datetime = WEDNESDAY, seed: int = 7) -> DemoTally:
    return create_demo(store, size=DemoSize.STREET, seed=seed, now=now)


@pytest.fixture(scope="module")
def finished(sqlite_street: Street, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A copy of the street for the tests that only look at it."""
    path = tmp_path_factory.mktemp("demo") / "street.db"
    copyfile(sqlite_street.address.removeprefix("sqlite:///"), path)
    store = open_store(str(path))
    yield store
    store.dispose()


def lights(store: Store, now: datetime) -> Counter[Light]:
    with store.read() as session:
        return Counter(row.light(now) for row in open_incidents(session, area=""))


def test_a_demo_tells_as_many_as_are_there(finished: Store, sqlite_street: Street) -> None:
    tally = sqlite_street.tally
    with finished.read() as session:
        counted = {
            model: session.scalar(select(func.count()).select_from(model))
            for model in (Person, Incident, Component)
        }
    told = {Person: tally.persons, Incident: tally.incidents, Component: tally.components}
    assert told == counted
    assert tally.persons > PLAN.persons, "the control: a second source knows some under further rows"


def test_a_demo_has_everything_and_says_that_it_is_synthetic(wednesday: Store, street: Street) -> None:
    tally = street.tally
    assert (tally.communities, tally.grids) == (PLAN.communities, PLAN.grids)
    with wednesday.read() as session:
        for model in (
            Division,
            Grid,
            Component,
            Premises,
            Household,
            Residence,
            RecordItem,
            Organisation,
            OrganisationPerson,
            Post,
            Visit,
            PersonMerge,
        ):
            assert session.scalar(select(func.count()).select_from(model))
        assert session.scalar(select(func.count(RecordItem.id)).where(RecordItem.verified))
        assert session.scalar(select(func.count(Incident.id))) == tally.incidents
        facts = store_facts(session)
        assert facts.synthetic
        assert facts.title.zh == "滨江区示范"
        assert facts.change_number > 0
        assert set(session.scalars(select(Person.synthetic).distinct())) == {True}
        assert acting_account(session).login == "limin"


def test_open_incidents_stand_under_every_light_in_the_week(finished: Store) -> None:
    assert lights(finished, WEDNESDAY) == PLANNED


def test_open_incidents_stand_under_every_light_at_night(sqlite_store: Store) -> None:
    made(sqlite_store, now=NIGHT_BEFORE_MONDAY)
    assert lights(sqlite_store, NIGHT_BEFORE_MONDAY) == PLANNED


def test_every_clock_can_be_recomputed_from_its_ledger(finished: Store) -> None:
    with finished.read() as session:
        calendar = working_calendar(session)
        segments: dict[int, list[Segment]] = {}
        for row in session.scalars(
            select(ClockSegment).order_by(ClockSegment.clock_id, ClockSegment.sequence)
        ):
            segments.setdefault(row.clock_id, []).append(Segment(row.started_at, row.ended_at, row.running))
        clocks = session.scalars(select(IncidentClock)).all()
        assert {clock.kind for clock in clocks} == {"accept", "step", "whole", "co"}
        for clock in clocks:
            counting = calendar if clock.mode == ClockMode.WORKING else CONTINUOUS
            own = segments[clock.id]
            now = own[-1].start if clock.paused else WEDNESDAY
            found = deadline(counting, clock.limit_minutes, own, now=now)
            assert (found.due_at, found.yellow_at) == (clock.due_at, clock.yellow_at)
            assert clock.ended_at == own[-1].end


def test_every_trace_follows_the_flow(finished: Store) -> None:
    template = flow()
    moves = {
        (origin, move.action): (move.to, move.approval.by if move.approval else {move.role})
        for move in template.moves
        for origin in move.origins
    }
    for action, centre in template.corrections.items():
        moves |= {(state, action): (state, centre) for state in template.open_states}
    with finished.read() as session:
        states = {incident.id: incident.state for incident in session.scalars(select(Incident))}
        before: dict[int, Step] = {}
        for step in session.scalars(select(Step).order_by(Step.incident_id, Step.sequence)):
            last = before.get(step.incident_id)
            if last is None:
                assert step.action in (REPORT, REOPEN)
                assert (step.from_state, step.to_state) == ("", template.start)
            else:
                assert step.at >= last.at
                assert step.from_state == last.to_state
                if step.action == MERGE:
                    before[step.incident_id] = step
                    continue
                about = told_move(step.action) or step.action == TAKE_IN
                to, roles = (step.from_state, {step.role}) if about else moves[step.from_state, step.action]
                assert to == step.to_state
                assert step.role in roles
            assert step.at <= WEDNESDAY
            before[step.incident_id] = step
        assert {number: step.to_state for number, step in before.items()} == states


def test_some_incidents_were_corrected_and_their_clocks_went_on(finished: Store) -> None:
    with finished.read() as session:
        made = session.scalars(select(Step.action).where(Step.action.in_(list(CORRECTION_NAMES)))).all()
        cut = session.scalars(select(ClockSegment).where(ClockSegment.ground == CORRECT_CATEGORY)).all()
    assert set(made) == set(CORRECTION_NAMES)
    assert cut
    assert all(one.sequence > 1 and one.running for one in cut)


def test_whoever_applies_never_approves_and_some_applications_and_reviews_are_open(finished: Store) -> None:
    with finished.read() as session:
        applications = session.scalars(select(Adjustment)).all()
        steps = {(one.incident_id, one.sequence): one for one in session.scalars(select(Step))}
        parked = session.scalars(select(Incident).where(Incident.paused, Incident.closed_at.is_(None))).all()
        waiting = session.scalar(select(func.sum(Incident.applications)))
    approved = [one for one in applications if one.outcome == "approved"]
    assert approved
    assert 0 < len(applications) - len(approved) == waiting
    for one in applications:
        assert one.ender_id != one.applicant_id
        assert steps[one.incident_id, one.applied_step].action == f"apply:{one.action}"
        assert one.until is not None
        assert one.until > one.applied_at
    assert all(steps[one.incident_id, one.ended_step or 0].action == one.action for one in approved)
    assert all(one.review_at is not None for one in parked)
    due = [one for one in parked if one.review_at is not None and one.review_at <= WEDNESDAY]
    assert 0 < len(due) < len(parked)


def test_a_few_matters_were_reported_twice_and_callers_are_known_by_made_up_numbers(finished: Store) -> None:
    with finished.read() as session:
        merges = session.scalars(select(IncidentMerge)).all()
        kept = [session.get_one(Incident, merge.kept_id) for merge in merges]
        gone = [session.get_one(Incident, merge.merged_id) for merge in merges]
        phones = session.scalars(select(Report.phone)).all()
    assert len(merges) == 4
    assert all(merge.score is not None and merge.score > 70 for merge in merges)
    assert all(one.report_count > 1 and one.closed_at is None for one in kept)
    assert all(one.state == MERGED and one.paused for one in gone)
    assert len(phones) > len(set(phones)) > 20
    assert all(phone.startswith("1990000") for phone in phones)


def test_nobody_checks_what_he_has_handled(finished: Store) -> None:
    with finished.read() as session:
        handled = set(session.execute(select(Step.incident_id, Step.actor_id).where(Step.action == "finish")))
        checked = set(session.execute(select(Step.incident_id, Step.actor_id).where(Step.action == "pass")))
    assert not handled & checked


def test_numbers_of_persons_and_organisations_are_valid(finished: Store) -> None:
    with finished.read() as session:
        assert all(
            parse_id_number(number or "").synthetic for number in session.scalars(select(Person.id_number))
        )
        codes = session.scalars(select(Organisation.uscc)).all()
        assert codes
        assert {parse_uscc(code or "").division_code for code in codes} == {"709901"}


def test_several_sources_speak_of_a_few_organisations_and_the_columns_hold_what_comes_first(
    finished: Store,
) -> None:
    item = OrganisationItem
    with finished.read() as session:
        said = session.scalars(select(item).where(~item.base)).all()
        assert (
            {one.withdrawn_at is None for one in said}
            == {one.verified_on is None for one in said}
            == {True, False}
        )
        for key in {one.organisation_id for one in said}:
            facts = facts_of(session, key)
            assert facts is not None
            (name,) = [one.value.zh for one in facts.said if one.key == "name" and one.first]
            assert facts.name == session.get_one(Organisation, key).name == name


def test_the_year_has_a_rhythm_of_hours_and_days(finished: Store) -> None:
    with finished.read() as session:
        moments = [at + timedelta(hours=8) for at in session.scalars(select(Incident.reported_at))]
    hours = Counter(at.hour for at in moments)
    weekdays = Counter(at.weekday() for at in moments)
    assert hours[9] > hours[13] < hours[15] > 4 * hours[3]
    assert weekdays[0] > 1.3 * weekdays[6]
    assert (max(moments) - min(moments)).days >= 179


def test_most_incidents_are_closed_in_time_and_some_late(finished: Store) -> None:
    closed = select(func.count(Incident.id)).where(Incident.state == "closed")
    with finished.read() as session:
        late = session.scalar(closed.where(Incident.closed_at >= Incident.whole_due_at)) or 0
        assert 0.02 < late / (session.scalar(closed) or 1) < 0.15


def test_some_posts_are_vacant_but_few(finished: Store) -> None:
    with finished.read() as session:
        holders = session.scalars(select(Post.holder)).all()
    assert 0 < holders.count("") < 0.1 * len(holders)


def test_the_same_seed_and_moment_make_the_same_store(
    sqlite_wednesday: Store, postgres_wednesday: Store
) -> None:
    def content(store: Store) -> list[object]:
        incident = (Incident.number, Incident.state, Incident.due_at, Incident.longitude, Incident.grid_code)
        person = (Person.id_number, Person.name, Person.address, Person.phone)
        with store.read() as session:
            rows: list[object] = [
                tuple(row) for row in session.execute(select(*incident).order_by(Incident.number))
            ]
            rows += [tuple(row) for row in session.execute(select(*person).order_by(*person))]
            return rows

    assert content(sqlite_wednesday) == content(postgres_wednesday)


def test_a_store_with_data_is_refused_and_stays_as_it_is(finished: Store) -> None:
    before = lights(finished, WEDNESDAY)
    with pytest.raises(StoreRefused):
        made(finished, seed=8)
    assert lights(finished, WEDNESDAY) == before


def test_of_two_made_at_once_the_second_is_refused_with_a_sentence(postgres_store: Store) -> None:
    def try_one(_number: int) -> str:
        try:
            return str(made(postgres_store).communities)
        except Refusal as refusal:
            return type(refusal).__name__

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(try_one, range(2))) == ["9", "StoreRefused"]


def test_a_prepared_store_is_filled_and_work_goes_on_in_it(store: Store) -> None:
    with store.begin() as session:
        prepare_store(session)
    made(store)
    with store.begin() as session:
        by = acting_account(session)
        assert by.login == "limin"
        grid = session.scalars(select(Grid.code)).first() or ""
        draft = IncidentDraft("06010", "演示", category_set="matters", grid_code=grid)
        number = report_incident(session, draft, by=by, now=WEDNESDAY, key="a key")
        assert session.get_one(Incident, number).number > f"SJ{WEDNESDAY:%Y%m%d}-0001"


@pytest.mark.parametrize("part", [1, 7, 14])
def test_cancelling_leaves_an_empty_store(store: Store, part: int) -> None:
    parts: list[str] = []

    def cancel(progress: Progress) -> None:
        if progress.part not in parts:
            parts.append(progress.part)
        if len(parts) == part:
            raise Cancelled

    with pytest.raises(Cancelled):
        create_demo(store, size=DemoSize.STREET, now=WEDNESDAY, progress=cancel)
    with store.read() as session:
        for model in (Division, Grid, Person, Incident, Premises):
            assert session.scalar(select(func.count()).select_from(model)) == 0


def test_progress_tells_every_part_to_its_end(sqlite_street: Street) -> None:
    told = sqlite_street.told
    assert len(told) > 10
    assert all(progress.done <= progress.total for progress in told.values())


def test_a_staged_file_waits_with_every_kind_of_row(wednesday: Store) -> None:
    with wednesday.read() as session:
        rows = session.execute(select(StagedRow.outcome, func.count()).group_by(StagedRow.outcome))
        found = {outcome: n for outcome, n in rows}  # noqa: C416
        batch = session.scalars(select(ImportBatch)).one()
    assert found == {"agrees": 6, "differs": 4, "conflict": 2, "new": 3, "refused": 1}
    assert (batch.state, batch.rows) == ("staged", 16)
