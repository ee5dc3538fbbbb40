"""The form of one visit: what it came to, on which day, and a note; it keeps what was typed until it is taken."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.visits import OUTCOME_NAMES, DueVisit
from gridcenter.language import listed, pick, tr

_WIDTH = 520


class VisitForm(QDialog):
    """Enter sends, Esc leaves. The note is about people: it goes nowhere but to the store."""

    wanted = Signal(object, str, str, str)
    """The `DueVisit`, outcome, day, note."""

    def __init__(self, theme: Theme, visit: DueVisit, *, today: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.visit = visit
        self.outcome, self.day, self.note = QComboBox(), QLineEdit(today), QLineEdit()
        self.told = label("", "caption", wrap=True)
        self.send = button(tr("Record"), "primary")
        self.leave = button(tr("Cancel"))
        for code, name in OUTCOME_NAMES.items():
            self.outcome.addItem(pick(name), code)
        self._build()
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Record a visit"))
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(tr("Record a visit"), "title"))
        why = listed(pick(name) for name in self.visit.reasons)
        about = " · ".join(part for part in (self.visit.name, self.visit.place, why) if part)
        column.addWidget(label(about, "caption", tone="secondary", wrap=True))
        for words, field in (
            (tr("Outcome"), self.outcome),
            (tr("Day of the visit"), self.day),
            (tr("Note, at most 400 characters"), self.note),
        ):
            column.addSpacing(px(8))
            column.addWidget(label(words, "caption", tone="secondary"))
            column.addWidget(field)
            field.setAccessibleName(words)
        column.addSpacing(px(8))
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addLayout(row)
        self.told.hide()
        self.send.setDefault(True)
        self.outcome.setFocus()

    def submit(self) -> None:
        self.send.setEnabled(False)
        self.wanted.emit(self.visit, str(self.outcome.currentData()), self.day.text(), self.note.text())

    def show_refusal(self, sentence: str) -> None:
        self.told.setStyleSheet(
            f"background: {self._theme.hex('surface.stale')}; padding: {self._theme.px(8)}px;"
        )
        self.told.setText(sentence)
        self.told.show()
        self.send.setEnabled(True)

    def typed(self) -> Mapping[str, str]:
        return {"note": self.note.text()} if self.note.text().strip() else {}

    def fill(self, said: Mapping[str, str]) -> None:
        self.note.setText(said.get("note", ""))
