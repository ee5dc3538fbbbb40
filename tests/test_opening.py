"""The map's page begins before the program is loaded, and belongs to the first view that takes it."""

from __future__ import annotations

import builtins
import gc
import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from gridcenter.desktop.map.district import district_document
from gridcenter.desktop.map.kept_district import district_name
from gridcenter.desktop.map.view import MapView
from gridcenter.desktop.theme import Theme
from gridcenter.opening import begun_map_page, load_program
from tests.desktop.sample_desk import sample_district

PATIENCE_MS = 20_000


def test_a_page_begun_early_listens_once_a_view_has_taken_it(qapp: QApplication, qtbot: QtBot) -> None:
    look = Theme("dark", "desk")
    look.dress(qapp)
    with begun_map_page() as page:
        qtbot.waitSignal(page.bridge.page_started, timeout=PATIENCE_MS).wait()
        assert not page.listening
        view = MapView(look, host=page)
        qtbot.addWidget(view, before_close_func=lambda closing: closing.release())
        qtbot.waitSignal(view.ready, timeout=PATIENCE_MS).wait()
        assert page.listening
    assert isValid(page)


def test_a_view_may_take_a_page_that_is_still_on_its_way(qapp: QApplication, qtbot: QtBot) -> None:
    look = Theme("dark", "desk")
    look.dress(qapp)
    with begun_map_page() as page:
        view = MapView(look, host=page)
        qtbot.addWidget(view, before_close_func=lambda closing: closing.release())
        qtbot.waitSignal(view.ready, timeout=PATIENCE_MS).wait()
    assert view.host is page


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_district_read_before_its_time_is_shown_only_when_it_is_told(
    left_out: int, qapp: QApplication, qtbot: QtBot
) -> None:
    look = Theme("dark", "desk")
    look.dress(qapp)
    told = sample_district()
    last = district_document(replace(told, grids=told.grids[left_out:]))
    with begun_map_page() as page:
        page.expect(district_name(last), last)
        qtbot.waitSignal(page.bridge.page_started, timeout=PATIENCE_MS).wait()
        view = MapView(look, host=page)
        qtbot.addWidget(view, before_close_func=lambda closing: closing.release())
        view.resize(800, 500)
        view.show()
        qtbot.waitSignal(view.ready, timeout=PATIENCE_MS).wait()
        assert units_shown(view, qtbot) == 0
        view.show_district(told)
        qtbot.waitUntil(lambda: units_shown(view, qtbot) == len(told.grids), timeout=PATIENCE_MS)


@pytest.mark.parametrize("last", [b'{"kept by": "another version"}', b"no JSON"])
def test_a_last_district_in_a_form_of_another_version_is_left_without_a_word(
    last: bytes, qtbot: QtBot
) -> None:
    with begun_map_page() as page:
        page.expect(district_name(last), last)
        qtbot.waitSignal(page.bridge.page_started, timeout=PATIENCE_MS).wait()
        with qtbot.waitSignal(
            page.bridge.page_answered, timeout=PATIENCE_MS
        ):  # messages are taken one by one
            page.bridge.told.emit(json.dumps({"number": 0, "messages": [{"kind": "ping", "number": 1}]}))
        assert page.page.complaints == []


def units_shown(view: MapView, qtbot: QtBot) -> int:
    answers: list[float] = []
    view.host.page.runJavaScript("Object.keys(gridcenter.picture().classes).length", answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=PATIENCE_MS)
    return int(answers[0])


def test_a_page_that_no_view_takes_ends(qtbot: QtBot) -> None:
    with begun_map_page() as page:
        qtbot.waitSignal(page.bridge.page_started, timeout=PATIENCE_MS).wait()
    assert not isValid(page.page)
    assert not isValid(page.view)


def test_loading_the_program_leaves_imports_and_garbage_as_they_were(qtbot: QtBot) -> None:
    before = builtins.__import__, gc.isenabled()
    assert load_program().run_window
    assert (builtins.__import__, gc.isenabled()) == before
