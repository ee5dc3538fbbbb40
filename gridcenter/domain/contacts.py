"""Phone numbers (来电号码) as people type them, in one spelling: what is compared when a caller calls again."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = re.compile(r"[\s\-‐-―()./]+")
_EXTENSION = re.compile(r"(?:转|x|ext\.?|#).*$", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$|0?[2-9]\d{8,10}$)")
_NUMBER = re.compile(r"\+?\d+")
SHORTEST, LONGEST = 5, 15
"""Digits: a short service number such as 12345, and the longest of ITU-T E.164."""


def phone_number(text: str) -> str:
    """Return the digits of a phone number without country code 86, signs and extension; empty where it is none."""
    plain = _EXTENSION.sub("", unicodedata.normalize("NFKC", text))
    plain = _COUNTRY.sub("", _SIGNS.sub("", plain))
    if not _NUMBER.fullmatch(plain):
        return ""
    digits = plain.lstrip("+")
    return digits if SHORTEST <= len(digits) <= LONGEST else ""


def complete_number(text: str) -> str:
    """Return the number once it cannot get longer any more: a mobile one of 11 digits, or one with an area code.

    While somebody types, only a complete number is worth a question that stands in the audit.
    """
    number = phone_number(text)
    mobile = re.fullmatch(r"1[3-9]\d{9}", number)
    fixed = re.fullmatch(r"0[1-9]\d{9,10}", number)
    return number if mobile or fixed else ""
