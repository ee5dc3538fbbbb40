"""A line that finds while one types: a list drops below it, the arrows choose, Enter or Tab takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command, CommandDelegate, CommandList
from gridcenter.desktop.theme import Theme
from gridcenter.domain.errors import Refusal

TYPING_PAUSE_MS = 90
LONGEST_SEARCH = 100
"""Characters; whatever is longer was pasted by mistake and names nothing."""
_SHOWN = 7
_ROW = 34


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list: what it is, and at the right why it was found."""

    value: Any
    title: str
    why: str = ""


Ask = Callable[[str], Sequence[Any]]
"""Answers on a worker."""


class Chooser(QLineEdit):
    """The list is a child of `over`, not a window of its own: input methods keep talking to the line.

    Enter or Tab pressed before the answer is there takes its first line when it comes.
    """

    taken = Signal(object)
    """The value that was chosen; None when the text was changed afterwards."""
    told = Signal(str)
    """A sentence about the search: nothing found, or why it failed; '' when all is well."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        ask: Ask,
        describe: Callable[[Any], Finding],
        nothing: Callable[[str], str],
        over: QWidget,
        *,
        offers_unasked: bool = False,
    ) -> None:
        """`nothing` says that a text finds nothing; with `offers_unasked` an empty line is asked about too."""
        super().__init__(over)
        self._theme = theme
        self._background = background
        self._ask_for = ask
        self._describe = describe
        self._nothing = nothing
        self._over = over
        self._unasked = offers_unasked
        self._awaited = False
        self._take_next = False
        self.choice: Any = None
        self.asked = ""
        """What was typed when the choice was taken."""
        self.model = CommandList(self)
        self.findings: tuple[Finding, ...] = ()
        self.list = QFrame(over)
        self.view = QListView(self.list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self._build()

    def _build(self) -> None:
        self.list.setObjectName("palette")
        self.view.setModel(self.model)
        self.view.setItemDelegate(CommandDelegate(self._theme, self.model, self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(self.accessibleName())
        self.view.clicked.connect(lambda index: self._take(index.row()))
        column = QVBoxLayout(self.list)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self.view)
        self.list.hide()

    def choose(self, value: Any, text: str) -> None:
        """Put a choice into the line without a search; None leaves only the text."""
        self._pause.stop()
        self._awaited = self._take_next = False
        self.choice = value
        self.setText(text)
        self.setCursorPosition(0)
        self.list.hide()

    def look_for(self, text: str) -> None:
        """Search as if the text had been typed, and take what is found first."""
        self.choose(None, text)
        self._take_next = True
        self._ask()

    # Asking

    def _typed(self, text: str) -> None:
        if self.choice is not None:
            self.choice = None
            self.taken.emit(None)
        self._take_next = False
        self._awaited = bool(text.strip())
        self._pause.start()

    def _ask(self) -> None:
        text = self.text().strip()
        if len(text) > LONGEST_SEARCH or not (text or self._unasked):
            self._show(text, ())
            return
        self._awaited = True
        self._background.read(
            self,
            lambda: self._ask_for(text),
            lambda found: self._show(text, found),
            self._refused,
            topic="found",
        )

    def _show(self, text: str, found: Sequence[Any]) -> None:
        self._awaited = False
        if self.choice is not None:
            return
        self.findings = tuple(self._describe(one) for one in found)
        self.model.show([Command(one.title, one.why, lambda: None) for one in self.findings])
        if text:  # of what nobody typed for, nothing is taken by an Enter that only goes on
            self.view.setCurrentIndex(self.model.index(0, 0))
        self.told.emit("" if self.findings or not text else self._nothing(text[:LONGEST_SEARCH]))
        if self._take_next:
            self._take_next = False
            self._take(0)
        else:
            self._drop()

    def _refused(self, refusal: Refusal) -> None:
        self._awaited = self._take_next = False
        self.list.hide()
        self.told.emit(str(refusal))

    def _drop(self) -> None:
        """Show the list below the line, above it where there is no room below."""
        rows = min(len(self.findings), _SHOWN)
        if not rows or not self.hasFocus():
            self.list.hide()
            return
        height = self._theme.px(_ROW)
        self.view.setStyleSheet(f"QListView::item {{ height: {height}px; }}")
        tall = rows * height + 12
        below = self.mapTo(self._over, QPoint(0, self.height() + 4))
        if below.y() + tall > self._over.height():
            below.setY(max(0, below.y() - self.height() - tall - 8))
        self.list.setGeometry(below.x(), below.y(), self.width(), tall)
        self.list.show()
        self.list.raise_()

    # Taking

    def take_current(self) -> None:
        """Take the marked line, or the first one of the answer that is under way."""
        if self.choice is not None or not self.text().strip():
            return
        if self._pause.isActive() or self._awaited:
            self._take_next = True
            if self._pause.isActive():
                self._pause.stop()
                self._ask()
        elif self.findings:
            self._take(self.view.currentIndex().row())

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self.findings):
            return
        finding = self.findings[row]
        self.asked = self.text().strip()
        self.choose(finding.value, finding.title)
        self.findings = ()
        self.taken.emit(finding.value)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        listed = self.list.isVisible()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_Up if listed:
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Down if self._unasked or self.text().strip():
                self._ask()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if plain:
                self._enter(listed=listed)
            case Qt.Key.Key_Escape if listed:
                self.list.hide()
            case _:
                super().keyPressEvent(event)

    def _enter(self, *, listed: bool) -> None:
        """Take and go on; without a text a line of the list must have been chosen on purpose."""
        if listed and not self.text().strip():
            self._take(self.view.currentIndex().row())
        else:
            self.take_current()
        self.list.hide()
        super().focusNextPrevChild(True)

    def _move(self, step: int) -> None:
        rows = max(self.model.rowCount(), 1)
        self.view.setCurrentIndex(self.model.index((self.view.currentIndex().row() + step) % rows, 0))

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: N802 - Qt names it
        if following and self.text().strip():
            self.take_current()
        return bool(super().focusNextPrevChild(following))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._unasked and self.choice is None and not self.text().strip():
            self._ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.list.hide()
