"""The filter: one state for all panels, taken back newest part first."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from gridcenter.desktop.filter_state import FilterState
from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light


def test_a_second_press_on_the_same_thing_takes_it_back(qtbot: QtBot) -> None:
    state = FilterState()
    heard: list[Filter] = []
    state.changed.connect(heard.append)
    state.toggle_area("330108001001")
    state.toggle_area("330108001001")
    assert heard == [Filter(area="330108001001"), Filter()]


def test_esc_takes_back_the_newest_part_first(qtbot: QtBot) -> None:
    state = FilterState()
    state.toggle_unit(3)
    state.toggle_lights(Light.RED)
    state.toggle_major("01")
    assert state.clear_newest()
    assert state.current == Filter(unit_id=3, lights=frozenset({Light.RED}))
    state.toggle_unit(4)
    assert state.clear_newest()
    assert state.current == Filter(lights=frozenset({Light.RED}))
    assert state.clear_newest()
    assert not state.clear_newest()


def test_a_whole_filter_can_be_taken_and_cleared(qtbot: QtBot) -> None:
    state = FilterState()
    state.set(Filter(text="井盖", area="330108"))
    assert state.clear_newest()
    state.set(Filter(text="路灯"))
    state.clear_all()
    assert state.current == Filter()
    assert not state.clear_newest()


def test_nothing_is_said_when_nothing_changes(qtbot: QtBot) -> None:
    state = FilterState()
    heard: list[Filter] = []
    state.changed.connect(heard.append)
    state.clear("lights")
    state.set(Filter())
    assert heard == []
