"""The question that one look-up in many is asked: its reason once more, before anything is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.language import tr

_WIDTH = 460
_LONGEST = 400


class AskingAgain(QDialog):
    """Enter goes on with the look-up, Esc leaves it; the store says whether the answer is enough."""

    answered = Signal(str)

    def __init__(self, theme: Theme, question: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(tr("The reason once more"))
        self.answer = QLineEdit()
        self.answer.setMaxLength(_LONGEST)
        self.answer.setAccessibleName(tr("Why this look-up?"))
        self.go = button(tr("Go on"), "primary")
        self.leave = button(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("The reason once more"), "title"))
        column.addWidget(label(question, "body", tone="secondary", wrap=True))
        column.addWidget(self.answer)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        column.addSpacing(px(8))
        column.addLayout(row)
        self.go.setDefault(True)
        self.go.setEnabled(False)
        self.answer.textChanged.connect(lambda words: self.go.setEnabled(bool(words.strip())))
        self.go.clicked.connect(self._send)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(_WIDTH))
        self.resize(px(_WIDTH), column.totalHeightForWidth(px(_WIDTH)))
        self.answer.setFocus()

    def _send(self) -> None:
        self.answered.emit(self.answer.text())
        self.accept()
