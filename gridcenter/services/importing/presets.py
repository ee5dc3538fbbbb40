"""Presets: how files of a known origin are read, as data in `db/presets/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.paths import asset
from gridcenter.services.importing.report import Kind

_UNNAMED = Name("", "")


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """The path to a leaf: per level the column of its name and, where there is one, of its code."""

    set_key: str
    set_name: Name
    path: tuple[tuple[str, str], ...]
    """(column of the name, column of the code or "")."""


@dataclass(frozen=True, slots=True)
class AreaRule:
    """Where cases lie that name their area instead of its code.

    Named: columns of district, street and community names below the division `under`.
    Numbered: the column `number`, whose values become divisions `prefix` + number below `under`.
    """

    under: str
    under_name: Name
    district: str = ""
    street: str = ""
    community: str = ""
    number: str = ""
    prefix: str = ""
    number_name: Name | None = None
    centre: tuple[float, float] | None = None
    """(lon, lat) around which communities without a known boundary are placed."""
    radius_degrees: float = 0.0


@dataclass(frozen=True, slots=True)
class StatusRule:
    """`states` maps a cell to (state, outcome); `flags` are columns of which the one holding 1 decides."""

    column: str = ""
    states: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    flags: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preset:
    key: str
    kind: Kind
    columns: Mapping[str, str]
    ignored: frozenset[str]
    empty: frozenset[str]
    """Cells that mean nothing, such as "-"."""
    time_zone: str
    datum: Datum | None
    category: CategoryRule | None
    area: AreaRule | None
    status: StatusRule | None
    joined: Mapping[str, tuple[tuple[str, str], ...]]
    """Fields made of several columns: (column, text with {value})."""
    encoding: str = ""
    title: Name = _UNNAMED
    about: Name = _UNNAMED
    shipped: bool = False
    """Made for files of one known origin: what it does not name is not read, and what is unknown is added."""


def preset_names() -> list[str]:
    return sorted(path.stem for path in asset("db/presets").glob("*.yaml"))


def load_preset(name: str, kind: Kind) -> Preset:
    """Read the preset called `name`.

    Raises:
        BadInput: There is none, or it is for another kind of file.
    """
    if name not in preset_names():
        known = listed(preset_names())
        raise BadInput(tr("There is no preset “{name}”. There are: {known}.").format(name=name, known=known))
    preset = _shipped(name)
    if preset.kind is not kind:
        sentence = tr("The preset {name} is for {kind}.")
        raise BadInput(sentence.format(name=name, kind=preset.kind.value))
    return preset


def shipped_presets() -> list[Preset]:
    """Return all that ship with the program, of every kind, by name."""
    return [_shipped(name) for name in preset_names()]


@cache
def _shipped(name: str) -> Preset:
    text = (asset("db/presets") / f"{name}.yaml").read_text(encoding="utf-8")
    return _preset(name, yaml.safe_load(text))


def _preset(key: str, found: Mapping[str, Any]) -> Preset:
    return Preset(
        key=key,
        kind=Kind(found["kind"]),
        columns=found.get("columns", {}),
        ignored=frozenset(found.get("ignored", ())),
        empty=frozenset(found.get("empty", ())),
        time_zone=found.get("time_zone", ""),
        datum=Datum(found["datum"]) if "datum" in found else None,
        category=_category(found["category"]) if "category" in found else None,
        area=_area(found["area"]) if "area" in found else None,
        status=_status(found["status"]) if "status" in found else None,
        joined={
            name: tuple((part["column"], part.get("text", "{value}")) for part in parts)
            for name, parts in found.get("joined", {}).items()
        },
        title=_name(found["name"]),
        about=_name(found["about"]),
        shipped=True,
    )


def _name(found: Mapping[str, str]) -> Name:
    return Name(found.get("zh", ""), found.get("en", ""))


def _category(found: Mapping[str, Any]) -> CategoryRule:
    path = tuple((level["name"], level.get("code", "")) for level in found["path"])
    return CategoryRule(found["set"], _name(found["set_name"]), path)


def _area(found: Mapping[str, Any]) -> AreaRule:
    centre = found.get("centre")
    return AreaRule(
        under=str(found["under"]),
        under_name=_name(found["under_name"]),
        district=found.get("district", ""),
        street=found.get("street", ""),
        community=found.get("community", ""),
        number=found.get("number", ""),
        prefix=found.get("prefix", ""),
        number_name=_name(found["number_name"]) if "number_name" in found else None,
        centre=(float(centre[0]), float(centre[1])) if centre else None,
        radius_degrees=float(found.get("radius_degrees", 0)),
    )


def _status(found: Mapping[str, Any]) -> StatusRule:
    return StatusRule(
        column=found.get("column", ""),
        states={cell: (row["state"], row["outcome"]) for cell, row in found.get("states", {}).items()},
        flags={column: (row["state"], row["outcome"]) for column, row in found.get("flags", {}).items()},
    )
