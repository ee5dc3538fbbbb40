"""Notices to the auditor: a strip on every page while one awaits a note, and the list behind it."""

from __future__ import annotations

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.live_feed import ANYTHING, LiveFeed
from gridcenter.desktop.notice_dialog import NoticeDialog
from gridcenter.desktop.notice_ports import NoticePorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, button, set_button_text, set_tooltip
from gridcenter.domain.audit_notices import Notice, NoticeList
from gridcenter.domain.errors import Refusal
from gridcenter.language import by_count, listed, tr

KEY = "Ctrl+Shift+U"
KIND = "audit_notice"
EVERY_SECONDS = 60
"""What makes a notice without being announced, such as many reveals, is found at the latest after so long."""


class NoticeStrip(QFrame):
    """Stands above the status bar only while something awaits a note; it never takes the keyboard.

    Beside a reminder that stands it is brief: the button counts the notices, and its tooltip says the sentence.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("reminderStrip")
        px = theme.px
        self._brief = False
        self._count = 0
        self.sentence = ElidedLabel("", "body_strong")
        self.open = button("", "compact")
        self.open.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(4), px(14), px(4))
        row.addWidget(self.sentence, 1)
        row.addWidget(self.open)
        self.setFixedHeight(px(36))
        self.hide()

    def tell(self, sentence: str, count: int) -> None:
        """Say how many notices await a note, and about whom; nothing is shown where there is none."""
        self._count = count
        self.sentence.setText(sentence)
        self._write()
        self.setVisible(count > 0)

    def be_brief(self, brief: bool) -> None:
        if brief != self._brief:
            self._brief = brief
            self._write()

    def _write(self) -> None:
        counted = by_count(self._count, tr("{n} notice {key}"), tr("{n} notices {key}"))
        words = counted if self._brief else tr("Show {key}")
        set_button_text(self.open, words.format(n=self._count, key=KEY))
        set_tooltip(self.open, self.sentence.text())
        self.sentence.setHidden(self._brief)


class NoticeDesk(QObject):
    """A part of the frame; without ports (another role) it has no strip and no command."""

    notice = Signal(str)

    def __init__(
        self,
        window: QWidget,
        ports: NoticePorts | None,
        background: Background,
        theme: Theme,
        live: LiveFeed,
        *,
        zone: tzinfo,
    ) -> None:
        super().__init__(window)
        self._window, self._ports = window, ports
        self._background, self._theme, self._zone = background, theme, zone
        self._found: NoticeList | None = None
        self._seconds = 0
        self.dialog: NoticeDialog | None = None
        self.strip: NoticeStrip | None = None
        if ports is not None:
            self.strip = NoticeStrip(theme)
            self.strip.open.clicked.connect(self.open)
            bind_key(window, KEY, self.open)
            live.subject_changed.connect(self._heard)

    def start(self) -> None:
        self._read()

    def tick(self) -> None:
        self._seconds += 1
        if self._seconds >= EVERY_SECONDS:
            self._read()

    def open(self) -> None:
        if self.dialog is not None or self._found is None:
            return
        self.dialog = NoticeDialog(self._theme, self._found, self._zone, parent=self._window)
        self.dialog.taken.connect(self._take)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()
        self._read()

    def commands(self) -> list[Command]:
        if self._ports is None:
            return []
        words = "audit notices 审计 查询异常 频繁查询 提示"
        return [Command(tr("Notices about look-ups…"), tr("Audit"), self.open, words, KEY)]

    def retranslate(self) -> None:
        self._write()

    def dress_page(self, page: QWidget) -> None: ...

    def stop(self) -> None: ...

    def _heard(self, kind: str) -> None:
        if kind in (KIND, ANYTHING):
            self._read()

    def _read(self) -> None:
        self._seconds = 0
        if self._ports is not None:
            self._background.read(self, self._ports.read, self._show, self._failed, topic=KIND)

    def _show(self, found: NoticeList) -> None:
        self._found = found
        self._write()
        if self.dialog is not None:
            self.dialog.show_list(found)

    def _write(self) -> None:
        if self.strip is None:
            return
        waiting = self._found.waiting if self._found is not None else ()
        sentence = by_count(
            len(waiting),
            tr("A notice about look-ups awaits a note: {accounts}"),
            tr("{n} notices about look-ups await a note: {accounts}"),
        )
        accounts = listed(dict.fromkeys(row.name or row.login for row in waiting[:5]))
        self.strip.tell(sentence.format(n=len(waiting), accounts=accounts), len(waiting))

    def _take(self, shown: Notice, note: str) -> None:
        if self._ports is not None:
            work = partial(self._ports.take, shown, note)
            self._background.write(self, work, lambda _done: self._taken(), self._refused)

    def _taken(self) -> None:
        if self.dialog is not None:
            self.dialog.settle_note()
        self._read()

    def _refused(self, refusal: Refusal) -> None:
        if self.dialog is not None:
            self.dialog.refuse(str(refusal))
        self._read()

    def _failed(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None
