"""Keeping values of a resident true: verified (核实), taken back (撤回), or stated anew (补录); never written over."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gridcenter.domain.contacts import phone_number
from gridcenter.domain.errors import BadInput, RuleBroken
from gridcenter.domain.names import Name
from gridcenter.domain.people import Seen
from gridcenter.domain.rare_signs import is_visible
from gridcenter.domain.record_items import ItemKind, Mask
from gridcenter.language import pick, tr

LONGEST_VALUE, LONGEST_SOURCE, LONGEST_REASON = 200, 40, 200
"""Characters that the store keeps of a value, of its source, and of why one was taken back."""
LONGEST_SHOWN = 20
_LOOKED_AT = 20
"""Whatever is so many times too long was pasted by mistake: it is not cleaned first."""


class ValueChanged(RuleBroken):
    """Something else stands about the item than the person saw; asked for again, it is done all the same."""


class Keeping(StrEnum):
    """What is done about a value; also what the audit calls its outcome."""

    VERIFY = "verified"
    WITHDRAW = "withdrawn"
    STATE = "stated"


KEEPING_NAMES: dict[Keeping, Name] = {
    Keeping.VERIFY: Name("核实", "verify"),
    Keeping.WITHDRAW: Name("撤回", "take back"),
    Keeping.STATE: Name("补录", "state a new value"),
}
COMPUTED_ITEMS = frozenset({"premises", "head", "household_size"})
"""Told by the registers of households and premises: there is nothing to verify about the line itself."""


@dataclass(frozen=True, slots=True)
class KeptValue:
    """What a person asks for. `ref` is a value's reference, or the item's key where one is stated.

    `seen` is what stood about the item when the person looked, None where that does not matter. `recorded_on` is the
    day that the source gives, as it was typed; `verified`: the person has verified the new value already.
    """

    deed: Keeping
    ref: str
    seen: Seen | None = None
    reason: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    source: str = ""
    recorded_on: str = ""
    verified: bool = False


def narrow(text: str) -> str:
    """Return text without full-width letters, digits and spaces, on one line; Chinese punctuation stays as it is."""
    letters = "".join(unicodedata.normalize("NFKC", char) if _wide(char) else char for char in text)
    visible = "".join(char if is_visible(char) else " " for char in letters)
    return " ".join(visible.split())


def _wide(char: str) -> bool:
    """Tell full-width letters, digits, spaces and signs of numbers from punctuation that Chinese text keeps."""
    other = unicodedata.normalize("NFKC", char)
    return char == "\u3000" or ("\uff01" <= char <= "\uff5e" and (other.isalnum() or other in "+-.@#/"))


def fitting(text: str, *, label: str, longest: int, needed: bool = True) -> str:
    """Return the text cleaned; a sentence names what is missing or too long, without repeating it.

    Raises:
        BadInput: It is empty although needed, or longer than the store keeps.
    """
    kept = narrow(text[: longest * _LOOKED_AT])
    length = len(kept) if len(text) <= longest * _LOOKED_AT else len(text)
    if length > longest:
        sentence = tr("{label}: {n} characters are too many; shorten it to {longest}.")
        raise BadInput(sentence.format(label=label, n=length, longest=longest))
    if needed and not kept:
        raise BadInput(tr("{label} is missing.").format(label=label))
    return kept


def checked_value(
    kind: ItemKind, text: str, *, today: date, codes: dict[str, Name], day_of: Callable[[str], date | None]
) -> str:
    """Return a typed value as the store keeps it, by its kind; `codes` are those of the item's code set.

    Raises:
        BadInput: It is none of its kind; the sentence names the item and says how it is written.
    """
    label = pick(kind.label)
    kept = fitting(text, label=label, longest=LONGEST_VALUE)
    if codes:
        return _code(kept, codes, label)
    if kind.form == "date":
        return _day(kept, kind, label, today, day_of)
    if kind.mask is Mask.PHONE or kind.key.endswith("phone"):
        return _checked(phone_number(kept), label, tr("a phone number of 5 to 15 digits"))
    if kind.mask is Mask.PRESENCE:
        return _checked(_PRESENCE.get(kept.casefold(), ""), label, tr("1 (on record) or 0 (none)"))
    if kind.form == "bool":
        return _checked(_YES_NO.get(kept.casefold(), ""), label, tr("yes or no"))
    if kind.form in ("number", "m2", "money"):
        return _number(kept, kind, label)
    return kept


_PRESENCE = {
    **dict.fromkeys(("1", "yes", "y", "有", "是", "已参保"), "1"),
    **dict.fromkeys(("0", "no", "n", "none", "无", "否", "未参保"), "0"),
}
_YES_NO = {**dict.fromkeys(("1", "yes", "y", "是"), "是"), **dict.fromkeys(("0", "no", "n", "否"), "否")}


def _checked(found: str, label: str, wanted: str) -> str:
    if not found:
        raise BadInput(tr("{label}: write {wanted}.").format(label=label, wanted=wanted))
    return found


def _code(text: str, codes: dict[str, Name], label: str) -> str:
    found = next(
        (code for code, name in codes.items() if text.casefold() in (code, name.zh, name.en.casefold())), ""
    )
    examples = [f"{code} {pick(name)}" for code, name in list(codes.items())[:LONGEST_SHOWN]]
    known = "; ".join(examples) + ("; …" if len(codes) > LONGEST_SHOWN else "")
    return _checked(found, label, tr("a code or a name of its list: {known}").format(known=known))


def _day(text: str, kind: ItemKind, label: str, today: date, day_of: Callable[[str], date | None]) -> str:
    day = day_of(text)
    if day is None or not 1870 <= day.year <= 2200:
        raise BadInput(tr("{label}: write a day such as 2026-11-22.").format(label=label))
    if kind.key == "birth_date" and day > today:
        raise BadInput(tr("{label}: this day is still to come.").format(label=label))
    return day.isoformat()


def _number(text: str, kind: ItemKind, label: str) -> str:
    plain = text.removesuffix("元").removesuffix("㎡").replace(",", "")
    whole, _, rest = plain.partition(".")
    digits = whole.isascii() and whole.isdigit() and (not rest or (rest.isascii() and rest.isdigit()))
    if not digits or (rest and kind.form == "number"):
        raise BadInput(tr("{label}: write a number.").format(label=label))
    return plain.rstrip(".")
