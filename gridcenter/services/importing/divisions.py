"""Divisions (行政区划): tables of codes and names, or boundaries as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.services.importing.cells import RowRefused, as_text, as_whole, check_length
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.division_codes import (
    COMMUNITY,
    LONGEST,
    STREET,
    is_official,
    level_of,
    local_community_code,
    parent_of,
    plain_code,
    plain_code_below,
    plain_parent,
)
from gridcenter.services.importing.geojson import GEOMETRY
from gridcenter.services.importing.records import STREAM, WHOLE_FILE, Job, Record, TableWriter, Verdict
from gridcenter.services.importing.shapes import geojson_text, join_areas, point_inside, read_area
from gridcenter.services.importing.source import Row
from gridcenter.store.models import Division

FIELDS = (
    Field("code", Name("区划代码", "code"), ("adcode", "代码", "community_code", "street_code")),
    Field("name", Name("名称", "name"), ("name_zh", "区划名称", "community", "street")),
    Field("name_en", Name("英文名称", "English name"), ("name_eng",)),
    Field("level", Name("级别", "level")),
    Field(
        "parent_code",
        Name("上级代码", "parent code"),
        ("parent", "streetCode", "street_code", "areaCode", "cityCode", "provinceCode"),
    ),
    Field("edition", Name("版本", "edition")),
)
IGNORED = frozenset({"provinceCode", "cityCode", "areaCode", "street", "id", "base_year"})
MAX_NAME = 100
OPTIONAL = {"name_en": 100, "edition": 20}
"""Columns that a file may have, with their longest values."""


class DivisionImporter:
    """Tables stream; boundaries are gathered first, because several polygons may carry one code."""

    key_field = "code"

    def __init__(self, job: Job) -> None:
        self._job = job
        self._columns = job.columns(FIELDS, ignored=IGNORED)
        self.fields = {field.key: field for field in FIELDS}
        self.batch = WHOLE_FILE if job.source.geographic else STREAM
        of = self._columns.of
        self._code, self._name, self._name_en = of("code"), of("name"), of("name_en")
        self._level, self._parent, self._edition = of("level"), of("parent_code"), of("edition")
        self._by_column = {"street_code": STREET, "community_code": COMMUNITY}.get(self._code)
        if not job.source.geographic and not (self._code and self._name):
            job.columns([*(Field(f.key, f.title, f.also, required=True) for f in FIELDS[:2])])
        self._optional = [key for key in OPTIONAL if self._columns.has(key)]
        self._keys = ("code", "name", "level", "parent_code", *self._optional)
        self._writer = TableWriter(job, Division, self._keys)

    def read(self, row: Row) -> Record:
        cells = row.cells
        values = self._checked(cells)
        if not self._job.source.geographic:
            return Record(row.line, values[0], values)
        area = read_area(cells.get(GEOMETRY), feature=row.line, datum=self._job.datum)
        return Record(row.line, None, (*values, area))

    def _checked(self, cells: dict[str, Any]) -> tuple[Any, ...]:
        """Return code, name, level, parent and the optional columns that the file has."""
        stated = as_whole(cells.get(self._level), "level") if self._level else self._by_column
        code = self._code_in(cells)
        parent: str | None = as_text(cells.get(self._parent), "parent_code") if self._parent else ""
        above = plain_code(parent or "", None)
        code = plain_code_below(code, above) if stated is None and above != code else plain_code(code, stated)
        if stated == COMMUNITY and not is_official(code):
            code = local_community_code(parent or "", code)
        if not code or len(code) > LONGEST:
            raise RowRefused("code", code, tr("a code of 1 to {n} characters is needed").format(n=LONGEST))
        name = as_text(cells.get(self._name), "name")
        if not name and not self._job.source.geographic:
            raise RowRefused("name", "", tr("empty, but needed"))
        check_length("name", name, MAX_NAME)
        level = level_of(code, stated, "code")
        parent = plain_parent(parent, level) if parent else None
        parent = parent if parent and parent != code else parent_of(code)
        check_length("parent_code", parent or "", LONGEST)
        return (
            code,
            name,
            level,
            parent,
            *(self._optional_text(cells, key) for key in self._optional),
        )

    def _optional_text(self, cells: dict[str, Any], key: str) -> str:
        return check_length(key, as_text(cells.get(self._columns.of(key)), key), OPTIONAL[key])

    def _code_in(self, cells: dict[str, Any]) -> str:
        """A feature may carry its code as its id, a bare geometry in the file's name (420502.geojson)."""
        found = as_text(cells.get(self._code), "code")
        if not self._job.source.geographic:
            return found
        stem = self._job.report.path.name.partition(".")[0]
        return found or as_text(cells.get("id"), "code") or (stem if is_official(stem) else "")

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        if not self._job.source.geographic:
            return self._writer.write([record.values for record in records])
        groups: dict[str, list[Record]] = {}
        for record in records:
            groups.setdefault(record.values[0], []).append(record)
        known = self._stored_names(groups)
        rows = [self._joined(code, group, known) for code, group in groups.items()]
        verdicts = dict(zip(groups, self._write_shapes(rows), strict=True))
        joined = len(records) - len(groups)
        if joined:
            sentence = tr("{polygons} polygons make {n} divisions: those with the same code were joined.")
            self._job.report.warn(sentence.format(polygons=len(records), n=len(groups)))
        return [verdicts[record.values[0]] for record in records]

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""

    def _stored_names(self, groups: dict[str, list[Record]]) -> dict[str, str]:
        statement = select(Division.code, Division.name).where(Division.code.in_(list(groups)))
        return {row.code: row.name for row in self._job.session.execute(statement)}

    def _joined(self, code: str, group: list[Record], known: dict[str, str]) -> tuple[Any, ...]:
        first = group[0].values
        name = first[1] or known.get(code, "")
        if not name:
            sentence = tr(
                "The file has no name for {code}: the code stands in until a table of divisions is imported."
            )
            self._job.report.warn(sentence.format(code=code))
            name = code
        areas: list[BaseGeometry] = [record.values[-1] for record in group if record.values[-1] is not None]
        shape = _shape_columns(join_areas(areas)) if areas else ()
        return (code, name, *first[2:-1], *shape)

    def _write_shapes(self, rows: list[tuple[Any, ...]]) -> list[bool]:
        """Rows without a boundary leave a known boundary alone."""
        plain = len(self._keys)
        shaped = TableWriter(self._job, Division, (*self._keys, "geometry", "longitude", "latitude"))
        with_shape = [row for row in rows if len(row) > plain]
        without = [row for row in rows if len(row) == plain]
        written = dict(zip((row[0] for row in with_shape), shaped.write(with_shape), strict=True))
        written.update(zip((row[0] for row in without), self._writer.write(without), strict=True))
        return [written[row[0]] for row in rows]


def _shape_columns(area: BaseGeometry) -> tuple[str, float, float]:
    return geojson_text(area), *point_inside(area)
