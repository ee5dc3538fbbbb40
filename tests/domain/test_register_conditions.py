"""Conditions over the registers as data: what can be asked, and flaws with their place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gridcenter.domain.definitions import Flaw
from gridcenter.domain.register_conditions import (
    MOST,
    All,
    Among,
    Differs,
    Earlier,
    Has,
    Known,
    Not,
    Open,
    Years,
    day_years_before,
    read_conditions,
)


def read(raw: object, subject: str = "person") -> Any:
    return read_conditions(raw, subject, ("when",))


def test_each_declared_condition_is_read() -> None:
    assert read([{"field": "birth", "is": "set"}]) == Known("birth", wanted=True)
    assert read({"field": "sex", "in": ["1"]}) == Among("sex", ("1",), wanted=True)
    assert read({"field": "sex", "not_in": ["1", ""]}) == Among("sex", ("1", ""), wanted=False)
    assert read({"field": "birth", "years": {"below": 18}}) == Years("birth", None, 18)
    assert read({"field": "birth", "differs": "id_number"}) == Differs("birth", "id_number")
    assert read({"field": "until", "before": "since"}, "residence") == Earlier("until", "since")
    assert read({"field": "until", "after": "day"}, "residence") == Earlier("day", "until")
    assert read({"open": False}, "residence") == Not(Open())
    assert read({"has": "residences", "where": [{"open": True}], "at_least": 2}) == Has(
        "residences", Open(), 2, None
    )
    assert read({"has": "residences", "at_most": 0}) == Has("residences", All(()), 0, 0)
    both = [{"field": "sex", "is": "set"}, {"any": [{"field": "birth", "is": "empty"}]}]
    assert isinstance(read(both), All)


@pytest.mark.parametrize(
    ("raw", "path", "words"),
    [
        ([], ("when",), "at least one condition"),
        ([{"field": "shoe_size", "is": "set"}], ("when", 0, "field"), "no field “shoe_size”"),
        ([{"field": ["birth"], "is": "set"}], ("when", 0, "field"), "no field"),
        ([{"field": "birth", "in": ["x"]}], ("when", 0), "exactly one of these words"),
        ([{"field": "birth", "is": "set", "after": "day"}], ("when", 0), "exactly one"),
        ([{"field": "birth", "is": "kept"}], ("when", 0, "is"), "set or empty"),
        ([{"field": "sex", "in": [1]}], ("when", 0, "in", 0), "codes stand in quotes"),
        ([{"field": "sex", "in": []}], ("when", 0, "in"), "a list of codes"),
        ([{"field": "birth", "before": "sex"}], ("when", 0, "before"), "no day “sex”"),
        ([{"field": "birth", "years": {"below": -1}}], ("when", 0, "years", "below"), "whole number"),
        ([{"field": "birth", "years": {"at_least": 9, "below": 9}}], ("when", 0, "years"), "never"),
        ([{"field": "grid_code", "differs": "id_number_"}], ("when", 0, "differs"), "another code"),
        ([{"has": "cars"}], ("when", 0, "has"), "no relation “cars”"),
        ([{"has": "residences", "at_least": 0}], ("when", 0), "always or never"),
        ([{"has": "residences", "where": [{"sql": "1=1"}]}], ("when", 0, "where", 0), "no condition “sql”"),
        ([{"open": True}], ("when", 0), "a beginning and an end"),
        ([{"not": {"field": "x", "is": "set"}}], ("when", 0, "not", "field"), "no field “x”"),
        (["birth < 1"], ("when", 0), "a condition is a name"),
        ([{"field": "sex", "is": "set"}] * (MOST + 1), ("when", MOST), "too many"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(
    raw: object, path: tuple[object, ...], words: str, english: None
) -> None:
    with pytest.raises(Flaw, match=words) as refused:
        read(raw)
    assert refused.value.path == path


def test_conditions_within_conditions_end_somewhere(english: None) -> None:
    raw: dict[str, Any] = {"field": "sex", "is": "set"}
    for _ in range(40):
        raw = {"not": raw}
    with pytest.raises(Flaw, match="too many or stand too deep"):
        read(raw)


@pytest.mark.parametrize(
    ("born", "day", "years", "grown"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 18, False),
        (date(2008, 2, 29), date(2026, 3, 1), 18, True),
        (date(2010, 2, 28), date(2028, 2, 29), 18, True),
        (date(2010, 3, 1), date(2028, 2, 29), 18, False),
        (date(2008, 11, 23), date(2026, 11, 23), 18, True),
    ],
)
def test_years_are_whole_ones(born: date, day: date, years: int, *, grown: bool) -> None:
    assert (born <= day_years_before(day, years)) is grown
