"""Rare characters of names (生僻字): those younger than the tables of this Python, and private ones (自造字)."""

from __future__ import annotations

import re

_LATE_OR_PRIVATE = re.compile(
    "[\ue000-\uf8ff\U00020000-\U0002fffd\U00030000-\U0003fffd\U000f0000-\U000ffffd\U00100000-\U0010fffd]"
)
"""The two planes of ideographs whole: the extensions made for names in the GB 18030 of 2022 lie in them, and Python
calls what it does not know yet neither a letter nor printable. Registers of residents also hold private characters."""


def is_rare_sign(letter: str) -> bool:
    return _LATE_OR_PRIVATE.fullmatch(letter) is not None


def stands_in_name(letter: str) -> bool:
    return letter.isalnum() or is_rare_sign(letter)


def is_visible(letter: str) -> bool:
    return letter.isprintable() or is_rare_sign(letter)
