"""Opens the window of rows that are one person over the Residents page, and does on a worker what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.keeping_ports import TwinPorts
from gridcenter.desktop.pages.residents_twins_window import TwinsWindow
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import Refusal
from gridcenter.domain.person_merging import BASIS_NAMES, Basis, MergesFound, PersonComparison, TwinsFound
from gridcenter.language import pick, tr

KEY = "Ctrl+Shift+M"


class TwinKeeping(QObject):
    """One window at a time; made on the GUI thread."""

    def __init__(
        self,
        page: QWidget,
        ports: TwinPorts,
        background: Background,
        theme: Theme,
        *,
        tell: Callable[[str], None],
    ) -> None:
        super().__init__(page)
        self._page, self._ports, self._background, self._theme = page, ports, background, theme
        self._tell = tell
        self.window: TwinsWindow | None = None
        bind_key(page, KEY, self.open)

    def commands(self) -> Iterator[Command]:
        if self._page.isVisible():
            words = f"{tr('Rows that are one person')}…"
            yield Command(words, tr("Resident"), self.open, "merge twins 并档 重号 拆档", KEY)

    def open(self) -> None:
        if self.window is not None:
            return
        self.window = window = TwinsWindow(self._theme, parent=self._page)
        window.list_wanted.connect(self._list)
        window.comparison_wanted.connect(self._compare)
        window.merge_wanted.connect(self._merge)
        window.unmerge_wanted.connect(self._unmerge)
        window.apart_wanted.connect(self._tell_apart)
        window.finished.connect(self._closed)
        window.open()
        window.wait_for_list()

    def _list(self, merged: bool, skip: int) -> None:
        ask: Callable[[int], TwinsFound | MergesFound] = self._ports.merges if merged else self._ports.twins
        self._background.write(self, partial(ask, skip), partial(self._found, merged, skip), self._not_listed)

    def _found(self, merged: bool, skip: int, found: TwinsFound | MergesFound) -> None:
        if self.window is not None:
            self.window.show_pairs(found, merged=merged, behind=skip)

    def _not_listed(self, refusal: Refusal) -> None:
        if self.window is not None:
            self.window.list_refused()
        self._refused(refusal)

    def _compare(self, one: int, other: int) -> None:
        work, shown = partial(self._ports.compare, one, other), partial(self._compared, (one, other))
        self._background.write(self, work, shown, self._refused, topic="comparison")

    def _compared(self, asked: tuple[int, int], found: PersonComparison) -> None:
        if self.window is not None and self.window.awaited == asked:
            self.window.show_comparison(found)

    def _merge(self, kept: int, merged: int, versions: tuple[int, int], reason: str, decided: bool) -> None:
        work = partial(self._ports.merge, kept, merged, versions, reason, decided)
        self._background.write(self, work, partial(self._merged, kept, merged), self._not_done)

    def _merged(self, kept: int, merged: int, basis: Basis) -> None:
        told = tr("Row {merged} is seen as row {kept} now: {basis}.")
        self._done(told.format(merged=merged, kept=kept, basis=pick(BASIS_NAMES[basis])))

    def _unmerge(self, merged: int, reason: str) -> None:
        work = partial(self._ports.unmerge, merged, reason)
        self._background.write(self, work, partial(self._unmerged, merged), self._not_done)

    def _unmerged(self, merged: int, kept: int) -> None:
        told = tr("Row {merged} is seen as itself again, and no longer as row {kept}.")
        self._done(told.format(merged=merged, kept=kept))

    def _tell_apart(self, one: int, other: int, reason: str) -> None:
        told = tr("Rows {one} and {other} are two people now.").format(one=one, other=other)
        work = partial(self._ports.tell_apart, one, other, reason)
        self._background.write(self, work, lambda _none: self._done(told), self._refused)

    def _done(self, sentence: str) -> None:
        self._tell(sentence)
        if self.window is not None:
            self.window.done_with(sentence)

    def _refused(self, refusal: Refusal) -> None:
        if self.window is None:
            self._tell(str(refusal))
        else:
            self.window.tell(str(refusal))

    def _not_done(self, refusal: Refusal) -> None:
        if self.window is None:
            self._tell(str(refusal))
        else:
            self.window.refuse(str(refusal))

    def _closed(self, _result: int) -> None:
        self.window = None
