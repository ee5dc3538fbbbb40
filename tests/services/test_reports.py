"""Reports behind an incident, earlier ones of the same caller and place, and who may see who called."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.language import use_language
from gridcenter.services.incident_draft import IncidentDraft
from gridcenter.services.known_before import (
    CALLER_QUOTAS,
    caller_history,
    open_caller,
    open_reporter,
    place_history,
    read_caller,
    read_reporter,
    reveal_reporter,
)
from gridcenter.services.reports import add_report, report_lines
from gridcenter.store.audit import broken_links, own_lines
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Draft, Incident, Report, Step
from tests.services.matters import DRAFT, GRID, actor, at, report, settle, to_closed
from tests.services.plans import plan_of, statements

NOW = at("11-18 14:00")
PHONE = "13800001234"
CALLED = replace(DRAFT, reporter="张三丰", phone="138-0000-1234")


@pytest.fixture(autouse=True)
def _place(store: Store) -> None:
    settle(store)
    use_language("en")


def add(store: Store, incident_id: int, draft: IncidentDraft = CALLED, *, key: str = "k") -> int:
    with store.begin() as session:
        return add_report(session, incident_id, draft, by=actor("acceptor"), now=NOW, key=key)


def history(store: Store, phone: str = PHONE, *, role: str = "acceptor", area: str = "") -> list[int]:
    return [one.incident_id for one in caller_history(store, phone, by=actor(role, area=area))]


# --- further reports ----------------------------------------------------------------------------------------------


def test_a_further_report_is_counted_traced_and_kept_with_who_told_it(store: Store) -> None:
    key = report(store, now=NOW)
    assert add(store, key) == key
    with store.read() as session:
        incident = session.get_one(Incident, key)
        last = session.scalars(select(Step).order_by(Step.id.desc())).first()
        lines = report_lines(session, key, area="")
    assert (incident.report_count, incident.version) == (2, 2)
    assert last is not None
    assert (last.action, last.opinion, last.to_state) == ("add_report", CALLED.description, "reported")
    assert [(one.reporter, one.phone, one.taker) for one in lines] == [
        ("", "", "collector 一号"),
        ("张**", "138****1234", "acceptor 一号"),
    ]


def test_the_same_form_sent_twice_adds_one_report_and_takes_its_draft_along(store: Store) -> None:
    key = report(store, now=NOW)
    with store.begin() as session:
        session.add(Draft(account_id=2, key="k", content="{}", updated_at=NOW))
    assert add(store, key) == add(store, key) == key
    with store.read() as session:
        assert session.get_one(Incident, key).report_count == 2
        assert session.scalar(select(func.count()).select_from(Draft)) == 0


def test_what_cannot_be_added_is_refused_with_a_sentence(store: Store) -> None:
    key = report(store, now=NOW)
    with pytest.raises(BadInput, match="adds nothing"):
        add(store, key, replace(DRAFT, description=" "))
    with pytest.raises(BadInput, match="no phone number"):
        add(store, key, replace(CALLED, phone="call me"))
    with pytest.raises(BadInput, match="needs a key"):
        add(store, key, key="")
    with pytest.raises(BadInput, match="51 characters"):
        add(store, key, replace(CALLED, reporter="张" * 51))
    with pytest.raises(RuleBroken, match="does not report"), store.begin() as session:
        add_report(session, key, CALLED, by=replace(actor("acceptor"), role="auditor"), now=NOW, key="k")
    to_closed(store, key, NOW)
    with pytest.raises(RuleBroken, match="is closed: report a new one"):
        add(store, key)
    with store.read() as session:
        assert session.get_one(Incident, key).report_count == 1


def test_an_imported_incident_is_its_own_first_report(store: Store) -> None:
    key = report(store, now=NOW)
    with store.begin() as session:
        row = session.get_one(Incident, key)
        session.add(
            Incident(
                id=900,
                number="OLD-1",
                state="reported",
                category_id=row.category_id,
                reported_at=NOW,
                description="积水",
                address="渡口路",
                source_code="01",
            )
        )
    add(store, 900)
    with store.read() as session:
        lines = report_lines(session, 900, area="")
    assert [(one.text, one.id > 0) for one in lines] == [("积水", False), (CALLED.description, True)]
    with store.read() as session:
        assert report_lines(session, key, area="709901002") == ()


# --- the caller ---------------------------------------------------------------------------------------------------


def test_a_number_finds_what_it_reported_before_in_any_spelling_newest_first(store: Store) -> None:
    first = report(store, now=NOW - timedelta(days=3), key="a", draft=CALLED)
    second = report(store, now=NOW, key="b", draft=replace(CALLED, phone="+86 138 0000 1234"))
    report(store, now=NOW, key="c", draft=replace(CALLED, phone="13900001234"))
    assert history(store) == [second, first]
    (newest, *_) = caller_history(store, PHONE, by=actor("acceptor"))
    assert newest.why.startswith("same caller · reported ")
    assert newest.number == "SJ20261118-0001"
    assert newest.state.en == "reported"


def test_a_further_report_makes_its_caller_known_too(store: Store) -> None:
    key = report(store, now=NOW)
    add(store, key)
    assert history(store) == [key]


def test_nothing_outside_the_area_is_told(store: Store) -> None:
    report(store, now=NOW, draft=CALLED)
    assert history(store, area="709901002") == []


def test_the_look_is_audited_before_anything_is_read_with_a_hash_and_no_number(store: Store) -> None:
    report(store, now=NOW, draft=CALLED)
    history(store)
    with store.read() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "caller")).all()
        assert len(line.subject_hash) == 64
        told = session.scalars(select(Report.contact_hash)).one()
        assert line.subject_hash == told
        assert broken_links(session, 2) == []
        assert [one.action for one in own_lines(session, 2)] == ["caller"]
    with pytest.raises(RuleBroken, match="does not stand in the audit"), store.begin() as session:
        ticket = open_caller(session, PHONE, by=actor("acceptor"), now=NOW)
        read_caller(session, ticket, by=actor("acceptor"), now=NOW)


def test_an_unfinished_number_asks_nothing_and_leaves_no_line(store: Store) -> None:
    report(store, now=NOW, draft=CALLED)
    assert history(store, "1380000") == []
    with store.read() as session:
        found = select(func.count()).where(AuditEntry.action == "caller")
        assert session.scalar(found) == 0


def test_asking_too_often_is_slowed_down(store: Store) -> None:
    for _ in range(CALLER_QUOTAS[0].count):
        history(store)
    with pytest.raises(RuleBroken, match="20 within 1 minutes"):
        history(store)


def test_who_audits_looks_at_no_caller(store: Store) -> None:
    with pytest.raises(RuleBroken, match="duties are kept apart"):
        caller_history(store, PHONE, by=replace(actor("acceptor"), role="auditor"))


def test_the_caller_is_found_by_the_index_of_the_hash(store: Store) -> None:
    report(store, now=NOW, draft=CALLED)
    with statements(store) as sent:
        history(store)
    (plan,) = [plan_of(store, *one) for one in sent if "FROM incident" in one[0]]
    assert "ix_report_contact_hash" in plan, plan
    assert "SCAN incident" not in plan, plan


# --- who told it --------------------------------------------------------------------------------------------------


def report_id(store: Store) -> int:
    report(store, now=NOW, draft=CALLED)
    with store.read() as session:
        return session.scalars(select(Report.id)).one()


def test_name_and_number_are_shown_in_full_only_after_the_audit_line_is_committed(store: Store) -> None:
    key = report_id(store)
    contact = reveal_reporter(store, key, by=actor("acceptor"))
    assert (contact.reporter, contact.phone) == ("张三丰", "138-0000-1234")
    with store.read() as session:
        (line,) = session.scalars(select(AuditEntry).where(AuditEntry.action == "reveal")).all()
    assert (line.incident_number, line.fields) == ("SJ20261118-0001", f"reporter@{key}")
    assert "138" not in line.reason
    with pytest.raises(RuleBroken, match="does not stand in the audit"), store.begin() as session:
        ticket = open_reporter(session, key, by=actor("acceptor"), now=NOW)
        read_reporter(session, ticket, key, by=actor("acceptor"), now=NOW)


def test_a_ticket_shows_the_one_reporter_it_names(store: Store) -> None:
    key = report_id(store)
    other = report(store, now=NOW, key="b", draft=CALLED)
    assert other
    with store.begin() as session:
        ticket = open_reporter(session, key, by=actor("acceptor"), now=NOW)
    with pytest.raises(RuleBroken, match="does not stand"), store.read() as session:
        read_reporter(session, ticket, key + 1, by=actor("acceptor"), now=NOW)
    with pytest.raises(RuleBroken, match="does not stand"), store.read() as session:
        read_reporter(session, ticket, key, by=actor("supervisor"), now=NOW)


def test_reporters_outside_the_area_and_for_the_wrong_role_stay_hidden(store: Store) -> None:
    key = report_id(store)
    with pytest.raises(RuleBroken, match="no such report"):
        reveal_reporter(store, key, by=actor("acceptor", area="709901002"))
    with pytest.raises(RuleBroken, match="duties are kept apart"):
        reveal_reporter(store, key, by=replace(actor("acceptor"), role="wall"))


def test_neither_objects_nor_feed_spell_out_who_called(store: Store) -> None:
    key = report_id(store)
    assert "张三丰" not in repr(CALLED)
    assert "1234" not in repr(CALLED)
    assert "张三丰" not in repr(reveal_reporter(store, key, by=actor("acceptor")))
    with store.connect() as connection:
        feed = connection.execute(text("SELECT kind, key FROM change")).all()
    assert "1234" not in repr(feed)


# --- the place ----------------------------------------------------------------------------------------------------


def test_earlier_incidents_of_the_address_and_the_point_are_told_whatever_their_kind(store: Store) -> None:
    here = replace(DRAFT, longitude=111.05, latitude=30.05, address="")
    same = report(store, now=NOW - timedelta(days=400), key="a")
    near = report(store, now=NOW, key="b", draft=replace(here, latitude=30.0502))
    report(store, now=NOW, key="c", draft=replace(here, latitude=30.06))
    with store.read() as session:
        by = actor("acceptor")
        at_address = place_history(session, DRAFT, by=by, now=NOW)
        at_point = place_history(session, here, by=by, now=NOW)
        nowhere = place_history(session, IncidentDraft("", "", grid_code=GRID), by=by, now=NOW)
    assert [(one.incident_id, one.why) for one in at_address] == [
        (same, "same address · reported 400 days ago")
    ]
    assert [one.incident_id for one in at_point] == [near]
    assert at_point[0].why.startswith("same place")
    assert nowhere == []


# --- the record ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM report",
        "UPDATE report SET text = 'never said'",
        "UPDATE report SET phone = '13900000000'",
        "UPDATE report SET incident_id = 2",
    ],
)
def test_what_was_told_stands(store: Store, statement: str) -> None:
    report_id(store)
    report(store, now=NOW, key="b")
    with pytest.raises(DBAPIError, match="append-only: report"), store.begin() as session:
        session.execute(text(statement))


def test_who_told_it_can_be_forgotten(store: Store) -> None:
    key = report_id(store)
    with store.begin() as session:
        session.execute(text("UPDATE report SET reporter = '', phone = '', contact_hash = ''"))
    assert history(store) == []
    with store.read() as session:
        (line,) = report_lines(session, session.get_one(Report, key).incident_id, area="")
    assert (line.reporter, line.phone, line.id) == ("", "", 0)
