"""Which of several values about a person comes first, and why."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.record_values import WHY_NAMES, Statement, Why, winning_value

OLD, LATE = date(2024, 3, 1), date(2026, 9, 1)


def said(text: str, recorded_on: date | None = None, *, verified: date | None = None) -> Statement:
    return Statement(f"key@{text}", text, "网格走访", recorded_on, verified)


def base(text: str, recorded_on: date | None = None) -> Statement:
    return Statement("key", text, "公安户籍", recorded_on, base=True)


def chosen(*statements: Statement) -> tuple[str, Why, list[str]]:
    choice = winning_value(statements)
    assert choice is not None
    return choice.winner.text, choice.why, [other.text for other in choice.others]


def test_nothing_said_is_nothing_chosen() -> None:
    assert winning_value([]) is None
    assert winning_value([base("")]) is None


def test_the_only_value_needs_no_reason() -> None:
    assert chosen(base("甲", OLD)) == ("甲", Why.ONLY, [])


def test_a_verified_value_stays_before_every_newer_one_that_nobody_verified() -> None:
    verified = said("乙", OLD, verified=date(2024, 4, 1))
    assert chosen(base("甲", LATE), said("丙", date(2026, 11, 1)), verified) == (
        "乙",
        Why.VERIFIED,
        ["丙", "甲"],
    )


def test_of_two_verified_values_the_one_verified_last_comes_first_whenever_it_was_recorded() -> None:
    newly = said("乙", OLD, verified=date(2026, 10, 1))
    assert chosen(said("丙", LATE, verified=LATE), newly) == ("乙", Why.VERIFIED, ["丙"])


def test_without_verification_the_one_recorded_last_comes_first() -> None:
    assert chosen(base("甲", OLD), said("乙", LATE)) == ("乙", Why.NEWEST, ["甲"])
    assert chosen(said("乙", OLD), base("甲", LATE)) == ("甲", Why.NEWEST, ["乙"])
    assert chosen(base("甲"), said("乙", OLD)) == ("乙", Why.NEWEST, ["甲"])


def test_without_dates_the_person_s_own_row_comes_first() -> None:
    assert chosen(said("乙"), base("甲")) == ("甲", Why.BASE, ["乙"])
    assert chosen(said("乙", OLD), base("甲", OLD)) == ("甲", Why.BASE, ["乙"])


def test_sources_that_say_the_same_count_as_one_by_the_weightiest() -> None:
    again = said("甲", LATE, verified=LATE)
    choice = winning_value([base("甲", OLD), said("乙", date(2025, 1, 1)), again])
    assert choice is not None
    assert (choice.winner, choice.others[0].text, len(choice.others)) == (again, "乙", 1)


def test_it_is_told_how_many_sources_say_the_different_values() -> None:
    def counted(*statements: tuple[str, str]) -> tuple[int, int]:
        choice = winning_value([Statement(f"key@{n}", *one, None) for n, one in enumerate(statements)])
        assert choice is not None
        return 1 + len(choice.others), choice.sources

    assert counted(("甲", "公安"), ("乙", "社保"), ("丙", "水务"), ("丁", "移动")) == (4, 4)
    assert counted(("甲", "公安"), ("乙", "社保"), ("甲", "水务")) == (2, 3)
    assert counted(("甲", "公安"), ("乙", "公安"), ("", "水务")) == (2, 1)


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(WHY_NAMES) == set(Why)
    assert all(name.zh and name.en for name in WHY_NAMES.values())


days = st.none() | st.dates(date(2020, 1, 1), date(2026, 12, 31))
statements = st.lists(
    st.builds(Statement, st.text("ab", max_size=2), st.sampled_from("甲乙丙"), st.just(""), days, days)
)


@given(statements)
def test_no_value_is_lost_and_none_comes_before_one_verified_later(found: list[Statement]) -> None:
    choice = winning_value(found)
    if choice is None:
        assert not found
        return
    assert {choice.winner.text, *(other.text for other in choice.others)} == {one.text for one in found}
    assert (choice.winner.verified_on or date.min) == max(one.verified_on or date.min for one in found)
