"""Papers (任务单, 反馈单, 督办函) about one incident: what stands on a sheet once every word is known, and how a text
fits on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gridcenter.domain.rare_signs import is_rare_sign
from gridcenter.language import tr

MOST_CHARACTERS, MOST_LINES = 20_000, 1_000
"""What is printed of one text: some twenty sheets. The sheet says when there is more."""
LONGEST_RUN, BROKEN_AFTER = 24, 8
"""A run of letters without a place to break it is broken like this, so that it stays on the sheet."""

ENDING = ".pdf"

_RUN = re.compile(rf"[^\s\u2e80-\U0003ffff]{{{LONGEST_RUN + 1},}}")
_LINE_END = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Cn"))
_JOINERS = frozenset("\n\u200c\u200d")
_NO_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]+')
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A caption and what stands beside it; an empty value leaves the box empty."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FactRows:
    """Rows of a form, one or two facts each."""

    rows: tuple[tuple[Fact, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A table; `shares` are the widths of its columns in proportion, `none` stands there when it has no rows."""

    name: str
    titles: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs of a letter; the addressee stands before them at the left, the closing lines at the right."""

    addressee: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """A box with what is known already, and room for so many lines of handwriting."""

    name: str
    text: str
    room: int


@dataclass(frozen=True, slots=True)
class Choices:
    """Boxes to tick."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Captions of lines to write on, side by side."""

    names: tuple[str, ...]


Part = FactRows | Lines | Words | Space | Choices | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """One sheet or several. `mark` is the label of made-up data, `page` holds {n} and {m}, `printed` the foot."""

    centre: str
    title: str
    number: str
    mark: str
    page: str
    printed: str
    language: str
    parts: tuple[Part, ...]
    watermark: str = ""
    """Stands pale across every sheet: who printed it, when and why."""


def _is_shown(char: str) -> bool:
    return unicodedata.category(char) not in _UNPRINTABLE or is_rare_sign(char)


def printable(text: str) -> str:
    """Return `text` without what no sheet shows: control characters, and signs that turn the writing around.

    What is too long is cut, and the text says so at its end.
    """
    plain = _LINE_END.sub("\n", text[: 2 * MOST_CHARACTERS].replace("\t", " "))
    shown = "".join(char for char in plain if char in _JOINERS or _is_shown(char))
    shown = _EMPTY_LINES.sub("\n\n", shown).strip()
    kept = "\n".join(shown[:MOST_CHARACTERS].split("\n")[:MOST_LINES])
    if len(kept) == len(shown) and len(text) <= 2 * MOST_CHARACTERS:
        return kept
    words = tr("[Shortened here: the text has {n} characters. The whole of it stands in the program.]")
    return f"{kept}\n{words.format(n=len(text))}"


def pieces(line: str) -> Iterator[str | tuple[str, ...]]:
    """Yield the parts of a line; a tuple holds the pieces between which an overlong run may be broken."""
    end = 0
    for run in _RUN.finditer(line):
        if run.start() > end:
            yield line[end : run.start()]
        word, end = run.group(), run.end()
        yield tuple(word[place : place + BROKEN_AFTER] for place in range(0, len(word), BROKEN_AFTER))
    if end < len(line):
        yield line[end:]


def file_name(number: str, title: str) -> str:
    """Return the name a paper's file is offered: number and paper, without what a disk may refuse."""
    return _NO_NAME.sub("-", f"{number} {title}").strip(" .-") + ENDING
