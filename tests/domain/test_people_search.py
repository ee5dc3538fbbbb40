"""What a text typed into the box for residents asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput
from gridcenter.domain.people_search import (
    LONGEST_QUERY,
    SearchField,
    asked_fields,
    given_name,
    heard,
    listed_line,
    surname_of,
    told_of,
)
from gridcenter.domain.searched_texts import spellings

NAME, PINYIN, PHONE, ADDRESS = SearchField.NAME, SearchField.PINYIN, SearchField.PHONE, SearchField.ADDRESS


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("张美兰", {NAME: "张美兰", ADDRESS: "张美兰"}),
        (" 张 美兰\t", {NAME: "张美兰", ADDRESS: "张美兰"}),
        ("张", {NAME: "张"}),
        ("\U00020bb7野", {NAME: "\U00020bb7野", ADDRESS: "\U00020bb7野"}),
        ("阿依古丽·买买提", {NAME: "阿依古丽买买提", ADDRESS: "阿依古丽·买买提"}),
        ("ZhangMeilan", {NAME: "zhangmeilan", PINYIN: "zhangmeilan"}),
        ("xi'an", {NAME: "xian", PINYIN: "xian"}),
        ("lü", {NAME: "lv", PINYIN: "lv"}),
        ("lyu", {NAME: "lyu", PINYIN: "lyu"}),
        ("13800004417", {PHONE: "13800004417"}),
        ("+86 138-0000-4417", {PHONE: "13800004417"}),
        ("１３８００００４４１７", {PHONE: "13800004417"}),
        ("4417", {PHONE: "4417"}),
        ("21幢2单元", {NAME: "21幢2单元", ADDRESS: "21幢2单元"}),
        ("张%", {NAME: "张", ADDRESS: "张%"}),
        ("%", {}),
        ("_", {}),
        ("'", {}),
        ("\x00\ud800张", {NAME: "张"}),
    ],
)
def test_a_text_asks_in_the_fields_that_can_hold_it(text: str, asked: dict[SearchField, str]) -> None:
    assert asked_fields(text) == asked


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Type a name"),
        ("   \n", "Type a name"),
        ("张" * (LONGEST_QUERY + 1), "longer than 100"),
        ("417", "last 4 digits"),
        ("7099011956030", "a part of it is not searched"),
        ("709901195603024020", "a part of it is not searched"),
    ],
)
def test_what_asks_for_nothing_is_refused_with_a_sentence(text: str, sentence: str, english: None) -> None:
    with pytest.raises(BadInput, match=sentence):
        asked_fields(text)


@given(st.text(max_size=LONGEST_QUERY))
def test_any_text_is_answered_or_refused(text: str) -> None:
    try:
        asked = asked_fields(text)
    except BadInput:
        return
    assert all(asked.values())
    heard(text).encode()


def test_surnames_of_two_characters_stay_whole() -> None:
    assert [surname_of(name) for name in ("欧阳锋", "欧阳", "单雄信", "John")] == ["欧阳", "欧", "单", ""]
    assert [given_name(name) for name in ("张美兰", "欧阳锋", "张兰", "阿依古丽·买买提", "John Smith")] == [
        *("美兰", "", "", "买买提", "smith")
    ]


def test_a_line_of_the_audit_tells_fields_and_number_again() -> None:
    line = listed_line({NAME: "", ADDRESS: ""}, 50, more=True, seal="ab")
    assert line == "name+address 50+ ab kept"
    assert told_of(line) == ((NAME, ADDRESS), "50+")
    assert told_of("") == ((), "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zhang", ["zhang"]),
        ("tianyu", ["tianyu", "tianv"]),
        ("lyutianyu", ["lyutianyu", "lyutianv", "lvtianyu", "lvtianv"]),
    ],
)
def test_the_u_of_passports_is_one_of_the_ways_a_pinyin_may_be_meant(typed: str, meant: list[str]) -> None:
    assert spellings(typed) == meant
    assert len(spellings("nyu" * 30)) == 8
