"""The third step of bringing a file in: what would become of its rows, every problem, and the marked one whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gridcenter.desktop.models.import_problems import ProblemsModel, all_lines
from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.reading_area import ReadingArea
from gridcenter.desktop.widgets.row_table import RowTable
from gridcenter.desktop.widgets.text import button, label
from gridcenter.domain.indicators import thousands
from gridcenter.language import tr

if TYPE_CHECKING:
    from gridcenter.services.importing.problems import CheckedFile, Problem

_LEAST = 260
"""px at 100 % below which the reason of a problem has too little room."""
_WHOLE = 92
"""Height in px at 100 % of what the marked problem is read in; longer ones are scrolled."""


_MOST_REMARKS = 92
"""The same of what is said of the whole file."""

_EDGE = 6
"""px at 100 % that the frame of a reading area takes of its height."""


class CheckView(QWidget):
    """Reason and lines of a problem may be cut in its row; below the list the marked one stands whole."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ProblemsModel(self)
        self.table = RowTable(theme)
        self.counts = label("", "body_strong", wrap=True, selectable=True)
        self.remarks = label("", "caption", tone="secondary", wrap=True, selectable=True)
        self.save = button(tr("Save the whole list… (Ctrl+S)"))
        self.save.setAutoDefault(False)
        self.reason = label("", "body", wrap=True, selectable=True)
        self.lines = label("", "caption", tone="secondary", wrap=True, selectable=True)
        self.whole, self.told = ReadingArea(), ReadingArea()
        self._most, self._edge = theme.px(_MOST_REMARKS), theme.px(_EDGE)
        self._build(theme)
        self.table.chosen.connect(lambda _key: self._tell_marked())

    def _build(self, theme: Theme) -> None:
        self.table.setModel(self.model)
        self.table.set_widths(self.model.widths, self.model.yields, least=_LEAST)
        self.table.show_header()
        self.table.setAccessibleName(tr("Problems of the file"))
        self.whole.setAccessibleName(tr("The marked problem"))
        self.told.setAccessibleName(tr("Remarks on the file"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        row = QHBoxLayout()
        row.addWidget(self.counts, 1)
        row.addWidget(self.save)
        column.addLayout(row)
        said = QWidget()
        inside = QVBoxLayout(said)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.remarks)
        inside.addStretch(1)
        self.told.read(said)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        body = QWidget()
        told = QVBoxLayout(body)
        told.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        told.setSpacing(theme.px(4))
        told.addWidget(self.reason)
        told.addWidget(self.lines)
        told.addStretch(1)
        self.whole.read(body)
        self.whole.setFixedHeight(theme.px(_WHOLE))
        column.addWidget(self.whole)

    def show_checked(self, checked: CheckedFile, stored: str) -> None:
        """Show the counts, the accepted ones under the word `stored`, and the problems with the first one marked."""
        report = checked.report
        figures = (
            (tr("Rows"), report.rows),
            (stored, report.accepted),
            (tr("Unchanged"), report.unchanged),
            (tr("Twins"), report.twins),
            (tr("Refused"), report.refused),
        )
        self.counts.setText("   ".join(f"{word} {thousands(figure)}" for word, figure in figures))
        remarks = list(report.warnings)
        if checked.beyond:
            remarks.append(
                tr("{n} rows have further problems: save the list.").format(n=thousands(checked.beyond))
            )
        self.remarks.setText("\n".join(remarks))
        self.told.setVisible(bool(remarks))
        self._fit_remarks()
        self.model.show_rows(checked.problems)
        if checked.problems and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell_marked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_remarks()

    def _fit_remarks(self) -> None:
        """Give the remarks as much height as they need, up to some lines; more are scrolled."""
        frame = 2 * self.told.frameWidth() + self._edge
        wanted = self.remarks.heightForWidth(max(self.told.width() - frame, 1))
        self.told.setFixedHeight(min(max(wanted, 0) + frame, self._most))

    def _tell_marked(self) -> None:
        place = self.table.currentIndex().row()
        problem: Problem | None = self.model.rows[place] if 0 <= place < len(self.model.rows) else None
        self.whole.setVisible(problem is not None)
        if problem is not None:
            about = tr("{field}: {reason}").format(field=problem.field, reason=problem.reason)
            self.reason.setText(about if problem.field else problem.reason)
            self.lines.setText(tr("Lines {lines}").format(lines=all_lines(problem)))
        self.whole.verticalScrollBar().setValue(0)
