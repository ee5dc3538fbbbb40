"""The notices to the auditor: what awaits a note, what was taken note of, and the note itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.lines import bordered_list
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.audit_notices import Notice, NoticeList, NoticeRow, notice_line
from gridcenter.language import tr

_WIDTH, _LONGEST = 720, 400


class NoticeDialog(QDialog):
    """Arrows choose, the note is typed below, Enter takes note, Esc leaves. A note stays until it is taken."""

    taken = Signal(object, str)
    """The `Notice` as it was shown, and the words."""

    def __init__(self, theme: Theme, found: NoticeList, zone: tzinfo, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: Sequence[NoticeRow] = ()
        self._waiting = 0
        self.setWindowTitle(tr("Notices about look-ups"))
        self.list: QListWidget = bordered_list(theme, high=300)
        self.note = QLineEdit()
        self.explained = label("", "caption", tone="secondary", wrap=True)
        self.refusal = label("", "caption", tone="red", wrap=True)
        self.take = button(tr("Take note"), "primary")
        self.leave = button(tr("Close"))
        self._arrange(theme)
        self.list.currentRowChanged.connect(lambda _row: self._weigh())
        self.note.textChanged.connect(lambda _words: self._weigh())
        self.take.clicked.connect(self._send)
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.show_list(found)
        self.list.setFocus()

    def _arrange(self, theme: Theme) -> None:
        px = theme.px
        self.setMinimumWidth(px(_WIDTH))
        self.list.setAccessibleName(tr("Notices about look-ups"))
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText(tr("What was found out, at least 10 characters"))
        self.note.setAccessibleName(tr("Note"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Notices about look-ups"), "title"))
        for part in (self.explained, self.list, self.note, self.refusal):
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        column.addLayout(row)
        self.take.setDefault(True)

    def show_list(self, found: NoticeList) -> None:
        """Show what was read; the chosen line and the note stay."""
        chosen = self._key(self.list.currentRow())
        waited = self.list.currentRow() < self._waiting
        self._shown = (*found.waiting, *found.taken)
        self._waiting = len(found.waiting)
        self.list.clear()
        for row in self._shown:
            self.list.addItem(self._item(row))
        keys = [self._key(place) for place in range(len(self._shown))]
        place = keys.index(chosen) if chosen in keys else 0
        taken_meanwhile = waited and place >= self._waiting
        self.list.setCurrentRow(0 if taken_meanwhile else place)
        self.explained.setText(_explained(found))
        self.note.setVisible(found.may_take)
        self.take.setVisible(found.may_take)
        self.refusal.setVisible(bool(self.refusal.text()))
        self._weigh()

    def refuse(self, sentence: str) -> None:
        self.refusal.setText(sentence)
        self.refusal.setVisible(bool(sentence))
        self._weigh()

    def _item(self, row: NoticeRow) -> QListWidgetItem:
        words = notice_line(row, self._zone)
        item = QListWidgetItem(f"{words}\n✓ {row.taken}" if row.taken else words)
        if row.taken:
            item.setForeground(self.palette().placeholderText())
        return item

    def _key(self, place: int) -> tuple[str, int, int] | None:
        if not 0 <= place < len(self._shown):
            return None
        notice = self._shown[place].notice
        return notice.rule, notice.account_id, notice.first_sequence

    def _weigh(self) -> None:
        chosen = 0 <= self.list.currentRow() < self._waiting
        self.take.setEnabled(chosen and bool(self.note.text().strip()))

    def _send(self) -> None:
        place = self.list.currentRow()
        if 0 <= place < self._waiting:
            notice: Notice = self._shown[place].notice
            self.refuse("")
            self.take.setEnabled(False)
            self.taken.emit(notice, self.note.text())

    def settle_note(self) -> None:
        """The note stands in the audit: make room for the next one."""
        self.note.clear()


def _explained(found: NoticeList) -> str:
    if not found.waiting and not found.taken:
        return tr("No account came to notice in the last {days} days.").format(days=found.days)
    return tr(
        "What accounts did in the last {days} days, counted by the rules of db/audit.yaml; nobody who was looked at."
    ).format(days=found.days)
