"""The command palette: everything that can be done or opened, found by words, pinyin, initials or numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from rapidfuzz import fuzz

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.language import tr
from gridcenter.services.readings import sounds

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_SHOWN = 9
_ROW = 36
_LIKE_ENOUGH = 72
"""Similarity (0 to 100) from which a misspelt word still finds a command."""


_WHOLE_KEY = 300.0
"""A number, code or key typed in full: what merely names it (a paper, an attachment of the incident) comes after."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do or open: `group` says what kind of thing it is, `more` are words that find it too."""

    title: str
    group: str
    run: Callable[[], object]
    more: str = ""
    key: str = ""


Source = Callable[[str], Iterable[Command]]
"""Commands for a typed text; called at every keystroke on the GUI thread, so it must answer from memory."""


def score(query: str, command: Command) -> float:
    """Return how well a command fits what was typed, 0 for not at all."""
    wanted = query.casefold().replace(" ", "")
    if not wanted:
        return 1.0
    if wanted == command.key.casefold():
        return _WHOLE_KEY
    best = max(_score_text(wanted, text) for text in (command.title, command.more) if text)
    return best if command.title else 0.0


def _score_text(wanted: str, text: str) -> float:
    plain = text.casefold().replace(" ", "")
    if wanted in plain:
        return 200.0 - plain.index(wanted) - len(plain) / 100
    if wanted.isascii() and not text.isascii():
        whole, initials = sounds(text)
        if wanted in whole:
            return 160.0 - whole.index(wanted) - len(whole) / 100
        if wanted in initials:
            return 150.0 - initials.index(wanted) - len(initials) / 100
        return 0.0
    alike = fuzz.partial_ratio(wanted, plain) if len(wanted) > 3 else 0.0
    return alike if alike >= _LIKE_ENOUGH else 0.0


def best_matches(query: str, commands: Iterable[Command], limit: int = _SHOWN) -> list[Command]:
    """Return the best fitting commands, best first; equal ones in the order given."""
    rated = [(score(query, command), place, command) for place, command in enumerate(commands)]
    rated.sort(key=lambda entry: (-entry[0], entry[1]))
    return [command for rating, _, command in rated[:limit] if rating > 0]


class CommandList(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: list[Command] = []

    def show(self, commands: Sequence[Command]) -> None:
        self.beginResetModel()
        self._commands = list(commands)
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        return self._commands[row] if 0 <= row < len(self._commands) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        command = self.command(index.row())
        if command is None or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return command.title


class CommandDelegate(QStyledItemDelegate):
    """Title at the left, its kind and shortcut at the right."""

    def __init__(self, theme: Theme, model: CommandList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = self._model.command(index.row())
        if command is None:
            return
        theme, px = self._theme, self._theme.px
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.color("surface.selected"))
        room = option.rect.adjusted(px(14), 0, -px(14), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text.tertiary"))
        kind = f"{command.group}  {command.key}".strip()
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, kind)
        left = room.width() - painter.fontMetrics().horizontalAdvance(kind) - px(16)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text.primary"))
        title = painter.fontMetrics().elidedText(command.title, Qt.TextElideMode.ElideRight, left)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()


class CommandPalette(QFrame):
    """A list under the command box. Typing narrows it, the arrows choose, Enter does, Esc closes.

    It is a child of the window, not a window of its own: input methods keep talking to the box.
    """

    closed = Signal()

    def __init__(self, box: QLineEdit, theme: Theme, sources: Sequence[Source], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self._box = box
        self._window = parent
        self._theme = theme
        self._sources = tuple(sources)
        self.model = CommandList(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(theme, self.model, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(tr("What was found"))
        self.view.setUniformItemSizes(True)
        self.nothing = label(_nothing(), "body", tone="secondary")
        self.nothing.setContentsMargins(theme.px(14), 0, theme.px(14), 0)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(lambda index: self._run(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self.view)
        column.addWidget(self.nothing)
        box.textEdited.connect(self.refresh)
        box.installEventFilter(self)
        theme.changed.connect(self._raise_shadow)
        self._raise_shadow()
        self.hide()

    def _raise_shadow(self) -> None:
        """Give the list the one elevation of the product; remade when the theme changes."""
        raised = self._theme.token("elevation.raised")
        shade: str = raised[self._theme.scheme]
        color = QColor(shade[:7])
        color.setAlpha(int(shade[7:], 16))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setOffset(raised["dx"], raised["dy"])
        shadow.setBlurRadius(raised["blur"])
        shadow.setColor(color)
        self.setGraphicsEffect(shadow)

    def open(self) -> None:
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self.refresh(self._box.text())

    def close_list(self) -> None:
        self._box.clear()
        self.hide()
        self.closed.emit()

    def refresh(self, text: str) -> None:
        """Show what fits the typed text."""
        found = best_matches(text, (command for source in self._sources for command in source(text)))
        self.model.show(found)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self._place(max(len(found), 1))
        self.view.setVisible(bool(found))
        self.nothing.setVisible(not found)
        self.setVisible(bool(found) or bool(text.strip()))
        self.raise_()

    def _place(self, rows: int) -> None:
        row = self._theme.px(_ROW)
        self.view.setStyleSheet(f"QListView::item {{ height: {row}px; }}")
        below = self._box.mapTo(self._window, self._box.rect().bottomLeft())
        self.setGeometry(below.x(), below.y() + 4, self._box.width(), rows * row + 12)

    def _run(self, row: int) -> None:
        command = self.model.command(row)
        self.close_list()
        if command is not None:
            command.run()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.view.setAccessibleName(tr("What was found"))
            self.nothing.setText(_nothing())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._box:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn and not self.isVisible():
            self.refresh(self._box.text())
        elif event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        row = self.view.currentIndex().row()
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up:
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                rows = max(self.model.rowCount(), 1)
                self.view.setCurrentIndex(self.model.index((row + step) % rows, 0))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.model.rowCount():  # else what was typed stays, to be changed
                    self._run(row)
            case Qt.Key.Key_Escape:
                self.close_list()
            case _:
                return False
        return True


def _nothing() -> str:
    return tr("Nothing is called so. Try other words, pinyin, initials or a number.")
