"""Two rows that are one human are seen as one, under either number, and taken apart exactly as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.identity import DEMO_PREFIX, make_number
from gridcenter.domain.people import Actor, PersonCard
from gridcenter.domain.person_merging import Basis, basis_of
from gridcenter.domain.record_keeping import Keeping, KeptValue
from gridcenter.language import use_language
from gridcenter.services.exporting import Export, export_rows
from gridcenter.services.lookup import look_up, open_lookup, read_card, reveal
from gridcenter.services.people_search import search_people
from gridcenter.services.person_index import index_all_persons, index_changed_persons
from gridcenter.services.person_merging import merge_persons, unmerge_persons
from gridcenter.services.person_twins import compare_persons, find_merges, find_twins
from gridcenter.services.record_keeping import keep_value
from gridcenter.services.resident_card import resident_card
from gridcenter.services.subject_report import subject_report
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import (
    Account,
    AuditEntry,
    Household,
    HouseholdMember,
    Person,
    RecordItem,
    Residence,
)
from tests.services import resident_samples as sample
from tests.services.resident_samples import CLERK, COMMUNITY, GRID, NOW, NUMBER, request

TODAY = date(2026, 11, 18)
HEAD = Actor(4, "he.ming", "何明", "supervisor", 1, "709901003007")
AUDITOR = Actor(3, "zhou.jing", "周静", "auditor", 1, "")
TWIN, SHORT, OTHER, FAR = 20, 21, 22, 23
FIFTEEN = NUMBER[:6] + NUMBER[8:17]
OTHER_NUMBER = make_number(DEMO_PREFIX, date(1956, 3, 2), 512)
TWIN_PHONE, TWIN_NAME = "13900005555", "张美蘭"
REASON = "户籍核对为同一人，来源重复"


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    use_language("en")
    with store.begin() as session:
        sample.fill(session)
        _twins(session)
        session.flush()
        index_all_persons(session)
    return store


def _twins(session: Session) -> None:
    """A second row under the number of person 1 in a household of its own, one under 15 digits, one under another."""
    session.add(Account(id=4, login=HEAD.login, name=HEAD.name, role=HEAD.role, unit_id=1))
    for key, number in ((TWIN, NUMBER), (SHORT, FIFTEEN), (OTHER, OTHER_NUMBER), (FAR, NUMBER)):
        session.add(
            Person(
                id=key,
                name=TWIN_NAME if key == TWIN else "张美兰",
                id_number=number,
                sex="2",
                birth=date(1956, 3, 2),
                phone=TWIN_PHONE if key == TWIN else "",
                employer="滨江二厂" if key == TWIN else "",
                community_code=sample.OTHER_COMMUNITY if key == FAR else COMMUNITY,
                grid_code=None if key == FAR else GRID,
                source="社保登记",
                recorded_on=date(2025, 1, 2),
                synthetic=True,
            )
        )
    session.add(Household(id=9, number="H-0307-900", premises_id=3, grid_code=GRID))
    session.flush()
    session.add(HouseholdMember(household_id=9, person_id=TWIN, relation="02"))
    session.add(HouseholdMember(household_id=9, person_id=4, relation="10"))
    session.add(HouseholdMember(household_id=1, person_id=TWIN, relation="10"))
    session.add(Residence(person_id=TWIN, premises_id=3, kind="tenant", since=date(2020, 1, 1)))
    session.add(
        RecordItem(id=50, person_id=TWIN, key="address", value="滨江区江南社区22幢", source="社保登记")
    )


def merge(store: Store, kept: int = 1, merged: int = TWIN, *, by: Actor = CLERK, **more: Any) -> Basis:
    with store.begin() as session:
        return merge_persons(
            session, kept=kept, merged=merged, reason=more.pop("reason", REASON), by=by, now=NOW, **more
        )


def unmerge(store: Store, merged: int = TWIN, *, by: Actor = CLERK, reason: str = "复核为两人") -> int:
    with store.begin() as session:
        return unmerge_persons(session, merged, reason=reason, by=by, now=NOW + timedelta(hours=1))


def card_of(store: Store, person_id: int = 1) -> PersonCard:
    with store.read() as session:
        card = resident_card(session, person_id, today=TODAY)
    assert card is not None
    return card


def found(store: Store, words: str) -> list[int]:
    return [row.person_id for row in search_people(store, request(words), by=CLERK).rows]


def looked_up(store: Store, number: str) -> PersonCard | None:
    with store.begin() as session:
        ticket = open_lookup(session, request(number), by=CLERK, now=NOW)
    with store.read() as session:
        return read_card(session, ticket, by=CLERK, now=NOW)


def register(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row about people, search rows included."""
    tables = ("person", "record_item", "household", "household_member", "residence", "person_search")
    orders = {"household_member": "household_id, person_id", "person_search": "person_id, reading"}
    with store.read() as session:
        return {
            name: [
                tuple(row)
                for row in session.execute(text(f"SELECT * FROM {name} ORDER BY {orders.get(name, 'id')}"))
            ]
            for name in tables
        }


