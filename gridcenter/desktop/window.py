"""The main window of a desk: rail, top bar, pages, status bar; it follows the live feed and tells the pages."""

# mypy: disable-error-code="type-abstract"
# The pages are asked by protocols (`PageBook.able`), which mypy takes for classes that cannot be made.

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command, CommandPalette
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import (
    PlaceCommands,
    bind_key,
    bind_keys,
    incident_commands,
    page_commands,
    window_commands,
)
from gridcenter.desktop.frame_following import BoardFollowing
from gridcenter.desktop.frame_freshness import Freshness
from gridcenter.desktop.frame_ground import FrameGround
from gridcenter.desktop.frame_layout import FrameLayout
from gridcenter.desktop.frame_look import AccountMenu, LookSwitch
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_numbers import NumberFinder
from gridcenter.desktop.frame_page_book import PageBook
from gridcenter.desktop.frame_pages import (
    FollowsTime,
    FramePart,
    LooksUp,
    NamesIncident,
    NamesKeys,
    PageEntry,
    ShowsDistrict,
    ShowsIncident,
    ShowsStale,
    Styled,
)
from gridcenter.desktop.frame_rail import Rail
from gridcenter.desktop.frame_status_bar import StatusBar
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.frame_title import FrameTitle
from gridcenter.desktop.frame_top_bar import TopBar
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.map.view import release_maps
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.ports import DeskPorts, StoreFacts
from gridcenter.desktop.report_desk import Reporting
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.states import StaleBanner, StateStack
from gridcenter.domain.board import BoardChange, Filter
from gridcenter.domain.lights import Light
from gridcenter.domain.people import LookupRequest
from gridcenter.domain.places import DistrictMap
from gridcenter.language import tr

_WORDS_FROM = 1500
"""The rail has room for words from this window width on (px at 100 %)."""
_TICK_MS = 1000


