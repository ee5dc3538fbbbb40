"""Reporting an incident: its number, its first clock, and one incident however often the form is sent."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import func, select

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.incidents import ClockKind, Severity
from gridcenter.language import use_language
from gridcenter.services.flows import flow
from gridcenter.services.intake import IncidentDraft, report_incident
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.incidents_trace import incident_detail
from gridcenter.store.models import AuditEntry, Change, ClockSegment, Incident, Step
from tests.services.matters import (
    COMMUNITY,
    DRAFT,
    GRID,
    OTHER_COMMUNITY,
    actor,
    at,
    report,
    settle,
)

NOW = at("11-18 14:00")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def test_a_report_becomes_an_incident_with_number_step_clock_change_and_audit(store: Store) -> None:
    key = report(store, now=NOW)
    with store.read() as session:
        detail = incident_detail(session, key, area="", flow=flow(), now=NOW)
        changes = session.execute(select(Change.kind, Change.key, Change.row_version)).all()
        audit = session.execute(
            select(AuditEntry.action, AuditEntry.fields, AuditEntry.incident_number)
        ).all()
    assert detail is not None
    assert detail.row.number == "SJ20261118-0001"
    assert (detail.row.grid_code, detail.row.community_code) == (GRID, COMMUNITY)
    assert detail.row.approximate
    assert [(step.action_name.zh, step.to_state, step.opinion) for step in detail.steps] == [
        ("上报", "reported", DRAFT.description)
    ]
    (clock,) = detail.clocks
    assert (clock.kind, clock.limit_minutes, clock.due_at) == (ClockKind.STEP, 15, at("11-18 14:15"))
    assert detail.row.due_at == clock.due_at
    assert ("incident", str(key), 1) in changes
    assert audit == [("step", "report", "SJ20261118-0001")]


def test_the_same_key_again_returns_the_same_incident(store: Store) -> None:
    first, again = report(store, now=NOW), report(store, now=NOW)
    assert first == again
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 1
        assert session.scalar(select(func.count()).select_from(Step)) == 1


def test_numbers_follow_each_other_and_start_anew_each_local_day(store: Store) -> None:
    moments = [at("11-18 14:00"), at("11-18 23:59"), at("11-19 00:01")]
    for moment in moments:
        report(store, now=moment, key=f"form {moment}")
    with store.read() as session:
        numbers = session.scalars(select(Incident.number).order_by(Incident.id)).all()
    assert numbers == ["SJ20261118-0001", "SJ20261118-0002", "SJ20261119-0001"]


def test_numbers_go_on_behind_those_that_came_in_by_another_way(store: Store) -> None:
    key = report(store, now=NOW)
    with store.begin() as session:
        session.get_one(Incident, key).number = "SJ20261120-10007"
    report(store, now=at("11-20 09:00"), key="form-2")
    with store.read() as session:
        assert session.scalars(select(Incident.number).order_by(Incident.id)).all()[1] == "SJ20261120-10008"


def test_exact_coordinates_are_kept_and_a_community_without_grid_will_do(store: Store) -> None:
    exact = replace(DRAFT, longitude=111.02, latitude=30.03)
    loose = replace(exact, grid_code="", community_code=COMMUNITY)
    unplaced = replace(DRAFT, grid_code="", community_code=COMMUNITY)
    for number, draft in enumerate((exact, loose, unplaced)):
        report(store, now=NOW, key=f"form-{number}", draft=draft)
    with store.read() as session:
        rows = sorted(open_incidents(session, area=""), key=lambda row: row.id)
    assert [(row.grid_code, row.longitude, row.approximate) for row in rows] == [
        (GRID, 111.02, False),
        (None, 111.02, False),
        (None, None, True),
    ]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (replace(DRAFT, category_code="9999"), "no category “9999”"),
        (replace(DRAFT, grid_code="000"), "no grid “000”"),
        (replace(DRAFT, grid_code="", community_code=""), "give a grid or a community"),
        (replace(DRAFT, category_code="01001"), "“01001” exists in two sets"),
        (replace(DRAFT, description="长" * 2001), "2001 characters; shorten it to 2000"),
    ],
)
def test_what_the_store_does_not_know_is_refused_and_nothing_is_written(
    store: Store, draft: IncidentDraft, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        report(store, now=NOW, draft=draft)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 0
        assert session.scalar(select(func.count()).select_from(Change).where(Change.kind == "incident")) == 0


def test_a_named_set_settles_a_code_that_two_sets_share(store: Store) -> None:
    assert report(store, now=NOW, draft=replace(DRAFT, category_code="01001", category_set="matters"))


def test_a_report_without_a_key_or_outside_the_area_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="needs a key"):
        report(store, now=NOW, key="")
    with pytest.raises(RuleBroken, match="outside your area"), store.begin() as session:
        report_incident(session, DRAFT, by=actor("collector", area=OTHER_COMMUNITY), now=NOW, key="x")


def test_severity_and_marks_reach_the_queue(store: Store) -> None:
    report(store, now=NOW, draft=replace(DRAFT, severity=Severity.SERIOUS, urgent=True, vulnerable=True))
    with store.read() as session:
        (row,) = open_incidents(session, area=COMMUNITY)
    assert (row.severity, row.urgent, row.vulnerable) == (Severity.SERIOUS, True, True)


def test_many_reporters_at_once_get_different_numbers_and_one_incident_per_key(store: Store) -> None:
    refused: list[Refusal] = []

    def send(worker: int) -> None:
        for number in range(6):
            try:
                report(store, now=NOW, key=f"form-{number % 3 if worker < 2 else f'{worker}-{number}'}")
            except Refusal as refusal:
                refused.append(refusal)

    threads = [threading.Thread(target=send, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as session:
        numbers = session.scalars(select(Incident.number).order_by(Incident.number)).all()
        segments = session.scalar(select(func.count()).select_from(ClockSegment))
    assert refused == []
    serials = [int(number[-4:]) for number in numbers]
    assert len(numbers) == segments == 3 + 2 * 6
    assert all(later == earlier + 1 for earlier, later in pairwise(serials))
