"""Texts of one kind, joined so that a typed word is looked for in all of them at once, at the speed of `str.find`."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice, product

from gridcenter.domain.rare_signs import stands_in_name

_END = "\n"
_SPELLINGS_OF_U = str.maketrans({"ü": "v", "ǖ": "v", "ǘ": "v", "ǚ": "v", "ǜ": "v"})
_PASSPORT_U = re.compile("([ln]yu)")
_MOST_SPELLINGS = 8
_SYLLABLE = re.compile(r"[a-z]{1,6}")
_SHORTENED = re.compile(r"[a-z]{2,24}")
_LATIN_MARK = re.compile(r"(?<=[a-z])[\u0300-\u036f]+")


class Fit(IntEnum):
    """How much of a text a typed word covers, the best first."""

    WHOLE = 0
    START = 1
    PART = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A text in which the word stands: its number, the parts of it before the word, and its parts in all."""

    text: int
    fit: Fit
    position: int
    length: int


def plain(text: str) -> str:
    """Return text as it is compared: full-width letters made narrow, no capitals, tone marks or spaces.

    The ü of pinyin becomes v, as input methods have it.
    """
    bare = text.lower() if text.isascii() else _without_tones(text)
    return "".join(bare.split())


def spellings(typed: str) -> list[str]:
    """Return what a plain typed text may mean, first as it stands.

    Passports write "lyu" and "nyu" for lü and nü; but 天宇 is tianyu to everybody.
    """
    parts = _PASSPORT_U.split(typed)
    options = ((part, f"{part[0]}v") if place % 2 else (part,) for place, part in enumerate(parts))
    return ["".join(chosen) for chosen in islice(product(*options), _MOST_SPELLINGS)]


def _without_tones(text: str) -> str:
    narrow = unicodedata.normalize("NFKC", text).casefold().translate(_SPELLINGS_OF_U)
    without_tones = _LATIN_MARK.sub("", unicodedata.normalize("NFD", narrow))
    return unicodedata.normalize("NFC", without_tones)


def words_of(text: str) -> list[str]:
    """Return the letters, digits and Chinese characters of `text`, cut where anything else or a space stands."""
    narrow = unicodedata.normalize("NFKC", text)
    kept = "".join(letter if stands_in_name(letter) else " " for letter in narrow)
    return [plain(word) for word in kept.split()]


class SearchedTexts:
    """Texts given as parts: a word may begin in the middle of a text only where a part begins.

    Syllables and English words are such parts, and a single letter counts only where a text begins.
    Where every character may begin a match, say `anywhere`. Add all texts, then look.
    """

    def __init__(self, *, anywhere: bool = False) -> None:
        self._anywhere = anywhere
        self._texts: list[str] = []
        self._starts: list[int] = []
        self._begins = bytearray(1)
        self._joined = ""

    def add(self, parts: Sequence[str]) -> bool:
        """Add a text under the next number, unless it is empty."""
        if not any(parts):
            return False
        self._starts.append(len(self._begins))
        for part in filter(None, parts):
            self._begins += b"\1" + (b"\1" if self._anywhere else b"\0") * (len(part) - 1)
        self._begins += b"\0"
        self._texts.append("".join(parts))
        self._joined = ""
        return True

    def hits(self, word: str) -> Iterator[Hit]:
        """Yield the first place of `word` in each text that has it, by number of the text."""
        if len(word) == 1 and not self._anywhere:
            yield from self._beginnings(word)
            return
        joined = self._join()
        at = joined.find(word)
        while at >= 0:
            text, end = self._around(at)
            if self._begins[at]:
                yield self._hit(text, at, at + len(word), end)
                at = joined.find(word, end)
            else:
                at = joined.find(word, at + 1)

    def _beginnings(self, word: str) -> Iterator[Hit]:
        joined = self._join()
        at = joined.find(_END + word)
        while at >= 0:
            text, end = self._around(at + 1)
            yield self._hit(text, at + 1, at + 1 + len(word), end)
            at = joined.find(_END + word, end)

    def _hit(self, text: int, at: int, until: int, end: int) -> Hit:
        start = self._starts[text]
        fit = Fit.PART if at > start else Fit.START if until < end else Fit.WHOLE
        return Hit(text, fit, self._begins.count(1, start, at), self._begins.count(1, start, end))

    def _around(self, at: int) -> tuple[int, int]:
        """Return the number and the end of the text that holds a place of the joined ones."""
        text = bisect_right(self._starts, at) - 1
        return text, self._starts[text] + len(self._texts[text])

    def _join(self) -> str:
        if not self._joined:
            self._joined = _END.join(("", *self._texts, ""))
        return self._joined


class ShortenedTexts:
    """Chinese words by their syllables, found by the first letters of syllables in a row: "jgai" is in "jing gai".

    One kind of hit only: a part. Texts of which a part is no pinyin are left out.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._starts: list[int] = []
        self._length = 0
        self._joined = ""

    def add(self, syllables: Sequence[str]) -> bool:
        """Add a text under the next number, unless it cannot be searched."""
        if not syllables or not all(map(_SYLLABLE.fullmatch, syllables)):
            return False
        line = "".join(f"'{syllable}" for syllable in syllables) + f"'{_END}"
        self._starts.append(self._length)
        self._length += len(line)
        self._lines.append(line)
        self._joined = ""
        return True

    def hits(self, word: str) -> Iterator[Hit]:
        if not _SHORTENED.fullmatch(word):
            return
        joined = self._joined = self._joined or "".join(self._lines)
        pattern = re.compile("'" + "(?:[a-z]*')?".join(word))
        found = pattern.search(joined)
        while found:
            text = bisect_right(self._starts, found.start()) - 1
            line = self._lines[text]
            before = line.count("'", 0, found.start() - self._starts[text])
            yield Hit(text, Fit.PART, before, line.count("'") - 1)
            found = pattern.search(joined, self._starts[text] + len(line))
