"""Asking for how long and why a desk shall be quiet; the answer stands in the audit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.language import by_count, tr


def usual_reasons() -> tuple[str, ...]:
    """Return what is offered; another reason can be typed."""
    return tr("briefing"), tr("telephone"), tr("shift handover")


class SilenceDialog(QDialog):
    """Enter silences, Esc leaves; after a refusal it stays open with what was chosen."""

    sent = Signal(int, str, bool)
    """Minutes, the reason, whether for the whole unit."""

    def __init__(self, theme: Theme, minutes: Sequence[int], *, for_unit: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.minutes = QComboBox()
        for each in minutes:
            self.minutes.addItem(by_count(each, tr("{n} minute"), tr("{n} minutes")).format(n=each), each)
        self.reason = QComboBox()
        self.reason.setEditable(True)
        self.reason.addItems(usual_reasons())
        self.whole_unit = QCheckBox(tr("for all desks of my unit"))
        self.whole_unit.setVisible(for_unit)
        self.refusal = label("", "caption", tone="on_stale", wrap=True)
        self.refusal.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.refusal.hide()
        self.send = button(tr("Silence"), "primary")
        self.leave = button(tr("Cancel"))
        self._build()
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Silence this desk"))
        self.setMinimumWidth(px(400))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(label(tr("Silence this desk"), "title"))
        told = tr("Urgent incidents sound all the same. Who silenced a desk, and why, stands in the audit.")
        column.addWidget(label(told, "caption", tone="tertiary", wrap=True))
        for words, editor in ((tr("For"), self.minutes), (tr("Reason"), self.reason)):
            editor.setAccessibleName(words)
            column.addSpacing(px(4))
            column.addWidget(label(words, "caption", tone="secondary"))
            column.addWidget(editor)
        column.addSpacing(px(4))
        column.addWidget(self.whole_unit)
        column.addWidget(self.refusal)
        column.addSpacing(px(8))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addLayout(row)
        self.send.setDefault(True)

    def submit(self) -> None:
        self.send.setEnabled(False)
        self.refusal.hide()
        self.sent.emit(self.minutes.currentData(), self.reason.currentText(), self.whole_unit.isChecked())

    def show_refusal(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.show()
        self.send.setEnabled(True)
