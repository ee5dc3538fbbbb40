"""The strip of something long: how far it is, and a button that stops it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

Watch = Callable[[int, int], bool]
"""(done, in all or 0) -> whether to go on; called on the worker."""


class LongWork(QWidget):
    """Runs one action at a time on the writer's lane and is hidden while there is none."""

    ended = Signal(object)
    """What the work returned; None when it was stopped."""
    refused = Signal(str)
    _progressed = Signal(int, int)

    def __init__(self, background: Background, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._stop = Event()
        self.busy = False
        self.words = label("", "caption", tone="secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = button("", "compact")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.cancel.clicked.connect(self._stop.set)
        self._progressed.connect(self._show)
        self.retranslate()
        self.hide()

    def start(self, words: str, work: Callable[[Watch], object]) -> None:
        """Run the work; it stops at the button's wish, when its own watch says so."""
        if self.busy:
            return
        self.busy = True
        self._stop.clear()
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.show()
        self._background.write(self, partial(work, self._watch), self._done, self._failed)

    def _watch(self, done: int, total: int) -> bool:
        self._progressed.emit(done, total)
        return not self._stop.is_set()

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _done(self, answer: object) -> None:
        self._end()
        self.ended.emit(answer)

    def _failed(self, refusal: Refusal) -> None:
        self._end()
        self.refused.emit(str(refusal))

    def _end(self) -> None:
        self.busy = False
        self.hide()

    def retranslate(self) -> None:
        self.cancel.setText(tr("Stop"))
