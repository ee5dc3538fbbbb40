"""The real map page: what it draws, what a click says, and that it only redraws what changed."""

from __future__ import annotations

import gc
import json
import os
import signal
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from gridcenter.bench import map as bench
from gridcenter.bench.map_samples import district_of
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import Board, BoardChange, Filter
from gridcenter.domain.lights import Light
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap, Division
from gridcenter.domain.queue import in_order
from tests.desktop.map.shown_map import PATIENCE_MS, ShownMap
from tests.desktop.map.warped_district import NOW, busy_board, incident, warped_district

HANGZHOU = Path(__file__).parents[3] / "../shared/data/grid_hangzhou/communities.geojson"
DISTRICT = warped_district()
FIRST = DISTRICT.grids[0]
RAMP = ["#EAF1F7", "#C6DAEB", "#98BBD8", "#6193BD", "#2F5D8C"]


def test_every_grid_wears_the_class_of_its_count(busy_map: ShownMap) -> None:
    held = [row.grid_code for row in busy_board(DISTRICT).rows.values()]
    limits = (3, 5, 7, 10)
    wanted = {grid.code: sum(held.count(grid.code) >= limit for limit in limits) for grid in DISTRICT.grids}
    assert busy_map.picture()["classes"] == wanted


def test_the_marks_are_the_pressing_incidents_red_over_yellow(busy_map: ShownMap) -> None:
    lights = [mark["light"] for mark in busy_map.picture()["marks"]]
    assert lights == ["yellow"] * 41 + ["red"] * 23


def test_the_legend_counts_what_the_map_shows(busy_map: ShownMap) -> None:
    words = busy_map.ask("[...document.querySelectorAll('.legend-light span')].map(s => s.textContent)")
    assert [word.split()[-1] for word in words] == ["23", "41"]


def test_the_whole_district_is_in_view_and_clear_of_the_legend(busy_map: ShownMap) -> None:
    corners = [busy_map.ask(f"gridcenter.whereIs('{grid.code}')") for grid in DISTRICT.grids]
    assert all(240 < x < 1024 - 60 and 0 < y < 514 for x, y in corners)


def test_a_click_on_a_grid_says_which(busy_map: ShownMap) -> None:
    quiet = next(
        grid
        for grid in DISTRICT.grids
        if not near_a_mark(busy_map, *busy_map.ask(f"gridcenter.whereIs('{grid.code}')"))
    )
    x, y = busy_map.ask(f"gridcenter.whereIs('{quiet.code}')")
    with busy_map.qtbot.waitSignal(busy_map.view.grid_clicked, timeout=PATIENCE_MS) as clicked:
        busy_map.click_at(x, y)
    assert clicked.args == [quiet.code]


def near_a_mark(shown: ShownMap, x: float, y: float) -> bool:
    places = shown.ask("gridcenter.picture().marks.map(m => gridcenter.whereIsIncident(m.id))")
    return any(abs(mx - x) < 20 and abs(my - y) < 20 for mx, my in places)


def test_a_click_on_a_mark_names_the_incident(empty_map: ShownMap) -> None:
    board = Board()
    board.apply([incident(77, FIRST, Light.RED)])
    empty_map.show(DISTRICT, board)
    x, y = empty_map.ask("gridcenter.whereIsIncident(77)")
    with empty_map.qtbot.waitSignal(empty_map.view.incident_clicked, timeout=PATIENCE_MS) as clicked:
        empty_map.click_at(x, y)
    assert clicked.args == [77]


def test_the_fill_is_on_the_screen_in_the_colours_of_the_ramp(empty_map: ShownMap) -> None:
    board = Board()
    board.apply(incident(key, FIRST) for key in range(1, 13))
    empty_map.show(replace(DISTRICT, backdrop=()), board)
    x, y = empty_map.ask(f"gridcenter.whereIs('{FIRST.code}')")
    assert empty_map.colour_at(x, y) == RAMP[4]
    x, y = empty_map.ask(f"gridcenter.whereIs('{DISTRICT.grids[-1].code}')")
    assert empty_map.colour_at(x, y) == RAMP[0]


