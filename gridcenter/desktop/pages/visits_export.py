"""The visit list of a grid as a file: where it shall go is asked, and the audit line is written before the file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from gridcenter.desktop.background import Background
from gridcenter.desktop.keeping_ports import VisitPorts
from gridcenter.desktop.widgets.file_dialog import file_dialog
from gridcenter.domain.errors import Refusal
from gridcenter.domain.indicators import thousands
from gridcenter.language import by_count, tr


class VisitExport(QObject):
    """One dialog at a time over the tab; GUI thread only."""

    notice = Signal(str)

    def __init__(self, ports: VisitPorts, background: Background, tab: QWidget) -> None:
        super().__init__(tab)
        self._ports, self._background, self._tab = ports, background, tab
        self.files: QFileDialog | None = None

    def ask(self, grid: str) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(folder) if folder and Path(folder).is_dir() else Path.home()
        self.files = file_dialog(
            self._tab,
            tr("Write the visit list to a file"),
            str(start),
            partial(self._write, grid),
            offered=str(start / tr("Visits {grid}.csv").format(grid=grid)),
        )
        self.files.setNameFilters((tr("Tables (*.csv)"), tr("Workbooks (*.xlsx)")))
        self.files.setDefaultSuffix("csv")
        self.files.open()

    def _write(self, grid: str, name: str) -> None:
        work = partial(self._ports.export, grid, Path(name))
        self._background.write(self, work, partial(self._written, Path(name)), self._refused)

    def _written(self, file: Path, count: int) -> None:
        words = by_count(count, tr("{n} line written to {file}"), tr("{n} lines written to {file}"))
        self.notice.emit(words.format(n=thousands(count), file=file.name))

    def _refused(self, refusal: Refusal) -> None:
        self.notice.emit(str(refusal))
