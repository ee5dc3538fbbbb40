"""Going back to an open card, and one's own history: each return and each opening is a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from gridcenter.domain.errors import RuleBroken
from gridcenter.domain.own_history import OwnHistory
from gridcenter.domain.people import Actor, Purpose
from gridcenter.services.card_copies import copy_card
from gridcenter.services.linked_cards import open_premises
from gridcenter.services.lookup import look_up, open_lookup, reveal
from gridcenter.services.returning import (
    look_up_again,
    my_history,
    open_return,
    read_return,
    return_to,
)
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Incident
from tests.services import organisation_samples as sample
from tests.services import resident_samples
from tests.services.resident_samples import CLERK, COLLEAGUE, HUSBAND, NOW, NUMBER, OUTSIDER, request


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def history(store: Store, by: Actor = CLERK) -> OwnHistory:
    with store.read() as session:
        return my_history(session, by=by)


def test_a_return_is_audited_as_what_it_is_and_shows_the_masked_card(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    look_up(filled, request(HUSBAND), by=CLERK)
    back = return_to(filled, 1, request(), by=CLERK)
    assert back is not None
    assert back.name == "张**"
    first, _, line = lines(filled)
    assert (line.action, line.outcome, line.person_id) == ("return", "hit", 1)
    assert (line.subject_hash, line.incident_number) == (first.subject_hash, resident_samples.OPEN_INCIDENT)


def test_after_a_quarter_of_an_hour_nobody_returns_and_a_return_prolongs_nothing(filled: Store) -> None:
    with filled.begin() as session:
        open_lookup(session, request(), by=CLERK, now=NOW)
    with filled.begin() as session:
        open_return(session, 1, request(), by=CLERK, now=NOW + timedelta(minutes=14))
    with pytest.raises(RuleBroken, match=r"重新查询|再次查询"), filled.begin() as session:
        open_return(session, 1, request(), by=CLERK, now=NOW + timedelta(minutes=16))


def test_nobody_returns_to_what_a_colleague_opened_or_with_an_uncommitted_ticket(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    with pytest.raises(RuleBroken):
        return_to(filled, 1, request(), by=COLLEAGUE)
    with filled.begin() as session:
        look_up_at = lines(filled)[0].at
        ticket = open_return(session, 1, request(), by=CLERK, now=look_up_at)
        with pytest.raises(RuleBroken, match="审计"):
            read_return(session, ticket, by=CLERK, now=look_up_at)


def test_the_history_puts_what_was_shown_and_copied_into_the_line_of_its_look_up(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    reveal(filled, 1, "phone", request(), by=CLERK)
    reveal(filled, 1, "employer", request(), by=CLERK)
    look_up(filled, request(OUTSIDER), by=CLERK)
    copy_card(filled, 1, ["employer"], request(), by=CLERK)
    open_premises(filled, 2, request(), by=CLERK)
    found = history(filled).entries
    assert [(one.action, one.outcome, one.again) for one in found] == [
        ("premises", "hit", False),
        ("lookup", "miss", False),
        ("lookup", "hit", True),
    ]
    assert (found[2].shown, found[2].done) == (("phone", "employer"), ("copy_card",))
    assert (found[2].purpose, found[2].incident_number) == ("visit", resident_samples.OPEN_INCIDENT)
    assert NUMBER not in repr(found)
    assert history(filled, COLLEAGUE).entries == ()


def test_a_line_opens_its_resident_again_by_a_new_look_up_with_all_its_rules(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    look_up(filled, request(OUTSIDER), by=CLERK)
    miss, hit = history(filled).entries
    card = look_up_again(filled, hit.audit_id, request("", reason=""), by=CLERK)
    assert card is not None
    assert card.person_id == 1
    assert [line.action for line in lines(filled)] == ["lookup"] * 3
    assert len({line.subject_hash for line in lines(filled) if line.person_id == 1}) == 1
    for line, who in ((miss, CLERK), (hit, COLLEAGUE)):
        with pytest.raises(RuleBroken):
            look_up_again(filled, line.audit_id, request(), by=who)
    with filled.begin() as session:
        ground = select(Incident).where(Incident.number == resident_samples.OPEN_INCIDENT)
        session.scalars(ground).one().closed_at = NOW
    with pytest.raises(RuleBroken, match="已结"):
        look_up_again(filled, hit.audit_id, request(), by=CLERK)
    assert Purpose(lines(filled)[-1].purpose) is Purpose.VISIT
