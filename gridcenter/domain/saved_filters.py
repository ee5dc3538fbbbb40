"""Saved filters (常用筛选): a filter under a name, whom it is shared with, and its short text for a colleague.

A shared filter never widens the area of who uses it: what lies outside is cut off, and a filter that lies outside
as a whole is refused with a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.language import tr

LONGEST_NAME = 60
_LONGEST_TEXT = 4000
_MARK = "gridcenter-filter"
_PARTS = frozenset(field.name for field in fields(Filter))


class Sharing(StrEnum):
    OWN = "own"
    UNIT = "unit"
    AREA = "area"
    EVERYONE = "everyone"


SHARING_NAMES: dict[Sharing, Name] = {
    Sharing.OWN: Name("仅自己", "only me"),
    Sharing.UNIT: Name("本单位", "my unit"),
    Sharing.AREA: Name("本辖区", "my area"),
    Sharing.EVERYONE: Name("所有人", "everyone"),
}


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """One saved filter as an account sees it. `gone` says in sentences what it names that is no longer there."""

    id: int
    version: int
    name: str
    filter: Filter
    owner: str
    mine: bool
    sharing: Sharing
    gone: tuple[str, ...] = ()


def content_of(chosen: Filter) -> str:
    """Return a filter as JSON text; parts that are not narrowed are left out."""
    return json.dumps(_parts(chosen), ensure_ascii=False, sort_keys=True)


def filter_of(content: str) -> Filter:
    """Return the filter of a JSON text.

    Raises:
        BadInput: It is none, or names a part that this program does not know.
    """
    try:
        parts = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput(tr("this is no filter: its text is damaged")) from error
    return _read(parts)


def as_text(name: str, chosen: Filter) -> str:
    """Return one line that can be sent to a colleague and pasted there."""
    content = json.dumps({"name": name, **_parts(chosen)}, ensure_ascii=False, sort_keys=True)
    return f"{_MARK} {content}"


def from_text(text: str) -> tuple[str, Filter]:
    """Return name and filter of a line made by `as_text`, wherever it stands in the text.

    Raises:
        BadInput: There is no such line, or it is damaged or too long.
    """
    start = text.find(_MARK)
    if start < 0 or len(text) > _LONGEST_TEXT:
        raise BadInput(
            tr("there is no filter in this text: copy the whole line that begins with {mark}").format(
                mark=_MARK
            )
        )
    try:
        parts, _end = json.JSONDecoder().raw_decode(text[start + len(_MARK) :].lstrip())
    except (ValueError, RecursionError) as error:
        raise BadInput(tr("this is no filter: its text is damaged")) from error
    if not isinstance(parts, dict):
        raise BadInput(tr("this is no filter: its text is damaged"))
    name = parts.pop("name", "")
    return checked_name(name if isinstance(name, str) else ""), _read(parts)


def checked_name(name: str) -> str:
    """Return a name without outer blanks.

    Raises:
        BadInput: It is empty, too long, or no single line.
    """
    kept = " ".join(name.split())
    if not kept:
        raise BadInput(tr("give the filter a name"))
    if len(kept) > LONGEST_NAME:
        raise BadInput(
            tr("the name has {n} characters; shorten it to {longest}").format(
                n=len(kept), longest=LONGEST_NAME
            )
        )
    return kept


def within_area(chosen: Filter, area: str) -> Filter:
    """Return the filter as an account of this area may use it: never wider than the area.

    Raises:
        BadInput: What the filter is about lies outside the area.
    """
    if not chosen.area or area.startswith(chosen.area):
        return replace(chosen, area="")
    if not chosen.area.startswith(area):
        raise BadInput(tr("this filter is about an area that is not yours: it shows you nothing"))
    return chosen


def _parts(chosen: Filter) -> dict[str, Any]:
    plain = Filter()
    found = {part: getattr(chosen, part) for part in _PARTS if getattr(chosen, part) != getattr(plain, part)}
    if "lights" in found:
        found["lights"] = sorted(light.value for light in chosen.lights)
    return found


def _read(parts: object) -> Filter:
    if not isinstance(parts, dict):
        raise BadInput(tr("this is no filter: its text is damaged"))
    unknown = sorted(str(part) for part in parts.keys() - _PARTS)
    if unknown:
        raise BadInput(
            tr("the filter has parts that this program does not know: {parts}. Update the program.").format(
                parts=tr(", ").join(unknown)
            )
        )
    try:
        return _built(parts)
    except (TypeError, ValueError) as error:
        raise BadInput(tr("this is no filter: its text is damaged")) from error


def _built(parts: Mapping[str, Any]) -> Filter:
    plain = Filter()
    taken: dict[str, Any] = {}
    for part, value in parts.items():
        if part == "lights":
            value = frozenset(Light(light) for light in value)
        elif not isinstance(value, int if part == "unit_id" else type(getattr(plain, part))):
            raise TypeError(part)
        taken[part] = value
    return replace(plain, **taken)
