"""Searching residents by name, pinyin, phone and address: masked, in one's own area, and audited first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.people import Actor, AskedAgain, LookupRequest, Purpose
from gridcenter.domain.people_search import FOUND_AT_MOST, PeopleFound, SearchField, SearchTicket
from gridcenter.services import asking_again
from gridcenter.services.name_readings import name_readings
from gridcenter.services.people_access import people_access, read_people_access
from gridcenter.services.people_search import (
    SEARCH_QUOTAS,
    look_up_listed,
    open_listed,
    open_search,
    read_list,
    search_people,
)
from gridcenter.services.person_index import index_all_persons, index_changed_persons
from gridcenter.store.engine import Store
from gridcenter.store.models import AuditEntry, Person, PersonSearch, RecordItem
from tests.services import resident_samples as sample
from tests.services.resident_samples import AUDITOR, CLERK, COLLEAGUE, NOW

FURTHER = (
    ("单雄信", "13900000001"),
    ("曾国藩", "010-62345678"),
    ("解晓东", ""),
    ("欧阳锋", ""),
    ("万俟卨", ""),
    ("吕布", ""),
    ("\U00020bb7野一郎", ""),
    ("O'Brien Pat", ""),
)


@pytest.fixture
def filled(store: Store) -> Iterator[Store]:
    with store.begin() as session:
        sample.fill(session)
        for place, (name, phone) in enumerate(FURTHER):
            session.add(
                Person(id=10 + place, name=name, phone=phone, community_code=sample.COMMUNITY, synthetic=True)
            )
        index_changed_persons(session)
    return store


def wish(text: str) -> LookupRequest:
    return LookupRequest(text, Purpose.VISIT, reason="上门核对一位老人的住址")


def opened(store: Store, text: str, *, by: Actor = CLERK) -> SearchTicket:
    with store.begin() as session:
        return open_search(session, wish(text), by=by, now=NOW)


def ids(store: Store, text: str, *, by: Actor = CLERK) -> list[int]:
    return list(opened(store, text, by=by).person_ids)


def lines(store: Store) -> list[AuditEntry]:
    with store.read() as session:
        return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def test_a_person_is_found_by_name_given_name_pinyin_initials_phone_and_address(filled: Store) -> None:
    for text in ("张美兰", "张美", "美兰", "zhangmeilan", "Zhang Mei", "zml", "13800004417", "4417"):
        assert ids(filled, text) == [1], text
    assert ids(filled, "21幢2单元") == ids(filled, "21幢2单元", by=COLLEAGUE) == [1]
    assert ids(filled, "江南") == [1]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        *(("shanxiongxin", 10), ("danxiongxin", 10), ("sxx", 10), ("zengguofan", 11), ("cengguofan", 11)),
        *(("xiexiaodong", 12), ("jiexiaodong", 12), ("ouyangfeng", 13), ("oyf", 13), ("moqi", 14)),
        *(("lvbu", 15), ("lübu", 15), ("lyubu", 15), ("\U00020bb7", 16), ("野一", 16)),
        *(("OBrien", 17), ("o'brien", 17), ("62345678", None), ("01062345678", 11)),
    ],
)
def test_surnames_are_found_in_every_way_they_are_read(filled: Store, text: str, person: int | None) -> None:
    assert ids(filled, text) == ([] if person is None else [person])


def test_the_right_way_of_reading_stands_first() -> None:
    names = ("单雄信", "仇英", "曾国藩", "查良镛", "区志强", "解晓东", "朴树", "尉迟恭", "万俟卨", "翟让")
    assert [name_readings(name)[0][0] for name in names] == [
        *("shanxiongxin", "qiuying", "zengguofan", "zhaliangyong", "ouzhiqiang", "xiexiaodong", "piaoshu"),
        *("yuchigong", "moqixie", "zhairang"),
    ]
    assert name_readings("John") == []


@pytest.mark.parametrize("text", ["%", "_", "'", "张%", "张_兰", "' OR 1=1 --", "100%", "13800_0441"])
def test_marks_mean_themselves(filled: Store, text: str) -> None:
    try:
        assert ids(filled, text) in ([], [1])
    except BadInput:
        assert text == "100%"
    assert ids(filled, "美%") == ids(filled, "美_") == []


def test_ten_megabytes_are_refused_at_once_and_audited(filled: Store, english: None) -> None:
    with pytest.raises(BadInput, match="longer than 100"):
        search_people(filled, wish("张" * 3_500_000), by=CLERK)
    assert [(line.action, line.outcome) for line in lines(filled)] == [("failed_lookup", "refused")]


def test_only_the_own_area_is_searched(filled: Store) -> None:
    assert ids(filled, "孙伟") == []
    assert ids(filled, "孙伟", by=COLLEAGUE) == [5]
    assert ids(filled, "张美兰", by=replace(CLERK, area=sample.GRID)) == [1]
    assert ids(filled, "单雄信", by=replace(CLERK, area=sample.GRID)) == []


def test_who_has_a_grid_and_no_community_is_found_in_the_community_of_the_grid(filled: Store) -> None:
    with filled.begin() as session:
        session.add(Person(id=300, name="钱无", community_code="", grid_code=sample.GRID))
        index_changed_persons(session)
    for area in ("", "709901", sample.COMMUNITY, sample.GRID):
        assert ids(filled, "钱无", by=replace(CLERK, area=area)) == [300]
    assert ids(filled, "钱无", by=replace(CLERK, area=sample.OTHER_COMMUNITY)) == []


def test_the_list_is_masked_and_the_audit_line_was_committed_before(filled: Store) -> None:
    ticket = opened(filled, "张美兰")
    (line,) = lines(filled)
    assert (line.action, line.outcome, line.person_id) == ("search", "hit", None)
    assert line.fields.startswith("name+address 1 ")
    assert len(line.subject_hash) == 64
    with filled.read() as session:
        (row,) = read_list(session, ticket, by=CLERK, now=NOW).rows
    assert (row.name, row.sex.zh, row.age_band) == ("张**", "女", "70–74")
    assert (row.address, row.grid.zh) == ("滨江区江南社区****", "江南社区 03 网格")
    assert row.id_number == "*" * 14 + sample.NUMBER[-4:]
    everything = repr(row) + repr(ticket) + repr([vars(one) for one in lines(filled)])
    assert not [secret for secret in ("美兰", sample.NUMBER, sample.PHONE, "21幢") if secret in everything]


def test_a_ticket_that_is_not_committed_foreign_old_or_altered_gives_nothing(filled: Store) -> None:
    with filled.begin() as session:
        ticket = open_search(session, wish("张美兰"), by=CLERK, now=NOW)
        with pytest.raises(RuleBroken):
            read_list(session, ticket, by=CLERK, now=NOW)
    with filled.read() as session:
        assert len(read_list(session, ticket, by=CLERK, now=NOW).rows) == 1
        for wrong, by, at in (
            (ticket, COLLEAGUE, NOW),
            (ticket, CLERK, NOW + timedelta(seconds=62)),
            (replace(ticket, person_ids=(2,)), CLERK, NOW),
            (replace(ticket, more=True), CLERK, NOW),
            (replace(ticket, audit_id=99), CLERK, NOW),
        ):
            with pytest.raises(RuleBroken):
                read_list(session, wrong, by=by, now=at)


def test_somebody_on_the_list_is_opened_as_a_look_up(filled: Store) -> None:
    found = search_people(filled, wish("赵强"), by=CLERK)
    card = look_up_listed(filled, found.ticket, 3, wish("赵强"), by=CLERK)
    assert card is not None
    assert (card.person_id, card.name) == (3, "赵*")
    assert [(line.action, line.outcome, line.person_id) for line in lines(filled)] == [
        ("search", "hit", None),
        ("lookup", "hit", 3),
    ]


def test_nobody_is_opened_who_is_not_on_an_own_fresh_list(filled: Store, english: None) -> None:
    ticket = opened(filled, "赵强")
    late = NOW + timedelta(minutes=16)
    for person, by, at in ((1, CLERK, NOW), (3, COLLEAGUE, NOW), (3, CLERK, late)):
        with filled.begin() as session, pytest.raises(RuleBroken):
            open_listed(session, ticket, person, wish("赵强"), by=by, now=at)
    with pytest.raises(RuleBroken, match="no longer open"):
        look_up_listed(filled, ticket, 1, wish("赵强"), by=CLERK)
    with filled.begin() as session, pytest.raises(RuleBroken):
        forged = replace(ticket, person_ids=(1, 3))
        open_listed(session, forged, 1, wish("赵强"), by=CLERK, now=NOW)


def test_opening_from_a_list_is_asked_again_for_its_reason_like_any_look_up(
    filled: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking_again, "one_in", lambda: 1)
    found = search_people(filled, wish("赵强"), by=CLERK)
    assert look_up_listed(filled, found.ticket, 3, wish("赵强"), by=CLERK) is not None
    with pytest.raises(AskedAgain):
        look_up_listed(filled, found.ticket, 3, wish("赵强"), by=CLERK)
    told = replace(wish("赵强"), again="家属在窗口等候，核对户口簿")
    assert look_up_listed(filled, found.ticket, 3, told, by=CLERK) is not None
    assert [line.action for line in lines(filled)] == [
        *("search", "lookup", "failed_lookup", "reason_again", "lookup")
    ]


def test_purpose_ground_role_and_quota_are_asked_for_as_with_a_look_up(filled: Store, english: None) -> None:
    with pytest.raises(RuleBroken, match="Name the incident"):
        search_people(filled, LookupRequest("张美兰", Purpose.VISIT), by=CLERK)
    with pytest.raises(RuleBroken, match="duties are kept apart"):
        search_people(filled, wish("张美兰"), by=AUDITOR)
    for _ in range(SEARCH_QUOTAS[0].count):
        opened(filled, "没有这个人")
    with pytest.raises(RuleBroken, match="20 within 1 minutes"):
        opened(filled, "张美兰")


def test_a_field_that_is_hidden_from_the_role_is_not_searched(filled: Store, english: None) -> None:
    evaluator, handler = replace(CLERK, role="evaluator"), replace(CLERK, role="handler")
    assert ids(filled, "江南", by=evaluator) == []
    assert ids(filled, "美兰", by=evaluator) == [1]
    with pytest.raises(RuleBroken, match="does not search by phone"):
        opened(filled, "13800004417", by=handler)
    with pytest.raises(RuleBroken, match="looks nobody up for “visit”"):
        opened(filled, "张美兰", by=replace(CLERK, role="visitor"))
    assert people_access().searches_by("dispatcher") == set(SearchField)


def test_rules_with_flaws_are_refused() -> None:
    for raw in ({}, {"roles": {"a": {"search": ["colour"]}}}, {"roles": {"a": ["name"]}}):
        with pytest.raises(BadInput):
            read_people_access(raw)


def test_more_than_fifty_are_capped_and_said(filled: Store) -> None:
    with filled.begin() as session:
        for key in range(100, 160):
            session.add(Person(id=key, name=f"周平{key}", community_code=sample.COMMUNITY))
        index_changed_persons(session)
    found: PeopleFound = search_people(filled, wish("zp"), by=CLERK)
    assert (len(found.rows), found.more) == (FOUND_AT_MOST, True)
    assert lines(filled)[-1].fields.startswith("name+pinyin 50+ ")
    assert ids(filled, "周平130") == [130]


@pytest.mark.parametrize(("address", "shown"), [("江南路9号3幢", "江南社区****"), ("", "")])
def test_an_address_that_names_no_community_stands_in_the_list_with_that_of_the_register(
    filled: Store, address: str, shown: str
) -> None:
    with filled.begin() as session:
        session.get_one(Person, 10).address = address
    ticket = opened(filled, FURTHER[0][0])
    with filled.read() as session:
        assert [row.address for row in read_list(session, ticket, by=CLERK, now=NOW).rows] == [shown]


def test_a_changed_name_phone_or_area_is_found_anew_and_the_old_one_is_not(filled: Store) -> None:
    with filled.begin() as session:
        person = session.get_one(Person, 10)
        person.name, person.phone = "仇英", "13911112222"
        assert index_changed_persons(session) == 1
        assert index_changed_persons(session) == 0
    assert ids(filled, "qiuying") == ids(filled, "chouying") == ids(filled, "13911112222") == [10]
    assert ids(filled, "shanxiongxin") == ids(filled, "单雄信") == ids(filled, "13900000001") == []


def test_what_another_source_says_finds_the_person_until_it_is_taken_back(filled: Store) -> None:
    values = (("name", "仇英"), ("phone", "13911112222"), ("address", "桥头社区9幢"), ("employer", "单位"))
    with filled.begin() as session:
        session.add_all(
            RecordItem(person_id=10, key=key, value=value, source="社保登记") for key, value in values
        )
        session.add(RecordItem(person_id=10, key="phone", value="13933334444", sensitivity="s"))
        assert index_changed_persons(session) == 1
        assert index_changed_persons(session) == 0
    assert ids(filled, "13933334444") == []
    for text in ("仇英", "qiuying", "qy", "13911112222", "2222", "桥头社区9幢", "单雄信", "13900000001"):
        assert ids(filled, text) == [10], text
    with filled.begin() as session:
        session.execute(update(RecordItem).where(RecordItem.person_id == 10).values(withdrawn_at=NOW))
        assert index_changed_persons(session) == 1
    assert ids(filled, "qiuying") == ids(filled, "13911112222") == []
    assert ids(filled, "shanxiongxin") == [10]


def test_the_list_tells_by_which_value_of_another_source_somebody_was_found(filled: Store) -> None:
    values = (("name", "仇英"), ("phone", "13911112222"), ("address", "滨江区桥头社区9幢301室"))
    with filled.begin() as session:
        session.add_all(
            RecordItem(person_id=10, key=key, value=value, source="社保登记") for key, value in values
        )
        index_changed_persons(session)
    told = {}
    for text in ("仇英", "chouying", "2222", "9幢301", "单雄信", "sxx"):
        (row,) = search_people(filled, wish(text), by=CLERK).rows
        assert row.name == "单**"
        told[text] = row.found_by and (row.found_by.label.en, row.found_by.value, row.found_by.source)
    name, phone = ("name", "仇*", "社保登记"), ("phone", "139****2222", "社保登记")
    address = ("address", "滨江区桥头社区****", "社保登记")
    assert list(told.values()) == [name, name, phone, address, None, None]


def test_a_value_taken_back_between_search_and_list_is_not_told(filled: Store) -> None:
    with filled.begin() as session:
        session.add(RecordItem(id=5, person_id=10, key="name", value="仇英"))
        index_changed_persons(session)
    ticket = opened(filled, "仇英")
    with filled.begin() as session:
        session.execute(update(RecordItem).where(RecordItem.id == 5).values(withdrawn_at=NOW))
    with filled.read() as session:
        assert [one.found_by for one in read_list(session, ticket, by=CLERK, now=NOW).rows] == [None]


def test_a_store_without_an_index_says_what_to_do_and_is_indexed_anew(filled: Store, english: None) -> None:
    with filled.begin() as session:
        session.execute(delete(PersonSearch))
    with pytest.raises(RuleBroken, match="gridcenter people index"):
        opened(filled, "张美兰")
    with filled.begin() as session:
        assert index_all_persons(session) == 5 + len(FURTHER)
    assert ids(filled, "张美兰") == [1]
    with filled.begin() as session:
        session.execute(update(PersonSearch).values(pinyin="x"))
        index_all_persons(session)
    assert ids(filled, "zhangmeilan") == [1]


def test_a_person_who_is_removed_leaves_no_search_row(filled: Store) -> None:
    with filled.begin() as session:
        session.execute(delete(Person).where(Person.id == 12))
    with filled.read() as session:
        assert session.scalars(select(PersonSearch).where(PersonSearch.person_id == 12)).all() == []


def test_names_are_sorted_by_code_point_also_beyond_the_first_plane(filled: Store) -> None:
    with filled.begin() as session:
        for key, name in ((200, "\U00020bb7乙"), (201, "\U00020bb7甲"), (202, "\U00020bb7")):
            session.add(Person(id=key, name=name, community_code=sample.COMMUNITY))
        index_changed_persons(session)
    assert ids(filled, "\U00020bb7") == [202, 200, 201, 16]
