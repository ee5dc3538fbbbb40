"""A chooser of people that takes a name that is not in it, too: somebody may stand in whom no list knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from gridcenter.domain.move_choices import FieldChoice
from gridcenter.language import pick, tr

_LISTED = 12


class WorkerBox(QComboBox):
    """↓ goes through the names, letters of a name or a grid find one, anything else stays as it is typed."""

    def __init__(self, choices: Sequence[FieldChoice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.setEditable(True)
        self.setLineEdit(self.line)
        self.line.setStyleSheet("QLineEdit { border: 0; padding: 0; background: transparent; }")
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(_LISTED)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for choice in choices:
            self.addItem(" · ".join(part for part in (pick(choice.name), choice.note) if part), choice.value)
        self.setCurrentIndex(-1)
        self.line.setPlaceholderText(tr("↓ lists people; a name may be typed"))
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(finder)

    def said(self) -> str:
        """Return what the trace shall say: the chosen person, or what was typed."""
        text = self.currentText().strip()
        place = self.findText(text, Qt.MatchFlag.MatchExactly)
        return str(self.itemData(place)) if place >= 0 else text

    def say(self, text: str) -> None:
        """Let stand what was said before."""
        place = self.findData(text)
        self.setCurrentIndex(place)
        if place < 0:
            self.setEditText(text)
