"""What stands on the wall until the store answers for the first time.

A wall is switched on with the building, often before the server; nobody is there to start it a second time.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.garbage import GarbageOnGuiThread
from gridcenter.desktop.live_feed import RETRY_SECONDS
from gridcenter.desktop.theme import Theme, wall_scale
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.errors import Refusal, StoreUnavailable
from gridcenter.language import tr


class WaitingWall(QWidget):
    """Says why there is no picture yet and tries again by itself, every few seconds, for as long as it takes.

    `probe` runs on a worker of the background and raises what stands in the way. `ended` comes once: with the
    refusal that waiting cannot mend, or with None when the store answered or somebody closed the wall.
    """

    ended = Signal(object)

    def __init__(self, probe: Callable[[], None], background: Background, theme: Theme, problem: str) -> None:
        super().__init__()
        self.answered = False
        self._probe = probe
        self._background = background
        self._theme = theme
        self._tries = 1
        self._problem = label(problem, "title", tone="secondary", wrap=True)
        self._tried = label("", "body", tone="tertiary", wrap=True)
        self._lay_out()
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._try)
        self._wait()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        for part in (label(tr("Waiting for the data"), "display", wrap=True), self._problem, self._tried):
            column.addWidget(part)
        column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._column = column

    def _wait(self) -> None:
        seconds = RETRY_SECONDS[min(self._tries, len(RETRY_SECONDS)) - 1]
        self._tried.setText(
            tr("Tried so far: {n}. The wall tries again by itself and needs nobody. Ctrl+Q ends it.").format(
                n=self._tries
            )
        )
        self._pause.start(round(1000 * seconds))

    def _try(self) -> None:
        self._tries += 1
        self._background.read(self, self._probe, self._take_answer, self._take_refusal)

    def _take_answer(self, _nothing: None) -> None:
        self.answered = True
        self.ended.emit(None)

    def _take_refusal(self, refusal: Refusal) -> None:
        if not isinstance(refusal, StoreUnavailable):
            self.ended.emit(refusal)
            return
        self._problem.setText(str(refusal))
        self._wait()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._theme.use(scale=wall_scale(max(self.width(), 320), max(self.height(), 180)))
        px = self._theme.px
        self._column.setContentsMargins(px(96), px(48), px(96), px(48))
        self._column.setSpacing(px(24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F11 and Ctrl+Q as on the wall itself."""
        if event.key() == Qt.Key.Key_F11:
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        elif event.key() == Qt.Key.Key_Q and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._pause.stop()
        super().closeEvent(event)
        self.ended.emit(None)


def wait_for_store(probe: Callable[[], None], theme: Theme, problem: str) -> bool:
    """Fill the screen until the store answers; False when somebody closed the wall first.

    Raises:
        Refusal: Something that waiting cannot mend stands in the way now.
    """
    garbage, background = GarbageOnGuiThread(), Background(readers=1)
    waiting = WaitingWall(probe, background, theme, problem)
    loop, refusals = QEventLoop(), list[Refusal]()

    def end(refusal: Refusal | None) -> None:
        refusals.extend([refusal] if refusal is not None else [])
        loop.quit()

    waiting.ended.connect(end)
    waiting.showFullScreen()
    loop.exec()
    waiting.ended.disconnect(end)
    waiting.close()
    waiting.deleteLater()
    if background.close():
        garbage.end()
    if refusals:
        raise refusals[0]
    return waiting.answered
