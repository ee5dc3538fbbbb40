"""What each role may do with the register of residents: `db/people_access.yaml`, read once and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.domain.people import NOT_LOOKING_UP, Purpose
from gridcenter.domain.people_search import SearchField
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.services.shipped_rules import shipped_rules, told_as

_ACTS = {
    "keep": "keepers",
    "merge": "mergers",
    "decide": "deciders",
    "visit": "visitors",
    "organisations": "organisation_keepers",
    "homes": "home_keepers",
    "export": "exporters",
    "copy": "copiers",
}
"""Words of the file, and their fields in `PeopleAccess`."""
_GROWN_UP = 18


@dataclass(frozen=True)
class PeopleAccess:
    """By role: the fields by which it searches. By purpose: the duty by law behind it, and the roles that have it.

    Then the roles that keep values, merge persons, decide, visit, keep organisations with their people, keep
    residences, households and tenures, write the masked list of residents to a file, and write copies. Values of
    who is younger than `child_below` years are revealed to `child_revealers` alone.
    """

    searched: Mapping[str, frozenset[SearchField]]
    purposes: Mapping[Purpose, tuple[Name, frozenset[str]]] = field(default_factory=dict)
    keepers: frozenset[str] = frozenset()
    mergers: frozenset[str] = frozenset()
    deciders: frozenset[str] = frozenset()
    visitors: frozenset[str] = frozenset()
    organisation_keepers: frozenset[str] = frozenset()
    home_keepers: frozenset[str] = frozenset()
    exporters: frozenset[str] = frozenset()
    area_givers: frozenset[str] = frozenset()
    """Roles that give accounts their areas; they need not look anybody up."""
    copiers: frozenset[str] = frozenset()
    child_below: int = 0
    child_revealers: frozenset[str] = frozenset()

    def searches_by(self, role: str) -> frozenset[SearchField]:
        return self.searched.get(role, frozenset())

    def purposes_of(self, role: str) -> dict[Purpose, Name]:
        """Return for what this role looks people up, each with the duty by law that it stands on."""
        return {purpose: basis for purpose, (basis, roles) in self.purposes.items() if role in roles}


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
        purposes = {Purpose(key): _purpose(one) for key, one in raw.get("purposes", {}).items()}
        children = raw.get("children", {"below": 0})
        below = int(children["below"])
        if not 0 <= below <= _GROWN_UP:
            raise ValueError(tr("children are younger than {age}").format(age=_GROWN_UP))
        return PeopleAccess(
            searched,
            purposes,
            **{name: _roles(raw, act) for act, name in _ACTS.items()},
            area_givers=_roles(raw, "areas", without=frozenset({"wall"})),
            child_below=below,
            child_revealers=_roles(children, "reveal"),
        )


def _purpose(raw: Mapping[str, Any]) -> tuple[Name, frozenset[str]]:
    zh, en = raw["basis"]
    if not zh.strip() or not en.strip():
        raise ValueError(tr("a purpose needs a legal basis in both languages"))
    return Name(zh, en), _roles(raw, "roles")


def _roles(raw: Mapping[str, Any], act: str, *, without: frozenset[str] = NOT_LOOKING_UP) -> frozenset[str]:
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
