"""GeoJSON: strict JSON, shapes that can be stood upon, and the datum they are in."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from gridcenter.domain.datum import Datum, wgs84_to_gcj02
from gridcenter.domain.errors import BadInput
from gridcenter.services.importing.opening import opened_source
from gridcenter.store.engine import Store
from gridcenter.store.models import Change, Division, Grid
from tests.services.importing.carrying import NOW, Bring, counts, lines_of

SQUARE = [[116.0, 40.0], [116.1, 40.0], [116.1, 40.1], [116.0, 40.1], [116.0, 40.0]]
BOW_TIE = [[116.0, 40.0], [116.1, 40.1], [116.1, 40.0], [116.0, 40.1], [116.0, 40.0]]
TOUCHING = [[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]]


def feature(ring: list[Any], code: str = "110101001001001", **properties: str) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code, **properties}, "geometry": geometry}


def collection(path: Path, *features: dict[str, Any]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"type": "Point", "coordinates": [NaN, 1]}', "NaN is no number"),
        ('{"type": "Point", "coordinates": [1e400, 1]}', "too large"),
        ('{"type": "Point", "type": "Point", "coordinates": [1, 1]}', "stands twice"),
        ("[" * 100_000, "nested too deeply|no JSON"),
        ('{"type": "Point", "coordinates": [' + "1" * 5000 + ", 1]}", "too long"),
        ('{"type": "Point", ', "line 1: this is no JSON"),
        ('{"rows": []}', "no GeoJSON"),
        ("[1, 2]", "no GeoJSON"),
    ],
)
def test_what_the_json_parser_would_let_pass_is_refused(
    tmp_path: Path, english: None, text: str, sentence: str
) -> None:
    path = tmp_path / "shape.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=sentence), opened_source(path):
        pass


@pytest.mark.parametrize(
    ("ring", "reason"),
    [
        (BOW_TIE, "feature 2: the outline crosses itself at 116.05, 40.05"),
        (TOUCHING, "feature 2: the outline touches itself at 2, 0"),
        (SQUARE[:-1], "feature 2: a ring is not closed, it ends at 116.0, 40.1"),
        ([[40.0, 116.0], [40.1, 116.0], [40.1, 116.1], [40.0, 116.0]], "feature 2: .* seem to be swapped"),
        ([[500, 4], [501, 4], [501, 5], [500, 4]], "feature 2: .* degrees are wanted"),
        ([["a", 4], [5, 4], [5, 5], ["a", 4]], "no pair of numbers"),
        ([[1, 1], [1, 1]], "fewer than four points"),
    ],
)
def test_a_broken_shape_is_refused_by_feature_and_place_and_the_others_come_in(
    bring: Bring, tmp_path: Path, rejects: Path, english: None, ring: list[Any], reason: str
) -> None:
    path = collection(tmp_path / "g.geojson", feature(SQUARE), feature(ring, "110101001001002"))
    report = bring("grids", path, rejects=rejects)
    assert counts(report) == (2, 1, 0, 0, 1)
    (line,) = lines_of(rejects)
    assert line[0] == "2"
    assert re.search(reason, line[4])


def test_a_moved_boundary_makes_a_new_version_and_keeps_the_old(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    wider = [[x + 0.01 if x > 116.05 else x, y] for x, y in SQUARE]
    bring("grids", collection(tmp_path / "a.geojson", feature(SQUARE)))
    later = NOW + timedelta(days=1)
    changed = bring("grids", collection(tmp_path / "b.geojson", feature(wider)), now=later)
    assert counts(changed) == (1, 1, 0, 0, 0)
    with store.read() as session:
        versions = session.scalars(select(Grid).order_by(Grid.id)).all()
    assert [row.valid_until is None for row in versions] == [False, True]


def test_grids_in_gcj02_are_moved_to_wgs84(store: Store, bring: Bring, tmp_path: Path) -> None:
    shifted = [list(wgs84_to_gcj02(x, y)) for x, y in SQUARE]
    bring("grids", collection(tmp_path / "a.geojson", feature(shifted)), datum=Datum.GCJ02)
    with store.read() as session:
        text = session.scalars(select(Grid.geometry)).one()
    (ring,) = json.loads(text)["coordinates"]
    assert {tuple(point) for point in ring} == {tuple(point) for point in SQUARE}


def test_a_grid_brings_its_community_and_street_along(store: Store, bring: Bring, tmp_path: Path) -> None:
    one = feature(SQUARE, "A-1", community="甲社区", community_code="A-1", street="甲街道", street_code="A")
    report = bring("grids", collection(tmp_path / "a.geojson", one))
    assert report.stored == {"grid": 1, "division": 2}
    with store.read() as session:
        assert session.scalars(select(Division.code).order_by(Division.code)).all() == ["A", "A001"]


def test_whatever_a_file_adds_is_announced_once_per_kind(store: Store, bring: Bring, tmp_path: Path) -> None:
    grids = [
        feature([[x + n, y] for x, y in SQUARE], f"A-{n}", community=f"社区{n}", community_code=f"A-{n}")
        for n in range(3)
    ]
    bring("grids", collection(tmp_path / "a.geojson", *grids))
    with store.read() as session:
        announced = {(row.kind, row.key) for row in session.scalars(select(Change))}
    assert announced == {("grid", "*"), ("division", "*")}


def test_grids_need_shapes_and_incidents_none(bring: Bring, tmp_path: Path, english: None) -> None:
    path = tmp_path / "grids.csv"
    path.write_text("code,name\n1,x\n", encoding="utf-8")
    with pytest.raises(BadInput, match="grids come with their areas"):
        bring("grids", path)
    with pytest.raises(BadInput, match="holds shapes"):
        bring("incidents", collection(tmp_path / "a.geojson", feature(SQUARE)))
