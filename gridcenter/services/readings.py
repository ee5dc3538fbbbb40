"""How Chinese words are read: the pinyin library, put right for the words of the field in `db/codes/readings.csv`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import import_module
from itertools import islice, product
from typing import Any

from gridcenter.domain.searched_texts import words_of
from gridcenter.services.code_tables import table_lines

MOST_READINGS = 4
"""Of one word: with several doubtful parts every combination would count."""

Reading = tuple[str, ...]
SIGNS = re.compile(r"[A-Za-z]+|.", re.DOTALL)
"""What `read_signs` reads one by one."""


@cache
def _library() -> Any:
    """Load pypinyin at the first use: its tables take a quarter of a second, which no start should wait for."""
    return import_module("pypinyin")


class Readings:
    """Readings without tones, ü written v; the words of the field are looked at before the library's own."""

    def __init__(self, own: Mapping[str, Sequence[Reading]]) -> None:
        self._own = own
        longest_first = sorted(own, key=lambda word: (-len(word), word))
        self._known = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def of(self, text: str) -> tuple[Reading, ...]:
        """Return the readings of a word, the right one first; marks are left out, Latin words stay whole."""
        parts = [options for word in words_of(text) for options in self._options(word)]
        combined = islice(product(*parts), MOST_READINGS)
        return tuple(tuple(syllable for part in way for syllable in part) for way in combined)

    def _options(self, word: str) -> Iterator[Sequence[Reading]]:
        """Cut a word at the known ones in it and yield the readings of each part."""
        end = 0
        for known in self._known.finditer(word):
            if known.start() > end:
                yield (read_word(word[end : known.start()]),)
            yield self._own[known.group()]
            end = known.end()
        if end < len(word):
            yield (read_word(word[end:]),)


def read_word(word: str) -> Reading:
    """Return the syllables of a word as the general table has them, without tones, ü written v."""
    return tuple(syllable.replace("ü", "v").lower() for syllable in _library().lazy_pinyin(word))


def read_signs(text: str) -> list[str]:
    """Return one reading for each sign of a text as it is read there; a run of Latin letters is one sign.

    What the general table does not read comes back as it is.
    """
    return list(_library().lazy_pinyin(text, errors=SIGNS.findall))


@lru_cache(maxsize=20_000)
def sounds(text: str) -> tuple[str, str]:
    """Return (all syllables, all initials) as the text is rightly read, in small letters."""
    reading = next(iter(field_readings().of(text)), ())
    return "".join(reading), "".join(syllable[:1] for syllable in reading)


@cache
def field_readings() -> Readings:
    """Return readings that know the words of `db/codes/readings.csv`."""
    return Readings(
        _by_word((line["word"], tuple(line["pinyin"].split())) for line in table_lines("readings"))
    )


def _by_word(lines: Iterable[tuple[str, Reading]]) -> dict[str, list[Reading]]:
    found: defaultdict[str, list[Reading]] = defaultdict(list)
    for word, reading in lines:
        found[word].append(reading)
    return dict(found)
