"""The look-up tile of the Overview: an ID field and a button. It asks the purpose first and shows nobody."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.id_box import IdField
from gridcenter.desktop.widgets.lookup_ground import GroundDialog
from gridcenter.desktop.widgets.text import ElidedLabel, button, label, set_button_text, set_tone
from gridcenter.domain.names import Name
from gridcenter.domain.people import EVERY_PURPOSE, Purpose
from gridcenter.language import tr

SHORTCUT = "Ctrl+I"


class LookupTile(QFrame):
    """336×96 among the KPI tiles. Ctrl+I brings the keyboard here from anywhere in the window.

    `requested` carries a `LookupRequest`; the shell opens the residents page with it.
    """

    requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        purposes: Mapping[Purpose, Name] = EVERY_PURPOSE,
    ) -> None:
        super().__init__(parent)
        self._purposes = purposes
        self.setObjectName("panel")
        self._theme = theme
        self._title = ElidedLabel("", "caption", tone="secondary")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._keys = label(SHORTCUT, "caption", tone="tertiary")
        self.field = IdField(theme)
        self.go = button("")
        self._dialog: GroundDialog | None = None
        self._arrange()
        self.field.judged.connect(self._tell)
        self.field.returnPressed.connect(self.submit)
        self.go.clicked.connect(self.submit)
        QShortcut(QKeySequence(SHORTCUT), self).activated.connect(self.take_keyboard)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def _arrange(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._keys)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(10))
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addLayout(row)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(336), self._theme.px(96))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(72))

    def take_keyboard(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def submit(self) -> None:
        """Ask for purpose and ground when the number is right; otherwise leave the fault standing."""
        if self.field.number() is None or self._dialog is not None:
            self.field.setFocus()
            return
        self._dialog = GroundDialog(self._theme, self.field.text(), self, purposes=self._purposes)
        self._dialog.accepted.connect(self._request)
        self._dialog.finished.connect(self._dismiss)
        self._dialog.open()

    @property
    def dialog(self) -> GroundDialog | None:
        """The question that is open just now."""
        return self._dialog

    def _request(self) -> None:
        if self._dialog is not None:
            request = self._dialog.request()
            self.field.start_afresh()
            self.requested.emit(request)

    def _dismiss(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    def _tell(self) -> None:
        """The head of the tile becomes the sentence about the fault: the tile has no room for another line."""
        fault = self.field.fault
        self._title.setText(str(fault) if fault is not None else tr("Resident look-up"))
        set_tone(self._title, "red" if fault is not None else "secondary")
        self._keys.setVisible(fault is None)
        self.go.setEnabled(self.field.number() is not None)

    def apply_theme(self) -> None:
        self.update()

    def retranslate(self) -> None:
        self.field.setPlaceholderText(tr("Citizen ID number"))
        self.field.setAccessibleName(tr("Citizen ID number"))
        set_button_text(self.go, tr("Look up"))
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
