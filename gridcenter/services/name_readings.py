"""How names of persons are read: surnames by their own table, the rest as words; every way finds the person."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from gridcenter.domain.people_search import surname_of
from gridcenter.services.code_tables import table_lines
from gridcenter.services.readings import Reading, read_word

MOST_READINGS = 3


@cache
def surname_readings() -> dict[str, tuple[Reading, ...]]:
    """Return readings by surname as `db/codes/surnames.csv` has them, the right one first."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for line in table_lines("surnames"):
        found[line["surname"]].append(tuple(line["pinyin"].split()))
    return {surname: tuple(ways) for surname, ways in found.items()}


def name_readings(name: str) -> list[tuple[str, str]]:
    """Return (pinyin, initials) of a Chinese name, the right way first; nothing for a name in other letters."""
    surname = surname_of(name)
    if not surname:
        return []
    rest = _read(name[len(surname) :])
    ways = dict.fromkeys((*surname_readings().get(surname, ()), _read(surname)))
    return [_spelled((*way, *rest)) for way in list(ways)[:MOST_READINGS]]


@lru_cache(maxsize=200_000)
def _read(word: str) -> Reading:
    """Read a part of a name; characters that no table reads are left out."""
    syllables = (plain for part in read_word(word) if (plain := "".join(filter(_is_letter, part))))
    return tuple(syllables)


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _spelled(way: Reading) -> tuple[str, str]:
    return "".join(way), "".join(syllable[0] for syllable in way)
