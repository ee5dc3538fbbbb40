"""Saving a filter under a name, and the list of all saved filters with what can be done about each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.saved_filter_book import SavedFilterBook
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.flow_layout import FlowLayout
from gridcenter.desktop.widgets.list_of_texts import list_of_texts
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.board import Filter
from gridcenter.domain.errors import BadInput, Refusal
from gridcenter.domain.saved_filters import SHARING_NAMES, SavedFilter, Sharing, as_text, from_text
from gridcenter.language import pick, tr

Words = Callable[[Filter], str]
"""Says a filter in words."""


class SavedFilterDialog(QDialog):
    """The present filter at the top, all saved ones below; whatever is refused leaves everything typed as it was."""

    def __init__(self, theme: Theme, book: SavedFilterBook, words: Words, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._book = book
        self._words = words
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Name of the filter"))
        self.name.setPlaceholderText(tr("a name for the present filter"))
        self.save = button(tr("Save"), "primary")
        self.list = list_of_texts(theme)
        self.list.setAccessibleName(tr("Saved filters"))
        self.states = StateStack(theme, self.list)
        self._wanted: int | None = None
        """The filter that was just saved, until it stands in the list."""
        self._of_list: list[QWidget] = []
        """What can be done about the chosen filter only."""
        self.sharing = QComboBox()
        self.sharing.setAccessibleName(tr("Shared with"))
        self.told = label("", "caption", tone="on_stale", wrap=True)
        self.told.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.told.hide()
        self._build()
        self._listen()
        self.rebuild()
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Saved filters"))
        self.setMinimumSize(px(600), px(480))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Saved filters"), "title"))
        present = self._words(self._book.filters.current) or tr("nothing is narrowed just now")
        column.addWidget(label(tr("Present filter: {words}").format(words=present), "body_strong", wrap=True))
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.save)
        column.addLayout(first)
        column.addWidget(self.told)
        column.addWidget(self.states, 1)
        row = QWidget()
        flow = FlowLayout(row, gap=px(8))
        for word, act in self._deeds():
            made = button(word, "compact")
            made.setAutoDefault(False)
            made.clicked.connect(lambda _on=False, act=act: act())
            flow.addWidget(made)
            if act != self.paste:
                self._of_list.append(made)
        column.addWidget(row)
        shared = QHBoxLayout()
        shared.addWidget(label(tr("Shared with"), "caption", tone="secondary"))
        shared.addWidget(self.sharing, 1)
        column.addLayout(shared)
        self.save.setDefault(True)
        for sharing in self._book.ports.offered():
            self.sharing.addItem(pick(SHARING_NAMES[sharing]), sharing)

    def _deeds(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            (tr("Use"), self.use),
            (tr("Rename (F2)"), self.rename),
            (tr("Take the present filter"), self.replace),
            (tr("Copy as text"), self.copy),
            (tr("Paste"), self.paste),
            (tr("Remove (Del)"), self.remove),
        ]

    def _listen(self) -> None:
        self.save.clicked.connect(self.save_present)
        self.list.itemActivated.connect(lambda _item: self.use())
        self.list.currentRowChanged.connect(lambda _row: self._show_sharing())
        self.sharing.activated.connect(lambda _place: self.share())
        self._book.changed.connect(self.rebuild)
        self._book.counted.connect(self._write)
        bind_key(self, "F2", self.rename)
        bind_key(self, "Del", self.remove)

    # What stands in the list

    def rebuild(self) -> None:
        chosen, wanted = self.chosen(), self._wanted
        self.list.clear()
        for entry in self._book.entries:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
            if entry.id == (wanted or (chosen.id if chosen is not None else 0)):
                self.list.setCurrentItem(item)
                self._wanted = None if entry.id == wanted else wanted
        self._write()
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self._show_state()

    def _show_state(self) -> None:
        """Show the list, or how one gets a filter into it."""
        listed = self.list.count() > 0
        for part in (*self._of_list, self.sharing):
            part.setEnabled(listed)
        if listed:
            self.states.show_content()
            self._show_sharing()
            return
        if self._book.filters.current.active:
            how = tr(
                "Type a name above and press Enter: the present filter is kept under it, with its count."
            )
        else:
            how = tr(
                "Narrow a queue first: click a light, a place or a bar. Then give the filter a name here."
            )
        self.states.empty(
            tr("No filter is saved yet"),
            how + " " + tr("Paste takes the line that a colleague has sent."),
        )
        self.name.setFocus()

    def chosen(self) -> SavedFilter | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, SavedFilter) else None

    def _write(self) -> None:
        for row, entry in enumerate(self._book.entries[: self.list.count()]):
            self.list.item(row).setText(self._line(row, entry))

    def _line(self, row: int, entry: SavedFilter) -> str:
        count = self._book.count(entry)
        key = f"Alt+{row + 1}" if row < 9 else ""
        shared = pick(SHARING_NAMES[entry.sharing]) if entry.mine else _shared_by(entry)
        counted = "…" if count is None else tr("{n} now").format(n=count)
        first = (entry.name, counted, key)
        second = (*(entry.gone or (self._words(entry.filter),)), shared)
        return "\n".join(" · ".join(part for part in line if part) for line in (first, second))

    def _show_sharing(self) -> None:
        entry = self.chosen()
        self.sharing.setEnabled(entry is not None and entry.mine)
        if entry is not None:
            self.sharing.setPlaceholderText("" if entry.mine else _shared_by(entry))
            self.sharing.setCurrentIndex(self.sharing.findData(entry.sharing) if entry.mine else -1)

    # What can be done

    def save_present(self) -> None:
        chosen = self._book.filters.current
        self._write_store(partial(self._book.ports.save, self.name.text(), chosen), self._added)

    def use(self) -> None:
        entry = self.chosen()
        if entry is not None:
            self.accept()
            self._book.use(entry)

    def rename(self) -> None:
        """Give the chosen filter the name that stands in the line at the top, which it is offered first."""
        entry = self.chosen()
        if entry is None:
            return
        if not self.name.text().strip():
            self.name.setText(entry.name)
            self.name.selectAll()
            self.name.setFocus()
            self._tell(tr("Change the name above, then rename again"))
            return
        self._change(entry, self.name.text(), entry.filter)

    def replace(self) -> None:
        """Let the chosen filter become the one the desk is narrowed to."""
        entry = self.chosen()
        if entry is not None:
            self._change(entry, entry.name, self._book.filters.current)

    def share(self) -> None:
        entry = self.chosen()
        if entry is not None:
            wanted = Sharing(self.sharing.currentData())  # Qt gives it back as plain text
            self._write_store(partial(self._book.ports.share, entry.id, entry.version, wanted))

    def remove(self) -> None:
        entry = self.chosen()
        if entry is not None and not self.name.hasFocus():
            self._write_store(partial(self._book.ports.remove, entry.id, entry.version))

    def copy(self) -> None:
        entry = self.chosen()
        if entry is not None:
            QGuiApplication.clipboard().setText(as_text(entry.name, entry.filter))
            self._tell(tr("Copied: a colleague pastes the line into this window"))

    def paste(self) -> None:
        """Save the filter of a line that a colleague has sent."""
        try:
            name, chosen = from_text(QGuiApplication.clipboard().text())
        except BadInput as refusal:
            self._tell(str(refusal))
            return
        self._write_store(
            partial(self._book.ports.save, self.name.text().strip() or name, chosen), self._added
        )

    def _change(self, entry: SavedFilter, name: str, chosen: Filter) -> None:
        work = partial(self._book.ports.change, entry.id, entry.version, name, chosen)
        self._write_store(work, self._saved)

    def _write_store(self, work: Callable[[], Any], done: Callable[[Any], None] | None = None) -> None:
        self.told.hide()
        self._book.write(work, partial(self._answered, done or self._saved_quietly), self._refused)

    def _answered(self, done: Callable[[Any], None], answer: Any) -> None:
        """Hand an answer on; the book asks for the window, which may have been left meanwhile."""
        if isValid(self):
            done(answer)

    def _saved_quietly(self, _answer: object) -> None:
        self.told.hide()

    def _added(self, key: int) -> None:
        """Choose the new filter as soon as it stands in the list: it is the one to be shared or sent."""
        self._wanted = key
        self._saved()

    def _saved(self, _answer: object = None) -> None:
        self.name.clear()
        self.list.setFocus()

    def _refused(self, refusal: Refusal) -> None:
        if not isValid(self):
            self._book.refused.emit(refusal)
            return
        self._tell(str(refusal))
        self._book.ask()

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()


def _shared_by(entry: SavedFilter) -> str:
    return tr("shared by {who}").format(who=entry.owner)