class MainWindow(QMainWindow):
    """Made on the GUI thread after `Theme.dress`. Give it pages with `add_pages`, then `start`."""

    def __init__(
        self,
        ports: DeskPorts,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        *,
        zone: ZoneInfo,
        now: datetime,
        memory: WindowMemory | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._live = live
        self._memory = memory
        self.look = LookSwitch(theme, memory, self)
        self.filters = FilterState(self)
        self.store_clock = StoreClock(now, zone)
        self.top = TopBar(ports.actor.name, theme)
        self.banner = StaleBanner(theme)
        self.freshness = Freshness(self.top, self.banner, self.store_clock, live, self)
        self.status = StatusBar(theme)
        self._title = FrameTitle(self, self.top, self.status, whole=ports.actor.area)
        self._stack = QStackedWidget()
        self.reporting = Reporting(self, ports, background, theme, live, self.filters, zone)
        self._book = PageBook(self._stack, self._answers())
        self._following = BoardFollowing(live, self.filters, self.store_clock)
        self._book.made.connect(self._brief_page)
        self._book.coming.connect(self._following.catch_up)
        self.rail: Rail | None = None
        self._places = PlaceCommands(self._narrow_to)
        self._numbers = NumberFinder(ports.questions, background, live, self)
        self.ground = FrameGround(ports.questions, background, live, self)
        self._parts: list[FramePart] = []
        self._tick_timer = QTimer(self, interval=_TICK_MS)
        self._tick_timer.timeout.connect(self._tick)
        self._build()
        self._make_actions()
        self._listen()

    # Building

    def _answers(self) -> dict[str, Callable[..., None]]:
        """Return what answers the wishes of pages and parts, by the name of the signal."""
        return {
            "incident_wanted": self.open_incident,
            "page_wanted": self.show_page,
            "lookup_wanted": self._look_up,
            "notice": self.status.show_notice,
            "report_wanted": self.reporting.open,
            "keys_changed": self._show_keys,
        }

    def _build(self) -> None:
        self.setMinimumSize(self._theme.px(1024), self._theme.px(640))
        self.resize(self._theme.px(1440), self._theme.px(900))
        self._frame = FrameLayout(self, (self.top, self.banner, self._stack, self.status), fills=self._stack)
        self.banner.hide()
        parts = self._parts
        sources = (
            self._action_commands,
            lambda _query: chain.from_iterable(part.commands() for part in parts),
            self._book.commands,
            lambda query: incident_commands(self._live.board, query, self.open_incident),
            self._places.commands,
            self._numbers.commands,
        )
        self.palette_list = CommandPalette(self.top.command, self._theme, sources, self._frame.widget)

    def _listen(self) -> None:
        self.top.area_chosen.connect(self._narrow_to)
        self.filters.changed.connect(self._filter_changed)
        self.freshness.stale_changed.connect(self._tell_stale)
        self._book.answer(self.reporting)
        self._book.answer(self._numbers)
        self.palette_list.closed.connect(self._book.take_keyboard)
        self._theme.changed.connect(self._restyle)
        self._live.board_replaced.connect(partial(self._tell_board, None))
        self._live.board_changed.connect(self._tell_board)
        self._live.subject_changed.connect(self._book.tell_subject)
        self.ground.facts_read.connect(self._take_facts)
        self.ground.district_read.connect(self._take_district)
        self.ground.refused.connect(self.freshness.refuse)
        self._live.state_changed.connect(self._take_state)

    def add_pages(self, entries: Sequence[PageEntry]) -> None:
        """Put the pages on the rail in this order; called once."""
        self._book.add(entries)
        self.rail = Rail([entry.item for entry in entries], self._theme)
        self.rail.page_chosen.connect(self.show_page)
        self._frame.add_rail(self.rail)
        for place, key in enumerate(self.entries, start=1):
            bind_key(self, f"Ctrl+{place}", partial(self.show_page, key))

    def attach(self, part: FramePart) -> None:
        """Give a part of the frame its place above the status bar; it hears the seconds and offers commands."""
        self._parts.append(part)
        self._book.answer(part)
        self._book.made.connect(part.dress_page)
        if part.strip is not None:
            self._frame.add_strip(part.strip)

    def start(self) -> None:
        """Restore the last session, show the first page and ask the store for title and district."""
        kept = self._memory
        first = kept.page if kept is not None and kept.page in self.entries else next(iter(self.entries))
        if kept is not None:
            kept.restore_geometry(self)
            self.filters.set(kept.filter)
        self.retranslate()
        self.ground.ask()  # the store answers while the first page is being made
        self.show_page(first)
        for part in self._parts:
            part.start()
        self._tick_timer.start()

    # Pages

    @property
    def entries(self) -> dict[str, PageEntry]:
        return self._book.entries

    @property
    def pages(self) -> dict[str, QWidget]:
        """Return the pages made so far, by the key of their rail item."""
        return self._book.pages

    @property
    def current_page(self) -> str:
        return self._book.current

    def show_page(self, key: str) -> None:
        """Show a page of the rail; unknown names are ignored, so that an old session cannot harm."""
        page = self._book.show(key)
        if page is None:
            return
        if self.rail is not None:
            self.rail.set_current(key)
        self._show_keys()
        self._book.take_keyboard()

    def _show_keys(self) -> None:
        page = self._book.page()
        self.status.show_keys(page.keys() if isinstance(page, NamesKeys) else "")

    def _brief_page(self, page: QWidget) -> None:
        """Tell a new page what the others have been told before."""
        if self._title.district is not None and isinstance(page, ShowsDistrict):
            page.show_district(self._title.district)
        self._following.brief(page)
        if self.freshness.since and isinstance(page, ShowsStale):
            page.show_stale(self.freshness.since)
        if self._memory is not None and isinstance(page, OverviewPage):
            page.remember_in(self._memory)

    def open_incident(self, incident_id: int) -> None:
        self.show_page("incidents")
        for page in self._book.able(ShowsIncident):
            page.show_incident(incident_id)

    def incident_on_show(self) -> int | None:
        """Return the incident that the page in front shows; None where it shows none."""
        page = self._book.page()
        return page.incident_on_show() if isinstance(page, NamesIncident) else None

    def _look_up(self, request: LookupRequest) -> None:
        self.show_page("residents")
        for page in self._book.able(LooksUp):
            page.look_up(request)

    # What the store tells

    def _take_facts(self, facts: StoreFacts) -> None:
        self.freshness.answered()
        self.store_clock.set(facts.store_time)
        self.status.show_change(facts.change_number)
        self._title.take_facts(facts)

    def _take_district(self, district: DistrictMap) -> None:
        self._places.take(district)
        self._title.take_district(district)
        for page in self._book.able(ShowsDistrict):
            page.show_district(district)

    def _tell_board(self, change: BoardChange | None) -> None:
        self._following.tell(self.pages.values(), (self._book.page(),), change)
        self._count_red()

    def _filter_changed(self, chosen: Filter) -> None:
        """The pages listen to the filter themselves."""
        self._title.show_area(chosen.area)

    def _count_red(self) -> None:
        board = self._live.board
        if self.rail is not None and board.whole:
            self.rail.set_badge(board.lights(self.store_clock.now()).get(Light.RED, 0))

    def _take_state(self, state: FeedState) -> None:
        if state.connected and state.as_of is not None:
            self.store_clock.set(state.as_of)
            self.status.show_clock(self.store_clock.off_words())
            self.status.show_change(state.change_number)
        self.freshness.show()

    def _tick(self) -> None:
        now = self.store_clock.now()
        self.top.show_clock(self.store_clock.local(now))
        self.freshness.show()
        self._count_red()
        page = self._book.page()
        if isinstance(page, FollowsTime):
            page.tick(now)
        for part in self._parts:
            part.tick()

    def _tell_stale(self, since: str) -> None:
        for page in self._book.able(ShowsStale):
            page.show_stale(since)
        for stack in () if since else self._stack.findChildren(StateStack):
            stack.repeat()

    # Commands

    def _make_actions(self) -> None:
        bind_key(self, "Ctrl+K", self.palette_list.open)
        bind_key(self, "F5", self._live.retry_now)
        bind_keys(self, self._own_commands())
        self.top.badge.setMenu(AccountMenu(self._ports.actor, self._own_commands, self.top.badge))

    def _own_commands(self) -> list[Command]:
        return [*self.look.commands(), *window_commands(self.toggle_full_screen, self.close)]

    def _action_commands(self, _query: str) -> Iterable[Command]:
        yield self.reporting.command()
        yield from page_commands([entry.item for entry in self.entries.values()], self.show_page)
        yield Command(tr("Clear filter"), tr("Window"), self.filters.clear_all, "clear filter", "Esc")
        yield Command(tr("Retry the store now"), tr("Window"), self._live.retry_now, "refresh 刷新", "F5")
        yield from self._own_commands()

    def _narrow_to(self, code: str) -> None:
        self.filters.narrow_to("" if code == self._ports.actor.area else code)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Look and language

    def _restyle(self) -> None:
        self._fit_rail()
        for page in self._book.able(Styled):
            page.apply_theme()

    def retranslate(self) -> None:
        actor = self._ports.actor
        self.top.retranslate()
        self.banner.retranslate()
        self.status.show_duty(actor.name, role_word(actor.role))
        for part in self._parts:
            part.retranslate()
        if self.rail is not None:
            self.rail.dress()
        self._show_keys()
        if self._title.district is not None:
            self._places.take(self._title.district)
        self.top.show_clock(self.store_clock.local(self.store_clock.now()))
        self._title.write()

    # What Qt tells

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.top.scope.hasFocus():
            self._book.take_keyboard()  # Qt gave the keyboard to the first widget it found

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._book.take_keyboard)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.look.fit(self.width())
        self._fit_rail()

    def _fit_rail(self) -> None:
        if self.rail is not None:
            self.rail.show_words(self.width() >= self._theme.px(_WORDS_FROM))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filters.clear_newest():
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._tick_timer.stop()
        self.ground.stop()
        self.reporting.flush()
        for part in self._parts:
            part.stop()
        self._remember()
        release_maps(self)
        super().closeEvent(event)

    def _remember(self) -> None:
        kept = self._memory
        if kept is None:
            return
        kept.keep_window(self, self.current_page, self.filters.current)
        for overview in self._book.able(OverviewPage):
            overview.keep()
        kept.write()