def test_the_kept_card_shows_households_homes_and_values_of_both(filled: Store) -> None:
    alone = card_of(filled)
    assert merge(filled) is Basis.NUMBER
    card = card_of(filled)
    assert (alone.merged, card.merged) == (0, 1)
    assert card.household_number == "H-0307-118 + H-0307-900"
    assert [(one.name, one.shown) for one in card.household] == [
        ("赵**", False),
        ("张**", True),
        ("赵*", False),
        ("张**", True),
        ("周**", False),
    ]
    assert [one.premises for one in card.residences if one.until is None] == [
        "FW-0307-21-0501",
        "FW-0307-21-0402",
    ]
    phones = [line for line in card.items if line.item == "phone"]
    assert [line.value for line in phones] == ["138****4417", "139****5555"]
    assert [line.key for line in phones] == ["phone", f"phone@p{TWIN}"]
    assert "滨江区江南社区****" in [line.value for line in card.items if line.key == "address@50"]
    assert card.neighbours is not None
    assert card.neighbours.total == 3


def test_the_number_and_the_search_lead_to_the_kept_one(filled: Store) -> None:
    assert sorted(found(filled, "张美兰")) == [1, SHORT, OTHER]
    merge(filled, kept=1, merged=TWIN)
    card = looked_up(filled, NUMBER)
    assert card is not None
    assert card.person_id == 1
    assert found(filled, TWIN_PHONE) == [1]
    assert found(filled, TWIN_NAME) == [1]
    merge(filled, kept=1, merged=SHORT)
    assert sorted(found(filled, "张美兰")) == [1, OTHER]
    with filled.begin() as session:
        assert index_changed_persons(session) == 0


def test_a_value_of_the_merged_row_is_revealed_verified_and_taken_back_on_the_kept_card(
    filled: Store,
) -> None:
    merge(filled)
    look_up(filled, request(), by=CLERK)
    assert reveal(filled, 1, f"phone@p{TWIN}", request(), by=CLERK) == TWIN_PHONE
    keep_value(filled, 1, KeptValue(Keeping.VERIFY, f"phone@p{TWIN}"), request(), by=CLERK)
    assert next(line for line in card_of(filled).items if line.item == "phone").value == "139****5555"
    keep_value(filled, 1, KeptValue(Keeping.WITHDRAW, "address@50", reason="已搬离"), request(), by=CLERK)
    assert "address@50" not in [line.key for line in card_of(filled).items]
    with filled.read() as session:
        row = session.scalars(select(RecordItem).where(RecordItem.key == "phone")).one()
    assert (row.person_id, row.base) == (TWIN, True)
    keep_value(
        filled, 1, KeptValue(Keeping.WITHDRAW, f"phone@{row.id}", reason="号码已停机"), request(), by=CLERK
    )
    assert found(filled, TWIN_PHONE) == []
    unmerge(filled)
    assert found(filled, TWIN_PHONE) == []
    with filled.begin() as session:
        assert index_changed_persons(session) == 0


def test_the_search_index_made_anew_says_the_same(filled: Store) -> None:
    merge(filled)
    before = register(filled)["person_search"]
    with filled.begin() as session:
        index_all_persons(session)
    assert register(filled)["person_search"] == before


def test_what_is_new_about_a_merged_row_is_found_through_the_kept_one(filled: Store) -> None:
    merge(filled)
    with filled.begin() as session:
        session.add(RecordItem(person_id=TWIN, key="phone", value="13911112222", source="社保登记"))
        session.flush()
        assert index_changed_persons(session) == 1
    assert found(filled, "13911112222") == [1]


