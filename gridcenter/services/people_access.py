"""What each role may do with the register of residents: `db/people_access.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import NOT_LOOKING_UP
from gridcenter.domain.people_search import SearchField
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.services.shipped_rules import shipped_rules, told_as

_ACTS = ("keep", "merge", "decide", "visit", "organisations", "homes", "export")
"""In the order of the fields of `PeopleAccess`."""


@dataclass(frozen=True)
class PeopleAccess:
    """By role: the fields by which it searches.

    Then the roles that keep values, merge persons, decide, visit, keep organisations with their people, keep
    residences, households and tenures, and write the masked list of residents to a file.
    """

    searched: Mapping[str, frozenset[SearchField]]
    keepers: frozenset[str] = frozenset()
    mergers: frozenset[str] = frozenset()
    deciders: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    organisation_keepers: frozenset[str] = frozenset()
    home_keepers: frozenset[str] = frozenset()
    exporters: frozenset[str] = frozenset()
    area_givers: frozenset[str] = frozenset()
    """Roles that give accounts their areas; they need not look anybody up."""

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
        acts = [_roles(raw, act, without=NOT_LOOKING_UP) for act in _ACTS]
        acts.append(_roles(raw, "areas", without=frozenset({"wall"})))
        return PeopleAccess(searched, *acts)


def _roles(raw: Mapping[str, Any], act: str, *, without: frozenset[str]) -> frozenset[str]:
    """Return who may do this; nobody where nothing is said.

    Raises:
        BadInput: It is no list of known roles, or names one that may never do it.
    """
    named = raw.get(act, [])
    roles = frozenset(map(str, named)) if isinstance(named, list) else frozenset((str(named),))
    unknown = sorted((roles - ROLE_NAMES.keys()) | (roles & without))
    if unknown or not isinstance(named, list):
        sentence = tr("the rules of who may see what of residents name under “{act}”: {roles}")
        raise BadInput(sentence.format(act=act, roles=listed(unknown or sorted(roles))))
    return roles
