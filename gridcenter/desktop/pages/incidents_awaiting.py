"""What awaits the decision of the person at this desk: a list by key and command, Enter goes to the incident."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.command_palette import Command
from gridcenter.desktop.frame_commands import bind_key
from gridcenter.desktop.pages.incidents_applications import application_title, asked_by, awaits
from gridcenter.desktop.ports import DeskPorts
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.adjustments import AdjustmentRow
from gridcenter.domain.errors import Refusal
from gridcenter.language import pick, tr

if TYPE_CHECKING:
    from gridcenter.desktop.pages.incidents import IncidentsPage

KEY = "Ctrl+Shift+A"


class AwaitingDialog(QDialog):
    """The applications one may decide about, what has waited longest first; Esc leaves."""

    opened = Signal(int)
    """The id of the incident to show."""

    def __init__(self, theme: Theme, zone: tzinfo, rows: Sequence[AdjustmentRow], *, parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.px
        self.setWindowTitle(tr("Applications that await your decision"))
        self.setMinimumWidth(px(640))
        self.list = QListWidget()
        self.list.setAccessibleName(self.windowTitle())
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(px(320))
        line = theme.hex("line.normal")
        self.list.setStyleSheet(
            f"QListWidget {{ border: 1px solid {line}; }} "
            f"QListWidget::item {{ padding: {px(8)}px {px(12)}px; border-bottom: 1px solid {line}; }} "
            f"QListWidget::item:selected {{ background: {theme.hex('surface.selected')}; "
            f"color: {theme.hex('text.primary')}; }}"
        )
        for row in rows:
            item = QListWidgetItem(_line(row, zone))
            item.setData(Qt.ItemDataRole.UserRole, row.incident_id)
            self.list.addItem(item)
        self.show_incident = button(tr("Show the incident"), "primary")
        self.leave = button(tr("Close"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(self.windowTitle(), "title"))
        if rows:
            column.addWidget(self.list)
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            words = tr("Nothing awaits your decision.")
            column.addWidget(label(words, "body", tone="secondary", wrap=True))
        self.list.setVisible(bool(rows))
        self.show_incident.setEnabled(bool(rows))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.show_incident)
        column.addLayout(buttons)
        self.show_incident.setDefault(True)
        self.show_incident.clicked.connect(self.choose)
        self.list.itemActivated.connect(lambda _item: self.choose())
        self.leave.clicked.connect(self.reject)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def choose(self) -> None:
        """Show the incident of the chosen line."""
        item = self.list.currentItem()
        if item is not None:
            self.opened.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()


class AwaitingDecisions(QObject):
    """Asks the store and shows the list; made by the page, on the GUI thread."""

    def __init__(
        self, page: IncidentsPage, ports: DeskPorts, background: Background, theme: Theme, zone: tzinfo
    ) -> None:
        super().__init__(page)
        self._page, self._ports, self._background = page, ports, background
        self._theme, self._zone = theme, zone
        self.dialog: AwaitingDialog | None = None
        others = page.commands
        page.commands = lambda: chain(others(), self.commands())
        bind_key(page, KEY, self.ask)

    def ask(self) -> None:
        """Read what awaits a decision, and show what of it is for this person."""
        if self.dialog is None:
            asked = self._ports.questions.applications
            self._background.read(self, asked, self._show, self._failed, topic="applications")

    def _show(self, rows: Sequence[AdjustmentRow]) -> None:
        actor = self._ports.actor
        mine = [row for row in rows if awaits(row, role=actor.role, account_id=actor.account_id)]
        self.dialog = AwaitingDialog(self._theme, self._zone, mine, parent=self._page)
        self.dialog.opened.connect(self._page.show_incident)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _failed(self, refusal: Refusal) -> None:
        self._page.notice.emit(str(refusal))

    def _closed(self, _result: int) -> None:
        self.dialog = None

    def commands(self) -> Iterator[Command]:
        yield Command(
            tr("Applications that await your decision…"),
            tr("Incident"),
            self.ask,
            "approve approval application decision 审批 批准 申请 待批",
            KEY,
        )


def _line(row: AdjustmentRow, zone: tzinfo) -> str:
    about = tr("{number} · {category} · {place}").format(
        number=row.incident_number, category=pick(row.category), place=pick(row.place)
    )
    return "\n".join(
        part for part in (application_title(row, zone), about, asked_by(row, zone), row.reason) if part
    )
