"""Searching residents: what a typed text asks for, and the masked list that answers it.

No part of an ID number is searched: it is looked up whole, or not at all. A phone number is searched whole or by its
last four digits, which its mask shows anyway; any other part would tell the hidden digits one by one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.errors import BadInput
from gridcenter.domain.identity import clean_id_text
from gridcenter.domain.masking import COMPOUND_SURNAMES, NAME_DOTS
from gridcenter.domain.names import Name
from gridcenter.domain.rare_signs import is_visible
from gridcenter.domain.searched_texts import plain, words_of
from gridcenter.language import tr

FOUND_AT_MOST = 50
LONGEST_QUERY = 100
"""Characters; whatever is longer is no name, number or address."""
SHOWN_DIGITS = 4
"""The last digits of a phone number, which its mask leaves to see."""
LONG_PHONE = 11
"""From so many digits on the mask shows the last four."""

LIST_KEPT = "kept"

_SHORTEST_ADDRESS = 2
_PART_OF_ID = re.compile(r"\d{13,}[Xx]?")
_CHINESE = re.compile(r"[\u3005\u3007\u3400-\u9fff\ue000-\ufaff\U00020000-\U0003ffff\U000f0000-\U0010ffff]")
_LATIN = re.compile(r"[a-z]+")
_NAME_DOTS = re.compile(r"[·•‧・･.\s]+")


class SearchField(StrEnum):
    """By what residents are found; also the words of `db/people_access.yaml`."""

    NAME = "name"
    PINYIN = "pinyin"
    PHONE = "phone"
    ADDRESS = "address"


FIELD_NAMES: dict[SearchField, Name] = {
    SearchField.NAME: Name("姓名", "name"),
    SearchField.PINYIN: Name("拼音", "pinyin"),
    SearchField.PHONE: Name("电话", "phone"),
    SearchField.ADDRESS: Name("地址", "address"),
}


@dataclass(frozen=True, slots=True)
class SearchTicket:
    """Receipt of a committed search with the ids it found, in order; `more` where there are others beyond the cap."""

    audit_id: int
    person_ids: tuple[int, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class FoundBy:
    """The value of another source by which somebody was found, masked as on the card."""

    label: Name
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """One line of the list, masked; `address` reaches down to the community.

    `found_by` only where nothing of the register's own values fits the text.
    `verified_on`: when somebody of the household was last met, or a value last verified; `stale` where that is too
    long ago.
    """

    person_id: int
    name: str
    sex: Name
    age_band: str
    id_number: str
    address: str
    grid: Name
    verified_on: date | None = None
    stale: bool = False
    found_by: FoundBy | None = None


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """At most 50 residents; `more` says that the text fits others, too."""

    ticket: SearchTicket
    rows: tuple[FoundPerson, ...] = field(repr=False)

    @property
    def more(self) -> bool:
        return self.ticket.more


def heard(text: str) -> str:
    """Return a typed text on one line, without control characters and broken ones, as it is hashed for the audit."""
    return " ".join("".join(letter if is_visible(letter) else " " for letter in text).split())


def asked_fields(text: str) -> Mapping[SearchField, str]:
    """Return what is looked for in which field, the likeliest first; nothing where no field can hold such a text.

    Raises:
        BadInput: Nothing was typed, too much, too few digits, or part of an ID number.
    """
    if len(text) > LONGEST_QUERY:
        raise BadInput(
            tr("That is longer than {n} characters: type a name, pinyin, phone number or address.").format(
                n=LONGEST_QUERY
            )
        )
    words = heard(text)
    if not words:
        raise BadInput(tr("Type a name, pinyin, phone number or address."))
    if _PART_OF_ID.fullmatch(clean_id_text(words)):
        raise BadInput(tr("An ID number is looked up whole: a part of it is not searched."))
    return _by_phone(words) or _by_words(words)


def _by_phone(words: str) -> dict[SearchField, str]:
    """Return the digits of a number where the text is one: the whole, or the last four."""
    digits = "".join(words_of(words))
    if not (digits.isascii() and digits.isdigit()):
        return {SearchField.PHONE: number} if (number := phone_number(words)) else {}
    number = phone_number(words) or (digits if len(digits) == SHOWN_DIGITS else "")
    if not number and len(digits) < SHOWN_DIGITS:
        raise BadInput(tr("Type a phone number whole, or its last {n} digits.").format(n=SHOWN_DIGITS))
    return {SearchField.PHONE: number} if number else {}


def _by_words(words: str) -> dict[SearchField, str]:
    name = plain_name(words)
    asked: dict[SearchField, str] = {SearchField.NAME: name} if name else {}
    if _LATIN.fullmatch(name):
        asked[SearchField.PINYIN] = name
    address = plain(words)
    if _CHINESE.search(words) and len(address) >= _SHORTEST_ADDRESS:
        asked[SearchField.ADDRESS] = address
    return asked


def plain_name(name: str) -> str:
    """Return a name as it is compared: no capitals, spaces, dots or other marks."""
    return "".join(words_of(name))


def surname_of(name: str) -> str:
    """Return the surname of a Chinese name, "" for any other and for one in parts (买买提·吐尔逊)."""
    kept = name.strip()
    if not _CHINESE.match(kept) or NAME_DOTS.search(kept):
        return ""
    return kept[:2] if len(kept) > 2 and kept[:2] in COMPOUND_SURNAMES else kept[:1]


def given_name(name: str) -> str:
    """Return the part of a plain name by which people are called too, "" where it is a single character."""
    parts = [part for part in _NAME_DOTS.split(name.strip()) if part]
    if len(parts) > 1:
        return plain_name(parts[-1])
    given = plain_name(name[len(surname_of(name)) :]) if surname_of(name) else ""
    return given if len(given) > 1 else ""


BY_NUMBER = "number"
"""Stands for the fields where those were listed who stand under one ID number."""


def listed_line(fields: Collection[str], found: int, *, more: bool, seal: str) -> str:
    """Return what the audit keeps of a search: by which fields, how many were listed, and a seal over whom.

    The last word says that those listed stand beside the line; lines of before have none.
    """
    return f"{'+'.join(fields)} {found}{'+' if more else ''} {seal} {LIST_KEPT}"


def seal_told(line: str) -> str:
    """Return the seal of a line beside which those listed stand, "" for any other line."""
    words = line.split(" ")
    return words[2] if len(words) == 4 and words[3] == LIST_KEPT else ""


def told_of(line: str) -> tuple[tuple[SearchField, ...], str]:
    """Return (fields, number of residents listed) of a line that `listed_line` wrote."""
    fields, _, rest = line.partition(" ")
    known = {str(one): one for one in SearchField}
    return tuple(known[word] for word in fields.split("+") if word in known), rest.partition(" ")[0]