@given(
    steps=st.lists(
        st.tuples(st.sampled_from((1, TWIN, SHORT)), st.sampled_from((1, TWIN, SHORT))), max_size=6
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_merged_and_taken_apart_again_leaves_everything_as_it_was(
    filled: Store, steps: list[tuple[int, int]]
) -> None:
    before, cards = register(filled), [card_of(filled, key) for key in (1, TWIN, SHORT)]
    merged = []
    for kept, other in steps:
        try:
            merge(filled, kept, other, by=_fresh(filled))
        except RuleBroken:
            continue
        merged.append(other)
        assert {name: rows for name, rows in register(filled).items() if name != "person_search"} == {
            name: rows for name, rows in before.items() if name != "person_search"
        }
    for other in reversed(merged):
        unmerge(filled, other, by=_fresh(filled))
    assert register(filled) == before
    assert [card_of(filled, key) for key in (1, TWIN, SHORT)] == cards


def _fresh(store: Store) -> Actor:
    """Return an account that has merged nothing yet: quotas are another test's matter."""
    with store.begin() as session:
        key = (session.scalar(select(func.max(Account.id))) or 0) + 1
        session.add(Account(id=key, login=f"clerk{key}", name="丁", role="dispatcher", unit_id=1))
    return Actor(key, f"clerk{key}", "丁", "dispatcher", 1, COMMUNITY)


def test_fifteen_digits_and_the_eighteen_that_they_become_are_one_number(filled: Store) -> None:
    assert merge(filled, merged=SHORT) is Basis.UPGRADED
    assert basis_of("", "") is Basis.DECISION
    assert basis_of(NUMBER[:-1] + "1", NUMBER[:-1] + "1") is Basis.DECISION


def test_a_name_alone_never_merges_and_a_decision_needs_role_words_and_reason(filled: Store) -> None:
    with pytest.raises(RuleBroken, match=r"a name or an address proves nothing.*shift supervisor"):
        merge(filled, merged=OTHER, decided=True)
    with pytest.raises(RuleBroken, match="say so explicitly"):
        merge(filled, merged=OTHER, by=HEAD)
    with pytest.raises(RuleBroken, match="at least 10 characters"):
        merge(filled, merged=OTHER, by=HEAD, decided=True, reason="同一人")
    assert merge(filled, merged=OTHER, by=HEAD, decided=True) is Basis.DECISION
    card = looked_up(filled, OTHER_NUMBER)
    assert card is not None
    assert card.person_id == 1


def test_only_rows_of_the_area_by_an_authorised_role_with_a_reason(filled: Store) -> None:
    with pytest.raises(RuleBroken, match="There is no row 23 in your area"):
        merge(filled, merged=FAR)
    with pytest.raises(RuleBroken, match="There is no row 999"):
        merge(filled, merged=999)
    with pytest.raises(RuleBroken, match="merged by: acceptor, dispatcher, shift supervisor"):
        merge(filled, by=Actor(1, "li.min", "李敏", "handler", 1, COMMUNITY))
    with pytest.raises(BadInput, match="Reason is missing"):
        merge(filled, reason=" ")
    with pytest.raises(RuleBroken, match="not merged with itself"):
        merge(filled, merged=1)
    with pytest.raises(RuleBroken, match="changed meanwhile"):
        merge(filled, versions=(1, 2))


def test_no_chains_and_nothing_twice(filled: Store) -> None:
    merge(filled)
    with pytest.raises(RuleBroken, match="Row 20 is merged with row 1 already"):
        merge(filled, kept=SHORT, merged=TWIN)
    with pytest.raises(RuleBroken, match="Row 20 is merged with row 1 already"):
        merge(filled, kept=TWIN, merged=SHORT)
    with pytest.raises(RuleBroken, match="Rows 20 are merged with row 1"):
        merge(filled, kept=SHORT, merged=1)
    assert unmerge(filled) == 1
    with pytest.raises(RuleBroken, match="merged with no other one"):
        unmerge(filled)


def test_both_rows_are_in_the_audit(filled: Store) -> None:
    merge(filled, merged=OTHER, by=HEAD, decided=True)
    look_up(filled, request(), by=CLERK)
    unmerge(filled, OTHER)
    with filled.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.outcome, row.person_id, row.fields) for row in rows] == [
        ("person_merge", "merged", 1, "person 22"),
        ("person_merge", "merged", OTHER, "person 1"),
        ("lookup", "hit", 1, ""),
        ("person_merge", "unmerged", 1, "person 22"),
        ("person_merge", "unmerged", OTHER, "person 1"),
    ]


