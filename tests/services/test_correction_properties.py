"""Whatever is corrected on the way, however often: what is stored of the clocks is what their ledgers give."""

from __future__ import annotations

from itertools import count, pairwise

from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from gridcenter.domain.clocks import ClockMode, Segment, calendar_for, standing_deadline
from gridcenter.domain.corrections import CORRECT_CATEGORY, CORRECT_URGENCY, CORRECTION_NAMES
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.services.flows import flow
from gridcenter.services.steps import take_step
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store
from gridcenter.store.models import ClockSegment, Incident, IncidentClock
from tests.services.matters import DRAFT, OTHER_CATEGORY, SHANGHAI, actor, other_category, report, settle
from tests.services.test_clock_properties import JOURNEYS, START, Journey, chosen, inputs_of, take

EXAMPLES = 10
SITUATIONS = ("", str(OTHER_CATEGORY + 11), str(OTHER_CATEGORY + 12))


def correction(choice: int) -> tuple[str, dict[str, str]]:
    """Return one of both corrections: to the one category or the other, under any situation, urgent or not."""
    situation = {"standard": SITUATIONS[choice % 3], "reason": "误选"}
    if choice % 2:
        return CORRECT_CATEGORY, {"category": ("matters/T01", "matters/T02")[choice // 2 % 2], **situation}
    return CORRECT_URGENCY, {"urgent": ("yes", "no")[choice // 2 % 2], **situation}


def travel(store: Store, key: int, journey: Journey) -> int:
    """Correct before every other move; return how many corrections were made."""
    now, made = START, 0
    for turn, (choice, gap) in enumerate(journey):
        now += gap
        with store.begin() as session:
            incident = session.get_one(Incident, key)
            ways = flow().moves_from(incident.state)
            if incident.closed_at is not None or not ways:
                return made
            version = incident.version
        try:
            with store.begin() as session:
                if turn % 2:
                    move = chosen(flow(), ways, choice)
                    take(session, key, move, inputs_of(flow(), move, now, choice), now)
                else:
                    action, inputs = correction(choice)
                    by = actor("dispatcher")
                    take_step(session, key, version=version, action=action, inputs=inputs, by=by, now=now)
                    made += 1
        except (RuleBroken, BadInput):
            continue  # nothing that would change, a situation of the other category, a return too many
    return made


def assert_ledgers_explain_everything(store: Store, key: int) -> None:
    """Recompute from the tables: segments follow each other, and turn over or begin with a correction."""
    with store.read() as session:
        calendar = working_calendar(session)
        for clock in session.scalars(select(IncidentClock).where(IncidentClock.incident_id == key)):
            rows = session.scalars(
                select(ClockSegment).where(ClockSegment.clock_id == clock.id).order_by(ClockSegment.sequence)
            ).all()
            for earlier, later in pairwise(rows):
                assert earlier.ended_at == later.started_at
                assert (earlier.running is not later.running) or later.ground in CORRECTION_NAMES
            counting = calendar_for(ClockMode(clock.mode), calendar)
            segments = [Segment(row.started_at, row.ended_at, row.running) for row in rows]
            found = standing_deadline(
                counting, clock.limit_minutes, segments, yellow_percent=flow().yellow_percent
            )
            assert (clock.due_at, clock.yellow_at, clock.paused) == (
                found.due_at,
                found.yellow_at,
                found.paused,
            )


def test_recomputed_is_stored_after_any_journey_with_corrections(store: Store) -> None:
    settle(store)
    other_category(store)
    numbers, made = count(1), [0]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(JOURNEYS)
    def journeys(journey: Journey) -> None:
        key = report(store, now=START, key=f"form-{next(numbers)}", draft=DRAFT)
        made[0] += travel(store, key, journey)
        assert_ledgers_explain_everything(store, key)

    journeys()
    found = verify_clocks(store, zone=SHANGHAI, progress=lambda _done: None)
    assert found.kept == []
    assert made[0] > EXAMPLES, "corrections were made on most journeys"
