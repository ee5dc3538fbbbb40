"""Saved filters at a desk: a line of chips over every queue, Alt+1 to Alt+9, Ctrl+S, and the list of them all."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.filter_state import FilterState
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.frame_ground import FrameGround
from gridcenter.desktop.frame_store_clock import StoreClock
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.saved_filter_book import SavedFilterBook
from gridcenter.desktop.saved_filter_dialog import SavedFilterDialog
from gridcenter.desktop.saved_filter_ports import SavedFilterPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.place_names import PlaceNames
from gridcenter.desktop.widgets.queue_view import QueuePanel, light_words
from gridcenter.desktop.widgets.saved_filter_bar import SavedFilterBar
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import Refusal
from gridcenter.domain.lights import Light
from gridcenter.domain.people import Actor
from gridcenter.domain.places import DistrictMap
from gridcenter.language import tr

SAVE_KEY, LIST_KEY = "Ctrl+S", "Ctrl+Shift+S"
_BY_KEY = 9


class SavedFilterDesk(QObject):
    """A part of the frame without a strip; it puts its line of chips into every queue panel of a page."""

    notice = Signal(str)
    """A sentence for the status bar."""
    strip: QWidget | None = None

    def __init__(
        self,
        window: QWidget,
        ports: SavedFilterPorts,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        clock: StoreClock,
        filters: FilterState,
        *,
        actor: Actor,
        ground: FrameGround,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._live = live
        self._names = PlaceNames()
        self._bars: list[SavedFilterBar] = []
        self.dialog: SavedFilterDialog | None = None
        self.book = SavedFilterBook(ports, background, live, clock, filters, actor.area, self)
        self.book.refused.connect(self._refused)
        ground.district_read.connect(self._take_district)
        bind_key(window, SAVE_KEY, self.save)
        bind_key(window, LIST_KEY, self.manage)
        for place in range(_BY_KEY):
            bind_key(window, f"Alt+{place + 1}", partial(self.use_number, place))

    def start(self) -> None:
        self.book.ask()

    def tick(self) -> None:
        """Let a second pass."""
        self.book.tick()

    def stop(self) -> None:
        self.book.stop()

    def retranslate(self) -> None:
        for bar in self._bars:
            bar.retranslate()

    def dress_page(self, page: QWidget) -> None:
        """Put the line of saved filters into the queue panels of a page that has just been made."""
        for panel in page.findChildren(QueuePanel):
            bar = SavedFilterBar(self._theme, self.book)
            bar.manage_wanted.connect(self.manage)
            bar.save_wanted.connect(self.save)
            panel.add_bar(bar)
            self._bars.append(bar)

    def commands(self) -> list[Command]:
        """Return what the command bar offers: every saved filter by its name, and how to save one."""
        group = tr("Saved filters")
        listed = [
            Command(self._title(place), group, partial(self.use_number, place), "filter 筛选", _key_of(place))
            for place in range(len(self.book.entries))
        ]
        return [
            *listed,
            Command(tr("Save the present filter…"), group, self.save, "save filter 保存筛选", SAVE_KEY),
            Command(tr("All saved filters…"), group, self.manage, "saved filters share 共享", LIST_KEY),
        ]

    def use_number(self, place: int) -> None:
        """Narrow to the filter at this place, counted from 0; the same again takes it back."""
        if place < len(self.book.entries):
            self.book.use(self.book.entries[place])

    def save(self) -> None:
        self.manage()
        if self.dialog is not None:
            self.dialog.name.setFocus()

    def manage(self) -> None:
        if self.dialog is None:
            self.dialog = SavedFilterDialog(self._theme, self.book, self._words, self._window)
            self.dialog.finished.connect(self._dialog_closed)
            self.dialog.open()
            (self.dialog.list if self.book.entries else self.dialog.name).setFocus()

    def _title(self, place: int) -> str:
        entry = self.book.entries[place]
        count = self.book.count(entry)
        return entry.name if count is None else f"{entry.name} · {count}"

    def _words(self, chosen: Filter) -> str:
        words = light_words()
        lights = [words[light] for light in Light if light in chosen.lights]
        named = self._names.words(chosen, self._live.board.rows.values())
        return " · ".join([*lights, *named.listed()])

    def _take_district(self, district: DistrictMap) -> None:
        self._names = PlaceNames(district)

    def _refused(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _dialog_closed(self, _result: int) -> None:
        self.dialog = None


def _key_of(place: int) -> str:
    return f"Alt+{place + 1}" if place < _BY_KEY else ""
