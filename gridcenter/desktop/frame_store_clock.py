"""The store's time on the desktop: the last answer's time, carried on by a monotonic watch."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QElapsedTimer

from gridcenter.language import current_language, tr


class StoreClock:
    """Tells the store's time between its answers, whatever this machine's clock says."""

    def __init__(self, as_of: datetime, zone: ZoneInfo) -> None:
        self.zone = zone
        self._as_of = as_of
        self._since = QElapsedTimer()
        self._since.start()

    def set(self, as_of: datetime) -> None:
        """Take the store time of an answer that has just come."""
        self._as_of = as_of
        self._since.restart()

    def now(self) -> datetime:
        return self._as_of + timedelta(milliseconds=self._since.elapsed())

    def age_seconds(self) -> float:
        """Return how long ago the last answer came."""
        return self._since.elapsed() / 1000

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


def time_words(local: datetime) -> str:
    return f"{local:%H:%M:%S}"


def date_words(local: datetime) -> str:
    """Return the date as the top bar writes it: 11月18日 周三, or Wed 18 Nov."""
    days = (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))
    day = days[local.weekday()]
    if current_language() == "zh":
        return tr("{month}/{day} {weekday}").format(month=local.month, day=local.day, weekday=day)
    return f"{day} {local.day} {_months()[local.month - 1]}"


def _months() -> tuple[str, ...]:
    return ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
