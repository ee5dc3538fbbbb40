"""Codes of divisions: levels, parents, the padded official forms, and local codes that follow no standard."""

from __future__ import annotations

import re

from gridcenter.language import tr
from gridcenter.services.importing.cells import RowRefused

LENGTHS = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}
LEVELS = {length: level for level, length in LENGTHS.items()}
AREA, STREET, COMMUNITY = 3, 4, 5
LONGEST = 12
GRID_LENGTH = 15

_SERIAL = re.compile(r"^(.*?)[\W_]*([0-9]{1,3})$")


def is_official(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) in LEVELS


def plain_code(code: str, level: int | None) -> str:
    """Return the code without the zeros that pad it to 6 or 12 digits (110000 is the province 11)."""
    if not (code.isascii() and code.isdigit()) or len(code) not in (6, 12):
        return code
    if level is not None:
        length = LENGTHS.get(level, len(code))
        return code[:length] if not code[length:].strip("0") else code
    while len(code) > 2 and not code[_shorter(len(code)) :].strip("0"):
        code = code[: _shorter(len(code))]
    return code


def plain_code_below(code: str, parent: str) -> str:
    """Return the code without its padding where the code above is known.

    The city 4419 has one area only, 441900: in a table that puts it under 4419 its zeros are no padding.
    """
    level = LEVELS.get(len(parent), COMMUNITY) + 1
    length = LENGTHS.get(level, 0)
    fits = code.startswith(parent) and code[length:].strip("0") == ""
    return plain_code(code, level if parent and length and fits else None)


def plain_parent(parent: str, level: int) -> str:
    """Return the code above a division of `level`; six digits above a street are an area, whatever they end in."""
    return plain_code(parent, AREA if level > AREA and len(parent) == LENGTHS[AREA] else None)


def _shorter(length: int) -> int:
    return max(other for other in (0, *LEVELS) if other < length)


def parent_of(code: str) -> str | None:
    """Return the official code one level above, None for a province and for local codes."""
    return code[: _shorter(len(code))] or None if is_official(code) else None


def level_of(code: str, stated: int | None, field: str) -> int:
    """Return the level 1–5 of a code.

    Raises:
        RowRefused: The code follows no standard and the file does not state its level.
    """
    if stated is not None:
        if stated not in LENGTHS:
            raise RowRefused(field, stated, tr("levels go from 1 (province) to 5 (community)"))
        return stated
    if not is_official(code):
        raise RowRefused(field, code, tr("neither 2, 4, 6, 9 nor 12 digits: state its level"))
    return LEVELS[len(code)]


def local_community_code(street: str, code: str) -> str:
    """Return the code under which a community with a local code is kept.

    Areas are found by prefix, so "SQ-1" must not be the beginning of "SQ-10": the serial gets three digits and
    follows the street's code, as official codes do (SQ-1 is kept as SQ001).
    """
    if is_official(code):
        return code
    found = _SERIAL.match(code)
    if not found:
        return code[:LONGEST]
    stem, serial = found.groups()
    return f"{(street or stem)[: LONGEST - 3]}{int(serial):03d}"
