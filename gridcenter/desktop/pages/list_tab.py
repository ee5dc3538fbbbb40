"""A tab of two lists that is read when it is shown and after somebody changed a record that it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.pages.administration_two_lists import TwoLists
from gridcenter.desktop.pages.one_form import OneForm, done_sentence
from gridcenter.desktop.theme import Theme
from gridcenter.domain.move_choices import MoveChoice
from gridcenter.domain.people import Actor
from gridcenter.language import tr


@dataclass(frozen=True, slots=True)
class TabGround:
    """What every tab of a page is given; `now` is the store's time."""

    actor: Actor
    background: Background
    theme: Theme
    zone: ZoneInfo
    now: Callable[[], datetime]


class ListTab(TwoLists):
    """What stands in the lists, what is read and what the keys do is the tab's. GUI thread only."""

    search_words = ""
    kinds: frozenset[str] = frozenset()
    """Kinds of changes after which the tab is read again."""

    def __init__(self, ground: TabGround, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(ground.theme, keys, parent)
        self._actor, self._background = ground.actor, ground.background
        self._zone, self._now = ground.zone, ground.now
        self.forms = OneForm(self, ground.background, ground.theme)
        self.forms.taken.connect(self._done)
        self.forms.notice.connect(self.notice)

    def title(self) -> str:
        raise NotImplementedError

    def ask(self) -> None:
        """Read what the tab shows."""
        raise NotImplementedError

    def _acts(self) -> Mapping[str, Callable[[], object]]:
        """Return what every key does."""
        raise NotImplementedError

    def _command_words(self) -> Mapping[str, str]:
        """Return what the command bar calls the keys that it offers."""
        raise NotImplementedError

    def commands(self) -> Iterator[Command]:
        """Return what the command bar offers while this tab is on show."""
        acts = self._acts()
        for key, words in self._command_words().items():
            if not self.offers(key):
                continue
            yield Command(words, self.title(), acts[key], self.search_words, key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.ask()

    def apply_subject(self, kind: str, *, anything: str) -> None:
        if kind in self.kinds or kind == anything:
            self._stale = True
            if self.isVisible():
                self.ask()

    def _done(self, choice: MoveChoice, _answer: object) -> None:
        self.notice.emit(done_sentence(choice))
        self.ask()

    def name_search(self, words: str) -> None:
        self.search.setPlaceholderText(tr("Search (/)"))
        self.search.setAccessibleName(words)

    def searched(self, *texts: str) -> bool:
        """Tell whether every word of the search stands somewhere in these texts."""
        text = " ".join(texts).casefold()
        return all(word in text for word in self.search.text().casefold().split())


def under_strip(strip: QWidget, list_below: QWidget) -> QWidget:
    """Return a list with the strip of long work over it."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(strip)
    column.addWidget(list_below, 1)
    return body
