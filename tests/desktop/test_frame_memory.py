"""What the window remembers, and that a spoilt memory does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.domain.board import Filter
from gridcenter.domain.lights import Light

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def test_everything_kept_comes_back_in_the_next_session(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    chosen = Filter(area="330108001", lights=frozenset({Light.RED}), unit_id=3, text="井盖")
    memory = WindowMemory(path)
    memory.keep_look("dark", "en", 1.5)
    memory.keep_page("map")
    memory.keep_filter(chosen)
    memory.keep_place((120.1, 30.2, 14.5))
    memory.write()
    again = WindowMemory(path)
    assert (again.scheme, again.language, again.scale) == ("dark", "en", 1.5)
    assert (again.page, again.filter, again.place) == ("map", chosen, (120.1, 30.2, 14.5))


def test_a_new_memory_holds_nothing(tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    assert (memory.scheme, memory.language, memory.scale) == (None, None, 0)
    assert (memory.page, memory.filter, memory.place) == ("", Filter(), None)


def test_a_spoilt_memory_is_as_good_as_none(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text(
        '[look]\nscheme=pink\nlanguage=xx\nscale=huge\n[window]\nfilter={"colour": 1}\n[map]\nplace=[1]\n'
    )
    memory = WindowMemory(path)
    assert (memory.scheme, memory.language, memory.scale) == (None, None, 0)
    assert (memory.filter, memory.place) == (Filter(), None)


def test_window_and_splitters_come_back(qtbot: QtBot, tmp_path: Path) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    window, splitter = QMainWindow(), QSplitter()
    qtbot.addWidget(window)
    splitter.setObjectName("upper")
    for _ in range(2):
        splitter.addWidget(QWidget())
    window.setCentralWidget(splitter)
    window.resize(640, 480)
    window.show()
    splitter.setSizes([500, 100])
    kept = splitter.sizes()
    memory.keep_geometry(window)
    memory.keep_splitters("normal", [splitter])
    splitter.setSizes([100, 500])
    memory.restore_splitters("small", [splitter])
    assert splitter.sizes() != kept
    memory.restore_splitters("normal", [splitter])
    assert splitter.sizes() == kept
    assert memory.restore_geometry(window)
    assert not WindowMemory(tmp_path / "other.ini").restore_geometry(window)
