"""How names of persons are read: surnames by their own table, the rest sign by sign; every way finds the person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import sha256

from gridcenter.domain.people_search import surname_of
from gridcenter.paths import asset
from gridcenter.services.code_tables import table_lines
from gridcenter.services.readings import SIGNS, Reading, read_signs
from gridcenter.services.sign_readings import common_readings, own_readings

MOST_READINGS = 8
"""Of one name: the rightest are kept."""
MOST_OF_SURNAME = 3
_EDITION = "2"
"""Grows when this program reads names in other ways than before."""
_TABLES = ("surnames", "given_names")
_HAN = re.compile("[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_Ways = tuple[Reading, ...]


@cache
def surname_readings() -> dict[str, _Ways]:
    """Return readings by surname as `db/codes/surnames.csv` has them, the right one first."""
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for line in table_lines("surnames"):
        found[line["surname"]].append(tuple(line["pinyin"].split()))
    return {surname: tuple(ways) for surname, ways in found.items()}


@cache
def readings_edition() -> str:
    """Return what tells whether an index was made with these readings: it changes with the tables."""
    content = b"".join(asset(f"db/codes/{name}.csv").read_bytes() for name in _TABLES)
    return f"{_EDITION} {sha256(content).hexdigest()[:16]}"


def name_readings(name: str) -> list[tuple[str, str]]:
    """Return (pinyin, initials) of a name in Chinese, the right way first; nothing for a name in other letters."""
    if not _HAN.search(name):
        return []
    surname = surname_of(name)
    ways = _joined((_surname_ways(surname), _given_ways(name.strip()[len(surname) :])))
    return list(dict.fromkeys(map(_spelled, ways)))


@lru_cache(maxsize=2_000)
def _surname_ways(surname: str) -> _Ways:
    """Return how a surname is read; one of two characters also as a single one before a name that begins so."""
    if not surname:
        return ((),)
    ways = [*surname_readings().get(surname, ()), _letters(read_signs(surname))]
    if len(surname) > 1:
        ways += [(*first, *_letters(read_signs(surname[1:]))) for first in _surname_ways(surname[0])]
    return tuple(dict.fromkeys(ways))[:MOST_OF_SURNAME]


@lru_cache(maxsize=200_000)
def _given_ways(given: str) -> _Ways:
    """Return how the rest of a name is read; characters that no table reads are left out."""
    signs = SIGNS.findall(given)
    return _joined(_sign_ways(sign, read) for sign, read in zip(signs, read_signs(given), strict=True))


def _sign_ways(sign: str, read: str) -> _Ways:
    """Return the readings of one sign, first as it is read in this name, unless our own table knows better."""
    common = common_readings(sign)
    ways = common if sign in own_readings() else (read, *common)
    return tuple(dict.fromkeys(_letters((way,)) for way in ways))


def _joined(parts: Iterable[Sequence[Reading]]) -> _Ways:
    """Return the ways of reading parts one behind the other: first those that deviate from the first in fewest."""
    joined: list[tuple[int, int, Reading]] = [(0, 0, ())]
    for ways in parts:
        longer = [
            (deviating + (place > 0), rank + place, (*before, *way))
            for deviating, rank, before in joined
            for place, way in enumerate(ways)
        ]
        joined = longer if len(ways) == 1 else sorted(longer, key=_least_deviating)[:MOST_READINGS]
    return tuple(way for _, _, way in joined)


def _least_deviating(way: tuple[int, int, Reading]) -> tuple[int, int]:
    return way[:2]


def _letters(syllables: Iterable[str]) -> Reading:
    plain = ("".join(filter(_is_letter, syllable)).lower() for syllable in syllables)
    return tuple(one for one in plain if one)


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _spelled(way: Reading) -> tuple[str, str]:
    return "".join(way), "".join(syllable[0] for syllable in way)
