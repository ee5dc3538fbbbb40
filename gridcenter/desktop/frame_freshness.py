"""How old the data are: the light in the top bar, and the banner when the store is late or gone."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.frame_store_clock import StoreClock, time_words
from gridcenter.desktop.frame_top_bar import TopBar
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.widgets.states import StaleBanner
from gridcenter.desktop.widgets.text import tell
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

_STALE_AFTER_SECONDS = 5.0


class Freshness(QObject):
    """Reads the state of the live feed and the time since its last answer; emits when data get old or new again."""

    stale_changed = Signal(str)
    """The time of day at which the data stopped, '' when they are live again."""

    def __init__(
        self, top: TopBar, banner: StaleBanner, clock: StoreClock, live: LiveFeed, window: QWidget
    ) -> None:
        super().__init__(window)
        self._top = top
        self._banner = banner
        self._clock = clock
        self._live = live
        self._window = window
        self._refused = ""
        self.since = ""
        """What `stale_changed` said last."""
        banner.retry.clicked.connect(live.retry_now)
        banner.details.clicked.connect(self._show_trouble)

    def show(self) -> None:
        """Write light and banner for this moment."""
        state, age = self._live.state, self._clock.age_seconds()
        late = age > _STALE_AFTER_SECONDS or (not state.connected and state.attempt > 0)
        self._top.show_freshness(live=not late, age_seconds=age)
        if late:
            self._write_banner(state, age)
        self._banner.setVisible(late or bool(self._refused))
        since = self._stopped_at(state) if late else ""
        if bool(since) != bool(self.since):
            self.since = since
            self.stale_changed.emit(since)

    def refuse(self, refusal: Refusal) -> None:
        """Show that a question of the frame itself was not answered, until `answered`."""
        self._refused = str(refusal)
        self._banner.tell(tr("The store did not answer"), self._refused)
        self.show()

    def answered(self) -> None:
        if self._refused:
            self._refused = ""
            self.show()

    def _write_banner(self, state: FeedState, age: float) -> None:
        headline = tr("Data stopped at {time}, {s} s ago").format(time=self._stopped_at(state), s=int(age))
        doing = tr("reconnecting, attempt {n}; what is shown stays, nothing can be changed")
        self._banner.tell(headline, doing.format(n=max(state.attempt, 1)))

    def _stopped_at(self, state: FeedState) -> str:
        return time_words(self._clock.local(state.as_of)) if state.as_of is not None else "—"

    def _show_trouble(self) -> None:
        waiting = tr("The store has not answered for some seconds.")
        tell(self._window, tr("Store"), self._live.state.problem or self._refused or waiting)