def test_a_change_of_theme_recolours_without_loading_again(busy_map: ShownMap) -> None:
    busy_map.ask("window.kept = 1")
    busy_map.theme.use(scheme="dark")
    busy_map.view.apply_theme()
    busy_map.settle()
    busy_map.qtbot.waitUntil(lambda: busy_map.colour_at(4, 200) == "#0D1216", timeout=PATIENCE_MS)
    assert busy_map.ask("window.kept") == 1


def test_a_committed_change_moves_one_grid_and_one_mark(busy_map: ShownMap) -> None:
    board = busy_board(DISTRICT)
    before = busy_map.picture()
    grid = next(grid for grid in DISTRICT.grids if before["classes"][grid.code] == 0)
    change = board.apply(incident(9000 + n, grid, Light.RED) for n in range(12))
    busy_map.view.apply_board(board, change, Filter(), NOW)
    busy_map.settle()
    after = busy_map.picture()
    differing = {code for code in after["classes"] if after["classes"][code] != before["classes"][code]}
    assert differing == {grid.code}
    stayed = {mark["id"]: (mark["x"], mark["y"]) for mark in before["marks"]}
    assert {mark["id"]: (mark["x"], mark["y"]) for mark in after["marks"] if mark["id"] < 9000} == stayed
    assert len(after["marks"]) == len(before["marks"]) + 12


def test_a_light_that_turns_with_time_moves_its_mark(empty_map: ShownMap) -> None:
    board = Board()
    board.apply([incident(1, FIRST, Light.YELLOW)])
    empty_map.show(DISTRICT, board)
    empty_map.view.apply_board(board, BoardChange(), Filter(), NOW + timedelta(minutes=31))
    empty_map.settle()
    assert [mark["light"] for mark in empty_map.picture()["marks"]] == ["red"]


def test_a_filter_narrows_marks_and_veils_the_rest(busy_map: ShownMap) -> None:
    board = busy_board(DISTRICT)
    busy_map.view.apply_board(board, None, Filter(area=FIRST.community_code), NOW)
    busy_map.settle()
    picture = busy_map.picture()
    inside = [row for row in board.rows.values() if row.community_code == FIRST.community_code]
    pressing = [row for row in inside if row.light(NOW) in (Light.RED, Light.YELLOW)]
    assert len(picture["marks"]) == len(pressing)
    assert picture["area"] == FIRST.community_code
    assert max(picture["classes"].values()) == 4


def test_measures_change_classes_and_title(busy_map: ShownMap) -> None:
    busy_map.view.set_measure("on_time")
    busy_map.settle()
    assert None in busy_map.picture()["classes"].values() or 4 in busy_map.picture()["classes"].values()
    assert "%" in busy_map.ask("document.querySelector('.legend-title').textContent")


def test_names_that_look_like_markup_stay_text(empty_map: ShownMap) -> None:
    payloads = (
        "<img src=x onerror=window.hit=1>",
        "<script>window.hit=1</script>",
        "</script><script>window.hit=1</script>",
        '"><svg onload=window.hit=1>',
        "${window.hit=1}",
        "';window.hit=1;//",
        "\u2028window.hit=1//",
    )
    grids = tuple(
        replace(grid, name=Name(payloads[n % len(payloads)])) for n, grid in enumerate(DISTRICT.grids)
    )
    divisions = tuple(replace(division, name=Name(payloads[0])) for division in DISTRICT.divisions)
    board = Board()
    board.apply(
        incident(n, grids[n], Light.RED, category=Name(text), number=text)
        for n, text in enumerate(payloads, 1)
    )
    empty_map.show(DistrictMap(divisions, grids, DISTRICT.backdrop), board)
    for n in range(1, len(payloads) + 1):
        x, y = empty_map.ask(f"gridcenter.whereIsIncident({n})")
        empty_map.click_at(x, y)
    empty_map.qtbot.waitUntil(lambda: not empty_map.ask("document.querySelector('.tooltip').hidden"))
    assert empty_map.ask("typeof window.hit") == "undefined"
    assert empty_map.ask("document.querySelectorAll('.tooltip img, .legend img, svg[onload]').length") == 0
    assert payloads[-1] in empty_map.ask("document.querySelector('.tooltip').textContent")


