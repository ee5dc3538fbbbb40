"""The real files beside the repository, with the counts that their README states."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from gridcenter.domain.datum import Datum
from gridcenter.domain.errors import BadInput
from gridcenter.store.engine import Store
from gridcenter.store.models import Category, Division, Grid, Incident, Step, Unit
from tests.services.importing.carrying import Bring, bring_into, counts, lines_of

PINGSHAN = "data/incidents_pingshan/pingshan_events_2018_to_august.csv"
CHICAGO = "data/incidents_chicago311/chicago_sanitation_complaints.csv.gz"


def test_pingshan_comes_in_whole_and_a_second_time_changes_nothing(
    store: Store, bring: Bring, shared: Path, rejects: Path
) -> None:
    first = bring("incidents", shared / PINGSHAN, preset="pingshan", rejects=rejects)
    assert counts(first) == (1416, 1387, 0, 29, 0)
    assert len(lines_of(rejects)) == 29
    again = bring("incidents", shared / PINGSHAN, preset="pingshan")
    assert counts(again) == (1416, 0, 1387, 29, 0)
    assert not again.stored
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 1416
        assert session.scalar(select(func.count()).where(Incident.twin_of_id.is_not(None))) == 29
        assert (
            session.scalar(select(func.count()).where(Incident.approximate, Incident.longitude.is_not(None)))
            == 1416
        )
        assert session.scalar(select(func.max(Incident.version))) == 1
        assert session.scalar(select(func.count()).where(Incident.outcome == "overdue")) == 199
        assert session.scalar(select(func.count()).where(Division.level == 5)) == 23
        assert session.scalar(select(func.count()).select_from(Unit)) == 89
        leaf = session.scalars(select(Category).where(Category.code == "5.1159.1160")).one()
        assert (leaf.set_key, leaf.name) == ("pingshan", "市容环卫")
        assert session.scalar(select(Category.name).where(Category.id == leaf.major_id)) == "市容环卫"
        moment = session.scalar(select(Incident.reported_at).where(Incident.number == "72687"))
        assert moment is not None
        assert moment.isoformat() == "2018-07-04T09:24:41+00:00"


def test_pingshan_uses_the_official_communities_when_the_store_knows_them(
    store: Store, bring: Bring, shared: Path
) -> None:
    for name in ("areas.csv", "streets_all_china.csv.gz", "shenzhen_pingshan_440310_communities.csv"):
        bring("divisions", shared / "data/divisions_china" / name)
    report = bring("incidents", shared / PINGSHAN, preset="pingshan")
    assert "division" not in report.stored
    with store.read() as session:
        code = session.scalar(select(Incident.community_code).where(Incident.number == "72687"))
    assert code == "440310006002"


def test_chicago_repeats_numbers_and_the_repeats_are_reported_with_both_lines(
    store: Store, bring: Bring, shared: Path, rejects: Path, english: None
) -> None:
    report = bring("incidents", shared / CHICAGO, preset="chicago311", rejects=rejects)
    assert counts(report) == (74401, 74026, 0, 375, 0)
    lines = lines_of(rejects)
    assert len(lines) == 375
    assert lines[0][:4] == ["27852", "number", "12-01209013", "twin"]
    assert "line 27851" in lines[0][4]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Incident)) == 74026
        assert session.scalar(select(func.count()).select_from(Step)) == 74026
        assert session.scalar(select(func.count()).where(Incident.closed_at.is_(None))) == 325
        assert session.scalar(select(func.count()).where(Incident.outcome == "duplicate")) == 3633
        assert session.scalar(select(func.count()).where(Incident.longitude.is_(None))) == 24


def test_hangzhou_polygons_of_one_code_are_one_grid(store: Store, bring: Bring, shared: Path) -> None:
    report = bring("grids", shared / "data/grid_hangzhou/communities.geojson")
    assert counts(report) == (90, 90, 0, 0, 0)
    assert report.stored == {"grid": 75, "division": 83}
    again = bring("grids", shared / "data/grid_hangzhou/communities.geojson")
    assert counts(again) == (90, 0, 90, 0, 0)
    streets = bring("divisions", shared / "data/grid_hangzhou/streets.geojson")
    assert counts(streets) == (8, 8, 0, 0, 0)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Grid)) == 75
        assert session.scalar(select(func.count()).where(Division.level == 4)) == 8
        code = session.scalar(select(Grid.community_code).where(Grid.code == "SQ-3"))
        community = session.get(Division, code)
        assert community is not None
        assert (community.name, community.parent_code) == ("华丰社区", "SQ")
        assert session.scalar(select(Division.geometry).where(Division.code == "SQ"))


def test_the_division_tables_come_in_with_their_counts(store: Store, bring: Bring, shared: Path) -> None:
    folder = shared / "data/divisions_china"
    names = {"provinces.csv": 31, "cities.csv": 342, "areas.csv": 2978, "streets_all_china.csv.gz": 41352}
    for name, rows in names.items():
        assert counts(bring("divisions", folder / name)) == (rows, rows, 0, 0, 0)
    assert counts(bring("divisions", folder / "yichang_4205_streets.csv")) == (113, 0, 113, 0, 0)
    with store.read() as session:
        assert session.scalar(select(Division.parent_code).where(Division.code == "420502001")) == "420502"
        levels = session.execute(select(Division.level, func.count()).group_by(Division.level)).all()
    assert dict(tuple(row) for row in levels) == {1: 31, 2: 342, 3: 2978, 4: 41352}
    for name, rows in names.items():
        assert counts(bring("divisions", folder / name)) == (rows, 0, rows, 0, 0)


def test_all_villages_come_in_with_rare_characters_and_long_names(sqlite_store: Store, shared: Path) -> None:
    """On one store only, because it takes a while; the streets run on both."""
    path = shared / "data/divisions_china/villages_all_china.csv.gz"
    report = bring_into(sqlite_store)("divisions", path)
    assert counts(report) == (620573, 620573, 0, 0, 0)
    with sqlite_store.read() as session:
        assert session.scalar(select(Division.name).where(Division.code == "420602006207")) == "莫𡐓村委会"
        assert len(session.scalars(select(Division.name).where(Division.code == "150423400498")).one()) == 33


def test_bare_geometries_take_code_from_the_file_name_and_name_from_the_store(
    store: Store, bring: Bring, shared: Path
) -> None:
    bring("divisions", shared / "data/divisions_china/areas.csv")
    for code in ("420502", "420503", "420504", "420505", "420506"):
        report = bring("divisions", shared / f"data/boundaries_yichang/{code}.geojson", datum=Datum.GCJ02)
        assert counts(report) == (1, 1, 0, 0, 0)
        assert not report.warnings
    with store.read() as session:
        row = session.get(Division, "420502")
        assert row is not None
        assert row.name == "西陵区"
        assert row.geometry is not None
        assert "111.331555" not in row.geometry


def test_korean_polygons_are_grids(bring: Bring, shared: Path) -> None:
    report = bring(
        "grids", shared / "data/polygons_korea_dong/skorea_submunicipalities_2013_simple.geojson.gz"
    )
    assert counts(report) == (3482, 3482, 0, 0, 0)


def test_valid_geojson_is_read_and_what_is_no_grid_is_refused_with_a_reason(
    bring: Bring, shared: Path, rejects: Path
) -> None:
    files = sorted((shared / "data/geojson_valid").glob("*.geojson"))
    assert len(files) == 22
    for file in files:
        report = bring("grids", file, rejects=rejects)
        assert report.refused == report.rows
        assert report.rows == 0 or all(line[4] for line in lines_of(rejects))


def test_limits_of_yuncheng_come_in_with_their_categories(store: Store, bring: Bring, shared: Path) -> None:
    path = shared / "codes/cg_time_limits_yuncheng.csv"
    assert counts(bring("standards", path)) == (519, 519, 0, 0, 0)
    assert counts(bring("standards", path)) == (519, 0, 519, 0, 0)


def test_category_tables_of_the_standards_come_in(bring: Bring, shared: Path) -> None:
    for name, rows in (("gbt31000_disputes.csv", 95), ("gbt47678_5_matters.csv", 250)):
        assert counts(bring("categories", shared / "codes" / name)) == (rows, rows, 0, 0, 0)
        assert counts(bring("categories", shared / "codes" / name)) == (rows, 0, rows, 0, 0)


@pytest.mark.parametrize(
    "name",
    ["tiles_samples/png.pmtiles", "tiles_samples/geography-class-png.mbtiles", "osm_test/test.osm.pbf"],
)
def test_files_of_other_kinds_are_refused_with_a_sentence(
    bring: Bring, shared: Path, name: str, english: None
) -> None:
    with pytest.raises(BadInput, match=r"is no table|damaged"):
        bring("incidents", shared / "data" / name)
