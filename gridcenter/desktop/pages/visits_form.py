"""The form of one visit, noted or corrected: what it came to, the day, a note; it keeps what was typed until taken."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.visits import NOTED_NAMES, OUTCOME_NAMES, PastVisit
from gridcenter.language import pick, tr

_WIDTH = 520


class VisitForm(QDialog):
    """Enter sends, Esc leaves. The note is about people: it goes nowhere but to the store."""

    wanted = Signal(str, str, str, str)
    """Outcome, day, note, and why a visit is corrected."""

    def __init__(
        self, theme: Theme, about: str, *, day: str, corrected: PastVisit | None = None, parent: QWidget
    ) -> None:
        """`about` says whom it is about, masked; `corrected` is the visit that was noted wrongly."""
        super().__init__(parent)
        self._theme = theme
        self._corrected = corrected
        self.outcome, self.day, self.note = QComboBox(), QLineEdit(day), QLineEdit()
        self.reason = QLineEdit()
        self.told = label("", "caption", wrap=True)
        self.send = button(tr("Record") if corrected is None else tr("Correct"), "primary")
        self.leave = button(tr("Cancel"))
        for code, name in (OUTCOME_NAMES if corrected is None else NOTED_NAMES).items():
            self.outcome.addItem(pick(name), code)
        if corrected is not None:
            self.outcome.setCurrentIndex(self.outcome.findData(corrected.outcome))
            self.note.setText(corrected.note)
        self._build(about)
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self, about: str) -> None:
        px = self._theme.px
        title = tr("Record a visit") if self._corrected is None else tr("Correct a visit")
        self.setWindowTitle(title)
        self.setMinimumWidth(px(_WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(title, "title"))
        column.addWidget(label(about, "caption", tone="secondary", wrap=True))
        for words, field in self._fields():
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

    def _fields(self) -> list[tuple[str, QWidget]]:
        fields: list[tuple[str, QWidget]] = [
            (tr("Outcome"), self.outcome),
            (tr("Day of the visit"), self.day),
            (tr("Note, at most 400 characters"), self.note),
        ]
        if self._corrected is not None:
            fields.append((tr("Why it is corrected; the wrong line stays in the history"), self.reason))
        return fields

    def submit(self) -> None:
        self.send.setEnabled(False)
        outcome = str(self.outcome.currentData())
        self.wanted.emit(outcome, self.day.text(), self.note.text(), self.reason.text())

    def show_refusal(self, sentence: str) -> None:
        self.told.setStyleSheet(
            f"background: {self._theme.hex('surface.stale')}; padding: {self._theme.px(8)}px;"
        )
        self.told.setText(sentence)
        self.told.show()
        self.send.setEnabled(True)

    def typed(self) -> Mapping[str, str]:
        said = {"note": self.note.text(), "reason": self.reason.text()}
        return {key: text for key, text in said.items() if text.strip()}

    def fill(self, said: Mapping[str, str]) -> None:
        self.note.setText(said.get("note", self.note.text()))
        self.reason.setText(said.get("reason", ""))
