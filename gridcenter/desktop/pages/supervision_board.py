"""The red board with its trend: what was red at this hour of the last days is asked for, the rest is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.models.red_lines import RedLine
from gridcenter.desktop.pages.supervision_lists import say
from gridcenter.desktop.supervision_ports import SupervisionPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.panel import Panel
from gridcenter.desktop.widgets.red_lines_area import RedLinesArea
from gridcenter.desktop.widgets.red_lines_view import RedLinesView
from gridcenter.desktop.widgets.red_trend import RedTrend
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.red_history import RedDay
from gridcenter.language import tr

_AGAIN = timedelta(minutes=10)
"""The past is asked for again so often, so that the hour stays the same hour."""
_RETRIES = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 5, 15))
"""How long a refused question waits: longer each time, then always the last."""


class RedBoardPanel(Panel):
    """Shows lines as they are counted; the trend of an area comes from the store."""

    notice = Signal(str)

    def __init__(
        self,
        ports: SupervisionPorts | None,
        background: Background,
        theme: Theme,
        calendar: Calendar,
        *,
        zone: ZoneInfo,
    ) -> None:
        super().__init__(theme)
        self._ports = ports
        self._background = background
        self._zone = zone
        self._asked: tuple[str, datetime] | None = None
        self._refusals = 0
        self.days: tuple[RedDay, ...] = ()
        self.lines = RedLinesView(theme, calendar)
        self.area = RedLinesArea(theme, self.lines)
        self.states = StateStack(theme, self.area)
        self.card = button("", "compact")
        self.card.clicked.connect(self.lines.want_card)
        self.header_right.addWidget(self.card)
        self.card.setVisible(ports is not None)
        self.set_body(self.states)

    def show_lines(self, lines: Sequence[RedLine], chosen: int | None) -> None:
        self.lines.show_lines(lines, chosen)
        say(self.states, lines, tr("No red incidents"), tr("Every unit is within its limits."))

    def ask(self, area: str, now: datetime) -> None:
        """Ask for the trend of an area; the same one again only after ten minutes, or when a retry is due."""
        if self._ports is None or not self._due(area, now):
            return
        self._asked = (area, now)
        ports = self._ports
        self._background.read(self, lambda: ports.red_days(area), self._take, self._failed, topic="trend")

    def hurry(self) -> None:
        """Let a question that was refused be due at once: the store is back."""
        if self._refusals:
            self._asked = None

    def _due(self, area: str, now: datetime) -> bool:
        known = self._asked
        if known is None or known[0] != area:
            return True
        wait = _RETRIES[min(self._refusals, len(_RETRIES)) - 1] if self._refusals else _AGAIN
        return now - known[1] >= wait

    def _take(self, days: Sequence[RedDay]) -> None:
        self._refusals = 0
        self.days = tuple(days)
        self.lines.show_trend(RedTrend.of(days))

    def _failed(self, refusal: Refusal) -> None:
        """Leave the trend as it is, and say so once; the banner of the frame says how long the store is away."""
        self._refusals += 1
        if self._refusals == 1:
            self.notice.emit(str(refusal))

    def day_words(self, unit_id: int | None, *, whole: bool) -> list[tuple[str, tuple[int, ...]]]:
        """Return the days with their counts in words, the newest first, and the ids behind each."""
        found = []
        for place, day in enumerate(reversed(self.days)):
            ids = day.ids(unit_id, whole=whole)
            words = tr("now · {n} red") if place == 0 else tr("{time} · {n} red")
            time = f"{day.at.astimezone(self._zone):%m-%d %H:%M}"
            found.append((words.format(time=time, n=len(ids)), ids))
        return found

    def retranslate(self) -> None:
        self.title.setText(tr("Red board"))
        self.set_sub(tr("by unit and time overdue, incidents"))
        set_button_text(self.card, tr("Issue a card (C)"))
        self.lines.setAccessibleName(tr("Red board"))
        self.area.update()
