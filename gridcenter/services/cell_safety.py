"""Cells that a spreadsheet would run as a formula, in files that this program writes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

STARTERS = frozenset("=+-@\t\r\n\0|%")
SIGNS = frozenset("=+-@|%")
QUOTE = "'"


@lru_cache(8192)
def as_text_cell(text: str) -> str:
    """Return `text` so that a spreadsheet shows it instead of running it.

    Full-width signs count as signs, and blanks, zero-width characters and control characters before them
    are looked through: spreadsheets do the same. A column says the same few things in most of its cells.
    """
    if not text:
        return text
    if text[0] in STARTERS:
        return QUOTE + text
    if text[0].isascii() and text[0].isalnum():
        return text
    for char in unicodedata.normalize("NFKC", text):
        if char.isspace() or unicodedata.category(char) in ("Cf", "Cc"):
            continue
        return QUOTE + text if char in SIGNS else text
    return text
