"""A window that writes a file: where it shall go, what became of it, and a way to open it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.domain.papers import ENDING
from gridcenter.language import tr

WIDTH = 480


class SavingDialog(QDialog):
    """Whoever derives from it lays out its own fields, ends with `close_layout`, and takes the file in `send`."""

    def __init__(self, theme: Theme, title: str, save: str, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.written: Path | None = None
        self.files: QFileDialog | None = None
        self.told = label("", "caption", wrap=True, selectable=True)
        self.save = button(save, "primary")
        self.show_file = button(tr("Open the file"))
        self.leave = button(tr("Cancel"))
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(WIDTH))
        self.save.clicked.connect(self.ask_file)
        self.show_file.clicked.connect(self._open)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def begin_layout(self, about: str) -> QVBoxLayout:
        """Return the column, with the title and a line about what is written."""
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(4))
        column.addWidget(label(self.windowTitle(), "title"))
        column.addWidget(label(about, "caption", tone="tertiary", wrap=True))
        return column

    def close_layout(self, column: QVBoxLayout) -> None:
        """Add what became of the file, and the buttons."""
        px = self._theme.px
        column.addSpacing(px(8))
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        for widget in (self.show_file, self.leave, self.save):
            row.addWidget(widget)
        column.addSpacing(px(8))
        column.addLayout(row)
        self.told.hide()
        self.show_file.hide()
        self.save.setDefault(True)

    def ask_file(self) -> None:
        """Ask where the file shall go."""
        raise NotImplementedError

    def send(self, file: Path) -> None:
        """Have the file written."""
        raise NotImplementedError

    def ready(self) -> bool:
        """Tell whether what is asked for may be written again."""
        return True

    def ask_name(self, title: str, offered: Path, kinds: Sequence[str]) -> None:
        """Ask for a name in the folder of the offered one; the first kind is the usual one."""
        self.files = file_dialog(self, title, str(offered.parent), self._send, offered=str(offered))
        self.files.setNameFilters(list(kinds))
        self.files.setDefaultSuffix(ENDING[1:])
        self.files.open()

    def _send(self, name: str) -> None:
        self.written = None
        self.show_file.hide()
        self.save.setEnabled(False)
        self.say(tr("The paper is being written…"), bad=False)
        self.send(Path(name))

    def show_written(self, file: Path) -> None:
        self.written = file
        self.say(tr("Written: {file}").format(file=file), bad=False)
        self.show_file.show()
        self.show_file.setFocus()
        self.save.setEnabled(self.ready())
        set_button_text(self.leave, tr("Close"))

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written; what was typed and chosen stays."""
        self.say(sentence, bad=True)
        self.save.setEnabled(self.ready())

    def say(self, sentence: str, *, bad: bool) -> None:
        surface = self._theme.hex("surface.stale" if bad else "surface.selected")
        self.told.setStyleSheet(f"background: {surface}; padding: {self._theme.px(8)}px;")
        self.told.setText(sentence)
        self.told.show()
        self.grow()

    def grow(self) -> None:
        """Give every sentence the lines it takes: Qt alone grows a window for one line of a wrapped text."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _open(self) -> None:
        if self.written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.written)))


def documents_folder() -> Path:
    """Return where a person keeps documents, or the home folder."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
