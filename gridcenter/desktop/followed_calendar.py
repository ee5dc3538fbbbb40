"""The store's working calendar as a desk counts with it: an edition that is put in force elsewhere counts here too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import QObject

from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.domain.calendars import Calendar, Piece

SUBJECT = "calendar"


class FollowedCalendar(QObject):
    """Passes every question on to the edition in force; GUI thread only. Lives as long as `live`, its parent."""

    def __init__(
        self,
        first: Calendar,
        read: Callable[[], Calendar],
        live: LiveFeed,
        background: Background,
    ) -> None:
        super().__init__(live)
        self._in_force = first
        self._read = read
        self._background = background
        live.subject_changed.connect(self._heard)

    @property
    def minutes_per_day(self) -> int:
        return self._in_force.minutes_per_day

    def position(self, moment: datetime) -> int:
        return self._in_force.position(moment)

    def moment_at(self, position: int) -> datetime:
        return self._in_force.moment_at(position)

    def minutes_between(self, start: datetime, end: datetime) -> int:
        return self._in_force.minutes_between(start, end)

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        return self._in_force.add_minutes(start, minutes)

    def pieces(self, start: datetime, end: datetime) -> Iterator[Piece]:
        return self._in_force.pieces(start, end)

    def missing_years(self, start: datetime, end: datetime) -> tuple[int, ...]:
        return self._in_force.missing_years(start, end)

    def _heard(self, subject: str) -> None:
        if subject in (SUBJECT, ANYTHING):
            self._background.read(self, self._read, self._follow, _keep, topic=SUBJECT)

    def _follow(self, calendar: Calendar) -> None:
        self._in_force = calendar


def _keep(_refusal: object) -> None:
    """A store that does not answer is told by the banner; the next whole reading asks again."""
