"""What will turn red, as a picture and as a list, the nearest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.models.queue import QueueModel
from gridcenter.desktop.pages.supervision_lists import NEAREST, fill, queue_table, say
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.forecast import ForecastView, nearness, turning
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr


class ForecastPanel(Panel):
    incident_wanted = Signal(object)

    def __init__(self, theme: Theme, calendar: Calendar, *, zone: ZoneInfo, now: datetime) -> None:
        super().__init__(theme)
        self.view = ForecastView(theme, zone)
        self.model = QueueModel(calendar, now, NEAREST, parent=self, order=nearness)
        self.model.hold_arrivals = False
        table = queue_table(theme, self.model)
        table.opened.connect(self.incident_wanted)
        self.states = StateStack(theme, table)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view)
        column.addWidget(self.states, 1)
        self.set_body(body)

    def show_rows(self, rows: Sequence[QueueRow], now: datetime) -> None:
        coming = turning(rows, now)
        say(self.states, coming, tr("Nothing turns red within four hours"))
        self.view.show_rows(rows, now)
        fill(self.model, coming, now)
        self.set_sub(tr("{n} within four hours, nearest first").format(n=thousands(len(coming))))

    def retranslate(self) -> None:
        self.title.setText(tr("Turning red"))
        self.model.retranslate()
