"""The main window of a desk: rail, top bar, pages, status bar; it follows the live feed and tells the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command, CommandPalette
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import PlaceCommands, incident_commands, page_commands
from gridcenter.desktop.frame_look import LookSwitch
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_pages import (
    FollowsBoard,
    FollowsTime,
    LooksUp,
    NamesKeys,
    PageEntry,
    Released,
    ShowsDistrict,
    ShowsIncident,
    ShowsStale,
    Styled,
    TakesFocus,
)
from gridcenter.desktop.frame_rail import Rail
from gridcenter.desktop.frame_status_bar import StatusBar
from gridcenter.desktop.frame_store_clock import StoreClock, time_words
from gridcenter.desktop.frame_top_bar import Area, TopBar
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.pages.overview import OverviewPage
from gridcenter.desktop.ports import DeskPorts, StoreFacts
from gridcenter.desktop.role_words import role_word
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.states import StaleBanner
from gridcenter.desktop.widgets.text import tell, unmarked
from gridcenter.domain.board import BoardChange, Filter, count_by_light
from gridcenter.domain.errors import Refusal
from gridcenter.domain.lights import Light
from gridcenter.domain.people import LookupRequest
from gridcenter.domain.places import DistrictMap
from gridcenter.language import pick, tr

_WORDS_FROM = 1500
"""The rail has room for words from this window width on (px at 100 %)."""
_STALE_AFTER_SECONDS = 5.0
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
        self._facts: StoreFacts | None = None
        self._district: DistrictMap | None = None
        self._stale = False
        self.look = LookSwitch(theme, memory, self)
        self.filters = FilterState(self)
        self.store_clock = StoreClock(now, zone)
        self.entries: dict[str, PageEntry] = {}
        self.pages: dict[str, QWidget] = {}
        self.current_page = ""
        self.top = TopBar(ports.actor.name, theme)
        self.banner = StaleBanner(theme)
        self.status = StatusBar(theme)
        self._stack = QStackedWidget()
        self.rail: Rail | None = None
        self._places = PlaceCommands(self._narrow_to)
        self._tick_timer = QTimer(self)
        self._tick_timer.setInterval(_TICK_MS)
        self._tick_timer.timeout.connect(self._tick)
        self._build()
        self._make_actions()
        self._listen()

    # Building

    def _build(self) -> None:
        self.setMinimumSize(self._theme.px(1024), self._theme.px(640))
        self.resize(self._theme.px(1440), self._theme.px(900))
        page = QWidget()
        page.setObjectName("canvas")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.banner, self._stack, self.status):
            column.addWidget(widget, 1 if widget is self._stack else 0)
        self.banner.hide()
        self._frame = QWidget()
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(page, 1)
        self.setCentralWidget(self._frame)
        sources = (self._action_commands, self._incident_commands, self._places.commands)
        self.palette_list = CommandPalette(self.top.command, self._theme, sources, self._frame)

    def _listen(self) -> None:
        self.top.area_chosen.connect(self._narrow_to)
        self.filters.changed.connect(self._filter_changed)
        self.banner.retry.clicked.connect(self._live.retry_now)
        self.banner.details.clicked.connect(self._show_trouble)
        self.palette_list.closed.connect(self._focus_page)
        self._theme.changed.connect(self._restyle)
        self._live.board_replaced.connect(self._board_replaced)
        self._live.board_changed.connect(self._board_changed)
        self._live.subject_changed.connect(self._subject_changed)
        self._live.state_changed.connect(self._take_state)

    def add_pages(self, entries: Sequence[PageEntry]) -> None:
        """Put the pages on the rail in this order; called once."""
        self.entries = {entry.item.key: entry for entry in entries}
        self.rail = Rail([entry.item for entry in entries], self._theme)
        self.rail.page_chosen.connect(self.show_page)
        self._row.insertWidget(0, self.rail)
        for place, key in enumerate(self.entries, start=1):
            self._shortcut(f"Ctrl+{place}", partial(self.show_page, key))

    def start(self) -> None:
        """Restore the last session, show the first page and ask the store for title and district."""
        kept = self._memory
        first = kept.page if kept is not None and kept.page in self.entries else next(iter(self.entries))
        if kept is not None:
            kept.restore_geometry(self)
            self.filters.set(kept.filter)
        self.retranslate()
        self.show_page(first)
        self._background.read(self, self._ports.questions.facts, self._take_facts, self._say, topic="facts")
        self._ask_district()
        self._tick_timer.start()

    # Pages

    def show_page(self, key: str) -> None:
        """Show a page of the rail; unknown names are ignored, so that an old session cannot harm."""
        if key not in self.entries:
            return
        page = self.pages.get(key) or self._make_page(key)
        self.current_page = key
        self._stack.setCurrentWidget(page)
        if self.rail is not None:
            self.rail.set_current(key)
        self.status.show_keys(page.keys() if isinstance(page, NamesKeys) else "")
        self._focus_page()

    def _make_page(self, key: str) -> QWidget:
        page = self.entries[key].build()
        self.pages[key] = page
        self._stack.addWidget(page)
        self._connect_page(page)
        if self._district is not None and isinstance(page, ShowsDistrict):
            page.show_district(self._district)
        if isinstance(page, FollowsBoard):
            page.apply_board(self._live.board, None, self.filters.current, self.store_clock.now())
        return page

    def _connect_page(self, page: QWidget) -> None:
        """Do what pages ask of the window; a page has the signals it needs."""
        wishes = {
            "incident_wanted": self.open_incident,
            "page_wanted": self.show_page,
            "lookup_wanted": self._look_up,
            "notice": self.status.show_notice,
        }
        for name, act in wishes.items():
            wish = getattr(page, name, None)
            if wish is not None:
                wish.connect(act)
        kept = self._memory
        if kept is not None and isinstance(page, OverviewPage):
            page.arrangement.remember_in(kept)
            if kept.place is not None:
                page.map.show_place(*kept.place)

    def _focus_page(self) -> None:
        page = self.pages.get(self.current_page)
        if isinstance(page, TakesFocus):
            page.take_keyboard()
        elif page is not None:
            page.setFocus()

    def open_incident(self, incident_id: int) -> None:
        self.show_page("incidents")
        page = self.pages.get("incidents")
        if isinstance(page, ShowsIncident):
            page.show_incident(incident_id)

    def _look_up(self, request: LookupRequest) -> None:
        self.show_page("residents")
        page = self.pages.get("residents")
        if isinstance(page, LooksUp):
            page.look_up(request)

    # What the store tells

    def _take_facts(self, facts: StoreFacts) -> None:
        self._facts = facts
        self.store_clock.set(facts.store_time)
        self.status.show_change(facts.change_number)
        self._write_title()

    def _ask_district(self) -> None:
        self._background.read(
            self, self._ports.questions.district, self._take_district, self._say, topic="district"
        )

    def _take_district(self, district: DistrictMap) -> None:
        self._district = district
        self._places.take(district)
        self._write_title()
        for page in self.pages.values():
            if isinstance(page, ShowsDistrict):
                page.show_district(district)

    def _subject_changed(self, kind: str) -> None:
        if kind in ("grid", "division", "backdrop"):
            self._ask_district()

    def _board_replaced(self) -> None:
        self._tell_board(None)

    def _board_changed(self, change: BoardChange) -> None:
        self._tell_board(change)

    def _tell_board(self, change: BoardChange | None) -> None:
        now, chosen = self.store_clock.now(), self.filters.current
        for page in self.pages.values():
            if isinstance(page, FollowsBoard):
                page.apply_board(self._live.board, change, chosen, now)
        self._count_red()

    def _filter_changed(self, chosen: Filter) -> None:
        """The pages listen to the filter themselves."""
        self.top.show_area(chosen.area or self._ports.actor.area)

    def _count_red(self) -> None:
        if self.rail is not None:
            counts = count_by_light(self._live.board.rows.values(), self.store_clock.now())
            self.rail.set_badge(counts.get(Light.RED, 0))

    def _take_state(self, state: FeedState) -> None:
        if state.connected and state.as_of is not None:
            self.store_clock.set(state.as_of)
            self.status.show_change(state.change_number)
        self._show_freshness(state)

    def _tick(self) -> None:
        now = self.store_clock.now()
        self.top.show_clock(self.store_clock.local(now))
        self._show_freshness(self._live.state)
        self._count_red()
        page = self.pages.get(self.current_page)
        if isinstance(page, FollowsTime):
            page.tick(now)

    def _show_freshness(self, state: FeedState) -> None:
        age = self.store_clock.age_seconds()
        late = age > _STALE_AFTER_SECONDS or (not state.connected and state.attempt > 0)
        self.top.show_freshness(live=not late, age_seconds=age)
        if late:
            self._write_banner(state, age)
        if late != self._stale:
            self._stale = late
            self.banner.setVisible(late)
            since = self._stopped_at(state) if late else ""
            for page in self.pages.values():
                if isinstance(page, ShowsStale):
                    page.show_stale(since)

    def _write_banner(self, state: FeedState, age: float) -> None:
        headline = tr("Data stopped at {time}, {s} s ago").format(time=self._stopped_at(state), s=int(age))
        doing = tr("reconnecting, attempt {n}; what is shown stays, nothing can be changed").format(
            n=max(state.attempt, 1)
        )
        self.banner.tell(headline, doing)

    def _stopped_at(self, state: FeedState) -> str:
        return time_words(self.store_clock.local(state.as_of)) if state.as_of is not None else "—"

    def _show_trouble(self) -> None:
        problem = self._live.state.problem or tr("The store has not answered for some seconds.")
        tell(self, tr("Store"), problem)

    def _say(self, refusal: Refusal) -> None:
        """Show a refusal of the frame's own questions where the eye already is; the feed keeps trying."""
        self.banner.tell(tr("The store did not answer"), str(refusal))
        self.banner.show()

    # Commands

    def _make_actions(self) -> None:
        self._shortcut("Ctrl+K", self.palette_list.open)
        self._shortcut("F5", self._live.retry_now)
        self._shortcut("F11", self.toggle_full_screen)
        menu = QMenu(self.top.badge)
        self.top.badge.setMenu(menu)
        menu.aboutToShow.connect(self._fill_account_menu)

    def _shortcut(self, keys: str, act: Callable[[], None]) -> None:
        action = QAction(self)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _on=False: act())
        self.addAction(action)

    def _fill_account_menu(self) -> None:
        menu = self.top.badge.menu()
        menu.clear()
        actor = self._ports.actor
        who = menu.addAction(
            unmarked(" · ".join(part for part in (actor.name, role_word(actor.role)) if part))
        )
        who.setEnabled(False)
        menu.addSeparator()
        for command in self._own_commands():
            menu.addAction(unmarked(command.title)).triggered.connect(
                lambda _on=False, run=command.run: run()
            )

    def _own_commands(self) -> list[Command]:
        full = Command(
            tr("Full screen"), tr("Window"), self.toggle_full_screen, more="full screen", key="F11"
        )
        return [*self.look.commands(), full]

    def _action_commands(self, _query: str) -> Iterable[Command]:
        keys = {key: f"Ctrl+{place}" for place, key in enumerate(self.entries, start=1)}
        words = [(key, entry.item.word()) for key, entry in self.entries.items()]
        yield from page_commands(words, keys, self.show_page)
        yield Command(
            tr("Clear filter"), tr("Window"), self.filters.clear_all, more="clear filter", key="Esc"
        )
        yield Command(
            tr("Retry the store now"), tr("Window"), self._live.retry_now, more="refresh 刷新", key="F5"
        )
        yield from self._own_commands()

    def _incident_commands(self, query: str) -> Iterable[Command]:
        return incident_commands(self._live.board, query, self.open_incident)

    def _narrow_to(self, code: str) -> None:
        """Narrow to an area; the whole district lifts the restriction."""
        whole = self._ports.actor.area
        if not code or code == whole:
            self.filters.clear("area")
        elif self.filters.current.area != code:
            self.filters.toggle_area(code)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Look and language

    def _restyle(self) -> None:
        self._fit_rail()
        for page in self.pages.values():
            if isinstance(page, Styled):
                page.apply_theme()

    def retranslate(self) -> None:
        actor = self._ports.actor
        self.top.retranslate()
        self.banner.retranslate()
        self.status.show_duty(actor.name, role_word(actor.role))
        if self.rail is not None:
            self.rail.dress()
        page = self.pages.get(self.current_page)
        self.status.show_keys(page.keys() if isinstance(page, NamesKeys) else "")
        if self._district is not None:
            self._places.take(self._district)
        self.top.show_clock(self.store_clock.local(self.store_clock.now()))
        self._write_title()

    def _write_title(self) -> None:
        title = pick(self._facts.title) if self._facts is not None else tr("GridCenter")
        self.setWindowTitle(f"{title} — GridCenter" if self._facts is not None else title)
        whole = self._ports.actor.area
        divisions = self._district.divisions if self._district is not None else ()
        streets = [Area(one.code, pick(one.name)) for one in divisions if len(one.code) == len("330108001")]
        self.top.set_areas([Area(whole, title), *(street for street in streets if street.code != whole)])
        self.top.show_area(self.filters.current.area or whole)
        self.status.show_synthetic(self._facts is not None and self._facts.synthetic)

    # What Qt tells

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_page()

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
        self._remember()
        for page in self.pages.values():
            if isinstance(page, Released):
                page.release()
        super().closeEvent(event)

    def _remember(self) -> None:
        kept = self._memory
        if kept is None:
            return
        kept.keep_geometry(self)
        kept.keep_page(self.current_page)
        kept.keep_filter(self.filters.current)
        overview = self.pages.get("overview")
        if isinstance(overview, OverviewPage):
            overview.arrangement.keep()
            kept.keep_place(overview.map.view_place())
        kept.write()
