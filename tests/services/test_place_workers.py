"""Whom a verification and a check may be given to: those who hold a post in the incident's grid come first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.flow import WORKER
from gridcenter.domain.move_choices import MoveField
from gridcenter.language import use_language
from gridcenter.services.moves import move_choices
from gridcenter.store.engine import Store
from gridcenter.store.models import Grid, Post, Step
from tests.services.matters import COMMUNITY, GRID, OTHER_COMMUNITY, SQUARE, actor, at, report, settle, step

START = at("11-16 09:00")
NEXT_GRID = COMMUNITY + "004"


@pytest.fixture
def incident(store: Store) -> int:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(
            Grid(
                code=NEXT_GRID,
                name="04 网格",
                name_en="grid 04",
                community_code=COMMUNITY,
                geometry=SQUARE,
                longitude=111.0,
                latitude=30.0,
                valid_from=START - timedelta(days=30),
            )
        )
        for grid, role, slot, holder in (
            (GRID, "CHIEF", 1, "李斌"),
            (GRID, "MEMBER", 1, "唐亮"),
            (GRID, "MEMBER", 2, ""),
            (NEXT_GRID, "MEMBER", 1, "任燕"),
            (OTHER_COMMUNITY + "001", "MEMBER", 1, "别处"),
        ):
            session.add(Post(grid_code=grid, role=role, slot=slot, holder=holder))
    return report(store, now=START)


def asked(store: Store, incident: int, role: str) -> MoveField:
    with store.read() as session:
        choices = move_choices(session, incident, by=actor(role))
    send = next(one for one in choices if one.action == "send_verify")
    return next(field for field in send.fields if field.kind == WORKER)


def test_the_incidents_own_grid_comes_first_and_vacancies_and_other_communities_are_left_out(
    store: Store, incident: int
) -> None:
    offered = asked(store, incident, "acceptor").choices
    assert [(one.value, one.note) for one in offered] == [
        ("唐亮", "grid member · 03 网格"),
        ("李斌", "grid chief · 03 网格"),
        ("任燕 (grid 04)", "grid member · grid 04"),
    ]
    assert asked(store, incident, "supervisor").choices == ()


@pytest.mark.parametrize("named", ["任燕 (grid 04)", "somebody else"])
def test_the_trace_says_who_was_sent_also_where_no_post_knows_the_name(
    store: Store, incident: int, named: str
) -> None:
    step(store, incident, "send_verify", "acceptor", START + timedelta(minutes=1), collector=named)
    with store.read() as session:
        opinion = session.scalars(select(Step.opinion).where(Step.action == "send_verify")).one()
    assert opinion == f"grid worker: {named}"
