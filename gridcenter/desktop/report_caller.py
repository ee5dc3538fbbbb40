"""Who tells of it: name and phone in the form of a new incident."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.language import tr

PHONE_KEY = "Ctrl+T"


class CallerFields(QWidget):
    """Two lines side by side; what stands in them is personal and goes nowhere but into the store.

    They take more than the store does: what is too long is refused with a sentence, never cut off.
    """

    def __init__(self, theme: Theme, captions: dict[QWidget, QLabel]) -> None:
        super().__init__()
        self.reporter = QLineEdit()
        self.phone = QLineEdit()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        for line in (self.reporter, self.phone):
            captions[line] = label("", "caption", tone="secondary")
            column = QVBoxLayout()
            column.setSpacing(theme.px(4))
            column.addSpacing(theme.px(4))
            column.addWidget(captions[line])
            column.addWidget(line)
            row.addLayout(column, 1)

    def words(self) -> dict[QWidget, str]:
        return {
            self.reporter: tr("Caller"),
            self.phone: tr("Phone ({key})").format(key=PHONE_KEY),
        }

    def fill(self, reporter: str, phone: str) -> None:
        self.reporter.setText(reporter)
        self.phone.setText(phone)
