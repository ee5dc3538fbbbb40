"""In which ways a character of a given name is commonly read: our own table, else what the library's phrases bear out.

The library knows every reading that a dictionary ever gave; a reading counts as common where a fair part of its
phrases with the character has it (长 cháng 407, zhǎng 144; 红 hóng 289, gōng 1).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from importlib import import_module

from gridcenter.services.code_tables import table_lines

LEAST_SHARE = 0.04
"""Of the phrases with a character, so many must read it in a way for this way to be common."""


def common_readings(sign: str) -> tuple[str, ...]:
    """Return the common readings of a character without tones, the commonest first; nothing where there is but one."""
    return own_readings().get(sign) or _borne_out().get(sign, ())


@cache
def own_readings() -> dict[str, tuple[str, ...]]:
    """Return readings by character as `db/codes/given_names.csv` has them."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in table_lines("given_names"):
        found[line["character"]].append(line["pinyin"])
    return {sign: tuple(ways) for sign, ways in found.items()}


@cache
def _borne_out() -> dict[str, tuple[str, ...]]:
    """Return the common readings of every character with several; counting takes a quarter of a second, once."""
    return {sign: ways for sign, counted in _counts().items() if len(ways := _common(counted)) > 1}


def _counts() -> dict[str, Counter[str]]:
    phrases: dict[str, list[list[str]]] = import_module("pypinyin.constants").PHRASES_DICT
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, syllables in phrases.items():
        for sign, ways in zip(phrase, syllables, strict=False):
            counted[sign][_without_tone(ways[0])] += 1
    return counted


def _common(counted: Counter[str]) -> tuple[str, ...]:
    least = LEAST_SHARE * counted.total()
    return tuple(way for way, times in counted.most_common() if times >= least)


@cache
def _without_tone(syllable: str) -> str:
    plain: str = import_module("pypinyin.contrib.tone_convert").to_normal(syllable)
    return plain.replace("ü", "v").lower()
