"""The window of keys: F1 on every page, grouped by where a key works."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.key_list import KeyGroup, key_groups
from gridcenter.desktop.pages.administration import AdministrationPage
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.reading_area import ReadingArea
from gridcenter.desktop.widgets.text import button, label
from gridcenter.language import tr

KEY = "F1"
_COLUMNS = 3
_SIZE = (1240, 716)
_TITLE_LINES = 2
"""How many lines the head of a group takes beside its keys."""


class KeyListDialog(QDialog):
    """What works on the page in front fits a small desk, in three columns; the other pages follow. Esc leaves."""

    def __init__(self, theme: Theme, page: str, parent: QWidget) -> None:
        """`page` is the key of the page in front."""
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.setWindowTitle(tr("All keys"))
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(20), px(14))
        column.setSpacing(px(8))
        column.addWidget(label(tr("All keys"), "title"))
        about = tr("Everything can be reached without a mouse; Ctrl+K finds each of these by its name.")
        column.addWidget(label(about, "caption", tone="tertiary"))
        column.addWidget(self._scrolled(self._sections(page)), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = button(tr("Close"))
        self.leave.clicked.connect(self.reject)
        row.addWidget(self.leave)
        column.addLayout(row)
        room = parent.size()
        self.resize(min(px(_SIZE[0]), room.width()), min(px(_SIZE[1]), room.height()))

    def _sections(self, page: str) -> QWidget:
        known = key_groups()
        self.here = self._columns([group for group in known if not group.pages or page in group.pages])
        self.elsewhere = self._columns([group for group in known if group.pages and page not in group.pages])
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(8))
        column.addWidget(self.here)
        column.addWidget(label(tr("On other pages and in windows"), "title"))
        column.addWidget(self.elsewhere)
        column.addStretch(1)
        return body

    def _columns(self, groups: list[KeyGroup]) -> QWidget:
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(28))
        for part in in_columns(tuple(groups), _COLUMNS):
            row.addLayout(self._column(part), 1)
        return body

    def _column(self, groups: list[KeyGroup]) -> QVBoxLayout:
        made = QVBoxLayout()
        made.setSpacing(self._theme.px(3))
        for group in groups:
            made.addWidget(label(group.title, "body_strong"))
            made.addLayout(self._lines(group))
            made.addSpacing(self._theme.px(8))
        made.addStretch(1)
        return made

    def _lines(self, group: KeyGroup) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(12))
        grid.setVerticalSpacing(self._theme.px(2))
        grid.setColumnMinimumWidth(0, self._theme.px(116))
        grid.setColumnStretch(1, 1)
        for place, (keys, words) in enumerate(group.lines):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(keys, "caption"), place, 0, top)
            grid.addWidget(label(words, "caption", tone="secondary", wrap=True), place, 1, top)
        return grid

    def _scrolled(self, body: QWidget) -> ReadingArea:
        self.area = ReadingArea()
        self.area.read(body)
        self.area.setAccessibleName(tr("All keys"))
        return self.area


def in_columns(groups: tuple[KeyGroup, ...], columns: int) -> list[list[KeyGroup]]:
    """Part the groups in their order into columns of about the same height."""
    heights = [len(group.lines) + _TITLE_LINES for group in groups]
    ends = list(accumulate(heights))
    share = ends[-1] / columns
    made: list[list[KeyGroup]] = [[] for _ in range(columns)]
    for group, height, end in zip(groups, heights, ends, strict=True):
        made[min(int((end - height / 2) / share), columns - 1)].append(group)
    return made


class KeyListPart(QObject):
    """A part of the frame without a strip: it opens the window of keys."""

    notice = Signal(str)
    strip: QWidget | None = None

    def __init__(self, window: QWidget, theme: Theme, page: Callable[[], str]) -> None:
        """`page` gives the key of the page in front."""
        super().__init__(window)
        self._window = window
        self._page = page
        self._theme = theme
        self.dialog: KeyListDialog | None = None
        bind_key(window, KEY, self.open)

    def open(self) -> None:
        if self.dialog is None:
            self.dialog = KeyListDialog(self._theme, self._page(), self._window)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def commands(self) -> list[Command]:
        return [Command(tr("All keys"), tr("Window"), self.open, "keys shortcuts help 快捷键 按键 帮助", KEY)]

    def dress_page(self, page: QWidget) -> None:
        if isinstance(page, AdministrationPage):
            page.all_keys.clicked.connect(self.open)

    def start(self) -> None: ...

    def tick(self) -> None: ...

    def retranslate(self) -> None: ...

    def stop(self) -> None: ...

    def _closed(self, _result: int) -> None:
        self.dialog = None
