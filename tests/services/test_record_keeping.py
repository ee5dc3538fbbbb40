"""Values of an open card are verified, taken back and stated anew: audited, checked, and never written over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor, CardItem, PersonCard, Ticket
from gridcenter.domain.rare_signs import is_visible
from gridcenter.domain.record_keeping import Keeping, KeptValue, narrow
from gridcenter.language import use_language
from gridcenter.services.lookup import look_up, open_lookup, open_reveal, read_value
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_all_persons, index_changed_persons
from gridcenter.services.record_keeping import keep_value, open_keeping, read_kept
from gridcenter.services.resident_card import resident_card
from gridcenter.store import audit
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Person, RecordItem
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COLLEAGUE, NOW, request

TODAY = date(2026, 11, 18)
HANDLER = replace(CLERK, role="handler")


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        session.flush()
        index_all_persons(session)
    return store


def open_card(store: Store, *, by: Actor = CLERK, now: Any = NOW) -> None:
    with store.begin() as session:
        open_lookup(session, request(), by=by, now=now)


def keep(store: Store, act: KeptValue, *, by: Actor = CLERK, now: Any = NOW, person_id: int = 1) -> Ticket:
    with store.begin() as session:
        return open_keeping(session, person_id, act, request(), by=by, now=now)


def card_of(store: Store, person_id: int = 1) -> PersonCard:
    with store.read() as session:
        card = resident_card(session, person_id, today=TODAY)
    assert card is not None
    return card


def of(store: Store, key: str) -> list[CardItem]:
    return [line for line in card_of(store).items if line.item == key]


def verify(ref: str, **more: Any) -> KeptValue:
    return KeptValue(Keeping.VERIFY, ref, **more)


def withdraw(ref: str, reason: str = "本人来电更正", **more: Any) -> KeptValue:
    return KeptValue(Keeping.WITHDRAW, ref, reason=reason, **more)


def state(key: str, words: str, **more: Any) -> KeptValue:
    said = {"source": "入户走访", "recorded_on": "2026-11-18", **more}
    return KeptValue(Keeping.STATE, key, text=words, **said)


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def records(store: Store, key: str) -> list[RecordItem]:
    with store.read() as session:
        return list(session.scalars(select(RecordItem).where(RecordItem.key == key).order_by(RecordItem.id)))


def own_columns(store: Store) -> list[tuple[Any, ...]]:
    with store.read() as session:
        return [tuple(row) for row in session.execute(text("SELECT * FROM person ORDER BY id"))]


def test_a_value_of_another_source_is_verified_and_later_again(filled: Store) -> None:
    open_card(filled)
    keep(filled, verify("address@1"))
    first, *others = of(filled, "address")
    assert (first.key, first.verified_on, first.verified_by) == ("address@1", TODAY, "李敏")
    assert [line.key for line in others] == ["address"]
    later = NOW + timedelta(days=200)
    open_card(filled, by=COLLEAGUE, now=later)
    keep(filled, verify("address@1"), by=COLLEAGUE, now=later)
    first = of(filled, "address")[0]
    assert (first.verified_on, first.verified_by) == (later.date(), "王强")


def test_an_own_column_is_verified_without_being_written(filled: Store) -> None:
    before = own_columns(filled)
    open_card(filled)
    keep(filled, verify("phone"))
    (line,) = of(filled, "phone")
    assert (line.verified_on, line.verified_by, line.source) == (TODAY, "李敏", "网格走访")
    assert own_columns(filled) == before
    later = NOW + timedelta(days=1)
    open_card(filled, now=later)
    keep(filled, verify("phone"), now=later)
    assert len(records(filled, "phone")) == 1
    assert of(filled, "phone")[0].verified_on == TODAY + timedelta(days=1)


def test_the_same_desk_does_not_verify_a_value_twice_on_one_day(filled: Store) -> None:
    open_card(filled)
    keep(filled, verify("address@1"))
    with pytest.raises(RuleBroken, match="today already"):
        keep(filled, verify("address@1"))


def test_an_own_column_is_taken_back_and_stays_in_the_register(filled: Store) -> None:
    before = own_columns(filled)
    open_card(filled)
    keep(filled, withdraw("phone"))
    (line,) = of(filled, "phone")
    assert (line.value, line.source) == ("", "")
    assert own_columns(filled) == before
    with filled.begin() as session:
        ticket = open_reveal(session, 1, "phone", request(), by=CLERK, now=NOW)
    with filled.read() as session, pytest.raises(RuleBroken):
        read_value(session, ticket, "phone", by=CLERK, now=NOW)


def test_a_verified_own_column_that_is_taken_back_is_gone_too(filled: Store) -> None:
    open_card(filled)
    keep(filled, verify("phone"))
    keep(filled, withdraw("phone@5"))
    assert [line.value for line in of(filled, "phone")] == [""]
    assert len(records(filled, "phone")) == 1


def test_a_masked_value_is_taken_back_without_being_revealed(filled: Store) -> None:
    open_card(filled)
    ticket = keep(filled, withdraw("social_card@2"))
    with filled.read() as session:
        card = read_kept(session, ticket, by=CLERK, now=NOW)
    assert card is not None
    assert "330108199006107" not in repr(card)
    assert [line.value for line in card.items if line.item == "social_card"] == [""]
    assert [line.action for line in lines(filled)] == ["lookup", "keep"]


def test_what_says_the_same_is_taken_back_together(filled: Store) -> None:
    with filled.begin() as session:
        session.add(
            RecordItem(person_id=1, key="phone", value=sample.PHONE, source="社保登记", recorded_on=TODAY)
        )
    open_card(filled)
    keep(filled, withdraw("phone@5"))
    assert [line.value for line in of(filled, "phone")] == [""]


def test_the_reason_of_taking_back_is_kept_and_needed(filled: Store) -> None:
    open_card(filled)
    with pytest.raises(BadInput, match="Reason is missing"):
        keep(filled, withdraw("address@1", "  "))
    with pytest.raises(BadInput, match="Reason: 201 characters"):
        keep(filled, withdraw("address@1", "误" * 201))
    keep(filled, withdraw("address@1"))
    (row,) = records(filled, "address")
    assert (row.withdrawn_why, row.withdrawn_by, row.withdrawn_at) == ("本人来电更正", CLERK.account_id, NOW)


def test_a_new_value_stands_beside_the_others_with_source_and_date(filled: Store) -> None:
    open_card(filled)
    keep(filled, state("phone", "１３９００００１１１１", verified=True))
    first, other = of(filled, "phone")
    assert (first.value, first.source, first.recorded_on) == ("139****1111", "入户走访", TODAY)
    assert (first.verified_on, first.verified_by) == (TODAY, "李敏")
    assert other.value == "138****4417"
    assert records(filled, "phone")[0].value == "13900001111"


def test_an_unverified_new_value_does_not_pass_a_verified_one(filled: Store) -> None:
    open_card(filled)
    keep(filled, verify("phone"))
    keep(filled, state("phone", "13900001111"))
    assert of(filled, "phone")[0].value == "138****4417"


@pytest.mark.parametrize(
    ("key", "words", "sentence"),
    [
        ("phone", "无", "Phone: write a phone number"),
        ("phone", "", "Phone is missing"),
        ("address", "路" * 201, "Present address: 201 characters are too many; shorten it to 200"),
        ("marital_status", "很好", "Marital status: write a code or a name"),
        ("married_on", "2026-02-30", "Married on: write a day"),
        ("left_behind_kind", "未成年人", "need-to-know"),
        ("shoe_size", "42", "no record item “shoe_size”"),
        ("pension", "也许", r"Pension insurance: write 1 \(on record\) or 0"),
        ("birth_date", "2026-02-30", "Date of birth: write a day"),
        ("birth_date", "2027-01-01", "Date of birth: this day is still to come"),
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused_by_name(
    filled: Store, key: str, words: str, sentence: str
) -> None:
    open_card(filled)
    with pytest.raises((BadInput, RuleBroken), match=sentence) as refused:
        keep(filled, state(key, words))
    assert not words or len(words) < 3 or words not in str(refused.value)
    assert all(row.source == "水务开户" for row in records(filled, key))


def test_codes_are_taken_by_code_or_name_and_days_in_any_writing(filled: Store) -> None:
    open_card(filled)
    keep(filled, state("marital_status", "married", recorded_on="2026/11/01"))
    keep(filled, state("birth_date", "１９５６年３月２日"))
    keep(filled, state("medical", "有"))
    assert [records(filled, key)[0].value for key in ("marital_status", "birth_date", "medical")] == [
        "20",
        "1956-03-02",
        "1",
    ]
    assert records(filled, "marital_status")[0].recorded_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"source": ""}, "Source is missing"),
        ({"source": "源" * 41}, "Source: 41 characters"),
        ({"recorded_on": ""}, "Recorded on is missing"),
        ({"recorded_on": "31 February"}, "Recorded on: write a day"),
        ({"recorded_on": "2026-11-19"}, "Recorded on: this day is still to come"),
        ({"recorded_on": "1800-01-01"}, "Recorded on: write a day"),
    ],
)
def test_a_value_without_source_or_day_is_refused(filled: Store, more: dict[str, str], sentence: str) -> None:
    open_card(filled)
    with pytest.raises(BadInput, match=sentence):
        keep(filled, state("employer", "滨江二厂", **more))
    assert records(filled, "employer") == []


def test_what_a_source_has_said_already_is_not_said_twice(filled: Store) -> None:
    open_card(filled)
    keep(filled, state("employer", "滨江二厂"))
    with pytest.raises(RuleBroken, match="on that day already"):
        keep(filled, state("employer", "滨江二厂"))


def test_need_to_know_and_computed_items_are_not_kept_here(filled: Store) -> None:
    open_card(filled)
    for act in (withdraw("care_programme@4"), verify("care_programme@4"), state("care_programme", "低保")):
        with pytest.raises(RuleBroken, match="need-to-know"):
            keep(filled, act)
    with pytest.raises(RuleBroken, match="households and premises"):
        keep(filled, verify("head"))


def test_without_an_open_card_or_with_another_role_nothing_is_done(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="no longer open"):
        keep(filled, withdraw("phone"))
    open_card(filled)
    with pytest.raises(RuleBroken, match="no longer open"):
        keep(filled, withdraw("phone"), now=NOW + timedelta(minutes=16))
    with pytest.raises(RuleBroken, match="no longer open"):
        keep(filled, withdraw("phone"), by=COLLEAGUE)
    with pytest.raises(RuleBroken, match="stated by: acceptor, grid worker"):
        keep(filled, withdraw("phone"), by=HANDLER)
    assert records(filled, "phone") == []
    assert [line.action for line in lines(filled)] == ["lookup"]


def test_a_person_who_left_the_area_is_not_kept_by_it_any_more(filled: Store) -> None:
    open_card(filled)
    with filled.begin() as session:
        person = session.get_one(Person, 1)
        person.community_code, person.grid_code = sample.OTHER_COMMUNITY, None
    with pytest.raises(RuleBroken, match="no longer open"):
        keep(filled, withdraw("phone"))


def test_the_audit_line_tells_the_deed_and_not_the_value(filled: Store) -> None:
    open_card(filled)
    keep(filled, state("phone", "13900001111"))
    look, line = lines(filled)
    assert (line.action, line.outcome, line.fields, line.person_id) == ("keep", "stated", "phone@5", 1)
    assert (line.purpose, line.incident_number) == ("visit", sample.OPEN_INCIDENT)
    assert line.subject_hash == look.subject_hash
    assert "13900001111" not in repr(vars(line))
    with filled.read() as session:
        assert audit.broken_links(session, CLERK.account_id) == []


def test_a_second_desk_is_told_what_has_changed(filled: Store) -> None:
    open_card(filled)
    open_card(filled, by=COLLEAGUE)
    seen = of(filled, "address")[0].seen
    keep(filled, verify("address@1", seen=seen))
    with pytest.raises(RuleBroken, match=r"has changed meanwhile: verified by 李敏, 2026-11-18"):
        keep(filled, withdraw("address@1", seen=seen), by=COLLEAGUE)
    seen = of(filled, "address")[0].seen
    keep(filled, state("address", "滨江区江南社区1幢"))
    with pytest.raises(RuleBroken, match="a further value from 入户走访"):
        keep(filled, withdraw("address@1", seen=seen), by=COLLEAGUE)
    seen = of(filled, "address")[0].seen
    keep(filled, withdraw("address@1", seen=seen))
    with pytest.raises(RuleBroken, match="taken back by 李敏, 2026-11-18 14:32") as refused:
        keep(filled, verify("address@1", seen=seen), by=COLLEAGUE)
    assert "本人来电更正" not in str(refused.value)
    with pytest.raises(RuleBroken, match="taken back by 李敏"):
        keep(filled, verify("address@1"), by=COLLEAGUE)


def test_an_own_column_that_was_taken_back_meanwhile_is_told(filled: Store) -> None:
    open_card(filled)
    seen = of(filled, "phone")[0].seen
    keep(filled, withdraw("phone", seen=seen))
    with pytest.raises(RuleBroken, match="taken back by 李敏"):
        keep(filled, verify("phone", seen=seen))


def test_the_search_follows_new_values_and_those_taken_back(filled: Store) -> None:
    def found(words: str) -> list[int]:
        return [row.person_id for row in search_people(filled, request(words), by=CLERK).rows]

    open_card(filled)
    assert found(sample.PHONE) == [1]
    keep(filled, state("phone", "13900001111"))
    assert found("13900001111") == [1]
    keep(filled, withdraw("phone"))
    assert found(sample.PHONE) == []
    assert found("13900001111") == [1]
    with filled.begin() as session:
        assert index_changed_persons(session) == 0


def test_a_ticket_shows_the_card_only_once_it_is_committed(filled: Store) -> None:
    open_card(filled)
    with filled.begin() as session:
        ticket = open_keeping(session, 1, verify("phone"), request(), by=CLERK, now=NOW)
        with pytest.raises(RuleBroken, match="does not stand in the audit"):
            read_kept(session, ticket, by=CLERK, now=NOW)


def test_the_way_through_the_store_gives_the_card_as_it_is_now(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    card = keep_value(filled, 1, verify("phone"), request(), by=CLERK)
    assert card is not None
    assert next(line for line in card.items if line.item == "phone").verified_by == "李敏"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("　１２　栋Ａ座 ", "12 栋A座"),
        ("江南，路（东）", "江南，路（东）"),
        ("甲\n乙\0", "甲 乙"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_wide_letters_become_narrow_and_chinese_marks_stay(typed: str, kept: str) -> None:
    assert narrow(typed) == kept


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_a_cleaned_text_is_clean(words: str) -> None:
    kept = narrow(words)
    assert narrow(kept) == kept
    assert all(map(is_visible, kept))
    assert not kept.startswith(" ")


def test_ten_megabytes_are_refused_by_name_and_length(filled: Store) -> None:
    open_card(filled)
    with pytest.raises(BadInput, match="Employer: 10000000 characters are too many"):
        keep(filled, state("employer", "Ａ" * 10_000_000))


def test_what_a_rule_forbids_stands_in_the_audit(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="no longer open"):
        keep_value(filled, 1, withdraw("phone"), request(), by=CLERK)
    (line,) = lines(filled)
    assert (line.action, line.outcome, line.person_id, line.fields) == ("keep", "refused", 1, "phone")


@pytest.mark.parametrize("words", ["=cmd|' /C calc'!A0", "%'; DROP TABLE person; --", "<b>甲</b>"])
def test_any_text_is_a_text(filled: Store, words: str) -> None:
    open_card(filled)
    keep(filled, state("employer", words))
    assert records(filled, "employer")[0].value == words


def test_a_day_of_birth_that_was_stated_is_taken_back_again(filled: Store) -> None:
    open_card(filled)
    keep(filled, state("birth_date", "1956-03-04"))
    (line,) = of(filled, "birth_date")
    keep(filled, withdraw(line.key, seen=line.seen))
    assert of(filled, "birth_date") == []
