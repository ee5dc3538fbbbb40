"""Whatever a file holds, the answer is rows or a sentence: never a traceback."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gridcenter.domain.errors import BadInput
from gridcenter.services.importing import Kind
from gridcenter.services.importing.opening import opened_source
from gridcenter.store.engine import Store
from tests.services.importing.carrying import bring_into, counts

STARTS = st.sampled_from(
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0",
        b"{",
        b"[",
        b"a,b\n",
        b"#x\n",
    ]
)
NUMBERS = st.integers(-200, 200) | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=8)
POSITIONS = st.lists(st.floats(-181, 181) | SCALARS, max_size=3)
RINGS = st.lists(POSITIONS, max_size=6)
GEOMETRIES = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["Polygon", "MultiPolygon", "Point", "x"]),
        "coordinates": st.lists(RINGS, max_size=3) | SCALARS,
    }
)
PROPERTIES = st.dictionaries(
    st.sampled_from(["code", "name", "community", "community_code", "street", "street_code", "level", "x"]),
    SCALARS | st.lists(SCALARS, max_size=2),
    max_size=6,
)
FEATURES = st.fixed_dictionaries(
    {"type": st.just("Feature"), "properties": PROPERTIES | SCALARS, "geometry": GEOMETRIES | SCALARS},
    optional={"id": SCALARS},
)
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | st.sampled_from(
    [
        "1",
        "110101",
        "2026-11-20 09:00",
        "01001",
        "matters",
        "-",
        "=1",
        "116.4",
        "99999999999999999999",
        "９",
        "nan",
    ]
)
HEADERS = {
    Kind.DIVISIONS: "code,name,level,parent_code,name_en,edition",
    Kind.UNITS: "code,name,kind,parent_code",
    Kind.CATEGORIES: "code,name,parent,set",
    Kind.STANDARDS: "code,name,limit_value,limit_unit,seq",
    Kind.INCIDENTS: "number,reported_at,closed_at,category,category_set,severity,urgent,state",
    Kind.PERSONS: "name,id_number,sex,birth,phone,recorded_on",
    Kind.PREMISES: "code,name,kind,parent_code,tenure",
    Kind.ORGANISATIONS: "uscc,name,kind,status,founded_on,ended_on,premises_code",
    Kind.ORGANISATION_PEOPLE: "uscc,id_number,tie,since,until,source",
}


def read_to_the_end(path: Path) -> None:
    with suppress(BadInput), opened_source(path) as source:
        for _ in source.rows:
            pass


@settings(max_examples=400, deadline=None)
@given(start=STARTS, rest=st.binary(max_size=300))
def test_any_bytes_are_rows_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "any.csv"
    for content in (start + rest, gzip.compress(start + rest)):
        path.write_bytes(content)
        read_to_the_end(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(features=st.lists(FEATURES, max_size=3), kind=st.sampled_from([Kind.GRIDS, Kind.DIVISIONS]))
def test_any_geojson_is_counted_row_by_row(
    sqlite_store: Store, tmp_path: Path, features: list[object], kind: Kind
) -> None:
    path = tmp_path / "any.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    report = bring_into(sqlite_store)(kind.value, path, rejects=tmp_path / "r.csv")
    assert counts(report)[0] == len(features)


@pytest.mark.usefixtures("reference")
def test_any_table_is_counted_row_by_row(store: Store, tmp_path: Path) -> None:
    bring = bring_into(store)
    path = tmp_path / "any.csv"

    @settings(max_examples=150, deadline=None, database=None)
    @given(kind=st.sampled_from(list(HEADERS)), rows=st.lists(st.lists(CELLS, max_size=8), max_size=4))
    def check(kind: Kind, rows: list[list[str]]) -> None:
        width = HEADERS[kind].count(",") + 1
        lines = list(_padded(rows, width))
        path.write_text("\n".join([HEADERS[kind], *lines]) + "\n", encoding="utf-8")
        report = bring(kind.value, path, rejects=tmp_path / "r.csv")
        assert counts(report)[0] == sum(bool(line.replace('""', "").strip(",")) for line in lines)

    check()


def _padded(rows: list[list[str]], width: int) -> Iterator[str]:
    for row in rows:
        cells = (row + [""] * width)[:width]
        yield ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
