"""Looking up a resident: nothing is shown unless the audit has been committed before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text, update

from gridcenter.domain.errors import BadInput, Refusal, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, IdNumberError, make_number
from gridcenter.domain.people import Actor, CardItem, LookupRequest, PersonCard, Purpose, Ticket
from gridcenter.services.lookup import (
    look_up,
    open_lookup,
    open_reveal,
    read_card,
    read_value,
    record_failed_lookup,
    reveal,
)
from gridcenter.store import audit, people
from gridcenter.store.engine import Store
from gridcenter.store.models import Account, AuditEntry, Grid, Person
from gridcenter.store.neighbours import neighbours_at
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, NOW, NUMBER, request
from tests.store.tampering import lift_append_only


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
    return store


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def opened(store: Store, wish: LookupRequest, *, by: Actor = CLERK, now: datetime = NOW) -> Ticket:
    with store.begin() as session:
        return open_lookup(session, wish, by=by, now=now)


def card_of(store: Store, ticket: Ticket, *, by: Actor = CLERK, now: datetime = NOW) -> PersonCard | None:
    with store.read() as session:
        return read_card(session, ticket, by=by, now=now)


def shown_card(store: Store) -> PersonCard:
    card = card_of(store, opened(store, request()))
    assert card is not None
    return card


def item(card: PersonCard, key: str) -> CardItem:
    return next(line for line in card.items if line.key == key)


def test_a_committed_ticket_opens_the_masked_card(filled: Store) -> None:
    card = shown_card(filled)
    assert (card.name, card.age_band, card.sex.zh) == ("张**", "70–74", "女")
    assert card.id_number == "*" * 14 + NUMBER[-4:]
    assert card.grid.zh == "江南社区 03 网格"
    assert card.synthetic


def test_no_hidden_value_leaves_with_the_card(filled: Store) -> None:
    everything = repr(shown_card(filled))
    for secret in (
        NUMBER,
        NUMBER[:14],
        sample.PHONE,
        sample.EMPLOYER,
        "0402室",
        "张美兰",
        "赵德福",
        "周玉英",
        "李小红",
    ):
        assert secret not in everything


def test_the_card_lists_groups_unknowns_sources_and_conflicts(filled: Store) -> None:
    card = shown_card(filled)
    assert item(card, "phone").value == "138****4417"
    assert item(card, "employer").value == "******"
    assert item(card, "occupation_class").value == "生产制造及有关人员"
    assert (item(card, "education").value, item(card, "education").source) == ("", "")
    assert item(card, "social_card@2").value == "*****6107"
    addresses = [line for line in card.items if line.key.startswith("address")]
    assert [line.value for line in addresses] == ["滨江区江南社区****", "滨江区桥头社区****"]
    assert all(line.conflict and line.revealable for line in addresses)
    assert addresses[1].recorded_on == date(2024, 3, 15)
    assert not item(card, "care_programme@4").revealable


def test_the_card_shows_household_residences_and_neighbours_masked(filled: Store) -> None:
    card = shown_card(filled)
    assert card.household_number == "H-0307-118"
    assert [(member.name, member.relation.zh, member.shown) for member in card.household] == [
        ("赵**", "户主", False),
        ("张**", "配偶", True),
        ("赵*", "子", False),
    ]
    assert card.household[2].left_on == date(2021, 9, 1)
    assert [line.kind.zh for line in card.residences] == ["自有", "承租"]
    assert card.neighbours is not None
    assert (card.neighbours.place, card.neighbours.total) == ("21 幢 2 单元", 3)
    assert [line.room for line in card.neighbours.rows] == ["0402", "0402", "0501"]


def test_an_address_without_a_community_is_shown_as_the_community_of_the_person(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(
            update(Person).values(address="红枫里 1 号 201 室", register_address="红枫里 1 号 201 室")
        )
        session.execute(update(Grid).values(name="江南社区 03"))
    card = shown_card(filled)
    assert item(card, "address").value == "江南社区****"
    assert item(card, "register_address").value == "****"
    assert card.grid.zh == "江南社区 03"


def test_the_audit_line_tells_who_why_and_whom_without_the_number(filled: Store) -> None:
    opened(filled, request())
    (line,) = lines(filled)
    assert (line.account_id, line.action, line.outcome) == (CLERK.account_id, "lookup", "hit")
    assert (line.purpose, line.incident_number, line.at) == ("visit", sample.OPEN_INCIDENT, NOW)
    assert line.person_id == 1
    with filled.read() as session:
        key = audit.ensure_audit_key(session)
    assert line.subject_hash == audit.subject_hash(key, NUMBER)
    assert NUMBER not in repr(vars(line))


def test_no_plain_value_shows_in_a_representation(filled: Store) -> None:
    with filled.read() as session:
        rows = (
            people.person_row(session, 1),
            people.recorded_values(session, 1),
            people.household_of(session, 1),
            neighbours_at(session, 1, limit=9),
        )
    shown = repr((rows, request(reason="张美兰要求核实住址信息")))
    for secret in (NUMBER, "张美兰", sample.PHONE, "李小红", "周玉英"):
        assert secret not in shown


def test_a_number_is_found_however_it_is_typed(filled: Store) -> None:
    spaced = f"{NUMBER[:6]} {NUMBER[6:14]}-{NUMBER[14:]}"
    assert opened(filled, request(spaced)).person_id == 1
    assert lines(filled)[0].subject_hash == lines(filled)[-1].subject_hash


def test_a_rolled_back_ticket_opens_nothing(filled: Store) -> None:
    tickets: list[Ticket] = []
    with pytest.raises(ZeroDivisionError), filled.begin() as session:
        tickets.append(open_lookup(session, request(), by=CLERK, now=NOW))
        raise ZeroDivisionError
    with pytest.raises(RuleBroken):
        card_of(filled, tickets[0])
    assert lines(filled) == []


def test_a_ticket_opens_nothing_inside_its_own_transaction(filled: Store) -> None:
    with filled.begin() as session:
        ticket = open_lookup(session, request(), by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_card(session, ticket, by=CLERK, now=NOW)
        with session.begin_nested(), pytest.raises(RuleBroken):
            read_card(session, ticket, by=CLERK, now=NOW)
    assert card_of(filled, ticket) is not None


def test_nothing_is_shown_when_the_audit_cannot_be_written(filled: Store) -> None:
    with filled.begin() as session:
        for statement in _refusing_trigger(filled):
            session.execute(text(statement))
    with pytest.raises(Exception, match="audit is shut"):
        look_up(filled, request(), by=CLERK)
    assert lines(filled) == []


def _refusing_trigger(store: Store) -> list[str]:
    if store.is_sqlite:
        return ["CREATE TRIGGER shut BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'audit is shut'); END"]
    return [
        "CREATE FUNCTION shut() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'audit is shut'; END $$",
        "CREATE TRIGGER shut BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION shut()",
    ]


def test_a_ticket_ends_after_a_minute(filled: Store) -> None:
    ticket = opened(filled, request())
    assert card_of(filled, ticket, now=NOW + timedelta(seconds=60)) is not None
    with pytest.raises(RuleBroken):
        card_of(filled, ticket, now=NOW + timedelta(seconds=62))


def test_a_ticket_of_another_account_or_a_made_up_one_opens_nothing(filled: Store) -> None:
    ticket = opened(filled, request())
    with pytest.raises(RuleBroken):
        card_of(filled, ticket, by=COLLEAGUE)
    with pytest.raises(RuleBroken):
        card_of(filled, Ticket(ticket.audit_id + 1, 1))


def test_a_ticket_opens_the_person_in_the_audit_and_no_other(filled: Store) -> None:
    ticket = opened(filled, request())
    card = card_of(filled, Ticket(ticket.audit_id, 5))
    assert card is not None
    assert card.person_id == 1


def test_an_unknown_number_is_an_audited_miss(filled: Store) -> None:
    ticket = opened(filled, request(sample.UNKNOWN))
    assert ticket.person_id is None
    assert card_of(filled, ticket) is None
    assert lines(filled)[0].outcome == "miss"


def test_a_person_outside_the_area_is_a_miss_to_the_desk_and_known_to_the_auditor(filled: Store) -> None:
    ticket = opened(filled, request(sample.OUTSIDER))
    assert ticket.person_id is None
    assert card_of(filled, Ticket(ticket.audit_id, 5)) is None
    assert (lines(filled)[0].outcome, lines(filled)[0].person_id) == ("outside", 5)
    with filled.read() as session:
        assert audit.own_lines(session, CLERK.account_id)[0].outcome == "miss"
    assert opened(filled, request(sample.OUTSIDER), by=COLLEAGUE).person_id == 5


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (request(incident="SJ-0"), "SJ-0"),
        (request(incident=sample.FAR_INCIDENT), sample.FAR_INCIDENT),
        (request(incident=sample.CLOSED_INCIDENT), sample.CLOSED_INCIDENT),
        (request(incident="", reason="太短"), "10"),
        (request(incident="", reason="aaaaaaaaaaaaaaa"), "重复"),
        (request(incident="", reason=""), "10"),
    ],
)
def test_a_look_up_without_ground_is_refused_with_a_sentence(
    filled: Store, wish: LookupRequest, word: str
) -> None:
    with pytest.raises(RuleBroken, match=word):
        look_up(filled, wish, by=CLERK)
    (line,) = lines(filled)
    assert (line.action, line.outcome, line.person_id) == ("failed_lookup", "refused", None)


def test_a_written_reason_takes_the_place_of_an_incident(filled: Store) -> None:
    assert opened(filled, request(incident="", reason="核实高龄津贴发放情况与住址")).person_id == 1


def test_a_wrong_number_is_refused_and_audited(filled: Store) -> None:
    wrong = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
    with pytest.raises(IdNumberError) as refused:
        look_up(filled, request(wrong), by=CLERK)
    assert refused.value.positions == (18, 18)
    (line,) = lines(filled)
    assert (line.action, line.outcome) == ("failed_lookup", "bad_number")
    assert wrong not in repr(vars(line))


def test_failed_attempts_can_be_recorded_by_the_caller(filled: Store) -> None:
    with filled.begin() as session:
        record_failed_lookup(session, request("12"), BadInput("x"), by=CLERK, now=NOW)
        record_failed_lookup(
            session, request("12"), Refusal("x"), by=Actor(99, "", "", "", None, ""), now=NOW
        )
    assert [line.action for line in lines(filled)] == ["failed_lookup"]


def test_a_birth_in_the_future_is_refused(filled: Store) -> None:
    with pytest.raises(IdNumberError), filled.begin() as session:
        open_lookup(session, request(make_number(DEMO_PREFIX, date(2027, 1, 1), 3)), by=CLERK, now=NOW)


def test_auditors_and_inactive_accounts_look_nobody_up(filled: Store) -> None:
    with pytest.raises(RuleBroken):
        opened(filled, request(), by=AUDITOR)
    with filled.begin() as session:
        session.execute(update(Account).where(Account.id == CLERK.account_id).values(active=False))
    with pytest.raises(RuleBroken):
        opened(filled, request())
    with pytest.raises(RuleBroken):
        opened(filled, request(), by=Actor(99, "x", "x", "dispatcher", None, ""))


def test_the_eleventh_look_up_within_a_minute_waits(filled: Store) -> None:
    for second in range(10):
        opened(filled, request(), now=NOW + timedelta(seconds=second))
    with pytest.raises(RuleBroken, match="41"):
        opened(filled, request(), now=NOW + timedelta(seconds=20))
    assert opened(filled, request(), by=COLLEAGUE, now=NOW + timedelta(seconds=20)).person_id == 1
    assert opened(filled, request(), now=NOW + timedelta(seconds=61)).person_id == 1


def test_after_thirty_in_an_hour_the_next_ones_are_slowed(filled: Store) -> None:
    for number in range(30):
        opened(filled, request(), now=NOW + timedelta(seconds=10 * number))
    last = NOW + timedelta(seconds=290)
    with pytest.raises(RuleBroken, match="30"):
        opened(filled, request(), now=last + timedelta(seconds=10))
    assert opened(filled, request(), now=last + timedelta(seconds=21)).person_id == 1
    assert [line.fields for line in lines(filled)[-2:]] == ["", "frequent"]


def test_a_quota_is_exact_even_when_four_desks_share_an_account(filled: Store) -> None:
    barrier, answers = Barrier(4), []

    def ask() -> None:
        barrier.wait()
        for _ in range(5):
            try:
                answers.append(opened(filled, request()))
            except RuleBroken:
                continue

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 10
    with filled.read() as session:
        assert audit.broken_links(session, CLERK.account_id) == []


def test_a_reveal_shows_one_value_after_its_own_audit_line(filled: Store) -> None:
    shown_card(filled)
    with filled.begin() as session:
        ticket = open_reveal(session, 1, "phone", request(), by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_value(session, ticket, "phone", by=CLERK, now=NOW)
    with filled.read() as session:
        assert read_value(session, ticket, "phone", by=CLERK, now=NOW) == sample.PHONE
        with pytest.raises(RuleBroken):
            read_value(session, ticket, "employer", by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_value(session, ticket, "phone", by=COLLEAGUE, now=NOW)
    line = lines(filled)[-1]
    assert (line.action, line.fields, line.person_id) == ("reveal", "phone", 1)
    assert line.subject_hash == lines(filled)[0].subject_hash


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("marital_status", "已婚"),
        ("address", sample.ADDRESS),
        ("address@1", sample.OTHER_ADDRESS),
        ("social_card@2", "330108199006107"),
    ],
)
def test_values_of_every_source_can_be_revealed(filled: Store, key: str, value: str) -> None:
    with filled.begin() as session:
        now = datetime.now(UTC)
        open_lookup(session, request(), by=CLERK, now=now)
    assert reveal(filled, 1, key, request(), by=CLERK) == value


@pytest.mark.parametrize("key", ["care_programme@4", "id_number", "name", "occupation", "phone@1", "x@99"])
def test_what_no_desk_may_see_stays_hidden(filled: Store, key: str) -> None:
    with filled.begin() as session:
        open_lookup(session, request(), by=CLERK, now=datetime.now(UTC))
    with pytest.raises(RuleBroken):
        reveal(filled, 1, key, request(), by=CLERK)


def test_nothing_is_revealed_without_an_opened_card_of_that_person(filled: Store) -> None:
    ticket = opened(filled, request())
    assert ticket.person_id == 1
    for person_id, by, now in (
        (2, CLERK, NOW),
        (1, COLLEAGUE, NOW),
        (1, CLERK, NOW + timedelta(minutes=16)),
    ):
        with pytest.raises(RuleBroken), filled.begin() as session:
            open_reveal(session, person_id, "phone", request(), by=by, now=now)


def test_an_opened_card_reveals_nothing_of_somebody_who_got_the_place_of_the_person_in_the_register(
    filled: Store,
) -> None:
    """SQLite gives the id of the last person who was removed, as by undoing an import, to the next one."""
    opened(filled, request())
    with filled.begin() as session:
        session.execute(update(Person).where(Person.id == 1).values(id_number=sample.OUTSIDER[:-1] + "0"))
    with pytest.raises(RuleBroken), filled.begin() as session:
        open_reveal(session, 1, "phone", request(), by=CLERK, now=NOW)


def test_the_chain_shows_an_edited_and_a_removed_line(filled: Store) -> None:
    for _ in range(4):
        opened(filled, request())
    with filled.begin() as session:
        assert audit.broken_links(session, CLERK.account_id) == []
        lift_append_only(session)
        session.execute(update(AuditEntry).where(AuditEntry.sequence == 2).values(purpose="other"))
        assert audit.broken_links(session, CLERK.account_id) == [2]
        session.execute(text("DELETE FROM audit WHERE sequence = 2"))
        assert audit.broken_links(session, CLERK.account_id) == [3]


def test_a_deleted_person_leaves_no_card(filled: Store) -> None:
    ticket = opened(filled, request(sample.OUTSIDER), by=COLLEAGUE)
    with filled.begin() as session:
        session.execute(text("DELETE FROM person WHERE id = 5"))
    assert card_of(filled, ticket, by=COLLEAGUE) is None


def test_the_verified_person_is_found_among_those_with_the_same_number(filled: Store) -> None:
    with filled.begin() as session:
        session.add(Person(id=90, name="同号者", id_number=NUMBER, community_code=sample.COMMUNITY))
    assert opened(filled, request()).person_id == 1


def test_a_purpose_must_be_chosen(filled: Store) -> None:
    unchosen = LookupRequest(NUMBER, "", sample.OPEN_INCIDENT)  # type: ignore[arg-type]
    with pytest.raises(RuleBroken):
        opened(filled, unchosen)
    assert opened(filled, LookupRequest(NUMBER, Purpose.OTHER, sample.OPEN_INCIDENT)).person_id == 1


def test_a_clock_that_was_a_year_ahead_makes_nobody_wait_for_it(filled: Store, english: None) -> None:
    ahead = NOW + timedelta(days=365)

    def ask(at: datetime) -> None:
        with filled.begin() as session:
            open_lookup(session, request(), by=CLERK, now=at)

    for turn in range(10):
        ask(ahead + timedelta(seconds=turn))
    with pytest.raises(RuleBroken, match="10 within 1 minutes"):
        ask(ahead + timedelta(seconds=5))  # the control: another desk's moment may be a little earlier
    for turn in range(10):
        ask(NOW + timedelta(seconds=turn))
    with pytest.raises(RuleBroken, match="10 within 1 minutes"):
        ask(NOW + timedelta(seconds=20))
