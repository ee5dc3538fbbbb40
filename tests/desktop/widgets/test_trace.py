"""The lines of a trace: steps, cards and who took note, each at its time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.trace import Node, TraceLine, TraceView, trace_lines
from gridcenter.domain.reminders import Key
from gridcenter.language import use_language
from gridcenter.services.desk_incident import desk_incident
from gridcenter.services.reminders import acknowledge
from gridcenter.store.engine import Store
from tests.services.matters import SHANGHAI, actor, at, report, settle, to_dispatched

START = at("11-17 16:41")


def traced(store: Store, incident_id: int, *, area: str = "") -> list[TraceLine]:
    with store.read() as session:
        detail = desk_incident(session, incident_id, area=area)
    assert detail is not None
    return trace_lines(detail, START + timedelta(minutes=30))


@pytest.mark.parametrize(("language", "words"), [("en", "noted: new"), ("zh", "知悉：新上报")])
def test_who_took_note_stands_between_the_steps(store: Store, language: str, words: str) -> None:
    settle(store)
    use_language(language)
    key = report(store, now=START)
    noted_at = START + timedelta(seconds=30)
    with store.begin() as session:
        acknowledge(session, [Key(key, "new", "")], by=actor("supervisor"), now=noted_at)
    to_dispatched(store, key, START + timedelta(minutes=5))
    first, noted, *later = traced(store, key)
    assert (noted.action, noted.at, noted.node) == (words, noted_at, Node.STEP)
    assert noted.who.endswith("supervisor 一号")
    assert first.at < noted.at < later[0].at


def test_what_nobody_took_note_of_has_no_such_line(store: Store) -> None:
    settle(store)
    use_language("en")
    key = report(store, now=START)
    assert not [line for line in traced(store, key) if line.action.startswith("noted")]


def painted(qtbot: QtBot, action: str, width: int) -> QImage:
    view = TraceView(Theme(), SHANGHAI)
    qtbot.addWidget(view)
    view.resize(width, 300)
    short = TraceLine(START, Node.STEP, "receive", "handler 一号", "Housing and construction bureau", "")
    view.show_lines([short, TraceLine(START, Node.STEP, action, short.who, short.where, "")])
    return view.grab().toImage()


@pytest.mark.parametrize("width", [440, 640, 900])
def test_a_long_move_is_told_whole_beside_short_ones(qtbot: QtBot, width: int) -> None:
    """Two moves that differ in their last letter look different: neither is cut short."""
    words = "rule as leader who is responsibl"
    assert painted(qtbot, f"{words}e", width) != painted(qtbot, f"{words}y", width)
