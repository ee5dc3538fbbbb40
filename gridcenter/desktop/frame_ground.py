"""Title and district of the store, asked for until it answers and again when somebody changes them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.ports import Questions
from gridcenter.domain.errors import Refusal

_AGAIN_MS = 15_000
"""How long the frame waits before it repeats a question that was refused."""


class FrameGround(QObject):
    """Asks for what the frame stands on; what came is told by signals on the GUI thread."""

    facts_read = Signal(object)
    """The `StoreFacts`."""
    district_read = Signal(object)
    """The `DistrictMap`."""
    refused = Signal(object)
    """The `Refusal`; the question is repeated by itself."""

    def __init__(self, questions: Questions, background: Background, live: LiveFeed, parent: QObject) -> None:
        super().__init__(parent)
        self._questions = questions
        self._background = background
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self.ask)
        live.subject_changed.connect(self._subject_changed)

    def ask(self) -> None:
        read = self._background.read
        read(self, self._questions.facts, self.facts_read.emit, self._refuse, topic="facts")
        self._ask_district()

    def stop(self) -> None:
        self._again.stop()

    def _ask_district(self) -> None:
        read = self._background.read
        read(self, self._questions.district, self.district_read.emit, self._refuse, topic="district")

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)
        self._again.start()

    def _subject_changed(self, kind: str) -> None:
        if kind in ("grid", "division", "backdrop"):
            self._ask_district()
