"""The first step of bringing a file in: which file, what it holds, and what nobody can read off it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QWidget

from gridcenter.desktop.import_ports import ImportKind, ImportPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.datum import Datum
from gridcenter.language import pick, tr

ENCODINGS = ("", "utf-8", "gb18030", "utf-16", "utf-16-le", "big5")
"""What may be said where the program does not recognise it; "" lets it."""


class FileChoice(QWidget):
    """Kind, file, encoding, and for kinds with coordinates their datum."""

    changed = Signal()
    taken = Signal()
    """A file was chosen: Enter is to go on."""

    def __init__(self, ports: ImportPorts, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self.path: Path | None = None
        self.files: QFileDialog | None = None
        self.kind, self.encoding, self.datum = QComboBox(), QComboBox(), QComboBox()
        self.file = QLineEdit()
        self.choose = button(tr("Choose… (Ctrl+O)"))
        self.choose.setAutoDefault(False)
        self._datum_word = label(tr("Datum of its coordinates"))
        self._fill(ports)
        self._arrange(theme)
        self.kind.currentIndexChanged.connect(lambda _place: self._show_datum())
        self.choose.clicked.connect(self.ask)
        self._show_datum()

    def _fill(self, ports: ImportPorts) -> None:
        for one in ports.kinds:
            self.kind.addItem(pick(one.name), one)
        for code in ENCODINGS:
            self.encoding.addItem(code.upper() or tr("recognised by itself"), code)
        self.datum.addItem(tr("as the file says"), "")
        for datum in Datum:
            self.datum.addItem(datum.value.upper(), datum.value)
        self.file.setReadOnly(True)
        self.file.setPlaceholderText(tr("CSV, Excel or GeoJSON; nothing is stored before the last step"))

    def _arrange(self, theme: Theme) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(8), 0, 0)
        grid.setVerticalSpacing(theme.px(10))
        grid.setHorizontalSpacing(theme.px(16))
        grid.setColumnStretch(1, 1)
        lines = (
            (label(tr("What it holds")), self.kind),
            (label(tr("File")), self.file),
            (label(tr("Encoding")), self.encoding),
            (self._datum_word, self.datum),
        )
        for row, (word, field) in enumerate(lines):
            grid.addWidget(word, row, 0)
            grid.addWidget(field, row, 1)
            field.setAccessibleName(word.text())
        grid.addWidget(self.choose, 1, 2)
        grid.setRowStretch(len(lines), 1)

    def chosen_kind(self) -> ImportKind:
        kind: ImportKind = self.kind.currentData()
        return kind

    def chosen_datum(self) -> str:
        return str(self.datum.currentData()) if self.chosen_kind().placed else ""

    def _show_datum(self) -> None:
        self._datum_word.setVisible(self.chosen_kind().placed)
        self.datum.setVisible(self.chosen_kind().placed)
        self.changed.emit()

    def ask(self) -> None:
        self.files = file_dialog(self, tr("The file to bring in"), str(self.folder), self.take)
        self.files.open()

    def take(self, name: str) -> None:
        """Take the file of this name, as if it had been chosen in the window."""
        self.path = Path(name)
        self.folder = self.path.parent
        self.file.setText(self.path.name)
        self.file.setToolTip(name)
        self.changed.emit()
        self.taken.emit()
