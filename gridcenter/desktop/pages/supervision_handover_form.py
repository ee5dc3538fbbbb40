"""Writing a shift handover: what is on hand now, what is pending, and which incidents the next shift shall watch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.glyphs import light_icon
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.long_text import LongText
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.handover import MOST_WATCHED, HandoverDraft
from gridcenter.domain.incidents import QueueRow
from gridcenter.domain.lights import Light
from gridcenter.domain.queue import in_order
from gridcenter.language import pick, tr

_OFFERED = 200
"""So many incidents are offered for watching, the most pressing first."""


class HandoverForm(QDialog):
    """Ctrl+Enter sends, Esc leaves; Space marks an incident. What is typed stays after a refusal."""

    sent = Signal(object)
    """A `HandoverDraft`."""

    def __init__(
        self, theme: Theme, rows: Sequence[QueueRow], now: datetime, *, typed: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sent_well = False
        self.pending = LongText(typed)
        self.watched = QListWidget()
        self.refusal = label("", "caption", tone="on_stale", wrap=True)
        self.refusal.setStyleSheet(f"background: {theme.hex('surface.stale')}; padding: {theme.px(8)}px;")
        self.refusal.hide()
        self.send = button(tr("Hand over (Ctrl+Enter)"), "primary")
        self.leave = button(tr("Cancel"))
        self.watched.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.watched.setStyleSheet(_boxes(theme))
        self._offer(rows, now)
        self._build(_on_hand(rows, now))
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        bind_key(self, "Ctrl+Return", self.submit)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _build(self, on_hand: str) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Write a shift handover"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(6))
        column.addWidget(label(tr("Write a shift handover"), "title"))
        column.addWidget(label(on_hand, "body_strong", wrap=True))
        frozen = tr(
            "Frozen by the store when it is sent, with the incidents behind each count. Nobody can change it."
        )
        column.addWidget(label(frozen, "caption", tone="tertiary", wrap=True))
        column.addSpacing(px(4))
        column.addWidget(label(tr("Pending matters"), "caption", tone="secondary"))
        self.pending.setAccessibleName(tr("Pending matters"))
        self.pending.setTabChangesFocus(True)
        column.addWidget(self.pending, 2)
        words = tr("To watch · Space marks, at most {n}").format(n=MOST_WATCHED)
        column.addWidget(label(words, "caption", tone="secondary"))
        self.watched.setAccessibleName(words)
        column.addWidget(self.watched, 3)
        column.addWidget(self.refusal)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.send)
        column.addSpacing(px(4))
        column.addLayout(row)
        self.send.setAutoDefault(False)
        self.leave.setAutoDefault(False)
        self.resize(px(640), px(520))
        self.pending.setFocus()

    def _offer(self, rows: Sequence[QueueRow], now: datetime) -> None:
        side = self._theme.px(12)
        for row in in_order(rows, now)[:_OFFERED]:
            place = pick(row.grid) or pick(row.community)
            words = (
                f"{pick(row.category)} · {place} · {pick(row.unit) or tr('not assigned yet')} · {row.number}"
            )
            item = QListWidgetItem(light_icon(row.light(now), side, self._theme), words)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.watched.addItem(item)
        if self.watched.count():
            self.watched.setCurrentRow(0)

    def draft(self) -> HandoverDraft:
        items = (self.watched.item(place) for place in range(self.watched.count()))
        marked = (item for item in items if item.checkState() == Qt.CheckState.Checked)
        ids = tuple(int(item.data(Qt.ItemDataRole.UserRole)) for item in marked)
        return HandoverDraft(self.pending.toPlainText(), ids)

    def submit(self) -> None:
        if self.send.isEnabled():
            self.send.setEnabled(False)
            self.refusal.hide()
            self.sent.emit(self.draft())

    def show_refusal(self, sentence: str) -> None:
        """Say why nothing was written; what was typed and marked stays."""
        self.refusal.setText(sentence)
        self.refusal.show()
        self.send.setEnabled(True)


def _on_hand(rows: Sequence[QueueRow], now: datetime) -> str:
    lights = [row.light(now) for row in rows]
    return tr("On hand {n} · red {red} · yellow {yellow} · parked {parked}").format(
        n=len(rows),
        red=lights.count(Light.RED),
        yellow=lights.count(Light.YELLOW),
        parked=lights.count(Light.GREY),
    )


def _boxes(theme: Theme) -> str:
    """Return boxes to tick that can be seen in the dark too."""
    side, line, on = theme.px(12), theme.hex("line.control"), theme.hex("accent.base")
    return (
        f"QListWidget::indicator {{ width: {side}px; height: {side}px; border: 1px solid {line}; }}"
        f"QListWidget::indicator:checked {{ background: {on}; border-color: {on}; }}"
    )
