"""Organisations entered by hand: the code is checked, sources stand side by side, ties are ended and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, UsccError, uscc_check
from gridcenter.domain.linked_cards import OrganisationCard
from gridcenter.domain.people import Actor, PersonCard
from gridcenter.language import use_language
from gridcenter.services.linked_cards import open_organisation
from gridcenter.services.lookup import look_up
from gridcenter.services.organisation_keeping import enter_organisation, state_of_organisation
from gridcenter.services.organisation_ties import end_listed_tie, end_tie_of, tie_by_number, tie_person
from gridcenter.services.people_access import people_access
from gridcenter.services.subject_report import subject_report
from gridcenter.store.audit import broken_links
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import AuditEntry, Organisation, OrganisationItem, OrganisationPerson, Premises
from tests.services import organisation_samples as organised
from tests.services.organisation_samples import FAR, SHOP, SHOP_NAME, SHOP_USCC
from tests.services.resident_samples import (
    AUDITOR,
    CLERK,
    COMMUNITY,
    HUSBAND,
    NUMBER,
    OUTSIDER,
    UNKNOWN,
    request,
)

START = f"91{DEMO_PREFIX}000000077"
NEW = START + uscc_check(START)
HEAD = Actor(2, "wang.qiang", "王强", "supervisor", 1, "")
SAID = {"uscc": NEW, "name": "春风面馆", "kind": "shop", "source": "走访登记", "recorded_on": "2026-11-01"}
TIED = {
    "uscc": SHOP_USCC,
    "tie": "employee",
    "since": "2026-03-01",
    "source": "走访登记",
    "recorded_on": "2026-11-01",
}


def move_counter(session: Session) -> None:
    """Let the ids that the samples named themselves be taken, as a store that gives its own has it."""
    if session.get_bind().dialect.name == "postgresql":
        for name in ("organisation", "organisation_person"):
            session.flush()
            session.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))")
            )


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        organised.fill(session)
        move_counter(session)
        session.get_one(Premises, 2).community_code = COMMUNITY
    return store


def entered(store: Store, by: Actor = HEAD, **said: str) -> int:
    with store.begin() as session:
        return enter_organisation(session, SAID | said, by=by, now=store_time(session))


def stated(store: Store, organisation: int, by: Actor = HEAD, **said: str) -> int:
    wish = {"item": "name", "source": "营业执照", "recorded_on": "2026-10-01"} | said
    with store.begin() as session:
        return state_of_organisation(session, organisation, wish, by=by, now=store_time(session))


def card_of(store: Store, organisation: int, by: Actor = HEAD) -> OrganisationCard:
    card = open_organisation(store, organisation, request(), by=by)
    assert card is not None
    return card


def lines(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        columns = (AuditEntry.action, AuditEntry.outcome, AuditEntry.person_id, AuditEntry.fields)
        return [tuple(row) for row in session.execute(select(*columns).order_by(AuditEntry.id))]


def ties(store: Store, person: int) -> list[tuple[Any, ...]]:
    tie = OrganisationPerson
    with store.read() as session:
        columns = (tie.organisation_id, tie.kind, tie.since, tie.until, tie.source)
        rows = session.execute(select(*columns).where(tie.person_id == person).order_by(tie.id))
        return [tuple(row) for row in rows]


def test_a_new_organisation_stands_on_a_card_with_its_source_and_in_the_audit(filled: Store) -> None:
    code = "FW-2"
    with filled.begin() as session:
        session.get_one(Premises, 2).code = code
    key = entered(filled, by=CLERK, premises_code=code, founded_on="2020-05-01", status="active")
    facts = card_of(filled, key, by=CLERK).facts
    assert (facts.uscc, facts.name, facts.kind.zh, facts.status.zh) == (NEW, "春风面馆", "商铺", "存续")
    assert (facts.founded_on, facts.source, facts.recorded_on) == (
        date(2020, 5, 1),
        "走访登记",
        date(2026, 11, 1),
    )
    assert (facts.premises, facts.synthetic) == (code, True)
    assert lines(filled)[0] == ("organisation_keep", "entered", None, f"organisation {key}")
    with filled.read() as session:
        assert not broken_links(session, CLERK.account_id)


def test_a_wrong_credit_code_is_refused_with_the_position_that_is_wrong(filled: Store) -> None:
    for wrong, where in ((NEW[:7] + "O" + NEW[8:], "8"), (NEW[:-1] + ("0" if NEW[-1] != "0" else "1"), "18")):
        with pytest.raises(UsccError, match=where):
            entered(filled, uscc=wrong)
    with filled.read() as session:
        assert session.scalar(select(func.count()).select_from(Organisation)) == 3


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"uscc": SHOP_USCC}, "already"),
        ({"name": ""}, "organisation name is missing"),
        ({"name": "长" * 201}, "too many"),
        ({"kind": "飞船"}, "choose from"),
        ({"founded_on": "2026-02-31"}, "such as"),
        ({"founded_on": "2999-01-01"}, "still to come"),
        ({"founded_on": "2026-02-01", "ended_on": "2026-01-01"}, "before it was founded"),
        ({"source": " "}, "Source is missing"),
        ({"recorded_on": ""}, "Recorded on is missing"),
        ({"premises_code": "FW-9"}, "no premises"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(
    filled: Store, said: dict[str, str], why: str
) -> None:
    with pytest.raises(BadInput, match=why):
        entered(filled, **said)
    assert lines(filled) == []


def test_who_may_not_enters_nothing_and_one_area_enters_nothing_elsewhere(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="kept by"):
        entered(filled, by=Actor(1, "x", "x", "handler", 1, ""))
    for place in ({}, {"premises_code": ""}):
        with pytest.raises(RuleBroken, match="lie in your area"):
            entered(filled, by=CLERK, **place)
    with pytest.raises(RuleBroken, match="in your area"):
        stated(filled, FAR, by=CLERK, value="新名")
    assert people_access().organisation_keepers


def test_a_newer_source_comes_first_and_the_older_one_stands_beside_it(filled: Store) -> None:
    before = card_of(filled, SHOP).facts
    stated(filled, SHOP, value="美兰超市")
    stated(filled, SHOP, item="status", value="存续", recorded_on="2020-01-01")
    stated(filled, SHOP, item="ended_on", value="2026-09-30")
    facts = card_of(filled, SHOP).facts
    assert (facts.name, facts.status, facts.ended_on) == ("美兰超市", before.status, date(2026, 9, 30))
    assert [(one.item.en, one.value.zh, one.source, one.first) for one in facts.beside] == [
        ("organisation name", "美兰超市", "营业执照", True),
        ("organisation name", before.name, before.source, False),
        ("ended on", "2026-09-30", "营业执照", True),
    ]
    with filled.read() as session:
        assert session.get_one(Organisation, SHOP).name == "美兰超市", "ledgers and lists ask the column"
    stated(filled, SHOP, value="老名", recorded_on="2001-01-01")
    assert card_of(filled, SHOP).facts.name == "美兰超市"


def test_the_same_saying_twice_an_unknown_item_and_an_end_before_the_beginning_are_refused(
    filled: Store,
) -> None:
    stated(filled, SHOP, value="美兰超市")
    refused: tuple[tuple[type[Refusal], dict[str, str]], ...] = (
        (RuleBroken, {"value": "美兰超市"}),
        (BadInput, {"item": "uscc", "value": NEW}),
        (BadInput, {"value": ""}),
        (BadInput, {"item": "ended_on", "value": "2001-01-01"}),
    )
    for kind, said in refused:
        with pytest.raises(kind):
            stated(filled, SHOP, **said)
    with filled.read() as session:
        said = session.execute(select(OrganisationItem.value, OrganisationItem.base)).all()
    assert sorted(map(tuple, said)) == sorted([("美兰超市", False), (SHOP_NAME, True)])


def test_a_person_whose_card_is_open_is_tied_and_the_tie_is_ended(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="no longer open"):
        tie_person(filled, 1, TIED, request(), by=CLERK)
    look_up(filled, request(), by=CLERK)
    card = tie_person(filled, 1, TIED, request(), by=CLERK)
    assert isinstance(card, PersonCard)
    new = next(one for one in card.organisations if one.since == date(2026, 3, 1))
    assert (SHOP, "employee", date(2026, 3, 1), None, "走访登记") in ties(filled, 1)
    with pytest.raises(RuleBroken, match="goes on already"):
        tie_person(filled, 1, TIED | {"since": "2026-04-01"}, request(), by=CLERK)
    end = partial(end_tie_of, filled, 1, new.tie_id, request=request(), by=CLERK)
    with pytest.raises(BadInput, match="before it began"):
        end(said={"until": "2026-02-01"})
    with pytest.raises(BadInput, match="Until is missing"):
        end(said={})
    assert isinstance(end(said={"until": "2026-10-31"}), PersonCard)
    with pytest.raises(RuleBroken, match="ended already"):
        end(said={"until": "2026-10-31"})
    with pytest.raises(RuleBroken, match="not in the register"):
        end_tie_of(filled, 1, 999, {"until": "2026-10-31"}, request(), by=CLERK)
    assert (SHOP, "employee", date(2026, 3, 1), date(2026, 10, 31), "走访登记") in ties(filled, 1)
    told = [line[:3] for line in lines(filled)]
    assert told == [("lookup", "hit", 1), ("keep", "tied", 1), ("keep", "tie_ended", 1)]
    report = subject_report(filled, NUMBER, by=AUDITOR)
    assert [line.item.en for line in report.lines if line.item] == ["tie to an organisation"] * 2


def test_a_tie_to_a_code_that_no_organisation_has_or_of_no_kind_is_refused(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    for said, why in (({"uscc": NEW}, "enter it first"), ({"tie": "emperor"}, "choose from")):
        with pytest.raises(BadInput, match=why):
            tie_person(filled, 1, TIED | said, request(), by=CLERK)
    with pytest.raises(UsccError):
        tie_person(filled, 1, TIED | {"uscc": "1"}, request(), by=CLERK)


def test_from_an_organisation_a_person_is_tied_by_the_whole_number_as_a_look_up_of_its_own(
    filled: Store,
) -> None:
    card = tie_by_number(filled, TIED | {"id_number": HUSBAND}, request(""), by=CLERK)
    assert card is not None
    assert [line[:2] for line in lines(filled)] == [("lookup", "hit"), ("keep", "tied")]
    for number in (OUTSIDER, UNKNOWN):
        with pytest.raises(BadInput, match="Nobody with this number"):
            tie_by_number(filled, TIED | {"id_number": number}, request(""), by=CLERK)
    assert [line[:2] for line in lines(filled)[2:]] == [("lookup", "outside"), ("lookup", "miss")]


def test_a_tie_of_somebody_on_the_open_list_is_ended_and_told_to_that_person(filled: Store) -> None:
    card = card_of(filled, SHOP, by=CLERK)
    row = next(one for one in card.people.rows if one.person_id == 1)
    with filled.begin() as session:
        end_listed_tie(
            session,
            card.ticket,
            1,
            row.tie_id,
            {"until": "2026-10-31"},
            request(),
            by=CLERK,
            now=store_time(session),
        )
    assert [one.until for one in card_of(filled, SHOP, by=CLERK).people.rows if one.person_id == 1] == [
        date(2026, 10, 31)
    ]
    assert ("keep", "tie_ended", 1, f"tie@{row.tie_id}") in lines(filled)
    with pytest.raises(RuleBroken, match="no longer open"), filled.begin() as session:
        end_listed_tie(
            session,
            card.ticket,
            3,
            row.tie_id,
            {"until": "2026-10-31"},
            request(),
            by=CLERK,
            now=store_time(session),
        )
