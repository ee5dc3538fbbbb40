"""The main window with real pages, put together as the program does it; whoever asks owns what it hands in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.pages.standard import standard_pages
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.window import MainWindow


def paged_window(
    ports: DeskPorts,
    background: Background,
    theme: Theme,
    live: LiveFeed,
    *,
    zone: ZoneInfo,
    now: datetime,
    pages: Collection[str] = (),
    memory: WindowMemory | None = None,
) -> MainWindow:
    """Return a window with the named pages, or with all; it has begun and is not shown."""
    window = MainWindow(ports, background, theme, live, zone=zone, now=now, memory=memory)
    entries = standard_pages(
        ports,
        background,
        theme,
        filters=window.filters,
        live=live,
        look=window.look,
        calendar=None,
        zone=zone,
        now=now,
    )
    window.add_pages([entry for entry in entries if not pages or entry.item.key in pages])
    window.start()
    return window
