"""What a panel shows when it has nothing to show: empty, loading, denied, broken; and the banner of a late store."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from gridcenter.desktop.glyphs import LightGlyph
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, button, label, set_button_text
from gridcenter.domain.lights import Light
from gridcenter.language import tr

_LOADING_AFTER_MS = 300
_BAR_STEP_MS = 120


class StateView(QFrame):
    """One line 15, one line 13, buttons; left-aligned at 16/24. No drawing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.headline = label("", "body_strong", wrap=True)
        self.sentence = label("", "caption", tone="secondary", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(8))
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(16), theme.px(24), theme.px(16), theme.px(16))
        column.setSpacing(theme.px(4))
        column.addWidget(self.headline)
        column.addWidget(self.sentence)
        column.addSpacing(theme.px(12))
        column.addLayout(self._buttons)
        column.addStretch(1)
        self._buttons.addStretch(1)

    def tell(self, headline: str, sentence: str, *actions: tuple[str, Callable[[], None]]) -> None:
        """Show two lines and a button per (word, what it does)."""
        self.headline.setText(headline)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        while self._buttons.count() > 1:
            taken = self._buttons.takeAt(0)
            widget = taken.widget() if taken is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, (word, act) in enumerate(actions):
            made = button(word, "compact")
            made.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.insertWidget(place, made)

    def explain(self, more: QWidget) -> None:
        """Put an explanation under the lines and buttons, for a panel whose emptiness is the usual start."""
        self._column.insertWidget(self._column.count() - 1, more)

    def buttons(self) -> list[QPushButton]:
        return [
            widget
            for place in range(self._buttons.count())
            if (item := self._buttons.itemAt(place)) is not None
            and isinstance(widget := item.widget(), QPushButton)
        ]


class LoadingBar(QWidget):
    """A 2 px bar that creeps while a panel waits: a third of the width, restarting at the left."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._step = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_BAR_STEP_MS)
        self._timer.timeout.connect(self._creep)
        self.setFixedHeight(theme.px(2))

    def run(self, on: bool) -> None:
        self.setVisible(on)
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def _creep(self) -> None:
        self._step = (self._step + 1) % 24
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        third = self.width() / 3
        left = (self.width() + third) * self._step / 24 - third
        painter.fillRect(QRectF(left, 0, third, self.height()), self._theme.color("accent.base"))
        painter.end()


class StateStack(QWidget):
    """Content, or the state that stands in for it. Loading is shown only after 300 ms."""

    def __init__(
        self, theme: Theme, content: QWidget, parent: QWidget | None = None, *, framed: bool = False
    ) -> None:
        """With `framed` the state is a panel of its own, for content that is no panel but several."""
        super().__init__(parent)
        self.content = content
        self.state = StateView(theme)
        self._plain = "panel" if framed else ""
        self.state.setObjectName(self._plain)
        self._bar = LoadingBar(theme)
        self._bar.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(content)
        self._stack.addWidget(self.state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(self._stack)
        self._retry: Callable[[], None] | None = None
        self._filled = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_LOADING_AFTER_MS)
        self._patience.timeout.connect(self._show_loading)

    def show_content(self) -> None:
        self._settle()
        self._filled = True
        self._stack.setCurrentWidget(self.content)

    def loading(self) -> None:
        """Announce that an answer is awaited; content that was never filled claims nothing meanwhile."""
        self._patience.start()
        if self.showing_content() and not self._filled:
            self.state.tell("", "")
            self._stack.setCurrentWidget(self.state)

    def empty(self, headline: str, sentence: str = "", *actions: tuple[str, Callable[[], None]]) -> None:
        self._show(headline, sentence, *actions)

    def denied(
        self, sentence: str, *actions: tuple[str, Callable[[], None]], headline: str = "", ask_for: str = ""
    ) -> None:
        """Say what is not allowed, why, and who can grant it; `ask_for` is a request to copy and send there."""
        asking = (tr("Copy a request"), lambda: QGuiApplication.clipboard().setText(ask_for))
        offered = (*actions, asking) if ask_for else actions
        self._show(headline or tr("Outside your area"), sentence, *offered, denied=True)

    def broken(self, headline: str, sentence: str, retry: Callable[[], None]) -> None:
        """Say what failed; the rest of the page works on. `repeat` asks again, as the button does."""
        details = f"{headline}\n{sentence}"
        copy = (tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details))
        self._show(headline, sentence, (tr("Retry"), retry), copy)
        self._retry = retry

    def repeat(self) -> None:
        """Ask again where the last question failed, for example because the store was away."""
        if self._retry is not None:
            self._retry()

    def showing_content(self) -> bool:
        return self._stack.currentWidget() is self.content

    def _show_loading(self) -> None:
        self._bar.run(True)
        if not self.showing_content():
            self.state.tell(tr("Loading…"), "")

    def _show(
        self, headline: str, sentence: str, *actions: tuple[str, Callable[[], None]], denied: bool = False
    ) -> None:
        self._settle()
        name = "deniedState" if denied else self._plain
        if self.state.objectName() != name:
            self.state.setObjectName(name)
            self.state.style().polish(self.state)
        self.state.tell(headline, sentence, *actions)
        self._stack.setCurrentWidget(self.state)

    def _settle(self) -> None:
        self._retry = None
        self._patience.stop()
        self._bar.run(False)


class StaleBanner(QFrame):
    """40 px under the top bar: since when the data stand still, what is being done, Retry and Details."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("staleBanner")
        self._theme = theme
        self.headline: QLabel = label("", "body_strong", tone="on_stale")
        self.sentence = ElidedLabel("", "body", tone="on_stale")
        self.retry = button(tr("Retry"), "on_stale")
        self.details = button(tr("Details"), "on_stale")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(24), 0, theme.px(16), 0)
        row.setSpacing(theme.px(12))
        row.addWidget(LightGlyph(Light.GREY, theme, 13))
        row.addWidget(self.headline)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.retry)
        row.addWidget(self.details)
        theme.changed.connect(self._fit)
        self._fit()
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), self.sizePolicy().Policy.Fixed)

    def tell(self, headline: str, sentence: str) -> None:
        self.headline.setText(headline)
        self.sentence.setText(sentence)

    def retranslate(self) -> None:
        set_button_text(self.retry, tr("Retry"))
        set_button_text(self.details, tr("Details"))

    def _fit(self) -> None:
        self.setFixedHeight(self._theme.px(32 if self._theme.profile == "wall" else 40))
