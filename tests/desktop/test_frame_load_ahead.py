"""What is needed later is loaded on a worker once the board stands, in its order, whatever fails."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gridcenter.desktop import frame_load_ahead
from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_load_ahead import LoadAhead
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.desktop.report_desk import Reporting
from gridcenter.desktop.theme import Theme
from gridcenter.domain.category_search import FoundCategory
from gridcenter.domain.errors import StoreUnavailable
from tests.desktop.sample_desk import SampleStore, sample_ports


def test_loads_follow_each_other_on_a_worker_after_the_whole_board_and_a_refused_one_holds_up_none(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_load_ahead, "AFTER_MS", 0)
    told: list[tuple[str, bool]] = []

    def note(name: str) -> None:
        told.append((name, threading.current_thread() is threading.main_thread()))

    def refuse() -> None:
        note("second")
        raise StoreUnavailable("x")

    parent, live = QWidget(), SampleStore().feed()
    qtbot.addWidget(parent)
    LoadAhead((lambda: note("first"), refuse, lambda: note("third")), background, live, parent)
    live.board.whole = False
    live.board_replaced.emit()
    qtbot.wait(50)
    assert told == []
    live.board.whole = True
    live.board_replaced.emit()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [("first", False), ("second", False), ("third", False)]


def test_nothing_is_loaded_while_somebody_waits_for_an_answer_or_asks_one_thing_after_another(
    qtbot: QtBot, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_load_ahead, "AFTER_MS", 0)
    monkeypatch.setattr(frame_load_ahead, "QUIET_MS", 100)
    told: list[str] = []
    answered = threading.Event()
    parent, live = QWidget(), SampleStore().feed()
    qtbot.addWidget(parent)
    loads = (lambda: told.append("first"), lambda: told.append("second"))
    background.write(parent, lambda: answered.wait(10), lambda _answer: told.append("answer"))
    LoadAhead(loads, background, live, parent)
    live.board.whole = True
    live.board_replaced.emit()
    qtbot.wait(250)
    assert told == []
    for question in range(10):
        background.read(parent, lambda: None, lambda _none: None, topic=str(question))
        qtbot.wait(40)
    answered.set()
    qtbot.waitUntil(lambda: "answer" in told)
    for question in range(10):
        background.read(parent, lambda: None, lambda _none: None, topic=str(question))
        qtbot.wait(40)
    assert told == ["answer"]
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == ["answer", "first", "second"]


def test_the_index_of_categories_is_made_again_at_once_when_they_change(
    qtbot: QtBot, background: Background, theme: Theme
) -> None:
    asked: list[str] = []

    def find(text: str) -> Sequence[FoundCategory]:
        asked.append(text)
        return ()

    ports = sample_ports(find_category=find, read_categories_anew=lambda: asked.append("anew"))
    window, live = QWidget(), SampleStore().feed()
    qtbot.addWidget(window)
    zone = ZoneInfo("Asia/Shanghai")
    reporting = Reporting(window, ports, background, theme, live, FilterState(), zone)
    reporting.load_categories()
    assert asked == [""]
    for kind in ("category", "unit", ANYTHING):
        live.subject_changed.emit(kind)
        qtbot.waitUntil(lambda: not background.busy)
    assert asked == ["", "anew", "", "anew", ""]
