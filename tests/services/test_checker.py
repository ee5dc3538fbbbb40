"""Whoever handled an incident never checks it: in every flow, after a transfer, a rework, jointly, at the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from gridcenter.desk.ports import desk_ports
from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.flow import usual_path
from gridcenter.domain.people import Actor
from gridcenter.language import use_language
from gridcenter.services.flows import flow, flow_keys
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, Incident
from tests.services.matters import SHANGHAI, actor, at, report, settle
from tests.services.test_flow_walks import COLLEAGUE, draft_of, rows, taken

START = at("11-18 09:00")
OWN = "you handled this incident yourself: somebody else must check it"
CALLED = Actor(20, "handler2", "handler 二号", "handler", 3, "")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Account(id=30, login="acceptor2", name="acceptor 二号", role="acceptor"))


def moved(store: Store, incident: int, *actions: str) -> None:
    for action in actions:
        taken(store, incident, action, now=START)


def in_role(who: Actor, role: str) -> Actor:
    """Return the person after a change of post: the account stays."""
    return replace(who, role=role)


def refused(store: Store, incident: int, action: str, who: Actor) -> None:
    """Take the move as somebody who must not: refused, nothing written, and told at the desk beforehand."""
    before = rows(store)
    with pytest.raises(RuleBroken, match=OWN):
        taken(store, incident, action, now=START, by=who)
    assert rows(store) == before
    choices = desk_ports(store, who, SHANGHAI).questions.moves(incident)
    assert next(one.refusal for one in choices if one.action == action) == OWN


@pytest.mark.parametrize("key", flow_keys())
def test_in_every_flow_whoever_handled_it_checks_nothing_even_in_another_post(store: Store, key: str) -> None:
    incident = report(store, now=START, draft=draft_of(key))
    hands: dict[str, Actor] = {}
    checks = 0
    for move in usual_path(flow(key)):
        for action in sorted(move.barred & hands.keys()):
            refused(store, incident, move.action, in_role(hands[action], move.role))
            checks += 1
        moved(store, incident, move.action)
        hands[move.action] = actor(move.role)
    assert checks > 0


@pytest.mark.parametrize("action", ["check_start", "pass", "fail"])
def test_after_a_rework_by_another_unit_both_are_kept_from_the_check(store: Store, action: str) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    moved(store, incident, "register", "accept", "to_dispatch", "dispatch", "receive", "start", "finish")
    moved(store, incident, "send_check", "check_start", "fail", "rework")
    with store.begin() as session:
        session.get_one(Incident, incident).unit_id = COLLEAGUE.unit_id
    moved(store, incident, "receive", "start", "finish", "send_check")
    if action != "check_start":
        moved(store, incident, "check_start")
    for who in (actor("handler"), COLLEAGUE):
        refused(store, incident, action, in_role(who, "collector"))
    moved(store, incident, action)


@pytest.mark.parametrize(
    ("key", "way", "check"),
    [
        ("city_matter", ("register", "accept", "to_dispatch", "dispatch", "receive", "start"), "check_start"),
        ("dispute", ("accept", "dispatch", "mediate"), "visit"),
    ],
)
def test_a_unit_called_in_does_not_check_what_it_helped_with(
    store: Store, key: str, way: tuple[str, ...], check: str
) -> None:
    incident = report(store, now=START, draft=draft_of(key))
    moved(store, incident, *way)
    taken(store, incident, "call_in", now=START, co_unit="3")
    taken(store, incident, "co_opinion", now=START, by=CALLED)
    finish = ("finish", "send_check") if key == "city_matter" else ("agree", "send_visit")
    moved(store, incident, *finish)
    refused(store, incident, check, in_role(CALLED, "collector"))
    moved(store, incident, check)


def test_an_answer_at_once_is_called_back_by_somebody_else(store: Store) -> None:
    incident = report(store, now=START, draft=draft_of("service_request"))
    moved(store, incident, "answer")
    refused(store, incident, "visit", actor("acceptor"))
    taken(
        store, incident, "visit", now=START, by=Actor(30, "acceptor2", "acceptor 二号", "acceptor", None, "")
    )
    with store.read() as session:
        assert session.scalars(select(Incident.state)).one() == "pending_close"


def test_a_forced_close_is_the_leader_s_alone_and_says_why(store: Store) -> None:
    incident = report(store, now=START, draft=draft_of("city_matter"))
    moved(store, incident, "register", "accept", "to_dispatch", "dispatch", "receive", "start", "finish")
    for role in ("handler", "collector", "acceptor", "supervisor", "dispatcher"):
        with pytest.raises(RuleBroken, match="“close by force” is for the leader"):
            taken(store, incident, "force_close", now=START, by=actor(role))
    taken(store, incident, "force_close", now=START, reason="demolished")
    with store.read() as session:
        row = session.get_one(Incident, incident)
        assert (row.state, row.outcome) == ("forced_close", "")
