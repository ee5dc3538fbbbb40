"""What will turn red, as a picture and as a list, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.pages.supervision_lists import NEAREST, follow, queue_table, say
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.chip import Chip
from gridcenter.desktop.widgets.forecast import ForecastView, nearness, turning
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import set_tooltip
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.domain.turning import Turn, TurnSpan, turn_spans, turning_until, turning_within
from gridcenter.language import current_language, tr

_PICTURE_FROM = 270
_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


class ForecastPanel(Panel):
    incident_wanted = Signal(object)

    def __init__(self, theme: Theme, calendar: Calendar, *, zone: ZoneInfo, now: datetime) -> None:
        super().__init__(theme)
        self._zone = zone
        self._calendar = calendar
        self.view = ForecastView(theme, zone)
        self.model = QueueModel(calendar, now, NEAREST, parent=self, order=nearness)
        self.model.hold_arrivals = False
        table = queue_table(theme, self.model)
        table.opened.connect(self.incident_wanted)
        self.states = StateStack(theme, table)
        self.chosen: Turn | None = None
        self._rows: tuple[QueueRow, ...] = ()
        self._now: datetime | None = None
        self.chips = {turn: Chip(theme) for turn in Turn}
        for turn, chip in self.chips.items():
            chip.clicked.connect(partial(self._press, turn))
            self.header_right.addWidget(chip)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.states, 1)
        self.set_body(body)

    def show_rows(self, rows: Sequence[QueueRow], now: datetime) -> None:
        """Show the picture, the counts of the groups, and the list of the chosen group or of the picture."""
        self._rows, self._now = tuple(rows), now
        self.view.show_rows(rows, now)
        listed = turning(rows, now)
        spans = turn_spans(now, self._zone, self._calendar)
        near = turning_until(rows, now, max(span.end for span in spans))
        for span in spans:
            coming = turning_within(near, span)
            chip = self.chips[span.turn]
            chip.set_word(_word(span, now, self._zone))
            chip.set_count(len(coming))
            chip.setChecked(span.turn is self.chosen)
            set_tooltip(chip, _explained(span))
            if span.turn is self.chosen:
                listed = coming
        follow(self.model, listed, now)
        self._say(listed)

    def _say(self, listed: Sequence[QueueRow]) -> None:
        if self.chosen is None:
            say(self.states, listed, tr("Nothing turns red within four hours"))
            self.set_sub(tr("{n} within four hours, nearest first").format(n=thousands(len(listed))))
        else:
            say(self.states, listed, tr("Nothing turns red in this time"))
            self.set_sub(tr("{n}, nearest first").format(n=thousands(len(listed))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the picture where it would leave the list no room; the chips tell the counts."""
        super().resizeEvent(event)
        self.view.setVisible(self.height() >= self.theme.px(_PICTURE_FROM))

    def set_narrow(self, narrow: bool) -> None:
        """Leave out the chip whose count the picture below tells anyway."""
        self.chips[Turn.SOON].setHidden(narrow)

    def _press(self, turn: Turn, _on: bool = False) -> None:
        self.choose(turn)

    def choose(self, turn: Turn) -> None:
        """List a group; the one that is listed already gives way to the four hours of the picture."""
        self.chosen = None if turn is self.chosen else turn
        if self._now is not None:
            self.show_rows(self._rows, self._now)

    def retranslate(self) -> None:
        self.title.setText(tr("Turning red"))
        self.name_tables()
        self.model.retranslate()


def _word(span: TurnSpan, now: datetime, zone: ZoneInfo) -> str:
    if span.turn is Turn.SOON:
        return tr("2 h")
    if span.turn is Turn.TODAY:
        return tr("today")
    if span.day == now.astimezone(zone).date() + timedelta(days=1):
        return tr("tomorrow")
    return tr("until {day}").format(day=_WEEKDAYS[current_language()][span.day.weekday()])


def _explained(span: TurnSpan) -> str:
    if span.turn is Turn.SOON:
        return tr("Turns red within two hours from now.")
    if span.turn is Turn.TODAY:
        return tr("Turns red before midnight. What is parked does not turn.")
    return tr(
        "Turns red from midnight to the end of the next working day ({day}); days off in between are among it."
    ).format(day=f"{span.day:%m-%d}")
