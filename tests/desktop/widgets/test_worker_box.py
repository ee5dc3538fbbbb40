"""The chooser of people: the arrows list them, letters find one, and a name no list knows stays as it was typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gridcenter.desktop.widgets.worker_box import WorkerBox
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.domain.names import Name

TANG = FieldChoice("唐亮", Name("唐亮"), note="格员 · 03 网格")
REN = FieldChoice("任燕（04 网格）", Name("任燕"), note="格员 · 04 网格")


@pytest.fixture
def box(qtbot: QtBot) -> WorkerBox:
    made = WorkerBox([TANG, REN])
    qtbot.addWidget(made)
    return made


def test_nobody_stands_chosen_and_the_arrows_go_through_the_people(qtbot: QtBot, box: WorkerBox) -> None:
    assert box.said() == ""
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert (box.said(), box.line.text()) == ("唐亮", "唐亮 · 格员 · 03 网格")
    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    assert box.said() == "任燕（04 网格）"


@pytest.mark.parametrize("text", ["赵代班", "唐亮", "任燕（04 网格）"])
def test_what_was_typed_or_said_before_is_said_again(box: WorkerBox, text: str) -> None:
    box.say(text)
    assert box.said() == text
