"""Grids (网格) from GeoJSON: polygons of one code are one grid; a changed boundary makes a new version."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry
from sqlalchemy import select

from gridcenter.domain.errors import BadInput
from gridcenter.domain.names import Name
from gridcenter.language import tr
from gridcenter.services.importing.cells import RowRefused, as_text, check_length
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.division_codes import (
    COMMUNITY,
    GRID_LENGTH,
    LONGEST,
    STREET,
    is_official,
    local_community_code,
    parent_of,
)
from gridcenter.services.importing.geojson import GEOMETRY
from gridcenter.services.importing.records import WHOLE_FILE, Job, Record, Verdict
from gridcenter.services.importing.shapes import geojson_text, join_areas, point_inside, read_area
from gridcenter.services.importing.source import Row
from gridcenter.store.models import Division, Grid

FIELDS = (
    Field(
        "code", Name("网格编码", "grid code"), ("grid_code", "网格代码", "代码", "community_code", "adcode")
    ),
    Field("name", Name("网格名称", "grid name"), ("grid_name", "name", "name_zh", "名称", "community")),
    Field("name_en", Name("英文名称", "English name"), ("name_eng",)),
    Field("community_code", Name("社区代码", "community code")),
    Field("community", Name("社区", "community")),
    Field("street_code", Name("街道代码", "street code")),
    Field("street", Name("街道", "street")),
    Field("kind", Name("网格类型", "grid type"), ("type", "grid_type")),
    Field("level", Name("网格等级", "grid level"), ("grid_level",)),
)
KINDS = frozenset({"GT11", "GT12", "GT13", "GT21", "GT22", "GT23"})
LEVELS = frozenset({"L1", "L2", "L3", "L4"})
LONGEST_CODE, LONGEST_NAME = 24, 100


class _Place(NamedTuple):
    """Where a grid belongs; names are empty where the file does not say."""

    community_code: str
    community: str
    street_code: str
    street: str


class _Values(NamedTuple):
    code: str
    name: str
    name_en: str
    kind: str
    level: str
    place: _Place
    area: BaseGeometry


class GridImporter:
    batch = WHOLE_FILE
    key_field = "code"

    def __init__(self, job: Job) -> None:
        if not job.source.geographic:
            raise BadInput(
                tr("{file} is a table: grids come with their areas, as GeoJSON.").format(
                    file=job.report.path.name
                )
            )
        self._job = job
        self._datum = job.datum
        self._columns = job.columns(FIELDS, ignored=("id", "base_year"))
        self.fields = {field.key: field for field in FIELDS}

    def read(self, row: Row) -> Record:
        code = self._text(row, "code") or as_text(row.cells.get("id"), "code")
        if not code or len(code) > LONGEST_CODE:
            raise RowRefused(
                "code", code, tr("a code of 1 to {n} characters is needed").format(n=LONGEST_CODE)
            )
        name = self._text(row, "name") or code
        check_length("name", name, LONGEST_NAME)
        area = read_area(row.cells.get(GEOMETRY), feature=row.line, datum=self._datum)
        if area is None:
            raise RowRefused("geometry", "", tr("feature {n}: a grid needs an area").format(n=row.line))
        values = _Values(
            code,
            name,
            check_length("name_en", self._text(row, "name_en"), LONGEST_NAME),
            self._chosen(row, "kind", KINDS),
            self._chosen(row, "level", LEVELS),
            self._place(row, code, name),
            area,
        )
        return Record(row.line, None, values)

    def _text(self, row: Row, key: str) -> str:
        return as_text(row.cells.get(self._columns.of(key)), key)

    def _chosen(self, row: Row, key: str, known: frozenset[str]) -> str:
        text = self._text(row, key)
        return text if text in known else ""

    def _place(self, row: Row, code: str, name: str) -> _Place:
        """A 15-digit code carries its community; a grid whose file names none is its own community."""
        stated = self._text(row, "community_code")
        street_code, street = self._text(row, "street_code"), self._text(row, "street")
        community = check_length("community", self._text(row, "community") or name, LONGEST_NAME)
        check_length("street", street, LONGEST_NAME)
        check_length("street_code", street_code, LONGEST)
        if not stated:
            stated = code[:LONGEST] if len(code) == GRID_LENGTH and code.isdigit() else code
        community_code = local_community_code(street_code, stated)
        check_length("community_code", community_code, LONGEST)
        return _Place(community_code, community, street_code or parent_of(community_code) or "", street)

    def write(self, records: Sequence[Record]) -> Sequence[Verdict]:
        groups: dict[str, list[_Values]] = {}
        for record in records:
            groups.setdefault(record.values[0], []).append(_Values(*record.values))
        self._add_divisions([group[0].place for group in groups.values()])
        stored = self._current(groups)
        verdicts = {code: self._write_one(group, stored.get(code)) for code, group in groups.items()}
        self._job.session.flush()
        if len(records) > len(groups):
            sentence = tr("{polygons} polygons make {n} grids: those with the same code were joined.")
            self._job.report.warn(sentence.format(polygons=len(records), n=len(groups)))
        return [verdicts[record.values[0]] for record in records]

    def finish(self, look_alikes: Sequence[tuple[Any, Any]]) -> None:
        """Nothing is left to do."""

    def _current(self, groups: dict[str, list[_Values]]) -> dict[str, Grid]:
        statement = select(Grid).where(Grid.valid_until.is_(None))
        return {grid.code: grid for grid in self._job.session.scalars(statement) if grid.code in groups}

    def _write_one(self, group: list[_Values], known: Grid | None) -> bool:
        first = group[0]
        area = join_areas([values.area for values in group])
        text, (lon, lat) = geojson_text(area), point_inside(area)
        if known is not None and known.geometry == text and _same_facts(known, first):
            return False
        fresh = Grid(
            code=first.code,
            name=first.name,
            name_en=first.name_en,
            community_code=first.place.community_code,
            kind=first.kind or (known.kind if known else "GT11"),
            level=first.level or (known.level if known else "L1"),
            geometry=text,
            longitude=lon,
            latitude=lat,
            valid_from=self._job.now.astimezone(UTC),
        )
        if known is not None:
            fresh.level_reason, fresh.level_review_on = known.level_reason, known.level_review_on
            known.valid_until = self._job.now
            self._job.session.flush()
        self._job.session.add(fresh)
        self._job.report.stored["grid"] += 1
        return True

    def _add_divisions(self, places: list[_Place]) -> None:
        """Add streets and communities that the file names and the store does not know."""
        wanted: dict[str, Division] = {}
        for place in places:
            if place.street_code and place.street:
                wanted.setdefault(place.street_code, _street(place))
            wanted.setdefault(place.community_code, _community(place))
        statement = select(Division.code).where(Division.code.in_(list(wanted)))
        known = set(self._job.session.scalars(statement))
        added = [division for code, division in wanted.items() if code not in known]
        self._job.session.add_all(added)
        self._job.session.flush()
        if not added:
            return
        self._job.report.stored["division"] += len(added)
        streets = sum(division.level == STREET for division in added)
        sentence = tr(
            "Added from the file, because the store did not know them: {n} streets, {m} communities."
        )
        self._job.report.warn(sentence.format(n=streets, m=len(added) - streets))


def _same_facts(known: Grid, values: _Values) -> bool:
    return (
        known.name == values.name
        and known.name_en == values.name_en
        and known.community_code == values.place.community_code
        and values.kind in ("", known.kind)
        and values.level in ("", known.level)
    )


def _street(place: _Place) -> Division:
    return Division(
        code=place.street_code, level=STREET, name=place.street, parent_code=parent_of(place.street_code)
    )


def _community(place: _Place) -> Division:
    parent = place.street_code or None
    name = place.community
    if is_official(place.community_code) and not name:
        name = place.community_code
    return Division(code=place.community_code, level=COMMUNITY, name=name, parent_code=parent)
