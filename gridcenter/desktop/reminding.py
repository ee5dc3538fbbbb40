"""Reminders at a desk or wall: one book that follows the live feed, the clock, and what others take note of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.reminder_ports import ReminderGround, ReminderNews, ReminderPorts
from gridcenter.domain.board import BoardChange
from gridcenter.domain.errors import Refusal
from gridcenter.domain.reminder_book import Listener, ReminderBook
from gridcenter.domain.reminder_rules import ReminderRules
from gridcenter.domain.reminders import Event, Key, Silence

HEARD_OF = frozenset({"acknowledgement", "silence", "card", "adjustment", "calendar", ANYTHING})
"""Subjects of the feed after which the store is asked for news of reminders."""
_GATHER_MS = 100
"""What comes within so short a time is shown, and asked for, once."""
_AGAIN_MS = 15_000
_ANYWAY = timedelta(minutes=1)
_OVERLAP = timedelta(minutes=15)
"""A transaction may end so long after its moment (see the lock's end in `store.engine`); what is known is harmless."""

Listening = Callable[[ReminderGround], Listener]


class Reminding(QObject):
    """Knows what stands to be told. GUI thread; `tick` every second. Nothing is told before the store has answered."""

    changed = Signal()
    """Something else stands, or another silence holds; several changes at once are one signal."""
    rang = Signal(object)
    """A tone is due now for these happenings: a tuple, urgent and newest first."""
    refused = Signal(object)
    """The `Refusal` of something that was asked of the store."""

    def __init__(
        self,
        ports: ReminderPorts,
        background: Background,
        live: LiveFeed,
        clock: StoreClock,
        listening: Listening,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._background = background
        self._live = live
        self._clock = clock
        self._listening = listening
        self.rules: ReminderRules | None = None
        self.silence: Silence | None = None
        self.book: ReminderBook | None = None
        self._ground: ReminderGround | None = None
        self._began = False
        self._read_at: datetime | None = None
        self._tell = self._timer(_GATHER_MS, self.changed.emit)
        self._soon = self._timer(_GATHER_MS, self._ask)
        self._again = self._timer(_AGAIN_MS, self._ask)
        live.board_replaced.connect(self._start_book)
        live.board_changed.connect(self._follow)
        live.subject_changed.connect(self._subject_changed)

    def _timer(self, interval: int, act: Callable[[], object]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval)
        timer.timeout.connect(act)
        return timer

    def start(self) -> None:
        """Ask the store for rules and news; what stands is known when it has answered and the board is whole."""
        self._ask()

    def stop(self) -> None:
        for timer in (self._tell, self._soon, self._again):
            timer.stop()

    @property
    def silenced(self) -> bool:
        return self.silence is not None and self.silence.holds(self._clock.now())

    def tick(self) -> None:
        """Let a second pass; rings where a tone is due."""
        now = self._clock.now()
        if self.book is None or not self._began:
            return
        before = len(self.book)
        self.book.tick(now)
        due = self.book.ring(now, silenced=self.silenced)
        if due:
            self.rang.emit(due)
        if due or len(self.book) != before:
            self.changed.emit()
        if self._read_at is not None and now - self._read_at > _ANYWAY and not self._again.isActive():
            self._ask()

    def acknowledge(self, keys: Sequence[Key], done: Callable[[int], None]) -> None:
        """Take note for all desks; here it ends when the store has written it down."""
        work = partial(self._ports.acknowledge, tuple(keys))
        self._background.write(self, work, partial(self._acknowledged, tuple(keys), done), self.refused.emit)

    def keep_quiet(
        self,
        minutes: int,
        reason: str,
        *,
        whole_unit: bool,
        done: Callable[[datetime], None],
        failed: Callable[[Refusal], None],
    ) -> None:
        work = partial(self._ports.silence, minutes, reason, whole_unit)
        self._background.write(self, work, partial(self._then_ask, done), failed)

    def end_quiet(self, done: Callable[[bool], None]) -> None:
        self._background.write(
            self, self._ports.end_silence, partial(self._then_ask, done), self.refused.emit
        )

    # What the store tells

    def _ask(self) -> None:
        since = self._read_at - _OVERLAP if self._read_at is not None else None
        ground = self._ground
        asked = self._ports

        def read() -> tuple[ReminderGround, ReminderNews]:
            return ground or asked.ground(), asked.news(since)

        self._background.read(self, read, self._take, self._ask_later, topic="reminders")

    def _ask_later(self, refusal: Refusal) -> None:
        if self._ground is None:
            self.refused.emit(refusal)
        self._again.start()

    def _then_ask(self, done: Callable[..., None], answer: object) -> None:
        done(answer)
        self._ask()

    def _take(self, read: tuple[ReminderGround, ReminderNews]) -> None:
        ground, news = read
        self._again.stop()
        self._ground, self.rules = ground, ground.rules
        if self.book is None:
            self.book = ReminderBook(self._listening(ground))
        self.book.use_calendars(ground.calendars)
        self._read_at, self.silence = news.as_of, news.silence
        self.book.acknowledge(news.acknowledged)
        self._start_book()
        now = self._clock.now()
        self.book.set_dated(Event.CARD, news.replies, now)
        self.book.set_dated(Event.REVIEW, news.reviews, now)
        self.changed.emit()

    def _acknowledged(self, keys: tuple[Key, ...], done: Callable[[int], None], fresh: int) -> None:
        if self.book is not None:
            self.book.acknowledge(keys)
        done(fresh)
        self.changed.emit()

    # What the feed tells

    def _start_book(self) -> None:
        board = self._live.board
        if self.book is not None and board.whole and not self._began:
            self._began = True
            self.book.start(board.rows, self._clock.now())
            self._tell.start()

    def _follow(self, change: BoardChange) -> None:
        if self.book is not None and self._began:
            self.book.follow(change, self._clock.now())
            if not self._tell.isActive():
                self._tell.start()

    def _subject_changed(self, kind: str) -> None:
        if kind in ("calendar", ANYTHING):
            self._ground = None  # another edition may hold
        if kind in HEARD_OF and not self._soon.isActive():
            self._soon.start()
