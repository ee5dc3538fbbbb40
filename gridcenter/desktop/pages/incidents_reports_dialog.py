"""The reports behind the incident on show: who told of it when and how, masked until somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.merging_ports import MergingPorts
from gridcenter.desktop.models.columns import CellStyle, Column
from gridcenter.desktop.models.lines import LinesModel
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.states import StateStack
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.errors import Refusal
from gridcenter.domain.merging import Contact, ReportLine
from gridcenter.language import pick, tr

SHOWN_MS = 60_000
"""So long a reporter stays in sight after he was asked for."""


class ReportsDialog(QDialog):
    """Enter shows who told of the current report for a minute, audited first; Esc leaves. GUI thread only."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        ports: MergingPorts,
        incident_id: int,
        number: str,
        zone: tzinfo,
        *,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._background = background
        self._ports = ports
        self._incident_id = incident_id
        self._zone = zone
        self._lines: tuple[ReportLine, ...] = ()
        self.model = LinesModel(self._columns(), parent=self)
        self.table = RowTable(theme, row_height="row.two_line")
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths)
        self.table.show_header("table_header.compact")
        self.states = StateStack(theme, self.table)
        self.text = label("", "body", wrap=True, selectable=True)
        self.told = label("", "body_strong", wrap=True, selectable=True)
        self.reveal = button(tr("Show who reported (Enter)"))
        self.leave = button(tr("Close"))
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(SHOWN_MS)
        self._forget.timeout.connect(self.forget)
        self._build(number)
        self.reveal.clicked.connect(lambda _on=False: self.show_reporter())
        self.leave.clicked.connect(self.reject)
        self.table.opened.connect(lambda _key: self.show_reporter())
        self.table.chosen.connect(lambda _key: self._show_current())
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.read()

    def _columns(self) -> tuple[Column[ReportLine], ...]:
        return (
            Column(
                "at",
                lambda: tr("When"),
                lambda one: f"{one.at.astimezone(self._zone):%Y-%m-%d %H:%M}",
                lambda one: one.at,
                150,
                second=lambda one: one.incident_number,
            ),
            Column(
                "who",
                lambda: tr("Reported by"),
                lambda one: " ".join(part for part in (one.reporter, one.phone) if part) or "—",
                lambda one: one.reporter,
                190,
                second=lambda one: pick(one.source),
            ),
            Column(
                "text",
                lambda: tr("What was said"),
                lambda one: " ".join(one.text.split()),
                lambda one: one.text,
                second=lambda one: one.address,
                style=CellStyle(),
            ),
        )

    def _build(self, number: str) -> None:
        px = self._theme.px
        self.setWindowTitle(tr("Reports"))
        self.table.setAccessibleName(tr("Reports"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(label(tr("Reports"), "title"))
        about = tr("Incident {number} and what was merged into it · the audit keeps who asked for a reporter")
        column.addWidget(label(about.format(number=number), "caption", tone="tertiary", wrap=True))
        column.addWidget(self.states, 1)
        column.addWidget(self.text)
        column.addWidget(self.told)
        row = QHBoxLayout()
        row.addStretch(1)
        for made in (self.reveal, self.leave):
            made.setAutoDefault(False)  # Enter belongs to the list
            row.addWidget(made)
        column.addLayout(row)
        self.told.hide()
        self.resize(px(860), px(480))

    def read(self) -> None:
        """Read the list; what is shown of it stays current."""
        if not self._lines:
            self.states.loading()
        work = partial(self._ports.reports, self._incident_id)
        self._background.read(self, work, self._show, self._not_read, topic="reports")

    def _show(self, found: Sequence[ReportLine]) -> None:
        self._lines = tuple(found)
        self.model.show_rows(self._lines)
        self.states.show_content()
        if self.table.current_id() is None and self._lines:
            self.table.choose(0)
            self.table.setFocus()
        self._show_current()

    def _not_read(self, refusal: Refusal) -> None:
        self.states.broken(tr("The reports could not be read"), str(refusal), self.read)

    def _current(self) -> ReportLine | None:
        key = self.table.current_id()
        return self._lines[key] if isinstance(key, int) and key < len(self._lines) else None

    def _show_current(self) -> None:
        line = self._current()
        self.forget()
        self.text.setText(line.text if line is not None else "")
        self.reveal.setEnabled(line is not None and line.id > 0)

    # Who reported

    def show_reporter(self) -> None:
        """Ask for the reporter of the current line; where nobody is known, say so."""
        line = self._current()
        if line is None:
            return
        if not line.id:
            self._say(tr("Nobody is known to this report."))
            return
        self.reveal.setEnabled(False)
        work = partial(self._ports.reveal_reporter, line.id)
        self._background.write(self, work, partial(self._shown, line), self._refused)

    def _shown(self, line: ReportLine, contact: Contact) -> None:
        self.reveal.setEnabled(True)
        if self._current() is line:
            self._say(" · ".join(part for part in (contact.reporter, contact.phone) if part))
            self._forget.start()

    def _refused(self, refusal: Refusal) -> None:
        self.reveal.setEnabled(True)
        self._say(str(refusal))

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.show()

    def forget(self) -> None:
        """Take the reporter out of sight."""
        self._forget.stop()
        self.told.clear()
        self.told.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.show_reporter()
        else:
            super().keyPressEvent(event)
