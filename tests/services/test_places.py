"""Finding a place, describing a grid and reading the map, on both stores."""

from __future__ import annotations

import pytest

from gridcenter.clock import utc_now
from gridcenter.domain.names import Name
from gridcenter.services.places import find_places
from gridcenter.store.engine import Store
from gridcenter.store.grid_details import grid_detail
from gridcenter.store.models import (
    BackdropShape,
    Category,
    CodeSet,
    Component,
    Division,
    Grid,
    Post,
    Premises,
    Unit,
)
from gridcenter.store.places import district_code, district_map

SQUARE = '{"type":"Polygon","coordinates":[[[114,30],[114.1,30],[114.1,30.1],[114,30.1],[114,30]]]}'


@pytest.fixture
def small_district(store: Store) -> Store:
    with store.begin() as session:
        session.add_all(
            [
                Division(
                    code="709901", level=3, name="滨江区", parent_code=None, longitude=114.0, latitude=30.0
                ),
                Division(code="709901001", level=4, name="桥头街道", parent_code="709901"),
                Division(code="709901001001", level=5, name="桥头社区", parent_code="709901001"),
                Division(code="110101", level=3, name="东城区", parent_code="1101"),
                Division(code="110101001001", level=5, name="别处", parent_code="110101001"),
            ]
        )
        session.add_all([grid("709901001001001", "桥头 01"), grid("709901001001002", "桥头 02")])
        session.add_all(
            [
                Post(grid_code="709901001001001", role="MEMBER", slot=1, holder="王某"),
                Post(grid_code="709901001001001", role="CHIEF", slot=1, holder=""),
            ]
        )
        session.add(CodeSet(key="components", name="部件"))
        session.flush()
        session.add(Category(id=1, set_key="components", code="01001", name="供水井盖", major_id=1))
        session.flush()
        session.add(
            Component(
                code="70990101001000001",
                category_id=1,
                name="供水井盖",
                grid_code="709901001001001",
                community_code="709901001001",
                longitude=114.05,
                latitude=30.05,
            )
        )
        session.add(
            Premises(
                code="FW-1",
                kind="building",
                name="21 幢",
                address="渡口路 100% 号",
                community_code="709901001001",
                longitude=114.02,
                latitude=30.02,
            )
        )
        session.add(
            Premises(
                code="FW-1-1",
                kind="room",
                name="0402",
                address="渡口路 100% 号 0402",
                community_code="709901001001",
                longitude=114.02,
                latitude=30.02,
            )
        )
        session.add(BackdropShape(kind="water", name="滨江", geometry=SQUARE))
    return store


def grid(code: str, name: str) -> Grid:
    return Grid(
        code=code,
        name=name,
        name_en=name.replace("桥头", "Qiaotou"),
        community_code=code[:12],
        geometry=SQUARE,
        longitude=114.05,
        latitude=30.05,
        valid_from=utc_now(),
    )


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("709901001001002", ["grid"]),
        ("桥头", ["grid", "grid"]),
        ("滨江", ["division"]),
        ("桥头01", ["grid"]),
        ("qiaotou01", ["grid"]),
        ("渡口路", ["building"]),
        ("渡口路100%号", ["building"]),
        ("渡口路100%号楼下的垃圾桶旁", ["building"]),
        ("桥头 02 公园门口", ["grid"]),
        ("渡口", ["building"]),
        ("100%", ["building"]),
        ("1_0", []),
        ("70990101001", ["component"]),
        ("114.05, 30.05", ["coordinates"]),
        ("114.05，30.05", ["coordinates"]),
        ("999, 30", []),
        ("   ", []),
    ],
)
def test_a_place_is_found_by_code_name_address_or_coordinates(
    small_district: Store, asked: str, kinds: list[str]
) -> None:
    with small_district.read() as session:
        assert [found.kind for found in find_places(session, asked, area="709901")] == kinds


@pytest.mark.parametrize(
    ("asked", "within", "exact"),
    [
        ("709901001001002", ("709901001001002", "709901001001"), False),
        ("滨江", ("", "709901"), False),
        ("渡口路", ("", "709901001001"), True),
        ("70990101001", ("709901001001001", "709901001001"), True),
        ("114.05, 30.05", ("709901001001001", "709901001001"), True),
        ("115, 30.05", ("", ""), True),
    ],
)
def test_a_place_says_what_it_lies_in_and_whether_its_point_is_exact(
    small_district: Store, asked: str, within: tuple[str, str], exact: bool
) -> None:
    with small_district.read() as session:
        (found,) = find_places(session, asked, area="709901")
    assert (found.grid_code, found.community_code) == within
    assert found.exact is exact


def test_nothing_outside_the_area_is_found(small_district: Store) -> None:
    with small_district.read() as session:
        assert find_places(session, "桥头", area="110101") == []


def test_a_grid_tells_its_posts_with_vacancies_first_in_rank(small_district: Store) -> None:
    with small_district.read() as session:
        detail = grid_detail(session, "709901001001001")
    assert detail is not None
    assert [(role.zh, holder) for role, holder in detail.posts] == [("CHIEF", ""), ("MEMBER", "王某")]
    assert (detail.components, detail.community, detail.street) == (1, Name("桥头社区"), Name("桥头街道"))


def test_an_unknown_grid_has_no_detail(small_district: Store) -> None:
    with small_district.read() as session:
        assert grid_detail(session, "000") is None


def test_the_map_holds_grids_the_divisions_above_them_and_the_backdrop(small_district: Store) -> None:
    with small_district.read() as session:
        found = district_map(session, area="")
        assert district_code(session) == "709901001001"
    assert [shape.code for shape in found.grids] == ["709901001001001", "709901001001002"]
    assert [division.code for division in found.divisions] == ["709901", "709901001", "709901001001"]
    assert [shape.kind for shape in found.backdrop] == ["water"]


def test_the_map_names_every_unit_so_that_a_filter_by_one_has_a_word(small_district: Store) -> None:
    with small_district.begin() as session:
        session.add(Unit(id=7, code="SF", name="区司法局", name_en="Justice bureau", kind="department"))
    with small_district.read() as session:
        assert (7, Name("区司法局", "Justice bureau")) in district_map(session, area="").units
