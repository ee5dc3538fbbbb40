"""Rulings of the centre, what the responsibility list proposes, and what is written down of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import Actor
from gridcenter.domain.routing import Hits
from gridcenter.language import use_language
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.moves import move_choices
from gridcenter.services.steps import take_step
from gridcenter.store.engine import Store
from gridcenter.store.models import Incident, RoutingProposal, Ruling, Step
from gridcenter.store.routing import Outcome, hits_of, incidents_behind
from tests.services.matters import (
    DRAFT,
    OTHER_COMMUNITY,
    actor,
    report,
    settle,
    step,
    to_dispatched,
    version_of,
)
from tests.services.routing_samples import (
    START,
    add_rule,
    offered_units,
    ruled_once,
    take_back,
    to_dispatched_but_one,
    used_up,
)


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def choice(store: Store, key: int, action: str, by: Actor) -> MoveChoice:
    with store.read() as session:
        return next(one for one in move_choices(session, key, by=by) if one.action == action)


def shown_ruling(store: Store, key: int) -> str:
    with store.read() as session:
        detail = desk_incident(session, key, area="")
    assert detail is not None
    return detail.ruling


def test_the_unit_is_told_who_rules_when_its_returns_are_used_up(store: Store) -> None:
    key = used_up(store)
    refusal = "returned 2 times already: the centre must rule; this is for: shift supervisor, leader"
    assert choice(store, key, "return", actor("handler")).refusal == refusal
    assert shown_ruling(store, key) == (
        "returned 2 times: a ruling is awaited on who is responsible; it is for: shift supervisor, leader"
    )
    assert choice(store, key, "rule", actor("supervisor")).refusal == ""


def test_a_ruling_names_the_unit_and_nobody_returns_the_incident_any_more(store: Store) -> None:
    key = used_up(store)
    ruled_at = START + timedelta(minutes=31)
    step(store, key, "rule", "supervisor", ruled_at, unit="2", reason="the lane is public", basis="CG Law 12")
    step(store, key, "receive", "handler", START + timedelta(minutes=32))
    told = (
        "supervisor 一号 ruled on 2026-11-17 17:12 that City management is responsible, "
        "because the lane is public: it is not returned any more"
    )
    assert choice(store, key, "return", actor("handler")).refusal == told
    assert shown_ruling(store, key) == told
    with pytest.raises(RuleBroken, match="it is not returned any more"):
        step(store, key, "return", "handler", START + timedelta(minutes=33), reason="not_our_duty")
    with store.read() as session:
        ruling = session.scalars(select(Ruling)).one()
        opinion = session.get_one(Step, ruling.step_id).opinion
    assert (ruling.unit_id, ruling.ruler, ruling.basis, ruling.ruled_at) == (
        2,
        "supervisor 一号",
        "CG Law 12",
        ruled_at,
    )
    assert ruling.ruler_id == actor("supervisor").account_id
    assert "law or rule it rests on: CG Law 12" in opinion


def test_the_supervisor_waits_for_the_last_return_and_the_leader_need_not(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    take_back(store, key, 10)
    refusal = "“rule who is responsible” is for what was returned 2 times; this was returned once"
    assert choice(store, key, "rule", actor("supervisor")).refusal == refusal
    later = START + timedelta(minutes=20)
    with pytest.raises(RuleBroken, match="is for what was returned 2 times"):
        step(store, key, "rule", "supervisor", later, unit="3", reason="x")
    step(store, key, "lead_rule", "leader", later, unit="3", reason="their road")
    with store.read() as session:
        assert session.get_one(Incident, key).unit_id == 3


@pytest.mark.parametrize(("unit", "reason", "missing"), [("", "because", "unit"), ("3", " ", "ground")])
def test_a_ruling_needs_its_unit_and_its_reason(store: Store, unit: str, reason: str, missing: str) -> None:
    key = used_up(store)
    with pytest.raises(BadInput, match="“rule who is responsible” needs: "):
        step(store, key, "rule", "supervisor", START + timedelta(minutes=31), unit=unit, reason=reason)
    with store.read() as session:
        assert session.scalars(select(Ruling)).all() == [], missing


def test_what_was_ruled_can_neither_be_written_over_nor_removed(store: Store) -> None:
    key = used_up(store)
    step(store, key, "rule", "supervisor", START + timedelta(minutes=31), unit="2", reason="ours")
    for change in ({"reason": "theirs"}, {"unit_id": 3}):
        with pytest.raises(DatabaseError, match="append-only"), store.begin() as session:
            ruling = session.scalars(select(Ruling)).one()
            for name, value in change.items():
                setattr(ruling, name, value)
    with pytest.raises(DatabaseError, match="append-only"), store.begin() as session:
        session.delete(session.scalars(select(Ruling)).one())


def test_the_list_proposes_first_and_says_why(store: Store) -> None:
    add_rule(store, 1)
    add_rule(store, 3, place="709901001")
    key = report(store, now=START)
    to_dispatched_but_one(store, key)
    offered = offered_units(store, key, "dispatch", "dispatcher")
    assert [one.value for one in offered] == ["3", "1", "2"]
    assert offered[0].proposed
    assert offered[0].ground == "responsibility list: blocked fire lane × 江南街道, not proposed yet"
    assert [one.ground for one in offered[1:]] == ["", ""]
    assert not any(one.proposed for one in offered[1:])


def test_the_ground_is_written_into_the_step_that_takes_the_proposal(store: Store) -> None:
    rule = add_rule(store, 2)
    key = report(store, now=START)
    to_dispatched(store, key, START)
    with store.read() as session:
        opinion = session.scalars(select(Step.opinion).where(Step.action == "dispatch")).one()
        kept = session.scalars(select(RoutingProposal)).one()
    assert opinion == "responsibility list: blocked fire lane × all places, not proposed yet"
    assert (kept.rule_id, kept.unit_id, kept.ruling_id, kept.returned_at) == (rule, 2, None, None)


def test_a_proposal_that_is_passed_over_is_no_hit_and_leaves_no_ground(store: Store) -> None:
    rule = add_rule(store, 3)
    key = report(store, now=START)
    to_dispatched(store, key, START, unit="2")
    with store.read() as session:
        assert session.scalars(select(Step.opinion).where(Step.action == "dispatch")).one() == ""
        assert hits_of(session)[rule] == Hits(proposed=1, taken=0, kept=0)


def test_without_list_and_rulings_nothing_is_written_beside_the_step(store: Store) -> None:
    key = report(store, now=START)
    to_dispatched(store, key, START)
    with store.read() as session:
        assert session.scalars(select(RoutingProposal)).all() == []


def test_a_return_is_counted_against_the_line_and_its_unit_is_not_proposed_again(store: Store) -> None:
    rule = add_rule(store, 2)
    key = report(store, now=START)
    to_dispatched(store, key, START)
    with store.read() as session:
        assert hits_of(session)[rule] == Hits(1, 1, 1)
    take_back(store, key, 10)
    with store.read() as session:
        assert hits_of(session)[rule] == Hits(1, 1, 0)
    assert not any(one.ground for one in offered_units(store, key, "redispatch", "dispatcher"))
    step(store, key, "redispatch", "dispatcher", START + timedelta(minutes=20), unit="3")
    with store.read() as session:
        assert hits_of(session)[rule] == Hits(1, 1, 0)


def test_behind_each_count_of_a_line_stand_exactly_its_incidents(store: Store) -> None:
    rule = add_rule(store, 2)
    kept, back, elsewhere = (report(store, now=START, key=key) for key in ("kept", "back", "elsewhere"))
    for key in (kept, back):
        to_dispatched(store, key, START)
    to_dispatched(store, elsewhere, START, unit="3")
    take_back(store, back, 10)
    with store.read() as session:
        counted = hits_of(session)[rule]
        found = {one: sorted(incidents_behind(session, rule, area="", outcome=one)) for one in Outcome}
        assert incidents_behind(session, rule, area=OTHER_COMMUNITY) == []
    assert counted == Hits(proposed=3, taken=2, kept=1)
    assert found == {
        Outcome.PROPOSED: [kept, back, elsewhere],
        Outcome.TAKEN: [kept, back],
        Outcome.PASSED_OVER: [elsewhere],
        Outcome.RETURNED: [back],
    }


def test_a_ruling_is_offered_next_time_and_never_taken_by_itself(store: Store) -> None:
    key = ruled_once(store)
    offered = offered_units(store, key, "dispatch", "dispatcher")
    assert offered[0].value == "3"
    assert offered[0].ground == "ruled on 2026-11-17 by supervisor 一号, because their road"
    assert not any(one.proposed for one in offered), "a ruling is offered, the person chooses"
    with store.read() as session:
        assert session.get_one(Incident, key).unit_id is None
    with pytest.raises(BadInput, match="needs: unit"):
        step(store, key, "dispatch", "dispatcher", START + timedelta(minutes=50))
    step(store, key, "dispatch", "dispatcher", START + timedelta(minutes=51), unit="2")
    with store.read() as session:
        assert session.get_one(Incident, key).unit_id == 2
        assert session.scalars(select(RoutingProposal.ruling_id)).all()[-1] is None


def test_following_a_ruling_is_written_into_the_step(store: Store) -> None:
    key = ruled_once(store)
    step(store, key, "dispatch", "dispatcher", START + timedelta(minutes=50), unit="3")
    with store.read() as session:
        opinion = session.scalars(
            select(Step.opinion).where(Step.incident_id == key, Step.action == "dispatch")
        ).one()
        followed = session.scalars(
            select(RoutingProposal.ruling_id).where(RoutingProposal.incident_id == key)
        ).one()
    assert opinion == "ruled on 2026-11-17 by supervisor 一号, because their road"
    assert followed is not None


def test_the_list_comes_before_rulings_and_one_unit_stands_once_with_both_grounds(store: Store) -> None:
    key = ruled_once(store)
    add_rule(store, 3)
    offered = offered_units(store, key, "dispatch", "dispatcher")
    assert [one.value for one in offered].count("3") == 1
    assert offered[0].ground == (
        "responsibility list: blocked fire lane × all places, not proposed yet; "
        "ruled on 2026-11-17 by supervisor 一号, because their road"
    )


def test_two_who_rule_at_once_do_not_both_rule(store: Store) -> None:
    key = used_up(store)
    seen = version_of(store, key)
    step(store, key, "rule", "supervisor", START + timedelta(minutes=31), unit="2", reason="ours")
    with pytest.raises(RuleBroken, match="Your text is kept"), store.begin() as session:
        take_step(
            session,
            key,
            version=seen,
            action="lead_rule",
            inputs={"unit": "3", "reason": "theirs"},
            by=actor("leader"),
            now=START + timedelta(minutes=32),
        )


def test_a_level_that_was_ruled_responsible_passes_the_incident_neither_down_nor_up(store: Store) -> None:
    key = report(store, now=START, draft=replace(DRAFT, flow="escalation"))
    step(store, key, "take_on", "collector", START + timedelta(minutes=1))
    step(store, key, "escalate", "collector", START + timedelta(minutes=2), unit="1", reason="须联合清理")
    community = Actor(21, "community", "社区处置", "handler", 1, "")
    assert choice(store, key, "escalate", community).refusal == ""
    step(store, key, "lead_rule_community", "leader", START + timedelta(minutes=3), unit="1", reason="属社区")
    for action in ("escalate", "hand_down"):
        assert "Jiangnan community is responsible" in choice(store, key, action, community).refusal
    assert choice(store, key, "settle", community).refusal == ""
    assert choice(store, key, "lead_rule_street", actor("leader")).refusal == ""
