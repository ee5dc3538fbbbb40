"""Notices are counted from what accounts did: from so many within a time on, and not from one fewer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.audit_notices import Counted, CountedLine, Notice, NoticeRule, notices
from gridcenter.domain.names import Name

NOW = datetime(2026, 11, 18, 6, 0, tzinfo=UTC)
MANY = NoticeRule("many", Name("多", "many"), Counted.LOOKUPS, 3, timedelta(hours=1))
FAILED = NoticeRule("failed", Name("", ""), Counted.FAILED_IN_A_ROW, 3, timedelta(hours=1))
NIGHT = NoticeRule("night", Name("", ""), Counted.OUTSIDE_HOURS, 2, timedelta(hours=12), "office")


def line(
    sequence: int, minute: float, kind: str = "lookup", *, missed: bool = False, account: int = 1
) -> CountedLine:
    return CountedLine(account, sequence, NOW + timedelta(minutes=minute), kind, missed, "visit")


def found(lines: list[CountedLine], rule: NoticeRule = MANY) -> list[Notice]:
    return notices(lines, [rule], lambda _rule, moment: moment >= NOW + timedelta(hours=10))


def test_one_fewer_than_the_rule_says_makes_nothing() -> None:
    assert found([line(1, 0), line(2, 10)]) == []


def test_enough_within_the_time_make_one_notice_with_its_facts() -> None:
    (notice,) = found([line(1, 0), line(2, 10), line(3, 59)])
    assert (notice.first_sequence, notice.last_sequence, notice.count) == (1, 3, 3)
    assert notice.purposes == {"visit": 3}


def test_as_many_in_just_the_whole_time_are_not_within_it() -> None:
    assert found([line(1, 0), line(2, 10), line(3, 60)]) == []


def test_a_stretch_without_a_pause_is_one_and_after_a_pause_another() -> None:
    busy = [line(n, 10 * n) for n in range(1, 8)]
    later = [line(n, 400 + n) for n in range(8, 12)]
    newest, first = found([*busy, *later])
    assert (first.count, newest.count) == (7, 4)
    assert newest.first_sequence == 8


def test_accounts_are_counted_apart() -> None:
    assert found([line(1, 0), line(2, 1, account=2), line(3, 2)]) == []


def test_a_hit_between_ends_a_row_of_failures() -> None:
    fails = [line(n, n, "failed", missed=True) for n in (1, 2, 4)]
    assert found([*fails, line(3, 3)], FAILED) == []
    assert len(found(fails, FAILED)) == 1


def test_look_ups_that_found_nobody_count_as_failed() -> None:
    assert len(found([line(n, n, missed=True) for n in (1, 2, 3)], FAILED)) == 1


def test_only_what_lies_outside_the_hours_counts_there() -> None:
    assert found([line(1, 0), line(2, 599)], NIGHT) == []
    (notice,) = found([line(1, 0), line(2, 600), line(3, 610, "reveal")], NIGHT)
    assert notice.count == 2


@given(st.lists(st.integers(0, 600), max_size=40), st.integers(0, 40))
def test_a_notice_once_made_keeps_its_beginning_and_only_grows(minutes: list[int], cut: int) -> None:
    lines = [line(number, minute) for number, minute in enumerate(sorted(minutes), start=1)]
    before, after = found(lines[:cut]), found(lines)
    grown = {notice.first_sequence: notice for notice in after}
    for notice in before:
        assert grown[notice.first_sequence].last_sequence >= notice.last_sequence
    for notice in after:
        assert notice.count >= MANY.least
