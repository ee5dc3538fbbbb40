"""Saved filters as text: what is sent is what arrives, nothing else is taken, and no area is widened."""

from __future__ import annotations

import pytest

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput
from gridcenter.domain.lights import Light
from gridcenter.domain.saved_filters import (
    as_text,
    checked_name,
    content_of,
    filter_of,
    from_text,
    within_area,
)

EVERY_PART = Filter(
    area="330108001",
    lights=frozenset({Light.RED, Light.YELLOW}),
    major_code="0101",
    unit_id=7,
    text="井盖 “{}”",
)


def test_a_filter_is_read_as_it_was_written() -> None:
    assert filter_of(content_of(EVERY_PART)) == EVERY_PART
    assert filter_of(content_of(Filter())) == Filter()
    assert content_of(Filter(major_code="01")) == '{"major_code": "01"}'


def test_a_line_found_in_a_message_is_the_filter_with_its_name() -> None:
    line = as_text("红灯 · 井盖", EVERY_PART)
    assert "\n" not in line
    assert from_text(f"你好，用这个：\n{line}\n谢谢") == ("红灯 · 井盖", EVERY_PART)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "gridcenter-filter",
        "gridcenter-filter [1, 2]",
        'gridcenter-filter {"name": "x", "lights": ["purple"]}',
        'gridcenter-filter {"name": "x", "lights": 5}',
        'gridcenter-filter {"name": "x", "unit_id": "7"}',
        'gridcenter-filter {"name": "x", "area": 7}',
        'gridcenter-filter {"name": 5, "area": "33"}',
        'gridcenter-filter {"name": "", "area": "33"}',
        'gridcenter-filter {"area": "33"',
        "gridcenter-filter " + "[" * 3000,
        'gridcenter-filter {"name": "x"}' + " " * 5000,
    ],
)
def test_a_text_that_holds_no_filter_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        from_text(text)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '"x"', '{"lights": ["purple"]}', '{"unit_id": true, "x": 1}']
)
def test_damaged_content_is_refused(content: str) -> None:
    with pytest.raises(BadInput):
        filter_of(content)


def test_a_part_of_a_newer_program_is_named(english: None) -> None:
    with pytest.raises(BadInput, match="does not know: weather"):
        from_text('gridcenter-filter {"name": "x", "weather": "rain"}')


@pytest.mark.parametrize(("given", "kept"), [("  红灯 \n 井盖 ", "红灯 井盖"), ("x" * 60, "x" * 60)])
def test_a_name_is_one_line_without_outer_blanks(given: str, kept: str) -> None:
    assert checked_name(given) == kept


@pytest.mark.parametrize("name", ["", " \t\n", "x" * 61])
def test_an_impossible_name_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        checked_name(name)


def test_a_filter_never_widens_the_area_of_who_uses_it() -> None:
    red = frozenset({Light.RED})
    street = "330108001"
    assert within_area(Filter(area="330108", lights=red), street) == Filter(lights=red)
    assert within_area(Filter(area="330108001002", lights=red), street).area == "330108001002"
    assert within_area(Filter(area=street, lights=red), "").area == street
    with pytest.raises(BadInput):
        within_area(Filter(area="330108002"), street)
