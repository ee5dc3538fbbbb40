"""A chooser that says why it offers what stands first: a proposal is marked, a ruling waits to be chosen.

Letters find a unit by its name or by the pinyin initials of it: there are more units than one likes to pass by.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.domain.move_choices import FieldChoice
from gridcenter.language import pick, tr
from gridcenter.services.readings import sounds

_LISTED = 12
_NO_LETTERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class OfferBox(QComboBox):
    """Nothing stands chosen unless one of the choices is proposed; `ground` tells why the chosen one is offered."""

    def __init__(self, theme: Theme, choices: Sequence[FieldChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choices = tuple(choices)
        self._sought = ""
        self._typing = QTimer(self, singleShot=True)
        self.ground = label("", "caption", tone="secondary", wrap=True)
        self.setMaxVisibleItems(_LISTED)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setPlaceholderText(tr("choose a unit"))
        for choice in self._choices:
            self.addItem(_words(choice), choice.value)
        proposed = (place for place, choice in enumerate(self._choices) if choice.proposed)
        self.setCurrentIndex(next(proposed, -1))
        self.currentIndexChanged.connect(self._tell)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().strip()
        if not letter or not letter.isprintable() or event.modifiers() & _NO_LETTERS:
            super().keyPressEvent(event)
            return
        if not self._typing.isActive():
            self._sought = ""
        self._typing.start(QApplication.keyboardInputInterval() * 2)
        self._sought += letter.lower()
        self._find(self._sought)

    def _find(self, sought: str) -> None:
        """Choose the first unit whose name or initials begin with what is sought, else one whose name holds it."""
        names = [pick(choice.name).lower() for choice in self._choices]
        opens = (place for place, name in enumerate(names) if name.startswith(sought))
        reads = (place for place, name in enumerate(names) if sounds(name)[1].startswith(sought))
        holds = (place for place, name in enumerate(names) if sought in name)
        place = next(chain(opens, reads, holds), -1)
        if place >= 0:
            self.setCurrentIndex(place)

    def _tell(self) -> None:
        place = self.currentIndex()
        self.ground.setText(self._reason(self._choices[place]) if place >= 0 else self._first_offer())

    def _reason(self, choice: FieldChoice) -> str:
        if choice.ground:
            sentence = tr("Proposal: {ground}") if choice.proposed else tr("Offered: {ground}")
            return sentence.format(ground=choice.ground)
        passed_over = next((one for one in self._choices if one.proposed), None)
        if passed_over is None and not any(one.ground for one in self._choices):
            return ""
        if passed_over is None:
            return tr("Neither the responsibility list nor a ruling names this unit.")
        return tr("The proposal was {unit} ({ground}).").format(
            unit=pick(passed_over.name), ground=passed_over.ground
        )

    def _first_offer(self) -> str:
        first = next((choice for choice in self._choices if choice.ground), None)
        if first is None:
            return tr("Letters find a unit by its name or its initials.")
        return tr("Nothing is proposed. {unit}: {ground}").format(unit=pick(first.name), ground=first.ground)


def _words(choice: FieldChoice) -> str:
    name = " · ".join(part for part in (pick(choice.name), choice.note) if part)
    if choice.proposed:
        return tr("{unit} · proposal").format(unit=name)
    return tr("{unit} · ruled before").format(unit=name) if choice.ground else name
