"""How a text of the store fits on a sheet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.domain.papers import (
    BROKEN_AFTER,
    LONGEST_RUN,
    MOST_CHARACTERS,
    MOST_LINES,
    file_name,
    pieces,
    printable,
)
from gridcenter.domain.rare_signs import is_rare_sign


@given(st.text())
def test_the_pieces_of_a_line_are_the_line(line: str) -> None:
    assert "".join("".join(piece) for piece in pieces(line)) == line


@given(st.text())
def test_a_printable_text_has_no_sign_that_no_sheet_shows(text: str) -> None:
    shown = printable(text)
    ordinary = (char for char in shown if char not in "\n\u200c\u200d" and not is_rare_sign(char))
    kinds = set(map(unicodedata.category, ordinary))
    assert not kinds & {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}
    assert printable(shown) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("x\x00y\x1b[31mz\x7f", "xy[31mz"),
        ("\u202eabc\u202c\u200b\ufeff", "abc"),
        ("一\n\n\n\n二\n\n", "一\n\n二"),
        ("破\ud83d碎", "破碎"),
        ("<b>不</b> & #strong[是] $x$", "<b>不</b> & #strong[是] $x$"),
        ("𠮷野家 㐂 龘 〇 ①", "𠮷野家 㐂 龘 〇 ①"),
    ],
)
def test_signs_that_turn_the_writing_go_and_everything_else_stays(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_text_that_is_too_long_says_that_it_was_cut() -> None:
    for text in ("字" * 1_048_576, "行\n" * 500_000, "a" * 1_000_000):
        shown = printable(text)
        assert len(shown) < MOST_CHARACTERS + 100
        assert shown.count("\n") <= MOST_LINES
        assert shown.endswith(f"〔此处从略：原文共 {len(text)} 字，全文见系统。〕")
    assert printable("字" * MOST_CHARACTERS) == "字" * MOST_CHARACTERS


def test_only_runs_without_a_place_to_break_are_cut_into_pieces() -> None:
    assert list(pieces("江南社区" * 40)) == ["江南社区" * 40]
    assert list(pieces("words of usual length " * 9)) == ["words of usual length " * 9]
    run = "x" * (LONGEST_RUN + 1)
    before, cut, after = pieces(f"见 {run} 等")
    assert (before, "".join(cut), after) == ("见 ", run, " 等")
    assert {len(piece) for piece in cut[:-1]} == {BROKEN_AFTER}


@pytest.mark.parametrize(
    ("number", "offered"),
    [
        ("SJ20261118-0386", "SJ20261118-0386 督办函.pdf"),
        ("../../etc/passwd", "..-..-etc-passwd 督办函.pdf".strip(". -")),
        ('a:b*c?"<>|\\', "a-b-c- 督办函.pdf"),
        ("\u202efdp", "-fdp 督办函.pdf".strip("-")),
    ],
)
def test_a_file_is_offered_a_name_that_every_disk_takes(number: str, offered: str) -> None:
    assert file_name(number, "督办函") == offered
