"""A list of incidents that await something of the person at this desk: by key and command from every page, live."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.live_feed import FeedState, LiveFeed
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.lines import bordered_list
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

PAGE = 100
"""So many lines are read at a time; more follow at the end of the list."""
_PAUSE_MS = 1_000
"""While the list is open it is read again no more often than this, however much is committed."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What the list shows: the incident's id and its words for each line, and a sentence above them.

    `nothing` stands instead where there is no line; `whole`: no more lines follow.
    """

    lines: Sequence[tuple[int, str]]
    nothing: str
    note: str = ""
    whole: bool = True


class AwaitingDialog(QDialog):
    """The lines, Enter shows the incident, Esc leaves. What is chosen stays chosen while others come and go."""

    opened = Signal(int)
    """The id of the incident to show."""
    more_wanted = Signal()
    """The end of what was read is in sight."""

    def __init__(self, theme: Theme, title: str, lines: Lines, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._whole = True
        px = theme.px
        self.setWindowTitle(title)
        self.setMinimumWidth(px(640))
        self.list = bordered_list(theme, high=320)
        self.list.setAccessibleName(title)
        self.note = label("", "caption", tone="secondary", wrap=True)
        self.nothing = label("", "body", tone="secondary", wrap=True)
        self.show_incident = button(tr("Show the incident"), "primary")
        self.leave = button(tr("Close"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(title, "title"))
        for part in (self.note, self.list, self.nothing):
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.show_incident)
        column.addLayout(buttons)
        self.show_incident.setDefault(True)
        self.show_incident.clicked.connect(self.choose)
        self.list.itemActivated.connect(lambda _item: self.choose())
        self.list.verticalScrollBar().valueChanged.connect(self._look_for_the_end)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_lines(lines)
        self.list.setFocus()

    def show_lines(self, told: Lines) -> None:
        """Show what was read; the chosen incident stays chosen, and where it is gone the next one is."""
        chosen, place = self.chosen(), max(self.list.currentRow(), 0)
        scrolled = self.list.verticalScrollBar().value()
        self.list.clear()
        for key, words in told.lines:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            self.list.addItem(item)
        keys = [key for key, _ in told.lines]
        self.choose_row(keys.index(chosen) if chosen in keys else place)
        self.list.verticalScrollBar().setValue(scrolled)
        self.note.setText(told.note)
        self.nothing.setText(told.nothing)
        self.note.setVisible(bool(told.lines and told.note))
        self.nothing.setVisible(not told.lines)
        self.list.setVisible(bool(told.lines))
        self.show_incident.setEnabled(bool(told.lines))
        self._whole = told.whole

    def chosen(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else int(item.data(Qt.ItemDataRole.UserRole))

    def choose_row(self, place: int) -> None:
        """Choose this line, or the last one where there are fewer."""
        self.list.setCurrentRow(min(place, self.list.count() - 1))

    def choose(self) -> None:
        """Show the incident of the chosen line."""
        key = self.chosen()
        if key is not None:
            self.opened.emit(key)
            self.accept()

    def _look_for_the_end(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if not self._whole and value >= bar.maximum() - bar.pageStep():
            self._whole = True
            self.more_wanted.emit()


class AwaitingList(QObject):
    """A part of the frame without a strip: it asks the store, shows the list and follows what is committed meanwhile.

    Opened again it stands where it was left: one incident after the other is gone through.
    """

    incident_wanted = Signal(int)
    notice = Signal(str)
    """A sentence for the status bar."""
    strip: QWidget | None = None
    key = ""
    found_by = ""
    """Words that find the command, in both languages."""

    def __init__(
        self,
        window: QWidget,
        ask: Callable[[int], Any],
        background: Background,
        theme: Theme,
        live: LiveFeed | None = None,
    ) -> None:
        """`ask` takes the most lines wanted; its answer goes to `lines`."""
        super().__init__(window)
        self._window, self._ask = window, ask
        self._background, self._theme = background, theme
        self._most, self._place, self._heard = PAGE, 0, -1
        self.dialog: AwaitingDialog | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._read)
        bind_key(window, self.key, self.open)
        if live is not None:
            live.state_changed.connect(self._follow)

    def title(self) -> str:
        raise NotImplementedError

    def lines(self, answer: Any) -> Lines:
        """Return what of an answer is for this person, in words."""
        raise NotImplementedError

    def open(self) -> None:
        """Read what awaits, and show it."""
        if self.dialog is None:
            self._most = PAGE
            self._background.read(self, partial(self._ask, PAGE), self._show, self._failed, topic=self.key)

    def _show(self, answer: Any) -> None:
        if self.dialog is not None:
            return
        self.dialog = AwaitingDialog(self._theme, self.title(), self.lines(answer), parent=self._window)
        self.dialog.choose_row(self._place)
        self.dialog.opened.connect(self.incident_wanted)
        self.dialog.more_wanted.connect(self._read_more)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _follow(self, state: FeedState) -> None:
        changed, self._heard = state.change_number != self._heard, state.change_number
        if changed and self.dialog is not None and not self._pause.isActive():
            self._pause.start()

    def _read_more(self) -> None:
        self._most += PAGE
        self._read()

    def _read(self) -> None:
        if self.dialog is not None:
            self._background.read(
                self, partial(self._ask, self._most), self._renew, self._failed, topic=self.key
            )

    def _renew(self, answer: Any) -> None:
        if self.dialog is not None:
            self.dialog.show_lines(self.lines(answer))

    def _failed(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        if self.dialog is not None:
            self._place = max(self.dialog.list.currentRow(), 0)
        self.dialog = None

    def commands(self) -> list[Command]:
        return [Command(f"{self.title()}…", tr("Incident"), self.open, self.found_by, self.key)]

    def dress_page(self, page: QWidget) -> None: ...

    def start(self) -> None: ...

    def tick(self) -> None: ...

    def retranslate(self) -> None: ...

    def stop(self) -> None: ...
