"""Which community, street and district a place lies in: by the tree of divisions, else by its official code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gridcenter.domain.places import Division

LEVELS = ("community", "street", "district")
"""From a grid upward."""
_SHORTER = {12: 9, 9: 6}
"""Official codes of 12 and 9 digits begin with the code of the level above."""


def parents_of(divisions: Iterable[Division]) -> Mapping[str, str]:
    return {division.code: division.parent_code for division in divisions if division.parent_code}


def above(code: str, parents: Mapping[str, str]) -> str:
    """Return the code of the level above, '' where it is not known."""
    return parents.get(code) or code[: _SHORTER.get(len(code), 0)]


def lineage(community: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes of the community, its street and its district, as far as they are known."""
    found: list[str] = []
    code = community
    while code and len(found) < len(LEVELS):
        found.append(code)
        code = above(code, parents)
    return tuple(found)
