"""Presets as they are offered for a file: the centre's own and those that ship with the program, told apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import listed, tr
from gridcenter.services.importing.columns import plain_header
from gridcenter.services.importing.own_presets import OwnPreset, every_own_preset
from gridcenter.services.importing.presets import Preset, shipped_presets
from gridcenter.services.importing.report import Kind

_UNNAMED = Name("", "")


@dataclass(frozen=True, slots=True)
class OfferedPreset:
    """`name` is what it is called by. One that is `shipped` cannot be changed or removed.

    `columns` is column by field, "" for a field that is left out; `made` are fields that a shipped one makes of
    several columns or by a rule, with those columns.
    """

    name: str
    kind: Kind
    shipped: bool
    columns: Mapping[str, str]
    title: Name = _UNNAMED
    about: Name = _UNNAMED
    made: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    encoding: str = ""
    datum: Datum | None = None
    time_zone: str = ""
    saved_by: str = ""
    saved_at: datetime | None = None

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a file with these columns has all that the preset reads."""
        there = {plain_header(column) for column in columns}
        named = {plain_header(column) for column in self.read if column}
        return bool(named) and there.issuperset(named)

    @property
    def read(self) -> frozenset[str]:
        """Return the columns that become something."""
        made = (column for columns in self.made.values() for column in columns)
        return frozenset(column for column in (*self.columns.values(), *made) if column)


def offered_presets(session: Session) -> list[OfferedPreset]:
    """Return the centre's own by name, and behind them those that ship with the program; of every kind."""
    own = [_own(one) for one in every_own_preset(session)]
    taken = {one.name for one in own}
    return [*own, *(_shipped(one) for one in shipped_presets() if one.key not in taken)]


def offered_preset(session: Session, name: str) -> OfferedPreset:
    """Return the preset of this name.

    Raises:
        BadInput: There is none.
    """
    known = offered_presets(session)
    found = next((one for one in known if one.name == name), None)
    if found is None:
        names = listed(one.name for one in known)
        raise BadInput(tr("There is no preset “{name}”. There are: {known}.").format(name=name, known=names))
    return found


def preset_hint(session: Session, columns: Iterable[str], *, used: str) -> str:
    """Return which preset is for a file with these columns, where one other than `used` is; else nothing."""
    there = tuple(columns)
    found = next((one for one in offered_presets(session) if one.name != used and one.fits(there)), None)
    if found is None:
        return ""
    sentence = tr(
        "These are the columns of the preset “{name}”, for {kind}: gridcenter import {kind} FILE --preset {name}."
    )
    return sentence.format(name=found.name, kind=found.kind.value)


def _own(one: OwnPreset) -> OfferedPreset:
    return OfferedPreset(
        one.name,
        one.kind,
        shipped=False,
        columns=one.columns,
        title=Name(one.name, one.name),
        encoding=one.encoding,
        datum=one.datum,
        saved_by=one.saved_by,
        saved_at=one.saved_at,
    )


def _shipped(one: Preset) -> OfferedPreset:
    return OfferedPreset(
        one.key,
        one.kind,
        shipped=True,
        columns=one.columns,
        title=one.title,
        about=one.about,
        made=_made(one),
        ignored=one.ignored,
        encoding=one.encoding,
        datum=one.datum,
        time_zone=one.time_zone,
    )


def _made(one: Preset) -> dict[str, tuple[str, ...]]:
    """Return which columns become a field by more than being read."""
    made = {key: tuple(column for column, _ in parts) for key, parts in one.joined.items()}
    if one.category is not None:
        made["category"] = tuple(column for level in one.category.path for column in level if column)
    if one.area is not None:
        area = (one.area.district, one.area.street, one.area.community, one.area.number)
        made["community"] = tuple(column for column in area if column)
    if one.status is not None:
        made["state"] = tuple(column for column in (one.status.column, *one.status.flags) if column)
    return made
