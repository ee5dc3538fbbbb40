"""What stands before a locked desk: who it belongs to, the PIN, and nothing of what lies behind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label, set_button_text
from gridcenter.language import tr

_WIDTH = 420


class Cover(QWidget):
    """Lies over the whole window, opaque, however it is resized; painters behind it are not seen."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("lockCover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setStyleSheet(f"background: {theme.hex('surface.canvas')};")
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if event.type() == QEvent.Type.Resize and watched is window and window is not None:
            self.setGeometry(window.rect())
        return super().eventFilter(watched, event)


class LockSheet(QDialog):
    """Modal for the whole program: no key and no click reaches what lies behind. Esc does not leave it."""

    unlock_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(self, theme: Theme, who: str, *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(tr("The desk is locked"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setAccessibleName(tr("PIN"))
        self.pin.setPlaceholderText(tr("PIN"))
        self.pin.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.explained = label("", "body", tone="secondary", wrap=True)
        self.refusal = label("", "body", tone="red", wrap=True)
        self.go = button("", "primary")
        self.end = button(tr("Close the program"))
        self._arrange(theme, who)
        self.go.clicked.connect(self._send)
        self.end.clicked.connect(self.close_wanted)
        self.pin.textChanged.connect(lambda _typed: self.refuse(""))
        self.refusal.hide()
        self.ask(None)

    def _arrange(self, theme: Theme, who: str) -> None:
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(12))
        column.addWidget(label(tr("The desk is locked"), "title"))
        column.addWidget(label(who, "body_strong"))
        for part in (self.explained, self.pin, self.refusal):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.go.setDefault(True)
        self.setFixedWidth(px(_WIDTH))

    def ask(self, has_pin: bool | None) -> None:
        """Ask for the PIN, or where there is none only whether somebody is here; None: not known yet."""
        self.pin.setVisible(has_pin is not False)
        self.pin.setEnabled(has_pin is not None)
        self.go.setEnabled(has_pin is not None)
        set_button_text(self.go, tr("Go on") if has_pin is False else tr("Unlock"))
        live = tr("The feed goes on and reminders sound.")
        without = tr(
            "This account has no PIN: whoever sits here goes on. Set one with “Set the PIN”, Ctrl+K."
        )
        self.explained.setText(f"{without}\n{live}" if has_pin is False else live)
        (self.go if has_pin is False else self.pin).setFocus()
        _fit(self)

    def refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.go.setEnabled(True)
        _fit(self)

    def _send(self) -> None:
        typed = self.pin.text()
        self.pin.clear()
        self.go.setEnabled(False)
        self.unlock_wanted.emit(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """A window manager's close is no way out."""


class PinDialog(QDialog):
    """The present PIN where there is one, the new one twice; left empty, the PIN goes."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, *, has_pin: bool, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(tr("Set the PIN"))
        self.old, self.new, self.again = map(_secret, (tr("Present PIN"), tr("New PIN"), tr("Once more")))
        self.refusal = label("", "body", tone="red", wrap=True)
        self.keep = button(tr("Save"), "primary")
        self.leave = button(tr("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Set the PIN"), "title"))
        column.addWidget(label(_about_pins(), "body", tone="secondary", wrap=True))
        for part in (self.old, self.new, self.again, self.refusal):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.old.setVisible(has_pin)
        self.refusal.hide()
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._send)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(px(_WIDTH))
        _fit(self)
        (self.old if has_pin else self.new).setFocus()

    def refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self.keep.setEnabled(True)
        _fit(self)

    def _send(self) -> None:
        if self.new.text() != self.again.text():
            self.refuse(tr("The two are not the same. Nothing was changed."))
            return
        self.keep.setEnabled(False)
        self.chosen.emit(self.old.text(), self.new.text())


def _fit(dialog: QDialog) -> None:
    """Make a dialog of fixed width as high as its wrapped sentences need."""
    column = dialog.layout()
    if column is not None:
        column.activate()
        dialog.resize(dialog.width(), column.totalHeightForWidth(dialog.width()))


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    return made


def _about_pins() -> str:
    return tr(
        "It opens the desk after it has locked itself. Left empty, whoever sits here opens it. "
        "Who forgets it asks an administrator."
    )
