"""What is planned for a date comes back by itself as the date nears; what is explained is counted apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.lights import Light
from gridcenter.language import use_language
from gridcenter.services.clock_verification import verify_clocks
from gridcenter.store.engine import Store
from gridcenter.store.figures_indicators import indicator_counts
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Incident, IncidentClock, Step
from tests.services.matters import SHANGHAI, at, report, settle, step, to_handling
from tests.services.test_flow_walks import draft_of, taken

START = at("09-07 09:00")
NOW = START + timedelta(hours=1)
PLANNED = at("10-20 18:00")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)


def to_close(store: Store) -> int:
    incident = report(store, now=START)
    to_handling(store, incident, START)
    for action in ("finish", "send_check", "check_start", "pass", "to_close"):
        taken(store, incident, action, now=NOW)
    return incident


def planned(store: Store, incident: int, until: str = "2026-10-20 18:00") -> None:
    step(store, incident, "plan", "supervisor", NOW, plan="new paving in autumn", plan_date=until)


def test_it_does_not_close_and_its_light_follows_the_planned_date(store: Store) -> None:
    incident = to_close(store)
    planned(store, incident)
    with store.read() as session:
        (row,) = open_incidents(session, area="")
        kept = session.get_one(Incident, incident)
        last = session.scalars(select(Step).where(Step.incident_id == incident)).all()[-1]
    assert (row.state, kept.outcome, kept.closed_at) == ("scheduled", "scheduled", None)
    assert row.due_at == PLANNED
    assert row.yellow_at is not None
    lights = [row.light(moment) for moment in (NOW, PLANNED - timedelta(days=1), PLANNED)]
    assert lights == [Light.GREEN, Light.YELLOW, Light.RED]
    assert "new paving in autumn" in last.opinion
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def test_the_plan_is_carried_out_like_any_other_task_and_the_outcome_is_told_anew(store: Store) -> None:
    incident = to_close(store)
    planned(store, incident)
    taken(store, incident, "carry_out", now=PLANNED)
    taken(store, incident, "dispatch", now=PLANNED)
    with store.read() as session:
        row = session.get_one(Incident, incident)
    assert (row.state, row.outcome, row.handled_at) == ("dispatched", "", None)


def test_a_plan_for_a_sunday_does_not_press_on_the_friday_before(store: Store) -> None:
    incident = to_close(store)
    planned(store, incident, "2026-10-18 12:00")
    with store.read() as session:
        row = session.get_one(Incident, incident)
    assert row.due_at == at("10-18 12:00")
    assert row.whole_due_at is not None
    assert row.due_at < row.whole_due_at < at("10-19 08:05")
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def test_what_was_handled_on_the_spot_has_a_whole_case_from_its_plan_on(store: Store) -> None:
    incident = report(store, now=START)
    for action in ("self_handle", "check_self"):
        taken(store, incident, action, now=NOW)
    planned(store, incident)
    taken(store, incident, "file_plan", now=PLANNED)
    with store.read() as session:
        row = session.get_one(Incident, incident)
        clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == incident))
        whole = [clock.started_at for clock in clocks if clock.kind == "whole"]
    assert whole == [NOW]
    assert row.whole_due_at is not None
    assert row.whole_due_at >= PLANNED
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def test_what_was_handled_on_the_spot_and_planned_is_filed_before_it_is_carried_out(store: Store) -> None:
    incident = report(store, now=START)
    for action in ("self_handle", "check_self"):
        taken(store, incident, action, now=NOW)
    planned(store, incident)
    with pytest.raises(RuleBroken, match="is for what was filed, and this never was: file it first"):
        taken(store, incident, "carry_out", now=PLANNED)
    taken(store, incident, "file_plan", now=PLANNED)
    for minutes, action in enumerate(("accept", "to_dispatch", "dispatch"), start=1):
        taken(store, incident, action, now=PLANNED + timedelta(minutes=minutes))
    with store.read() as session:
        row = session.get_one(Incident, incident)
        counts = indicator_counts(
            session,
            area="",
            start=START,
            end=PLANNED + timedelta(days=1),
            keys=["register", "in_time_register", "self_dispose", "valid_report"],
        )
    assert (row.filed_at, row.self_handled, row.handled_at) == (PLANNED + timedelta(minutes=1), False, None)
    assert counts["register"] == counts["in_time_register"] == counts["valid_report"] == 1
    assert counts["self_dispose"] == 0
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def test_what_was_filed_is_not_filed_again_when_its_plan_is_due_and_nobody_holds_it(store: Store) -> None:
    incident = to_close(store)
    planned(store, incident)
    with pytest.raises(RuleBroken, match="is for what was never filed: this was"):
        taken(store, incident, "file_plan", now=PLANNED)
    taken(store, incident, "carry_out", now=PLANNED)
    with store.read() as session:
        row = session.get_one(Incident, incident)
    assert (row.state, row.unit_id, row.first_unit_id) == ("pending_dispatch", None, 2)


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        ("2026-09-01 18:00", "the planned date must lie in the future"),
        ("2126-09-01 18:00", "more than ten years ahead"),
        ("soon", "is not a time"),
        ("", "needs: planned for"),
    ],
)
def test_a_plan_needs_a_date_that_can_be_kept(store: Store, until: str, sentence: str) -> None:
    incident = to_close(store)
    with pytest.raises((RuleBroken, BadInput), match=sentence):
        planned(store, incident, until)


def test_a_closing_by_explanation_needs_it_and_is_counted_apart(store: Store) -> None:
    incident = to_close(store)
    with pytest.raises(BadInput, match="needs: explanation"):
        step(store, incident, "explain", "supervisor", NOW)
    step(store, incident, "explain", "supervisor", NOW, explanation="private ground")
    with store.read() as session:
        row = session.get_one(Incident, incident)
        counts = indicator_counts(
            session, area="", start=START, end=NOW + timedelta(days=1), keys=["explained", "resolved"]
        )
    assert (row.state, row.outcome) == ("closed", "explained")
    assert counts == {"explained": 1, "resolved": 0}


@pytest.mark.parametrize(
    ("key", "walk", "state"),
    [
        ("service_request", ("accept", "dispatch", "receive", "explain"), "dispatched"),
        ("escalation", ("take_on", "settle"), "at_platform"),
    ],
)
def test_what_is_planned_in_other_flows_is_taken_up_with_its_outcome_open(
    store: Store, key: str, walk: tuple[str, ...], state: str
) -> None:
    incident = report(store, now=START, draft=draft_of(key))
    for action in walk:
        taken(store, incident, action, now=NOW)
    taken(store, incident, "plan", now=NOW, plan_date="2026-10-20 18:00")
    with store.read() as session:
        kept = session.get_one(Incident, incident)
        assert (kept.state, kept.outcome, kept.due_at) == ("scheduled", "scheduled", PLANNED)
    taken(store, incident, "carry_out", now=PLANNED - timedelta(days=1))
    with store.read() as session:
        kept = session.get_one(Incident, incident)
    assert (kept.state, kept.outcome, kept.handled_at) == (state, "", None)
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []


def test_a_date_nearer_than_the_usual_limit_binds_too(store: Store) -> None:
    incident = to_close(store)
    planned(store, incident, "2026-09-11 12:00")
    with store.read() as session:
        assert session.get_one(Incident, incident).due_at == at("09-11 12:00")
    assert verify_clocks(store, zone=SHANGHAI, progress=lambda _: None).kept == []
