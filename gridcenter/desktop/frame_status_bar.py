"""The status bar: change number, who is on duty, a wrong clock, the keys of the page, the mark of synthetic data."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import ElidedLabel, label
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr

_NOTICE_MS = 8000


class StatusBar(QFrame):
    """24 high, caption type."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self._theme = theme
        self.change = label("", "caption", tone="tertiary")
        self.duty = label("", "caption", tone="tertiary")
        self.clock = label("", "caption")
        self.clock.hide()
        self.keys = ElidedLabel("", "caption", tone="tertiary")
        self.mark = label("", "caption", tone="tertiary")
        self._keys = ""
        self._notice = QTimer(self)
        self._notice.setSingleShot(True)
        self._notice.setInterval(_NOTICE_MS)
        self._notice.timeout.connect(lambda: self.keys.setText(self._keys))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.change)
        self._row.addWidget(self.duty)
        self._row.addWidget(self.clock)
        self._row.addWidget(self.keys, 1)
        self._row.addWidget(self.mark)
        theme.changed.connect(self._dress)
        self._dress()

    def show_change(self, number: int) -> None:
        self.change.setText(tr("Change {n}").format(n=thousands(number)))

    def show_duty(self, name: str, role: str) -> None:
        words = tr("On duty: {name} ({role})") if role else tr("On duty: {name}")
        self.duty.setText(words.format(name=name, role=role))

    def show_clock(self, sentence: str) -> None:
        """Say that this desk's clock is wrong; empty: it is right."""
        self.clock.setText(sentence)
        self.clock.setVisible(bool(sentence))

    def show_keys(self, keys: str) -> None:
        """Name the keys of a page; a sentence that was just told stays its seconds, also when a page comes with it."""
        told = f"{keys} · {tr('F1 all keys')}" if keys else tr("F1 all keys")
        self._keys = tr("Keys: {keys}").format(keys=told)
        if not self._notice.isActive():
            self.keys.setText(self._keys)

    def show_notice(self, sentence: str) -> None:
        """Show a sentence in the place of the keys for some seconds."""
        self.keys.setText(sentence)
        self._notice.start()

    def show_synthetic(self, synthetic: bool) -> None:
        self.mark.setText(tr("Demo data, all synthetic") if synthetic else "")

    def _dress(self) -> None:
        px = self._theme.px
        self.setFixedHeight(self._theme.size("status_bar"))
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(24))
