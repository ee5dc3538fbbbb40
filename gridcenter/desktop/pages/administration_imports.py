"""The button of Administration that brings a file in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.import_ports import ImportPorts
from gridcenter.desktop.pages.administration_import import ImportAssistant
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, set_button_text
from gridcenter.language import tr

KEY = "Ctrl+O"


class ImportsOpener(QObject):
    """Makes the assistant on demand; the folder of the last file is where the next one is looked for."""

    brought = Signal()

    def __init__(
        self, ports: ImportPorts | None, background: Background, theme: Theme, page: QWidget
    ) -> None:
        super().__init__(page)
        self._ports = ports
        self._background = background
        self._theme = theme
        self._page = page
        self._folder = _documents()
        self.dialog: ImportAssistant | None = None
        self.button = button("", "compact")
        self.button.setVisible(ports is not None)
        self.button.clicked.connect(self.open)
        if ports is not None:
            bind_key(page, KEY, self.open)

    def open(self) -> None:
        if self._ports is None or self.dialog is not None:
            return
        made = ImportAssistant(self._ports, self._background, self._theme, self._folder, parent=self._page)
        made.finished.connect(self._forget)
        made.brought.connect(self.brought)
        self.dialog = made
        made.open()

    def _forget(self) -> None:
        if self.dialog is not None:
            self._folder = self.dialog.file.folder
        self.dialog = None

    def commands(self) -> Iterator[Command]:
        if self._ports is not None and self._page.isVisible():
            yield Command(
                tr("Bring a file in…"), tr("Admin"), self.open, "import file csv excel 导入 文件", KEY
            )

    def retranslate(self) -> None:
        set_button_text(self.button, tr("Bring a file in…"))
        self.button.setToolTip(KEY)


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
