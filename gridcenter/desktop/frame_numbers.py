"""An incident by its number, also where it is closed and stands on no board: to evaluate it, to take it up again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QObject, Signal

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.live_feed import LiveFeed
from gridcenter.desktop.ports import Questions
from gridcenter.domain.errors import Refusal
from gridcenter.language import tr

_NUMBER = re.compile(r"(?=(?:\D*\d){4})\S{8,40}")
"""What may be the whole number of an incident, also one that was imported."""


class NumberFinder(QObject):
    """Offers to look a number up in the store; what is on the board is found there without asking."""

    incident_wanted = Signal(int)
    notice = Signal(str)
    """Why nothing is opened."""

    def __init__(self, questions: Questions, background: Background, live: LiveFeed, parent: QObject) -> None:
        super().__init__(parent)
        self._find = questions.find_number
        self._background = background
        self._live = live

    def commands(self, query: str) -> Iterator[Command]:
        number = query.strip()
        if not _NUMBER.fullmatch(number):
            return
        wanted = number.casefold()
        if not any(wanted in row.number.casefold() for row in self._live.board.rows.values()):
            title = tr("Look for incident {number} in the store").format(number=number)
            yield Command(title, tr("Incident"), partial(self.look_for, number), more=number)

    def look_for(self, number: str) -> None:
        """Open the incident with this number, or say that there is none in the area."""
        work = partial(self._find, number)
        self._background.read(self, work, self.incident_wanted.emit, self._refused, topic="number")

    def _refused(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
