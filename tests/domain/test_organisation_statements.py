"""Where a source says that an organisation is, and what stands of all that is said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gridcenter.domain.organisation_statements import (
    OwnValues,
    PlaceSaid,
    SaidRow,
    place_said,
    standing_values,
    statements_of,
)

OWN = OwnValues({"name": "甲店", "kind": ""}, "市场监管", date(2025, 1, 1), None)


def row(
    number: int, value: str, *, day: date | None = None, gone: bool = False, base: bool = False
) -> SaidRow:
    back = datetime(2026, 1, 1, tzinfo=UTC) if gone else None
    return SaidRow(number, "name", value, "走访", day, None, "", base, back, "", "")


@pytest.mark.parametrize(
    "place",
    [
        PlaceSaid(),
        PlaceSaid("FW-1"),
        PlaceSaid("", "709901001001001", "709901001001"),
        PlaceSaid("A|B", "", "709901001001"),
    ],
)
def test_a_place_is_read_as_it_was_written(place: PlaceSaid) -> None:
    assert place_said(place.text()) == place


def test_a_place_that_says_less_lies_within_one_that_says_more_and_not_the_other_way_round() -> None:
    whole, community = PlaceSaid("FW-1", "G1", "C1"), PlaceSaid("", "", "C1")
    assert community.is_within(whole)
    assert whole.is_within(whole)
    assert not whole.is_within(community)
    assert not PlaceSaid("", "G2", "C1").is_within(whole)


def test_a_column_speaks_for_itself_until_something_else_is_said_of_the_item() -> None:
    (own,) = statements_of(OWN, [], "name")
    assert (own.text, own.source, own.ref, own.base) == ("甲店", "市场监管", "name", True)
    assert statements_of(OWN, [], "kind") == []
    said = [row(2, "乙店", day=date(2026, 1, 1)), row(1, "甲店", base=True)]
    assert [one.ref for one in statements_of(OWN, said, "name")] == ["name@2", "name@1"]


def test_what_was_taken_back_does_not_stand_and_nothing_else_than_what_is_spoken_of_is_told() -> None:
    assert standing_values([]) == {}
    first, second = row(1, "甲店", base=True), row(2, "乙店", day=date(2026, 1, 1))
    assert standing_values([second, first]) == {"name": "乙店"}
    assert standing_values([row(2, "乙店", day=date(2026, 1, 1), gone=True), first]) == {"name": "甲店"}
    assert standing_values([row(1, "甲店", base=True, gone=True)]) == {"name": ""}
