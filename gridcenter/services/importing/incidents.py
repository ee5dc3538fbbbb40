"""Incidents (事件) from other systems: each comes with one step saying so; clocks are not invented for them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select, update

from gridcenter.domain.datum import Datum, to_wgs84
from gridcenter.language import listed, pick, tr
from gridcenter.services.importing.area_catalogue import NamedAreas, NumberedAreas, Place
from gridcenter.services.importing.category_catalogue import CategoryLookup, CategoryPaths
from gridcenter.services.importing.cells import (
    RowRefused,
    as_flag,
    as_moment,
    as_number,
    as_text,
    as_whole,
    check_length,
    required_text,
    short_text,
)
from gridcenter.services.importing.grid_locator import GridLocator
from gridcenter.services.importing.incident_fields import (
    CLOSED,
    CLOSED_AT,
    COMMUNITY,
    FIELDS,
    FILED,
    FUTURE,
    GRID,
    HASH,
    LAT,
    LON,
    LONGEST,
    NEW_COLUMNS,
    SOURCE_COLUMNS,
    STATE,
    STEP_COLUMNS,
    UNIT,
)
from gridcenter.services.importing.incident_flows import IncidentFlows
from gridcenter.services.importing.records import STREAM, Job, Record, Verdict
from gridcenter.services.importing.shapes import check_place
from gridcenter.services.importing.source import Row
from gridcenter.services.importing.unit_catalogue import Units
from gridcenter.services.unit_load import loads
from gridcenter.store import bulk
from gridcenter.store.imported import IMPORT, taken_further
from gridcenter.store.models import Division, Incident, Step
from gridcenter.store.tables import table_of


class IncidentImporter:
    batch = STREAM
    key_field = "number"

    def __init__(self, job: Job) -> None:
        preset = job.preset
        self._origin = preset if preset is not None and preset.shipped else None
        fields = [item for item in FIELDS if self._origin is None or item.key in self._origin.columns]
        self._job = job
        self._columns = job.columns(fields, ignored=_used_by_preset(job))
        self.fields = {field.key: field for field in FIELDS}
        self._datum = job.datum if self._columns.has("longitude") else Datum.WGS84
        self._zone = ZoneInfo((preset.time_zone if preset else "") or job.options.time_zone)
        self._empty = preset.empty if preset else frozenset[str]()
        self._flows = IncidentFlows(job.session)
        self._units = Units(job)
        self._given = set[int]()
        self._prepare_categories()
        self._prepare_areas()
        self._new_store = bulk.is_empty(job.session, Incident)
        self._names = {key: self._columns.of(key) for key in self.fields}

    def _prepare_categories(self) -> None:
        rule = self._job.preset.category if self._job.preset else None
        self._rule = rule
        self._paths = CategoryPaths(self._job, rule.set_key, rule.set_name) if rule else None
        self._lookup = None if rule else CategoryLookup(self._job)

    def _prepare_areas(self) -> None:
        session = self._job.session
        rule = self._job.preset.area if self._job.preset else None
        self._areas: NamedAreas | NumberedAreas | None = None
        if rule:
            self._areas = NumberedAreas(self._job, rule) if rule.number else NamedAreas(self._job, rule)
        self._locator = GridLocator(session)
        self._grids = self._locator.by_code()
        self._divisions = frozenset(session.scalars(select(Division.code))) if rule is None else frozenset()

    def read(self, row: Row) -> Record:
        cells = self._without_nothing(row.cells)
        names = self._names
        number = short_text(cells.get(names["number"]), "number", LONGEST["number"]) or required_text(
            "", "number"
        )
        reported, with_time = self._moment(cells, "reported_at") or _missing("reported_at")
        closed, due = self._closing(cells, reported), self._moment(cells, "due_at")
        state, outcome = self._status(cells, closed)
        digest = self._digest(cells, names["number"])
        lon, lat = self._position(cells)
        category = self._category(cells)
        values = (
            state,
            *self._flow(cells, category, state),
            category,
            self._severity(cells),
            as_flag(cells.get(names["urgent"]), "urgent"),
            as_flag(cells.get(names["vulnerable"]), "vulnerable"),
            self._text(cells, "source"),
            self._text(cells, "description"),
            self._text(cells, "address"),
            lon,
            lat,
            *self._placed(cells, lon),
            *[self._unit(cells)] * 2,
            reported,
            closed,
            *[due[0] if due else None] * 2,
            outcome,
            digest.hex(),
        )
        return Record(row.line, number, self._with_point(values, cells), digest if with_time else None)

    def _flow(self, cells: dict[str, Any], category: int, state: str) -> tuple[str, int]:
        named = as_text(cells.get(self._names["flow"]), "flow")
        number = as_text(cells.get(self._names["flow_version"]), "flow_version")
        return self._flows.find(category, state, named=named, number=number)

    def _without_nothing(self, cells: dict[str, Any]) -> dict[str, Any]:
        if self._empty.isdisjoint(cells.values()):
            return cells
        return {key: "" if value in self._empty else value for key, value in cells.items()}

    def _digest(self, cells: dict[str, Any], number: str) -> bytes:
        """Equal for rows equal in every cell but the number; the preset matters, because it decides the meaning."""
        content = repr([value for key, value in cells.items() if key != number])
        return hashlib.blake2b(content.encode("utf-8", "replace"), digest_size=16).digest()

    def _text(self, cells: dict[str, Any], key: str) -> str:
        parts = self._job.preset.joined.get(key, ()) if self._job.preset else ()
        if not parts:
            return short_text(cells.get(self._names[key]), key, LONGEST[key])
        found = ((as_text(cells.get(column), key), text) for column, text in parts)
        text = "".join(form.format(value=_without_zero(value)) for value, form in found if value)
        return check_length(key, text, LONGEST[key])

    def _moment(self, cells: dict[str, Any], key: str) -> tuple[datetime, bool] | None:
        found = as_moment(cells.get(self._names[key]), key, self._zone)
        if found and key == "reported_at" and found[0] > self._job.now + FUTURE:
            raise RowRefused(key, cells.get(self._names[key]), tr("lies in the future"))
        return found

    def _closing(self, cells: dict[str, Any], reported: datetime) -> datetime | None:
        found = self._moment(cells, "closed_at")
        if found is None:
            return None
        closed, with_time = found
        if closed >= reported:
            return closed
        if not with_time and closed.astimezone(self._zone).date() == reported.astimezone(self._zone).date():
            return reported
        raise RowRefused(
            "closed_at", cells.get(self._names["closed_at"]), tr("closed before it was reported")
        )

    def _status(self, cells: dict[str, Any], closed: datetime | None) -> tuple[str, str]:
        rule = self._job.preset.status if self._job.preset else None
        if rule and rule.column:
            cell = as_text(cells.get(rule.column), "state")
            if cell not in rule.states:
                raise RowRefused("state", cell, tr("no state that is known here"))
            return rule.states[cell]
        if rule:
            found = [to for column, to in rule.flags.items() if as_text(cells.get(column), "state") == "1"]
            return found[0] if found else (FILED, "")
        state = as_text(cells.get(self._names["state"]), "state") or (CLOSED if closed else FILED)
        self._flows.check_state(state, closed=closed is not None)
        return state, self._text(cells, "outcome")

    def _category(self, cells: dict[str, Any]) -> int:
        if self._rule and self._paths:
            names = [as_text(cells.get(name), "category") for name, _ in self._rule.path]
            codes = [as_text(cells.get(code), "category") for _, code in self._rule.path]
            return self._paths.leaf(names, codes)
        text = required_text(cells.get(self._names["category"]), "category")
        set_key = as_text(cells.get(self._names["category_set"]), "category_set")
        return self._lookup.find(text, set_key) if self._lookup else 0

    def _severity(self, cells: dict[str, Any]) -> int:
        severity = as_whole(cells.get(self._names["severity"]), "severity")
        if severity is not None and not 1 <= severity <= 4:
            raise RowRefused(
                "severity", severity, tr("goes from 1 (ordinary) to 4 (extraordinarily serious)")
            )
        return severity or 1

    def _position(self, cells: dict[str, Any]) -> tuple[float | None, float | None]:
        lon = as_number(cells.get(self._names["longitude"]), "longitude")
        lat = as_number(cells.get(self._names["latitude"]), "latitude")
        if lon is None and lat is None:
            return None, None
        if lon is None or lat is None:
            raise RowRefused("longitude", "", tr("longitude and latitude belong together"))
        check_place(lon, lat, field="longitude")
        return to_wgs84(lon, lat, self._datum)

    def _placed(self, cells: dict[str, Any], lon: float | None) -> tuple[bool, str | None, str]:
        """Return (approximate, grid code, community code)."""
        if self._areas is not None:
            place = self._areas.place(cells)
            return lon is None and place.point is not None, None, place.code
        grid = as_text(cells.get(self._names["grid_code"]), "grid_code")
        if grid and grid not in self._grids:
            raise RowRefused("grid_code", grid, tr("no such grid in the store: import the grids first"))
        community = as_text(cells.get(self._names["community"]), "community")
        if community and community not in self._divisions:
            raise RowRefused("community", community, tr("no such division in the store: import it first"))
        approximate = as_flag(cells.get(self._names["approximate"]), "approximate")
        return approximate, grid or None, community or self._grids.get(grid, "")

    def _with_point(self, values: tuple[Any, ...], cells: dict[str, Any]) -> tuple[Any, ...]:
        if self._areas is None or values[LON] is not None:
            return values
        place: Place = self._areas.place(cells)
        if place.point is None:
            return values
        return (*values[:LON], *place.point, *values[LAT + 1 :])

    def _unit(self, cells: dict[str, Any]) -> int | None:
        name = as_text(cells.get(self._names["unit"]), "unit")
        if not name:
            return None
        if self._origin is None:
            return self._units.find(name)
        code = as_text(cells.get(self._names["unit_code"]), "unit_code")
        return self._units.find_or_add(name, code, self._origin.key)

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        self._job.session.flush()
        rows = self._in_grids([record.values for record in records])
        stored = {} if self._new_store else self._stored([record.key for record in records])
        verdicts = [_verdict(row, stored.get(record.key)) for record, row in zip(records, rows, strict=True)]
        self._leave_alone(records, stored, verdicts)
        written = [
            (r, row) for r, row, verdict in zip(records, rows, verdicts, strict=True) if verdict is True
        ]
        self._given.update(row[UNIT] for _, row in written if row[UNIT] and row[CLOSED_AT] is None)
        self._insert([(record.key, row) for record, row in written if record.key not in stored])
        self._change([(stored[record.key][0], row) for record, row in written if record.key in stored])
        return verdicts

    def _leave_alone(
        self, records: Sequence[Record], stored: dict[str, tuple[Any, ...]], verdicts: list[Verdict]
    ) -> None:
        """Refuse rows that would change what has been taken further here: its clocks, its unit and its trace."""
        changed = {
            stored[record.key][0]: place
            for place, (record, verdict) in enumerate(zip(records, verdicts, strict=True))
            if verdict is True and record.key in stored
        }
        for incident in taken_further(self._job.session, list(changed)) if changed else ():
            verdicts[changed[incident]] = RowRefused(
                "number", "", tr("this incident was taken further in this program: a file does not change it")
            )

    def _stored(self, keys: list[str]) -> dict[str, tuple[Any, ...]]:
        columns = ("id", *SOURCE_COLUMNS)
        return bulk.stored_rows(self._job.session, Incident, "number", keys, columns)

    def _in_grids(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Fill in grid and community of rows that have coordinates and name no grid."""
        wanted = [n for n, row in enumerate(rows) if row[LON] is not None and row[GRID] is None]
        found = self._locator.locate([(rows[n][LON], rows[n][LAT]) for n in wanted])
        for place, (grid, community) in found.items():
            row = list(rows[wanted[place]])
            row[GRID], row[COMMUNITY] = grid, row[COMMUNITY] or community
            rows[wanted[place]] = tuple(row)
        return rows

    def _insert(self, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
        if not rows:
            return
        session = self._job.session
        ids = bulk.take_ids(session, Incident, len(rows))
        new = [(number, key, *values) for number, (key, values) in zip(ids, rows, strict=True)]
        bulk.insert_rows(session, Incident, NEW_COLUMNS, new)
        self._add_steps([(row[0], 1, row[2 + STATE]) for row in new])
        self._job.report.stored["incident"] += len(new)

    def _change(self, rows: list[tuple[int, tuple[Any, ...]]]) -> None:
        if not rows:
            return
        session = self._job.session
        bulk.update_rows(
            session, Incident, SOURCE_COLUMNS, [(*row, number) for number, row in rows], key="id"
        )
        ids = [number for number, _ in rows]
        statement = select(Step.incident_id, func.max(Step.sequence)).where(Step.incident_id.in_(ids))
        last = {row[0]: row[1] for row in session.execute(statement.group_by(Step.incident_id))}
        self._add_steps([(number, last.get(number, 0) + 1, row[STATE]) for number, row in rows])
        self._job.report.stored["incident"] += len(rows)

    def _add_steps(self, steps: list[tuple[int, int, str]]) -> None:
        by, now = self._job.by, self._job.now
        said = tr("imported from {file}").format(file=self._job.report.path.name)
        tail = (by.account_id or None, by.name, by.role, said)
        rows = [(number, sequence, now, IMPORT, state, *tail) for number, sequence, state in steps]
        bulk.insert_rows(self._job.session, Step, STEP_COLUMNS, rows)
        self._job.report.stored["step"] += len(rows)

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        self._units.finish()
        self._tell_of_full_units()
        if self._areas is not None:
            self._areas.finish()
        if self._origin and not self._columns.has("closed_at"):
            self._job.report.warn(
                tr("The file names no closing times: its cases stand open, with the outcome it gives.")
            )
        self._link(look_alikes)

    def _tell_of_full_units(self) -> None:
        """Name units that have no room for what stands open with them now: the file tells what was given to them
        elsewhere, so that nobody is asked about it."""
        found = [
            load
            for load in (loads(self._job.session) if self._given else ())
            if load.unit_id in self._given and load.engaged(self._job.now)
        ]
        if found:
            sentence = tr(
                "Open incidents of the file stand with units that are busy, off duty or full: {units}."
            )
            self._job.report.warn(sentence.format(units=listed(pick(load.unit) for load in found)))

    def _link(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        if not look_alikes:
            return
        session = self._job.session
        numbers = {number for pair in look_alikes for number in pair}
        ids = bulk.stored_rows(session, Incident, "number", numbers, ("id",))
        pairs = [
            {"twin": ids[twin][0], "first": ids[first][0]}
            for twin, first in look_alikes
            if twin in ids and first in ids
        ]
        statement = update(table_of(Incident)).where(Incident.id == bindparam("twin"))
        if pairs:
            session.connection().execute(statement.values(twin_of_id=bindparam("first")), pairs)


def _verdict(row: tuple[Any, ...], stored: tuple[Any, ...] | None) -> Verdict:
    """A row is unchanged when its cells are those of its last import, or when it would change nothing."""
    if stored is None:
        return True
    if stored[1 + HASH] == row[HASH] or stored[1 : 1 + HASH] == row[:HASH]:
        return False
    if not stored[1 + HASH]:
        return RowRefused("number", "", tr("an incident reported in this program has this number"))
    return True


def _missing(key: str) -> tuple[datetime, bool]:
    raise RowRefused(key, "", tr("empty, but needed"))


def _without_zero(text: str) -> str:
    """Tables made from statistics programs write whole numbers with ".0"."""
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def _used_by_preset(job: Job) -> set[str]:
    preset = job.preset
    if preset is None:
        return set()
    used = {*preset.ignored, *(column for parts in preset.joined.values() for column, _ in parts)}
    if preset.category:
        used.update(column for level in preset.category.path for column in level)
    if preset.area:
        area = preset.area
        used.update((area.district, area.street, area.community, area.number))
    if preset.status:
        used.update((preset.status.column, *preset.status.flags))
    return used
