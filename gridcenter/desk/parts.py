"""Gives a desk's window the parts that work on every page: reminders, saved filters, applications, the keys."""

from __future__ import annotations

from gridcenter.desk.locking import lock_ports
from gridcenter.desk.notices import notice_ports
from gridcenter.desk.ports import awaiting_applications, awaiting_evaluations
from gridcenter.desk.reminders import reminder_ports
from gridcenter.desk.saved_filters import saved_filter_ports
from gridcenter.desk.signed_in import SignedInStore
from gridcenter.desktop.awaiting_desk import AwaitingDesk
from gridcenter.desktop.background import Background
from gridcenter.desktop.desk_lock import DeskLock
from gridcenter.desktop.evaluation_desk import EvaluationDesk
from gridcenter.desktop.frame_keys import KeyListPart
from gridcenter.desktop.frame_memory import WindowMemory
from gridcenter.desktop.frame_pages import FramePart
from gridcenter.desktop.idle_closing import IdleClosing
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.notice_desk import NoticeDesk
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.printing_desk import PrintingDesk
from gridcenter.desktop.reminder_desk import ReminderDesk
from gridcenter.desktop.saved_filter_desk import SavedFilterDesk
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.tone import Tone
from gridcenter.desktop.window import MainWindow
from gridcenter.domain.people import Actor
from gridcenter.store.engine import Store

_Common = tuple[Background, Theme, LiveFeed]


def attach_parts(
    window: MainWindow,
    store: Store,
    ports: DeskPorts,
    background: Background,
    theme: Theme,
    live: LiveFeed,
    *,
    memory: WindowMemory | None,
    volume: int,
    idle_minutes: int,
) -> None:
    """Attach them before the window starts; `volume` is how loud reminders sound, in percent.

    After `idle_minutes` without a touch what is shown about people is closed and the desk is locked; 0: never.
    """
    actor, clock = ports.actor, window.store_clock
    unlocking = lock_ports(store, actor)
    store = SignedInStore(store, actor)
    common = (background, theme, live)
    idle = IdleClosing(window, clock.now, minutes=idle_minutes)
    parts: tuple[FramePart, ...] = (
        _reminders(window, store, actor, common, memory, volume),
        _filters(window, store, actor, common),
        *_lists(window, store, actor, common),
        PrintingDesk(window, ports, background, theme),
        KeyListPart(window, theme, lambda: window.current_page),
        idle,
        DeskLock(window, unlocking, background, theme, idle, who=actor.name or actor.login),
    )
    for part in parts:
        window.attach(part)


def _reminders(
    window: MainWindow,
    store: Store,
    actor: Actor,
    common: _Common,
    memory: WindowMemory | None,
    volume: int,
) -> ReminderDesk:
    return ReminderDesk(
        window,
        reminder_ports(store, actor),
        *common,
        window.store_clock,
        actor=actor,
        tone=Tone(volume=volume, parent=window),
        memory=memory,
        on_show=window.incident_on_show,
    )


def _filters(window: MainWindow, store: Store, actor: Actor, common: _Common) -> SavedFilterDesk:
    return SavedFilterDesk(
        window,
        saved_filter_ports(store, actor),
        *common,
        window.store_clock,
        window.filters,
        actor=actor,
        ground=window.ground,
    )


def _lists(window: MainWindow, store: Store, actor: Actor, common: _Common) -> tuple[FramePart, ...]:
    """Return the parts that open a list of what awaits somebody."""
    zone = window.store_clock.zone
    return (
        AwaitingDesk(window, awaiting_applications(store, actor), actor, *common, zone=zone),
        EvaluationDesk(window, awaiting_evaluations(store, actor), *common, zone=zone),
        NoticeDesk(window, notice_ports(store, actor), *common, zone=zone),
    )
