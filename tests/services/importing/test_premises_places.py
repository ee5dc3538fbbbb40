"""Premises without a place of their own take that of what they stand in, in any order; an undone batch leaves none."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from gridcenter.domain.import_batches import RowOutcome
from gridcenter.services.batch_undo import undo_batch
from gridcenter.services.visit_rules import visit_rules
from gridcenter.store.engine import Store
from gridcenter.store.home_keeping import add_tenure, hold_as
from gridcenter.store.models import Division, Grid, Premises
from gridcenter.store.schema import downgrade, upgrade
from gridcenter.store.visits import due_rows
from tests.services.importing.carrying import ADA, BEN, NOW, SUPERVISOR, Bring, counts, stage, table
from tests.services.importing.test_undoing import undo

COMMUNITY, OTHER = "110101001001", "110101001002"
GRID, FAR = COMMUNITY + "001", OTHER + "001"
HEADER = "房屋编码,名称,房屋类型,上级编码,网格编码,社区代码,房屋性质"
BUILDING, ENTRANCE = f"B,1 幢,楼栋,,{GRID},,", "U,2 单元,单元,B,,,"
ROOM, OWN_PLACE = "R,101,房间,U,,,出租", f"X,102,房间,U,{FAR},,"

pytestmark = pytest.mark.usefixtures("reference", "account", "english")


@pytest.fixture(autouse=True)
def _grids(store: Store) -> None:
    shape = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'
    with store.begin() as session:
        for code, name in ((COMMUNITY, "甲社区"), (OTHER, "乙社区")):
            session.add(Division(code=code, level=5, name=name))
        for code in (GRID, FAR):
            grid = Grid(code=code, name="网格", community_code=code[:12], geometry=shape)
            grid.longitude, grid.latitude, grid.valid_from = 0.5, 0.4, NOW
            session.add(grid)


def places(store: Store) -> dict[str, tuple[str | None, str, str]]:
    with store.read() as session:
        columns = (Premises.code, Premises.grid_code, Premises.community_code, Premises.placed_by)
        return {code: (grid, where, by) for code, grid, where, by in session.execute(select(*columns))}


def versions(store: Store) -> list[Any]:
    with store.read() as session:
        return [
            tuple(row) for row in session.execute(text("SELECT code, version FROM premises ORDER BY code"))
        ]


TAKEN = (GRID, COMMUNITY, "all")


@pytest.mark.parametrize("order", list(permutations((BUILDING, ENTRANCE, ROOM, OWN_PLACE)))[::3])
def test_a_room_takes_the_place_of_the_nearest_placed_premises_in_any_order_of_rows(
    store: Store, bring: Bring, tmp_path: Path, order: tuple[str, ...]
) -> None:
    path = table(tmp_path / "h.csv", HEADER, *order)
    assert counts(bring("premises", path)) == (4, 4, 0, 0, 0)
    found = places(store)
    assert (found["U"], found["R"]) == (TAKEN, TAKEN)
    assert found["X"] == (FAR, OTHER, "")
    before = versions(store)
    assert counts(bring("premises", path)) == (4, 0, 4, 0, 0)
    assert (places(store), versions(store)) == (found, before)


def test_rooms_follow_when_the_building_is_placed_later_and_placed_otherwise(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bare = table(
        tmp_path / "0.csv", "房屋编码,名称,房屋类型,上级编码", "B,1 幢,楼栋,", "U,2 单元,单元,B", "R,101,,U"
    )
    first = bring("premises", bare)
    nowhere = dict.fromkeys("BUR", (None, "", ""))
    assert places(store) == nowhere
    placed = table(tmp_path / "1.csv", "房屋编码,名称,房屋类型,网格编码", f"B,1 幢,楼栋,{GRID}")
    second = bring("premises", placed)
    assert places(store) == {"B": (GRID, COMMUNITY, ""), "U": TAKEN, "R": TAKEN}
    moved = table(tmp_path / "2.csv", "房屋编码,名称,房屋类型,网格编码", f"B,1 幢,楼栋,{FAR}")
    third = bring("premises", moved)
    assert places(store)["R"] == (FAR, OTHER, "all")
    undo(store, third.batch_id or 0)
    assert places(store)["R"] == TAKEN
    done = undo(store, second.batch_id or 0)
    assert (places(store), done.kept) == (nowhere, {})
    undo(store, first.batch_id or 0)
    assert places(store) == {"B": (None, "", "")}  # what other files changed and gave back is told and stays


def test_a_batch_whose_rooms_took_a_place_over_goes_whole(store: Store, bring: Bring, tmp_path: Path) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, "B,1 幢,楼栋,,,,"))
    rooms = bring("premises", table(tmp_path / "1.csv", HEADER, ENTRANCE, ROOM))
    bring("premises", table(tmp_path / "2.csv", HEADER, BUILDING))
    assert places(store)["R"] == TAKEN
    done = undo(store, rooms.batch_id or 0)
    assert (done.removed["premises"], done.kept) == (2, {})
    assert places(store) == {"B": (GRID, COMMUNITY, "")}


def test_a_place_that_a_later_file_gives_a_room_itself_is_put_back_exactly(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, BUILDING, ENTRANCE, ROOM))
    before = places(store)
    later = bring("premises", table(tmp_path / "1.csv", HEADER, f"R,101,房间,U,{FAR},,出租"))
    assert places(store)["R"] == (FAR, OTHER, "")
    bring("premises", table(tmp_path / "2.csv", HEADER, ROOM))
    assert places(store)["R"] == (FAR, OTHER, ""), "an empty cell says nothing"
    done = undo(store, later.batch_id or 0)
    assert (places(store), done.put_back["premises"], done.kept) == (before, 1, {})


def test_a_room_of_which_only_the_community_is_known_takes_a_grid_of_that_community_alone(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    known, elsewhere = f"R,101,房间,B,,{COMMUNITY},", f"Y,103,房间,B,,{OTHER},"
    bring("premises", table(tmp_path / "0.csv", HEADER, BUILDING, known, elsewhere))
    assert places(store)["R"] == (GRID, COMMUNITY, "grid")
    assert places(store)["Y"] == (None, OTHER, "")
    bring("premises", table(tmp_path / "1.csv", HEADER, f"B,1 幢,楼栋,,{FAR},,"))
    assert places(store)["R"] == (None, COMMUNITY, "")
    assert places(store)["Y"] == (FAR, OTHER, "grid")


def test_the_preview_of_a_file_says_nothing_against_a_place_that_was_taken_over(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    path = table(tmp_path / "0.csv", HEADER, BUILDING, ENTRANCE, ROOM)
    bring("premises", path)
    stage(store, path, "premises")
    with store.read() as session:
        outcomes = set(session.scalars(text("SELECT outcome FROM staged_row")))
    assert outcomes <= {RowOutcome.AGREES.value}


def test_the_ledger_of_let_rooms_and_the_visit_list_see_what_took_a_place_over(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, "B,1 幢,楼栋,,,,", ENTRANCE, ROOM))
    persons = "姓名,身份证号,户号,与户主关系,房屋编码"
    bring("persons", table(tmp_path / "p.csv", persons, f"甲一,{ADA},H1,户主,R"))
    assert due(store) == []
    placed = bring("premises", table(tmp_path / "1.csv", HEADER, BUILDING))
    assert due(store) == ["h1"]
    with store.read() as session:
        let = select(Premises.code).where(Premises.tenure == "let", Premises.grid_code == GRID)
        assert session.scalars(let).all() == ["R"]
    with store.begin() as session:
        undo_batch(session, placed.batch_id or 0, reason="放错了网格", by=SUPERVISOR, now=NOW)
    assert due(store) == []


def due(store: Store) -> list[str]:
    with store.read() as session:
        rows = due_rows(session, visit_rules(), grid_code=GRID, today=date(2026, 11, 22), after=None, limit=9)
        return [row.subject.ref for row in rows]


def test_an_imported_household_stands_in_the_grid_of_its_home_or_of_its_person(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, BUILDING, ENTRANCE, ROOM))
    persons = "姓名,身份证号,户号,与户主关系,房屋编码,网格编码"
    path = table(tmp_path / "p.csv", persons, f"甲一,{ADA},H1,户主,R,", f"乙二,{BEN},H2,户主,,{FAR}")
    bring("persons", path)
    with store.read() as session:
        rows = session.execute(text("SELECT number, grid_code FROM household ORDER BY number"))
        assert [tuple(row) for row in rows] == [("H1", GRID), ("H2", FAR)]
    assert due(store) == ["h1"]


def test_a_store_of_before_is_placed_by_its_upgrade_and_as_before_by_the_way_back(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, BUILDING, ENTRANCE, ROOM, OWN_PLACE))
    found = places(store)
    downgrade(store, "0030")
    with store.read() as session:
        bare = session.execute(text("SELECT code FROM premises WHERE grid_code IS NULL ORDER BY code"))
        assert [row[0] for row in bare] == ["R", "U"]
    upgrade(store)
    assert places(store) == found


def test_a_tenure_that_was_kept_by_hand_stands_whatever_a_file_says_and_the_report_tells(
    store: Store, bring: Bring, tmp_path: Path
) -> None:
    bring("premises", table(tmp_path / "0.csv", HEADER, BUILDING, ENTRANCE, ROOM))
    with store.begin() as session:
        room = session.scalars(select(Premises).where(Premises.code == "R")).one()
        add_tenure(session, room.id, {"tenure": "owned", "since": date(2026, 3, 1)})
        hold_as(session, room.id, "owned")
    again = bring("premises", table(tmp_path / "1.csv", HEADER, f"X,102,房间,U,{FAR},,自有", ROOM))
    with store.read() as session:
        assert session.scalars(select(Premises.tenure).where(Premises.code == "R")).one() == "owned"
        assert session.scalars(select(Premises.tenure).where(Premises.code == "X")).one() == "owned"
    assert any("1" in one and "by hand" in one for one in again.warnings), again
