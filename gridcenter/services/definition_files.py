"""Files of definitions (rules, rolls): a flaw is one sentence with the name of the file and the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from gridcenter.domain.definitions import Flaw
from gridcenter.domain.errors import BadInput
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, tr
from gridcenter.services.plain_yaml import parsed_yaml, places_of

Made = TypeVar("Made")


def read_definitions(text: str, name: str, read: Callable[[Any], Made]) -> Made:
    """Return what `read` makes of a text in YAML; `name` is that of the file.

    Raises:
        BadInput: It is no plain YAML, or `read` found a flaw; the sentence names file and line.
    """
    raw = parsed_yaml(text, name)
    try:
        return read(raw)
    except Flaw as flaw:
        places = places_of(text)
        path = flaw.path
        while path not in places:
            path = path[:-1]
        sentence = tr("{file}, line {line}: {what}")
        raise BadInput(sentence.format(file=name, line=places[path], what=flaw)) from flaw


def read_roles(raw: Any, names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Return the roles of each of the named acts from the part `roles` of a file.

    Raises:
        Flaw: An act is missing, or a role is none.
    """
    roles = raw.get("roles") if isinstance(raw, Mapping) else None
    if not isinstance(roles, dict) or set(roles) != set(names):
        raise Flaw(
            ("roles",), tr("“roles” says for each of these who may do it: {acts}").format(acts=listed(names))
        )
    for name, said in roles.items():
        if not isinstance(said, list) or not said or not all(role in ROLE_NAMES for role in map(str, said)):
            raise Flaw(
                ("roles", name), tr("a list of roles stands here: {roles}").format(roles=listed(ROLE_NAMES))
            )
    return {name: frozenset(roles[name]) for name in names}


def whole_number(raw: Any, name: str, *, least: int, most: int) -> int:
    """Return the number under this name at the top of a file.

    Raises:
        Flaw: It is none, or out of bounds.
    """
    value = raw.get(name) if isinstance(raw, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        sentence = tr("“{name}” is a whole number from {least} to {most}")
        raise Flaw((name,), sentence.format(name=name, least=f"{least:,}", most=f"{most:,}"))
    return value
