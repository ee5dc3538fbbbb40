"""The store's time on the desktop: the last answer's time, carried on by a monotonic watch.

Only the store's time stamps a step; a desk whose own clock differs is told so (see `off_words`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QElapsedTimer

from gridcenter.clock import utc_now
from gridcenter.domain.indicators import thousands
from gridcenter.language import current_language, tr

TOLERATED = timedelta(seconds=60)
"""What a desk's clock may differ from the store's: an answer may have waited for a busy desk."""
_MINUTE = timedelta(minutes=1)


class StoreClock:
    """Tells the store's time between its answers, whatever this machine's clock says."""

    def __init__(
        self, as_of: datetime, zone: ZoneInfo, *, desk_time: Callable[[], datetime] = utc_now
    ) -> None:
        self.zone = zone
        self._desk_time = desk_time
        self._off = timedelta(0)
        self._as_of = as_of
        self._since = QElapsedTimer()
        self._since.start()

    def set(self, as_of: datetime) -> None:
        """Take the store time of an answer that has just come."""
        self._as_of = as_of
        self._off = self._desk_time() - as_of
        self._since.restart()

    def now(self) -> datetime:
        return self._as_of + timedelta(milliseconds=self._since.elapsed())

    def age_seconds(self) -> float:
        """Return how long ago the last answer came."""
        return self._since.elapsed() / 1000

    def off_words(self) -> str:
        """Say by how much this desk's own clock is wrong; empty while it is right."""
        if abs(self._off) <= TOLERATED:
            return ""
        minutes = abs(self._off) // _MINUTE
        fast, slow = (
            tr(
                "This desk's clock is {n} min fast: what is done carries the store's time. Have the clock set."
            ),
            tr(
                "This desk's clock is {n} min slow: what is done carries the store's time. Have the clock set."
            ),
        )
        return (fast if self._off > timedelta(0) else slow).format(n=thousands(minutes))

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
