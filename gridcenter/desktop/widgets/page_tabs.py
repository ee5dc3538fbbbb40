"""A page of several tabs: the keys that turn them, and what the window asks of the page passed on to its tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.frame_pages import FollowsTime, NamesKeys
from gridcenter.desktop.live_feed import ANYTHING
from gridcenter.language import tr

TAB_KEYS = ("Ctrl+L", "Ctrl+Shift+L")
"""To the next tab, and to the one before."""


class PageTab(Protocol):
    """A tab beside the first one; it reads from the store when it is first shown, not when it is made.

    Besides, a tab may have the signals `notice` and `incident_wanted`, and `tick` (see `FollowsTime`).
    """

    search_words: str
    """By what else the command bar finds the tab: its name in the other language, pinyin comes by itself."""

    def title(self) -> str: ...

    def take_keyboard(self) -> None: ...

    def commands(self) -> Iterable[Command]:
        """Return what the command bar offers while the tab is on show."""
        ...

    def apply_subject(self, kind: str, *, anything: str) -> None:
        """Take in that records of this kind were changed by somebody, or any where it is `anything`."""

    def fit(self) -> None:
        """Take over gaps and sizes for the width of the moment."""

    def retranslate(self) -> None: ...


@runtime_checkable
class _Tells(Protocol):
    notice: Any


@runtime_checkable
class _WantsIncident(Protocol):
    incident_wanted: Any


class TabbedPage(QWidget):
    """Holds the first tab, which is the page's own, and those added beside it. One tab alone shows no bar."""

    notice = Signal(str)
    """A sentence for the status bar."""
    incident_wanted = Signal(object)
    keys_changed = Signal()
    """Another tab is on show: the status bar names its keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        self._beside: list[QWidget] = []
        self._first_title: Callable[[], str] = str

    def hold(self, first: QWidget, title: Callable[[], str], beside: Iterable[QWidget]) -> None:
        """Take the tabs in their order; each of `beside` is a `PageTab`."""
        self._first_title = title
        self._add(first)
        for tab in beside:
            self._beside.append(tab)
            tab.installEventFilter(self)
            self._add(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.setVisible(self.tabs.count() > 1)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _place: self.keys_changed.emit())
        for key, step in zip(TAB_KEYS, (1, -1), strict=True):
            bind_key(self, key, partial(self.turn, step))
        self.name_tabs()

    def _add(self, tab: QWidget) -> None:
        self._stack.addWidget(tab)
        self.tabs.addTab("")
        if isinstance(tab, _Tells):
            tab.notice.connect(self.notice)
        if isinstance(tab, _WantsIncident):
            tab.incident_wanted.connect(self.incident_wanted)

    def beside(self) -> list[Any]:
        """Return the tabs beside the first, each a `PageTab`."""
        return list(self._beside)

    def all_tabs(self) -> list[QWidget]:
        """Return the first tab and those beside it."""
        places = range(self._stack.count())
        return [tab for tab in map(self._stack.widget, places) if tab is not None]

    # Turning

    def turn(self, step: int) -> None:
        """Show the tab after (1) or before (-1) the one on show, in a ring."""
        self.show_tab((self.tabs.currentIndex() + step) % self.tabs.count())

    def show_tab(self, place: int) -> None:
        """Show the tab at this place, 0 the first, and put the keyboard there."""
        if place < self.tabs.count():
            self.tabs.setCurrentIndex(place)
            self.take_keyboard()

    def take_keyboard(self) -> None:
        shown = self._stack.currentWidget()
        if shown in self._beside:
            tab: Any = shown
            tab.take_keyboard()
        else:
            self.take_keyboard_first()

    def take_keyboard_first(self) -> None:
        """Put the keyboard where the work of the first tab starts."""
        self.tabs.setFocus()

    # What the window asks

    def commands(self) -> Iterator[Command]:
        if not self.isVisible():
            return
        for place, tab in enumerate(self.beside(), start=1):
            show = partial(self.show_tab, place)
            yield Command(tab.title(), tr("Page"), show, tab.search_words, TAB_KEYS[0])
            if tab.isVisible():
                yield from tab.commands()

    def apply_subject(self, kind: str) -> None:
        for tab in self.beside():
            tab.apply_subject(kind, anything=ANYTHING)

    def tick(self, now: datetime) -> None:
        for tab in self.all_tabs():
            if isinstance(tab, FollowsTime):
                tab.tick(now)

    def keys(self) -> str:
        """Return the keys of the tab on show, for the status bar."""
        shown = self._stack.currentWidget()
        own = shown.keys() if isinstance(shown, NamesKeys) else self.first_keys()
        turned = tr("Ctrl+L next tab") if self.tabs.count() > 1 else ""
        return " · ".join(part for part in (own, turned) if part)

    def first_keys(self) -> str:
        """Return the keys of the first tab."""
        return ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a tab take its gaps when it has its size: one behind another gets it only when it is shown."""
        if event.type() == QEvent.Type.Resize and watched in self._beside:
            tab: Any = watched
            tab.fit()
        return super().eventFilter(watched, event)

    def name_tabs(self) -> None:
        """Write on the tabs what they are called in the language of the moment."""
        if self.tabs.count():
            self.tabs.setTabText(0, self._first_title())
        for place, tab in enumerate(self.beside(), start=1):
            self.tabs.setTabText(place, tab.title())
            tab.retranslate()
