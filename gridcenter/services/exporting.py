"""Writing records to files that people open in a spreadsheet or a map program, and that can be imported again.

CSV has a byte order mark and quoted formulas; workbooks hold text cells only where the value is text; shapes are
GeoJSON in WGS-84. A file appears under its name only when it is complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from gridcenter.domain.errors import RuleBroken, WrongUse
from gridcenter.domain.own_history import EXPORT
from gridcenter.domain.people import Actor
from gridcenter.domain.role_names import ROLE_NAMES
from gridcenter.language import listed, pick, tr
from gridcenter.services.audited_lists import named_rows
from gridcenter.services.export_tables import TABLES, person_table
from gridcenter.services.importing.kinds import TEMPLATES
from gridcenter.services.importing.report import Kind
from gridcenter.services.people_access import people_access
from gridcenter.services.table_files import complete, write_table
from gridcenter.services.tickets import require_as_signed_in
from gridcenter.store.audit import REFUSED, SHOWN, AuditRow, append_entry, locked_chain_end
from gridcenter.store.engine import Store, store_time
from gridcenter.store.models import Division, Grid
from gridcenter.store.types import inside


class Export(StrEnum):
    DIVISIONS = "divisions"
    GRIDS = "grids"
    UNITS = "units"
    CATEGORIES = "categories"
    STANDARDS = "standards"
    INCIDENTS = "incidents"
    PERSONS = "persons"
    COMPONENTS = "components"
    INDICATORS = "indicators"
    RESPONSIBILITY = "responsibility"


def export_rows(store: Store, kind: Export, out: Path, *, by: Actor, time_zone: str = "Asia/Shanghai") -> int:
    """Write all records of a kind inside the actor's area and return their number.

    Moments are written in `time_zone`. Persons are masked, and the audit row is committed before the file is
    begun.

    Raises:
        WrongUse: The ending of the file's name names no format for this kind.
        BadInput: The file cannot be written.
        RuleBroken: Persons, and the role may not, or the audit cannot be written; the attempt stands in the audit.
    """
    zone = ZoneInfo(time_zone)
    if kind is Export.PERSONS:
        return _write_persons(store, out, by=by, zone=zone)
    with store.read() as session:
        if kind is Export.GRIDS or out.suffix.lower() in (".geojson", ".json"):
            return _write_shapes(session, kind, out, by)
        heading, rows = TABLES[kind.value](session, by, zone)
        return write_table(out, heading, rows)


def _write_persons(store: Store, out: Path, *, by: Actor, zone: ZoneInfo) -> int:
    """Write down that they are exported, then, portion by portion, whom each portion names and its rows."""
    if out.suffix.lower() in (".geojson", ".json"):
        raise WrongUse(tr("Only divisions and grids have shapes: write to .csv or .xlsx."))
    _refuse_role(store, by, out)
    line = _audit(store, by, out, SHOWN)
    with store.read() as session:
        heading, persons = person_table(session, by, zone)
        named = named_rows(store, persons, lambda one: one[0], line, "persons", by=by)
        return write_table(out, heading, (cells for _, cells in named), private=True)


def export_template(kind: str, out: Path) -> None:
    """Write an empty table with the headers of a kind, in the current language.

    Raises:
        WrongUse: There is no such kind.
    """
    if kind not in {str(known) for known in Kind}:
        known = ", ".join(Kind)
        raise WrongUse(tr("There is no kind “{kind}”. There are: {known}.").format(kind=kind, known=known))
    write_table(out, tuple(pick(field.title) for field in TEMPLATES[Kind(kind)]), ())


def _write_shapes(session: Session, kind: Export, out: Path, by: Actor) -> int:
    if kind not in (Export.GRIDS, Export.DIVISIONS):
        raise WrongUse(tr("Only divisions and grids have shapes: write to .csv or .xlsx."))
    if out.suffix.lower() not in (".geojson", ".json"):
        raise WrongUse(tr("{file}: grids are written as .geojson.").format(file=out.name))
    features = list(_grid_features(session, by) if kind is Export.GRIDS else _division_features(session, by))
    with complete(out) as part, part.open("w", encoding="utf-8") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        file.write(",\n".join(features))
        file.write("\n]}\n")
    return len(features)


def _grid_features(session: Session, by: Actor) -> Iterator[str]:
    community, street = aliased(Division), aliased(Division)
    statement = (
        select(Grid, community.name, street.code, street.name)
        .join(community, community.code == Grid.community_code, isouter=True)
        .join(street, street.code == community.parent_code, isouter=True)
        .where(Grid.valid_until.is_(None), inside(Grid.community_code, by.area))
        .order_by(Grid.code)
    )
    for grid, community_name, street_code, street_name in session.execute(statement):
        yield _feature(
            grid.geometry,
            code=grid.code,
            name=grid.name,
            name_en=grid.name_en,
            community_code=grid.community_code,
            community=community_name or "",
            street_code=street_code or "",
            street=street_name or "",
            kind=grid.kind,
            level=grid.level,
        )


def _division_features(session: Session, by: Actor) -> Iterator[str]:
    statement = select(Division).where(inside(Division.code, by.area)).order_by(Division.code)
    for row in session.scalars(statement):
        yield _feature(
            row.geometry,
            code=row.code,
            name=row.name,
            name_en=row.name_en,
            level=row.level,
            parent_code=row.parent_code or "",
        )


def _feature(geometry: str | None, **properties: object) -> str:
    text = json.dumps(properties, ensure_ascii=False)
    return f'{{"type":"Feature","properties":{text},"geometry":{geometry or "null"}}}'


def _refuse_role(store: Store, by: Actor, out: Path) -> None:
    """Raises:
    RuleBroken: The role writes no list of residents to a file; that it was tried stands in the audit.
    """
    exporters = people_access().exporters
    if by.role in exporters:
        return
    _audit(store, by, out, REFUSED)
    roles = listed(pick(ROLE_NAMES[role]) for role in sorted(exporters))
    raise RuleBroken(tr("The list of residents is written to a file by: {roles}.").format(roles=roles))


def _audit(store: Store, by: Actor, out: Path, outcome: str) -> AuditRow:
    """Write down who exports persons, in a transaction of its own, before anything is read."""
    with store.begin() as session:
        end = locked_chain_end(session, by.account_id)
        if end is None or not end.active:
            raise RuleBroken(
                tr("Residents are exported only under an active account: the audit needs a name.")
            )
        require_as_signed_in(end, by)
        line = AuditRow(
            at=store_time(session),
            account_id=by.account_id,
            action=EXPORT,
            outcome=outcome,
            purpose="other",
            incident_number="",
            reason=tr("masked list written to {file}").format(file=out.name)[:400],
            subject_hash="",
            fields="persons",
        )
        append_entry(session, end, line)
    return line
