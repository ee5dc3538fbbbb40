"""The wall: scenes for people ten metres away. Nobody touches it, nothing on it names a person.

The frame is head, banners and foot; the scenes between them take turns. Everything is laid out on a canvas of
1920×1080, as wide or as high as the screen where that has another shape, and scaled as a whole up to 8K.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_following import BoardFollowing
from gridcenter.desktop.frame_store_clock import StoreClock, time_words
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.map.view import release_maps
from gridcenter.desktop.ports import Questions, StoreFacts
from gridcenter.desktop.reminder_ports import ReminderGround, ReminderPorts
from gridcenter.desktop.reminding import Reminding
from gridcenter.desktop.theme import Theme, wall_scale
from gridcenter.desktop.wall_canvas import WallCanvas
from gridcenter.desktop.wall_cursor import RestingCursor
from gridcenter.desktop.wall_frame_paint import (
    BANNER,
    EDGE,
    FOOT,
    GAP,
    HEAD,
    STALE,
    Banner,
    FramePicture,
    paint_frame,
)
from gridcenter.desktop.wall_rotation import Rotation, Scene
from gridcenter.desktop.wall_scenes import ScenePage
from gridcenter.domain.board import BoardChange
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import Refusal
from gridcenter.domain.names import Name
from gridcenter.domain.places import DistrictMap
from gridcenter.domain.reminder_book import Listener
from gridcenter.domain.reminders import Happening
from gridcenter.language import pick

_STALE_AFTER_SECONDS = 5.0
_AGAIN_MS = 15_000
_SECOND_MS = 1000


class WallWindow(QWidget):
    """Follows the live feed like a desk. A late store leaves the last picture with a banner, never a blank wall."""

    def __init__(
        self,
        scenes: Mapping[Scene, ScenePage],
        questions: Questions,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        *,
        clock: StoreClock,
        calendar: Calendar,
        reminders: ReminderPorts,
    ) -> None:
        super().__init__()
        self._questions = questions
        self._background = background
        self._theme = theme
        self._live = live
        self._following = BoardFollowing(live, FilterState(self), clock)
        self._calendar = calendar
        self._canvas = WallCanvas(theme)
        self._title = Name("")
        self._synthetic = False
        self.stale_since = ""
        """The time of day at which the data stopped, '' while they are live."""
        self.pinned: Happening | None = None
        """What keeps the banner and its scene until somebody takes note of it at a desk (`db/reminders.yaml`)."""
        self.store_clock = clock
        self.reminding = Reminding(reminders, background, live, clock, _listener, self)
        self.scenes = {scene.key: page for scene, page in scenes.items()}
        self.rotation = Rotation(tuple(scenes), self)
        self._coming: ScenePage | None = None
        """The scene whose turn is near: it follows already."""
        self._stack = QStackedWidget(self)
        for page in scenes.values():
            self._stack.addWidget(page)
        self._cursor = RestingCursor(int(theme.token("duration_ms.cursor_hide_wall")))
        self._second = self._timer(_SECOND_MS, self._tick)
        self._again = self._timer(_AGAIN_MS, self._ask)
        self._listen()

    def _timer(self, interval: int, act: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(act)
        return timer

    def _listen(self) -> None:
        self._live.board_replaced.connect(partial(self._follow, None))
        self._live.board_changed.connect(self._follow)
        self._live.subject_changed.connect(self._subject_changed)
        self._live.state_changed.connect(self._take_state)
        self._theme.changed.connect(self._restyle)
        self.rotation.turned.connect(self._turn_to)
        self.rotation.coming.connect(self._prepare)
        self.reminding.changed.connect(self._pin)

    def start(self) -> None:
        """Ask the store for title and district, again and again until it answers, and begin to tick."""
        self._theme.use(scheme="dark", profile="wall")
        self._lay_out()
        self._ask()
        self.reminding.start()
        self._second.start()
        self.rotation.start()

    def show_scene(self, key: str) -> None:
        """Let a scene have its turn now."""
        self.rotation.go_to(key)

    @property
    def scene(self) -> ScenePage:
        """The page that is shown."""
        return self.scenes[self.rotation.scene.key]

    # What the store tells

    def _ask(self) -> None:
        """Read title and district together: one that is late keeps the other waiting, and both are asked again."""
        asked = self._questions
        self._background.read(
            self,
            lambda: (asked.facts(), asked.district()),
            self._take_ground,
            self._ask_later,
            topic="ground",
        )

    def _ask_later(self, _refusal: Refusal) -> None:
        self._again.start()

    def _take_ground(self, ground: tuple[StoreFacts, DistrictMap]) -> None:
        facts, district = ground
        self._again.stop()
        self._title, self._synthetic = facts.title, facts.synthetic
        self.setWindowTitle(pick(facts.title))
        self.update()
        for page in self.scenes.values():
            page.show_district(district)

    def _subject_changed(self, kind: str) -> None:
        if kind in ("grid", "division", "backdrop"):
            self._ask()

    def _follow(self, change: BoardChange | None) -> None:
        """Tell the scene that is shown, and the one whose turn is near; the other ones when theirs is."""
        if self._live.board.whole:
            self._following.tell(self.scenes.values(), (self.scene, self._coming), change)

    def _pin(self) -> None:
        """While something stands to be told the scene stays, and the banner names the most pressing and newest."""
        book = self.reminding.book
        before, self.pinned = self.pinned, book.first() if book is not None else None
        if (before is None) != (self.pinned is None):
            self._lay_out()
        self._rest()
        self._refresh()

    def _take_state(self, state: FeedState) -> None:
        if state.connected and state.as_of is not None:
            self.store_clock.set(state.as_of)
        self._check_age()

    # Time

    def _tick(self) -> None:
        self._cursor.watch(_SECOND_MS)
        self._check_age()
        if not self.stale_since:
            self.scene.tick(self.store_clock.now())
            self.reminding.tick()
            self._refresh()

    def _check_age(self) -> None:
        as_of = self._live.state.as_of
        late = self.store_clock.age_seconds() > _STALE_AFTER_SECONDS
        since = time_words(self.store_clock.local(as_of or self.store_clock.now())) if late else ""
        if bool(since) != bool(self.stale_since):
            self.stale_since = since
            for page in self.scenes.values():
                page.show_stale(since)
            self._lay_out()
            self._rest()
        self._refresh()

    def shown_time(self) -> datetime:
        """Return now, or the time of the data while they stand still."""
        as_of = self._live.state.as_of
        return as_of if self.stale_since and as_of is not None else self.store_clock.now()

    def _rest(self) -> None:
        self.rotation.rest(self.pinned is not None or bool(self.stale_since))

    def _prepare(self, place: int) -> None:
        """Tell a scene before its turn what it has missed, while the present one still stands."""
        self._coming = [*self.scenes.values()][place]
        self._catch_up(self._coming)

    def _catch_up(self, page: ScenePage) -> None:
        if self._live.board.whole:
            self._following.catch_up(page)

    def _turn_to(self, place: int) -> None:
        self._coming = None
        self._catch_up(self.scene)
        self._stack.setCurrentIndex(place)
        self._refresh()

    # Layout and painting

    def _lay_out(self) -> None:
        scale = wall_scale(max(self.width(), 320), max(self.height(), 180))
        self._theme.use(scale=scale)
        width, height = self._canvas.length(self.width()), self._canvas.length(self.height())
        top = HEAD + (STALE if self.stale_since else 0)
        bottom = height - FOOT - (BANNER + GAP if self.pinned is not None else 0)
        box = QRectF(EDGE, top, width - 2 * EDGE, bottom - top)
        self._stack.setGeometry(self._canvas.px(box))
        self.update()

    def _refresh(self) -> None:
        """Paint the frame anew; the scene between head and foot looks after itself."""
        middle = self._stack.geometry()
        self.update(0, 0, self.width(), middle.top())
        self.update(0, middle.bottom(), self.width(), self.height() - middle.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color("surface.canvas"))
        paint_frame(painter, self._canvas, self._picture())
        painter.end()

    def _picture(self) -> FramePicture:
        return FramePicture(
            width=self._canvas.length(self.width()),
            height=self._canvas.length(self.height()),
            title=pick(self._title),
            scene=pick(self.rotation.scene.name),
            place=(self.rotation.place + 1, len(self.scenes)),
            shown=self.store_clock.local(self.shown_time()),
            now=self.store_clock.now(),
            age_seconds=self.store_clock.age_seconds(),
            stale=bool(self.stale_since),
            pinned=self._banner(),
            calendar=self._calendar,
            synthetic=self._synthetic,
        )

    def _banner(self) -> Banner | None:
        book, pinned = self.reminding.book, self.pinned
        row = self._live.board.rows.get(pinned.incident_id) if pinned is not None else None
        if book is None or pinned is None or row is None:
            return None
        return Banner(row, pinned.event, more=len(book) - 1)

    # What Qt tells

    def _restyle(self) -> None:
        for page in self.scenes.values():
            page.apply_theme()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.setWindowTitle(pick(self._title))
            self.update()

    def focusNextPrevChild(self, _onward: bool) -> bool:  # noqa: N802 - Qt names it
        """Keep the keyboard here: nothing on a wall is walked through."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 leaves and enters full screen; Ctrl+Q closes. Esc does nothing: a wall is not closed by accident."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Q and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        for timer in (self._second, self._again):
            timer.stop()
        self.rotation.stop()
        self.reminding.stop()
        self._cursor.show()
        release_maps(self)
        super().closeEvent(event)


def _listener(ground: ReminderGround) -> Listener:
    """A wall makes no sound: what it is told of stands on it, whatever the hour."""
    return Listener(ground.rules.wall)
