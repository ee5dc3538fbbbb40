"""A closed incident is taken up again as a new one that is linked to it; the closed one stays as it was."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.flow import REOPEN
from gridcenter.domain.incidents import IncidentLink
from gridcenter.domain.people import Actor
from gridcenter.domain.queue import Band, band, reason
from gridcenter.language import use_language
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.reopening import COPIED, reopen_choices, reopen_incident
from gridcenter.store.engine import Store
from gridcenter.store.figures_indicators import indicator_counts, indicator_rows
from gridcenter.store.incidents import open_incidents
from gridcenter.store.models import Account, Incident, IncidentClock, Step
from gridcenter.store.queue_page import queue_page
from tests.services.matters import COMMUNITY, actor, at, report, settle, step, to_closed
from tests.services.test_flow_walks import rows

START = at("09-07 09:00")
LATER = at("09-14 10:00")
SECOND = Actor(30, "acceptor2", "acceptor 二号", "acceptor", None, "")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    use_language("en")
    settle(store)
    with store.begin() as session:
        session.add(Account(id=30, login="acceptor2", name="acceptor 二号", role="acceptor"))


def closed(store: Store, *, start: datetime = START, key: str = "form-1") -> int:
    incident = report(store, now=start, key=key)
    to_closed(store, incident, start)
    return incident


def reopened(
    store: Store, incident: int, *, by: Actor | None = None, now: datetime = LATER, key: str = "again"
) -> int:
    with store.begin() as session:
        return reopen_incident(
            session, incident, reason="车又停回来了", by=by or actor("acceptor"), now=now, key=key
        )


def test_the_new_incident_has_number_clocks_and_trace_of_its_own_and_what_was_reported(store: Store) -> None:
    first = closed(store)
    second = reopened(store, first)
    with store.read() as session:
        old, new = session.get_one(Incident, first), session.get_one(Incident, second)
        steps = session.scalars(select(Step).where(Step.incident_id == second)).all()
        clocks = session.scalars(select(IncidentClock).where(IncidentClock.incident_id == second)).all()
        assert {name: getattr(new, name) for name in COPIED} == {name: getattr(old, name) for name in COPIED}
        assert new.number != old.number
        assert (new.state, new.reported_at, new.recurrence, new.standard_id) == (
            "reported",
            LATER,
            1,
            old.standard_id,
        )
        assert [(one.action, one.to_state, one.opinion, one.reason) for one in steps] == [
            (REOPEN, "reported", old.description, "车又停回来了")
        ]
        assert [(one.state, one.started_at, one.due_at) for one in clocks] == [
            ("acceptance", LATER, LATER + timedelta(minutes=15))
        ]


def test_the_closed_incident_is_not_written_again_and_both_show_the_link(store: Store) -> None:
    first = closed(store)
    before = _rows_of(store, first)
    second = reopened(store, first)
    assert _rows_of(store, first) == before
    with store.read() as session:
        old = desk_incident(session, first, area="")
        new = desk_incident(session, second, area="")
    assert old is not None
    assert new is not None
    assert old.reopened_as == IncidentLink(second, new.row.number)
    assert new.reopens == IncidentLink(first, old.row.number)
    assert (old.reopens, new.reopened_as) == (None, None)
    assert new.steps[0].action_name.en == "reopen"


def _rows_of(store: Store, incident: int) -> list[tuple[object, ...]]:
    wanted = (Incident.id, Step.incident_id, IncidentClock.incident_id)
    with store.read() as session:
        return [
            tuple(row)
            for key in wanted
            for row in session.execute(select(*key.class_.__table__.columns).where(key == incident))
        ]


def test_a_chain_counts_its_links_and_a_successor_is_reopened_in_its_turn(store: Store) -> None:
    first = closed(store)
    second = reopened(store, first)
    to_closed(store, second, LATER)
    third = reopened(store, second, now=LATER + timedelta(days=2), key="third")
    with store.read() as session:
        assert session.get_one(Incident, third).recurrence == 2
    with pytest.raises(RuleBroken, match="reopened already: it goes on as SJ"):
        reopened(store, first, now=LATER + timedelta(days=2), key="fourth")


def test_the_queue_puts_a_recurrence_before_ordinary_ones_and_says_so(store: Store) -> None:
    first = closed(store)
    ordinary = report(store, now=LATER - timedelta(minutes=1), key="ordinary")
    second = reopened(store, first)
    with store.read() as session:
        found = {row.id: row for row in open_incidents(session, area="")}
        page = queue_page(session, area="", now=LATER, limit=10)
    assert band(found[second], LATER) is Band.REPEATED
    assert reason(found[second], LATER) == "recurrence no. 1"
    assert [row.id for row in page] == [second, ordinary]


def test_recurrences_are_counted_and_the_count_shows_its_rows(store: Store) -> None:
    second = reopened(store, closed(store))
    period = {"area": "", "start": START, "end": LATER + timedelta(days=1)}
    with store.read() as session:
        counts = indicator_counts(session, keys=["report", "recurred"], **period)
        behind = indicator_rows(session, "recurred", **period)
    assert counts == {"report": 2, "recurred": 1}
    assert [row.id for row in behind] == [second]


def test_the_same_form_sent_twice_makes_one_incident(store: Store) -> None:
    first = closed(store)
    assert reopened(store, first) == reopened(store, first)


def test_two_desks_that_reopen_at_once_make_one_incident(store: Store) -> None:
    first = closed(store)

    def attempt(place: int) -> str:
        try:
            reopened(store, first, by=(actor("acceptor"), SECOND)[place], key=f"desk-{place}")
        except RuleBroken as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as desks:
        told = sorted(desks.map(attempt, (0, 1)))
    with store.read() as session:
        numbers = session.scalars(select(Incident.number).order_by(Incident.id)).all()
    assert len(numbers) == 2
    assert told == ["", f"it was reopened already: it goes on as {numbers[1]}"]


@pytest.mark.parametrize(
    ("role", "days", "words"),
    [
        ("collector", 7, "incidents are reopened by: intake clerk, shift supervisor"),
        ("acceptor", 91, "closed more than 90 days ago: report it anew"),
    ],
)
def test_who_and_when_is_the_flow_s_to_say_and_the_desk_offers_or_refuses_likewise(
    store: Store, role: str, days: int, words: str
) -> None:
    first = closed(store)
    now = START + timedelta(days=days)
    before = rows(store)
    with store.read() as session:
        (choice,) = reopen_choices(session, first, by=actor(role), now=now)
    assert words in choice.refusal
    with pytest.raises(RuleBroken, match=words):
        reopened(store, first, by=actor(role), now=now)
    assert rows(store) == before


def test_an_open_and_a_void_incident_are_not_reopened_and_not_offered(store: Store) -> None:
    still_open, void = report(store, now=START), report(store, now=START, key="void")
    step(store, void, "cancel", "supervisor", START, reason="误报")
    for incident in (still_open, void):
        with pytest.raises(RuleBroken, match="only a closed incident is reopened"):
            reopened(store, incident)
        with store.read() as session:
            assert reopen_choices(session, incident, by=actor("acceptor"), now=LATER) == []


def test_a_reason_is_needed_and_the_area_is_kept(store: Store) -> None:
    first = closed(store)
    with pytest.raises(BadInput, match="write why"), store.begin() as session:
        reopen_incident(session, first, reason="  ", by=actor("acceptor"), now=LATER, key="blank")
    elsewhere = replace(actor("acceptor"), area="709901002")
    with pytest.raises(RuleBroken, match="no such incident in your area"):
        reopened(store, first, by=elsewhere)
    assert reopened(store, first, by=replace(elsewhere, area=COMMUNITY))


@pytest.mark.parametrize("deed", ["UPDATE reopening SET reopened_id = incident_id", "DELETE FROM reopening"])
def test_the_link_is_neither_changed_nor_removed(store: Store, deed: str) -> None:
    reopened(store, closed(store))
    with pytest.raises(DBAPIError, match="append-only"), store.begin() as session:
        session.execute(text(deed))
