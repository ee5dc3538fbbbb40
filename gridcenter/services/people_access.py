"""What each role may do with the register of residents: `db/people_access.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gridcenter.domain.people_search import SearchField
from gridcenter.language import tr
from gridcenter.services.shipped_rules import shipped_rules, told_as


@dataclass(frozen=True)
class PeopleAccess:
    """By role: the fields by which it searches."""

    searched: Mapping[str, frozenset[SearchField]]

    def searches_by(self, role: str) -> frozenset[SearchField]:
        return self.searched.get(role, frozenset())


@cache
def people_access() -> PeopleAccess:
    """Return the rules that this program ships with.

    Raises:
        BadInput: They have flaws.
    """
    return read_people_access(shipped_rules("people_access"))


def read_people_access(raw: Mapping[str, Any]) -> PeopleAccess:
    """Build the rules from parsed data.

    Raises:
        BadInput: A part is missing or wrong.
    """
    with told_as(tr("the rules of who may see what of residents cannot be read: {what}")):
        searched = {
            str(role): frozenset(SearchField(word) for word in rules.get("search", ()))
            for role, rules in raw["roles"].items()
        }
        return PeopleAccess(searched)
