"""The clock of an incident says its limit and its figure whole at every width a window allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.clock_panel import ClockPanel, clock_words
from gridcenter.domain.calendars import CONTINUOUS
from gridcenter.domain.clocks import ClockKind, Limit, Segment, Unit
from gridcenter.domain.incidents import ClockView
from gridcenter.domain.names import Name
from tests.desktop.sample_desk import NOW

ZONE = ZoneInfo("Asia/Shanghai")
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)


def clock() -> ClockView:
    start = NOW - timedelta(minutes=131)
    return ClockView(
        kind=ClockKind.STEP,
        name=Name("处置", "handling"),
        limit=Limit(Decimal(2), Unit.WORK_HOUR),
        limit_minutes=120,
        yellow_percent=70,
        calendar=CONTINUOUS,
        segments=(Segment(start, None, running=True),),
        started_at=start,
        due_at=start + timedelta(minutes=120),
        yellow_at=start + timedelta(minutes=84),
        ended_at=None,
        paused=False,
    )


def test_short_forms_get_shorter_and_keep_name_limit_and_sign(english: None) -> None:
    words = clock_words(clock(), NOW, ZONE)
    assert [title for title, _due in words.headings()] == [
        "Step · handling · 2 working hours",
        "Step · handling · 2 working hours",
        "handling · 2 working hours",
        "handling · 2 wh",
        "handling",
    ]
    assert words.figures()[0][1:] == ("−11 min", "used 131 / 120 min")
    assert {form[1] for form in words.figures()} == {"−11 min"}


def test_a_clock_that_ended_or_never_began_has_a_figure_too(
    qtbot: QtBot, theme: Theme, english: None
) -> None:
    ended = clock_words(replace(clock(), ended_at=NOW), NOW, ZONE)
    assert ended.figures()[0][1:] == ("took 2 h 11 min", "late")
    assert ended.figures()[-1][1] == "2 h 11 min"
    panel = ClockPanel(ClockKind.STEP, theme, ZONE)
    qtbot.addWidget(panel)
    assert panel.words().headings()[-1][0] == "Step"


@pytest.mark.parametrize("width", [180, 240, 420])
def test_a_figure_is_never_cut(qtbot: QtBot, theme: Theme, english: None, width: int) -> None:
    panel = ClockPanel(ClockKind.STEP, theme, ZONE)
    qtbot.addWidget(panel)
    panel.show_clock(clock(), NOW)
    room = width - 32
    fitting = [form for form in panel.words().figures() if panel.across(*form) <= room]
    assert fitting
    panel.resize(width, panel.height())
    assert panel.grab().toImage().width() == width
