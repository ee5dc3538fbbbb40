"""Where every label, button, tooltip and message box comes from: text is shown as it is, never as mark-up.

Qt guesses whether a text is rich. A name or an address from data must not be able to draw a link or load a
picture, so the guess is switched off here, and only here are these widgets made.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QToolTip,
    QWidget,
)

from gridcenter.language import tr

Elide = Qt.TextElideMode
_OPENING = "（《“「"
"""What no line ends with."""


def label(
    text: str = "",
    role: str = "body",
    *,
    tone: str = "",
    wrap: bool = False,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Return a plain-text label.

    `role` is a type role (caption, body, body_strong, title, figure, display); `tone` a text colour:
    secondary, tertiary, disabled, link, red, yellow, green, on_stale (primary when empty).
    """
    made = QLabel(parent)
    _dress(made, text, role, tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _dress(made: QLabel, text: str, role: str, tone: str) -> None:
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)


class ElidedLabel(QLabel):
    """A plain-text label that shortens its text with … where space ends; the whole text stays its `text()`.

    With the mode ElideNone it shows the whole text or nothing.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        *,
        tone: str = "",
        mode: Elide = Elide.ElideRight,
        or_nothing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """With `or_nothing` a text of which not even the first part has room is left out."""
        super().__init__(parent)
        self.or_nothing = or_nothing
        _dress(self, text, role, tone)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self._parts_with_room(), self._mode, room.width())
        if self._mode is Elide.ElideNone and self.fontMetrics().horizontalAdvance(self.text()) > room.width():
            shown = ""
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)
        painter.end()

    def _parts_with_room(self) -> str:
        """Leave out what stands after the last dots rather than cut it in the middle; the first part always stays."""
        text, dot = self.text(), " · "
        while self._mode is Elide.ElideRight and dot in text and not self._has_room(text):
            text = text.rpartition(dot)[0]
        return "" if self.or_nothing and not self._has_room(text) else text

    def _has_room(self, text: str) -> bool:
        """Ask what would paint it: an advance is rounded, and a text of 169.25 px is cut at 169."""
        return self.fontMetrics().elidedText(text, Elide.ElideRight, self.contentsRect().width()) == text

    def cut_words(self) -> str:
        """Return the whole text where it is shortened, for the tooltip; else nothing."""
        return "" if self._has_room(self.text()) else self.text()

    def event(self, event: QEvent) -> bool:
        """Show the whole text as a tooltip where it is shortened."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            QToolTip.showText(event.globalPos(), plain_tooltip(self.cut_words()), self)
            return True
        return super().event(event)


_NOT_FIRST = "，。、；：！？）》”…"
"""Signs that begin no line."""


def _breaks(last: str, first: str) -> bool:
    """Tell whether a line may end with one sign and the next begin with the other."""
    return not (last.isascii() and first.isascii()) and last not in _OPENING and first not in _NOT_FIRST


def in_two_lines(text: str, metrics: QFontMetrics, width: int) -> tuple[str, str]:
    """Break a text so that its first part is no wider than `width`; the second part may be.

    It breaks between words, and where there are none nearer between two characters, as Chinese does; never inside a
    number or a word of letters, nor before or behind a sign that must not stand there.
    """
    words = text.split(" ")
    count = len(words)
    while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width:
        count -= 1
    between, fits = len(" ".join(words[:count])), len(text)
    while fits > 1 and metrics.horizontalAdvance(text[:fits]) > width:
        fits -= 1
    if fits == len(text):
        return text, ""
    end = fits
    while end > 1 and not _breaks(text[end - 1], text[end]):
        end -= 1
    if end == 1 or end < between <= fits:
        end = between
    return text[:end].rstrip(" "), text[end:].lstrip(" ")


def set_tone(widget: QWidget, tone: str) -> None:
    """Change the text colour of a label made here."""
    _set_properties(widget, tone=tone)


def set_look(widget: QWidget, *, role: str, tone: str) -> None:
    """Change type role and text colour of a label made here."""
    _set_properties(widget, role=role, tone=tone)


def _set_properties(widget: QWidget, **wanted: str) -> None:
    """The style sheet looks again once, and only where something differs: that is what takes long."""
    differing = {name: value for name, value in wanted.items() if (widget.property(name) or "") != value}
    for name, value in differing.items():
        widget.setProperty(name, value)
    if differing:
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again after a property of the widget was changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def unmarked(text: str) -> str:
    """Return a text in which & does not announce a shortcut letter."""
    return text.replace("&", "&&")


class PressButton(QPushButton):
    """Enter presses it wherever it stands; Ctrl+Enter belongs to the form around it, which must not be left by it.

    A filled button shows the keyboard by a line inside: an outer one in the accent would not be seen.
    """

    _INSET, _LINE, _ROUND = 3, 2, 4

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        else:
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().buttonText().color(), self._LINE))
            room = QRectF(self.rect()).adjusted(self._INSET, self._INSET, -self._INSET, -self._INSET)
            painter.drawRoundedRect(room, self._ROUND, self._ROUND)
            painter.end()


def button(text: str, kind: str = "normal", *, parent: QWidget | None = None) -> QPushButton:
    """Return a push button 36 high; `kind`: normal, primary (one per panel), compact (28 high), link (words only)."""
    made = PressButton(unmarked(text), parent)
    made.setProperty("kind", kind)
    if kind == "link":
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def tool_button(text: str, kind: str = "icon", *, parent: QWidget | None = None) -> QToolButton:
    """Return a tool button whose words are always there for screen readers, shown or not."""
    made = QToolButton(parent)
    made.setText(unmarked(text))
    made.setAccessibleName(text)
    made.setProperty("kind", kind)
    return made


def set_button_text(made: QAbstractButton, text: str) -> None:
    made.setText(unmarked(text))
    made.setAccessibleName(text)


def set_tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows `text` as it is. A tooltip repeats a fact, it is never its only place."""
    widget.setToolTip(plain_tooltip(text))


def plain_tooltip(text: str) -> str:
    """Return mark-up that shows `text` literally, for the tooltip roles of item models too."""
    return f"<p style='white-space: pre-wrap; margin: 0'>{escape(text)}</p>" if text else ""


def ask(parent: QWidget | None, title: str, sentence: str, *, yes: str) -> bool:
    """Ask before something that cannot be taken back; the safe answer is the default."""
    box = message_box(
        parent, title, f"{title}\n\n{sentence}"
    )  # the title bar of a small window cuts the question
    accept = box.addButton(unmarked(yes), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is accept


def tell(parent: QWidget | None, title: str, sentence: str) -> None:
    box = message_box(parent, title, sentence)
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def message_box(parent: QWidget | None, title: str, sentence: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(sentence)
    return box
