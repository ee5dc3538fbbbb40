"""Where the store's reminders stand in tests of the desktop: two desks may share one of these."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from gridcenter.desktop.reminder_ports import ReminderGround, ReminderNews, ReminderPorts
from gridcenter.domain.calendars import WorkingCalendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.reminders import Happening, Key, Silence, happenings_of
from gridcenter.services.reminder_rules import reminder_rules
from tests.desktop.sample_desk import NOW, SampleStore, sample_rows


class SampleReminders:
    """What the sample's incidents have given reason to tell is taken note of already; `known` names more."""

    def __init__(self, store: SampleStore, rows: Iterable[QueueRow] | None = None) -> None:
        self.store = store
        self.known = {one.key for row in (rows or sample_rows()) for one in happenings_of(row, NOW)}
        self.replies: list[Happening] = []
        self.quiet: Silence | None = None
        self.said: list[tuple[int, str, bool]] = []
        self.refusal: Refusal | None = None
        self.asked = 0

    def ports(self) -> ReminderPorts:
        return ReminderPorts(
            ground=lambda: ReminderGround(reminder_rules(), {"office": WorkingCalendar()}),
            news=self.news,
            acknowledge=self.acknowledge,
            silence=self.silence,
            end_silence=self.end_silence,
        )

    def news(self, _since: datetime | None) -> ReminderNews:
        self.asked += 1
        return ReminderNews(tuple(self.known), tuple(self.replies), (), self.quiet, self.store.as_of)

    def acknowledge(self, keys: Sequence[Key]) -> int:
        if self.refusal is not None:
            raise self.refusal
        fresh = set(keys) - self.known
        self.known |= fresh
        self.store.announce("acknowledgement")
        return len(fresh)

    def silence(self, minutes: int, reason: str, whole_unit: bool) -> datetime:
        if self.refusal is not None:
            raise self.refusal
        self.said.append((minutes, reason, whole_unit))
        until = self.store.as_of + timedelta(minutes=minutes)
        self.quiet = Silence("李敏", "supervisor", self.store.as_of, until, reason, whole_unit)
        self.store.announce("silence")
        return until

    def end_silence(self) -> bool:
        self.quiet = None
        self.store.announce("silence")
        return True
