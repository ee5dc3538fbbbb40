"""Filing under a situation (立案情形): offered where there are several, with limits of its own, in force only."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.clocks import ClockKind
from gridcenter.domain.errors import BadInput
from gridcenter.domain.incidents import Severity
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.language import use_language
from gridcenter.services.moves import move_choices
from gridcenter.store.engine import Store
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Incident, IncidentClock, Standard
from tests.services.matters import DRAFT, actor, at, report, settle, step

START = at("11-17 16:41")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def situation(store: Store, sequence: int, *, hours: float = 2, since: str = "01-02", ends: str = "") -> int:
    with store.begin() as session:
        found = Standard(
            category_id=90001,
            sequence=sequence,
            situation="存在安全隐患",
            handle_value=hours,
            handle_unit="urgent_hour",
            valid_from=at(f"{since} 00:00").date(),
            valid_until=at(f"{ends} 00:00").date() if ends else None,
        )
        session.add(found)
        session.flush()
        return found.id


def offered(store: Store, key: int, action: str = "accept", role: str = "supervisor") -> list[FieldChoice]:
    with store.read() as session:
        choice = next(one for one in move_choices(session, key, by=actor(role)) if one.action == action)
    return [one for field in choice.fields if field.code == "standard" for one in field.choices]


def test_a_category_with_one_situation_asks_nothing(store: Store) -> None:
    key = report(store, now=START)
    step(store, key, "register", "acceptor", START)
    assert offered(store, key) == []


def test_the_incident_s_own_situation_stands_first_and_each_says_its_limit(store: Store) -> None:
    key, urgent = report(store, now=START), situation(store, 2)
    step(store, key, "register", "acceptor", START)
    with store.read() as session:
        own = session.get_one(Incident, key).standard_id
    found = offered(store, key)
    assert [(one.value, one.name.en) for one in found] == [
        (str(own), "4 working hours"),
        (str(urgent), "dangerous · 2 urgent hours"),
    ]
    assert found[1].name.zh == "存在安全隐患 · 2 紧急工作时"


def test_only_the_newest_edition_of_a_situation_in_force_is_offered_and_taken(store: Store) -> None:
    old = situation(store, 2, ends="11-01")
    new = situation(store, 2, hours=3, since="11-01")
    coming = situation(store, 3, since="12-31")
    key = report(store, now=START)
    step(store, key, "register", "acceptor", START)
    assert [one.value for one in offered(store, key)][1:] == [str(new)]
    for wrong in (old, coming):
        with pytest.raises(BadInput, match="no longer in force"):
            step(store, key, "accept", "supervisor", START, standard=str(wrong))
    step(store, key, "accept", "supervisor", START, standard=str(new))


def test_what_is_chosen_gives_the_handling_its_limit(store: Store) -> None:
    key, urgent = report(store, now=START), situation(store, 2)
    step(store, key, "register", "acceptor", START)
    step(store, key, "accept", "supervisor", START, standard=str(urgent))
    step(store, key, "to_dispatch", "supervisor", START)
    step(store, key, "dispatch", "dispatcher", START, unit="2")
    with store.read() as session:
        due = session.scalars(
            select(IncidentClock.due_at).where(
                IncidentClock.incident_id == key,
                IncidentClock.kind == ClockKind.STEP,
                IncidentClock.ended_at.is_(None),
            )
        ).one()
    assert due == START + timedelta(hours=2)


def test_who_may_not_file_is_asked_nothing(store: Store) -> None:
    key, _ = report(store, now=START), situation(store, 2)
    step(store, key, "register", "acceptor", START)
    assert offered(store, key, role="handler") == []


@pytest.mark.parametrize(
    ("level", "severity"), [("1", Severity.EXTRAORDINARY), ("2", Severity.SERIOUS), ("4", Severity.ORDINARY)]
)
def test_raising_the_response_gives_the_incident_that_grade_in_the_queue(
    store: Store, level: str, severity: Severity
) -> None:
    """TicketsCAD #87 again: the grade that was told must be the one by which the queue is ordered."""
    key = report(store, now=START, draft=replace(DRAFT, flow="emergency"))
    for action, role, inputs in (
        ("dispatch", "dispatcher", {"unit": "2"}),
        ("depart", "handler", {}),
        ("arrive", "handler", {"result": "已到场"}),
    ):
        step(store, key, action, role, START, **inputs)
    step(store, key, "raise_level", "leader", START, level=level, reason="火势蔓延")
    with store.read() as session:
        (row,) = open_incidents(session, area="")
        saved = session.get_one(Incident, key).severity
    assert (row.severity, saved) == (severity, int(severity))
