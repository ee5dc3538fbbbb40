"""The rolls that this program ships with (`db/rolls.yaml`), who may do what with them, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from gridcenter.domain.definitions import Flaw
from gridcenter.domain.errors import WrongUse
from gridcenter.domain.names import Name
from gridcenter.domain.register_conditions import PERSON, REGISTERS
from gridcenter.domain.rolls import RollDefinition, read_roll, read_rolls
from gridcenter.language import listed, pick, tr
from gridcenter.paths import asset
from gridcenter.services.definition_files import read_definitions, read_roles, whole_number
from gridcenter.services.shown_fields import SHOWN_FIELDS

ACTS = ("ask", "approve", "look")
LONGEST_VALID = 90
PLACES: dict[str, Name] = {
    "community": Name("社区", "community"),
    "grid": Name("网格", "grid"),
}
"""Columns that name where a person is registered; they have no mask."""
AGE_BAND = "age_band"
COLUMNS = (
    *PLACES,
    "name",
    AGE_BAND,
    *(name for name in SHOWN_FIELDS if name in REGISTERS[PERSON].fields),
)
OPENED = tuple(
    name
    for name in COLUMNS
    if name in SHOWN_FIELDS and SHOWN_FIELDS[name].open not in (None, SHOWN_FIELDS[name].masked)
)
_REMEMBERED = 100_000


@dataclass(frozen=True, slots=True)
class RollSettings:
    rolls: tuple[RollDefinition, ...]
    roles: Mapping[str, frozenset[str]]
    valid: timedelta

    def roll(self, key: str) -> RollDefinition:
        """Return the roll with this key.

        Raises:
            WrongUse: There is none.
        """
        for one in self.rolls:
            if one.key == key:
                return one
        known = listed(one.key for one in self.rolls)
        raise WrongUse(tr("There is no roll “{key}”. There are: {known}.").format(key=key, known=known))


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column as it is written: its title, the field it is made of, and how; equal values are made once."""

    title: str
    source: str
    show: Callable[[Any], str]


@cache
def roll_settings() -> RollSettings:
    """Return what this program ships with.

    Raises:
        BadInput: It has flaws.
    """
    path = asset("db/rolls.yaml")
    return read_definitions(path.read_text(encoding="utf-8"), path.name, read_settings)


def read_settings(raw: Any) -> RollSettings:
    """Build the settings from parsed data.

    Raises:
        Flaw: With its place.
    """
    rolls = read_rolls(raw, fields=COLUMNS, opened=OPENED)
    for name in raw:
        if name not in ("roles", "rolls", "valid_days"):
            raise Flaw((name,), tr("“{word}” has no meaning here").format(word=name))
    days = whole_number(raw, "valid_days", least=1, most=LONGEST_VALID)
    return RollSettings(rolls, read_roles(raw, ACTS), timedelta(days=days))


def roll_of_definition(text: str) -> RollDefinition:
    """Return the roll that a store kept when it was asked for.

    Raises:
        BadInput: This program does not understand it.
    """
    return read_definitions(
        text, tr("the store"), lambda raw: read_roll(raw, (), fields=COLUMNS, opened=OPENED)
    )


def shown_columns(
    roll: RollDefinition, *, open_columns: bool, day: date, places: Mapping[str, str]
) -> tuple[ShownColumn, ...]:
    """Return the columns in the language of the moment; `places` names communities and grids by code."""
    return tuple(
        _column(column.field, day, places, opened=open_columns and column.open) for column in roll.columns
    )


def _column(name: str, day: date, places: Mapping[str, str], *, opened: bool) -> ShownColumn:
    if name in PLACES:
        return ShownColumn(
            pick(PLACES[name]), f"{name}_code", lambda code: places.get(code or "", code or "")
        )
    if name == AGE_BAND:
        title, source, show = tr("age band"), "birth", SHOWN_FIELDS["birth"].masked
    else:
        field = SHOWN_FIELDS[name]
        title, source = pick(field.name), name
        show = field.open if opened and field.open is not None else field.masked

    @lru_cache(_REMEMBERED)
    def shown(value: Any) -> str:
        return show(value, day)

    return ShownColumn(title, source, shown)


def opened_titles(roll: RollDefinition) -> tuple[str, ...]:
    """Return the names of the columns that this roll may show without their masks."""
    return tuple(pick(SHOWN_FIELDS[column.field].name) for column in roll.columns if column.open)