def test_the_language_changes_without_loading_again(busy_map: ShownMap, english: None) -> None:
    busy_map.view.retranslate()
    busy_map.settle()
    assert busy_map.ask("document.documentElement.lang") == "en"
    assert any(name.startswith("Block ") for name in busy_map.picture()["names"])


def test_a_page_that_dies_comes_back_with_everything(busy_map: ShownMap, expect_log: object) -> None:
    expect_log("the map page ended")  # type: ignore[operator]
    busy_map.view.set_selected_grid(FIRST.code)
    busy_map.view.show_place(119.98, 30.18, 15.5)
    busy_map.settle()
    before = busy_map.picture()
    with busy_map.qtbot.waitSignal(busy_map.view.ready, timeout=PATIENCE_MS):
        os.kill(busy_map.view.host.page.renderProcessPid(), signal.SIGKILL)
    busy_map.settle()
    after = busy_map.picture()
    assert (after["classes"], after["selected"]) == (before["classes"], FIRST.code)
    assert after["zoom"] == pytest.approx(15.5)
    assert len(after["marks"]) == len(before["marks"])


def test_a_page_that_hangs_is_ended_and_comes_back(busy_map: ShownMap, expect_log: object) -> None:
    expect_log("does not answer")  # type: ignore[operator]
    expect_log("the map page ended")  # type: ignore[operator]
    busy_map.view.host._watchdog.setInterval(50)
    busy_map.view.host.page.runJavaScript("for (;;) {}")
    with busy_map.qtbot.waitSignal(busy_map.view.ready, timeout=PATIENCE_MS):
        pass
    busy_map.view.host._watchdog.setInterval(5_000)
    busy_map.settle()
    assert len(busy_map.picture()["marks"]) == 64


def test_a_page_whose_process_stands_still_is_ended_and_comes_back(
    busy_map: ShownMap, expect_log: object
) -> None:
    expect_log("does not answer")  # type: ignore[operator]
    expect_log("the map page ended")  # type: ignore[operator]
    busy_map.view.host._watchdog.setInterval(50)
    with busy_map.qtbot.waitSignal(busy_map.view.ready, timeout=PATIENCE_MS):
        os.kill(busy_map.view.host.page.renderProcessPid(), signal.SIGSTOP)
    busy_map.view.host._watchdog.setInterval(5_000)
    busy_map.settle()
    assert len(busy_map.picture()["marks"]) == 64


def test_a_hand_that_zooms_is_remembered_and_the_button_shows_all_again(busy_map: ShownMap) -> None:
    whole = busy_map.picture()["zoom"]
    with busy_map.qtbot.waitSignal(busy_map.view.moved, timeout=PATIENCE_MS):
        busy_map.ask("document.querySelector('.button-zoom_in').click()")
    assert busy_map.view.view_place() is not None
    busy_map.view.fit()
    busy_map.settle()
    assert busy_map.picture()["zoom"] == pytest.approx(whole)
    assert busy_map.view.view_place() is None


def test_true_places_are_shown_from_community_zoom_on(empty_map: ShownMap) -> None:
    board = Board()
    row = incident(5, FIRST, Light.GREEN)
    board.apply([row])
    empty_map.show(DISTRICT, board)
    assert empty_map.picture()["marks"] == []
    empty_map.view.show_place(row.longitude or 0, row.latitude or 0, 16.5)
    empty_map.settle()
    assert empty_map.picture()["level"] == "community"
    x, y = empty_map.ask("gridcenter.whereIsIncident(5)")
    assert (x, y) == (pytest.approx(512, abs=2), pytest.approx(257, abs=2))


def test_marks_at_one_true_place_say_how_many_they_are(empty_map: ShownMap) -> None:
    board = Board()
    row = incident(1, FIRST, Light.GREEN)
    board.apply(
        incident(key, FIRST, light) for key, light in enumerate([Light.GREEN, Light.RED, Light.GREEN], 1)
    )
    empty_map.show(DISTRICT, board)
    empty_map.view.show_place(row.longitude or 0, row.latitude or 0, 16.5)
    empty_map.settle()
    assert [(mark["light"], mark["count"]) for mark in empty_map.picture()["marks"]] == [
        ("green", 1),
        ("green", 1),
        ("red", 3),
    ]


