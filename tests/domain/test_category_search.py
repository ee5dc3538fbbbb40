"""Finding a category: what is found for a typed text, in which order, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.category_search import (
    LONGEST_QUERY,
    CategoryIndex,
    Choice,
    Edge,
    FoundCategory,
    Ground,
    Spelled,
    Spoken,
    edge_reason,
    reason,
)
from gridcenter.domain.names import Name
from gridcenter.domain.searched_texts import Fit
from gridcenter.language import use_language

STREET = Spelled("街面秩序", [["jie", "mian", "zhi", "xu"]])
COVERS = Spelled("公共设施", [["gong", "gong", "she", "shi"]])
PARKING = Spelled("机动车乱停放", [["ji", "dong", "che", "luan", "ting", "fang"]])
NO_PARKING = Spelled("违停", [["wei", "ting"]])
WATER = Spelled("供水井盖异常", [["gong", "shui", "jing", "gai", "yi", "chang"]])
SEWAGE = Spelled("污水井盖异常", [["wu", "shui", "jing", "gai", "yi", "chang"]])
GREEN = Spelled("绿地脏乱", [["lü", "di", "zang", "luan"]])
BLOCKED = Spelled("水箅子堵塞", [["shui", "bi", "zi", "du", "se"], ["shui", "bi", "zi", "du", "sai"]])
MAJOR = (Name("街面秩序", "Street order"),)


def category(number: int, code: str, name: Spelled, en: str, **more: Any) -> tuple[Choice, Spoken]:
    above = more.pop("above", STREET)
    choice = Choice(
        number, more.pop("set_key", "matters"), code, Name(name.text, en), (Name(above.text, ""),)
    )
    return choice, Spoken(name, above=(above,), **more)


CATEGORIES = [
    category(1, "01001", WATER, "Water-supply manhole cover abnormal", above=COVERS),
    category(2, "01002", SEWAGE, "Sewage manhole cover abnormal", above=COVERS),
    category(3, "01004", Spelled("雨水箅子异常"), "Storm-drain grate", synonyms=(BLOCKED,), above=COVERS),
    category(4, "06017", GREEN, "Dirty green space", above=Spelled("市容环境")),
    category(5, "09009", PARKING, "Illegally parked motor vehicle", synonyms=(NO_PARKING,)),
    category(6, "01001", Spelled("网络侵权纠纷"), "Internet tort", set_key="own", above=Spelled("纠纷")),
]
INDEX = CategoryIndex(CATEGORIES)


def ids(found: Sequence[FoundCategory]) -> list[int]:
    return [one.choice.id for one in found]


@pytest.mark.parametrize(
    ("typed", "first", "ground", "fit"),
    [
        ("01002", 2, Ground.CODE, Fit.WHOLE),
        ("０１００２", 2, Ground.CODE, Fit.WHOLE),
        ("own:01001", 6, Ground.CODE, Fit.WHOLE),
        ("090", 5, Ground.CODE, Fit.START),
        ("机动车乱停放", 5, Ground.NAME, Fit.WHOLE),
        ("机动", 5, Ground.NAME, Fit.START),
        ("乱停", 5, Ground.NAME, Fit.PART),
        ("违停", 5, Ground.SYNONYM, Fit.WHOLE),
        ("weiting", 5, Ground.SOUND, Fit.WHOLE),
        ("WEI TING", 5, Ground.SOUND, Fit.WHOLE),
        ("ｗｅｉｔｉｎｇ", 5, Ground.SOUND, Fit.WHOLE),
        ("wèitíng", 5, Ground.SOUND, Fit.WHOLE),
        ("wei'ting", 5, Ground.SOUND, Fit.WHOLE),
        ("jinggai", 1, Ground.SOUND, Fit.PART),
        ("wt", 5, Ground.INITIALS, Fit.WHOLE),
        ("jg", 1, Ground.INITIALS, Fit.PART),
        ("jgai", 1, Ground.SHORTENED, Fit.PART),
        ("lvdi", 4, Ground.SOUND, Fit.START),
        ("lüdi", 4, Ground.SOUND, Fit.START),
        ("lyudi", 4, Ground.SOUND, Fit.START),
        ("dusai", 3, Ground.SOUND, Fit.PART),
        ("duse", 3, Ground.SOUND, Fit.PART),
        ("manhole cov", 2, Ground.ENGLISH, Fit.PART),
        ("sewage", 2, Ground.ENGLISH, Fit.START),
        ("街面", 5, Ground.ABOVE, Fit.START),
        ("jmzx", 5, Ground.ABOVE, Fit.WHOLE),
        ("污水 异常", 2, Ground.NAME, Fit.PART),
        ("wushui abnormal", 2, Ground.ENGLISH, Fit.PART),
    ],
)
def test_a_category_is_found_by_everything_a_clerk_may_type(
    typed: str, first: int, ground: Ground, fit: Fit
) -> None:
    found = INDEX.find(typed)[0]
    assert (found.choice.id, found.ground, found.fit) == (first, ground, fit)


def test_an_exact_code_comes_first_though_another_name_fits_as_a_whole() -> None:
    index = CategoryIndex([category(1, "x9", Spelled("别的"), ""), category(2, "a1", Spelled("x9"), "")])
    assert ids(index.find("x9")) == [1, 2]


def test_a_code_that_two_sets_share_gives_both_in_the_order_handed_in() -> None:
    found = INDEX.find("01001")
    assert ids(found) == [1, 6]
    assert [one.edge for one in found] == [Edge.ORDER, None]


def test_a_word_above_finds_less_than_a_word_of_the_name() -> None:
    beside = category(9, "0990", Spelled("街面秩序整治"), "", above=Spelled("其他"))
    index = CategoryIndex([*CATEGORIES, beside])
    assert ids(index.find("街面秩序")) == [9, 5]


def test_a_syllable_is_not_cut_and_a_single_letter_is_a_beginning() -> None:
    assert ids(INDEX.find("ai")) == []
    assert ids(INDEX.find("w")) == [5, 2, 1]
    assert INDEX.find("t") == []


def test_recent_ones_lead_among_those_that_fit_as_well() -> None:
    assert ids(INDEX.find("井盖")) == [1, 2]
    found = INDEX.find("井盖", recent=[2, 99])
    assert ids(found) == [2, 1]
    assert [(one.recent, one.edge) for one in found] == [(True, Edge.RECENT), (False, None)]
    assert ids(INDEX.find("01001", recent=[6, 2])) == [6, 1]
    assert ids(INDEX.find("违停", recent=[1])) == [5]


def test_nothing_typed_shows_the_recent_ones_latest_first() -> None:
    assert ids(INDEX.find(" \t", recent=[4, 99, 1, 4])) == [4, 1]
    assert INDEX.find("") == []


def test_ties_are_decided_by_place_then_length_then_order_and_say_so() -> None:
    use_language("en")
    index = CategoryIndex(
        category(number, f"{number}", Spelled(name), "")
        for number, name in enumerate(("新建小区垃圾", "老区垃圾箱子", "老区垃圾箱", "旧区垃圾箱"), start=1)
    )
    found = index.find("垃圾")
    assert ids(found) == [3, 4, 2, 1]
    assert [one.edge for one in found] == [Edge.ORDER, Edge.SHORTER, Edge.EARLIER, None]
    assert [edge_reason(one) for one in found] == [
        "its code comes before the next",
        "its name is shorter than the next",
        "the typed text stands nearer the beginning than in the next",
        "",
    ]
    assert edge_reason(index.find("垃圾", recent=[1])[0]) == "you used it more lately than the next"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("09009", "code 09009"),
        ("机动车", "its name"),
        ("违停", "also called “违停”"),
        ("weiting", "pinyin of “违停”"),
        ("jdc", "initials of “机动车乱停放”"),
        ("jdongche", "shortened pinyin of “机动车乱停放”"),
        ("motor", "its English name"),
        ("秩序", "under “街面秩序”"),
    ],
)
def test_every_answer_says_why(typed: str, words: str) -> None:
    use_language("en")
    assert reason(INDEX.find(typed)[0]) == words
    assert reason(INDEX.find(typed, recent=[5])[0]) == f"{words} · used lately"
    assert reason(INDEX.find("", recent=[5])[0]) == "used lately"


@pytest.mark.parametrize(
    "typed",
    ["%", "'", "_", "\\", "\x00", "\n", "。", "（）", "x" * (LONGEST_QUERY + 1), "井" * 1_000_000, "🚗"],
)
def test_what_names_nothing_finds_nothing(typed: str) -> None:
    assert INDEX.find(typed) == []


@pytest.mark.parametrize("typed", ["井%盖", "井'盖", "（井盖）", "井盖\n", "%井盖%"])
def test_marks_between_the_characters_do_not_count(typed: str) -> None:
    assert ids(INDEX.find(typed)) == [1, 2]


def test_an_index_without_categories_answers_nothing() -> None:
    assert CategoryIndex([]).find("井盖") == []
    assert len(CategoryIndex([])) == 0


@given(st.text(max_size=12))
def test_any_text_is_answered_and_always_alike(typed: str) -> None:
    assert INDEX.find(typed) == INDEX.find(typed)


@given(st.sampled_from(["jg", "井", "g", "异常", "01", "abnormal", "sgai"]), st.integers(1, 6))
def test_a_shorter_answer_is_the_beginning_of_the_longer_one(typed: str, limit: int) -> None:
    assert INDEX.find(typed, limit=limit) == INDEX.find(typed)[:limit]


@given(st.permutations(CATEGORIES))
def test_the_order_of_those_found_unlike_does_not_depend_on_where_they_came_from(
    mixed: list[tuple[Choice, Spoken]],
) -> None:
    for typed in ("luan", "jg", "wushui"):
        found, other = INDEX.find(typed), CategoryIndex(mixed).find(typed)
        assert sorted(ids(found)) == sorted(ids(other))
        if all(one.edge is not Edge.ORDER for one in found):
            assert ids(found) == ids(other)
