"""The window that asks for a file, in the words of the program: Qt's own is half in English beside Chinese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileInfo, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QStyledItemDelegate, QTreeView, QWidget

from gridcenter.language import tr

_LEAST = (38, 23)
"""The least size of the window in heights of its letters, which grow with the screen: narrower ones cut the date."""
_KIND = 2
"""The column that Qt fills with English words in every language."""
_WIDTHS = (12, 4, 5, 7)
"""Of the columns name, size, kind and date, in the same measure."""


class KindDelegate(QStyledItemDelegate):
    """Says what a file is in the language of the program."""

    def initStyleOption(self, option: object, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)  # type: ignore[arg-type]
        option.text = kind_words(index)  # type: ignore[attr-defined]


def kind_words(index: QModelIndex | QPersistentModelIndex) -> str:
    model = index.model()
    if not isinstance(model, QFileSystemModel):
        return str(index.data() or "")
    info = QFileInfo(index.data(QFileSystemModel.Roles.FilePathRole))
    if info.isRoot():
        return tr("Drive")
    if info.isDir():
        return tr("Folder")
    ending = Path(info.fileName()).suffix[1:].upper()
    return tr("{ending} file").format(ending=ending) if ending else tr("File")


def file_dialog(
    parent: QWidget, title: str, folder: str, then: Callable[[str], object], *, offered: str | None = None
) -> QFileDialog:
    """Return a dialog to be opened; with `offered`, a name, it asks where to save, else which file is there already.

    `then` is told the name that was chosen.
    """
    made = QFileDialog(parent, title, folder)
    if offered is not None:
        made.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    else:
        made.setFileMode(QFileDialog.FileMode.ExistingFile)
    for part, words in (
        (QFileDialog.DialogLabel.LookIn, tr("Folder")),
        (QFileDialog.DialogLabel.FileName, tr("File name")),
        (QFileDialog.DialogLabel.FileType, tr("Type of file")),
        (QFileDialog.DialogLabel.Accept, tr("Choose") if offered is None else tr("Save")),
        (QFileDialog.DialogLabel.Reject, tr("Cancel")),
    ):
        made.setLabelText(part, words)
    if offered:
        made.selectFile(offered)
    _say_kinds(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    made.fileSelected.connect(then)
    return made


def _say_kinds(made: QFileDialog) -> None:
    """Let Qt's own window be wide enough for its list; the system's window says what it likes."""
    tree = made.findChild(QTreeView)
    if tree is None:
        return
    letter = made.fontMetrics().height()
    made.resize(made.size().expandedTo(QSize(*_LEAST) * letter))
    tree.setItemDelegateForColumn(_KIND, KindDelegate(tree))
    for column, width in enumerate(_WIDTHS):
        tree.header().resizeSection(column, width * letter)