def test_of_marks_that_hide_each_other_the_first_of_the_queue_is_on_top(empty_map: ShownMap) -> None:
    plain = incident(1, FIRST, Light.RED)
    rows = [
        replace(plain, id=1, due_at=NOW - timedelta(days=3), yellow_at=NOW - timedelta(days=4)),
        replace(plain, id=2, due_at=NOW - timedelta(days=2), yellow_at=NOW - timedelta(days=4)),
        replace(incident(3, FIRST, Light.GREY), longitude=plain.longitude, latitude=plain.latitude),
        replace(incident(4, FIRST, Light.GREEN), longitude=plain.longitude, latitude=plain.latitude),
        replace(plain, id=5, due_at=NOW - timedelta(hours=1), yellow_at=NOW - timedelta(days=1), urgent=True),
        replace(plain, id=6, due_at=NOW - timedelta(days=2), yellow_at=NOW - timedelta(days=4)),
    ]
    board = Board()
    board.apply(rows)
    empty_map.show(DISTRICT, board)
    empty_map.view.show_place(plain.longitude or 0, plain.latitude or 0, 16.5)
    empty_map.settle()
    marks = empty_map.picture()["marks"]
    assert (
        [mark["id"] for mark in reversed(marks)]
        == [row.id for row in in_order(rows, NOW)]
        == [5, 1, 2, 6, 4, 3]
    )
    assert [mark["count"] for mark in marks] == [1, 1, 1, 1, 1, 6]
    calmer = board.apply([replace(rows[4], version=2, urgent=False)])
    empty_map.view.apply_board(board, calmer, Filter(), NOW)
    empty_map.settle()
    assert [mark["id"] for mark in empty_map.picture()["marks"]] == [3, 4, 5, 6, 2, 1]
    assert empty_map.picture()["marks"][-1]["count"] == 6


def test_points_without_any_district_are_shown_and_fitted(empty_map: ShownMap) -> None:
    board = Board()
    board.apply(
        incident(n, None, Light.GREEN, longitude=-87.7 + n / 1000, latitude=41.8 + n / 900, grid_code=None)
        for n in range(1, 200)
    )
    empty_map.show(None, board)
    marks = empty_map.picture()["marks"]
    assert len(marks) == 199
    places = empty_map.ask("gridcenter.picture().marks.map(m => gridcenter.whereIsIncident(m.id))")
    assert all(0 <= x <= 1024 and 0 <= y <= 514 for x, y in places)


def test_large_messages_are_fetched_in_order_and_not_kept(empty_map: ShownMap) -> None:
    board = busy_board(DISTRICT, open_count=5_000, red=2_500, yellow=2_500)
    empty_map.show(DISTRICT, board)
    gone = board.apply([], gone=list(range(1, 2_401)))
    empty_map.view.apply_board(board, gone, Filter(), NOW)
    arrived = board.apply(incident(10_000 + n, DISTRICT.grids[n % 100], Light.RED) for n in range(2_100))
    empty_map.view.apply_board(board, arrived, Filter(), NOW)
    empty_map.settle()
    assert len(empty_map.picture()["marks"]) == 5_000 - 2_400 + 2_100
    assert not [name for name in empty_map.view.host.site.documents.made if name.startswith("board")]


def test_a_wall_shows_red_marks_and_no_controls(busy_map: ShownMap) -> None:
    busy_map.view.set_wall(True)
    busy_map.settle()
    assert {mark["light"] for mark in busy_map.picture()["marks"]} == {"red"}
    assert busy_map.ask("getComputedStyle(document.querySelector('.buttons')).display") == "none"
    assert all(not name[-1].isdigit() for name in busy_map.picture()["names"])


@pytest.mark.parametrize("size", [(640, 270), (900, 330), (1160, 752)])
def test_on_a_wide_wall_no_mark_lies_under_the_legend(
    busy_map: ShownMap, english: None, size: tuple[int, int]
) -> None:
    busy_map.view.retranslate()
    busy_map.view.set_wall(True)
    busy_map.resize(*size)
    legend = busy_map.ask("document.querySelector('.legend').getBoundingClientRect()")
    under = [
        mark
        for mark in busy_map.picture()["marks"]
        if mark["x"] > legend["left"] and mark["y"] > legend["top"]
    ]
    assert legend["width"] > 100
    assert under == []


