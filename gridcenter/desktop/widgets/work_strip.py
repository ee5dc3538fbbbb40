"""A strip for long work: what is done, how far it is, and Cancel; nothing is seen of it while nothing runs."""

from __future__ import annotations

from threading import Event
from time import monotonic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr

_TOLD_EVERY = 0.1
"""Seconds between two pictures of the progress."""


class WorkStrip(QWidget):
    """`watch` may be called from any thread and answers whether to go on; all else is the GUI thread's."""

    progressed = Signal(str, int, int)

    def __init__(self, theme: Theme, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._stop = Event()
        self._told_at = 0.0
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.part = label("", "caption", tone="secondary")
        self.cancel = button("", "compact")
        self.cancel.setAutoDefault(False)
        row = QHBoxLayout(self)
        gap = theme.px(8)
        row.setContentsMargins(gap * 2, gap // 2, gap * 2, gap // 2)
        row.setSpacing(gap)
        row.addWidget(self.part)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self.stop)
        self.progressed.connect(self._show)
        self.hide()
        self.retranslate()

    @property
    def running(self) -> bool:
        return not self.isHidden()

    def begin(self, part: str) -> None:
        self._stop.clear()
        self._told_at = 0.0
        self.cancel.setEnabled(True)
        self._show(part, 0, 0)
        self.show()

    def end(self) -> None:
        self.hide()

    def stop(self) -> None:
        """Ask the work to stop at its next portion."""
        self._stop.set()
        self.cancel.setEnabled(False)
        self.part.setText(tr("Stopping…"))

    def watch(self, part: str, done: int, total: int) -> bool:
        """Tell how far the work is; whoever does it stops when the window closes, too."""
        now = monotonic()
        if self._background.takes_work and now - self._told_at > _TOLD_EVERY:
            self._told_at = now
            self.progressed.emit(part, done, total)
        return self._background.takes_work and not self._stop.is_set()

    def _show(self, part: str, done: int, total: int) -> None:
        if self._stop.is_set():
            return
        counted = tr("{part} · {done} of {total}").format(
            part=part, done=thousands(done), total=thousands(total)
        )
        self.part.setText(counted if total else part)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def retranslate(self) -> None:
        set_button_text(self.cancel, tr("Cancel"))
        self.bar.setAccessibleName(tr("How far the work is"))
