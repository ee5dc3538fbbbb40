"""The forecast: heights that can be compared, however many turn red."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.forecast import ForecastView, worth_of_a_light
from gridcenter.domain.lights import Light
from tests.desktop.sample_desk import NOW, sample_row


def test_a_light_stands_for_one_incident_until_the_highest_stack_has_no_room() -> None:
    assert worth_of_a_light([0, 0], 9) == 1
    assert worth_of_a_light([9, 3], 9) == 1
    assert worth_of_a_light([35, 9, 16], 9) == 4
    assert worth_of_a_light([35], 0) == 35


def yellow_height(image: QImage, left: int, right: int, top: int, color: QColor) -> int:
    """Count the lines of a part of the picture that show the colour of the lights."""
    return sum(
        any(image.pixelColor(x, y) == color for x in range(left, right)) for y in range(top, image.height())
    )


def test_many_incidents_stand_higher_than_few_even_where_no_room_is_left(qtbot: QtBot, theme: Theme) -> None:
    view = ForecastView(theme, ZoneInfo("Asia/Shanghai"))
    qtbot.addWidget(view)
    view.set_roomy(False)
    view.resize(448, view.height())
    early, late = NOW + timedelta(minutes=5), NOW + timedelta(minutes=185)
    rows = [sample_row(n, due_at=early, yellow_at=NOW) for n in range(100, 135)]
    rows += [sample_row(n, due_at=late, yellow_at=NOW) for n in range(200, 209)]
    view.show_rows(rows, NOW)
    image, color = view.grab().toImage(), theme.light(Light.YELLOW)
    many = yellow_height(image, 24, 74, 32, color)
    few = yellow_height(image, 324, 374, 32, color)
    assert many > 2 * few > 0
