"""The composition root: the only file that wires the floors together.

Start-up in order: `opening` has made the Qt application and begun the map's page; the application is dressed, the
store is opened and its schema checked, the acting account is read, workers and live feed are made, the ports are
filled (`gridcenter.desk`), and the window is built from them. Closing runs backwards: window, feed, workers, store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from gridcenter.desk.leftovers import put_in_order
from gridcenter.desk.parts import attach_parts
from gridcenter.desk.ports import desk_ports
from gridcenter.desk.reminders import wall_reminder_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.followed_calendar import FollowedCalendar
from gridcenter.desktop.frame_load_ahead import LoadAhead
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.frame_wall import WallWindow
from gridcenter.desktop.garbage import GarbageOnGuiThread
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.map.page_host import PageHost
from gridcenter.desktop.pages.standard import page_loads, standard_pages
from gridcenter.desktop.pictures import (
    LiveMinute,
    settle,
    split_pages,
    take_pictures,
    take_wall_pictures,
    watch_live,
)
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.taking_apart import take_apart
from gridcenter.desktop.theme import Profile, Scheme, Theme
from gridcenter.desktop.wall_rotation import read_scenes
from gridcenter.desktop.wall_scenes import build_scenes
from gridcenter.desktop.wall_waiting import wait_for_store
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.calendars import Calendar
from gridcenter.domain.errors import StoreUnavailable
from gridcenter.domain.people import Actor
from gridcenter.language import current_language, use_language
from gridcenter.opening import make_application
from gridcenter.services.accounts import acting_account
from gridcenter.services.feed import Feed
from gridcenter.store.calendars import working_calendar
from gridcenter.store.engine import Store, open_store, store_time
from gridcenter.store.revisions import require_current


@dataclass(frozen=True, slots=True)
class Desk:
    """One open window with everything it stands on."""

    store: Store
    window: MainWindow
    live: LiveFeed
    background: Background
    theme: Theme


@dataclass(frozen=True, slots=True)
class Wall:
    """The wall with everything it stands on."""

    store: Store
    window: WallWindow
    live: LiveFeed
    background: Background
    theme: Theme


@dataclass(frozen=True, slots=True)
class _Ground:
    """What was read from the store before the first widget is made."""

    actor: Actor
    calendar: Calendar
    now: datetime
    zone: ZoneInfo


def run_window(
    address: str,
    *,
    profile: Profile,
    theme: Scheme,
    account: str,
    time_zone: str,
    language_open: bool = False,
    volume: int = 0,
    idle_minutes: int = 0,
    page: PageHost | None = None,
) -> int:
    """Open the window and return the exit status when the person closes it.

    `volume` is how loud reminders sound, in percent; 0 is not at all.
    `idle_minutes` without a touch close what is shown about people; 0: never.
    `language_open` says that neither command line nor settings name a language: the last session's is spoken.
    `page` is a map page begun before this module was loaded (see `opening`); the Overview takes it.

    Raises:
        StoreRefused, RuleBroken: Before any window is shown.
        StoreUnavailable: The same; never on a wall, which waits for the store.
    """
    application = make_application()
    if profile == "wall":
        return run_wall(application, address, account=account, time_zone=time_zone, page=page)
    memory = WindowMemory()
    if language_open and memory.language:
        use_language(memory.language)
    look = Theme(memory.scheme or theme, "desk", memory.scale)
    with open_desk(
        application,
        address,
        look,
        account=account,
        time_zone=time_zone,
        memory=memory,
        volume=volume,
        idle_minutes=idle_minutes,
        page=page,
    ) as desk:
        desk.window.show()
        return application.exec()


def run_wall(
    application: QApplication, address: str, *, account: str, time_zone: str, page: PageHost | None = None
) -> int:
    """Show the wall, or that it waits for its store, until somebody closes it; return the exit status.

    Raises:
        StoreRefused, RuleBroken: The store or the account cannot be used.
    """
    waiting = True
    while waiting:
        try:
            with open_wall(application, address, account=account, time_zone=time_zone, page=page) as wall:
                wall.window.showFullScreen()
                return application.exec()
        except StoreUnavailable as trouble:
            probe = partial(_try_to_open, address, account, ZoneInfo(time_zone))
            waiting = wait_for_store(probe, Theme("dark", "wall"), str(trouble))
    return 0


def take_screenshots(
    address: str,
    folder: Path,
    *,
    pages: Sequence[str],
    size: tuple[int, int],
    theme: Scheme,
    account: str,
    time_zone: str,
) -> list[Path]:
    """Write a picture of each page (all when `pages` is empty) and return the files.

    Raises:
        BadInput: A page of this name does not exist, or the folder cannot be written.
    """
    application = make_application()
    desk_pages, wall_pages = split_pages(pages)
    written = []
    if desk_pages or not wall_pages:
        look = Theme(theme, "desk", scale_for(size))
        with open_desk(application, address, look, account=account, time_zone=time_zone) as desk:
            desk.window.resize(*size)
            written += take_pictures(
                desk.window, desk.live, desk.background, folder, pages=desk_pages, size=size, scheme=theme
            )
    if wall_pages:
        with open_wall(application, address, account=account, time_zone=time_zone) as wall:
            written += take_wall_pictures(
                wall.window, wall.live, wall.background, folder, pages=wall_pages, size=size
            )
    return written


def run_off_screen(
    address: str, folder: Path, *, seconds: float, theme: Scheme, account: str, time_zone: str
) -> LiveMinute:
    """Run the desk's window without a display for some seconds of live feed, then write a picture of each page."""
    application = make_application()
    size = (1920, 1080)
    with open_desk(application, address, Theme(theme, "desk"), account=account, time_zone=time_zone) as desk:
        desk.window.resize(*size)
        settle(desk.window, desk.live, desk.background)
        seen = watch_live(desk.live, seconds)
        pictures = take_pictures(
            desk.window, desk.live, desk.background, folder, pages=(), size=size, scheme=theme
        )
        return LiveMinute(seen.arrived, seen.changed, seen.closed, len(desk.live.board.rows), tuple(pictures))


