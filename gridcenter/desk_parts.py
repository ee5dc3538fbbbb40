"""Gives a desk's window the parts that work on every page: reminders, saved filters, the list of keys."""

from __future__ import annotations

from gridcenter.desk_reminders import reminder_ports
from gridcenter.desk_saved_filters import saved_filter_ports
from gridcenter.desktop.background import Background
from gridcenter.desktop.frame_keys import KeyListPart
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.reminder_desk import ReminderDesk
from gridcenter.desktop.saved_filter_desk import SavedFilterDesk
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.tone import Tone
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.people import Actor
from gridcenter.store.engine import Store


def attach_parts(
    window: MainWindow,
    store: Store,
    actor: Actor,
    background: Background,
    theme: Theme,
    live: LiveFeed,
    *,
    memory: WindowMemory | None,
    volume: int,
) -> None:
    """Attach them before the window starts; `volume` is how loud reminders sound, in percent."""
    window.attach(
        ReminderDesk(
            window,
            reminder_ports(store, actor),
            background,
            theme,
            live,
            window.store_clock,
            actor=actor,
            tone=Tone(volume=volume, parent=window),
            memory=memory,
            on_show=window.incident_on_show,
        )
    )
    window.attach(
        SavedFilterDesk(
            window,
            saved_filter_ports(store, actor),
            background,
            theme,
            live,
            window.store_clock,
            window.filters,
            actor=actor,
            ground=window.ground,
        )
    )
    window.attach(KeyListPart(window, theme))
