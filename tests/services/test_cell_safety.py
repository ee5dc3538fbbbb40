from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gridcenter.services.cell_safety import QUOTE, as_text_cell
from gridcenter.services.importing.cells import as_text


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+8613800000000", "-2", "@SUM(A1)", "＝1", "\t=1", "  =1", "\ufeff=cmd|x", "\u200b＋1", "\0=1"],
)
def test_what_a_spreadsheet_would_run_is_marked_as_text(text: str) -> None:
    assert as_text_cell(text) == QUOTE + text


@pytest.mark.parametrize("text", ["", "和平路1号", "A-1", "12", "x=1", "（甲）", "#1"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert as_text_cell(text) == text


@given(st.text(max_size=12))
def test_no_cell_begins_with_a_sign_whatever_stands_before_it(text: str) -> None:
    shown = unicodedata.normalize("NFKC", as_text_cell(text))
    visible = shown.lstrip("".join(char for char in shown if _invisible(char)))
    assert visible[:1] not in {"=", "+", "-", "@"}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12))
def test_the_mark_is_taken_off_again_when_the_file_is_imported(text: str) -> None:
    stripped = text.strip()
    if stripped[:1] != QUOTE:
        assert as_text(as_text_cell(stripped)) == stripped


def _invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")