def scale_for(size: tuple[int, int]) -> float:
    """Return how much larger than at 100 % everything is drawn on a screen of this size (4K: 2)."""
    return max(1.0, min(size[0] / 1920, size[1] / 1080))


@contextmanager
def open_desk(
    application: QApplication,
    address: str,
    theme: Theme,
    *,
    account: str,
    time_zone: str,
    memory: WindowMemory | None = None,
    volume: int = 0,
    idle_minutes: int = 0,
    page: PageHost | None = None,
) -> Iterator[Desk]:
    """Lend a started window that is not shown yet; at the end everything is stopped and closed.

    Raises:
        StoreRefused, StoreUnavailable, RuleBroken: The store or the account cannot be used.
    """
    theme.dress(application)
    with (
        _opened(address, account, ZoneInfo(time_zone)) as (store, ground),
        _work(store, ground) as (
            background,
            live,
        ),
    ):
        live.start()  # reads while the window is being built; it tells when the event loop turns
        ports = desk_ports(store, ground.actor, ground.zone)
        window = _build_window(ports, ground, background, theme, live, memory, page)
        attach_parts(
            window,
            store,
            ports,
            background,
            theme,
            live,
            memory=memory,
            volume=volume,
            idle_minutes=idle_minutes,
        )
        try:
            window.look.speak(current_language())
            window.start()
            put_in_order(window, store, background)
            LoadAhead((*page_loads(), window.reporting.load_categories), background, live, window)
            yield Desk(store, window, live, background, theme)
        finally:
            window.close()
            take_apart(window)


@contextmanager
def open_wall(
    application: QApplication,
    address: str,
    *,
    account: str,
    time_zone: str,
    page: PageHost | None = None,
) -> Iterator[Wall]:
    """Lend the started wall, which is not shown yet; raises as `open_desk` does."""
    theme = Theme("dark", "wall")
    theme.dress(application)
    with (
        _opened(address, account, ZoneInfo(time_zone)) as (store, ground),
        _work(store, ground) as (
            background,
            live,
        ),
    ):
        window = _build_wall(store, ground, background, theme, live, page)
        try:
            window.start()
            live.start()
            yield Wall(store, window, live, background, theme)
        finally:
            window.close()
            take_apart(window)


@contextmanager
def _opened(address: str, account: str, zone: ZoneInfo) -> Iterator[tuple[Store, _Ground]]:
    store = open_store(address)
    try:
        require_current(store)
        yield store, _read_ground(store, account, zone)
    finally:
        store.dispose()


@contextmanager
def _work(store: Store, ground: _Ground) -> Iterator[tuple[Background, LiveFeed]]:
    """Lend workers and the feed, which is not started; both end before the store does."""
    garbage = GarbageOnGuiThread()
    background = Background()
    live = LiveFeed(partial(Feed, store, area=ground.actor.area))
    live.board_replaced.connect(garbage.spare_what_stands)
    try:
        yield background, live
    finally:
        told_all = live.stop()
        worked_off = background.close()
        if told_all and worked_off:  # else a thread still runs, on which nothing may be collected
            garbage.end()
            take_apart(live, background, garbage)


def _try_to_open(address: str, account: str, zone: ZoneInfo) -> None:
    with _opened(address, account, zone):
        pass


def _read_ground(store: Store, account: str, zone: ZoneInfo) -> _Ground:
    with store.read() as session:
        return _Ground(
            actor=acting_account(session, account),
            calendar=working_calendar(session),
            now=store_time(session),
            zone=zone,
        )


def _build_window(
    ports: DeskPorts,
    ground: _Ground,
    background: Background,
    theme: Theme,
    live: LiveFeed,
    memory: WindowMemory | None,
    page: PageHost | None,
) -> MainWindow:
    calendar = FollowedCalendar(ground.calendar, ports.questions.calendar, live, background)
    window = MainWindow(ports, background, theme, live, zone=ground.zone, now=ground.now, memory=memory)
    window.add_pages(
        standard_pages(
            ports,
            background,
            theme,
            filters=window.filters,
            live=live,
            look=window.look,
            calendar=calendar,
            zone=ground.zone,
            now=ground.now,
            map_page=page,
        )
    )
    return window


def _build_wall(
    store: Store,
    ground: _Ground,
    background: Background,
    theme: Theme,
    live: LiveFeed,
    page: PageHost | None,
) -> WallWindow:
    ports = desk_ports(store, ground.actor, ground.zone)
    calendar = FollowedCalendar(ground.calendar, ports.questions.calendar, live, background)
    scenes = build_scenes(
        read_scenes(), ports, background, theme, calendar=calendar, now=ground.now, map_page=page
    )
    clock = StoreClock(ground.now, ground.zone)
    return WallWindow(
        scenes,
        ports.questions,
        background,
        theme,
        live,
        clock=clock,
        calendar=calendar,
        reminders=wall_reminder_ports(store, ground.actor),
    )
