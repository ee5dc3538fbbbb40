"""Phone numbers in one spelling."""

from __future__ import annotations

import pytest

from gridcenter.domain.contacts import complete_number, phone_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("13800001234", "13800001234"),
        (" 138 0000 1234 ", "13800001234"),
        ("138-0000-1234", "13800001234"),
        ("＋８６１３８００００１２３４", "13800001234"),
        ("008613800001234", "13800001234"),
        ("(0717) 622 3344 转 801", "07176223344"),
        ("0717-6223344", "07176223344"),
        ("12345", "12345"),
        ("8612345", "8612345"),
    ],
)
def test_one_number_has_one_spelling(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize("typed", ["", "1234", "打不通", "138oooo1234", "1" * 16, "+", "++8613800001234"])
def test_what_is_no_number_gives_nothing(typed: str) -> None:
    assert phone_number(typed) == ""


def test_only_a_number_that_cannot_grow_is_complete() -> None:
    assert complete_number("138 0000 1234") == "13800001234"
    assert complete_number("0717-6223344") == "07176223344"
    assert complete_number("1380000123") == ""
    assert complete_number("12345") == ""
    assert complete_number("07176") == ""
