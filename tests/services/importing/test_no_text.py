"""A NUL, which no text has and PostgreSQL does not keep: the row that holds it is refused on both stores, by its line
and field, and the rows beside it are taken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gridcenter.domain.datum import Datum
from gridcenter.language import pick
from gridcenter.services.importing import Kind
from gridcenter.services.importing.columns import Field
from gridcenter.services.importing.kinds import TEMPLATES
from tests.services.importing.carrying import Bring, counts, lines_of

pytestmark = pytest.mark.usefixtures("reference")
GOOD = {
    Kind.DIVISIONS: {"code": "110101", "name": "东城区", "level": "3"},
    Kind.UNITS: {"code": "U1", "name": "城管", "kind": "department"},
    Kind.CATEGORIES: {"code": "Z1", "name": "事", "set": "mine"},
    Kind.STANDARDS: {"code": "01001", "name": "", "set": "matters", "value": "3", "unit": "工作日"},
    Kind.INCIDENTS: {
        "number": "N1",
        "reported_at": "2026-11-20 09:00",
        "category": "01001",
        "category_set": "matters",
    },
    Kind.PERSONS: {"id_number": "709901199001010017", "name": "张三", "recorded_on": "2026-01-01"},
    Kind.PREMISES: {"code": "P1", "name": "楼", "kind": "building"},
    Kind.ORGANISATIONS: {"uscc": "91110000600037341L", "name": "店"},
}
UNREAD = frozenset({"unit_code", "relation", "residence_kind", "since"})
"""Read only where a unit's name, a household or premises stand beside them."""
FIELDS = [(kind, field) for kind in GOOD for field in TEMPLATES[kind] if field.key not in UNREAD]
NUL = "a\0b"


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=[f"{kind}-{field.key}" for kind, field in FIELDS])
def test_a_nul_in_any_field_refuses_its_row(
    kind: Kind, field: Field, bring: Bring, tmp_path: Path, rejects: Path
) -> None:
    good = GOOD[kind]
    bad = {**dict.fromkeys(good, ""), **good, field.key: NUL}
    path = tmp_path / "rows.csv"
    rows = [list(bad), [good.get(name, "") for name in bad], list(bad.values())]
    path.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    report = bring(kind, path, rejects=rejects, datum=Datum.WGS84)
    assert counts(report)[4] == 1
    assert report.accepted == 1, lines_of(rejects)
    (refused,) = lines_of(rejects)
    assert refused[0] == "3"
    assert refused[1] == pick(field.title)
    assert "不属于文本的字符" in refused[4]


@pytest.mark.parametrize("key", ["code", "name", "name_en", "community_code", "community", "kind", "level"])
def test_a_nul_in_geojson_refuses_its_feature(key: str, bring: Bring, tmp_path: Path, rejects: Path) -> None:
    ring = [[114.0, 22.0], [114.1, 22.0], [114.1, 22.1], [114.0, 22.0]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    good = {"code": "440310001001001", "name": "网格", "community_code": "440310001001", "community": "社区"}
    features = [
        {"type": "Feature", "properties": properties, "geometry": shape}
        for properties in (good, {**good, "code": "440310001001002", key: NUL})
    ]
    path = tmp_path / "grids.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    report = bring(Kind.GRIDS, path, rejects=rejects, datum=Datum.WGS84)
    assert (report.accepted, report.refused) == (1, 1), lines_of(rejects)
    assert "不属于文本的字符" in lines_of(rejects)[0][4]