@pytest.mark.skipif(not HANGZHOU.is_file(), reason=f"real data not here: {HANGZHOU}")
def test_real_communities_of_several_polygons_are_filled_without_grids(empty_map: ShownMap) -> None:
    divisions = hangzhou_communities()
    board = Board()
    code = divisions[3].code
    board.apply(incident(n, None, Light.RED, community_code=code, grid_code=None) for n in range(1, 8))
    empty_map.show(DistrictMap(divisions, (), ()), board)
    picture = empty_map.picture()
    assert len(picture["classes"]) == 75
    assert picture["classes"][code] == 4
    assert len(picture["marks"]) == 7


def hangzhou_communities() -> tuple[Division, ...]:
    """Return 75 communities under made-up codes; several polygons of one code become one geometry."""
    parts: dict[str, list[object]] = {}
    names: dict[str, str] = {}
    for feature in json.loads(HANGZHOU.read_text(encoding="utf-8"))["features"]:
        properties, geometry = feature["properties"], feature["geometry"]
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        parts.setdefault(properties["community_code"], []).extend(polygons)
        names[properties["community_code"]] = properties["community"]
    return tuple(
        Division(
            f"330103{n:06d}",
            Name(names[key]),
            None,
            json.dumps({"type": "MultiPolygon", "coordinates": polygons}),
        )
        for n, (key, polygons) in enumerate(parts.items(), 1)
    )


def test_a_view_deleted_without_a_word_lets_its_page_die_before_the_profile(
    qtbot: QtBot, theme: Theme, capfd: pytest.CaptureFixture[str]
) -> None:
    view = MapView(theme)
    with qtbot.waitSignal(view.ready, timeout=PATIENCE_MS):
        view.show()
    delete(view)
    abandoned = MapView(theme)
    with qtbot.waitSignal(abandoned.ready, timeout=PATIENCE_MS):
        abandoned.show()
    del abandoned
    gc.collect()
    qtbot.wait(50)
    assert "still not deleted" not in capfd.readouterr().err


def test_the_benchmark_measures_both_sides(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(bench, "REPEATS", 2)
    monkeypatch.setattr(bench, "REBUILDS", 1)
    figures = bench.measure(district_of(18), incidents=40)
    assert {"first_paint_ms", "change_one_point", "change_one_grid", "folium_rebuilt_ms"} <= figures.keys()


def test_the_class_limits_stay_while_the_window_lives(empty_map: ShownMap) -> None:
    rows = list(busy_board(DISTRICT).rows.values())
    few = Board({row.id: row for row in rows[:120]})
    empty_map.show(DISTRICT, few)
    legend = "[...document.querySelectorAll('.legend-range')].map(s => s.textContent)"
    before = empty_map.ask(legend)
    empty_map.show(None, busy_board(DISTRICT))
    assert before == empty_map.ask(legend) == ["0", "1", "2", "3–4", "≥5"]


def test_a_page_out_of_sight_keeps_no_list_of_what_it_has_not_drawn(empty_map: ShownMap) -> None:
    board = Board()
    empty_map.show(DISTRICT, board)
    empty_map.view.hide()
    for key in range(1, 5):
        rows = [incident(key * 10_000 + n, FIRST, Light.RED) for n in range(400)]
        empty_map.view.apply_board(board, board.apply(rows), Filter(), NOW)
        empty_map.qtbot.waitUntil(lambda: not empty_map.view._flush.isActive(), timeout=PATIENCE_MS)
    assert empty_map.picture()["undrawn"] <= 1000
    empty_map.view.show()
    empty_map.settle()
    assert len(empty_map.picture()["marks"]) == 1600
    assert empty_map.picture()["undrawn"] == 0


def test_a_page_that_has_worked_frees_its_garbage(busy_map: ShownMap) -> None:
    """The engine of itself never does: a desk at 200 changes a second grew by 100 MB a minute."""
    busy_map.ask("void (window.dropped = new WeakRef({}))")
    host = busy_map.view.host
    for _ in range(150):
        host.tell({"kind": "select", "code": ""})
    busy_map.settle()
    host._watch()
    busy_map.qtbot.waitUntil(
        lambda: busy_map.ask("window.dropped.deref() === undefined"), timeout=PATIENCE_MS
    )
