"""Presets that the centre has made: which column of a file is which field. The caller owns the transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.domain.people import Actor
from gridcenter.language import listed, tr
from gridcenter.services.importing.columns import plain_header
from gridcenter.services.importing.presets import Preset, load_preset, preset_names
from gridcenter.services.importing.report import Kind
from gridcenter.services.importing_roles import check_importer
from gridcenter.store.failures import contended_keys
from gridcenter.store.import_presets import preset_called, presets_of
from gridcenter.store.models import ImportPreset

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class OwnPreset:
    """`columns` is column by field, "" for a field that is left out."""

    name: str
    kind: Kind
    columns: Mapping[str, str]
    encoding: str
    datum: Datum | None
    saved_by: str
    saved_at: datetime

    def fits(self, columns: tuple[str, ...]) -> bool:
        """Whether a file with these columns has all that the preset names."""
        there = {plain_header(column) for column in columns}
        named = [plain_header(column) for column in self.columns.values() if column]
        return bool(named) and there.issuperset(named)


def own_presets(session: Session, kind: Kind) -> list[OwnPreset]:
    return [_read(row) for row in presets_of(session, kind.value)]


def every_own_preset(session: Session) -> list[OwnPreset]:
    """Return those for files of any kind, by name."""
    return [_read(row) for row in presets_of(session)]


def found_preset(session: Session, name: str, kind: Kind) -> Preset:
    """Return the preset called `name`, the centre's own or one that ships with the program.

    Raises:
        BadInput: There is none, or it is for another kind of file.
    """
    row = preset_called(session, name)
    if row is None and name not in preset_names():
        known = listed([*preset_names(), *(one.name for one in presets_of(session, kind.value))])
        raise BadInput(tr("There is no preset “{name}”. There are: {known}.").format(name=name, known=known))
    if row is None:
        return load_preset(name, kind)
    if row.kind != kind.value:
        raise BadInput(tr("The preset {name} is for {kind}.").format(name=name, kind=row.kind))
    return _as_preset(_read(row))


def save_preset(
    session: Session,
    name: str,
    kind: Kind,
    columns: Mapping[str, str],
    *,
    encoding: str = "",
    datum: Datum | None = None,
    replace: bool = False,
    by: Actor,
    now: datetime,
) -> OwnPreset:
    """Keep what was chosen under a name; with `replace` in the place of the one that has it.

    Raises:
        BadInput: No name, one that is taken or too long, or no column chosen.
        RuleBroken: The account brings no files in.
    """
    check_importer(session, by)
    kept = _checked_name(name)
    if not any(columns.values()):
        raise BadInput(tr("no column is chosen: there is nothing to keep"))
    row = preset_called(session, kept)
    if kept in preset_names() or (row is not None and (row.kind != kind.value or not replace)):
        raise BadInput(
            tr("there is a preset “{name}” already: choose another name, or replace it").format(name=kept)
        )
    if row is None:
        row = ImportPreset(name=kept, kind=kind.value)
        session.add(row)
    row.columns = json.dumps(dict(columns), ensure_ascii=False, sort_keys=True)
    row.encoding, row.datum = encoding, datum.value if datum else ""
    row.saved_by, row.saved_at = by.name[:50], now
    with contended_keys():  # another desk may give the name at this moment
        session.flush()
    return _read(row)


def remove_preset(session: Session, name: str, *, by: Actor) -> None:
    """Raises:
    BadInput: There is none of this name.
    RuleBroken: The account brings no files in.
    """
    check_importer(session, by)
    row = preset_called(session, name)
    if row is None:
        raise BadInput(tr("the preset “{name}” is gone already").format(name=name))
    session.delete(row)
    session.flush()


def _checked_name(name: str) -> str:
    kept = " ".join(name.split())
    if not kept:
        raise BadInput(tr("give the preset a name"))
    if len(kept) > LONGEST_NAME:
        raise BadInput(
            tr("the name has {n} characters; shorten it to {longest}").format(
                n=len(kept), longest=LONGEST_NAME
            )
        )
    return kept


def _read(row: ImportPreset) -> OwnPreset:
    return OwnPreset(
        row.name,
        Kind(row.kind),
        json.loads(row.columns),
        row.encoding,
        Datum(row.datum) if row.datum else None,
        row.saved_by,
        row.saved_at,
    )


def _as_preset(own: OwnPreset) -> Preset:
    return Preset(
        key=own.name,
        kind=own.kind,
        columns=own.columns,
        ignored=frozenset(),
        empty=frozenset(),
        time_zone="",
        datum=own.datum,
        category=None,
        area=None,
        status=None,
        joined={},
        encoding=own.encoding,
    )
