"""Why a resident is looked up: purpose, then an incident or a written reason; and the dialog that asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.names import Name
from gridcenter.domain.people import EVERY_PURPOSE, PURPOSE_NAMES, LookupRequest, Purpose
from gridcenter.language import pick, tr

SHORTEST_REASON = 10
"""Characters of a reason that stands in for an incident; the store's rule is in `services.lookup`."""


class GroundFields(QWidget):
    """Purpose (never preset), incident number, reason."""

    changed = Signal()
    submitted = Signal()
    """Enter in one of the lines."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        purposes: Mapping[Purpose, Name] = EVERY_PURPOSE,
    ) -> None:
        """`purposes` are those of the role, each with the duty by law that it stands on."""
        super().__init__(parent)
        self.purposes = purposes
        self._words = [label("", "caption", tone="secondary") for _ in range(2)]
        self.purpose = QComboBox()
        self.incident = QLineEdit()
        self.incident.setMaxLength(40)
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for word, widget in zip(self._words, (self.purpose, self.incident), strict=True):
            column.addWidget(word)
            column.addWidget(widget)
            column.addSpacing(theme.px(4))
            word.setBuddy(widget)
        column.addWidget(self.reason)
        control = theme.size("control.normal")
        for field in (self.purpose, self.incident, self.reason):
            field.setMinimumHeight(control)
        self.setMinimumHeight(2 * (theme.line_height("caption") + control + theme.px(12)) + control)
        self._fill()
        self.purpose.currentIndexChanged.connect(self.changed)
        for line in (self.incident, self.reason):
            line.textChanged.connect(self.changed)
            line.returnPressed.connect(self.submitted)
        self.retranslate()

    def _fill(self) -> None:
        self.purpose.addItem("", None)
        for purpose in self.purposes:
            self.purpose.addItem("", purpose.value)

    def offer(self, purposes: Mapping[Purpose, Name]) -> None:
        """Offer these purposes instead; none of them stands chosen."""
        self.purposes = purposes
        self.purpose.clear()
        self._fill()
        self.retranslate()

    def retranslate(self) -> None:
        texts = (tr("Purpose (required)"), tr("Incident number"))
        for word, widget, text in zip(self._words, (self.purpose, self.incident), texts, strict=True):
            word.setText(text)
            widget.setAccessibleName(text)
        self.reason.setAccessibleName(tr("Reason"))
        self.purpose.setItemText(0, tr("Choose…"))
        for place, (purpose, basis) in enumerate(self.purposes.items(), 1):
            self.purpose.setItemText(place, pick(PURPOSE_NAMES[purpose]))
            self.purpose.setItemData(place, pick(basis), Qt.ItemDataRole.ToolTipRole)
        self.reason.setPlaceholderText(tr("or a reason, at least {n} characters").format(n=SHORTEST_REASON))

    def missing(self) -> str:
        """Return what still has to be filled in, as a sentence; empty when nothing."""
        if self.purpose.currentData() is None:
            return tr("Choose a purpose first.")
        if not self.incident.text().strip() and len(self.reason.text().strip()) < SHORTEST_REASON:
            return tr("Name the incident, or write the reason in at least {n} characters.").format(
                n=SHORTEST_REASON
            )
        return ""

    def request(self, id_text: str) -> LookupRequest:
        """Return the request; call it only while nothing is missing."""
        purpose = Purpose(self.purpose.currentData())
        return LookupRequest(id_text, purpose, self.incident.text().strip(), self.reason.text().strip())

    def show_request(self, request: LookupRequest) -> None:
        self.purpose.setCurrentIndex(self.purpose.findData(request.purpose.value))
        self.incident.setText(request.incident_number)
        self.reason.setText(request.reason)

    def clear(self) -> None:
        self.purpose.setCurrentIndex(0)
        self.incident.clear()
        self.reason.clear()


class GroundDialog(QDialog):
    """Asks for the ground before a look-up that was started outside the residents page."""

    def __init__(
        self,
        theme: Theme,
        id_text: str,
        parent: QWidget | None = None,
        *,
        purposes: Mapping[Purpose, Name] = EVERY_PURPOSE,
    ) -> None:
        super().__init__(parent)
        self._id_text = id_text
        self.fields = GroundFields(theme, purposes=purposes)
        self.why = label("", "caption", tone="secondary", wrap=True)
        self.accept_button = button(tr("Look up"), "primary")
        self.accept_button.setDefault(True)
        cancel = button(tr("Cancel"))
        self.setWindowTitle(tr("Resident look-up"))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.addWidget(
            label(tr("Purpose and ground stand in the audit before anything is shown."), wrap=True)
        )
        column.addSpacing(theme.px(8))
        column.addWidget(self.fields)
        column.addWidget(self.why)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.accept_button)
        column.addLayout(row)
        self.setMinimumWidth(theme.px(440))
        self.fields.changed.connect(self._weigh)
        self.accept_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._weigh()
        self.fields.purpose.setFocus()

    def request(self) -> LookupRequest:
        return self.fields.request(self._id_text)

    def accept(self) -> None:
        if not self.fields.missing():
            super().accept()

    def _weigh(self) -> None:
        missing = self.fields.missing()
        self.why.setText(missing)
        self.accept_button.setEnabled(not missing)
