"""Which column of a file is which field: templates with Chinese and English headers, and what is left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, pick, tr

NOT_KEPT = re.compile(
    r"民族|宗教|信仰|政治面貌|党派|犯罪|前科|刑满|吸毒|信访|上访|艾滋|精神障碍|血型|指纹|人脸|"
    r"ethnic|religio|politic|criminal|petition|biometric|fingerprint|score",
    re.IGNORECASE,
)
"""Headers of what the register of persons leaves out on purpose."""

_FIGURES = re.compile(r"[0-9]{5}")
"""In no name of a column, but in numbers of persons and phones, which no sentence may tell."""

MOST_COLUMNS, LONGEST_COLUMN = 1000, 200
"""A first line with more columns, or a longer name, is no line of names."""
_NAMED = 12
_LONGEST_NAMED = 30

_NOISE = re.compile(r"[\s_\-*:：（）()]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind: its title is the header of the template; `also` are other headers understood."""

    key: str
    title: Name
    also: tuple[str, ...] = ()
    required: bool = False
    personal: bool = False
    """The value is masked in the rejects file."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a file by field key; `unused` ones were not recognised, `not_kept` ones are refused on purpose."""

    by_field: Mapping[str, str]
    unused: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)

    def of(self, key: str) -> str:
        """Return the column's name, or "" where the file has none: no row has such a cell."""
        return self.by_field.get(key, "")

    def has(self, key: str) -> bool:
        return key in self.by_field


def file_columns(cells: Sequence[str], path: Path) -> tuple[str, ...]:
    """Return the names of a file's columns as its first line gives them, "" for one without a name.

    Raises:
        BadInput: A name stands twice, is too long, or there are too many.
    """
    names = [cell.strip().lstrip("\ufeff") for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        sentence = tr("{file} has {n} columns; a table to bring in has {most} at most.")
        raise BadInput(sentence.format(file=path.name, n=len(names), most=MOST_COLUMNS))
    long = next((place for place, name in enumerate(names, 1) if len(name) > LONGEST_COLUMN), 0)
    if long:
        sentence = tr(
            "{file}: the name of column {place} has {n} characters. Does the first line hold the names of the columns?"
        )
        raise BadInput(sentence.format(file=path.name, place=long, n=len(names[long - 1])))
    twice = sorted(name for name, times in Counter(names).items() if name and times > 1)
    if twice:
        raise BadInput(
            tr("{file} has the column “{column}” more than once.").format(file=path.name, column=twice[0])
        )
    return tuple(names)


def listed_columns(columns: Sequence[str]) -> str:
    """Return names of columns for a sentence: the first ones, none of them longer than a line bears."""
    shown = [column if len(column) <= _LONGEST_NAMED else f"{column[:_LONGEST_NAMED]}…" for column in columns]
    told = listed(shown[:_NAMED])
    more = len(shown) - _NAMED
    return told if more <= 0 else tr("{columns} and {n} more").format(columns=told, n=more)


def looks_like_a_row(columns: Sequence[str]) -> bool:
    """Whether numbers of persons or phones stand where the names of columns should."""
    return any(_FIGURES.search(column) for column in columns)


def row_above_all() -> str:
    return tr("The first line looks like a row: put the names of the columns above it.")


def names_on_two_lines() -> str:
    return tr("Do the names of the columns stand on two lines? Put them on one.")


def plain_header(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


def match_columns(
    fields: Sequence[Field], columns: Sequence[str], *, given: Mapping[str, str] | None = None
) -> Columns:
    """Recognise the columns of a file; `given` is a map from field to column, "" for a field that the file has not.

    What the register does not keep is no field, whatever it is given as.

    Raises:
        BadInput: A needed column is missing; the sentence names it and what the file has.
    """
    found = recognised_columns(fields, columns, given=given)
    _require(fields, found, columns)
    rest = [column for column in columns if column and column not in found.values()]
    not_kept = tuple(column for column in rest if NOT_KEPT.search(column))
    unused = tuple(column for column in rest if column not in not_kept)
    return Columns(found, unused, not_kept, {item.key: item for item in fields})


def recognised_columns(
    fields: Sequence[Field], columns: Sequence[str], *, given: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the column of each field that has one; `given` names it by the field, "" for none."""
    by_header = {plain_header(column): column for column in columns if column}
    found: dict[str, str] = {}
    for item in fields:
        wished = [given[item.key]] if given and item.key in given else _headers(item)
        column = next((by_header[key] for name in wished if (key := plain_header(name)) in by_header), None)
        if column is not None and column not in found.values() and not _left_out(item, column):
            found[item.key] = column
    return found


def _left_out(item: Field, column: str) -> bool:
    return NOT_KEPT.search(column) is not None and plain_header(column) not in map(
        plain_header, _headers(item)
    )


def _headers(item: Field) -> list[str]:
    return [item.key, item.title.zh, item.title.en, *item.also]


def _require(fields: Sequence[Field], found: Mapping[str, str], columns: Sequence[str]) -> None:
    missing = [item for item in fields if item.required and item.key not in found]
    if not missing:
        return
    if looks_like_a_row(columns):
        lacking = tr("The column “{field}” is missing.").format(field=pick(missing[0].title))
        raise BadInput(f"{lacking} {row_above_all()}")
    sentence = tr(
        "The column “{field}” is missing. The file has: {columns}. "
        "A table to fill in is made by: gridcenter export template --of KIND --out FILE."
    )
    shown = listed_columns([column for column in columns if column]) or tr("no columns")
    told = sentence.format(field=pick(missing[0].title), columns=shown)
    raise BadInput(f"{told} {line_above(found, columns)}".strip())


def line_above(found: Mapping[str, str], columns: Sequence[str]) -> str:
    """Return a question where needed names are missing and the first line seems to hold none; else nothing."""
    if "" in columns and found:
        return names_on_two_lines()
    if not found and ("" in columns or len(columns) == 1):
        return tr("Does a title stand above the names of the columns? Remove the lines above them.")
    return ""
