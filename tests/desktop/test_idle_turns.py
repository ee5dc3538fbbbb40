"""What the next answer needs is made in turns, and never while an answer is awaited."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from gridcenter.desktop.idle_turns import IdleTurns


def test_pieces_follow_each_other_in_turns_while_nothing_is_awaited(qtbot: QtBot) -> None:
    told: list[str] = []
    awaited = [True]

    def pieces() -> Iterator[None]:
        for name in ("first", "second", "third"):
            told.append(name)
            yield

    owner = QObject()
    turns = IdleTurns(pieces(), lambda: awaited[0], owner)
    turns.start()
    qtbot.wait(250)
    assert told == []
    awaited[0] = False
    qtbot.waitUntil(lambda: told == ["first"])
    turns.stop()
    qtbot.wait(150)
    assert told == ["first"]
    assert not turns.done
    turns.start()
    qtbot.waitUntil(lambda: turns.done)
    assert told == ["first", "second", "third"]
    turns.start()
