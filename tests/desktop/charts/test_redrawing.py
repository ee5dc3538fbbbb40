"""Figures that come in faster than the screen is painted do not harm the charts."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QGraphicsScene
from pytestqt.qtbot import QtBot

from gridcenter.desktop.charts.pareto import ParetoChart
from gridcenter.desktop.charts.red_board import RedBoardChart
from gridcenter.desktop.theme import Theme
from gridcenter.domain.board import MajorCount, UnitRed
from gridcenter.domain.names import Name

NOW = datetime(2026, 11, 18, 14, 32, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_marks_that_were_taken_away_are_never_painted_again(qtbot: QtBot) -> None:
    """Qt's index of a scene may still point to marks that are gone; painting them ended the program."""
    theme = Theme("dark")
    board, pareto = RedBoardChart(theme), ParetoChart(theme)
    for chart in (board, pareto):
        qtbot.addWidget(chart)
        chart.resize(600, 246)
        chart.show()
        assert chart._plot.scene().itemIndexMethod() is QGraphicsScene.ItemIndexMethod.NoIndex
    for turn in range(60):
        units = [
            UnitRed(n, Name(f"单位{n}"), 1 + (turn * n) % 9, NOW - timedelta(days=turn))
            for n in range(turn % 7)
        ]
        board.set_units(units, lambda unit: f"{unit.count} h")
        pareto.set_majors(
            [MajorCount(f"M{n}", Name(f"类别{n}"), 5 + (turn + n) % 40) for n in range(1 + turn % 8)]
        )
        qtbot.wait(2)
    assert board.total == sum(unit.count for unit in units)
