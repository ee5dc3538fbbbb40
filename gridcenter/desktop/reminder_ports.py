"""What desk and wall may ask and do about reminders, as plain callables that run on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gridcenter.domain.calendars import Calendar
from gridcenter.domain.reminder_rules import ReminderRules
from gridcenter.domain.reminders import Happening, Key, Silence


@dataclass(frozen=True, slots=True)
class ReminderGround:
    """What does not change while a window is open: the rules, and the calendars they name."""

    rules: ReminderRules
    calendars: Mapping[str, Calendar]


@dataclass(frozen=True, slots=True)
class ReminderNews:
    """What the store knows of reminders: what was taken note of, what becomes due by date, and who is silent."""

    acknowledged: Sequence[Key]
    replies: Sequence[Happening]
    reviews: Sequence[Happening]
    silence: Silence | None
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ReminderPorts:
    ground: Callable[[], ReminderGround]
    news: Callable[[datetime | None], ReminderNews]
    """What was taken note of since a moment of the store, everything open for None; the rest is always whole."""
    acknowledge: Callable[[Sequence[Key]], int]
    silence: Callable[[int, str, bool], datetime]
    """(minutes, reason, whether for the whole unit) -> until when."""
    end_silence: Callable[[], bool]
