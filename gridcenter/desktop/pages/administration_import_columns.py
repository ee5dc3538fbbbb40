"""The second step of bringing a file in: which of its columns is which field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from gridcenter.desktop.theme import Theme
from gridcenter.desktop.widgets.text import label
from gridcenter.language import listed, pick, tr

if TYPE_CHECKING:
    from gridcenter.services.importing.columns import Field
    from gridcenter.services.importing.looking import FileLook

_LEFT_OUT = ""


class ColumnChooser(QWidget):
    """One line per field: its name, the column it is read from, and what stands in that column, masked."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._look: FileLook | None = None
        self.touched = False
        """Whether a person has chosen a column since the file was opened."""
        self.boxes: dict[str, QComboBox] = {}
        self._examples: dict[str, QLabel] = {}
        self.missing = label("", "caption", tone="red", wrap=True)
        self.unused = label("", "caption", tone="tertiary", wrap=True)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.area, 1)
        column.addWidget(self.missing)
        column.addWidget(self.unused)

    def show_look(self, look: FileLook) -> None:
        """Take a file: its columns with what is proposed for each field."""
        self._look = look
        self.boxes.clear()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(6))
        grid.setColumnStretch(2, 1)
        for row, field in enumerate(look.fields):
            self._add(grid, row, field)
        grid.setRowStretch(len(look.fields), 1)
        self.area.setWidget(body)
        self.choose(look.proposed)
        self.touched = False

    def _add(self, grid: QGridLayout, row: int, field: Field) -> None:
        words = pick(field.title)
        name = tr("{field} (needed)").format(field=words) if field.required else words
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumWidth(self._theme.px(220))
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(tr("— not in the file —"), _LEFT_OUT)
        for column in self._look.columns if self._look is not None else ():
            if column.kept:
                box.addItem(column.name, column.name)
        example = label("", "caption", tone="secondary", wrap=True)
        grid.addWidget(label(name, "body_strong" if field.required else "body"), row, 0)
        grid.addWidget(box, row, 1)
        grid.addWidget(example, row, 2)
        self.boxes[field.key] = box
        self._examples[field.key] = example
        box.currentIndexChanged.connect(lambda _place: self._touch())

    def _touch(self) -> None:
        self.touched = True
        self._tell()

    def choose(self, columns: Mapping[str, str]) -> None:
        """Let each field be read from the column that `columns` names; what it does not name is left out."""
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(box.findData(columns.get(key, _LEFT_OUT)), 0))
            box.blockSignals(False)
        self._tell()

    def columns(self) -> dict[str, str]:
        """Return column by field, "" for a field that is left out."""
        return {key: str(box.currentData() or _LEFT_OUT) for key, box in self.boxes.items()}

    def complete(self) -> bool:
        """Whether every needed field has a column, and no column is read twice."""
        return self._look is not None and not self._flaw()

    def _flaw(self) -> str:
        look = self._look
        if look is None:
            return ""
        chosen = self.columns()
        lacking = [pick(field.title) for field in look.fields if field.required and not chosen[field.key]]
        if lacking:
            return tr("Needed, and not chosen yet: {fields}.").format(fields=listed(lacking))
        read = [column for column in chosen.values() if column]
        twice = sorted({column for column in read if read.count(column) > 1})
        return tr("Chosen for two fields: {columns}.").format(columns=listed(twice)) if twice else ""

    def _tell(self) -> None:
        look = self._look
        if look is None:
            return
        chosen = self.columns()
        examples = {column.name: column.examples for column in look.columns}
        for key, column in chosen.items():
            self._examples[key].setText(listed(examples.get(column, ())))
        flaw = self._flaw()
        self.missing.setText(flaw)
        self.missing.setVisible(bool(flaw))
        self.unused.setText(self._beside(look, set(chosen.values())))
        self.changed.emit()

    def _beside(self, look: FileLook, read: set[str]) -> str:
        unused = [column.name for column in look.columns if column.kept and column.name not in read]
        left_out = [column.name for column in look.columns if not column.kept]
        sentences = []
        if unused:
            sentences.append(tr("Columns not used: {columns}.").format(columns=listed(unused)))
        if left_out:
            sentence = tr("Columns left out because this register does not keep such facts: {columns}.")
            sentences.append(sentence.format(columns=listed(left_out)))
        return " ".join(sentences)
