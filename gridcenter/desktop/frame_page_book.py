"""The pages of a window: made when first shown, kept, asked by what they can do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_pages import FollowsSubjects, OffersCommands, PageEntry, TakesFocus

Kind = TypeVar("Kind")


class PageBook(QObject):
    """Owns which page is current. `wishes` are signals by name that a page may have, and what answers them."""

    made = Signal(object)
    """A page that has just been made and is not shown yet."""
    coming = Signal(object)
    """A page that was made before and comes to the front now."""

    def __init__(self, stack: QStackedWidget, wishes: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(stack)
        self._stack = stack
        self._wishes = wishes
        self.entries: dict[str, PageEntry] = {}
        self.pages: dict[str, QWidget] = {}
        self.current = ""

    def add(self, entries: Sequence[PageEntry]) -> None:
        self.entries.update({entry.item.key: entry for entry in entries})

    def show(self, key: str) -> QWidget | None:
        """Show a page and return it; None for a name that no page has."""
        if key not in self.entries:
            return None
        page = self._ready(key)
        self.current = key
        self._stack.setCurrentWidget(page)
        return page

    def _ready(self, key: str) -> QWidget:
        page = self.pages.get(key)
        if page is None:
            return self._make(key)
        if key != self.current:
            self.coming.emit(page)
        return page

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self.pages.get(self.current)

    def able(self, kind: type[Kind]) -> Iterator[Kind]:
        """Return the pages made so far that can do this."""
        return (page for page in self.pages.values() if isinstance(page, kind))

    def tell_subject(self, kind: str) -> None:
        """Tell every page made so far that records of this kind were changed by somebody."""
        for page in self.pages.values():
            if isinstance(page, FollowsSubjects):
                page.apply_subject(kind)

    def commands(self, _query: str) -> Iterable[Command]:
        """Return what the current page offers to the command palette."""
        page = self.page()
        return page.commands() if isinstance(page, OffersCommands) else ()

    def take_keyboard(self) -> None:
        """Put the keyboard where the current page's work starts."""
        page = self.page()
        if isinstance(page, TakesFocus):
            page.take_keyboard()
        elif page is not None:
            page.setFocus()

    def _make(self, key: str) -> QWidget:
        page = self.entries[key].build()
        self.pages[key] = page
        self._stack.addWidget(page)
        self.answer(page)
        self.made.emit(page)
        return page

    def answer(self, wisher: object) -> None:
        """Fulfil what a page, or something like one, wishes by its signals."""
        for name, answer in self._wishes.items():
            wish = getattr(wisher, name, None)
            if wish is not None:
                wish.connect(answer)
