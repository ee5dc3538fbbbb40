"""What the next answer needs is made in turns, and never while an answer is awaited."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gridcenter.desktop.idle_turns import IdleTurns


def test_pieces_follow_each_other_in_turns_while_nothing_is_awaited(qtbot: QtBot) -> None:
    told: list[int] = []
    awaited = [True]

    def pieces() -> Iterator[None]:
        for number in range(100):
            told.append(number)
            yield

    owner = QObject()
    turns = IdleTurns(pieces(), lambda: awaited[0], owner)
    turns.start()
    qtbot.wait(250)
    assert told == []
    awaited[0] = False
    qtbot.waitUntil(lambda: bool(told))
    turns.stop()
    so_far = len(told)
    assert so_far < 100
    qtbot.wait(150)
    assert len(told) == so_far
    assert not turns.done
    turns.start()
    qtbot.waitUntil(lambda: turns.done)
    assert told == [*range(100)]
    turns.start()
