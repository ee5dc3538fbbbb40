"""Suggesting duplicates for a draft, on both stores: who is suggested, who is not, and by which index."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import BadInput
from gridcenter.language import use_language
from gridcenter.services.code_tables import table_lines
from gridcenter.services.duplicates import Duplicate, duplicate_rules, duplicates_of, suggest_duplicates
from gridcenter.services.flows import flow
from gridcenter.services.intake import IncidentDraft
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, Incident
from tests.services.matters import COMMUNITY, GRID, OTHER_COMMUNITY, actor, at, report, settle
from tests.services.plans import plan_of, statements

NOW = at("11-18 14:00")
HERE = (111.05, 30.05)
NORTH_30_M = 0.00027
DRAFT = IncidentDraft(
    "06010", "垃圾成堆。", category_set="matters", grid_code=GRID, longitude=HERE[0], latitude=HERE[1]
)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def known(store: Store, key: str, *, north: float = 0.0, now: datetime = NOW, **changed: Any) -> int:
    draft = replace(DRAFT, **{"latitude": HERE[1] + north} | changed)
    return report(store, now=now, key=key, draft=draft)


def close(store: Store, incident_id: int, *, at: datetime) -> None:
    with store.begin() as session:
        incident = session.get_one(Incident, incident_id)
        incident.state, incident.closed_at = "closed", at


def suggested(
    store: Store, draft: IncidentDraft = DRAFT, *, area: str = "", now: datetime = NOW, **more: Any
) -> list[Duplicate]:
    with store.read() as session:
        return suggest_duplicates(session, draft, by=actor("acceptor", area=area), now=now, **more)


def test_a_second_report_of_the_same_heap_is_told_with_distance_age_state_and_reason(store: Store) -> None:
    key = known(store, "a", north=NORTH_30_M, now=NOW - timedelta(minutes=40), address="渡口路 18 号")
    (one,) = suggested(store)
    assert (one.incident_id, one.number, one.metres, one.age_minutes) == (key, "SJ20261118-0001", 30, 40)
    assert (one.category.zh, one.is_open, one.address) == ("暴露垃圾", True, "渡口路 18 号")
    assert one.state == flow().states["reported"].name
    assert one.same_category
    assert 60 < one.score <= 100
    assert one.why == "same category · 30 m away · reported 40 min ago"


def test_open_ones_come_first_then_the_same_category_then_the_nearer(store: Store) -> None:
    closed = known(store, "closed")
    close(store, closed, at=NOW)
    kin = known(store, "kin", category_code="06036")
    far = known(store, "far", north=NORTH_30_M)
    near = known(store, "near", north=NORTH_30_M / 3)
    found = suggested(store)
    assert [one.incident_id for one in found] == [near, far, kin, closed]
    assert [one.same_category for one in found] == [True, True, False, True]
    assert [one.is_open for one in found] == [True, True, True, False]
    assert suggested(store, limit=2) == found[:2]


def test_other_kinds_other_places_and_other_times_are_not_suggested(store: Store) -> None:
    known(store, "kind", category_code="09006")
    known(store, "place", north=3 * NORTH_30_M)
    known(store, "old", now=NOW - timedelta(hours=337))
    closed = known(store, "closed", now=NOW - timedelta(hours=72))
    close(store, closed, at=NOW - timedelta(hours=49))
    assert suggested(store) == []
    close(store, closed, at=NOW - timedelta(hours=47))
    assert [one.incident_id for one in suggested(store)] == [closed]


def test_how_near_and_how_long_is_a_matter_of_the_category(store: Store) -> None:
    noise = {"category_code": "06028"}
    heard = known(store, "noise", north=6 * NORTH_30_M, now=NOW - timedelta(hours=167), **noise)
    assert [one.incident_id for one in suggested(store, replace(DRAFT, **noise))] == [heard]
    stall = {"category_code": "09006"}
    known(store, "stall", now=NOW - timedelta(hours=73), **stall)
    assert suggested(store, replace(DRAFT, **stall)) == []


def test_what_lies_outside_the_actors_area_is_not_told(store: Store) -> None:
    known(store, "beyond", grid_code="", community_code=OTHER_COMMUNITY)
    assert len(suggested(store)) == len(suggested(store, area=OTHER_COMMUNITY)) == 1
    assert suggested(store, area=COMMUNITY) == []


def test_a_report_without_coordinates_meets_those_of_its_grid(store: Store) -> None:
    unplaced = {"longitude": None, "latitude": None}
    somewhere = known(store, "somewhere", **unplaced)
    exact = known(store, "exact", north=20 * NORTH_30_M)
    assert [(one.incident_id, one.metres) for one in suggested(store)] == [(somewhere, None)]
    found = suggested(store, replace(DRAFT, longitude=None, latitude=None))
    assert sorted(one.incident_id for one in found) == sorted([somewhere, exact])
    assert {one.metres for one in found} == {None}
    assert suggested(store, replace(DRAFT, grid_code="")) == []


@pytest.mark.parametrize(
    "draft",
    [
        replace(DRAFT, category_code=""),
        replace(DRAFT, category_code="%"),
        replace(DRAFT, category_code="'; DELETE FROM incident; --"),
        replace(DRAFT, category_code="06010" * 200_000),
        replace(DRAFT, category_code="01001", category_set=""),
        replace(DRAFT, grid_code="", longitude=None),
        replace(DRAFT, grid_code="no such grid", latitude=None),
    ],
)
def test_a_draft_that_is_still_being_written_has_no_duplicates(store: Store, draft: IncidentDraft) -> None:
    known(store, "a")
    assert suggested(store, draft) == []


@pytest.mark.parametrize("place", [(float("nan"), 30.0), (30.05, 111.05), (float("inf"), 0.0), (181.0, 0.0)])
def test_coordinates_that_lie_nowhere_are_refused_with_a_sentence(
    store: Store, place: tuple[float, float]
) -> None:
    with pytest.raises(BadInput, match="longitude comes first"):
        suggested(store, replace(DRAFT, longitude=place[0], latitude=place[1]))


def test_a_state_of_a_flow_that_is_gone_is_shown_by_its_code(store: Store) -> None:
    key = known(store, "a")
    with store.begin() as session:
        session.get_one(Incident, key).flow = "given_up"
    (one,) = suggested(store)
    assert one.state.zh == "reported"


def test_a_ring_among_the_parents_of_a_damaged_tree_ends(store: Store) -> None:
    key = known(store, "a")
    with store.begin() as session:
        major = session.scalars(
            select(Category).where(Category.set_key == "matters", Category.code == "06")
        ).one()
        leaf = session.scalars(select(Category).where(Category.code == DRAFT.category_code)).one()
        major.parent_id = leaf.id
    assert [one.incident_id for one in suggested(store)] == [key]


def test_a_crowd_of_reports_at_one_place_is_cut_to_the_newest(store: Store) -> None:
    for number in range(12):
        known(store, f"form-{number}", now=NOW - timedelta(minutes=number))
    assert [one.age_minutes for one in suggested(store)] == list(range(8))


# --- the plan -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draft", [DRAFT, replace(DRAFT, longitude=None, latitude=None)])
@pytest.mark.parametrize("area", ["", COMMUNITY])
def test_no_suggestion_walks_through_all_incidents(store: Store, draft: IncidentDraft, area: str) -> None:
    known(store, "a")
    with statements(store) as sent:
        suggested(store, draft, area=area)
    plans = [plan_of(store, *one) for one in sent if "FROM incident" in one[0]]
    assert len(plans) == 2
    for plan in plans:
        assert "ix_incident_" in plan, plan
        assert "SCAN incident" not in plan, plan
        assert "Seq Scan on incident" not in plan, plan


# --- the rules ----------------------------------------------------------------------------------------------------


def test_every_rule_is_for_a_shipped_category_and_can_be_met(store: Store) -> None:
    rules = duplicate_rules()
    assert ("", "") in rules
    assert all(
        0 < rule.radius <= 500 and rule.open_hours > 0 < rule.closed_hours <= rule.open_hours
        for rule in rules.values()
    )
    with store.read() as session:
        shipped = {(key, code) for key, code in session.execute(select(Category.set_key, Category.code))}
    sets = {(key, "") for key, _ in shipped}
    assert set(rules) - {("", "")} <= shipped | sets
    assert len(rules) == len(list(table_lines("duplicate_rules")))


def test_the_incident_that_stood_in_the_same_file_with_the_same_words_is_suggested_however_old(
    store: Store,
) -> None:
    first = known(store, "first", now=NOW - timedelta(days=60))
    twin = known(store, "twin", north=NORTH_30_M)
    by = actor("acceptor")
    with store.begin() as session:
        assert duplicates_of(session, twin, by=by, now=NOW) == []
        session.get_one(Incident, twin).twin_of_id = first
    with store.read() as session:
        (one,) = duplicates_of(session, twin, by=by, now=NOW)
        assert duplicates_of(session, twin, by=actor("acceptor", area=OTHER_COMMUNITY), now=NOW) == []
    assert (one.incident_id, one.score, one.metres) == (first, 100, 30)
    assert one.why.startswith("the same words in the imported file · same category · 30 m away · reported ")
    close(store, first, at=NOW)
    with store.read() as session:
        assert duplicates_of(session, twin, by=by, now=NOW) == []
