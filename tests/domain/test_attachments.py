"""Rules of attachments: names that will do, sizes in words, and rules with flaws."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.attachments import (
    LONGEST_NAME,
    checked_name,
    read_attachment_rules,
    shown_name,
    size_text,
)
from gridcenter.domain.errors import BadInput
from gridcenter.paths import asset


@pytest.fixture(autouse=True)
def _words(english: None) -> None:
    """Read sentences in English."""


def raw() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(asset("db/attachments.yaml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize(
    "name",
    ["井盖.jpg", "2026-11-18 14:21:00.png", "a..b.pdf", ".hidden.txt", "👩‍🚒.jpg", "console.txt", "x" * 200],
)
def test_names_as_people_give_them_are_kept_as_they_are(name: str) -> None:
    assert checked_name(name) == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "is missing"),
        (" \t", "is missing"),
        ("..", "is missing"),
        ("../../etc/passwd", "is a path"),
        ("..\\boot.ini", "is a path"),
        ("/etc/passwd", "is a path"),
        ("C:\\x.jpg", "is a path"),
        ("a\0.jpg", "cannot be seen"),
        ("a\nb.jpg", "cannot be seen"),
        ("\x1b[2Ja.jpg", "cannot be seen"),
        ("photo\u202egpj.exe", "cannot be seen"),
        ("\udcff.jpg", "cannot be seen"),
        ("CON", "a device"),
        ("nul.jpg", "a device"),
        ("Lpt1 .txt", "a device"),
        ("com¹.txt", "a device"),
        ("x" * 201, "201 characters; shorten it to 200"),
    ],
)
def test_names_that_lead_elsewhere_or_deceive_are_refused_with_a_sentence(name: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        checked_name(name)
    assert str(refused.value).isprintable()


@given(st.text(alphabet=st.characters(), max_size=300))
def test_what_passes_is_one_short_visible_part_of_no_path(name: str) -> None:
    try:
        kept = checked_name(name)
    except BadInput:
        return
    assert kept == name
    assert len(kept) <= LONGEST_NAME
    assert not {"/", "\\", "\0", "\n", "\x1b"} & set(kept)
    assert Path(kept).name == kept


def test_a_long_name_is_shown_shortened_and_without_what_steers_a_terminal() -> None:
    assert shown_name("a\x1b[2J.jpg") == "a�[2J.jpg"
    assert shown_name("字" * 200) == "字" * 60 + "…"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (1023, "1023 B"),
        (1024, "1 kB"),
        (50 * 1024**2, "50 MB"),
        (50 * 1024**2 + 1, "50.1 MB"),
        (2 * 1024**3, "2 GB"),
    ],
)
def test_sizes_are_told_as_people_read_them(size: int, text: str) -> None:
    assert size_text(size) == text


def test_the_shipped_rules_take_fifty_megabytes_of_three_kinds_of_proof_and_others() -> None:
    rules = read_attachment_rules(raw())
    assert rules.largest_bytes == 50 * 1024**2
    assert list(rules.kinds) == ["before", "during", "after", "near", "far", "reference", "other"]
    assert rules.kind_name("after").zh == "处置后"
    assert (rules.kind_name("gone").zh, rules.type_name("x/y").zh) == ("gone", "x/y")
    assert rules.type_name("image/png").en == "PNG picture"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"largest_megabytes": 0}, "no file is small enough"),
        ({"most_of_an_incident": 0}, "no incident may have one"),
        ({"kinds": []}, "no kind of attachment"),
        ({"types": []}, "no type that is taken"),
        ({"types": [{"code": "a/b", "zh": "甲", "endings": ["JPG"]}]}, "“a/b” must be lower case"),
        ({"adders": []}, "nobody may add"),
        ({"kinds": None}, "cannot be read"),
        ({"largest_megabytes": "much"}, "cannot be read"),
    ],
)
def test_rules_with_flaws_are_refused_and_the_flaw_is_named(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read_attachment_rules(raw() | changes)


def test_a_type_and_a_kind_that_are_not_agreed_are_refused_with_those_that_are() -> None:
    rules = read_attachment_rules(raw())
    with pytest.raises(BadInput, match=r"no kind of attachment “proof”: choose before \(before handling\)"):
        rules.check_kind("proof")
    with pytest.raises(BadInput, match="Taken are: JPEG picture, PNG picture"):
        rules.check_type("a.gif", "")
    with pytest.raises(
        BadInput, match=r"the content of “a.jpg” is: PNG picture. Name it with the ending .png"
    ):
        rules.check_type("a.jpg", "image/png")
    rules.check_type("A.JPEG", "image/jpeg")
