"""What was kept by hand of a resident's homes and households: each act with how the line stood before and after."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.list_of_texts import list_of_texts
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.home_keeping import DONE_NAMES, KeptLine
from gridcenter.language import pick, tr


class HomeHistory(QDialog):
    """The newest first; Esc leaves."""

    def __init__(
        self, theme: Theme, about: str, lines: Sequence[KeptLine], zone: tzinfo, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        px, title = theme.px, tr("History of residences and households")
        self.setWindowTitle(title)
        self.setMinimumSize(px(640), px(400))
        self.list = list_of_texts(theme)
        self.list.setAccessibleName(title)
        self.list.addItems([_words(one, zone) for one in lines])
        self.leave = button(tr("Close"))
        self.leave.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(title, "title"))
        column.addWidget(label(about, "caption", tone="tertiary"))
        if lines:
            self.list.setCurrentRow(0)
            column.addWidget(self.list, 1)
        else:
            self.list.hide()
            column.addWidget(label(tr("Nothing was kept by hand yet."), "body", tone="secondary"), 1)
        column.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignRight)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)


def _words(one: KeptLine, zone: tzinfo) -> str:
    head = f"{one.at.astimezone(zone):%Y-%m-%d %H:%M} · {one.who} · {pick(DONE_NAMES[one.deed])}"
    before = tr("before: {line}").format(line=one.before) if one.before else ""
    after = tr("after: {line}").format(line=one.after) if one.after else tr("after: taken out")
    reason = tr("because: {reason}").format(reason=one.reason) if one.reason else ""
    return "\n".join(part for part in (head, before, after, reason) if part)