def test_a_look_at_the_kept_card_is_told_to_whom_was_merged_into_it(filled: Store) -> None:
    look_up(filled, request(), by=CLERK)
    with filled.begin() as session:
        merge_persons(
            session, kept=1, merged=OTHER, reason=REASON, by=HEAD, now=store_time(session), decided=True
        )
    look_up(filled, request(), by=CLERK)
    told = subject_report(filled, OTHER_NUMBER, by=AUDITOR)
    assert [line.action_text for line in told.lines].count("look-up") == 1


def test_a_merge_is_neither_rewritten_nor_removed(filled: Store) -> None:
    merge(filled)
    for statement in ("UPDATE person_merge SET kept_id = 2", "DELETE FROM person_merge"):
        with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
            session.execute(text(statement))
    unmerge(filled)
    with pytest.raises(DBAPIError, match="append-only"), filled.begin() as session:
        session.execute(text("UPDATE person_merge SET undone_at = NULL"))


def test_rows_that_share_a_number_are_listed_masked_and_audited(filled: Store) -> None:
    groups = find_twins(filled, by=CLERK).groups
    assert [(one.basis, [row.person_id for row in one.rows]) for one in groups] == [
        (Basis.UPGRADED, [1, TWIN, SHORT]),
        (Basis.NUMBER, [1, TWIN]),
    ]
    assert "张美兰" not in repr(groups)
    assert NUMBER not in repr(groups)
    merge(filled)
    merge(filled, merged=SHORT)
    assert find_twins(filled, by=CLERK).groups == ()
    pairs = find_merges(filled, by=CLERK).pairs
    assert [(one.kept.person_id, one.merged.person_id, one.basis) for one in pairs] == [
        (1, SHORT, Basis.UPGRADED),
        (1, TWIN, Basis.NUMBER),
    ]
    with pytest.raises(RuleBroken, match="merged by"):
        find_twins(filled, by=Actor(1, "li.min", "李敏", "handler", 1, COMMUNITY))


def test_two_rows_stand_side_by_side_masked_and_their_differences_are_told(filled: Store) -> None:
    found = compare_persons(filled, 1, TWIN, by=CLERK)
    by_label = {line.label.en: line for line in found.lines}
    assert (by_label["Phone"].one, by_label["Phone"].other, by_label["Phone"].differs) == (
        "138****4417",
        "139****5555",
        True,
    )
    assert (by_label["Name"].one, by_label["Name"].other, by_label["Name"].differs) == ("张**", "张**", True)
    assert not by_label["ID number"].differs
    assert by_label["Employer"].one == by_label["Employer"].other == "******"
    assert by_label["Employer"].differs
    for secret in (NUMBER, TWIN_PHONE, sample.PHONE, "张美兰", "滨江二厂"):
        assert secret not in repr(found)
    with filled.read() as session:
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [(row.action, row.outcome, row.person_id) for row in rows] == [
        ("twins", "shown", 1),
        ("twins", "shown", TWIN),
    ]
    with pytest.raises(RuleBroken, match="no row 23 in your area"):
        compare_persons(filled, 1, FAR, by=CLERK)


def test_a_merged_row_leaves_the_list_that_is_written_to_a_file(filled: Store, tmp_path: Path) -> None:
    before = export_rows(filled, Export.PERSONS, tmp_path / "a.csv", by=CLERK)
    merge(filled)
    assert export_rows(filled, Export.PERSONS, tmp_path / "b.csv", by=CLERK) == before - 1


def test_of_two_desks_that_merge_the_same_rows_one_is_told(filled: Store) -> None:
    """Each keeps the other's row: whoever is second finds the first one's merge."""
    together, told = Barrier(2), []

    def one(kept: int, merged: int, by: Actor) -> None:
        together.wait()
        try:
            merge(filled, kept, merged, by=by)
            told.append("merged")
        except RuleBroken as refusal:
            told.append(str(refusal))

    desks = [Thread(target=one, args=args) for args in ((1, TWIN, CLERK), (TWIN, 1, HEAD))]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    assert sorted(words.partition(" is ")[2][:11] for words in told) == ["", "merged with"]
    assert len(find_merges(filled, by=HEAD).pairs) == 1
